"""Steps begin, end, are dropped and opened again; what waited is released, and nothing is lost."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, settings
from hypothesis import given as given_
from hypothesis import strategies as st

from samlop.audit.models import Event
from samlop.core.errors import Refused
from samlop.pathway import actions
from samlop.pathway.models import CLOSED, OPEN, State, Step
from samlop.pathway.states import TRANSITIONS, Act, moved
from tests import given

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["translator", "administrator", "teacher", "auditor"])
@pytest.mark.parametrize("act", [actions.begin, actions.finish])
def test_those_who_may_not_steer_move_nothing(laid, role, act):
    with pytest.raises(PermissionDenied):
        act(step=laid.step("accept"), by=getattr(laid.cast, role), at=laid.now)
    assert laid.step("accept").state == State.READY


def test_marking_done_releases_what_waited_only_for_it(laid):
    released = laid.finish("accept")
    assert {s.key for s in released} == {"needs_triage", "interpreter_first_days", "first_money", "kindergarten_place"}
    assert laid.step("kindergarten_place", laid.small).released_on == laid.now.date()
    assert laid.step("home_found").state == State.WAITING  # waits for needs_triage too


def test_the_mother_can_start_only_when_the_childs_place_is_there(laid):
    """A wait that crosses persons and offices."""
    laid.settle_until("kindergarten_place", "programme_start")
    start = laid.step("programme_start", laid.mother)
    assert start.state == State.WAITING
    with pytest.raises(Refused, match="venter"):
        laid.finish("programme_start", laid.mother)
    released = laid.finish("kindergarten_place", laid.small)
    assert {(s.key, s.person_id) for s in released} == {
        ("programme_start", laid.mother.pk),
        ("programme_start", laid.father.pk),
    }
    assert laid.step("programme_start", laid.mother).state == State.READY


def test_done_twice_is_done_once(laid):
    laid.finish("accept")
    events = Event.objects.count()
    assert laid.finish("accept") == []
    assert Event.objects.count() == events
    assert laid.step("accept").version == 2


def test_two_who_finish_different_steps_from_old_pages_lose_nothing(laid):
    laid.finish("accept")
    laid.finish("needs_triage")
    laid.finish("home_found")
    lease, ready, talk = laid.step("lease"), laid.step("home_ready"), laid.step("interpreter_first_days")
    other = laid.cast.user("counsellor")
    for stale, by in ((lease, laid.cast.counsellor), (ready, other), (talk, laid.cast.counsellor)):
        actions.finish(step=stale, by=by, at=laid.now)
    assert laid.step("move_in").state == State.READY


def test_one_drops_what_another_has_just_finished_and_is_told(laid):
    stale = laid.step("accept")
    laid.finish("accept")
    with pytest.raises(Refused, match="allerede ferdig"):
        actions.drop(step=stale, reason="Trengs ikke", by=laid.cast.counsellor, at=laid.now)
    assert laid.step("accept").state == State.DONE


@pytest.mark.parametrize(("shift", "ok"), [(-1, True), (0, True), (1, False)])
def test_a_step_is_done_today_or_before_never_tomorrow(laid, shift, ok):
    day = laid.now.date() + dt.timedelta(days=shift)
    if ok:
        laid.finish("accept", on=day)
        assert laid.step("accept").closed_on == day
    else:
        with pytest.raises(Refused, match="har ikke vært ennå"):
            laid.finish("accept", on=day)


def test_what_waited_could_begin_the_day_the_last_was_done(laid):
    laid.finish("accept", on=dt.date(2026, 11, 3))
    assert laid.step("kindergarten_place", laid.small).released_on == dt.date(2026, 11, 3)


def test_a_date_counted_from_the_release_comes_with_it(laid):
    assert laid.step("nir_registration", laid.mother).due_on is None
    laid.settle_until("nir_registration", "programme_start")
    assert laid.step("nir_registration", laid.mother).due_on == laid.now.date() + dt.timedelta(days=60)


def test_beginning_twice_is_beginning_once(laid):
    step = laid.step("accept")
    actions.begin(step=step, by=laid.cast.counsellor, at=laid.now)
    actions.begin(step=step, by=laid.cast.counsellor, at=laid.now)
    assert Event.objects.filter(act="begynte på steg").count() == 1


def test_dropping_needs_a_reason_and_releases_what_waited(laid):
    laid.finish("accept")
    with pytest.raises(Refused, match="hvorfor"):
        actions.drop(step=laid.step("needs_triage"), reason="  ", by=laid.cast.counsellor, at=laid.now)
    released = actions.drop(
        step=laid.step("needs_triage"), reason="Ingen kjente behov", by=laid.cast.counsellor, at=laid.now
    )
    assert [s.key for s in released] == ["home_found"]
    assert laid.step("needs_triage").note == "Ingen kjente behov"


def test_opening_again_holds_back_what_nobody_has_begun_on(laid):
    laid.finish("accept")
    actions.begin(step=laid.step("kindergarten_place", laid.small), by=laid.cast.counsellor, at=laid.now)
    actions.reopen(step=laid.step("accept"), reason="Svarte på feil anmodning", by=laid.cast.counsellor, at=laid.now)
    assert laid.step("accept").state == State.READY
    assert laid.step("accept").closed_on is None
    assert laid.step("needs_triage").state == State.WAITING
    assert laid.step("kindergarten_place", laid.small).state == State.UNDER_WAY


def test_opening_again_needs_a_reason(laid):
    laid.finish("accept")
    with pytest.raises(Refused):
        actions.reopen(step=laid.step("accept"), reason="", by=laid.cast.counsellor, at=laid.now)


def test_the_review_of_the_plan_comes_again_every_half_year(laid):
    laid.settle_until()
    laid.finish("plan_review", laid.mother)
    again = laid.step("plan_review", laid.mother)
    assert again.state == State.READY
    assert again.due_on == laid.now.date() + dt.timedelta(days=182)
    done = Step.objects.get(household=laid.household, key="plan_review", person=laid.mother, state=State.DONE)
    with pytest.raises(Refused, match="neste runde"):
        actions.reopen(step=done, reason="Feil", by=laid.cast.counsellor, at=laid.now)


def test_another_room_finishes_by_key_the_persons_own_step_else_the_households(laid):
    laid.settle_until("competence_mapping", "report_move")
    actions.finish_by_key(
        household=laid.household, person=laid.mother, key="competence_mapping", by=laid.cast.counsellor, at=laid.now
    )
    assert laid.step("competence_mapping", laid.mother).state == State.DONE
    assert laid.step("competence_mapping", laid.father).state == State.READY
    actions.finish_by_key(
        household=laid.household, person=laid.mother, key="report_move", by=laid.cast.counsellor, at=laid.now
    )
    assert laid.step("report_move").state == State.DONE


def test_finishing_by_an_unknown_or_closed_key_does_nothing(laid):
    events = Event.objects.count()
    assert (
        actions.finish_by_key(household=laid.household, key="finnes-ikke", by=laid.cast.counsellor, at=laid.now) == []
    )
    laid.finish("accept")
    assert actions.finish_by_key(household=laid.household, key="accept", by=laid.cast.counsellor, at=laid.now) == []
    assert Event.objects.count() == events + 1


def test_what_has_happened_out_of_order_is_done_all_the_same_and_says_so(laid):
    actions.finish_by_key(
        household=laid.household, person=laid.mother, key="programme_start", by=laid.cast.counsellor, at=laid.now
    )
    assert laid.step("programme_start", laid.mother).state == State.DONE
    event = Event.objects.filter(data__step=laid.step("programme_start", laid.mother).pk).get()
    assert "Barnehageplass" in event.data["forbi"]


def test_every_move_is_an_event_with_who_and_when(laid):
    laid.finish("accept")
    event = Event.objects.filter(act="merket steg som ferdig").get()
    assert (event.by, event.at, event.household_id) == (laid.cast.counsellor, laid.now, laid.household.pk)


def test_the_table_of_states_is_closed():
    for state in State:
        for act in Act:
            if (state, act) in TRANSITIONS:
                assert moved(state, act) == TRANSITIONS[state, act]
            else:
                with pytest.raises(Refused):
                    moved(state, act)


def test_history_of_running_cases_is_written_in_bulk_and_settled(cast, now, at):
    actions.ensure_defaults(cast.municipality, now)
    household, _, _, small, _ = given.a_family(cast)
    actions.lay_many(households=[household], at=at(2026, 8, 10))
    actions.record_history(
        history={
            (household.pk, "accept", None): (dt.date(2026, 8, 1), dt.date(2026, 8, 10)),
            (household.pk, "kindergarten_place", small.pk): (dt.date(2026, 10, 29), None),
            (household.pk, "finnes-ikke", None): (None, dt.date(2026, 8, 10)),
        },
        at=now,
    )
    steps = {s.key: s for s in Step.objects.filter(household=household)}
    assert steps["accept"].state == State.DONE
    assert steps["kindergarten_place"].state == State.UNDER_WAY
    assert steps["needs_triage"].state == State.READY
    assert steps["needs_triage"].released_on == dt.date(2026, 8, 10)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given_(data=st.data())
def test_any_allowed_order_ends_with_everything_done_and_never_breaks_a_wait(cast, now, data):
    """Random steps and waits: only what waits for nothing is ready, and finishing the ready ones finishes all."""
    household = given.a_household(cast)
    given.a_person(cast, household=household)
    steps = []
    for n in range(data.draw(st.integers(1, 7))):
        ahead = data.draw(st.lists(st.sampled_from(steps), unique=True)) if steps else []
        steps.append(
            actions.add_step(
                household=household,
                title=f"Steg {n}",
                office="Kontoret",
                owner_role="counsellor",
                waits_for=ahead,
                by=cast.counsellor,
                at=now,
            )
        )
    while ready := list(Step.objects.filter(household=household, state__in=(State.READY, State.UNDER_WAY))):
        for step in Step.objects.filter(household=household, state__in=OPEN).prefetch_related("waits__waits_for"):
            waiting = any(w.waits_for.state not in CLOSED for w in step.waits.all())
            assert (step.state == State.WAITING) is waiting
        actions.finish(step=data.draw(st.sampled_from(ready)), by=cast.counsellor, at=now)
    assert not Step.objects.filter(household=household, state__in=OPEN).exists()
    household.members.get().standing.refresh_from_db()
    assert household.members.get().standing.step is None
