"""Computes the deadlines of the municipality for the decision and the start, and of the person for a complaint."""

from __future__ import annotations

from datetime import date, timedelta

from samlop.law.basis import Act, cite, intl
from samlop.law.codes import LISTED, permit_ground
from samlop.law.days import add_months, next_working_day
from samlop.law.finding import Anchor, Answer, Outcome, Verification
from samlop.law.parameters import Value
from samlop.law.programme.target_group import MAY_OFFER, NO_RIGHT, POSITIONS, entitlement
from samlop.law.rule import Case, NeedFacts, rule
from samlop.law.words import say_date, say_list, say_number

BASIS = (intl("12", 2),)
_NO_DATES = {"decision_by": None, "start_by": None}
_UNDECIDED = "Fristen forutsetter at personen har rett til program."


@rule(
    "latest_start_and_decision",
    "PRE-02",
    "PRE-01",
    title="Frist for vedtak og oppstart",
    basis=BASIS,
    headline="start_by",
)
def start_deadline(c: Case) -> Answer:
    """Decides by when the programme must be decided and started, and whether it was.

    Basis: integreringsloven § 12 andre ledd (PRE-01, PRE-02).
    Valid: start from 2021-01-01, decision and start from 2025-06-20; anchor: as-of date.
    Outcome: met, not_met, or running while the deadline lies ahead; not_met without dates when the person has no right;
    review when the person is not settled by agreement and settlement and demand give different deadlines.
    Not covered: «as soon as possible», which may be earlier than the deadline.
    """
    position = _position(c)
    if position in (MAY_OFFER, NO_RIGHT):
        text = "Loven setter ingen frist, fordi personen ikke har rett til program."
        return Answer(
            Outcome.NOT_MET, dict(_NO_DATES), text, BASIS, Verification.GUIDANCE, c.version("start_deadline")[1]
        )
    rule_now, version = c.version("start_deadline")
    counted_from, event = _event(c)
    if event is None:
        text = "Fristen begynner å løpe når personen krever program."
        return Answer(Outcome.RUNNING, dict(_NO_DATES), text, BASIS, rule_now.verified, version)
    latest = add_months(event, rule_now["number"])
    both = rule_now.id == "decide_and_start"
    value: dict[str, object] = {"decision_by": latest} if both else {}
    value |= {"start_by": latest, "explicit_decision_deadline": both, "counted_from": counted_from}
    outcome, text = _state(c, latest, rule_now, both=both)
    return Answer(
        outcome,
        value,
        text,
        BASIS,
        rule_now.verified,
        version,
        not_covered=_UNDECIDED if position is None else "",
    )


@rule("latest_start", "PRE-01", "PRE-02", title="Frist for oppstart", basis=BASIS, headline="start_by")
def latest_start(c: Case) -> Answer:
    """Decides by when the programme must start.

    Basis: integreringsloven § 12 andre ledd (PRE-01, PRE-02).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: as `latest_start_and_decision`.
    Not covered: as `latest_start_and_decision`.
    """
    return start_deadline.body(c)


def _position(c: Case) -> str | None:
    """Gives the person's position, or None where facts are missing or the law is open: the deadline is then shown all the same."""
    found = entitlement(facts=c.facts, on=c.on, readings=c.readings)
    outcome = found.value.get("outcome") if isinstance(found.value, dict) else None
    return outcome if outcome in POSITIONS else None


def _event(c: Case) -> tuple[str, date | None]:
    """Gives the fact and the day the clock starts: settlement or demand, whichever comes first."""
    settled, demanded = c.get("settlement_date"), c.get("demand_date")
    by_agreement = c.get("settled_by_agreement")
    needs_agreement = permit_ground(c.permit_now() or "") == LISTED
    if not by_agreement and not needs_agreement and c.ask("start_clock_without_agreement") == "from_demand":
        # The same day in both facts is the same clock, and must not look like two answers.
        return ("settlement_date" if demanded == settled else "demand_date"), demanded
    if settled is None and demanded is None:
        raise NeedFacts(("settlement_date",))
    if settled is None or (demanded is not None and demanded < settled):
        return "demand_date", demanded
    return "settlement_date", settled


def _state(c: Case, latest: date, rule_now: Value, *, both: bool) -> tuple[Outcome, str]:
    decided, started = c.get("decision_date"), c.get("start_date")
    started_in_time = started is not None and started <= latest and started <= c.on
    decided_in_time = not both or (decided is not None and decided <= latest)
    months = say_number(rule_now["number"])
    what = "Vedtak og oppstart" if both else "Oppstart"
    if started_in_time and decided_in_time:
        return Outcome.MET, f"Fristen {say_date(latest)} er holdt."
    if c.on <= latest:
        return Outcome.RUNNING, f"{what} må skje senest {say_date(latest)}. Fristen er {months} måneder."
    late = [name for name, in_time in (("vedtak", decided_in_time), ("oppstart", started_in_time)) if not in_time]
    return Outcome.NOT_MET, f"Fristen var {say_date(latest)}. Dette er ikke registrert innen fristen: {say_list(late)}."


@rule(
    "complaint_deadline",
    "DEC-08",
    "DEC-09",
    title="Klagefrist",
    basis=(cite(Act.FORVALTNINGSLOVEN, "29"), cite(Act.FORVALTNINGSLOVEN, "30"), cite(Act.DOMSTOLLOVEN, "149")),
    headline="last_day",
)
def complaint_deadline(c: Case) -> Answer:
    """Computes the last day to complain about a decision.

    Basis: forvaltningsloven (1967) §§ 29 and 30, domstolloven §§ 148 and 149 (DEC-08, DEC-09).
    Valid: from 1970; anchor: the day the notice reached the party.
    Outcome: calculated.
    Not covered: late complaints that may still be heard, a party who asks for reasons, and a longer deadline given in the case.
    """
    reached = c.need("notice_reached_party")
    rule_now, version = c.version("complaint", reached, Anchor.NOTICE)
    ends = reached + timedelta(weeks=rule_now["number"])
    last = next_working_day(ends)
    moved = f" Fristen er flyttet fra {say_date(ends)} til neste virkedag." if last != ends else ""
    text = f"Siste dag for å klage er {say_date(last)}. Fristen er {say_number(rule_now['number'])} uker fra meldingen kom fram.{moved}"
    return Answer(
        Outcome.CALCULATED,
        {"last_day": last},
        text,
        complaint_deadline.basis,
        rule_now.verified,
        version,
        not_covered="En klage kan i noen tilfeller behandles selv om den kommer for sent.",
    )
