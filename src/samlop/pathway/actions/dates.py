"""Reckons the dates of open steps anew when a fact behind them has moved, and keeps every legal deadline on a step."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Q

from samlop.access.fetch import require
from samlop.access.models import Role
from samlop.access.policy import Right
from samlop.audit import actions as audit
from samlop.core import bulk
from samlop.pathway import queries
from samlop.pathway.actions.laying import families, set_due
from samlop.pathway.actions.settle import chunks, day_of, write_standings
from samlop.pathway.lawdays import ANCHORED, CARRIED_BY, LawDay, Position
from samlop.pathway.models import LAW_STEP, OPEN, Anchor, DueKind, State, Step
from samlop.pathway.recipe import Due, RecipeStep, due_of, due_of_law
from samlop.pathway.states import Act, moved
from samlop.people.models import Household

_BY_LAW = (Anchor.START_DEADLINE, Anchor.DECISION_DEADLINE)
_CARRIERS = frozenset(CARRIED_BY.values())
_FIELDS = [
    "due_on", "due_kind", "due_reason", "due_basis", "law_due_on", "deadline", "law_reason", "version", "state",
    "closed_on", "note", "released_on", "began_on",
]  # fmt: skip


@dataclass(slots=True)
class _Moves:
    """What a reckoning does: steps to update, steps to add, and for each household what to tell in the log."""

    changed: list[Step]
    new: list[Step]
    told: dict[int, list[dict]]

    def tell(self, step: Step, before: dt.date | None) -> None:
        row = {"steg": step.title, "step": step.pk, "før": _iso(before), "nå": _iso(step.due_on)}
        self.told[step.household_id].append(row)


def reckon_dates(*, household: Household, by, at) -> int:
    """Reckons the dates of open steps anew, after the settlement day, a permit or another fact behind them has moved.

    Dates that people have agreed on stay. Returns how many moved, and records them.
    """
    if by is not None:
        require(by, Right.STEER)
    with transaction.atomic():
        return _reckon([household.pk], None, by, at, "")


def keep_deadlines(
    *, households: Sequence[int], positions: Mapping[int, Position], at, by=None, because: str = ""
) -> int:
    """Lets every legal deadline of these people stand on a step, four hundred households (numbers) at a time.

    `positions`: what the law says of people (numbers), from more facts than this room knows. A deadline stands on the
    template's step when there is one, else on a step of its own, which closes when the deadline is kept and is dropped when
    the law no longer sets it. Other dates of the households stay. `because`: what the log says. Returns how many moved.
    """
    count = 0
    for chunk in chunks(sorted(households)):
        with transaction.atomic():
            count += _reckon(chunk, positions, by, at, because)
    return count


def _reckon(numbers: Sequence[int], positions: Mapping[int, Position] | None, by, at, because: str) -> int:
    on = day_of(at)
    kept = queries.locked_households(numbers)
    found = families(kept, on, known=positions)
    moves = _Moves([], [], defaultdict(list))
    wanted = Q(state__in=OPEN) | Q(key__startswith=LAW_STEP) | Q(anchor__in=_BY_LAW) | Q(key__in=_CARRIERS)
    steps: dict[int, list[Step]] = defaultdict(list)
    for step in Step.objects.filter(wanted, household__in=numbers).order_by("order", "id"):
        steps[step.household_id].append(step)
    for household in kept:
        family, rows = found[household.pk], steps[household.pk]
        members = {member.id: member for member in family.members}
        for step in rows:
            position = positions.get(step.person_id) if positions is not None and step.person_id else None
            carries = position is not None and (step.anchor in _BY_LAW or step.key in _CARRIERS)
            if step.state in OPEN and step.anchor and (positions is None or carries):
                due = due_of(_as_recipe(step), family, members.get(step.person_id), step.released_on)
                _redate(step, _with_law(step, due, position), moves)
        for member in family.members if positions is not None else ():
            if member.id in positions:
                own = [step for step in rows if step.person_id == member.id]
                _carry(household, member.id, own, positions[member.id].days, on, moves)
    _write(moves, on)
    named = {household.pk: household for household in kept}
    for pk, rows in moves.told.items():
        data = {"frister": rows} | ({"fordi": because} if because else {})
        audit.record(act="regnet ut fristene på nytt", by=by, at=at, household=named[pk], data=data)
    return sum(len(rows) for rows in moves.told.values())


def _write(moves: _Moves, on: dt.date) -> None:
    Step.objects.bulk_update(moves.changed, _FIELDS, batch_size=200)
    bulk.create(moves.new)
    for step in moves.new:
        moves.tell(step, None)
    if touched := sorted(moves.told):
        write_standings(touched, on)


def _with_law(step: Step, due: Due, position: Position | None) -> Due:
    """The date with the deadline that the step carries beside it: what is due later than the law allows is due by the law."""
    if step.key not in _CARRIERS:
        return due
    if position is None:  # who reckons knows too little to ask the law about this one: it stays
        law_on, deadline, reason, basis = step.law_due_on, step.deadline, step.law_reason, step.due_basis
    else:
        day = next((d for d in position.days if CARRIED_BY.get(d.deadline) == step.key and d.done_on is None), None)
        if day is None:
            return due
        by_law = due_of_law(day)
        law_on, deadline, reason, basis = by_law.law_on, by_law.deadline, by_law.law_reason, by_law.basis
    due = replace(due, law_on=law_on, deadline=deadline, law_reason=reason, basis=basis)
    if law_on is None or (due.on is not None and due.on <= law_on):
        return due
    return replace(due, on=law_on, kind=DueKind.LAW)


def _redate(step: Step, due: Due, moves: _Moves) -> None:
    if step.due_kind == DueKind.AGREED:
        if due.kind != DueKind.LAW or due.on == step.law_due_on:
            return
        if due.on is None or step.due_on <= due.on:  # the agreed day still holds; only the law's day moves
            due = replace(due, on=step.due_on, kind=step.due_kind, reason=step.due_reason, law_on=due.on)
    stands = (step.due_on, step.due_kind, step.law_due_on)
    if (due.on, due.kind, due.law_on) == stands and (due.deadline, due.law_reason) == (step.deadline, step.law_reason):
        return
    before = step.due_on
    set_due(step, due)
    step.version += 1
    moves.changed.append(step)
    if (due.on, due.kind, due.law_on) != stands:
        moves.tell(step, before)


def _carry(
    household: Household, person: int, own: Sequence[Step], days: Iterable[LawDay], on: dt.date, moves: _Moves
) -> None:
    """Lays, moves and closes the steps that carry the deadlines no step of the template carries."""
    carried = set(ANCHORED) if any(step.anchor in _BY_LAW for step in own) else set()
    keys = {step.key for step in own}
    carried |= {deadline for deadline, key in CARRIED_BY.items() if key in keys}
    left = {day.deadline: day for day in days if day.deadline not in carried}
    for step in own:
        if not step.key.startswith(LAW_STEP):
            continue
        day = left.pop(step.deadline, None)
        if day is None or day.done_on:
            if step.state in OPEN:
                _close(step, day, on, moves)
        else:
            _run(step, day, moves)
    for day in left.values():
        if day.done_on is None:
            moves.new.append(_law_step(household, person, day, on))


def _close(step: Step, day: LawDay | None, on: dt.date, moves: _Moves) -> None:
    step.state = moved(step.state, Act.DROP if day is None else Act.FINISH, title=step.title)
    step.closed_on = on if day is None else min(day.done_on or on, on)
    if day is None:
        step.note = "Loven setter ikke lenger denne fristen."
    step.version += 1
    moves.changed.append(step)
    moves.tell(step, step.due_on)


def _run(step: Step, day: LawDay, moves: _Moves) -> None:
    if step.state not in OPEN:
        if step.due_on == day.on:
            return  # somebody closed it, and nothing has moved since
        for act in (Act.REOPEN, Act.RELEASE, Act.BEGIN):
            step.state = moved(step.state, act, title=step.title)
        step.closed_on, step.note = None, ""
        step.due_kind = DueKind.LAW
    _redate(step, due_of_law(day, day.title), moves)


def _law_step(household: Household, person: int, day: LawDay, on: dt.date) -> Step:
    began = min(day.starts_on or on, on)
    step = Step(
        municipality_id=household.municipality_id, household_id=household.pk, person_id=person,
        key=f"{LAW_STEP}{day.deadline}"[:40], title=day.title, office=day.office, owner_role=Role.COUNSELLOR,
        state=State.UNDER_WAY, released_on=began, began_on=began, duration_days=1, order=900,
    )  # fmt: skip
    set_due(step, due_of_law(day, day.title))
    return step


def _as_recipe(step: Step) -> RecipeStep:
    return RecipeStep(
        step.key, step.title, "", step.office, step.owner_role, step.anchor, step.offset_days, step.duration_days,
        step.due_reason, "" if step.anchor in _BY_LAW or step.key in _CARRIERS else step.due_basis, step.repeat_days, step.precondition, step.order,
    )  # fmt: skip


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
