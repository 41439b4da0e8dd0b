"""Checks a cohort's plan against what was asked: waits, intakes, weekly ceilings, places, promises. Shares no code with the search."""

from __future__ import annotations

from collections.abc import Hashable

from samlop.planning import check
from samlop.planning.cohort.model import Cohort, Plan


def breaches(cohort: Cohort, plan: Plan) -> list[str]:
    """Every breach, as sentences; empty when the plan holds. A person with no plan is not a breach: she waits."""
    if len(plan) != len(cohort.people):
        return [f"Planen har {len(plan)} personer, men kullet har {len(cohort.people)}."]
    asked: list[check.Asked] = []
    placed: dict[Hashable, tuple[int, int]] = {}
    said = []
    for person, starts in zip(cohort.people, plan, strict=True):
        if not starts:
            # Her promised places are hers all the same.
            steps = [(place, step) for place, step in enumerate(person.steps) if step.frozen is not None]
        else:
            steps = list(enumerate(person.steps))
            if len(starts) != len(steps):
                said.append(f"{person.name}: planen har {len(starts)} starter for {len(steps)} steg.")
                continue
        for place, step in steps:
            key = (person.name, place)
            start = starts[place] if starts else step.frozen or 0
            promised = step.frozen is not None
            asked.append(
                check.Asked(
                    key=key,
                    words=f"{person.name}: {step.name}",
                    loads=(step.load,) * step.weeks,
                    after=tuple(((person.name, other), lag) for other, lag in step.after) if starts else (),
                    starts=None if step.starts is None or promised else frozenset(step.starts),
                    earliest=0 if promised else person.release,
                    ends_by=None if promised else cohort.weeks,
                    fixed=step.frozen,
                    who=person.name,
                    pool=step.pool,
                )
            )
            placed[key] = (start, start + step.weeks)
    pools: dict[Hashable, check.Pool] = {
        number: check.Pool(pool.words, pool.places, pool.per_start) for number, pool in enumerate(cohort.pools)
    }
    return said + check.breaches(asked, placed, ceiling=lambda _who, _week: cohort.ceiling, pools=pools)
