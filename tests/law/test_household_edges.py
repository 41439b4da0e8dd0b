"""Holds the household's money to its edges: ages in every version, caps in øre, and the words of the answers."""

from __future__ import annotations

from typing import Any

import pytest

from samlop.law import Outcome
from samlop.law.finding import Verification
from samlop.law.household.rates import weakest
from samlop.law.parameters import parameter
from tests.law.test_household import TENANT, child, kroner, law
from tests.law.test_household_benefits import ALONE, COUPLE, HOME, SUBSIDY, TRIAL


@pytest.mark.parametrize(
    ("on", "younger", "older"),
    [
        ("2020-10-01", 1354, 1054),
        ("2021-10-01", 1654, 1054),
        ("2022-06-01", 1676, 1054),
        ("2023-04-01", 1723, 1083),
        ("2024-08-01", 1766, 1510),
        ("2024-09-01", 1766, 1766),
    ],
)
def test_six_years_is_the_limit_in_every_version(on: str, younger: int, older: int) -> None:
    year, month = int(on[:4]) - 6, int(on[5:7])
    assert kroner("child_benefit", on, children=child(f"{year}-{month:02}-28")) == older
    assert kroner("child_benefit", on, children=child(f"{year}-{month + 1:02}-01")) == younger


@pytest.mark.parametrize(
    ("on", "amount"), [("2020-10-01", 660), ("2023-04-01", 678), ("2024-10-01", 696), ("2026-10-01", 712)]
)
def test_three_years_is_the_limit_of_the_infant_supplement_in_every_version(on: str, amount: int) -> None:
    facts: dict[str, Any] = {"single_parent": True, "full_transitional_benefit": True}
    year, month = int(on[:4]) - 3, int(on[5:7])
    for born, paid in ((f"{year}-{month:02}-01", amount), (f"{year}-{month - 1:02}-28", 0)):
        assert kroner("child_benefit", on, "infant_supplement_ore", **facts, children=child(born)) == paid


def test_one_child_and_two_children_are_said_in_words() -> None:
    assert "for ett barn." in law("child_benefit", "2026-06-01", children=child("2020-01-01")).text
    assert "for to barn." in law("child_benefit", "2026-06-01", children=child("2020-01-01") * 2).text


def test_a_child_born_on_the_day_is_born() -> None:
    facts = {k: v for k, v in TENANT.items() if k != "household_size"} | {"adults": [{}]}
    for born, people in (("2025-08-31", 2), ("2025-09-01", 2), ("2025-09-02", 1)):
        assert law("housing_allowance", "2025-09-01", **facts, children=child(born)).value["people"] == people
    assert law("housing_allowance", "2025-09-01", **facts).missing_names == ("household_size",)
    rates = {"living_arrangement": "alone"}
    for born, amount in (("2024-06-01", 11700), ("2024-06-02", 7850)):
        assert kroner("guideline_amount", "2024-06-01", **rates, children=child(born)) == amount


def test_cash_for_care_says_how_many_years() -> None:
    found = law("cash_for_care", "2026-11-21", children=child("2025-09-01"), parents_five_years_membership=False)
    assert found.outcome is Outcome.NOT_MET
    assert "fem år" in found.text
    assert "13 til 19 måneder" in law("cash_for_care", "2026-11-21", children=[]).text
    assert law("cash_for_care", "2024-07-31", children=[]).outcome is Outcome.REVIEW
    assert law("cash_for_care", "2024-08-01", children=[]).outcome is Outcome.NOT_MET


@pytest.mark.parametrize(
    ("changes", "cap"),
    [
        ({}, 89_029),
        ({"household_size": 2}, 109_820),
        ({"household_size": 3}, 121_599),
        ({"household_size": 4}, 133_380),
        ({"household_size": 5}, 145_159),
        ({"household_size": 9}, 145_159),
        ({"housing_area": "listed_municipality"}, 89_029 + 12_278),
        ({"housing_area": "large_city"}, 89_029 + 18_416),
        ({"housing_area": "oslo"}, 89_029 + 27_010),
        ({"adapted_home": True}, 89_029 + 5_525),
    ],
)
def test_the_cap_on_housing_costs_to_the_krone(changes: dict[str, Any], cap: int) -> None:
    value = law("housing_allowance", "2025-09-01", **TENANT | {"housing_cost_ore": 99_000_000} | changes).value
    assert value["approved_cost_ore"] == cap * 100


def test_heating_outside_the_rent_counts_for_pensioners_to_the_krone() -> None:
    facts = TENANT | {"housing_cost_ore": 6_500_000, "heating_paid_apart": True}
    value = law("housing_allowance", "2025-09-01", **facts, pension_in_household=True).value
    assert value["approved_cost_ore"] == 6_500_000 + 736_600
    assert law("housing_allowance", "2025-09-01", **facts).missing_names == ("pension_in_household",)


@pytest.mark.parametrize(
    ("changes", "own_share"),
    [
        ({"household_income_ore": 0}, 2_575_200),
        ({"household_income_ore": 13_320_000}, 2_575_200),
        ({"household_income_ore": 13_330_000}, 2_576_844),
        ({"household_income_ore": 23_767_200}, 4_292_720),
        ({"household_income_ore": 23_777_200}, 4_300_720),
        ({"household_income_ore": 13_320_000, "household_capital_income_ore": 667_200}, 2_575_200),
        ({"household_income_ore": 13_320_000, "household_capital_income_ore": 677_200}, 2_576_844),
    ],
)
def test_the_own_share_to_the_ore(changes: dict[str, int], own_share: int) -> None:
    assert law("housing_allowance", "2025-09-01", **TENANT | changes).value["own_share_ore"] == own_share


def test_a_home_of_the_municipality_is_less_sure() -> None:
    assert law("housing_allowance", "2025-09-01", **TENANT).verification is Verification.GUIDANCE
    assert law("housing_allowance", "2025-09-01", **TENANT, municipal_home=True).verification is Verification.ASSUMED


@pytest.mark.parametrize("on", ["2023-12-31", "2024-12-31", "2025-12-31", "2026-12-31"])
def test_sixteen_is_the_limit_of_the_supplement_in_every_year(on: str) -> None:
    year = int(on[:4]) - 16
    for born, children in ((f"{year}-12-31", 0), (f"{year + 1}-01-01", 1)):
        assert law("tiltakspenger_amount", on, paid_days=1, children=child(born)).value["children"] == children


def test_the_qualification_benefit_rises_at_25_and_lasts_a_year_at_a_time() -> None:
    for on, amount in (("2026-06-14", 15172.11), ("2026-06-15", 22758.17)):
        found = law("qualification_programme_benefit", on, birth_date="2001-06-15", children=[])
        assert found.value == {"monthly_ore": round(amount * 100), "max_months": 12}


def test_the_lowest_work_assessment_allowance_by_day() -> None:
    assert kroner("aap_minimum", "2026-06-01", "daily_ore", birth_date="1990-01-01") == 1071.91
    assert kroner("aap_minimum", "2024-07-01", "daily_ore", birth_date="1990-01-01") == 973.62


@pytest.mark.parametrize(
    ("on", "full", "smallest", "wealth"),
    [("2023-06-01", 24514.80, 490.30, 59310), ("2026-06-01", 28777.70, 575.55, 68275)],
)
def test_the_smallest_supplementary_benefit_is_two_per_cent(on: str, full: float, smallest: float, wealth: int) -> None:
    most = round((full - smallest) * 100)
    for income, paid in ((most - 100, True), (most + 100, False)):
        found = law("supplementary_benefit", on, **ALONE, other_income_ore=income)
        assert (found.value["monthly_ore"] > 0) is paid
        assert found.outcome is (Outcome.CALCULATED if paid else Outcome.NOT_MET)
        assert ("ikke blir noen" in found.text) is not paid
    assert kroner("supplementary_wealth_limit", on, "limit_ore") == wealth


def test_exactly_two_per_cent_is_paid() -> None:
    # 2.48 x 118 620 / 12 = 24 514.80; two per cent is 490.296 and is passed by a whole øre at 490.30.
    assert (
        law("supplementary_benefit", "2023-06-01", **ALONE, other_income_ore=2_402_450).value["monthly_ore"] == 49_000
    )
    assert law("supplementary_benefit", "2023-06-01", **ALONE, other_income_ore=2_402_451).value["monthly_ore"] == 0


def test_the_guaranteed_levels_are_those_of_the_regulation() -> None:
    levels = [(value["ordinary"], value["high"]) for value in parameter("supplementary_benefit_over_67").values]
    assert levels == [(224_248, 242_418), (234_765, 253_787)]
    old = COUPLE | {"supplementary_group": "over_67", "partner_group": "over_67", "partner_income_ore": 0}
    assert kroner("supplementary_benefit", "2026-06-01", **old) == 19564
    assert law("supplementary_benefit", "2026-06-01", **old).value["months_at_a_time"] == 12


@pytest.mark.parametrize(("on", "rate"), [("2032-12-31", 35), ("2033-01-01", None)])
def test_the_trial_ends_with_2032(on: str, rate: int | None) -> None:
    facts = SUBSIDY | TRIAL | {"measure_start": "2029-06-01", "birth_date": "2005-01-01"}
    assert law("wage_subsidy_amount", on, **facts).value.get("rate") == rate


def test_the_youngest_child_decides_the_birth_grant() -> None:
    both = child("2024-05-01") + child("2024-06-01")
    assert law("birth_grant", "2026-01-01", children=both, membership_months_before_birth=0).value["right"] == "review"


def test_a_forecast_on_the_mark_is_neither_over_nor_under() -> None:
    facts: dict[str, Any] = {"adults": [{"wages_net_ore": 1_115_000}], **HOME, "municipal_guideline_ore": 0}
    found = law("household_forecast", "2026-06-01", **facts)
    assert found.value["against_guideline_ore"] == 0
    assert "0,00 kroner over veiledende sats" in found.text
    assert "minus" not in found.text


def test_a_forecast_with_housing_allowance_told_does_not_say_that_it_is_left_out() -> None:
    facts: dict[str, Any] = {"adults": [{}], **HOME}
    assert "Bostøtte" not in law("household_forecast", "2026-06-01", **facts, housing_allowance_ore=0).text
    assert "Bostøtte er ikke regnet med." in law("household_forecast", "2026-06-01", **facts).text


def test_the_least_sure_source_decides() -> None:
    assert weakest(Verification.PRIMARY, Verification.ASSUMED, Verification.GUIDANCE) is Verification.ASSUMED
    assert weakest(Verification.PRIMARY) is Verification.PRIMARY


def test_the_municipalitys_own_rate_has_no_state_version() -> None:
    own = law("guideline_amount", "2024-06-01", municipal_guideline_ore=1)
    assert own.version is None
    assert own.text.startswith("Kommunens")
    assert law("guideline_amount", "2024-06-01", living_arrangement="alone", children=[]).version is not None
