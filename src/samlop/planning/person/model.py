"""Says what a plan for one person is made of: activities, waits, intakes, breaks, seats given, and the legal window.

Weeks are whole numbers from week 0, which begins on `Problem.week0` when that is known; an end is exclusive. Loads are
whole minutes a week.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

MINUTES = 60


class Kind(StrEnum):
    """What an activity is, for the legal content and the weekly proof."""

    LANGUAGE = "language"
    SOCIETY = "society"
    LIFE_SKILLS = "life_skills"
    GUIDANCE = "parental_guidance"
    WORK = "work"
    EDUCATION = "education"
    STUDY = "study"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Wait:
    """Waits until `key` has ended, and `lag` weeks more."""

    key: str
    lag: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of `weeks` with another load than full, why, and the paragraph that allows it."""

    weeks: int
    minutes: int
    reason: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A holiday or school break: weeks [start, end) in which activities of the calendars in `stops` stand still."""

    name: str
    start: int
    end: int
    stops: frozenset[str]


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing to be done.

    `loads`: minutes of each week that it runs, in order. `starts`: its intakes; None when it may start in any week.
    `opens`: stretches of which one must hold all of it. `calendars`: the breaks that it stands still in. `fixed`: the
    week of a seat already given. `reaches`: the language level that it gives.
    """

    key: str
    title: str
    loads: tuple[int, ...]
    kind: Kind = Kind.OTHER
    after: tuple[Wait, ...] = ()
    starts: tuple[int, ...] | None = None
    opens: tuple[tuple[int, int], ...] | None = None
    calendars: frozenset[str] = frozenset()
    earliest: int = 0
    fixed: int | None = None
    reaches: str = ""
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Ramp:
    """A ceiling of `minutes` a week in the weeks before `until`."""

    until: int
    minutes: int
    reason: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """The legal window: the programme must have ended by week `ends`. `extension` more weeks may be given, or none.

    `basis` names the paragraph of the end, `extension_words` says why there is (no) extension.
    """

    ends: int
    basis: str = ""
    extension: int = 0
    extension_words: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What the law asks of the weeks, from plain inputs, in minutes. Zero asks for nothing.

    `full_time`: the whole week. `work`: work-oriented minutes a week from `work_from` weeks after the programme began:
    on average, or in every week when `each_week` (the law does not say over which time the average is taken; the
    municipality chooses the reading). `least`: minutes that the programme must have of a kind, 0 for just having it.
    `study`: the most own study that counts towards full time.
    """

    full_time: int = 0
    work: int = 0
    work_from: int = 0
    each_week: bool = False
    least: Mapping[Kind, int] = field(default_factory=dict)
    study: int = 0
    basis: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """One person's planning problem. `goal` is the activity whose end is the end of the programme.

    `programme` is the activity that begins the programme; each week that it starts after `due` costs `late_weight`
    weeks of end. `ceiling` is the most minutes in any week. `horizon`: no activity may start at or after it.
    """

    activities: tuple[Activity, ...]
    goal: str
    ceiling: int
    horizon: int = 230
    programme: str = ""
    due: int | None = None
    late_weight: int = 5
    breaks: tuple[Break, ...] = ()
    ramps: tuple[Ramp, ...] = ()
    gentle: tuple[Ramp, ...] = ()
    window: Window | None = None
    content: Content = field(default_factory=Content)
    evening: int = 0
    week0: date | None = None

    def ceiling_in(self, week: int) -> int:
        """The most minutes in that week."""
        return min([self.ceiling, *(ramp.minutes for ramp in self.ramps if week < ramp.until)])

    def paused(self, calendars: frozenset[str]) -> frozenset[int]:
        """The weeks in which activities of these calendars stand still."""
        return frozenset(
            week for one in self.breaks if one.stops & calendars for week in range(max(one.start, 0), one.end)
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """Where each activity lies: `weeks[key]` is (start, end), end exclusive.

    `cost` is the objective's value and `bound` the least that any plan can have; they are equal when it is proven.
    """

    weeks: dict[str, tuple[int, int]]
    cost: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether no better plan exists."""
        return self.cost == self.bound
