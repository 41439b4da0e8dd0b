"""Finds occupations (STYRK-08) from the words people use, spelling mistakes and compounds included.

Source of codes and names: Statistics Norway, Klass, version 319, CC BY 4.0 (`data/styrk08.toml`). No database, no clock.
"""

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jellyfish import damerau_levenshtein_distance

_DATA = Path(__file__).parent / "data"
_FOLD = str.maketrans({"ø": "o", "å": "a", "æ": "ae", "-": "", "/": " "})
# Words that say nothing about which occupation it is.
_EMPTY = frozenset({"mv", "og", "i", "innen", "for", "av", "til", "andre", "pa", "ekskl", "unntatt"})
# Endings that turn a trade into the person or the plural. Longest first: only one is cut.
_ENDINGS = ("erne", "ere", "ene", "er", "en", "e", "s")
_LONGEST_QUERY = 80


@dataclass(frozen=True, slots=True)
class Occupation:
    """A four-digit code, its name, and the group it stands in."""

    code: str
    name: str
    group: str


@lru_cache(maxsize=1)
def all_occupations() -> dict[str, Occupation]:
    """Every occupation by code. Read once; the file changes only with a new version of the standard."""
    data = tomllib.loads((_DATA / "styrk08.toml").read_text(encoding="utf-8"))
    groups = data["groups"]
    return {code: Occupation(code, name, groups[code[:3]]) for code, name in data["occupations"].items()}


def name_of(code: str) -> str:
    """`Bakere, konditorer mv.` for `7512`; empty for an unknown or empty code."""
    found = all_occupations().get(code)
    return found.name if found else ""


def search(text: str, *, limit: int = 8) -> list[Occupation]:
    """The occupations that fit the words best, best first; ties in the order of the standard. Empty when nothing does.

    Every word of the query must fit something, or be a slip of it: `snekkr` finds joiners, `kokk på hotell` cooks.
    """
    query = _words(text[:_LONGEST_QUERY])
    if not query:
        return []
    scored = []
    for code, ways in _index().items():
        score = max(_fit(query, words, weight) for words, weight in ways)
        if score > 0:
            scored.append((-score, code))
    best = sorted(scored)[:limit]
    # A weak hit beside a strong one is noise.
    floor = -best[0][0] * 0.45 if best else 0
    return [all_occupations()[code] for score, code in best if -score >= floor]


@lru_cache(maxsize=1)
def _index() -> dict[str, list[tuple[tuple[str, ...], float]]]:
    """For each code the ways it may be named, each as words with a weight."""
    index = {code: [(_words(o.name), 1.0)] for code, o in all_occupations().items() if code != "0000"}
    everyday = tomllib.loads((_DATA / "occupation_words.toml").read_text(encoding="utf-8"))["words"]
    for words, codes in everyday.items():
        for place, code in enumerate(codes):
            # The first code is the usual meaning of the word; it comes before a chance likeness in a name.
            index[code].append((_words(words), 1.2 - 0.05 * place))
    return index


def _fit(query: tuple[str, ...], words: tuple[str, ...], weight: float) -> float:
    """How well the words of the query fit one way of naming an occupation. The best word counts most."""
    scores = sorted((max((_word(q, w) for w in words), default=0.0) for q in query), reverse=True)
    if not scores or scores[0] == 0:
        return 0.0
    missing = sum(1 for s in scores if s == 0)
    # `kokk på hotell`: one strong word carries the rest, but a name that has them all comes first.
    return weight * (scores[0] + 0.5 * sum(scores[1:])) / (1 + 0.35 * missing) / (1 + 0.02 * len(words))


def _word(query: str, word: str) -> float:
    """1 for the same word, less for a beginning, a part of a compound, or a slip of the pen; 0 for another word."""
    stem, word_stem = _stem(query), _stem(word)
    if query == word or stem == word_stem:
        return 1.0
    shorter = min(len(stem), len(word_stem))
    if shorter >= 3 and (word_stem.startswith(stem) or stem.startswith(word_stem)):
        return 0.85 - 0.02 * abs(len(stem) - len(word_stem))
    if len(stem) >= 4 and word_stem.endswith(stem):
        return 0.75
    if len(word_stem) >= 4 and stem.endswith(word_stem):  # sykehuskokk: the trade is the last part
        return 0.7
    if len(stem) >= 5 and stem in word_stem:
        return 0.55
    allowed = 0 if len(stem) < 4 else 1 if len(stem) < 7 else 2
    if allowed and abs(len(stem) - len(word_stem)) <= allowed and stem[0] == word_stem[:1]:
        slips = damerau_levenshtein_distance(stem, word_stem)
        if slips <= allowed:
            return 0.7 - 0.15 * slips
    return 0.0


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _words(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", text.lower().translate(_FOLD))
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return tuple(w for w in kept.split() if w not in _EMPTY)
