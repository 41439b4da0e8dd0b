"""Puts weeks and hours in words, in bokmål."""

from __future__ import annotations

from datetime import date, timedelta

_MONTHS = [
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
]


def week(number: int, week0: date | None) -> str:
    """`uke 34 i 2027`, or `uke 12` counted from the start when no date is known."""
    if week0 is None:
        return f"uke {number}"
    year, iso, _ = (week0 + timedelta(weeks=number)).isocalendar()
    return f"uke {iso} i {year}"


def month(number: int, week0: date | None) -> str:
    """`august 2027`, or the week when no date is known."""
    if week0 is None:
        return f"uke {number}"
    day = week0 + timedelta(weeks=number)
    return f"{_MONTHS[day.month - 1]} {day.year}"


def hours(minutes: int) -> str:
    """`37,5 timer`."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".").replace(".", ",") + (" time" if minutes == 60 else " timer")


def weeks(count: int) -> str:
    """`1 uke`, `3 uker`."""
    return f"{count} uke" if count == 1 else f"{count} uker"


def listed(names: list[str]) -> str:
    """`a, b og c`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} og {names[-1]}" if names else ""
