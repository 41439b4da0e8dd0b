"""A municipality chooses how it reads an open question: from a day, with a reason, and never by changing what was chosen."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from samlop.access.models import Role
from samlop.audit.models import Event
from samlop.core.errors import Conflict, Incomplete
from samlop.people.models import Person
from samlop.readings import actions, queries
from samlop.readings.models import Choice
from tests.given import Cast, a_person

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 1)
QUESTION = "age_55_boundary"


def choose(cast, now, **changes):
    given = {
        "question": QUESTION,
        "option": "inside",
        "reason": "Fylt 55, ikke 56.",
        "from_on": DAY,
        "seen": None,
    } | changes
    if given["seen"] is None:
        given["seen"] = queries.newest(cast.municipality.pk, given["question"])
    return actions.choose(by=given.pop("by", cast.administrator), at=now, **given)


@pytest.mark.parametrize("role", sorted(set(Role.values) - {"administrator"}))
def test_only_an_administrator_chooses(cast, now, role):
    with pytest.raises(PermissionDenied):
        choose(cast, now, by=getattr(cast, role))
    assert not Choice.objects.exists()


def test_a_choice_holds_from_its_day_and_not_the_day_before(cast, now):
    choose(cast, now)
    town = cast.municipality.pk
    assert queries.chosen(town, DAY - dt.timedelta(days=1)) == {}
    assert queries.options(queries.chosen(town, DAY)) == {QUESTION: "inside"}
    assert queries.chosen(town, DAY)[QUESTION].who == f"kommunen ved {cast.administrator.name}, 21. november 2026"


def test_the_newest_choice_that_has_begun_holds(cast, now):
    town = cast.municipality.pk
    choose(cast, now)
    choose(cast, now, option="over", from_on=DAY + dt.timedelta(days=30))
    assert queries.options(queries.chosen(town, DAY))[QUESTION] == "inside"
    assert queries.options(queries.chosen(town, DAY + dt.timedelta(days=30)))[QUESTION] == "over"
    choose(cast, now, option="inside", from_on=DAY + dt.timedelta(days=10))
    assert queries.options(queries.chosen(town, DAY + dt.timedelta(days=40)))[QUESTION] == "inside"


def test_a_choice_is_undone_by_choosing_again_and_the_history_is_whole(cast, now):
    choose(cast, now)
    choose(cast, now, option="", reason="Vi venter på svar fra departementet.")
    assert queries.chosen(cast.municipality.pk, DAY) == {}
    assert [row.option for row in queries.history(cast.municipality.pk)[QUESTION]] == ["", "inside"]
    events = Event.objects.filter(act="valgte hvordan kommunen leser loven").order_by("id")
    assert [(e.data["før"], e.data["nå"]) for e in events] == [("", "inside"), ("inside", "")]


def test_what_is_missing_or_unknown_is_named(cast, now):
    for changes, field in (
        ({"reason": "  "}, "reason"),
        ({"option": "maybe"}, "option"),
        ({"question": "no_such"}, "option"),
        ({"from_on": dt.date(2020, 12, 31)}, "from_on"),
    ):
        with pytest.raises(Incomplete) as refused:
            choose(cast, now, **changes)
        assert set(refused.value.fields) == {field}
    assert not Choice.objects.exists()


def test_who_did_not_see_the_newest_choice_is_told(cast, now):
    choose(cast, now)
    with pytest.raises(Conflict):
        choose(cast, now, option="over", seen=0)
    assert Choice.objects.count() == 1


def test_another_municipality_chooses_for_itself(cast, now):
    choose(cast, now)
    assert queries.chosen(Cast(number="0301", name="En annen kommune").municipality.pk, DAY) == {}


def test_an_answer_the_law_no_longer_has_is_left_out(cast, now):
    row = choose(cast, now)
    Choice.objects.filter(pk=row.pk).update(option="gone")
    assert queries.chosen(cast.municipality.pk, DAY) == {}


def test_choices_that_come_along_with_a_person_are_the_same(cast, now, django_assert_num_queries):
    a_person(cast)
    choose(cast, now)
    choose(cast, now, option="over", from_on=DAY + dt.timedelta(days=30))
    choose(cast, now, question="age_60_transition", option="new_limit")
    with django_assert_num_queries(1):
        row = queries.with_choices(Person.objects.all())[0]
        came = [queries.chosen_with(row, day) for day in (DAY, now.date(), dt.date(2025, 1, 1))]
    assert came == [queries.chosen(cast.municipality.pk, day) for day in (DAY, now.date(), dt.date(2025, 1, 1))]
    assert came[0][QUESTION].option == "inside"
    assert came[1][QUESTION].option == "over"
    assert came[2] == {}


def test_nobody_has_chosen_is_no_choice(cast):
    a_person(cast)
    assert queries.chosen_with(queries.with_choices(Person.objects.all())[0], DAY) == {}
