"""Reads the files that `samlop law` is given, and says in one sentence what is wrong with one that cannot be used, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import yaml

LARGEST = 2_000_000  # bytes; some twenty thousand cases
DEEPEST = 50
NO_FIELDS = "har ikke felt og verdi. Skriv opplysningene som «felt: verdi», for eksempel «birth_date: 1990-01-01»."
MOST_PARTS = 1_000_000  # fields and values, when what is used again with «*» is written out


class BadInput(Exception):
    """The input cannot be used. The text says what, where, and what to do."""


@dataclass(frozen=True)
class Loaded:
    """What stands in a file. `lines` gives the line each case begins on, in the order of the cases."""

    content: Any
    lines: tuple[int, ...]


def load(path: Path) -> Loaded:
    """Reads one YAML file. Raises BadInput with what is wrong and in which line. Dates are left as text, for the facts to check."""
    import yaml

    text = text_of(path)
    try:
        root = _node(text)
        if root is None:
            return Loaded(None, ())
        content = _loader("").construct_document(root)
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None) or getattr(wrong, "context_mark", None)
        place = f" i linje {mark.line + 1}, tegn {mark.column + 1}" if mark else ""
        raise BadInput(
            f"Filen er ikke gyldig YAML. Se{place or ' hele filen'}: skriv «felt: verdi» på hver linje."
        ) from None
    except RecursionError:
        raise BadInput("Filen er for dypt nøstet. Skriv «felt: verdi» på hver linje.") from None
    except ValueError:  # such as a number too long to be one
        raise BadInput(
            "Filen er ikke gyldig YAML: en verdi kan ikke leses. Skriv «felt: verdi» på hver linje."
        ) from None
    return Loaded(content, tuple(item.start_mark.line + 1 for item in _cases_of(root)))


def rows_of(loaded: Loaded) -> tuple[list[dict[str, Any]], bool]:
    """Gives the rows of the file, and whether they were a list. Raises BadInput for a row without field and value."""
    rows, is_list = parts_of(loaded)
    for number, row in enumerate(rows, start=1):
        if not is_row(row):
            line = f" (linje {loaded.lines[number - 1]})" if is_list and len(loaded.lines) >= number else ""
            raise BadInput(f"{f'Sak {number} i listen{line}' if is_list else 'Filen'} {NO_FIELDS}")
    return rows, is_list


def is_row(row: Any) -> bool:
    """Says whether something is fields, each with a name."""
    return isinstance(row, dict) and all(isinstance(key, str) for key in row)


def parts_of(loaded: Loaded) -> tuple[list[Any], bool]:
    """Gives what the file is made of, and whether it was a list: a list, the list under `cases`, or the file itself as one row."""
    content = loaded.content
    if content is None:
        raise BadInput("Filen er tom. Skriv opplysningene som «felt: verdi», for eksempel «birth_date: 1990-01-01».")
    under_cases = isinstance(content, dict) and "cases" in content
    is_list = isinstance(content, list) or under_cases
    rows = content["cases"] if under_cases else content if is_list else [content]
    if not isinstance(rows, list) or not rows:
        raise BadInput("Listen med saker er tom. Skriv minst én sak.")
    return rows, is_list


def text_of(path: Path) -> str:
    """Gives the text of a file. Raises BadInput with what is wrong, for a person."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise BadInput(f"Filen er for stor: {size} byte, og grensen er {LARGEST}. Del den i flere filer.")
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise BadInput("Filen finnes ikke. Kontroller navnet og mappen.") from None
    except IsADirectoryError:
        raise BadInput("Dette er en mappe. Oppgi en fil.") from None
    except UnicodeDecodeError as wrong:
        raise BadInput(
            f"Filen er ikke lagret som UTF-8 (tegn nummer {wrong.start + 1}). Lagre den på nytt som UTF-8."
        ) from None
    except (OSError, ValueError) as wrong:
        told = getattr(wrong, "strerror", None) or "navnet kan ikke brukes"
        raise BadInput(f"Filen kan ikke leses: {told}. Kontroller at du har tilgang.") from None


def _loader(text: str) -> Any:
    import yaml

    class Loader(yaml.SafeLoader):
        """Reads dates as text, so that the facts can say which field has a date that does not exist."""

    Loader.yaml_implicit_resolvers = {
        first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return Loader(text)


def _node(text: str) -> yaml.Node | None:
    """Reads the text into nodes and checks them: no field twice, nothing that is part of itself, and not too deep."""
    root: yaml.Node | None = _loader(text).get_single_node()
    if root is not None:
        _parts(root, {})
    return root


def _parts(node: yaml.Node, counted: dict[int, tuple[int, int] | None], depth: int = 0) -> tuple[int, int]:
    """Counts the fields and values of a node and how deep it goes, with what is used again with «*» counted each time."""
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return 1, 0
    line = node.start_mark.line + 1
    too_deep = BadInput(f"Filen er for dypt nøstet (linje {line}). Skriv «felt: verdi» på hver linje.")
    if depth > DEEPEST:
        raise too_deep
    if id(node) not in counted:
        counted[id(node)] = None  # until it has been counted: a node met again before that is part of itself
        if isinstance(node, yaml.MappingNode):
            _check_keys(node)
        inside = [value for _, value in node.value] if isinstance(node, yaml.MappingNode) else node.value
        found = [_parts(item, counted, depth + 1) for item in inside]
        counted[id(node)] = 1 + sum(parts for parts, _ in found), 1 + max((deep for _, deep in found), default=0)
    known = counted[id(node)]
    if known is None:
        raise BadInput(
            f"Filen er ikke gyldig YAML med felt og verdi: det som står i linje {line}, er en del av seg selv. Skriv det ut."
        )
    parts, deep = known
    if parts > MOST_PARTS:  # a few lines with & and * can stand for more than there is memory for
        raise BadInput(
            f"Filen er for stor: det som står i linje {line}, er brukt om igjen for mange ganger med «*». Skriv det ut."
        )
    if depth + deep > DEEPEST + 1:
        raise too_deep
    return known


def _check_keys(node: yaml.MappingNode) -> None:
    import yaml

    seen = set()
    for key, _ in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise BadInput(f"Filen er ikke gyldig YAML med felt og verdi (linje {line}). Skriv «felt: verdi».")
        if key.tag == "tag:yaml.org,2002:bool":  # YAML reads the key «on» as a truth value
            key.tag = "tag:yaml.org,2002:str"
        if key.value in seen:
            raise BadInput(f"Feltet «{key.value}» står to ganger (linje {line}). Fjern den ene.")
        seen.add(key.value)


def _cases_of(root: yaml.Node) -> Iterator[yaml.Node]:
    import yaml

    if isinstance(root, yaml.MappingNode):
        root = next((value for key, value in root.value if key.value == "cases"), root)
    if isinstance(root, yaml.SequenceNode):
        yield from root.value
