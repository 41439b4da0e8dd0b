"""Writes what a list changes about people and households we know already, and records each change with both values."""

import datetime as dt
from collections import defaultdict

from samlop.audit import actions as audit
from samlop.people.actions import index_names, source_of
from samlop.people.models import Background, Need, Permit, Person, SpokenLanguage
from samlop.settlement.intake.changes import PERSON_FIELDS, Change
from samlop.settlement.intake.plan import FamilyPlan, PersonPlan, Plan
from samlop.settlement.intake.values import ListedPermit

BATCH = 500


def update(plan: Plan, *, by, at) -> dict[int, Person]:
    """Carries out every change that applies. Returns the people who changed, by row."""
    changed: dict[int, Person] = {}
    rows = defaultdict(list)
    events = []
    for family in plan.families:
        _household(family, by, at)
        for one in family.people:
            person = one.match.person
            applies = [change for change in one.changes if change.applies]
            if person is None or not applies:
                continue
            for change in applies:
                _one(change, one, person, rows)
            person.version += 1
            changed[one.row] = person
            events.append((person.pk, person.household_id, _data(applies, one)))
    if not changed:
        return changed
    Person.objects.bulk_update(changed.values(), [*PERSON_FIELDS, "sources", "version"], batch_size=BATCH)
    # Closed before the new one opens: the database allows one open permit at a time.
    Permit.objects.bulk_update(rows["permits_closed"], ["ended_on", "source", "known_on"], batch_size=BATCH)
    for model in (Permit, SpokenLanguage, Need, Background):
        model.objects.bulk_create(rows[model], batch_size=BATCH)
    SpokenLanguage.objects.bulk_update(rows["levels"], ["level", "source", "known_on"], batch_size=BATCH)
    Background.objects.bulk_update(rows["texts"], ["text", "source", "known_on"], batch_size=BATCH)
    index_names([changed[one.row] for one in plan.people if one.row in changed and _renamed(one)])
    audit.record_many(
        act="endret fra bosettingsliste",
        by=by,
        at=at,
        municipality=next(iter(changed.values())).municipality,
        rows=events,
    )
    return changed


def permit_row(permit: ListedPermit, said: dict) -> Permit:
    """A new permit as the list has it."""
    return Permit(
        kind=permit.kind,
        granted_on=permit.granted_on,
        ended_on=permit.ended_on,
        applied_on=permit.applied_on,
        applied_from_abroad=permit.applied_from_abroad,
        reference_permit=permit.reference_permit,
        reference_settled_on=permit.reference_settled_on,
        **said,
    )


def _one(change: Change, one: PersonPlan, person: Person, rows: dict) -> None:
    said = {"source": one.listed.source, "known_on": one.listed.known_on}
    fresh = {"person": person, **said}
    if change.kind in PERSON_FIELDS:
        setattr(person, change.kind, change.value)
        person.sources[change.kind] = source_of(**said)
    elif change.kind == "permit":
        _close_earlier(change.value, person, rows, said)
        rows[Permit].append(permit_row(change.value, fresh))
    elif change.kind == "permit_end":
        _end(next(p for p in person.permits.all() if p.pk == change.row_id), change.value.ended_on, rows, said)
    elif change.kind == "spoken":
        code, level = change.value
        if change.row_id is None:
            rows[SpokenLanguage].append(SpokenLanguage(language=code, level=level, **fresh))
        else:
            rows["levels"].append(SpokenLanguage(pk=change.row_id, level=level, **said))
    elif change.kind == "need":
        kind, what = change.value
        rows[Need].append(Need(kind=kind, what_to_do=what, **fresh))
    elif change.kind == "told":
        topic, text = change.value
        if change.row_id is None:
            rows[Background].append(Background(topic=topic, text=text, **fresh))
        else:
            rows["texts"].append(Background(pk=change.row_id, text=text, **said))


def _close_earlier(new: ListedPermit, person: Person, rows: dict, said: dict) -> None:
    """A new permit takes over from the one before it on the day it was granted."""
    for kept in person.permits.all():
        if kept.granted_on < new.granted_on and (kept.ended_on is None or kept.ended_on > new.granted_on):
            _end(kept, new.granted_on, rows, said)


def _end(kept: Permit, on: dt.date | None, rows: dict, said: dict) -> None:
    kept.ended_on, kept.source, kept.known_on = on, said["source"], said["known_on"]
    if kept not in rows["permits_closed"]:
        rows["permits_closed"].append(kept)


def _renamed(one: PersonPlan) -> bool:
    return any(change.applies and change.kind in ("given_name", "family_name") for change in one.changes)


def _household(family: FamilyPlan, by, at) -> None:
    applies = [change for change in family.changes if change.applies]
    if not applies:
        return
    household, speaker = family.household, family.people[0].listed
    for change in applies:
        setattr(household, change.kind, change.value)
        household.sources[change.kind] = source_of(speaker.source, speaker.known_on)
    household.version += 1
    household.save(update_fields=[*(change.kind for change in applies), "sources", "version"])
    audit.record(
        act="endret fra bosettingsliste", by=by, at=at, household=household, data=_data(applies, family.people[0])
    )


def _data(changes: list[Change], one: PersonPlan) -> dict:
    said = source_of(one.listed.source, one.listed.known_on)
    return {"endringer": [{"hva": c.label, "før": c.old, "nå": c.new} for c in changes], **said}
