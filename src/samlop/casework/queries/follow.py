"""Reads who follows a case: counsellor, those let in by name, how often it has changed hands, how heavy it is."""

import datetime as dt
from dataclasses import dataclass

from samlop.access.models import User
from samlop.audit.models import Event
from samlop.casework.models import CaseWeight
from samlop.people.models import CaseAccess, Person


@dataclass(frozen=True, slots=True)
class Change:
    """One change of counsellor."""

    at: dt.datetime
    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class Follow:
    """Who follows one case."""

    changes: list[Change]
    accesses: list[CaseAccess]
    weight: CaseWeight | None

    @property
    def warning(self) -> str:
        """What to think of before the case changes hands again. Trust takes the same person over time."""
        count = len(self.changes)
        if not count:
            return ""
        times = "én gang" if count == 1 else f"{count} ganger"
        return f"Deltakeren har byttet rådgiver {times} før. Samme rådgiver over tid betyr mye for tilliten."


def of(person: Person) -> Follow:
    """Who follows the case, and has. Four queries."""
    events = list(Event.objects.filter(person_id=person.pk, act="byttet rådgiver").order_by("-at", "-id"))
    # The first counsellor a case gets is no change for the participant.
    events = [event for event in events if event.data.get("før")]
    names = dict(User.objects.filter(pk__in=[event.data["nå"] for event in events]).values_list("pk", "name"))
    return Follow(
        changes=[Change(e.at, names.get(e.data["nå"], "ukjent"), e.data.get("grunn", "")) for e in events],
        accesses=list(CaseAccess.objects.filter(person=person).select_related("user").order_by("given_at", "id")),
        weight=CaseWeight.objects.filter(person=person).first(),
    )


def access(person: Person, pk: int) -> CaseAccess | None:
    """One opening of this case."""
    return CaseAccess.objects.filter(person=person, pk=pk).select_related("person").first()
