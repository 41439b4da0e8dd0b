"""Waits are overridden with a reason, dates agreed on within the law, owners changed, and steps added without rings."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from samlop.audit.models import Event
from samlop.core.errors import Conflict, Refused
from samlop.pathway import actions
from samlop.pathway.models import DueKind, State, Step, Wait
from tests import given

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(laid) -> Wait:
    """The mother's wait for the child's place, when nothing else holds her."""
    laid.settle_until("kindergarten_place", "programme_start")
    return Wait.objects.get(step=laid.step("programme_start", laid.mother), waits_for__key="kindergarten_place")


@pytest.mark.parametrize("role", ["translator", "administrator", "teacher", "auditor"])
def test_those_who_may_not_steer_change_nothing(laid, place, role):
    by = getattr(laid.cast, role)
    step = laid.step("leisure")
    for act in (
        lambda: actions.override_wait(wait=place, reason="Mormor passer barnet", by=by, at=laid.now),
        lambda: actions.change_due(step=step, due_on=dt.date(2027, 1, 1), reason="Avtalt", by=by, at=laid.now),
        lambda: actions.change_owner(step=step, office="Nav", owner_role="counsellor", by=by, at=laid.now),
        lambda: actions.add_step(
            household=laid.household, title="A", office="B", owner_role="counsellor", by=by, at=laid.now
        ),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_an_override_needs_a_reason_keeps_it_and_releases(laid, place):
    with pytest.raises(Refused, match="hvorfor"):
        actions.override_wait(wait=place, reason=" \n ", by=laid.cast.counsellor, at=laid.now)
    released = actions.override_wait(wait=place, reason="Mormor passer Lina", by=laid.cast.counsellor, at=laid.now)
    assert [s.person_id for s in released] == [laid.mother.pk]
    place.refresh_from_db()
    assert (place.override_reason, place.overridden_by, place.overridden_at) == (
        "Mormor passer Lina",
        laid.cast.counsellor,
        laid.now,
    )
    assert laid.step("programme_start", laid.father).state == State.WAITING
    assert Event.objects.filter(act="overstyrte venting", data__grunn="Mormor passer Lina").count() == 1


def test_a_second_override_does_not_overwrite_the_first(laid, place):
    actions.override_wait(wait=place, reason="Mormor passer Lina", by=laid.cast.counsellor, at=laid.now)
    assert actions.override_wait(wait=place, reason="Noe annet", by=laid.cast.team_leader, at=laid.now) == []
    place.refresh_from_db()
    assert place.override_reason == "Mormor passer Lina"


def test_a_step_with_two_waits_is_released_only_when_both_are_over(laid):
    laid.settle_until("kindergarten_place", "career_guidance", "programme_start")
    start = laid.step("programme_start", laid.mother)
    wait = start.waits.get(waits_for__key="kindergarten_place")
    assert actions.override_wait(wait=wait, reason="Mormor passer Lina", by=laid.cast.counsellor, at=laid.now) == []
    assert laid.step("programme_start", laid.mother).state == State.WAITING


@pytest.mark.parametrize(
    ("day", "ok"), [(dt.date(2026, 12, 31), True), (dt.date(2027, 1, 1), True), (dt.date(2027, 1, 2), False)]
)
def test_the_laws_day_can_be_agreed_before_and_on_but_never_passed(laid, day, ok):
    step = laid.step("programme_start", laid.mother)
    if ok:
        kept = actions.change_due(
            step=step, due_on=day, reason="Avtalt med skolen", by=laid.cast.counsellor, at=laid.now
        )
        assert (kept.due_on, kept.due_kind, kept.law_due_on) == (day, DueKind.AGREED, dt.date(2027, 1, 1))
    else:
        with pytest.raises(Refused, match="§ 12"):
            actions.change_due(step=step, due_on=day, reason="Avtalt med skolen", by=laid.cast.counsellor, at=laid.now)
        step.refresh_from_db()
        assert step.due_on == dt.date(2027, 1, 1)


def test_an_agreed_day_does_not_open_a_way_past_the_law(laid):
    step = laid.step("programme_start", laid.mother)
    actions.change_due(step=step, due_on=dt.date(2026, 12, 20), reason="Avtalt", by=laid.cast.counsellor, at=laid.now)
    with pytest.raises(Refused, match="§ 12"):
        actions.change_due(
            step=step, due_on=dt.date(2027, 1, 2), reason="Avtalt igjen", by=laid.cast.counsellor, at=laid.now
        )


def test_a_deferral_keeps_its_reason_and_the_new_date(laid):
    step = actions.change_due(
        step=laid.step("leisure"),
        due_on=dt.date(2027, 2, 1),
        reason="Korpset tar opp i februar",
        by=laid.cast.counsellor,
        at=laid.now,
    )
    assert (step.due_reason, step.due_kind) == ("Korpset tar opp i februar", DueKind.AGREED)
    event = Event.objects.get(act="flyttet fristen for steg")
    assert event.data["nå"] == "2027-02-01"


@pytest.mark.parametrize(("shift", "ok"), [(-1, False), (0, True), (1, True)])
def test_a_date_that_has_been_cannot_be_agreed(laid, shift, ok):
    day = laid.now.date() + dt.timedelta(days=shift)
    if ok:
        actions.change_due(step=laid.step("leisure"), due_on=day, reason="Avtalt", by=laid.cast.counsellor, at=laid.now)
    else:
        with pytest.raises(Refused, match="har allerede vært"):
            actions.change_due(
                step=laid.step("leisure"), due_on=day, reason="Avtalt", by=laid.cast.counsellor, at=laid.now
            )


def test_a_decided_day_past_the_law_leaves_the_breach_visible(laid):
    step = laid.step("programme_start", laid.mother)
    actions.agree_day(
        step=step, on=dt.date(2027, 1, 8), reason="Vedtaket sier 8. januar", by=laid.cast.team_leader, at=laid.now
    )
    step.refresh_from_db()
    assert (step.due_on, step.due_kind, step.note) == (dt.date(2027, 1, 1), DueKind.LAW, "Vedtaket sier 8. januar")
    actions.agree_day(
        step=step, on=dt.date(2026, 12, 7), reason="Vedtaket sier 7. desember", by=laid.cast.team_leader, at=laid.now
    )
    step.refresh_from_db()
    assert (step.due_on, step.due_kind) == (dt.date(2026, 12, 7), DueKind.AGREED)


def test_two_who_change_the_same_step_are_told(laid):
    step = laid.step("leisure")
    actions.change_owner(
        step=step, office="Korpset", owner_role="counsellor", by=laid.cast.counsellor, at=laid.now, version=step.version
    )
    with pytest.raises(Conflict):
        actions.change_due(
            step=step,
            due_on=dt.date(2027, 1, 1),
            reason="Avtalt",
            by=laid.cast.team_leader,
            at=laid.now,
            version=step.version,
        )


def test_a_closed_step_is_not_changed(laid):
    laid.finish("accept")
    for act in (
        lambda s: actions.change_due(
            step=s, due_on=dt.date(2027, 1, 1), reason="x", by=laid.cast.counsellor, at=laid.now
        ),
        lambda s: actions.change_owner(
            step=s, office="Nav", owner_role="counsellor", by=laid.cast.counsellor, at=laid.now
        ),
    ):
        with pytest.raises(Refused, match="avsluttet"):
            act(laid.step("accept"))


def test_an_owner_of_another_municipality_is_refused(laid):
    stranger = given.Cast(number="0301", name="En annen").counsellor
    with pytest.raises(Refused):
        actions.change_owner(
            step=laid.step("accept"),
            office="Nav",
            owner_role="counsellor",
            owner=stranger,
            by=laid.cast.counsellor,
            at=laid.now,
        )


def add(laid, title, **more) -> Step:
    return actions.add_step(
        household=laid.household,
        title=title,
        office="Legen",
        owner_role="counsellor",
        by=laid.cast.counsellor,
        at=laid.now,
        **more,
    )


def test_a_step_added_by_hand_waits_and_holds_back(laid):
    step = add(
        laid,
        "Legeerklæring",
        person=laid.mother,
        waits_for=[laid.step("accept")],
        holds_back=[laid.step("programme_start", laid.mother)],
    )
    assert step.state == State.WAITING
    laid.settle_until(step.key, "programme_start")
    assert laid.step("programme_start", laid.mother).state == State.WAITING
    assert laid.step("programme_start", laid.father).state == State.READY
    laid.finish(step.key, laid.mother)
    assert laid.step("programme_start", laid.mother).state == State.READY


def test_a_ring_is_refused_with_its_names_and_nothing_is_written(laid):
    count = Step.objects.count(), Wait.objects.count(), Event.objects.count()
    with pytest.raises(Refused) as told:
        add(laid, "Bolig", waits_for=[laid.step("lease")], holds_back=[laid.step("home_found")])
    assert "Finn bolig" in str(told.value)
    assert "→ Bolig →" in str(told.value) or str(told.value).count("Bolig") == 2
    assert (Step.objects.count(), Wait.objects.count(), Event.objects.count()) == count


def test_a_new_wait_that_closes_a_ring_is_refused(laid):
    with pytest.raises(Refused, match="ring"):
        actions.add_wait(
            step=laid.step("home_found"), waits_for=laid.step("move_in"), by=laid.cast.counsellor, at=laid.now
        )
    with pytest.raises(Refused, match="seg selv"):
        actions.add_wait(step=laid.step("lease"), waits_for=laid.step("lease"), by=laid.cast.counsellor, at=laid.now)


def test_what_is_under_way_cannot_be_made_to_wait(laid):
    actions.begin(step=laid.step("accept"), by=laid.cast.counsellor, at=laid.now)
    with pytest.raises(Refused, match="i gang"):
        add(laid, "Noe før", holds_back=[laid.step("accept")])


def test_steps_wait_only_inside_a_household(laid):
    other = given.a_person(laid.cast).household
    actions.lay(household=other, by=laid.cast.counsellor, at=laid.now)
    with pytest.raises(Refused):
        actions.add_wait(
            step=laid.step("lease"),
            waits_for=Step.objects.get(household=other, key="accept"),
            by=laid.cast.counsellor,
            at=laid.now,
        )


def test_a_person_of_another_household_is_refused(laid):
    with pytest.raises(Refused):
        add(laid, "Noe", person=given.a_person(laid.cast))


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "=1+1", "x" * 300])
def test_strange_words_are_kept_as_words(laid, text):
    assert add(laid, text).title == text[:80]
