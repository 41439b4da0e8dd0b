"""Tells how each adult's programme went or is meant to go, who has found work, and which faults are planted."""

import datetime as dt
import random

from samlop.core.calendar import add_months
from samlop.demo import shape
from samlop.demo.dates import days
from samlop.demo.deck import Deck, spread
from samlop.demo.town import (
    ENDS_BEFORE_INTAKE,
    LATE_WITHOUT_REASON,
    NO_GOAL,
    NO_INTERPRETER_REASON,
    NO_PLAN,
    NOT_REVIEWED,
    TWO_OWNERS,
    TWO_PROGRAMMES,
    Home,
    Programme,
    Someone,
    Town,
)

LONG_GOALS = ("complete_upper_secondary", "parts_of_upper_secondary", "complete_vocational_training", "complete_compulsory_school", "work")  # fmt: skip
SHORT_GOALS = ("work", "work", "higher_education", "vocational_requalification")
# Goals that only the rules from 2026 know, and the one that only the rules before them know.
NEW_GOALS, OLD_GOALS = ("complete_vocational_training", "vocational_requalification"), ("complete_compulsory_school",)
NEW_RULES = dt.date(2026, 1, 1)
CHILD_CARE = "Barnet hadde ikke barnehageplass"


def give(made: Town, rng: random.Random, *, size: str) -> None:
    """Gives everybody in the target group a programme, in the shares of the domain numbers, and plants the faults."""
    on = made.on
    takes_part = {key: Deck(rng, {True: share, False: 1 - share}) for key, share in shape.TAKES_PART.items()}
    quantile = spread(rng)
    readiness = shape.of(shape.PRECONDITIONS_OPEN, size) / 7
    pairs = []
    for home in made.homes:
        for person in home.members:
            if person.role == "child":
                continue
            person.ready_after_days = [
                max(1, round(rng.lognormvariate(3.7, 0.8))) if rng.random() < readiness else 0 for _ in range(7)
            ]
            person.job_hours = _job(person, rng, on)
            if home.scene or not home.settles_on or not person.in_target_group:
                continue
            if takes_part["UA" if person.origin == "UA" else ""].deal():
                pairs.append((home, person))
    small = [p for _, p in pairs if p.small_child]
    late_care = _picked(rng, small, shape.LATE_CHILD_CARE * len(pairs))
    rest = [p for _, p in pairs if id(p) not in late_care]
    late_plain = _picked(rng, rest, shape.LATE_WITHOUT_REASON * len(pairs))
    talk = shape.of(shape.INTERPRETER_AT_TALK, size)
    interpreter = Deck(rng, {"qualified": talk * 0.6, "unqualified": talk * 0.4, "not_booked": 1 - talk})
    for home, person in pairs:
        late = "care" if id(person) in late_care else "plain" if id(person) in late_plain else ""
        person.programme = _programme(rng, home, person, on, next(quantile), late, interpreter)
    _ready_to_decide(rng, pairs, on)
    _plant(rng, [p for _, p in pairs], on, size)


def _job(person: Someone, rng: random.Random, on: dt.date) -> float | None:
    """Hours in work, for the share that has found it by now."""
    if person.settled_on is None or not person.in_target_group:
        return None
    months = (on - person.settled_on).days / 30.4
    share = 0.0
    for (low, before), (high, after) in zip(shape.IN_WORK, (*shape.IN_WORK[1:], (1000, 0.58)), strict=True):
        if low <= months < high:
            share = before + (after - before) * (months - low) / (high - low)
    # The curve is of Ukrainians, who come with more schooling; the others come later to work.
    share *= 1.0 if person.origin == "UA" else 0.75
    return rng.choice((18.0, 22.5, 30.0, 35.5, 37.5, 37.5)) if rng.random() < share else None


def _programme(rng, home: Home, person: Someone, on: dt.date, u: float, late: str, interpreter: Deck) -> Programme:
    settled = home.settles_on
    deadline = add_months(settled, 3)
    if late:
        # A late start lies in the past: what is late and still open shows as an open step, not as a programme.
        starts = deadline + days(3 + 80 * rng.random() ** 1.5)
    else:
        # Median seven weeks over all, the late ones included.
        week = 2 + 5 * (u / 0.57) if u < 0.57 else 7 + 5.6 * (u - 0.57) / 0.43
        starts = min(settled + days(7 * week), deadline - days(1))
    decided = max(settled + days(5), starts - days(rng.uniform(3, 16)))
    lowered = person.education == "below_upper_secondary"
    if person.origin == "UA":
        months = rng.choice((6, 12, 12, 12, 12, 18)) if not lowered else rng.choice((18, 24, 36))
    elif lowered:
        months = rng.choice((24, 24, 36, 36, 48))
    else:
        months = rng.choice((12, 12, 12, 18))
    goal, months = _lawful(rng.choice(LONG_GOALS if lowered else SHORT_GOALS), months, lowered, decided)
    ends = add_months(starts, months)
    if person.job_hours and person.job_hours >= 30 and ends > on:
        # Work of thirty hours or more ends the programme: it stopped when the job came.
        ends = max(starts + days(30), on - days(rng.uniform(1, 60)))
    elif rng.random() < 0.09:
        ends = starts + (ends - starts) * rng.uniform(0.3, 0.8)
    how = "not_needed" if not person.interpreter_needed and rng.random() < 0.5 else interpreter.deal()
    reviewed = None
    if starts <= on:
        last = starts + days((min(on, ends) - starts).days // 150 * 150)
        reviewed = last if last > starts else None
    return Programme(
        decided_on=decided,
        starts_on=starts,
        ends_on=ends,
        goal=goal,
        norwegian={"higher": "B2", "upper": "B1", "lower": "B1", "primary": "A2", "none": "A2"}[person.schooling],
        hours_per_week=37.5 if rng.random() < 0.8 else 30.0,
        interpreter=how,
        interpreter_reason=rng.choice(("Ingen ledig tolk den dagen", "Tolken meldte avbud", "Deltakeren ville ikke ha tolk")) if how == "not_booked" else "",
        late=bool(late),
        late_reason=CHILD_CARE if late == "care" else "",
        reviewed_on=reviewed,
        started_without_place=person.small_child and late != "care" and rng.random() < shape.STARTED_WITHOUT_PLACE,
    )  # fmt: skip


def _lawful(goal: str, months: int, lowered: bool, decided: dt.date) -> tuple[str, int]:
    """The goal and length the law has room for, extension included; the offer comes some weeks before the decision."""
    if goal in NEW_GOALS and decided < NEW_RULES + days(30):
        goal = "work"
    if goal in OLD_GOALS and decided >= NEW_RULES:
        goal = "parts_of_upper_secondary"
    if not lowered:
        return goal, min(months, 12)
    return goal, min(months, 24 if goal == "work" else 36)


def _ready_to_decide(rng: random.Random, pairs: list, on: dt.date) -> None:
    """Lets a few of those who have not begun be at the decision this week, so that somebody has plans to approve."""
    settled = [(h, p) for h, p in pairs if (on - h.settles_on).days > 20 and p.programme.decided_on > on - days(2)]
    for home, person in settled[: max(2, len(pairs) // 100)]:
        programme = person.programme
        length = programme.ends_on - programme.starts_on
        programme.decided_on = on + days(rng.uniform(1, 5))
        programme.starts_on = max(programme.starts_on, programme.decided_on + days(rng.uniform(4, 9)))
        programme.starts_on = min(
            programme.starts_on, max(add_months(home.settles_on, 3), programme.decided_on + days(2))
        )
        programme.ends_on = programme.starts_on + length
        programme.reviewed_on = None


def _plant(rng: random.Random, people: list[Someone], on: dt.date, size: str) -> None:
    """Plants each fault in its share of those who can have it: running plans, decided plans, or everybody."""
    begun = [p for p in people if p.programme.starts_on <= on]
    running = [p for p in begun if p.programme.ends_on > on]
    decided = [p for p in people if p.programme.decided_on <= on]
    for person in people:
        if person.programme.late and not person.programme.late_reason:
            person.faults.add(LATE_WITHOUT_REASON)
    _mark(rng, running, NO_PLAN, shape.of(shape.NO_PLAN, size), people=len(running))
    planned = [p for p in running if NO_PLAN not in p.faults]
    for person in running:
        person.programme.has_plan = NO_PLAN not in person.faults
    _mark(rng, planned, NO_GOAL, shape.NO_GOAL, people=len(running))
    for person in planned:
        if NO_GOAL in person.faults:
            person.programme.goal = ""
    old = [p for p in planned if (on - p.programme.decided_on).days > 175]
    _mark(
        rng,
        [p for p in old if (on - p.programme.starts_on).days > 190],
        NOT_REVIEWED,
        shape.NOT_REVIEWED,
        people=len(running),
    )
    for person in old:
        if NOT_REVIEWED in person.faults:
            person.programme.reviewed_on = None
        elif person.programme.reviewed_on is None or (on - person.programme.reviewed_on).days > 150:
            person.programme.reviewed_on = on - days(rng.uniform(5, 140))
    _mark(
        rng,
        [p for p in decided if p.interpreter_needed],
        NO_INTERPRETER_REASON,
        shape.NO_INTERPRETER_REASON,
        people=len(decided),
    )
    for person in decided:
        if NO_INTERPRETER_REASON in person.faults:
            person.programme.interpreter, person.programme.interpreter_reason = "not_booked", ""
    _mark(rng, running, TWO_OWNERS, shape.TWO_OWNERS, people=len(running))
    _mark(rng, planned, TWO_PROGRAMMES, shape.TWO_PROGRAMMES, people=len(running))
    studies = [p for p in planned if p.education == "upper_secondary_or_higher" and NO_GOAL not in p.faults]
    _mark(rng, studies, ENDS_BEFORE_INTAKE, shape.ENDS_BEFORE_INTAKE, people=len(running))
    for person in studies:
        if ENDS_BEFORE_INTAKE in person.faults:
            # Higher education takes in once a year, in August; the programme ends months before.
            spring = dt.date(on.year + (on.month > 2), 3, 1)
            person.programme.goal = "higher_education"
            person.programme.ends_on = spring + days(rng.uniform(0, 60))
            person.job_hours = None


def _mark(rng: random.Random, eligible: list[Someone], fault: str, share: float, *, people: int) -> None:
    chosen = _picked(rng, eligible, share * people)
    for person in eligible:
        if id(person) in chosen:
            person.faults.add(fault)


def _picked(rng: random.Random, eligible: list, number: float) -> set[int]:
    """So many of them (at least one, where there is anybody and the number is not nothing), by lot."""
    count = min(len(eligible), max(1 if number >= 0.3 else 0, round(number)))
    return {id(person) for person in rng.sample(eligible, count)}
