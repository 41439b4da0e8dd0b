"""Checks a plan against what was asked, and says every breach in words. Shares no code with any solver.

Whole weeks counted from any common week zero; loads in any one unit (minutes a week, half hours). Knows one person's
plan and a cohort's alike: whoever has a weekly ceiling is a `who`, whatever is shared is a pool.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    """One activity as it was asked for.

    `loads`: the load of each week that it runs, in order. `after`: (key, weeks that must lie between its end and this
    start). `starts`: the only weeks it may start in; None for any. `ends_by`: the end (exclusive) may not lie later.
    `opens`: stretches [from, until) of which one must hold all of it. `pauses`: weeks in which it stands still; it
    does not start in one. `fixed`: the start that is already promised. `who`: whose ceiling its loads count against.
    `pool`: what it takes one place of.
    """

    key: Hashable
    words: str
    loads: tuple[int, ...]
    after: tuple[tuple[Hashable, int], ...] = ()
    starts: frozenset[int] | None = None
    earliest: int = 0
    ends_by: int | None = None
    opens: tuple[tuple[int, int], ...] | None = None
    pauses: frozenset[int] = frozenset()
    fixed: int | None = None
    who: Hashable = None
    pool: Hashable = None


@dataclass(frozen=True, slots=True)
class Pool:
    """Something shared. `per_start`: places for each start week (seats in a class); otherwise places at one time."""

    words: str
    capacity: int
    per_start: bool = False


def breaches(
    asked: Iterable[Asked],
    placed: Mapping[Any, tuple[int, int]],
    *,
    ceiling: Callable[[Hashable, int], int] | None = None,
    pools: Mapping[Hashable, Pool] | None = None,
    week: Callable[[int], str] = lambda number: f"uke {number}",
    load: Callable[[int], str] = str,
    who: Callable[[Hashable], str] = lambda key: "" if key is None else f"{key}: ",
) -> list[str]:
    """Every breach, as sentences in the order of `asked`; empty when the plan holds.

    `placed[key]` is (start, end), end exclusive. `ceiling(who, week)` is the most that one may have that week. An
    activity in a pool that `pools` does not name has no limit there. `week`, `load` and `who` put figures in words.
    """
    listed = list(asked)
    by_key = {one.key: one for one in listed}
    said = [f"Planen har «{key}», som ingen har bedt om." for key in placed if key not in by_key]
    if len(by_key) < len(listed):
        said.append("To aktiviteter har samme navn, så planen kan ikke leses sikkert.")
    loads: dict[tuple[Hashable, int], int] = {}
    taken: dict[tuple[Hashable, int], int] = {}
    for one in listed:
        if one.key not in placed:
            said.append(f"«{one.words}» mangler i planen.")
            continue
        start, end = placed[one.key]
        running = _running(one, start)
        said += _alone(one, start, end, running, week)
        for before, lag in one.after:
            if before not in by_key:
                said.append(f"«{one.words}» venter på «{before}», som ikke finnes.")
            elif before in placed and start < placed[before][1] + lag:
                wait = f" og {lag} uker til" if lag > 0 else ""
                said.append(
                    f"«{one.words}» starter {week(start)}, men må vente til «{by_key[before].words}» "
                    f"er ferdig {week(placed[before][1])}{wait}."
                )
        for number, amount in zip(running, one.loads, strict=True):
            loads[one.who, number] = loads.get((one.who, number), 0) + amount
        if one.pool is not None:
            for number in (start,) if _per_start(pools, one.pool) else running:
                taken[one.pool, number] = taken.get((one.pool, number), 0) + 1
    if ceiling is not None:
        for (person, number), amount in sorted(loads.items(), key=lambda item: (str(item[0][0]), item[0][1])):
            if amount > (most := ceiling(person, number)):
                said.append(f"{who(person)}{week(number)} har {load(amount)}, men taket er {load(most)}.")
    for (name, number), count in sorted(taken.items(), key=lambda item: (str(item[0][0]), item[0][1])):
        pool = (pools or {}).get(name)
        if pool is not None and count > pool.capacity:
            said.append(f"«{pool.words}» har {pool.capacity} plasser, men {count} er gitt i {week(number)}.")
    return said


def _per_start(pools: Mapping[Hashable, Pool] | None, name: Hashable) -> bool:
    pool = (pools or {}).get(name)
    return pool is not None and pool.per_start


def _running(one: Asked, start: int) -> list[int]:
    """The weeks it runs when it starts then: pauses are stepped over."""
    found: list[int] = []
    number = start
    # A calendar of pauses without an end would never let it finish; then the weeks are counted through.
    last = start + len(one.loads) + len(one.pauses)
    while len(found) < len(one.loads) and number < last:
        if number not in one.pauses:
            found.append(number)
        number += 1
    return found


def _alone(one: Asked, start: int, end: int, running: list[int], week: Callable[[int], str]) -> list[str]:
    """What is wrong with one activity by itself."""
    said = []
    right = running[-1] + 1 if running else start
    if end != right:
        said.append(f"«{one.words}» starter {week(start)} og er ferdig {week(right)}, ikke {week(end)}.")
    if start in one.pauses:
        said.append(f"«{one.words}» starter {week(start)}, midt i en ferie eller et opphold.")
    if start < one.earliest:
        said.append(f"«{one.words}» starter {week(start)}, men kan tidligst starte {week(one.earliest)}.")
    if one.starts is not None and start not in one.starts:
        said.append(f"«{one.words}» starter {week(start)}, men det er ikke noe inntak da.")
    if one.fixed is not None and start != one.fixed:
        said.append(f"«{one.words}» har fått plass {week(one.fixed)}, men står {week(start)}.")
    if one.ends_by is not None and right > one.ends_by:
        said.append(f"«{one.words}» er ferdig {week(right)}, men må være ferdig innen {week(one.ends_by)}.")
    if one.opens is not None and not any(a <= start and right <= b for a, b in one.opens):
        said.append(f"«{one.words}» går utenfor ukene den er åpen.")
    return said
