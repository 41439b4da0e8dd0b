"""Proves that no plan of a cohort can cost less: prices on seats, and what each person would choose at those prices.

Every pool has a price for each week. At any prices, the sum of what each person would at least pay, less what all the
places are worth, is a bound on every plan (Lagrange). A person's part is relaxed: for each week she could be over, each
step takes the cheapest start between its earliest and its latest, whatever the others do. Prices rise where too many
would come and fall where nobody does; every round gives a bound, and the best is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from samlop.planning.cohort.model import Cohort, without
from samlop.planning.cohort.seats import Ready, Seats, earliest, latest

ENDS = 56  # weeks after her earliest end in which the end of a person is looked at one by one
PACE, SLOWING = 3.0, 0.15  # weeks that a price may move in the first round, and how fast that falls
Array = Any


@dataclass(slots=True)
class _Class:
    """Steps that take the same pool for the same length at the same starts: their people, windows and prices."""

    pool: int
    length: int
    allowed: Array  # which weeks are starts
    people: Array  # place of each step's person
    early: Array  # earliest start
    late: Array  # latest start, for each possible end
    taste: Array  # tiny, and different for each: people who do not care spread over the weeks


def sharpened(ready: Ready, ceiling: int) -> list[int] | None:
    """Earliest starts that know that heavy steps cannot run beside each other. None when a step has no week."""
    heavy = [step for step, load in enumerate(ready.loads) if 2 * load > ceiling]
    least = min((ready.loads[step] for step in heavy), default=0)
    # One lighter step may join them: it still does not fit beside the lightest.
    lighter = [step for step, load in enumerate(ready.loads) if 2 * load <= ceiling < load + least]
    heavy += sorted(lighter, key=lambda step: -ready.lengths[step])[:1]
    ancestors: list[set[int]] = []
    starts: list[int] = []
    for step, waits in enumerate(ready.waits):
        low = 0
        mine: set[int] = set()
        for other, lag in waits:
            low = max(low, starts[other] + ready.lengths[other] + lag)
            mine |= ancestors[other] | {other}
        ancestors.append(mine)
        before = sorted(((starts[other], ready.lengths[other]) for other in heavy if other in mine), reverse=True)
        total = 0
        for start, length in before:
            total += length
            low = max(low, start + total)
        weeks = ready.own[step] >> low
        if not weeks:
            return None
        starts.append(low + (weeks & -weeks).bit_length() - 1)
    return starts


class Bound:
    """The bound of one cohort. `value` is proven at all times; `prices[pool, week]` are those that gave it."""

    def __init__(self, cohort: Cohort, ready: list[Ready], scarce: set[int]):
        """`scarce`: the pools that get prices; the others stay free, which costs little where they are never full."""
        self.cohort = cohort
        self.dice = np.random.default_rng(0)
        count = len(ready)
        self.ends = np.zeros(count, np.int64)
        self.fixed = np.zeros(count)
        found: dict[tuple[int, int, tuple[int, ...] | None], list[tuple[int, int, list[int]]]] = {}
        for number, one in enumerate(ready):
            early = sharpened(one, cohort.ceiling) or earliest(one, one.own)
            if early is None:
                continue  # she has no plan at all, and then there is nothing to bound
            over = early[one.end] + one.lengths[one.end]
            self.ends[number] = over
            self.fixed[number] = cohort.late_weight * max(0, early[one.begin] - one.due)
            # The last column stands for every later end.
            lates = [latest(one, one.own, min(over + more, cohort.weeks), cohort.weeks) for more in range(ENDS)]
            lates.append(latest(one, one.own, cohort.weeks))
            steps = cohort.people[number].steps
            for step, pool in enumerate(one.pools):
                if pool in scarce:
                    starts = steps[step].starts if steps[step].frozen is None else (steps[step].frozen or 0,)
                    row = [-1 if late is None else late[step] for late in lates]
                    found.setdefault((pool, one.lengths[step], starts), []).append((number, early[step], row))
        self.classes = [self._class(key, rows) for key, rows in found.items()]
        # A pool that is overbooked by promises has no place left; the promises themselves ask for none here.
        self.places = np.maximum(0, np.array(Seats(cohort).free, float).reshape(len(cohort.pools), cohort.weeks + 1))
        self.prices = np.zeros((len(cohort.pools), cohort.weeks + 1))
        self.value = float(self.ends.sum() + self.fixed.sum())
        self.alone = int(self.value)
        self.rounds = 0

    def _class(self, key: tuple[int, int, tuple[int, ...] | None], rows: list[tuple[int, int, list[int]]]) -> _Class:
        pool, length, starts = key
        allowed = np.zeros(self.cohort.weeks + 1, bool)
        allowed[: self.cohort.weeks - length + 1] = starts is None
        if starts is not None:
            allowed[[week for week in starts if week + length <= self.cohort.weeks]] = True
        people, early, late = (np.array(column, np.int32) for column in zip(*rows, strict=True))
        taste = self.dice.random((len(rows), self.cohort.weeks + 1), np.float32) * np.float32(1e-3)
        return _Class(pool, length, allowed, people, early, late, taste)

    def run(self, rounds: int, on_time: Callable[[], bool]) -> int:
        """Moves the prices `rounds` times, or until time is out. Returns the bound: costs are whole, so it is rounded up.

        Each price has a pace of its own, by how far from balance it has been lately; all slow down as the rounds go by.
        """
        prices = self.prices.copy()
        mean, square = np.zeros_like(prices), np.zeros_like(prices)
        for number in range(rounds):
            if not on_time():
                break
            value, spare = self._at(prices)
            self.rounds += 1
            if value > self.value + 1e-9:
                self.value, self.prices = value, prices
            spare = np.where((prices <= 0) & (spare < 0), 0, spare)
            square = 0.9 * square + 0.1 * spare * spare
            mean = 0.6 * mean + 0.4 * spare
            prices = np.maximum(0, prices + PACE / (1 + SLOWING * number) * mean / np.sqrt(square + 1))
        return self.whole

    @property
    def whole(self) -> int:
        """The bound as a whole number."""
        return int(np.ceil(self.value - 1e-6))

    def _at(self, prices: Array) -> tuple[float, Array]:
        """The bound at these prices, and by how much each pool is asked for more than it has, each week."""
        weeks = self.cohort.weeks
        pays = np.tile(np.arange(ENDS + 1, dtype=float), (len(self.ends), 1))
        dear = []
        for one in self.classes:
            if self.cohort.pools[one.pool].per_start:
                price = prices[one.pool].copy()
            else:
                run = np.concatenate(([0.0], np.cumsum(prices[one.pool])))
                price = np.full(weeks + 1, np.inf)
                price[: weeks - one.length + 1] = run[one.length : weeks + 1] - run[: weeks - one.length + 1]
            price[~one.allowed] = np.inf
            window = np.where(np.arange(weeks + 1)[None, :] < one.early[:, None], np.inf, price[None, :])
            cheapest = np.minimum.accumulate(window, axis=1)
            at = np.take_along_axis(cheapest, np.maximum(one.late, 0), axis=1)
            at[one.late < one.early[:, None]] = np.inf  # then she cannot be over by that week
            np.add.at(pays, one.people, at)
            dear.append(window)
        chosen = pays.argmin(axis=1)
        least = np.take_along_axis(pays, chosen[:, None], axis=1)[:, 0]
        paid = np.minimum(least, without(self.cohort) - self.ends - self.fixed).sum()  # or no plan at all
        value = float(self.ends.sum() + self.fixed.sum() + paid - (prices * self.places).sum())
        asked = np.zeros_like(prices)
        for one, window in zip(self.classes, dear, strict=True):
            late = np.take_along_axis(one.late, chosen[one.people][:, None], axis=1)
            start = np.where(np.arange(weeks + 1)[None, :] > late, np.inf, window + one.taste).argmin(axis=1)
            if self.cohort.pools[one.pool].per_start:
                np.add.at(asked[one.pool], start, 1)
            else:
                change = np.zeros(weeks + 2)
                np.add.at(change, start, 1)
                np.add.at(change, np.minimum(start + one.length, weeks + 1), -1)
                asked[one.pool] += np.cumsum(change)[: weeks + 1]
        return value, asked - self.places
