"""Reads one person's history under the law: what applied when, and why; and all her deadlines as they stand today."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from samlop.assessment.caseload import ASSESSED_FROM_YEARS, Case, case_of, chosen_by_municipality, steps_done
from samlop.assessment.judging import Answer, Judged, judge, loads, said, short_words
from samlop.assessment.models import Assessed, Change, ChangeState
from samlop.core.calendar import age_on, in_days, long_date, short_date
from samlop.law.facts import fact_labels
from samlop.law.watch import Deadline, DeadlineState
from samlop.law.words import say
from samlop.people import queries as people
from samlop.people.models import Person
from samlop.programme.models import Plan, State

# The category the history is first and foremost about: the right and duty to a programme.
CATEGORY = "entitlement"
_STATES = {
    DeadlineState.KEPT: ("Holdt", "done"),
    DeadlineState.KEPT_LATE: ("Gjort etter fristen", "waits"),
    DeadlineState.RUNNING: ("Løper", "calm"),
    DeadlineState.MISSED: ("Brutt", "breaks"),
    DeadlineState.NO_DATE: ("Ingen dato ennå", "calm"),
}


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline, ready to print."""

    title: str
    day: str
    away: str
    state: str
    kind: str
    why: str
    basis: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class History:
    """Everything on the page."""

    first_on: dt.date | None
    first: str
    now: str
    changes: list[Change]
    pending: list[Change]
    deadlines: list[Due]
    missing: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]


def history(person: Person, on: dt.date) -> History:
    """The history of one person. Six queries."""
    row = Assessed.objects.filter(person=person).first()
    changes = list(
        Change.objects.filter(person=person).select_related("cause", "closed_by").order_by("-applies_on", "-pk")
    )
    shown = [change for change in changes if change.state == ChangeState.ACCEPTED]
    case = _case(person, on)
    judged = judge(case.facts, on, case.readings) if case.facts is not None else None
    return History(
        first_on=row.first_on if row else None,
        first=_first(row, shown),
        now=judged.findings[CATEGORY].text if judged else "",
        changes=shown,
        pending=[change for change in changes if change.state == ChangeState.PENDING],
        deadlines=[_due(d, on) for d in judged.deadlines] if judged else [],
        missing=_missing(judged) if judged else (),
        problems=case.problems,
    )


def stated(person: Person) -> list[tuple[str, str, str]]:
    """What has been stated about the person: (what, value in words, source)."""
    labels = fact_labels()
    return [
        (labels.get(row.name, "Opplysning"), said(row.value), f"{row.get_source_display()}, {short_date(row.known_on)}")
        for row in person.stated_facts.all()
    ]


def is_about_her(person: Person, on: dt.date) -> bool:
    """Whether the law is asked about the person at all."""
    return age_on(person.birth_date, on) >= ASSESSED_FROM_YEARS


def _case(person: Person, on: dt.date) -> Case:
    plans = Plan.objects.filter(person=person, state__in=[State.IN_FORCE, State.SUBMITTED])
    return case_of(
        person,
        people.children_of(person),
        plans,
        done=steps_done([person.pk])[person.pk],
        municipal=chosen_by_municipality(person.municipality_id, on),
    )


def _first(row: Assessed | None, changes: list[Change]) -> str:
    """What the category was when the person was first assessed."""
    if row is None:
        return ""
    oldest = next((change for change in reversed(changes) if change.question == CATEGORY), None)
    return oldest.before_words if oldest else _position(loads(row.answers).get(CATEGORY))


def _position(answer: Answer | None) -> str:
    """`Rett og plikt.` The position alone: the days that came with it have their own lines above."""
    value = answer[1] if answer else None
    words = say(value["outcome"]) if isinstance(value, Mapping) and value.get("outcome") else short_words(answer)
    return f"{words[:1].upper()}{words[1:]}."


def _missing(judged: Judged) -> tuple[tuple[str, str], ...]:
    found = {m.name: m.label for finding in judged.findings.values() for m in finding.missing}
    return tuple(found.items())


def _due(row: Deadline, on: dt.date) -> Due:
    state, kind = _STATES[row.state]
    labels = fact_labels()
    why = []
    if row.starts_from and row.starts_on:
        why.append(f"Regnet fra {labels[row.starts_from].lower()}, {long_date(row.starts_on)}.")
    if row.moved_by:
        why.append(f"Flyttet av {' og '.join(labels[name].lower() for name in row.moved_by)}.")
    if row.is_open:
        why.append("Loven kan leses på flere måter her. Dagen er den tidligste.")
    if row.by is None:
        why.append(row.finding.text)
    if row.done_on:
        why.append(f"Gjort {long_date(row.done_on)}.")
    return Due(
        title=row.title,
        day=long_date(row.by) if row.by else "",
        away=in_days(row.by, on) if row.by and row.done_on is None else "",
        state=state,
        kind=kind,
        why=" ".join(why),
        basis=tuple((str(p), p.url) for p in row.basis),
    )
