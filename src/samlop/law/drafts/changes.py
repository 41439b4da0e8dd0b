"""Compares two assessments of one person, question by question, and says who gains, who loses and what moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from samlop.law.finding import Finding, jsonable

if TYPE_CHECKING:
    from samlop.law.assess import Assessment


class Effect(StrEnum):
    """What a change means for the person.

    The rule: the first of these that differs decides. A stronger position (a right, over an offer the municipality may make,
    over nothing), a condition met or a right granted, more money, or a longer programme is a gain; the other way is a loss.
    An open question counts as its weakest reading, since nobody can be promised more. Where none of them differs, but a date
    does, the answer has moved. All else is neutral: other content, another duty, another ground for the same answer.
    """

    GAINS = "gains"
    LOSES = "loses"
    MOVED = "moved"
    NEUTRAL = "neutral"

    @property
    def label(self) -> str:
        return {"gains": "vinner", "loses": "taper", "moved": "flyttet dato", "neutral": "annet svar"}[self.value]

    @property
    def label_en(self) -> str:
        return {"gains": "gains", "loses": "loses", "moved": "date moved", "neutral": "other answer"}[self.value]


POSITIONS = {"none": 0, "may_offer": 1, "duty_only": 1, "right_only": 2, "right_and_duty": 2}
_POSITION_KEYS = ("outcome", "position", "training")
_GOOD = (
    *("right", "allowed", "met", "eligible", "granted", "free", "applies_for", "may_exempt", "programme_right"),
    *("new_programme_right", "may_finish_running_programme", "individual_right", "due", "valid"),
)
_BAD = ("may_refuse", "participant_pays")
_MONTHS = ("max_months", "extension_months")
_MONTHLY = ("monthly_amount_ore", "monthly_ore")


@dataclass(frozen=True, slots=True)
class Change:
    """One question that is answered otherwise. `before` or `after` is None when the question was not asked then.

    `days_moved` is how far the first date that differs has moved, later above zero; `ore_per_month` is how much more (or, below
    zero, less) money a month the person is paid.
    """

    question: str
    title: str
    before: Finding | None
    after: Finding | None
    effect: Effect
    days_moved: int | None
    ore_per_month: int | None

    @property
    def before_text(self) -> str:
        return self.before.text if self.before else ""

    @property
    def after_text(self) -> str:
        return self.after.text if self.after else ""

    @property
    def before_value(self) -> Any:
        return jsonable(self.before.value) if self.before else None

    @property
    def after_value(self) -> Any:
        return jsonable(self.after.value) if self.after else None


def compare(before: Assessment, after: Assessment) -> tuple[Change, ...]:
    """Gives every question that is answered otherwise afterwards, in the order a counsellor reads them.

    A new text or a new version alone is no change: the outcome, the value or what is missing must differ.
    """
    questions = dict.fromkeys((*before.by_question, *after.by_question))
    pairs = ((before.by_question.get(name), after.by_question.get(name)) for name in questions)
    return tuple(change for one, other in pairs if (change := compare_findings(one, other)))


def compare_findings(before: Finding | None, after: Finding | None) -> Change | None:
    """Gives the change between two answers to one question, or None when the answer is the same."""
    shown = after or before
    if shown is None or (before and after and _same(before, after)):
        return None
    days = _days_moved(before, after)
    return Change(
        question=shown.question,
        title=shown.title,
        before=before,
        after=after,
        effect=_effect(before, after, days),
        days_moved=days,
        ore_per_month=_ore_per_month(before, after),
    )


def _same(one: Finding, other: Finding) -> bool:
    return (one.outcome, one.value, one.missing) == (other.outcome, other.value, other.missing)


def _effect(before: Finding | None, after: Finding | None, days: int | None) -> Effect:
    if before and after and not before.missing and not after.missing:
        was, now = _weights(before), _weights(after)
        for name in was:
            if name in now and was[name] != now[name]:
                return Effect.GAINS if now[name] > was[name] else Effect.LOSES
    return Effect.MOVED if days else Effect.NEUTRAL


def _weights(finding: Finding) -> dict[str, int]:
    """Gives what can be compared in an answer, more always better for the person. Open: the weakest of the readings."""
    if not finding.readings or not finding.is_open:
        return dict(_weigh(finding.value))
    each = [dict(_weigh(reading.value)) for reading in finding.readings]
    return {name: min(row[name] for row in each) for name in each[0] if all(name in row for row in each)}


def _weigh(value: Any) -> Iterator[tuple[str, int]]:
    if isinstance(value, str) and value in POSITIONS:
        yield "position", POSITIONS[value]
    if isinstance(value, bool):
        yield "yes", int(value)
    if not isinstance(value, Mapping):
        return
    for key in _POSITION_KEYS:
        if value.get(key) in POSITIONS:
            yield "position", POSITIONS[value[key]]
            break
    for key in (*_GOOD, *_BAD):
        if isinstance(value.get(key), bool):
            yield key, int(value[key] is (key in _GOOD))
    for key, item in value.items():
        if key.endswith("_ore") and isinstance(item, int):
            yield key, -item if "deduction" in key or "reduction" in key else item
    for key in _MONTHS:
        if isinstance(value.get(key), int):
            yield key, value[key]


def _days_moved(before: Finding | None, after: Finding | None) -> int | None:
    was, now = (_dates(finding.value) if finding else {} for finding in (before, after))
    for key, day in was.items():
        if key in now and now[key] != day:
            return (now[key] - day).days
    return None


def _dates(value: Any) -> dict[str, date]:
    if isinstance(value, date):
        return {"": value}
    return {key: item for key, item in value.items() if isinstance(item, date)} if isinstance(value, Mapping) else {}


def _ore_per_month(before: Finding | None, after: Finding | None) -> int | None:
    was, now = (_monthly(finding) for finding in (before, after))
    return None if was is None or now is None or was == now else now - was


def _monthly(finding: Finding | None) -> int | None:
    value = finding.value if finding else None
    amounts = [value[key] for key in _MONTHLY if isinstance(value.get(key), int)] if isinstance(value, Mapping) else []
    return amounts[0] if amounts else None
