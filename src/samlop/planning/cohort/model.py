"""Describes a cohort that shares classes, placements and people's time, and reads it from JSON (docs/planning/cohort.md).

Weeks are whole numbers from 0; loads are in any one unit (half hours a week). Every person has a weekly ceiling of load.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

MOST_PEOPLE = 50_000
MOST_STEPS = 400  # for one person
MOST_WEEKS = 1_000


class UnusableCohort(ValueError):
    """The cohort cannot be planned. `problems` are sentences in Norwegian that say what and where."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__(" ".join(problems[:5]))


@dataclass(frozen=True, slots=True)
class Pool:
    """Something shared. `per_start`: places for each start week (seats); otherwise places at one time."""

    name: str
    words: str
    places: int
    per_start: bool


@dataclass(frozen=True, slots=True)
class Step:
    """`weeks` of `load`, after others (place in the person's steps, lag), in `starts` only, taking one place of `pool`.

    `frozen`: the start is promised already, and stays.
    """

    name: str
    weeks: int
    load: int
    after: tuple[tuple[int, int], ...]
    starts: tuple[int, ...] | None
    pool: int | None
    frozen: int | None


@dataclass(frozen=True, slots=True)
class Person:
    """Steps in an order that keeps the waits. `begin` should start by week `due`; the plan is over when `end` is.

    `before`: start weeks in the last plan, by place; None where there was none. `group`: for the report of fairness.
    `soonest`: the week she would be over if nobody else wanted a place and her weeks were never full.
    """

    name: str
    group: str
    release: int
    due: int
    steps: tuple[Step, ...]
    begin: int
    end: int
    before: tuple[int | None, ...]
    soonest: int


@dataclass(frozen=True, slots=True)
class Cohort:
    """All of it. The cost of a plan is, for each person, the week it ends, `late_weight` for each week that the start
    is late, `move_weight` for each step that moves from the last plan, and `wait_weight` for each week beyond
    `wait_limit` that she waits longer than her soonest: so that nobody pays for the rest."""

    weeks: int
    ceiling: int
    late_weight: int
    move_weight: int
    wait_weight: int
    wait_limit: int
    pools: tuple[Pool, ...]
    people: tuple[Person, ...]


Plan = list[list[int]]  # start weeks: for each person, for each step; an empty list for one who got no plan


def cost_of(cohort: Cohort, person: Person, starts: list[int]) -> int:
    """What one person's plan costs."""
    end = starts[person.end] + person.steps[person.end].weeks
    price = end + cohort.late_weight * max(0, starts[person.begin] - person.due)
    if cohort.wait_weight:
        price += cohort.wait_weight * max(0, end - person.soonest - cohort.wait_limit)
    if cohort.move_weight:
        pairs = zip(starts, person.before, strict=True)
        price += cohort.move_weight * sum(1 for start, old in pairs if old is not None and old != start)
    return price


def without(cohort: Cohort) -> int:
    """What it costs that one person gets no plan: more than any plan inside the weeks that are planned."""
    return 2 * cohort.weeks * (1 + cohort.late_weight + cohort.wait_weight) + MOST_STEPS * cohort.move_weight


def cost(cohort: Cohort, plan: Plan) -> int:
    """What a plan costs in all."""
    return sum(
        cost_of(cohort, person, starts) if starts else without(cohort)
        for person, starts in zip(cohort.people, plan, strict=True)
    )


def read(content: Any) -> Cohort:
    """The cohort in parsed JSON. Raises UnusableCohort with a sentence for each thing that is wrong, and where."""
    return _Reader().cohort(content)


def _soonest(steps: tuple[Step, ...], release: int, end: int) -> int:
    """The week the step `end` would be over if there were always a place and her weeks were never full."""
    ends: list[int] = []
    for step in steps:
        low = max((ends[other] + lag for other, lag in step.after), default=release)
        low = max(low, release)
        if step.frozen is not None:
            low = step.frozen
        elif step.starts is not None:
            low = next((week for week in step.starts if week >= low), low)
        ends.append(low + step.weeks)
    return ends[end]


class _Reader:
    """Collects problems while it reads, so that all are told at once."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def wrong(self, where: str, what: str) -> None:
        if len(self.problems) < 50:
            self.problems.append(f"{where}: {what}")

    def number(self, where: str, holder: dict[str, Any], key: str, low: int, high: int, default: int | None) -> int:
        value = holder.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.wrong(where, f"«{key}» må være et helt tall fra {low} til {high}.")
            return low if default is None else default
        return value

    def cohort(self, content: Any) -> Cohort:
        if not isinstance(content, dict):
            raise UnusableCohort(["Filen må inneholde ett JSON-objekt med «pools» og «people»."])
        weeks = self.number("Kullet", content, "weeks", 1, MOST_WEEKS, 230)
        ceiling = self.number("Kullet", content, "ceiling", 1, 10_000, 75)
        late = self.number("Kullet", content, "late_weight", 0, 1_000, 5)
        move = self.number("Kullet", content, "move_weight", 0, 1_000, 0)
        wait = self.number("Kullet", content, "wait_weight", 0, 1_000, 0)
        limit = self.number("Kullet", content, "wait_limit", 0, MOST_WEEKS, 26)
        pools = self._pools(content.get("pools", {}))
        places = {pool.name: number for number, pool in enumerate(pools)}
        listed = content.get("people")
        if not isinstance(listed, list) or not 0 < len(listed) <= MOST_PEOPLE:
            raise UnusableCohort([*self.problems, f"«people» må være en liste med 1 til {MOST_PEOPLE} personer."])
        last = content.get("last_plan") or {}
        if not isinstance(last, dict):
            self.wrong("Kullet", "«last_plan» må være et objekt med start for hvert steg, per person.")
            last = {}
        people = []
        seen: set[str] = set()
        for number, one in enumerate(listed, 1):
            person = self._person(f"Person {number}", one, places, weeks, ceiling, last)
            if person is not None:
                if person.name in seen:
                    self.wrong(f"Person {number}", f"«{person.name}» er brukt før.")
                seen.add(person.name)
                people.append(person)
        if self.problems:
            raise UnusableCohort(self.problems)
        return Cohort(weeks, ceiling, late, move, wait, limit, pools, tuple(people))

    def _pools(self, content: Any) -> tuple[Pool, ...]:
        if not isinstance(content, dict):
            self.wrong("Kullet", "«pools» må være et objekt.")
            return ()
        found = []
        for name, one in content.items():
            where = f"Ressurs «{name}»"
            if not isinstance(one, dict) or one.get("per") not in ("start", "week"):
                self.wrong(where, "må ha «places» og «per», som er «start» eller «week».")
                continue
            found.append(
                Pool(
                    name,
                    str(one.get("words", name)),
                    self.number(where, one, "places", 1, 10**6, None),
                    one["per"] == "start",
                )
            )
        return tuple(found)

    def _person(
        self, where: str, one: Any, pools: dict[str, int], weeks: int, ceiling: int, last: dict[str, Any]
    ) -> Person | None:
        if not isinstance(one, dict) or not isinstance(one.get("steps"), list) or not one["steps"]:
            self.wrong(where, "må ha en liste «steps».")
            return None
        name = str(one.get("id", where))
        if len(one["steps"]) > MOST_STEPS:
            self.wrong(where, f"har {len(one['steps'])} steg. Planleggeren tar høyst {MOST_STEPS} for én person.")
            return None
        raw: dict[str, dict[str, Any]] = {}
        for step in one["steps"]:
            if not isinstance(step, dict) or not isinstance(step.get("id"), str) or step["id"] in raw:
                self.wrong(where, "hvert steg må ha sin egen «id».")
                return None
            raw[step["id"]] = step
        order = self._order(where, raw)
        if order is None:
            return None
        number = {step: place for place, step in enumerate(order)}
        release = self.number(where, one, "release", 0, weeks, 0)
        steps = tuple(self._step(where, key, raw[key], number, pools, weeks, ceiling, release) for key in order)
        begin, end = one.get("begin"), one.get("end")
        if begin not in number or end not in number:
            self.wrong(where, "«begin» og «end» må være navn på steg.")
            return None
        old = last.get(name) if isinstance(last.get(name), dict) else {}
        before = tuple(old.get(key) if isinstance(old.get(key), int) else None for key in order)  # type: ignore[union-attr]
        due = self.number(where, one, "due", 0, 10**6, release)
        return Person(
            name,
            str(one.get("group", "")),
            release,
            due,
            steps,
            number[begin],
            number[end],
            before,
            _soonest(steps, release, number[end]),
        )

    def _order(self, where: str, raw: dict[str, dict[str, Any]]) -> list[str] | None:
        """Names so that each stands after all it waits for, otherwise as given; None (and a sentence) for a ring."""
        waits: dict[Hashable, list[str]] = {}
        for key, step in raw.items():
            after = step.get("after", [])
            if not isinstance(after, list) or not all(
                isinstance(one, str) or (isinstance(one, list) and len(one) == 2 and isinstance(one[0], str))
                for one in after
            ):
                self.wrong(where, f"«after» i «{key}» må være en liste av navn eller [navn, uker].")
                return None
            waits[key] = [one if isinstance(one, str) else one[0] for one in after]
            for other in waits[key]:
                if other not in raw:
                    self.wrong(where, f"«{key}» venter på «{other}», som ikke finnes.")
                    return None
        from samlop.planning.graph import Cycle, order

        try:
            return [str(key) for key in order(waits)]
        except Cycle as ring:
            self.wrong(where, f"stegene venter på hverandre i ring: {' → '.join(map(str, ring.steps))}.")
            return None

    def _step(
        self, person: str, name: str, raw: dict[str, Any], number: dict[str, int], pools: dict[str, int], weeks: int,
        ceiling: int, release: int,
    ) -> Step:  # fmt: skip
        where = f"{person}, «{name}»"
        after = []
        for one in raw.get("after", []):
            key, lag = (one, 0) if isinstance(one, str) else one
            if isinstance(lag, bool) or not isinstance(lag, int) or not 0 <= lag <= weeks:
                self.wrong(where, f"ventetiden må være et helt tall fra 0 til {weeks}.")
                lag = 0
            after.append((number[key], lag))
        starts = raw.get("starts")
        if starts is not None:
            if not isinstance(starts, list) or not all(type(week) is int and 0 <= week < weeks for week in starts):
                self.wrong(where, f"«starts» må være uker fra 0 til {weeks - 1}.")
                starts = []
            elif not any(week >= release for week in starts):
                self.wrong(where, f"har ingen inntak fra uke {release}, da personen kan begynne.")
        pool = raw.get("pool")
        load = self.number(where, raw, "load", 0, 10_000, 0)
        if load > ceiling:
            self.wrong(where, f"trenger {load} i uken, men taket er {ceiling}.")
        frozen = raw.get("frozen")
        if frozen is not None and (type(frozen) is not int or not 0 <= frozen < weeks):
            self.wrong(where, f"«frozen» må være en uke fra 0 til {weeks - 1}.")
            frozen = None
        length = self.number(where, raw, "weeks", 1, weeks, None)
        # A pool that is not named among the pools has no limit.
        return Step(
            name,
            length,
            load,
            tuple(after),
            None if starts is None else tuple(sorted(set(starts))),
            pools.get(str(pool)),
            frozen,
        )
