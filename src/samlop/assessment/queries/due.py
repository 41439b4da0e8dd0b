"""Reads the red and the amber list: every legal deadline that is broken or near, with what it is counted from and what holds it."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from samlop.access.models import Role
from samlop.core.calendar import in_days, long_date
from samlop.pathway import words
from samlop.pathway.models import OPEN, DueKind, State, Step, Wait

AMBER_DAYS = 14
AHEAD_DAYS = 60
LIMIT = 200


@dataclass(frozen=True, slots=True)
class Held:
    """What a step still waits for."""

    title: str
    who: str
    office: str
    days: int


@dataclass(frozen=True, slots=True)
class Line:
    """One deadline of one person: the day, why that day, and why it is not done."""

    step: int
    person: int
    who: str
    title: str
    days: int
    due: str
    why: tuple[str, ...]
    says: str
    basis: str
    kind: str


@dataclass(frozen=True, slots=True)
class Lists:
    """Red: broken. Amber: within two weeks. Ahead: within two months."""

    red: list[Line]
    amber: list[Line]
    ahead: list[Line]
    more: bool

    @property
    def people(self) -> list[int]:
        """Everybody on the page."""
        return sorted({line.person for line in (*self.red, *self.amber, *self.ahead)})


def lists(user, on: dt.date, *, mine: bool) -> Lists:
    """The deadlines the user may see, the oldest first. Two queries."""
    horizon = on + dt.timedelta(days=AHEAD_DAYS)
    steps = (
        Step.objects.visible_to(user)
        .filter(municipality=user.municipality_id, state__in=OPEN, person__isnull=False)
        # An agreed day is never later than the law's: the first condition is the index range.
        .filter(due_on__lte=horizon, law_due_on__lte=horizon)
        .select_related("person")
        .order_by("law_due_on", "pk")
    )
    if mine and user.role == Role.COUNSELLOR:
        steps = steps.filter(person__counsellor=user)
    rows = list(steps[: LIMIT + 1])
    held = _held(rows[:LIMIT], on)
    found = [_line(step, on, held[step.pk]) for step in rows[:LIMIT]]
    return Lists(
        red=[line for line in found if line.days < 0],
        amber=[line for line in found if 0 <= line.days <= AMBER_DAYS],
        ahead=[line for line in found if line.days > AMBER_DAYS],
        more=len(rows) > LIMIT,
    )


def _held(steps: list[Step], on: dt.date) -> dict[int, tuple[Held, ...]]:
    waiting = [step.pk for step in steps if step.state == State.WAITING]
    found: dict[int, list[Held]] = defaultdict(list)
    rows = Wait.objects.filter(step__in=waiting, overridden_at=None, waits_for__state__in=OPEN).order_by("pk")
    columns = (
        "step_id",
        "waits_for__title",
        "waits_for__person__given_name",
        "waits_for__office",
        "waits_for__released_on",
    )
    for step, title, who, office, since in rows.values_list(*columns):
        found[step].append(Held(title, who or "", office, (on - since).days if since and since < on else 0))
    return defaultdict(tuple, {pk: tuple(items) for pk, items in found.items()})


def _line(step: Step, on: dt.date, held: tuple[Held, ...]) -> Line:
    days = (step.law_due_on - on).days
    why = [step.law_reason] if step.law_reason else []
    if step.due_kind == DueKind.AGREED and step.due_on:
        why.append(f"Avtalt dag er {long_date(step.due_on)}.")
    return Line(
        step=step.pk,
        person=step.person_id,
        who=str(step.person),
        title=step.title,
        days=days,
        due=f"Fristen {'var' if days < 0 else 'er'} {long_date(step.law_due_on)}, {in_days(step.law_due_on, on)}.",
        why=tuple(why),
        says=words.state_sentence(step, on, who=step.person.given_name, held=held),
        basis=step.due_basis,
        kind="breaks" if days < 0 else "waits" if days <= AMBER_DAYS else "calm",
    )
