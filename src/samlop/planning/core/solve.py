"""Schedules one project within a time or an amount of work: search and proof beside each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from samlop.planning.core import exact
from samlop.planning.core.evolve import Evolution
from samlop.planning.core.project import Project, validate
from samlop.planning.core.serial import Generator, bound

FIRST = 150  # schedules before a proof is begun: many projects are closed by then
TURN = 30  # schedules between looking at the proof
UNLIMITED = 10**12


@dataclass(frozen=True, slots=True)
class Answer:
    """Start periods, the period in which all is over, and a bound that no schedule can beat. `schedules`: work done.

    `interrupted`: the user stopped the run; this is the best until then.
    """

    starts: tuple[int, ...]
    makespan: int
    bound: int
    schedules: int
    interrupted: bool = False

    @property
    def proven(self) -> bool:
        """Whether no better schedule exists."""
        return self.makespan <= self.bound


def solve(
    project: Project,
    *,
    seed: int,
    clock: Callable[[], float],
    seconds: float,
    schedules: int | None = None,
    prove: bool = True,
) -> Answer:
    """The best schedule found in `seconds` of `clock`, or after `schedules` schedules.

    With `schedules` and enough seconds the same seed gives the same answer on every machine; without it the proof runs
    in a thread beside the search. Raises UnusableProject when the project cannot be scheduled.
    """
    begun = clock()
    validate(project)
    generator = Generator(project)
    search = Evolution(generator, seed, bound(project))

    def on_time() -> bool:
        return clock() - begun < seconds

    most = schedules or UNLIMITED
    interrupted = False
    try:
        search.run(min(FIRST, most), on_time)
        _together(project, search, seed, most, prove, schedules is None, lambda: seconds - (clock() - begun))
    except KeyboardInterrupt:
        interrupted = True  # what was found stands
    makespan = search.best.length
    return Answer(search.best.starts, makespan, min(search.lower, makespan), search.schedules, interrupted)


def _together(
    project: Project,
    search: Evolution,
    seed: int,
    most: int,
    prove: bool,
    beside: bool,
    left: Callable[[], float],
) -> None:
    """Searches and proves: `beside` each other in threads, or one after the other in a measured amount of work."""

    def on_time() -> bool:
        return left() > 0

    wanted = prove and search.best.length > search.lower and len(project.durations) <= exact.MOST_STEPS
    if not (wanted and on_time() and exact.available()):
        search.run(most, on_time)
        return
    if not beside:
        search.run(most, on_time)
        if search.best.length > search.lower and on_time():
            proof = exact.Proof(project, search.best.starts, search.lower, seed)
            proof.work(most / 5000, left())
            _taken(search, proof)
        return
    proof = exact.Proof(project, search.best.starts, search.lower, seed)
    proof.begin(left())
    try:
        while on_time() and search.best.length > search.lower and not proof.closed:
            search.run(search.schedules + TURN, on_time)
            _taken(search, proof)
    finally:
        proof.stop()
        _taken(search, proof)


def _taken(search: Evolution, proof: exact.Proof) -> None:
    """Takes what the proof has found into the search."""
    found, proof.starts = proof.starts, None
    if found is not None and search.generator.length(found) < search.best.length:
        search.add(found)
    search.lower = max(search.lower, proof.bound)
