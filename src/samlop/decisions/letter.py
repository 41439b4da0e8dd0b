"""Writes the decision letter: what is decided, why, by which provisions, and how to complain.

The standing texts are data (`texts/letter.toml`), in plain bokmål.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from samlop.core.calendar import long_date
from samlop.decisions.content import Duration, Goal, Kind, Letter, Paragraph, RelevantFact

_PERSON = re.compile(r"\bPersonen\b")
_HOLE = re.compile(r"\{(\w+)\}")
_FILE = Path(__file__).parent / "texts" / "letter.toml"


def write(
    *,
    municipality: str,
    goal: Goal,
    duration: Duration,
    reasons: Iterable[str],
    facts: Iterable[RelevantFact] = (),
    paragraphs: Iterable[Paragraph] | None = None,
    kind: Kind = Kind.PROGRAMME,
) -> Letter:
    """The letter for a programme granted or changed. `paragraphs`: those used; None gives the standing ones."""
    texts = standing_texts()
    filled = {
        "kommune": municipality,
        "mål": goal.words,
        "varighet": months(duration.months),
        "start": long_date(duration.starts_on),
        "siste_dag": long_date(duration.last_day),
    }

    def fill(text: str) -> str:
        # One pass: braces inside a filled-in text are left alone.
        return _HOLE.sub(lambda hole: filled[hole[1]], text)

    return Letter(
        outcome=fill(texts["outcome"][kind]),
        reasons=tuple(reason for reason in reasons if reason.strip()),
        facts=tuple(facts),
        paragraphs=standing_paragraphs() if paragraphs is None else tuple(paragraphs),
        **{name: fill(text) for name, text in texts["complaint"].items()},
    )


def paragraphs_of(findings: Iterable[Mapping]) -> tuple[Paragraph, ...]:
    """The provisions that these findings (as JSON) rest on. What a finding says stands once, under all of its provisions.

    The law speaks of «personen»; a letter speaks to her, so a sentence that begins with that word begins with «du».
    """
    out: list[Paragraph] = []
    for finding in findings:
        if bases := finding.get("basis", ()):
            names = list(dict.fromkeys(basis["text"] for basis in bases))
            said = _PERSON.sub("Du", finding["text"])
            out.append(Paragraph(" og ".join(names), said, bases[0].get("url", "")))
    return tuple(dict.fromkeys(out))


def standing_paragraphs() -> tuple[Paragraph, ...]:
    """The provisions every programme decision rests on, in plain words."""
    return tuple(Paragraph(p["basis"], p["words"], p.get("url", "")) for p in standing_texts()["paragraph"])


def standing_obligations() -> Mapping[str, list[str]]:
    """What every contract holds: `municipality` and `participant`, one sentence each. The sitting adds its own."""
    return standing_texts()["contract"]


def months(count: int) -> str:
    """`12 måneder (ett år)`, `18 måneder`, `én måned`."""
    if count == 1:
        return "én måned"
    years = {12: "ett år", 24: "to år", 36: "tre år", 48: "fire år", 60: "fem år"}.get(count)
    return f"{count} måneder ({years})" if years else f"{count} måneder"


@cache
def standing_texts() -> Mapping:
    """The texts as they stand in the file."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
