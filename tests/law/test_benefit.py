"""Holds the introduction benefit to the amounts of the catalogue."""

from __future__ import annotations

from typing import Any

import pytest

from samlop.law import Outcome
from samlop.law.parameters import UnknownParameter, parameter
from tests.law.people import law_says

YOUNG = {"birth_date": "2004-05-01"}


def monthly(on: str, **changes: Any) -> Any:
    granted = f"{int(on[:4]) - 1}-06-01"
    return law_says("introduction_benefit", on, **({"permit_date": granted} | changes)).value["monthly_amount"]


@pytest.mark.parametrize(
    ("on", "amount"),
    [
        ("2022-04-30", 17733.17),
        ("2022-05-01", 18579.50),
        ("2023-05-01", 19770.00),
        ("2024-05-01", 20671.33),
        ("2025-05-01", 21693.33),
        ("2026-04-30", 21693.33),
        ("2026-05-01", 22758.17),
        ("2027-04-30", 22758.17),
    ],
)
def test_the_full_rate_is_twice_the_basic_amount_in_twelve(on: str, amount: float) -> None:
    assert monthly(on) == amount


@pytest.mark.parametrize(
    ("parents", "amount"),
    [(False, 15172.11), (True, 7586.06)],
)
def test_under_25_gets_two_thirds_or_one_third(parents: bool, amount: float) -> None:
    assert monthly("2026-06-01", lives_with_parents=parents, **YOUNG) == amount


@pytest.mark.parametrize(
    ("on", "amount"), [("2026-06-14", 15172.11), ("2026-06-15", 22758.17), ("2026-06-16", 22758.17)]
)
def test_the_full_rate_comes_on_the_25th_birthday(on: str, amount: float) -> None:
    assert monthly(on, birth_date="2001-06-15", lives_with_parents=False) == amount


def test_a_childless_couple_is_open_because_the_commencement_is_not_found() -> None:
    found = law_says("introduction_benefit", "2026-06-01", partner_in_programme=True)
    assert found.outcome is Outcome.REVIEW
    assert [reading.value["monthly_amount"] for reading in found.readings] == [18965.14, 22758.17]
    chosen = law_says(
        "introduction_benefit", "2026-06-01", {"couple_rate_commencement": "in_force"}, partner_in_programme=True
    )
    assert chosen.value["monthly_amount"] == 18965.14
    young = law_says(
        "introduction_benefit",
        "2026-06-01",
        {"couple_rate_commencement": "in_force"},
        partner_in_programme=True,
        lives_with_parents=False,
        **YOUNG,
    )
    assert young.value["monthly_amount"] == 12643.43


def test_a_couple_with_children_keeps_the_full_rate() -> None:
    assert monthly("2026-06-01", partner_in_programme=True, children=[{"birth_date": "2020-01-01"}]) == 22758.17


def test_before_the_couple_rule_was_adopted_nothing_is_open() -> None:
    assert monthly("2024-05-31", partner_in_programme=True) == 20671.33
    after = law_says("introduction_benefit", "2024-06-01", permit_date="2023-06-01", partner_in_programme=True)
    assert after.outcome is Outcome.REVIEW


def test_an_unknown_basic_amount_is_said_and_not_guessed() -> None:
    found = law_says("introduction_benefit", "2027-05-01")
    assert found.outcome is Outcome.REVIEW
    assert found.value["monthly_amount"] is None
    assert "ikke kjent" in found.text


@pytest.mark.parametrize(
    ("first_day", "monthly_ore"),
    [("2018-05-01", 1_614_717), ("2019-05-01", 1_664_300), ("2020-05-01", 1_689_183), ("2021-05-01", 1_773_317)],
)
def test_older_basic_amounts_give_the_monthly_amounts_of_the_catalogue(first_day: str, monthly_ore: int) -> None:
    from datetime import date, timedelta

    day = date.fromisoformat(first_day)
    assert round(parameter("basic_amount").at(day)["number"] * 200 / 12) == monthly_ore
    earlier = parameter("basic_amount").get(day - timedelta(days=1))
    assert earlier is None or earlier["number"] < parameter("basic_amount").at(day)["number"]


def test_the_basic_amount_has_two_time_axes() -> None:
    from datetime import date

    basic = parameter("basic_amount")
    assert basic.at(date(2026, 5, 10))["number"] == 136549
    assert basic.at(date(2026, 5, 10), known_on=date(2026, 5, 21))["number"] == 130160
    assert basic.at(date(2026, 5, 10), known_on=date(2026, 5, 22))["number"] == 136549
    with pytest.raises(UnknownParameter, match="2027-05-01"):
        basic.at(date(2027, 5, 1))


@pytest.mark.parametrize(
    ("deduction", "payment", "right"),
    [
        (1_137_909, 2_275_817, True),
        (1_137_908, 2_275_817, True),  # half a month exactly, rounded to whole øre as the payment is
        (1_137_907, 2_275_817, False),
        (800_000, 1_517_211, "review"),  # over half of the payment, under a twelfth of the basic amount
        (1_137_909, 2_400_000, "review"),
    ],
)
def test_a_large_deduction_is_an_individual_decision(deduction: int, payment: int, right: Any) -> None:
    found = law_says(
        "complaint_right", "2026-06-01", decision="benefit_deduction", deduction_ore=deduction, payment_ore=payment
    )
    assert found.value["right"] == right
