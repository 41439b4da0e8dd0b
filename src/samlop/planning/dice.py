"""Throws dice from a seed: the same seed gives the same numbers, on every machine."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np


class Dice:
    """Evenly spread numbers in [0, 1), drawn in bulk because one at a time is slow."""

    def __init__(self, seed: int):
        self._source = np.random.default_rng(seed)
        self._drawn: Iterator[float] = iter(())

    def __call__(self) -> float:
        for number in self._drawn:
            return number
        self._drawn = iter(self._source.random(4096).tolist())
        return next(self._drawn)

    def below(self, limit: int) -> int:
        """A whole number from 0 up to, not including, `limit`."""
        return int(self() * limit)
