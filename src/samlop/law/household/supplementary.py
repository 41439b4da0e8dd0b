"""Works out supplementary benefit for disabled refugees and for people over 67 with a short residence."""

from __future__ import annotations

from fractions import Fraction

from samlop.law.basis import Act, cite
from samlop.law.finding import Answer, Outcome, Verification, Version
from samlop.law.household.rates import a_month, in_ore, not_filled_in, share, whole_kroner
from samlop.law.parameters import Value, parameter
from samlop.law.rule import Case, rule
from samlop.law.words import say, say_kroner

BASIS = tuple(cite(Act.SUPPLERANDE_STONAD, section) for section in ("5", "6", "7", "8"))
_DISABLED, _OLD = "disabled_refugee", "over_67"
_NOTE = "Fra 2026 kan det være klarere regler for når retten faller bort på grunn av inntekt eller formue (Prop. 33 L (2025-2026)). De er ikke lest."


@rule(
    "supplementary_wealth_limit",
    "HH-4.4",
    title="Formuesgrense for supplerende stønad",
    basis=BASIS,
    headline="limit_ore",
)
def supplementary_wealth_limit(c: Case) -> Answer:
    """Finds the most wealth somebody with supplementary benefit may have, together with a spouse.

    Basis: lov om supplerande stønad § 8 (HH-4.4: benefit catalogue, part 4.4).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: calculated; review when the basic amount of the day is not known.
    Not covered: what counts as wealth.
    """
    c.get("supplementary_group")  # the limit is the same for both groups, and the reader should see that it was seen
    limit = _wealth_limit(c)
    if limit is None:
        return not_filled_in(c, ("basic_amount",), BASIS, "limit_ore")
    rates, version = c.version("supplementary_benefit")
    text = f"Formuen kan være inntil {say_kroner(limit)}, til sammen for et par."
    return Answer(Outcome.CALCULATED, {"limit_ore": limit}, text, BASIS, rates.verified, version, _NOTE)


def _wealth_limit(c: Case) -> int | None:
    basic = parameter("basic_amount").get(c.on)
    if basic is None:
        return None
    return whole_kroner(
        in_ore(basic["number"]) * share(parameter("supplementary_benefit").at(c.on)["wealth_limit_share"])
    )


@rule("supplementary_benefit", "HH-4.4", title="Supplerende stønad", basis=BASIS, headline="monthly_ore")
def supplementary_benefit(c: Case) -> Answer:
    """Works out supplementary benefit in a month, after the person's own income and a spouse's.

    Basis: lov om supplerande stønad §§ 5 to 8 (HH-4.4: benefit catalogue, part 4.4).
    Valid: disabled refugees from 2021-01-01, higher shares from 2024-07-01; over 67 from 2025-05-01; anchor: as-of date.
    Outcome: calculated, never negative; not_met over the wealth limit, too long abroad, or under the smallest amount; review when
    the amounts of the day are not known.
    Not covered: whether somebody is a disabled refugee, lawful residence, and what counts as income and wealth.
    """
    levels = _levels(c, c.need("supplementary_group"))
    limit = _wealth_limit(c)
    if levels is None or limit is None:
        unknown = {"basic_amount": limit, "supplementary_benefit_over_67": levels}
        names = [name for name, known in unknown.items() if known is None]
        return not_filled_in(c, names if c.facts.supplementary_group == _OLD else names[:1], BASIS)
    ordinary, high, sure, version = levels
    stopped = _stopped(c, limit)
    if stopped:
        return Answer(Outcome.NOT_MET, {"monthly_ore": 0}, stopped, BASIS, sure, version, _NOTE)
    rate_name, rate = ("high", high) if _gets_high_rate(c) else ("ordinary", ordinary)
    from_partner = _from_partner(c)
    if from_partner is None:
        return not_filled_in(c, ("supplementary_benefit_over_67",), BASIS)
    counted = _own_income(c) + from_partner
    left = max(Fraction(0), rate - counted)
    smallest = high * share(parameter("supplementary_benefit").at(c.on)["smallest_share_of_high"])
    monthly = whole_kroner(left) if left >= smallest else 0
    value = {
        "monthly_ore": monthly,
        "months_at_a_time": parameter("supplementary_conditions").at(c.on)["months_at_a_time"],
        "rate": rate_name,
        "full_ore": whole_kroner(rate),
        "deducted_ore": whole_kroner(counted),
    }
    change = (
        "Stønaden endres når inntekten til personen eller ektefellen endres, når noen flytter, og når satsene endres.",
    )
    if not monthly:
        text = "Inntekten er så høy at det ikke blir noen supplerende stønad."
        return Answer(Outcome.NOT_MET, value, text, BASIS, sure, version, _NOTE, change)
    lowered = f" Full stønad er {say_kroner(whole_kroner(rate))}, og inntekt trekkes fra." if counted else ""
    text = f"Den supplerende stønaden er {say_kroner(monthly)} i måneden.{lowered}"
    return Answer(Outcome.CALCULATED, value, text, BASIS, sure, version, _NOTE, change)


def _levels(c: Case, group: str) -> tuple[Fraction, Fraction, Verification, Version] | None:
    """Gives the ordinary and the high level of a month in øre, exact, or None when they are not known for the day."""
    if group == _OLD:
        known = parameter("supplementary_benefit_over_67").get(c.on)
        if known is None:
            return None
        _, version = c.version("supplementary_benefit_over_67")
        return _month_of(known["ordinary"]), _month_of(known["high"]), known.verified, version
    basic = parameter("basic_amount").get(c.on)
    if basic is None:
        return None
    rates, version = c.version("supplementary_benefit")
    return _of_basic(rates, basic, "ordinary"), _of_basic(rates, basic, "high"), rates.verified, version


def _of_basic(rates: Value, basic: Value, name: str) -> Fraction:
    return a_month(in_ore(basic["number"]) * share(rates[name]))


def _month_of(kroner: int) -> Fraction:
    return a_month(in_ore(kroner))


def _stopped(c: Case, limit: int) -> str:
    """Says why no benefit is paid at all, or nothing."""
    if (c.get("household_wealth_ore") or 0) > limit:
        return f"Formuen er over grensen på {say_kroner(limit)}."
    most = parameter("supplementary_conditions").at(c.on)["most_days_abroad"]
    if (c.get("days_abroad") or 0) > most:
        return f"Personen har vært mer enn {say(most)} dager i utlandet i perioden."
    return ""


def _gets_high_rate(c: Case) -> bool:
    """Says whether the high rate holds: alone, or with a spouse under 67 who is no disabled refugee."""
    living = c.need("living_arrangement")
    if living == "with_partner":
        return bool(c.need("partner_group") == "under_67")
    return bool(living == "alone")


def _own_income(c: Case) -> int:
    """Adds up the person's own income. Of work income and what she is expected to earn, only the larger counts."""
    work = max(c.get("work_income_ore") or 0, c.get("assumed_income_ore") or 0)
    return int(work + (c.get("other_income_ore") or 0))


def _from_partner(c: Case) -> Fraction | None:
    """Gives the part of a spouse's income that is deducted, with the spouse's social assistance on top.

    None when the free amount of a spouse over 67 is not known for the day.
    """
    if c.need("living_arrangement") != "with_partner":
        return Fraction(0)
    income, group = Fraction(c.need("partner_income_ore")), c.need("partner_group")
    free = Fraction(0)
    if group in (_OLD, _DISABLED):
        levels = _levels(c, group)
        if levels is None:
            return None
        free = levels[0]
    return max(Fraction(0), income - free) + (c.get("partner_social_assistance_ore") or 0)
