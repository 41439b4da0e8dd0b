"""Asks six questions about every row, some thousand rows at a time so that all columns stay close to the processor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samlop.law.benefit.amounts import amounts, basic_amount_on, units_on
from samlop.law.bulk.calendar import NEVER, UNKNOWN, day_of, number
from samlop.law.bulk.columns import NOT_KNOWN, Columns
from samlop.law.bulk.position import POSITIONS, Mask, TargetGroup
from samlop.law.bulk.programme import (
    NO_TABLE,
    NORWEGIAN_ROWS,
    RATES,
    Benefit,
    Duration,
    NorwegianGoal,
    StartDeadline,
    WorkOrientedHours,
    share_of,
)
from samlop.law.facts import EDUCATION
from samlop.law.facts.programme import TABLES
from samlop.law.money import kroner
from samlop.law.parameters import parameter
from samlop.law.programme.duration import table_row
from samlop.law.readings import NO_READINGS, Readings, check_readings, with_draft

QUESTIONS = (
    "entitlement",
    "latest_start_and_decision",
    "duration",
    "min_work_oriented_hours_per_week",
    "proposed_norwegian_goal",
    "introduction_benefit",
)
# Rows at a time: every column of a block then stays in the processor's second cache.
BLOCK = 1 << 14
_DAYS = ("decide_before", "revives_before", "start_by", "offered_on", "ends", "ends_with_extension", "hours_from")
_SMALL = ("position", "deadline_state", "table", "hours", "hours_later", "norwegian", "rate")


@dataclass(frozen=True, slots=True)
class Answers:
    """One row per person, in the order of the columns. Dates are numbers, `NEVER` where the answer has none.

    `position`, `deadline_state`, `table`, `norwegian` and `rate` count in `POSITIONS`, `STATES`, `TABLES`, `NORWEGIAN_ROWS`
    and `RATES`. `decided` says for each question in which rows the answer stands; elsewhere the row means nothing.
    """

    on: date
    columns: Columns
    position: NDArray[np.uint8]
    decide_before: NDArray[np.int32]
    revives_before: NDArray[np.int32]
    start_by: NDArray[np.int32]
    deadline_state: NDArray[np.uint8]
    table: NDArray[np.uint8]
    offered_on: NDArray[np.int32]
    ends: NDArray[np.int32]
    ends_with_extension: NDArray[np.int32]
    hours: NDArray[np.uint8]
    hours_later: NDArray[np.uint8]
    hours_from: NDArray[np.int32]
    norwegian: NDArray[np.uint8]
    rate: NDArray[np.uint8]
    monthly_ore: NDArray[np.int32]
    decided: dict[str, NDArray[np.bool_]]

    def value(self, question: str, row: int) -> Any:
        """Gives one answer in the words of `law.answer`, which gives the same."""
        return getattr(self, f"_{question}")(row)

    def _entitlement(self, row: int) -> dict[str, Any]:
        value: dict[str, Any] = {"outcome": POSITIONS[self.position[row]]}
        if self.revives_before[row] != NEVER:
            value["revives_if_job_ends_before"] = day_of(self.revives_before[row])
        if self.decide_before[row] != NEVER:
            value["decide_before"] = day_of(self.decide_before[row])
        return value

    def _latest_start_and_decision(self, row: int) -> dict[str, Any]:
        latest = day_of(self.start_by[row])
        if latest is None:
            return {"decision_by": None, "start_by": None}
        both = parameter("start_deadline").at(self.on).id == "decide_and_start"
        settled = self.columns.settlement_date[row] <= self.columns.demand_date[row]
        value = {"decision_by": latest} if both else {}
        return value | {
            "start_by": latest,
            "explicit_decision_deadline": both,
            "counted_from": "settlement_date" if settled else "demand_date",
        }

    def _duration(self, row: int) -> dict[str, Any]:
        if self.table[row] == NO_TABLE:
            return {"table": None}
        name = TABLES[self.table[row]]
        numbers = table_row(name, day_of(self.offered_on[row]))[0]
        shown = ("min_months", "max_months", "extension_months", "extension")
        value: dict[str, Any] = {"table": name} | {key: numbers[key] for key in shown if key in numbers}
        if self.ends[row] != NEVER:
            value["max_end_exclusive"] = day_of(self.ends[row])
        if self.ends_with_extension[row] != NEVER:
            value["max_end_with_extension_exclusive"] = day_of(self.ends_with_extension[row])
        return value

    def _min_work_oriented_hours_per_week(self, row: int) -> dict[str, Any]:
        now, later = int(self.hours[row]), int(self.hours_later[row])
        if self.hours_from[row] != NEVER:
            return (
                {"hours": now}
                | ({"later_hours": later} if later else {})
                | {"applies_from": day_of(self.hours_from[row])}
            )
        if not now:
            return {"hours": 0}
        months = parameter("work_oriented_hours").at(self.on)["after_months"]
        return {"hours": now, "applies_after_months": months[EDUCATION[self.columns.education[row]]]}

    def _proposed_norwegian_goal(self, row: int) -> dict[str, Any]:
        rule_now = parameter("norwegian_goal").at(self.on)
        name = NORWEGIAN_ROWS[self.norwegian[row]]
        if name in rule_now.data:
            return {**rule_now[name], "binding": "guiding"}
        either = [{"fov_final_grade_min": rule_now["preparatory_grade"]}, dict(rule_now["preparatory_levels"])]
        return {"any_of": either, "binding": "guiding"}

    def _introduction_benefit(self, row: int) -> dict[str, Any]:
        name, ore = RATES[self.rate[row]], int(self.monthly_ore[row])
        rates, basic = parameter("benefit_rates").at(self.on), basic_amount_on(self.on)
        share = share_of(rates, name)
        a_year, _, a_day, an_hour = amounts(basic or 0, rates, share, units_on(self.on, old=False))
        return {
            "rate": name,
            "share": f"{share.numerator}/{share.denominator}",
            "couple": False,
            "monthly_amount": kroner(ore),
            "monthly_amount_ore": ore,
            "basic_amount": basic,
            "yearly_amount_ore": a_year,
            "daily_amount_ore": a_day,
            "hourly_amount_ore": an_hour,
        }


def answers(columns: Columns, on: date, readings: Readings = NO_READINGS) -> Answers:
    """Answers every question for every row on the day, under the draft and the readings in force."""
    chosen = with_draft(readings, on)
    check_readings(chosen)
    count = len(columns)
    made: dict[str, NDArray[Any]] = {name: np.empty(count, np.int32) for name in (*_DAYS, "monthly_ore")}
    made |= {name: np.empty(count, np.uint8) for name in _SMALL}
    decided = {question: np.empty(count, bool) for question in QUESTIONS}
    group = TargetGroup(on, chosen, columns.citizenships)
    rules = (
        StartDeadline(on, group),
        Duration(on, group),
        WorkOrientedHours(on, group),
        NorwegianGoal(on),
        Benefit(on),
    )
    for first in range(0, count, BLOCK):
        here = slice(first, first + BLOCK)
        c = columns.rows(first, first + BLOCK)
        covered = new_act(c)
        for name, found in _block(c, group, *rules):
            if name in decided:
                np.logical_and(found, covered, out=decided[name][here])
            else:
                made[name][here] = found
    return Answers(on, columns, decided=decided, **made)


def new_act(c: Columns) -> Mask:
    """Says who is under the Integration Act. Whoever may be under the act before it is asked about in the ordinary way."""
    first_day = number(parameter("governing_act").named("integreringsloven").valid_from)
    return (c.permit != NOT_KNOWN) & (c.permit_date >= first_day) & (c.permit_date < UNKNOWN)


def _block(
    c: Columns,
    group: TargetGroup,
    start: StartDeadline,
    duration: Duration,
    work: WorkOrientedHours,
    norwegian: NorwegianGoal,
    benefit: Benefit,
) -> tuple[tuple[str, NDArray[Any]], ...]:
    position = group.positions(c)
    deadline = start.deadlines(c, position)
    long = duration.durations(c)
    hours = work.hours(c)
    goal, goal_decided = norwegian.rows(c)
    money = benefit.benefits(c)
    return (
        ("position", position.outcome),
        ("decide_before", position.decide_before),
        ("revives_before", position.revives_before),
        ("entitlement", position.decided),
        ("start_by", deadline.start_by),
        ("deadline_state", deadline.state),
        ("latest_start_and_decision", deadline.decided),
        ("table", long.table),
        ("offered_on", long.offered_on),
        ("ends", long.ends),
        ("ends_with_extension", long.ends_with_extension),
        ("duration", long.decided),
        ("hours", hours.now),
        ("hours_later", hours.later),
        ("hours_from", hours.applies_from),
        ("min_work_oriented_hours_per_week", hours.decided),
        ("norwegian", goal),
        ("proposed_norwegian_goal", goal_decided),
        ("rate", money.rate),
        ("monthly_ore", money.monthly_ore),
        ("introduction_benefit", money.decided),
    )
