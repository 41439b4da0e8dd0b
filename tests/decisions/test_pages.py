"""The pages of decisions: who may open what, what they say, and that every look is logged."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from samlop.audit.models import Event, Read
from samlop.decisions import actions, handlers
from samlop.decisions.models import Decision, Document, State
from samlop.people import actions as people
from samlop.people.models import CaseAccess, Person
from tests.decisions.sample import DURATION, a_content
from tests.decisions.test_actions import approved, submitted
from tests.given import AT, Cast, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    """The room by itself: no other room takes part in approving."""
    monkeypatch.setattr(handlers, "_registered", [])


def address(name, *args):
    return reverse(f"decisions:{name}", args=args)


@pytest.mark.parametrize("role", ["translator", "administrator", "teacher"])
def test_roles_without_the_whole_case_open_nothing(as_, cast, now, role):
    decision = approved(cast, now)
    CaseAccess.objects.create(person=decision.person, user=cast.teacher, reason="Elev", given_at=AT)
    paper = decision.documents.first()
    for url in (address("decision", decision.pk), address("document", paper.pk), address("preview", decision.pk), address("to_approve")):  # fmt: skip
        assert as_(role).get(url).status_code == 403
    assert not Read.objects.exists()


@pytest.mark.parametrize("role", ["auditor", "coordinator", "counsellor"])
def test_roles_that_may_read_may_not_approve(as_, cast, now, role):
    decision = submitted(cast, now)
    page = as_(role).get(address("decision", decision.pk))
    assert page.status_code == 200
    assert "Godkjenn vedtaket" not in page.content.decode()
    assert as_(role).get(address("to_approve")).status_code == 403
    assert as_(role).post(address("approve", decision.pk)).status_code == 403
    assert as_(role).post(address("send_back", decision.pk), {"reason": "x"}).status_code == 403
    decision.refresh_from_db()
    assert decision.state == State.SUBMITTED


def test_another_municipality_and_another_team_do_not_exist(as_, cast, now):
    abroad = Cast(number="0301", name="En annen kommune")
    theirs, next_door = approved(abroad, now), Cast()
    neighbours = approved(next_door, now)
    for decision in (theirs, neighbours):
        for url in (address("decision", decision.pk), address("document", decision.documents.first().pk), address("preview", decision.pk)):  # fmt: skip
            assert as_("team_leader").get(url).status_code == 404
        assert as_("team_leader").post(address("approve", decision.pk)).status_code == 404


def test_the_papers_of_the_guarded_are_not_there(as_, cast, now):
    decision = approved(cast, now)
    Person.objects.filter(pk=decision.person_id).update(protection="strict")
    people.guard_household(decision.person.household)
    for role in ("team_leader", "coordinator", "auditor"):
        for url in (address("decision", decision.pk), address("document", decision.documents.first().pk)):
            assert as_(role).get(url).status_code == 404
    assert as_("counsellor").get(address("decision", decision.pk)).status_code == 200


def test_the_guarded_are_not_in_the_list_to_approve(as_, cast, now):
    decision = submitted(cast, now, person=a_person(cast, given_name="Skjult", protection="strict"))
    assert "Skjult" not in as_("team_leader").get(address("to_approve")).content.decode()
    CaseAccess.objects.create(person=decision.person, user=cast.team_leader, reason="Godkjenner", given_at=AT)
    assert "Skjult" in as_("team_leader").get(address("to_approve")).content.decode()


def test_a_decision_says_what_was_decided_and_on_what(as_, cast, now):
    decision = approved(cast, now)
    page = as_("counsellor").get(address("decision", decision.pk)).content.decode()
    for words in ("Du får introduksjonsprogram", "Har rett og plikt til introduksjonsprogram.", "integreringsloven § 8 første ledd", "Lest i lov eller forskrift", "Fagbrev som kokk på jobb.", "godkjent av", "Integreringskontrakt (PDF)"):  # fmt: skip
        assert words in page, words
    read = Read.objects.get()
    assert (read.screen, read.person_id, read.by_id) == ("Vedtak", decision.person_id, cast.counsellor.pk)


def test_an_old_decision_opens_whatever_the_rules_have_become(as_, cast, now):
    decision = approved(cast, now)
    Decision.objects.filter(pk=decision.pk).update(
        findings=[{"text": "Et gammelt svar.", "outcome": "finnes_ikke", "basis": [{"text": "§ 99"}]}, {}]
    )
    page = as_("counsellor").get(address("decision", decision.pk))
    assert page.status_code == 200
    assert "Et gammelt svar." in page.content.decode()


def test_a_paper_is_sent_as_it_was_stored_under_a_name_that_names_nobody(as_, cast, now):
    paper = approved(cast, now).documents.get(part="plan")
    answer = as_("counsellor").get(address("document", paper.pk))
    assert answer.content == bytes(paper.pdf)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'inline; filename="introduksjonsprogram-plan-{paper.decision_id}.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert Read.objects.get(screen="Dokument").person_id == paper.person_id


def test_the_draft_can_be_read_before_it_is_approved(as_, cast, now):
    decision = submitted(cast, now)
    answer = as_("team_leader").get(address("preview", decision.pk))
    assert answer.content.startswith(b"%PDF-1.7")
    assert not Document.objects.exists()


def test_the_list_to_approve_says_why_and_how_long_and_the_first_start_first(as_, cast, now):
    week = dt.timedelta(days=7)
    duration = DURATION.__class__(24, dt.date(2026, 11, 20), dt.date(2028, 11, 20))
    submitted(cast, now, person=a_person(cast, given_name="Senere"))
    late = a_content(duration=duration)
    submitted(cast, now - week, person=a_person(cast, given_name="Først"), content=late)
    page = as_("team_leader").get(address("to_approve")).content.decode()
    assert page.index("Først") < page.index("Senere")
    assert "<b>7</b>" in page
    assert "Programmet skulle ha startet i går." in page
    assert "Programmet starter om 10 dager, 1. desember 2026." in page
    read = Read.objects.get(screen="Vedtak til godkjenning")
    assert read.count == 2


@pytest.mark.parametrize(("hour", "days"), [(23, 1), (0, 0)])
def test_the_days_are_counted_by_the_norwegian_calendar(as_, cast, now, hour, days):
    at = dt.datetime(2026, 11, 20 if hour == 23 else 21, hour, 30, tzinfo=now.tzinfo)  # the 20th in UTC both times
    submitted(cast, at)
    page = as_("team_leader").get(address("to_approve")).content.decode()
    assert f"<b>{days}</b>" in page
    assert f"sendte det til godkjenning {at.day}. november 2026" in page


def test_an_empty_list_says_so(as_, cast):
    assert "Ingen vedtak venter" in as_("team_leader").get(address("to_approve")).content.decode()


def test_the_one_who_drafted_reads_but_is_offered_no_button(as_, cast, now):
    decision = submitted(cast, now, by=cast.team_leader)
    assert "Du laget utkastet" in as_("team_leader").get(address("to_approve")).content.decode()
    page = as_("team_leader").get(address("decision", decision.pk)).content.decode()
    assert "Du laget utkastet" in page
    assert "Godkjenn vedtaket" not in page
    answer = as_("team_leader").post(address("approve", decision.pk))
    assert answer.status_code == 409
    assert "Du laget utkastet" in answer.content.decode()


def test_approving_by_button_and_the_double_click(as_, cast, now):
    decision = submitted(cast, now)
    client = as_("team_leader")
    page = client.get(address("decision", decision.pk)).content.decode()
    key = re.search(r'name="once" value="([^"]+)"', page)[1]
    for _ in range(2):  # a double click: the same key
        answer = client.post(address("approve", decision.pk), {"once": key})
        assert answer.status_code == 302
    third = client.post(address("approve", decision.pk), {"once": "en-annen"}, follow=True)
    assert "allerede godkjent" in third.content.decode()
    assert Document.objects.count() == 4
    assert Event.objects.filter(act="godkjente vedtak").count() == 1


def test_sending_back_without_a_reason_keeps_the_page(as_, cast, now):
    decision = submitted(cast, now)
    client = as_("team_leader")
    empty = client.post(address("send_back", decision.pk), {"reason": ""})
    assert empty.status_code == 422
    assert "Fyll ut dette feltet." in empty.content.decode()
    sent = client.post(address("send_back", decision.pk), {"reason": "Timetallet er <b>feil</b>."}, follow=True)
    assert "Timetallet er &lt;b&gt;feil&lt;/b&gt;." in sent.content.decode()
    again = client.post(address("send_back", decision.pk), {"reason": "En gang til"})
    assert again.status_code == 409


def test_what_people_wrote_is_never_read_as_markup_on_the_page(as_, cast, now):
    decision = submitted(cast, now, long_term_goal="<script>alert(1)</script>")
    page = as_("counsellor").get(address("decision", decision.pk)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_addresses_name_nobody(cast, now):
    decision = approved(cast, now)
    for url in (address("decision", decision.pk), address("document", decision.documents.first().pk)):
        assert re.fullmatch(r"[a-z/\-0-9]+", url)


def test_a_replaced_decision_points_at_the_one_that_holds(as_, cast, now):
    old = approved(cast, now)
    new = submitted(cast, now, person=old.person)
    actions.approve(decision=new, by=cast.team_leader, at=now)
    page = as_("counsellor").get(address("decision", old.pk)).content.decode()
    assert "gjelder ikke lenger" in page
    assert address("decision", new.pk) in page


def test_the_decision_page_asks_the_database_little(as_, cast, now, django_assert_max_num_queries):
    decision = approved(cast, now)
    client = as_("counsellor")
    with django_assert_max_num_queries(12):
        client.get(address("decision", decision.pk))
