"""Holds the edges of the programme that a mutation run found no case for: the day itself, the numbers beside the answer, the paragraph."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from samlop.law import Outcome
from tests.law.people import law_says

CHILD = [{"birth_date": "2018-01-01"}]
PROTECTED = {"permit": "P-34", "permit_date": "2022-06-20", "settlement_date": "2022-08-01"}
BEFORE_2026 = {"permit_date": "2024-02-01", "settlement_date": "2024-03-01"}


def value_says(question: str, on: str, **changes: Any) -> Any:
    return law_says(question, on, **changes).value


# ----- chapter 6 A was prolonged twice: each of its three periods has the same rules

CHAPTER_6A_DAYS = ["2022-12-01", "2023-12-01", "2025-12-01"]


@pytest.mark.parametrize("on", CHAPTER_6A_DAYS)
@pytest.mark.parametrize(("hours", "may"), [(29.5, False), (30, "review"), (37, "review"), (37.5, True)])
def test_a_job_of_full_or_nearly_full_time_under_chapter_6a(on: str, hours: float, may: Any) -> None:
    assert value_says("may_municipality_refuse", on, job_hours_per_week=hours, **PROTECTED)["may_refuse"] == may


@pytest.mark.parametrize("on", CHAPTER_6A_DAYS)
def test_guided_hours_under_chapter_6a_begin_in_the_fourth_month(on: str) -> None:
    third, fourth = f"{on[:4]}-09-02", f"{on[:4]}-09-01"
    assert value_says("min_work_oriented_hours_per_week", on, start_date=third, **PROTECTED) == {"hours": 0}
    found = law_says("min_work_oriented_hours_per_week", on, start_date=fourth, **PROTECTED)
    assert {reading.answer for reading in found.readings} == {15, 0}


@pytest.mark.parametrize("on", CHAPTER_6A_DAYS)
def test_parental_guidance_could_be_shortened_under_chapter_6a(on: str) -> None:
    value = value_says("parental_guidance_required", on, children=CHILD, guidance_capacity_short=True, **PROTECTED)
    assert (value["least_group_meetings"], value["least_individual_talks"]) == (4, 2)


@pytest.mark.parametrize(
    ("on", "ends", "social", "life"),
    [
        ("2022-12-01", "1. juli 2023", False, False),
        ("2023-12-01", "1. juli 2024", False, False),
        ("2025-12-01", "1. juli 2026", False, False),
        ("2026-03-01", "1. juli 2026", False, True),
    ],
)
def test_what_chapter_6a_changed_and_until_when_it_was_adopted(on: str, ends: str, social: bool, life: bool) -> None:
    found = law_says("collective_protection_rules", on, **PROTECTED)
    assert (found.value["social_studies"], found.value["life_skills"]) == (social, life)
    assert found.would_change == (f"Reglene var vedtatt å gjelde fram til {ends}.",)


# ----- content


@pytest.mark.parametrize("on", ["2022-05-01", "2025-08-01", "2026-08-01"])
def test_parental_guidance_has_its_numbers_and_its_age_in_every_version(on: str) -> None:
    found = law_says("parental_guidance_required", on, children=[{"birth_date": on}])
    assert found.value == {"required": True, "group_meetings": [8, 12], "individual_talks": [5, 8]}
    grown = f"{int(on[:4]) - 18}{on[4:]}"
    day = date.fromisoformat(on)
    assert not law_says("parental_guidance_required", on, children=[{"birth_date": grown}]).value["required"]
    before = day.replace(month=day.month - 1).isoformat()
    assert law_says("parental_guidance_required", before, children=[{"birth_date": grown}]).value["required"]


@pytest.mark.parametrize(
    ("question", "on", "basis"),
    [
        ("mandatory_elements", "2026-03-01", "integreringsloven § 14 a første ledd"),
        ("mandatory_elements", "2025-03-01", "integreringsloven § 14"),
        ("parental_guidance_required", "2026-03-01", "integreringsloven § 14 a andre ledd"),
        ("parental_guidance_required", "2025-03-01", "integreringsloven § 14"),
        ("allowed_end_goals", "2026-03-01", "integreringsloven § 14"),
    ],
)
def test_the_content_rests_on_the_section_of_its_day(question: str, on: str, basis: str) -> None:
    assert str(law_says(question, on, children=CHILD).basis[0]) == basis


@pytest.mark.parametrize(
    ("on", "main"), [("2025-05-31", "complete_upper_secondary"), ("2025-06-01", None), ("2025-06-02", None)]
)
def test_before_2026_too_the_main_rule_for_the_young_ends_on_the_25th_birthday(on: str, main: str | None) -> None:
    assert value_says("allowed_end_goals", on, birth_date="2000-06-01", goal=None)["main_rule"] == main


def test_the_young_are_told_the_goals_they_may_have_instead() -> None:
    text = law_says("allowed_end_goals", "2026-06-01", birth_date="2005-06-01", goal=None).text
    assert text.endswith("kan ha et annet mål: deler av videregående opplæring eller arbeid.")


@pytest.mark.parametrize(
    ("on", "goals"), [("2026-06-01", 4), ("2026-06-02", "review"), ("2027-05-31", "review"), ("2027-06-01", 1)]
)
def test_over_55_for_the_goal_is_open_in_the_year_after_the_birthday(on: str, goals: Any) -> None:
    facts = {"birth_date": "1971-06-01", "permit_date": on, "settlement_date": on, "goal": None}
    found = value_says("allowed_end_goals", on, **facts)["goals"]
    assert (found if found == "review" else len(found)) == goals


# ----- duration


def test_the_old_table_for_completed_upper_secondary_has_its_numbers() -> None:
    value = value_says(
        "duration", "2024-10-01", goal="complete_upper_secondary", offer_date="2024-06-01", **BEFORE_2026
    )
    assert value == {
        "table": "A2", "min_months": 3, "max_months": 36, "extension_months": 12, "extension": "discretionary",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("education", "goal", "basis"),
    [
        ("upper_secondary_or_higher", "work", ["integreringsloven § 13 tredje ledd", "integreringsforskriften § 75"]),
        ("below_upper_secondary", "parts_of_upper_secondary", ["integreringsloven § 14 fjerde ledd", "integreringsforskriften § 76"]),
        ("below_upper_secondary", "complete_upper_secondary", ["integreringsloven § 14 fjerde ledd", "integreringsforskriften § 76"]),
        ("below_upper_secondary", "complete_vocational_training", ["integreringsloven § 14 femte ledd", "integreringsforskriften § 76"]),
        ("below_upper_secondary", "work", ["integreringsloven § 14 sjette ledd", "integreringsforskriften § 76"]),
    ],
)  # fmt: skip
def test_each_new_table_stands_in_its_own_paragraph(education: str, goal: str, basis: list[str]) -> None:
    found = law_says("duration", "2026-06-01", education=education, goal=goal, offer_date="2026-05-01")
    assert [str(provision) for provision in found.basis] == basis
    assert (" som mål" in found.text) == (education == "below_upper_secondary")


@pytest.mark.parametrize(
    ("start", "on", "table"), [("2025-01-01", "2026-02-01", "review"), ("2024-12-31", "2026-02-01", "A2")]
)
def test_a_start_by_the_last_day_of_the_old_tables_stands_for_the_offer(start: str, on: str, table: str) -> None:
    facts = BEFORE_2026 | {"goal": "complete_upper_secondary", "start_date": start}
    assert value_says("duration", on, **facts)["table"] == table


@pytest.mark.parametrize(("changed", "table"), [("2025-12-31", "A2"), ("2026-01-01", "review")])
def test_a_goal_is_set_anew_from_the_day_the_new_tables_came(changed: str, table: str) -> None:
    facts = BEFORE_2026 | {
        "goal": None, "goal_at_offer": "work", "goal_changed_to": "complete_upper_secondary", "goal_change_date": changed,
        "offer_date": "2024-06-01",
    }  # fmt: skip
    assert value_says("duration", "2026-02-01", **facts)["table"] == table


@pytest.mark.parametrize(
    ("goal", "words"), [("complete_upper_secondary", "skal forlenge"), ("work", "kan ikke forlenges")]
)
def test_the_words_of_an_extension_follow_its_test(goal: str, words: str) -> None:
    assert words in law_says("may_extend", "2026-06-01", goal=goal, offer_date="2026-05-01").text


def test_under_the_old_rules_the_municipality_may_extend() -> None:
    found = law_says(
        "may_extend", "2024-10-01", goal="complete_upper_secondary", offer_date="2024-06-01", **BEFORE_2026
    )
    assert found.outcome is Outcome.MAY
    assert "Kommunen kan forlenge" in found.text


# ----- deadlines and position


@pytest.mark.parametrize(("on", "state"), [("2026-05-31", Outcome.RUNNING), ("2026-06-01", Outcome.MET)])
def test_a_start_is_a_start_on_its_day(on: str, state: Outcome) -> None:
    facts = {"decision_date": "2026-04-01", "start_date": "2026-06-01"}
    assert law_says("latest_start_and_decision", on, **facts).outcome is state


@pytest.mark.parametrize(
    ("demanded", "event"), [("2026-02-28", "demand_date"), ("2026-03-01", "settlement_date"), (None, "settlement_date")]
)
def test_the_clock_starts_at_the_first_of_settlement_and_demand(demanded: str | None, event: str) -> None:
    found = law_says("latest_start_and_decision", "2026-04-01", demand_date=demanded)
    assert found.value["counted_from"] == event


@pytest.mark.parametrize(("reached", "moved"), [("2026-03-02", False), ("2026-03-07", True)])
def test_a_complaint_deadline_says_when_it_was_moved_from_a_weekend(reached: str, moved: bool) -> None:
    assert (
        "Fristen er flyttet" in law_says("complaint_deadline", "2026-03-20", notice_reached_party=reached).text
    ) == moved


@pytest.mark.parametrize(("on", "since"), [("2026-02-28", True), ("2026-03-01", False), ("2026-04-01", False)])
def test_a_right_is_said_to_begin_at_settlement_only_before_it(on: str, since: bool) -> None:
    assert ("fra bosettingen 1. mars 2026" in law_says("entitlement", on).text) == since


@pytest.mark.parametrize(("decided", "anchor"), [("2026-04-01", "decision"), ("2026-05-01", "as_of"), (None, "as_of")])
def test_the_version_of_the_target_group_says_what_picked_it(decided: str | None, anchor: str) -> None:
    version = law_says("entitlement", "2026-05-01", decision_date=decided).version
    assert version is not None
    assert version.anchor.value == anchor


@pytest.mark.parametrize(("on", "revives"), [("2028-02-29", True), ("2028-03-01", False)])
def test_a_job_can_give_the_right_back_until_the_two_years_are_over(on: str, revives: bool) -> None:
    value = value_says("entitlement", on, job_hours_per_week=37.5)
    assert ("revives_if_job_ends_before" in value) == revives


@pytest.mark.parametrize(("ends", "outcome"), [("2026-05-01", "right_and_duty"), ("2026-05-02", "none")])
def test_a_listed_position_is_held_until_the_day_it_ends(ends: str, outcome: str) -> None:
    value = value_says("entitlement", "2026-05-01", jobs=[{"hours": 30, "start": "2026-04-01", "end": ends}])
    assert value["outcome"] == outcome


@pytest.mark.parametrize(("hours", "outcome"), [(29.5, "none"), (30, "review")])
def test_an_ended_job_of_exactly_the_limit_may_bring_the_right_back(hours: float, outcome: str) -> None:
    facts = {"job_hours_per_week": hours, "job_end": "2026-06-01", "settlement_date": "2026-02-01"}
    assert value_says("entitlement", "2028-02-01", **facts)["outcome"] == outcome


def test_a_right_without_duty_rests_on_chapter_6a_and_an_ordinary_right_does_not() -> None:
    protected = [str(p) for p in law_says("entitlement", "2024-01-01", **PROTECTED, decision_date="2023-01-01").basis]
    assert protected[0] == "integreringsloven kapittel 6 A"
    listed = law_says("entitlement", "2026-04-01")
    assert all("kapittel" not in str(provision) for provision in listed.basis)


# ----- decisions, plan, supervision

INDIVIDUAL = (
    "allocation_of_programme", "refusal_of_programme", "duration_and_content_of_programme", "essential_change_of_plan",
    "extension_of_programme", "stop_of_programme", "leave", "benefit_allocation", "exemption_from_reception_training",
    "parental_guidance",
)  # fmt: skip
NOT_INDIVIDUAL = (
    "integration_plan", "integration_contract", "holiday_timing", "reception_training", "allocation_of_settlement_municipality",
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "right"), [*((kind, True) for kind in INDIVIDUAL), *((kind, False) for kind in NOT_INDIVIDUAL)]
)
def test_each_kind_of_decision_can_or_cannot_be_appealed(kind: str, right: bool) -> None:
    assert value_says("complaint_right", "2026-06-01", decision=kind)["right"] is right


@pytest.mark.parametrize(
    ("on", "basis"), [("2025-06-01", "integreringsloven § 12 tredje ledd"), ("2026-06-01", "integreringsloven § 18 a første ledd")]
)  # fmt: skip
def test_the_certificate_rests_on_the_paragraph_of_its_day(on: str, basis: str) -> None:
    found = law_says("certificate_due", on, stopped=on, reason="completed")
    assert found.value == {"due": True}
    assert str(found.basis[0]) == basis


def test_the_end_of_a_programme_rests_on_the_second_paragraph() -> None:
    found = law_says("programme_over", "2026-06-01", goal_reached="2026-06-01")
    assert str(found.basis[0]) == "integreringsloven § 18 a andre ledd"


@pytest.mark.parametrize("on", ["2024-06-01", "2026-06-01"])
@pytest.mark.parametrize(("section", "is_supervised"), [("4", False), ("5", True), ("37", True), ("38", False)])
def test_supervision_reaches_from_section_5_to_section_37(on: str, section: str, is_supervised: bool) -> None:
    assert value_says("supervised", on, supervised_section=section)["supervised"] is is_supervised


@pytest.mark.parametrize(
    ("made", "missing"),
    [("2025-12-31", set()), ("2026-01-01", {"builds_on_earlier_elements", "guided_on_prior_learning"})],
)
def test_from_2026_a_plan_builds_on_earlier_elements_and_prior_learning(made: str, missing: set[str]) -> None:
    facts = {"plan_made": made, "elements_before_settlement": ["norwegian"], "needs_prior_learning_assessment": True}
    found = set(value_says("plan_basis_complete", "2026-06-01", **facts)["missing"])
    assert found & {"builds_on_earlier_elements", "guided_on_prior_learning"} == missing


@pytest.mark.parametrize(("lessons", "carried", "plain"), [(10, 12.5, 7.5), (20, 25.0, 15.0)])
def test_a_lesson_is_45_minutes_or_counts_as_75(lessons: int, carried: float, plain: float) -> None:
    for option, hours in (("carried_over", carried), ("clock_time", plain)):
        found = law_says("week_is_full_time", "2026-06-01", {"lesson_as_75_minutes": option}, lessons_per_week=lessons)
        assert found.value["hours"] == hours


@pytest.mark.parametrize(
    ("arrived", "act"), [("2020-12-31", "introduksjonsloven"), ("2021-01-01", "integreringsloven")]
)
def test_whoever_applied_from_abroad_and_came_on_the_first_day_has_the_new_act(arrived: str, act: str) -> None:
    facts = {"permit_date": "2020-12-01", "settlement_date": "2021-02-01", "applied_from_abroad": True}
    assert value_says("governing_act", "2026-06-01", arrival_date=arrived, **facts) == act


@pytest.mark.parametrize(("on", "paragraph"), [("2025-06-01", "fjerde"), ("2026-06-01", "femte")])
def test_a_citizen_of_an_eea_country_is_outside_by_the_paragraph_of_the_day(on: str, paragraph: str) -> None:
    found = law_says("entitlement", on, citizenship="Poland", **BEFORE_2026)
    assert found.value == {"outcome": "none"}
    assert str(found.basis[0]) == f"integreringsloven § 8 {paragraph} ledd"


@pytest.mark.parametrize(("done", "in_time"), [("2026-06-01", True), ("2026-06-02", False)])
def test_a_mapping_on_the_last_day_is_in_time(done: str, in_time: bool) -> None:
    value = value_says("competence_mapping", "2026-06-02", competence_mapped=done)
    assert value["by"] == date(2026, 6, 1)
    assert value["in_time"] is in_time
    same_day = value_says("competence_mapping", done, competence_mapped=done)
    assert same_day["done"] is True
