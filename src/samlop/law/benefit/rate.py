"""Finds a participant's rate of introduction benefit, and what it comes to in a year, a month, a day and an hour."""

from __future__ import annotations

from datetime import date
from typing import Any

from samlop.law.basis import Act, Provision, cite, intl
from samlop.law.benefit.amounts import (
    Rate,
    amounts,
    basic_amount_on,
    old_act,
    rate_on,
    rates_on,
    units_on,
)
from samlop.law.days import birthday
from samlop.law.finding import Answer, Outcome
from samlop.law.money import kroner
from samlop.law.parameters import parameter
from samlop.law.rule import Case, rule, version_of
from samlop.law.words import say_kroner, say_list

BASIS = (intl("20"), cite(Act.FOLKETRYGDLOVEN, "1-4"))
OLD_BASIS = (cite(Act.INTRODUKSJONSLOVEN, "8"), cite(Act.FOLKETRYGDLOVEN, "1-4"))
_RATES = {
    "full": "full stønad",
    "two_thirds": "to tredeler av full stønad",
    "one_third": "en tredel av full stønad",
}


def basis_of(old: bool) -> tuple[Provision, ...]:
    """Gives what the amounts rest on under the act that governs."""
    return OLD_BASIS if old else BASIS


def say_rate(rate: Rate) -> str:
    """Says the rate in words."""
    couple = rate.couple
    if couple == 1:
        return _RATES[rate.name]
    return (
        f"{_RATES[rate.name]}, og deretter {couple.numerator} av {couple.denominator} deler fordi begge i paret deltar"
    )


@rule(
    "introduction_benefit",
    *("B-02", "B-03", "B-04", "B-05", "B-06", "B-08", "B-25"),
    title="Introduksjonsstønad",
    basis=BASIS,
    headline="share",
)
def introduction_benefit(c: Case) -> Answer:
    """Finds the rate of the introduction benefit on the day, and the amounts for a year, month, day and hour before tax.

    Basis: integreringsloven § 20, folketrygdloven § 1-4 (B-02 to B-06, B-08); introduksjonsloven § 8 for those it governs; the
    same rates for temporary protection (B-25).
    Valid: from 2021-01-01, the lower rate for childless couples after June 2024, the older act from 2003-09-01; anchor: as-of date.
    Outcome: calculated; review for a childless couple, since the commencement of their rate has not been found, for young
    parents who live with their own parents, for couples whose children are grown or live elsewhere, and when the basic amount
    of the day is not known.
    Not covered: absence, other benefits, paid work, tax; children whom only the other in the couple has; part months and from
    which day in a month a new rate is paid, which `benefit_for_period` answers.
    """
    old = old_act(c)
    rates = rates_on(c, c.on, old)
    version = version_of(rates, parameter("benefit_rates").anchor, c.on)
    rate = rate_on(c, c.on, old=old)
    total, words = rate.share, say_rate(rate)
    value: dict[str, Any] = {
        "rate": rate.name,
        "share": f"{total.numerator}/{total.denominator}",
        "couple": rate.couple != 1,
    }
    change = _changes(c, rate, rates["full_rate_from_age"])
    basis = basis_of(old)
    basic = basic_amount_on(c.on)
    if basic is None:
        text = f"Personen får {words}. Grunnbeløpet for denne datoen er ikke kjent ennå."
        value |= {"monthly_amount": None, "monthly_amount_ore": None}
        note = "Grunnbeløpet må legges inn før beløpet kan regnes ut."
        return Answer(Outcome.REVIEW, value, text, basis, rates.verified, version, note, change)
    a_year, ore, a_day, an_hour = amounts(basic, rates, total, units_on(c.on, old))
    value |= {
        "monthly_amount": kroner(ore),
        "monthly_amount_ore": ore,
        "basic_amount": basic,
        "yearly_amount_ore": a_year,
        "daily_amount_ore": a_day,
        "hourly_amount_ore": an_hour,
    }
    text = f"Personen får {words}: {say_kroner(ore)} i måneden før skatt."
    return Answer(Outcome.CALCULATED, value, text, basis, rates.verified, version, would_change=change)


def _changes(c: Case, rate: Rate, full_from: int) -> tuple[str, ...]:
    born: date | None = c.facts.birth_date
    changes = []
    if born is not None and c.on < birthday(born, full_from):
        changes.append(f"satsen øker når personen fyller {full_from} år")
    if rate.name == "one_third":
        changes.append("satsen øker når personen flytter fra foreldrene")
    if rate.couple != 1:
        changes.append("satsen øker når paret får barn eller den ene slutter i programmet")
    changes.append("beløpet endres når grunnbeløpet endres 1. mai")
    return (f"{say_list(changes).capitalize()}.",)
