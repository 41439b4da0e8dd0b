"""Finds the guideline amount for living costs, and what social assistance may have to add."""

from __future__ import annotations

from samlop.law.basis import Act, cite
from samlop.law.days import age_on
from samlop.law.finding import Answer, Outcome, Version
from samlop.law.household.rates import born_by, in_ore, not_filled_in
from samlop.law.parameters import Value, parameter
from samlop.law.rule import Case, rule
from samlop.law.words import say_kroner

BASIS = (cite(Act.SOSIALTJENESTELOVEN, "18"),)
_DISCRETION = "Satsene er veiledende. Kommunen skal alltid vurdere hver enkelt, og kan ha egne satser."


def guideline_ore(c: Case) -> int | None:
    """Gives the guideline amount of the household in a month: the municipality's own, else the state's, else None."""
    own: int | None = c.get("municipal_guideline_ore")
    if own is not None:
        return own
    rates = parameter("guideline_rates").get(c.on)
    if rates is None:
        return None
    adults = rates["adults"][c.need("living_arrangement")]
    return in_ore(adults + sum(_of_child(rates, age_on(born, c.on)) for born in born_by(c.need("children"), c.on)))


def _of_child(rates: Value, age: int) -> int:
    """Gives the rate of a child by age in years; nothing for one who has turned eighteen."""
    return next((int(row["number"]) for row in rates["children"] if age < row["up_to_age"]), 0)


def _version(c: Case) -> Version | None:
    known = c.facts.municipal_guideline_ore is None and parameter("guideline_rates").get(c.on)
    return c.version("guideline_rates")[1] if known else None


@rule("guideline_amount", "HH-4.2", title="Veiledende sats for livsopphold", basis=BASIS, headline="monthly_ore")
def guideline_amount(c: Case) -> Answer:
    """Finds the guideline amount for a household's living costs in a month, before housing, power and insurance.

    Basis: sosialtjenesteloven § 18 and the ministry's circulars (HH-4.2: benefit catalogue, table 4.2).
    Valid: state rates from 2018-01-01 to 2024-12-31; anchor: as-of date.
    Outcome: calculated; review from 2025, since the rates have not been seen, unless the municipality's own amount is given.
    Not covered: the individual assessment, which is always made; more adults than a couple.
    """
    amount = guideline_ore(c)
    if amount is None:
        return not_filled_in(c, ("guideline_rates",), BASIS)
    own = c.facts.municipal_guideline_ore is not None
    value = {"monthly_ore": amount, "rates": "municipality" if own else "state"}
    whose = "Kommunens" if own else "Statens"
    text = f"{whose} veiledende sats for husstanden er {say_kroner(amount)} i måneden. Bolig, strøm og forsikring kommer i tillegg."
    rates = parameter("guideline_rates")
    sure = (rates.get(c.on) or rates.values[-1]).verified
    change = ("Satsen endres når et barn fyller 6, 11 eller 18 år, når noen flytter, og når satsene endres.",)
    return Answer(Outcome.CALCULATED, value, text, BASIS, sure, _version(c), _DISCRETION, change)


@rule(
    "social_assistance_supplement",
    "HH-4.2",
    title="Økonomisk stønad i tillegg",
    basis=BASIS,
    headline="monthly_ore",
)
def social_assistance_supplement(c: Case) -> Answer:
    """Works out, as a guide, what social assistance may add: guideline, rent, power and insurance less the net income.

    Basis: sosialtjenesteloven § 18 (HH-4.2: benefit catalogue, table 4.2).
    Valid: as `guideline_amount`; child benefit counts as income before 2022-09-01; anchor: as-of date.
    Outcome: may, never negative; review where the guideline amount is not known.
    Not covered: the individual assessment, whether rent and power are reasonable, wealth, and help with the first settling in.
    """
    needs = guideline_ore(c)
    if needs is None:
        return not_filled_in(c, ("guideline_rates",), BASIS)
    costs = needs + sum(c.get(name) or 0 for name in ("rent_ore", "power_ore", "insurance_ore"))
    income = c.need("net_income_ore")
    if parameter("child_benefit_disregarded").at(c.on).id == "counted":
        income += c.get("child_benefit_ore") or 0
    lacking = max(0, costs - income)
    value = {"monthly_ore": lacking, "needs_ore": costs, "income_ore": income}
    if lacking:
        text = f"Inntekten er {say_kroner(lacking)} lavere enn det satsene, boligen og strømmen kommer til. Kommunen kan gi stønad etter en vurdering."
    else:
        text = "Inntekten dekker det satsene, boligen og strømmen kommer til. Kommunen kan likevel gi stønad etter en vurdering."
    _, version = c.version("child_benefit_disregarded")
    sure = parameter("child_benefit_disregarded").at(c.on).verified
    return Answer(Outcome.MAY, value, text, BASIS, sure, version, _DISCRETION)
