"""Holds draft rule sets to their promise: they answer from their own day, leave the law alone, and say what is wrong with them."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samlop.law import Facts, ask, assess
from samlop.law.cases import day_of
from samlop.law.codes import permit_codes, permit_label
from samlop.law.drafts import DraftError, load_draft, shipped, shipped_texts
from samlop.law.drafts.timeline import Span, Timeline
from samlop.law.finding import Verification
from samlop.law.overlay import Overlay, asked_under, current_overlay
from samlop.law.parameters import UnknownParameter, enacted, parameter, parameter_names
from tests.law.people import a_person, law_says, position
from tests.law.test_cases import ROWS

FIFTY_EIGHT = {"birth_date": "1968-06-01", "settlement_date": "2027-02-01"}


def under(draft: str, question: str, on: str, **changes: Any) -> Any:
    with shipped()[draft].in_force():
        return law_says(question, on, **changes).value


def test_a_draft_says_its_changes_in_its_own_words_and_never_in_codes() -> None:
    said = " ".join(change for draft in shipped().values() for change in draft.changes)
    assert "inntil 24 måneder for alle" in said
    assert "_" not in said
    text = 'title = "t"\n[[version]]\nparameter = "work_oriented_hours"\nvalid_from = 2027-01-01\nnumber = 20\nsays = 3'
    with pytest.raises(DraftError, match="says"):
        load_draft(text, "u")


@pytest.mark.parametrize("name", shipped_texts())
def test_every_shipped_draft_can_be_used_and_says_what_it_does(name: str) -> None:
    draft = shipped()[name]
    assert draft.title
    assert draft.about
    assert draft.changes
    with draft.in_force():
        assert assess(a_person(), date(2027, 3, 1)).findings


@pytest.mark.parametrize(
    ("draft", "permit_date", "expected"),
    [
        ("age-60-from-2027", "2026-12-31", "may_offer"),
        ("age-60-from-2027", "2027-01-01", "right_and_duty"),
        ("age-60-for-everyone-from-2027", "2026-12-31", "right_and_duty"),
        ("age-60-for-everyone-from-2027", "2027-01-01", "right_and_duty"),
    ],
)
def test_age_60_holds_from_the_day_it_is_put_in_force(draft: str, permit_date: str, expected: str) -> None:
    found = under(draft, "entitlement", "2027-03-01", **FIFTY_EIGHT, permit_date=permit_date)
    assert found["outcome"] == expected
    assert position("2027-03-01", **FIFTY_EIGHT, permit_date=permit_date) == "review"


@pytest.mark.parametrize(("on", "expected"), [("2026-12-31", "may_offer"), ("2027-01-01", "right_and_duty")])
def test_the_new_limit_reaches_older_permits_only_in_decisions_from_its_first_day(on: str, expected: str) -> None:
    person = {"birth_date": "1968-06-01", "settlement_date": "2026-10-01", "permit_date": "2026-09-01"}
    assert under("age-60-for-everyone-from-2027", "entitlement", on, **person)["outcome"] == expected


@pytest.mark.parametrize(
    ("born", "expected"),
    [("1966-06-02", "right_and_duty"), ("1966-06-01", "may_offer"), ("1967-06-01", "right_and_duty")],
)
def test_the_whole_year_at_60_is_inside(born: str, expected: str) -> None:
    person = {"birth_date": born, "permit_date": "2027-06-01", "settlement_date": "2027-06-10"}
    assert under("age-60-from-2027", "entitlement", "2027-07-01", **person)["outcome"] == expected


def test_the_hours_rule_is_read_both_ways() -> None:
    running = {"start_date": "2025-04-01", "offer_date": "2025-03-10"}
    question = "min_work_oriented_hours_per_week"
    assert under("fifteen-hours-for-everyone", question, "2026-06-01", **running)["hours"] == 15
    assert under("fifteen-hours-for-new-programmes", question, "2026-06-01", **running)["hours"] == 0
    assert law_says(question, "2026-06-01", **running).value["hours"] == "review"


@pytest.mark.parametrize(
    ("draft", "on", "social_studies"),
    [
        ("collective-protection-prolonged", "2026-06-30", False),
        ("collective-protection-prolonged", "2026-07-01", False),
        ("collective-protection-prolonged", "2027-06-30", False),
        ("collective-protection-prolonged", "2027-07-01", True),
        ("collective-protection-ended", "2026-06-30", False),
        ("collective-protection-ended", "2026-07-01", True),
    ],
)
def test_collective_protection_is_prolonged_or_ended(draft: str, on: str, social_studies: bool) -> None:
    person = {"permit": "P-34", "permit_date": "2026-02-01"}
    assert under(draft, "mandatory_elements", on, **person)["social_studies"] is social_studies


def test_no_question_about_collective_protection_is_open_under_either_draft() -> None:
    person = a_person(permit="P-34", permit_date="2026-02-01")
    for name in ("collective-protection-prolonged", "collective-protection-ended"):
        with shipped()[name].in_force():
            opened = [
                f for f in assess(person, date(2026, 11, 21)).to_review if "6 A" in f.text or "kollektiv" in f.text
            ]
            assert not opened, name


@pytest.mark.parametrize(
    ("offered", "months", "extension"),
    [("2026-12-31", 24, 0), ("2027-01-01", 24, 12), ("2027-02-01", 24, 12)],
)
def test_programme_length_as_in_2018_holds_for_offers_from_its_first_day(
    offered: str, months: int, extension: int
) -> None:
    found = under("programme-length-as-in-2018", "duration", "2027-06-01", offer_date=offered, start_date="2027-03-01")
    assert (found["max_months"], found["extension_months"]) == (months, extension)
    older = under(
        "programme-length-as-in-2018",
        "duration",
        "2027-06-01",
        offer_date=offered,
        education="upper_secondary_or_higher",
    )
    assert older["max_months"] == (12 if offered < "2027" else 24)


def test_a_draft_is_gone_when_the_block_ends_also_after_an_error() -> None:
    draft = shipped()["programme-length-as-in-2018"]
    before = parameter("duration_tables")

    def fail() -> None:
        with draft.in_force():
            assert parameter("duration_tables") is not before
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert parameter("duration_tables") is before is enacted("duration_tables")
    assert current_overlay() is None


def test_drafts_may_stand_inside_each_other() -> None:
    outer, inner = shipped()["programme-length-as-in-2018"], shipped()["age-60-from-2027"]
    with outer.in_force():
        length = parameter("duration_tables")
        with inner.in_force():
            assert parameter("duration_tables") is enacted("duration_tables")
        assert parameter("duration_tables") is length


def test_another_thread_is_asked_under_the_law() -> None:
    seen = []
    with shipped()["age-60-from-2027"].in_force():
        thread = threading.Thread(target=lambda: seen.append(parameter("target_group_age")))
        thread.start()
        thread.join()
    assert seen == [enacted("target_group_age")]


def test_the_law_answers_the_same_before_inside_out_and_after_every_draft() -> None:
    """Nothing that is kept for speed may carry an answer from a draft into the law, or the other way."""
    people = [
        a_person(start_date="2026-05-01", offer_date="2026-04-01"),
        a_person(**FIFTY_EIGHT, permit_date="2027-01-10"),
        a_person(permit="P-34", permit_date="2026-02-01", decision_under_6A="2026-03-01"),
        a_person(permit_date="2020-11-10", applied_from_abroad=True, arrival_date="2021-01-20"),
    ]
    days = [date(2026, 6, 30), date(2026, 7, 1), date(2027, 3, 1)]
    before = [assess(person, day) for person in people for day in days]
    drafted = {}
    for name, draft in shipped().items():
        with draft.in_force():
            drafted[name] = [assess(person, day) for person in people for day in days]
    assert [assess(person, day) for person in people for day in days] == before
    for name, draft in shipped().items():
        with draft.in_force():
            assert [assess(person, day) for person in people for day in days] == drafted[name]
    assert len({str(found) for found in drafted.values()}) > 4


def test_codes_that_stand_in_parameters_follow_the_draft_and_come_back() -> None:
    text = """
title = "En ny tillatelse"
[[version]]
parameter = "permits"
valid_from = 2003-09-01
kinds = [{ code = "P-99", label = "en ny tillatelse", ground = "listed", immigration_act = "99" }]
"""
    known = permit_codes()
    with load_draft(text, "ny").in_force():
        assert permit_codes() == ("P-99",)
        assert permit_label("P-99") == "en ny tillatelse"
        assert position("2026-06-01", permit="P-99") == "right_and_duty"
    assert permit_codes() == known
    assert permit_label("P-99") == "P-99"


def test_the_draft_chooses_over_the_municipality_and_only_from_its_day() -> None:
    text = """
title = "Slik leses alderen"
[[reading]]
question = "age_55_boundary"
answer = "over"
on = 2026-07-01
"""
    person = {"birth_date": "1970-06-01", "permit_date": "2026-01-15"}
    chosen = {"age_55_boundary": "inside", "age_60_commencement": "not_in_force"}
    with load_draft(text, "alder").in_force():
        assert position("2026-06-30", chosen, **person) == "right_and_duty"
        assert position("2026-07-01", chosen, **person) == "may_offer"
        assert law_says("entitlement", "2026-07-01", {"age_60_commencement": "not_in_force"}, **person).chosen[-1:] == (
            ("age_55_boundary", "over"),
        )


def test_an_ended_rule_is_left_to_a_human() -> None:
    text = 'title = "Slutt"\n[[end]]\nparameter = "work_oriented_hours"\non = 2027-01-01\n'
    with load_draft(text, "slutt").in_force():
        assert law_says("min_work_oriented_hours_per_week", "2026-12-31").value["hours"] == 15
        found = law_says("min_work_oriented_hours_per_week", "2027-01-01")
        assert found.is_open
        assert "for hånd" in found.text
        with pytest.raises(UnknownParameter):
            parameter("work_oriented_hours").at(date(2027, 1, 1))


def test_a_change_with_an_end_gives_way_to_what_held_before() -> None:
    text = """
title = "Ti timer en stund"
[[version]]
parameter = "work_oriented_hours"
valid_from = 2027-01-01
valid_to = 2027-07-01
number = 10
after_months = { below_upper_secondary = 4 }
"""
    with load_draft(text, "ti").in_force():
        found = parameter("work_oriented_hours")
        assert [found.at(date(2027, 1, 1) + timedelta(days=n))["number"] for n in (-1, 0, 180, 181)] == [15, 10, 10, 15]
        # A table inside is laid over part by part.
        assert found.at(date(2027, 2, 1))["after_months"] == {
            "upper_secondary_or_higher": 3,
            "below_upper_secondary": 4,
        }
        assert found.at(date(2027, 2, 1)).source == "Utkast: ti"
        assert found.at(date(2027, 2, 1)).verified is Verification.ASSUMED
        assert found.at(date(2027, 7, 1)).verified is Verification.PRIMARY


TITLE = 'title = "Et utkast"\n'
HOURS = '[[version]]\nparameter = "work_oriented_hours"\nvalid_from = 2027-01-01\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["«title» mangler", 'title = "…"']),
        (TITLE, ["endrer ingenting", "[[version]]"]),
        ("title = 3\n" + HOURS + "number = 20\n", ["«title»", "ikke tekst"]),
        ("title = ", ["ikke gyldig TOML", "slutten av filen"]),
        (TITLE + "[[version]\n", ["ikke gyldig TOML", "linje 2"]),
        (TITLE + "titel = 1\n", ["«titel» er ukjent", "Mente du «title»?"]),
        (TITLE + "version = 3\n", ["[[version]] med to klammer"]),
        (TITLE + "[version]\nparameter = 'x'\n", ["[[version]] med to klammer"]),
        (TITLE + HOURS, ["versjonen endrer ingenting", "number"]),
        (TITLE + HOURS.replace("hours", "hour") + "number = 20\n", ["finnes ikke", "Mente du «work_oriented_hours»?"]),
        (TITLE + HOURS + "numbr = 20\n", ["har ikke feltet «numbr»", "Mente du «number»?", "Tillatt: "]),
        (TITLE + HOURS + 'number = "20"\n', ["«number» har verdien «20»", "Skriv et tall"]),
        (TITLE + HOURS + "number = true\n", ["«number»", "true eller false"]),
        (TITLE + HOURS + "number = -1\n", ["«number»", "null eller mer"]),
        (TITLE + HOURS + "after_months = 3\n", ["«after_months»", "krøllparentes"]),
        (TITLE + HOURS + "after_months = { none = 3 }\n", ["«none» er ukjent", "below_upper_secondary"]),
        (TITLE + HOURS + 'number = 20\nid = "maximum"\n', ["«maximum»", "Mente du «minimum»?"]),
        (TITLE + HOURS + "number = 20\nsource = 3\n", ["«source»", "tekst"]),
        (
            TITLE + HOURS.replace("2027-01-01", '"2027-01-01"') + "number = 20\n",
            ["ikke er en dato", "uten anførselstegn"],
        ),
        (TITLE + HOURS.replace("2027-01-01", "2027-01-01T00:00:00") + "number = 20\n", ["ikke er en dato"]),
        (TITLE + HOURS.replace("2027-01-01", "9027-01-01") + "number = 20\n", ["året 9027", "mellom 1900 og 2099"]),
        (TITLE + HOURS.replace("valid_from = 2027-01-01\n", "") + "number = 20\n", ["«valid_from» mangler"]),
        (TITLE + HOURS + "valid_to = 2027-01-01\nnumber = 20\n", ["«valid_to»", "etter «valid_from»"]),
        (
            TITLE + HOURS + "number = 20\n" + HOURS.replace("2027", "2028") + "number = 30\n",
            ["gjelder samtidig fra 1. januar 2028", "valid_to = 2028-01-01"],
        ),
        (
            TITLE + HOURS + "number = 20\n" + HOURS + "number = 30\n",
            ["gjelder samtidig fra 1. januar 2027. Fjern en av dem."],
        ),
        (
            TITLE + HOURS + 'number = 20\n[[end]]\nparameter = "work_oriented_hours"\non = 2027-07-01\n',
            ["gjelder samtidig fra 1. juli 2027. Sett «valid_to = 2027-07-01»"],
        ),
        (TITLE + '[[in_force]]\nparameter = "full_time"\non = 2027-01-01\n', ["ikke satt i kraft", "target_group_age"]),
        (TITLE + '[[in_force]]\nparameter = "target_group_age"\n', ["«on» mangler"]),
        (
            TITLE + '[[end]]\nparameter = "full_time"\non = 2027-01-01\nhours = 3\n',
            ["«hours» er ukjent", "parameter, on"],
        ),
        (TITLE + "[[end]]\non = 2027-01-01\n", ["«parameter» mangler"]),
        (TITLE + "[[end]]\nparameter = 3\non = 2027-01-01\n", ["parameteren «3» finnes ikke"]),
        (
            TITLE + '[[reading]]\nquestion = "age_60_transitions"\nanswer = "yes"\n',
            ["finnes ikke", "«age_60_transition»?"],
        ),
        (TITLE + '[[reading]]\nquestion = "age_60_transition"\nanswer = "yes"\n', ["«yes»", "old_limit, new_limit"]),
        (TITLE + '[[reading]]\nanswer = "yes"\n', ["«question» mangler"]),
        (
            TITLE + '[[reading]]\nquestion = "age_60_transition"\nanswer = "old_limit"\n' * 2,
            ["besvart to ganger"],
        ),
        (TITLE + "a = " + "[" * 5000, ["dypt"]),
        ("#" * 200_001, ["200000 tegn"]),
    ],
)
def test_a_draft_that_cannot_be_used_names_the_field_and_the_way_out(text: str, words: list[str]) -> None:
    with pytest.raises(DraftError) as caught:
        load_draft(text, "mitt-utkast")
    told = " ".join(caught.value.problems)
    for word in words:
        assert word in told
    assert "Traceback" not in told
    assert "None" not in told
    assert str(caught.value).startswith("mitt-utkast: ")


def test_every_problem_of_a_draft_is_told_at_once() -> None:
    with pytest.raises(DraftError) as caught:
        load_draft("title = 1\nabout = 2\nrules = 3\n" + HOURS + "numbr = 1\n[[end]]\n[[reading]]\n", "x")
    assert len(caught.value.problems) == 7


days = st.dates(date(2000, 1, 1), date(2060, 1, 1))


@given(name=st.sampled_from(parameter_names()), first=days, length=st.integers(1, 3000) | st.none(), asked=days)
def test_on_every_day_a_changed_parameter_has_the_change_or_what_the_law_has(
    name: str, first: date, length: int | None, asked: date
) -> None:
    law = enacted(name)
    last = None if length is None else first + timedelta(days=length)
    changed = Timeline(law)
    changed.put(Span(law, first, last, law.values[0], {}, "the draft"))
    found = changed.parameter().get(asked)
    if first <= asked and (last is None or asked < last):
        assert found is not None
        assert found.source == "the draft"
    else:
        expected = law.get(asked)
        assert (found and (found.id, found.source, found.data)) == (
            expected and (expected.id, expected.source, expected.data)
        )
    starts = [value.valid_from for value in changed.parameter().values]
    assert starts == sorted(set(starts))


def _otherwise(given: Any) -> Any:
    """Changes every number and date in the data of a parameter."""
    if isinstance(given, bool | str):
        return given
    if isinstance(given, date):
        return given + timedelta(days=1)
    if isinstance(given, dict):
        return {key: _otherwise(item) for key, item in given.items()}
    return [_otherwise(item) for item in given] if isinstance(given, list) else given + 1


def test_a_draft_changes_nothing_before_its_first_day() -> None:
    """Every parameter otherwise from 2090: a rule that asks for «the last version», and not for the one of its day, is found."""
    far, changed = date(2090, 1, 1), {}
    for name in parameter_names():
        law = enacted(name)
        later = Timeline(law)
        later.put(Span(law, far, None, law.values[-1], _otherwise(dict(law.values[-1].data)), "the draft"))
        changed[name] = later.parameter()
    asked = [(row["question"], Facts.from_mapping(row["facts"]), day_of(row)) for _, row in ROWS]
    before = [ask(*case) for case in asked]
    with asked_under(Overlay(changed)):
        after = [ask(*case) for case in asked]
    for (question, _, on), was, now in zip(asked, before, after, strict=True):
        assert (now.outcome, now.value, now.text) == (was.outcome, was.value, was.text), f"{question} {on}"
