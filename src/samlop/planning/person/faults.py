"""Finds what makes a person's problem unusable whatever the plan, and says it in words."""

from __future__ import annotations

from samlop.planning.graph import Cycle, order
from samlop.planning.person.model import Problem

MOST_WEEKS = 520


def faults(problem: Problem) -> list[str]:
    """What makes the problem unusable whatever the plan: unknown waits, cycles, ceilings that are not positive."""
    said: list[str] = []
    by_key = {one.key: one for one in problem.activities}
    if len(by_key) < len(problem.activities):
        seen: set[str] = set()
        twice = next(one.key for one in problem.activities if one.key in seen or seen.add(one.key))  # type: ignore[func-returns-value]
        said.append(f"To aktiviteter heter «{twice}». Gi dem hver sitt navn («id»).")
    if problem.ceiling <= 0:
        said.append("«hours_per_week» må være over null: ellers får ingenting plass i uka.")
    for ramp in (*problem.ramps, *problem.gentle):
        if ramp.minutes <= 0:
            said.append("Timetallet i «ramps» og «gentle» må være over null.")
    for key, name in ((problem.goal, "goal"), (problem.programme, "programme")):
        if key not in by_key and (key or name == "goal"):
            said.append(f"«{name}» er «{key}», men ingen aktivitet heter det.")
    for one in problem.activities:
        for wait in one.after:
            if wait.key not in by_key:
                said.append(f"«{one.title}» venter på «{wait.key}», som ikke finnes.")
        if not one.loads:
            said.append(f"«{one.title}» har ingen uker.")
        elif len(one.loads) > MOST_WEEKS:
            said.append(f"«{one.title}» varer {len(one.loads)} uker. Det meste er {MOST_WEEKS}.")
    if not said:
        try:
            order({key: [wait.key for wait in one.after] for key, one in by_key.items()})
        except Cycle as ring:
            names = [by_key[str(key)].title for key in ring.steps]
            chain = "», som venter på «".join(names[::-1])
            said.append(f"Aktivitetene venter på hverandre i ring: «{chain}». Fjern én av ventene.")
    return said
