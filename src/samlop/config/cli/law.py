"""Reads facts from a file and prints what the law says about them. Needs neither Django nor a database."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from samlop.law import Finding

_META = ("id", "title", "facts", "as_of", "on", "question", "readings")
# Keys that case files carry beside the facts; they are about the case, not about the person.
_IGNORED = ("expected", "legal_basis", "rules", "basis", "confidence", "note", "kind", "doubt", "variants", "meta")


class BadInput(Exception):
    """The input cannot be used. The text says what, where, and what to do."""


def add_parser(subparsers: Any) -> None:
    """Adds `samlop law assess`."""
    law = subparsers.add_parser("law", help="spør loven om én person, ut fra en fil med opplysninger")
    acts = law.add_subparsers(dest="act", required=True, metavar="handling")
    assess = acts.add_parser("assess", help="vurder opplysningene i en fil")
    assess.add_argument("file", metavar="FAKTA.yaml", help="fil med opplysninger, eller en liste med saker")
    assess.add_argument(
        "--on", metavar="DATO", help="vurder per denne datoen (år-måned-dag); ellers datoen i filen, ellers i dag"
    )
    assess.add_argument("--json", action="store_true", help="skriv svaret som JSON")
    law.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints the answers. Returns 0, or 2 with a sentence on stderr when something in the input cannot be used."""
    where = args.file
    try:
        wanted = _date(args.on, "--on") if args.on else None
        loaded = _load(Path(args.file))
        rows, is_list = _rows(loaded)
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
                {"cases": shown} if isinstance(loaded, dict) and is_list else shown, ensure_ascii=False, indent=2
            )
        )
    elif results:
        print("\n\n".join("\n".join(_lines(result)) for result in results))
    return 2 if failed else 0


def _load(path: Path) -> Any:
    import yaml

    class Loader(yaml.SafeLoader):
        """Reads dates as text, so that the facts can say which field has a date that does not exist."""

        def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
            seen = set()
            for key, _ in node.value:
                if not isinstance(key, yaml.ScalarNode):
                    raise BadInput(
                        f"Filen er ikke gyldig YAML med felt og verdi (linje {key.start_mark.line + 1}). Skriv «felt: verdi»."
                    )
                if key.tag == "tag:yaml.org,2002:bool":  # YAML reads the key «on» as a truth value
                    key.tag = "tag:yaml.org,2002:str"
                if key.value in seen:
                    raise BadInput(
                        f"Feltet «{key.value}» står to ganger (linje {key.start_mark.line + 1}). Fjern den ene."
                    )
                seen.add(key.value)
            return super().construct_mapping(node, deep)

    Loader.yaml_implicit_resolvers = {
        first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise BadInput("Filen finnes ikke. Kontroller navnet og mappen.") from None
    except IsADirectoryError:
        raise BadInput("Dette er en mappe. Oppgi en fil.") from None
    except UnicodeDecodeError as wrong:
        raise BadInput(
            f"Filen er ikke lagret som UTF-8 (tegn nummer {wrong.start + 1}). Lagre den på nytt som UTF-8."
        ) from None
    except OSError as wrong:
        raise BadInput(f"Filen kan ikke leses: {wrong.strerror}. Kontroller at du har tilgang.") from None
    try:
        return yaml.load(text, Loader=Loader)  # a SafeLoader with fewer types
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None) or getattr(wrong, "context_mark", None)
        place = f" i linje {mark.line + 1}, tegn {mark.column + 1}" if mark else ""
        raise BadInput(
            f"Filen er ikke gyldig YAML. Se{place or ' hele filen'}: skriv «felt: verdi» på hver linje."
        ) from None
    except RecursionError:
        raise BadInput("Filen er for dypt nøstet. Skriv «felt: verdi» på hver linje.") from None


def _rows(loaded: Any) -> tuple[list[dict[str, Any]], bool]:
    if loaded is None:
        raise BadInput("Filen er tom. Skriv opplysningene som «felt: verdi», for eksempel «birth_date: 1990-01-01».")
    is_list = isinstance(loaded, list) or (isinstance(loaded, dict) and "cases" in loaded)
    rows = loaded["cases"] if isinstance(loaded, dict) and is_list else loaded if is_list else [loaded]
    if not isinstance(rows, list) or not rows:
        raise BadInput("Listen med saker er tom. Skriv minst én sak.")
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or not all(isinstance(key, str) for key in row):
            place = f"Sak {number} i listen" if is_list else "Filen"
            raise BadInput(
                f"{place} har ikke felt og verdi. Skriv opplysningene som «felt: verdi», for eksempel «birth_date: 1990-01-01»."
            )
    return rows, is_list


def _assess(row: dict[str, Any], wanted: dt.date | None, name: str, *, is_list: bool) -> dict[str, Any]:
    from samlop.law import Facts, FactsError, NotCovered, UnknownReading, ask, assess, value_of
    from samlop.law.finding import jsonable

    given, meta = _split(row)
    try:
        facts = Facts.from_mapping(given)
    except FactsError as wrong:
        raise BadInput(" ".join(wrong.problems)) from None
    on = wanted or _dated(meta) or _today()
    if facts.birth_date is not None and on < facts.birth_date:
        raise BadInput(
            f"Datoen det skal vurderes for, {on.isoformat()}, er før fødselsdatoen {facts.birth_date.isoformat()}. Rett en av dem."
        )
    readings = meta.get("readings") or {}
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
    try:
        return dt.date.fromisoformat(str(given))
    except ValueError:
        raise BadInput(
            f"«{name}» har verdien «{given}», som ikke er en dato. Skriv år-måned-dag, for eksempel 2026-03-15."
        ) from None


def _today() -> dt.date:
    from samlop.core.clock import today

    return today()


def _lines(result: dict[str, Any]) -> Iterator[str]:
    from samlop.law import Finding
    from samlop.law.words import say_date

    if "error" in result:
        yield f"{result['id']}: {result['error']}"
        return
    day = f"Vurdert per {say_date(dt.date.fromisoformat(result['on']))}"
    yield " · ".join(str(part) for part in (result.get("id"), result.get("title"), day) if part)
    if "finding" in result:
        yield ""
        yield from _finding_lines(Finding.from_dict(result["finding"]))
        return
    for finding in result["findings"]:
        yield ""
        yield from _finding_lines(Finding.from_dict(finding))


def _finding_lines(finding: Finding) -> Iterator[str]:
    from samlop.law.words import say, say_date

    mark = "mangler opplysninger" if finding.missing else "må vurderes" if finding.is_open else ""
    yield f"{finding.title}{f' ({mark})' if mark else ''}"
    yield f"  {finding.text}"
    for reading in finding.readings:
        yield f"  - {reading.text} {reading.says}"
    yield f"  Hjemmel: {finding.basis_text}"
    if finding.version:
        version = finding.version
        until = f" til {say_date(version.valid_to)}" if version.valid_to else ""
        yield f"  Versjon: gjelder fra {say_date(version.valid_from)}{until}. {version.why}"
    if finding.inputs:
        yield f"  Bygger på: {'; '.join(f'{item.label}: {say(_flat(item.value))}' for item in finding.inputs)}"
    source = f" ({finding.version.source})" if finding.version and finding.version.source else ""
    if not finding.missing:
        yield f"  Kilde: {finding.verification.label}{source}"
    for change in finding.would_change:
        yield f"  Kan endres: {change}"
    if finding.not_covered:
        yield f"  Merk: {finding.not_covered}"


def _flat(value: Any) -> Any:
    """Makes lists and mappings readable on one line."""
    from samlop.law.words import say

    if isinstance(value, dict):
        return ", ".join(str(say(_flat(item))) for item in value.values())
    if isinstance(value, list):
        return ", ".join(str(say(_flat(item))) for item in value) or "ingen"
    return value


def main(argv: list[str] | None = None) -> int:
    """Runs only this command, for trying it without the others: `python -m samlop.config.cli.law law assess ...`."""
    parser = argparse.ArgumentParser(prog="samlop")
    add_parser(parser.add_subparsers(dest="command", required=True))
    args = parser.parse_args(argv)
    return int(args.run(args))


if __name__ == "__main__":
    sys.exit(main())
