"""Changes what is known about people. Every act records what changed, by whom, and where the fact was learnt."""

import datetime as dt

from django.db import transaction

from samlop.access.fetch import require
from samlop.access.policy import Right
from samlop.audit import actions as audit
from samlop.core.errors import Conflict
from samlop.people import names, queries
from samlop.people.models import Household, NameKey, Person


def source_of(source: str, known_on: dt.date) -> dict[str, str]:
    """How a source is kept in `Person.sources`."""
    return {"source": str(source), "known_on": known_on.isoformat()}


def index_names(people: list[Person]) -> None:
    """Makes the search keys of these people anew. Called wherever a name is written."""
    NameKey.objects.filter(person__in=people).delete()
    NameKey.objects.bulk_create(
        [
            NameKey(municipality_id=p.municipality_id, person=p, written=part[:80], sound=names.sound(part))
            for p in people
            for part in dict.fromkeys(names.parts(f"{p.given_name} {p.family_name}"))
        ],
        batch_size=2000,
    )


def change_person(
    *, person: Person, changes: dict, source: str, known_on: dt.date, by, at, version: int | None = None
) -> Person:
    """Writes new values of some columns of a person, with their source and date.

    Records old and new values. Refuses (Conflict) when `version` is given and somebody changed the person since.
    Values equal to what stands are not changes, but their source is refreshed when the new one is younger.
    """
    require(by, Right.EDIT)
    with transaction.atomic():
        kept = queries.locked(person)
        if version is not None and kept.version != version:
            raise Conflict(
                "Noen andre har endret disse opplysningene mens du skrev. Se hva som står nå, og lagre på nytt."
            )
        before = {name: getattr(kept, name) for name in changes if getattr(kept, name) != changes[name]}
        for name, value in changes.items():
            setattr(kept, name, value)
            kept.sources[name] = source_of(source, known_on)
        kept.version += 1
        kept.save()
        if {"given_name", "family_name"} & before.keys():
            index_names([kept])
        if "protection" in before:
            guard_household(kept.household)
        audit.record(
            act="endret opplysninger",
            by=by,
            at=at,
            person=kept,
            data={
                name: {"før": _json(old), "nå": _json(changes[name]), **source_of(source, known_on)}
                for name, old in before.items()
            },
        )
    return kept


def guard_household(household: Household) -> None:
    """Hides or shows a whole household, as its members' protection says. One protected member hides them all."""
    guarded = household.members.exclude(protection="").exists()
    Household.objects.filter(pk=household.pk).update(guarded=guarded)
    household.members.update(guarded=guarded)


def _json(value):
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)
