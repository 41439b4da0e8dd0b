"""Generates schedules one step at a time: each as early (or as late) as its waits and the free capacity allow.

All resources of a period are packed into one integer, a field for each with a guard bit above. One subtraction and one mask
then tell whether a step fits in the period, whatever the number of resources.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from itertools import accumulate

from samlop.planning.core.project import Project


class Generator:
    """Schedules one project many times over. Steps without duration or demand take no capacity."""

    def __init__(self, project: Project):
        self.project = project
        self.durations = list(project.durations)
        self.waits = project.predecessors()
        self.after = [list(steps) for steps in project.successors]
        self.releases = list(project.releases)
        self.horizon = project.horizon
        free, guard, shift = 0, 0, 0
        packed = [0] * len(self.durations)
        for number, capacity in enumerate(project.capacities):
            width = max(capacity, 1).bit_length()
            guard |= 1 << (shift + width)
            free |= capacity << shift
            for step, needs in enumerate(project.demands):
                if self.durations[step]:
                    packed[step] |= needs[number] << shift
            shift += width + 1
        self.packed, self.guard, self.free = packed, guard, free | guard
        self.tails = self._tails()
        self.heads = self._heads()
        self.reach = self.horizon + 1
        # The place of each step in an order that keeps the waits: breaks ties among steps without duration.
        self.rank = [0] * len(self.durations)
        for place, step in enumerate(project.order()):
            self.rank[step] = place

    def _tails(self) -> list[int]:
        """For each step, the length of the longest chain from its start to the end of the project."""
        tails = [0] * len(self.durations)
        for step in reversed(self.project.order()):
            tails[step] = self.durations[step] + max((tails[other] for other in self.after[step]), default=0)
        return tails

    def _heads(self) -> list[int]:
        """For each step, its earliest start when capacity is unlimited."""
        heads = list(self.releases)
        for step in self.project.order():
            for other in self.after[step]:
                heads[other] = max(heads[other], heads[step] + self.durations[step])
        return heads

    def early(self, order: Sequence[int]) -> list[int]:
        """Each step, in the order given (which keeps the waits), as early as it fits. Start of each step, by number."""
        return self._place(order, self.waits, self.releases)

    def late(self, starts: Sequence[int], order: Sequence[int]) -> list[int]:
        """Moves each step as late as it fits without moving the end: the mirror image of `early`.

        `order` has every step before those it waits for. Returned starts may lie before a release; `early` mends that.
        """
        end = max(start + length for start, length in zip(starts, self.durations, strict=True))
        mirrored = self._place(order, self.after, None)
        return [end - begin - length for begin, length in zip(mirrored, self.durations, strict=True)]

    def _place(self, order: Sequence[int], waits: list[list[int]], releases: list[int] | None) -> list[int]:
        durations, packed, guard = self.durations, self.packed, self.guard
        free = [self.free] * self.reach
        ends = [0] * len(durations)
        starts = [0] * len(durations)
        for step in order:
            begin = releases[step] if releases else 0
            for other in waits[step]:
                if ends[other] > begin:
                    begin = ends[other]
            length, need = durations[step], packed[step]
            if need:
                last = begin + length - 1
                period = last
                while True:  # from the last period backwards: a full one moves the start beyond it at once
                    if (free[period] - need) & guard == guard:
                        if period == begin:
                            break
                        period -= 1
                    else:
                        begin = period + 1
                        period = last = begin + length - 1
                for period in range(begin, last + 1):
                    free[period] -= need
            starts[step] = begin
            ends[step] = begin + length
        return starts

    def improved(self, order: Sequence[int]) -> list[int]:
        """Early, then late, then early again (double justification): never longer than the first alone."""
        early = self.early(order)
        count = range(len(early))
        durations = self.durations
        ends = [start + length for start, length in zip(early, durations, strict=True)]
        topological = self.rank
        late = self.late(early, sorted(count, key=lambda step: (-ends[step], -topological[step])))
        again = self.early(sorted(count, key=lambda step: (late[step], topological[step])))
        return again if self.length(again) <= self.length(early) else early

    def length(self, starts: Sequence[int]) -> int:
        """The period in which the last step has ended."""
        return max(start + length for start, length in zip(starts, self.durations, strict=True))

    def sequence(self, priority: Sequence[float]) -> list[int]:
        """The order that keeps the waits and otherwise takes the ready step of highest priority first."""
        left = [len(waits) for waits in self.waits]
        ready = [(-priority[step], step) for step, count in enumerate(left) if not count]
        heapq.heapify(ready)
        order = []
        while ready:
            _, step = heapq.heappop(ready)
            order.append(step)
            for other in self.after[step]:
                left[other] -= 1
                if not left[other]:
                    heapq.heappush(ready, (-priority[other], other))
        return order


def bound(project: Project) -> int:
    """A length that no schedule can beat: the longest chain, and the work of each resource between heads and tails.

    For every resource and every pair of a head and a tail: the work of the steps that start no earlier and end no later,
    spread over the full capacity.
    """
    generator = Generator(project)
    best = max(
        (head + tail for head, tail in zip(generator.heads, generator.tails, strict=True)),
        default=0,
    )
    after = [tail - length for tail, length in zip(generator.tails, generator.durations, strict=True)]
    for number, capacity in enumerate(project.capacities):
        users = [step for step, needs in enumerate(project.demands) if needs[number] and project.durations[step]]
        if not users or not capacity:
            continue
        levels = sorted({generator.heads[step] for step in users})
        if len(levels) > 200:
            levels = levels[:: len(levels) // 200 + 1]
        for level in levels:
            work: dict[int, int] = {}
            for step in users:
                if generator.heads[step] >= level:
                    key = -after[step]
                    work[key] = work.get(key, 0) + project.durations[step] * project.demands[step][number]
            keys = sorted(work)  # the longest tails first
            for key, total in zip(keys, accumulate(work[key] for key in keys), strict=True):
                best = max(best, level - key + -(-total // capacity))
    return best
