"""Says what happens to the plan when one thing comes later than thought: what moves, what is lost, and how much it may slip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from samlop.planning.person import words
from samlop.planning.person.core import Core, core
from samlop.planning.person.exact import Impossible, TooHard
from samlop.planning.person.model import Plan, Problem
from samlop.planning.person.objectives import Objective, plan_for
from samlop.planning.person.search import lay


@dataclass(frozen=True, slots=True)
class Slip:
    """`moves`: weeks later that each activity ends, those that stay left out. `lost`: titles with the start that was lost.

    `weeks`: the plan when all else keeps its order and waits. `best_end`: the end of the goal if all is planned anew,
    None when that cannot hold all demands. `text`: it in words.
    """

    moves: dict[str, int]
    lost: tuple[tuple[str, int], ...]
    weeks: dict[str, tuple[int, int]]
    best_end: int | None
    text: str


def slip(problem: Problem, plan: Plan, key: str, weeks: int, *, objective: Objective = Objective.SOONEST) -> Slip:
    """What `weeks` later for activity `key` does. Nothing is moved earlier than it stood; seats given are kept while they can be.

    Raises KeyError for an unknown activity, ValueError for fewer than one week, and TooHard when the slipped plan
    finds no room before the horizon.
    """
    if weeks < 1:
        raise ValueError("Utsettelsen må være på minst én uke.")
    late = plan.weeks[key][0] + weeks
    tables, base = _replay(problem, plan)
    after = _slipped(tables, base, key, weeks)
    if after is None:
        raise TooHard
    by_key = {one.key: one for one in problem.activities}
    moves = {name: by for name in by_key if (by := after[name][1] - plan.weeks[name][1]) and name in plan.weeks}
    lost = tuple(
        (one.title, plan.weeks[one.key][0])
        for one in problem.activities
        if one.key != key and one.key in moves and (one.starts is not None or one.fixed is not None)
    )
    return Slip(
        moves,
        lost,
        after,
        _best(problem, key, late, objective),
        _text(problem, by_key[key].title, key, weeks, moves, lost),
    )


def slack(problem: Problem, plan: Plan, *, most: int = 52) -> dict[str, int]:
    """Weeks that each activity may start later without the goal ending later, all else in its order; at most `most`.

    Those with none are the critical path of this plan, the weekly ceiling, intakes and breaks counted in.
    """
    tables, base = _replay(problem, plan)
    due = plan.weeks[problem.goal][1]
    found = {}
    for key in plan.weeks:
        weeks = 0
        while weeks < most and (after := _slipped(tables, base, key, weeks + 1)) and after[problem.goal][1] <= due:
            weeks += 1
        found[key] = weeks
    return found


def _replay(problem: Problem, plan: Plan) -> tuple[Core, list[int]]:
    """The tables without seats given (they are kept by nothing moving earlier), and the starts of the plan."""
    loose = replace(problem, activities=tuple(replace(one, fixed=None) for one in problem.activities))
    tables = core(loose)
    return tables, [plan.weeks[act.key][0] for act in tables.acts]


def _slipped(tables: Core, base: Sequence[int], key: str, weeks: int) -> dict[str, tuple[int, int]] | None:
    """The plan laid again with `key` that much later and nothing earlier than it stood; None without room."""
    earliest = list(base)
    earliest[tables.index[key]] += weeks
    starts = lay(tables, [float(week) for week in base], earliest)
    if starts is None:
        return None
    return {act.key: (start, act.end(start)) for act, start in zip(tables.acts, starts, strict=True)}


def _best(problem: Problem, key: str, late: int, objective: Objective) -> int | None:
    changed = replace(
        problem,
        activities=tuple(
            replace(one, earliest=max(one.earliest, late)) if one.key == key else one for one in problem.activities
        ),
    )
    try:
        return plan_for(changed, objective).weeks[problem.goal][1]
    except (Impossible, TooHard):
        return None


def _text(
    problem: Problem, title: str, key: str, weeks: int, moves: dict[str, int], lost: tuple[tuple[str, int], ...]
) -> str:
    parts = []
    if problem.programme != key and (by := moves.get(problem.programme, 0)):
        parts.append(f"programstart {words.weeks(by)}")
    if problem.goal != key and (by := moves.get(problem.goal, 0)):
        parts.append(f"sluttmålet {words.weeks(by)}")
    head = f"Hvis «{title}» kommer {words.weeks(weeks)} senere, "
    head += f"flytter {words.listed(parts)}" if parts else "står programstart og sluttmål der de er"
    if lost:
        first = sorted(lost, key=lambda one: (one[1], one[0]))
        gone = [f"{words.month(week, problem.week0)} til «{name}»" for name, week in first[:3]]
        head += (
            f": inntaket i {words.listed(gone)} går tapt"
            if len(gone) == 1
            else f": inntakene i {words.listed(gone)} går tapt"
        )
        if len(first) > 3:
            head += f", og {len(first) - 3} til"
    return head + "."
