"""Answers the most asked questions about many people at once, on columns of numbers.

The rules of `law` are the law; this is the same law over again in NumPy, read from the same parameter files and under the same
fact is missing or a reading is open, is marked, and is asked about in the ordinary way. Nothing is ever guessed, and a test
and a benchmark hold both ways of asking to the same answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from samlop.law.assess import answer
from samlop.law.bulk.answers import QUESTIONS, Answers, answers
from samlop.law.bulk.columns import Columns
from samlop.law.bulk.timeline import Timeline, timeline
from samlop.law.facts import Facts
from samlop.law.readings import NO_READINGS, Readings

__all__ = ["QUESTIONS", "Answers", "Columns", "Timeline", "answers", "timeline", "values"]


def values(question: str, people: Iterable[Facts], on: date, readings: Readings = NO_READINGS) -> list[Any]:
    """Gives the value of one answer for each person: from the columns where they decide, else by asking one by one."""
    known = tuple(people)
    found = answers(Columns.of(known), on, readings)
    return [
        found.value(question, row) if found.decided[question][row] else answer(question, facts, on, readings)
        for row, facts in enumerate(known)
    ]
