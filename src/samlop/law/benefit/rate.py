"""Finds a participant's rate of introduction benefit, and what it comes to in a month on the day."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from samlop.law.basis import Act, cite, intl
from samlop.law.days import birthday
from samlop.law.finding import Answer, Outcome
from samlop.law.parameters import parameter
from samlop.law.rule import Case, rule
from samlop.law.words import say_kroner, say_list

BASIS = (intl("20"), cite(Act.FOLKETRYGDLOVEN, "1-4"))
_MONTHS_PER_YEAR, _ORE_PER_KRONE = 12, 100
_RATES = {
    "full": "full stønad",
    "two_thirds": "to tredeler av full stønad",
    "one_third": "en tredel av full stønad",
}


@rule(
    "introduction_benefit",
    "B-02",
    "B-03",
    "B-04",
    "B-05",
    "B-06",
    "B-08",
    title="Introduksjonsstønad",
    basis=BASIS,
    headline="share",
)
def introduction_benefit(c: Case) -> Answer:
    """Finds the rate of the introduction benefit and the monthly amount before tax on the day.

    Basis: integreringsloven § 20, folketrygdloven § 1-4 (B-02 to B-06, B-08).
    Valid: from 2021-01-01, the lower rate for childless couples after June 2024; anchor: as-of date.
    Outcome: calculated; review for a childless couple, since the commencement of their rate has not been found, and when the
    basic amount of the day is not known.
    Not covered: absence, other benefits, paid work, part months, tax; parents under 25 who live with their own parents.
    """
    rates, version = c.version("benefit_rates")
    rate, share = _own_rate(c, rates["full_rate_from_age"], rates["young_own_home"], rates["young_with_parent"])
    couple = _couple_share(c)
    total = share * couple
    words = _RATES[rate] + (
        ""
        if couple == 1
        else f", og deretter {couple.numerator} av {couple.denominator} deler fordi begge i paret deltar"
    )
    value: dict[str, object] = {"rate": rate, "share": f"{total.numerator}/{total.denominator}", "couple": couple != 1}
    change = _changes(c, rates["full_rate_from_age"])
    basic = parameter("basic_amount").get(c.on)
    if basic is None:
        text = f"Personen får {words}. Grunnbeløpet for denne datoen er ikke kjent ennå."
        value |= {"monthly_amount": None, "monthly_amount_ore": None}
        note = "Grunnbeløpet må legges inn før beløpet kan regnes ut."
        return Answer(Outcome.REVIEW, value, text, BASIS, rates.verified, version, note, change)
    ore = _half_up(
        Fraction(basic["number"] * rates["basic_amounts_per_year"] * _ORE_PER_KRONE, _MONTHS_PER_YEAR) * total
    )
    value |= {"monthly_amount": ore / _ORE_PER_KRONE, "monthly_amount_ore": ore, "basic_amount": basic["number"]}
    text = f"Personen får {words}: {say_kroner(ore)} i måneden før skatt."
    return Answer(Outcome.CALCULATED, value, text, BASIS, rates.verified, version, would_change=change)


def _own_rate(c: Case, full_from: int, own_home: list[int], with_parent: list[int]) -> tuple[str, Fraction]:
    if c.on >= birthday(c.need("birth_date"), full_from):
        return "full", Fraction(1)
    if c.need("lives_with_parents"):
        return "one_third", Fraction(*with_parent)
    return "two_thirds", Fraction(*own_home)


def _couple_share(c: Case) -> Fraction:
    """Gives the couple's share: both in programme and no children. Whether the rule is in force is an open question."""
    if not c.get("partner_in_programme") or c.need("children"):
        return Fraction(1)
    rule_now, _ = c.version("couple_rate")
    if rule_now.id == "none" or c.ask("couple_rate_commencement") == "not_in_force":
        return Fraction(1)
    return Fraction(*rule_now["share"])


def _changes(c: Case, full_from: int) -> tuple[str, ...]:
    born: date | None = c.facts.birth_date
    changes = []
    if born is not None and c.on < birthday(born, full_from):
        changes.append("satsen øker når personen fyller 25 år")
    changes.append("beløpet endres når grunnbeløpet endres 1. mai")
    return (f"{say_list(changes).capitalize()}.",)


def _half_up(amount: Fraction) -> int:
    """Rounds half up once, since the law has no rule on rounding."""
    return int(amount + Fraction(1, 2))
