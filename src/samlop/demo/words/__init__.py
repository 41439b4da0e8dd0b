"""Reads our own word lists: names by origin, and invented streets and kindergartens.

A name may have several spellings of one sound ("/") and a man's and a woman's form ("|"), as registers have them.
"""

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class FamilyName:
    """The man's and the woman's form; equal where a language has one form. Same place, same spelling."""

    man: tuple[str, ...]
    woman: tuple[str, ...]

    def spelt(self, sex: str, nth: int) -> str:
        """The form for a sex in the `nth` spelling; fewer spellings of one form repeat from the start."""
        forms = self.woman if sex == "woman" else self.man
        return forms[nth % len(forms)]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one origin."""

    women: tuple[tuple[str, ...], ...]
    men: tuple[tuple[str, ...], ...]
    families: tuple[FamilyName, ...]


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item.strip()]


def _spellings(item: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in item.split("/"))


def _family(item: str) -> FamilyName:
    man, _, woman = item.partition("|")
    return FamilyName(_spellings(man), _spellings(woman or man))


@cache
def _file(name: str) -> dict:
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def names_of(origin: str) -> Names:
    """The names of an origin (ISO 3166 code; `NO` for staff)."""
    words = _file(origin)
    return Names(
        women=tuple(map(_spellings, _items(words["women"]))),
        men=tuple(map(_spellings, _items(words["men"]))),
        families=tuple(map(_family, _items(words["families"]))),
    )


@cache
def places(kind: str) -> tuple[str, ...]:
    """Streets, kindergartens, schools, offices, or the heads and tails of municipality names."""
    return tuple(_items(_file("places")[kind]))


def given_name(rng: random.Random, origin: str, sex: str) -> str:
    """One given name; two in three in its first spelling, the rest in another that sounds the same."""
    names = names_of(origin)
    spellings = rng.choice(names.women if sex == "woman" else names.men)
    return spellings[0] if len(spellings) == 1 or rng.random() < 0.66 else rng.choice(spellings[1:])


def municipality_names(rng: random.Random) -> list[str]:
    """Four hundred invented municipality names, shuffled; none is a real one."""
    out = [head + tail for head in places("heads") for tail in places("tails")]
    rng.shuffle(out)
    return out


def job(code: str) -> dict[str, str]:
    """What an occupation (STYRK-08) is in people's own words: `title`, `skill`, `wish`, `place`. Empty when unknown."""
    return _file("jobs").get(code, {})
