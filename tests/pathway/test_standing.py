"""Each adult has one line: her most urgent open step, and what holds it back."""

import datetime as dt

import pytest

from samlop.pathway import actions
from samlop.pathway.models import NOTHING_DUE, DueKind, Standing, State, Step
from samlop.pathway.standing import stand
from tests import given

pytestmark = pytest.mark.django_db


def of(person) -> Standing:
    return Standing.objects.select_related("step", "blocker").get(person=person)


def row(pk, person=None, due=None, state=State.READY, kind=DueKind.TEMPLATE) -> Step:
    return Step(pk=pk, person_id=person, due_on=due, state=state, due_kind=kind, order=pk, duration_days=1)


D = [dt.date(2026, 12, n) for n in range(1, 29)]


def test_children_have_no_line_and_adults_have_one(laid):
    assert set(Standing.objects.values_list("person_id", flat=True)) == {laid.mother.pk, laid.father.pk}


def test_an_unaccompanied_minor_has_a_line(cast, now):
    actions.ensure_defaults(cast.municipality, now)
    minor = given.a_person(cast, birth_date=dt.date(2010, 1, 1), unaccompanied_minor=True)
    actions.lay(household=minor.household, by=cast.counsellor, at=now)
    assert of(minor).step is not None


def test_what_a_child_waits_for_counts_for_the_contact_person_and_blocks_the_other_parent(laid):
    laid.settle_until("kindergarten_place", "programme_start", "bank_account", "residence_card")
    for step in Step.objects.filter(
        household=laid.household, key__in=("bank_account", "residence_card", "bank_id", "benefit_first_payment")
    ):
        actions.drop(step=step, reason="Prøve", by=laid.cast.counsellor, at=laid.now)
    assert of(laid.mother).step.key == "kindergarten_place"
    assert of(laid.mother).blocker is None
    assert of(laid.father).step.key == "programme_start"
    assert of(laid.father).blocker.key == "kindergarten_place"
    assert of(laid.father).needs_on == dt.date(2027, 1, 1)


def test_the_line_moves_when_the_step_is_done(laid):
    first = of(laid.mother).step
    laid.settle_until(first.key)
    actions.finish(step=first, by=laid.cast.counsellor, at=laid.now)
    assert of(laid.mother).step != first


def test_somebody_with_nothing_to_do_stands_last(laid):
    for step in Step.objects.filter(household=laid.household):
        actions.drop(step=step, reason="Flyttet fra kommunen", by=laid.cast.counsellor, at=laid.now)
    assert (of(laid.mother).needs_on, of(laid.mother).step) == (NOTHING_DUE, None)


def test_the_deepest_unfinished_step_is_named_not_the_nearest(laid):
    start = laid.step("programme_start", laid.father)
    stands = stand(list(Step.objects.filter(pk=start.pk)), {}, adults=[laid.father.pk], contact=None)
    assert stands[laid.father.pk].blocker is None
    a, b, c = row(1, due=D[3]), row(2, due=D[2], state=State.WAITING), row(3, 7, D[1], State.WAITING)
    stands = stand([a, b, c], {2: [1], 3: [2]}, adults=[7], contact=7)
    assert (stands[7].step, stands[7].blocker) == (3, 1)


def test_the_law_comes_before_the_template_on_the_same_day():
    stands = stand([row(1, 7, D[0]), row(2, 7, D[0], kind=DueKind.LAW)], {}, adults=[7], contact=7)
    assert stands[7].step == 2


@pytest.mark.parametrize(
    ("held", "gets"),
    [({}, 7), ({12: [1]}, 8), ({11: [1]}, 7), ({11: [1], 12: [1]}, 7)],
    ids=["nobody", "only the other", "only the contact", "both"],
)
def test_a_household_step_counts_for_the_contact_unless_it_blocks_only_another(held, gets):
    steps = [row(1, due=D[0]), row(11, 7, D[5], State.WAITING), row(12, 8, D[5], State.WAITING)]
    stands = stand(steps, held, adults=[7, 8], contact=7)
    assert [adult for adult, where in stands.items() if where.step == 1] == [gets]


def test_a_household_without_a_contact_falls_to_the_oldest_adult():
    assert stand([row(1, due=D[0])], {}, adults=[5, 4], contact=None)[5].step == 1


def test_a_ring_from_elsewhere_does_not_stop_the_list():
    steps = [row(1, 7, D[0], State.WAITING), row(2, 7, D[1], State.WAITING)]
    assert stand(steps, {1: [2], 2: [1]}, adults=[7], contact=7)[7].step == 1


def test_lines_follow_counsellor_and_team_when_refreshed(laid):
    other = laid.cast.user("counsellor")
    type(laid.mother).objects.filter(pk=laid.mother.pk).update(counsellor=other)
    laid.mother.refresh_from_db()
    actions.refresh_standing([laid.mother], laid.now.date())
    assert of(laid.mother).counsellor == other
    actions.refresh_standing([laid.mother.pk], laid.now.date())
    actions.refresh_standing([laid.household], laid.now.date())


@pytest.mark.parametrize(
    ("on", "lines"), [(dt.date(2027, 3, 8), 1), (dt.date(2027, 3, 9), 2), (dt.date(2027, 3, 10), 2)]
)
def test_a_child_gets_her_line_the_day_she_turns_eighteen(cast, now, on, lines):
    actions.ensure_defaults(cast.municipality, now)
    mother = given.a_person(cast)
    given.a_person(cast, household=mother.household, birth_date=dt.date(2009, 3, 9), permit=None)
    actions.lay(household=mother.household, by=cast.counsellor, at=now)
    actions.refresh_standing([mother.household], on)
    assert Standing.objects.filter(person__household=mother.household).count() == lines


def test_refreshing_many_takes_no_query_for_each(cast, now):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    actions.ensure_defaults(cast.municipality, now)
    rows = [given.a_family(cast)[0] for _ in range(10)]
    actions.lay_many(households=rows, at=now)
    with CaptureQueriesContext(connection) as one:
        actions.refresh_standing(rows[:1], now.date())
    with CaptureQueriesContext(connection) as ten:
        actions.refresh_standing(rows, now.date())
    assert len(ten) == len(one)
