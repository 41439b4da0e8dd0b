"""`samlop plan person FILE`: one person's plan for three objectives side by side, or why nothing fits. JSON in and out."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from samlop.config.cli.plan_files import BadFile, load


def add_parser(acts: Any) -> None:
    """Adds the act."""
    person = acts.add_parser("person", help="legg plan for én person, med tre mål side om side")
    person.add_argument("file", metavar="FIL", help="JSON med aktiviteter og krav (docs/planning); - for standard inn")
    person.add_argument("--objective", metavar="MÅL", help="bare dette målet, og planen som `plan check` leser")
    person.add_argument(
        "--slip", metavar="AKTIVITET:UKER", help="si hva det gjør at aktiviteten kommer så mange uker senere"
    )
    person.add_argument("--seed", type=int, default=1, help="frø; samme frø gir samme plan")
    person.add_argument("--work", type=float, default=4.0, help="arbeidsgrense i maskinuavhengige sekunder")
    person.add_argument("--seconds", type=float, default=10.0, help="det meste hver utregning får ta på klokka")
    person.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints the answer. Returns 0, 1 when nothing fits, or 2 with sentences on stderr for input that cannot be used."""
    from samlop.planning.person.exact import Impossible, TooHard
    from samlop.planning.person.reading import BadProblem, read

    try:
        problem = read(load(args.file))
        objective = _objective(args.objective)
        late = _slip(args.slip, {one.key for one in problem.activities})
        if not 0 <= args.seed < 2**31:
            raise BadFile("--seed må være fra 0 til 2147483647.")
        if not (args.work > 0 and args.seconds > 0):
            raise BadFile("--work og --seconds må være over null.")
    except BadFile as bad:
        print(bad, file=sys.stderr)
        return 2
    except BadProblem as bad:
        print("\n".join(f"{args.file}: {one}" for one in bad.said), file=sys.stderr)
        return 2
    try:
        try:
            shown = _answer(problem, late, objective, args)
        except Impossible:
            shown = _why_not(problem)
    except TooHard:
        print(
            f"{args.file}: ikke regnet ferdig innen grensen. Øk --work og --seconds, eller del planen.", file=sys.stderr
        )
        return 2
    print(json.dumps(shown, ensure_ascii=False, indent=2))
    return 1 if shown.get("feasible") is False else 0


def _answer(problem: Any, late: tuple[str, int] | None, objective: Any, args: argparse.Namespace) -> dict[str, Any]:
    from samlop.planning.person.objectives import Objective, plan_for

    if late is None and objective is None:
        return _all(problem, args)
    chosen = objective or Objective.SOONEST
    plan = plan_for(problem, chosen, seed=args.seed, work=args.work, seconds=args.seconds)
    return _plan(problem, plan) if late is None else _slipped(problem, plan, *late, chosen)


def _objective(name: str | None) -> Any:
    from samlop.planning.person.objectives import Objective

    if name is None:
        return None
    try:
        return Objective(name)
    except ValueError:
        names = ", ".join(one.value for one in Objective)
        raise BadFile(f"--objective er «{name}». Det kan være {names}.") from None


def _slip(text: str | None, known: set[str]) -> tuple[str, int] | None:
    if text is None:
        return None
    key, _, weeks = text.rpartition(":")
    if key not in known:
        raise BadFile(f"--slip: ingen aktivitet heter «{key}». Skriv AKTIVITET:UKER.")
    if not weeks.isdecimal() or not 1 <= int(weeks) <= 520:
        raise BadFile(f"--slip: «{weeks}» er ikke et antall uker fra 1 til 520.")
    return key, int(weeks)


def _plan(problem: Any, plan: Any) -> dict[str, Any]:
    from samlop.planning.person.slip import slack

    return {
        "feasible": True,
        "slack": slack(problem, plan),
        "weeks": {key: list(span) for key, span in plan.weeks.items()},
        "cost": plan.cost,
        "bound": plan.bound,
        "proven": plan.proven,
    }


def _all(problem: Any, args: argparse.Namespace) -> dict[str, Any]:
    from samlop.planning.person.exact import Impossible
    from samlop.planning.person.objectives import Objective, propose
    from samlop.planning.person.proof import prove

    found = propose(problem, seed=args.seed, work=args.work, seconds=args.seconds)
    if next(one for one in found if one.objective is Objective.SOONEST).plan is None:
        raise Impossible
    shown = []
    for one in found:
        row: dict[str, Any] = {"objective": one.objective.value, "costs": list(one.costs)}
        if one.plan is not None:
            proof = prove(problem, one.plan.weeks)
            row |= _plan(problem, one.plan)
            row["proof"] = {
                "holds": proof.holds,
                "missing": list(proof.missing),
                "failing": [{"words": bad.words, "mends": list(bad.mends)} for bad in proof.failing],
                "weeks": proof.rows(),
            }
        shown.append(row)
    return {"feasible": True, "proposals": shown}


def _why_not(problem: Any) -> dict[str, Any]:
    from samlop.planning.person.explain import explain

    why = explain(problem)
    if why is None:  # a single objective's own demands (a gentle start) do not fit; all the others do
        return {"feasible": False, "text": "Dette målet får ikke plass sammen med kravene. Uten det får alt plass."}
    return {
        "feasible": False,
        "text": why.text,
        "short_weeks": why.short,
        "demands": [one.words for one in why.demands],
        "ways": [{"words": way.words, "weeks": way.weeks, "enough": way.enough} for way in why.ways],
    }


def _slipped(problem: Any, plan: Any, key: str, weeks: int, objective: Any) -> dict[str, Any]:
    from samlop.planning.person.slip import slip

    found = slip(problem, plan, key, weeks, objective=objective)
    return {
        "text": found.text,
        "moves": found.moves,
        "lost": [{"title": title, "week": week} for title, week in found.lost],
        "goal_end": found.weeks[problem.goal][1],
        "goal_end_planned_anew": found.best_end,
    }
