"""Interpreter use is on record: needed, booked, how qualified, and if not, why."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from samlop.access.models import Role
from samlop.audit.models import Event, Read
from samlop.core.errors import Conflict, Incomplete
from samlop.interpreting import actions, queries
from samlop.interpreting.models import InterpreterUse
from samlop.pathway.models import State, Step
from samlop.people.models import CaseAccess
from tests.given import AT, Cast, a_person

pytestmark = pytest.mark.django_db

# What a browser sends for a talk with a qualified interpreter.
WITH = {
    "occasion": "plan_meeting", "held_on": "20.11.2026", "needed": "ja", "booked": "ja", "language": "ar",
    "mode": "screen", "qualification": "C",
}  # fmt: skip
WITHOUT = WITH | {"booked": "nei", "mode": "", "qualification": "", "why": "Ingen ledig tolk i arabisk."}


def page(name, *args):
    return reverse(f"interpreting:{name}", args=args)


def values(**more):
    return {
        "occasion": "plan_meeting", "held_on": dt.date(2026, 11, 20), "needed": True, "booked": True, "language": "ar",
        "mode": "screen", "qualification": "C",
    } | more  # fmt: skip


@pytest.fixture
def person(cast):
    return a_person(cast)


@pytest.fixture
def client(as_):
    return as_("counsellor")


def recorded(cast, person, now, **more):
    return actions.record_use(person=person, values=values(**more), by=cast.counsellor, at=now)


class TestWhoMay:
    @pytest.mark.parametrize("role", ["translator", "administrator", "teacher"])
    def test_those_outside_the_case_see_nothing(self, cast, as_, person, role):
        CaseAccess.objects.create(person=person, user=getattr(cast, role), reason="Elev", given_at=AT)
        assert as_(role).get(page("record", person.pk)).status_code == 403

    @pytest.mark.parametrize("role", ["translator", "administrator", "teacher", "auditor"])
    def test_those_who_do_not_work_the_case_write_nothing(self, cast, as_, person, now, role):
        use = recorded(cast, person, now)
        CaseAccess.objects.create(person=person, user=getattr(cast, role), reason="Elev", given_at=AT)
        client = as_(role)
        for address in (page("add", person.pk), page("change", use.pk), page("strike", use.pk)):
            assert client.get(address).status_code == 403
            assert client.post(address, WITH | {"reason": "x", "version": "1"}).status_code == 403
        with pytest.raises(PermissionDenied):
            actions.record_use(person=person, values=values(), by=getattr(cast, role), at=now)
        assert InterpreterUse.objects.count() == 1

    def test_an_auditor_reads_and_is_offered_nothing_to_change(self, cast, as_, person, now):
        recorded(cast, person, now)
        shown = as_("auditor").get(page("record", person.pk)).content.decode()
        assert "kvalifisert tolk" in shown
        assert "Stryk" not in shown
        assert page("add", person.pk) not in shown

    def test_another_team_and_another_municipality_find_nothing(self, cast, as_, person, now):
        use = recorded(cast, person, now)
        for user in (Cast().counsellor, Cast(number="0301", name="En annen kommune").coordinator):
            client = as_(user)
            assert client.get(page("record", person.pk)).status_code == 404
            assert client.get(page("change", use.pk)).status_code == 404
            assert client.post(page("add", person.pk), WITH).status_code == 404

    def test_a_look_is_one_row_in_the_log(self, client, person):
        client.get(page("record", person.pk))
        assert [(r.person_id, r.screen) for r in Read.objects.all()] == [(person.pk, "tolkebruk")]


class TestRecording:
    def test_a_talk_with_an_interpreter_is_recorded_once_whatever_the_clicks(self, client, cast, person):
        for _ in range(2):
            response = client.post(page("add", person.pk), WITH | {"once": "k"})
            assert response["Location"] == page("record", person.pk)
        use = InterpreterUse.objects.get()
        assert (use.person, use.recorded_by, use.qualified) == (person, cast.counsellor, True)
        assert Event.objects.get(act="førte opp tolkebruk").data["qualification"] == "C"
        assert "Tolk i arabisk, på skjerm, kategori C." in client.get(page("record", person.pk)).content.decode()

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            (WITH | {"language": ""}, "language"),
            (WITH | {"mode": ""}, "mode"),
            (WITH | {"qualification": ""}, "qualification"),
            (WITH | {"qualification": "unqualified"}, "why"),
            (WITH | {"qualification": "F"}, "qualification"),
            (WITHOUT | {"why": "  "}, "why"),
            (WITH | {"needed": "nei"}, "needed"),
            (WITHOUT | {"needed": "nei", "why": ""}, "why"),  # needs one by what is known
            (WITH | {"needed": ""}, "needed"),
            (WITH | {"booked": ""}, "booked"),
            (WITH | {"occasion": "other"}, "occasion_note"),
            (WITH | {"occasion": "party"}, "occasion"),
            (WITH | {"held_on": "31.02.2026"}, "held_on"),
            (WITH | {"held_on": "30.04.1995"}, "held_on"),
            (WITHOUT | {"held_on": "22.11.2026"}, "held_on"),  # not held yet, and nobody booked
        ],
    )
    def test_what_is_missing_is_named_and_what_was_typed_is_kept(self, client, person, typed, field):
        response = client.post(page("add", person.pk), typed | {"occasion_note": "", "once": "k"})
        shown = response.content.decode()
        assert response.status_code == 422
        assert f'href="#id_{field}' in shown
        assert typed["held_on"] in shown
        assert not InterpreterUse.objects.exists()
        assert client.post(page("add", person.pk), WITH | {"once": "k"}).status_code == 302

    @pytest.mark.parametrize(
        "typed",
        [
            WITHOUT,
            WITHOUT | {"held_on": "21.11.2026"},  # today
            WITH | {"held_on": "22.11.2026"},  # booked ahead
            WITH | {"held_on": "01.05.1995"},
            WITH | {"qualification": "unqualified", "why": "Ingen i registeret."},
            WITHOUT | {"needed": "nei", "why": "Samtalen var på engelsk, etter ønske."},
            WITH | {"occasion": "other", "occasion_note": "Foreldremøte"},
        ],
    )
    def test_what_is_whole_is_let_in(self, client, person, typed):
        assert client.post(page("add", person.pk), typed).status_code == 302

    def test_no_reason_is_asked_for_when_nobody_thinks_an_interpreter_is_needed(self, client, cast):
        person = a_person(cast, interpreter_needed=False)
        assert client.post(page("add", person.pk), WITHOUT | {"needed": "nei", "why": ""}).status_code == 302

    def test_an_answer_changed_on_the_way_leaves_nothing_behind(self, client, person):
        client.post(page("add", person.pk), WITH | {"booked": "nei", "why": "Tolken uteble."})
        use = InterpreterUse.objects.get()
        assert (use.mode, use.qualification) == ("", "")

    @pytest.mark.parametrize("days", [366, 367])
    def test_a_booking_lies_at_most_a_year_ahead(self, cast, person, now, days):
        day = now.date() + dt.timedelta(days=days)
        if days == 366:
            assert recorded(cast, person, now, held_on=day).held_on == day
        else:
            with pytest.raises(Incomplete):
                recorded(cast, person, now, held_on=day)

    def test_the_form_warns_that_children_never_interpret(self, client, person):
        for name in ("add", "record"):
            assert "Barn skal aldri tolke" in client.get(page(name, person.pk)).content.decode()

    def test_the_form_begins_with_the_need_as_it_is_known(self, client, cast):
        known = {"interpreter_needed": {"source": "settlement_list", "known_on": "2026-09-01"}}
        person = a_person(cast, language="ti", sources=known)
        shown = client.get(page("add", person.pk)).content.decode()
        assert "Trenger tolk i tigrinja." in shown
        assert "bosettingslista, 01.09.2026" in shown
        assert '<option value="ti" selected>' in shown

    def test_the_database_itself_refuses_a_talk_without_a_reason(self, cast, person, now):
        with pytest.raises(IntegrityError), transaction.atomic():
            InterpreterUse.objects.create(
                person=person, occasion="mapping", held_on=now.date(), needed=True, booked=False, recorded_at=now,
                recorded_by=cast.counsellor,
            )  # fmt: skip


class TestTheFirstDays:
    @pytest.fixture
    def step(self, person):
        return Step.objects.create(
            municipality=person.municipality, household=person.household, key="interpreter_first_days", title="Tolk",
            office="Flyktningtjenesten", owner_role=Role.COORDINATOR, state=State.READY,
            released_on=dt.date(2026, 9, 1),
        )  # fmt: skip

    def test_a_booking_finishes_the_step(self, client, person, step):
        client.post(page("add", person.pk), WITH | {"occasion": "first_days"})
        step.refresh_from_db()
        assert step.state == State.DONE

    def test_another_talk_or_no_interpreter_does_not(self, client, person, step):
        client.post(page("add", person.pk), WITH)
        client.post(page("add", person.pk), WITHOUT | {"occasion": "first_days"})
        step.refresh_from_db()
        assert step.state == State.READY


class TestCorrecting:
    def test_a_correction_keeps_before_and_after(self, client, cast, person, now):
        use = recorded(cast, person, now)
        shown = client.get(page("change", use.pk)).content.decode()
        assert 'value="20.11.2026"' in shown
        assert '<option value="C" selected>' in shown
        client.post(page("change", use.pk), WITH | {"qualification": "A", "version": "1"})
        use.refresh_from_db()
        assert use.qualification == "A"
        data = Event.objects.get(act="rettet tolkebruk").data
        assert (data["før"], data["nå"]) == ({"qualification": "C"}, {"qualification": "A"})

    def test_the_slower_of_two_sees_what_stands_and_may_save_over(self, client, cast, person, now):
        use = recorded(cast, person, now)
        actions.correct_use(use=use, values=values(mode="phone"), version=1, by=cast.team_leader, at=now)
        response = client.post(page("change", use.pk), WITH | {"qualification": "A", "version": "1"})
        shown = response.content.decode()
        assert response.status_code == 422
        assert "på telefon" in shown
        assert '<option value="A" selected>' in shown
        assert client.post(page("change", use.pk), WITH | {"qualification": "A", "version": "2"}).status_code == 302

    def test_a_record_that_was_wrong_is_struck_out_with_its_reason_and_stays(self, client, cast, person, now):
        use = recorded(cast, person, now)
        assert client.post(page("strike", use.pk), {"reason": " "}).status_code == 422
        for _ in range(2):
            assert client.post(page("strike", use.pk), {"reason": "Ført på feil person"}).status_code == 302
        assert Event.objects.filter(act="strøk tolkebruk").count() == 1
        assert "Ført på feil person" in client.get(page("record", person.pk)).content.decode()
        assert queries.latest_use(person) is None
        assert client.get(page("change", use.pk)).status_code == 404
        with pytest.raises(Conflict):
            actions.correct_use(use=use, values=values(mode="phone"), version=2, by=cast.counsellor, at=now)


class TestWhatOtherRoomsAsk:
    def test_the_latest_use_is_by_day_and_by_occasion(self, cast, person, now):
        assert queries.latest_use(person) is None
        old = recorded(cast, person, now, held_on=dt.date(2026, 10, 1))
        new = recorded(cast, person, now, occasion="mapping")
        assert queries.latest_use(person) == new
        assert queries.latest_use(person, "plan_meeting") == old
        assert queries.latest_use(person, "plan_meeting", on=dt.date(2026, 10, 2)) is None
        assert queries.latest_use(a_person(cast)) is None

    def test_a_talk_that_is_not_on_record_says_so(self, cast, person, now):
        missing = queries.documented(person, "plan_meeting")
        assert (missing.ok, missing.sentence) == (False, "Tolk er ikke dokumentert for planmøte.")
        recorded(cast, person, now)
        there = queries.documented(person, "plan_meeting")
        assert (there.ok, there.sentence) == (True, "Tolk i arabisk, på skjerm, kategori C, 20. november 2026.")
        assert not queries.documented(person, "plan_meeting", on=dt.date(2026, 11, 21)).ok
        assert not queries.documented(person, "decision_talk").ok

    def test_a_reason_for_doing_without_is_documentation_too(self, cast, person, now):
        recorded(cast, person, now, booked=False, why="Ingen ledig tolk.")
        there = queries.documented(person, "plan_meeting")
        assert there.ok
        assert "Ingen ledig tolk." in there.sentence

    @pytest.mark.parametrize(
        ("fields", "needed"),
        [
            ({"language": "ar", "interpreter_needed": True}, True),
            ({"language": "ar", "interpreter_needed": False}, False),
            ({"language": "nb", "interpreter_needed": True}, False),
        ],
    )
    def test_the_need_follows_what_is_noted_and_the_language(self, cast, fields, needed):
        person = a_person(cast, **fields)
        assert queries.need_of(person).needed is needed
        assert queries.documented(person, "plan_meeting").ok is not needed

    def test_the_share_of_qualified_counts_those_who_needed_one(self, client, cast, person, now):
        recorded(cast, person, now)
        recorded(cast, person, now, qualification="unqualified", why="Ingen.")
        recorded(cast, person, now, booked=False, why="Ingen.")
        recorded(cast, person, now, needed=False, booked=False, why="På engelsk.")
        record = queries.record_of(person)
        assert (record.qualified_count, record.needed_count) == (1, 3)
        assert "1 av 3 samtaler" in client.get(page("record", person.pk)).content.decode()

    def test_the_record_page_asks_as_often_however_long_it_is(
        self, client, cast, person, now, django_assert_max_num_queries
    ):
        for _ in range(15):
            recorded(cast, person, now)
        with django_assert_max_num_queries(6):
            client.get(page("record", person.pk))


def test_html_in_a_reason_is_shown_as_text(client, person):
    client.post(page("add", person.pk), WITHOUT | {"why": "<img src=x onerror=alert(1)>"})
    shown = client.get(page("record", person.pk)).content.decode()
    assert "<img src=x" not in shown
    assert "&lt;img src=x" in shown
