"""Keeps how the preconditions of a whole person stand, and which kinds the municipality has."""

import datetime as dt

from django.db import transaction
from django.db.models import Max

from samlop.access.fetch import require
from samlop.access.policy import Right
from samlop.audit import actions as audit
from samlop.core.errors import Conflict, Refused
from samlop.pathway import words
from samlop.pathway.models import Precondition, PreconditionKind
from samlop.people import queries as people
from samlop.people.models import Person


def set_precondition(
    *, person: Person, kind: PreconditionKind, status: str, by, at, owner: str = "", due_on: dt.date | None = None,
    note: str = "", version: int | None = None,
) -> Precondition:  # fmt: skip
    """Says how one precondition stands for one person, and records what changed.

    `version`: of the row that was shown; 0 when nobody had said anything yet. Refuses (Conflict) when it has changed.
    """
    require(by, Right.STEER)
    if kind.municipality_id != person.municipality_id:
        raise Refused("Forutsetningen hører til en annen kommune. Velg en av kommunens egne.")
    after = {
        "status": Precondition.Status(status).value,
        "owner": " ".join(owner.split())[:60],
        "due_on": due_on,
        "note": " ".join(note.split())[:300],
    }
    with transaction.atomic():
        people.locked(person)
        row = Precondition.objects.filter(person=person, kind=kind).first() or Precondition(
            person=person, kind=kind, version=0
        )
        if version is not None and row.version != version:
            raise Conflict(
                "Noen andre har endret dette mens du skrev. Se hva som står nå, og lagre på nytt om det trengs."
            )
        before = {name: getattr(row, name) for name in after}
        if row.pk and before == after:
            return row
        for name, value in after.items():
            setattr(row, name, value)
        row.version += 1
        row.save()
        changed = {n: {"før": _plain(before[n]), "nå": _plain(after[n])} for n in after if before[n] != after[n]}
        audit.record(
            act="endret forutsetning", by=by, at=at, person=person, data={"forutsetning": kind.name, **changed}
        )
    return row


def add_kind(*, name: str, help: str = "", by, at) -> PreconditionKind:
    """Adds a kind of precondition. It applies to everybody at once, new and old. Refuses a name that is taken."""
    require(by, Right.TEMPLATES)
    name = " ".join(name.split())[:60]
    if not name:
        raise Refused("Skriv hva forutsetningen heter.")
    kinds = PreconditionKind.objects.filter(municipality=by.municipality_id)
    if kinds.filter(name__iexact=name).exists():
        raise Refused(f"«{name}» finnes fra før. Velg et annet navn.")
    last = kinds.aggregate(last=Max("order"))["last"]
    key = base = words.slug(name)[:36] or "egen"
    taken, nth = set(kinds.values_list("key", flat=True)), 2
    while key in taken:
        key, nth = f"{base}-{nth}", nth + 1
    with transaction.atomic():
        kind = PreconditionKind.objects.create(
            municipality=by.municipality, key=key, name=name, help=" ".join(help.split())[:200],
            order=0 if last is None else last + 1,
        )  # fmt: skip
        audit.record(act="la til forutsetning", by=by, at=at, data={"forutsetning": name})
    return kind


def change_kind(*, kind: PreconditionKind, name: str, help: str, by, at) -> PreconditionKind:
    """Renames a kind of precondition; what is said about people under it stays."""
    require(by, Right.TEMPLATES)
    name = " ".join(name.split())[:60]
    if not name:
        raise Refused("Skriv hva forutsetningen heter.")
    others = PreconditionKind.objects.filter(municipality=kind.municipality_id, name__iexact=name).exclude(pk=kind.pk)
    if others.exists():
        raise Refused(f"«{name}» finnes fra før. Velg et annet navn.")
    with transaction.atomic():
        before = {"navn": kind.name, "hjelp": kind.help}
        kind.name, kind.help = name, " ".join(help.split())[:200]
        kind.save(update_fields=["name", "help"])
        audit.record(
            act="endret forutsetning", by=by, at=at, data={"før": before, "nå": {"navn": name, "hjelp": kind.help}}
        )
    return kind


def _plain(value):
    return value.isoformat() if isinstance(value, dt.date) else value
