"""Reads what the night has found and nobody has accepted yet: grouped by what caused it, then person by person."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Max

from samlop.access.fetch import LAST_ROW
from samlop.access.models import Role
from samlop.assessment.models import Cause, CauseKind, Change, ChangeState, Run
from samlop.people.models import Person

LIMIT = 200


@dataclass(frozen=True, slots=True)
class CauseLine:
    """One cause with how many people wait because of it."""

    pk: int
    kind: str
    words: str
    on: dt.date
    people: int
    titles: tuple[str, ...]
    from_day: bool  # a version has its own first day; all else has the night that found it


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that is another one, before and after in words."""

    pk: int
    key: str
    question: str
    title: str
    before: str
    after: str
    basis: str
    applies_on: dt.date


@dataclass(frozen=True, slots=True)
class Concerned:
    """One person and what is different for her."""

    person: Person
    differences: tuple[Difference, ...]


def pending(user):
    """The changes that wait, as far as the user sees people; a counsellor's own cases and those she is let into first."""
    return Change.objects.visible_to(user).filter(state=ChangeState.PENDING, municipality=user.municipality_id)


def causes(user, *, mine: bool) -> list[CauseLine]:
    """The causes with work, the newest first. Two queries."""
    rows = pending(user)
    if mine and user.role == Role.COUNSELLOR:
        rows = rows.filter(person__counsellor=user)
    counts = {
        row["cause"]: row["people"]
        for row in rows.values("cause").order_by().annotate(people=Count("person", distinct=True), last=Max("found_at"))
    }
    titles: dict[int, list[str]] = defaultdict(list)
    for cause, title in rows.order_by("title").values_list("cause", "title").distinct():
        titles[cause].append(title)
    found = Cause.objects.filter(pk__in=list(counts)).order_by("-on", "-pk")[:LIMIT]
    return [
        CauseLine(
            c.pk, CauseKind(c.kind).label, c.words, c.on, counts[c.pk], tuple(titles[c.pk]), c.kind == CauseKind.VERSION
        )
        for c in found
    ]  # fmt: skip


def cause_for(user, pk: int) -> Cause | None:
    """A cause that has to do with somebody the user may see, or None."""
    if pk > LAST_ROW:
        return None
    touched = Change.objects.visible_to(user).filter(cause=pk).values("cause")
    return Cause.objects.filter(pk__in=touched, municipality=user.municipality_id).first()


def concerned(user, cause: Cause, *, mine: bool = False) -> list[Concerned]:
    """The people who wait because of the cause; of a counsellor's own cases when `mine`. One query."""
    rows = pending(user).filter(cause=cause)
    if mine and user.role == Role.COUNSELLOR:
        rows = rows.filter(person__counsellor=user)
    rows = rows.select_related("person").order_by("person__family_name", "person", "pk")
    by_person: dict[int, list[Change]] = defaultdict(list)
    for row in rows[: LIMIT * 4]:
        by_person[row.person_id].append(row)
    return [
        Concerned(changes[0].person, tuple(difference(change) for change in changes))
        for changes in list(by_person.values())[:LIMIT]
    ]


def difference(change: Change) -> Difference:
    """A change as a page shows it."""
    return Difference(
        change.pk, change.key, change.question, change.title, change.before_words, change.after_words, change.basis,
        change.applies_on,
    )  # fmt: skip


def last_run(municipality_id: int) -> Run | None:
    """The last night that went to its end."""
    return Run.objects.filter(municipality=municipality_id, ended_at__isnull=False).order_by("-on").first()
