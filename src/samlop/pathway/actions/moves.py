"""Moves a step: begins, finishes, drops and reopens it, releases what waited, and lays the next of those that return."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from samlop.access.fetch import require
from samlop.access.policy import Right
from samlop.audit import actions as audit
from samlop.core.calendar import long_date
from samlop.core.errors import Refused
from samlop.pathway import queries
from samlop.pathway.actions.settle import chunks, day_of, settle
from samlop.pathway.models import CLOSED, OPEN, State, Step, Wait
from samlop.pathway.states import Act, moved
from samlop.people.models import Household, Person


def begin(*, step: Step, by, at) -> Step:
    """Notes that somebody has begun. Twice does nothing. Refuses while the step waits, and when it is closed."""
    require(by, Right.STEER)
    with transaction.atomic():
        kept = queries.locked_step(step)
        if kept.state == State.UNDER_WAY:
            return kept
        kept.state = moved(kept.state, Act.BEGIN, title=kept.title)
        kept.began_on = day_of(at)
        _save(kept, "begynte på steg", by, at)
        settle([kept.household_id], on=day_of(at))
    return kept


def finish(*, step: Step, by, at, on: dt.date | None = None) -> list[Step]:
    """Marks a step done, and returns the steps that could begin because of it. A second time does nothing.

    `on`: the day it was done, when that was earlier. Refuses while the step waits, when it was dropped, and days ahead.
    """
    require(by, Right.STEER)
    with transaction.atomic():
        kept = queries.locked_step(step)
        if kept.state == State.DONE:
            return []
        after = moved(kept.state, Act.FINISH, title=kept.title)
        return _close(kept, after, "merket steg som ferdig", by, at, on=_day_done(kept, on, at))


def finish_by_key(*, household: Household, person: Person | None = None, key: str, by, at) -> list[Step]:
    """Marks done what another room has done: the person's open step of that key, else the household's.

    Does nothing when there is no such open step. A step that still waited is done all the same, since it has happened;
    the event names what it went past, and the list of deviations shows it. The calling room has asked for the right to
    its own act; here the user must only be one who works with people. `by` is None for the machine.
    """
    if by is not None:
        require(by, Right.SEE)
    released: list[Step] = []
    with transaction.atomic():
        queries.locked_household(household.pk)
        for step in queries.open_steps(household=household, key=key, person=person):
            kept = queries.locked_step(step)
            past = _still_held_by(kept)
            released += _close(
                kept, State.DONE, "merket steg som ferdig", by, at, on=day_of(at), more={"forbi": past} if past else {}
            )
    return released


def drop(*, step: Step, reason: str, by, at) -> list[Step]:
    """Says that a step is not needed, and why; what waited for it is released. A second time does nothing."""
    require(by, Right.STEER)
    said = needed(reason, "Skriv hvorfor steget ikke er aktuelt, så neste som åpner saken forstår det.")
    with transaction.atomic():
        kept = queries.locked_step(step)
        if kept.state == State.DROPPED:
            return []
        after = moved(kept.state, Act.DROP, title=kept.title)
        kept.note = said
        return _close(
            kept, after, "satte steg til ikke aktuelt", by, at, on=day_of(at), more={"grunn": said}, again=False
        )


def reopen(*, step: Step, reason: str, by, at) -> Step:
    """Opens a closed step again, with a reason. What was released by it and not begun on waits again."""
    require(by, Right.STEER)
    said = needed(reason, "Skriv hvorfor steget åpnes igjen.")
    with transaction.atomic():
        kept = queries.locked_step(step)
        if kept.state in OPEN:
            return kept
        twin = {"household": kept.household_id, "key": kept.key, "person": kept.person_id}
        if kept.repeat_days and Step.objects.filter(**twin, state__in=OPEN).exists():
            raise Refused(f"«{kept.title}» kan ikke åpnes igjen: neste runde ligger alt i løpet. Bruk den i stedet.")
        kept.state = moved(kept.state, Act.REOPEN, title=kept.title)
        kept.closed_on = kept.began_on = kept.released_on = None
        _save(kept, "åpnet steg igjen", by, at, {"grunn": said})
        settle([kept.household_id], on=day_of(at))
        kept.refresh_from_db()
    return kept


History = Mapping[tuple[int, str, int | None], tuple[dt.date | None, dt.date | None]]


def record_history(*, history: History, at) -> None:
    """Writes what had happened before the municipality began to use the pathway, for many households at once.

    `history`: {(household, key, person or None): (began on, done on)}; a step with no day done is under way. For
    imports of running cases and invented people: no event for each step. Unknown steps are passed over.
    """
    on = day_of(at)
    for chunk in chunks(sorted({household for household, _, _ in history})):
        with transaction.atomic():
            rows = []
            for step in Step.objects.filter(household__in=chunk, state__in=OPEN):
                days = history.get((step.household_id, step.key, step.person_id))
                if days is None:
                    continue
                began, done = days
                step.began_on = began
                step.released_on = step.released_on if began is None else began
                step.closed_on, step.state = done, State.DONE if done else State.UNDER_WAY
                rows.append(step)
            Step.objects.bulk_update(rows, ["began_on", "released_on", "closed_on", "state"], batch_size=500)
            settle(chunk, on=on)


def needed(reason: str, ask: str) -> str:
    """The reason without spare space. Refuses an empty one, and one too long to be read in a list."""
    said = " ".join(reason.split())
    if not said:
        raise Refused(ask)
    if len(said) > 300:
        raise Refused(f"Begrunnelsen er for lang ({len(said)} tegn). Skriv den med høyst 300 tegn.")
    return said


def _close(kept: Step, state: State, act: str, by, at, *, on: dt.date, more: dict | None = None, again: bool = True):
    kept.state, kept.closed_on = state, on
    kept.began_on = min(kept.began_on or on, on)
    _save(kept, act, by, at, {"dag": on.isoformat(), **(more or {})})
    if again and kept.repeat_days:
        _lay_next(kept, on)
    return settle([kept.household_id], on=day_of(at))


def _lay_next(done: Step, on: dt.date) -> None:
    """The same step once more, for what returns (going through the plan every half year)."""
    due = on + dt.timedelta(days=done.repeat_days)
    Step.objects.create(
        municipality_id=done.municipality_id, household_id=done.household_id, person_id=done.person_id, key=done.key,
        title=done.title, office=done.office, owner_role=done.owner_role, owner_id=done.owner_id, state=State.READY,
        due_on=due, due_kind=done.due_kind, due_reason=done.due_reason, due_basis=done.due_basis, anchor=done.anchor,
        offset_days=done.offset_days, repeat_days=done.repeat_days, duration_days=done.duration_days, released_on=on,
        precondition=done.precondition, order=done.order,
    )  # fmt: skip


def _day_done(step: Step, on: dt.date | None, at) -> dt.date:
    today = day_of(at)
    if on is not None and on > today:
        raise Refused(
            f"«{step.title}» kan ikke merkes som ferdig {long_date(on)}: dagen har ikke vært ennå. Rett datoen."
        )
    return on or today


def _still_held_by(step: Step) -> list[str]:
    if step.state != State.WAITING:
        return []
    waits = Wait.objects.filter(step=step, overridden_at=None).exclude(waits_for__state__in=CLOSED)
    return list(waits.values_list("waits_for__title", flat=True))


def _save(step: Step, act: str, by, at, more: dict | None = None) -> None:
    step.version += 1
    step.save()
    note(step, act, by, at, more)


def note(step: Step, act: str, by, at, more: dict | None = None) -> None:
    """Records an act on a step; the step page shows it again by the number of the step."""
    audit.record(
        act=act, by=by, at=at, municipality=step.municipality, person=step.person, household=step.household,
        data={"step": step.pk, "steg": step.title, **(more or {})},
    )  # fmt: skip
