"""Finds the rate on a day, the parts of a month with one rate each, and their exact amounts in øre before rounding."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import pairwise

from samlop.law.days import add_months, birthday
from samlop.law.facts import Child
from samlop.law.money import ORE_PER_KRONE, half_up
from samlop.law.parameters import Value, parameter
from samlop.law.programme import governing_act
from samlop.law.rule import Case

_MONTHS_PER_YEAR = 12
_ADULT_AGE = "adult_age"
BIRTHDAY, HOUSEHOLD = "birthday", "household"

# From which day a change counts: given what changed and when.
Effect = Callable[[str, date], date]
Spans = tuple[tuple[date, date], ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """What part of the full rate somebody gets: by age and home, and then by couple."""

    name: str
    own: Fraction
    couple: Fraction

    @property
    def share(self) -> Fraction:
        return self.own * self.couple


@dataclass(frozen=True, slots=True)
class Part:
    """Some days of one month with one rate. `basic` is None where the basic amount is not known yet."""

    first: date
    until: date
    days: int
    rate: Rate
    basic: int | None
    year_ore: Fraction
    month_ore: Fraction


def old_act(c: Case) -> bool:
    """Says whether the Introduction Act governs. A case without a permit is taken as new."""
    if not c.facts.grants:
        return False
    first = c.facts.grants[0].permit_date
    if first is None or first >= parameter("governing_act").named(governing_act.NEW).valid_from:
        return False
    return bool(governing_act.governing_act.body(c).value == governing_act.OLD)


def on_the_day(_: str, changed: date) -> date:
    """Lets every change count from the day it happened."""
    return changed


def effect_within(c: Case, first: date, until: date) -> Effect:
    """Lets a change inside a month of the period count from the day the reading says; the law is silent."""
    months_begin, months_end = first.replace(day=1), next_month(until)

    def effective(kind: str, changed: date) -> date:
        month = changed.replace(day=1)
        if changed == month or not months_begin <= month < months_end:
            return changed
        how = c.ask("rate_change_on_birthday") if kind == BIRTHDAY else c.ask("rate_change_in_household")
        if how == "from_the_day":
            return changed
        return month if how == "whole_month" else next_month(changed)

    return effective


def next_month(day: date) -> date:
    """Gives the first day of the month after."""
    return add_months(day.replace(day=1), 1)


def rates_on(c: Case, day: date, old: bool) -> Value:
    """Gives the version of the rates that was valid on the day, of the act that governs."""
    return parameter("old_act_rates" if old else "benefit_rates").at(day)


def rate_on(c: Case, day: date, effective: Effect = on_the_day, *, old: bool) -> Rate:
    """Finds the rate on the day, under the act that governs."""
    rates = rates_on(c, day, old)
    if day >= effective(BIRTHDAY, birthday(c.need("birth_date"), rates["full_rate_from_age"])):
        name, own = "full", Fraction(1)
    elif old:
        name, own = "two_thirds", Fraction(*rates["young"])
    elif _with_parents(c, day, effective) and not _young_parent(c, day):
        name, own = "one_third", Fraction(*rates["young_with_parent"])
    else:
        name, own = "two_thirds", Fraction(*rates["young_own_home"])
    return Rate(name, own, Fraction(1) if old else _couple_share(c, day, effective))


def _young_parent(c: Case, day: date) -> bool:
    children = c.get("children") or ()
    return any(child.birth_date <= day for child in children) and c.ask("young_parent_with_parents") == "two_thirds"


def _with_parents(c: Case, day: date, effective: Effect) -> bool:
    """Follows the dates of moving where they are known, else the plain fact."""
    out, back = c.get("moved_from_parents"), c.get("moved_to_parents")
    moves = sorted((effective(HOUSEHOLD, moved), lives) for moved, lives in ((out, False), (back, True)) if moved)
    if not moves:
        return bool(c.need("lives_with_parents"))
    before = [lives for moved, lives in moves if moved <= day]
    return before[-1] if before else not moves[0][1]


def _couple_share(c: Case, day: date, effective: Effect) -> Fraction:
    """Gives the couple's share: both in programme and no children. Whether the rule is in force is an open question."""
    if not _both_participate(c, day, effective) or _has_children(c, day, effective):
        return Fraction(1)
    rule_now = parameter("couple_rate").at(day)
    if rule_now.id == "none" or c.ask("couple_rate_commencement") == "not_in_force":
        return Fraction(1)
    return Fraction(*rule_now["share"])


def _both_participate(c: Case, day: date, effective: Effect) -> bool:
    begins = c.get("partner_programme_from")
    if begins is None and not c.get("partner_in_programme"):
        return False
    starts = (begins, c.get("couple_from"))
    ends = (c.get("partner_programme_until"), c.get("couple_until"))
    return all(start is None or effective(HOUSEHOLD, start) <= day for start in starts) and all(
        end is None or day < effective(HOUSEHOLD, end) for end in ends
    )


def _has_children(c: Case, day: date, effective: Effect) -> bool:
    """Says whether the couple has children on the day. Grown children and children who live elsewhere are an open question."""
    children: tuple[Child, ...] = c.need("children")
    born = [
        child
        for child in sorted(children, key=lambda child: child.birth_date)
        if effective(HOUSEHOLD, child.birth_date) <= day
    ]
    if not born:
        return False
    adult = parameter("couple_rate").at(day)[_ADULT_AGE]
    minors = any(day < birthday(child.birth_date, adult) for child in born)
    if minors and c.get("children_in_home") is not False:
        return True
    return c.ask("couple_children_meaning") == "any_child"


def basic_amount_on(day: date, known_on: date | None = None) -> int | None:
    """Gives the basic amount of the day, as it was known on `known_on`; None where it is not known."""
    found = parameter("basic_amount")
    if known_on is None:
        value = found.get(day)
        return value["number"] if value else None
    return int(found.at(day, known_on=known_on)["number"])


def year_ore(basic: int, rates: Value) -> Fraction:
    """Gives the full rate a year in øre."""
    return Fraction(basic * rates["basic_amounts_per_year"] * ORE_PER_KRONE)


def month_ore(year: Fraction) -> Fraction:
    """Gives a twelfth of the year."""
    return year / _MONTHS_PER_YEAR


def units_on(day: date, old: bool) -> Value:
    """Gives how many days a month and hours a year are counted with."""
    found = parameter("benefit_units")
    return found.values[0] if old else found.at(day)


def day_ore(year: Fraction, units: Value) -> Fraction:
    """Gives the day rate: the month's rate in thirty."""
    return month_ore(year) / units["days_per_month"]


def hour_ore(year: Fraction, units: Value) -> Fraction:
    """Gives the hour rate, counted from the year."""
    return year / units["hours_per_year"]


def amounts(basic: int, rates: Value, share: Fraction, units: Value) -> tuple[int, int, int, int]:
    """Gives what a share of the full rate comes to a year, a month, a day and an hour, each rounded once."""
    return _amounts(
        basic * rates["basic_amounts_per_year"],
        share.numerator,
        share.denominator,
        units["days_per_month"],
        units["hours_per_year"],
    )


# There are few rates and few basic amounts, and a caseload asks for the same ones again and again.
@cache
def _amounts(kroner: int, above: int, below: int, days: int, hours: int) -> tuple[int, int, int, int]:
    year = Fraction(kroner * ORE_PER_KRONE * above, below)
    return half_up(year), half_up(month_ore(year)), half_up(month_ore(year) / days), half_up(year / hours)


def thirtieths(day: date, ends: date, counted: int) -> int:
    """Gives how many days of the month, counted as thirty, lie before the day. `ends` is the first day of the next month."""
    return counted if day == ends else min(day.day - 1, counted)


def months(first: date, until: date) -> Iterator[date]:
    """Gives the first day of each month that the period touches."""
    month = first.replace(day=1)
    while month < until:
        yield month
        month = next_month(month)


def parts_of_month(
    c: Case,
    first: date,
    until: date,
    effective: Effect,
    *,
    known_on: date | None = None,
    without: Spans = (),
) -> list[Part]:
    """Gives the parts of one month with the rate of each, on a month of thirty days. `without` are spans without benefit.

    `first` and `until` (exclusive) lie in the same month, or `until` is the first day of the next.
    """
    month, old = first.replace(day=1), old_act(c)
    ends, counted = next_month(first), int(units_on(first, old)["days_per_month"])
    inside = {day for day in _changes(c, month) if first < day < until}
    inside |= {day for span in without for day in span if first < day < until}
    parts: list[Part] = []
    for begins, stops in pairwise((first, *sorted(inside), until)):
        if any(away <= begins < back for away, back in without):
            continue
        days = thirtieths(stops, ends, counted) - thirtieths(begins, ends, counted)
        rate = rate_on(c, begins, effective, old=old)
        if parts and parts[-1].rate == rate and parts[-1].until == begins:
            begins, days = parts[-1].first, days + parts.pop().days
        basic = basic_amount_on(begins, known_on)
        year = year_ore(basic, rates_on(c, begins, old)) * rate.share if basic is not None else Fraction(0)
        parts.append(Part(begins, stops, days, rate, basic, year, month_ore(year) * days / counted))
    return parts


def _changes(c: Case, month: date) -> Iterator[date]:
    """Gives the days in the month on which the rate may change, whatever reading is followed."""
    for changed in _changed_on(c, month):
        if changed.replace(day=1) == month:
            yield changed


def _changed_on(c: Case, month: date) -> Iterator[date]:
    facts = c.facts
    if facts.birth_date is not None:
        yield birthday(facts.birth_date, parameter("benefit_rates").at_or_first(month)["full_rate_from_age"])
    for name in (
        "moved_from_parents",
        "moved_to_parents",
        "couple_from",
        "couple_until",
        "partner_programme_from",
        "partner_programme_until",
    ):
        changed = getattr(facts, name)
        if changed is not None:
            yield changed
    for child in facts.children or ():
        yield child.birth_date
        yield birthday(child.birth_date, parameter("couple_rate").at_or_first(month)[_ADULT_AGE])
