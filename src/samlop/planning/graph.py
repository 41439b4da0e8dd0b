"""Lays a graph of steps on the calendar: earliest and latest days, slack and the critical path.

Pure arithmetic on whole days; knows nothing of people or law. Deterministic: ties are broken by the order given.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass


class Cycle(ValueError):
    """Steps that wait for each other in a ring. `steps` names them in order, the first again at the end."""

    def __init__(self, steps: Sequence[Hashable]):
        self.steps = list(steps)
        super().__init__(" -> ".join(map(str, self.steps)))


@dataclass(frozen=True, slots=True)
class Task:
    """One step: its length in days, the first day it may begin, and (when known) the day it has ended or must end by.

    `earliest`: not before this day. `fixed_end`: it is done, or somebody has promised this day. Days are integers
    counted from any common day zero.
    """

    duration: int = 1
    earliest: int = 0
    fixed_end: int | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a step falls: it runs from `start` (inclusive) to `end` (exclusive); `slack` days may be lost in it."""

    start: int
    end: int
    latest_end: int
    slack: int
    critical: bool


def order(waits: Mapping[Hashable, Sequence[Hashable]]) -> list[Hashable]:
    """The steps in an order where each stands after all it waits for. Raises `Cycle` naming one ring.

    `waits[a]` are the steps that `a` waits for; every step must be a key. Steps keep the order of the mapping as far
    as the waits allow.
    """
    done: set[Hashable] = set()
    out: list[Hashable] = []
    for root in waits:
        if root in done:
            continue
        trail: list[Hashable] = []
        on_trail: set[Hashable] = set()
        stack: list[tuple[Hashable, int]] = [(root, 0)]
        while stack:
            node, nth = stack.pop()
            if nth == 0:
                if node in done:
                    continue
                trail.append(node)
                on_trail.add(node)
            before = waits[node]
            while nth < len(before) and before[nth] in done:
                nth += 1
            if nth < len(before):
                ahead = before[nth]
                if ahead in on_trail:
                    ring = [*trail[trail.index(ahead) :], ahead]
                    raise Cycle(ring[::-1])
                if ahead not in waits:
                    raise KeyError(ahead)
                stack.append((node, nth + 1))
                stack.append((ahead, 0))
            else:
                done.add(node)
                out.append(node)
                trail.pop()
                on_trail.discard(node)
    return out


def schedule(tasks: Mapping[Hashable, Task], waits: Mapping[Hashable, Sequence[Hashable]]) -> dict[Hashable, Slot]:
    """The earliest plan, with slack and the critical path.

    A step begins at the latest of its own `earliest` and the ends of all it waits for; a step with `fixed_end` ends
    there whatever it waits for (it is done, or promised). `latest_end` is the last day it may end without moving the
    end of the whole. Critical steps have no slack and are not fixed. Raises `Cycle`.
    """
    sequence = order({key: waits.get(key, ()) for key in tasks})
    start: dict[Hashable, int] = {}
    end: dict[Hashable, int] = {}
    for key in sequence:
        task = tasks[key]
        ready = max([task.earliest, *(end[before] for before in waits.get(key, ()))])
        if task.fixed_end is None:
            start[key], end[key] = ready, ready + task.duration
        else:
            start[key], end[key] = min(ready, task.fixed_end - task.duration), task.fixed_end
    if not sequence:
        return {}
    finish = max(end.values())
    latest = dict.fromkeys(sequence, finish)
    for key in reversed(sequence):
        task = tasks[key]
        if task.fixed_end is not None:
            latest[key] = task.fixed_end
            continue
        for before in waits.get(key, ()):
            latest[before] = min(latest[before], latest[key] - task.duration)
    return {
        key: Slot(
            start=start[key],
            end=end[key],
            latest_end=latest[key],
            slack=latest[key] - end[key],
            critical=tasks[key].fixed_end is None and latest[key] == end[key],
        )
        for key in sequence
    }


def reduced(waits: Mapping[Hashable, Sequence[Hashable]]) -> dict[Hashable, list[Hashable]]:
    """The same order with every wait left out that follows from others: what a picture needs to show. Raises `Cycle`."""
    behind_all: dict[Hashable, set[Hashable]] = {}
    out: dict[Hashable, list[Hashable]] = {}
    for key in order(waits):
        direct = list(dict.fromkeys(waits[key]))
        through = set().union(*(behind_all[before] for before in direct)) if direct else set()
        out[key] = [before for before in direct if before not in through]
        behind_all[key] = through | set(direct)
    return {key: out[key] for key in waits}


def slip(
    tasks: Mapping[Hashable, Task], waits: Mapping[Hashable, Sequence[Hashable]], key: Hashable, days: int
) -> dict[Hashable, int]:
    """How many days later each step ends when `key` takes `days` longer than thought; steps that do not move are left out.

    A promised day (`fixed_end`) of `key` slips too; promises of other steps are kept. Raises `Cycle`, and KeyError for an
    unknown step.
    """
    late = tasks[key]
    fixed = None if late.fixed_end is None else late.fixed_end + days
    slipped = {**tasks, key: Task(late.duration + days, late.earliest, fixed)}
    before, after = schedule(tasks, waits), schedule(slipped, waits)
    return {name: moved for name in tasks if (moved := after[name].end - before[name].end)}
