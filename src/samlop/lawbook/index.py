"""Finds what each rule reads: its facts, its dated parameters and its open questions, by asking it every case that tests it."""

import datetime as dt
import inspect
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType
from typing import Any

from samlop.law import Facts, FactsError, Finding, Outcome, ask
from samlop.law.cases import day_of
from samlop.law.finding import Verification
from samlop.law.overlay import Overlay, asked_under
from samlop.law.paragraphs import section_key, sections
from samlop.law.parameters import Value, enacted, parameter_names
from samlop.law.readings import OPEN_QUESTIONS
from samlop.law.rule import RULES, Rule
from samlop.lawbook.casefiles import cases

THEMES = {
    "programme": "Introduksjonsprogrammet",
    "benefit": "Introduksjonsstønad, fravær og permisjon",
    "training": "Norsk og samfunnskunnskap",
    "settlement": "Bosetting og tilskudd",
    "work": "Arbeid, Nav og godkjenning",
    "register": "Registrering i NIR",
    "household": "Husstandens økonomi",
    "case_handling": "Saksbehandling",
}
_SURE = (Verification.PRIMARY, Verification.GUIDANCE, Verification.ASSUMED)
_EMPTY_ON = dt.date(2026, 1, 1)
_Asked = tuple[Facts, dt.date]


@dataclass(frozen=True)
class Read:
    """What one rule was seen to read. `cases`: the file and the row of each case that tests it."""

    rule: Rule
    theme: str
    facts: tuple[str, ...]
    parameters: tuple[str, ...]
    questions: tuple[str, ...]
    sections: tuple[str, ...]
    cases: tuple[tuple[str, Mapping[str, Any]], ...]
    verification: Verification

    @property
    def question(self) -> str:
        return self.rule.question


@dataclass
class _Seen:
    facts: dict[str, None] = field(default_factory=dict)
    parameters: dict[str, None] = field(default_factory=dict)
    questions: dict[str, None] = field(default_factory=dict)
    sections: dict[str, None] = field(default_factory=dict)
    sure: set[Verification] = field(default_factory=set)


class _Noting(Mapping[str, Any]):
    """An empty mapping that notes what it was asked for: laid over the law, it changes nothing and sees everything."""

    def __init__(self, noted: dict[str, None]) -> None:
        self.noted = noted

    def __contains__(self, name: object) -> bool:
        self.noted[str(name)] = None
        return False

    def __getitem__(self, name: str) -> Any:
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


@cache
def index() -> Mapping[str, Read]:
    """Every rule with what it reads in its own cases, in the order of the themes. Under a second, once in a process."""
    found = {}
    for rule in sorted(RULES.values(), key=lambda rule: list(THEMES).index(theme_of(rule))):
        own = _asked().by_question[rule.question]
        # A rule that no case asks by name is seen through the cases of its theme.
        found[rule.question] = _read(rule, own or _asked().by_theme[theme_of(rule)])
    return MappingProxyType(_with_unasked(found))


@cache
def whole(question: str) -> Read:
    """One rule with what it reads in all cases of its theme: its own need not walk every branch."""
    near = index()[question]
    seen = _read(near.rule, [*_asked().by_question[question], *_asked().by_theme[near.theme]])
    return replace(seen, questions=tuple(dict.fromkeys((*seen.questions, *near.questions))))


@dataclass(frozen=True)
class _AllAsked:
    """The cases, parsed once: the rows by question, and what was asked in them by question and by theme."""

    rows: Mapping[str, list[tuple[str, Mapping[str, Any]]]]
    by_question: Mapping[str, list[_Asked]]
    by_theme: Mapping[str, list[_Asked]]


@cache
def _asked() -> _AllAsked:
    found = _AllAsked(defaultdict(list), defaultdict(list), defaultdict(list))
    for file, row in cases():
        question, on = str(row.get("question")), day_of(row)
        mine = [(facts, on) for facts in _facts_and_variants(row)]
        found.rows[question].append((file, row))
        found.by_question[question].extend(mine)
        found.by_theme[file.split("/")[0]].extend(mine)
    return found


def _with_unasked(found: dict[str, Read]) -> dict[str, Read]:
    """Gives each open question that no case reached to the rules whose code, or what their code calls, names it."""
    seen = {name for read in found.values() for name in read.questions}
    for name in OPEN_QUESTIONS:
        if name not in seen:
            for question, read in found.items():
                if f'"{name}"' in _code(read.rule.__module__):
                    found[question] = replace(read, questions=(*read.questions, name))
    return found


@cache
def _code(module: str) -> str:
    """The text of a module of the law, and of the modules beside it that it calls."""
    home = sys.modules[module]
    beside = {getattr(item, "__module__", getattr(item, "__name__", "")) for item in vars(home).values()}
    theme = module.rpartition(".")[0] + "."
    texts = [inspect.getsource(home)]
    return "".join(
        [*texts, *(inspect.getsource(sys.modules[n]) for n in beside if n and n.startswith(theme) and n != module)]
    )


def theme_of(rule: Rule) -> str:
    """The theme a rule stands in."""
    return str(rule.__module__).removeprefix("samlop.law.").split(".")[0]


def facts_of(row: Mapping[str, Any]) -> Facts | None:
    """The facts of a case, or None when they are not facts the law can be asked on."""
    try:
        return Facts.from_mapping(row["facts"])
    except FactsError:
        return None


def _read(rule: Rule, asked: list[_Asked]) -> Read:
    seen = _Seen()
    _note(seen, rule.question, Facts(), _EMPTY_ON)
    for facts, on in asked:
        _note(seen, rule.question, facts, on)
    kept = set(parameter_names())
    parameters = tuple(name for name in seen.parameters if name in kept)
    for provision in rule.basis:
        seen.sections.setdefault(section_key(provision))
    return Read(
        rule=rule,
        theme=theme_of(rule),
        facts=tuple(seen.facts),
        parameters=parameters,
        questions=tuple(name for name in seen.questions if name in OPEN_QUESTIONS),
        sections=tuple(seen.sections),
        cases=tuple(_asked().rows[rule.question]),
        verification=_weakest(seen.sure),
    )


def _facts_and_variants(row: Mapping[str, Any]) -> Iterator[Facts]:
    for changes in ({}, *(variant.get("facts", {}) for variant in row.get("variants") or ())):
        if (facts := facts_of({"facts": {**row["facts"], **changes}})) is not None:
            yield facts


def _note(seen: _Seen, question: str, facts: Facts, on: dt.date) -> Finding:
    with asked_under(Overlay(parameters=_Noting(seen.parameters))):
        found = ask(question, facts, on, _Noting(seen.questions))
    seen.facts |= dict.fromkeys((*(item.name for item in found.inputs), *found.missing_names))
    seen.sections |= dict.fromkeys(section_key(provision) for provision in found.basis)
    if found.outcome is not Outcome.REVIEW:
        seen.sure.add(found.verification)
    return found


def _weakest(found: set[Verification]) -> Verification:
    return max(found, key=_SURE.index, default=Verification.ASSUMED)


# ----- the other way round


@cache
def rules_by_section() -> Mapping[str, tuple[Read, ...]]:
    """Which rules rest on each section, in the order the acts print."""
    found: dict[str, list[Read]] = {key: [] for key in sections()}
    for read in index().values():
        for key in read.sections:
            found.setdefault(key, []).append(read)
    return {key: tuple(rows) for key, rows in sorted(found.items(), key=lambda pair: section_order(pair[0]))}


@cache
def rules_by_parameter() -> Mapping[str, tuple[Read, ...]]:
    """Which rules read each parameter."""
    return {name: tuple(r for r in index().values() if name in r.parameters) for name in parameter_names()}


@cache
def rules_by_open_question() -> Mapping[str, tuple[Read, ...]]:
    """Which rules ask each open question."""
    return {name: tuple(r for r in index().values() if name in r.questions) for name in OPEN_QUESTIONS}


def section_order(key: str) -> tuple[str, int, str]:
    """Sorts «lov § 9» before «lov § 10»."""
    act, _, section = key.partition("§")
    number = "".join(c for c in section if c.isdigit() or c == " ").split()
    return act, int(number[0]) if number else 0, section


def theme_of_parameter(name: str) -> str:
    """The theme whose rules read a parameter; empty when no rule was seen to."""
    return next((read.theme for read in rules_by_parameter()[name]), "")


def versions(name: str) -> tuple[Value, ...]:
    """Every version of a parameter, newest first, those adopted and not in force before them."""
    known = enacted(name)
    return (*known.adopted, *reversed(known.values))


def matches(read: Read, words: Iterable[str]) -> bool:
    """Whether every word stands somewhere in what a rule says of itself, its sections or its open questions."""
    text = _text(read.question)
    return all(word in text for word in words)


@cache
def _text(question: str) -> str:
    read = index()[question]
    told = [read.rule.title, THEMES[read.theme], *read.rule.catalogue, *read.sections, *map(str, read.rule.basis)]
    told += [known.nb for key in read.sections if (known := sections().get(key))]
    told += [OPEN_QUESTIONS[name].text for name in read.questions]
    told += [enacted(name).title for name in read.parameters]
    return " ".join(told).casefold()
