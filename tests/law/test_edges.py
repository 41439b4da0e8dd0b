"""Holds the edges of training, content, benefit, settlement and versions that a mutation run found no case for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from samlop.law import Outcome, Verification
from samlop.law.parameters import parameter
from tests.law.people import law_says
from tests.law.test_edges_programme import PROTECTED, value_says

SEEKER: dict[str, Any] = {
    "permit": None, "permit_date": None, "settlement_date": None, "asylum_seeker": True, "residence": "reception_centre",
}  # fmt: skip


# ----- training


@pytest.mark.parametrize("on", ["2025-06-01", "2026-06-01"])
def test_training_in_reception_has_its_hours_and_its_age_in_both_versions(on: str) -> None:
    born = f"{int(on[:4]) - 18}{on[4:]}"
    found = law_says("duty_reception_training", on, **SEEKER, birth_date=born)
    assert found.value == {"duty": True}
    assert "175 timer norsk og 25 timer samfunnskunnskap" in found.text
    younger = f"{born[:-1]}2"
    assert law_says("duty_reception_training", on, **SEEKER, birth_date=younger).value == {"duty": False}


def test_the_day_a_permit_or_a_refusal_comes_ends_the_duty_in_reception() -> None:
    for ends in ({"permit": "P-28", "permit_date": "2026-06-01"}, {"udi_refusal": "2026-06-01"}):
        facts = SEEKER | ends
        assert law_says("duty_reception_training", "2026-06-01", **facts).value == {"duty": False}
        assert law_says("duty_reception_training", "2026-05-31", **facts).value == {"duty": True}


def test_a_permit_without_a_ground_does_not_end_the_duty_in_reception() -> None:
    facts = SEEKER | {"permit": "study", "permit_date": "2026-01-01"}
    assert law_says("duty_reception_training", "2026-06-01", **facts).value == {"duty": True}


@pytest.mark.parametrize(("chosen", "duty"), [("prolonged", False), ("lapsed", True)])
def test_an_applicant_under_collective_protection_has_a_duty_if_the_chapter_lapsed(chosen: str, duty: bool) -> None:
    facts = SEEKER | {"asylum_applicant_group": "collective_protection"}
    found = law_says("duty_reception_training", "2026-08-01", {"chapter_6a_after_june_2026": chosen}, **facts)
    assert found.value == {"duty": duty}


@pytest.mark.parametrize(("on", "sure"), [("2025-06-01", Verification.ASSUMED), ("2026-06-01", Verification.PRIMARY)])
def test_the_exemption_for_school_is_read_in_the_text_from_2026_only(on: str, sure: Verification) -> None:
    facts = SEEKER | {"attends": "upper_secondary", "applied_for_exemption": True}
    assert law_says("may_exempt_from_reception_training", on, **facts).verification is sure


def test_training_under_chapter_6a_lasts_a_year_with_one_year_of_grant_or_three() -> None:
    value = value_says("collective_protection_training", "2025-06-01", **PROTECTED)
    assert value["max_months"] == 12
    assert (value["municipal_grant_years"], value["municipal_grant_years_with_extension"]) == (1, 3)


def test_the_new_test_in_social_studies_counts_34_items() -> None:
    value = value_says("social_studies_test_passed", "2026-06-01", correct=30, taken="2026-05-01")
    assert value["scored_items"] == 34


# ----- collective protection and content


@pytest.mark.parametrize(("on", "none_needed"), [("2025-12-01", True), ("2026-03-01", False)])
def test_life_skills_were_no_demand_under_chapter_6a_before_2026(on: str, none_needed: bool) -> None:
    value = value_says("livsmestring_min_hours", on, decision_date=on, **PROTECTED)
    assert (value["total"] == 0) == none_needed


@pytest.mark.parametrize(("first", "social"), [("P-34", False), ("P-28", True)])
def test_whoever_finishes_a_programme_of_chapter_6a_keeps_its_content(first: str, social: bool) -> None:
    rows = [{"permit": first, "permit_date": "2023-06-01"}, {"permit": "P-35", "permit_date": "2026-02-01"}]
    facts = {"permit": None, "permit_date": None, "permits": rows, "decision_under_6A": "2025-06-01"}
    assert value_says("mandatory_elements", "2026-03-01", **facts)["social_studies"] is social


def test_a_full_week_at_upper_secondary_says_that_the_other_elements_come_on_top() -> None:
    facts = {"other_hours_per_week": 40, "programme_type": "upper_secondary_full_time"}
    assert "De andre faste tiltakene kommer i tillegg" in law_says("week_is_full_time", "2026-06-01", **facts).text
    plain = law_says("week_is_full_time", "2026-06-01", other_hours_per_week=40)
    assert "De andre faste tiltakene" not in plain.text


def test_the_duty_of_the_municipality_is_open_where_the_right_is() -> None:
    facts = {"birth_date": "1970-06-01"}
    assert law_says("municipal_duty", "2026-06-20", **facts).outcome is Outcome.REVIEW
    assert law_says("municipal_duty", "2026-06-20").value == {"duty": True}


@pytest.mark.parametrize(("set_on", "anchor"), [("2026-06-01", "goal_set"), ("2026-06-02", "as_of"), (None, "as_of")])
def test_the_goals_are_those_of_the_day_the_goal_is_set(set_on: str | None, anchor: str) -> None:
    version = law_says("allowed_end_goals", "2026-06-01", goal_set_date=set_on).version
    assert version is not None
    assert version.anchor.value == anchor


@pytest.mark.parametrize(
    ("education", "words"),
    [("upper_secondary_or_higher", "med utdanning"), ("below_upper_secondary", "uten utdanning")],
)
def test_the_education_on_record_is_said_as_it_stands(education: str, words: str) -> None:
    assert words in law_says("upper_secondary_level", "2026-06-01", education=education).text


# ----- benefit


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"lives_with_parents": True}, "satsen øker når personen flytter fra foreldrene"),
        ({"lives_with_parents": False}, "satsen øker når personen fyller 25 år"),
    ],
)
def test_what_raises_the_rate_of_the_young_is_said(facts: dict[str, Any], words: str) -> None:
    born = {"birth_date": "2003-06-01"}
    change = law_says("introduction_benefit", "2026-06-01", **born, **facts).would_change[0]
    assert words.lower() in change.lower()
    assert ("foreldrene" in change) == facts["lives_with_parents"]
    grown = law_says("introduction_benefit", "2028-06-01", **born, **facts).would_change[0]
    assert "25 år" not in grown


def test_a_couple_is_told_what_raises_the_rate() -> None:
    readings = {"couple_rate_commencement": "in_force"}
    couple = law_says("introduction_benefit", "2026-06-01", readings, partner_in_programme=True)
    assert "satsen øker når paret får barn" in couple.would_change[0].lower()
    assert "paret" not in law_says("introduction_benefit", "2026-06-01").would_change[0]


@pytest.mark.parametrize(("on", "over"), [("2026-06-01", True), ("2026-05-31", False)])
def test_the_benefit_ends_on_the_day_the_programme_does(on: str, over: bool) -> None:
    found = law_says("benefit_right", on, start_date="2026-04-01", stopped="2026-06-01")
    assert ("Programmet er slutt" in found.text) == over
    assert found.value["right"] is not over


def test_days_are_asked_for_only_where_none_are_known() -> None:
    assert law_says("added_time_working_days", "2026-06-01").missing_names == ("absence_working_days",)
    assert value_says("added_time_working_days", "2026-06-01", leave_working_days=5) == {"added": 0}


# ----- settlement and work


@pytest.mark.parametrize(("beside", "may"), [(0, True), (1, False)])
def test_a_later_day_for_extra_grant_may_be_asked_for_on_the_last_day(beside: int, may: bool) -> None:
    last = value_says("extra_grant_deadline", "2026-06-01", extra_grant="first_application")["deadline"]
    on = date.fromordinal(last.toordinal() + beside).isoformat()
    found = law_says("extra_grant_deadline", on, extra_grant="first_application")
    assert found.value["may_ask_for_later"] is may
    assert ("Kommunen kan be om en senere frist" in found.text) is may
    assert (" er " if may else " var ") in found.text


# ----- versions

FIRST_DAYS = {
    "child_benefit": "2019-03-01",
    "child_benefit_period": "2000-07-01",
    "complaint": "1970-01-01",
    "decision_kinds": "2021-01-01",
    "duration_transition": "2021-01-01",
    "eea_countries": "1994-01-01",
    "full_time": "2004-09-01",
    "permits": "2003-09-01",
}


@pytest.mark.parametrize(("name", "day"), FIRST_DAYS.items(), ids=FIRST_DAYS)
def test_the_first_version_begins_on_the_day_it_was_read_to_begin(name: str, day: str) -> None:
    assert parameter(name).values[0].valid_from.isoformat() == day


def test_the_higher_child_benefit_for_the_youngest_ended_in_september_2024() -> None:
    assert parameter("child_benefit_under_six").values[-1].valid_to == date(2024, 9, 1)


def test_the_limit_of_60_lasts_the_whole_year_and_keeps_the_lowest_age() -> None:
    (adopted,) = parameter("target_group_age").adopted
    assert (adopted["lowest"], adopted["highest"], adopted["through_the_year"]) == (18, 60, True)
