"""Works out the housing allowance."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from samlop.law.basis import Act, cite
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.household.rates import a_month, a_year, in_ore, not_filled_in, share, whole_kroner
from samlop.law.money import ORE_PER_KRONE, half_up
from samlop.law.parameters import Value, parameter
from samlop.law.rule import Case, NeedFacts, rule
from samlop.law.words import say_kroner

BASIS = (cite(Act.BUSTOTTELOVA, "6"), *(cite(Act.BUSTOTTEFORSKRIFTEN, section) for section in ("1", "3", "4", "7")))


@rule("housing_allowance", "HH-4.3", title="Bostøtte", basis=BASIS, headline="monthly_ore")
def housing_allowance(c: Case) -> Answer:
    """Works out the housing allowance in a month from income, housing costs, size of household and place.

    Basis: bustøttelova § 6, forskrift om bustøtte §§ 1 to 8 (HH-4.3: benefit catalogue, part 4.3).
    Valid: amounts from 2025-06-01 to 2026-05-31; anchor: as-of date.
    Outcome: calculated, never negative, nought under the smallest payment; review outside the months we have amounts for, and for
    wealth above the allowance, whose addition to income is not read.
    Not covered: demands to the home, students, young disabled people, wealth of owners, income that varies over the year.
    """
    rates = parameter("housing_allowance").get(c.on)
    if rates is None:
        return not_filled_in(c, ("housing_allowance",), BASIS)
    _, version = c.version("housing_allowance")
    people = size_of_household(c)
    wealth = c.get("household_wealth_ore") or 0
    if wealth > in_ore(rates["wealth_allowance"]):
        limit = say_kroner(in_ore(rates["wealth_allowance"]))
        text = f"Husstanden har formue over {limit}. Hvordan den legges til inntekten, må vurderes for hånd."
        return Answer(Outcome.REVIEW, {"monthly_ore": None}, text, BASIS, Verification.ASSUMED, version)
    approved = min(_costs(c, rates), _cap(c, rates, people))
    own = _own_share(rates, _converted_income(c, rates, people))
    municipal = bool(c.get("municipal_home"))
    covered = share(rates["coverage_municipal_home" if municipal else "coverage"])
    monthly = whole_kroner(max(Fraction(0), a_month((approved - own) * covered)))
    if monthly < in_ore(rates["smallest_payment"]):
        monthly = 0
    value = {
        "monthly_ore": monthly,
        "approved_cost_ore": half_up(approved),
        "own_share_ore": half_up(own),
        "people": people,
    }
    if monthly:
        text = f"Bostøtten er {say_kroner(monthly)} i måneden."
    else:
        text = "Husstanden får ikke bostøtte med disse inntektene og boutgiftene."
    sure = Verification.ASSUMED if municipal else rates.verified
    change = (
        "Bostøtten endres når inntekten, boutgiftene eller antallet i husstanden endres, og når satsene endres i juni.",
    )
    outcome = Outcome.CALCULATED if monthly else Outcome.NOT_MET
    return Answer(outcome, value, text, BASIS, sure, version, "", change)


def size_of_household(c: Case) -> int:
    """Gives the number of people: as told, else adults and children counted."""
    told: int | None = c.get("household_size")
    if told:
        return told
    adults, children = c.get("adults"), c.get("children")
    if not adults or children is None:
        raise NeedFacts(("household_size",))
    return len(adults) + len([child for child in children if child.birth_date <= c.on])


def _costs(c: Case, rates: Value) -> Fraction:
    """Gives a year's housing costs. Heating outside the rent counts for pensioners alone (the regulation § 2 d)."""
    yearly: int | None = c.get("housing_cost_ore")
    if yearly is None:
        monthly = c.get("rent_ore")
        if monthly is None:
            raise NeedFacts(("housing_cost_ore",))
        yearly = a_year(monthly)
    heating = c.get("heating_paid_apart") and c.need("pension_in_household")
    return Fraction(yearly + (in_ore(rates["heating"]) if heating else 0))


def _cap(c: Case, rates: Value, people: int) -> Fraction:
    """Gives the highest costs that count: by size, dearer towns, and a home adapted to a disability."""
    caps: list[int] = rates["cost_cap"]
    kroner = caps[min(people, len(caps)) - 1] + rates["area_supplement"][c.need("housing_area")]
    return Fraction(in_ore(kroner + (rates["adapted_home"] if c.get("adapted_home") else 0)))


def _converted_income(c: Case, rates: Value, people: int) -> Fraction:
    """Gives the income as if one person had it: each further person weighs 0.13, rounded to whole kroner."""
    capital = (c.get("household_capital_income_ore") or 0) - people * in_ore(rates["capital_income_allowance"])
    income = c.need("household_income_ore") + max(0, capital)
    weight = 1 + (people - 1) * share(rates["weight_of_each_further_person"])
    return Fraction(whole_kroner(income / weight))


def _own_share(rates: Value, income: Fraction) -> Fraction:
    steps: list[dict[str, Any]] = rates["steps"]
    more = (max(Fraction(0), income - in_ore(step["above"])) * share(step["share"]) for step in steps)
    return Fraction(rates["own_share"] * ORE_PER_KRONE) + sum(more, Fraction(0))
