"""Asks the independent checker about one person's plan."""

from __future__ import annotations

from collections.abc import Mapping

from samlop.planning import check
from samlop.planning.person import words
from samlop.planning.person.model import Problem


def breaches(problem: Problem, weeks: Mapping[str, tuple[int, int]], *, window: bool = True) -> list[str]:
    """Every breach of the plan `weeks[key] = (start, end)`, in sentences; empty when it holds. Not the legal window when `window` is False."""
    asked = [
        check.Asked(
            key=one.key,
            words=one.title,
            loads=one.loads,
            after=tuple((wait.key, wait.lag) for wait in one.after),
            starts=None if one.starts is None else frozenset(one.starts),
            earliest=one.earliest,
            ends_by=problem.window.ends if window and problem.window and one.key == problem.goal else None,
            opens=one.opens,
            pauses=problem.paused(one.calendars) if one.calendars else frozenset(),
            fixed=one.fixed,
        )
        for one in problem.activities
    ]
    return check.breaches(
        asked,
        dict(weeks),
        ceiling=lambda _, number: problem.ceiling_in(number),
        week=lambda number: words.week(number, problem.week0),
        load=words.hours,
    )
