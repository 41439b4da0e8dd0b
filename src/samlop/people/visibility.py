"""Decides which people a user can see. Every model of a case gets its rows through one of these query sets.

A person who is protected (or shares a household with somebody who is) exists only for her own counsellor and for those
who have been let into the case by name.
"""

from django.db import models
from django.db.models import Q

from samlop.access.policy import Reach, reach_of


def seen_by(user, prefix: str = "") -> Q:
    """The condition on a person (columns under `prefix`) that lets `user` see her. Nobody, when anything is unclear."""

    def q(**conditions) -> Q:
        return Q(**{f"{prefix}{name}": value for name, value in conditions.items()})

    reach = reach_of(user)
    if reach is Reach.NOBODY or not getattr(user, "municipality_id", None):
        return Q(pk__in=[])
    own = q(counsellor=user) | q(pk__in=_let_into(user))
    if reach is Reach.MUNICIPALITY:
        own |= q(guarded=False)
    elif reach is Reach.TEAM and user.team_id:
        own |= q(guarded=False, team=user.team_id)
    return q(municipality=user.municipality_id) & own


def _let_into(user) -> models.QuerySet:
    from samlop.people.models import CaseAccess

    return CaseAccess.objects.filter(user=user).values("person_id")


def _lived_in_by_seen(user, column: str, *, each: bool = False):
    """The condition that somebody the user may see lives in the household `column` names.

    Who sees a whole municipality is asked about each household met; who sees few people, about those people once, unless
    `each` says that few households are met.
    """
    from samlop.people.models import Person

    seen = Person.objects.visible_to(user)
    if each or reach_of(user) is Reach.MUNICIPALITY:
        return models.Exists(seen.filter(household_id=models.OuterRef(column)))
    return Q(**{f"{column}__in": seen.values("household_id")})


def _parent_is_seen(user, column: str) -> models.Exists:
    """The condition that the person `column` names has a parent the user may see."""
    from samlop.people.models import Relation

    return models.Exists(Relation.objects.visible_to(user).filter(kind="parent", other=models.OuterRef(column)))


class PersonRows(models.QuerySet):
    """People."""

    def visible_to(self, user) -> "PersonRows":
        """Those the user may see."""
        return self.filter(seen_by(user))

    def shown_in_household(self, user) -> "PersonRows":
        """Those whom a page about a household shows the user: whom she may see, and the children of these."""
        return self.filter(seen_by(user) | _parent_is_seen(user, "pk"))


class RowsOfPerson(models.QuerySet):
    """Rows with a `person`."""

    def visible_to(self, user) -> "RowsOfPerson":
        """Rows of the people the user may see."""
        return self.filter(seen_by(user, "person__"))


class HouseholdRows(models.QuerySet):
    """Households."""

    def visible_to(self, user) -> "HouseholdRows":
        """Households with a member the user may see. A guarded household shows only to those let into it."""
        return self.filter(_lived_in_by_seen(user, "pk"))


class RowsOfHousehold(models.QuerySet):
    """Rows with a `household` alone. `one_household` says that the rows asked for are those of one: only a matter of speed."""

    def visible_to(self, user, *, one_household: bool = False) -> "RowsOfHousehold":
        """Rows of the households the user may see."""
        return self.filter(_lived_in_by_seen(user, "household_id", each=one_household))


class RowsOfFamily(RowsOfHousehold):
    """Rows with a `household` and perhaps a `person`."""

    def visible_to(self, user, *, one_household: bool = False) -> "RowsOfFamily":
        """The household's own rows, those of its members whom the user may see, and those of the children of these.

        What children wait for is the parents' to follow; another grown-up in the same home has a case of her own.
        """
        theirs = Q(person=None) | seen_by(user, "person__") | _parent_is_seen(user, "person_id")
        return super().visible_to(user, one_household=one_household).filter(theirs)
