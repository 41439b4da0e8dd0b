"""Bad input gets sentences; a slip, a week and a dead end are told as people would tell them."""

import json
from datetime import date
from pathlib import Path

import pytest

from samlop.config.cli.main import main
from samlop.planning.person.exact import Impossible
from samlop.planning.person.explain import explain
from samlop.planning.person.model import Activity, Break, Content, Kind, Problem, Ramp, Step, Wait, Window
from samlop.planning.person.objectives import plan_for
from samlop.planning.person.proof import prove
from samlop.planning.person.reading import BadProblem, read
from samlop.planning.person.slip import slack, slip

EXAMPLE = Path(__file__).parents[3] / "docs" / "planning" / "examples" / "person.json"


def one(**more):
    return {"id": "a", "weeks": 1, "hours_per_week": 5, **more}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([], "Filen skal ha ett objekt med «activities» og «goal»."),
        ({"goal": "a", "activities": []}, "«activities» mangler, eller er tom. En plan trenger minst én aktivitet."),
        ({"goal": "b", "activities": [one()]}, "«goal» er «b», men ingen aktivitet heter det."),
        ({"goal": "a", "activities": [one(after=["x"])]}, "«a» venter på «x», som ikke finnes."),
        ({"goal": "a", "activities": [one(), one()]}, "To aktiviteter heter «a». Gi dem hver sitt navn («id»)."),
        (
            {"goal": "a", "hours_per_week": 0, "activities": [one()]},
            "«hours_per_week» må være over null: ellers får ingenting plass i uka.",
        ),
        (
            {"goal": "a", "hours_per_week": -3, "activities": [one()]},
            "«hours_per_week» er «-3», men skal være et timetall.",
        ),
        (
            {"goal": "a", "activities": [one(title="A", after=["b"]), one(id="b", title="B", after=["a"])]},
            "Aktivitetene venter på hverandre i ring: «A», som venter på «B», som venter på «A». Fjern én av ventene.",
        ),
        (
            {"goal": "a", "activities": [one(after=["a"], title="A")]},
            "Aktivitetene venter på hverandre i ring: «A», som venter på «A». Fjern én av ventene.",
        ),
        (
            {"goal": "a", "activities": [one(id=str(n)) for n in range(10_000)]},
            "Filen har 10000 aktiviteter. Én persons plan kan ha 500. Del den opp.",
        ),
        (
            {"goal": "a", "activities": [one(intakes=["2027-08-16"])]},
            "Aktivitet «a»: «intakes» er en dato, men «starts_on» mangler, så uka kan ikke telles.",
        ),
        (
            {"goal": "a", "activities": [one(needs_level="B1")]},
            "Aktivitet «a» krever nivå B1, men ingen aktivitet i planen fører dit.",
        ),
        (
            {"goal": "a", "activities": [{"id": "a", "hours": 10}]},
            "Aktivitet «a»: har timer å ta igjen, men «hours_per_week» er null.",
        ),
        ({"goal": "a", "activities": [one(wekks=1)]}, "Aktivitet «a»: ukjent felt «wekks»."),
    ],
)
def test_what_cannot_be_used_is_said_with_what_and_where(data, said):
    with pytest.raises(BadProblem) as bad:
        read(data)
    assert said in bad.value.said


def refused_or_planned(data):
    """The sentences of the refusal, or none when a plan or its impossibility came out."""
    try:
        problem = read(data)
    except BadProblem as bad:
        return bad.said
    try:
        prove(problem, plan_for(problem).weeks)
    except Impossible:
        assert explain(problem) is not None
    return []


@pytest.mark.parametrize("junk", [None, True, -1, 1e99, float("nan"), "x", [], {}, [None], [[1]], [{}], {"id": 1}])
@pytest.mark.parametrize("field", sorted(json.loads(EXAMPLE.read_text())))
def test_junk_in_any_field_is_refused_or_planned_never_a_crash(field, junk):
    data = json.loads(EXAMPLE.read_text()) | {field: junk}
    assert all(text.endswith(".") for text in refused_or_planned(data))


@pytest.mark.parametrize("junk", [None, True, -1, 1e99, float("nan"), "x", [], {}, [None], [[1]], [{}], {"id": 1}])
@pytest.mark.parametrize(
    "field",
    [
        "weeks",
        "hours",
        "hours_per_week",
        "steps",
        "after",
        "needs_level",
        "intakes",
        "open",
        "pauses_in",
        "level",
        "earliest",
        "fixed_start",
        "kind",
        "title",
    ],
)
def test_junk_in_an_activity_is_refused_or_planned_never_a_crash(field, junk):
    assert all(text.endswith(".") for text in refused_or_planned({"goal": "a", "activities": [one() | {field: junk}]}))


def test_a_language_level_takes_the_hours_of_its_track():
    def weeks(track):
        gate = {"id": "a", "level": {"from": "A1", "to": "B1"}, "track": track, "hours_per_week": 20}
        return len(read({"goal": "a", "activities": [gate]}).activities[0].loads)

    assert weeks("1") > weeks("2") > weeks("3")


KINDERGARTEN = Problem(
    (
        Activity("kg", "Barnehageplass", (0,) * 2),
        Activity("start", "Programstart", (60,), after=(Wait("kg"),)),
        Activity("course", "Fagkurs", (600,) * 5, after=(Wait("start"),), starts=(4, 17)),
        Activity("end", "Sluttmål", (60,), after=(Wait("course"),)),
    ),
    goal="end",
    programme="start",
    ceiling=2250,
    week0=date(2027, 7, 5),
)


def test_a_late_kindergarten_place_moves_the_goal_by_a_whole_intake():
    found = slip(KINDERGARTEN, plan_for(KINDERGARTEN), "kg", 3)
    assert found.text == (
        "Hvis «Barnehageplass» kommer 3 uker senere, flytter programstart 3 uker og sluttmålet 13 uker: "
        "inntaket i august 2027 til «Fagkurs» går tapt."
    )
    assert found.moves == {"kg": 3, "start": 3, "course": 13, "end": 13}
    assert found.best_end == found.weeks["end"][1]


def test_a_slip_within_the_slack_moves_nothing_else():
    found = slip(KINDERGARTEN, plan_for(KINDERGARTEN), "kg", 1)
    assert found.moves == {"kg": 1, "start": 1}
    assert found.text.endswith("flytter programstart 1 uke.")


def test_what_has_slack_may_slip_so_far_and_no_further():
    plan = plan_for(KINDERGARTEN)
    weeks = slack(KINDERGARTEN, plan)
    assert weeks == {"kg": 1, "start": 1, "course": 0, "end": 0}
    for key, most in weeks.items():
        assert most == 0 or "end" not in slip(KINDERGARTEN, plan, key, most).moves
        assert "end" in slip(KINDERGARTEN, plan, key, most + 1).moves


def test_an_intake_after_the_legal_end_is_explained_with_ways_out():
    from dataclasses import replace

    window = Window(9, "§ 13", extension_words="Forlengelse er ikke åpen for dette målet (§ 13).")
    acts = [replace(act, starts=(17,)) if act.key == "course" else act for act in KINDERGARTEN.activities]
    why = explain(replace(KINDERGARTEN, activities=tuple(acts), window=window))
    assert why.short == 14
    kinds = {demand.kind for demand in why.demands}
    assert kinds == {"window", "intake", "wait"}
    assert why.ways[0].words == "Forlengelse er ikke åpen for dette målet (§ 13)."
    assert why.ways[1].words == "Et inntak til «Fagkurs» i juli 2027 er nok."
    assert "Det mangler 14 uker." in why.text


def test_an_extension_that_is_open_is_offered():
    from dataclasses import replace

    problem = replace(KINDERGARTEN, window=Window(6, extension=10))
    assert any(way.words == "Forlengelse med 10 uker er nok." and way.enough for way in explain(problem).ways)


def week_problem(**more):
    acts = (
        Activity("p", "Praksis", (900,) * 4, Kind.WORK, steps=(Step(1, 900),)),
        Activity("n", "Norsk", (600, 1350, 1350, 1350), Kind.LANGUAGE, steps=(Step(1, 600, "Sykdom", "§ 13"),)),
    )
    content = Content(full_time=2250, work=900, basis={"full_time": "§ 13"}, **more)
    return Problem(acts, "n", 2250, content=content)


def test_a_stepped_week_with_a_paragraph_asks_for_less():
    proof = prove(week_problem(), {"p": (0, 4), "n": (0, 4)})
    assert proof.holds
    assert proof.weeks[0].asked == 1500
    assert proof.weeks[0].reasons == ("Sykdom (§ 13).",)


def test_work_is_asked_for_on_average_or_in_every_week():
    from dataclasses import replace

    problem = week_problem()
    acts = (replace(problem.activities[0], loads=(1800, 1800, 0, 0)), problem.activities[1])
    uneven = replace(problem, activities=acts, content=Content(work=900))
    assert prove(uneven, {"p": (0, 4), "n": (0, 4)}).holds
    strict = replace(uneven, content=Content(work=900, each_week=True))
    assert [(bad.start, bad.end) for bad in prove(strict, {"p": (0, 4), "n": (0, 4)}).failing] == [(2, 4)]


def test_a_school_break_does_not_free_the_week_but_a_holiday_for_all_does():
    from dataclasses import replace

    problem = week_problem()
    acts = (problem.activities[0], replace(problem.activities[1], calendars=frozenset({"school"})))
    placed = {"p": (0, 4), "n": (0, 5)}
    school = replace(problem, activities=acts, breaks=(Break("Høstferie", 1, 2, frozenset({"school"})),))
    failing = prove(school, placed).failing
    assert failing[0].words == "uke 1 (høstferie): mangler 22,5 timer på full tid (§ 13)."
    assert failing[0].mends == ("Bruk ferien: sommerskole, praksis eller kurs, 22,5 timer i uka.",)
    everyone = replace(school, breaks=(Break("Jul", 1, 2, frozenset({"school", "programme"})),))
    assert prove(everyone, placed).weeks[1].asked == 0


def test_content_that_is_missing_or_too_little_is_told():
    proof = prove(week_problem(least={Kind.LIFE_SKILLS: 900, Kind.WORK: 9000}), {"p": (0, 4), "n": (0, 4)})
    assert proof.missing == (
        "Planen mangler livsmestring.",
        "Planen har 60 timer arbeidsrettet, men skal ha minst 150 timer.",
    )


def test_rows_are_plain_and_one_for_each_week():
    rows = prove(week_problem(), {"p": (0, 4), "n": (0, 4)}).rows()
    assert [row["week"] for row in rows] == [0, 1, 2, 3]
    assert rows[1]["norsk"] == 22.5
    assert rows[1]["sum"] == 37.5


def test_a_lower_ceiling_asks_for_less_only_with_a_paragraph():
    from dataclasses import replace

    low = replace(week_problem(), ramps=(Ramp(2, 1500, "Tilvenning"),))
    assert prove(low, {"p": (0, 4), "n": (0, 4)}).weeks[1].asked == 2250
    low = replace(low, ramps=(Ramp(2, 1500, "Tilvenning", "§ 13"),))
    assert prove(low, {"p": (0, 4), "n": (0, 4)}).weeks[1].asked == 1500


def run(capsys, *args):
    code = main(["plan", *args])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_command_plans_and_its_plan_passes_the_check(tmp_path, capsys):
    data = json.loads(EXAMPLE.read_text())
    data["window"]["ends"] = "2028-08-07"
    asked, plan = tmp_path / "asked.json", tmp_path / "plan.json"
    asked.write_text(json.dumps(data))
    code, out, _ = run(capsys, "person", str(asked))
    assert code == 0
    assert json.loads(out)["proposals"][0]["objective"] == "soonest_to_work"
    assert all(one["proven"] for one in json.loads(out)["proposals"])
    plan.write_text(out)
    code, out, _ = run(capsys, "check", str(asked), str(plan))
    assert (code, json.loads(out)["breaches"]) == (0, [])
    code, out, _ = run(capsys, "person", str(asked), "--slip", "kindergarten:3")
    assert json.loads(out)["text"].startswith("Hvis «Barnehageplass» kommer 3 uker senere, flytter programstart 3 uker")


def test_the_command_says_what_a_changed_plan_breaks(tmp_path, capsys):
    plan = tmp_path / "plan.json"
    plan.write_text('{"weeks": {"kindergarten": [0, 3]}}')
    code, out, _ = run(capsys, "check", str(EXAMPLE), str(plan))
    assert code == 1
    assert "«Norsk til B1» mangler i planen." in json.loads(out)["breaches"]


def test_the_command_explains_a_dead_end(capsys):
    code, out, _ = run(capsys, "person", str(EXAMPLE))
    told = json.loads(out)
    assert (code, told["feasible"]) == (1, False)
    assert told["text"].startswith("Det mangler 9 uker.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "ikke gyldig JSON på linje 1"),
        ("[" * 100_000, "mange nivåer"),
        ("{}", "«activities» mangler"),
    ],
)
def test_the_command_refuses_bad_files_in_a_sentence(tmp_path, capsys, text, said):
    bad = tmp_path / "bad.json"
    bad.write_text(text)
    code, out, err = run(capsys, "person", str(bad))
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize(
    "args", [["--objective", "best"], ["--slip", "nobody:3"], ["--slip", "end:x"], ["--work", "0"]]
)
def test_the_command_refuses_bad_choices(capsys, args):
    code, out, err = run(capsys, "person", str(EXAMPLE), *args)
    assert (code, out) == (2, "")
    assert err.strip().endswith(".")
