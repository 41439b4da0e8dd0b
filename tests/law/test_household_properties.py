"""Holds what must be true of every household's money: hypothesis invents the households."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from samlop.law import Outcome
from samlop.law.rule import RULES
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


DAYS = st.dates(date(2017, 1, 1), date(2029, 12, 31))
ORE = st.integers(0, 9_000_000)
ANYBODY = st.fixed_dictionaries(
    {
        "birth_date": st.dates(date(1950, 1, 1), date(2009, 1, 1)),
        "children": st.lists(st.fixed_dictionaries({"birth_date": DAYS}), max_size=3),
    },
    optional={
        "adults": st.lists(
            st.fixed_dictionaries(
                {}, optional=dict.fromkeys(("introduction_benefit_ore", "tax_ore", "wages_net_ore"), ORE)
            ),
            min_size=1,
            max_size=2,
        ),
        "living_arrangement": st.just("with_partner"),
        "partner_group": st.sampled_from(["under_67", "over_67", "disabled_refugee"]),
        "supplementary_group": st.sampled_from(["disabled_refugee", "over_67"]),
        "measure": st.sampled_from(["MIDLONTIL", "VARLONTIL", "FIREARIGLONTIL", "MENTOR"]),
        "effort_group": st.sampled_from(["needs_guidance", "needs_guidance_reduced_capacity"]),
        "contract": st.sampled_from(["permanent", "temporary"]),
        "measure_start": DAYS,
        "housing_area": AREA,
        "paid_days": st.integers(0, 31),
        "reduced_days": st.integers(0, 31),
        "membership_months_before_birth": st.integers(0, 30),
        **{f"{name}_percent": st.sampled_from([0, 12, 14.1]) for name in ("holiday_pay", "pension", "employer_tax")},
        **dict.fromkeys(
            (
                *(
                    "rent_ore",
                    "power_ore",
                    "net_income_ore",
                    "child_benefit_ore",
                    "household_income_ore",
                    "work_income_ore",
                ),
                *(
                    "partner_income_ore",
                    "partner_social_assistance_ore",
                    "other_income_ore",
                    "wage_ore",
                    "taxable_yearly_ore",
                ),
                *(
                    "household_wealth_ore",
                    "household_capital_income_ore",
                    "housing_allowance_ore",
                    "municipal_guideline_ore",
                ),
            ),
            ORE,
        ),
        **{
            name: st.booleans()
            for name in (
                *("full_transitional_benefit", "parents_five_years_membership", "heating_paid_apart", "municipal_home"),
                *("pension_in_household", "lives_in_trial_county", "other_living_benefit", "programme_running"),
                *("long_term_loan_difficulty", "permit_may_become_permanent"),
            )
        },
    },
)
OURS = [question for question, rule in RULES.items() if rule.__module__.startswith("samlop.law.household.")]
MAY_BE_NEGATIVE = {"net_ore", "against_guideline_ore"}


@settings(max_examples=150, deadline=None)
@given(ANYBODY, DAYS)
def test_no_household_makes_the_law_crash_and_no_amount_is_negative(facts: dict[str, Any], on: date) -> None:
    for question in OURS:
        found = law(question, on.isoformat(), **facts)
        assert found.text.endswith(".")
        assert "_" not in found.text
        if not isinstance(found.value, dict):
            assert found.missing or found.outcome is Outcome.REVIEW
            continue
        for name, amount in found.value.items():
            if name.endswith("_ore") and name not in MAY_BE_NEGATIVE:
                assert amount is None or amount >= 0, f"{question}: {name}"
                assert amount is not None or found.outcome is Outcome.REVIEW or name == "guideline_ore"
