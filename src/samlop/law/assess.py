"""Asks everything a counsellor needs to know about one person, or one question by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from samlop.law import benefit, case_handling, household, programme, register, settlement, training, work
from samlop.law.basis import intl
from samlop.law.facts import Facts
from samlop.law.finding import Finding, Missing, Outcome, Verification, jsonable
from samlop.law.parameters import parameter
from samlop.law.programme import governing_act
from samlop.law.readings import NO_READINGS, Readings, check_readings, with_draft
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
    "training_position",
    "proposed_norwegian_goal",
    "full_time_and_year_round",
    "introduction_benefit",
)

# Questions that do not rest on the Integration Act, or that handle the older act themselves.
WHATEVER_ACT = frozenset(
    {
        "governing_act",
        "entitlement",
        "reception_training_under_integreringsloven",
        "complaint_right",
        "complaint_deadline",
    }
    | benefit.WHATEVER_ACT
    | training.WHATEVER_ACT
) | {
    question
    for question, found in RULES.items()
    for theme in (settlement, register, work, household, case_handling)
    if found.__module__.startswith(f"{theme.__name__}.")
}
# Asked only when the fact is there: they are about something that has happened, or is planned. Each theme lists its own.
WHEN_KNOWN = tuple(
    pair
    for theme in (programme, benefit, training, settlement, register, work, household, case_handling)
    for pair in theme.WHEN_KNOWN
)
# The short keys at the top of the machine-readable answer: key, question, and which part of the value.
SHORT = (
    ("governing_act", "governing_act", None),
    ("entitlement", "entitlement", "outcome"),
    ("decide_before", "entitlement", "decide_before"),
    ("revives_if_job_ends_before", "entitlement", "revives_if_job_ends_before"),
    ("decision_by", "latest_start_and_decision", "decision_by"),
    ("start_by", "latest_start_and_decision", "start_by"),
    ("upper_secondary_level", "upper_secondary_level", None),
    ("allowed_end_goals", "allowed_end_goals", "goals"),
    ("duration", "duration", None),
    ("mandatory_elements", "mandatory_elements", None),
    ("livsmestring_min_hours", "livsmestring_min_hours", None),
    ("parental_guidance_required", "parental_guidance_required", "required"),
    ("min_work_oriented_hours_per_week", "min_work_oriented_hours_per_week", None),
    ("norwegian_goal", "proposed_norwegian_goal", None),
    ("full_time_and_year_round", "full_time_and_year_round", None),
    ("benefit", "introduction_benefit", None),
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
            | {key: self._short(question, part) for key, question, part in SHORT}
            | {
                "missing": [{"name": m.name, "label": m.label} for m in self.missing],
                "findings": [finding.to_dict() for finding in self.findings],
            }
        )

    def _short(self, question: str, part: str | None) -> Any:
        """Gives the main part of one answer: None when facts are missing, «review» when the law is open."""
        value = jsonable(self.by_question[question].value)
        if part is None or not isinstance(value, dict):
            return value
        return value.get(part)


def assess(facts: Facts, on: date, readings: Readings | None = None) -> Assessment:
    """Gives the findings on one person on the date. Missing facts are named in the findings; nothing is guessed."""
    chosen = with_draft(NO_READINGS if readings is None else readings, on)
    check_readings(chosen)
    return _assess(facts, on, chosen)


def assess_many(people: Iterable[Facts], on: date, readings: Readings | None = None) -> Iterator[Assessment]:
    """Gives the findings on many people, one after the other, under the same readings: what is common is looked up once."""
    chosen = with_draft(NO_READINGS if readings is None else readings, on)
    check_readings(chosen)
    for facts in people:
        yield _assess(facts, on, chosen)


def _assess(facts: Facts, on: date, chosen: Readings) -> Assessment:
    known = facts.__dict__
    happened = (question for question, fact in WHEN_KNOWN if known.get(fact) is not None)
    old = _is_old(facts, on)
    return Assessment(on, tuple([_find(name, facts, on, chosen, old) for name in dict.fromkeys((*ALWAYS, *happened))]))


def ask(question: str, facts: Facts, as_of: date, readings: Readings | None = None) -> Finding:
    """Gives the finding on one question. Raises NotCovered when no rule answers it."""
    chosen = with_draft(NO_READINGS if readings is None else readings, as_of)
    check_readings(chosen)
    if question not in RULES:
        raise NotCovered(question)
    return _find(question, facts, as_of, chosen, question not in WHATEVER_ACT and _is_old(facts, as_of))


def _find(question: str, facts: Facts, on: date, readings: Readings, old: bool) -> Finding:
    """Asks one rule; a person under the Introduction Act is left to a human, since its rules are not written here."""
    asked = RULES[question]
    if not old or question in WHATEVER_ACT:
        return asked(facts=facts, on=on, readings=readings)
    return Finding(
        question=question,
        title=asked.title,
        rules=asked.catalogue,
        outcome=Outcome.REVIEW,
        value=None,
        text="Introduksjonsloven gjelder for denne personen. Dette må vurderes for hånd.",
        basis=(intl("51"),),
        verification=Verification.GUIDANCE,
        not_covered="Saker etter introduksjonsloven.",
    )


def _is_old(facts: Facts, on: date) -> bool:
    """Says whether the Introduction Act governs. A person without a permit is taken as new."""
    first = facts.grants[0].permit_date if facts.grants else None
    if first is None or first >= parameter("governing_act").named(governing_act.NEW).valid_from:
        return False
    return bool(RULES["governing_act"](facts=facts, on=on).value == governing_act.OLD)


def answer(question: str, facts: Facts, as_of: date, readings: Readings | None = None) -> Any:
    """Gives only the value of the answer, in the shape the case files expect."""
    return value_of(ask(question, facts, as_of, readings))


def value_of(finding: Finding) -> Any:
    """Gives the value of a finding, or which facts are missing."""
    if finding.missing:
        known = finding.value if isinstance(finding.value, dict) else {}
        return {**known, "outcome": "review", "missing": list(finding.missing_names)}
    if finding.value is None:
        return {"outcome": finding.outcome.value}
    return finding.value
