"""Sets up the template engine: what every page can call."""

from decimal import Decimal

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined

from samlop.access.once import new_key
from samlop.access.policy import Right, may
from samlop.core import calendar, languages


def environment(**options) -> Environment:
    """The Jinja environment. An unknown name in a template is an error, never an empty string."""
    options["undefined"] = StrictUndefined
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    env = Environment(**options)
    env.globals.update(
        static=static,
        url=url,
        new_key=new_key,
        may=may,
        Right=Right,
        in_days=calendar.in_days,
        age_on=calendar.age_on,
    )
    env.filters.update(
        long_date=lambda day: calendar.long_date(day) if day else "",
        short_date=lambda day: calendar.short_date(day) if day else "",
        kroner=kroner,
        decimal=decimal,
        language_name=languages.language_name,
        country_name=languages.country_name,
        plural=plural,
    )
    return env


def url(name: str, *row, args=None, kwargs=None) -> str:
    """The address of a page: `url("casework:person", person.pk)`."""
    return reverse(name, args=args or row or None, kwargs=kwargs)


def kroner(amount: Decimal | float | int | None) -> str:
    """`22 758 kr`: whole kroner, with hard spaces."""
    return "" if amount is None else f"{round(amount):,} kr".replace(",", "\u00a0").replace(" kr", "\u00a0kr")


def decimal(number) -> str:
    """`28,5`, `30`: comma, and no empty decimals."""
    return "" if number is None else f"{float(number):g}".replace(".", ",")


def plural(count: int, one: str, many: str) -> str:
    """`1 dag`, `3 dager`."""
    return f"{count} {one if count == 1 else many}"
