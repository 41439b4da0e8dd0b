"""What the law sees of a person."""

import datetime as dt

import pytest

from samlop.law.assess import assess
from samlop.law.facts import Facts
from samlop.people.facts import law_facts
from samlop.people.models import Education, Permit, PermitKind
from tests.given import a_person

pytestmark = pytest.mark.django_db
KNOWN = {"source": "settlement_list", "known_on": dt.date(2026, 9, 1)}


@pytest.mark.parametrize("kind", PermitKind.values)
def test_every_permit_we_can_store_is_known_to_the_law(cast, kind):
    assert law_facts(a_person(cast, permit=kind)).grants[0].permit == kind


@pytest.mark.parametrize("education", Education.values)
def test_schooling_is_told_in_the_laws_own_codes(cast, education):
    assert law_facts(a_person(cast, education=education)).education == education


def test_what_is_not_known_is_left_out(cast):
    facts = law_facts(a_person(cast, permit=None, education="", settled_on=None))
    assert (facts.education, facts.settlement_date, facts.grants) == (None, None, ())


def test_the_permits_come_in_the_order_they_were_granted(cast):
    person = a_person(cast, permit="P-28", permit_date=dt.date(2026, 6, 1))
    Permit.objects.create(
        person=person, kind="P-34", granted_on=dt.date(2024, 5, 1), ended_on=dt.date(2026, 6, 1), **KNOWN
    )
    assert [g.permit for g in law_facts(person).grants] == ["P-34", "P-28"]


def test_a_family_permit_brings_its_reference_person(cast):
    person = a_person(cast, permit=None)
    Permit.objects.create(
        person=person,
        kind="P-FAM",
        granted_on=dt.date(2026, 6, 1),
        applied_on=dt.date(2026, 1, 5),
        reference_permit="P-28",
        reference_settled_on=dt.date(2023, 1, 1),
        **KNOWN,
    )
    facts = law_facts(person)
    assert isinstance(facts, Facts)
    assert (facts.reference_permit, facts.reference_settled, facts.family_application_date) == (
        "P-28",
        dt.date(2023, 1, 1),
        dt.date(2026, 1, 5),
    )


@pytest.mark.parametrize(
    ("ended_on", "outcome"), [(dt.date(2026, 11, 22), "right_and_duty"), (dt.date(2026, 11, 21), "none")]
)
def test_a_permit_that_has_run_out_gives_no_right(cast, ended_on, outcome):
    """The day before it runs out, and the day it has (the end is exclusive)."""
    person = a_person(cast, permit=None)
    Permit.objects.create(person=person, kind="P-28", granted_on=dt.date(2026, 6, 1), ended_on=ended_on, **KNOWN)
    found = assess(law_facts(person), dt.date(2026, 11, 21))
    assert found["entitlement"].value["outcome"] == outcome
