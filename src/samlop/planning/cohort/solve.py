"""Plans a cohort within a time or an amount of work: a greedy plan at once, a better one as long as it may, a bound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from samlop.planning.cohort.bound import Bound
from samlop.planning.cohort.model import Cohort, Plan, UnusableCohort
from samlop.planning.cohort.search import Search
from samlop.planning.cohort.seats import Ready, Seats, earliest

BOUND_SHARE = 0.25  # of the time; the rest is for the plan
BOUND_ROUNDS = 150
WORK_ROUNDS = 60  # rounds of prices when the work is measured and not the time
MOST_PRICED = 3_000  # people; above this the bound is each person alone


@dataclass(frozen=True, slots=True)
class Answer:
    """The plan, what it costs, what the greedy plan cost, and what no plan can cost less than.

    `worth`: (pool, week) and about how many weeks in all one more place there would save, the most first.
    `interrupted`: the user stopped the run; this is the best until then.
    """

    plan: Plan
    cost: int
    greedy: int
    bound: int
    placements: int
    worth: tuple[tuple[int, int, float], ...]
    interrupted: bool


def impossible(cohort: Cohort) -> list[str]:
    """What cannot be kept whatever is done: promises for more places than there are, and people with no week at all."""
    said = []
    for pool, free in zip(cohort.pools, Seats(cohort).free, strict=True):
        for week, left in enumerate(free[: cohort.weeks]):
            if left < 0:
                said.append(
                    f"«{pool.words}» har {pool.places} plasser, men {pool.places - left} er lovet bort i uke {week}."
                )
                break
    return said


def plan_cohort(
    cohort: Cohort, *, seed: int, clock: Callable[[], float], seconds: float, placements: int | None = None
) -> Answer:
    """The best plan found in `seconds` of `clock`, or after `placements` (then the same on every machine).

    Raises UnusableCohort when promises cannot be kept together. Somebody with no plan inside the weeks has an empty list.
    """
    begun = clock()
    if said := impossible(cohort):
        raise UnusableCohort(said)

    def used() -> float:
        return (clock() - begun) / seconds

    search = Search(cohort, seed)
    bound: Bound | None = None
    interrupted = False
    try:
        if len(cohort.people) <= MOST_PRICED:
            weeks = (1 << cohort.weeks) - 1
            scarce = {pool for pool, open_ in enumerate(search.seats.open) if open_ & weeks != weeks}
            bound = Bound(cohort, search.ready, scarce)
            most = WORK_ROUNDS if placements is not None else BOUND_ROUNDS
            bound.run(most, lambda: used() < BOUND_SHARE)
        search.run(placements, used)
    except KeyboardInterrupt:
        interrupted = True  # the best plan stands
    lowest = bound.whole if bound else _alone(cohort, search.ready)
    return Answer(
        search.best, search.best_total, search.greedy, lowest, search.placements,
        _worth(bound) if bound else (), interrupted,
    )  # fmt: skip


def _alone(cohort: Cohort, ready: list[Ready]) -> int:
    """Each person as if alone: her earliest end, and no less late than she must be."""
    total = 0
    for one in ready:
        early = earliest(one, one.own)
        if early is not None:
            total += early[one.end] + one.lengths[one.end] + cohort.late_weight * max(0, early[one.begin] - one.due)
    return total


def _worth(bound: Bound) -> tuple[tuple[int, int, float], ...]:
    """The ten dearest places: the price is what the plan's cost would about fall by."""
    found = [
        (pool, week, round(float(price), 1))
        for pool, row in enumerate(bound.prices)
        for week, price in enumerate(row)
        if price >= 0.5
    ]
    return tuple(sorted(found, key=lambda one: (-one[2], one[0], one[1]))[:10])
