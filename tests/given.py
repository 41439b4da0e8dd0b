"""The small language that tests tell their beginning in: `a_person(cast, ...)`, `a_family(cast)`.

All people are invented. Identity numbers are synthetic (month + 80) or empty.
"""

import datetime as dt
import itertools

from samlop.access.models import Role, Team, User
from samlop.core import clock
from samlop.core.models import Municipality, Source
from samlop.people import actions as people
from samlop.people.models import Household, Permit, Person, Relation

AT = dt.datetime(2026, 11, 1, 8, 0, tzinfo=clock.OSLO)
_serial = itertools.count(1)


class Cast:
    """The people every test may need. Attributes are users by role, plus `municipality`, `team` and `stranger`s."""

    def __init__(self, number: str = "4003", name: str = "Prøvekommunen"):
        self.municipality, _ = Municipality.objects.get_or_create(number=number, defaults={"name": name})
        self.team = Team.objects.create(municipality=self.municipality, name=f"Team {next(_serial)}")
        for role in Role:
            setattr(self, role.value, self.user(role))

    def user(self, role: str, *, team=None, name: str = "") -> User:
        """One more user of a role."""
        n = next(_serial)
        return User.objects.create_user(
            f"{role}{n}",
            password="prove-passord-1",
            municipality=self.municipality,
            role=role,
            team=team or self.team,
            name=name or f"{Role(role).label} {n}",
        )


def a_household(cast: Cast, **fields) -> Household:
    """A household settled by agreement from reception."""
    fields = {
        "name": f"Husstand {next(_serial)}",
        "route": "reception",
        "created_at": AT,
        "settles_on": dt.date(2026, 10, 1),
    } | fields
    return Household.objects.create(municipality=cast.municipality, **fields)


def a_person(
    cast: Cast,
    *,
    household: Household | None = None,
    permit: str | None = "P-28",
    permit_date=dt.date(2026, 6, 1),
    **fields,
) -> Person:
    """A woman of 31 who speaks Arabic, settled 1 October 2026, with the cast's counsellor and team."""
    n = next(_serial)
    fields = {
        "given_name": "Amal", "family_name": f"Prøve{n}", "birth_date": dt.date(1995, 5, 1), "sex": "woman", "citizenship": "SY", "language": "ar",
        "settled_on": dt.date(2026, 10, 1), "counsellor": cast.counsellor, "team": cast.team, "created_at": AT, "education": "below_upper_secondary",
    } | fields  # fmt: skip
    household = household or a_household(cast)
    person = Person.objects.create(municipality=cast.municipality, household=household, **fields)
    if permit:
        Permit.objects.create(
            person=person,
            kind=permit,
            granted_on=permit_date,
            source=Source.SETTLEMENT_LIST,
            known_on=dt.date(2026, 9, 1),
        )
    if household.contact_id is None:
        household.contact = person
        household.save(update_fields=["contact"])
    people.index_names([person])
    if person.protection:
        people.guard_household(household)
        person.refresh_from_db()
    return person


def a_family(cast: Cast, **household_fields) -> tuple[Household, Person, Person, Person, Person]:
    """Mother 31, father 33, a child of two and one of eight: (household, mother, father, small, big)."""
    household = a_household(cast, **household_fields)
    when = {"settled_on": household.settles_on}
    mother = a_person(cast, household=household, **when)
    father = a_person(
        cast,
        household=household,
        given_name="Omar",
        family_name=mother.family_name,
        sex="man",
        birth_date=dt.date(1993, 2, 3),
        **when,
    )
    small = a_person(
        cast,
        household=household,
        given_name="Lina",
        family_name=mother.family_name,
        birth_date=dt.date(2024, 9, 5),
        **when,
    )
    big = a_person(
        cast,
        household=household,
        given_name="Sami",
        family_name=mother.family_name,
        sex="man",
        birth_date=dt.date(2018, 3, 9),
        **when,
    )
    known = {"source": Source.SETTLEMENT_LIST, "known_on": dt.date(2026, 9, 1)}
    Relation.objects.create(person=mother, other=father, kind="spouse", **known)
    for parent, child in itertools.product((mother, father), (small, big)):
        Relation.objects.create(person=parent, other=child, kind="parent", **known)
    return household, mother, father, small, big
