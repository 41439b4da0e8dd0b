"""Works out the benefit month by month over a period, and the back payment when an amount becomes known later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from samlop.law.basis import intl
from samlop.law.benefit.amounts import (
    Effect,
    Part,
    effect_within,
    month_ore,
    months,
    next_month,
    old_act,
    parts_of_month,
    rates_on,
)
from samlop.law.benefit.deductions import (
    ZERO,
    Deducted,
    absence_in_month,
    coordination_in_month,
    paid_work_in_month,
)
from samlop.law.benefit.ledger import Away, judge, unpaid_spans
from samlop.law.benefit.rate import BASIS, basis_of, say_rate
from samlop.law.finding import Anchor, Answer, Outcome, Verification
from samlop.law.money import half_up, kroner
from samlop.law.rule import Case, rule, version_of
from samlop.law.words import say_date, say_kroner, say_month

_NOT_COVERED = "Skatt, og om personen faktisk møtte: det følger av registrert oppmøte."


@dataclass(frozen=True)
class Line:
    """The payment line of one month, exact until it is rounded once."""

    month: date
    parts: list[Part]
    absence: Deducted
    coordination: Fraction
    work: Fraction

    @cached_property
    def gross(self) -> Fraction:
        return sum((part.month_ore for part in self.parts), ZERO)

    @property
    def unknown_from(self) -> date | None:
        return next((part.first for part in self.parts if part.basic is None), None)

    @cached_property
    def ore(self) -> int:
        return half_up(max(self.gross - self.absence.ore - self.coordination - self.work, ZERO))

    @property
    def is_plain(self) -> bool:
        """True for a month with one rate and nothing taken."""
        return len(self.parts) == 1 and self.ore == half_up(self.gross)

    def said(self) -> str:
        """Explains the line in one sentence."""
        parts = [
            f"{part.days} dager {say_rate(part.rate)}, {say_kroner(half_up(part.month_ore))}" for part in self.parts
        ]
        taken = (("fravær", self.absence.ore), ("andre ytelser", self.coordination), ("betalt arbeid", self.work))
        parts += [f"minus {say_kroner(half_up(ore))} for {why}" for why, ore in taken if ore]
        return f"{say_month(self.month).capitalize()}: {'; '.join(parts) or 'ingen dager med stønad'}. Det blir {say_kroner(self.ore)}."

    def to_dict(self) -> dict[str, Any]:
        """Gives the line as plain values; what is taken is rounded for reading only, the amount is what counts."""
        return {
            "month": self.month,
            "amount_ore": self.ore,
            "gross_ore": half_up(self.gross),
            "absence_ore": half_up(self.absence.ore),
            "absence_days": self.absence.days,
            "other_benefits_ore": half_up(self.coordination),
            "paid_work_ore": half_up(self.work),
            "parts": [
                {
                    "from": part.first,
                    "days": part.days,
                    "rate": part.rate.name,
                    "share": f"{part.rate.share.numerator}/{part.rate.share.denominator}",
                    "basic_amount": part.basic,
                    "amount_ore": half_up(part.month_ore),
                }
                for part in self.parts
            ],
        }


def lines(c: Case, first: date, until: date, known_on: date | None = None) -> list[Line]:
    """Works out the line of every month from first until (exclusive); stops at the first month whose basic amount is unknown."""
    effective = effect_within(c, first, until)
    away = judge(c)
    without = unpaid_spans(c, away)
    found: list[Line] = []
    for month in months(first, until):
        span = (max(first, month), min(until, next_month(month)))
        line = _line(c, month, span, away, without, effective, known_on)
        found.append(line)
        if line.unknown_from:
            break
    return found


def _line(
    c: Case,
    month: date,
    span: tuple[date, date],
    away: list[Away],
    without: tuple[tuple[date, date], ...],
    effective: Effect,
    known_on: date | None,
) -> Line:
    parts = parts_of_month(c, *span, effective, known_on=known_on, without=without)
    return Line(
        month,
        parts,
        absence_in_month(c, away, parts, effective, known_on),
        coordination_in_month(c, month)[0],
        paid_work_in_month(c, month, effective, known_on)[0],
    )


def period(c: Case) -> tuple[date, date]:
    """Gives the period asked about, from the start of the programme at the earliest. The end is exclusive."""
    begun = c.get("start_date")
    asked = c.get("benefit_from")
    first: date = max(asked, begun) if asked and begun else asked or begun or c.need("benefit_from")
    until: date = c.need("benefit_until")
    return first, until


@rule(
    "benefit_for_period",
    *("B-01", "B-05", "B-07", "B-08", "B-09", "B-10", "B-11", "B-12", "B-16", "B-17", "C-1", "C-2", "L-10", "L-17"),
    title="Stønad måned for måned",
    basis=(*BASIS, intl("21"), intl("22"), intl("23")),
    headline="total_ore",
)
def benefit_for_period(c: Case) -> Answer:
    """Works out the gross benefit of every month in a period, with what comes off, and the sum of the rounded lines.

    Basis: integreringsloven §§ 20 to 23, folketrygdloven § 1-4 (B-05 to B-12, B-16, B-17); part months on thirty days.
    Valid: from 2021-01-01, the older act from 2003-09-01; anchor: as-of date, and each day in the period its own rate and basic amount.
    Outcome: calculated; review where the rate changes inside a month, where a deduction rests on an open question, and where the
    basic amount of a month is not known yet.
    Not covered: tax; whether the person attended, which the register of attendance says; benefit before the right begins.
    """
    first, until = period(c)
    found = lines(c, first, until)
    old = old_act(c)
    version = version_of(rates_on(c, first, old), Anchor.PERIOD, first)
    basis = (*basis_of(old), *_taken_by(found))
    total = sum(line.ore for line in found)
    value: dict[str, Any] = {
        "total_ore": total,
        "total": kroner(total),
        "lines": [line.to_dict() for line in found],
    }
    unknown = found[-1].unknown_from if found else None
    if unknown is not None:
        text = (
            f"Grunnbeløpet fra {say_date(unknown)} er ikke kjent. "
            f"Fram til da er stønaden {say_kroner(sum(line.ore for line in found[:-1]))} før skatt."
        )
        value |= {
            "total_ore": None,
            "total": None,
            "known_until": unknown,
            "known_total_ore": sum(line.ore for line in found[:-1]),
            "lines": value["lines"][:-1],
        }
        note = "Administrator må legge inn grunnbeløpet før resten kan regnes ut."
        return Answer(Outcome.REVIEW, value, text, basis, Verification.ASSUMED, version, note)
    text = f"Stønaden er {say_kroner(total)} før skatt, for tiden fra {say_date(first)} til {say_date(until)}."
    text = " ".join((text, *(line.said() for line in found if not line.is_plain)))
    return Answer(
        Outcome.CALCULATED,
        value,
        text,
        basis,
        _sureness(found),
        version,
        _NOT_COVERED,
        ("Fravær, andre ytelser, alder, bolig, par, barn og grunnbeløpet endrer stønaden.",),
    )


def _taken_by(found: list[Line]) -> tuple[Any, ...]:
    """Cites what took something from the benefit."""
    sections = (
        ("21", any(line.absence.ore for line in found)),
        ("22", any(line.coordination for line in found)),
        ("23", any(line.work for line in found)),
    )
    return tuple(intl(section) for section, took in sections if took)


def _sureness(found: list[Line]) -> Verification:
    """Says how sure the amounts are: whole months rest on the rates, everything else on the assumed day and hour."""
    plain = all(line.is_plain for line in found)
    whole = plain and all(line.parts[0].month_ore == month_ore(line.parts[0].year_ore) for line in found)
    return Verification.GUIDANCE if whole else Verification.ASSUMED


@rule(
    "back_payment",
    "B-08",
    "C-1",
    "C-4",
    title="Etterbetaling",
    basis=BASIS,
    headline="total_ore",
)
def back_payment(c: Case) -> Answer:
    """Works out the correction of each month when what was paid is not what is due: the new rounded line minus the old.

    Basis: integreringsloven § 20, folketrygdloven § 1-4 (B-08; conventions C-1, C-4).
    Valid: from 2021-01-01; anchor: as-of date. What was paid is registered, or what was known on the day of the payment gives it.
    Outcome: calculated; review as `benefit_for_period`.
    Not covered: whether too much paid can be taken back, which `overpayment` answers; interest; what was paid for months outside the
    period.
    """
    first, until = period(c)
    due = lines(c, first, until)
    if due and due[-1].unknown_from:
        unknown = due[-1].unknown_from
        text = f"Grunnbeløpet fra {say_date(unknown)} er ikke kjent. Etterbetalingen kan ikke regnes ut ennå."
        note = "Administrator må legge inn grunnbeløpet."
        return Answer(Outcome.REVIEW, {"total_ore": None}, text, BASIS, Verification.ASSUMED, None, note)
    registered = c.get("paid_months")
    if registered is not None:
        paid: dict[date, int] = {}
        for row in registered:
            month = row.month.replace(day=1)
            paid[month] = paid.get(month, 0) + row.paid_ore
    else:
        paid = {line.month: line.ore for line in lines(c, first, until, c.need("paid_with_knowledge_of"))}
    corrections = [
        {
            "month": line.month,
            "paid_ore": paid.get(line.month, 0),
            "due_ore": line.ore,
            "correction_ore": line.ore - paid.get(line.month, 0),
        }
        for line in due
    ]
    total = sum(line.ore - paid.get(line.month, 0) for line in due)
    value = {"total_ore": total, "corrections": corrections}
    if total > 0:
        text = f"Det skal etterbetales {say_kroner(total)} før skatt."
    elif total < 0:
        text = f"Det er betalt {say_kroner(-total)} for mye før skatt."
    else:
        text = "Det som er betalt, er riktig."
    old = old_act(c)
    version = version_of(rates_on(c, first, old), Anchor.PERIOD, first)
    return Answer(Outcome.CALCULATED, value, text, basis_of(old), _sureness(due), version)
