"""Reads dated amounts, limits and versions of the law from the TOML files in the folders beside it; code holds none of them.

Each file is one parameter: `title`, `unit`, `anchor` (which date picks the version) and a list of `[[value]]`, each with
`valid_from`, optionally `valid_to` (exclusive) and `known_from`, `id`, `state`, `source`, `verified` and its own data.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from samlop.law.finding import Anchor, Verification
from samlop.law.overlay import current_overlay

IN_FORCE = "in force"
ADOPTED = "adopted, not in force"
_OWN_KEYS = {"valid_from", "valid_to", "known_from", "id", "state", "source", "verified"}


class UnknownParameter(LookupError):
    """The parameter has no value on the day. The text names both."""

    def __init__(self, title: str, day: date) -> None:
        super().__init__(f"{title}: ingen verdi er kjent for {day.isoformat()}.")
        self.day = day


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """One dated version of a parameter. `value["name"]` reads its data. Equal only to itself, so that it is cheap to look up by."""

    id: str
    valid_from: date
    valid_to: date | None
    known_from: date
    source: str
    verified: Verification
    state: str
    data: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.data[name]


@dataclass(frozen=True, slots=True, eq=False)
class Parameter:
    """One dated amount, limit or version of a rule. Equal only to itself, so that a draft never answers for the law."""

    name: str
    title: str
    unit: str
    anchor: Anchor
    values: tuple[Value, ...]
    adopted: tuple[Value, ...]

    def at(self, day: date, *, known_on: date | None = None) -> Value:
        """Gives the version valid on the day, as it was known on `known_on` (today's knowledge when None).

        Raises UnknownParameter when no version covers the day.
        """
        for value in reversed(self.values):
            if value.valid_from <= day and (known_on is None or value.known_from <= known_on):
                if value.valid_to is not None and day >= value.valid_to and known_on is None:
                    break
                return value
        raise UnknownParameter(self.title, day)

    def get(self, day: date) -> Value | None:
        """Gives the version valid on the day, or None."""
        try:
            return self.at(day)
        except UnknownParameter:
            return None

    def at_or_first(self, day: date) -> Value:
        """Gives the version valid on the day, or the first one where nothing older is kept."""
        return self.get(day) or self.values[0]

    def named(self, id: str) -> Value:
        """Gives the version that began with this name. Never ask for «the last one»: a draft or a new year adds another.

        Raises LookupError when no version has the name.
        """
        for value in self.values:
            if value.id == id:
                return value
        raise LookupError(f"{self.name} has no version named {id}.")


def parameter(name: str) -> Parameter:
    """Gives one parameter by file name, from the draft when the law is asked under one.

    Raises LookupError when there is no such file.
    """
    draft = current_overlay()
    if draft is not None and name in draft.parameters:
        return draft.parameters[name]
    return enacted(name)


@cache
def enacted(name: str) -> Parameter:
    """Gives one parameter as the law has it, whatever draft is looked at. Raises LookupError when there is no such file."""
    try:
        raw = tomllib.loads(_files()[name].read_text(encoding="utf-8"))
    except KeyError:
        raise LookupError(f"There is no parameter file {name}.toml.") from None
    rows = sorted(raw["value"], key=lambda row: row.get("valid_from", date.max))
    dated = [row for row in rows if row.get("state", IN_FORCE) == IN_FORCE]
    values = tuple(
        _value(row, later["valid_from"] if later else None)
        for row, later in zip(dated, [*dated[1:], None], strict=True)
    )
    adopted = tuple(_value(row, None) for row in rows if row.get("state", IN_FORCE) == ADOPTED)
    return Parameter(name, raw["title"], raw["unit"], Anchor(raw.get("anchor", "as_of")), values, adopted)


def _value(row: Mapping[str, Any], following: date | None) -> Value:
    starts = row.get("valid_from", date.max)
    return Value(
        id=row.get("id", ""),
        valid_from=starts,
        valid_to=row.get("valid_to", following),
        known_from=row.get("known_from", starts),
        source=row["source"],
        verified=Verification(row["verified"]),
        state=row.get("state", IN_FORCE),
        data={key: item for key, item in row.items() if key not in _OWN_KEYS},
    )


@cache
def _files() -> Mapping[str, Traversable]:
    """Finds every parameter file: one folder for each theme, and each name only once."""
    return {
        path.name.removesuffix(".toml"): path
        for theme in files(__package__).iterdir()
        if theme.is_dir()
        for path in theme.iterdir()
        if path.name.endswith(".toml")
    }


@cache
def parameter_names() -> tuple[str, ...]:
    """Lists every parameter."""
    return tuple(sorted(_files()))
