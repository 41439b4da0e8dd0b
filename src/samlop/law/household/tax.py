"""Estimates the tax on introduction benefit. An estimate is for a forecast, never for a decision."""

from __future__ import annotations

from fractions import Fraction

from samlop.law.basis import Act, cite
from samlop.law.finding import Answer, Outcome
from samlop.law.household.rates import a_month, a_year, in_ore, not_filled_in, share
from samlop.law.money import half_up
from samlop.law.parameters import Value, parameter
from samlop.law.rule import Case, rule
from samlop.law.words import say_kroner

BASIS = (cite(Act.SKATTELOVEN, "5-42"), cite(Act.SKATTELOVEN, "6-32", 1))
_NOTE = "Dette er et anslag for et helt år, og skal ikke stå i et vedtak. Bruk skattekortet."


def estimated_yearly_tax(c: Case, yearly_ore: int) -> Fraction | None:
    """Estimates a year's tax in øre. None for a year or an income the estimate is not made for."""
    rates = parameter("tax_estimate").get(c.on)
    if rates is None:
        return None
    # The basic amount of May holds for most of the year, also when the estimate is made before May.
    *_, basic = (value["number"] for value in parameter("basic_amount").values if value.valid_from.year <= c.on.year)
    full = parameter("benefit_rates").at(c.on)["basic_amounts_per_year"] * in_ore(basic)
    highest = a_year(half_up(a_month(full)))
    if not in_ore(rates["personal_allowance"]) < yearly_ore <= highest:
        return Fraction(0) if not yearly_ore else None
    return _tax(rates, yearly_ore)


def _tax(rates: Value, yearly_ore: int) -> Fraction:
    most = Fraction(in_ore(rates["standard_deduction_most"]))
    deduction = min(yearly_ore * share(rates["standard_deduction_share"]), most)
    general = max(Fraction(0), yearly_ore - deduction - in_ore(rates["personal_allowance"]))
    over = max(0, yearly_ore - in_ore(rates["bracket_from"]))
    return (
        general * share(rates["income_tax"])
        + yearly_ore * share(rates["contribution"])
        + over * share(rates["bracket"])
    )


@rule("tax_estimate", "HH-4.6", "B-21", title="Anslag for skatt", basis=BASIS, headline="yearly_tax_ore")
def tax_estimate(c: Case) -> Answer:
    """Estimates the tax on a year's introduction benefit, for a forecast where the tax card is not known.

    Basis: skatteloven §§ 5-42 and 6-32 (HH-4.6, B-21).
    Valid: 2025 and 2026; anchor: as-of date.
    Outcome: calculated, always as an estimate; review for other years, for benefits so low that the lower limit of the contribution
    matters, and for incomes above the full benefit.
    Not covered: the tax card, part of a year, other income, deductions and wealth.
    """
    yearly = c.need("taxable_yearly_ore")
    rates = parameter("tax_estimate").get(c.on)
    if rates is None:
        return not_filled_in(c, ("tax_estimate",), BASIS, "yearly_tax_ore", estimate=True)
    _, version = c.version("tax_estimate")
    tax = estimated_yearly_tax(c, yearly)
    if tax is None:
        text = "Anslaget passer ikke for en så lav eller så høy inntekt. Bruk skattekortet."
        unknown = {"yearly_tax_ore": None, "estimate": True}
        return Answer(Outcome.REVIEW, unknown, text, BASIS, rates.verified, version, _NOTE)
    value = {"yearly_tax_ore": half_up(tax), "estimate": True}
    text = f"Skatten er anslått til {say_kroner(half_up(tax))} i året."
    return Answer(Outcome.CALCULATED, value, text, BASIS, rates.verified, version, _NOTE)
