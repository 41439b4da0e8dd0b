"""Counts dates as whole numbers, and adds months by looking up: exact, since the tables hold what `law.days` says.

A date is the number of days since 1 January 1900, the first day a fact may have. `UNKNOWN` stands in a column of facts where
the date is not known, after every real date; `NEVER` stands in an answer that has no date.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int32]

_FIRST, _LAST = date(1900, 1, 1), date(2100, 1, 1)
_ZERO = _FIRST.toordinal()
UNKNOWN = _LAST.toordinal() - _ZERO
NEVER = np.iinfo(np.int32).max
_MONTHS_PER_YEAR = 12


def number(day: date) -> int:
    """Gives the number of a date."""
    return day.toordinal() - _ZERO


def day_of(found: Any) -> date | None:
    """Gives the date of a number, or None for no date."""
    return None if found in (NEVER, UNKNOWN) else date.fromordinal(int(found) + _ZERO)


def numbers(days: NDArray[np.datetime64]) -> Days:
    """Turns a column of dates (datetime64[D], NaT where not known) into numbers."""
    found = days.astype("datetime64[D]").astype(np.int64) - np.datetime64(_FIRST, "D").astype(np.int64)
    known = (found >= 0) & (found < UNKNOWN)
    return np.where(known, found, UNKNOWN).astype(np.int32)


# A handful of spans of months stand in the parameters; a draft may bring a few more.
@lru_cache(maxsize=64)
def months_later(months: int) -> Days:
    """Gives, for every day a fact may have, the same day `months` later, or the last day of that month (domstolloven § 148)."""
    days = np.datetime64(_FIRST, "D") + np.arange(UNKNOWN)
    month = days.astype("datetime64[M]")
    first = (month + months).astype("datetime64[D]")
    last = (month + months + 1).astype("datetime64[D]") - 1
    moved = np.minimum(first + (days - month.astype("datetime64[D]")), last)
    table = np.empty(UNKNOWN + 1, np.int32)
    table[:-1] = (moved - np.datetime64(_FIRST, "D")).astype(np.int64)
    table[-1] = NEVER
    table.setflags(write=False)
    return table


@lru_cache(maxsize=16)
def any_months_later(spans: tuple[int, ...]) -> Days:
    """Gives the tables of several spans after each other: look up `row * SIZE + day`."""
    found = np.concatenate([months_later(months) for months in spans])
    found.setflags(write=False)
    return found


SIZE = UNKNOWN + 1


def turns(age: int) -> Days:
    """Gives, for every birth date, the day of the birthday."""
    return months_later(age * _MONTHS_PER_YEAR)


def youngest(age: int, on: int) -> int:
    """Gives the last birth date of those who have turned `age` on the day; everybody born later is younger."""
    return int(np.searchsorted(turns(age)[:-1], on, side="right")) - 1
