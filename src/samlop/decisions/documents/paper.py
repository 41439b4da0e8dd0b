"""Puts a plan into the words and figures that the papers print: dates, hours and lists, all as text."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from samlop.core.calendar import WEEKDAYS, long_date
from samlop.decisions import letter
from samlop.decisions.content import LABELS, Element, PlanContent
from samlop.decisions.documents import summary
from samlop.decisions.phrases import Phrasebook

_TITLES = {"combined": "Vedtak, plan og kontrakt", "plan": "Integreringsplan", "contract": "Integreringskontrakt"}
_WORKING_DAYS = 5


@dataclass(frozen=True, slots=True)
class Signed:
    """Who answers for a decision: the one who drafted it and the other one who approved it, with their roles."""

    drafted_by: str
    approved_by: str
    approved_on: dt.date


def of(
    content: PlanContent, part: str, *, books: Mapping[str, Phrasebook], on: dt.date, signed: Signed | None
) -> dict[str, Any]:
    """Everything one paper prints, ready for the template."""
    public = LABELS[content.kind]
    # The public title, and for an archive part what it is: never whom it is about.
    file_title = public if part in ("combined", "decision") else f"{_TITLES[part]} – {public.lower()}"
    return {
        "part": part,
        "title": _TITLES.get(part, public),
        "file_title": file_title,
        "footer": f"{public} · versjon {content.version}",
        "municipality": content.municipality,
        "made": [on.year, on.month, on.day],
        "dated": long_date(on),
        "draft": signed is None,
        "participant": {
            "name": content.participant.name,
            "born": f"født {long_date(content.participant.birth_date)}",
        },
        "letter": _letter(content),
        "readings": [f"{r.question} {r.words}".strip() for r in content.readings],
        "drafted": f"Laget av {signed.drafted_by if signed else content.counsellor}.",
        "approved": f"Godkjent av {signed.approved_by} {long_date(signed.approved_on)}." if signed else "",
        "summary": [_summary(section) for section in summary.write(content, books)] if _has_summary(part) else [],
        "plan": _plan(content),
        "contract": _contract(content),
    }


def _has_summary(part: str) -> bool:
    return part in ("combined", "decision")


def _letter(content: PlanContent) -> dict[str, Any]:
    data = content.letter
    sourced = [(f.label, f"{f.value} (kilde: {f.source})" if f.source else f.value) for f in data.facts]
    deadline = data.complaint_deadline.removeprefix("Fristen er ").split(".")[0]
    return data.to_json() | {"facts": sourced, "short_deadline": deadline}


def _summary(section: summary.Section) -> dict[str, Any]:
    data = asdict(section)
    return {
        "lang": data["language"],
        "dir": data["direction"],
        "heading": data["heading"],
        "hint": data["page_hint"],
        "warnings": data["warnings"],
        "blocks": data["blocks"],
    }


def _plan(content: PlanContent) -> dict[str, Any]:
    duration, volume, meeting = content.duration, content.volume, content.meeting
    goals = ", ".join(f"{LABELS[g.skill]} {g.level}" for g in content.language_goals)
    goal = f"{content.goal.words}. {content.goal.reason}" if content.goal.reason else content.goal.words
    social = volume.social_studies_hours
    return {
        "goals": [
            ("Sluttmål", goal),
            ("Norskmål", goals),
            ("Langsiktig mål", content.long_term_goal),
        ],
        "resources": content.resources,
        "extent": [
            ("Varighet", letter.months(duration.months)),
            ("Start", long_date(duration.starts_on)),
            ("Siste dag", f"{long_date(duration.last_day)}. {duration.reason}".strip()),
            ("Timer i uka til sammen", hours(content.weekly_hours)),
            ("Opplæring i norsk", f"{hours(volume.norwegian_hours_per_week)} i uka"),
            ("Opplæring i samfunnskunnskap", f"{hours(social)} til sammen" if social else ""),
            ("Om omfanget", volume.words),
            ("Vi går gjennom planen sammen igjen", long_date(content.review_on) if content.review_on else ""),
        ],
        "stepped": content.stepped_load_reason,
        "elements": [
            {"title": e.title or LABELS[e.kind], "line": _element_line(e), "reason": e.reason} for e in content.elements
        ],
        "week": _week(content.elements),
        "strengthens": content.strengthens,
        "meeting": [
            ("Møte", long_date(meeting.held_on)),
            ("Til stede", ", ".join(f"{p.name} ({p.role})" if p.role else p.name for p in meeting.present)),
            ("Tolk", meeting.interpreter),
        ],
    }


def _element_line(element: Element) -> str:
    said = [LABELS[element.kind], f"{hours(element.hours_per_week)} i uka"]
    if element.starts_on and element.ends_on:
        last = element.ends_on - dt.timedelta(days=1)
        said.append(f"{long_date(element.starts_on)} til {long_date(last)}")
    elif element.starts_on:
        said.append(f"fra {long_date(element.starts_on)}")
    return " · ".join([*said, *filter(None, [element.place])])


def _week(elements: tuple[Element, ...]) -> dict[str, Any]:
    """The typical week as days and cells; empty when no element has a time. Weekends only when they are used."""
    slots = sorted((s.weekday, s.starts, s.ends, e.title or LABELS[e.kind]) for e in elements for s in e.slots)
    if not slots:
        return {"days": [], "cells": []}
    days = range(max(_WORKING_DAYS, slots[-1][0] + 1))
    cells = [[(f"{a}–{b}".replace(":", "."), title) for day, a, b, title in slots if day == n] for n in days]
    return {"days": [WEEKDAYS[n].capitalize() for n in days], "cells": cells}


def _contract(content: PlanContent) -> dict[str, Any]:
    name, duration = content.participant.name, content.duration
    return {
        "between": f"Denne kontrakten er inngått mellom {name} og {content.municipality}. Den gjelder introduksjonsprogrammet "
        f"fra {long_date(duration.starts_on)} til og med {long_date(duration.last_day)}. «Du» er {name}.",
        "municipality": content.contract.municipality,
        "participant": content.contract.participant,
        "for_municipality": f"for {content.municipality}",
        "counsellor": content.counsellor,
    }


def hours(number: Decimal) -> str:
    """`28,5 timer`, `1 time`."""
    figures = f"{number.normalize():f}".replace(".", ",")
    return f"{figures} {'time' if number == 1 else 'timer'}"
