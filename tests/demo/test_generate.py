"""The invented municipality has the shape of the domain numbers, and no fact in it contradicts another."""

import datetime as dt
import itertools
import random
from collections import Counter

import pytest

from samlop.core.calendar import add_months, age_on
from samlop.core.identity import parse
from samlop.demo import generate, shape
from samlop.demo.deck import Deck
from samlop.demo.town import (
    ENDS_BEFORE_INTAKE,
    LATE_WITHOUT_REASON,
    NO_GOAL,
    NO_INTERPRETER_REASON,
    NO_PLAN,
    NOT_REVIEWED,
    TWO_OWNERS,
    TWO_PROGRAMMES,
)

ON = dt.date(2026, 11, 21)


@pytest.fixture(scope="module")
def large():
    return generate.one(size="large", seed=1, on=ON)


@pytest.fixture(scope="module")
def everybody(large):
    return list(large.people())


@pytest.fixture(scope="module")
def adults(everybody):
    return [p for p in everybody if p.role not in ("child", "minor")]


@pytest.fixture(scope="module")
def participants(adults):
    return [p for p in adults if p.programme]


@pytest.fixture(scope="module")
def running(participants):
    return [p for p in participants if p.programme.starts_on <= ON < p.programme.ends_on]


def share(rows, condition) -> float:
    rows = list(rows)
    return sum(1 for row in rows if condition(row)) / len(rows)


def test_the_sizes_are_the_ones_promised():
    for size in ("small", "middle", "large"):
        people = sum(1 for _ in generate.one(size=size, seed=3, on=ON).people())
        assert abs(people - shape.SIZES[size]) <= 2


def test_the_same_seed_and_day_give_the_same_people():
    first, again = (generate.one(size="small", seed=5, on=ON).digest() for _ in range(2))
    assert first == again
    assert first != generate.one(size="small", seed=6, on=ON).digest()
    assert first != generate.one(size="small", seed=5, on=ON + dt.timedelta(days=1)).digest()


def test_another_number_and_name_do_not_change_the_people():
    plain, named = (
        generate.one(size="small", seed=1, on=ON),
        generate.one(size="small", seed=1, on=ON, number="7123", name="Li"),
    )
    assert [p.duf for p in plain.people()] == [p.duf for p in named.people()]
    assert (named.number, named.name) == ("7123", "Li")


def test_households_are_of_the_kinds_that_come(large):
    planted = [h for h in large.homes if not h.scene]
    kinds = Counter(h.kind for h in planted)
    for kind, percent in shape.KINDS.items():
        assert kinds[kind] / len(planted) == pytest.approx(percent / 100, abs=0.02)
    assert sum(len(h.members) for h in large.homes) / len(large.homes) == pytest.approx(2.76, abs=0.15)
    families = [h for h in large.homes if h.kind == "family"]
    assert sum(sum(p.role == "child" for p in h.members) for h in families) / len(families) == pytest.approx(
        2.1, abs=0.15
    )


def test_routes(large):
    routes = Counter(h.route for h in large.homes)
    asked = sum(routes[r] for r in ("reception", "quota", "self_settled"))
    assert routes["reception"] / asked == pytest.approx(0.70, abs=0.04)
    assert routes["quota"] / asked == pytest.approx(0.22, abs=0.04)
    assert routes["self_settled"] / asked == pytest.approx(0.08, abs=0.02)


def test_countries_of_this_years_people(large):
    people = Counter(p.origin for h in large.homes if h.settles_on and h.settles_on.year == 2026 for p in h.members)
    total = sum(people.values())
    for origin, percent in {"UA": 58, "SY": 15, "CD": 5, "AF": 5, "ER": 4}.items():
        assert people[origin] / total == pytest.approx(percent / 100, abs=0.06 if origin == "UA" else 0.04)


def test_women_single_parents_small_children_health_and_protection(adults, everybody):
    assert share(adults, lambda p: p.sex == "woman") == pytest.approx(0.56, abs=0.03)
    assert share(adults, lambda p: p.single_parent) == pytest.approx(0.09, abs=0.015)
    assert share(adults, lambda p: p.small_child) == pytest.approx(0.24, abs=0.03)
    assert share(adults, lambda p: any(kind == "health" for kind, _ in p.needs)) == pytest.approx(0.16, abs=0.02)
    assert share(everybody, lambda p: p.protection) == pytest.approx(0.01, abs=0.005)


def test_a_middle_municipality_has_its_own_share_with_health_needs():
    adults = [p for p in generate.one(size="middle", seed=2, on=ON).people() if p.role not in ("child", "minor")]
    assert share(adults, lambda p: any(kind == "health" for kind, _ in p.needs)) == pytest.approx(0.14, abs=0.03)


def test_ages_of_those_in_the_target_group_and_of_those_outside_by_age(adults):
    granted = {id(p): age_on(p.birth_date, p.permits[-1].granted_on) for p in adults}
    assert share(adults, lambda p: granted[id(p)] > 55) == pytest.approx(0.07, abs=0.02)
    inside = [p for p in adults if p.in_target_group]
    for (low, high), expected in {(18, 25): 0.17, (26, 35): 0.30, (36, 45): 0.335, (46, 55): 0.19}.items():
        assert share(inside, lambda p, low=low, high=high: low <= granted[id(p)] <= high) == pytest.approx(
            expected, abs=0.03
        )


def test_schooling_and_tracks(adults):
    ukrainian = [p for p in adults if p.origin == "UA"]
    others = [p for p in adults if p.origin != "UA"]
    assert share(ukrainian, lambda p: p.schooling == "higher") == pytest.approx(0.65, abs=0.03)
    assert share(ukrainian, lambda p: p.schooling == "upper") == pytest.approx(0.27, abs=0.03)
    assert share(others, lambda p: p.schooling in ("none", "primary")) == pytest.approx(0.50, abs=0.03)
    assert share(others, lambda p: p.schooling == "none") == pytest.approx(0.05, abs=0.01)
    assert all((p.schooling in ("upper", "higher")) == (p.education == "upper_secondary_or_higher") for p in adults)
    assert all(
        ("literacy" in {kind for kind, _ in p.needs}) == (p.schooling == "none") or p.school_years == 4 for p in adults
    )
    for track, expected in {"1": 0.32, "2": 0.40, "3": 0.19, "youth": 0.066, "unknown": 0.024}.items():
        assert share(others, lambda p, track=track: p.track == track) == pytest.approx(expected, abs=0.06)


def test_programmes_start_when_the_figures_say(participants):
    settled = [p for p in participants if p.settled_on and p.programme.starts_on <= ON]
    weeks = sorted((p.programme.starts_on - p.settled_on).days / 7 for p in settled)
    assert weeks[len(weeks) // 2] == pytest.approx(7, abs=1)
    late = [p for p in settled if p.programme.starts_on > add_months(p.settled_on, 3)]
    assert len(late) / len(settled) == pytest.approx(0.12, abs=0.02)
    assert share(late, lambda p: p.programme.late_reason) == pytest.approx(0.5, abs=0.06)
    assert all(p.small_child for p in late if p.programme.late_reason)


def test_interpreters_at_the_talk_and_preconditions_open_at_arrival(participants, adults):
    needed = [
        p for p in participants if p.programme.interpreter != "not_needed" and NO_INTERPRETER_REASON not in p.faults
    ]
    assert share(needed, lambda p: p.programme.interpreter.endswith("qualified")) == pytest.approx(0.78, abs=0.04)
    assert sum(sum(d > 0 for d in p.ready_after_days) for p in adults) / len(adults) == pytest.approx(4.3, abs=0.15)


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (NO_GOAL, 0.03),
        (NOT_REVIEWED, 0.05),
        (TWO_OWNERS, 0.02),
        (TWO_PROGRAMMES, 0.01),
        (ENDS_BEFORE_INTAKE, 0.03),
        (NO_PLAN, 0.15),
    ],
)
def test_faults_of_running_programmes_are_planted_in_their_share(running, fault, expected):
    # Scenes tell their own story and carry no faults.
    assert share(running, lambda p: fault in p.faults) == pytest.approx(expected, abs=0.006)


def test_faults_of_all_participants_are_planted_in_their_share(participants):
    assert share(participants, lambda p: LATE_WITHOUT_REASON in p.faults) == pytest.approx(0.06, abs=0.006)
    decided = [p for p in participants if p.programme.decided_on <= ON]
    assert share(decided, lambda p: NO_INTERPRETER_REASON in p.faults) == pytest.approx(0.04, abs=0.006)


def test_a_fault_is_what_it_says(running):
    for p in running:
        assert (NO_GOAL in p.faults) == (p.programme.goal == "")
        assert (NO_PLAN in p.faults) == (not p.programme.has_plan)
        if ENDS_BEFORE_INTAKE in p.faults:
            assert p.programme.goal == "higher_education"
            assert 3 <= p.programme.ends_on.month <= 5


@pytest.mark.parametrize(
    ("size", "seed"), [("small", 1), ("small", 2), ("small", 7), ("middle", 1), ("middle", 4), ("large", 1)]
)
def test_no_fact_contradicts_another(size, seed):
    town = generate.one(size=size, seed=seed, on=ON)
    for home in town.homes:
        assert home.requested_on <= ON
        assert home.accepted_on is None or home.requested_on <= home.accepted_on <= ON
        assert home.settles_on is None or home.accepted_on < home.settles_on
        assert (home.counsellor is not None) >= bool(home.settles_on and home.settles_on <= ON)
        for p in home.members:
            _consistent(p, home)
            for kind, other in p.relations:
                relative = home.members[other]
                assert relative is not p
                if kind == "parent":
                    assert age_on(p.birth_date, relative.birth_date) >= 15
                if kind in ("spouse", "cohabitant"):
                    assert min(age_on(p.birth_date, ON), age_on(relative.birth_date, ON)) >= 18


def _consistent(p, home):
    assert p.birth_date <= ON
    assert 0 <= age_on(p.birth_date, ON) <= 95
    assert p.role != "child" or age_on(p.birth_date, ON) <= 17
    assert p.permits
    for grant in p.permits:
        assert p.birth_date <= grant.granted_on <= ON
        assert grant.ended_on is None or grant.ended_on > grant.granted_on
        assert grant.applied_on is None or grant.applied_on <= grant.granted_on
        assert grant.reference_settled_on is None or grant.reference_settled_on <= ON
    assert [g.ended_on for g in p.permits].count(None) == 1
    for earlier, later in itertools.pairwise(p.permits):
        assert earlier.ended_on <= later.granted_on
    if p.settled_on:
        assert p.birth_date <= p.settled_on <= ON
        assert p.permits[0].granted_on <= p.settled_on or p.birth_date > home.settles_on - dt.timedelta(days=400)
    assert p.arrived_on is None or p.birth_date <= p.arrived_on <= ON
    if p.origin == "UA":
        assert all(g.granted_on >= dt.date(2022, 3, 11) for g in p.permits if g.kind == "P-34")
    if p.programme:
        assert home.settles_on < p.programme.decided_on < p.programme.starts_on < p.programme.ends_on
        assert p.in_target_group
    if p.job_hours:
        assert age_on(p.birth_date, ON) >= 18
    assert all(kind != "literacy" or age_on(p.birth_date, ON) >= 18 for kind, _ in p.needs)


def test_every_number_is_synthetic_and_everybody_has_a_number_of_her_own(everybody):
    numbers = [p.identity_number for p in everybody if p.identity_number]
    assert all((found := parse(number)) and found.synthetic and 81 <= int(number[2:4]) <= 92 for number in numbers)
    assert len(numbers) == len(set(numbers))
    assert 0.9 < len(numbers) / len(everybody) < 1
    dufs = [p.duf for p in everybody]
    assert len(dufs) == len(set(dufs))
    assert all(len(duf) == 12 and duf[4:6] == "99" for duf in dufs)


def test_the_scenes_say_what_they_promise():
    town = generate.one(size="middle", seed=1, on=ON)
    homes = {home.scene: home for home in town.homes if home.scene}
    assert all(town.staff[home.counsellor].username == "kari" for home in homes.values())
    family = homes["no_kindergarten"]
    assert len(family.members) == 4
    assert add_months(family.settles_on, 3) == ON + dt.timedelta(days=9)
    assert family.fixed["kindergarten_place", 2] == ("under_way", ON - dt.timedelta(days=23))
    assert homes["housing"].fixed["lasting_home", None][1] == ON - dt.timedelta(days=34)
    assert homes["prepared"].members[0].programme is None
    assert homes["engineer"].members[0].origin == "UA"
    assert ("en", "B2") in {(t.language, t.level) for t in homes["engineer"].members[0].languages}
    assert homes["low_literacy"].members[0].school_years == 4
    assert age_on(homes["elder"].members[0].birth_date, ON) == 68
    assert not homes["elder"].members[0].in_target_group
    assert all(p.protection for p in homes["protected"].members)


@pytest.mark.parametrize(
    "on",
    [dt.date(2026, 11, 21), dt.date(2027, 5, 20), dt.date(2027, 2, 19), dt.date(2028, 2, 29), dt.date(2026, 5, 22)],
)
def test_the_mothers_deadline_is_about_nine_days_away_whatever_the_day(on):
    town = generate.one(size="small", seed=1, on=on)
    family = next(home for home in town.homes if home.scene == "no_kindergarten")
    assert 7 <= (add_months(family.settles_on, 3) - on).days <= 10


def test_a_country_has_357_municipalities_one_large_and_no_number_twice():
    seen, counts, numbers = set(), [], []
    for town in generate.nation(seed=1, on=ON, people=9_000):
        counts.append(sum(1 for _ in town.people()))
        numbers.append(town.number)
        new = {p.identity_number for p in town.people() if p.identity_number}
        assert not new & seen
        seen |= new
    assert len(counts) == 357
    assert sum(counts) == pytest.approx(9_000, rel=0.02)
    assert counts[0] == max(counts)
    assert len(set(numbers)) == 357
    assert all(number.startswith("7") for number in numbers)


def test_usernames_are_never_taken_twice_in_a_country():
    names = [user.username for town in generate.nation(seed=1, on=ON, people=9_000) for user in town.staff]
    assert len(names) == len(set(names))
    assert {"kari", "rune", "per", "lise", "ola", "nina", "olena"} <= set(names)


def test_a_deck_keeps_its_shares_from_the_first_cards():
    deck = Deck(random.Random(1), {"a": 90, "b": 9, "c": 1})
    dealt = Counter(deck.deal() for _ in range(200))
    assert 177 <= dealt["a"] <= 183
    assert 16 <= dealt["b"] <= 20
    assert 1 <= dealt["c"] <= 3
