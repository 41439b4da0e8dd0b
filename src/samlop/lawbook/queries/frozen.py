"""Reads answers as they were frozen with a decision or a difference. Nothing is worked out again."""

from collections.abc import Mapping
from typing import Any

from samlop.decisions import frozen
from samlop.decisions.models import Decision
from samlop.law import Finding
from samlop.law.readings import OPEN_QUESTIONS
from samlop.law.rule import RULES


def of_decision(row: Decision, question: str) -> Mapping[str, Any] | None:
    """The frozen answer to one question, as it was kept; None when the decision has none."""
    return next((kept for kept in row.findings if kept.get("question") == question), None)


def finding_of(kept: Mapping[str, Any]) -> Finding | None:
    """The frozen answer as a finding; None when it was kept in a form that is older than today's rules."""
    try:
        found = Finding.from_dict(dict(kept))
    except (KeyError, ValueError, TypeError, AttributeError):
        return None
    asked = {q for q, _ in found.chosen} | {q for r in found.readings for q in r.question.split("+") if q}
    return found if found.question in RULES and asked <= OPEN_QUESTIONS.keys() else None


def in_short(kept: Mapping[str, Any]) -> frozen.Answer:
    """The frozen answer in the words it was kept in."""
    return frozen.answer(kept)


def chosen_by(row: Decision) -> dict[str, str]:
    """Why each reading was chosen, out of what was frozen in the decision."""
    reasons = {reading.question: reading.words for reading in row.plan.readings}
    return {
        q: reasons[OPEN_QUESTIONS[q].text]
        for q in row.readings
        if q in OPEN_QUESTIONS and OPEN_QUESTIONS[q].text in reasons
    }


def sources(row: Decision, found: Finding) -> dict[str, tuple[str, None]]:
    """Where each fact was learnt, as the letter says."""
    said = {fact.label: fact.source for fact in row.plan.letter.facts}
    return {item.name: (said[item.label], None) for item in found.inputs if said.get(item.label)}
