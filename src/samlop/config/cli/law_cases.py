"""Runs files of cases against the law, and prints those it answers otherwise than expected, with how it came to its answer."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samlop.config.cli.law_drafts import draft_of
from samlop.config.cli.law_files import NO_FIELDS, BadInput, Loaded, is_row, load, parts_of

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
    """Prints the results. Returns 0, 1 when a case failed, or 2 with a sentence on stderr when a file, or a case in it, cannot be used."""
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
    """Runs every file. Gives each result with its file, and whether something in a file could not be used.

    A broken case is not covered, with the reason; the other cases of the file are run all the same.
    """
    from samlop.law.cases import not_a_case, run_case

    results: list[tuple[str, CaseResult]] = []
    unusable = False
    for name in args.files:
        try:
            rows = cases_of(load(Path(name)))
        except BadInput as bad:
            unusable = True
            print(f"{name}: {bad}", file=sys.stderr)
            continue
        for number, (row, wrong) in enumerate(rows, start=1):
            if wrong:
                unusable = True
                print(f"{name}: {wrong}", file=sys.stderr)
            found = not_a_case(row, f"sak {number}", wrong) if wrong else run_case(row, args.language)
            results.append((name, found))
        for told in same_names(rows):
            unusable = True
            print(f"{name}: {told}", file=sys.stderr)
    return results, unusable


def cases_of(loaded: Loaded) -> list[tuple[Any, str]]:
    """Gives the cases of a file, each with what is wrong with it as a case, or nothing."""
    rows, is_list = parts_of(loaded)
    if not is_list:
        raise BadInput("Filen har ingen liste med saker. Skriv sakene under «cases», hver med «- id».")
    if len(rows) > MOST:
        raise BadInput(f"Filen har {len(rows)} saker, og grensen er {MOST}. Del den i flere filer.")
    lines = loaded.lines if len(loaded.lines) == len(rows) else (0,) * len(rows)
    return [(row, _wrong(row, number, line)) for number, (row, line) in enumerate(zip(rows, lines, strict=True), 1)]


def _wrong(row: Any, number: int, line: int) -> str:
    if not is_row(row):
        return f"Sak {number} i listen (linje {line}) {NO_FIELDS}"
    lacking = [key for key in ("id", "facts", "question", "expected") if key not in row]
    if lacking:
        return f"Saken som begynner i linje {line}, mangler «{lacking[0]}». Er filen hel? Skriv id, facts, as_of, question og expected."
    if isinstance(row["id"], dict | list | bool | None) or not str(row["id"]).strip():
        return f"Saken som begynner i linje {line}, har en «id» som ikke er et navn. Skriv for eksempel «id: DUR-001»."
    return ""


def same_names(rows: list[tuple[Any, str]]) -> list[str]:
    """Tells of the names that more than one case has. The cases are run, and each has its own result."""
    counts = Counter(str(row["id"]) for row, wrong in rows if not wrong)
    return [f"{n} saker heter «{name}». Gi hver sak sitt eget navn." for name, n in counts.items() if n > 1]


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
