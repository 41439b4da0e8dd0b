"""Improves a cohort's plan: takes some people out who want the same seats, and puts them back another way.

Deterministic from `seed` and a number of placements. The best plan is kept whole at all times, so a run may be stopped anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from math import log

from samlop.planning.cohort.model import Cohort, Plan, cost_of, without
from samlop.planning.cohort.seats import Ready, Seats, earliest, latest, place
from samlop.planning.dice import Dice

# How much worse a plan may be, in weeks, first and last. Few people are tried so often that a warmer start seems to pay: 50
# people, three seeds, 8 s of processor time: 20 gave 6,002 to 6,003, 12 gave 6,002 to 6,041. One instance, few seeds.
WARM, HOT, COLD = 5.0, 20.0, 0.02
FIRST_COLD = 0.05  # of the time
SPREAD = 12.0  # weeks: how far chance moves a step in the order
NEAR = 26  # weeks: people whose seats lie this near want the same


class Search:
    """The search on one cohort. `best` is always a whole plan; `placements` counts the work done."""

    def __init__(self, cohort: Cohort, seed: int):
        self.cohort = cohort
        self.dice = Dice(seed)
        self.ready = [Ready(cohort, person) for person in cohort.people]
        self.seats = Seats(cohort)
        self.placements = 0
        self.penalty = without(cohort)
        self.plan: Plan = [[] for _ in cohort.people]
        self.costs = [self.penalty for _ in cohort.people]
        self.total = sum(self.costs)
        for number in sorted(range(len(self.plan)), key=lambda one: (cohort.people[one].release, one)):
            self._greedy(number)
        self.greedy = self.best_total = self.total
        self.best: Plan = list(self.plan)

    def _greedy(self, number: int) -> None:
        """The first weeks that fit, if there are any; as much as possible where it was in the last plan."""
        ready, cohort = self.ready[number], self.cohort
        masks = self.seats.masks(ready)
        starts = self._as_before(number, masks)
        if starts is None:
            starts = place(ready, masks, range(len(masks)), self.seats)
        if starts is not None:
            self._put(number, cost_of(cohort, cohort.people[number], starts), starts)

    def _as_before(self, number: int, masks: list[int]) -> list[int] | None:
        """Each step in the week of the last plan where that is still open, the others around them."""
        ready = self.ready[number]
        if not self.cohort.move_weight or all(week is None for week in ready.old):
            return None
        narrow = [
            mask & (1 << week) or mask if week is not None else mask
            for mask, week in zip(masks, ready.old, strict=True)
        ]
        self.placements += 1
        return place(ready, narrow, range(len(masks)), self.seats)

    def _put(self, number: int, price: int, starts: list[int]) -> None:
        self.seats.take(self.ready[number], starts)
        self.total += price - self.costs[number]
        self.plan[number], self.costs[number] = starts, price

    def inserted(self, number: int, tries: int, ceiling_cost: int) -> tuple[int, list[int]] | None:
        """The best found plan of one person in what is left, and its cost: below `ceiling_cost`, or None.

        An end is demanded, the latest starts for it are found, and the steps are placed in their order; then an earlier
        end is demanded, until none is found.
        """
        ready, cohort, dice = self.ready[number], self.cohort, self.dice
        person = cohort.people[number]
        masks = self.seats.masks(ready)
        early = earliest(ready, masks)
        if early is None:
            return None
        least = early[person.end] + ready.lengths[person.end]
        best: tuple[int, list[int]] | None = None
        kept = self._as_before(number, masks)
        if kept is not None and (price := cost_of(cohort, person, kept)) < ceiling_cost:
            best = (price, kept)
        over = cohort.weeks
        count = range(len(masks))
        fails = 0
        while True:
            late = latest(ready, masks, over)
            if late is None:
                break
            if fails:
                order = self._kept(ready, [week + SPREAD * dice() for week in late])
            else:
                order = sorted(count, key=late.__getitem__)
            starts = place(ready, masks, order, self.seats)
            self.placements += 1
            if starts is not None:
                found = cost_of(cohort, person, starts)
                if found < ceiling_cost and (best is None or found < best[0]):
                    best = (found, starts)
                end = starts[person.end] + ready.lengths[person.end]
                if end <= over:
                    over = end - 1
                    fails = 0
                    if over < least:
                        break
                    continue
            fails += 1
            if fails > tries:
                break
        return best

    @staticmethod
    def _kept(ready: Ready, keys: list[float]) -> list[int]:
        """An order by key that keeps the waits: nobody's key is below that of one it waits for."""
        for step, waits in enumerate(ready.waits):
            for other, _ in waits:
                if keys[step] <= keys[other]:
                    keys[step] = keys[other] + 1e-6
        return sorted(range(len(keys)), key=keys.__getitem__)

    def run(self, placements: int | None, share: Callable[[], float], tries: int = 3) -> None:
        """Works until `placements` have been made, or until `share` (of the time that is used) is one.

        Worse plans are accepted by chance, less and less often. With `placements`, how often goes by the work done and
        not by the clock, so that a run that is not cut off is the same on every machine.
        """
        waiting = [number for number, starts in enumerate(self.plan) if not starts]
        begun: float | None = None
        warm = min(HOT, max(WARM, 1000 / len(self.plan)))
        while (used := share()) < 1 and len(waiting) < len(self.plan):
            if placements is not None:
                used = self.placements / placements
                if used >= 1:
                    break
            if waiting and self.dice() < 0.02:
                number = waiting[self.dice.below(len(waiting))]
                found = self.inserted(number, tries, self.penalty)
                if found is not None:
                    self._put(number, *found)
                    waiting.remove(number)
            begun = used if begun is None else begun
            # Cold at first: whoever stops the run early has a good plan already.
            heat = 0.0 if used < begun + FIRST_COLD else warm * (1 - used) ** 2
            self._round(heat + COLD, tries)
            if self.total < self.best_total:
                self.best_total, self.best = self.total, list(self.plan)

    def _round(self, heat: float, tries: int) -> None:
        """Takes a few people out, and puts them back if the cost then falls, or rises by no more than chance allows."""
        dice = self.dice
        group = self._group(min(len(self.plan), 2 + dice.below(7)))
        before = sum(self.costs[number] for number in group)
        kept = [(number, self.costs[number], self.plan[number]) for number in group]
        total = self.total
        for number, _, starts in kept:
            self.seats.give(self.ready[number], starts)
        left = before - heat * log(max(dice(), 1e-12))
        placed = []
        keys = {number: dice() for number in group}
        for number in sorted(group, key=keys.__getitem__):
            found = self.inserted(number, tries, self.penalty)
            if found is None or found[0] > left:
                break
            left -= found[0]
            placed.append(number)
            self._put(number, *found)
        if len(placed) < len(group):
            for number in placed:
                self.seats.give(self.ready[number], self.plan[number])
            for number, price, starts in kept:
                self._put(number, price, starts)
            self.total = total

    def _group(self, size: int) -> list[int]:
        """People who want the same: one by chance, and others whose plans use a pool she uses, near her weeks."""
        dice, people = self.dice, self.cohort.people
        count = len(people)
        centre = dice.below(count)
        while not self.plan[centre]:
            centre = dice.below(count)
        ready = self.ready[centre]
        using = [step for step, pool in enumerate(ready.pools) if pool >= 0]
        if not using or dice() < 0.1:
            others = (dice.below(count) for _ in range(size - 1))
            return sorted({centre, *(number for number in others if self.plan[number])})
        step = using[dice.below(len(using))]
        pool, week = ready.pools[step], self.plan[centre][step]
        group = {centre}
        for _ in range(30):
            if len(group) == size:
                break
            number = dice.below(count)
            starts = self.plan[number]
            if starts and any(
                mine == pool and abs(starts[at] - week) <= NEAR for at, mine in enumerate(self.ready[number].pools)
            ):
                group.add(number)
        return sorted(group)
