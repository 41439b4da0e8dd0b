"""Puts the law on pages: rules by theme and by section, versions on a line, and the cases that test a rule. Holds no people."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from samlop.core.calendar import long_date
from samlop.law.basis import Act
from samlop.law.cases import day_of
from samlop.law.facts import fact_labels
from samlop.law.paragraphs import Section, sections
from samlop.law.parameters import ADOPTED, Parameter, Value, enacted, parameter_names
from samlop.law.readings import OPEN_QUESTIONS, OpenQuestion
from samlop.lawbook import index
from samlop.lawbook.words import said

_SHOWN_CASES = 40
_URLS = {act.short: act.lovdata_id for act in Act}


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule in a list."""

    question: str
    title: str
    basis: str
    sure: str
    kind: str  # how its badge is coloured


@dataclass(frozen=True, slots=True)
class Version:
    """One version on the line of a parameter."""

    period: str
    known: str
    state: str
    parts: tuple[tuple[str, str], ...]
    source: str
    sure: str
    kind: str
    mark: str  # now | adopted | ""


@dataclass(frozen=True, slots=True)
class ParameterPage:
    """A parameter with its versions, newest first."""

    name: str
    title: str
    unit: str
    anchor: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case that tests a rule."""

    id: str
    title: str
    on: str
    facts: tuple[tuple[str, str], ...]
    expected: str
    basis: str
    note: str


_KINDS = {"primary source": "done", "official guidance": "calm", "assumed": "waits"}


def kind_of(verification) -> str:
    """How the badge of a verification is coloured."""
    return _KINDS[verification.value]


def lines(reads: Iterable[index.Read]) -> list[RuleLine]:
    """Rules as they stand in a list."""
    return [
        RuleLine(
            r.question, r.rule.title, ", ".join(map(str, r.rule.basis)), r.verification.label, kind_of(r.verification)
        )
        for r in reads
    ]


def by_theme(words: str = "") -> list[tuple[str, str, list[RuleLine]]]:
    """(theme, its words, its rules) with every rule that has all the words; themes without any are left out."""
    wanted = words.casefold().split()
    found = []
    for theme, title in index.THEMES.items():
        reads = [r for r in index.index().values() if r.theme == theme and index.matches(r, wanted)]
        if reads:
            found.append((theme, title, lines(reads)))
    return found


def by_section() -> list[tuple[str, list[tuple[str, str, str, list[RuleLine]]]]]:
    """(act, [(section, our words, address, rules)]) for every section the rules rest on."""
    acts: dict[str, list[tuple[str, str, str, list[RuleLine]]]] = {}
    known: Mapping[str, Section] = sections()
    for key, reads in index.rules_by_section().items():
        act = next((name for name in sorted(_URLS, key=len, reverse=True) if key.startswith(name)), key)
        told = known.get(key)
        acts.setdefault(act, []).append((key, told.nb if told else "", _address(act, key), lines(reads)))
    return list(acts.items())


def _address(act: str, key: str) -> str:
    base = _URLS.get(act, "")
    if not base:
        return ""
    base = base if base.startswith("https:") else f"https://lovdata.no/{base}"
    _, mark, number = key.partition("§ ")
    return f"{base}/§{number.replace(' ', '')}" if mark else base


def parameters(on: dt.date) -> list[tuple[str, list[ParameterPage]]]:
    """(theme in words, its parameters), by the first theme that reads each."""
    found: dict[str, list[ParameterPage]] = {title: [] for title in index.THEMES.values()}
    for name in parameter_names():
        theme = index.theme_of_parameter(name)
        found.setdefault(index.THEMES.get(theme, "Leses ikke av noen sak"), []).append(parameter_page(name, on))
    return [(title, sorted(rows, key=lambda row: row.title)) for title, rows in found.items() if rows]


def parameter_page(name: str, on: dt.date) -> ParameterPage:
    """One parameter with every version."""
    known = enacted(name)
    now = known.get(on)
    shown = tuple(_version(known, value, value is now) for value in index.versions(name))
    return ParameterPage(name, known.title, known.unit, known.anchor.label, shown)


def _version(known: Parameter, value: Value, is_now: bool) -> Version:
    adopted = value.state == ADOPTED
    if adopted:
        period = "Vedtatt, ikke satt i kraft"
    else:
        until = f" til {long_date(value.valid_to - dt.timedelta(days=1))}" if value.valid_to else ""
        period = f"Fra {long_date(value.valid_from)}{until}"
    known_from = "" if adopted or value.known_from == value.valid_from else f"Kjent fra {long_date(value.known_from)}"
    return Version(
        period=period,
        known=known_from,
        state="Gjelder i dag" if is_now else "",
        parts=tuple(_parts(value.data)),
        source=value.source,
        sure=value.verified.label,
        kind=kind_of(value.verified),
        mark="now" if is_now else "adopted" if adopted else "",
    )


def _parts(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    from samlop.law.english import part_en

    for name, value in data.items():
        yield part_en(name), said(value, name)


def cases_of(read: index.Read) -> tuple[list[CaseLine], int]:
    """The first cases that test a rule, and how many there are."""
    labels = fact_labels()
    shown = []
    for _, row in read.cases[:_SHOWN_CASES]:
        facts = tuple(
            (labels.get(name, name.replace("_", " ")), said(value, name)) for name, value in row["facts"].items()
        )
        expected = row["expected"]
        shown.append(
            CaseLine(
                id=str(row["id"]),
                title=str(row.get("title") or ""),
                on=long_date(day_of(row)),
                facts=facts,
                expected=said(expected) if row.get("unit") != "NOK" else f"{said(expected)} kroner",
                basis=str(row.get("legal_basis") or ""),
                note=str(row.get("note") or ""),
            )
        )
    return shown, len(read.cases)


def case_named(read: index.Read, name: str) -> Mapping[str, Any] | None:
    """The case with this id among those that test the rule."""
    return next((row for _, row in read.cases if str(row["id"]) == name), None)


def open_questions(read: index.Read) -> list[OpenQuestion]:
    """The open questions a rule asks."""
    return [OPEN_QUESTIONS[name] for name in read.questions]


def sections_of(read: index.Read) -> list[tuple[str, str]]:
    """(section, our words) of every section the rule rests on."""
    known = sections()
    return [(key, known[key].nb if key in known else "") for key in read.sections]
