"""Holds every limit and change of version on the programme itself to the day before, the day itself and the day after."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from samlop.law import Outcome, Verification, value_of
from tests.law.people import beside, law_says, position


@pytest.mark.parametrize(("on", "both"), beside("2025-06-20", False, True, True))
def test_the_decision_got_a_deadline_of_its_own(on: str, both: bool) -> None:
    found = law_says("latest_start_and_decision", on, permit_date="2025-03-01", settlement_date="2025-04-01")
    assert found.value["start_by"] == date(2025, 7, 1)
    assert found.value["explicit_decision_deadline"] is both
    assert ("decision_by" in found.value) is both


@pytest.mark.parametrize(("on", "outcome"), beside("2026-06-01", Outcome.RUNNING, Outcome.RUNNING, Outcome.NOT_MET))
def test_the_deadline_runs_to_the_last_day(on: str, outcome: Outcome) -> None:
    assert law_says("latest_start_and_decision", on).outcome is outcome


def test_the_deadline_is_held_by_decision_and_start_both() -> None:
    in_time = {"decision_date": "2026-06-01", "start_date": "2026-06-01"}
    assert law_says("latest_start_and_decision", "2026-08-01", **in_time).outcome is Outcome.MET
    assert (
        law_says("latest_start_and_decision", "2026-08-01", **(in_time | {"start_date": "2026-06-02"})).outcome
        is Outcome.NOT_MET
    )
    assert law_says("latest_start_and_decision", "2026-08-01", start_date="2026-05-05").outcome is Outcome.NOT_MET


def test_a_deadline_is_shown_while_the_agreement_is_not_registered() -> None:
    found = law_says("latest_start_and_decision", "2026-05-01", settled_by_agreement=None)
    assert found.value["start_by"] == date(2026, 6, 1)
    assert "forutsetter" in found.not_covered


def test_nobody_without_a_right_gets_a_deadline() -> None:
    found = law_says("latest_start_and_decision", "2026-04-01", settled_by_agreement=False)
    assert found.outcome is Outcome.NOT_MET
    assert found.value == {"decision_by": None, "start_by": None}


def test_without_agreement_settlement_or_demand_starts_the_clock() -> None:
    changes: dict[str, Any] = {
        "permit": "P-53",
        "settled_by_agreement": None,
        "demand_date": "2026-04-10",
    }
    found = law_says("latest_start_and_decision", "2026-05-01", **changes)
    assert found.value["start_by"] == "review"
    assert found.value["readings"] == [date(2026, 6, 1), date(2026, 7, 10)]


@pytest.mark.parametrize(("offer", "table"), beside("2026-01-01", "A3", "review", "B5"))
def test_the_work_track_changes_table_after_1_january_2026(offer: str, table: str) -> None:
    assert law_says("duration", "2026-06-01", offer_date=offer).value["table"] == table


@pytest.mark.parametrize(("offer", "table"), beside("2026-01-01", "A1", "review", "B1"))
def test_those_with_upper_secondary_change_table_after_1_january_2026(offer: str, table: str) -> None:
    found = law_says("duration", "2026-06-01", offer_date=offer, education="upper_secondary_or_higher")
    assert found.value["table"] == table


@pytest.mark.parametrize(
    ("goal", "tables"),
    [
        ("parts_of_upper_secondary", ("A3", "review", "B2")),
        ("complete_upper_secondary", ("A2", "review", "B3")),
        ("complete_vocational_training", ("review", "review", "B4")),
    ],
)
def test_the_school_tracks_change_table_after_1_january_2025(goal: str, tables: tuple[str, ...]) -> None:
    for offer, table in beside("2025-01-01", *tables):
        assert law_says("duration", "2026-06-01", goal=goal, offer_date=offer).value["table"] == table


@pytest.mark.parametrize(("on", "table"), beside("2026-01-01", "A2", "B3", "B3"))
def test_the_longer_school_tracks_reach_2025_starters_from_2026(on: str, table: str) -> None:
    found = law_says("duration", on, goal="complete_upper_secondary", offer_date="2025-03-01", start_date="2025-03-17")
    assert found.value["table"] == table


def test_a_programme_not_yet_offered_follows_the_rules_of_today() -> None:
    assert law_says("duration", "2026-11-21").value["table"] == "B5"
    assert law_says("duration", "2026-11-21", start_date="2025-06-01").missing_names == ("offer_date",)
    assert law_says("duration", "2026-11-21", start_date="2024-06-01").value["table"] == "A3"


def test_without_a_goal_the_lengths_of_each_are_shown() -> None:
    found = law_says("duration", "2026-11-21", goal=None)
    assert found.missing_names == ("goal",)
    assert {row["goal"]: row["max_months"] for row in value_of(found)["options"]} == {
        "parts_of_upper_secondary": 36,
        "complete_upper_secondary": 48,
        "complete_vocational_training": 60,
        "work": 24,
    }


def test_compulsory_school_is_no_end_goal_in_the_new_tables() -> None:
    assert (
        law_says("duration", "2025-06-01", goal="complete_compulsory_school", offer_date="2025-05-01").value["table"]
        == "A3"
    )
    found = law_says("duration", "2026-06-01", goal="complete_compulsory_school", offer_date="2026-05-01")
    assert found.outcome is Outcome.NOT_MET


@pytest.mark.parametrize(
    ("offer", "goal", "allowed", "test"),
    [
        ("2025-11-01", "work", True, "discretionary"),
        ("2026-11-01", "work", False, "none"),
        ("2026-11-01", "parts_of_upper_secondary", True, "mandatory_if_helpful"),
        ("2026-11-01", "complete_upper_secondary", True, "mandatory_if_helpful"),
        ("2026-11-01", "complete_vocational_training", False, "none"),
    ],
)
def test_extension_follows_the_table(offer: str, goal: str, allowed: bool, test: str) -> None:
    value = law_says("may_extend", "2026-12-01", offer_date=offer, goal=goal).value
    assert (value["allowed"], value["test"]) == (allowed, test)


@pytest.mark.parametrize(("months", "allowed"), [(11, True), (12, True), (13, False)])
def test_an_extension_has_a_longest_length(months: int, allowed: bool) -> None:
    found = law_says(
        "may_extend",
        "2026-12-01",
        offer_date="2026-02-01",
        goal="complete_upper_secondary",
        request_extension_months=months,
    )
    assert found.value["allowed"] is allowed


@pytest.mark.parametrize(("on", "hours"), beside("2026-08-02", 0, 15, 15))
def test_fifteen_hours_after_six_months_without_upper_secondary(on: str, hours: int) -> None:
    assert law_says("min_work_oriented_hours_per_week", on, start_date="2026-02-02").value["hours"] == hours


@pytest.mark.parametrize(("on", "hours"), beside("2026-05-02", 0, 15, 15))
def test_fifteen_hours_after_three_months_with_upper_secondary(on: str, hours: int) -> None:
    found = law_says(
        "min_work_oriented_hours_per_week", on, start_date="2026-02-02", education="upper_secondary_or_higher"
    )
    assert found.value["hours"] == hours


@pytest.mark.parametrize(("on", "hours"), beside("2026-01-01", 0, "review", "review"))
def test_programmes_running_at_new_year_are_open(on: str, hours: Any) -> None:
    assert law_says("min_work_oriented_hours_per_week", on, start_date="2025-04-01").value["hours"] == hours


@pytest.mark.parametrize(("decided", "total"), beside("2026-01-01", "review", 25, 25))
def test_life_skills_hours_follow_the_day_of_the_decision(decided: str, total: Any) -> None:
    assert law_says("livsmestring_min_hours", "2026-06-01", decision_date=decided).value["total"] == total


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2025-12-31", (False, False)),
        ("2026-01-01", (False, True)),
        ("2026-06-30", (False, True)),
        ("2026-07-01", ("review", True)),
    ],
)
def test_content_under_collective_protection(on: str, expected: tuple[Any, bool]) -> None:
    value = law_says("mandatory_elements", on, permit="P-34", permit_date="2025-05-01").value
    assert (value["social_studies"], value["livsmestring"]) == expected


@pytest.mark.parametrize(("born", "required"), [("2008-03-01", False), ("2008-03-02", True), ("2026-05-01", True)])
def test_parental_guidance_when_a_child_is_under_18_at_the_start_or_born_later(born: str, required: bool) -> None:
    found = law_says(
        "parental_guidance_required", "2026-06-01", start_date="2026-03-01", children=[{"birth_date": born}]
    )
    assert found.value["required"] is required


@pytest.mark.parametrize(("days", "added"), [(9, 0), (10, 0), (11, "review")])
def test_more_than_ten_days_are_added(days: int, added: Any) -> None:
    for name in ("absence_working_days", "leave_working_days"):
        assert (
            law_says("added_time_working_days", "2026-12-01", start_date="2026-02-02", **{name: days}).value["added"]
            == added
        )


def test_absence_and_leave_are_counted_apart() -> None:
    both = {"start_date": "2026-02-02", "absence_working_days": 8, "leave_working_days": 8}
    assert law_says("added_time_working_days", "2026-12-01", **both).value["added"] == 0


@pytest.mark.parametrize(
    ("made", "missing"),
    beside("2026-01-01", [], ["long_term_goals", "complaint_options"], ["long_term_goals", "complaint_options"]),
)
def test_the_plan_must_hold_more_from_2026(made: str, missing: list[str]) -> None:
    fields = ["end_goal", "norwegian_goal", "volume_of_training", "duration", "elements"]
    found = law_says("plan_complete", "2026-06-01", plan_made=made, fields=fields)
    assert found.value["missing"] == missing
    assert found.value["reasons_given"] is (made < "2026-01-01")


@pytest.mark.parametrize(
    ("granted", "act"),
    beside("2021-01-01", "introduksjonsloven", "integreringsloven", "integreringsloven"),
)
def test_the_first_permit_picks_the_act(granted: str, act: str) -> None:
    assert law_says("governing_act", "2021-06-01", permit_date=granted, applied_from_abroad=False).value == act


def test_old_cases_are_left_to_a_person() -> None:
    found = law_says("entitlement", "2021-06-01", permit_date="2020-11-01", arrival_date="2020-01-01")
    assert found.outcome is Outcome.REVIEW
    assert "Introduksjonsloven" in found.text
    for question in ("duration", "mandatory_elements"):
        found = law_says(question, "2021-06-01", permit_date="2020-11-01", arrival_date="2020-01-01")
        assert found.outcome is Outcome.REVIEW
        assert found.value is None


@pytest.mark.parametrize(("on", "duty"), [("2026-06-30", False), ("2026-07-01", "review")])
def test_reception_training_for_applicants_under_collective_protection(on: str, duty: Any) -> None:
    found = law_says(
        "duty_reception_training",
        on,
        permit=None,
        permit_date=None,
        asylum_applicant_group="collective_protection",
        residence="reception_centre",
    )
    assert found.value["duty"] == duty


@pytest.mark.parametrize(("on", "duty"), beside("2026-02-01", False, True, True))
def test_reception_training_is_a_duty_from_18(on: str, duty: bool) -> None:
    found = law_says(
        "duty_reception_training",
        on,
        permit=None,
        permit_date=None,
        birth_date="2008-02-01",
        asylum_seeker=True,
        residence="reception_centre",
    )
    assert found.value["duty"] is duty


@pytest.mark.parametrize(("changed", "right"), beside("2025-09-01", "review", True, True))
def test_the_right_to_finish_training_has_a_first_day(changed: str, right: Any) -> None:
    found = law_says(
        "may_finish_norwegian_and_social_studies", "2026-03-01", training_begun="2025-02-01", change_date=changed
    )
    assert found.value["right"] == right


@pytest.mark.parametrize(
    ("new_permit", "on", "expected"),
    [
        ("2025-12-31", "2026-03-01", "review"),
        ("2026-01-01", "2026-03-01", False),
        ("2026-06-30", "2026-06-30", False),
        ("2026-06-30", "2026-07-01", "review"),
        ("2026-07-01", "2026-07-01", "review"),
    ],
)
def test_a_new_permit_gives_no_new_right_while_the_rule_stood(new_permit: str, on: str, expected: Any) -> None:
    found = law_says(
        "effect_of_permit_change",
        on,
        permit=None,
        permit_date=None,
        permits=[{"permit": "P-34", "permit_date": "2024-10-01"}, {"permit": "P-28", "permit_date": new_permit}],
        decision_under_6A="2025-02-01",
        programme_running=True,
    )
    assert found.value["new_programme_right"] == expected


@pytest.mark.parametrize(
    ("citizenship", "expected"),
    [
        ("Sweden", "none"),
        ("Poland", "none"),
        ("NO", "none"),
        ("Norway", "none"),
        ("Ukraine", "right_and_duty"),
        ("United Kingdom", "right_and_duty"),
    ],
)
def test_nordic_and_eea_citizens_are_outside(citizenship: str, expected: str) -> None:
    assert position("2026-06-01", citizenship=citizenship) == expected


def test_humanitarian_grounds_need_an_asylum_application() -> None:
    assert position("2026-06-01", permit="P-38", asylum_application=True) == "right_and_duty"
    assert position("2026-06-01", permit="P-38", asylum_application=False) == "none"
    assert law_says("entitlement", "2026-06-01", permit="P-38").missing_names == ("asylum_application",)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"permit": "P-34", "completed": "ukrainian_upper_secondary"}, True),
        ({"permit": "P-28", "completed": "ukrainian_upper_secondary", "higher_education_years": 0}, False),
        ({"gsu_education_requirement_met": False}, False),
    ],
)
def test_education_at_upper_secondary_level(changes: dict[str, Any], expected: bool) -> None:
    assert law_says("upper_secondary_level", "2026-03-01", **({"education": None} | changes)).value is expected


def test_the_education_rule_feeds_the_others() -> None:
    found = law_says("duration", "2026-11-21", education=None, gsu_education_requirement_met=True)
    assert found.value["table"] == "B1"
    assert law_says("duration", "2026-11-21", education=None).missing_names == ("education",)


@pytest.mark.parametrize(
    ("changes", "goals"),
    [
        ({"education": "upper_secondary_or_higher"}, ["work", "higher_education", "vocational_requalification"]),
        ({}, ["complete_upper_secondary", "complete_vocational_training", "parts_of_upper_secondary", "work"]),
        ({"birth_date": "1968-01-01"}, ["work"]),
    ],
)
def test_end_goals_follow_education_and_age(changes: dict[str, Any], goals: list[str]) -> None:
    assert law_says("allowed_end_goals", "2026-11-21", **changes).value["goals"] == goals


def test_a_goal_the_law_does_not_know_is_named() -> None:
    found = law_says("allowed_end_goals", "2026-11-21", goal="higher_education")
    assert found.outcome is Outcome.NOT_MET
    assert "forberede til utdanning" in found.text


@pytest.mark.parametrize(("on", "applies"), beside("2026-11-21", True, False, False))
def test_the_rule_for_the_young_ends_on_the_25th_birthday(on: str, applies: bool) -> None:
    assert law_says("under_25_rule_applies", on, birth_date="2001-11-21").value["outcome"] is applies


def test_the_sources_say_how_sure_they_are() -> None:
    assert law_says("duration", "2026-11-21").verification is Verification.PRIMARY
    assert law_says("proposed_norwegian_goal", "2026-11-21").verification is Verification.GUIDANCE


@pytest.mark.parametrize(("on", "hours"), beside("2025-07-01", 0, "review", "review"))
def test_hours_under_collective_protection_before_2026_are_open_after_three_months(on: str, hours: Any) -> None:
    found = law_says(
        "min_work_oriented_hours_per_week", on, permit="P-34", permit_date="2024-09-01", start_date="2025-04-01"
    )
    assert found.value["hours"] == hours
    if hours == "review":
        assert found.value["readings"] == [15, 0]


@pytest.mark.parametrize(("on", "section"), beside("2026-01-01", "12", "18 a", "18 a"))
def test_the_certificate_moved_to_a_section_of_its_own(on: str, section: str) -> None:
    found = law_says("certificate_due", on, stopped="2025-12-01", reason="completed")
    assert found.value == {"due": True}
    assert found.basis[0].section == section
    assert law_says("certificate_due", on, stopped="2025-12-01", reason="temporary_stop").value["due"] == "review"
    assert law_says("certificate_due", on, stopped="2026-06-01", reason="completed").value["due"] is False
