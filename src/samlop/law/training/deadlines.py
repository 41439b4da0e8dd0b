"""Computes when training in Norwegian must start and end, and how much more a holder of collective protection may get."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from samlop.law.basis import CHAPTER_6A, intf, intl
from samlop.law.codes import SECTION_34
from samlop.law.days import add_months, birthday
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.parameters import Value, parameter
from samlop.law.programme.education import education_of
from samlop.law.rule import Case, NeedFacts, rule
from samlop.law.training.position import MAY_OFFER, NONE, position_or_none
from samlop.law.training.regime import IN_FORCE, chapter_6a_holds
from samlop.law.words import say_date, say_months, say_number

# Which fact holds the date of each event the clock may start from.
_CLOCKS = {
    "permit": "permit_date",
    "arrival": "arrival_date",
    "settlement": "settlement_date",
    "decision": "training_decision",
    "training_start": "training_begun",
}
_UNDECIDED = "Fristen forutsetter at personen har rett eller plikt til opplæringen."


@rule(
    "training_start_deadline",
    "TRN-1.3",
    title="Frist for oppstart av norsk og samfunnskunnskap",
    basis=(intl("30"),),
    headline="start_deadline",
)
def training_start_deadline(c: Case) -> Answer:
    """Decides by when the training must start, and whether it did.

    Basis: integreringsloven § 30; the three months are IMDi's indicator (training catalogue 1.3: TRN-1.3).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: met, not_met, or running while the deadline lies ahead; not_met without a date for those without right and duty;
    review when settlement and request give different deadlines.
    Not covered: «as soon as possible», which may be earlier than the deadline.
    """
    rule_now, version = c.version("training_start")
    basis = (intl("30"),)
    position = position_or_none(c)
    if position in (MAY_OFFER, NONE):
        text = "Loven setter ingen frist, fordi personen har verken rett eller plikt til opplæringen."
        return Answer(Outcome.NOT_MET, {"start_deadline": None}, text, basis, rule_now.verified, version)
    name, event = _start_event(c)
    latest = add_months(event, rule_now["number"])
    # Norwegian is a part of the programme from its first day, so a programme that has started has started the training too.
    begun = c.first_of("training_begun", "start_date")
    started = begun[1] if begun else None
    value: dict[str, Any] = {"start_deadline": latest, "counted_from": name}
    if started is not None and started <= c.on:
        met = started <= latest
        outcome = Outcome.MET if met else Outcome.NOT_MET
        text = f"Opplæringen startet {say_date(started)}, {'innen' if met else 'etter'} fristen {say_date(latest)}."
    elif c.on <= latest:
        outcome = Outcome.RUNNING
        text = f"Opplæringen skal starte så snart som mulig, og senest {say_date(latest)}."
    else:
        outcome = Outcome.NOT_MET
        text = f"Fristen for oppstart var {say_date(latest)}, og opplæringen er ikke registrert som startet."
    note = _UNDECIDED if position is None else ""
    return Answer(outcome, value, text, basis, rule_now.verified, version, note)


def _start_event(c: Case) -> tuple[str, date]:
    asked, settled = c.get("request_date"), c.get("settlement_date")
    if asked is None and settled is None:
        raise NeedFacts(("request_date",))
    if settled is None or (asked is not None and asked == settled):
        return "request_date", asked
    if asked is None or c.ask("training_start_clock") == "from_settlement":
        return "settlement_date", settled
    return "request_date", asked


@rule(
    "training_end",
    "TRN-1.3",
    "TRN-1.8",
    title="Hvor lenge norskopplæringen kan vare",
    basis=(intl("32"), intl("37 d")),
    headline="end_exclusive",
)
def training_end(c: Case) -> Answer:
    """Computes the day the right to Norwegian training ends at the latest.

    Basis: integreringsloven § 32, and § 37 d with integreringsforskriften § 43 g (training catalogue 1.3: TRN-1.3).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: calculated; not_met when the goal is reached; review when nobody has said what the clock starts from (gate G3), and
    for collective protection from 2026-07-01 (gate G1).
    Not covered: which leave is approved; whether the goal is reached.
    """
    if c.get("norwegian_goal_reached"):
        text = "Norskmålet er nådd. Da tar retten til opplæring slutt."
        ended = {"max_months": None, "end_exclusive": None, "ended_because": "norwegian_goal_reached"}
        return Answer(
            Outcome.NOT_MET, ended, text, (intl("32"),), Verification.GUIDANCE, c.version("training_duration")[1]
        )
    if chapter_6a_holds(c):
        return _under_34(c)
    rule_now, version = c.version("training_duration")
    education = education_of(c)
    months = rule_now[education]
    name, start = _clock(c)
    value: dict[str, Any] = {"max_months": months, "end_exclusive": None, "ends_earlier_when": "norwegian_goal_reached"}
    value |= {"clock_start": start, "clock_start_reason": name if start else None}
    if start is None:
        text = f"Opplæringen kan vare inntil {say_months(months)}. Datoen den regnes fra, er ikke registrert."
        return Answer(Outcome.CALCULATED, value, text, (intl("32"),), rule_now.verified, version)
    end = _until_old_age(c, _with_leave(c, add_months(start, months)), value)
    text = f"Opplæringen kan vare inntil {say_months(months)}, og må være slutt før {say_date(end)}. Den slutter før hvis norskmålet er nådd."
    change = ("Innvilget permisjon legges til tiden.",)
    note = "" if name else "Hva tiden regnes fra, er ikke registrert. Det skal stå i saken."
    return Answer(Outcome.CALCULATED, value, text, (intl("32"),), rule_now.verified, version, note, change)


def _clock(c: Case) -> tuple[str | None, date | None]:
    """Gives what the clock starts from and when. Nobody guesses: without a stated date or reason every event is a reading."""
    stated, reason = c.get("clock_start"), c.get("clock_start_reason")
    if stated is not None:
        return reason, stated
    if reason is not None:
        return reason, c.need(_CLOCKS[reason])
    known = [name for name in _CLOCKS.values() if getattr(c.facts, name) is not None]
    if not known:
        raise NeedFacts(("clock_start", "clock_start_reason"))
    chosen = c.ask("training_clock_start")
    day = c.get(_CLOCKS[chosen])
    return chosen, day


def _with_leave(c: Case, end: date) -> date:
    """Adds approved leave to the end: whole months first, then days."""
    return add_months(end, c.get("approved_leave_months") or 0) + timedelta(days=c.get("approved_leave_days") or 0)


def _until_old_age(c: Case, end: date, value: dict[str, Any]) -> date:
    """Writes the end into the answer, cut at the birthday when right and duty end whatever is unfinished."""
    born = c.get("birth_date")
    if born is not None:
        ends = birthday(born, parameter("training_age").at_or_first(c.on)["ends_at"])
        if ends < end:
            end = ends
            value["ended_because"] = "age"
    value["end_exclusive"] = end
    return end


def _extended(c: Case, start: date, end: date) -> date:
    """Gives the end after decisions on more Norwegian, never past what they can give in all."""
    until = c.get("extended_until_exclusive")
    rule_now = parameter("section_43g").at(c.on)
    if until is None or until <= end or rule_now.id != "discretion":
        return end
    return min(until, _with_leave(c, add_months(start, rule_now[education_of(c)]["total_months"])))


def _under_34(c: Case) -> Answer:
    rule_now, version = c.version("section_37d")
    months = rule_now["months"]
    known = c.first_of("first_decision_start", "clock_start")
    if known is None:
        raise NeedFacts(("first_decision_start",))
    value: dict[str, Any] = {"max_months": months, "clock_start": known[1]}
    value["clock_start_reason"] = "first_decision_start"
    end = _until_old_age(c, _extended(c, known[1], _with_leave(c, add_months(known[1], months))), value)
    value["may_be_extended"] = parameter("section_43g").at(c.on).id == "discretion"
    text = f"Retten til norsk varer i {say_months(months)} fra startdatoen i det første vedtaket. Opplæringen slutter før {say_date(end)}."
    if value["may_be_extended"]:
        text += " Kommunen kan gi mer."
    return Answer(Outcome.CALCULATED, value, text, (intl("37 d"), intf("43 g")), rule_now.verified, version)


@rule(
    "extension_43g",
    "TRN-1.3",
    "TRN-1.8",
    title="Utvidet norskopplæring ved kollektiv beskyttelse",
    basis=(intf("43 g"),),
    headline="may_extend",
)
def extension_43g(c: Case) -> Answer:
    """Decides whether and how far the municipality may extend Norwegian training for a holder of collective protection.

    Basis: integreringsforskriften § 43 g (training catalogue 1.3: TRN-1.3).
    Valid: from 2023-07-01; anchor: as-of date.
    Outcome: may, or not_met when the decisions are used up, too much is asked for, or the rule does not cover the person;
    review from 2026-07-01 (gate G1).
    Not covered: the discretion itself.
    """
    rule_now, version = c.version("section_43g")
    basis = (intf("43 g"),)
    why = _no_43g(c, rule_now)
    if why is not None:
        return Answer(
            Outcome.NOT_MET, {"may_extend": False, "individual_right": False}, why, basis, rule_now.verified, version
        )
    limits = rule_now[education_of(c)]
    each, most, total = rule_now["months_per_decision"], limits["decisions"], limits["total_months"]
    used = c.get("extension_decisions_before") or 0
    wanted = c.get("request_extension_months")
    left = max(0, most - used)
    first_year = c.get("first_year_end_exclusive")
    latest = None
    if first_year is not None:
        latest = add_months(first_year, total - parameter("section_37d").at(c.on)["months"])
    over = latest is not None and c.on >= latest
    allowed = bool(left) and not over and (wanted is None or wanted <= each)
    value: dict[str, Any] = {
        "may_extend": allowed,
        "individual_right": False,
        "decision_appealable": True,
        "max_decisions": most,
        "max_decision_months": each,
        "total_cap_months": total,
        "decisions_left": left,
    }
    if first_year is not None:
        value |= {"extend_from": first_year, "latest_end_exclusive": latest}
    text = (
        f"Kommunen kan, men må ikke, gi mer norsk: inntil {say_months(each)} i hvert vedtak, {_decisions(most)} vedtak, "
        f"og {say_months(total)} til sammen. Vedtaket kan påklages."
    )
    if not left:
        text = f"Personen har fått alle vedtakene om mer norsk som er mulige: {_decisions(most)}."
    elif over:
        text = f"Tiden er brukt opp: {say_months(total)} til sammen."
    elif not allowed:
        text = f"Hvert vedtak kan gjelde inntil {say_months(each)}, og det er bedt om mer."
    outcome = Outcome.MAY if allowed else Outcome.NOT_MET
    return Answer(outcome, value, text, basis, rule_now.verified, version)


def _decisions(count: int) -> str:
    """Gives a number of decisions in words: the word is neuter."""
    return "ett" if count == 1 else say_number(count)


def _no_43g(c: Case, rule_now: Value) -> str | None:
    """Says why the rule on more Norwegian does not cover the person on the day, or None."""
    if c.permit_now() is None:
        c.need("permit")
    if c.permit_now() != SECTION_34:
        return "Regelen gjelder bare den som har kollektiv beskyttelse."
    if rule_now.id == "not_yet":
        first = parameter("section_43g").named("discretion").valid_from
        return f"Regelen om mer norsk kom {say_date(first)}."
    if not chapter_6a_holds(c):
        return "De midlertidige reglene gjelder ikke lenger, og norskopplæringen følger de vanlige reglene."
    return None


@rule(
    "collective_protection_training",
    "TRN-1.8",
    "TRN-1.7",
    title="Hva som er annerledes ved kollektiv beskyttelse",
    basis=(CHAPTER_6A,),
    headline="applies",
)
def collective_protection_training(c: Case) -> Answer:
    """Lists how training differs for a holder of collective protection from what others get.

    Basis: integreringsloven chapter 6 A (training catalogue 1.8: TRN-1.8).
    Valid: 2022-06-15 to 2026-06-30 as adopted; anchor: as-of date.
    Outcome: met with the differences, not_met when the ordinary rules govern; review from 2026-07-01 (gate G1).
    Not covered: the introduction programme itself.
    """
    state, version = c.version("chapter_6a")
    if c.permit_now() is None:
        c.need("permit")
    if not chapter_6a_holds(c):
        text = "De vanlige reglene gjelder for opplæringen."
        return Answer(Outcome.NOT_MET, {"applies": False}, text, (CHAPTER_6A,), state.verified, version)
    rule_now = parameter("section_37d").at(c.on)
    months = rule_now["months"]
    value = {
        "applies": True,
        "duty": False,
        "max_months": months,
        "extension": "discretionary" if parameter("section_43g").at(c.on).id == "discretion" else "none",
        "social_studies_required": False,
        "education_background_registered": False,
        "mapping_duty": "only_when_joining_programme",
        "one_combined_plan": state.id in IN_FORCE,
        "municipal_grant_years": rule_now["grant_years"],
        "municipal_grant_years_with_extension": rule_now["grant_years_with_extension"],
    }
    text = (
        f"Personen har rett, men ikke plikt, til norsk i {say_months(months)}. Samfunnskunnskap er ikke et krav. "
        "Kompetansekartlegging er plikt bare for den som skal delta i program. Utdanningsbakgrunn registreres ikke i NIR, "
        "og kommunen kan bruke én felles plan."
    )
    return Answer(Outcome.MET, value, text, (CHAPTER_6A, intl("37 d")), Verification.GUIDANCE, version)
