"""Writes the log of acts and the log of looks."""

from collections.abc import Sequence

from samlop.audit.models import Event, Read
from samlop.core import bulk


def record(
    *, act: str, by, at, municipality=None, person=None, household=None, data: dict | None = None, basis: str = ""
) -> None:
    """Adds one act to the log, inside the caller's transaction.

    `act` in bokmål; `person` and `household` are rows or None; `data` holds before and after, JSON only; `by` is None
    only for the machine itself (an import from the command line names its file in `data`).
    """
    owner = municipality or getattr(by, "municipality", None) or (person or household).municipality
    Event.objects.create(
        municipality_id=owner.pk,
        at=at,
        by=by,
        act=act,
        person_id=person.pk if person else None,
        household_id=household.pk if household else getattr(person, "household_id", None),
        basis=basis,
        data=data or {},
    )


def record_many(*, act: str, by, at, municipality, rows: Sequence[tuple[int | None, int | None, dict]]) -> None:
    """Adds the same act for many people in few statements. `rows`: (person id, household id, data) of each."""
    bulk.create(
        [
            Event(
                municipality_id=municipality.pk,
                at=at,
                by=by,
                act=act,
                person_id=person,
                household_id=household,
                data=data,
            )
            for person, household, data in rows
        ]
    )


def record_read(request, *, screen: str, person_id: int | None = None, household_id: int | None = None) -> None:
    """Logs that the signed-in user opened a person or a household. The only write on a read path: one insert."""
    _look(request, screen=screen, person_id=person_id, household_id=household_id)


def record_list(request, *, screen: str, people: Sequence[int]) -> None:
    """Logs that a list or a search was shown: one row, with the numbers of the people in it."""
    _look(request, screen=screen, shown=list(people), count=len(people))


def keep_looks(request) -> None:
    """Writes the looks of this request once more, after its transaction was rolled back: a form that is shown again
    shows the person all the same."""
    for row in getattr(request, "looks", ()):
        bulk.add(row)


def _look(request, **what) -> None:
    row = Read(municipality_id=request.user.municipality_id, at=request.now, by_id=request.user.pk, **what)
    bulk.add(row)
    request.looks = [*getattr(request, "looks", ()), row]
