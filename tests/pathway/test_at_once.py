"""Two people act in the same instant, on a database that lets them: nothing is lost, nothing is done twice."""

import threading

import pytest
from django.db import connection

from samlop.audit.models import Event
from samlop.pathway import actions
from samlop.pathway.models import State, Step
from tests import given

# SQLite in memory has one connection for all threads; there the file lock of each transaction does what is tested here.
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time by construction"),
]


def at_once(*acts):
    """Runs the acts in threads that start together; raises what any of them raised."""
    start, faults = threading.Barrier(len(acts)), []

    def run(act):
        try:
            start.wait()
            act()
        except Exception as fault:  # noqa: BLE001  # kept, and raised below in the test's own thread
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    if faults:
        raise faults[0]


def a_step(household, cast, now, title, **more) -> Step:
    return actions.add_step(
        household=household, title=title, office="Kontoret", owner_role="counsellor", by=cast.counsellor, at=now, **more
    )


def test_two_who_finish_at_once_release_what_waited_for_both(transactional_db, now):
    cast = given.Cast()
    for n in range(5):
        household = given.a_person(cast).household
        a, b = (a_step(household, cast, now, title) for title in ("Bolig", "Leiekontrakt"))
        last = a_step(household, cast, now, f"Innflytting {n}", waits_for=[a, b])
        at_once(*(lambda s=s: actions.finish(step=s, by=cast.counsellor, at=now) for s in (a, b)))
        last.refresh_from_db()
        assert last.state == State.READY


def test_the_same_step_finished_by_two_at_once_is_one_event(transactional_db, now):
    cast = given.Cast()
    step = a_step(given.a_person(cast).household, cast, now, "Bolig")
    at_once(*(lambda: actions.finish(step=step, by=cast.counsellor, at=now) for _ in range(4)))
    assert Event.objects.filter(act="merket steg som ferdig").count() == 1


def test_laying_twice_at_once_lays_once(transactional_db, now):
    cast = given.Cast()
    actions.ensure_defaults(cast.municipality, now)
    household = given.a_person(cast).household
    at_once(*(lambda: actions.lay(household=household, by=cast.counsellor, at=now) for _ in range(3)))
    keys = list(Step.objects.filter(household=household).values_list("key", "person"))
    assert len(keys) == len(set(keys))
