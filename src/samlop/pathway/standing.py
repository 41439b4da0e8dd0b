"""Works out where each adult of a household stands: her most urgent open step and what holds it back. Pure."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from samlop.pathway.models import NOTHING_DUE, DueKind, State, Step
from samlop.planning import graph

_NEARNESS = {State.UNDER_WAY: 0, State.READY: 1, State.WAITING: 2}


@dataclass(frozen=True, slots=True)
class Stand:
    """One adult's standing: her most urgent step, and the most urgent of those the law dates. Numbers of steps, or None."""

    needs_on: dt.date = NOTHING_DUE
    step: int | None = None
    blocker: int | None = None
    law_on: dt.date = NOTHING_DUE
    law_step: int | None = None
    law_blocker: int | None = None


def stand(
    steps: Iterable[Step], ahead: Mapping[int, Sequence[int]], *, adults: Sequence[int], contact: int | None
) -> dict[int, Stand]:
    """The standing of each adult.

    `steps`: the open ones. `ahead[a]`: the open steps that `a` still waits for. `adults`: numbers of people, oldest
    first. Her own steps count for her. Steps of the household and of children count for the household's contact person;
    but those that hold back another adult, and not the contact, count for the one they hold back.
    """
    if not adults:
        return {}
    contact = contact if contact in adults else adults[0]
    rows = {step.pk: step for step in steps}
    sequence = _in_order(rows, ahead)
    deepest = _deepest(rows, ahead, sequence)
    held = _people_held(rows, ahead, sequence, set(adults))
    theirs: dict[int, list[Step]] = defaultdict(list)
    for step in rows.values():
        if step.person_id in adults:
            theirs[step.person_id].append(step)
            continue
        for adult in {contact} if contact in held[step.pk] or not held[step.pk] else held[step.pk]:
            theirs[adult].append(step)
    out = {}
    for adult in adults:
        first = min(theirs[adult], key=urgency, default=None)
        lawful = min((s for s in theirs[adult] if law_on(s)), key=lambda s: (law_on(s), urgency(s)), default=None)
        out[adult] = Stand(
            *((urgent_on(first), first.pk, deepest.get(first.pk)) if first is not None else (NOTHING_DUE, None, None)),
            *((law_on(lawful), lawful.pk, deepest.get(lawful.pk)) if lawful is not None else (NOTHING_DUE, None, None)),
        )
    return out


def law_on(step: Step) -> dt.date | None:
    """The law's own last day for the step, also when an earlier day is agreed; None when the law sets none."""
    return step.law_due_on or (step.due_on if step.due_kind == DueKind.LAW else None)


def urgent_on(step: Step) -> dt.date:
    """The day the step needs somebody: when it is due, else when it would usually have been done."""
    if step.due_on:
        return step.due_on
    return step.released_on + dt.timedelta(days=step.duration_days) if step.released_on else NOTHING_DUE


def urgency(step: Step) -> tuple:
    """Sorts by who needs somebody first: the day, then the law before the template, then what can be acted on."""
    return (
        urgent_on(step),
        step.due_kind != DueKind.LAW,
        _NEARNESS.get(State(step.state), 3),
        step.order,
        step.pk or 0,
    )


def _in_order(rows: Mapping[int, Step], ahead: Mapping[int, Sequence[int]]) -> list[int]:
    try:
        return graph.order({key: [a for a in ahead.get(key, ()) if a in rows] for key in rows})
    except graph.Cycle:  # no act makes a ring; rows from elsewhere must still not stop the worklist
        return []


def _deepest(rows, ahead, sequence) -> dict[int, int]:
    """For each held step, the step at the bottom of the longest chain that holds it: the one somebody can act on."""
    depth: dict[int, int] = {}
    bottom: dict[int, int] = {}
    for key in sequence:
        before = [a for a in ahead.get(key, ()) if a in rows]
        if not before:
            depth[key] = 0
            continue
        longest = max(depth[a] for a in before)
        through = min((a for a in before if depth[a] == longest), key=lambda a: urgency(rows[bottom.get(a, a)]))
        depth[key], bottom[key] = longest + 1, bottom.get(through, through)
    return bottom


def _people_held(rows, ahead, sequence, adults: set[int]) -> dict[int, set[int]]:
    """For each step, the adults whose own steps wait for it, however far behind."""
    held: dict[int, set[int]] = {key: set() for key in rows}
    for key in reversed(sequence):
        behind = held[key] | ({rows[key].person_id} & adults)
        for before in ahead.get(key, ()):
            if before in held:
                held[before] |= behind
    return held
