"""Holds the household's money to the amounts of the catalogue: the day before, on and after each new amount."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from samlop.law import Facts, FactsError, Finding, Outcome, ask
from samlop.law.finding import Anchor, Verification
from samlop.law.parameters import parameter


def law(question: str, on: str, **facts: Any) -> Finding:
    return ask(question, Facts.from_mapping(facts), date.fromisoformat(on))


def kroner(question: str, on: str, key: str = "monthly_ore", **facts: Any) -> Any:
    value = law(question, on, **facts).value[key]
    return None if value is None else value / 100


def day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def child(born: str) -> list[dict[str, str]]:
    return [{"birth_date": born}]


# First day, amount from that day, amount on the day before.
ORDINARY = [
    ("2023-03-01", 1083, 1054),
    ("2023-07-01", 1310, 1083),
    ("2024-01-01", 1510, 1310),
    ("2024-09-01", 1766, 1510),
    ("2025-05-01", 1968, 1766),
    ("2026-02-01", 2012, 1968),
]
UNDER_SIX = [
    ("2020-09-01", 1354, 1054),
    ("2021-09-01", 1654, 1354),
    ("2022-01-01", 1676, 1654),
    ("2023-03-01", 1723, 1676),
    ("2023-07-01", 1766, 1723),
    ("2024-09-01", 1766, 1766),
    ("2025-05-01", 1968, 1766),
]


@pytest.mark.parametrize(("first_day", "amount", "earlier"), ORDINARY)
def test_child_benefit_for_a_child_over_six_changes_on_the_day(first_day: str, amount: int, earlier: int) -> None:
    assert kroner("child_benefit", first_day, children=child("2012-06-15")) == amount
    assert kroner("child_benefit", day_before(first_day), children=child("2012-06-15")) == earlier


@pytest.mark.parametrize(("first_day", "amount", "earlier"), UNDER_SIX)
def test_child_benefit_under_six_changes_on_the_day(first_day: str, amount: int, earlier: int) -> None:
    born = child(f"{int(first_day[:4]) - 2}-01-15")
    assert kroner("child_benefit", first_day, children=born) == amount
    assert kroner("child_benefit", day_before(first_day), children=born) == earlier


@pytest.mark.parametrize(
    ("part", "first_day", "amount", "earlier"),
    [
        ("extended_ore", "2023-03-01", 2489, 1054),
        ("extended_ore", "2023-07-01", 2516, 2489),
        ("extended_ore", "2026-02-01", 2572, 2516),
        ("infant_supplement_ore", "2023-03-01", 678, 660),
        ("infant_supplement_ore", "2023-07-01", 696, 678),
        ("infant_supplement_ore", "2026-02-01", 712, 696),
        ("zone_supplement_ore", "2025-10-01", 500, 0),
        ("zone_supplement_ore", "2026-02-01", 512, 500),
    ],
)
def test_supplements_to_child_benefit_change_on_the_day(part: str, first_day: str, amount: int, earlier: int) -> None:
    facts = {
        "children": child(f"{int(first_day[:4]) - 2}-01-15"),
        "single_parent": True,
        "full_transitional_benefit": True,
        "benefit_zone": "finnmark_north_troms",
    }
    assert kroner("child_benefit", first_day, part, **facts) == amount
    assert kroner("child_benefit", day_before(first_day), part, **facts) == earlier


@pytest.mark.parametrize(("on", "amount"), [("2023-08-31", 1766), ("2023-09-01", 1310), ("2023-10-01", 1310)])
def test_the_lower_amount_comes_in_the_month_of_the_sixth_birthday(on: str, amount: int) -> None:
    assert kroner("child_benefit", on, children=child("2017-09-20")) == amount


@pytest.mark.parametrize(("on", "paid"), [("2026-05-31", True), ("2026-06-01", False)])
def test_child_benefit_ends_with_the_month_before_the_eighteenth_birthday(on: str, paid: bool) -> None:
    found = law("child_benefit", on, children=child("2008-06-20"))
    assert (found.value["children"] == 1) is paid
    assert ("får ikke barnetrygd" in found.text) is not paid


@pytest.mark.parametrize(("on", "supplement"), [("2026-09-30", 712), ("2026-10-01", 0)])
def test_the_infant_supplement_lasts_through_the_month_of_the_third_birthday(on: str, supplement: int) -> None:
    facts = {"single_parent": True, "full_transitional_benefit": True, "children": child("2023-09-05")}
    assert kroner("child_benefit", on, "infant_supplement_ore", **facts) == supplement
    assert kroner("child_benefit", on, "infant_supplement_ore", **facts | {"full_transitional_benefit": False}) == 0
    assert kroner("child_benefit", on, "infant_supplement_ore", **facts | {"single_parent": False}) == 0


def test_the_extended_benefit_is_for_the_parent_and_not_for_each_child() -> None:
    two = child("2020-01-01") + child("2022-01-01")
    assert kroner("child_benefit", "2026-03-01", "extended_ore", children=two, single_parent=True) == 2572
    assert kroner("child_benefit", "2026-03-01", "extended_ore", children=[], single_parent=True) == 0


def test_before_the_first_amount_we_have_nothing_is_guessed() -> None:
    found = law("child_benefit", "2019-02-28", children=child("2015-01-01"))
    assert found.outcome is Outcome.REVIEW
    assert found.value == {"monthly_ore": None, "fill_in": ["child_benefit"]}
    assert "Ordinær barnetrygd" in found.text


@pytest.mark.parametrize(
    ("born", "paid"), [("2025-11-30", False), ("2025-10-31", True), ("2025-04-01", True), ("2025-03-31", False)]
)
def test_cash_for_care_is_for_the_months_from_13_to_19(born: str, paid: bool) -> None:
    found = law("cash_for_care", "2026-11-21", children=child(born), parents_five_years_membership=True)
    assert found.value["monthly_ore"] == (750_000 if paid else 0)
    assert found.verification is Verification.ASSUMED


GUIDELINES = [
    ("2018-01-01", 6050, 10100, 5050, 2350, 3050, 3950),
    ("2019-01-01", 6150, 10250, 5150, 2400, 3100, 4000),
    ("2020-01-01", 6250, 10450, 5250, 2450, 3150, 4100),
    ("2020-09-01", 6250, 10450, 5250, 2750, 3150, 4100),
    ("2021-01-01", 6450, 10800, 5400, 2850, 3250, 4250),
    ("2021-09-01", 6450, 10800, 5400, 3150, 3250, 4250),
    ("2022-01-01", 6550, 10950, 5450, 3200, 3300, 4300),
    ("2022-07-01", 6650, 11150, 5600, 3250, 3350, 4400),
    ("2023-07-01", 7550, 12600, 6350, 3700, 3800, 4950),
    ("2024-01-01", 7850, 13100, 6600, 3850, 3950, 5150),
]


@pytest.mark.parametrize("row", GUIDELINES, ids=lambda row: row[0])
def test_the_guideline_rates_of_each_year(row: tuple[Any, ...]) -> None:
    first_day, alone, couple, shared, *by_age = row
    for living, amount in (("alone", alone), ("with_partner", couple), ("with_other_adults", shared)):
        assert kroner("guideline_amount", first_day, living_arrangement=living, children=[]) == amount
    year = int(first_day[:4])
    # The last day before the sixth, eleventh and eighteenth birthday, and the birthday itself.
    for age, (before, after) in zip((6, 11, 18), (*pairwise(by_age), (by_age[-1], 0)), strict=True):
        for born, extra in ((f"{year - age}-{first_day[5:7]}-02", before), (f"{year - age}{first_day[4:]}", after)):
            found = kroner("guideline_amount", first_day, living_arrangement="alone", children=child(born))
            assert found == alone + extra


@pytest.mark.parametrize(("earlier", "row"), list(pairwise(GUIDELINES)), ids=lambda row: row[0])
def test_the_guideline_rates_hold_until_the_day_before(earlier: tuple[Any, ...], row: tuple[Any, ...]) -> None:
    facts = {"living_arrangement": "alone", "children": child("2017-12-30")}
    young = law("guideline_amount", day_before(row[0]), **facts).value["monthly_ore"]
    assert young == (earlier[1] + earlier[4 if row[0] <= "2023-07-01" else 5]) * 100


@pytest.mark.parametrize(("on", "outcome"), [("2024-12-31", Outcome.CALCULATED), ("2025-01-01", Outcome.REVIEW)])
def test_the_rates_of_2025_are_not_invented(on: str, outcome: Outcome) -> None:
    assert law("guideline_amount", on, living_arrangement="alone", children=[]).outcome is outcome
    found = law("social_assistance_supplement", on, living_arrangement="alone", children=[], net_income_ore=100)
    assert (found.outcome is Outcome.REVIEW) == (outcome is Outcome.REVIEW)


@pytest.mark.parametrize(("on", "counts"), [("2022-08-31", True), ("2022-09-01", False), ("2022-09-02", False)])
def test_child_benefit_is_not_income_for_social_assistance_from_september_2022(on: str, counts: bool) -> None:
    facts = {"living_arrangement": "alone", "children": [], "net_income_ore": 500_000, "child_benefit_ore": 105_400}
    value = law("social_assistance_supplement", on, **facts).value
    assert value["income_ore"] == (605_400 if counts else 500_000)
    assert value["monthly_ore"] == 665_000 - value["income_ore"]


TENANT = {
    "household_size": 1,
    "household_income_ore": 26_032_000,
    "housing_cost_ore": 9_500_000,
    "housing_area": "other_municipality",
}


@pytest.mark.parametrize(
    ("changes", "amount"),
    [
        ({}, 1719),
        ({"housing_cost_ore": 8_902_900}, 1719),
        ({"housing_cost_ore": 8_902_800}, 1719),
        ({"housing_cost_ore": 8_890_000}, 1711),
        ({"housing_area": "oslo"}, 2085),
        ({"housing_area": "oslo", "housing_cost_ore": 20_000_000}, 3378),
        ({"housing_area": "large_city", "housing_cost_ore": 20_000_000}, 2850),
        ({"housing_area": "listed_municipality", "housing_cost_ore": 20_000_000}, 2473),
        ({"adapted_home": True}, 2058),
        ({"municipal_home": True}, 1866),
        ({"housing_cost_ore": 6_204_400}, 61),
        ({"housing_cost_ore": 6_203_000}, 0),
        ({"household_income_ore": 13_320_000}, 3886),
        ({"household_income_ore": 13_321_000}, 3886),
        ({"household_income_ore": 23_767_200}, 2831),
        ({"household_size": 2, "housing_cost_ore": 20_000_000}, 4182),
        ({"household_size": 3, "housing_cost_ore": 20_000_000}, 5145),
        ({"household_size": 5, "housing_cost_ore": 20_000_000}, 6949),
        ({"household_size": 6, "housing_cost_ore": 20_000_000}, 7085),
        ({"household_capital_income_ore": 667_200}, 1719),
        ({"household_capital_income_ore": 767_200}, 1670),
        ({"heating_paid_apart": True, "pension_in_household": True, "housing_cost_ore": 7_000_000}, 1002),
        ({"heating_paid_apart": True, "pension_in_household": False, "housing_cost_ore": 7_000_000}, 550),
    ],
)
def test_the_housing_allowance_by_hand(changes: dict[str, Any], amount: int) -> None:
    assert kroner("housing_allowance", "2025-09-01", **TENANT | changes) == amount


@pytest.mark.parametrize(
    ("on", "outcome"),
    [
        ("2025-05-31", Outcome.REVIEW),
        ("2025-06-01", Outcome.CALCULATED),
        ("2026-05-31", Outcome.CALCULATED),
        ("2026-06-01", Outcome.REVIEW),
    ],
)
def test_the_housing_allowance_has_amounts_for_one_year_only(on: str, outcome: Outcome) -> None:
    assert law("housing_allowance", on, **TENANT).outcome is outcome


def test_wealth_over_the_allowance_is_left_to_a_person() -> None:
    assert (
        law("housing_allowance", "2025-09-01", **TENANT, household_wealth_ore=33_355_700).outcome is Outcome.CALCULATED
    )
    assert law("housing_allowance", "2025-09-01", **TENANT, household_wealth_ore=33_355_800).outcome is Outcome.REVIEW


def test_the_household_is_counted_when_its_size_is_not_told() -> None:
    facts = {k: v for k, v in TENANT.items() if k != "household_size"}
    told = law("housing_allowance", "2025-09-01", **facts, adults=[{}, {}], children=child("2020-01-01"))
    assert told.value["people"] == 3
    assert law("housing_allowance", "2025-09-01", **facts).missing_names == ("household_size",)


def test_rent_a_month_is_twelve_times_a_year() -> None:
    facts = {k: v for k, v in TENANT.items() if k != "housing_cost_ore"}
    assert law("housing_allowance", "2025-09-01", **facts, rent_ore=700_000).value["approved_cost_ore"] == 8_400_000
    assert law("housing_allowance", "2025-09-01", **facts).missing_names == ("housing_cost_ore",)


def test_the_birth_grant_is_picked_by_the_day_of_birth() -> None:
    before = law("birth_grant", "2026-01-01", children=child("2024-05-31"), membership_months_before_birth=0)
    assert before.value["right"] is True
    assert before.version is not None
    assert before.version.anchor is Anchor.BIRTH
    after = law("birth_grant", "2026-01-01", children=child("2024-06-01"), membership_months_before_birth=11)
    assert after.value["right"] == "review"
    long = law("birth_grant", "2026-01-01", children=child("2024-06-01"), membership_months_before_birth=12)
    assert long.value == {"right": True, "amount_ore": 9_264_800}
    later = law("birth_grant", "2026-01-01", children=child("2025-01-01"), membership_months_before_birth=12)
    assert later.outcome is Outcome.REVIEW
    assert later.value["fill_in"] == ["birth_grant"]
    assert law("birth_grant", "2026-01-01", children=[]).missing_names == ("children",)


def test_a_start_loan_needs_a_difficulty_that_lasts() -> None:
    value = law("start_loan", "2026-01-01", long_term_loan_difficulty=True).value
    assert value == {"may": True, "max_years": 30, "max_years_special": 50}
    assert law("start_loan", "2026-01-01", long_term_loan_difficulty=False).value == {"may": False}


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({"single_parent": True, "living_arrangement": "with_partner"}, "single_parent"),
        ({"living_arrangement": "alone", "partner_income_ore": 1}, "partner_income_ore"),
        ({"adults": []}, "adults"),
        ({"adults": [{}, {}], "household_size": 1}, "household_size"),
        ({"household_size": 0}, "household_size"),
        ({"adults": [{"wage": 1}]}, "adults"),
        ({"holiday_pay_percent": 101}, "holiday_pay_percent"),
        ({"rent_ore": -1}, "rent_ore"),
        ({"housing_area": "bergen"}, "housing_area"),
    ],
)
def test_facts_that_contradict_each_other_are_named(facts: dict[str, Any], word: str) -> None:
    with pytest.raises(FactsError, match=f"«{word}»"):
        Facts.from_mapping(facts)


FIRST_DAYS = {
    "aap_minimum": ["2024-07-01"],
    "birth_grant": ["2024-01-01"],
    "birth_grant_membership": ["2020-01-01", "2024-06-01"],
    "cash_for_care": ["2024-08-01"],
    "child_benefit_disregarded": ["2010-01-01", "2022-09-01"],
    "child_benefit_extended": ["2019-03-01", "2023-03-01", "2023-07-01", "2026-02-01"],
    "child_benefit_infant": ["2019-03-01", "2023-03-01", "2023-07-01", "2026-02-01"],
    "child_benefit_zone": ["2025-10-01", "2026-02-01"],
    "housing_allowance": ["2025-06-01"],
    "qualification_programme": ["2010-01-01"],
    "start_loan": ["2020-01-01"],
    "supplementary_benefit": ["2021-01-01", "2024-07-01"],
    "supplementary_benefit_over_67": ["2025-05-01", "2026-05-01"],
    "supplementary_conditions": ["2021-01-01"],
    "tax_estimate": ["2025-01-01", "2026-01-01"],
    "tiltakspenger": ["2023-01-01", "2024-01-01", "2025-01-01", "2026-01-01"],
    "youth_programme": ["2025-08-01"],
}


@pytest.mark.parametrize(("name", "days"), FIRST_DAYS.items(), ids=FIRST_DAYS)
def test_every_amount_begins_on_its_day(name: str, days: list[str]) -> None:
    assert [value.valid_from.isoformat() for value in parameter(name).values] == days


def test_amounts_that_are_adjusted_every_year_end_where_the_next_is_not_seen() -> None:
    ends = {name: parameter(name).values[-1].valid_to for name in FIRST_DAYS}
    assert {name: day.isoformat() for name, day in ends.items() if day} == {
        "birth_grant": "2025-01-01",
        "housing_allowance": "2026-06-01",
        "supplementary_benefit_over_67": "2027-05-01",
        "tax_estimate": "2027-01-01",
        "tiltakspenger": "2027-01-01",
    }
