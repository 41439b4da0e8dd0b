"""Holds every limit and change of version on who the programme is for to the day before, the day itself and the day after."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from samlop.law import Outcome
from tests.law.people import beside, law_says, position


@pytest.mark.parametrize(
    ("permit_date", "expected"),
    [
        ("2026-03-09", "none"),  # the day before the 18th birthday
        ("2026-03-10", "right_and_duty"),
        ("2026-03-11", "right_and_duty"),
    ],
)
def test_lower_age_is_measured_on_the_day_of_the_permit(permit_date: str, expected: str) -> None:
    assert position("2026-06-01", birth_date="2008-03-10", permit_date=permit_date) == expected


@pytest.mark.parametrize(
    ("permit_date", "expected"),
    [
        ("2026-01-09", "right_and_duty"),
        ("2026-01-10", "right_and_duty"),  # the 55th birthday
        ("2026-01-11", "review"),
    ],
)
def test_the_year_after_the_55th_birthday_is_open(permit_date: str, expected: str) -> None:
    assert position("2026-06-01", birth_date="1971-01-10", permit_date=permit_date) == expected


@pytest.mark.parametrize(
    ("permit_date", "expected"), [("2026-01-09", "review"), ("2026-01-10", "may_offer"), ("2026-01-11", "may_offer")]
)
def test_from_the_56th_birthday_the_municipality_may_offer(permit_date: str, expected: str) -> None:
    assert position("2026-06-01", birth_date="1970-01-10", permit_date=permit_date) == expected


@pytest.mark.parametrize(("on", "expected"), beside("2026-07-01", "may_offer", "review", "review"))
def test_the_adopted_limit_of_60_is_open_from_the_first_day_that_is_not_checked(on: str, expected: str) -> None:
    assert position(on, birth_date="1968-02-01", permit_date="2026-02-15") == expected


@pytest.mark.parametrize(
    ("permit_date", "expected"),
    [
        ("2026-12-31", "review"),
        ("2027-01-01", "right_and_duty"),
        ("2027-02-28", "right_and_duty"),
        ("2027-03-01", "may_offer"),
    ],
)
def test_with_the_switch_the_limit_reaches_to_the_61st_birthday_and_older_permits_are_open(
    permit_date: str, expected: str
) -> None:
    switch = {"age60_in_force_from": "2027-01-01"}
    changes = {"birth_date": "1966-03-01", "permit_date": permit_date, "settlement_date": "2027-04-01"}
    assert position("2027-05-01", engine_switch=switch, **changes) == expected


def test_the_switch_can_also_say_that_the_limit_is_not_in_force() -> None:
    assert position("2026-09-01", birth_date="1968-02-01", engine_switch={"age60_in_force_from": None}) == "may_offer"


@pytest.mark.parametrize(("on", "expected"), beside("2028-03-01", "right_and_duty", "none", "none"))
def test_the_right_ends_two_years_after_settlement(on: str, expected: str) -> None:
    assert position(on) == expected


@pytest.mark.parametrize(("on", "expected"), beside("2028-03-01", "may_offer", "none", "none"))
def test_an_offer_ends_with_the_two_years_too(on: str, expected: str) -> None:
    assert position(on, settled_by_agreement=False) == expected


def test_the_two_years_run_from_the_permit_when_it_came_after_the_move() -> None:
    assert (
        position("2027-12-31", settlement_date="2024-01-01", permit="P-53", permit_date="2026-01-01")
        == "right_and_duty"
    )
    assert position("2028-01-01", settlement_date="2024-01-01", permit="P-53", permit_date="2026-01-01") == "none"


def test_a_decision_in_time_keeps_the_right_after_two_years() -> None:
    assert position("2028-06-01", decision_date="2028-02-29") == "right_and_duty"
    assert position("2028-06-01", start_date="2026-05-01") == "right_and_duty"


@pytest.mark.parametrize(
    ("applied", "expected"),
    [("2027-05-31", "right_and_duty"), ("2027-06-01", "may_offer"), ("2027-06-02", "may_offer")],
)
def test_the_family_member_must_apply_within_five_years(applied: str, expected: str) -> None:
    changes: dict[str, Any] = {
        "permit": "P-FAM",
        "reference_permit": "P-28",
        "reference_settled": "2022-06-01",
        "family_application_date": applied,
        "permit_date": "2027-09-01",
        "settlement_date": "2027-10-01",
        "settled_by_agreement": False,
    }
    assert position("2027-10-15", **changes) == expected


@pytest.mark.parametrize(("hours", "expected"), [(29.5, "right_and_duty"), (30, "none"), (30.5, "none")])
def test_thirty_hours_of_work_ends_right_and_duty(hours: float, expected: str) -> None:
    assert position("2026-06-01", job_hours_per_week=hours) == expected
    assert position("2026-06-01", job_offer_hours_per_week=hours) == expected


@pytest.mark.parametrize(("on", "expected"), beside("2026-01-01", "right_and_duty", "none", "none"))
def test_the_job_exemption_came_in_2026(on: str, expected: str) -> None:
    assert position(on, permit_date="2025-05-01", settlement_date="2025-06-01", job_hours_per_week=37.5) == expected


def test_a_job_that_ends_in_time_brings_the_right_back_and_later_it_is_open() -> None:
    assert position("2028-02-29", job_hours_per_week=37.5, job_end="2028-02-29") == "right_and_duty"
    assert position("2028-03-05", job_hours_per_week=37.5, job_end="2028-02-29") == "review"
    assert position("2028-03-05", job_hours_per_week=37.5, job_end="2028-03-01") == "none"


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2022-03-10", "right_and_duty"),
        ("2022-03-11", "review"),
        ("2022-06-14", "review"),
        ("2022-06-15", "right_only"),
        ("2025-12-31", "right_only"),
        ("2026-01-01", "right_and_duty"),
        ("2026-06-30", "right_and_duty"),
        ("2026-07-01", "right_and_duty"),  # both readings agree
    ],
)
def test_collective_protection_changed_four_times(on: str, expected: str) -> None:
    settled = f"{int(on[:4]) - 1}-12-01"
    assert position(on, permit="P-34", permit_date=settled, settlement_date=settled) == expected


@pytest.mark.parametrize("on", ["2026-07-01", "2026-07-02", "2026-11-21"])
def test_nobody_decides_collective_protection_from_july_2026_until_a_reading_is_chosen(on: str) -> None:
    finding = law_says("entitlement", on, permit="P-34")
    assert finding.outcome is Outcome.REVIEW
    assert finding.is_open
    assert finding.value["outcome"] == "right_and_duty"
    assert "jurist" in finding.not_covered
    for reading in ("lapsed", "prolonged"):
        chosen = law_says("entitlement", on, {"chapter_6a_after_june_2026": reading}, permit="P-34")
        assert chosen.outcome is Outcome.MET
        assert chosen.value["outcome"] == "right_and_duty"
    assert law_says("entitlement", "2026-06-30", permit="P-34").outcome is Outcome.MET


def test_where_all_readings_agree_the_answer_says_so() -> None:
    early: dict[str, Any] = {"permit": "P-53", "settled_by_agreement": False, "demand_date": "2026-02-20"}
    finding = law_says("latest_start_and_decision", "2026-04-01", **early)
    assert finding.outcome is Outcome.RUNNING
    assert len(finding.readings) == 2
    assert {reading.answer for reading in finding.readings} == {date(2026, 5, 20)}
    assert "samme svar" in finding.text


def test_a_programme_begun_under_the_temporary_rules_is_open_in_2026() -> None:
    begun: dict[str, Any] = {"permit": "P-34", "permit_date": "2025-05-01", "settlement_date": "2025-06-01"}
    assert position("2026-02-01", decision_date="2025-12-31", **begun) == "review"
    assert position("2026-02-01", decision_date="2026-01-01", **begun) == "right_and_duty"


@pytest.mark.parametrize(
    ("hours", "may_refuse"), [(29.5, False), (30, "review"), (37, "review"), (37.5, True), (40, True)]
)
def test_near_full_time_is_open_from_thirty_hours_to_full_time(hours: float, may_refuse: Any) -> None:
    temporary: dict[str, Any] = {"permit": "P-34", "permit_date": "2024-09-01", "settlement_date": "2024-11-01"}
    found = law_says("may_municipality_refuse", "2025-12-31", job_hours_per_week=hours, **temporary)
    assert found.value["may_refuse"] == may_refuse
    later = law_says("may_municipality_refuse", "2026-01-01", job_hours_per_week=hours, **temporary)
    assert later.value["may_refuse"] is False


def test_a_permit_that_has_run_out_gives_no_right() -> None:
    permits = [{"permit": "P-28", "permit_date": "2026-01-15", "permit_end": "2026-06-01"}]
    for on, expected in beside("2026-06-01", "right_and_duty", "none", "none"):
        assert position(on, permit=None, permit_date=None, permits=permits) == expected


def test_a_permit_not_yet_given_gives_no_right() -> None:
    assert position("2026-01-14") == "none"


def test_dates_before_the_act_are_left_to_a_person() -> None:
    found = law_says("duration", "2019-01-01", permit_date=None)
    assert found.outcome.value == "review"
    assert "1. januar 2019" in found.text


def test_an_offer_of_work_that_falls_away_brings_the_right_back() -> None:
    for on, expected in beside("2026-05-01", "none", "right_and_duty", "right_and_duty"):
        assert position(on, job_offer_hours_per_week=37.5, job_offer_lapsed="2026-05-01") == expected


def test_the_paragraphs_follow_the_ground_of_the_permit() -> None:
    listed = law_says("entitlement", "2026-06-01")
    assert [str(p) for p in listed.basis] == ["integreringsloven § 8 første ledd", "integreringsloven § 9"]
    independent = law_says("entitlement", "2026-06-01", permit="P-53", settled_by_agreement=None)
    assert "integreringsloven § 8 andre ledd" in [str(p) for p in independent.basis]
    assert "søknad om asyl" in law_says("entitlement", "2026-06-01", permit="P-38", asylum_application=False).text


def test_family_of_an_eea_citizen_is_outside() -> None:
    changes: dict[str, Any] = {"permit": "P-FAM", "settled_by_agreement": False}
    assert position("2026-06-01", reference_permit="eea_citizen", **changes) == "none"
    assert position("2026-06-01", reference_permit="norwegian_citizen", **changes) == "may_offer"
    assert position("2026-06-01", permit="eea_family") == "none"


@pytest.mark.parametrize(("on", "expected"), beside("2027-01-01", "may_offer", "right_and_duty", "right_and_duty"))
def test_the_switched_limit_holds_from_its_own_day(on: str, expected: str) -> None:
    switch = {"age60_in_force_from": "2027-01-01"}
    chosen = {"age_60_transition": "new_limit"}
    assert position(on, chosen, birth_date="1968-02-01", engine_switch=switch) == expected


@pytest.mark.parametrize(("ended", "expected"), beside("2026-01-01", "none", "review", "review"))
def test_only_a_job_that_ended_under_the_exemption_can_bring_the_right_back(ended: str, expected: str) -> None:
    old: dict[str, Any] = {"permit_date": "2024-01-15", "settlement_date": "2024-03-01"}
    assert position("2026-03-05", job_hours_per_week=37.5, job_end=ended, **old) == expected


def test_a_work_permit_is_named_in_words() -> None:
    found = law_says("entitlement", "2026-06-01", permit="work_23")
    assert found.text == "Tillatelsen gir ikke rett til program. Tillatelse: arbeid som faglært."
