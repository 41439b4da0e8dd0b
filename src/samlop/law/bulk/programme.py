"""Works out deadlines, duration, hours, Norwegian goal and benefit for many people at once, as the rules of the same names do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from samlop.law.benefit.amounts import amounts, basic_amount_on
from samlop.law.bulk.calendar import NEVER, SIZE, UNKNOWN, Days, any_months_later, months_later, number, youngest
from samlop.law.bulk.columns import NOT_KNOWN, Columns
from samlop.law.bulk.position import POSITIONS, Mask, Positions, Small, TargetGroup, codes
from samlop.law.codes import LISTED, permit_codes, permit_kinds
from samlop.law.facts import EDUCATION, GOALS
from samlop.law.facts.programme import TABLES
from samlop.law.finding import Outcome
from samlop.law.parameters import Value, parameter
from samlop.law.programme.duration import COMPULSORY_GOALS, FORMAL_GOALS, table_row
from samlop.law.programme.education import BELOW, UPPER
from samlop.law.programme.target_group import RIGHT_ONLY

# Positions from here on are a right.
FIRST_RIGHT = POSITIONS.index(RIGHT_ONLY)
STATES = (Outcome.NOT_MET, Outcome.RUNNING, Outcome.MET)
NOT_MET, RUNNING, MET = range(len(STATES))
NO_TABLE = len(TABLES)
_UPPER, _BELOW = EDUCATION.index(UPPER), EDUCATION.index(BELOW)
_WORK = GOALS.index("work")
NORWEGIAN_ROWS = ("compulsory_not_completed", "compulsory_completed", "upper_secondary", "documented_b2", "preparatory")
_NOT_COMPLETED, _COMPLETED, _UPPER_ROW, _B2, _PREPARATORY = range(len(NORWEGIAN_ROWS))
RATES = ("full", "two_thirds", "one_third")
_FULL, _TWO_THIRDS, _ONE_THIRD = range(len(RATES))


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The latest day to decide and start (`NEVER` where the law sets none), and how it went: index into `STATES`."""

    start_by: Days
    state: Small
    decided: Mask


class StartDeadline:
    """`latest_start_and_decision`, looked up once for a day."""

    def __init__(self, on: date, group: TargetGroup) -> None:
        self.on, self.group = number(on), group
        self.rule_now = parameter("start_deadline").get(on)
        if self.rule_now is not None:
            self.later = months_later(self.rule_now["number"])
            self.both = self.rule_now.id == "decide_and_start"
        kinds = permit_kinds()
        self.listed = codes(permit_codes(), lambda code: kinds[code]["ground"] == LISTED).astype(bool)

    def deadlines(self, c: Columns, position: Positions) -> Deadlines:
        """Computes for every row. The clock starts at settlement or at a demand, whichever comes first."""
        count = len(c)
        if self.rule_now is None:
            return Deadlines(np.full(count, NEVER, np.int32), np.zeros(count, np.uint8), np.zeros(count, bool))
        decided = position.decided.copy()
        has_right = position.outcome >= FIRST_RIGHT
        event = np.minimum(c.settlement_date, c.demand_date)
        without = has_right & (c.settled_by_agreement != 1) & ~self.listed[c.permit]
        # From which day the clock then starts is an open question.
        decided &= ~without
        latest = self.later.take(event)
        on = self.on
        in_time = (c.start_date <= latest) & (c.start_date <= on)
        if self.both:
            in_time &= c.decision_date <= latest
        # Whoever has no deadline yet has a clock that has not started: running, with no date.
        state = np.where(in_time, np.uint8(MET), (on <= latest).view(np.uint8))
        state[event == UNKNOWN] = RUNNING
        state *= has_right
        np.putmask(latest, ~has_right, NEVER)
        return Deadlines(latest, state, decided)


@dataclass(frozen=True, slots=True)
class Durations:
    """Index into `TABLES` (`NO_TABLE` where the goal has none), the day of the offer, and the ends of a programme that has a start."""

    table: Small
    offered_on: Days
    ends: Days
    ends_with_extension: Days
    decided: Mask


_NO_ROW = {"max_months": 0, "extension_months": 0}


class Duration:
    """`duration`, looked up once for a day."""

    def __init__(self, on: date, group: TargetGroup) -> None:
        self.on, self.group = number(on), group
        self.change = parameter("duration_transition").get(on)
        # Within an era every table has one set of numbers; in the law there is one era, a draft may begin another.
        versions = [value for value in parameter("duration_tables").values if value.data.keys() & set(TABLES)]
        again = [
            v for n, v in enumerate(versions) if any(v.data.keys() & e.data.keys() & set(TABLES) for e in versions[:n])
        ]
        self.eras = [number(value.valid_from) for value in again]
        rows = [
            table_row(name, day)[0] if name else _NO_ROW
            for day in (None, *(v.valid_from for v in again))
            for name in (*TABLES, "")
        ]
        self.ends = any_months_later(tuple(row["max_months"] for row in rows))
        self.ends_extended = any_months_later(tuple(row["max_months"] + row["extension_months"] for row in rows))
        self.extends = np.array([bool(row["extension_months"]) for row in rows])
        if self.change is not None:
            self._look_up(self.change)

    def _look_up(self, change: Value) -> None:
        """Makes one small table over education and goal together, unknown ones first: what each combination leads to."""
        pairs = [(education, goal) for education in (None, *EDUCATION) for goal in (None, *GOALS)]
        self.last_day = np.array([number(change[_track(*pair)]) for pair in pairs], np.int32)
        self.formal = np.array([_track(*pair) == "formal_education" for pair in pairs])
        tables = [_tables(*pair) for pair in pairs]
        # Offers under the old tables first, then those under the new.
        self.tables = np.array([old for old, _ in tables] + [new for _, new in tables], np.uint8)
        known = [education is not None and (goal is not None or education == UPPER) for education, goal in pairs]
        schools = [goal in COMPULSORY_GOALS for _, goal in pairs]
        # Vocational training as a goal under the old rules is an open question: it has no table, and is no school.
        self.certain = np.array(
            [known[n % len(pairs)] and (t != NO_TABLE or schools[n % len(pairs)]) for n, t in enumerate(self.tables)]
        )

    def durations(self, c: Columns) -> Durations:
        """Computes for every row."""
        count = len(c)
        if self.change is None:
            never = np.full(count, NEVER, np.int32)
            return Durations(np.full(count, NO_TABLE, np.uint8), never, never, never, np.zeros(count, bool))
        on, change = self.on, self.change
        offer = np.where(c.start_date <= on, c.start_date, on)
        by_start = (c.start_date <= on) & (c.start_date > number(change["formal_education"]))
        for known in (c.decision_date, c.offer_date):
            stands = known < UNKNOWN
            np.copyto(offer, known, where=stands)
            by_start &= ~stands
        pair = (c.education + 1).astype(np.intp)
        pair *= len(GOALS) + 1
        pair += c.goal
        pair += 1
        last_day = self.last_day.take(pair)
        under_new, on_the_day = offer > last_day, offer == last_day
        in_force = number(change["new_tables_from"])
        if on < in_force:
            early = self.formal.take(pair) & (offer < in_force)
            under_new &= ~early
            on_the_day &= ~early
        open_day = on_the_day
        if on_the_day.any() and (chosen := self.group.says("offer_on_first_january", "new_rules")) is not None:
            np.putmask(under_new, on_the_day, chosen)
            open_day = np.zeros(count, bool)
        pair += under_new * (len(self.tables) // 2)
        table = self.tables.take(pair)
        decided = self.certain.take(pair) & c.plain & ~by_start & ~open_day
        row = table.astype(np.intp)
        for begins in self.eras:
            row += (offer >= begins) * (NO_TABLE + 1)
        extends = self.extends.take(row)
        row *= SIZE
        row += c.start_date
        ends, extended = self.ends.take(row), self.ends_extended.take(row)
        np.putmask(ends, table == NO_TABLE, NEVER)
        np.putmask(extended, ~extends, NEVER)
        return Durations(table, offer, ends, extended, decided)


def _track(education: str | None, goal: str | None) -> str:
    """Says which of the transition dates decides."""
    return UPPER if education == UPPER else "formal_education" if goal in FORMAL_GOALS else "work"


def _tables(education: str | None, goal: str | None) -> tuple[int, int]:
    """Gives the table of an offer under the old rules, and of one under the new."""
    if education == UPPER:
        return _table("A1"), _table("B1")
    old, new = FORMAL_GOALS.get(goal or "", ("A3", "" if goal in COMPULSORY_GOALS else "B5"))
    return _table(old), _table(new)


def _table(name: str) -> int:
    return TABLES.index(name) if name else NO_TABLE


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours a week of work-oriented elements on the day, hours to come, and from when (`NEVER` where no day is set)."""

    now: Small
    later: Small
    applies_from: Days
    decided: Mask


class WorkOrientedHours:
    """`min_work_oriented_hours_per_week`, looked up once for a day."""

    def __init__(self, on: date, group: TargetGroup) -> None:
        self.on, self.group = number(on), group
        self.rule_now = parameter("work_oriented_hours").get(on)
        state = parameter("chapter_6a").get(on)
        self.guided = state is None or state.id == "right_without_duty"
        if self.rule_now is not None and self.rule_now.id != "no_minimum":
            months = self.rule_now["after_months"]
            self.later = any_months_later(tuple(months[name] for name in EDUCATION))

    def hours(self, c: Columns) -> Hours:
        """Computes for every row."""
        count = len(c)
        now, later = np.zeros(count, np.uint8), np.zeros(count, np.uint8)
        never = np.full(count, NEVER, np.int32)
        if self.rule_now is None:
            return Hours(now, later, never, np.zeros(count, bool))
        decided = c.plain & (c.goal != NOT_KNOWN)
        work = c.goal == _WORK
        if self.rule_now.id == "no_minimum":
            if self.guided:
                decided &= ~(work & (c.permit == self.group.section_34) & (c.permit_date <= self.on))
            return Hours(now, later, never, decided)
        decided &= ~work | (c.education != NOT_KNOWN)
        number_of_hours = np.uint8(self.rule_now["number"])
        row = c.education.astype(np.intp)
        row *= SIZE
        row += c.start_date
        applies = self.later.take(row, mode="wrap")
        unstarted = c.start_date == UNKNOWN
        reached = (applies <= self.on) & work
        first = number(self.rule_now.valid_from)
        earlier = reached & (c.start_date < first)
        if earlier.any():
            spared = self.group.says("fifteen_hours_running_programme", "not_applied")
            if spared is None:
                decided &= ~earlier
            elif spared:
                reached &= ~earlier
                work &= ~earlier
        np.putmask(now, reached | (unstarted & work), number_of_hours)
        np.putmask(later, work & ~reached & ~unstarted, number_of_hours)
        since = np.where(reached, np.maximum(applies, first), applies)
        np.putmask(since, ~work | unstarted, NEVER)
        return Hours(now, later, since, decided)


class NorwegianGoal:
    """`proposed_norwegian_goal`, looked up once for a day."""

    def __init__(self, on: date) -> None:
        self.rule_now = parameter("norwegian_goal").get(on)

    def rows(self, c: Columns) -> tuple[Small, Mask]:
        """Gives the index into `NORWEGIAN_ROWS` for every row, and whether it is decided."""
        count = len(c)
        if self.rule_now is None:
            return np.zeros(count, np.uint8), np.zeros(count, bool)
        upper = c.education == _UPPER
        row = np.where(
            upper,
            np.where(c.needs_documented_b2 == 1, np.uint8(_B2), np.uint8(_UPPER_ROW)),
            np.where(c.compulsory_school_completed == 1, np.uint8(_COMPLETED), np.uint8(_NOT_COMPLETED)),
        )
        decided = (c.education != NOT_KNOWN) & (upper | (c.compulsory_school_completed != NOT_KNOWN))
        if "preparatory_grade" in self.rule_now.data:
            preparatory = c.norwegian_inside_fov == 1
            np.putmask(row, preparatory, _PREPARATORY)
            decided |= preparatory
        return row, decided & c.plain


@dataclass(frozen=True, slots=True)
class Benefits:
    """Index into `RATES`, and the monthly amount before tax in øre."""

    rate: Small
    monthly_ore: NDArray[np.int32]
    decided: Mask


class Benefit:
    """`introduction_benefit`, looked up once for a day."""

    def __init__(self, on: date) -> None:
        rates, couple = parameter("benefit_rates").get(on), parameter("couple_rate").get(on)
        basic, units = basic_amount_on(on), parameter("benefit_units").get(on)
        self.known = False
        if rates is None or couple is None or basic is None or units is None:
            return
        self.known = True
        self.youngest = youngest(rates["full_rate_from_age"], number(on))
        self.grown = youngest(couple["adult_age"], number(on))
        self.on = number(on)
        self.ore = np.array([amounts(basic, rates, share_of(rates, name), units)[1] for name in RATES], np.int32)

    def benefits(self, c: Columns) -> Benefits:
        """Computes for every row."""
        count = len(c)
        if not self.known:
            return Benefits(np.zeros(count, np.uint8), np.zeros(count, np.int32), np.zeros(count, bool))
        young = c.birth_date > self.youngest
        with_parent = young & (c.lives_with_parents == 1)
        rate = young.view(np.uint8) + with_parent
        decided = c.plain & (c.birth_date != UNKNOWN) & (~young | (c.lives_with_parents != NOT_KNOWN))
        # Whether young parents at home get more, and what counts as children of a couple, are open questions.
        decided &= ~with_parent | (c.childless != 0)
        couple = c.partner_in_programme == 1
        decided &= ~couple | ((c.youngest_child <= self.on) & (c.youngest_child > self.grown))
        return Benefits(rate, self.ore[rate], decided)


def share_of(rates: Value, name: str) -> Fraction:
    """Gives the share of the full benefit that a rate is."""
    if name == RATES[_FULL]:
        return Fraction(1)
    return Fraction(*rates["young_with_parent" if name == RATES[_ONE_THIRD] else "young_own_home"])
