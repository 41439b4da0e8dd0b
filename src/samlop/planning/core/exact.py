"""Asks CP-SAT to beat a schedule and to prove a bound, in a thread of its own or with a measured amount of work.

Without OR-Tools there is no proof, and the search goes on alone (docs/adr/0008).
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from samlop.planning.core.project import Project

MOST_STEPS = 500  # above this the model costs more than it gives inside a minute


def available() -> bool:
    """Whether OR-Tools can be loaded. Loads it."""
    try:
        import ortools.sat.python.cp_model  # noqa: F401
    except ImportError:
        return False
    return True


class Proof:
    """One run of CP-SAT on a project that already has a schedule. `starts` and `bound` are the best known so far."""

    def __init__(self, project: Project, starts: Sequence[int], lower: int, seed: int):
        from ortools.sat.python import cp_model

        self.project, self.bound, self.seed = project, lower, seed
        self.starts: tuple[int, ...] | None = None
        self.closed = False
        longest = max(start + length for start, length in zip(starts, project.durations, strict=True))
        model = cp_model.CpModel()
        self.model = model
        self.variables = [model.new_int_var(release, longest, "") for release in project.releases]
        spans = [
            model.new_fixed_size_interval_var(start, length, "")
            for start, length in zip(self.variables, project.durations, strict=True)
        ]
        end = model.new_int_var(lower, longest, "")
        for step, after in enumerate(project.successors):
            model.add(end >= self.variables[step] + project.durations[step])
            for other in after:
                model.add(self.variables[other] >= self.variables[step] + project.durations[step])
        for number, capacity in enumerate(project.capacities):
            users = [step for step, needs in enumerate(project.demands) if needs[number] and project.durations[step]]
            model.add_cumulative(
                [spans[step] for step in users], [project.demands[step][number] for step in users], capacity
            )
        for variable, start in zip(self.variables, starts, strict=True):
            model.add_hint(variable, start)
        model.minimize(end)
        self.solver = cp_model.CpSolver()
        self.thread: threading.Thread | None = None

    def begin(self, seconds: float) -> None:
        """Starts in a thread of its own, for at most that many seconds."""
        self.solver.parameters.max_time_in_seconds = max(0.01, seconds)
        self.thread = threading.Thread(target=self._solve, daemon=True)
        self.thread.start()

    def work(self, amount: float, seconds: float) -> None:
        """Runs here and now for an amount of work that is the same on every machine (CP-SAT's deterministic seconds).

        `seconds` is the wall that stops it whatever is left of the amount.
        """
        self.solver.parameters.max_time_in_seconds = max(0.01, seconds)
        self.solver.parameters.max_deterministic_time = amount
        self._solve()

    def stop(self) -> None:
        """Ends the thread, and waits for it."""
        if self.thread is not None:
            while self.thread.is_alive():
                self.solver.stop_search()
                self.thread.join(0.01)

    def _solve(self) -> None:
        from ortools.sat.python import cp_model

        variables, proof = self.variables, self

        class Keep(cp_model.CpSolverSolutionCallback):  # type: ignore[misc]
            def on_solution_callback(self) -> None:
                proof.starts = tuple(self.value(variable) for variable in variables)

        self.solver.parameters.num_workers = 1
        self.solver.parameters.linearization_level = 0  # a third faster on the public instances of 30 steps
        self.solver.parameters.random_seed = self.seed
        status: Any = self.solver.solve(self.model, Keep())
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.UNKNOWN):
            self.bound = max(self.bound, _up(self.solver.best_objective_bound))
        self.closed = status == cp_model.OPTIMAL


def _up(number: float) -> int:
    """The least whole number that is not below, forgiving the last decimals."""
    return int(-(-(number - 1e-6) // 1))
