"""Runs files of cases against the law, and prints those it answers otherwise than expected, with how it came to its answer."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samlop.config.cli.law_drafts import draft_of
from samlop.config.cli.law_files import BadInput, Loaded, load, rows_of

if TYPE_CHECKING:
    from samlop.law.cases import CaseResult

MOST = 20_000  # cases in one file


def add_parser(acts: Any) -> None:
    """Adds `samlop law cases`."""
    cases = acts.add_parser("cases", help="prøv saker med ventet svar, fra en eller flere filer")
    cases.add_argument(
        "files", metavar="FIL.yaml", nargs="+", help="fil med saker: id, facts, as_of, question, expected"
    )
    cases.add_argument("--json", action="store_true", help="skriv én liste med ett objekt for hver sak")
    cases.add_argument("--language", choices=("nb", "en"), default="nb", help="språket i forklaringen")
    cases.add_argument("--draft", metavar="UTKAST.toml", help="prøv sakene under et utkast til regelverk")
    cases.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints the results. Returns 0, 1 when a case failed, or 2 with a sentence on stderr when a file cannot be used."""
    try:
        under = draft_of(args.draft).in_force() if args.draft else nullcontext()
    except BadInput as bad:
        print(f"{args.draft}: {bad}", file=sys.stderr)
        return 2
    with under:
        results, unusable = _results(args)
    if args.json:
        print(
            json.dumps([{**result.to_dict(), "file": name} for name, result in results], ensure_ascii=False, indent=2)
        )
    else:
        _print(results)
    failed = any(result.status == "failed" for _, result in results)
    return 2 if unusable else 1 if failed else 0


def _results(args: argparse.Namespace) -> tuple[list[tuple[str, CaseResult]], bool]:
    """Runs every file. Gives each result with its file, and whether a file could not be used."""
    from samlop.law.cases import run_cases

    results: list[tuple[str, CaseResult]] = []
    unusable = False
    for name in args.files:
        try:
            rows = cases_of(load(Path(name)))
        except BadInput as bad:
            unusable = True
            print(f"{name}: {bad}", file=sys.stderr)
        else:
            results += ((name, result) for result in run_cases(rows, args.language))
    return results, unusable


def cases_of(loaded: Loaded) -> list[dict[str, Any]]:
    """Gives the cases of a file. A case without the parts of a case is a broken file, not a case that is not covered."""
    rows, is_list = rows_of(loaded)
    if not is_list:
        raise BadInput("Filen har ingen liste med saker. Skriv sakene under «cases», hver med «- id».")
    if len(rows) > MOST:
        raise BadInput(f"Filen har {len(rows)} saker, og grensen er {MOST}. Del den i flere filer.")
    seen: dict[str, int] = {}
    for row, line in zip(rows, loaded.lines, strict=True):
        lacking = [key for key in ("id", "facts", "question", "expected") if key not in row]
        if lacking:
            raise BadInput(
                f"Saken som begynner i linje {line}, mangler «{lacking[0]}». Er filen hel? Skriv id, facts, as_of, question og expected."
            )
        given = row["id"]
        if isinstance(given, dict | list | bool | None) or not str(given).strip():
            raise BadInput(
                f"Saken som begynner i linje {line}, har en «id» som ikke er et navn. Skriv for eksempel «id: DUR-001»."
            )
        if str(given) in seen:
            raise BadInput(
                f"To saker heter «{given}»: linje {seen[str(given)]} og linje {line}. Gi den ene et annet navn."
            )
        seen[str(given)] = line
    return rows


def _print(results: list[tuple[str, CaseResult]]) -> None:
    counts = {
        status: sum(result.status == status for _, result in results) for status in ("passed", "failed", "not_covered")
    }
    for name, result in results:
        if result.status == "not_covered":
            print(f"{name}, {result.id}: ikke dekket. {result.explanation}")
    for name, result in results:
        if result.status == "failed":
            title = f" · {result.title}" if result.title else ""
            print(f"\n{name}, {result.id}{title}: feil svar\n{result.explanation}")
    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['not_covered']} not covered")
