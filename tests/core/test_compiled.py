"""A query whose SQL is kept must answer as if it were built anew: for another user, another day, another role."""

import datetime as dt

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat

from samlop.access.models import Role, User
from samlop.core.compiled import NotPreparable, compiled
from samlop.people.models import Person
from tests import given

pytestmark = pytest.mark.django_db


@compiled
def _born_by(*, user, day, most=None):
    rows = Person.objects.visible_to(user).filter(birth_date__lte=day).order_by("birth_date", "id")
    return rows if most is None else rows.filter(id__lt=most)


@compiled
def _brought(*, pk):
    return Person.objects.select_related("household").filter(pk=pk)


@compiled(words=("beginning", "part"))
def _named(*, beginning=None, part=None):
    rows = Person.objects.order_by("id")
    if beginning is not None:
        rows = rows.filter(given_name__startswith=beginning)
    if part is not None:
        rows = rows.filter(given_name__contains=part)
    return rows


def _plain(user, day):
    return list(Person.objects.visible_to(user).filter(birth_date__lte=day).order_by("birth_date", "id"))


def test_each_user_and_each_day_get_their_own_answer(cast):
    _, *family = given.a_family(cast)
    given.a_person(given.Cast("4004", "Nabokommunen"))
    given.a_person(cast, counsellor=None, team=None, protection="strict")
    days = [dt.date(1900, 1, 1), *sorted({p.birth_date for p in family}), dt.date(2100, 1, 1)]
    assert len({len(_plain(user, days[-1])) for user in User.objects.all()}) > 2  # they do see different people
    for _ in range(2):
        for user in User.objects.all():
            for day in days:
                assert list(_born_by(user=user, day=day)) == _plain(user, day), (user.role, day)


def test_a_role_that_changes_changes_the_answer_at_once(cast):
    person = given.a_person(cast)
    user = User.objects.get(pk=cast.counsellor.pk)
    assert person in _born_by(user=user, day=dt.date(2100, 1, 1))
    user.role = Role.TRANSLATOR
    assert list(_born_by(user=user, day=dt.date(2100, 1, 1))) == []
    user.role, user.municipality_id = Role.COORDINATOR, None
    assert list(_born_by(user=user, day=dt.date(2100, 1, 1))) == []


def test_nothing_given_is_another_query_than_something(cast):
    _, *family = given.a_family(cast)
    far = dt.date(2100, 1, 1)
    assert set(family) <= set(_born_by(user=cast.counsellor, day=far, most=None))
    assert list(_born_by(user=cast.counsellor, day=far, most=1)) == []


def test_rows_that_come_along_come_along(cast, django_assert_num_queries):
    person = given.a_person(cast)
    _brought(pk=person.pk)
    with django_assert_num_queries(1):
        (found,) = _brought(pk=person.pk)
        assert found.household.pk == person.household_id
    assert found == person


def test_what_was_read_once_is_read_again(cast):
    person = given.a_person(cast)
    assert next(iter(_brought(pk=person.pk))).given_name == person.given_name
    Person.objects.filter(pk=person.pk).update(given_name="Omdøpt")
    assert next(iter(_brought(pk=person.pk))).given_name == "Omdøpt"


@pytest.mark.parametrize("text", ["A%", "100%", "_", "\\", "'; drop table people_person; --", "%"])
def test_signs_with_a_meaning_in_a_pattern_are_only_signs(cast, text):
    person = given.a_person(cast)
    Person.objects.filter(pk=person.pk).update(given_name=f"x{text}y")
    assert [p.pk for p in _named(part=text)] == [p.pk for p in Person.objects.filter(given_name__contains=text)]
    assert [p.pk for p in _named(beginning=f"x{text}")] == [person.pk]
    assert list(_named(beginning=f"y{text}")) == []


def test_a_query_asked_while_building_is_refused(cast):
    @compiled
    def asks(*, user):
        return Person.objects.filter(pk__in=list(Person.objects.values_list("pk", flat=True)))

    with pytest.raises(NotPreparable):
        asks(user=cast.counsellor)


def test_a_field_outside_the_shape_cannot_be_read(cast):
    @compiled
    def reads(*, user):
        return Person.objects.filter(given_name=user.name)

    with pytest.raises(NotPreparable):
        reads(user=User.objects.get(pk=cast.counsellor.pk))


def test_a_value_worked_out_from_another_is_refused(cast):
    @compiled
    def soon(*, day):
        return Person.objects.filter(birth_date__lte=day + dt.timedelta(days=1000))

    @compiled
    def twice(*, number):
        return Person.objects.filter(pk=number * 2)

    @compiled(words=("word",))
    def said(*, word):
        return Person.objects.annotate(said=Concat(F("given_name"), Value(f" {word}!"))).filter(said="x")

    @compiled
    def few(*, number):
        return Person.objects.all()[:number]

    for ask in (lambda: soon(day=dt.date(2026, 1, 1)), lambda: twice(number=2), lambda: said(word="hei"), lambda: few(number=2)):  # fmt: skip
        with pytest.raises(NotPreparable):
            ask()


def test_a_kept_query_cannot_be_narrowed_afterwards(cast):
    with pytest.raises(NotPreparable):
        _brought(pk=1).filter(given_name="x")
