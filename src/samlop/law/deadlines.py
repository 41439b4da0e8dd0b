"""Gives every legal deadline of a person over all themes, each with its rule, start, moves and end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from samlop.law import benefit, case_handling, household, programme, register, settlement, training, work
from samlop.law.assess import ask
from samlop.law.facts import Facts
from samlop.law.finding import Finding
from samlop.law.readings import NO_READINGS, Readings
from samlop.law.watch import Deadline, Watch, deadlines_from, is_watched

THEMES = (programme, training, settlement, register, work, benefit, household, case_handling)
WATCHES: tuple[Watch, ...] = tuple(watch for theme in THEMES for watch in getattr(theme, "DEADLINES", ()))


def deadlines_of(
    facts: Facts, on: date, readings: Readings | None = None, known: Mapping[str, Finding] | None = None
) -> tuple[Deadline, ...]:
    """Gives every legal deadline of the person on the day, earliest first; those without a date yet come last.

    `known` may hold findings on the same facts, day and readings (`assess(...).by_question`), which are then not asked again.
    """
    found = dict(known or {})
    watched = tuple(watch for watch in WATCHES if is_watched(watch, facts, on))
    for watch in watched:
        if watch.question not in found:
            found[watch.question] = ask(watch.question, facts, on, NO_READINGS if readings is None else readings)
    return deadlines_from(watched, facts, on, found)
