"""Two at once: the same preview confirmed twice, and two lists with the same person."""

import threading

import pytest
from django.db import connection, connections

from samlop.core.errors import Refused
from samlop.people.models import Household, Person
from samlop.settlement import actions
from samlop.settlement.models import Import
from tests.given import Cast
from tests.settlement.lists import AT, TODAY, a_row, sent_in

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts) -> list:
    """Runs the acts in threads that start together; gives what each returned or refused with."""
    start, said = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        start.wait()
        try:
            said[number] = act()
        except Refused as why:
            said[number] = why
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return said


@pytest.fixture
def crowd():
    """The cast, in a database that several threads can reach."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("a database in memory belongs to one thread")
    return Cast()


def confirming(listed, by):
    seen = actions.plan_of(listed, by=by, today=TODAY).fingerprint
    return lambda: actions.confirm(listed=listed, seen=seen, by=by, at=AT)


def test_the_same_preview_confirmed_twice_at_once_gives_one_result(crowd):
    listed = sent_in(crowd, a_row(Husstand="1"), a_row(Husstand="1", Fornavn="Bo"))
    said = at_once(*[confirming(listed, crowd.coordinator) for _ in range(3)])
    assert [one.result for one in said] == [said[0].result] * 3
    assert (Person.objects.count(), Household.objects.count()) == (2, 1)


def test_the_same_file_from_two_users_at_once_gives_one_result(crowd):
    other = crowd.user("coordinator")
    acts = [confirming(sent_in(crowd, a_row(), by=by), by) for by in (crowd.coordinator, other)]
    said = at_once(*acts)
    assert sorted(isinstance(one, Refused) for one in said) == [False, True]
    assert Person.objects.count() == 1
    assert Import.objects.filter(state="imported").count() == 1


def test_two_lists_with_the_same_person_at_once_make_her_once(crowd):
    other = crowd.user("coordinator")
    acts = [
        confirming(sent_in(crowd, a_row(), by=crowd.coordinator), crowd.coordinator),
        confirming(sent_in(crowd, a_row(Behov="syn: lupe"), by=other), other),
    ]
    said = at_once(*acts)
    assert sorted(isinstance(one, actions.Changed) for one in said) == [False, True]
    assert Person.objects.count() == 1


def test_a_person_changed_while_the_list_is_read_in_keeps_the_change(crowd):
    from samlop.people import actions as people

    listed = sent_in(crowd, a_row())
    confirming(listed, crowd.coordinator)()
    person = Person.objects.get()
    update = confirming(sent_in(crowd, a_row(Statsborgerskap="Tyrkia", Kildedato="20.11.2026")), crowd.coordinator)

    def by_hand():
        return people.change_person(
            person=person,
            changes={"interpreter_needed": False},
            source="caseworker",
            known_on=TODAY,
            by=crowd.coordinator,
            at=AT,
        )

    said = at_once(update, by_hand)
    person.refresh_from_db()
    assert person.interpreter_needed is False  # never lost, whoever came first
    assert isinstance(said[0], actions.Changed) or person.citizenship == "TR"
