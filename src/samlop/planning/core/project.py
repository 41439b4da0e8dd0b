"""Describes steps that share renewable resources, checks such a description, and checks a schedule of it.

Time is whole periods from 0. A resource has a capacity in every period; a step takes a constant part of it while it runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_STEPS = 20_000
LONGEST = 1_000_000  # the sum of all durations: the horizon is never longer


class UnusableProject(ValueError):
    """The project cannot be scheduled. The text is a sentence in Norwegian for the reader."""


@dataclass(frozen=True, slots=True)
class Project:
    """Steps 0..n-1 with `durations`, `demands[step][resource]`, and `successors[step]`; `capacities[resource]` per period."""

    durations: tuple[int, ...]
    demands: tuple[tuple[int, ...], ...]
    successors: tuple[tuple[int, ...], ...]
    capacities: tuple[int, ...]
    releases: tuple[int, ...]

    @property
    def horizon(self) -> int:
        """A length that is always enough: every step after the other."""
        return sum(self.durations) + max(self.releases, default=0)

    def predecessors(self) -> list[list[int]]:
        """For each step, the steps it waits for."""
        waits: list[list[int]] = [[] for _ in self.durations]
        for step, after in enumerate(self.successors):
            for other in after:
                waits[other].append(step)
        return waits

    def order(self) -> list[int]:
        """The steps so that each stands after all it waits for. Raises UnusableProject with a ring in words."""
        left = [len(waits) for waits in self.predecessors()]
        ready = [step for step, count in enumerate(left) if not count]
        for step in ready:
            for other in self.successors[step]:
                left[other] -= 1
                if not left[other]:
                    ready.append(other)
        if len(ready) < len(left):
            raise UnusableProject(f"Stegene venter på hverandre i ring: {_ring(self, left)}.")
        return ready


def _ring(project: Project, left: Sequence[int]) -> str:
    """One ring among the steps that never became ready, numbered from 1 as in the file."""
    waits = project.predecessors()
    step = next(number for number, count in enumerate(left) if count)
    trail: list[int] = []
    while step not in trail:
        trail.append(step)
        step = next(other for other in waits[step] if left[other])
    ring = [*trail[trail.index(step) :], step]
    return " → ".join(str(number + 1) for number in reversed(ring))


def validate(project: Project) -> None:
    """Raises UnusableProject with a sentence on the first thing that makes the project impossible to schedule."""
    count = len(project.durations)
    if not count:
        raise UnusableProject("Det er ingen steg å planlegge.")
    if count > MOST_STEPS:
        raise UnusableProject(f"Det er {count} steg. Planleggeren tar høyst {MOST_STEPS}.")
    for number, capacity in enumerate(project.capacities, 1):
        if capacity < 0:
            raise UnusableProject(f"Ressurs {number} har negativ kapasitet ({capacity}).")
    for step in range(count):
        if project.durations[step] < 0 or project.releases[step] < 0:
            raise UnusableProject(f"Steg {step + 1} har negativ varighet eller start.")
        for number, (need, capacity) in enumerate(zip(project.demands[step], project.capacities, strict=True), 1):
            if need < 0:
                raise UnusableProject(f"Steg {step + 1} har negativt behov for ressurs {number}.")
            if need > capacity and project.durations[step]:
                raise UnusableProject(
                    f"Steg {step + 1} trenger {need} av ressurs {number}, men kapasiteten er bare {capacity}."
                )
        for other in project.successors[step]:
            if not 0 <= other < count:
                raise UnusableProject(f"Steg {step + 1} viser til steg {other + 1}, som ikke finnes.")
    if project.horizon > LONGEST:
        raise UnusableProject(
            f"Varighetene er til sammen {project.horizon} perioder. Planleggeren tar høyst {LONGEST}."
        )
    project.order()


def makespan(project: Project, starts: Sequence[int]) -> int:
    """The period in which the last step has ended."""
    return max(start + duration for start, duration in zip(starts, project.durations, strict=True))


def faults(project: Project, starts: Sequence[int]) -> list[str]:
    """Everything wrong with a schedule, in sentences; an empty list is a good schedule. Shares no code with the search."""
    found = []
    if len(starts) != len(project.durations):
        return [f"Planen har {len(starts)} starttider for {len(project.durations)} steg."]
    for step, start in enumerate(starts):
        if start < project.releases[step]:
            found.append(f"Steg {step + 1} starter i periode {start}, før det er klart i {project.releases[step]}.")
        for other in project.successors[step]:
            if starts[other] < start + project.durations[step]:
                found.append(f"Steg {other + 1} starter i periode {starts[other]}, før steg {step + 1} er ferdig.")
    for number, capacity in enumerate(project.capacities):
        change: dict[int, int] = {}
        for step, start in enumerate(starts):
            if (need := project.demands[step][number]) and project.durations[step]:
                change[start] = change.get(start, 0) + need
                end = start + project.durations[step]
                change[end] = change.get(end, 0) - need
        used = 0
        for period in sorted(change):
            used += change[period]
            if used > capacity:
                found.append(f"Ressurs {number + 1} er overbooket i periode {period}: {used} av {capacity}.")
                break
    return found
