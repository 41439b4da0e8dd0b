"""Asks the law about one person, and puts beside each input where and when it was learnt."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from samlop.core.calendar import long_date
from samlop.law import Finding, Outcome
from samlop.law.readings import OPEN_QUESTIONS
from samlop.law.words import say
from samlop.lawbook.queries.judging import Sources, case, visible_children
from samlop.people.models import Person

__all__ = ["Judged", "Shown", "judge", "show", "visible_children"]

# How findings are grouped on the page: (heading, questions). What is in no group stands last.
GROUPS = (
    ("Rett og plikt", ("governing_act", "entitlement")),
    ("Frister", ("latest_start_and_decision", "start_deadline")),
    ("Mål og varighet", ("upper_secondary_level", "allowed_end_goals", "duration", "extension")),
    (
        "Innhold",
        (
            "mandatory_elements",
            "livsmestring_min_hours",
            "parental_guidance_required",
            "min_work_oriented_hours_per_week",
            "full_time_and_year_round",
        ),
    ),
    ("Norsk", ("proposed_norwegian_goal",)),
    ("Stønad", ("introduction_benefit",)),
)
# Duties of the municipality: a «no» here is a broken duty, everywhere else it is only an answer.
DUTIES = frozenset({"latest_start_and_decision", "start_deadline"})
SUMMARY = ("entitlement", "latest_start_and_decision", "duration", "introduction_benefit")
_OUTCOMES = {
    Outcome.MET: ("Ja", "done"),
    Outcome.NOT_MET: ("Nei", "calm"),
    Outcome.RUNNING: ("Fristen løper", "waits"),
    Outcome.CALCULATED: ("Regnet ut", "calm"),
    Outcome.MAY: ("Kan", "calm"),
    Outcome.REVIEW: ("Må vurderes", "waits"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """One input of a finding: what it is called, what it is, where and when it was learnt."""

    label: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding, ready to print."""

    question: str
    title: str
    outcome: str
    kind: str
    text: str
    basis: tuple[tuple[str, str], ...]
    version: str
    version_why: str
    version_source: str
    verification: str
    inputs: tuple[Known, ...]
    missing: tuple[str, ...]
    readings: tuple[tuple[str, str], ...]
    chosen: tuple[str, ...]
    agreed: bool
    not_covered: str
    would_change: tuple[str, ...]


@dataclass(frozen=True)
class Judged:
    """What the law says about one person on one day; `problems` when her facts cannot all be true."""

    on: dt.date
    findings: tuple[Finding, ...]
    sources: Sources
    missing: tuple[str, ...]
    problems: tuple[str, ...]
    chosen_by: Mapping[str, str]

    @property
    def summary(self) -> tuple[Shown, ...]:
        """The few answers that the person's page shows."""
        by_question = {finding.question: finding for finding in self.findings}
        return tuple(show(by_question[q], self.sources, self.chosen_by) for q in SUMMARY if q in by_question)

    @property
    def groups(self) -> tuple[tuple[str, tuple[Shown, ...]], ...]:
        """Every answer, under the headings of the page about the law."""
        left = {finding.question: show(finding, self.sources, self.chosen_by) for finding in self.findings}
        groups = []
        for heading, questions in GROUPS:
            if rows := tuple(left.pop(q) for q in questions if q in left):
                groups.append((heading, rows))
        if left:
            groups.append(("Annet", tuple(left.values())))
        return tuple(groups)


def judge(
    person: Person, children: list[Person], plans: list, on: dt.date, done: Mapping[str, dt.date] | None = None
) -> Judged:
    """Asks the law about `person` on the day, under the readings of the municipality and of her plan (if any).

    `done`: what finished steps say; what is asked only then is left out without it, as in the few answers of her page.
    """
    seen = case(person, children, plans, on, done)
    missing = {item.name: item.label for finding in seen.findings for item in finding.missing}
    return Judged(on, seen.findings, seen.sources, tuple(missing.values()), seen.problems, seen.chosen_by)


def show(finding: Finding, sources: Sources, chosen_by: Mapping[str, str]) -> Shown:
    """A finding in words."""
    outcome, kind = _OUTCOMES[finding.outcome]
    if finding.outcome is Outcome.NOT_MET and finding.question in DUTIES:
        # Without a right there is no duty to break: the same outcome, but no date.
        broken = bool(finding.value and finding.value.get("start_by"))
        outcome, kind = ("Fristen er brutt", "breaks") if broken else ("Ingen frist", "calm")
    if finding.missing:
        outcome = "Mangler opplysninger"
    version = finding.version
    return Shown(
        question=finding.question,
        title=finding.title,
        outcome=outcome,
        kind=kind,
        text=finding.text,
        basis=tuple((str(p), p.url) for p in finding.basis),
        version=_period(version.valid_from, version.valid_to) if version else "",
        version_why=version.why if version else "",
        version_source=version.source if version else "",
        verification=finding.verification.label,
        inputs=tuple(Known(i.label, value_words(i.value), sources.of(i.name)) for i in finding.inputs),
        missing=tuple(m.label for m in finding.missing),
        readings=tuple((r.text, answer_words(r.answer)) for r in finding.readings),
        chosen=tuple(
            f"{OPEN_QUESTIONS[q].text} Her er lest slik: {OPEN_QUESTIONS[q].options[o]}{_by(chosen_by.get(q, ''))}"
            for q, o in finding.chosen
        ),
        agreed=bool(finding.readings) and not finding.is_open,
        not_covered=finding.not_covered,
        would_change=finding.would_change,
    )


def _by(who: str) -> str:
    return f" Valgt av {who}." if who else ""


def _period(first: dt.date, end: dt.date | None) -> str:
    return f"fra {long_date(first)}" + (f" til {long_date(end)}" if end else ", ingen slutt kjent")


def value_words(value) -> str:
    """An input as people write it."""
    if isinstance(value, list | tuple):
        return ", ".join(value_words(item) for item in value) or "ingen"
    if isinstance(value, dict):
        named = {"birth_date": "født", "permit": "", "permit_date": "fra", "permit_end": "til", "hours": "timer"}
        return " ".join(f"{named.get(k, '')} {say(v)}".strip() for k, v in value.items() if v is not None)
    return say(value)


def answer_words(answer) -> str:
    """The short answer of one reading."""
    if isinstance(answer, dict):
        return ", ".join(answer_words(v) for v in answer.values() if v is not None)
    return value_words(answer)
