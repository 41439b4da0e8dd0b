"""Works out what comes off a month's benefit: invalid absence, other benefits, and paid work inside the programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from samlop.law.benefit.amounts import (
    Effect,
    Part,
    basic_amount_on,
    day_ore,
    hour_ore,
    month_ore,
    next_month,
    old_act,
    rate_on,
    rates_on,
    thirtieths,
    units_on,
    year_ore,
)
from samlop.law.benefit.ledger import DEDUCTED, Away
from samlop.law.days import working_days
from samlop.law.facts.benefit import OtherBenefit, PaidWork
from samlop.law.money import ORE_PER_KRONE
from samlop.law.parameters import parameter
from samlop.law.rule import Case

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Deducted:
    """What invalid absence takes from one month: exact øre, whole days and hours."""

    ore: Fraction
    days: int
    hours: Fraction
    whole_month: bool


def full_rate_year(c: Case, day: date, effective: Effect, known_on: date | None = None) -> Fraction | None:
    """Gives the participant's own rate on the day, a year; None where the basic amount is not known."""
    basic, old = basic_amount_on(day, known_on), old_act(c)
    if basic is None:
        return None
    return year_ore(basic, rates_on(c, day, old)) * rate_on(c, day, effective, old=old).share


def absence_in_month(
    c: Case, away: list[Away], parts: list[Part], effective: Effect, known_on: date | None = None
) -> Deducted:
    """Sums the invalid days and hours in the paid parts of a month, each at the rate of its own day, never more than the parts."""
    if all(item.benefit != DEDUCTED for item in away):
        return Deducted(ZERO, 0, ZERO, False)
    programme_days = {day for part in parts for day in working_days(part.first, part.until - timedelta(days=1))}
    missed: dict[date, Fraction | None] = {}
    for item in away:
        if item.benefit == DEDUCTED and item.day in programme_days:
            before = missed.get(item.day, ZERO)
            missed[item.day] = None if item.hours is None or before is None else before + Fraction(str(item.hours))
    if not missed:
        return Deducted(ZERO, 0, ZERO, False)
    gross = sum((part.month_ore for part in parts), ZERO)
    whole_days = {day for day, hours in missed.items() if hours is None or _fills_the_day(c, hours)}
    if programme_days <= whole_days and c.ask("absence_whole_month") == "whole_month":
        return Deducted(gross, len(whole_days), ZERO, True)
    total, hours_all = ZERO, ZERO
    for day, hours in sorted(missed.items()):
        year, units = full_rate_year(c, day, effective, known_on), units_on(day, old_act(c))
        if year is None:
            continue
        day_rate = day_ore(year, units)
        if hours is None or day in whole_days:
            total += day_rate
            continue
        by_hours = hours * hour_ore(year, units)
        hours_all += hours
        total += day_rate if by_hours > day_rate and c.ask("absence_day_cap") == "capped" else by_hours
    return Deducted(min(total, gross), len(whole_days), hours_all, False)


def _fills_the_day(c: Case, hours: Fraction) -> bool:
    a_day = c.get("hours_per_programme_day")
    return bool(a_day) and hours >= Fraction(str(a_day))


def coordination_in_month(c: Case, month: date) -> tuple[Fraction, list[dict[str, Any]]]:
    """Sums what other benefits take from the month, and lists each with its effect."""
    old = old_act(c)
    rule_now = parameter("benefit_coordination").values[0] if old else parameter("benefit_coordination").at(month)
    kinds: Mapping[str, Mapping[str, Any]] = {kind["code"]: kind for kind in rule_now["kinds"]}
    total, rows = ZERO, []
    benefits: tuple[OtherBenefit, ...] = c.get("other_benefits") or ()
    for benefit in benefits:
        received = _in_month(benefit, month, int(units_on(month, old)["days_per_month"]))
        if not received:
            continue
        kind = kinds[benefit.kind]
        taken = _taken(c, benefit, kind["effect"], received, month, rule_now)
        total += taken
        rows.append({"kind": benefit.kind, "label": kind["label"], "effect": kind["effect"], "taken": taken})
    return total, rows


def _in_month(benefit: OtherBenefit, month: date, counted: int) -> Fraction:
    """Gives the part of the monthly amount that falls in the month, on thirty days."""
    after = next_month(month)
    begins = min(max(benefit.starts or month, month), after)
    ends = max(min(benefit.ends or after, after), month)
    days = thirtieths(ends, after, counted) - thirtieths(begins, after, counted)
    return Fraction(benefit.monthly_ore * max(days, 0), counted)


def _taken(c: Case, benefit: OtherBenefit, effect: str, received: Fraction, month: date, rule_now: Any) -> Fraction:
    if effect == "reduces":
        return received
    if effect == "reduces_if_earned_before_start" or (
        effect == "not_read" and c.ask("care_benefits_coordination") == "reduces"
    ):
        return received if _earned_before(c, benefit) else ZERO
    if effect == "above_free_amount" or (
        effect == "not_read_may_continue" and c.ask("transitional_benefit_coordination") == "as_before"
    ):
        basic = basic_amount_on(month)
        free = month_ore(Fraction(*rule_now["transitional_free_basic_amounts"]) * (basic or 0) * ORE_PER_KRONE)
        return max(received - free, ZERO) * Fraction(*rule_now["transitional_share"])
    return ZERO


def _earned_before(c: Case, benefit: OtherBenefit) -> bool:
    known = benefit.earned_before_start
    return bool(c.need("benefit_earned_before_start") if known is None else known)


def paid_work_in_month(
    c: Case, month: date, effective: Effect, known_on: date | None = None
) -> tuple[Fraction, Fraction]:
    """Sums the reduction for paid work that is part of the programme, and its hours. Work beside the programme takes nothing."""
    total, hours = ZERO, ZERO
    work: tuple[PaidWork, ...] = c.get("paid_work") or ()
    old = old_act(c)
    for row in work:
        if not row.in_programme or row.on_day.replace(day=1) != month:
            continue
        year = full_rate_year(c, row.on_day, effective, known_on)
        if year is None:
            continue
        units, row_hours = units_on(row.on_day, old), Fraction(str(row.paid_hours))
        hours += row_hours
        if row.whole_days and c.ask("paid_work_counting") == "by_days":
            total += row.whole_days * day_ore(year, units)
        else:
            total += row_hours * hour_ore(year, units)
    return total, hours
