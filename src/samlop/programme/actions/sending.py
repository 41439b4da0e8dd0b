"""Sends a plan to a second person, and lets it take effect with decision and pathway in one transaction, or sends it back."""

from django.db import transaction

from samlop.access.fetch import require
from samlop.access.policy import Right
from samlop.audit import actions as audit
from samlop.core.calendar import long_date
from samlop.core.errors import Refused
from samlop.decisions import actions as decisions
from samlop.law.words import say_list
from samlop.pathway import actions as pathway
from samlop.programme import document, followers, queries
from samlop.programme.actions import essential
from samlop.programme.actions.checks import departures, gaps
from samlop.programme.actions.drafts import move
from samlop.programme.facts import PlanPicture, picture
from samlop.programme.models import Act, Plan, State


def submit(*, plan: Plan, by, at) -> Plan:
    """Freezes plan, contract and decision with facts, findings and readings, and asks a second person to approve.

    Refuses, naming everything, while something the law demands is missing.
    """
    require(by, Right.PLAN)
    with transaction.atomic():
        kept = queries.locked(plan)
        seen = _whole(kept, at)
        replaced = kept.replaces.decision if kept.replaces_id else None
        move(kept, Act.SUBMIT)
        kept.deviations = departures(seen)
        # From here on the municipality may choose otherwise: this decision stands on what was chosen now.
        kept.readings = seen.readings_with_reasons
        kept.decision = decisions.submit(
            person=kept.person,
            content=document.content(seen, _interpreter(kept), counsellor=(kept.person.counsellor or by).name),
            facts=seen.facts.to_mapping(),
            findings=[f.to_dict() for f in seen.findings],
            readings=kept.readings_chosen,
            by=by,
            at=at,
            supersedes=replaced,
        )
        kept.submitted_at, kept.submitted_by = at, by
        kept.sent_back_reason = ""
        kept.saved_at, kept.saved_by = at, by
        kept.save()
        audit.record(
            act="sendte plan til godkjenning", by=by, at=at, person=kept.person, basis="integreringsloven § 15",
            data={"versjon": kept.number, "avvik": [d["kind"] for d in kept.deviations]},
        )  # fmt: skip
    return kept


def approve(*, plan: Plan, by, at) -> Plan:
    """Approves the decision; the plan holds from now, and the pathway moves on. All in one transaction.

    Refuses the person who drafted it (the decision keeps who that was), and a plan that is not waiting.
    """
    require(by, Right.APPROVE)
    with transaction.atomic():
        kept = queries.locked(plan)
        if kept.state == State.SUBMITTED and by.pk in (kept.submitted_by_id, kept.created_by_id):
            raise Refused(
                "Du har laget denne planen selv. Et vedtak må godkjennes av en annen enn den som har laget det."
            )
        move(kept, Act.APPROVE)
        decisions.approve(decision=kept.decision, by=by, at=at)
        _into_force(kept, decided_on=at.date(), by=by, at=at)
        person = kept.person
        for key in ("plan_and_decision", *(("plan_review",) if kept.replaces_id else ())):
            pathway.finish_by_key(household=person.household, person=person, key=key, by=by, at=at)
        _start_due(kept, by, at)
        followers.in_force(person=person, at=at)
        audit.record(
            act="godkjente plan og vedtak", by=by, at=at, person=person, basis="integreringsloven § 15",
            data={"versjon": kept.number},
        )  # fmt: skip
    return kept


def send_back(*, plan: Plan, reason: str, by, at) -> Plan:
    """Gives the plan back to the counsellor with what must be mended. It is a draft again, with the reason on top."""
    require(by, Right.APPROVE)
    if not reason.strip():
        raise Refused("Skriv hva som må endres før du sender planen tilbake.")
    with transaction.atomic():
        kept = queries.locked(plan)
        move(kept, Act.SEND_BACK)
        decisions.send_back(decision=kept.decision, reason=reason.strip(), by=by, at=at)
        kept.decision = None
        kept.readings = kept.own_readings
        kept.sent_back_reason = reason.strip()
        kept.save()
        audit.record(
            act="sendte plan tilbake",
            by=by,
            at=at,
            person=kept.person,
            data={"versjon": kept.number, "grunn": reason.strip()},
        )
    return kept


def approve_decision(*, decision, by, at) -> None:
    """Approves from the page of the decision: the plan it came from, or the decision alone when it has none."""
    plan = queries.plan_of_decision(decision)
    if plan is None:
        decisions.approve(decision=decision, by=by, at=at)
    elif plan.state == State.SUBMITTED:
        approve(plan=plan, by=by, at=at)
    # Already approved: the second of two clicks does nothing.


def send_back_decision(*, decision, reason: str, by, at) -> None:
    """Sends back from the page of the decision, plan and all."""
    plan = queries.plan_of_decision(decision)
    if plan is None:
        decisions.send_back(decision=decision, reason=reason, by=by, at=at)
    else:
        send_back(plan=plan, reason=reason, by=by, at=at)


def take_into_use(*, plan: Plan, by, at) -> Plan:
    """Takes a new version into use without a new decision, when nothing essential has changed.

    Refuses, naming the essential changes, when there are any: those need a decision and a second person.
    """
    require(by, Right.PLAN)
    with transaction.atomic():
        kept = queries.locked(plan)
        if kept.replaces is None:
            raise Refused("Den første planen trenger et vedtak. Send den til godkjenning.")
        seen = _whole(kept, at)
        if found := essential.essential_changes(picture(kept.replaces, at.date()), seen):
            what = say_list(change.what.lower() for change in found)
            raise Refused(f"Endringen er vesentlig ({what}) og trenger et nytt vedtak. Send planen til godkjenning.")
        move(kept, Act.TAKE_INTO_USE)
        kept.decision = kept.replaces.decision
        kept.deviations = departures(seen)
        kept.readings = seen.readings_with_reasons
        kept.saved_at, kept.saved_by = at, by
        _into_force(kept, decided_on=kept.replaces.decided_on, by=by, at=at)
        pathway.finish_by_key(household=kept.person.household, person=kept.person, key="plan_review", by=by, at=at)
        followers.in_force(person=kept.person, at=at)
        audit.record(
            act="tok i bruk ny versjon av planen", by=by, at=at, person=kept.person, data={"versjon": kept.number}
        )
    return kept


def review(*, plan: Plan, by, at) -> Plan:
    """Notes that the plan has been gone through with the participant and still fits."""
    require(by, Right.PLAN)
    with transaction.atomic():
        kept = queries.locked(plan)
        if kept.state != State.IN_FORCE:
            raise Refused("Bare en plan som gjelder kan gjennomgås. Åpne den planen som gjelder nå.")
        kept.reviewed_on = at.date()
        kept.version += 1
        kept.save()
        pathway.finish_by_key(household=kept.person.household, person=kept.person, key="plan_review", by=by, at=at)
        audit.record(act="gikk gjennom planen", by=by, at=at, person=kept.person, data={"versjon": kept.number})
    return kept


def _whole(plan: Plan, at) -> PlanPicture:
    seen = picture(plan, at.date())
    if missing := gaps(seen, queries.use_at_meeting(plan)):
        raise Refused(f"Planen kan ikke sendes ennå. Dette mangler: {say_list(gap.words for gap in missing)}.")
    return seen


def _into_force(plan: Plan, *, decided_on, by, at) -> None:
    """The old version ends before the new one begins: the database holds that only one is in force."""
    if plan.replaces_id:
        old = queries.locked(plan.replaces)
        move(old, Act.SUPERSEDE)
        old.save()
    plan.in_force_on = plan.reviewed_on = at.date()
    plan.decided_on = decided_on
    plan.save()


def _start_due(plan: Plan, by, at) -> None:
    """The step of starting is due the day the decision says."""
    person = plan.person
    step = person.steps.filter(key="programme_start", closed_on=None).order_by("id").first()
    if step is not None and step.due_on != plan.starts_on:
        reason = f"Vedtaket sier at programmet starter {long_date(plan.starts_on)}."
        pathway.agree_day(step=step, on=plan.starts_on, reason=reason, by=by, at=at)


def _interpreter(plan: Plan) -> str:
    use = queries.use_at_meeting(plan)
    if use is None:
        return "Deltakeren trengte ikke tolk."
    return f"{use.in_words}. {use.why}".strip().rstrip(".") + "."
