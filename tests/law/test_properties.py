"""Holds what must be true of every person, whoever she is: hypothesis invents them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from samlop.law import Facts, Finding, Outcome, assess
from samlop.law.codes import permit_codes, reference_codes
from samlop.law.days import add_months
from samlop.law.facts import EDUCATION, GOALS
from tests.law.people import law_says, position

DAYS = st.dates(date(2021, 1, 1), date(2027, 12, 31))
BIRTHS = st.dates(date(1950, 1, 1), date(2010, 1, 1))
MAYBE = st.booleans()
PEOPLE = st.fixed_dictionaries(
    {},
    optional={
        "birth_date": BIRTHS,
        "permit": st.sampled_from(permit_codes()),
        "permit_date": DAYS,
        "settlement_date": DAYS,
        "arrival_date": DAYS,
        "demand_date": DAYS,
        "settled_by_agreement": MAYBE,
        "asylum_application": MAYBE,
        "applied_from_abroad": MAYBE,
        "reference_permit": st.sampled_from(reference_codes()),
        "reference_settled": DAYS,
        "family_application_date": DAYS,
        "job_hours_per_week": st.sampled_from([0, 15, 29.5, 30, 37.5]),
        "job_end": DAYS,
        "education": st.sampled_from(EDUCATION),
        "goal": st.sampled_from(GOALS),
        "offer_date": DAYS,
        "decision_date": DAYS,
        "start_date": DAYS,
        "goal_change_date": DAYS,
        "goal_changed_to": st.sampled_from(GOALS),
        "children": st.lists(st.fixed_dictionaries({"birth_date": DAYS}), max_size=2),
        "compulsory_school_completed": MAYBE,
        "lives_with_parents": MAYBE,
        "partner_in_programme": MAYBE,
        "absence_working_days": st.integers(0, 40),
        "citizenship": st.sampled_from(["Syria", "Ukraine", "Norway", "Poland"]),
    },
)


@settings(max_examples=300, deadline=None)
@given(PEOPLE, st.dates(date(2015, 1, 1), date(2040, 1, 1)))
def test_nobody_makes_the_law_crash_and_every_finding_is_whole(given_facts: dict[str, Any], on: date) -> None:
    assessment = assess(Facts.from_mapping(given_facts), on)
    json.dumps(assessment.to_dict())
    for finding in assessment.findings:
        assert Finding.from_dict(json.loads(json.dumps(finding.to_dict()))) == finding
        assert finding.basis
        assert finding.text.strip()
        assert "P-" not in finding.text
        assert "_" not in finding.text
        if finding.missing:
            assert finding.outcome is Outcome.REVIEW
        for reading in finding.readings:
            assert reading.text


@given(st.dates(date(2026, 2, 1), date(2027, 3, 31)), st.integers(1, 2))
def test_shifting_all_dates_by_whole_years_inside_one_version_shifts_the_deadline(settled: date, years: int) -> None:
    def deadline(moved: int) -> date:
        day = add_months(settled, 12 * moved)
        found = law_says(
            "latest_start_and_decision",
            day.isoformat(),
            permit_date=add_months(date(2026, 1, 15), 12 * moved),
            settlement_date=day,
        )
        return found.value["start_by"]  # type: ignore[no-any-return]

    # The end of February has another length in another year.
    assert abs(deadline(years) - add_months(deadline(0), 12 * years)) <= timedelta(days=1)


@given(st.dates(date(1960, 1, 1), date(2007, 1, 1)), st.dates(date(2025, 1, 1), date(2025, 8, 1)), st.integers(1, 200))
def test_an_older_permit_date_never_takes_a_person_over_the_upper_limit(born: date, granted: date, days: int) -> None:
    order = ["none", "right_and_duty", "review", "may_offer"]
    early, late = (
        order.index(position("2026-04-01", birth_date=born, permit_date=day))
        for day in (granted, granted + timedelta(days=days))
    )
    assert early <= late


@given(st.dates(date(2026, 3, 1), date(2029, 1, 1)))
def test_the_right_never_comes_back_by_waiting(on: date) -> None:
    today, later = position(on.isoformat()), position((on + timedelta(days=30)).isoformat())
    assert not (today == "none" and later != "none")


@given(st.integers(0, 60), st.integers(0, 60))
def test_more_absence_never_adds_fewer_days(few: int, more: int) -> None:
    low, high = sorted((few, more))
    chosen = {"added_time_counting": "all_days"}

    def added(days: int) -> int:
        found = law_says(
            "added_time_working_days", "2026-12-01", chosen, start_date="2026-02-02", absence_working_days=days
        )
        return int(found.value["added"])

    assert added(low) <= added(high)


@given(
    st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    st.sampled_from(["work", "complete_upper_secondary", "parts_of_upper_secondary"]),
)
def test_the_end_is_always_the_start_and_the_longest_duration(start: date, goal: str) -> None:
    value = law_says("duration", "2028-01-01", start_date=start, offer_date=start - timedelta(days=30), goal=goal).value
    if value["table"] == "review":
        return
    assert value["max_end_exclusive"] == add_months(start, value["max_months"])


def test_a_person_we_know_nothing_about_is_asked_about() -> None:
    assessment = assess(Facts(), date(2026, 11, 21))
    names = {item.name for item in assessment.missing}
    assert {"permit", "education", "birth_date"} <= names
