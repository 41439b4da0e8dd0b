"""Reads the log of looks: who has seen whom, on which screen, when."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from samlop.audit.models import Read
from samlop.casework.links import href
from samlop.core.clock import OSLO
from samlop.people.models import Person

PAGE = 100
LIST_DAYS = 90


@dataclass(frozen=True, slots=True)
class Look:
    """One look."""

    pk: int
    at: str
    by: str
    role: str
    screen: str
    whom: str
    whom_href: str


@dataclass(frozen=True, slots=True)
class Looks:
    """One page of looks, the newest first. `after` is the key of the next page."""

    rows: list[Look]
    after: int | None


def latest(user, after: int | None = None) -> Looks:
    """The newest looks at people and households the user may see, and at lists. Two queries."""
    seen = Person.objects.visible_to(user)
    rows = Read.objects.filter(municipality=user.municipality_id).filter(
        Q(person_id__isnull=True, household_id__isnull=True)
        | Q(person_id__in=seen.values("pk"))
        | Q(person_id__isnull=True, household_id__in=seen.values("household_id"))
    )
    return _page(rows, user, after)


def of_person(person: Person, user, today: dt.date, after: int | None = None) -> Looks:
    """Who has opened the person or her household, and on which lists she has stood the last ninety days."""
    since = dt.datetime.combine(today - dt.timedelta(days=LIST_DAYS), dt.time(), tzinfo=OSLO)
    rows = Read.objects.filter(municipality=user.municipality_id).filter(
        Q(person_id=person.pk)
        | Q(person_id__isnull=True, household_id=person.household_id)
        | (Q(at__gte=since) & Q(pk__in=_lists_with(person.pk, person.municipality_id)))
    )
    return _page(rows, user, after)


def _lists_with(pk: int, municipality: int) -> RawSQL:
    """Numbers of the list looks that showed this person. Each database has its own words for «is in this JSON list»."""
    table = Read._meta.db_table
    if connection.vendor == "sqlite":
        sql = f"SELECT r.id FROM {table} r, json_each(r.shown) j WHERE r.municipality_id = %s AND r.person_id IS NULL AND j.value = %s"
        return RawSQL(sql, (municipality, pk))
    sql = f"SELECT r.id FROM {table} r WHERE r.municipality_id = %s AND r.person_id IS NULL AND r.shown @> to_jsonb(%s::bigint)"
    return RawSQL(sql, (municipality, pk))


def _page(rows, user, after: int | None) -> Looks:
    if after:
        rows = rows.filter(pk__lt=after)
    found = list(
        rows.order_by("-pk").values_list(
            "pk", "at", "by__name", "by__role", "screen", "person_id", "household_id", "count"
        )[: PAGE + 1]
    )
    ids = {row[5] for row in found if row[5]}
    names = {
        pk: f"{given} {family}"
        for pk, given, family in Person.objects.visible_to(user)
        .filter(pk__in=ids)
        .values_list("pk", "given_name", "family_name")
    }
    return Looks([_look(row, names) for row in found[:PAGE]], found[PAGE - 1][0] if len(found) > PAGE else None)


def _look(row: tuple, names: dict[int, str]) -> Look:
    from samlop.casework.words import role_words

    pk, at, by, role, screen, person, household, count = row
    if person:
        whom, where = names.get(person, ""), href("casework:reads_of", person)
    elif household:
        whom, where = "en husstand", ""
    else:
        whom, where = f"liste med {count} {'person' if count == 1 else 'personer'}", ""
    return Look(pk, f"{at.astimezone(OSLO):%d.%m.%Y kl. %H.%M}", by, role_words(role), screen, whom, where)
