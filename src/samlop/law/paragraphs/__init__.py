"""Gives the sections of the law in our own words, in bokmål and English, from the TOML files beside it.

Each file is one theme; each table one section, keyed as the section prints: `["integreringsloven § 20"]`, with `nb` and `en`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from samlop.law.basis import Provision


@dataclass(frozen=True, slots=True)
class Section:
    """What one section says, in our words, as of the versions we hold."""

    nb: str
    en: str

    def text(self, language: str) -> str:
        return self.en if language == "en" else self.nb


def section_key(provision: Provision) -> str:
    """Gives the section a provision stands in, as it prints: «integreringsloven § 20»."""
    return str(Provision(provision.act, provision.section, chapter=provision.chapter))


def section_of(provision: Provision) -> Section | None:
    """Gives the section in our words, or None when nobody has written it yet."""
    return sections().get(section_key(provision))


@cache
def sections() -> Mapping[str, Section]:
    """Gives every section by how it prints."""
    found: dict[str, Section] = {}
    for _, key, row in section_rows():
        found.setdefault(key, Section(row.get("nb", "").strip(), row.get("en", "").strip()))
    return found


def section_rows() -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Gives every row of every file: the file, the section and its texts."""
    for path in sorted(files(__package__).iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml"):
            for key, row in tomllib.loads(path.read_text(encoding="utf-8")).items():
                yield path.name, key, row
