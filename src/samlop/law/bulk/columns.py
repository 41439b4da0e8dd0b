"""Holds the facts of many people as columns of small whole numbers, in the words of `law.facts`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samlop.law.bulk.calendar import UNKNOWN, Days, number
from samlop.law.codes import permit_codes, reference_codes
from samlop.law.facts import EDUCATION, GOALS, Facts

Codes = NDArray[np.int8]
NOT_KNOWN = -1
# Hours a week are kept in hundredths, so that no comparison is made on a fraction that a computer cannot hold.
HOUR = 100

DATES = (
    "birth_date",
    "permit_date",
    "permit_end",
    "settlement_date",
    "demand_date",
    "offer_date",
    "decision_date",
    "start_date",
    "reference_settled",
    "family_application_date",
    "job_end",
    "youngest_child",
)
FLAGS = (
    "settled_by_agreement",
    "asylum_application",
    "lives_with_parents",
    "partner_in_programme",
    "compulsory_school_completed",
    "needs_documented_b2",
    "norwegian_inside_fov",
)
# Facts the questions below read, which have no column: a person who has one of them is asked about in the ordinary way.
ELSEWHERE = (
    "engine_switch",
    "decision_under_6A",
    "jobs",
    "job_offer_hours_per_week",
    "job_offer_lapsed",
    "goal_at_offer",
    "goal_changed_to",
    "goal_change_date",
    "moved_from_parents",
    "moved_to_parents",
    "couple_from",
    "couple_until",
    "partner_programme_from",
    "partner_programme_until",
    "children_in_home",
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The facts of many people, one row each. Dates are numbers (`bulk.calendar`); flags and codes are -1 where not known.

    `permit`, `reference_permit`, `education` and `goal` count in the order of `permit_codes()`, `reference_codes()`,
    `EDUCATION` and `GOALS`; `citizenship` counts in `citizenships`. `childless` says that a list of children is known and
    empty. `plain` is False for a person with facts that have no column: all of that person's answers come from elsewhere.
    """

    birth_date: Days
    permit_date: Days
    permit_end: Days
    settlement_date: Days
    demand_date: Days
    offer_date: Days
    decision_date: Days
    start_date: Days
    reference_settled: Days
    family_application_date: Days
    job_end: Days
    youngest_child: Days
    settled_by_agreement: Codes
    asylum_application: Codes
    lives_with_parents: Codes
    partner_in_programme: Codes
    compulsory_school_completed: Codes
    needs_documented_b2: Codes
    norwegian_inside_fov: Codes
    permit: Codes
    reference_permit: Codes
    education: Codes
    goal: Codes
    childless: Codes
    citizenship: NDArray[np.int16]
    job_hours: NDArray[np.int16]
    plain: NDArray[np.bool_]
    citizenships: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.birth_date)

    def rows(self, first: int, last: int) -> Columns:
        """Gives some of the people, without copying."""
        return Columns(**{name: getattr(self, name)[first:last] for name in _ARRAYS}, citizenships=self.citizenships)

    @classmethod
    def of(cls, people: Iterable[Facts]) -> Columns:
        """Makes columns of facts that are already checked."""
        known = tuple(people)
        kept: dict[str, list[Any]] = {name: [] for name in _ARRAYS}
        names: dict[str, int] = {}
        for facts in known:
            for name, value in _row(facts, names).items():
                kept[name].append(value)
        return cls(**{name: np.array(kept[name], _TYPES[name]) for name in _ARRAYS}, citizenships=tuple(names))

    @classmethod
    def unknown(cls, count: int, **columns: NDArray[Any]) -> Columns:
        """Makes columns of given arrays; nothing is known in those that are not given."""
        made = {name: columns.get(name, _EMPTY[name]) for name in _ARRAYS}
        return cls(
            **{name: np.ascontiguousarray(np.broadcast_to(a, count), _TYPES[name]) for name, a in made.items()},
            citizenships=(),
        )


def _row(facts: Facts, names: dict[str, int]) -> Mapping[str, Any]:
    grants = facts.grants
    grant = grants[0] if grants else None
    hours = None if facts.job_hours_per_week is None else round(facts.job_hours_per_week * HOUR)
    plain = (
        len(grants) <= 1
        and all(getattr(facts, name) is None for name in ELSEWHERE)
        and (hours is None or hours == facts.job_hours_per_week * HOUR)  # type: ignore[operator]
    )
    row: dict[str, Any] = {name: _day(getattr(facts, name)) for name in DATES if name not in _MADE}
    row |= {name: NOT_KNOWN if (said := getattr(facts, name)) is None else int(said) for name in FLAGS}
    return row | {
        "permit_date": _day(grant.permit_date if grant else None),
        "permit_end": _day(grant.permit_end if grant else None),
        "youngest_child": _day(max((child.birth_date for child in facts.children or ()), default=None)),
        "permit": _PERMIT[grant.permit] if grant else NOT_KNOWN,
        "reference_permit": _REFERENCE.get(facts.reference_permit, NOT_KNOWN),
        "education": _EDUCATION.get(facts.education, NOT_KNOWN),
        "goal": _GOAL.get(facts.goal, NOT_KNOWN),
        "childless": NOT_KNOWN if facts.children is None else int(not facts.children),
        "citizenship": NOT_KNOWN if facts.citizenship is None else names.setdefault(facts.citizenship, len(names)),
        "job_hours": NOT_KNOWN if hours is None else hours,
        "plain": plain,
    }


def _day(day: date | None) -> int:
    return UNKNOWN if day is None else number(day)


# Dates that are worked out of a list of rows.
_MADE = ("permit_date", "permit_end", "youngest_child")
_ARRAYS = tuple(item.name for item in fields(Columns) if item.name != "citizenships")
_TYPES: dict[str, Any] = (
    dict.fromkeys(_ARRAYS, np.int8)
    | dict.fromkeys(DATES, np.int32)
    | {"citizenship": np.int16, "job_hours": np.int16, "plain": np.bool_}
)
_EMPTY: dict[str, Any] = dict.fromkeys(_ARRAYS, NOT_KNOWN) | dict.fromkeys(DATES, UNKNOWN) | {"plain": True}
_PERMIT: dict[str | None, int] = {code: n for n, code in enumerate(permit_codes())}
_REFERENCE: dict[str | None, int] = {code: n for n, code in enumerate(reference_codes())}
_EDUCATION: dict[str | None, int] = {code: n for n, code in enumerate(EDUCATION)}
_GOAL: dict[str | None, int] = {code: n for n, code in enumerate(GOALS)}
