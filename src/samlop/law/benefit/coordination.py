"""Decides what other benefits, own means and paid work do to the introduction benefit."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from samlop.law.basis import Act, Provision, cite, intl
from samlop.law.benefit.amounts import effect_within, next_month, old_act, parts_of_month
from samlop.law.benefit.deductions import ZERO, coordination_in_month, paid_work_in_month
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.money import half_up, kroner
from samlop.law.parameters import parameter
from samlop.law.rule import Case, rule, version_of
from samlop.law.words import say_kroner, say_list

_UNKNOWN_BASIC = "Grunnbeløpet for måneden er ikke kjent ennå. Administrator må legge det inn."


def _whole_month(c: Case) -> tuple[date, Fraction | None]:
    """Gives the month of the day and the gross benefit in it, if the person takes part the whole month."""
    month = c.on.replace(day=1)
    after = next_month(month)
    parts = parts_of_month(c, month, after, effect_within(c, month, after))
    if any(part.basic is None for part in parts):
        return month, None
    return month, sum((part.month_ore for part in parts), ZERO)


@rule(
    "benefit_coordination",
    *("B-10", "B-11", "B-12", "B-13", "B-14", "B-15"),
    title="Stønad og andre ytelser",
    basis=(intl("22"),),
    headline="amount_ore",
)
def benefit_coordination(c: Case) -> Answer:
    """Works out what other public benefits take from a whole month of introduction benefit, and which cannot be had together.

    Basis: integreringsloven § 22; introduksjonsloven § 12 for those it governs (B-10 to B-15).
    Valid: from 2021-01-01, the older act before; anchor: as-of date, and the month it lies in.
    Outcome: calculated; review for transitional benefit and for pregnancy and care benefits, whose place in § 22 is not read.
    Not covered: whether the other benefit is right; what the introduction benefit does to it.
    """
    c.need("other_benefits")
    old = old_act(c)
    month, gross = _whole_month(c)
    found = parameter("benefit_coordination")
    rules = found.values[0] if old else found.at(month)
    version = version_of(rules, found.anchor, month)
    basis: tuple[Provision, ...] = (cite(Act.INTRODUKSJONSLOVEN, "12") if old else intl("22"),)
    if any(row["effect"] == "not_together" for row in coordination_in_month(c, month)[1]):
        basis = (*basis, cite(Act.TILTAKSPENGEFORSKRIFTEN, "7", 3))
    if gross is None:
        return Answer(Outcome.REVIEW, {"amount_ore": None}, _UNKNOWN_BASIC, basis, rules.verified, version)
    taken, rows = coordination_in_month(c, month)
    taken = min(taken, gross)
    amount = half_up(gross - taken)
    clash = [row["label"] for row in rows if row["effect"] == "not_together"]
    value: dict[str, Any] = {
        "amount_ore": amount,
        "amount": kroner(amount),
        "reduction_ore": half_up(gross) - amount,
        "reduction": kroner(half_up(gross) - amount),
        "not_together": [row["kind"] for row in rows if row["effect"] == "not_together"],
        "each": [{"kind": row["kind"], "reduction_ore": half_up(row["taken"])} for row in rows],
    }
    text = f"Stønaden er {say_kroner(amount)} i måneden før skatt."
    if taken:
        text = f"Andre ytelser reduserer stønaden med {say_kroner(half_up(gross) - amount)}. {text}"
    if clash:
        text = f"{text} {say_list(clash).capitalize()} kan ikke gis sammen med introduksjonsstønad."
    note = "Paragraf 22 er ikke lest. Reglene er hentet fra veiledning."
    sure = Verification.ASSUMED if clash else rules.verified
    change = ("Svaret endres når den andre ytelsen endres, eller når retten ikke er tjent opp før oppstart.",)
    return Answer(Outcome.CALCULATED, value, text, basis, sure, version, note, change)


@rule(
    "paid_work_reduction",
    *("B-16", "B-17"),
    title="Stønad og betalt arbeid",
    basis=(intl("23"),),
    headline="amount_ore",
)
def paid_work_reduction(c: Case) -> Answer:
    """Works out what paid work takes from a whole month: hours inside the programme at the hour rate, work beside it nothing.

    Basis: integreringsloven § 23 (B-16, B-17).
    Valid: from 2021-01-01; anchor: as-of date, and the month it lies in; each piece of work the rate of its own day.
    Outcome: calculated; review where whole days are worked, since days or hours may be counted.
    Not covered: whether the work is part of the programme, which the plan says.
    """
    work = c.need("paid_work")
    month, gross = _whole_month(c)
    rules, version = c.version("benefit_rates", month)
    basis = (intl("23"), intl("20"))
    if gross is None:
        return Answer(Outcome.REVIEW, {"amount_ore": None}, _UNKNOWN_BASIC, basis, rules.verified, version)
    taken, hours = paid_work_in_month(c, month, effect_within(c, month, next_month(month)))
    taken = min(taken, gross)
    amount = half_up(gross - taken)
    value = {
        "amount_ore": amount,
        "amount": kroner(amount),
        "reduction_ore": half_up(taken),
        "reduction": kroner(half_up(taken)),
        "hours": float(hours),
    }
    if taken:
        text = f"Betalt arbeid i programmet reduserer stønaden med {say_kroner(half_up(taken))}. Stønaden er {say_kroner(amount)} før skatt."
    elif work:
        text = "Arbeid utenfor programtiden reduserer ikke stønaden."
    else:
        text = "Det er ikke registrert betalt arbeid."
    change = ("Flere eller færre betalte timer i programmet endrer stønaden.",)
    return Answer(Outcome.CALCULATED, value, text, basis, Verification.ASSUMED, version, would_change=change)


@rule(
    "own_means_reduction",
    "B-16",
    title="Stønad og egne midler",
    basis=(intl("23"),),
    headline="reduction_ore",
)
def own_means_reduction(c: Case) -> Answer:
    """Says that wealth and income from work beside the programme take nothing from the benefit.

    Basis: integreringsloven § 23 (B-16).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: calculated.
    Not covered: what wealth does to other benefits, such as social assistance and housing allowance.
    """
    c.need("wealth_ore")
    rules, version = c.version("benefit_rates")
    value = {"reduction_ore": 0, "reduction": 0.0}
    text = "Formue og sparepenger reduserer ikke stønaden."
    return Answer(Outcome.CALCULATED, value, text, (intl("23"),), rules.verified, version)
