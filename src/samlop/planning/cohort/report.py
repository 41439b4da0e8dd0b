"""Says in words who waits for what, how the waiting is shared between groups, and what one more place would give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from samlop.planning.cohort.model import Cohort, Person
from samlop.planning.cohort.seats import Ready, Seats
from samlop.planning.cohort.seats import place as placed_in
from samlop.planning.cohort.solve import Answer


@dataclass(frozen=True, slots=True)
class Wait:
    """How many weeks later than if she were alone a person is over, and the step that lost most weeks for want of a place."""

    person: str
    group: str
    weeks: int
    reason: str


def report(cohort: Cohort, answer: Answer) -> dict[str, Any]:
    """The answer as JSON: the plan by name, the cost, the bound, who waits and why, fairness, changes, what places are worth."""
    ready = [Ready(cohort, person) for person in cohort.people]
    seats = Seats(cohort)
    for one, starts in zip(ready, answer.plan, strict=True):
        if starts:
            seats.take(one, starts)
    waits = [_wait(cohort, *row, seats) for row in zip(cohort.people, ready, answer.plan, strict=True)]
    return {
        "cost": answer.cost,
        "bound": answer.bound,
        "greedy": answer.greedy,
        "placements": answer.placements,
        "interrupted": answer.interrupted,
        "plan": {
            person.name: {step.name: week for step, week in zip(person.steps, starts, strict=True)}
            for person, starts in zip(cohort.people, answer.plan, strict=True)
            if starts
        },
        "waiting": [
            {"person": one.person, "weeks": one.weeks, "reason": one.reason}
            for one in sorted(waits, key=lambda one: (-one.weeks, one.person))
            if one.weeks > 0
        ],
        "without_plan": [
            {"person": person.name, "reason": _why_none(cohort, person, one)}
            for person, one, starts in zip(cohort.people, ready, answer.plan, strict=True)
            if not starts
        ],
        "fairness": fairness([one for one, starts in zip(waits, answer.plan, strict=True) if starts]),
        "moved": sum(
            old is not None and old != week
            for person, starts in zip(cohort.people, answer.plan, strict=True)
            for old, week in zip(person.before, starts, strict=False)
        ),
        "worth": [
            f"Én plass til i «{cohort.pools[pool].words}» uke {week}: om lag {weeks:.0f} uker spart til sammen."
            for pool, week, weeks in answer.worth
        ],
    }


def fairness(waits: Sequence[Wait]) -> list[dict[str, Any]]:
    """For each group: how many, and how many weeks they wait beyond their own shortest: mean, nine in ten, most."""
    groups: dict[str, list[int]] = {}
    for one in waits:
        groups.setdefault(one.group, []).append(one.weeks)
    rows = []
    for name in sorted(groups):
        weeks = sorted(groups[name])
        rows.append(
            {
                "group": name,
                "people": len(weeks),
                "mean_wait": round(sum(weeks) / len(weeks), 1),
                "nine_in_ten_wait_at_most": weeks[-(-9 * len(weeks) // 10) - 1],
                "longest_wait": weeks[-1],
            }
        )
    return rows


def _wait(cohort: Cohort, person: Person, ready: Ready, starts: list[int], seats: Seats) -> Wait:
    """Her weeks of waiting. The reason is the step that lost most weeks in which only places were wanting."""
    if not starts:
        return Wait(person.name, person.group, 0, "")
    weeks = starts[person.end] + person.steps[person.end].weeks - person.soonest
    most, reason = 0, "Stegene hennes fyller ukene, og inntakene ligger spredt."
    masks = seats.masks(ready)
    for place, step in enumerate(person.steps):
        low = max((starts[other] + ready.lengths[other] + lag for other, lag in step.after), default=person.release)
        wanted = ready.own[place] >> low << low
        if step.pool is None or not wanted:
            continue
        first = (wanted & -wanted).bit_length() - 1
        if starts[place] - first > most and not masks[place] >> first & 1:
            most = starts[place] - first
            pool = cohort.pools[step.pool]
            reason = (
                f"«{step.name}» starter uke {starts[place]}, ikke uke {first}: "
                f"de {pool.places} plassene i «{pool.words}» var gitt."
            )
    return Wait(person.name, person.group, weeks, reason)


def _why_none(cohort: Cohort, person: Person, ready: Ready) -> str:
    """Why there is no plan at all: her own demands, or the places."""
    if placed_in(ready, ready.own, range(len(ready.own)), Seats(cohort)) is not None:
        return f"Det er ikke nok plasser igjen innen uke {cohort.weeks}."
    starts: list[int] = []
    for step, weeks in zip(person.steps, ready.own, strict=True):
        low = max(
            (starts[other] + person.steps[other].weeks + lag for other, lag in step.after), default=person.release
        )
        left = weeks >> low
        if not left:
            if step.frozen is not None:
                return (
                    f"«{step.name}» er lovet i uke {step.frozen}, men det den venter på er ikke ferdig før uke {low}."
                )
            return f"«{step.name}» har ikke noe inntak fra uke {low} som er ferdig innen uke {cohort.weeks}."
        starts.append(low + (left & -left).bit_length() - 1)
    return f"Ukene hennes er fulle: stegene får ikke plass under taket innen uke {cohort.weeks}."
