"""The cohort planner: every plan passes the checker, promises stand, the bound is one, and the words say why."""

from __future__ import annotations

import itertools
import json
import time
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samlop.config.cli.main import main
from samlop.planning.cohort.check import breaches
from samlop.planning.cohort.model import Cohort, UnusableCohort, cost, read
from samlop.planning.cohort.report import report
from samlop.planning.cohort.solve import plan_cohort


def person(name: str, release: int = 0, **more: Any) -> dict[str, Any]:
    """Somebody who has a talk, a class with intakes every fourth week, a placement, and is then done."""
    steps = [
        {"id": "talk", "weeks": 1, "load": 4, "pool": "counsellor"},
        {"id": "class", "weeks": 3, "load": 40, "after": ["talk"], "starts": list(range(0, 80, 4)), "pool": "class"},
        {"id": "placement", "weeks": 2, "load": 40, "after": [["talk", 1]], "pool": "placement"},
        {"id": "done", "weeks": 1, "load": 2, "after": ["class", "placement"]},
    ]
    return {"id": name, "release": release, "due": release, "begin": "talk", "end": "done", "steps": steps} | more


def content(count: int, class_places: int = 2, **more: Any) -> dict[str, Any]:
    pools = {
        "counsellor": {"places": 2, "per": "week", "words": "veiledere"},
        "class": {"places": class_places, "per": "start", "words": "norsk"},
        "placement": {"places": 1, "per": "week", "words": "praksis"},
    }
    people = [person(f"p{number}", number % 3, group="ab"[number % 2]) for number in range(count)]
    return {"weeks": 90, "ceiling": 75, "pools": pools, "people": people} | more


def solved(cohort: Cohort, placements: int = 400, seed: int = 1):
    return plan_cohort(cohort, seed=seed, clock=time.perf_counter, seconds=60, placements=placements)


@st.composite
def cohorts(draw: st.DrawFn) -> dict[str, Any]:
    """Few people with random steps, waits only forwards, some pools and intakes."""
    pools = {
        name: {"places": draw(st.integers(1, 3)), "per": draw(st.sampled_from(["start", "week"]))}
        for name in ("a", "b")
    }
    people = []
    for number in range(draw(st.integers(1, 5))):
        count = draw(st.integers(1, 6))
        steps = []
        for place in range(count):
            step: dict[str, Any] = {
                "id": f"s{place}",
                "weeks": draw(st.integers(1, 5)),
                "load": draw(st.integers(0, 75)),
                "after": [[f"s{one}", draw(st.integers(0, 2))] for one in range(place) if draw(st.booleans())],
            }
            if draw(st.booleans()):
                step["pool"] = draw(st.sampled_from(["a", "b"]))
            if draw(st.booleans()):
                step["starts"] = list(range(draw(st.integers(0, 3)), 190, draw(st.integers(1, 9))))
            steps.append(step)
        people.append(
            {
                "id": f"p{number}",
                "release": draw(st.integers(0, 5)),
                "begin": "s0",
                "end": f"s{count - 1}",
                "steps": steps,
            }
        )
    return {"weeks": 200, "pools": pools, "people": people}


@settings(max_examples=40, deadline=None)
@given(cohorts(), st.integers(0, 3))
def test_every_plan_passes_the_checker_and_none_beats_its_bound(raw, seed):
    cohort = read(raw)
    answer = solved(cohort, 60, seed)
    assert breaches(cohort, answer.plan) == []
    assert answer.cost == cost(cohort, answer.plan) <= answer.greedy
    assert answer.bound <= answer.cost


@settings(max_examples=12, deadline=None)
@given(cohorts())
def test_the_bound_never_passes_the_best_of_many_seeds(raw):
    cohort = read(raw)
    answers = [solved(cohort, 80, seed) for seed in range(4)]
    assert max(one.bound for one in answers) <= min(one.cost for one in answers)


def test_what_nothing_waits_for_may_come_after_the_end():
    """The end of a person is one of her steps; a long step beside it does not put the end off, and no bound may say so."""
    course = {"id": "s0", "weeks": 1, "load": 49, "after": [], "pool": "a"}
    beside = {"id": "s1", "weeks": 5, "load": 27, "after": []}
    end = {"id": "s2", "weeks": 1, "load": 0, "after": []}
    one = {"id": "p0", "release": 1, "begin": "s0", "end": "s2", "steps": [course, beside, end]}
    raw = {
        "weeks": 60,
        "pools": {"a": {"places": 1, "per": "start"}},
        "people": [one, one | {"id": "p1", "release": 0}],
    }
    for seed in range(3):
        answer = solved(read(raw), 80, seed)
        assert (answer.cost, answer.bound <= answer.cost) == (3, True)


def test_the_bound_holds_against_every_plan_of_two_people_who_want_one_seat():
    raw = content(2, class_places=1)
    cohort = read(raw)
    best = 10**9
    talks, classes, placements = range(4), range(4, 16, 4), range(2, 12)
    alone = list(itertools.product(talks, classes, placements))
    for one, two in itertools.product(alone, alone):
        plan = [[talk, class_, placement, max(class_ + 3, placement + 2)] for talk, class_, placement in (one, two)]
        price = cost(cohort, plan)
        if price < best and not breaches(cohort, plan):
            best = price
    answer = solved(cohort)
    assert answer.bound <= best == answer.cost


@settings(max_examples=10, deadline=None)
@given(cohorts(), st.integers(0, 5))
def test_the_same_seed_and_work_give_the_same_plan(raw, seed):
    assert solved(read(raw), 100, seed) == solved(read(raw), 100, seed)


def test_more_seats_cost_less():
    assert solved(read(content(12, 4))).cost < solved(read(content(12, 1))).cost


def test_the_search_gives_the_seat_to_the_one_whose_next_intake_is_far_away():
    raw = content(3, class_places=1)
    raw["people"][2]["steps"][1]["starts"] = [4, 80]
    answer = solved(read(raw))
    assert answer.plan[2][1] == 4
    assert answer.cost < answer.greedy - 60


def test_a_promised_seat_stands_also_when_it_is_no_intake_and_others_would_want_it():
    raw = content(6, class_places=1)
    raw["people"][5]["steps"][1]["frozen"] = 4
    cohort = read(raw)
    answer = solved(cohort)
    assert answer.plan[5][1] == 4
    assert breaches(cohort, answer.plan) == []
    assert all(starts[1] != 4 for starts in answer.plan[:5])


def test_promises_for_more_places_than_there_are_are_refused_in_a_sentence():
    raw = content(2, class_places=1)
    for one in raw["people"]:
        one["steps"][1]["frozen"] = 4
    with pytest.raises(UnusableCohort, match="«norsk» har 1 plasser, men 2 er lovet bort i uke 4"):
        solved(read(raw))


def test_a_plan_changes_less_when_moves_cost():
    first = read(content(10, class_places=1))
    plan = solved(first).plan
    last = {
        one.name: {step.name: week for step, week in zip(one.steps, starts, strict=True)}
        for one, starts in zip(first.people, plan, strict=True)
    }
    raw = content(11, class_places=1, last_plan=last)
    loose, firm = read(deepcopy(raw)), read(raw | {"move_weight": 20})
    free, kept = report(loose, solved(loose, seed=9)), report(firm, solved(firm, seed=9))
    assert kept["moved"] < free["moved"]


def test_nobody_is_left_to_wait_for_all_when_long_waits_cost():
    def longest(raw: dict[str, Any]) -> int:
        cohort = read(raw)
        found = report(cohort, solved(cohort, 1500))
        return max(row["longest_wait"] for row in found["fairness"])

    raw = content(8, class_places=1)
    raw["people"][0]["steps"].insert(3, {"id": "extra", "weeks": 3, "load": 1, "after": ["class"], "pool": "class",
                                         "starts": list(range(0, 80, 4))})  # fmt: skip
    raw["people"][0]["steps"][4]["after"].append("extra")
    assert longest(raw | {"wait_weight": 50, "wait_limit": 8}) <= longest(raw)


def test_the_report_says_who_waits_and_which_places_were_given():
    cohort = read(content(6, class_places=1))
    found = report(cohort, solved(cohort))
    assert len(found["waiting"]) == 5
    assert any("de 1 plassene i «norsk» var gitt" in row["reason"] for row in found["waiting"])
    assert [row["group"] for row in found["fairness"]] == ["a", "b"]
    assert sum(row["people"] for row in found["fairness"]) == 6


def test_somebody_with_no_possible_plan_is_named_with_the_reason_and_the_others_get_theirs():
    raw = content(3)
    raw["people"][1]["steps"][1]["starts"] = [88]
    cohort = read(raw)
    answer = solved(cohort)
    assert [bool(starts) for starts in answer.plan] == [True, False, True]
    (row,) = report(cohort, answer)["without_plan"]
    assert row["person"] == "p1"
    assert "«class» har ikke noe inntak fra uke" in row["reason"]


def test_an_interrupted_run_keeps_a_whole_plan():
    ticks = itertools.count()

    def clock() -> float:
        if next(ticks) > 30:
            raise KeyboardInterrupt
        return 0.0

    cohort = read(content(12))
    answer = plan_cohort(cohort, seed=1, clock=clock, seconds=60)
    assert answer.interrupted
    assert all(answer.plan)
    assert breaches(cohort, answer.plan) == []


def test_time_is_a_wall():
    begun = time.perf_counter()
    plan_cohort(read(content(40)), seed=1, clock=time.perf_counter, seconds=0.5)
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize(("place", "week"), [(0, 50), (1, 5), (2, 0), (3, 0)])
def test_the_checker_sees_a_step_in_a_week_where_it_cannot_be(place, week):
    cohort = read(content(4))
    plan = [list(starts) for starts in solved(cohort).plan]
    plan[2][place] = week
    assert breaches(cohort, plan)


def test_the_checker_sees_two_in_one_seat():
    cohort = read(content(2, class_places=1))
    assert any("1 plasser, men 2 er gitt" in one for one in breaches(cohort, [[0, 4, 7, 9], [1, 4, 9, 11]]))


def broken(change: Any) -> dict[str, Any]:
    raw = content(2)
    change(raw)
    return raw


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ([], "ett JSON-objekt"),
        ({"pools": {}, "people": []}, "1 til 50000 personer"),
        (broken(lambda raw: raw["pools"]["class"].update(places=0)), "Ressurs «class»: «places» må være et helt tall fra 1"),
        (broken(lambda raw: raw["pools"]["class"].update(places=-3)), "Ressurs «class»"),
        (broken(lambda raw: raw["people"][1].update(id="p0")), "Person 2: «p0» er brukt før"),
        (broken(lambda raw: raw["people"][0]["steps"][0].update(after=["done"])), "Person 1: stegene venter på hverandre i ring"),
        (broken(lambda raw: raw["people"][0]["steps"][0].update(after=["nope"])), "«talk» venter på «nope», som ikke finnes"),
        (broken(lambda raw: raw["people"][0]["steps"][0].update(load=76)), "Person 1, «talk»: trenger 76 i uken, men taket er 75"),
        (broken(lambda raw: raw["people"][0]["steps"][1].update(starts=[])), "har ingen inntak fra uke 0"),
        (broken(lambda raw: raw["people"][0]["steps"][1].update(weeks=0)), "«weeks» må være et helt tall fra 1"),
        (broken(lambda raw: raw["people"][0].update(end="nope")), "«begin» og «end» må være navn på steg"),
        (broken(lambda raw: raw["people"][0].update(release="x")), "Person 1: «release» må være et helt tall"),
    ],
)  # fmt: skip
def test_what_cannot_be_planned_is_told_in_a_sentence_with_its_place(raw, said):
    with pytest.raises(UnusableCohort) as bad:
        read(raw)
    assert any(said in one for one in bad.value.problems), bad.value.problems


def test_the_command_prints_a_plan_and_refuses_in_words(tmp_path, capsys):
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(content(5)))
    bad.write_text(json.dumps(content(2, class_places=-1)))
    assert main(["plan", "cohort", str(good), "--seconds", "5", "--placements", "200"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found["plan"]) == {f"p{number}" for number in range(5)}
    assert found["bound"] <= found["cost"] <= found["greedy"]
    assert main(["plan", "cohort", str(bad)]) == 2
    assert "Ressurs «class»" in capsys.readouterr().err
