"""Answers for absence: which days are valid, what invalid days take from the benefit, and what self-certificates still cover."""

from __future__ import annotations

from datetime import date
from typing import Any

from samlop.law.basis import intf, intl
from samlop.law.benefit.amounts import effect_within, months, next_month, parts_of_month
from samlop.law.benefit.deductions import absence_in_month
from samlop.law.benefit.ledger import (
    ABSENCE,
    DEDUCTED,
    LEAVE,
    SELF_CERTIFICATE,
    UNPAID,
    Away,
    child_illness_days,
    judge,
    unpaid_spans,
)
from samlop.law.days import add_months
from samlop.law.finding import Anchor, Answer, Outcome, Verification
from samlop.law.money import half_up, kroner
from samlop.law.rule import Case, rule
from samlop.law.words import say_count, say_date, say_kroner, say_list, say_number

_LEDGER_BASIS = (intl("21"), intf("5"), intf("6"), intf("9"))


@rule(
    "absence_ledger",
    *("L-01", "L-02", "L-03", "L-05", "L-06", "L-07", "L-08", "L-10", "L-11", "L-12", "L-13", "L-16", "L-17", "L-18"),
    *("B-07", "D-04"),
    "ABS-01",
    "ABS-02",
    title="Fravær dag for dag",
    basis=_LEDGER_BASIS,
    headline="invalid_days",
)
def absence_ledger(c: Case) -> Answer:
    """Judges every working day away: valid or not, with benefit or not, and which counter of added time it goes to.

    Basis: integreringsloven § 21, integreringsforskriften chapters 3 and 4 (L-01 to L-18, B-07); invalid days never add time (D-04).
    Valid: from 2021-01-01; anchor: the first day of each absence.
    Outcome: calculated; review where a day rests on an open question.
    Not covered: whether leave should be granted; partial sick leave, which does not exist in the programme; programmes that do not
    run from Monday to Friday; hours away in the counters of added time.
    """
    c.need("absences")
    away = judge(c)
    _, version = c.version("absence_kinds", away[0].day if away else c.on, Anchor.CHANGE)
    invalid = [day for day in away if day.benefit == DEDUCTED]
    whole = [day for day in away if day.hours is None]
    value: dict[str, Any] = {
        "invalid_days": _count(day for day in invalid if day.hours is None),
        "invalid_hours": sum(day.hours for day in invalid if day.hours is not None),
        "absence_working_days": _count(day for day in whole if day.counter == ABSENCE),
        "leave_working_days": _count(day for day in whole if day.counter == LEAVE),
        "holiday_working_days": _count(day for day in whole if day.kind == "holiday" and day.valid),
        "religious_free_days_s17_2": _count(day for day in whole if day.kind == "religious_day" and day.valid),
        "days_without_benefit": _count(day for day in whole if day.benefit == UNPAID),
        "invalid": [{"day": day.day, "hours": day.hours, "why": day.why} for day in invalid],
    }
    if invalid:
        reasons = say_list(dict.fromkeys(day.why for day in invalid))
        days = say_count(_count(invalid), "dag", "dager").capitalize()
        text = f"{days} har ugyldig fravær: {reasons}."
    else:
        text = "Alt fraværet er gyldig."
    return Answer(
        Outcome.CALCULATED,
        value,
        text,
        _LEDGER_BASIS,
        Verification.GUIDANCE,
        version,
        would_change=("Legeerklæring eller innvilget permisjon gjør fraværet gyldig.",) if invalid else (),
    )


def _count(days: Any) -> int:
    return len({day.day for day in days})


@rule(
    "absence_deduction",
    *("B-07", "C-3", "C-5", "C-6", "C-7", "L-18"),
    "ABS-04",
    title="Trekk for ugyldig fravær",
    basis=(intl("21"), intl("20")),
    headline="deduction_ore",
)
def absence_deduction(c: Case) -> Answer:
    """Works out what invalid absence takes from the benefit: a day at the day rate, hours at the hour rate, each at its own date.

    Basis: integreringsloven § 21 (B-07; conventions C-3, C-5, C-6, C-7).
    Valid: from 2021-01-01; anchor: each day of absence its own rate and basic amount.
    Outcome: calculated; review where hours pass the day rate, where every programme day of a month is missed, and where the ledger is open.
    Not covered: whether the deduction is a decision, which `deduction_needs_decision` answers.
    """
    c.need("absences")
    away = judge(c)
    rules, version = c.version("absence_kinds", away[0].day if away else c.on, Anchor.CHANGE)
    invalid = [day.day for day in away if day.benefit == DEDUCTED]
    if not invalid:
        value = {"deduction_ore": 0, "deduction": 0.0, "months": []}
        return Answer(Outcome.CALCULATED, value, "Ingenting trekkes.", (intl("21"),), rules.verified, version)
    first, until = min(invalid), max(invalid)
    effective, without = effect_within(c, first, next_month(until)), unpaid_spans(c, away)
    rows, total = [], 0
    for month in months(first, next_month(until)):
        span = _span(c, month)
        parts = parts_of_month(c, *span, effective, without=without) if span[0] < span[1] else []
        found = absence_in_month(c, away, parts, effective)
        if found.days or found.hours:
            total += half_up(found.ore)
            rows.append(
                {
                    "month": month,
                    "deduction_ore": half_up(found.ore),
                    "days": found.days,
                    "hours": float(found.hours),
                    "whole_month": found.whole_month,
                }
            )
        if any(part.basic is None for part in parts):
            text = f"Grunnbeløpet for {say_date(month)} er ikke kjent. Trekket kan ikke regnes ut ennå."
            note = "Administrator må legge inn grunnbeløpet."
            return Answer(Outcome.REVIEW, {"deduction_ore": None}, text, (intl("21"),), rules.verified, version, note)
    value = {"deduction_ore": total, "deduction": kroner(total), "months": rows}
    text = f"Det trekkes {say_kroner(total)} for ugyldig fravær."
    return Answer(
        Outcome.CALCULATED,
        value,
        text,
        (intl("21"), intl("20")),
        Verification.ASSUMED,
        version,
        would_change=("Legeerklæring eller innvilget permisjon fjerner trekket.",),
    )


def _span(c: Case, month: date) -> tuple[date, date]:
    """Gives the part of the month that lies in the programme."""
    first, until = month, next_month(month)
    begun, ends = c.get("start_date"), c.get("benefit_until")
    return (max(first, begun) if begun else first), (min(until, ends) if ends else until)


@rule(
    "days_needing_doctors_note",
    *("L-02", "L-03", "L-04"),
    "ABS-02",
    title="Dager som krever legeerklæring",
    basis=(intf("6"), intf("8")),
    headline="days",
)
def days_needing_doctors_note(c: Case) -> Answer:
    """Counts the days of own illness that a self-certificate does not cover, in the latest spell that has one.

    Basis: integreringsforskriften §§ 6 to 8 (L-02, L-03, L-04).
    Valid: from 2021-01-01; anchor: the first day of the spell.
    Outcome: calculated; review where it is open which certificates count.
    Not covered: whether the certificate was handed in properly; misuse.
    """
    spells = [a for a in c.need("absences") if a.kind == "own_illness" and a.documented_by == SELF_CERTIFICATE]
    last = max(spells, key=lambda a: a.first_day, default=None)
    rules, version = c.version("self_certificates", last.first_day if last else c.on, Anchor.CHANGE)
    if last is None:
        text = "Det er ikke brukt egenmelding ved egen sykdom."
        return Answer(Outcome.CALCULATED, {"days": 0}, text, (intf("6"),), rules.verified, version)
    with_first_days = Case(c.facts, c.on, _first_days_valid(c), c.used, c.readings)
    late = [d for d in judge(with_first_days) if _of(d, last.first_day, last.last) and d.benefit == DEDUCTED]
    value = {"days": len(late), "dates": [d.day for d in late]}
    text = "Egenmeldingen dekker alle dagene."
    if late:
        text = f"{say_count(len(late), 'dag', 'dager').capitalize()} krever legeerklæring: {late[0].why}."
    return Answer(Outcome.CALCULATED, value, text, (intf("6"), intf("8")), rules.verified, version)


def _first_days_valid(c: Case) -> Any:
    """Asks every reading except the one about what the first days of too long a spell are worth: they need no note."""
    return lambda question: "days_over" if question == "self_certificate_too_long" else c.ask(question)


def _of(day: Away, first: date, last: date) -> bool:
    return day.kind == "own_illness" and first <= day.day <= last


@rule(
    "child_illness_right",
    "L-06",
    "ABS-03",
    title="Dager med sykt barn",
    basis=(intf("9"),),
    headline="days",
)
def child_illness_right(c: Case) -> Answer:
    """Finds how many working days in twelve months a participant may be home with sick children, and how many are left.

    Basis: integreringsforskriften § 9 (L-06).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: calculated; review when a child has turned twelve and it matters.
    Not covered: longer rights for children with chronic illness; another carer who is ill.
    """
    rules, version = c.version("child_illness_days")
    days = child_illness_days(c, c.on)
    used = c.get("days_used")
    if used is None and c.get("absences") is not None:
        begins = add_months(c.on, -rules["months_counted"])
        used = sum(d.kind == "child_illness" and d.valid and begins < d.day <= c.on for d in judge(c))
    value = {
        "days": days,
        "used": used or 0,
        "left": max(days - (used or 0), 0),
        "beyond": max((used or 0) - days, 0),
        "self_certificate_from_first_day": True,
        "self_certified_days": rules["self_certified_days"],
    }
    months = say_number(rules["months_counted"])
    text = f"Personen kan være hjemme med sykt barn i {days} virkedager i løpet av {months} måneder."
    if not days:
        text = "Personen har ikke barn som gir rett til dager med sykt barn."
    if value["beyond"]:
        text = f"{text} {say_count(value['beyond'], 'dag', 'dager').capitalize()} er utover retten."
    return Answer(Outcome.CALCULATED, value, text, (intf("9"),), rules.verified, version)


@rule(
    "self_certificate_reassessment",
    "L-04",
    title="Ny vurdering av retten til egenmelding",
    basis=(intf("7"),),
    headline="reassess_by",
)
def self_certificate_reassessment(c: Case) -> Answer:
    """Finds the last day to look again at a decision that took away the right to use self-certificates.

    Basis: integreringsforskriften § 7 (L-04).
    Valid: from 2021-01-01; anchor: the day of the decision.
    Outcome: running or not_met while it stands; met when the right is given back.
    Not covered: whether there was misuse.
    """
    withdrawn = c.need("self_certificate_withdrawn")
    rules, version = c.version("self_certificates", withdrawn, Anchor.DECISION)
    by, restored = add_months(withdrawn, rules["reassess_withdrawal_months"]), c.get("self_certificate_restored")
    value = {"reassess_by": by}
    text = f"Retten til egenmelding ble tatt bort {say_date(withdrawn)}. Kommunen skal vurdere det på nytt senest {say_date(by)}."
    if restored is not None:
        outcome, text = Outcome.MET, f"Retten til egenmelding er gitt tilbake fra {say_date(restored)}."
    else:
        outcome = Outcome.RUNNING if c.on <= by else Outcome.NOT_MET
    return Answer(outcome, value, text, (intf("7"),), Verification.ASSUMED, version)
