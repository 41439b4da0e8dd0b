"""Holds the rows that some facts are lists of, and makes one field of a fact."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from samlop.law.facts.checks import Check, Group


@dataclass(frozen=True, slots=True)
class Grant:
    """One residence permit: what kind, from when, and (exclusive) until when if an end is known."""

    permit: str
    permit_date: date | None
    permit_end: date | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One position: hours a week, and the first day and (exclusive) last day where known."""

    hours: float
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Child:
    """A child of the participant."""

    birth_date: date


def fact(label: str, check: Check, group: Group = Group.PERSON, *, needed: bool = False) -> Any:
    """Makes a field of `Facts` or of a row in a list: the words people use for it, its check, and its heading in a form.

    `needed` says that a row in a list cannot be without it.
    """
    return field(default=None, metadata={"label": label, "check": check, "group": group, "needed": needed})
