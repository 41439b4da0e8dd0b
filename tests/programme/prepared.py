"""Two prepared cases for the plan meeting: a baker with six years of school, and an engineer. Both are invented."""

import datetime as dt

from samlop.competence.models import Education, GuidanceResult, GuidanceStep, Mapping, Skill, Wish, WorkExperience
from samlop.core.models import Source
from samlop.interpreting.models import InterpreterUse
from samlop.pathway import actions as pathway
from samlop.people.models import Relation
from tests.given import AT, Cast, a_person

TODAY = dt.date(2026, 11, 21)
_KNOWN = {"source": Source.PERSON, "known_on": dt.date(2026, 10, 20)}


def _fact(model, person, cast: Cast, **values):
    return model.objects.create(person=person, added_at=AT, added_by=cast.counsellor, **_KNOWN, **values)


def interpreted(cast: Cast, person, held_on: dt.date = TODAY) -> InterpreterUse:
    """A qualified interpreter on screen took part in the plan meeting."""
    return InterpreterUse.objects.create(
        person=person, occasion="plan_meeting", held_on=held_on, needed=True, booked=True, language=person.language,
        mode="screen", qualification="C", recorded_at=AT, recorded_by=cast.counsellor,
    )  # fmt: skip


def laid(cast: Cast, person):
    """The household's pathway lies there, from the municipality's template."""
    pathway.ensure_defaults(cast.municipality, AT)
    pathway.lay(household=person.household, by=cast.coordinator, at=AT)
    return person


def a_baker(cast: Cast, *, with_interpreter: bool = True, **fields):
    """A mother of 31 with six years of school, baker for six years, guided to work in a kitchen; a daughter of two."""
    person = a_person(cast, given_name="Amal", **fields)
    child = a_person(
        cast, household=person.household, given_name="Lina", birth_date=dt.date(2024, 9, 5), education="",
        settled_on=person.settled_on,
    )  # fmt: skip
    Relation.objects.create(
        person=person, other=child, kind="parent", source=Source.SETTLEMENT_LIST, known_on=dt.date(2026, 9, 1)
    )
    _fact(Education, person, cast, level=1, country="SY", from_year=2001, to_year=2007, completed=True)
    _fact(WorkExperience, person, cast, title="Baker", country="SY", years=6, last_year=2022, tasks="Brød og kaker")
    _fact(Skill, person, cast, name="Lager mat til mange", kind="informal")
    _fact(Wish, person, cast, kind="work", title="Restaurant og storkjøkken")
    result = _fact(
        GuidanceResult, person, cast, given_on=dt.date(2026, 11, 3), goal="Kokk i storkjøkken",
        recommendation="Har lang erfaring fra bakeri og vil arbeide med mat. Praksis på kjøkken fra tidlig av.",
    )  # fmt: skip
    _fact(GuidanceStep, person, cast, result=result, title="Praksis på kjøkken")
    _fact(GuidanceStep, person, cast, result=result, title="Fagbrev på jobb")
    Mapping.objects.create(person=person, mapped_on=dt.date(2026, 10, 20), **_KNOWN)
    if with_interpreter:
        interpreted(cast, person)
    return person


def an_engineer(cast: Cast, **fields):
    """A man of 39 with a master's degree in civil engineering, who manages without an interpreter."""
    person = a_person(
        cast, given_name="Oleh", sex="man", birth_date=dt.date(1987, 3, 4), citizenship="UA", language="uk",
        interpreter_needed=False, education="upper_secondary_or_higher", **fields,
    )  # fmt: skip
    _fact(Education, person, cast, level=7, field="bygg", country="UA", from_year=2004, to_year=2010, completed=True)
    _fact(WorkExperience, person, cast, title="Byggeingeniør", country="UA", years=12, last_year=2022)
    _fact(Wish, person, cast, kind="work", title="Byggeingeniør")
    Mapping.objects.create(person=person, mapped_on=dt.date(2026, 10, 20), **_KNOWN)
    return person
