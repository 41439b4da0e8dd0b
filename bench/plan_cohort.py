"""Measures a cohort's plan beside PyJobShop, on the same invented people in the same run.

`PYTHONPATH=src var/bench/bin/python -m bench.plan_cohort --sizes 50 600 --seconds 10 60` (the instances: `--instances`, a
file with `cohort(n, seed)`). Ours gets each time limit, PyJobShop the longest with two threads; each plan is checked by
`planning/cohort/check.py`, the peer's too, and costed by the same function.
"""

import argparse
import importlib.util
import json
import time
from pathlib import Path

from samlop.planning.cohort.check import breaches
from samlop.planning.cohort.model import Cohort, cost, read
from samlop.planning.cohort.solve import plan_cohort

HORIZON = 230
SHARED = Path(__file__).resolve().parents[2] / "shared" / "bench" / "plan_instances.py"


def content(path: Path, count: int, seed: int = 1) -> dict:
    """The invented cohort in our JSON: intakes go on with their last distance to the end of the horizon."""
    spec = importlib.util.spec_from_file_location("plan_instances", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    people, pools = module.cohort(count, seed)
    return {
        "weeks": HORIZON,
        "ceiling": module.CAP,
        "late_weight": 5,
        "pools": {
            name: {"places": places, "per": "start" if kind == "seat" else "week"}
            for name, (kind, places) in pools.items()
        },
        "people": [_person(number, one) for number, one in enumerate(people)],
    }


def _person(number: int, one: dict) -> dict:
    acts = one["acts"]
    steps = []
    for act in acts:
        step = {
            "id": act["name"],
            "weeks": act["d"],
            "load": act["load"],
            "after": [[acts[before]["name"], lag] for before, lag in act["pred"]],
        }
        if act["starts"] is not None:
            starts = list(act["starts"])
            while len(starts) > 1 and 2 * starts[-1] - starts[-2] < HORIZON:
                starts.append(2 * starts[-1] - starts[-2])
            step["starts"] = starts
        if act["pool"]:
            step["pool"] = act["pool"]
        steps.append(step)
    begin, end = acts[one["prog"]]["name"], acts[one["end"]]["name"]
    return {
        "id": f"p{number}", "release": one["release"], "due": one["due"], "begin": begin, "end": end, "steps": steps
    }  # fmt: skip


def peer(cohort: Cohort, seconds: float) -> tuple[float, int | None, int | None]:
    """Seconds, cost and bound by PyJobShop; no cost when it found no plan."""
    import pyjobshop

    began = time.perf_counter()
    model = pyjobshop.Model()
    shared = {
        number: model.add_renewable(capacity=pool.places)
        for number, pool in enumerate(cohort.pools)
        if not pool.per_start
    }
    gates: dict = {}
    tasks: list = []
    rows: list[list[int]] = []
    for nth, person in enumerate(cohort.people):
        main = model.add_job(weight=1, release_date=person.release, due_date=person.release)
        start = model.add_job(weight=cohort.late_weight, release_date=person.release, due_date=person.due + 1)
        week = model.add_renewable(capacity=cohort.ceiling)
        mine: list = []
        row: list[int] = []
        for place, step in enumerate(person.steps):
            task = model.add_task(
                job=start if place == person.begin else main, earliest_start=person.release, latest_end=HORIZON + 40
            )
            row.append(len(tasks))
            tasks.append(task)
            needs = [week, shared[step.pool]] if step.pool in shared else [week]
            model.add_mode(task, needs, step.weeks, demands=[step.load, 1][: len(needs)])
            mine.append(task)
            if step.starts is not None:
                # An intake is a break of a resource that a gate task of one week takes with the start.
                key = (step.pool if step.pool is not None else (nth, place), step.starts)
                if key not in gates:
                    closed, free = [], 0
                    for one in step.starts:
                        if one > free:
                            closed.append((free, one))
                        free = one + 1
                    places = 1 if step.pool is None else cohort.pools[step.pool].places
                    gates[key] = model.add_renewable(capacity=places, breaks=[*closed, (free, HORIZON + 60)])
                door = model.add_task(earliest_start=person.release, latest_end=HORIZON + 40)
                tasks.append(door)
                model.add_mode(door, [gates[key]], 1, demands=[1])
                model.add_start_before_start(door, task)
                model.add_start_before_start(task, door)
        for place, step in enumerate(person.steps):
            for before, lag in step.after:
                model.add_end_before_start(mine[before], mine[place], lag)
        rows.append(row)
    model.set_objective(weight_makespan=0, weight_total_tardiness=1)
    found = model.solve(solver="ortools", time_limit=seconds, display=False, num_workers=2)
    took = time.perf_counter() - began
    if found.best is None or not found.best.tasks:
        return took, None, None
    plan = [[found.best.tasks[one].start for one in row] for row in rows]
    wrong = [one for one in breaches(cohort, plan) if "innen uke" not in one]
    if wrong:
        raise SystemExit(f"The peer's plan does not hold: {wrong[:3]}")
    # All tardiness of the main jobs counts from the release: the objectives differ by that constant.
    released = sum(person.release for person in cohort.people)
    bound = getattr(found, "lower_bound", None)
    return took, cost(cohort, plan), None if bound is None else int(bound) + released


def main() -> None:
    """Prints the section."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="*", default=[50, 600])
    parser.add_argument("--seconds", type=float, nargs="*", default=[10.0, 60.0])
    parser.add_argument("--instances", type=Path, default=SHARED)
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument(
        "--write-instance", type=Path, help="write the first size as JSON for `samlop plan cohort`, and stop"
    )
    args = parser.parse_args()
    if not args.instances.exists():
        print(f"## A cohort's plan, beside PyJobShop\n\nNot measured: no file {args.instances} (see --instances).")
        return
    if args.write_instance:
        args.write_instance.write_text(json.dumps(content(args.instances, args.sizes[0])))
        return
    print("## A cohort's plan, beside PyJobShop\n")
    print("| people | who | seconds | cost | below greedy | bound | above the bound |\n|---|---|---|---|---|---|---|")
    for size in args.sizes:
        cohort = read(content(args.instances, size))
        greedy = 0
        for limit in args.seconds:
            began = time.perf_counter()
            answer = plan_cohort(cohort, seed=1, clock=time.perf_counter, seconds=limit)
            took = time.perf_counter() - began
            if wrong := breaches(cohort, answer.plan):
                raise SystemExit(f"Our plan does not hold: {wrong[:3]}")
            greedy = answer.greedy
            _row(size, "ours", took, answer.cost, greedy, answer.bound)
        if not args.no_peer:
            took, found, bound = peer(cohort, max(args.seconds))
            _row(size, "PyJobShop, two threads", took, found, greedy, bound)


def _row(size: int, who: str, took: float, found: int | None, greedy: int, bound: int | None) -> None:
    if found is None:
        print(f"| {size} | {who} | {took:.1f} | no plan | | | |", flush=True)
        return
    low = "" if not bound else f"{bound:,}"
    gap = "" if not bound else f"{100 * (found / bound - 1):.1f} %"
    print(
        f"| {size} | {who} | {took:.1f} | {found:,} | {100 * (1 - found / greedy):.2f} % | {low} | {gap} |", flush=True
    )


if __name__ == "__main__":
    main()
