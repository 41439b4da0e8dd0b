"""`samlop plan cohort FILE`: who gets which seat when, who waits and why, and how good a plan can be. JSON in and out."""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from typing import Any

from samlop.config.cli.plan_files import BadFile, load


def add_parser(acts: Any) -> None:
    """Adds the act."""
    cohort = acts.add_parser("cohort", help="legg plan for et kull som deler plasser")
    cohort.add_argument("file", metavar="FIL", help="JSON (docs/planning/cohort.md); - for standard inn")
    cohort.add_argument("--seconds", type=float, default=10.0, help="tidsgrense")
    cohort.add_argument("--placements", type=int, help="arbeidsgrense: antall forsøk; gir samme plan på alle maskiner")
    cohort.add_argument("--seed", type=int, default=1, help="frø; samme frø og arbeidsgrense gir samme plan")
    cohort.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints the plan. Returns 0, 1 when somebody got no plan, or 2 with sentences on stderr for what cannot be used."""
    begun = time.perf_counter()
    from samlop.planning.cohort.check import breaches
    from samlop.planning.cohort.model import UnusableCohort, read
    from samlop.planning.cohort.report import report
    from samlop.planning.cohort.solve import plan_cohort

    try:
        if (
            not math.isfinite(args.seconds)
            or args.seconds <= 0
            or (args.placements is not None and args.placements < 1)
        ):
            raise BadFile("--seconds og --placements må være over null.")
        if args.seed < 0:
            raise BadFile("--seed kan ikke være negativ.")
        cohort = read(load(args.file))
        left = max(0.05, args.seconds - (time.perf_counter() - begun))
        answer = plan_cohort(cohort, seed=args.seed, clock=time.perf_counter, seconds=left, placements=args.placements)
    except BadFile as bad:
        print(bad, file=sys.stderr)
        return 2
    except UnusableCohort as bad:
        print("\n".join(f"{args.file}: {one}" for one in bad.problems), file=sys.stderr)
        return 2
    wrong = breaches(cohort, answer.plan)
    if wrong:
        print(f"Planen holder ikke, og blir ikke vist. {' '.join(wrong[:3])}", file=sys.stderr)
        return 3
    shown = report(cohort, answer)
    shown["seconds"] = round(time.perf_counter() - begun, 3)
    print(json.dumps(shown, ensure_ascii=False, indent=1))
    return 1 if shown["without_plan"] else 0
