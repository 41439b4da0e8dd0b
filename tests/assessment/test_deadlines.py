"""Every legal deadline stands on a step, from the law's own list, moved by demand, leave and decisions."""

import datetime as dt

import pytest

from samlop.assessment import actions
from samlop.assessment.models import Assessed, Change
from samlop.assessment.queries import due
from samlop.audit.models import Event
from samlop.casework import actions as casework
from samlop.decisions import handlers
from samlop.law import Facts, ask
from samlop.pathway import actions as pathway
from samlop.pathway.lawdays import references
from samlop.pathway.models import DueKind, Standing, State, Step
from samlop.people.models import Permit, StatedFact
from samlop.programme import actions as programme
from samlop.programme.models import Plan
from tests.assessment.test_night import at, chosen, night, pending
from tests.given import a_person
from tests.programme import prepared

pytestmark = pytest.mark.django_db
FIRST, SECOND = dt.date(2026, 11, 1), dt.date(2026, 11, 2)


@pytest.fixture
def laid(cast, now):
    pathway.ensure_defaults(cast.municipality, now)
    person = a_person(cast)
    pathway.lay(household=person.household, by=cast.counsellor, at=at(FIRST))
    return person


def step(person, key: str) -> Step:
    return Step.objects.get(person=person, key=key)


def states(person, name, value):
    StatedFact.objects.update_or_create(
        person=person, name=name, defaults={"value": value, "source": "person", "known_on": FIRST}
    )


def has_started(cast, person, on: dt.date, months: int = 12):
    return Plan.objects.create(
        municipality=cast.municipality, person=person, number=1, state="in_force", meeting_on=on, starts_on=on, offer_on=on,
        duration_months=months, end_goal="work", decided_on=on, in_force_on=on, created_at=at(on), created_by=cast.counsellor,
        saved_at=at(on), saved_by=cast.counsellor,
    )  # fmt: skip


def test_template_steps_carry_the_laws_days_with_paragraph_and_what_they_are_counted_from(cast, laid):
    start = step(laid, "programme_start")
    assert (start.law_due_on, start.deadline, start.due_kind) == (dt.date(2027, 1, 1), "programme_start", DueKind.LAW)
    assert "§ 12" in start.due_basis
    assert start.law_reason == "Regnet fra dato for bosetting, 1. oktober 2026."


def test_a_demand_before_settlement_moves_the_deadline_and_the_log_says_so(cast, laid):
    night(cast, FIRST)
    states(laid, "demand_date", "2026-09-15")
    night(cast, SECOND)
    start = step(laid, "programme_start")
    assert start.law_due_on == dt.date(2026, 12, 15)
    assert "krevde program" in start.law_reason
    assert Standing.objects.get(person=laid).law_on <= dt.date(2026, 12, 15)
    assert Event.objects.filter(act="regnet ut fristene på nytt", household_id=laid.household_id).exists()
    assert pathway.reckon_dates(household=laid.household, by=cast.counsellor, at=at(SECOND)) == 0, (
        "one engine, one answer"
    )


def test_a_decision_brings_the_deadlines_that_follow_it_and_leave_moves_them(cast, laid):
    night(cast, FIRST)
    has_started(cast, laid, dt.date(2026, 11, 2))
    night(cast, dt.date(2026, 11, 3))
    end = step(laid, "law-programme_end")
    assert (end.state, end.due_kind) == (State.UNDER_WAY, DueKind.LAW)
    first = end.law_due_on
    states(laid, "leave_working_days", 40)
    night(cast, dt.date(2026, 11, 4))
    end.refresh_from_db()
    assert end.due_on > first
    assert "Flyttet av" in end.law_reason
    assert "flere måter" in end.law_reason, "whether all days of leave count, or only those past the limit, is open"


def test_a_deadline_that_is_kept_closes_its_own_step_and_one_that_is_gone_drops_it(cast, laid):
    has_started(cast, laid, dt.date(2026, 11, 1))
    night(cast, SECOND)
    assert step(laid, "law-programme_end").state == State.UNDER_WAY
    states(laid, "stopped", "2026-11-02")
    night(cast, dt.date(2026, 11, 3))
    closed = step(laid, "law-programme_end")
    assert (closed.state, closed.closed_on) == (State.DONE, dt.date(2026, 11, 2))
    StatedFact.objects.all().delete()
    night(cast, dt.date(2026, 11, 4))
    Plan.objects.all().delete()
    night(cast, dt.date(2026, 11, 5))
    assert step(laid, "law-programme_end").state in (State.DROPPED, State.DONE)


def test_what_a_new_rule_moves_waits_for_somebody_to_accept_it(cast, now):
    """On 20 June 2025 the decision got a last day of its own; until then it had to come before the start."""
    pathway.ensure_defaults(cast.municipality, now)
    person = a_person(cast, settled_on=dt.date(2025, 5, 1), permit_date=dt.date(2025, 3, 1))
    pathway.lay(household=person.household, by=cast.counsellor, at=at(dt.date(2025, 6, 1)))
    night(cast, dt.date(2025, 6, 18))
    assert step(person, "plan_and_decision").deadline == "programme_start"
    night(cast, dt.date(2025, 6, 21))
    assert step(person, "plan_and_decision").deadline == "programme_start"
    change = pending(person)["latest_start_and_decision"]
    actions.accept(changes=chosen([change]), by=cast.counsellor, at=at(dt.date(2025, 6, 21)))
    assert step(person, "plan_and_decision").deadline == "programme_decision"


def test_an_agreed_day_before_the_laws_stays_agreed(cast, laid):
    pathway.change_due(
        step=step(laid, "programme_start"),
        due_on=dt.date(2026, 12, 1),
        reason="Avtalt",
        by=cast.counsellor,
        at=at(FIRST),
    )
    night(cast, FIRST)
    states(laid, "demand_date", "2026-09-15")
    night(cast, SECOND)
    start = step(laid, "programme_start")
    assert (start.due_on, start.due_kind, start.law_due_on) == (
        dt.date(2026, 12, 1),
        DueKind.AGREED,
        dt.date(2026, 12, 15),
    )


def test_red_amber_and_ahead_each_say_why(cast, laid):
    night(cast, FIRST)
    for day, name in ((dt.date(2027, 1, 2), "red"), (dt.date(2027, 1, 1), "amber"), (dt.date(2026, 12, 18), "amber"), (dt.date(2026, 12, 17), "ahead")):  # fmt: skip
        found = due.lists(cast.counsellor, day, mine=True)
        lines = [line for line in getattr(found, name) if line.title == "Programstart"]
        assert len(lines) == 1, (day, name)
        assert lines[0].why
        assert lines[0].says
        assert "§ 12" in lines[0].basis
    assert due.lists(cast.user("counsellor"), dt.date(2027, 1, 2), mine=True).red == []


def test_a_right_that_falls_away_takes_the_deadline_with_it(cast, laid):
    night(cast, FIRST)
    Permit.objects.filter(person=laid).update(kind="study")
    night(cast, SECOND)
    start = step(laid, "programme_start")
    assert (start.law_due_on, start.deadline) == (None, "")
    assert Change.objects.filter(person=laid, question="entitlement").exists()


def test_a_plan_that_is_approved_brings_its_deadlines_the_same_minute(cast, now):
    person = prepared.laid(cast, prepared.a_baker(cast))
    plan = programme.begin(person=person, by=cast.counsellor, at=now)
    since = programme.stands(plan, 4)
    plan = programme.save_agreement(
        plan=plan, step=4, values={"complaint_told": True}, since=since, by=cast.counsellor, at=now
    )
    plan = programme.submit(plan=plan, by=cast.counsellor, at=now)
    assert not Assessed.objects.filter(person=person).exists()
    handlers.approve(decision=plan.decision, by=cast.team_leader, at=now)
    assert '"decision_date":"2026-11-21"' in Assessed.objects.get(person=person).facts


def test_a_fact_that_is_edited_moves_the_deadline_the_same_minute(cast, laid):
    night(cast, FIRST)
    casework.edit_person(
        person=laid, changes={"settled_on": dt.date(2026, 9, 1)}, source="document", known_on=FIRST, version=laid.version,
        by=cast.counsellor, at=at(SECOND),
    )  # fmt: skip
    assert step(laid, "programme_start").law_due_on == dt.date(2026, 12, 1)
    assert "latest_start_and_decision" in pending(laid)


@pytest.mark.parametrize("room", [10, 20, 40, 60, 80, 200])
def test_a_reference_that_has_no_room_is_left_out_whole(room):
    finding = ask("entitlement", Facts(), FIRST)
    fits = references(finding, room)
    assert len(fits) <= room
    assert fits == "" or set(fits.split(", ")) <= {str(p) for p in finding.basis}
    assert room < 200 or fits == finding.basis_text
