"""Works out benefits from Nav to live on outside the introduction programme."""

from __future__ import annotations

from fractions import Fraction

from samlop.law.basis import Act, cite
from samlop.law.days import age_on, birthday
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.household.rates import a_month, born_by, in_ore, not_filled_in, share
from samlop.law.money import half_up
from samlop.law.parameters import Value, parameter
from samlop.law.rule import Case, rule
from samlop.law.words import say, say_kroner, say_number

_QUALIFICATION = (cite(Act.SOSIALTJENESTELOVEN, "29"), cite(Act.SOSIALTJENESTELOVEN, "35"))
_MEASURE_PAY = (cite(Act.TILTAKSPENGEFORSKRIFTEN, "7", 3),)
_AAP = (cite(Act.FOLKETRYGDLOVEN, chapter="11"),)
_YOUTH = (cite(Act.UNGDOMSPROGRAMFORSKRIFTEN, "9"),)


def _yearly_ore(c: Case, rates: Value) -> Fraction | None:
    """Gives a year's benefit as a share of the basic amount, less for the young. None when the basic amount is not known."""
    basic = parameter("basic_amount").get(c.on)
    if basic is None:
        return None
    parts = rates["basic_amounts_per_year"]
    full = in_ore(basic["number"]) * (share(parts) if isinstance(parts, list) else Fraction(parts))
    young = c.on < birthday(c.need("birth_date"), rates["full_rate_from_age"])
    return full * share(rates["young"]) if young else full


@rule(
    "qualification_programme_benefit",
    "HH-4.5-KVP",
    title="Kvalifiseringsstønad",
    basis=_QUALIFICATION,
    headline="monthly_ore",
)
def qualification_programme_benefit(c: Case) -> Answer:
    """Works out the benefit in the qualification programme in a month.

    Basis: sosialtjenesteloven §§ 29 and 35 (HH-4.5-KVP: benefit catalogue, part 4.5).
    Valid: from 2010-01-01; anchor: as-of date.
    Outcome: calculated; review for somebody with children, since the supplement for children has not been seen, and when the basic
    amount is not known.
    Not covered: who has a right to the programme, absence, and other benefits.
    """
    rates, version = c.version("qualification_programme")
    yearly = _yearly_ore(c, rates)
    if yearly is None:
        return not_filled_in(c, ("basic_amount",), _QUALIFICATION)
    monthly = half_up(a_month(yearly))
    months = rates["max_months"]
    value: dict[str, object] = {"monthly_ore": monthly, "max_months": months}
    text = f"Kvalifiseringsstønaden er {say_kroner(monthly)} i måneden før skatt."
    length = f" Programmet varer inntil {say(months)} måneder om gangen, og kan forlenges."
    small = [b for b in born_by(c.need("children"), c.on) if age_on(b, c.on) < rates["child_up_to_age"]]
    if small:
        text = f"Uten barnetillegg er stønaden {say_kroner(monthly)} i måneden før skatt. Satsen for barnetillegg er ikke lagt inn."
        value = {
            "monthly_ore": None,
            "without_children_ore": monthly,
            "max_months": months,
            "fill_in": ["qualification_programme"],
        }
        return Answer(Outcome.REVIEW, value, text + length, _QUALIFICATION, rates.verified, version)
    return Answer(Outcome.CALCULATED, value, text + length, _QUALIFICATION, rates.verified, version)


@rule("tiltakspenger_amount", "HH-4.5-TP", title="Tiltakspenger", basis=_MEASURE_PAY, headline="amount_ore")
def tiltakspenger_amount(c: Case) -> Answer:
    """Works out tiltakspenger for a period: paid days with full or reduced amount, and a supplement for each child.

    Basis: tiltakspengeforskriften § 7 (HH-4.5-TP: benefit catalogue, part 4.5).
    Valid: amounts from 2023-01-01 to 2026-12-31; anchor: as-of date.
    Outcome: calculated; not_met in the introduction programme, where the introduction benefit is the support; review outside the years
    we have amounts for.
    Not covered: which measures give a right, which days are paid, and other benefits.
    """
    if c.get("programme_running"):
        text = (
            "Personen får ikke tiltakspenger i introduksjonsprogrammet. Introduksjonsstønaden er det personen lever av."
        )
        value = {"right": False, "amount_ore": 0}
        return Answer(Outcome.NOT_MET, value, text, _MEASURE_PAY, Verification.GUIDANCE)
    rates = parameter("tiltakspenger").get(c.on)
    if rates is None:
        return not_filled_in(c, ("tiltakspenger",), _MEASURE_PAY, "amount_ore")
    _, version = c.version("tiltakspenger")
    full, reduced = c.need("paid_days"), c.get("reduced_days") or 0
    children = len([b for b in born_by(c.need("children"), c.on) if age_on(b, c.on) < rates["child_up_to_age"]])
    kroner = full * (rates["daily"] + children * rates["child"])
    kroner += reduced * (rates["daily_reduced"] + children * rates["child_reduced"])
    value = {"right": True, "amount_ore": in_ore(kroner), "children": children}
    text = f"Tiltakspengene for perioden er {say_kroner(in_ore(kroner))} før skatt."
    return Answer(Outcome.CALCULATED, value, text, _MEASURE_PAY, rates.verified, version)


@rule("aap_minimum", "HH-4.5-AAP", title="Minste arbeidsavklaringspenger", basis=_AAP, headline="monthly_ore")
def aap_minimum(c: Case) -> Answer:
    """Finds the lowest work assessment allowance.

    Basis: folketrygdloven chapter 11 (HH-4.5-AAP: benefit catalogue, part 4.5).
    Valid: from 2024-07-01; anchor: as-of date.
    Outcome: calculated; review before that day and when the basic amount is not known.
    Not covered: the right to the allowance, the supplement for children, and work beside it.
    """
    rates = parameter("aap_minimum").get(c.on)
    if rates is None:
        return not_filled_in(c, ("aap_minimum",), _AAP)
    yearly = _yearly_ore(c, rates)
    if yearly is None:
        return not_filled_in(c, ("basic_amount",), _AAP)
    _, version = c.version("aap_minimum")
    monthly, daily = half_up(a_month(yearly)), half_up(yearly / rates["days_per_year"])
    value = {"yearly_ore": half_up(yearly), "monthly_ore": monthly, "daily_ore": daily}
    text = f"Den som har rett til arbeidsavklaringspenger, får minst {say_kroner(monthly)} i måneden før skatt."
    change = ("Satsen øker når personen fyller 25 år, og når grunnbeløpet endres 1. mai.",)
    return Answer(Outcome.CALCULATED, value, text, _AAP, rates.verified, version, "", change)


@rule("youth_programme_benefit", "HH-4.5-YOUTH", title="Ytelse i ungdomsprogrammet", basis=_YOUTH, headline="daily_ore")
def youth_programme_benefit(c: Case) -> Answer:
    """Works out the benefit in the trial with a youth programme: a day, and a period less the share of work income.

    Basis: forskrift om forsøk med ungdomsprogram § 9 (HH-4.5-YOUTH: benefit catalogue, part 4.5).
    Valid: from 2025-08-01; anchor: as-of date.
    Outcome: calculated, never negative; not_met outside the ages, the counties or the weeks, and beside another benefit to live on;
    review before the trial and when the basic amount is not known.
    Not covered: which counties take part; whether the extra weeks are given; how the trial ends.
    """
    rates = parameter("youth_programme").get(c.on)
    if rates is None:
        return not_filled_in(c, ("youth_programme",), _YOUTH, "daily_ore")
    _, version = c.version("youth_programme")
    refused = _youth_refused(c, rates)
    if refused:
        return Answer(Outcome.NOT_MET, {"daily_ore": 0}, refused, _YOUTH, rates.verified, version)
    yearly = _yearly_ore(c, rates)
    if yearly is None:
        return not_filled_in(c, ("basic_amount",), _YOUTH, "daily_ore")
    children = len(born_by(c.need("children"), c.on))
    daily = yearly / rates["days_per_year"] + children * in_ore(rates["child"])
    value: dict[str, object] = {"daily_ore": half_up(daily), "children": children, "max_weeks": rates["max_weeks"]}
    text = f"Ytelsen er {say_kroner(half_up(daily))} dagen før skatt, mandag til fredag."
    days = c.get("paid_days")
    if days is not None:
        earned = (c.get("work_income_ore") or 0) * share(rates["income_share"])
        period = half_up(max(Fraction(0), days * daily - earned))
        value["amount_ore"] = period
        text += f" For perioden blir det {say_kroner(period)} etter fradrag for arbeidsinntekt."
    return Answer(Outcome.CALCULATED, value, text, _YOUTH, rates.verified, version)


def _youth_refused(c: Case, rates: Value) -> str:
    """Says why the trial does not reach the person, or nothing."""
    lowest, highest = rates["lowest_age"], rates["highest_age"]
    if not lowest <= age_on(c.need("birth_date"), c.on) <= highest:
        return f"Forsøket er for dem som er fra {say(lowest)} til {say(highest)} år."
    if c.get("lives_in_trial_county") is False:
        return "Personen bor ikke i et fylke som er med i forsøket."
    if c.get("other_living_benefit") or c.get("programme_running"):
        return "Personen får en annen ytelse til å leve av, og kan ikke få denne i tillegg."
    if (c.get("youth_programme_weeks") or 0) > rates["max_weeks"] + rates["extra_weeks"]:
        weeks, extra = say_number(rates["max_weeks"]), say_number(rates["extra_weeks"])
        return f"Ytelsen varer inntil {weeks} uker, med inntil {extra} uker til."
    return ""
