"""Gathers every legal deadline of one person: by when, counted from which fact, moved by what, and whether it was kept.

A deadline is the date in the answer of a rule. This module holds no law: each theme lists its deadlines as `Watch` rows beside
its `WHEN_KNOWN`, and the rule of the question says the date, the provision and the doubt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from samlop.law.basis import Provision
from samlop.law.facts import Facts
from samlop.law.finding import Finding, Outcome, jsonable

_DAY_AFTER = ("_exclusive", "_before")


class DeadlineOwner(StrEnum):
    """Who must act before the deadline."""

    MUNICIPALITY = "municipality"
    PARTICIPANT = "participant"
    OTHER = "other"


class DeadlineState(StrEnum):
    """How a deadline stands on the day."""

    KEPT = "kept"
    KEPT_LATE = "kept_late"
    RUNNING = "running"
    MISSED = "missed"
    NO_DATE = "no_date"


@dataclass(frozen=True, slots=True)
class Watch:
    """One deadline the law gives: which rule says the date, under which key, and which facts start, move and end it.

    `when` names facts of which one must be known for the deadline to be asked about at all; empty means always. `over` names
    facts after which nobody can act on it any more, done or not. A key that ends in `_exclusive` or `_before` is the day after the last day.
    """

    id: str
    title: str
    question: str
    key: str
    starts_from: tuple[str, ...]
    done: tuple[str, ...] = ()
    moved_by: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    owner: DeadlineOwner = DeadlineOwner.MUNICIPALITY


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline of one person, on one day.

    `by` is the last day to act, the earliest where readings differ, and None where no date can be set (yet); `by_reading`
    gives the date under each reading. `starts_from` and `moved_by` are fact keys; `finding` explains everything else.
    """

    id: str
    title: str
    on: date
    by: date | None
    starts_from: str | None
    starts_on: date | None
    moved_by: tuple[str, ...]
    done_on: date | None
    owner: DeadlineOwner
    finding: Finding
    by_reading: tuple[tuple[str, date | None], ...] = ()

    @property
    def question(self) -> str:
        return self.finding.question

    @property
    def basis(self) -> tuple[Provision, ...]:
        return self.finding.basis

    @property
    def is_open(self) -> bool:
        """True when the law leaves the date open, and `by` is the earliest of several."""
        return len({day for _, day in self.by_reading}) > 1

    @property
    def state(self) -> DeadlineState:
        if self.done_on is not None and self.done_on <= self.on:
            return DeadlineState.KEPT if self.by is None or self.done_on <= self.by else DeadlineState.KEPT_LATE
        if self.by is None:
            return DeadlineState.NO_DATE
        return DeadlineState.RUNNING if self.on <= self.by else DeadlineState.MISSED

    @property
    def days_left(self) -> int | None:
        """Gives the days until the deadline, negative when it has passed; None without a date."""
        return None if self.by is None else (self.by - self.on).days

    def to_dict(self) -> dict[str, Any]:
        """Gives plain JSON values, without the finding."""
        return {
            "id": self.id,
            "title": self.title,
            "by": jsonable(self.by),
            "state": self.state.value,
            "starts_from": self.starts_from,
            "starts_on": jsonable(self.starts_on),
            "moved_by": list(self.moved_by),
            "done_on": jsonable(self.done_on),
            "owner": self.owner.value,
            "question": self.question,
            "basis": [str(provision) for provision in self.basis],
            "by_reading": {name: jsonable(day) for name, day in self.by_reading},
        }


def deadlines_from(
    watches: tuple[Watch, ...], facts: Facts, on: date, found: Mapping[str, Finding]
) -> tuple[Deadline, ...]:
    """Reads the deadlines out of the findings, earliest first; a deadline that is not the person's is left out.

    A deadline is the person's when the rule gives a date, or a date under one of the readings, or asks for facts.
    """
    rows = [_deadline(watch, facts, on, found[watch.question]) for watch in watches if watch.question in found]
    return tuple(sorted((row for row in rows if row is not None), key=lambda row: (row.by or date.max, row.id)))


def is_watched(watch: Watch, facts: Facts, on: date) -> bool:
    """Says whether the deadline may concern the person on the day, so that its rule should be asked."""
    if watch.when and all(getattr(facts, name) is None for name in watch.when):
        return False
    if any(_is_past(facts, name, on) for name in watch.done):
        return True
    return not any(_is_past(facts, name, on) for name in watch.over)


def _is_past(facts: Facts, name: str, on: date) -> bool:
    day = getattr(facts, name)
    return isinstance(day, date) and day <= on


def _deadline(watch: Watch, facts: Facts, on: date, finding: Finding) -> Deadline | None:
    by, by_reading = _by(watch.key, finding)
    if by is None and not finding.missing and finding.outcome is not Outcome.RUNNING:
        return None
    starts_from = _starts_from(watch, facts, finding)
    done = sorted(day for name in watch.done if (day := getattr(facts, name)) is not None and day <= on)
    return Deadline(
        id=watch.id,
        title=watch.title,
        on=on,
        by=by,
        starts_from=starts_from,
        starts_on=getattr(facts, starts_from) if starts_from else None,
        moved_by=tuple(name for name in watch.moved_by if _matters(getattr(facts, name))),
        done_on=done[0] if done else None,
        owner=watch.owner,
        finding=finding,
        by_reading=by_reading,
    )


def _by(key: str, finding: Finding) -> tuple[date | None, tuple[tuple[str, date | None], ...]]:
    """Gives the date in the answer; where readings differ, the earliest, since that one is safe to follow."""
    given = _date_in(finding.value, key)
    if given is not None or not finding.readings:
        return given, ()
    each = tuple((reading.id, _date_in(reading.value, key)) for reading in finding.readings)
    known = [day for _, day in each if day is not None]
    return (min(known) if known else None), each


def _date_in(value: Any, key: str) -> date | None:
    found = value.get(key) if isinstance(value, Mapping) else None
    if not isinstance(found, date):
        return None
    return date.fromordinal(found.toordinal() - 1) if key.endswith(_DAY_AFTER) else found


def _starts_from(watch: Watch, facts: Facts, finding: Finding) -> str | None:
    """Gives the fact the rule says it counted from, else the first of the watch's facts that is known."""
    said = finding.value.get("counted_from") if isinstance(finding.value, Mapping) else None
    if said in watch.starts_from:
        return str(said)
    return next((name for name in watch.starts_from if isinstance(getattr(facts, name), date)), None)


def _matters(value: Any) -> bool:
    return value is not None and value not in (0, False, ())
