"""Draws days."""

import datetime as dt
import random


def days(count: float) -> dt.timedelta:
    """So many whole days."""
    return dt.timedelta(days=round(count))


def years_before(day: dt.date, years: int) -> dt.date:
    """The same day so many years earlier (28 February for the leap day)."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def born_at_age(rng: random.Random, day: dt.date, age: int) -> dt.date:
    """A birth date that makes somebody `age` whole years old on the day."""
    return years_before(day, age) - dt.timedelta(days=rng.randrange(365))
