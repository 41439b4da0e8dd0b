"""Measures one person's plan beside PyJobShop, on the same invented people in the same run.

`PYTHONPATH=src var/bench/bin/python -m bench.plan_person --people 20` (the instances: `--instances`, a file with
`cohort(n, seed)`). The two solve each person in turn, the other first every second time; the optimum must agree.
"""

import argparse
import importlib.util
import statistics
import time
from pathlib import Path

from samlop.planning.person import search
from samlop.planning.person.checking import breaches
from samlop.planning.person.core import core
from samlop.planning.person.exact import solve
from samlop.planning.person.model import Activity, Problem, Wait
from samlop.planning.person.objectives import plan_for
from samlop.planning.person.proof import prove
from samlop.planning.person.slip import slip

HORIZON, LATE = 230, 5
SHARED = Path(__file__).resolve().parents[2] / "shared" / "bench" / "plan_instances.py"


def people(path: Path, count: int) -> tuple[list[dict], int]:
    """The invented people, and the weekly ceiling in half hours."""
    spec = importlib.util.spec_from_file_location("plan_instances", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.cohort(100, seed=5)[0][:count], module.CAP


def intakes(act: dict) -> list[int] | None:
    """The intakes, going on at their last pace to the horizon."""
    if act["starts"] is None:
        return None
    starts = list(act["starts"])
    if len(starts) > 1:
        starts += range(2 * starts[-1] - starts[-2], HORIZON, starts[-1] - starts[-2])
    return starts


def problem(person: dict, ceiling: int) -> Problem:
    """The person as our planner wants it: half hours become minutes."""
    acts = [
        Activity(
            key=str(nth),
            title=act["name"],
            loads=(act["load"] * 30,) * act["d"],
            after=tuple(Wait(str(before), lag) for before, lag in act["pred"]),
            starts=None if act["starts"] is None else tuple(intakes(act)),
            earliest=person["release"],
        )
        for nth, act in enumerate(person["acts"])
    ]
    return Problem(
        tuple(acts), str(person["end"]), ceiling * 30, HORIZON, str(person["prog"]), person["due"], late_weight=LATE
    )


def ours(person: dict, ceiling: int) -> tuple[float, int, bool]:
    """Seconds from plain data to proven plan, its cost, and whether it is proven."""
    began = time.perf_counter()
    plan = plan_for(problem(person, ceiling))
    return time.perf_counter() - began, plan.cost, plan.proven


def peer(person: dict, ceiling: int, limit: float, workers: int) -> tuple[float, int, bool]:
    """The same by PyJobShop: intakes are breaks of a resource that a gate task of one week takes with the start."""
    import pyjobshop

    began = time.perf_counter()
    model = pyjobshop.Model()
    main = model.add_job(weight=1, release_date=person["release"], due_date=person["release"])
    start = model.add_job(weight=LATE, release_date=person["release"], due_date=person["due"] + 1)
    week = model.add_renewable(capacity=ceiling)
    tasks = []
    for nth, act in enumerate(person["acts"]):
        task = model.add_task(
            job=start if nth == person["prog"] else main, earliest_start=person["release"], latest_end=HORIZON + 40
        )
        model.add_mode(task, [week], act["d"], demands=[act["load"]])
        tasks.append(task)
        if (starts := intakes(act)) is not None:
            closed, free = [], 0
            for one in starts:
                if one > free:
                    closed.append((free, one))
                free = one + 1
            gate = model.add_renewable(capacity=1, breaks=[*closed, (free, HORIZON + 60)])
            door = model.add_task(earliest_start=person["release"], latest_end=HORIZON + 40)
            model.add_mode(door, [gate], 1, demands=[1])
            model.add_start_before_start(door, task)
            model.add_start_before_start(task, door)
    for nth, act in enumerate(person["acts"]):
        for before, lag in act["pred"]:
            model.add_end_before_start(tasks[before], tasks[nth], lag)
    model.set_objective(weight_makespan=0, weight_total_tardiness=1)
    found = model.solve(solver="ortools", time_limit=limit, display=False, num_workers=workers)
    seconds = time.perf_counter() - began
    # All tardiness of the main job counts from the release: the two objectives differ by that constant.
    return seconds, round(found.objective) + person["release"], found.status.value == "Optimal"


def first_alone(person: dict, ceiling: int) -> float:
    """Seconds to the first plan, before anything is proven."""
    asked = problem(person, ceiling)
    began = time.perf_counter()
    tables = core(asked)
    heads = tables.heads()
    search.lay(tables, [float(head) for head in heads])
    return time.perf_counter() - began


def rechecked(person: dict, ceiling: int) -> tuple[float, float, float]:
    """Seconds to check an edited plan and prove its weeks, to tell a slip, and to plan anew with the edit kept."""
    asked = problem(person, ceiling)
    plan = plan_for(asked)
    moved = dict(plan.weeks)
    key = asked.activities[len(asked.activities) // 2].key
    moved[key] = (moved[key][0] + 1, moved[key][1] + 1)
    began = time.perf_counter()
    breaches(asked, moved)
    prove(asked, moved)
    checked = time.perf_counter()
    slip(asked, plan, "3", 3)
    told = time.perf_counter()
    tables = core(asked)
    tables.acts[tables.index[key]].earliest = moved[key][0]
    solve(tables, [search.Term(tables.index[asked.goal], 1)])
    return checked - began, told - checked, time.perf_counter() - told


def quantiles(values: list[float]) -> str:
    """`5.1 (p95 9.9, most 12.0) ms`."""
    ordered = sorted(values)
    high = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return f"{statistics.median(ordered) * 1e3:.1f} (p95 {high * 1e3:.1f}, most {ordered[-1] * 1e3:.1f}) ms"


def main() -> None:
    """Prints the section."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--instances", type=Path, default=SHARED)
    parser.add_argument("--limit", type=float, default=30.0)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2], help="threads for PyJobShop; ours is one")
    args = parser.parse_args()
    if not args.instances.exists():
        print(f"## One person's plan, beside PyJobShop\n\nNot measured: no file {args.instances} (see --instances).")
        return
    listed, ceiling = people(args.instances, args.people)
    plan_for(problem(listed[0], ceiling))  # what is loaded once is not counted, for either
    peer(listed[0], ceiling, args.limit, 1)
    own: list[tuple[float, int, bool]] = []
    others: dict[int, list[tuple[float, int, bool]]] = {workers: [] for workers in args.workers}
    for nth, person in enumerate(listed):
        if nth % 2:
            own.append(ours(person, ceiling))
        for workers in args.workers:
            others[workers].append(peer(person, ceiling, args.limit, workers))
        if not nth % 2:
            own.append(ours(person, ceiling))
    edits = [rechecked(person, ceiling) for person in listed]
    print("## One person's plan, beside PyJobShop\n")
    print(
        f"{len(listed)} invented people, about 25 activities and 37 waits over 150 weeks; plain data to proven plan.\n"
    )
    print("| | median | proven | mean cost |\n|---|---|---|---|")
    rows = [
        ("ours, one thread", own),
        *((f"PyJobShop, {workers} thread{'s' * (workers > 1)}", others[workers]) for workers in args.workers),
    ]
    for name, found in rows:
        proven, mean = sum(one[2] for one in found), statistics.mean(one[1] for one in found)
        print(f"| {name} | {quantiles([one[0] for one in found])} | {proven}/{len(found)} | {mean:.2f} |")
    print()
    for workers in args.workers:
        ratios = sorted(b[0] / a[0] for a, b in zip(own, others[workers], strict=True))
        total = sum(one[0] for one in others[workers]) / sum(one[0] for one in own)
        print(
            f"PyJobShop with {workers} thread{'s' * (workers > 1)} takes {statistics.median(ratios):.1f} times as long (median of pairs, "
            f"least {ratios[0]:.1f}), {total:.1f} times in all; the cost is the same for "
            f"{sum(a[1] == b[1] for a, b in zip(own, others[workers], strict=True))} of {len(own)}."
        )
    print(f"\nFirst plan {quantiles([first_alone(person, ceiling) for person in listed])}.")
    for name, nth in (("Check and weekly proof after an edit", 0), ("A slip told", 1), ("Planned anew", 2)):
        print(f"{name} {quantiles([edit[nth] for edit in edits])}.")


if __name__ == "__main__":
    main()
