"""Who sees whom. The least-privileged role comes first."""

import threading
import time

import pytest
from django.db import DatabaseError, connection

from samlop.people import queries
from samlop.people.actions import change_person
from samlop.people.models import CaseAccess, Household, Person
from tests.given import AT, Cast, a_family, a_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["administrator", "translator", "teacher"])
def test_roles_without_cases_see_nobody(cast, role):
    a_person(cast)
    assert not Person.objects.visible_to(getattr(cast, role)).exists()
    assert not Household.objects.visible_to(getattr(cast, role)).exists()


def test_a_teacher_sees_the_pupil_she_was_let_into(cast):
    pupil, _other = a_person(cast), a_person(cast)
    CaseAccess.objects.create(person=pupil, user=cast.teacher, reason="Elev i gruppe 2", given_at=AT)
    assert list(Person.objects.visible_to(cast.teacher)) == [pupil]


def test_a_counsellor_sees_the_team_and_not_the_next_team(cast):
    mine = a_person(cast)
    other = Cast()
    a_person(other)
    assert list(Person.objects.visible_to(cast.counsellor)) == [mine]


def test_another_municipality_is_not_there(cast):
    abroad = Cast(number="0301", name="En annen kommune")
    a_person(abroad)
    for role in ("counsellor", "coordinator", "team_leader", "auditor"):
        assert not Person.objects.visible_to(getattr(cast, role)).exists()


@pytest.mark.parametrize("role", ["coordinator", "team_leader", "auditor"])
def test_one_protected_member_hides_the_whole_household(cast, role):
    household, mother, *_ = a_family(cast)
    Person.objects.filter(pk=mother.pk).update(protection="strict")
    from samlop.people.actions import guard_household

    guard_household(household)
    assert not Person.objects.visible_to(getattr(cast, role)).exists()
    assert not Household.objects.visible_to(getattr(cast, role)).exists()
    assert Person.objects.visible_to(cast.counsellor).count() == 4  # her own counsellor


def test_a_colleague_in_the_team_does_not_see_the_protected(cast):
    a_person(cast, protection="confidential")
    colleague = cast.user("counsellor")
    assert not Person.objects.visible_to(colleague).exists()


def test_a_user_who_has_left_sees_nobody(cast):
    a_person(cast)
    cast.counsellor.role = "unknown"
    assert not Person.objects.visible_to(cast.counsellor).exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_change_two_members_protection_at_once_come_one_after_the_other(monkeypatch):
    """One member's protection ends in the instant another's begins: nobody is refused, and the home stays hidden."""
    cast = Cast()
    household, mother, father, *_ = a_family(cast)
    Person.objects.filter(pk=father.pk).update(protection="strict")
    together, refused, lock = threading.Barrier(2), [], queries.locked

    def slowly(person):
        kept = lock(person)
        time.sleep(0.3)
        return kept

    monkeypatch.setattr(queries, "locked", slowly)

    def change(person, protection):
        try:
            together.wait(10)
            change_person(
                person=person, changes={"protection": protection}, source="caseworker", known_on=AT.date(),
                by=cast.counsellor, at=AT,
            )  # fmt: skip
        except DatabaseError as why:
            refused.append(why)
        finally:
            connection.close()

    both = [threading.Thread(target=change, args=args) for args in ((mother, "strict"), (father, ""))]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert refused == []
    assert Household.objects.filter(pk=household.pk, guarded=True).exists()
    assert not household.members.filter(guarded=False).exists()
