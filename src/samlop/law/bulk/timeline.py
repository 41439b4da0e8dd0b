"""Follows many people through many months: who is in programme and with how much benefit, and whose start is overdue.

What does not change with the month is worked out once for each version of the law; the months only compare dates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from samlop.law.bulk.answers import BLOCK, new_act
from samlop.law.bulk.calendar import NEVER, number
from samlop.law.bulk.columns import Columns
from samlop.law.bulk.position import Lasting, TargetGroup
from samlop.law.bulk.programme import NO_TABLE, NOT_MET, Benefit, Duration, Durations, StartDeadline
from samlop.law.parameters import parameter
from samlop.law.readings import NO_READINGS, Readings, check_readings, with_draft


@dataclass(frozen=True, slots=True)
class Timeline:
    """One row per day of `days` and one column per person.

    `monthly_ore` is the benefit of those who are in programme on the day, else 0. `late` says that the deadline to decide and
    start has passed without both. `decided` and `late_decided` say where the two stand; elsewhere they mean nothing.
    """

    days: tuple[date, ...]
    monthly_ore: NDArray[np.int32]
    decided: NDArray[np.bool_]
    late: NDArray[np.bool_]
    late_decided: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Law:
    """The law on one day, looked up once. Days with the same `stretch` share what is worked out for the whole stretch."""

    on: int
    group: TargetGroup
    start: StartDeadline
    benefit: Benefit
    duration: Duration
    stretch: tuple[object, ...]


def timeline(columns: Columns, days: Sequence[date], readings: Readings = NO_READINGS) -> Timeline:
    """Follows every row through the days, which are sorted, under the draft and the readings in force."""
    shape = len(days), len(columns)
    found = Timeline(
        tuple(days), np.zeros(shape, np.int32), np.empty(shape, bool), np.zeros(shape, bool), np.empty(shape, bool)
    )
    law = [_law(day, readings, columns) for day in days]
    for first in range(0, len(columns), BLOCK):
        _follow(found, law, columns.rows(first, first + BLOCK), slice(first, first + BLOCK))
    return found


def _law(day: date, readings: Readings, columns: Columns) -> _Law:
    chosen = with_draft(readings, day)
    check_readings(chosen)
    group = TargetGroup(day, chosen, columns.citizenships)
    change = parameter("duration_transition").get(day)
    under_new = change is not None and day >= change["new_tables_from"]
    stretch = (*group.law, change, under_new, chosen.get("offer_on_first_january"))
    return _Law(number(day), group, StartDeadline(day, group), Benefit(day), Duration(day, group), stretch)


def _follow(found: Timeline, law: list[_Law], c: Columns, here: slice) -> None:
    covered = new_act(c)
    for row, (today, last, long) in enumerate(_with_lasting(law, c)):
        in_programme = (c.start_date <= today.on) & (today.on < long.ends) & (long.table != NO_TABLE)
        money = today.benefit.benefits(c)
        np.copyto(found.monthly_ore[row, here], money.monthly_ore, where=in_programme)
        # Whoever has not started is not in programme, whatever else is unknown. A goal without a table has no end to compare with.
        ends_known = long.decided & (long.table != NO_TABLE) & (~in_programme | money.decided)
        found.decided[row, here] = covered & ((c.start_date > today.on) | ends_known)
        position = today.group.positions(c, last)
        deadline = today.start.deadlines(c, position)
        found.late[row, here] = (deadline.state == NOT_MET) & (deadline.start_by != NEVER)
        found.late_decided[row, here] = covered & deadline.decided


def _with_lasting(law: list[_Law], c: Columns) -> Iterator[tuple[_Law, Lasting | None, Durations]]:
    """Gives each day with what holds for its whole stretch; a duration is worked out as on the last day of the stretch."""
    for _, days in groupby(law, key=lambda day: day.stretch):
        stretch = list(days)
        last = stretch[-1].group.lasting(c) if stretch[-1].group.known else None
        long = stretch[-1].duration.durations(c)
        for today in stretch:
            yield today, last, long
