"""Holds the edges a mutation run found no case for beside the answer itself: the payment's parts, the words, what is asked and cited."""

from __future__ import annotations

from typing import Any

import pytest

from samlop.law import Outcome
from samlop.law.drafts import shipped
from tests.law.people import law_says

OCTOBER = {"benefit_from": "2026-10-01", "benefit_until": "2026-11-01"}
LEAVE = {"kind": "care_leave", "first_day": "2026-10-12", "last_day": "2026-10-16", "documented_by": "approved"}


def parts_of(on: str, **changes: Any) -> list[tuple[str, int]]:
    """Gives from when and how many days each part of each payment line has."""
    found = law_says("benefit_for_period", on, {"rate_change_on_birthday": "from_the_day"}, **changes)
    return [(part["from"].isoformat(), part["days"]) for line in found.value["lines"] for part in line["parts"]]


# ----- benefit


def test_leave_without_benefit_leaves_a_part_on_each_side_of_it() -> None:
    assert parts_of("2026-11-01", absences=[LEAVE], **OCTOBER) == [("2026-10-01", 11), ("2026-10-17", 14)]


def test_leave_that_lasts_to_the_end_of_what_is_paid_leaves_no_empty_part() -> None:
    period = OCTOBER | {"benefit_until": "2026-10-17"}
    assert parts_of("2026-11-01", absences=[LEAVE], **period) == [("2026-10-01", 11)]


def test_a_birthday_on_the_day_after_what_is_paid_makes_no_empty_part() -> None:
    young = {"birth_date": "2001-10-16", "lives_with_parents": False}
    assert parts_of("2026-11-01", **young, **OCTOBER) == [("2026-10-01", 15), ("2026-10-16", 15)]
    assert parts_of("2026-11-01", **young, **(OCTOBER | {"benefit_until": "2026-10-16"})) == [("2026-10-01", 15)]


def test_a_child_that_changes_no_rate_does_not_split_the_line() -> None:
    assert parts_of("2026-11-01", children=[{"birth_date": "2026-10-16"}], **OCTOBER) == [("2026-10-01", 30)]


def test_the_older_act_has_its_own_rates_in_the_answer_on_a_day() -> None:
    facts: dict[str, Any] = {"permit_date": "2019-03-01", "arrival_date": "2019-01-01", "birth_date": "1999-05-01"}
    found = law_says("introduction_benefit", "2020-04-01", lives_with_parents=True, **facts)
    assert found.value["share"] == "2/3"


def test_the_shape_of_leave_stands_in_the_text() -> None:
    assert "minst én time om dagen" in law_says("leave_right", "2026-06-01", absence_kind="breastfeeding").text
    work = law_says("leave_right", "2026-06-01", absence_kind="work", documented_by="approved")
    assert "én time" not in work.text


# ----- household


def test_a_forecast_says_what_it_had_to_leave_out() -> None:
    facts: dict[str, Any] = {"adults": [{"wages_net_ore": 2000000}], "children": [{"birth_date": "2018-01-01"}]}
    unknown = law_says("household_forecast", "2018-06-01", **facts)
    assert unknown.outcome is Outcome.REVIEW
    assert "Barnetrygd er ikke med" in unknown.text
    assert "Barnetrygd" not in law_says("household_forecast", "2026-06-01", **facts).text


def test_an_amount_that_is_not_filled_in_shows_the_facts_it_would_have_used() -> None:
    found = law_says("tax_estimate", "2030-01-01", taxable_yearly_ore=20_000_000)
    assert found.outcome is Outcome.REVIEW
    assert {item.name for item in found.inputs} >= {"taxable_yearly_ore", "birth_date", "children"}
    assert all(item.value is not None for item in found.inputs)


# ----- case handling


def test_the_new_act_is_only_a_coming_change_while_the_old_one_holds() -> None:
    old = law_says("public_administration_sections", "2026-06-01", case_topic="letter")
    assert "forvaltningsloven fra 2025" in old.would_change[0]
    switch = {"public_administration_act_2025_from": "2026-06-01"}
    new = law_says("public_administration_sections", "2026-06-01", case_topic="letter", engine_switch=switch)
    assert new.would_change == ()


def test_it_is_said_whether_a_guardian_or_a_representative_acts_for_a_child() -> None:
    child = {"birth_date": "2012-01-01", "can_form_views": True}
    assert law_says("minor_party", "2026-06-01", **child).text.startswith("Vergen handler")
    alone = law_says("minor_party", "2026-06-01", unaccompanied_minor=True, **child)
    assert alone.text.startswith("Representanten eller vergen handler")


def test_only_the_new_act_lets_a_system_decide_by_a_general_rule() -> None:
    facts: dict[str, Any] = {"decides_without_human": True, "covered_by_gdpr_22": False}
    assert law_says("automated_decision", "2026-06-01", **facts).outcome is Outcome.REVIEW
    switch = {"public_administration_act_2025_from": "2026-06-01"}
    assert law_says("automated_decision", "2026-06-01", engine_switch=switch, **facts).value == {"allowed": True}


# ----- programme


def test_year_round_is_said_only_when_the_holiday_is_known() -> None:
    assert "helårig" not in law_says("full_time_and_year_round", "2026-06-01", scheduled_hours_per_week=37.5).text
    found = law_says("full_time_and_year_round", "2026-06-01", scheduled_hours_per_week=37.5, holiday_weeks=5)
    assert found.text == "Programmet er på fulltid og helårig."


def test_the_start_is_counted_from_a_demand_when_nobody_is_settled_and_asks_when_nothing_is_known() -> None:
    facts: dict[str, Any] = {"settlement_date": None, "permit_date": "2026-01-15"}
    found = law_says("latest_start", "2026-03-15", demand_date="2026-03-01", **facts)
    assert (found.value["start_by"].isoformat(), found.value["counted_from"]) == ("2026-06-01", "demand_date")
    assert law_says("latest_start", "2026-03-15", **facts).missing_names == ("settlement_date",)


def test_a_programme_that_begins_today_without_an_offer_is_asked_about_only_from_tomorrow_backwards() -> None:
    assert law_says("duration", "2026-06-01", start_date="2026-06-02").value["table"] == "B5"
    assert law_says("duration", "2026-06-01", start_date="2026-06-01").missing_names == ("offer_date",)


def test_a_changed_goal_without_a_day_is_the_goal() -> None:
    found = law_says("duration", "2026-06-01", offer_date="2026-05-01", goal_changed_to="complete_upper_secondary")
    assert found.value["table"] == "B3"


@pytest.mark.parametrize(("offered", "months"), [("2026-12-31", 12), ("2027-01-01", 24), ("2027-01-02", 24)])
def test_tables_drafted_from_a_day_hold_for_offers_from_that_day(offered: str, months: int) -> None:
    facts: dict[str, Any] = {"education": "upper_secondary_or_higher", "offer_date": offered}
    with shipped()["programme-length-as-in-2018"].in_force():
        assert law_says("duration", "2027-02-01", **facts).value["max_months"] == months


def test_the_length_warns_of_a_goal_of_education_for_somebody_who_is_certainly_over_the_limit_of_age() -> None:
    def said(goal: str, born: str | None) -> str:
        days: dict[str, Any] = {
            "permit_date": "2026-06-01",
            "settlement_date": "2026-06-10",
            "offer_date": "2026-07-01",
        }
        return law_says("duration", "2026-08-01", goal=goal, birth_date=born, **days).not_covered

    school = "complete_upper_secondary"
    assert said(school, "1970-06-02") == ""
    assert "Personen er over 55 år" in said(school, "1970-06-01")
    assert "Personen er over 55 år" in said(school, "1970-05-31")
    assert said("work", "1970-05-31") == ""
    assert said(school, None) == ""


def test_registered_education_is_said_as_it_is_registered() -> None:
    above = law_says("upper_secondary_level", "2026-06-01", education="upper_secondary_or_higher")
    assert above.text == "Personen er registrert med utdanning på videregående nivå eller høyere."
    assert (above.outcome, above.value) == (Outcome.MET, True)
    below = law_says("upper_secondary_level", "2026-06-01")
    assert "uten utdanning" in below.text
    assert (below.outcome, below.value) == (Outcome.NOT_MET, False)


@pytest.mark.parametrize(("kind", "words"), [("temporary_stop", "for en tid"), ("permanent_stop", "varig")])
def test_a_stop_for_a_time_is_called_that(kind: str, words: str) -> None:
    found = law_says("may_stop_programme", "2026-06-01", stop_ground="invalid_absence", stop_kind=kind)
    assert f"stanse programmet {words}" in found.text


def test_plan_and_contract_made_on_different_days_are_told_so() -> None:
    fields = ["mutual_obligations", "commitment_to_programme_and_training", "long_term_goals"]
    base = {"contract_fields": fields, "contract_made": "2026-06-01"}
    apart = law_says("contract_complete", "2026-06-02", plan_made="2026-06-02", **base)
    assert apart.value["same_time_as_plan"] is False
    assert apart.outcome is Outcome.NOT_MET
    assert "samtidig" in apart.text
    together = law_says("contract_complete", "2026-06-02", plan_made="2026-06-01", **base)
    assert together.value["same_time_as_plan"] is True
    assert "samtidig" not in together.text


def test_the_review_of_a_plan_is_counted_from_the_last_review_and_may_be_made_on_the_last_day() -> None:
    facts: dict[str, Any] = {"plan_made": "2026-01-10", "plan_review_every_months": 3}
    by_plan = law_says("plan_review", "2026-04-10", **facts)
    assert (by_plan.outcome, by_plan.value["counted_from"]) == (Outcome.RUNNING, "plan_made")
    assert law_says("plan_review", "2026-04-11", **facts).outcome is Outcome.NOT_MET
    by_review = law_says("plan_review", "2026-04-11", plan_reviewed="2026-04-10", **facts)
    assert by_review.value["counted_from"] == "plan_reviewed"


def test_what_is_done_today_is_done() -> None:
    for question, fact in (("competence_mapping", "competence_mapped"), ("career_guidance", "career_guidance_done")):
        done = law_says(question, "2026-04-01", **{fact: "2026-04-01"}).value
        assert (done["done"], done["in_time"]) == (True, True)
        ahead = law_says(question, "2026-03-31", **{fact: "2026-04-01"}).value
        assert (ahead["done"], ahead["in_time"]) == (False, None)


UKRAINIAN = {"permit": "P-34", "permit_date": "2026-07-02", "settlement_date": "2026-07-10"}


def test_an_open_position_keeps_the_refusal_and_the_duty_open() -> None:
    for question in ("refusal_ground", "municipal_duty"):
        assert law_says(question, "2026-08-01", **UKRAINIAN).outcome is Outcome.REVIEW
    assert law_says("municipal_duty", "2026-08-01").outcome is Outcome.MET
    assert law_says("refusal_ground", "2026-08-01").outcome is Outcome.NOT_MET


def test_the_chosen_reading_of_the_temporary_chapter_is_shown_where_it_was_used() -> None:
    gate = {"chapter_6a_after_june_2026": "lapsed"}
    assert law_says("entitlement", "2026-08-01", gate, **UKRAINIAN).chosen == tuple(gate.items())
    earlier = {"permit": "P-34", "permit_date": "2026-02-02", "settlement_date": "2026-02-10"}
    assert law_says("entitlement", "2026-03-01", gate, **earlier).chosen == ()


def test_a_decision_made_today_is_shown_among_the_facts() -> None:
    found = law_says("entitlement", "2026-06-01", decision_date="2026-06-01")
    assert "decision_date" in {item.name for item in found.inputs}


def test_a_right_that_came_back_after_two_years_has_no_day_to_decide_before() -> None:
    facts: dict[str, Any] = {
        "permit_date": "2024-05-01",
        "settlement_date": "2024-06-01",
        "jobs": [{"hours": 37.5, "end": "2026-05-01"}],
    }
    revived = {"job_ended_in_time_decision_later": "revived"}
    found = law_says("entitlement", "2026-06-01", revived, **facts)
    assert found.value == {"outcome": "right_and_duty"}
    facts["jobs"] = [*facts["jobs"], {"hours": 30, "start": "2026-05-15"}]
    assert law_says("entitlement", "2026-06-01", revived, **facts).value == {"outcome": "none"}


@pytest.mark.parametrize(("task", "cited"), [("introduction_programme", "3"), ("career_guidance", "4")])
def test_the_section_that_gives_the_task_is_cited(task: str, cited: str) -> None:
    assert law_says("responsible_body", "2026-06-01", task=task).basis[0].section == cited


def test_weeks_count_from_the_day_the_minimum_applies_to_today() -> None:
    facts: dict[str, Any] = {
        "start_date": "2026-01-05",
        "offer_date": "2026-01-02",
        "education": "upper_secondary_or_higher",
    }
    first, last = {"starts": "2026-04-05", "hours": 20}, {"starts": "2026-06-01", "hours": 10}
    found = law_says(
        "work_oriented_average",
        "2026-06-01",
        {"fifteen_hours_average": "whole_time"},
        work_weeks=[first, last],
        **facts,
    )
    assert found.value["average"] == 15.0
    before, after = {"starts": "2026-04-04", "hours": 0}, {"starts": "2026-06-02", "hours": 0}
    same = law_says(
        "work_oriented_average",
        "2026-06-01",
        {"fifteen_hours_average": "whole_time"},
        work_weeks=[before, first, last, after],
        **facts,
    )
    assert same.value["average"] == 15.0


@pytest.mark.parametrize(
    ("draft", "permit", "on", "outcome"),
    [
        ("age-60-from-2027", "2026-12-31", "2027-01-01", "may_offer"),
        ("age-60-for-everyone-from-2027", "2026-12-31", "2026-12-31", "may_offer"),
        ("age-60-for-everyone-from-2027", "2026-12-31", "2027-01-01", "right_and_duty"),
        ("age-60-from-2027", "2027-01-01", "2027-01-01", "right_and_duty"),
    ],
)
def test_a_new_limit_of_age_reaches_older_permits_from_its_own_day_only_if_it_is_said(
    draft: str, permit: str, on: str, outcome: str
) -> None:
    with shipped()[draft].in_force():
        found = law_says("entitlement", on, birth_date="1968-06-01", permit_date=permit, settlement_date=permit)
    assert found.value["outcome"] == outcome


# ----- training


def test_a_grade_from_school_is_explained_only_where_it_once_would_have_been_enough() -> None:
    facts: dict[str, Any] = {"applied_for_exemption": True, "compulsory_school_norwegian_grade": 2}
    assert "gir ikke lenger fritak" in law_says("norwegian_exemption_knowledge", "2026-06-01", **facts).text
    facts["compulsory_school_norwegian_grade"] = 1
    assert "gir ikke lenger fritak" not in law_says("norwegian_exemption_knowledge", "2026-06-01", **facts).text


def test_a_permit_after_collective_protection_is_a_change_and_the_protection_alone_is_none() -> None:
    permits = [
        {"permit": "P-34", "permit_date": "2025-02-01", "permit_end": "2026-02-01"},
        {"permit": "P-28", "permit_date": "2026-02-01"},
    ]
    facts: dict[str, Any] = {"permit": None, "permit_date": None, "permits": permits, "decision_under_6A": "2025-03-01"}
    assert law_says("effect_of_permit_change", "2026-03-01", **facts).value["new_programme_right"] is False
    before = law_says("effect_of_permit_change", "2026-01-31", **facts)
    assert before.value == {"new_programme_right": None}


def test_more_norwegian_that_ends_with_the_first_year_asks_nothing_about_education() -> None:
    facts: dict[str, Any] = {
        "permit": "P-34",
        "permit_date": "2025-01-15",
        "first_decision_start": "2025-03-01",
        "education": None,
    }
    facts["compulsory_school_completed"] = None
    found = law_says("training_end", "2025-06-01", extended_until_exclusive="2026-03-01", **facts)
    assert found.value["end_exclusive"].isoformat() == "2026-03-01"
    more = law_says("training_end", "2025-06-01", extended_until_exclusive="2026-03-02", **facts)
    assert more.missing_names == ("education",)


@pytest.mark.parametrize(
    ("education", "words"), [("upper_secondary_or_higher", "ett vedtak"), ("below_upper_secondary", "fire vedtak")]
)
def test_the_number_of_decisions_on_more_norwegian_is_said_in_words(education: str, words: str) -> None:
    facts: dict[str, Any] = {"permit": "P-34", "permit_date": "2025-01-15", "education": education}
    assert words in law_says("extension_43g", "2025-06-01", **facts).text
