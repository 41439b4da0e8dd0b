"""Holds what the rules about household money share: shares, children by month, and the answer when a rate is not filled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from samlop.law.basis import Provision
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.money import ORE_PER_KRONE, half_up
from samlop.law.parameters import parameter
from samlop.law.rule import Case
from samlop.law.words import say_date, say_list

_MONTHS_PER_YEAR = 12
_WOULD_BE_USED = (
    *("birth_date", "children", "living_arrangement", "household_size", "household_income_ore", "housing_cost_ore"),
    *("rent_ore", "housing_area", "paid_days", "net_income_ore", "taxable_yearly_ore"),
)


def share(parts: Sequence[int]) -> Fraction:
    """Gives a share that stands as two whole numbers in a parameter file."""
    numerator, denominator = parts
    return Fraction(numerator, denominator)


def in_ore(kroner: int) -> int:
    """Gives øre from the whole kroner of a parameter file."""
    return kroner * ORE_PER_KRONE


def a_month(yearly: int | Fraction) -> Fraction:
    """Gives a twelfth."""
    return Fraction(yearly) / _MONTHS_PER_YEAR


def a_year(each: int) -> int:
    """Gives twelve of what one month or one year of months holds."""
    return each * _MONTHS_PER_YEAR


def whole_kroner(ore: Fraction) -> int:
    """Rounds øre half up to whole kroner, and gives them in øre."""
    return in_ore(half_up(ore / ORE_PER_KRONE))


def months_old(born: date, on: date) -> int:
    """Counts calendar months from the month of birth: nought in that month, one in the next."""
    return (on.year - born.year) * _MONTHS_PER_YEAR + on.month - born.month


def younger_than(born: date, years: int, on: date) -> bool:
    """Says whether the month lies before the month somebody turns that old."""
    return months_old(born, on) < a_year(years)


def born_by(children: Iterable[Any], on: date) -> list[date]:
    """Gives the birth dates of the children born by the day."""
    return [child.birth_date for child in children if child.birth_date <= on]


def not_filled_in(
    c: Case, names: Sequence[str], basis: tuple[Provision, ...], key: str = "monthly_ore", **known: Any
) -> Answer:
    """Answers *review* and names what the administrator must fill in. No amount is guessed.

    The facts that would have been used are noted, so that the reader sees that they were seen.
    """
    for name in _WOULD_BE_USED:
        if getattr(c.facts, name) is not None:
            c.get(name)
    titles = say_list(f"«{parameter(name).title}»" for name in names)
    text = f"Dette kan ikke regnes ut, fordi satsen ikke er lagt inn for {say_date(c.on)}: {titles}."
    note = "Den som har ansvar for satsene, må legge inn beløpet med kilde."
    value = {key: None, "fill_in": list(names), **known}
    return Answer(Outcome.REVIEW, value, text, basis, Verification.ASSUMED, None, note)


def weakest(*sure: Verification) -> Verification:
    """Gives the least sure of several sources."""
    order = list(Verification)
    return max(sure, key=order.index)
