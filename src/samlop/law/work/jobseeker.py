"""Decides about registration as a job seeker with Nav and the fortnightly confirmation."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from samlop.law.basis import Act, cite, guidance
from samlop.law.days import birthday, in_oslo
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.parameters import Value
from samlop.law.rule import Case, rule
from samlop.law.words import say_date

NAV = (guidance(Act.NAV_REGISTER),)
_NEED = (cite(Act.NAV_LOVEN, "14 a"),)


@rule(
    "current_confirmation_window",
    "NAV-4.1",
    title="Når perioden kan bekreftes",
    basis=NAV,
    headline="last_day",
)
def current_confirmation_window(c: Case) -> Answer:
    """Finds the fortnight of the day, when it opens for confirmation, and the last day to confirm it.

    Basis: Nav's register of job seekers (NAV-4.1: training catalogue, table 4.1).
    Valid: from 2025-03-10; anchor: as-of date.
    Outcome: calculated; not_met before the first period.
    Not covered: which day a person's own fortnights count from, which Nav decides; forms for benefits, which confirm for her.
    """
    rule_now, version = c.version("jobseeker_confirmation")
    anchor = c.need("period_anchor")
    length = c.get("period_days") or rule_now["days"]
    if c.on < anchor:
        text = f"Den første perioden begynner {say_date(anchor)}."
        empty = dict.fromkeys(("period_first", "period_last", "opens", "last_day"))
        return Answer(Outcome.NOT_MET, empty, text, NAV, rule_now.verified, version)
    first = anchor + timedelta(days=(c.on - anchor).days // length * length)
    ends = first + timedelta(days=length)
    last = ends + timedelta(days=rule_now["last_day_after_end"] - 1)
    value: dict[str, Any] = {
        "period_first": first,
        "period_last": ends - timedelta(days=1),
        "opens": in_oslo(ends, hours_before=rule_now["opens_hours_before_end"]),
        "last_day": last,
    }
    opens_on = _opens_on(ends, rule_now)
    text = f"Perioden er {say_date(first)} til {say_date(ends - timedelta(days=1))}. Den kan bekreftes fra {say_date(opens_on)} og senest {say_date(last)}."
    earlier = first - timedelta(days=length)
    still_open = last - timedelta(days=length)
    if earlier >= anchor and c.on <= still_open:
        value["earlier_period_last_day"] = still_open
        text += f" Perioden før kan bekreftes til og med {say_date(still_open)}."
    return Answer(Outcome.CALCULATED, value, text, NAV, rule_now.verified, version)


@rule("jobseeker_status", "NAV-4.1", title="Er personen fortsatt arbeidssøker", basis=NAV, headline="active")
def jobseeker_status(c: Case) -> Answer:
    """Decides whether the person is still registered as a job seeker, what must be done, and from when to warn her.

    Basis: Nav's register of job seekers (NAV-4.1).
    Valid: from 2025-03-10; anchor: as-of date.
    Outcome: met when confirmed, running while there is time, not_met after the last day.
    Not covered: benefits that stop with the registration; somebody Nav has taken out for other reasons.
    """
    rule_now, version = c.version("jobseeker_confirmation")
    ends = c.need("period_last") + timedelta(days=1)
    last = ends + timedelta(days=rule_now["last_day_after_end"] - 1)
    warn = last - timedelta(days=rule_now["warn_days_before"])
    opens = _opens_on(ends, rule_now)
    confirmed = c.get("confirmed")
    value: dict[str, Any] = {"active": True, "action": "none", "warn_from": warn, "last_day": last}
    if confirmed is not None and opens <= confirmed <= min(last, c.on):
        text = f"Perioden ble bekreftet {say_date(confirmed)}. Personen er fortsatt arbeidssøker."
        return Answer(Outcome.MET, value, text, NAV, rule_now.verified, version)
    if c.on > last:
        value |= {"active": False, "action": "register_again"}
        text = f"Perioden ble ikke bekreftet innen {say_date(last)}. Personen er ikke lenger arbeidssøker, og må registrere seg på nytt."
        return Answer(Outcome.NOT_MET, value, text, NAV, rule_now.verified, version)
    if c.on >= opens:
        value["action"] = "confirm"
    text = f"Perioden kan bekreftes fra {say_date(opens)} og senest {say_date(last)}."
    if c.on >= warn:
        text += " Minn personen på det nå."
    return Answer(Outcome.RUNNING, value, text, NAV, rule_now.verified, version)


def _opens_on(ends: date, rule_now: Value) -> date:
    """Gives the day it opens; hours taken from a date fall away, so the moment is made first."""
    return date.fromisoformat(in_oslo(ends, hours_before=rule_now["opens_hours_before_end"]).split("T")[0])


@rule(
    "may_register_as_jobseeker",
    "NAV-4.1",
    title="Kan personen registrere seg som arbeidssøker",
    basis=NAV,
    headline="may_register",
)
def may_register_as_jobseeker(c: Case) -> Answer:
    """Decides whether the person can register as a job seeker herself, or must be let in by somebody at Nav.

    Basis: the rules of Nav's register of job seekers (NAV-4.1).
    Valid: from 2025-03-10; anchor: as-of date.
    Outcome: met, not_met under eighteen; may for those Nav must let in by hand.
    Not covered: what Nav decides by hand.
    """
    rule_now, version = c.version("jobseeker_registration")
    least = rule_now["lowest_age"]
    if c.on < birthday(c.need("birth_date"), least):
        text = f"Personen må være {least} år for å registrere seg."
        value = {"may_register": False, "handling": "too_young"}
        return Answer(Outcome.NOT_MET, value, text, NAV, rule_now.verified, version)
    in_register = c.get("resident_in_register")
    if in_register is None and c.get("s10_register_address") is not None:
        in_register = c.facts.s10_register_address == "registered"
    group = c.get("citizenship_group")
    if in_register or group in ("eea", "nordic", "norwegian"):
        text = "Personen kan registrere seg selv på nav.no."
        value = {"may_register": True, "handling": "self_service"}
        return Answer(Outcome.MET, value, text, NAV, rule_now.verified, version)
    if in_register is None:
        c.need("resident_in_register")
    text = "Registreringen stopper, fordi personen ikke er bosatt i folkeregisteret. En ansatt hos Nav må åpne for den."
    value = {"may_register": False, "handling": "nav_employee"}
    change = ("Personen kan registrere seg selv når adressen er på plass i folkeregisteret.",)
    return Answer(Outcome.MAY, value, text, NAV, rule_now.verified, version, would_change=change)


@rule("assistance_need", "NAV-4.2", title="Hva Nav mener personen trenger", basis=_NEED, headline="name")
def assistance_need(c: Case) -> Answer:
    """Says in words what Nav's assessment of the person means, with the older name.

    Basis: Nav-loven § 14 a (NAV-4.2: training catalogue, table 4.2).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: calculated.
    Not covered: the assessment itself, which is Nav's.
    """
    known, version = c.version("effort_groups")
    group = next(row for row in known["groups"] if row["code"] == c.need("effort_group"))
    value = {"name": group["label"], "old_name": group["old"], "reduced_capacity": group["reduced_capacity"]}
    text = f"Nav har vurdert at personen har dette behovet: {group['label']}. Det het før {group['old']}."
    return Answer(Outcome.CALCULATED, value, text, _NEED, known.verified, version)


@rule("claim_to_measure", "NAV-4.3", title="Krav på et bestemt tiltak", basis=_NEED, headline="claim")
def claim_to_measure(c: Case) -> Answer:
    """Says that nobody can claim a given measure from Nav.

    Basis: Nav-loven § 14 a, tiltaksforskriften as a whole (NAV-4.3: training catalogue, table 4.3).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: not_met.
    Not covered: the right to have one's need assessed, which is a right.
    """
    value = {"claim": False, "right_to_assessment": True}
    text = "Ingen har krav på et bestemt tiltak. Nav vurderer behovet og hva det er penger til. Personen har rett til å få behovet vurdert."
    basis = (*_NEED, guidance(Act.TILTAKSFORSKRIFTEN))
    version = c.version("nav_measures")[1]
    c.get("measure")
    return Answer(Outcome.NOT_MET, value, text, basis, Verification.ASSUMED, version)
