"""Measures the scheduling core on public instances: the mean gap to the best known makespan.

`PYTHONPATH=src python -m bench.plan_public J30 --seconds 1` (J60 5, J120 10, MPLIB1 60). The instances and `bks.csv` are
read from `--instances`; nothing of them lies in the repository.
"""

import argparse
import csv
import statistics
import time
from pathlib import Path

from samlop.planning.core import exact, patterson
from samlop.planning.core.project import faults
from samlop.planning.core.solve import solve

SHARED = Path(__file__).resolve().parents[2] / "shared" / "psplib"


def main() -> None:
    """Prints one row of a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("set", help="first letters of the instances: J30, J60, J120, MPLIB1")
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--count", type=int, default=1000, help="that many, spread evenly over the set")
    parser.add_argument("--instances", type=Path, default=SHARED)
    args = parser.parse_args()
    with (args.instances / "bks.csv").open() as file:
        best = {row["instance"]: int(row["bks"]) for row in csv.DictReader(file)}
    names = sorted(name for name in best if name.startswith(args.set))
    count = min(args.count, len(names))
    names = [names[number * len(names) // count] for number in range(count)]
    exact.available()
    gaps, seconds, proven = [], [], 0
    for name in names:
        began = time.perf_counter()
        project = patterson.read((args.instances / name).read_text())
        answer = solve(project, seed=1, clock=time.perf_counter, seconds=args.seconds)
        seconds.append(time.perf_counter() - began)
        if wrong := faults(project, answer.starts):
            raise SystemExit(f"{name}: the schedule does not hold: {wrong[:3]}")
        gaps.append(100 * (answer.makespan / best[name] - 1))
        proven += answer.proven
    print("| set | instances | limit | mean gap to best known | reached | proven | median and longest seconds |")
    print("|---|---|---|---|---|---|---|")
    print(
        f"| {args.set} | {len(names)} | {args.seconds:g} s | {statistics.mean(gaps):.3f} % | {sum(gap <= 0 for gap in gaps)} "
        f"| {proven} | {statistics.median(seconds):.3f}, {max(seconds):.2f} |"
    )


if __name__ == "__main__":
    main()
