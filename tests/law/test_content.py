"""Holds what the programme is made of: full time, goals by age, hours and guidance, where a small slip would hide."""

from __future__ import annotations

from typing import Any

import pytest

from samlop.law import Outcome
from tests.law.people import beside, law_says


@pytest.mark.parametrize(
    ("plan", "full_time", "year_round", "outcome"),
    [
        ({"scheduled_hours_per_week": 37.5, "holiday_weeks": 5}, True, True, Outcome.MET),
        ({"scheduled_hours_per_week": 37, "holiday_weeks": 5}, False, True, Outcome.NOT_MET),
        ({"scheduled_hours_per_week": 37.5, "holiday_weeks": 5.5}, True, False, Outcome.NOT_MET),
        ({"scheduled_hours_per_week": 37.5, "holiday_working_days": 25}, True, True, Outcome.MET),
        ({"scheduled_hours_per_week": 37.5, "holiday_working_days": 26}, True, False, Outcome.NOT_MET),
        ({"scheduled_hours_per_week": 37.5}, True, None, Outcome.MET),
        ({"scheduled_hours_per_week": 30, "programme_type": "own_work_heavy"}, True, None, Outcome.MET),
        ({"scheduled_hours_per_week": 29.5, "programme_type": "own_work_heavy"}, False, None, Outcome.NOT_MET),
        ({"scheduled_hours_per_week": 25, "programme_type": "upper_secondary_full_time"}, True, None, Outcome.MET),
    ],
)
def test_full_time_and_year_round_are_answered_apart(
    plan: dict[str, Any], full_time: bool, year_round: bool | None, outcome: Outcome
) -> None:
    found = law_says("full_time_and_year_round", "2026-06-01", **plan)
    assert found.value == {"full_time": full_time, "year_round": year_round}
    assert found.outcome is outcome
    assert ("Skolens ferie" in found.not_covered) is (plan.get("programme_type") == "upper_secondary_full_time")


@pytest.mark.parametrize(
    ("education", "born", "main"),
    [
        ("below_upper_secondary", "2004-01-01", "complete_upper_secondary"),
        ("below_upper_secondary", "1990-01-01", None),
        ("upper_secondary_or_higher", "2004-01-01", None),
        ("upper_secondary_or_higher", "1965-01-01", "work"),
    ],
)
def test_the_main_rule_for_the_goal_follows_age_and_education(education: str, born: str, main: str | None) -> None:
    found = law_says("allowed_end_goals", "2026-06-01", education=education, birth_date=born)
    assert found.value["main_rule"] == main


@pytest.mark.parametrize(("option", "goals"), [("inside", 4), ("over", 1)])
def test_the_year_after_55_is_open_for_the_goal_too(option: str, goals: int) -> None:
    changes = {"birth_date": "1970-12-01"}
    assert law_says("allowed_end_goals", "2026-06-01", **changes).value["goals"] == "review"
    chosen = law_says("allowed_end_goals", "2026-06-01", {"age_55_boundary": option}, **changes)
    assert len(chosen.value["goals"]) == goals


@pytest.mark.parametrize(("set_on", "goals"), beside("2026-01-01", 5, 4, 4))
def test_the_goals_of_the_day_the_goal_was_set_count(set_on: str, goals: int) -> None:
    assert len(law_says("allowed_end_goals", "2026-06-01", goal_set_date=set_on).value["goals"]) == goals


@pytest.mark.parametrize(("start", "hours"), beside("2026-01-01", "review", 15, 15))
def test_programmes_that_start_in_2026_have_the_fifteen_hours(start: str, hours: Any) -> None:
    assert law_says("min_work_oriented_hours_per_week", "2026-08-01", start_date=start).value["hours"] == hours


def test_the_hours_are_told_before_the_programme_starts() -> None:
    found = law_says("min_work_oriented_hours_per_week", "2026-06-01")
    assert found.value == {"hours": 15, "applies_after_months": 6}


def test_a_child_that_is_18_on_the_first_day_does_not_count() -> None:
    child = [{"birth_date": "2008-06-01"}]
    for start, required in beside("2026-06-01", True, False, False):
        found = law_says("parental_guidance_required", "2026-07-01", start_date=start, children=child)
        assert found.value["required"] is required
    assert law_says("parental_guidance_required", "2026-05-31", children=child).value["required"] is True
    assert law_says("parental_guidance_required", "2026-06-01", start_date="2026-06-01", children=child).value == {
        "required": False
    }


@pytest.mark.parametrize(("on", "noted"), beside("2026-01-01", True, False, False))
def test_the_shorter_guidance_before_2026_is_mentioned(on: str, noted: bool) -> None:
    found = law_says("parental_guidance_required", on, children=[{"birth_date": "2015-01-01"}])
    assert ("kapasitet" in found.not_covered) is noted


def test_life_skills_ask_for_the_decision_when_the_start_was_before_2026() -> None:
    assert law_says("livsmestring_min_hours", "2026-06-01", start_date="2025-12-31").missing_names == ("decision_date",)
    assert law_says("livsmestring_min_hours", "2026-06-01", start_date="2026-06-01").value["total"] == 25
    assert law_says("livsmestring_min_hours", "2025-06-01").value["total"] == "review"


@pytest.mark.parametrize(
    ("education", "words"),
    [("upper_secondary_or_higher", "med utdanning"), ("below_upper_secondary", "uten utdanning")],
)
def test_registered_education_is_said_as_registered(education: str, words: str) -> None:
    assert words in law_says("upper_secondary_level", "2026-06-01", education=education).text


@pytest.mark.parametrize(("start", "added"), beside("2026-01-01", "review", 12, 12))
def test_absence_in_programmes_begun_before_2026_is_left_to_a_person(start: str, added: Any) -> None:
    chosen = {"added_time_counting": "all_days"}
    found = law_says("added_time_working_days", "2026-06-01", chosen, start_date=start, absence_working_days=12)
    assert found.value["added"] == added
    before = law_says("added_time_working_days", "2025-12-31", chosen, absence_working_days=12)
    assert before.value["added"] == "review"


@pytest.mark.parametrize(("deduction", "right"), [(1_499_999, "review"), (1_500_000, True), (1_500_001, True)])
def test_a_deduction_of_exactly_half_is_large(deduction: int, right: Any) -> None:
    found = law_says(
        "complaint_right", "2026-06-01", decision="benefit_deduction", deduction_ore=deduction, payment_ore=3_000_000
    )
    assert found.value["right"] == right


@pytest.mark.parametrize(("offer", "table"), beside("2026-01-01", "A2", "B3", "B3"))
def test_a_coming_offer_of_school_is_judged_by_the_rules_it_will_meet(offer: str, table: str) -> None:
    found = law_says("duration", "2025-12-15", goal="complete_upper_secondary", offer_date=offer)
    assert found.value["table"] == table


@pytest.mark.parametrize(
    ("changes", "oral"),
    [
        ({"compulsory_school_completed": False}, "B1"),
        ({}, "B1"),
        ({"education": "upper_secondary_or_higher"}, "B2"),
        ({"education": "upper_secondary_or_higher", "needs_documented_b2": True}, "B2"),
    ],
)
def test_the_norwegian_goal_follows_education(changes: dict[str, Any], oral: str) -> None:
    value = law_says("proposed_norwegian_goal", "2026-06-01", **changes).value
    assert value["oral"] == oral
    assert value["binding"] == "guiding"
    weakest = {
        "A2": not changes.get("compulsory_school_completed", True),
        "B2": bool(changes.get("needs_documented_b2")),
    }
    assert value["reading"] == next((level for level, holds in weakest.items() if holds), "B1")


def test_norwegian_inside_adult_education_has_two_ways_from_2026() -> None:
    for on, two_ways in beside("2026-01-01", False, True, True):
        assert ("any_of" in law_says("proposed_norwegian_goal", on, norwegian_inside_fov=True).value) is two_ways
