"""Keeps the open questions of the law: what is not settled, the competing readings, and which one a municipality may choose.

A rule asks a question by its id. Where nobody has chosen, every reading is tried; when they give the same answer that is the
answer, and when they differ the answer is *review* with the readings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from samlop.law.overlay import current_overlay
from samlop.law.readings import benefit, case_handling, household, programme, register, settlement, training, work
from samlop.law.readings.question import OpenQuestion

Readings = Mapping[str, str]
NO_READINGS: Readings = MappingProxyType({})
T = TypeVar("T")


class UnknownReading(ValueError):
    """A chosen reading names a question or an option that does not exist. The text lists what is allowed."""


OPEN_QUESTIONS: Mapping[str, OpenQuestion] = MappingProxyType(
    {
        q.id: q
        for theme in (programme, benefit, case_handling, household, register, settlement, training, work)
        for q in theme.QUESTIONS
    }
)


def check_readings(readings: Readings) -> None:
    """Raises UnknownReading when a chosen reading does not exist."""
    for question, option in readings.items():
        known = OPEN_QUESTIONS.get(question)
        if known is None:
            raise UnknownReading(f"Ukjent spørsmål «{question}». Velg blant: {', '.join(sorted(OPEN_QUESTIONS))}.")
        if option not in known.options:
            raise UnknownReading(f"Ukjent svar «{option}» på «{question}». Velg blant: {', '.join(known.options)}.")


def with_draft(readings: Readings, on: date) -> Readings:
    """Gives the readings to use on the day: those chosen, and over them those of the draft the law is asked under, if any."""
    draft = current_overlay()
    if draft is None or not draft.readings:
        return readings
    return {**readings, **draft.readings_on(on)}


def explore(decide: Callable[[Callable[[str], str]], T], chosen: Readings) -> list[tuple[dict[str, str], T]]:
    """Runs `decide` once for each combination of readings it asks about, and gives the path and answer of each run.

    `decide` gets a function that answers a question id with an option id. Chosen readings are used as they are, noted in the
    path, and not branched. The order follows the order the options are written in, so the answers come in a stable order.
    """
    branches: list[tuple[dict[str, str], T]] = []
    waiting: list[dict[str, str]] = [{}]
    while waiting:
        path = waiting.pop(0)

        def ask(question: str, path: dict[str, str] = path) -> str:
            if question in chosen:
                path[question] = chosen[question]
            if question not in path:
                first, *others = OPEN_QUESTIONS[question].options
                # The branches that split off here go before those that split off earlier, so the first option's tree is finished first.
                waiting[:0] = [{**path, question: option} for option in others]
                path[question] = first
            return path[question]

        branches.append((path, decide(ask)))
    return branches
