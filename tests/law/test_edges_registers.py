"""Holds the edges a mutation run found no case for about settlement, the register and Nav."""

from __future__ import annotations

from typing import Any

from samlop.law import Outcome
from tests.law.people import law_says

# ----- settlement and work


def test_a_child_born_on_the_day_her_mother_is_settled_is_born_within_six_months_of_it() -> None:
    child = {"mother_settlement_date": "2026-03-01", "child_birth_date": "2026-03-01"}
    found = law_says("child_in_grant_group", "2026-06-01", **child)
    assert found.value == {"kindergarten_grant": True, "extra_grant_possible": True}
    assert "innen seks måneder" in found.text
    needs = {"severe": True, "documented": True, "condition_arose": "2026-03-01"}
    assert law_says("extra_grant_eligible", "2026-06-01", **child, **needs).value == {"eligible": True}
    older = child | {"child_birth_date": "2026-02-28"}
    assert law_says("extra_grant_eligible", "2026-06-01", **older, **needs).value == {"eligible": False}


def test_a_job_seeker_is_reminded_from_the_day_it_is_time() -> None:
    assert "Minn personen" not in law_says("jobseeker_status", "2026-12-02", period_last="2026-11-29").text
    assert "Minn personen" in law_says("jobseeker_status", "2026-12-03", period_last="2026-11-29").text


def test_the_list_of_entrance_is_named_only_to_those_with_upper_secondary() -> None:
    facts: dict[str, Any] = {"country": "Syria", "education_kind": "higher", "documents_verifiable": True}
    del facts["education_kind"]
    assert "GSU-listen" in law_says("recognition_route", "2026-06-01", degree="upper_secondary", **facts).text
    assert "GSU-listen" not in law_says("recognition_route", "2026-06-01", degree="none", **facts).text


def test_tasks_belong_to_today_from_their_first_day_to_their_last() -> None:
    settled = {"settlement_date": "2026-06-10"}
    for on, belongs in (("2026-06-10", False), ("2026-06-11", True), ("2026-06-17", True), ("2026-06-18", False)):
        assert ("melde barna inn på skole" in law_says("settlement_checklist", on, **settled).text) is belongs


def test_a_registration_is_told_as_made_in_time_as_late_or_as_ahead() -> None:
    event = {"event_date": "2026-03-10"}
    assert law_says("registration_deadline", "2026-05-10", **event).text.startswith(
        "Fristen for å registrere er 10. mai"
    )
    assert law_says("registration_deadline", "2026-05-11", **event).text.startswith(
        "Fristen for å registrere var 10. mai"
    )
    made = law_says("registration_deadline", "2026-05-11", registered_on="2026-05-10", **event)
    assert made.text.startswith("Det ble registrert 10. mai")


def test_the_register_says_whether_education_is_missing_too_much_or_right() -> None:
    missing = law_says("nir_validation", "2026-06-01", education=None)
    assert missing.text.startswith("Utdanning fra før må registreres")
    assert missing.would_change
    right = law_says("nir_validation", "2026-06-01")
    assert (right.text, right.would_change) == ("Registeret har det det trenger om utdanning fra før.", ())
    protected = {"permit": "P-34", "permit_date": "2026-02-01"}
    too_much = law_says("nir_validation", "2026-06-01", **protected)
    assert too_much.text.startswith("Utdanning fra før skal ikke registreres")
    assert too_much.would_change == ()


def test_the_grant_given_once_is_named_in_the_first_years_only_and_may_be_asked_for_later_on_the_last_day() -> None:
    assert "bare én gang" in law_says("extra_grant_kind", "2026-06-01").text
    assert "bare én gang" not in law_says("extra_grant_kind", "2030-06-01").text
    last = law_says("extra_grant_deadline", "2027-05-01", extra_grant="first_application")
    assert (last.outcome, last.value["may_ask_for_later"]) == (Outcome.RUNNING, True)
    assert "er 1. mai 2027" in last.text
    assert "før den er ute" in last.text


def test_a_move_reported_today_is_reported() -> None:
    move = {"move_date": "2026-04-01"}
    late = law_says("population_register_deadline", "2026-04-10", move_reported="2026-04-10", **move)
    assert late.text.startswith("Flyttingen ble meldt 10. april 2026, etter fristen")
    assert law_says("population_register_deadline", "2026-04-09", **move).text.startswith("Flyttingen må meldes")
    assert law_says("population_register_deadline", "2026-04-10", **move).text.startswith("Fristen for å melde")


def test_a_place_in_the_scheme_for_ukrainians_is_told_as_ended_when_it_is() -> None:
    words = "Den midlertidige ordningen for personer fra Ukraina er avsluttet."
    assert words in law_says("consequences", "2026-06-01", route="mamot").text
    assert words not in law_says("consequences", "2023-06-01", route="mamot").text


def test_a_position_for_a_settled_person_keeps_what_else_the_law_says_about_it() -> None:
    found = law_says("programme_position", "2026-06-01")
    assert found.value["position"] == "right_and_duty"
    assert "outcome" not in found.value
    assert found.value["decide_before"].isoformat() == "2028-03-01"
