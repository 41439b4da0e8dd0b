"""Knows when schools and studies take people in, so that a goal that misses the year's only intake is seen in time.

The calendar is data (`intakes.toml`), with source and how sure it is.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Intake:
    """One coming intake: when it starts and when one must have applied."""

    name: str
    starts_on: date
    apply_by: date
    source: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A programme that ends far from an intake: the intake to aim for, and the days without programme before it."""

    intake: Intake
    days: int


@cache
def _rows() -> tuple[dict, ...]:
    text = files(__package__).joinpath("intakes.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["intake"])


def next_intake(goal: str, *, ends_on: date, on: date) -> Intake | None:
    """The first intake on or after the day the programme ends that can still be applied for; None when the goal has none."""
    for row in _rows():
        if goal not in row["goals"]:
            continue
        for year in range(ends_on.year, ends_on.year + 3):
            starts = date(year, row["start_month"], row["start_day"])
            apply_by = date(year, row["apply_month"], row["apply_day"])
            if starts >= ends_on and apply_by >= on:
                return Intake(row["name"], starts, apply_by, row["source"])
    return None


def gap(goal: str, *, ends_on: date, on: date, allowed_days: int = 31) -> Gap | None:
    """How long there is between the end of the programme and the next intake, when that is more than `allowed_days`."""
    intake = next_intake(goal, ends_on=ends_on, on=on)
    if intake is None or (days := (intake.starts_on - ends_on).days) <= allowed_days:
        return None
    return Gap(intake, days)
