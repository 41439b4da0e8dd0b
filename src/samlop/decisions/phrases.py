"""Knows the phrases that summaries are built from: bokmål at the source, and machine drafts in the other languages."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from samlop.core.errors import Refused

_FILE = Path(__file__).parent / "texts" / "summary.toml"
_HOLE = re.compile(r"\{([^{}]*)\}")
SOURCE = "nb"
LANGUAGES = ("en", "uk", "ar", "ti")
NORWEGIAN = frozenset({"nb", "nn", "no"})
# A participant who reads this never needs a summary in another language; any other gets bokmål and English.
FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase in one language. `approved`: a translator answers for the words (bokmål needs none)."""

    key: str
    language: str
    source: str
    text: str
    approved: bool


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Every phrase in one language, as a municipality has them now."""

    language: str
    phrases: Mapping[str, Phrase]

    def say(self, key: str, **values: str) -> str:
        """The phrase with its holes filled. Values are text; whatever braces they hold are left alone."""
        return _HOLE.sub(lambda hole: values[hole[1]], self.phrases[key].text)

    def has(self, key: str) -> bool:
        """Whether the phrase exists in this language."""
        return key in self.phrases


@cache
def from_file(language: str) -> Phrasebook:
    """The phrases of a language as they stand in the file: bokmål at the source, drafts in every other language."""
    rows = _texts()
    return Phrasebook(
        language,
        {
            key: Phrase(key, language, texts[SOURCE], texts[language], approved=language == SOURCE)
            for key, texts in rows.items()
            if language in texts
        },
    )


def check_holes(source: str, text: str) -> None:
    """Refuses a translation that has lost or invented a figure: `{dato}` must stand in both."""
    wanted, written = sorted(_HOLE.findall(source)), sorted(_HOLE.findall(text))
    if wanted != written or re.sub(_HOLE, "", text).strip("{} ") == "" or _HOLE.sub("", text).count("{"):
        names = ", ".join("{" + name + "}" for name in wanted) or "ingen"
        raise Refused(
            f"Oversettelsen kan ikke lagres: det som står i klammer, fylles ut av planen og må stå likt. "
            f"I denne teksten er det: {names}. Skriv det inn igjen, uendret."
        )


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
