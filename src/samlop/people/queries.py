"""Reads people for the other rooms: single rows to change, households whole, and the facts the law asks for."""

import datetime as dt

from django.db.models import Prefetch, QuerySet

from samlop.core.calendar import age_on
from samlop.people.models import Household, Permit, Person, Relation


def locked(person: Person) -> Person:
    """The person's row as it stands now, locked until the transaction ends."""
    return Person.objects.select_for_update().get(pk=person.pk)


def whole_household(household: Household) -> list[Person]:
    """The members, oldest first, with permits, needs and relations at hand. Three queries, whatever the size."""
    return list(
        household.members.order_by("birth_date", "id").prefetch_related(
            Prefetch("permits", queryset=Permit.objects.order_by("granted_on", "id")), "needs", "relations"
        )
    )


def children_of(person: Person) -> QuerySet[Person]:
    """Her own children, by the relations on record; not everybody young in the household."""
    return Person.objects.filter(pk__in=Relation.objects.filter(person=person, kind="parent").values("other_id"))


def is_adult(person: Person, on: dt.date) -> bool:
    """Eighteen or older on the day."""
    return age_on(person.birth_date, on) >= 18
