"""Holds the facts to their promise: what is wrong is named, in words, all of it at once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from samlop.law import Facts, FactsError
from samlop.law.codes import reference_codes
from samlop.law.facts.other_words import OTHER_WORDS
from tests.law.people import ORDINARY, a_person


def problems(**changes: Any) -> tuple[str, ...]:
    with pytest.raises(FactsError) as caught:
        a_person(**changes)
    return caught.value.problems


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"permitt_date": "2026-01-01"}, ["Ukjent felt «permitt_date»", "Mente du «permit_date»"]),
        ({"permit": "P28"}, ["«permit»", "«P28»", "Mente du «P-28»", "P-34"]),
        ({"education": "university"}, ["«education»", "upper_secondary_or_higher", "below_upper_secondary"]),
        ({"goal": "preparatory"}, ["«goal»", "higher_education", "complete_vocational_training"]),
        ({"start_date": "2026-02-30"}, ["«start_date»", "2026-02-30", "ikke er en dato"]),
        ({"start_date": "30.02.2026"}, ["«start_date»", "år-måned-dag"]),
        ({"start_date": 20260301}, ["«start_date»", "ikke er en dato"]),
        ({"start_date": datetime(2026, 3, 1, 12)}, ["uten klokkeslett"]),  # noqa: DTZ001
        ({"birth_date": "0990-01-01"}, ["året 990", "1900"]),
        ({"permit_date": "1989-12-31"}, ["«permit_date»", "31. desember 1989", "før personen ble født"]),
        ({"settled_by_agreement": "yes"}, ["true (ja)", "false (nei)"]),
        ({"settled_by_agreement": 1}, ["true (ja)"]),
        ({"job_hours_per_week": 200}, ["mellom 0 og 168"]),
        ({"job_hours_per_week": True}, ["mellom 0 og 168"]),
        ({"absence_working_days": -1}, ["helt tall"]),
        ({"absence_working_days": 2.5}, ["helt tall"]),
        ({"children": [{"birth_date": "2020-13-01"}]}, ["«children»", "2020-13-01"]),
        ({"children": [{"born": "2020-01-01"}]}, ["«children»", "«born»", "linje 1"]),
        ({"children": {"birth_date": "2020-01-01"}}, ["«children»", "liste"]),
        ({"jobs": [{"start": "2026-01-01"}]}, ["«jobs»", "mangler «hours»"]),
        ({"fields": ["end_goal", "hobby"]}, ["«fields»", "hobby"]),
        ({"citizenship": " "}, ["«citizenship»", "tekst"]),
        ({"engine_switch": {"age_70": "2027-01-01"}}, ["«engine_switch»", "age60_in_force_from"]),
        ({"decision": "something"}, ["«decision»", "refusal_of_programme"]),
        ({"start_date": "2026-05-01", "stopped": "2026-04-01"}, ["«stopped»", "før «start_date»"]),
    ],
)
def test_a_wrong_fact_is_named_with_what_is_allowed(changes: dict[str, Any], words: list[str]) -> None:
    found = problems(**changes)
    assert len(found) == 1
    for word in words:
        assert word in found[0]


@pytest.mark.parametrize(
    ("name", "highest"),
    [("absence_working_days", 3650), ("approved_leave_months", 3650), ("payment_ore", 10**12), ("period_days", 3650)],
)
def test_a_number_is_no_larger_than_what_can_be_counted_with(name: str, highest: int) -> None:
    assert getattr(Facts.from_mapping({name: highest}), name) == highest
    with pytest.raises(FactsError) as wrong:
        Facts.from_mapping({name: highest + 1})
    assert f"«{name}»" in str(wrong.value)


def test_a_period_has_at_least_one_day() -> None:
    assert Facts.from_mapping({"period_days": 1}).period_days == 1
    with pytest.raises(FactsError, match="minst én dag"):
        Facts.from_mapping({"period_days": 0})


@pytest.mark.parametrize(("name", "word"), OTHER_WORDS)
def test_every_other_word_is_read_as_a_fact_we_know(name: str, word: str) -> None:
    assert Facts.from_mapping({name: word}).to_mapping().items() >= OTHER_WORDS[name, word].items()


def test_a_word_for_a_permit_is_not_read_as_something_else_for_the_family_member() -> None:
    for word in reference_codes():
        assert Facts.from_mapping({"reference_permit": word}).reference_permit == word


def permits(*rows: dict[str, str]) -> dict[str, Any]:
    return {"permit": None, "permit_date": None, "permits": list(rows)}


@pytest.mark.parametrize(
    "rows",
    [
        ({"permit": "P-34", "permit_date": "2025-01-01"}, {"permit": "P-28", "permit_date": "2025-01-01"}),
        (
            {"permit": "P-34", "permit_date": "2025-01-01", "permit_end": "2026-02-01"},
            {"permit": "P-28", "permit_date": "2026-01-01"},
        ),
    ],
)
def test_two_open_permits_cannot_overlap(rows: tuple[dict[str, str], ...]) -> None:
    assert "gjelder samtidig" in problems(**permits(*rows))[0]


def test_permits_that_follow_each_other_are_fine() -> None:
    facts = a_person(
        **permits({"permit": "P-28", "permit_date": "2026-01-01"}, {"permit": "P-34", "permit_date": "2025-01-01"})
    )
    assert [grant.permit for grant in facts.grants] == ["P-34", "P-28"]


def test_a_permit_cannot_be_given_twice_in_two_ways() -> None:
    assert "ikke begge" in problems(permits=[{"permit": "P-34", "permit_date": "2025-01-01"}])[0]


def test_every_problem_is_told_at_once() -> None:
    found = problems(permit="P28", start_date="2026-02-30", hobby="chess", permit_date="1980-01-01")
    assert len(found) == 4


def test_no_problem_repeats_the_internal_python_words() -> None:
    for text in problems(permit=None, permit_date=7, goal=3, children="none"):
        assert "None" not in text
        assert "Traceback" not in text


def test_facts_can_be_frozen_and_read_back() -> None:
    facts = a_person(
        children=[{"birth_date": "2020-01-01"}],
        jobs=[{"hours": 16, "start": "2026-05-01"}],
        engine_switch={"age60_in_force_from": "2027-01-01"},
        fields=["end_goal"],
    )
    assert Facts.from_mapping(facts.to_mapping()) == facts
    with pytest.raises(AttributeError):
        facts.birth_date = date(2000, 1, 1)  # type: ignore[misc]


def test_dates_may_be_text_or_dates() -> None:
    assert a_person(birth_date=date(1990, 1, 1)) == a_person(birth_date="1990-01-01")


def test_a_fact_that_is_empty_is_not_known() -> None:
    assert Facts.from_mapping(ORDINARY | {"goal": None}).goal is None


def test_facts_must_be_fields_and_values() -> None:
    with pytest.raises(FactsError):
        Facts.from_mapping(["birth_date"])  # type: ignore[arg-type]
