"""Submitting, approving and sending back. The least-privileged roles come first."""

import dataclasses
import datetime as dt
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from samlop.audit.models import Event
from samlop.core.errors import Conflict, Refused
from samlop.decisions import actions, documents, handlers
from samlop.decisions.content import Kind
from samlop.decisions.models import TRANSITIONS, Act, Decision, Document, State
from samlop.law.basis import intl
from samlop.law.finding import Finding, Outcome, Verification
from tests.decisions.sample import DURATION, a_content
from tests.given import a_person

pytestmark = pytest.mark.django_db

FINDING = Finding(
    question="entitlement", title="Rett og plikt", rules=("TGT-01",), outcome=Outcome.MET, value="right_and_duty",
    text="Har rett og plikt til introduksjonsprogram.", basis=(intl("8", 1),), verification=Verification.PRIMARY,
).to_dict()  # fmt: skip


def submitted(cast, now, *, person=None, by=None, content=None, **changes) -> Decision:
    """A decision that waits for approval."""
    content = content or a_content(**changes)
    return actions.submit(
        person=person or a_person(cast),
        content=content,
        facts={"birth_date": "1995-05-01", "education": "below_upper_secondary", "job_hours_per_week": 7.5},
        findings=[FINDING],
        readings={"age_55_boundary": "inside"},
        by=by or cast.counsellor,
        at=now,
    )


def approved(cast, now, **given) -> Decision:
    """A decision in force."""
    decision = submitted(cast, now, **given)
    actions.approve(decision=decision, by=cast.team_leader, at=now)
    decision.refresh_from_db()
    return decision


@pytest.mark.parametrize("role", ["translator", "administrator", "teacher", "auditor", "coordinator"])
def test_roles_that_make_no_plans_cannot_submit(cast, now, role):
    with pytest.raises(PermissionDenied):
        submitted(cast, now, by=getattr(cast, role))
    assert not Decision.objects.exists()


@pytest.mark.parametrize("role", ["translator", "administrator", "teacher", "auditor", "coordinator", "counsellor"])
def test_roles_without_the_right_cannot_approve_or_send_back(cast, now, role):
    decision = submitted(cast, now)
    with pytest.raises(PermissionDenied):
        actions.approve(decision=decision, by=getattr(cast, role), at=now)
    with pytest.raises(PermissionDenied):
        actions.send_back(decision=decision, reason="Nei", by=getattr(cast, role), at=now)
    decision.refresh_from_db()
    assert decision.state == State.SUBMITTED
    assert not Document.objects.exists()


def test_submitting_freezes_everything_and_records_it(cast, now):
    decision = submitted(cast, now)
    decision.refresh_from_db()
    assert decision.state == State.SUBMITTED
    assert decision.plan == a_content()
    assert decision.facts["job_hours_per_week"] == 7.5
    assert decision.findings == [FINDING]
    assert decision.readings == {"age_55_boundary": "inside"}
    assert decision.public_title == "Vedtak om introduksjonsprogram"
    assert decision.starts_on == DURATION.starts_on
    event = Event.objects.get(act="sendte vedtak til godkjenning")
    assert (event.by, event.person_id, event.basis) == (
        cast.counsellor,
        decision.person_id,
        "integreringsloven § 12 andre ledd",
    )
    assert not Document.objects.exists()


def test_what_is_missing_is_named_and_nothing_is_written(cast, now):
    with pytest.raises(Refused, match="langsiktig mål"):
        submitted(cast, now, long_term_goal="")
    assert not Decision.objects.exists()


def test_signs_that_no_letter_can_hold_are_shown_and_refused(cast, now):
    with pytest.raises(Refused, match="😀"):
        submitted(cast, now, long_term_goal="Kokk 😀")
    with pytest.raises(Refused, match=r"U\+202E"):
        submitted(cast, now, strengthens="a\u202eb")
    with pytest.raises(Refused, match=r"U\+0000"):
        submitted(cast, now, resources="a\x00b")


def test_a_second_draft_waits_for_the_first(cast, now):
    first = submitted(cast, now)
    with pytest.raises(Refused, match="venter allerede"):
        submitted(cast, now, person=first.person)
    assert Decision.objects.count() == 1


def test_the_one_who_drafted_cannot_approve(cast, now):
    decision = submitted(cast, now, by=cast.team_leader)
    with pytest.raises(Refused, match="Du laget utkastet"):
        actions.approve(decision=decision, by=cast.team_leader, at=now)
    decision.refresh_from_db()
    assert decision.state == State.SUBMITTED
    assert not Document.objects.exists()
    other = cast.user("team_leader")
    assert actions.approve(decision=decision, by=other, at=now) is True


def test_the_database_too_refuses_one_person_as_two(cast, now):
    decision = submitted(cast, now, by=cast.team_leader)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(
            state=State.APPROVED, approved_by=cast.team_leader, approved_at=now
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "godkjent"},
        {"state": State.APPROVED},  # by nobody
        {"state": State.SENT_BACK},  # without a reason
        {"sent_back_reason": "uten grunn"},  # while it waits
    ],
)
def test_the_database_refuses_a_state_that_cannot_be(cast, now, wrong):
    decision = submitted(cast, now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(**wrong)


def test_approving_makes_all_the_papers_and_records_it(cast, now):
    decision = approved(cast, now)
    assert (decision.state, decision.approved_by, decision.approved_at) == (State.APPROVED, cast.team_leader, now)
    papers = {d.part: d for d in decision.documents.all()}
    assert set(papers) == set(documents.PARTS)
    for paper in papers.values():
        pdf = pikepdf.open(BytesIO(bytes(paper.pdf)))
        assert len(pdf.pages) == paper.pages
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert len(paper.sha256) == 64
        assert str(decision.person) not in paper.filename
    event = Event.objects.get(act="godkjente vedtak")
    assert (event.by, event.person_id, event.data["avtrykk"]) == (
        cast.team_leader,
        decision.person_id,
        decision.content_hash,
    )


def test_approving_twice_does_nothing_twice_and_says_so(cast, now):
    decision = submitted(cast, now)
    assert actions.approve(decision=decision, by=cast.team_leader, at=now) is True
    assert actions.approve(decision=decision, by=cast.user("team_leader"), at=now + dt.timedelta(days=1)) is False
    decision.refresh_from_db()
    assert (decision.approved_by, decision.approved_at) == (cast.team_leader, now)
    assert Document.objects.count() == 4
    assert Event.objects.filter(act="godkjente vedtak").count() == 1


@pytest.mark.parametrize("field", ["content", "facts", "findings", "readings"])
def test_what_was_changed_after_submitting_is_not_approved(cast, now, field):
    decision = submitted(cast, now)
    changed = {
        "content": decision.content | {"long_term_goal": "Noe annet"},
        "facts": decision.facts | {"birth_date": "1990-01-01"},
        "findings": [],
        "readings": {},
    }
    Decision.objects.filter(pk=decision.pk).update(**{field: changed[field]})
    with pytest.raises(Refused, match="endret etter at det ble sendt"):
        actions.approve(decision=decision, by=cast.team_leader, at=now)
    decision.refresh_from_db()
    assert decision.state == State.SUBMITTED
    assert not Document.objects.exists()


def test_a_paper_that_fails_takes_the_whole_approval_back(cast, now, monkeypatch):
    decision = submitted(cast, now)
    real = documents.render

    def fails_on_the_last(content, part, **given):
        if part == "contract":
            raise Refused("Dokumentet kunne ikke lages.")
        return real(content, part, **given)

    monkeypatch.setattr(documents, "render", fails_on_the_last)
    with pytest.raises(Refused, match="kunne ikke lages"):
        actions.approve(decision=decision, by=cast.team_leader, at=now)
    decision.refresh_from_db()
    assert decision.state == State.SUBMITTED
    assert not Document.objects.exists()
    assert not Event.objects.filter(act="godkjente vedtak").exists()


def test_sending_back_needs_a_reason_and_keeps_it(cast, now):
    decision = submitted(cast, now)
    with pytest.raises(Refused, match="Skriv hva som må endres"):
        actions.send_back(decision=decision, reason="  ", by=cast.team_leader, at=now)
    actions.send_back(decision=decision, reason="Timetallet stemmer ikke.", by=cast.team_leader, at=now)
    decision.refresh_from_db()
    assert (decision.state, decision.sent_back_reason) == (State.SENT_BACK, "Timetallet stemmer ikke.")
    with pytest.raises(Refused, match="sendt tilbake"):
        actions.approve(decision=decision, by=cast.team_leader, at=now)
    again = submitted(cast, now, person=decision.person)
    assert again.number == 2


def test_an_approved_decision_is_not_sent_back(cast, now):
    decision = approved(cast, now)
    with pytest.raises(Refused, match="gjelder"):
        actions.send_back(decision=decision, reason="Angret", by=cast.team_leader, at=now)


def test_a_new_decision_replaces_the_old_and_keeps_it(cast, now):
    old = approved(cast, now)
    new = submitted(cast, now, person=old.person, kind=Kind.CHANGE, long_term_goal="Fagbrev som baker.", version=2)
    assert (new.number, new.supersedes) == (2, old)
    old.refresh_from_db()
    assert old.state == State.APPROVED  # until somebody approves the new one
    actions.approve(decision=new, by=cast.team_leader, at=now)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, new.state) == (State.SUPERSEDED, State.APPROVED)
    assert old.documents.count() == new.documents.count() == 4
    assert old.plan.long_term_goal == "Fagbrev som kokk på jobb."
    assert new.public_title == "Vedtak om endring av introduksjonsprogram"
    assert Event.objects.get(act="godkjente vedtak", data__vedtak=2).data["erstatter"] == 1


def test_replacing_what_no_longer_holds_is_a_conflict(cast, now):
    first = approved(cast, now)
    second = approved(cast, now, person=first.person)
    with pytest.raises(Conflict):
        actions.submit(
            person=first.person, content=a_content(), facts={}, findings=[], readings={},
            by=cast.counsellor, at=now, supersedes=first,
        )  # fmt: skip
    assert second.state == State.APPROVED


def test_only_one_decision_holds_at_a_time(cast, now):
    first = approved(cast, now)
    second = submitted(cast, now, person=first.person)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=second.pk).update(
            state=State.APPROVED, approved_by=cast.team_leader, approved_at=now
        )


def test_the_table_of_acts_is_closed():
    assert set(TRANSITIONS) == {
        (State.SUBMITTED, Act.APPROVE),
        (State.SUBMITTED, Act.SEND_BACK),
        (State.APPROVED, Act.SUPERSEDE),
    }


def test_the_frozen_finding_survives_the_database(cast, now):
    decision = submitted(cast, now)
    decision.refresh_from_db()
    assert Finding.from_dict(decision.findings[0]).text == "Har rett og plikt til introduksjonsprogram."
    frozen = {name: getattr(decision, name) for name in ("content", "facts", "findings", "readings")}
    assert actions.fingerprint(frozen) == decision.content_hash


def test_the_room_of_the_plan_can_take_over_approving(cast, now, monkeypatch):
    seen = []
    handler = handlers.Handler(
        approve=lambda **given: seen.append(("approve", given["decision"].pk)),
        send_back=lambda **given: seen.append(("back", given["reason"])),
    )
    monkeypatch.setattr(handlers, "_registered", [])
    handlers.register(handler)
    decision = submitted(cast, now)
    handlers.approve(decision=decision, by=cast.team_leader, at=now)
    handlers.send_back(decision=decision, reason="Se på timene", by=cast.team_leader, at=now)
    assert seen == [("approve", decision.pk), ("back", "Se på timene")]
    with pytest.raises(RuntimeError):
        handlers.register(dataclasses.replace(handler, approve=print))
