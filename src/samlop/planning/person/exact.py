"""Finds the best plan for one person, and proves that there is none better.

The first plan is ours (`search`); CP-SAT is then asked only for a strictly better one within the weeks that a better
plan would have to keep, so that most of its work is to say no. One thread, fixed seed, deterministic work limit: the
same question gives the same plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samlop.planning.person.core import FAR, Act, Core
from samlop.planning.person.search import Term, cost_of, first_plan, lay, limits

WORK = 4.0  # CP-SAT's own deterministic seconds: the limit that decides, so that plans can be repeated
SECONDS = 10.0  # a safety net in clock time, far above what one person's plan needs


class Impossible(Exception):
    """No plan holds all demands: proven, not given up."""


class TooHard(Exception):
    """No plan was found within the work limit, and none was ruled out."""


def solve(
    core: Core,
    terms: Sequence[Term],
    *,
    ends_by: Sequence[int] | None = None,
    seed: int = 1,
    work: float = WORK,
    seconds: float = SECONDS,
) -> tuple[list[int], int, int]:
    """The starts, their cost, and the least cost that any plan can have (equal when it is proven).

    `ends_by[n]`: activity n must have ended by then. Raises Impossible when no plan exists, TooHard when none was
    found within `work` (deterministic) or `seconds` (clock).
    """
    heads = core.heads()
    if any(head >= FAR for head in heads) or any(max(act.loads, default=0) > max(core.ceiling) for act in core.acts):
        raise Impossible
    within = None
    if ends_by is not None:
        within = core.tails(ends_by)
        if within is None or any(head > last for head, last in zip(heads, within, strict=True)):
            raise Impossible
    best, cost = first_plan(core, terms, heads, seed)
    if best is not None and within is not None and any(a > b for a, b in zip(best, within, strict=True)):
        best, cost = None, FAR
    least = cost_of(core, terms, heads)
    if best is not None and cost <= least:
        return best, cost, cost
    return _prove(core, terms, heads, within, best, cost, least, (seed, work, seconds))


def _prove(
    core: Core,
    terms: Sequence[Term],
    heads: Sequence[int],
    within: Sequence[int] | None,
    best: list[int] | None,
    cost: int,
    least: int,
    limit: tuple[int, float, float],
) -> tuple[list[int], int, int]:
    latest = limits(core, terms, heads, cost - 1) if best is not None else [core.horizon - 1] * len(core.acts)
    if latest is not None and within is not None:
        latest = [min(a, b) for a, b in zip(latest, within, strict=True)]
    if latest is None or any(head > last for head, last in zip(heads, latest, strict=True)):
        assert best is not None
        return best, cost, cost
    try:
        from ortools.sat.python import cp_model
    except ImportError:  # the answer stands, without its proof (docs/adr/0008)
        if best is None:
            raise TooHard from None
        return best, cost, least
    model = cp_model.CpModel()
    starts = _model(cp_model, model, core, heads, latest)
    if starts is None:
        found = cp_model.INFEASIBLE
    else:
        _objective(model, core, terms, starts, cost - 1 if best is not None else None)
        solver = cp_model.CpSolver()
        _tune(solver.parameters, *limit)
        found = solver.solve(model)
    if found == cp_model.INFEASIBLE:
        if best is None:
            raise Impossible
        return best, cost, cost
    if found in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        assert starts is not None
        better = [solver.value(start[0]) for start in starts]
        # Laid again in the same order, everything that can lie earlier does, and the ceiling of the proof still holds.
        tidy = lay(core, [float(week) for week in better])
        if (
            tidy is not None
            and cost_of(core, terms, tidy) <= cost_of(core, terms, better)
            and (within is None or all(a <= b for a, b in zip(tidy, within, strict=True)))
        ):
            better = tidy
        cost = cost_of(core, terms, better)
        if not terms:
            return better, cost, cost
        # CP-SAT's own figure, not ours: should the two ever disagree, the plan does not call itself proven.
        bound = solver.objective_value if found == cp_model.OPTIMAL else solver.best_objective_bound
        return better, cost, max(least, round(bound) if found == cp_model.OPTIMAL else int(bound))
    if best is None:
        raise TooHard
    return best, cost, max(least, int(solver.best_objective_bound)) if terms else least


def _tune(parameters: Any, seed: int, work: float, seconds: float) -> None:
    parameters.num_workers = 1
    parameters.random_seed = seed
    parameters.max_deterministic_time = work
    parameters.max_time_in_seconds = seconds
    parameters.linearization_level = 0
    parameters.symmetry_level = 0
    parameters.cp_model_probing_level = 0
    parameters.max_presolve_iterations = 1


def _model(
    cp: Any, model: Any, core: Core, heads: Sequence[int], latest: Sequence[int]
) -> list[tuple[Any, Any]] | None:
    """Starts and ends as variables, the waits, and the weekly ceiling; None when an activity has no week left."""
    made: list[tuple[Any, Any]] = []
    intervals: list[Any] = []
    demands: list[int] = []
    for nth, act in enumerate(core.acts):
        low, high = heads[nth], latest[nth]
        if act.starts is None:
            domain: list[int] | None = None
            start = model.new_int_var(low, high, "")
        else:
            domain = [week for week in act.starts if low <= week <= high]
            if not domain:
                return None
            start = model.new_int_var_from_domain(cp.Domain.from_values(domain), "")
        end = start + act.length
        if domain is None or act.calendar is None:
            _loads(model, intervals, demands, start, act.loads, None)
        else:
            shapes: dict[tuple[int, ...], list[int]] = {}
            for week in domain:
                shapes.setdefault(tuple(w - week for w in act.weeks(week)), []).append(week)
            if len(shapes) == 1:
                shape = next(iter(shapes))
                end = start + shape[-1] + 1
                _loads(model, intervals, demands, start, _spread(act, shape), None)
            else:
                literals = []
                end = model.new_int_var(act.end(domain[0]), act.end(domain[-1]), "")
                for shape, weeks in shapes.items():
                    literal = model.new_bool_var("")
                    literals.append(literal)
                    model.add_linear_expression_in_domain(start, cp.Domain.from_values(weeks)).only_enforce_if(literal)
                    model.add(end == start + shape[-1] + 1).only_enforce_if(literal)
                    _loads(model, intervals, demands, start, _spread(act, shape), literal)
                model.add_exactly_one(literals)
        for before, lag in core.before[nth]:
            model.add(start >= made[before][1] + lag)
        made.append((start, end))
    top = max(core.ceiling)
    _lowered(model, core, intervals, demands, top)
    model.add_cumulative(intervals, demands, top)
    return made


def _spread(act: Act, shape: tuple[int, ...]) -> tuple[int, ...]:
    """The load of every week from start to end, zero in pauses."""
    loads = [0] * (shape[-1] + 1)
    for week, load in zip(shape, act.loads, strict=True):
        loads[week] = load
    return tuple(loads)


def _loads(
    model: Any, intervals: list[Any], demands: list[int], start: Any, loads: Sequence[int], literal: Any
) -> None:
    at = 0
    while at < len(loads):
        until = at
        while until < len(loads) and loads[until] == loads[at]:
            until += 1
        if loads[at]:
            size = until - at
            intervals.append(
                model.new_fixed_size_interval_var(start + at, size, "")
                if literal is None
                else model.new_optional_fixed_size_interval_var(start + at, size, literal, "")
            )
            demands.append(loads[at])
        at = until


def _lowered(model: Any, core: Core, intervals: list[Any], demands: list[int], top: int) -> None:
    """Weeks with a lower ceiling, as work that is already laid there."""
    at = 0
    while at < len(core.ceiling):
        until = at
        while until < len(core.ceiling) and core.ceiling[until] == core.ceiling[at]:
            until += 1
        if core.ceiling[at] < top:
            intervals.append(model.new_fixed_size_interval_var(at, until - at, ""))
            demands.append(top - core.ceiling[at])
        at = until


def _objective(model: Any, core: Core, terms: Sequence[Term], starts: list[tuple[Any, Any]], most: int | None) -> None:
    parts = []
    for term in terms:
        value = starts[term.nth][0 if term.at_start else 1]
        if term.due > 0:
            late = model.new_int_var(0, 2 * len(core.ceiling), "")
            model.add(late >= value - term.due)
            value = late
        elif term.due < 0:
            value = value - term.due
        parts.append(term.weight * value)
    if parts:
        if most is not None:
            model.add(sum(parts) <= most)
        model.minimize(sum(parts))
