"""Writes a plan: households, people, relations, permits, languages, needs and what was told, in a handful of statements.

Called inside the transaction that holds the municipality's door for lists. Every fact gets the row's source and date.
"""

from dataclasses import dataclass, field

from samlop.audit import actions as audit
from samlop.core import bulk
from samlop.core.errors import Refused
from samlop.people.actions import guard_household, index_names, source_of
from samlop.people.models import (
    Background,
    CaseAccess,
    Household,
    Need,
    Person,
    Relation,
    SpokenLanguage,
)
from samlop.settlement.actions import pathways, updating
from samlop.settlement.intake.changes import HOUSEHOLD_FIELDS, PERSON_FIELDS
from samlop.settlement.intake.plan import FamilyPlan, Fate, PersonPlan, Plan
from samlop.settlement.models import Import

BATCH = 1000
_NO_LANGUAGE = "und"  # BCP 47 for "not known"


@dataclass(slots=True)
class Written:
    """What was written."""

    created: int = 0
    updated: int = 0
    same: int = 0
    households: int = 0
    guarded: int = 0
    touched: list[int] = field(default_factory=list)


def write(plan: Plan, *, listed: Import, by, at) -> Written:
    """Carries out a plan that stops nothing."""
    written = Written()
    new_families = [family for family in plan.families if family.household is None]
    homes = _households(new_families, listed, at)
    fresh = _people(plan, homes, listed, by, at)
    by_row = dict(fresh)
    for family in plan.families:
        for one in family.people:
            if one.match.person is not None:
                by_row[one.row] = one.match.person
    _contacts(new_families, homes, by_row)
    _belongings([one for one in plan.people if one.row in fresh], fresh)
    changed = updating.update(plan, by=by, at=at)
    _relations(plan, by_row)
    index_names(list(fresh.values()))
    _events(plan, fresh, by, at)
    written.created, written.updated = len(fresh), len(changed)
    written.same = sum(one.fate is Fate.SAME for one in plan.people)
    written.households = len(homes)
    written.guarded = _guard(plan, fresh, changed, by, at)
    touched = {by_row[one.row].household_id for one in plan.people if one.row in fresh or one.row in changed}
    touched |= {family.household.pk for family in plan.families if family.household and family.changes}
    written.touched = sorted(touched)
    pathways.lay(
        plan, by_row=by_row, fresh=fresh, changed=changed, touched=written.touched, listed=listed, by=by, at=at
    )
    return written


def _households(families: list[FamilyPlan], listed: Import, at) -> dict[int, Household]:
    """New households, by the place of the family in the file (the row of its contact)."""
    rows = []
    for family in families:
        values = {key: family.family.values[key] for key in HOUSEHOLD_FIELDS if key in family.family.values}
        speaker = family.people[0].listed
        rows.append(
            Household(
                municipality_id=listed.municipality_id,
                name=family.title[:120],
                sources={key: source_of(speaker.source, speaker.known_on) for key in values},
                created_at=at,
                **{"route": "reception", **values},
            )
        )
    bulk.create(rows)
    return {family.family.contact: household for family, household in zip(families, rows, strict=True)}


def _people(plan: Plan, homes: dict[int, Household], listed: Import, by, at) -> dict[int, Person]:
    """New people, by row."""
    rows: dict[int, Person] = {}
    for family in plan.families:
        household = family.household or homes[family.family.contact]
        for one in family.people:
            if one.match.person is not None:
                continue
            values = {key: one.listed.person[key] for key in PERSON_FIELDS if key in one.listed.person}
            values.setdefault("language", _NO_LANGUAGE)
            rows[one.row] = Person(
                municipality_id=listed.municipality_id,
                household=household,
                team_id=listed.team_id,
                sources={key: source_of(one.listed.source, one.listed.known_on) for key in values},
                created_at=at,
                **values,
            )
    bulk.create(list(rows.values()))
    return rows


def _contacts(families: list[FamilyPlan], homes: dict[int, Household], by_row: dict[int, Person]) -> None:
    for family in families:
        homes[family.family.contact].contact = by_row[family.family.contact]
    Household.objects.bulk_update(homes.values(), ["contact"], batch_size=BATCH)


def _belongings(people: list[PersonPlan], fresh: dict[int, Person]) -> None:
    """Permits, languages, needs and what was told, of new people."""
    permits, languages, needs, told = [], [], [], []
    for one in people:
        listed, person = one.listed, fresh[one.row]
        said = {"person": person, "source": listed.source, "known_on": listed.known_on}
        permits += [updating.permit_row(permit, said) for permit in listed.permits]
        languages += [SpokenLanguage(language=code, level=level, **said) for code, level in listed.languages]
        needs += [Need(kind=kind, what_to_do=what, **said) for kind, what in listed.needs]
        told += [Background(topic=topic, text=text, **said) for topic, text in listed.told.items()]
    bulk.create(permits)
    bulk.create(languages)
    bulk.create(needs)
    bulk.create(told)


def _relations(plan: Plan, by_row: dict[int, Person]) -> None:
    said = {one.row: (one.listed.source, one.listed.known_on) for one in plan.people}
    rows = [
        Relation(person=by_row[first], other=by_row[second], kind=kind, source=said[first][0], known_on=said[first][1])
        for first, second, kind in plan.relations
        if by_row[first].pk != by_row[second].pk
    ]
    # Spouses, siblings and the like are stored once and hold both ways, whoever came first.
    there = set(
        Relation.objects.filter(person__in={row.person_id for row in rows} | {row.other_id for row in rows})
        .exclude(kind="parent")
        .values_list("other_id", "person_id", "kind")
    )
    Relation.objects.bulk_create(
        [row for row in rows if (row.person_id, row.other_id, row.kind) not in there],
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def _events(plan: Plan, fresh: dict[int, Person], by, at) -> None:
    if not fresh:
        return
    audit.record_many(
        act="lest inn fra bosettingsliste", by=by, at=at, municipality=next(iter(fresh.values())).municipality,
        rows=[
            (fresh[one.row].pk, fresh[one.row].household_id, source_of(one.listed.source, one.listed.known_on))
            for one in plan.people
            if one.row in fresh
        ],
    )  # fmt: skip


def _guard(plan: Plan, fresh: dict[int, Person], changed: dict[int, Person], by, at) -> int:
    """Hides households with a protected member, and lets the reader into those that nobody else would see."""
    moved = [*fresh.values(), *changed.values()]
    families = {person.household_id for person in moved if person.protection or person.household.guarded}
    if not families:
        return 0
    for household in Household.objects.filter(pk__in=families):
        guard_household(household)
    orphans = Person.objects.filter(household__in=families, guarded=True, counsellor__isnull=True)
    orphans = orphans.exclude(case_access__isnull=False)
    if by is None and orphans.exists():
        raise Refused(
            "Lista har personer med beskyttet adresse. Kjør kommandoen med --as, så noen har ansvaret for dem til de "
            "får en fast rådgiver. Ingenting er lest inn."
        )
    CaseAccess.objects.bulk_create(
        [
            CaseAccess(person=person, user=by, reason="Leste inn lista, til saken har en rådgiver", given_at=at)
            for person in orphans
        ],
        ignore_conflicts=True,
    )
    return len(families)
