"""Random small problems, and the answer found by trying every plan."""

from itertools import product

from hypothesis import strategies as st

from samlop.planning.person.checking import breaches
from samlop.planning.person.model import Activity, Break, Kind, Problem, Ramp, Wait, Window

HORIZON = 9


@st.composite
def problems(draw, most=4, window=True):
    """Few activities over few weeks, with waits, intakes, openings, breaks, seats given, steps and a legal window."""
    count = draw(st.integers(1, most))
    acts = []
    for n in range(count):
        weeks = st.integers(0, HORIZON - 1)
        before = draw(st.sets(st.integers(0, n - 1), max_size=2)) if n else set()
        acts.append(
            Activity(
                key=str(n),
                title=f"Del {n}",
                loads=tuple(draw(st.lists(st.sampled_from([0, 2, 3, 5]), min_size=1, max_size=3))),
                kind=draw(st.sampled_from([Kind.EDUCATION, Kind.WORK, Kind.OTHER])),
                after=tuple(Wait(str(b), draw(st.integers(0, 2))) for b in sorted(before)),
                starts=draw(st.none() | st.sets(weeks, min_size=1, max_size=4).map(lambda s: tuple(sorted(s)))),
                opens=draw(st.none() | st.tuples(st.integers(0, 3), st.integers(4, 12)).map(lambda pair: (pair,))),
                calendars=draw(st.sampled_from([frozenset(), frozenset({"school"})])),
                earliest=draw(st.integers(0, 2)),
                fixed=draw(st.none() | st.none() | weeks),
            )
        )
    first = draw(st.integers(0, 6))
    return Problem(
        activities=tuple(acts),
        goal=str(count - 1),
        ceiling=draw(st.integers(5, 8)),
        horizon=HORIZON,
        programme=draw(st.sampled_from(["", "0"])),
        due=1,
        breaks=draw(st.sampled_from([(), (Break("Ferie", first, first + 2, frozenset({"school"})),)])),
        ramps=draw(st.sampled_from([(), (Ramp(3, 3),)])),
        window=Window(draw(st.integers(2, 10))) if window and draw(st.booleans()) else None,
    )


def end_of(problem, one, start):
    """The end when the activity starts then, counted week by week."""
    paused = problem.paused(one.calendars)
    left, week = len(one.loads), start
    while left:
        left -= week not in paused
        week += 1
    return week


def every_plan(problem):
    """All plans that the checker lets through."""
    ends = [[(start, end_of(problem, one, start)) for start in range(HORIZON)] for one in problem.activities]
    ends = [
        [span for span in spans if not breaches(alone(problem, one), {one.key: span})]
        for one, spans in zip(problem.activities, ends, strict=True)
    ]
    for spans in product(*ends):
        plan = {one.key: span for one, span in zip(problem.activities, spans, strict=True)}
        if not breaches(problem, plan):
            yield plan


def alone(problem, one):
    """The problem with only this activity in it."""
    from dataclasses import replace

    return replace(problem, activities=(replace(one, after=()),))


def cost(problem, plan, *, education=False):
    """What the plan costs, as the issue says it."""
    total = plan[problem.goal][1]
    if problem.programme:
        total += problem.late_weight * max(0, plan[problem.programme][0] - problem.due)
    if education:
        total += 1000 * sum(plan[one.key][1] for one in problem.activities if one.kind is Kind.EDUCATION)
    return total
