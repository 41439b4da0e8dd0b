"""Invents many people at random, near every boundary the law has, for tests and figures that compare two ways of asking."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from samlop.law import Facts
from samlop.law.facts import EDUCATION, GOALS, Grant
from samlop.law.parameters import parameter, parameter_names

BIRTHDAYS = (17, 18, 24, 25, 54, 55, 56, 60, 61)
PERMITS = ("P-28", "P-35", "P-38", "P-38-5", "P-34", "P-FAM", "P-53", "study", "eea_family", "permanent")
REFERENCES = ("P-28", "P-35", "P-34", "norwegian_citizen", "eea_citizen", "study")


def boundary_days() -> list[date]:
    """Lists every day on which a version of a parameter begins or ends."""
    dated = [value for name in parameter_names() for value in parameter(name).values]
    days = {day for value in dated for day in (value.valid_from, value.valid_to) if day is not None}
    moved = parameter("duration_transition").values[0].data.values()
    return sorted({day for day in days | {item for item in moved if isinstance(item, date)} if day.year > 2019})


def a_crowd(count: int, *, seed: int, known: float = 0.95) -> Iterator[Facts]:
    """Gives random people. Each fact that matters is known with the probability `known`; others are rare."""
    pick = Random(seed)
    edges = boundary_days()
    for _ in range(count):
        yield Facts(**{name: value for name, value in _person(pick, edges, known).items() if value is not None})


def _person(pick: Random, edges: list[date], known: float) -> dict[str, Any]:
    def day(first: int = -500, last: int = 500) -> date:
        """Mostly near a boundary of the law, or on it."""
        edge = pick.choice(edges)
        near = pick.choice((0, -1, 1, pick.randint(first, last)))
        return min(max(edge + timedelta(days=near), date(2020, 6, 1)), date(2028, 12, 31))

    def perhaps(chance: float, value: Any) -> Any:
        return value if pick.random() < chance else None

    granted = max(day(), date(2020, 12, 30))
    settled = granted + timedelta(days=pick.randint(-60, 500))
    decided = settled + timedelta(days=pick.choice((pick.randint(0, 95), pick.randint(0, 800))))
    started = perhaps(0.5, decided + timedelta(days=pick.choice((0, pick.randint(-30, 200)))))
    permit = pick.choice(PERMITS)
    facts: dict[str, Any] = {
        "birth_date": perhaps(known, _born(pick, granted)),
        "permit": perhaps(known, permit),
        "permit_date": perhaps(known, granted),
        "settlement_date": perhaps(known, settled),
        "settled_by_agreement": perhaps(known, pick.random() < 0.8),
        "education": perhaps(known, pick.choice(EDUCATION)),
        "goal": perhaps(known, pick.choice((*GOALS, "work", "work"))),
        "compulsory_school_completed": perhaps(known, pick.random() < 0.5),
        "lives_with_parents": perhaps(known, pick.random() < 0.2),
        "children": perhaps(known, ()),
        "asylum_application": perhaps(known, pick.random() < 0.7),
        "reference_permit": perhaps(known, pick.choice(REFERENCES)),
        "reference_settled": perhaps(known, settled - timedelta(days=pick.choice((0, 300, 1825, 1826, 1827, 3000)))),
        "family_application_date": perhaps(known, granted - timedelta(days=pick.randint(0, 400))),
        "demand_date": perhaps(0.3, settled + timedelta(days=pick.randint(-100, 400))),
        "offer_date": perhaps(0.6, day(-200, 200)),
        "decision_date": perhaps(0.4, decided),
        "start_date": started,
        "job_hours_per_week": perhaps(0.15, pick.choice((7.5, 20.0, 29.5, 30.0, 37.5))),
        "partner_in_programme": perhaps(0.2, pick.random() < 0.5),
        "needs_documented_b2": perhaps(0.3, pick.random() < 0.5),
        "norwegian_inside_fov": perhaps(0.3, pick.random() < 0.3),
        "citizenship": perhaps(0.5, pick.choice(("Syria", "Ukraina", "Eritrea", "Syria", "norge", "Sweden"))),
        "engine_switch": perhaps(0.02, {"age60_in_force_from": pick.choice((None, day()))}),
        "goal_at_offer": perhaps(0.03, pick.choice(GOALS)),
        "decision_under_6A": perhaps(0.02, day()),
    }
    if facts["job_hours_per_week"] is not None:
        facts["job_end"] = perhaps(0.4, settled + timedelta(days=pick.randint(-10, 900)))
    if facts["goal"] is not None and pick.random() < 0.03:
        facts |= {"goal_changed_to": pick.choice(GOALS), "goal_change_date": day()}
    if facts["permit"] is not None and pick.random() < 0.1:
        ends = perhaps(0.7, granted + timedelta(days=pick.randint(1, 900)))
        later = (Grant(pick.choice(PERMITS), ends or granted + timedelta(days=9)),) if pick.random() < 0.3 else ()
        facts |= {"permit": None, "permit_date": None, "permits": (Grant(permit, granted, ends), *later)}
    return facts


def _born(pick: Random, granted: date) -> date:
    """Gives a birth date whose birthday often falls on, before or after the permit; 29 February now and then."""
    if pick.random() < 0.02:
        return date(pick.choice((1964, 1968, 1972, 1996, 2000, 2004, 2008)), 2, 29)
    if pick.random() < 0.5:
        return date(pick.randint(1955, 2010), pick.randint(1, 12), pick.randint(1, 28))
    year = granted.year - pick.choice(BIRTHDAYS)
    return date(year, granted.month, min(granted.day, 28)) + timedelta(days=pick.choice((-1, 0, 1)))
