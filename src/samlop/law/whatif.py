"""Finds what would change an answer: each neighbour of the facts one change away, tried, and kept when the answer is another.

A neighbour is another code of one fact, the other truth value, one more or one less, a date on the other side of a day or a
version, another day of assessment, or another reading. Nothing is guessed: each is asked of the same rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from samlop.law.assess import ask
from samlop.law.days import age_on, birthday
from samlop.law.english import answers, say_en
from samlop.law.facts import Facts, FactsError, fact_labels
from samlop.law.facts.checks import codes_of, day, flag
from samlop.law.finding import Finding, jsonable
from samlop.law.readings import NO_READINGS, OPEN_QUESTIONS, Readings
from samlop.law.rule import RULES
from samlop.law.words import say, say_date

MOST = 200  # neighbours tried for one answer; about ten milliseconds
_DAY = timedelta(days=1)
_BIRTHDAYS = (1, 2, 3)  # many rules turn on an age, and none says which in its answer


class Kind(StrEnum):
    """What is changed."""

    FACT = "fact"
    DAY = "day"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One single change that gives another answer. `name` is the fact or the open question, and empty for the day."""

    kind: Kind
    name: str
    value: Any
    after: Finding

    def says(self, language: str = "nb") -> str:
        """Says the change and what it leads to, in one sentence or two."""
        return f"{self._change(language)}: {answers.answer_en(self.after) if language == 'en' else self.after.text}"

    def _change(self, language: str) -> str:
        en = language == "en"
        if self.kind is Kind.DAY:
            return f"If assessed on {say_en(self.value)}" if en else f"Vurderes det {say_date(self.value)}"
        if self.kind is Kind.READING:
            told = answers.open_en(self.name)["options"].get(self.value) if en else None
            chosen = told or OPEN_QUESTIONS[self.name].options[self.value]
            return f"If the law is read so: «{chosen}»" if en else f"Leses loven slik: «{chosen}»"
        if en:
            return f"If «{answers.fact_en(self.name)}» is {say_en(self.value, self.name)}"
        return f"Er «{fact_labels()[self.name]}» {say(self.value)}"


def what_if(
    question: str, facts: Facts, on: date, readings: Readings | None = None, *, most: int = MOST
) -> tuple[Neighbour, ...]:
    """Gives every neighbour that is answered otherwise, readings first, then facts in the order the rule read them, then days.

    At most `most` neighbours are tried. A date that only moves with the date it is counted from is not another answer.
    """
    chosen = NO_READINGS if readings is None else readings
    now = ask(question, facts, on, chosen)
    found = []
    for tried, (kind, name, value) in enumerate(_neighbours(question, facts, on, chosen, now)):
        if tried == most:
            break
        after = _answer(question, facts, on, chosen, kind, name, value)
        if after is not None and _gist(after) != _gist(now):
            found.append(Neighbour(kind, name, value, after))
    return tuple(found)


def _answer(
    question: str, facts: Facts, on: date, readings: Readings, kind: Kind, name: str, value: Any
) -> Finding | None:
    if kind is Kind.READING:
        return ask(question, facts, on, {**readings, name: value})
    if kind is Kind.DAY:
        return ask(question, facts, value, readings) if facts.birth_date is None or value >= facts.birth_date else None
    try:
        changed = Facts.from_mapping({**facts.to_mapping(), name: jsonable(value)})
    except FactsError:  # the change contradicts another fact, so it is no neighbour
        return None
    return ask(question, changed, on, readings)


def _neighbours(
    question: str, facts: Facts, on: date, readings: Readings, now: Finding
) -> Iterator[tuple[Kind, str, Any]]:
    asked = dict.fromkeys([*(q for q, _ in now.chosen), *(q for r in now.readings for q in r.question.split("+") if q)])
    for name in asked:
        for option in OPEN_QUESTIONS[name].options:
            if readings.get(name) != option:
                yield Kind.READING, name, option
    edges = tuple(_edges(now))
    for name in (*(item.name for item in now.inputs), *now.missing_names):
        for value in _values(name, getattr(facts, name), on, edges):
            yield Kind.FACT, name, value
    turns = () if facts.birth_date is None else _next_birthdays(facts.birth_date, on)
    for other in dict.fromkeys((on - _DAY, on + _DAY, *_beside(edges), *turns)):
        if other != on:
            yield Kind.DAY, "", other


def _edges(now: Finding) -> Iterator[date]:
    """Gives the days on which something turns: the dates in the answer, and the first and last day of the version."""
    values = now.value.values() if isinstance(now.value, Mapping) else (now.value,)
    yield from (value for value in values if isinstance(value, date))
    if now.version is not None:
        yield now.version.valid_from
        if now.version.valid_to is not None:
            yield now.version.valid_to


def _values(name: str, known: Any, on: date, edges: Iterable[date]) -> Iterator[Any]:
    """Gives the other values of one fact that are worth trying."""
    check = _checks()[name]
    if check is flag:
        yield from (value for value in (True, False) if value is not known)
    elif codes := codes_of(check):
        yield from (code for code in codes if code != known)
    elif check is day:
        near = () if known is None else (known - _DAY, known + _DAY)
        yield from (other for other in dict.fromkeys((*near, on, *_beside(edges))) if other != known)
    elif isinstance(known, int | float) and not isinstance(known, bool):
        yield from (n for n in dict.fromkeys((known + 1, known - 1, 0)) if n >= 0 and n != known)


def _next_birthdays(born: date, on: date) -> tuple[date, ...]:
    age = age_on(born, on)
    return tuple(birthday(born, age + years) for years in _BIRTHDAYS)


def _beside(edges: Iterable[date]) -> Iterator[date]:
    """Gives each day on which something turns, and the day before it."""
    for edge in edges:
        yield from (edge - _DAY, edge)


@cache
def _checks() -> Mapping[str, Any]:
    return {item.name: item.metadata["check"] for item in fields(Facts)}


def _gist(finding: Finding) -> Any:
    """Gives what makes an answer another one: the outcome, what is missing, and the value without the dates it counts out."""
    headline = RULES[finding.question].headline
    value = finding.value
    if isinstance(value, Mapping):
        value = {key: item for key, item in value.items() if not isinstance(item, date)} or value.get(headline)
    if isinstance(value, date):
        value = "a date"
    return finding.outcome, finding.missing_names, jsonable(value)
