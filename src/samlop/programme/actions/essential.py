"""Says which changes of a plan are essential, so that a new decision is needed (integreringsloven § 15; catalogue PLN-07, DEC-02).

Length and content of the programme are decided by decision; words, reasons and times of day are not.
"""

from dataclasses import dataclass
from decimal import Decimal

from samlop.core.calendar import long_date
from samlop.law.words import say
from samlop.programme.catalogue import SKILLS, Kind
from samlop.programme.facts import PlanPicture
from samlop.programme.models import Plan


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions, and whether it needs a decision."""

    what: str
    before: str
    after: str
    essential: bool


# Words that may change without a decision: (field, what people call it).
_WORDS = (
    ("end_goal_detail", "Nærmere om målet"),
    ("goal_reason", "Hvorfor dette målet"),
    ("long_term_goal", "Langsiktig mål"),
    ("strengthens", "Slik styrker det veien til målet"),
    ("load_reason", "Begrunnelse for mindre enn full tid"),
    ("municipality_duties", "Kommunen lover"),
    ("participant_duties", "Jeg lover"),
    ("own_words", "Med mine egne ord"),
    ("resources", "Det jeg kan"),
)


def changes(old: PlanPicture, new: PlanPicture) -> list[Change]:
    """Every difference, the essential ones first."""
    found = [*_goal(old.plan, new.plan), *_time(old.plan, new.plan), *_content(old, new), *_words(old.plan, new.plan)]
    return sorted(found, key=lambda change: not change.essential)


def essential_changes(old: PlanPicture, new: PlanPicture) -> list[Change]:
    """Those that need a new decision. None: the new version can be taken into use, and the decision stands."""
    return [change for change in changes(old, new) if change.essential]


def _goal(old: Plan, new: Plan):
    if old.end_goal != new.end_goal:
        yield Change("Sluttmål", say(old.end_goal), say(new.end_goal), True)
    for skill, words in SKILLS:
        if getattr(old, skill) != getattr(new, skill):
            yield Change(f"Norskmål: {words.lower()}", getattr(old, skill), getattr(new, skill), True)


def _time(old: Plan, new: Plan):
    if old.starts_on != new.starts_on:
        yield Change("Programmet starter", _day(old.starts_on), _day(new.starts_on), True)
    if old.duration_months != new.duration_months:
        yield Change("Varighet", f"{old.duration_months} måneder", f"{new.duration_months} måneder", True)


def _content(old: PlanPicture, new: PlanPicture):
    before, after = _hours_by_kind(old), _hours_by_kind(new)
    for kind in Kind.values:
        if before.get(kind) != after.get(kind):
            yield Change(f"Timer i uka: {Kind(kind).label}", _hours(before.get(kind)), _hours(after.get(kind)), True)
    steps = [[(s.from_on, s.until_on, s.hours_per_week) for s in seen.load_steps] for seen in (old, new)]
    if steps[0] != steps[1]:
        yield Change("Opptrapping", f"{len(steps[0])} trinn", f"{len(steps[1])} trinn", True)


def _words(old: Plan, new: Plan):
    for name, words in _WORDS:
        if getattr(old, name).strip() != getattr(new, name).strip():
            yield Change(words, getattr(old, name), getattr(new, name), False)


def _hours_by_kind(seen: PlanPicture) -> dict[str, Decimal]:
    hours: dict[str, Decimal] = {}
    for element in seen.elements:
        hours[element.kind] = hours.get(element.kind, Decimal(0)) + element.hours_per_week
    return hours


def _hours(hours: Decimal | None) -> str:
    return "ikke med" if hours is None else f"{float(hours):g}".replace(".", ",")


def _day(day) -> str:
    return long_date(day) if day else ""
