"""Counts ages, months and working days the way the law does."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta
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


def day_in(year: int, month: int, number: int) -> date:
    """Gives a day of a year from the numbers a parameter holds."""
    return date(year, month, number)


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


def add_working_days(day: date, count: int) -> date:
    """Gives the day that is `count` working days, Monday to Friday without public holidays, after the day."""
    for _ in range(count):
        day = next_working_day(day + timedelta(days=1))
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


def in_oslo(day: date, *, hours_before: int = 0) -> str:
    """Gives the moment a number of hours before the day begins, by the clock on the wall in Oslo, as ISO text with its offset.

    The hours are those of the clock: 68 hours before Monday is Friday at four, also when summer time begins or ends.
    """
    from zoneinfo import ZoneInfo

    moment = datetime(day.year, day.month, day.day) - timedelta(hours=hours_before)  # noqa: DTZ001  # made aware below
    return moment.replace(tzinfo=ZoneInfo("Europe/Oslo")).isoformat(timespec="minutes")


@cache
def _public_holidays(year: int) -> frozenset[date]:
    # Imported here: the library takes 60 ms to load, and only a complaint deadline needs it.
    from holidays import country_holidays

    return frozenset(country_holidays("NO", years=[year]))
