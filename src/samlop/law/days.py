"""Counts ages, months and working days the way the law does."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

_MONTHS_PER_YEAR = len(("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des"))
_SATURDAY = date(2026, 1, 3).weekday()


def add_months(day: date, months: int) -> date:
    """Gives the same day `months` later, or the last day of that month where the day does not exist (domstolloven § 148)."""
    index = day.month - 1 + months
    year, month = day.year + index // _MONTHS_PER_YEAR, index % _MONTHS_PER_YEAR + 1
    try:
        return date(year, month, day.day)
    except ValueError:
        return date(year, month, monthrange(year, month)[1])


def birthday(born: date, age: int) -> date:
    """Gives the day somebody turns `age`. A person born on 29 February turns older on 28 February in ordinary years."""
    return add_months(born, age * _MONTHS_PER_YEAR)


def age_on(born: date, day: date) -> int:
    """Gives completed years on the day."""
    years = day.year - born.year
    return years - 1 if day < birthday(born, years) else years


def next_working_day(day: date) -> date:
    """Moves a day that is a Saturday, a Sunday or a public holiday to the next day that is none (domstolloven § 149)."""
    while day.weekday() >= _SATURDAY or day in _public_holidays(day.year):
        day += timedelta(days=1)
    return day


def is_public_holiday(day: date) -> bool:
    """Says whether the day is a public holiday."""
    return day in _public_holidays(day.year)


def is_working_day(day: date, *, saturdays: bool = False) -> bool:
    """Says whether the day is one of Monday to Friday, or to Saturday when asked, and no public holiday."""
    last = _SATURDAY if saturdays else _SATURDAY - 1
    return day.weekday() <= last and not is_public_holiday(day)


def working_days(first: date, last: date, *, saturdays: bool = False) -> Iterator[date]:
    """Gives the working days from first to last, both with."""
    day = first
    while day <= last:
        if is_working_day(day, saturdays=saturdays):
            yield day
        day += timedelta(days=1)


@cache
def _public_holidays(year: int) -> frozenset[date]:
    # Imported here: the library takes 60 ms to load, and only a complaint deadline needs it.
    from holidays import country_holidays

    return frozenset(country_holidays("NO", years=[year]))
