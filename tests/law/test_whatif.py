"""Holds «what if» to its promise: every single change it names gives another answer, and it finds those that matter."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samlop.law import Facts, ask, value_of
from samlop.law.assess import ALWAYS
from samlop.law.whatif import Kind, Neighbour, what_if
from tests.law.people import a_person

ON = date(2026, 6, 15)


def found(question: str, on: date = ON, readings: Any = None, **changes: Any) -> dict[tuple[str, Any], Neighbour]:
    return {(n.name, n.value): n for n in what_if(question, a_person(**changes), on, readings)}


def test_another_permit_and_no_agreement_change_the_right() -> None:
    near = found("entitlement")
    assert near["permit", "work_23"].after.value["outcome"] == "none"
    assert near["settled_by_agreement", False].after.value["outcome"] == "may_offer"
    assert ("permit", "P-35") not in near


def test_the_last_day_of_the_two_years_is_found_by_itself() -> None:
    near = found("entitlement")
    assert near["", date(2028, 3, 1)].after.value["outcome"] == "none"
    assert ("", date(2028, 2, 29)) not in near


def test_each_reading_of_an_open_question_is_tried() -> None:
    near = found("entitlement", birth_date="1970-06-01")
    assert near["age_55_boundary", "inside"].after.value["outcome"] == "right_and_duty"
    assert near["age_55_boundary", "over"].after.value["outcome"] == "may_offer"


def test_the_other_reading_of_a_chosen_question_is_tried() -> None:
    near = found("entitlement", readings={"age_55_boundary": "inside"}, birth_date="1970-06-01")
    assert near["age_55_boundary", "over"].after.value["outcome"] == "may_offer"
    assert ("age_55_boundary", "inside") not in near


def test_the_day_before_and_after_a_version_begins_are_tried() -> None:
    near = found("duration", offer_date="2026-01-02")
    assert near["offer_date", date(2026, 1, 1)].after.is_open
    near = found("min_work_oriented_hours_per_week", on=date(2026, 1, 1), goal="work", offer_date="2025-12-01")
    assert near["", date(2025, 12, 31)].after.value["hours"] == 0


def test_the_next_birthdays_are_tried() -> None:
    near = found("introduction_benefit", birth_date="2001-08-01", lives_with_parents=False)
    assert near["", date(2026, 8, 1)].after.value["rate"] == "full"


def test_a_missing_fact_is_tried_with_every_answer_it_may_have() -> None:
    near = found("introduction_benefit", birth_date="2003-08-01")
    assert near["lives_with_parents", True].after.value["rate"] == "one_third"
    assert near["lives_with_parents", False].after.value["rate"] == "two_thirds"


def test_a_date_that_only_moves_with_the_date_it_is_counted_from_is_no_other_answer() -> None:
    near = found("duration", start_date="2026-05-01", offer_date="2026-04-01")
    assert not [name for name, _ in near if name == "start_date"]


def test_no_more_neighbours_are_tried_than_allowed() -> None:
    facts = a_person(birth_date="1970-06-01")
    assert what_if("entitlement", facts, ON, most=0) == ()
    assert len(what_if("entitlement", facts, ON, most=1)) == 1


def test_each_change_is_said_in_both_languages() -> None:
    for neighbour in what_if("entitlement", a_person(birth_date="1970-06-01"), ON):
        for language in ("nb", "en"):
            said = neighbour.says(language)
            assert said.endswith(".")
            assert "None" not in said
            assert "_" not in said
    agreement = found("entitlement")["settled_by_agreement", False]
    assert agreement.says().startswith("Er «Bosatt etter avtale» nei: Kommunen kan tilby program")
    assert agreement.says("en").startswith("If «Settled by agreement» is no: Right and duty")
    assert found("entitlement")["", date(2028, 3, 1)].says().startswith("Vurderes det 1. mars 2028: ")


PEOPLE = st.fixed_dictionaries(
    {},
    optional={
        "birth_date": st.dates(date(1960, 1, 1), date(2010, 1, 1)).map(str),
        "permit": st.sampled_from(["P-28", "P-34", "P-FAM", "work_23"]),
        "permit_date": st.dates(date(2021, 1, 1), date(2027, 1, 1)).map(str),
        "settlement_date": st.dates(date(2021, 1, 1), date(2027, 1, 1)).map(str),
        "education": st.sampled_from(["upper_secondary_or_higher", "below_upper_secondary"]),
        "job_hours_per_week": st.integers(0, 40),
        "lives_with_parents": st.booleans(),
    },
)


@settings(max_examples=40, deadline=None)
@given(given_facts=PEOPLE, question=st.sampled_from(ALWAYS), on=st.dates(date(2021, 1, 1), date(2028, 1, 1)))
def test_every_neighbour_is_answered_as_the_law_answers_it(given_facts: Any, question: str, on: date) -> None:
    facts = Facts.from_mapping(given_facts)
    now = ask(question, facts, on)
    for n in what_if(question, facts, on, most=60):
        asked, day, readings = facts.to_mapping(), on, {}
        if n.kind is Kind.FACT:
            asked[n.name] = n.value
        elif n.kind is Kind.DAY:
            day = n.value
        else:
            readings = {n.name: n.value}
        again = ask(question, Facts.from_mapping(asked), day, readings)
        assert again == n.after
        assert (again.outcome, value_of(again)) != (now.outcome, value_of(now))


@pytest.mark.parametrize("question", ALWAYS)
def test_somebody_of_whom_nothing_is_known_can_be_asked_about(question: str) -> None:
    assert isinstance(what_if(question, Facts(), ON), tuple)
