"""Works out what Nav pays an employer in wage subsidy a month. How long it lasts, and who can have it, is in the theme of work."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from samlop.law.basis import Act, cite
from samlop.law.days import add_months, age_on
from samlop.law.finding import Anchor, Answer, Outcome
from samlop.law.household.rates import a_year, whole_kroner
from samlop.law.money import ORE_PER_KRONE
from samlop.law.parameters import Value, parameter
from samlop.law.rule import Case, rule
from samlop.law.words import say, say_date, say_kroner

BASIS = (cite(Act.TILTAKSFORSKRIFTEN, chapter="9"), cite(Act.TILTAKSFORSKRIFTEN, chapter="10"))
_PERCENT = ORE_PER_KRONE  # a percent is a hundredth, as øre are
_TEMPORARY, _PERMANENT, _TRIAL = "temporary_wage_subsidy", "permanent_wage_subsidy", "four_year_wage_subsidy"


@rule("wage_subsidy_amount", "HH-4.5-WAGE", title="Lønnstilskudd i måneden", basis=BASIS, headline="monthly_ore")
def wage_subsidy_amount(c: Case) -> Answer:
    """Works out the wage subsidy of a month: a share of wage, holiday pay, pension and employer's contribution.

    Basis: tiltaksforskriften chapters 9 and 10, Nav's agreement system (HH-4.5-WAGE: benefit catalogue, part 4.5, example 14).
    Valid: from 2018-01-01, the four-year trial from 2026-08-01; anchor: the day the measure starts.
    Outcome: calculated, never negative; not_met when the subsidy is over or the measure is no wage subsidy, and for somebody over
    the age of the trial.
    Not covered: lower shares that Nav agrees on, sickness pay, other grants to the employer; whether the person can have the measure.
    """
    started = c.need("measure_start")
    rates, version = c.version("wage_subsidy", started, Anchor.START)
    kind = _kind(c.need("measure"))
    if kind not in (_TEMPORARY, _PERMANENT, _TRIAL):
        text = "Tiltaket er ikke lønnstilskudd med fast sats."
        return Answer(Outcome.NOT_MET, {"monthly_ore": 0}, text, BASIS, rates.verified, version)
    percent, ends = _terms(c, rates, kind, started)
    if percent is None:
        text = "Det gis ikke lønnstilskudd til denne personen med dette tiltaket på denne datoen."
        value = {"monthly_ore": 0, "ends_before": ends}
        return Answer(Outcome.NOT_MET, value, text, BASIS, rates.verified, version)
    base = _base(c)
    monthly = whole_kroner(base * percent / _PERCENT)
    value = {"monthly_ore": monthly, "base_ore": whole_kroner(base), "rate": percent, "ends_before": ends}
    until = f" Tilskuddet varer ikke lenger enn til {say_date(ends)}." if ends else ""
    text = f"Lønnstilskuddet er {say(percent)} prosent av det arbeidsgiveren betaler: {say_kroner(monthly)} i måneden.{until}"
    return Answer(Outcome.CALCULATED, value, text, BASIS, rates.verified, version)


def _kind(measure: str) -> str:
    """Gives our name of a measure that may be told by Nav's code."""
    rows = parameter("nav_measures").values[-1]["measures"]
    return next((str(row["name"]) for row in rows if measure in (row["code"], row["name"])), measure)


def _terms(c: Case, rates: Value, kind: str, started: date) -> tuple[int | None, date | None]:
    """Gives the percent of the day, or None when none is paid, and the day the subsidy must be over."""
    if kind == _TRIAL:
        return _trial(c, rates, started)
    row: dict[str, Any] = rates["permanent"] if kind == _PERMANENT else rates[_help_needed(c)]
    ends = add_months(started, row["max_months"]) if "max_months" in row else None
    if c.on < started or (ends and c.on >= ends):
        return None, ends
    reduced = c.on >= add_months(started, row["reduction_after_months"])
    return row["rate_after_reduction" if reduced else "rate"], ends


def _help_needed(c: Case) -> str:
    group = c.need("effort_group")
    rows = parameter("effort_groups").values[-1]["groups"]
    reduced = next(row["reduced_capacity"] for row in rows if row["code"] == group)
    return "reduced_capacity" if reduced else "guidance"


def _trial(c: Case, rates: Value, started: date) -> tuple[int | None, date | None]:
    """Gives the percent of the year in the trial: one rate for each year."""
    trial: dict[str, Any] | None = rates.data.get("trial")
    if trial is None or age_on(c.need("birth_date"), started) >= trial["below_age"]:
        return None, None
    ends = add_months(started, trial[f"months_{c.need('contract')}"])
    if not started <= c.on < ends or c.on > rates["trial_last_day"]:
        return None, ends
    years = [add_months(started, a_year(number)) for number, _ in enumerate(trial["rates"])]
    *_, percent = (rate for begins, rate in zip(years, trial["rates"], strict=True) if begins <= c.on)
    return percent, ends


def _base(c: Case) -> Fraction:
    """Adds holiday pay to the wage, pension to both, and the employer's contribution to all of it."""
    total = Fraction(c.need("wage_ore"))
    for name in ("holiday_pay_percent", "pension_percent", "employer_tax_percent"):
        total *= 1 + Fraction(str(c.need(name))) / _PERCENT
    return total
