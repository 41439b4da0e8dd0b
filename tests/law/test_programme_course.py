"""Holds what must be true of the course of any programme: its end, its week, its plan, and what a refusal may rest on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samlop.law import Outcome, Verification
from samlop.law.days import add_working_days, is_public_holiday
from tests.law.people import law_says

ALL_DAYS = {"added_time_counting": "all_days"}
FORMAL: dict[str, Any] = {"goal": "parts_of_upper_secondary", "offer_date": "2026-02-01", "start_date": "2026-02-16"}
COUNTS = st.integers(0, 60)


def last_day(**changes: Any) -> date:
    """Gives the last day of a programme that began in 2026, with all days of absence counted when the limit is passed."""
    found: date = law_says("programme_end", "2026-12-01", ALL_DAYS, **(FORMAL | changes)).value["last_day"]
    return found


@settings(max_examples=80, deadline=None)
@given(COUNTS, COUNTS)
def test_more_absence_never_ends_a_programme_earlier(less: int, more: int) -> None:
    less, more = sorted((less, more))
    assert last_day(absence_working_days=less) <= last_day(absence_working_days=more)


@settings(max_examples=80, deadline=None)
@given(COUNTS, COUNTS)
def test_absence_and_leave_are_two_counters(absence: int, leave: int) -> None:
    moved = last_day(absence_working_days=absence, leave_working_days=leave) > last_day()
    assert moved == (absence > 10 or leave > 10)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 12), st.integers(0, 12))
def test_a_longer_extension_never_ends_a_programme_earlier(less: int, more: int) -> None:
    less, more = sorted((less, more))
    assert last_day(extension_granted_months=less) <= last_day(extension_granted_months=more)


@pytest.mark.parametrize(("months", "outcome"), [(12, Outcome.CALCULATED), (13, Outcome.NOT_MET)])
def test_an_extension_longer_than_the_law_allows_is_said(months: int, outcome: Outcome) -> None:
    found = law_says("programme_end", "2026-12-01", **(FORMAL | {"extension_granted_months": months}))
    assert found.outcome is outcome
    assert ("går ikke opp" in found.text) == (outcome is Outcome.NOT_MET)


@pytest.mark.parametrize(("months", "outcome"), [(36, Outcome.CALCULATED), (37, Outcome.NOT_MET)])
def test_a_duration_longer_than_the_law_allows_is_said(months: int, outcome: Outcome) -> None:
    found = law_says("programme_end", "2026-12-01", **(FORMAL | {"set_months": months}))
    assert found.outcome is outcome


def test_a_programme_that_cannot_be_extended_says_so() -> None:
    facts = {"goal": "work", "offer_date": "2026-02-01", "start_date": "2026-02-16", "extension_granted_months": 1}
    found = law_says("programme_end", "2026-12-01", **facts)
    assert found.outcome is Outcome.NOT_MET
    assert "kan ikke forlenges" in found.text


@settings(max_examples=100, deadline=None)
@given(st.dates(date(2026, 1, 1), date(2029, 1, 1)), st.integers(1, 40))
def test_an_added_day_is_always_a_working_day(day: date, count: int) -> None:
    found = add_working_days(day, count)
    assert found.weekday() < 5
    assert not is_public_holiday(found)
    between = [day + timedelta(days=n) for n in range(1, (found - day).days + 1)]
    assert sum(1 for d in between if d.weekday() < 5 and not is_public_holiday(d)) == count


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 40), st.integers(0, 40))
def test_a_fuller_week_is_never_less_full_time(less: int, more: int) -> None:
    less, more = sorted((less, more))
    full = [
        law_says("week_is_full_time", "2026-06-01", other_hours_per_week=n).value["full_time"] for n in (less, more)
    ]
    assert full[0] <= full[1]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 52))
def test_the_weeks_to_fill_are_those_that_lack(weeks: int) -> None:
    value = law_says("year_is_filled", "2026-06-01", programme_weeks_in_year=weeks).value
    assert value["weeks_to_fill"] == max(47 - weeks, 0)
    assert value["year_round"] == (weeks >= 47)


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(["P-28", "P-53", "work_23", "study", "P-38"]),
    st.booleans(),
    st.sampled_from([0, 29.5, 30]),
    st.dates(date(2026, 3, 1), date(2028, 6, 1)),
)
def test_a_claim_may_be_refused_exactly_when_there_is_no_right(
    permit: str, by_agreement: bool, hours: float, on: date
) -> None:
    facts: dict[str, Any] = {
        "permit": permit,
        "settled_by_agreement": by_agreement,
        "job_hours_per_week": hours,
        "asylum_application": True,
    }
    position = law_says("entitlement", on.isoformat(), **facts).value["outcome"]
    refusal = law_says("refusal_ground", on.isoformat(), **facts).value
    assert refusal["may_refuse"] == (position not in ("right_and_duty", "right_only"))
    assert refusal["may_offer_instead"] == (position == "may_offer")
    assert (refusal["ground"] is None) == (not refusal["may_refuse"])


def test_moving_gives_no_new_two_years() -> None:
    moved = {"moved_to_second_municipality": "2028-02-01", "second_settled_by_agreement": True}
    assert law_says("position_after_moving", "2028-02-29", **moved).value["outcome"] == "right_and_duty"
    assert law_says("position_after_moving", "2028-03-01", **moved).value["outcome"] == "none"


def test_a_stop_is_never_allowed_without_notice_and_assessment() -> None:
    ready = {
        "stop_ground": "invalid_absence",
        "stop_notice_given": "2026-08-01",
        "stop_individually_assessed": True,
        "stop_planned": "2026-09-01",
    }
    assert law_says("may_stop_programme", "2026-08-15", **ready).value["may_stop"]
    for name in ("stop_notice_given", "stop_individually_assessed"):
        assert not law_says("may_stop_programme", "2026-08-15", **(ready | {name: None})).value["may_stop"]


def test_the_plan_is_reviewed_from_the_last_review_and_not_from_the_first_plan() -> None:
    facts = {"plan_made": "2026-03-10", "plan_review_every_months": 3}
    assert law_says("plan_review", "2026-06-11", **facts).outcome is Outcome.NOT_MET
    again = law_says("plan_review", "2026-06-11", plan_reviewed="2026-06-10", **facts)
    assert again.outcome is Outcome.RUNNING
    assert again.value["by"] == date(2026, 9, 10)


TEMPORARY = {"permit": "P-34", "permit_date": "2025-05-01"}
READ = [
    ("week_is_full_time", "2025-12-31", "section_34_part_time", "possible", "part_time_allowed", True),
    ("week_is_full_time", "2025-12-31", "section_34_part_time", "full_time_only", "part_time_allowed", False),
    ("week_is_full_time", "2026-06-01", "lesson_as_75_minutes", "carried_over", "full_time", True),
    ("week_is_full_time", "2026-06-01", "lesson_as_75_minutes", "clock_time", "full_time", False),
    ("simplified_plan_allowed", "2026-03-01", "simplified_plan_in_2026", "allowed", "allowed", True),
    ("simplified_plan_allowed", "2026-03-01", "simplified_plan_in_2026", "not_allowed", "allowed", False),
    ("work_oriented_average", "2026-12-01", "fifteen_hours_average", "whole_time", "enough", True),
    ("work_oriented_average", "2026-12-01", "fifteen_hours_average", "each_month", "enough", False),
    ("parental_guidance_required", "2025-12-31", "shorter_guidance_reach", "everyone", "least_group_meetings", 4),
    (
        "parental_guidance_required",
        "2025-12-31",
        "shorter_guidance_reach",
        "section_34_only",
        "least_group_meetings",
        8,
    ),
]
ABOUT: dict[str, dict[str, Any]] = {
    "section_34_part_time": TEMPORARY | {"other_hours_per_week": 20},
    "lesson_as_75_minutes": {"lessons_per_week": 30},
    "simplified_plan_in_2026": TEMPORARY,
    "fifteen_hours_average": {
        "education": "upper_secondary_or_higher",
        "start_date": "2026-02-02",
        "work_weeks": [{"starts": "2026-05-04", "hours": 5}, {"starts": "2026-06-01", "hours": 25}],
    },
    "shorter_guidance_reach": {
        "permit_date": "2025-05-01",
        "children": [{"birth_date": "2015-01-01"}],
        "guidance_capacity_short": True,
    },
}


@pytest.mark.parametrize(("question", "on", "open_question", "option", "key", "answer"), READ)
def test_a_chosen_reading_gives_its_own_answer(
    question: str, on: str, open_question: str, option: str, key: str, answer: Any
) -> None:
    found = law_says(question, on, {open_question: option}, **ABOUT[open_question])
    assert found.value[key] == answer
    assert dict(found.chosen) == {open_question: option}


def test_the_recommendation_is_named_from_2026_only() -> None:
    facts = {"permit_date": "2025-06-15", "settlement_date": "2025-11-15"}
    assert "anbefaling" not in law_says("career_guidance", "2025-12-31", **facts).text
    assert "anbefaling" in law_says("career_guidance", "2026-01-01", **facts).text


def test_the_old_wording_on_measures_in_reception_is_not_called_read() -> None:
    facts = {"permit_date": "2025-06-15", "settlement_date": None, "residence": "reception_centre"}
    assert law_says("measures_before_settlement", "2025-12-31", **facts).verification is Verification.ASSUMED
    assert law_says("measures_before_settlement", "2026-01-01", **facts).verification is Verification.PRIMARY


def test_the_day_of_the_move_is_the_first_in_the_new_municipality() -> None:
    moved = {"moved_to_second_municipality": "2026-09-01", "second_settled_by_agreement": True}
    assert "første kommunen" in law_says("position_after_moving", "2026-09-01", **moved).text
    assert "første kommunen" not in law_says("position_after_moving", "2026-08-31", **moved).text
