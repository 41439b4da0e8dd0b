"""Reads facts from a file and prints what the law says about them. Needs neither Django nor a database."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from samlop.config.cli import law_cases, law_document, law_drafts
from samlop.config.cli.law_files import BadInput, load, rows_of

_META = ("id", "title", "facts", "as_of", "on", "question", "readings")
# Keys that case files carry beside the facts; they are about the case, not about the person.
_IGNORED = (
    *("expected", "unit", "rounding", "period", "legal_basis", "rules", "basis", "confidence"),
    *("note", "kind", "doubt", "variants", "meta"),
)


def add_parser(subparsers: Any) -> None:
    """Adds `samlop law assess`, `samlop law cases`, `samlop law draft` and `samlop law document`."""
    law = subparsers.add_parser("law", help="spør loven om én person, eller prøv saker med ventet svar")
    acts = law.add_subparsers(dest="act", required=True, metavar="handling")
    assess = acts.add_parser("assess", help="vurder opplysningene i en fil")
    assess.add_argument("file", metavar="FAKTA.yaml", help="fil med opplysninger, eller en liste med saker")
    assess.add_argument(
        "--on", metavar="DATO", help="vurder per denne datoen (år-måned-dag); ellers datoen i filen, ellers i dag"
    )
    assess.add_argument("--json", action="store_true", help="skriv svaret som JSON")
    assess.add_argument("--explain", action="store_true", help="vis hele forklaringen på hvert svar")
    assess.add_argument(
        "--language", choices=("nb", "en"), default="nb", help="språket i forklaringen (en viser alltid hele)"
    )
    assess.set_defaults(run=run)
    law_cases.add_parser(acts)
    law_drafts.add_parser(acts)
    law_document.add_parser(acts)


def run(args: argparse.Namespace) -> int:
    """Prints the answers. Returns 0, or 2 with a sentence on stderr when something in the input cannot be used."""
    where = args.file
    try:
        wanted = _date(args.on, "--on") if args.on else None
        loaded = load(Path(args.file))
        rows, is_list = rows_of(loaded)
    except BadInput as bad:
        print(f"{where}: {bad}", file=sys.stderr)
        return 2
    results: list[dict[str, Any]] = []
    failed = False
    for number, row in enumerate(rows, start=1):
        name = str(row.get("id") or f"sak {number}") if is_list else ""
        try:
            results.append(_assess(row, wanted, name, is_list=is_list))
        except BadInput as bad:
            failed = True
            if is_list:
                results.append({"id": name, "error": str(bad)})
            print(f"{where}{f', {name}' if name else ''}: {bad}", file=sys.stderr)
    if args.json and results:
        shown: Any = results if is_list else results[0]
        print(
            json.dumps(
                {"cases": shown} if isinstance(loaded.content, dict) and is_list else shown,
                ensure_ascii=False,
                indent=2,
            )
        )
    elif results:
        language = args.language if args.explain or args.language == "en" else None
        print("\n\n".join("\n".join(_lines(result, language)) for result in results))
    return 2 if failed else 0


def _assess(row: dict[str, Any], wanted: dt.date | None, name: str, *, is_list: bool) -> dict[str, Any]:
    from samlop.law import Facts, FactsError, NotCovered, UnknownReading, ask, assess, value_of
    from samlop.law.cases import impossible
    from samlop.law.finding import jsonable

    given, meta = _split(row)
    try:
        facts = Facts.from_mapping(given)
    except FactsError as wrong:
        raise BadInput(" ".join(wrong.problems)) from None
    on = wanted or _dated(meta) or _today()
    if wrong_dates := impossible(facts, on):
        raise BadInput(wrong_dates)
    readings = meta.get("readings") or {}
    if isinstance(readings, list):  # a case lists the readings it expects; a person has those that were chosen
        readings = {}
    if not isinstance(readings, dict):
        raise BadInput("Feltet «readings» skal ha spørsmål og svar.")
    try:
        shown = assess(facts, on, readings).to_dict()
        if meta.get("question") is not None:
            found = ask(str(meta["question"]), facts, on, readings)
            shown = {
                "question": str(meta["question"]),
                "answer": jsonable(value_of(found)),
                "finding": found.to_dict(),
                **shown,
            }
    except (NotCovered, UnknownReading) as unknown:
        raise BadInput(str(unknown)) from None
    head = {key: value for key, value in (("id", name or row.get("id")), ("title", row.get("title"))) if value}
    return {**head, **shown} if is_list or head else shown


def _split(row: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Parts the facts from what is said about them. Facts may stand by themselves, or under `facts:`."""
    if "facts" not in row:
        about = ("as_of", "on", "question", "readings")
        return {k: v for k, v in row.items() if k not in about}, {k: v for k, v in row.items() if k in about}
    unknown = [key for key in row if key not in _META and key not in _IGNORED]
    if unknown:
        raise BadInput(
            f"Ukjent felt «{unknown[0]}» ved siden av «facts». Flytt feltet inn under «facts», eller fjern det."
        )
    if not isinstance(row["facts"], dict):
        raise BadInput("«facts» skal ha felt og verdi, for eksempel «birth_date: 1990-01-01».")
    return row["facts"], {key: row[key] for key in _META if key in row}


def _dated(meta: dict[str, Any]) -> dt.date | None:
    for name in ("as_of", "on"):
        if meta.get(name) is not None:
            return _date(meta[name], name)
    return None


def _date(given: Any, name: str) -> dt.date:
    from samlop.law.facts.checks import day

    try:
        return day(str(given))
    except ValueError as wrong:
        raise BadInput(f"«{name}» {wrong}") from None


def _today() -> dt.date:
    from samlop.core.clock import today

    return today()


def _lines(result: dict[str, Any], language: Any = None) -> Iterator[str]:
    """Gives the answers in short, or with the whole explanation when a language is asked for."""
    from samlop.law import Finding
    from samlop.law.english import date_en
    from samlop.law.explain import explain, plain_lines, render
    from samlop.law.words import say_date

    if "error" in result:
        yield f"{result['id']}: {result['error']}"
        return
    on = dt.date.fromisoformat(result["on"])
    day = f"Assessed on {date_en(on)}" if language == "en" else f"Vurdert per {say_date(on)}"
    yield " · ".join(str(part) for part in (result.get("id"), result.get("title"), day) if part)
    for found in [result["finding"]] if "finding" in result else result["findings"]:
        finding = Finding.from_dict(found)
        yield ""
        if language is None:
            yield from plain_lines(finding)
        else:
            yield render(explain(finding, language=language))


def main(argv: list[str] | None = None) -> int:
    """Runs only this command, for trying it without the others: `python -m samlop.config.cli.law law assess ...`."""
    parser = argparse.ArgumentParser(prog="samlop")
    add_parser(parser.add_subparsers(dest="command", required=True))
    args = parser.parse_args(argv)
    return int(args.run(args))


if __name__ == "__main__":
    sys.exit(main())
