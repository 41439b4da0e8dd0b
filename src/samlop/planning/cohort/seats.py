"""Keeps what is left of every pool, week by week, and places one person's steps in it.

Free weeks are the bits of an integer: the first start that fits is one shift and one lowest bit away.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from samlop.planning.cohort.model import Cohort, Person


class Ready:
    """One person's steps in the shape the search reads: lengths, loads, waits both ways, weeks each may start in."""

    __slots__ = (
        "after",
        "before",
        "begin",
        "due",
        "end",
        "last",
        "lengths",
        "loads",
        "old",
        "own",
        "pools",
        "twice",
        "waits",
    )

    def __init__(self, cohort: Cohort, person: Person):
        steps = person.steps
        self.lengths = [step.weeks for step in steps]
        self.loads = [step.load for step in steps]
        self.waits = [list(step.after) for step in steps]
        self.after: list[list[tuple[int, int]]] = [[] for _ in steps]
        for place, step in enumerate(steps):
            for other, lag in step.after:
                self.after[other].append((place, lag))
        # A promised seat is taken out of the pool once and for all, by `Seats`.
        self.pools = [-1 if step.pool is None or step.frozen is not None else step.pool for step in steps]
        # Steps whose pool she uses more than once: she may stand in her own way.
        self.twice = [pool if pool >= 0 and self.pools.count(pool) > 1 else -1 for pool in self.pools]
        self.begin, self.end, self.due = person.begin, person.end, person.due
        self.old = list(person.before)
        self.own = []
        for step in steps:
            every = ((1 << (cohort.weeks - step.weeks + 1)) - 1) if step.weeks <= cohort.weeks else 0
            weeks = every >> person.release << person.release
            if step.starts is not None:
                weeks &= sum(1 << week for week in step.starts)
            if step.frozen is not None:
                weeks = 1 << step.frozen  # a promise stands, whatever else was asked
            self.own.append(weeks)


@cache
def _shifts(length: int) -> tuple[int, ...]:
    """Shifts that together demand `length` bits in a row."""
    found, covered = [], 1
    while covered < length:
        step = min(covered, length - covered)
        found.append(step)
        covered += step
    return tuple(found)


class Seats:
    """What is left. `take` and `give` move one person's places; `mask` says when a step still fits."""

    def __init__(self, cohort: Cohort):
        self.weeks = cohort.weeks
        self.per_start = [pool.per_start for pool in cohort.pools]
        self.free = [[pool.places] * (cohort.weeks + 1) for pool in cohort.pools]
        self.open = [(1 << cohort.weeks) - 1 for _ in cohort.pools]
        self.ceiling = cohort.ceiling
        for person in cohort.people:
            for step in person.steps:
                if step.pool is not None and step.frozen is not None:
                    for week in range(step.frozen, step.frozen + (1 if self.per_start[step.pool] else step.weeks)):
                        if week < cohort.weeks:
                            self.free[step.pool][week] -= 1
                            if self.free[step.pool][week] <= 0:
                                self.open[step.pool] &= ~(1 << week)

    def take(self, ready: Ready, starts: Sequence[int]) -> None:
        """Takes the places of one person's plan."""
        for place, pool in enumerate(ready.pools):
            if pool >= 0:
                free = self.free[pool]
                start = starts[place]
                for week in range(start, start + (1 if self.per_start[pool] else ready.lengths[place])):
                    free[week] -= 1
                    if free[week] <= 0:
                        self.open[pool] &= ~(1 << week)

    def give(self, ready: Ready, starts: Sequence[int]) -> None:
        """Gives them back."""
        for place, pool in enumerate(ready.pools):
            if pool >= 0:
                free = self.free[pool]
                start = starts[place]
                for week in range(start, start + (1 if self.per_start[pool] else ready.lengths[place])):
                    free[week] += 1
                    if free[week] > 0:
                        self.open[pool] |= 1 << week

    def masks(self, ready: Ready) -> list[int]:
        """For each step, the weeks in which it may start with what is left."""
        found = list(ready.own)
        for place, pool in enumerate(ready.pools):
            if pool >= 0:
                weeks = self.open[pool]
                if not self.per_start[pool]:
                    for shift in _shifts(ready.lengths[place]):
                        weeks &= weeks >> shift
                found[place] &= weeks
        return found


def earliest(ready: Ready, masks: list[int]) -> list[int] | None:
    """For each step its earliest start when load is no object; None when one has no week at all."""
    starts: list[int] = []
    lengths = ready.lengths
    for place, waits in enumerate(ready.waits):
        low = 0
        for other, lag in waits:
            ends = starts[other] + lengths[other] + lag
            if ends > low:
                low = ends
        weeks = masks[place] >> low
        if not weeks:
            return None
        starts.append(low + (weeks & -weeks).bit_length() - 1)
    return starts


def latest(ready: Ready, masks: list[int], over: int, weeks: int | None = None) -> list[int] | None:
    """For each step its latest start when all must be over by week `over`; None when one has no week at all.

    With `weeks`, only the step that ends the person's plan (and what it waits for) must be over by `over`, all else by `weeks`:
    what a proof needs, since nothing says that the end comes last.
    """
    count = len(masks)
    starts = [0] * count
    lengths = ready.lengths
    for place in range(count - 1, -1, -1):
        high = (over if weeks is None or place == ready.end else weeks) - lengths[place]
        for other, lag in ready.after[place]:
            begins = starts[other] - lag - lengths[place]
            if begins < high:
                high = begins
        if high < 0:
            return None
        open_ = masks[place] & ((2 << high) - 1)
        if not open_:
            return None
        starts[place] = open_.bit_length() - 1
    return starts


def place(ready: Ready, masks: list[int], order: Sequence[int], seats: Seats) -> list[int] | None:
    """Each step, in an order that keeps the waits, in the first week that it fits; None when one fits nowhere."""
    lengths, loads, twice = ready.lengths, ready.loads, ready.twice
    starts = [0] * len(masks)
    room = [seats.ceiling] * (seats.weeks + 1)
    mine: dict[int, list[int]] = {}  # weeks in which she has taken a place already, by pool
    for step in order:
        low = 0
        for other, lag in ready.waits[step]:
            ends = starts[other] + lengths[other] + lag
            if ends > low:
                low = ends
        weeks = masks[step] >> low
        load, length = loads[step], lengths[step]
        pool = twice[step]
        span = 1 if pool >= 0 and seats.per_start[pool] else length
        while weeks:
            skip = (weeks & -weeks).bit_length() - 1
            low += skip
            week = low + length - 1
            while week >= low and room[week] >= load:
                week -= 1
            if week < low and pool in mine:
                taken, free = mine[pool], seats.free[pool]
                week = low + span - 1
                while week >= low and free[week] > taken.count(week):
                    week -= 1
            if week < low:
                break
            weeks = weeks >> (skip + week + 1 - low)
            low = week + 1
        else:
            return None
        starts[step] = low
        if load:
            for week in range(low, low + length):
                room[week] -= load
        if pool >= 0:
            mine.setdefault(pool, []).extend(range(low, low + span))
    return starts
