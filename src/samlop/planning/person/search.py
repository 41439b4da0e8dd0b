"""Lays a first good plan: activities one by one at their first possible week, in order of how long they can wait.

Deterministic from the seed. Every objective is a sum of terms that never falls when an activity is moved later, so the
best plan is among those that this way of laying can make.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from samlop.planning.person.core import FAR, Core

_TRIES = 8
_SPREAD = 10  # weeks by which the order is shaken


@dataclass(frozen=True, slots=True)
class Term:
    """`weight` for each week that activity `nth` ends (or starts, when `at_start`) after `due`."""

    nth: int
    weight: int
    due: int = 0
    at_start: bool = False


def cost_of(core: Core, terms: Sequence[Term], starts: Sequence[int]) -> int:
    """What the plan costs; FAR or more when something could not be laid."""
    total = 0
    for term in terms:
        start = starts[term.nth]
        if start >= FAR:
            return FAR
        value = start if term.at_start else core.acts[term.nth].end(start)
        total += term.weight * max(0, value - term.due)
    return total


def lay(core: Core, rank: Sequence[float], earliest: Sequence[int] | None = None) -> list[int] | None:
    """Lays all, lowest rank first among those whose waits are laid; None when one finds no week before the horizon."""
    left = [len(before) for before in core.before]
    heap = [(rank[nth], nth) for nth, count in enumerate(left) if not count]
    heapify(heap)
    used = [0] * len(core.ceiling)
    starts = [FAR] * len(core.acts)
    ends = [FAR] * len(core.acts)
    ceiling = core.ceiling
    while heap:
        _, nth = heappop(heap)
        act = core.acts[nth]
        low = earliest[nth] if earliest else 0
        for before, lag in core.before[nth]:
            if ends[before] + lag > low:
                low = ends[before] + lag
        start = act.first(low)
        while start < core.horizon:
            blocked = -1
            weeks = act.weeks(start)
            if len(weeks) < act.length:
                return None
            if act.flat >= 0:
                load = act.flat
                if load:
                    for week in reversed(weeks):
                        if used[week] + load > ceiling[week]:
                            blocked = week
                            break
            else:
                for week, load in zip(weeks, act.loads, strict=True):
                    if load and used[week] + load > ceiling[week]:
                        blocked = start  # with steps, a later start may put a lower load in the full week
            if blocked < 0:
                break
            start = act.first(blocked + 1)
        else:
            return None
        starts[nth], ends[nth] = start, act.end(start)
        for week, load in zip(act.weeks(start), act.loads, strict=True):
            used[week] += load
        for later, _ in core.ahead[nth]:
            left[later] -= 1
            if not left[later]:
                heappush(heap, (rank[later], later))
    return starts


def first_plan(core: Core, terms: Sequence[Term], heads: Sequence[int], seed: int) -> tuple[list[int] | None, int]:
    """The best of some layings, and its cost; stops at once when the cost is the least along the waits."""
    least = cost_of(core, terms, heads)
    end = max((act.end(head) for act, head in zip(core.acts, heads, strict=True)), default=0)
    latest = core.tails([end] * len(core.acts)) or list(heads)
    best, best_cost = None, FAR
    state = (seed * 2654435761 + 12345) & 0xFFFFFFFF
    for turn in range(_TRIES):
        rank: list[float] = [float(week) for week in latest]
        if turn:
            for nth in range(len(rank)):
                state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
                rank[nth] += _SPREAD * state / 0x100000000
        starts = lay(core, rank)
        if starts is not None and (cost := cost_of(core, terms, starts)) < best_cost:
            best, best_cost = starts, cost
            if cost <= least:
                break
    return best, best_cost


def limits(core: Core, terms: Sequence[Term], heads: Sequence[int], most: int) -> list[int] | None:
    """The latest start of each in any plan that costs at most `most`; None when there is no such plan along the waits."""
    least = cost_of(core, terms, heads)
    if least > most:
        return None
    slack = most - least
    ends = [len(core.ceiling)] * len(core.acts)
    starts: dict[int, int] = {}
    for term in terms:
        if not term.weight:
            continue
        head = heads[term.nth]
        value = head if term.at_start else core.acts[term.nth].end(head)
        limit = max(term.due, value) + slack // term.weight
        if value < term.due:
            limit = term.due + slack // term.weight
        if term.at_start:
            starts[term.nth] = min(starts.get(term.nth, FAR), limit)
        else:
            ends[term.nth] = min(ends[term.nth], limit)
    return core.tails(ends, starts)
