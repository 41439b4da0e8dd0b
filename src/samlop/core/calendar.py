"""Counts months and working days, and writes dates the way people read them."""

import calendar as _calendar
import datetime as dt
from functools import lru_cache

MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day `months` later; the last day of the month when that month is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return dt.date(year, month, min(day.day, _calendar.monthrange(year, month)[1]))


def age_on(born: dt.date, day: dt.date) -> int:
    """Whole years; a person born on 29 February grows older on 1 March in ordinary years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@lru_cache(maxsize=64)
def _public_holidays(year: int) -> frozenset[dt.date]:
    from holidays import country_holidays  # 60 ms to load, and few pages need it

    return frozenset(country_holidays("NO", years=[year]))


def is_working_day(day: dt.date) -> bool:
    """Neither Saturday, Sunday nor a public holiday in Norway."""
    return day.weekday() < 5 and day not in _public_holidays(day.year)


@lru_cache(maxsize=65536)
def long_date(day: dt.date) -> str:
    """`3. mars 2027`."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


@lru_cache(maxsize=65536)
def short_date(day: dt.date) -> str:
    """`03.03.2027`."""
    return f"{day:%d.%m.%Y}"


def in_days(day: dt.date, today: dt.date) -> str:
    """`i dag`, `i morgen`, `om 9 dager`, `for 3 dager siden`."""
    days = (day - today).days
    if days == 0:
        return "i dag"
    if days == 1:
        return "i morgen"
    if days == -1:
        return "i går"
    return f"om {days} dager" if days > 0 else f"for {-days} dager siden"
