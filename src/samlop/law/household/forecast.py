"""Adds up what a household has to live on in a month. It must look at all of it: one adult's benefit lowers another's."""

from __future__ import annotations

from typing import Any

from samlop.law.basis import Act, cite, intl
from samlop.law.facts.household import Adult
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.household.child_benefit import child_benefit
from samlop.law.household.housing_allowance import housing_allowance
from samlop.law.household.rates import a_month, a_year, weakest
from samlop.law.household.social_assistance import guideline_ore
from samlop.law.household.tax import estimated_yearly_tax
from samlop.law.money import half_up
from samlop.law.rule import Case, NeedFacts, Rule, rule
from samlop.law.words import say_kroner

BASIS = (intl("20"), cite(Act.BARNETRYGDLOVEN, "10"), cite(Act.BUSTOTTELOVA, "6"), cite(Act.SOSIALTJENESTELOVEN, "18"))
_COSTS = ("rent_ore", "power_ore", "insurance_ore", "fixed_costs_ore")
_FROM_ROWS = ("introduction_benefit_ore", "wages_net_ore", "nav_benefits_net_ore", "supplementary_benefit_ore")


@rule("household_forecast", "HH-4.6", title="Hva husstanden har å leve av", basis=BASIS, headline="net_ore")
def household_forecast(c: Case) -> Answer:
    """Adds up a household's month: benefits after tax, wages, child benefit and allowances, less rent, power and fixed costs.

    Basis: integreringsloven § 20, barnetrygdloven § 10, bustøttelova § 6, sosialtjenesteloven § 18 (HH-4.6).
    Valid: as the amounts it adds up; anchor: as-of date.
    Outcome: calculated, always as a forecast; review when child benefit or housing allowance cannot be worked out; asks for the tax
    where it cannot be estimated.
    Not covered: income that varies, debts, and part months; supplementary benefit and Nav's benefits are given, not worked out.
    """
    adults: tuple[Adult, ...] = c.need("adults")
    taxes = [_tax_of(c, adult) for adult in adults]
    lines = {name: sum(getattr(adult, name) or 0 for adult in adults) for name in _FROM_ROWS}
    lines["tax_ore"] = -sum(tax for tax, _ in taxes)
    child, child_sure = _given_or(c, "child_benefit_ore", child_benefit)
    housing, housing_sure = _given_or(c, "housing_allowance_ore", housing_allowance)
    lines |= {"child_benefit_ore": child or 0, "housing_allowance_ore": housing or 0}
    lines |= {name: -(c.get(name) or 0) for name in _COSTS}
    net = sum(lines.values())
    value: dict[str, object] = {"net_ore": net, "lines": lines, "tax_is_estimate": any(guess for _, guess in taxes)}
    text = f"Husstanden har {_signed(net)} igjen i måneden når faste utgifter er betalt."
    compared, compared_text = _against_guideline(c, net)
    unknown = [name for name, amount in (("child_benefit", child), ("housing_allowance", housing)) if amount is None]
    left_out = _left_out(c, housing, unknown)
    value |= compared
    if unknown:
        value["fill_in"] = [*unknown, *compared.get("fill_in", ())]
    guess = " Skatten er et anslag. Bruk skattekortet når det finnes." if value["tax_is_estimate"] else ""
    note = f"Dette er en prognose, og skal ikke stå i et vedtak.{guess}"
    outcome = Outcome.REVIEW if unknown else Outcome.CALCULATED
    sure = weakest(Verification.ASSUMED if value["tax_is_estimate"] else Verification.PRIMARY, child_sure, housing_sure)
    change = ("Prognosen endres når noen får ny inntekt, flytter eller får barn, og når satsene endres.",)
    return Answer(outcome, value, f"{text}{compared_text}{left_out}", BASIS, sure, None, note, change)


def _tax_of(c: Case, adult: Adult) -> tuple[int, bool]:
    """Gives one adult's tax in the month, and whether it is estimated."""
    benefit = adult.introduction_benefit_ore or 0
    if adult.tax_ore is not None or not benefit:
        return adult.tax_ore or 0, False
    yearly = estimated_yearly_tax(c, a_year(benefit))
    if yearly is None:
        text = "Skatten kan ikke anslås for en av de voksne. Oppgi skatten fra skattekortet."
        raise NeedFacts(("adults",), Answer(Outcome.REVIEW, {"net_ore": None}, text, BASIS, Verification.ASSUMED))
    return half_up(a_month(yearly)), True


def _given_or(c: Case, name: str, asked: Rule) -> tuple[int | None, Verification]:
    """Gives an amount as told, else as its rule works it out when the household has what it is for, else nought."""
    given: int | None = c.get(name)
    if given is not None:
        return given, Verification.PRIMARY
    if asked is housing_allowance and c.get("household_income_ore") is None:
        return 0, Verification.PRIMARY
    found = asked.body(c)
    amount: int | None = found.value["monthly_ore"]
    return amount, found.verification


def _against_guideline(c: Case, net: int) -> tuple[dict[str, Any], str]:
    """Compares with the guideline amount where the way of living is told."""
    if c.get("living_arrangement") is None and c.get("municipal_guideline_ore") is None:
        return {}, ""
    guideline = guideline_ore(c)
    if guideline is None:
        return {
            "guideline_ore": None,
            "fill_in": ["guideline_rates"],
        }, " Det er ikke sammenlignet med veiledende sats, fordi satsen ikke er lagt inn."
    more = net - guideline
    how = "over" if more >= 0 else "under"
    return {
        "guideline_ore": guideline,
        "against_guideline_ore": more,
    }, f" Det er {say_kroner(abs(more))} {how} veiledende sats."


def _left_out(c: Case, housing: int | None, unknown: list[str]) -> str:
    parts = []
    if "child_benefit" in unknown:
        parts.append(" Barnetrygd er ikke med, fordi satsen ikke er lagt inn.")
    if housing is None:
        parts.append(" Bostøtte er ikke med, fordi den ikke kan regnes ut.")
    elif c.facts.housing_allowance_ore is None and c.facts.household_income_ore is None:
        parts.append(" Bostøtte er ikke regnet med.")
    return "".join(parts)


def _signed(ore: int) -> str:
    return say_kroner(ore) if ore >= 0 else f"minus {say_kroner(-ore)}"
