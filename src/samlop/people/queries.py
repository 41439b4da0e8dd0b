"""Reads people for the other rooms: single rows to change, households whole, and the facts the law asks for."""

import datetime as dt

from django.db.models import Q, QuerySet

from samlop.core.calendar import age_on
from samlop.people.models import Household, Person, Relation


def locked(person: Person) -> Person:
    """The person's row as it stands now, locked until the transaction ends."""
    return Person.objects.select_for_update().get(pk=person.pk)


def locked_household(pk: int) -> Household:
    """The household as it stands now, locked until the transaction ends; others may go on adding rows that point to it.

    Every act on a household takes this lock before those of its members, so two acts never interleave.
    """
    return Household.objects.select_for_update(no_key=True).get(pk=pk)


def children_of(person: Person) -> QuerySet[Person]:
    """Her own children, by the relations on record; not everybody young in the household.

    A protected child who lives elsewhere is not among them: plan, papers and the law's answers would tell that she is here.
    """
    own = Person.objects.filter(pk__in=Relation.objects.filter(person=person, kind="parent").values("other_id"))
    return own.filter(Q(guarded=False) | Q(household=person.household_id))


def is_adult(person: Person, on: dt.date) -> bool:
    """Eighteen or older on the day."""
    return age_on(person.birth_date, on) >= 18
