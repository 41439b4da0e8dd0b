"""Brings states and standings of whole households up to date after anything has changed. Idempotent."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction

from samlop.core.calendar import age_on
from samlop.core.clock import OSLO
from samlop.pathway.models import CLOSED, OPEN, Anchor, DueKind, Standing, State, Step, Wait
from samlop.pathway.standing import Stand, stand
from samlop.pathway.states import Act, moved
from samlop.people.models import Household, Person, Route

CHUNK = 400
_MOVED = ["state", "released_on", "due_on"]
_KEPT = ["municipality", "counsellor", "team", "needs_on", "step", "blocker", "law_on", "law_step", "law_blocker"]


def day_of(at: dt.datetime) -> dt.date:
    """The date in Norway of an instant."""
    return at.astimezone(OSLO).date()


def settle(households: Sequence[int], *, on: dt.date) -> list[Step]:
    """Releases and holds steps as their waits say, and refreshes the standings, of these households (numbers).

    Returns the steps that were released now. Runs inside the caller's transaction, under its lock on the household.
    """
    steps: dict[int, list[Step]] = defaultdict(list)
    for step in Step.objects.filter(household__in=households).order_by("order", "id"):
        steps[step.household_id].append(step)
    waits: dict[int, list[Wait]] = defaultdict(list)
    for wait in Wait.objects.filter(step__household__in=households, step__state__in=OPEN):
        waits[wait.step_id].append(wait)
    changed, released = [], []
    for rows in steps.values():
        by_pk = {step.pk: step for step in rows}
        for step in rows:
            if step.state not in (State.WAITING, State.READY):
                continue
            held = [w for w in waits[step.pk] if w.overridden_at is None and by_pk[w.waits_for_id].state in OPEN]
            if held and step.state == State.READY:
                step.state, step.released_on = moved(step.state, Act.HOLD), None
                if _dated_by_release(step):
                    step.due_on = None
                changed.append(step)
            elif not held and step.state == State.WAITING:
                step.state = moved(step.state, Act.RELEASE)
                step.released_on = _released_on(waits[step.pk], by_pk, on)
                if _dated_by_release(step):
                    step.due_on = step.released_on + dt.timedelta(days=step.offset_days)
                changed.append(step)
                released.append(step)
    Step.objects.bulk_update(changed, _MOVED, batch_size=500)
    _write_standings(households, steps, waits, on)
    return released


def refresh_standing(households_or_people: Iterable, on: dt.date) -> None:
    """Writes the standings anew for households, or for the households of people, given as rows or as numbers of people.

    Needed when something outside the pathway changes: counsellor, team, contact person, a birthday. Seven queries for
    every 400 households, whatever their size.
    """
    given = list(households_or_people)
    households = {row.pk for row in given if isinstance(row, Household)}
    households |= {row.household_id for row in given if isinstance(row, Person)}
    numbers = [row for row in given if isinstance(row, int)]
    for chunk in chunks(numbers):
        households |= set(Person.objects.filter(pk__in=chunk).values_list("household_id", flat=True))
    for chunk in chunks(sorted(households)):
        with transaction.atomic():
            settle(chunk, on=on)


def chunks(items: Sequence, size: int = CHUNK) -> Iterable[Sequence]:
    """The items, some at a time: a statement has room for so many numbers only."""
    return (items[start : start + size] for start in range(0, len(items), size))


def write_standings(households: Sequence[int], on: dt.date) -> None:
    """The standings of households whose steps are settled already."""
    _write_standings(households, *open_graph(households), on)


def write_first_standings(households: Sequence[int], steps: Iterable[Step], waits: Iterable[Wait], on: dt.date) -> None:
    """The standings of households that have nothing but these new steps and waits, without reading them back."""
    by_household: dict[int, list[Step]] = defaultdict(list)
    for step in sorted(steps, key=lambda step: (step.order, step.pk)):
        by_household[step.household_id].append(step)
    by_step: dict[int, list[Wait]] = defaultdict(list)
    for wait in waits:
        by_step[wait.step_id].append(wait)
    _write_standings(households, by_household, by_step, on)


def open_graph(households: Sequence[int]) -> tuple[dict[int, list[Step]], dict[int, list[Wait]]]:
    """The open steps by household, and the waits by step."""
    steps: dict[int, list[Step]] = defaultdict(list)
    for step in Step.objects.filter(household__in=households, state__in=OPEN).order_by("order", "id"):
        steps[step.household_id].append(step)
    waits: dict[int, list[Wait]] = defaultdict(list)
    for wait in Wait.objects.filter(step__household__in=households, step__state__in=OPEN):
        waits[wait.step_id].append(wait)
    return steps, waits


def _dated_by_release(step: Step) -> bool:
    return step.anchor == Anchor.RELEASED and step.due_kind != DueKind.AGREED


def _released_on(waits: Sequence[Wait], steps: dict[int, Step], on: dt.date) -> dt.date:
    """The day the last of what it waited for was done with; today for a step that never waited for anything."""
    days = [
        steps[w.waits_for_id].closed_on if steps[w.waits_for_id].state in CLOSED else day_of(w.overridden_at)
        for w in waits
    ]
    return min(max(days, default=on), on)


def _write_standings(households, steps, waits, on: dt.date) -> None:
    members: dict[int, list[Person]] = defaultdict(list)
    rows = Person.objects.filter(household__in=households).select_related("household").order_by("birth_date", "id")
    for person in rows:
        members[person.household_id].append(person)
    found: dict[int, tuple[Person, Stand]] = {}
    for household, people in members.items():
        grown = [p for p in people if age_on(p.birth_date, on) >= 18 or p.unaccompanied_minor]
        if not grown and people[0].household.route == Route.MINOR:
            grown = people
        open_steps = [step for step in steps.get(household, ()) if step.state in OPEN]
        open_keys = {step.pk for step in open_steps}
        ahead = {
            step.pk: [
                w.waits_for_id
                for w in waits.get(step.pk, ())
                if w.overridden_at is None and w.waits_for_id in open_keys
            ]
            for step in open_steps
            if step.state == State.WAITING
        }
        by_pk = {person.pk: person for person in grown}
        stands = stand(open_steps, ahead, adults=list(by_pk), contact=people[0].household.contact_id)
        found |= {pk: (by_pk[pk], where) for pk, where in stands.items()}
    Standing.objects.bulk_create(
        [
            Standing(
                person=person, municipality_id=person.municipality_id, counsellor_id=person.counsellor_id,
                team_id=person.team_id, needs_on=where.needs_on, step_id=where.step, blocker_id=where.blocker,
                law_on=where.law_on, law_step_id=where.law_step, law_blocker_id=where.law_blocker,
            )
            for person, where in found.values()
        ],
        update_conflicts=True, unique_fields=["person"], update_fields=_KEPT, batch_size=500,
    )  # fmt: skip
    Standing.objects.filter(person__household__in=households).exclude(person__in=list(found)).delete()
