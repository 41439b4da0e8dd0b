"""Turns a person's problem into small tables that the search walks fast: allowed starts, ends, waits both ways.

Deterministic. All weeks are whole numbers, ends exclusive.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samlop.planning.graph import order
from samlop.planning.person.model import Activity, Problem

FAR = 1 << 20


class Calendar:
    """Weeks in which somebody runs: pauses stepped over by looking up, not by walking."""

    __slots__ = ("at", "run")

    def __init__(self, paused: frozenset[int], length: int):
        self.run = [week for week in range(length) if week not in paused]
        self.at: list[int] = []
        for nth, week in enumerate(self.run):
            self.at += [nth] * (week + 1 - len(self.at))
        self.at += [len(self.run)] * (length + 1 - len(self.at))

    def end(self, start: int, count: int) -> int:
        """The end of `count` running weeks from `start`; FAR past the end of the calendar."""
        nth = self.at[start] + count - 1
        return self.run[nth] + 1 if nth < len(self.run) else FAR


@dataclass(slots=True)
class Act:
    """One activity, ready to be laid. `starts` None means any week from `earliest` on, and then nothing pauses it."""

    key: str
    length: int
    loads: tuple[int, ...]
    flat: int
    earliest: int
    starts: list[int] | None
    calendar: Calendar | None

    def first(self, low: int) -> int:
        """The first start at or after `low`; FAR when there is none."""
        low = max(low, self.earliest)
        if self.starts is None:
            return low
        nth = bisect_left(self.starts, low)
        return self.starts[nth] if nth < len(self.starts) else FAR

    def end(self, start: int) -> int:
        """The end when it starts then."""
        return start + self.length if self.calendar is None else self.calendar.end(start, self.length)

    def weeks(self, start: int) -> Sequence[int]:
        """The weeks it runs when it starts then."""
        if self.calendar is None:
            return range(start, start + self.length)
        nth = self.calendar.at[start]
        return self.calendar.run[nth : nth + self.length]

    def last(self, end: int) -> int:
        """The last start with which it has ended by `end`; -1 when there is none."""
        if self.starts is None:
            start = end - self.length
            return start if start >= self.earliest else -1
        nth = bisect_right(self.starts, end - self.length)
        while nth and self.end(self.starts[nth - 1]) > end:
            nth -= 1
        return self.starts[nth - 1] if nth else -1


@dataclass(slots=True)
class Core:
    """The problem in numbers: activities in an order where each stands after what it waits for."""

    acts: list[Act]
    before: list[list[tuple[int, int]]]
    ahead: list[list[tuple[int, int]]]
    ceiling: list[int]
    index: dict[str, int]
    horizon: int

    def heads(self) -> list[int]:
        """The earliest start of each, the weekly ceiling aside; FAR when it has none."""
        found: list[int] = []
        for act, before in zip(self.acts, self.before, strict=True):
            low = 0
            for nth, lag in before:
                low = max(low, min(FAR, self.acts[nth].end(found[nth]) if found[nth] < FAR else FAR) + lag)
            start = act.first(low) if low < FAR else FAR
            found.append(start if start < self.horizon else FAR)
        return found

    def tails(self, ends: Sequence[int], starts: Mapping[int, int] | None = None) -> list[int] | None:
        """The latest start of each when activity n must end by `ends[n]` (and start by `starts[n]`); None when one has none."""
        due = list(ends)
        found = [0] * len(self.acts)
        for nth in range(len(self.acts) - 1, -1, -1):
            act = self.acts[nth]
            start = act.last(due[nth])
            if starts and nth in starts and start > starts[nth]:
                start = self._at_most(act, starts[nth])
            if start < 0:
                return None
            found[nth] = min(start, self.horizon - 1) if act.starts is None else start
            for before, lag in self.before[nth]:
                due[before] = min(due[before], start - lag)
        return found

    @staticmethod
    def _at_most(act: Act, start: int) -> int:
        if act.starts is None:
            return start if start >= act.earliest else -1
        nth = bisect_right(act.starts, start)
        return act.starts[nth - 1] if nth else -1


def core(problem: Problem) -> Core:
    """The tables. Raises `graph.Cycle`, and KeyError for a wait on an unknown activity."""
    by_key = {one.key: one for one in problem.activities}
    keys = [str(key) for key in order({key: [wait.key for wait in one.after] for key, one in by_key.items()})]
    index = {key: nth for nth, key in enumerate(keys)}
    longest = sum(len(one.loads) for one in problem.activities) + 60
    length = problem.horizon + longest + sum(max(0, one.end - one.start) for one in problem.breaks)
    calendars: dict[frozenset[str], Calendar] = {}
    acts = [_act(by_key[key], problem, calendars, length) for key in keys]
    before = [[(index[wait.key], wait.lag) for wait in by_key[key].after] for key in keys]
    ahead: list[list[tuple[int, int]]] = [[] for _ in keys]
    for nth, waits in enumerate(before):
        for other, lag in waits:
            ahead[other].append((nth, lag))
    ceiling = [problem.ceiling] * length
    for ramp in problem.ramps:
        for week in range(min(ramp.until, length)):
            ceiling[week] = min(ceiling[week], ramp.minutes)
    return Core(acts, before, ahead, ceiling, index, problem.horizon)


def _act(one: Activity, problem: Problem, calendars: dict[frozenset[str], Calendar], length: int) -> Act:
    paused = problem.paused(one.calendars) if one.calendars else frozenset()
    calendar = None
    if paused:
        if one.calendars not in calendars:
            calendars[one.calendars] = Calendar(paused, length)
        calendar = calendars[one.calendars]
    act = Act(one.key, len(one.loads), one.loads, -1, one.earliest, None, calendar)
    if len(set(one.loads)) == 1:
        act.flat = one.loads[0]
    starts: list[int] | None = None
    if one.starts is not None:
        starts = sorted(week for week in set(one.starts) if one.earliest <= week < problem.horizon)
    elif paused or one.opens is not None:
        starts = list(range(one.earliest, problem.horizon))
    if one.fixed is not None:
        starts = [one.fixed] if one.fixed >= one.earliest and (starts is None or one.fixed in starts) else []
    if starts is not None:
        if paused:
            starts = [week for week in starts if week not in paused]
        if one.opens is not None:
            starts = [week for week in starts if any(a <= week and act.end(week) <= b for a, b in one.opens)]
        act.starts = starts
    return act
