"""`samlop plan check FILE PLAN`: holds a plan against what was asked, with a checker that shares no code with the planner."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from samlop.config.cli.plan_files import BadFile, load


def add_parser(acts: Any) -> None:
    """Adds the act."""
    check = acts.add_parser("check", help="sjekk en plan mot kravene, og si hvert brudd")
    check.add_argument("file", metavar="FIL", help="JSON med aktiviteter og krav")
    check.add_argument("plan", metavar="PLAN", help="JSON med «weeks»: navn og [start, slutt]")
    check.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints the breaches and the weekly proof as JSON. Returns 0, 1 when there are breaches, 2 for unusable input."""
    from samlop.planning.person.checking import breaches
    from samlop.planning.person.proof import prove
    from samlop.planning.person.reading import BadProblem, read

    try:
        problem = read(load(args.file))
        weeks = _weeks(load(args.plan), args.plan)
    except BadFile as bad:
        print(bad, file=sys.stderr)
        return 2
    except BadProblem as bad:
        print("\n".join(f"{args.file}: {one}" for one in bad.said), file=sys.stderr)
        return 2
    said = breaches(problem, weeks)
    shown: dict[str, Any] = {"holds": not said, "breaches": said}
    if all(one.key in weeks for one in problem.activities):
        proof = prove(problem, weeks)
        shown["missing"] = list(proof.missing)
        shown["failing_weeks"] = [{"words": bad.words, "mends": list(bad.mends)} for bad in proof.failing]
    print(json.dumps(shown, ensure_ascii=False, indent=2))
    return 1 if said else 0


def _weeks(data: Any, name: str) -> dict[str, tuple[int, int]]:
    """The plan: `weeks` of the file, or the proposal for soonest when it has several. Raises BadFile."""
    if isinstance(data, dict) and isinstance(data.get("proposals"), list) and data["proposals"]:
        data = data["proposals"][0]
    given = data.get("weeks") if isinstance(data, dict) else None
    if not isinstance(given, dict):
        raise BadFile(f"{name}: mangler «weeks» med navn og [start, slutt].")
    found = {}
    for key, span in given.items():
        if not (
            isinstance(span, list)
            and len(span) == 2
            and all(isinstance(week, int) and not isinstance(week, bool) and abs(week) <= 5_000 for week in span)
        ):
            raise BadFile(f"{name}: «{key}» skal ha [start, slutt] i hele uker.")
        found[key] = (span[0], span[1])
    return found
