"""Invented people for the tests of the law: one ordinary participant, and what is changed about her."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from samlop.law import Facts, Finding, ask
from samlop.law.readings import NO_READINGS, Readings

ORDINARY: dict[str, Any] = {
    "birth_date": "1990-01-01",
    "permit": "P-28",
    "permit_date": "2026-01-15",
    "settlement_date": "2026-03-01",
    "settled_by_agreement": True,
    "education": "below_upper_secondary",
    "compulsory_school_completed": True,
    "goal": "work",
    "children": [],
}


def a_person(**changes: Any) -> Facts:
    """Gives the ordinary participant with some facts changed; None takes a fact away."""
    return Facts.from_mapping({k: v for k, v in (ORDINARY | changes).items() if v is not None})


def law_says(question: str, on: str, readings: Readings = NO_READINGS, **changes: Any) -> Finding:
    """Asks one question about the ordinary participant with some facts changed."""
    return ask(question, a_person(**changes), date.fromisoformat(on), readings)


def position(on: str, readings: Readings = NO_READINGS, **changes: Any) -> Any:
    """Gives the outcome word of the person's position."""
    return law_says("entitlement", on, readings, **changes).value["outcome"]


def beside(day: str, before: Any, same: Any, after: Any) -> list[tuple[str, Any]]:
    """Pairs the day before, the day and the day after with what is expected on each."""
    found = date.fromisoformat(day)
    days = [(found + timedelta(days=n)).isoformat() for n in (-1, 0, 1)]
    return list(zip(days, (before, same, after), strict=True))
