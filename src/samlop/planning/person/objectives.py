"""Proposes plans for the three objectives a person may choose, side by side, each with what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from samlop.planning.person import words
from samlop.planning.person.core import FAR, Core, core
from samlop.planning.person.exact import SECONDS, WORK, Impossible, TooHard, solve
from samlop.planning.person.model import Kind, Plan, Problem, Ramp
from samlop.planning.person.proof import prove
from samlop.planning.person.search import Term

_FIRST = 13  # weeks of the programme that a gentle start is about
_BEFORE_ALL = 1000  # one week sooner in formal education outweighs any end of the programme


class Objective(StrEnum):
    """What the plan is best at."""

    SOONEST = "soonest_to_work"
    FORMAL = "formal_education_first"
    GENTLE = "gentle_start"


TITLES = {
    Objective.SOONEST: "Raskest i arbeid",
    Objective.FORMAL: "Formell utdanning først",
    Objective.GENTLE: "Rolig start",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What a plan comes to: weeks are numbers from week 0 (ends exclusive), `first_minutes` the mean of the first weeks.

    `weeks_failing`: weeks in which the weekly proof does not hold.
    """

    goal_end: int
    education_end: int | None
    programme_start: int | None
    first_minutes: int
    weeks_failing: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan that is best at `objective`, or `plan` None and the reason in `costs`; `costs` are sentences for people."""

    objective: Objective
    plan: Plan | None
    figures: Figures | None
    costs: tuple[str, ...]


def plan_for(
    problem: Problem,
    objective: Objective = Objective.SOONEST,
    *,
    window: bool = True,
    seed: int = 1,
    work: float = WORK,
    seconds: float = SECONDS,
) -> Plan:
    """The best plan for one objective, proven unless `work` (CP-SAT's deterministic seconds) runs out.

    Raises Impossible when no plan holds all demands (`explain` says why), TooHard when none was found, and
    graph.Cycle or KeyError for a problem that `faults.faults` would have refused.
    """
    if objective is Objective.GENTLE:
        problem = replace(problem, ramps=(*problem.ramps, *gentle(problem)))
    tables = core(problem)
    ends_by = None
    if window and problem.window is not None:
        ends_by = [FAR] * len(tables.acts)
        ends_by[tables.index[problem.goal]] = problem.window.ends
    starts, cost, bound = solve(
        tables, _terms(problem, tables, objective), ends_by=ends_by, seed=seed, work=work, seconds=seconds
    )
    return Plan(
        {
            one.key: (starts[n], tables.acts[n].end(starts[n]))
            for one in problem.activities
            for n in (tables.index[one.key],)
        },
        cost,
        bound,
    )


def gentle(problem: Problem) -> tuple[Ramp, ...]:
    """The lower ceiling of a gentle start: as given, or two thirds in the first weeks after the programme could begin."""
    if problem.gentle:
        return problem.gentle
    tables = core(problem)
    begins = tables.heads()[tables.index[problem.programme]] if problem.programme else 0
    return (Ramp(min(begins, problem.horizon) + _FIRST, problem.ceiling * 2 // 3),)


def propose(problem: Problem, *, seed: int = 1, work: float = WORK, seconds: float = SECONDS) -> list[Proposal]:
    """One proposal for each objective, with what each costs beside the others."""
    found: list[tuple[Objective, Plan | None, str]] = []
    for objective in Objective:
        try:
            found.append((objective, plan_for(problem, objective, seed=seed, work=work, seconds=seconds), ""))
        except Impossible:
            found.append((objective, None, f"{TITLES[objective]} får ikke plass sammen med alle kravene."))
        except TooHard:
            found.append((objective, None, f"{TITLES[objective]} ble ikke regnet ferdig. Gi den mer tid."))
    figures = [None if plan is None else figures_of(problem, plan) for _, plan, _ in found]
    return [
        Proposal(
            objective, plan, mine, (why,) if mine is None else _costs(problem, mine, [one for one in figures if one])
        )
        for (objective, plan, why), mine in zip(found, figures, strict=True)
    ]


def figures_of(problem: Problem, plan: Plan) -> Figures:
    """What the plan comes to."""
    education = [plan.weeks[one.key][1] for one in problem.activities if one.kind is Kind.EDUCATION]
    start = plan.weeks[problem.programme][0] if problem.programme else min(a for a, _ in plan.weeks.values())
    total = 0
    for one in problem.activities:
        paused = problem.paused(one.calendars) if one.calendars else frozenset()
        week = plan.weeks[one.key][0]
        for load in one.loads:
            while week in paused:
                week += 1
            if start <= week < start + _FIRST:
                total += load
            week += 1
    return Figures(
        goal_end=plan.weeks[problem.goal][1],
        education_end=max(education, default=None),
        programme_start=start if problem.programme else None,
        first_minutes=total // _FIRST,
        weeks_failing=sum(bad.end - bad.start for bad in prove(problem, plan.weeks).failing),
    )


def _terms(problem: Problem, tables: Core, objective: Objective) -> list[Term]:
    terms = [Term(tables.index[problem.goal], 1)]
    if problem.programme and problem.due is not None:
        terms.append(Term(tables.index[problem.programme], problem.late_weight, problem.due, at_start=True))
    if objective is Objective.FORMAL:
        terms += [Term(tables.index[one.key], _BEFORE_ALL) for one in problem.activities if one.kind is Kind.EDUCATION]
    return terms


def _costs(problem: Problem, mine: Figures, all_of_them: Sequence[Figures]) -> tuple[str, ...]:
    said = []
    if late := mine.goal_end - min(one.goal_end for one in all_of_them):
        said.append(f"Sluttmålet nås {words.weeks(late)} senere enn det kan.")
    ends = [one.education_end for one in all_of_them if one.education_end is not None]
    if mine.education_end is not None and (late := mine.education_end - min(ends)):
        said.append(f"Formell utdanning er ferdig {words.weeks(late)} senere enn den kan.")
    starts = [one.programme_start for one in all_of_them if one.programme_start is not None]
    if mine.programme_start is not None and (late := mine.programme_start - min(starts)):
        said.append(f"Programmet starter {words.weeks(late)} senere enn det kan.")
    if more := mine.first_minutes - min(one.first_minutes for one in all_of_them):
        said.append(f"De første {_FIRST} ukene har {words.hours(more)} mer i uka enn de kan ha.")
    if more := mine.weeks_failing - min(one.weeks_failing for one in all_of_them):
        said.append(f"{words.weeks(more)} flere enn nødvendig har ikke timene som loven krever.")
    return tuple(said) or ("Koster ingenting ved siden av de andre.",)
