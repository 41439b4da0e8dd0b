"""Improves schedules by letting good ones exchange their peaks: a genetic search over orders, each justified both ways.

Deterministic from `seed` and a number of schedules. The clock is passed in, and only asked between schedules.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from samlop.planning.core.serial import Generator
from samlop.planning.dice import Dice

POPULATION = 40
LARGE = 500  # steps; above this a schedule costs so much that few parents must do


@dataclass(frozen=True, slots=True)
class Parent:
    """A schedule and the order of starts it came from; `length` is the period in which it ends."""

    length: int
    order: tuple[int, ...]
    starts: tuple[int, ...]


class Evolution:
    """The search on one project. `best` is always a complete schedule; `schedules` counts the work done."""

    def __init__(self, generator: Generator, seed: int, lower: int = 0):
        self.generator = generator
        self.dice = Dice(seed)
        self.lower = lower
        self.schedules = 0
        self.best = self._parent(self.generator.sequence(self.generator.tails))
        self.size = POPULATION if len(generator.durations) <= LARGE else POPULATION // 4
        self.people: list[Parent] = [self.best]
        self.stale = 0

    def run(self, schedules: int, on_time: Callable[[], bool] = lambda: True) -> Parent:
        """Works until `schedules` have been made in all, the bound is met or time is out. Returns the best schedule."""
        while self.schedules < schedules and self.best.length > self.lower and on_time():
            if len(self.people) < self.size:
                self._add(self._parent(self._random_order()))
            else:
                self._breed()
        return self.best

    def add(self, starts: Sequence[int]) -> None:
        """Takes in a schedule found elsewhere."""
        rank = self.generator.rank
        self._add(self._parent(sorted(range(len(starts)), key=lambda step: (starts[step], rank[step]))))

    def _parent(self, order: list[int]) -> Parent:
        starts = self.generator.improved(order)
        rank = self.generator.rank
        self.schedules += 3
        by_start = sorted(range(len(starts)), key=lambda step: (starts[step], rank[step]))
        return Parent(self.generator.length(starts), tuple(by_start), tuple(starts))

    def _random_order(self) -> list[int]:
        """Longest tail first, each tail stretched or shrunk by chance; or the shortest latest start."""
        dice, tails = self.dice, self.generator.tails
        spread = 0.2 + 0.6 * dice()
        return self.generator.sequence([tail * (1 - spread / 2 + spread * dice()) for tail in tails])

    def _add(self, child: Parent) -> None:
        if child.length < self.best.length:
            self.best = child
            self.stale = 0
        else:
            self.stale += 1
        if any(other.length == child.length and other.order == child.order for other in self.people):
            return
        self.people.append(child)
        if len(self.people) > self.size:
            # The worst leaves; of equals the oldest, so that the people keep changing.
            worst = max(range(len(self.people) - 1), key=lambda place: (self.people[place].length, -place))
            self.people.pop(worst)

    def _pick(self) -> Parent:
        one, two = (self.people[self.dice.below(len(self.people))] for _ in range(2))
        return min(one, two, key=lambda parent: parent.length)

    def _breed(self) -> None:
        if self.stale > 30 * self.size:
            self.people = [self.best]
            self.stale = 0
            return
        mother, father, dice = self._pick(), self._pick(), self.dice
        order = self._crossed(mother, father)
        if dice() < 0.5:
            order = self._mutated(order)
        self._add(self._parent(order))

    def _crossed(self, mother: Parent, father: Parent) -> list[int]:
        """A stretch of the father's order, at its place among the mother's."""
        dice = self.dice
        count = len(mother.order)
        one, two = sorted((dice.below(count), dice.below(count)))
        first = mother.order[:one]
        taken = set(first)
        middle: list[int] = []
        for step in father.order:
            if len(middle) == two - one:
                break
            if step not in taken:
                middle.append(step)
        taken.update(middle)
        return [*first, *middle, *(step for step in mother.order if step not in taken)]

    def _mutated(self, order: list[int]) -> list[int]:
        """Swaps neighbours by chance where neither waits for the other."""
        dice, after = self.dice, self.generator.after
        for _ in range(max(1, len(order) // 20)):
            place = dice.below(len(order) - 1)
            if order[place + 1] not in after[order[place]]:
                order[place], order[place + 1] = order[place + 1], order[place]
        return order
