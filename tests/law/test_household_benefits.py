"""Holds supplementary benefit, Nav's benefits, wage subsidy and the forecast to the catalogue."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from samlop.law import Outcome
from tests.law.test_household import child, kroner, law

DISABLED = {"supplementary_group": "disabled_refugee"}
ALONE = DISABLED | {"living_arrangement": "alone"}
COUPLE = DISABLED | {"living_arrangement": "with_partner"}
OLD = {"supplementary_group": "over_67", "living_arrangement": "alone"}


@pytest.mark.parametrize(
    ("on", "ordinary", "high"),
    [
        ("2021-01-01", 19257, 20946),
        ("2024-06-30", 23565, 25632),
        ("2024-07-01", 24072, 26139),
        ("2025-04-30", 24072, 26139),
        ("2025-05-01", 25262, 27431),
        ("2026-04-30", 25262, 27431),
        ("2026-05-01", 26502, 28778),
    ],
)
def test_the_full_amounts_of_disabled_refugees(on: str, ordinary: int, high: int) -> None:
    assert kroner("supplementary_benefit", on, **ALONE) == high
    assert kroner("supplementary_benefit", on, **DISABLED, living_arrangement="with_other_adults") == ordinary


@pytest.mark.parametrize(
    ("on", "amount"), [("2025-05-01", 20202), ("2026-04-30", 20202), ("2026-05-01", 21149), ("2027-04-30", 21149)]
)
def test_the_full_amounts_over_67(on: str, amount: int) -> None:
    assert kroner("supplementary_benefit", on, **OLD) == amount


@pytest.mark.parametrize(
    ("on", "facts", "names"),
    [
        ("2025-04-30", OLD, ["supplementary_benefit_over_67"]),
        ("2027-05-01", OLD, ["basic_amount", "supplementary_benefit_over_67"]),
        ("2027-05-01", ALONE, ["basic_amount"]),
        (
            "2025-04-30",
            COUPLE | {"partner_group": "over_67", "partner_income_ore": 1},
            ["supplementary_benefit_over_67"],
        ),
    ],
)
def test_amounts_that_are_not_known_are_named(on: str, facts: dict[str, Any], names: list[str]) -> None:
    found = law("supplementary_benefit", on, **facts)
    assert found.outcome is Outcome.REVIEW
    assert found.value == {"monthly_ore": None, "fill_in": names}


@pytest.mark.parametrize(
    ("group", "income", "rate", "amount"),
    [
        ("under_67", 0, "high", 28778),
        ("under_67", 100_000, "high", 27778),
        ("over_67", 1_956_300, "ordinary", 26502),
        ("over_67", 2_056_375, "ordinary", 25502),
        ("disabled_refugee", 2_650_100, "ordinary", 26502),
        ("disabled_refugee", 2_750_189, "ordinary", 25502),
    ],
)
def test_a_spouse_has_a_free_amount_only_when_over_67_or_disabled(
    group: str, income: int, rate: str, amount: int
) -> None:
    found = law("supplementary_benefit", "2026-06-01", **COUPLE, partner_group=group, partner_income_ore=income)
    assert found.value["rate"] == rate
    assert found.value["monthly_ore"] == amount * 100


def test_of_work_income_and_expected_income_only_the_larger_counts() -> None:
    def paid(**income: int) -> Any:
        return kroner("supplementary_benefit", "2026-06-01", **ALONE, **income)

    assert paid(work_income_ore=500_000) == paid(assumed_income_ore=500_000) == 23778
    assert paid(work_income_ore=500_000, assumed_income_ore=400_000) == 23778
    assert paid(work_income_ore=400_000, assumed_income_ore=500_000, other_income_ore=100_000) == 22778


def test_a_spouses_social_assistance_comes_on_top_of_what_is_over_the_free_amount() -> None:
    facts = COUPLE | {"partner_group": "disabled_refugee", "partner_income_ore": 1_000_000}
    assert kroner("supplementary_benefit", "2026-06-01", **facts) == 26502
    assert kroner("supplementary_benefit", "2026-06-01", **facts, partner_social_assistance_ore=500_000) == 21502


@pytest.mark.parametrize(
    ("facts", "paid"),
    [
        ({"household_wealth_ore": 6_827_500}, True),
        ({"household_wealth_ore": 6_827_501}, False),
        ({"days_abroad": 90}, True),
        ({"days_abroad": 91}, False),
    ],
)
def test_wealth_and_time_abroad_end_the_benefit(facts: dict[str, int], paid: bool) -> None:
    assert (law("supplementary_benefit", "2026-06-01", **ALONE, **facts).value["monthly_ore"] > 0) is paid


@pytest.mark.parametrize(("on", "limit"), [("2025-05-01", 65080), ("2026-04-30", 65080), ("2026-05-01", 68275)])
def test_the_wealth_limit_follows_the_basic_amount(on: str, limit: int) -> None:
    assert kroner("supplementary_wealth_limit", on, "limit_ore") == limit
    assert kroner("supplementary_wealth_limit", "2027-05-01", "limit_ore") is None


@pytest.mark.parametrize(
    ("first_day", "full", "reduced", "extra", "extra_reduced"),
    [
        ("2023-01-01", 268, 201, 52, 39),
        ("2024-01-01", 285, 214, 53, 40),
        ("2025-01-01", 298, 224, 55, 41),
        ("2026-01-01", 312, 234, 56, 42),
    ],
)
def test_measure_benefit_of_each_year(first_day: str, full: int, reduced: int, extra: int, extra_reduced: int) -> None:
    last_day = f"{first_day[:4]}-12-31"
    for on in (first_day, last_day):
        assert kroner("tiltakspenger_amount", on, "amount_ore", paid_days=1, children=[]) == full
        both = {"paid_days": 2, "reduced_days": 3, "children": child("2020-01-01")}
        assert kroner("tiltakspenger_amount", on, "amount_ore", **both) == 2 * (full + extra) + 3 * (
            reduced + extra_reduced
        )


@pytest.mark.parametrize(("on", "supplement"), [("2026-06-14", 56), ("2026-06-15", 0)])
def test_the_supplement_of_measure_benefit_ends_at_sixteen(on: str, supplement: int) -> None:
    facts = {"paid_days": 1, "children": child("2010-06-15")}
    assert kroner("tiltakspenger_amount", on, "amount_ore", **facts) == 312 + supplement


@pytest.mark.parametrize("on", ["2022-12-31", "2027-01-01"])
def test_measure_benefit_of_other_years_is_left_to_the_administrator(on: str) -> None:
    found = law("tiltakspenger_amount", on, paid_days=1, children=[])
    assert found.outcome is Outcome.REVIEW
    assert found.value["fill_in"] == ["tiltakspenger"]


@pytest.mark.parametrize(("on", "yearly"), [("2026-06-14", 185_797.67), ("2026-06-15", 278_696.51)])
def test_the_lowest_work_assessment_allowance_rises_at_25(on: str, yearly: float) -> None:
    assert kroner("aap_minimum", on, "yearly_ore", birth_date="2001-06-15") == yearly
    assert law("aap_minimum", "2024-06-30", birth_date="2001-06-15").outcome is Outcome.REVIEW
    assert law("aap_minimum", "2024-07-01", birth_date="2001-06-15").outcome is Outcome.CALCULATED
    assert law("aap_minimum", "2027-05-01", birth_date="2001-06-15").value["fill_in"] == ["basic_amount"]


def test_the_qualification_benefit_of_children_is_not_invented() -> None:
    def found(born: str) -> Any:
        facts = {"birth_date": "1990-01-01", "children": child(born)}
        return law("qualification_programme_benefit", "2026-06-15", **facts).value["monthly_ore"]

    assert found("2008-06-16") is None
    assert found("2008-06-15") == 2_275_817
    unknown = law("qualification_programme_benefit", "2027-05-01", birth_date="1990-01-01", children=[])
    assert unknown.value["fill_in"] == ["basic_amount"]


YOUNG = {"birth_date": "2000-06-15", "children": []}


@pytest.mark.parametrize(
    ("on", "born", "daily"),
    [
        ("2026-06-15", "2008-06-15", 714.61),
        ("2026-06-15", "2008-06-16", 0),
        ("2026-06-15", "2001-06-16", 714.61),
        ("2026-06-15", "2001-06-15", 1071.91),
        ("2026-06-15", "1997-06-16", 1071.91),
        ("2026-06-15", "1997-06-15", 0),
        ("2025-08-01", "1999-01-01", 1021.76),
    ],
)
def test_the_youth_programme_is_from_18_to_28(on: str, born: str, daily: float) -> None:
    assert kroner("youth_programme_benefit", on, "daily_ore", birth_date=born, children=[]) == daily


def test_the_youth_programme_is_one_benefit_for_some_weeks() -> None:
    assert law("youth_programme_benefit", "2025-07-31", **YOUNG).outcome is Outcome.REVIEW
    assert law("youth_programme_benefit", "2027-05-01", **YOUNG).value["fill_in"] == ["basic_amount"]
    for refused in (
        {"lives_in_trial_county": False},
        {"other_living_benefit": True},
        {"programme_running": True},
        {"youth_programme_weeks": 61},
    ):
        assert law("youth_programme_benefit", "2026-06-15", **YOUNG, **refused).outcome is Outcome.NOT_MET
    assert law("youth_programme_benefit", "2026-06-15", **YOUNG, youth_programme_weeks=60).outcome is Outcome.CALCULATED


def test_two_thirds_of_work_income_is_taken_from_the_youth_programme() -> None:
    value = law("youth_programme_benefit", "2026-06-15", **YOUNG, paid_days=22, work_income_ore=378_000).value
    assert value["amount_ore"] == round(22 * Fraction(2041, 1000) * 13_654_900 / 260 - Fraction(66, 100) * 378_000)
    assert (
        law("youth_programme_benefit", "2026-06-15", **YOUNG, paid_days=1, work_income_ore=378_000).value["amount_ore"]
        == 0
    )


SUBSIDY = {
    "wage_ore": 3_000_000,
    "holiday_pay_percent": 12,
    "pension_percent": 2,
    "employer_tax_percent": 14.1,
    "measure": "MIDLONTIL",
    "effort_group": "needs_guidance",
    "measure_start": "2026-09-01",
}
REDUCED = {"effort_group": "needs_guidance_reduced_capacity"}
TRIAL = {"measure": "FIREARIGLONTIL", "birth_date": "1996-09-02", "contract": "permanent"}


@pytest.mark.parametrize(
    ("on", "changes", "rate"),
    [
        ("2026-08-31", {}, None),
        ("2026-09-01", {}, 40),
        ("2027-02-28", {}, 40),
        ("2027-03-01", {}, 30),
        ("2027-08-31", {}, 30),
        ("2027-09-01", {}, None),
        ("2027-08-31", REDUCED, 60),
        ("2027-09-01", REDUCED, 50),
        ("2028-08-31", REDUCED, 50),
        ("2028-09-01", REDUCED, None),
        ("2027-08-31", {"measure": "permanent_wage_subsidy"}, 75),
        ("2027-09-01", {"measure": "permanent_wage_subsidy"}, 67),
        ("2040-09-01", {"measure": "VARLONTIL"}, 67),
        ("2026-09-01", {"measure": "MENTOR"}, None),
        ("2026-09-01", TRIAL, 70),
        ("2027-09-01", TRIAL, 60),
        ("2028-09-01", TRIAL, 50),
        ("2029-09-01", TRIAL, 35),
        ("2030-08-31", TRIAL, 35),
        ("2030-09-01", TRIAL, None),
        ("2028-08-31", TRIAL | {"contract": "temporary"}, 60),
        ("2028-09-01", TRIAL | {"contract": "temporary"}, None),
        ("2026-09-01", TRIAL | {"birth_date": "1996-09-01"}, None),
        ("2026-09-01", TRIAL | {"measure_start": "2026-07-31"}, None),
    ],
)
def test_the_share_of_the_wage_subsidy_falls_and_ends(on: str, changes: dict[str, Any], rate: int | None) -> None:
    found = law("wage_subsidy_amount", on, **SUBSIDY | changes)
    assert found.value.get("rate") == rate
    # 30 000 + 3 600 + 672 + 4 832.35, and the share of it in whole kroner.
    expected = int(Fraction(3_910_435_200, 1000) * (rate or 0) / 100 / 100 + Fraction(1, 2)) * 100
    assert found.value["monthly_ore"] == expected


@pytest.mark.parametrize(
    ("yearly", "on", "tax"),
    [
        (25_623_200, "2025-01-01", 32640.05),
        (27_309_804, "2026-06-01", 35383.19),
        (27_309_805, "2026-06-01", None),
        (11_454_001, "2026-06-01", 8705.04),
        (11_454_000, "2026-06-01", None),
        (10_000_000, "2024-12-31", None),
        (25_623_200, "2027-01-01", None),
        (0, "2026-06-01", 0),
    ],
)
def test_the_estimate_of_tax_is_for_full_benefits_of_two_years(yearly: int, on: str, tax: float | None) -> None:
    found = law("tax_estimate", on, taxable_yearly_ore=yearly)
    assert found.value["yearly_tax_ore"] == (None if tax is None else round(tax * 100))
    assert found.value["estimate"] is True


HOME = {"children": [], "rent_ore": 1_000_000, "power_ore": 100_000, "insurance_ore": 10_000, "fixed_costs_ore": 5_000}


def test_the_forecast_adds_everything_once() -> None:
    adult = {
        "introduction_benefit_ore": 2_000_000,
        "tax_ore": 200_000,
        "wages_net_ore": 300_000,
        "nav_benefits_net_ore": 40_000,
        "supplementary_benefit_ore": 5_000,
    }
    value = law(
        "household_forecast", "2026-06-01", adults=[adult], **HOME, child_benefit_ore=600, housing_allowance_ore=70
    ).value
    assert (
        value["net_ore"]
        == 2_000_000 - 200_000 + 300_000 + 40_000 + 5_000 + 600 + 70 - 1_000_000 - 100_000 - 10_000 - 5_000
    )
    assert value["tax_is_estimate"] is False
    assert sum(value["lines"].values()) == value["net_ore"]


def test_the_forecast_estimates_tax_and_says_so() -> None:
    found = law("household_forecast", "2026-06-01", adults=[{"introduction_benefit_ore": 2_275_817}], **HOME)
    assert found.value["lines"]["tax_ore"] == -294_860
    assert found.value["tax_is_estimate"] is True
    assert "anslag" in found.not_covered
    assert "Bostøtte er ikke regnet med." in found.text


def test_the_forecast_works_out_child_benefit_and_housing_allowance() -> None:
    facts: dict[str, Any] = {
        "adults": [{"introduction_benefit_ore": 2_169_333, "tax_ore": 270_000}],
        "children": child("2020-01-01"),
        "single_parent": True,
        "rent_ore": 1_200_000,
        "household_income_ore": 26_032_000,
        "housing_area": "oslo",
    }
    lines = law("household_forecast", "2025-09-01", **facts).value["lines"]
    assert lines["child_benefit_ore"] == 196_800 + 251_600
    assert lines["housing_allowance_ore"] == law("housing_allowance", "2025-09-01", **facts).value["monthly_ore"] > 0
    later = law("household_forecast", "2026-09-01", **facts)
    assert later.outcome is Outcome.REVIEW
    assert later.value["fill_in"] == ["housing_allowance"]
    assert "ikke kan regnes ut" in later.text


def test_the_forecast_compares_with_the_guideline_where_it_is_known() -> None:
    facts: dict[str, Any] = {"adults": [{"wages_net_ore": 2_000_000}], **HOME, "living_arrangement": "alone"}
    known = law("household_forecast", "2024-12-31", **facts)
    assert known.value["against_guideline_ore"] == 885_000 - 785_000
    assert "over veiledende sats" in known.text
    unknown = law("household_forecast", "2025-01-01", **facts)
    assert unknown.value["guideline_ore"] is None
    assert unknown.value["fill_in"] == ["guideline_rates"]
    under = law("household_forecast", "2025-01-01", **facts, municipal_guideline_ore=900_000)
    assert under.value["against_guideline_ore"] == -15_000
    assert "under veiledende sats" in under.text


def test_a_household_may_have_less_than_nothing_left() -> None:
    found = law("household_forecast", "2026-06-01", adults=[{}], **HOME)
    assert found.value["net_ore"] == -1_115_000
    assert "minus" in found.text
