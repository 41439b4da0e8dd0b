"""Holds the answers about the benefit to what they say, cite and claim to be sure of."""

from __future__ import annotations

from typing import Any

import pytest

from samlop.law import Outcome, Verification
from samlop.law.basis import Act
from tests.law.people import law_says

OCTOBER = {"benefit_from": "2026-10-01", "benefit_until": "2026-11-01", "start_date": "2026-02-02"}


def cited(found: Any) -> set[str]:
    return {str(provision) for provision in found.basis}


def test_every_krone_of_a_month_is_explained() -> None:
    found = law_says(
        "benefit_for_period",
        "2026-11-01",
        {"rate_change_on_birthday": "from_the_day"},
        birth_date="2001-10-16",
        lives_with_parents=False,
        absences=[{"kind": "other_absence", "first_day": "2026-10-07"}],
        other_benefits=[{"kind": "disability_benefit", "monthly_ore": 100_000}],
        paid_work=[{"on_day": "2026-10-20", "paid_hours": 2, "in_programme": True}],
        **OCTOBER,
    )
    assert "Oktober 2026: 15 dager to tredeler av full stønad, 7 586,06 kroner" in found.text.replace("\xa0", " ")
    assert "15 dager full stønad, 11 379,08 kroner" in found.text.replace("\xa0", " ")
    for taken in ("505,74 kroner for fravær", "1 000,00 kroner for andre ytelser", "295,24 kroner for betalt arbeid"):
        assert taken in found.text.replace("\xa0", " ")
    assert {f"integreringsloven § {section}" for section in ("20", "21", "22", "23")} <= cited(found)
    assert found.value["total_ore"] == found.value["lines"][0]["amount_ore"] == 1_716_416


def test_a_plain_month_says_only_the_sum_and_cites_only_the_rate() -> None:
    found = law_says("benefit_for_period", "2026-11-01", **OCTOBER)
    assert "Oktober" not in found.text
    assert cited(found) == {"integreringsloven § 20", "folketrygdloven § 1-4"}


@pytest.mark.parametrize(
    ("changes", "sure"),
    [
        ({}, Verification.GUIDANCE),
        ({"benefit_from": "2026-10-02"}, Verification.ASSUMED),
        ({"benefit_until": "2026-10-20"}, Verification.ASSUMED),
        ({"absences": [{"kind": "other_absence", "first_day": "2026-10-07"}]}, Verification.ASSUMED),
        ({"absences": [{"kind": "holiday", "first_day": "2026-10-07"}]}, Verification.GUIDANCE),
    ],
)
def test_whole_months_rest_on_guidance_and_everything_else_on_what_is_assumed(
    changes: dict[str, Any], sure: Verification
) -> None:
    assert law_says("benefit_for_period", "2026-11-01", **(OCTOBER | changes)).verification is sure


def test_a_benefit_that_cannot_be_had_together_is_said_and_cited() -> None:
    found = law_says(
        "benefit_coordination", "2026-10-15", other_benefits=[{"kind": "tiltakspenger", "monthly_ore": 500_000}]
    )
    assert "Tiltakspenger kan ikke gis sammen med introduksjonsstønad" in found.text
    assert any(p.act is Act.TILTAKSPENGEFORSKRIFTEN for p in found.basis)
    plain = law_says(
        "benefit_coordination", "2026-10-15", other_benefits=[{"kind": "child_benefit", "monthly_ore": 500_000}]
    )
    assert "sammen" not in plain.text
    assert "reduserer" not in plain.text
    assert not any(p.act is Act.TILTAKSPENGEFORSKRIFTEN for p in plain.basis)


def test_what_another_benefit_takes_is_said_in_kroner() -> None:
    found = law_says(
        "benefit_coordination", "2026-10-15", other_benefits=[{"kind": "disability_benefit", "monthly_ore": 800_000}]
    )
    assert "reduserer stønaden med 8 000,00 kroner" in found.text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"deduction_ore": 1_140_000, "payment_ore": 2_275_817}, "varsles først"),
        ({"deduction_ore": 400_000, "payment_ore": 758_606}, "bør fatte vedtak"),
        ({"deduction_ore": 100_000, "payment_ore": 2_275_817}, "for lite"),
    ],
)
def test_a_deduction_says_whether_it_must_be_decided(changes: dict[str, int], said: str) -> None:
    found = law_says("deduction_needs_decision", "2026-10-15", {"deduction_decision_test": "joint"}, **changes)
    assert said in found.text


def test_invalid_absence_says_why_it_is_invalid() -> None:
    found = law_says(
        "absence_ledger",
        "2026-10-31",
        start_date="2026-09-07",
        absences=[
            {"kind": "own_illness", "first_day": "2026-10-05", "documented_by": "self_certificate"},
            {"kind": "other_absence", "first_day": "2026-10-06"},
        ],
    )
    assert found.text.startswith("To dager har ugyldig fravær")
    assert "åtte uker" in found.text
    assert "ikke dokumentert eller innvilget" in found.text
    assert [row["day"].isoformat() for row in found.value["invalid"]] == ["2026-10-05", "2026-10-06"]
    assert found.would_change


def test_valid_absence_needs_nothing() -> None:
    found = law_says("absence_ledger", "2026-10-31", absences=[{"kind": "holiday", "first_day": "2026-10-05"}])
    assert found.text == "Alt fraværet er gyldig."
    assert not found.would_change


@pytest.mark.parametrize(("on", "sure"), [("2025-12-31", Verification.ASSUMED), ("2026-01-01", Verification.GUIDANCE)])
def test_that_leave_was_added_before_2026_is_assumed(on: str, sure: Verification) -> None:
    found = law_says("leave_right", on, absence_kind="care_leave", permit_date="2024-06-01")
    assert found.verification is sure
    assert law_says("added_time_allowed_although_no_extension", on, permit_date="2024-06-01").verification is sure


@pytest.mark.parametrize("question", ["absence_ledger", "absence_deduction", "leave_right", "overpayment"])
def test_absence_under_the_older_act_is_left_to_a_person(question: str) -> None:
    found = law_says(question, "2021-06-01", permit_date="2020-11-01", arrival_date="2020-01-01")
    assert found.outcome is Outcome.REVIEW
    assert "Introduksjonsloven" in found.text


def test_the_question_asks_for_what_it_needs() -> None:
    assert law_says("benefit_for_period", "2026-10-15").missing_names == ("benefit_from",)
    assert law_says("benefit_for_period", "2026-10-15", start_date="2026-02-02").missing_names == ("benefit_until",)
    assert law_says("back_payment", "2026-11-01", **OCTOBER).missing_names == ("paid_with_knowledge_of",)
    assert law_says("leave_right", "2026-10-15").missing_names == ("absence_kind",)
    birth = law_says("leave_right", "2026-10-15", absence_kind="birth", parent_role="father")
    assert birth.missing_names == ("lives_with_other_parent",)


def test_leave_cites_the_section_that_gives_it_and_invalid_absence_the_deduction() -> None:
    other = law_says("leave_right", "2026-10-15", absence_kind="other_absence")
    assert "integreringsloven § 21" in cited(other)
    holiday = law_says("leave_right", "2026-10-15", absence_kind="holiday")
    assert cited(holiday) == {"integreringsforskriften § 18", "integreringsforskriften § 19"}
    welfare = law_says("leave_right", "2026-10-15", absence_kind="welfare")
    assert "integreringsforskriften kapittel 4" in cited(welfare)


@pytest.mark.parametrize(
    ("paid", "correction", "said"),
    [
        (2_169_333, 106_484, "Det skal etterbetales 1 064,84 kroner"),
        (2_275_817, 0, "Det som er betalt, er riktig."),
        (2_300_000, -24_183, "Det er betalt 241,83 kroner for mye"),
    ],
)
def test_a_back_payment_says_each_month_and_which_way_it_goes(paid: int, correction: int, said: str) -> None:
    found = law_says("back_payment", "2026-11-01", paid_months=[{"month": "2026-10-05", "paid_ore": paid}], **OCTOBER)
    (row,) = found.value["corrections"]
    assert (row["paid_ore"], row["due_ore"], row["correction_ore"]) == (paid, 2_275_817, correction)
    assert found.text.replace("\xa0", " ").startswith(said)


@pytest.mark.parametrize(
    ("last_day", "reading", "whole"),
    [("2026-10-30", "whole_month", True), ("2026-10-30", "by_days", False), ("2026-10-29", "whole_month", False)],
)
def test_a_deduction_says_whether_the_whole_month_went(last_day: str, reading: str, whole: bool) -> None:
    found = law_says(
        "absence_deduction",
        "2026-11-01",
        {"absence_whole_month": reading},
        absences=[{"kind": "other_absence", "first_day": "2026-10-01", "last_day": last_day}],
    )
    (row,) = found.value["months"]
    assert row["whole_month"] is whole


@pytest.mark.parametrize(
    ("on", "changes", "said"),
    [
        ("2026-06-15", {}, {"25 år": False, "foreldrene": False, "paret": False}),
        ("2026-06-15", {"birth_date": "2001-06-16", "lives_with_parents": True}, {"25 år": True, "foreldrene": True}),
        ("2026-06-16", {"birth_date": "2001-06-16"}, {"25 år": False}),
        ("2026-06-15", {"birth_date": "2001-06-16", "lives_with_parents": False}, {"25 år": True, "foreldrene": False}),
        ("2026-06-15", {"partner_in_programme": True}, {"paret": True, "25 år": False}),
    ],
)
def test_the_rate_says_what_would_change_it(on: str, changes: dict[str, Any], said: dict[str, bool]) -> None:
    (change,) = law_says("introduction_benefit", on, {"couple_rate_commencement": "in_force"}, **changes).would_change
    assert {word: word in change for word in said} == said
