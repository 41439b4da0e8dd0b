"""Asks the law what the pathway needs of it: may this person take part, and which deadlines does the law set for her.

Every legal deadline comes from one place, the law's own list. Laying asks for the few that template steps carry; the room of
assessments knows more facts, asks for all, and hands them in as `law_days`.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from samlop.core.calendar import long_date
from samlop.law import FactsError, Finding, Outcome, ask
from samlop.law.deadlines import WATCHES
from samlop.law.facts import fact_labels
from samlop.law.watch import Deadline, DeadlineOwner, DeadlineState, deadlines_from
from samlop.people.facts import law_facts
from samlop.people.models import Person

TAKES_PART = frozenset({"right_and_duty", "right_only", "may_offer", "review"})
# The law's names of the deadlines that steps of a template are counted from.
DECISION, LIMIT, START = "programme_decision", "two_year_limit", "programme_start"
ANCHORED = frozenset({DECISION, LIMIT, START})
# Deadlines that a step of the template carries beside its own date: the law's name for it -> the key of the step.
CARRIED_BY = {
    "competence_mapping": "competence_mapping",
    "career_guidance": "career_guidance",
    "training_start": "norwegian_training",
    "plan_review": "plan_review",
    "registration": "nir_registration",
    "extra_grant": "grants_check",
}
_ANCHORED_WATCHES = tuple(watch for watch in WATCHES if watch.id in ANCHORED)
_BASIS = 80  # the column of a step
_OFFICES = {
    DeadlineOwner.MUNICIPALITY: "Programrådgiver",
    DeadlineOwner.PARTICIPANT: "Personen selv",
    DeadlineOwner.OTHER: "Andre",
}


@dataclass(frozen=True, slots=True)
class LawDay:
    """One deadline of one person: the law's name for it, the last day, why that day, and the paragraph.

    `unsure`: the law can be read in several ways, and the day is the earliest. `done_on`: when it was kept, if it was.
    """

    deadline: str
    title: str
    on: dt.date
    reason: str
    basis: str
    office: str = "Programrådgiver"
    unsure: bool = False
    done_on: dt.date | None = None
    starts_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """What the law says about one adult: whether she gets the steps of a programme, and the deadlines that follow.

    `unsure`: the law or the facts leave the deadline open; the earliest of the possible days is then used, and the
    municipality's own date says so. `days`: every legal deadline with a date, the kept ones too.
    """

    takes_part: bool
    start_by: dt.date | None = None
    decide_by: dt.date | None = None
    basis: str = ""
    text: str = ""
    unsure: bool = False
    days: tuple[LawDay, ...] = ()


def position(person: Person, *, settles_on: dt.date | None, on: dt.date) -> Position:
    """The position of one adult on the day. `settles_on`: the agreed day, used until she is settled.

    Reads `person.permits` and `person.stated_facts`; prefetch them for many people.
    """
    planned = {} if person.settled_on or settles_on is None else {"settlement_date": settles_on}
    try:
        facts = law_facts(person, **planned)
    except FactsError:
        # Facts that cannot all be true are shown where they are mended; the steps are laid so that nobody is forgotten.
        return Position(takes_part=True, text="Opplysningene om personen stemmer ikke med hverandre.", unsure=True)
    found = {name: ask(name, facts, on) for name in dict.fromkeys(watch.question for watch in _ANCHORED_WATCHES)}
    return position_of(
        found["entitlement"],
        found["latest_start_and_decision"],
        law_days(deadlines_from(_ANCHORED_WATCHES, facts, on, found)),
    )


def position_of(entitlement: Finding, deadline: Finding, days: tuple[LawDay, ...]) -> Position:
    """The position out of findings that are made already."""
    outcome = "review" if entitlement.outcome is Outcome.REVIEW else str(entitlement.value["outcome"])
    by_name = {day.deadline: day for day in days}
    start, decision = by_name.get(START), by_name.get(DECISION)
    return Position(
        takes_part=outcome in TAKES_PART,
        start_by=start.on if start else None,
        decide_by=decision.on if decision else None,
        basis=references(deadline, _BASIS),
        text=deadline.text[:200],
        unsure=deadline.outcome is Outcome.REVIEW,
        days=days,
    )


def law_days(deadlines: Iterable[Deadline]) -> tuple[LawDay, ...]:
    """The deadlines that have a date, as the pathway keeps them."""
    return tuple(
        LawDay(
            deadline=row.id,
            title=row.title[:80],
            on=row.by,
            reason=_reason(row),
            basis=references(row.finding, _BASIS),
            office=_OFFICES[row.owner],
            unsure=row.is_open or bool(row.finding.missing),
            done_on=row.done_on if row.state in (DeadlineState.KEPT, DeadlineState.KEPT_LATE) else None,
            starts_on=row.starts_on,
        )
        for row in deadlines
        if row.by is not None
    )


def references(finding: Finding, room: int) -> str:
    """The references that fit in so many characters, each of them whole: half a paragraph is no reference."""
    fits = ""
    for reference in finding.basis_text.split(", "):
        longer = f"{fits}, {reference}" if fits else reference
        if len(longer) > room:
            break
        fits = longer
    return fits


def _reason(row: Deadline) -> str:
    """What the day is counted from and what has moved it: `Regnet fra dato for bosetting, 1. oktober 2026.`"""
    labels = fact_labels()
    parts = []
    if row.starts_from and row.starts_on:
        parts.append(f"Regnet fra {_low(labels[row.starts_from])}, {long_date(row.starts_on)}.")
    if row.moved_by:
        parts.append(f"Flyttet av {' og '.join(_low(labels[name]) for name in row.moved_by)}.")
    return " ".join(parts)[:200]


def _low(words: str) -> str:
    return words[:1].lower() + words[1:]
