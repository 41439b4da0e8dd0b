"""The list of deviations shows what was overridden, why, and which legal deadlines are broken or near."""

import datetime as dt

import pytest

from samlop.pathway import actions
from samlop.pathway.models import State, Step, Wait
from samlop.pathway.queries import DeviationKind, deviations
from samlop.people.actions import guard_household
from samlop.people.models import Person

pytestmark = pytest.mark.django_db


def kinds(user, on) -> list[str]:
    return [(d.kind, d.title) for d in deviations(user, on)]


@pytest.mark.parametrize("role", ["translator", "administrator", "teacher"])
def test_those_who_see_nobody_see_no_deviation(laid, role):
    assert deviations(getattr(laid.cast, role), dt.date(2027, 3, 1)) == []


def test_protected_families_are_absent(laid):
    Person.objects.filter(pk=laid.mother.pk).update(protection="strict")
    guard_household(laid.household)
    assert deviations(laid.cast.team_leader, dt.date(2027, 3, 1)) == []
    assert deviations(laid.cast.counsellor, dt.date(2027, 3, 1)) != []


def test_an_override_is_listed_with_reason_who_and_when(laid):
    """Walk-through 2: overridden with a reason, and the deviation list shows it."""
    laid.settle_until("kindergarten_place", "programme_start")
    wait = Wait.objects.get(step=laid.step("programme_start", laid.mother), waits_for__key="kindergarten_place")
    actions.override_wait(wait=wait, reason="Mormor passer Lina", by=laid.cast.counsellor, at=laid.now)
    [found] = [d for d in deviations(laid.cast.team_leader, laid.now.date()) if d.kind is DeviationKind.OVERRIDDEN]
    assert (found.reason, found.by, found.on) == ("Mormor passer Lina", laid.cast.counsellor.name, laid.now.date())
    assert found.person == laid.mother.pk


@pytest.mark.parametrize(
    ("on", "kind"),
    [
        (dt.date(2026, 12, 17), None),
        (dt.date(2026, 12, 18), DeviationKind.NEAR),
        (dt.date(2026, 12, 31), DeviationKind.NEAR),
        (dt.date(2027, 1, 1), DeviationKind.NEAR),
        (dt.date(2027, 1, 2), DeviationKind.BROKEN),
    ],
)
def test_a_legal_deadline_is_near_two_weeks_before_and_broken_the_day_after(laid, on, kind):
    found = {d.kind for d in deviations(laid.cast.team_leader, on) if d.title == "Programstart"}
    assert found == ({kind} if kind else set())


def test_a_deadline_agreed_earlier_is_not_a_breach_of_the_law(laid):
    step = laid.step("programme_start", laid.mother)
    actions.change_due(step=step, due_on=dt.date(2026, 12, 1), reason="Avtalt", by=laid.cast.counsellor, at=laid.now)
    assert step.pk not in [d.step for d in deviations(laid.cast.team_leader, dt.date(2026, 12, 10))]


def test_a_kept_deadline_is_no_deviation(laid):
    laid.settle_until()
    found = [d for d in deviations(laid.cast.team_leader, dt.date(2027, 3, 1)) if d.kind is DeviationKind.BROKEN]
    assert found == []


def test_what_was_done_before_its_turn_is_listed_while_the_other_is_open(laid):
    actions.finish_by_key(
        household=laid.household, person=laid.mother, key="programme_start", by=laid.cast.counsellor, at=laid.now
    )
    on = laid.now.date()
    assert (DeviationKind.PASSED, "Programstart") in kinds(laid.cast.team_leader, on)
    laid.settle_until()
    assert (DeviationKind.PASSED, "Programstart") not in kinds(laid.cast.team_leader, on)


def test_the_same_step_with_two_owners_is_found(laid):
    step = laid.step("lease")
    step.pk, step.office, step.state, step.released_on = None, "Boligkontoret", State.READY, laid.now.date()
    step.save(force_insert=True)
    assert Step.objects.filter(household=laid.household, key="lease").count() == 2
    [found] = [d for d in deviations(laid.cast.team_leader, laid.now.date()) if d.kind is DeviationKind.TWICE]
    assert "Nav" in found.text
    assert "Boligkontoret" in found.text


def test_the_list_takes_few_queries(laid, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        deviations(laid.cast.team_leader, dt.date(2027, 3, 1))
