"""Gives the English words for questions, facts, open questions, codes and answers, from the TOML files beside it.

Each file is one theme: `[title]` by question, `[fact]` by fact, `[open.<id>]` with `text`, `why` and `options`. `[code]` and
`[part]` name the codes and the parts of an answer (`"extension.none"` a code in one part only); where none is written, the
identifier itself is said, since it is English.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from samlop.law.basis import Provision
from samlop.law.money import ORE_PER_KRONE

# Parts of an answer that are no words for people in English: names of our own tables, and reasons written in bokmål.
NOT_SAID = ("table", "why")
TABLES = ("title", "fact", "open", "code", "part", "act", "anchor", "outcome", "verification")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@cache
def table(name: str) -> Mapping[str, Any]:
    """Gives one table of words over all themes."""
    found: dict[str, Any] = {}
    for _, raw in word_files():
        for key, words in raw.get(name, {}).items():
            found.setdefault(key, words)
    return found


def word_files() -> Iterator[tuple[str, Mapping[str, Mapping[str, Any]]]]:
    """Gives every file of words by name."""
    for path in sorted(files(__package__).iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml"):
            yield path.name, tomllib.loads(path.read_text(encoding="utf-8"))


def say_en(value: Any, part: str = "") -> str:
    """Says a code, date, number, amount, list or mapping in English. `part` is the name it has in an answer, for its unit."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "not known"
    if isinstance(value, date):
        return date_en(value)
    if isinstance(value, int | float):
        return _number(value, part)
    if isinstance(value, Mapping):
        told = (f"{part_en(key)}: {say_en(item, key)}" for key, item in value.items() if key not in NOT_SAID)
        return "; ".join(told) or "none"
    if isinstance(value, list | tuple):
        joined = "; " if any(isinstance(item, Mapping) for item in value) else ", "
        return joined.join(say_en(item, part) for item in value) or "none"
    return code_en(str(value), part)


def code_en(code: str, part: str = "") -> str:
    """Says a code in English, first as it is said in its part of an answer. An unwritten one is said as it stands."""
    known = table("code").get(f"{part}.{code}", table("code").get(code))
    if known is not None:
        return str(known)
    if _INSTANT.fullmatch(code):
        at = datetime.fromisoformat(code)
        return f"{date_en(at.date())} at {at:%H:%M}"
    return code.replace("_", " ") if code.islower() and code.isidentifier() else code


def part_en(part: str) -> str:
    """Says the name of a part of an answer, or a fact inside a row, in English."""
    known = table("part").get(part)
    return str(known) if known else part.removesuffix("_ore").removesuffix("_exclusive").replace("_", " ")


def date_en(day: date) -> str:
    """Gives «15 June 2026»."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def kroner_en(ore: int) -> str:
    """Gives «NOK 22,758.17» from øre, and «NOK 1,000» where there are none left over."""
    kroner = Decimal(ore).scaleb(-len("00"))
    return f"NOK {kroner:,.0f}" if kroner == kroner.to_integral_value() else f"NOK {kroner:,.2f}"


def list_en(items: Iterable[str], last: str = "and") -> str:
    """Gives «a, b and c»."""
    words = list(items)
    return "".join(words) if len(words) < len(("a", "b")) else f"{', '.join(words[:-1])} {last} {words[-1]}"


def provision_en(provision: Provision) -> str:
    """Gives «Integration Act § 12 second paragraph»; an act without an English name keeps its own."""
    act = str(table("act").get(provision.act.name, provision.act.short))
    if provision.section is None:
        return f"{act} chapter {provision.chapter}" if provision.chapter else act
    parts = [f"{act} § {provision.section}"]
    if provision.paragraph:
        parts.append(f"{_ORDINALS[provision.paragraph - 1]} paragraph")
    if provision.sentence:
        parts.append(f"{_ORDINALS[provision.sentence - 1]} sentence")
    if provision.letter:
        parts.append(f"letter {provision.letter}")
    return " ".join(parts)


def _number(value: float, part: str) -> str:
    if part.endswith("_ore"):
        return kroner_en(int(value))
    if part == "amount" or part.endswith("_amount"):
        return kroner_en(round(value * ORE_PER_KRONE))
    said = f"{value:g}" if isinstance(value, float) else str(value)
    for unit in ("months", "days", "years", "weeks", "hours", "percent"):
        if part == unit or part.endswith(f"_{unit}"):
            return f"{said} {unit[:-1] if value == 1 and unit.endswith('s') else unit}"
    return said
