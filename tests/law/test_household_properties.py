"""Holds what must be true of every household's money: hypothesis invents the households."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.test_household import law

MONEY = st.integers(0, 60_000_000)
PEOPLE = st.integers(1, 9)
AREA = st.sampled_from(["other_municipality", "listed_municipality", "large_city", "oslo"])


@settings(max_examples=200, deadline=None)
@given(MONEY, MONEY, MONEY, PEOPLE, AREA, st.booleans())
def test_more_income_never_raises_the_housing_allowance(
    low: int, more: int, cost: int, people: int, area: str, municipal: bool
) -> None:
    home = {"household_size": people, "housing_cost_ore": cost, "housing_area": area, "municipal_home": municipal}
    poor, rich = (
        law("housing_allowance", "2025-09-01", household_income_ore=income, **home).value["monthly_ore"]
        for income in (low, low + more)
    )
    assert poor >= rich >= 0


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["disabled_refugee", "over_67"]),
    st.sampled_from(["under_67", "over_67", "disabled_refugee"]),
    st.sampled_from(["work_income_ore", "assumed_income_ore", "other_income_ore", "partner_income_ore"]),
    st.integers(0, 5_000_000),
    st.integers(0, 5_000_000),
)
def test_more_income_never_raises_supplementary_benefit(
    group: str, partner: str, kind: str, low: int, more: int
) -> None:
    facts = {"supplementary_group": group, "living_arrangement": "with_partner", "partner_group": partner}

    def paid(income: int) -> int:
        given = {"partner_income_ore": 1_000_000} | facts | {kind: income}
        return int(law("supplementary_benefit", "2026-06-01", **given).value["monthly_ore"])

    assert paid(low) >= paid(low + more) >= 0


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 3_000_000), st.integers(0, 3_000_000), st.integers(0, 3_000_000))
def test_social_assistance_is_never_negative_and_never_rises_with_income(rent: int, low: int, more: int) -> None:
    facts = {"living_arrangement": "alone", "children": [], "rent_ore": rent}
    poor, rich = (
        law("social_assistance_supplement", "2024-06-01", net_income_ore=income, **facts).value["monthly_ore"]
        for income in (low, low + more)
    )
    assert poor >= rich >= 0


@settings(max_examples=100, deadline=None)
@given(st.lists(st.dates(min_value=date(2005, 1, 1), max_value=date(2026, 12, 31)), max_size=6))
def test_another_child_never_lowers_child_benefit(births: list[Any]) -> None:
    rows = [{"birth_date": born} for born in births]
    amounts = [law("child_benefit", "2026-06-01", children=rows[:n]).value["monthly_ore"] for n in range(len(rows) + 1)]
    assert amounts == sorted(amounts)
    assert amounts[0] == 0
