"""Asks everything a counsellor needs to know about one person, or one question by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from samlop.law import deadlines, education, governing_act, target_group  # noqa: F401  # importing a theme registers its rules
from samlop.law.facts import Facts
from samlop.law.finding import Finding, Missing, jsonable
from samlop.law.readings import NO_READINGS, Readings, check_readings
from samlop.law.rule import RULES
from samlop.law.words import say_list

# The order a counsellor thinks in: which act, what right, when, how far, with what, for how much.
ALWAYS = (
    "governing_act",
    "entitlement",
    "latest_start_and_decision",
    "upper_secondary_level",
    "allowed_end_goals",
    "duration",
    "mandatory_elements",
    "livsmestring_min_hours",
    "parental_guidance_required",
    "min_work_oriented_hours_per_week",
    "proposed_norwegian_goal",
    "full_time_and_year_round",
    "introduction_benefit",
)


class NotCovered(LookupError):
    """Nobody has written a rule for this question. The text names the questions that have one."""

    def __init__(self, question: str) -> None:
        self.question = question
        super().__init__(f"Spørsmålet «{question}» har ingen regel ennå. Velg blant: {say_list(sorted(RULES))}.")


@dataclass(frozen=True)
class Assessment:
    """Every finding on one person on one date, in the order a counsellor reads them."""

    on: date
    findings: tuple[Finding, ...]

    @cached_property
    def by_question(self) -> Mapping[str, Finding]:
        """Gives each finding by its question."""
        return {finding.question: finding for finding in self.findings}

    def __getitem__(self, question: str) -> Finding:
        return self.by_question[question]

    @property
    def missing(self) -> tuple[Missing, ...]:
        """Every fact to ask for, once each."""
        return tuple({item.name: item for finding in self.findings for item in finding.missing}.values())

    @property
    def to_review(self) -> tuple[Finding, ...]:
        """The findings where the law is open and a person must choose a reading."""
        return tuple(finding for finding in self.findings if finding.is_open)

    def to_dict(self) -> dict[str, Any]:
        """Gives plain JSON values: `on`, `findings`, `missing`, and short keys for the main answers."""
        return (
            {"on": self.on.isoformat()}
            | _short(self.by_question)
            | {
                "missing": [{"name": m.name, "label": m.label} for m in self.missing],
                "findings": [finding.to_dict() for finding in self.findings],
            }
        )


def assess(facts: Facts, on: date, readings: Readings | None = None) -> Assessment:
    """Gives the findings on one person on the date. Missing facts are named in the findings; nothing is guessed."""
    chosen = NO_READINGS if readings is None else readings
    check_readings(chosen)
    questions = [*ALWAYS, *(question for question, fact in _WHEN_KNOWN if getattr(facts, fact) is not None)]
    return Assessment(
        on, tuple(RULES[name](facts=facts, on=on, readings=chosen) for name in questions if name in RULES)
    )


def ask(question: str, facts: Facts, as_of: date, readings: Readings | None = None) -> Finding:
    """Gives the finding on one question. Raises NotCovered when no rule answers it."""
    chosen = NO_READINGS if readings is None else readings
    check_readings(chosen)
    try:
        return RULES[question](facts=facts, on=as_of, readings=chosen)
    except KeyError:
        raise NotCovered(question) from None


def answer(question: str, facts: Facts, as_of: date, readings: Readings | None = None) -> Any:
    """Gives only the value of the answer, in the shape the case files expect."""
    return value_of(ask(question, facts, as_of, readings))


def value_of(finding: Finding) -> Any:
    """Gives the value of a finding, or which facts are missing."""
    if finding.missing:
        return {"outcome": "review", "missing": list(finding.missing_names)}
    if finding.value is None:
        return {"outcome": finding.outcome.value}
    return finding.value


# Asked only when the fact is there: they are about something that has happened.
_WHEN_KNOWN: tuple[tuple[str, str], ...] = (("complaint_deadline", "notice_reached_party"),)


def _short(found: Mapping[str, Finding]) -> dict[str, Any]:
    return {}
