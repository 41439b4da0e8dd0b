"""Turns the body of a rule into a function that answers with a Finding: it notes the facts the body reads, asks for those that
are missing, tries every reading of an open question, and keeps a register of all rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Protocol, cast

from samlop.law.basis import Provision
from samlop.law.facts import Facts, Grant, fact_labels
from samlop.law.finding import Anchor, Answer, Finding, Input, Missing, Outcome, Reading, Verification, Version
from samlop.law.overlay import current_overlay
from samlop.law.parameters import UnknownParameter, Value, parameter
from samlop.law.readings import NO_READINGS, OPEN_QUESTIONS, Readings, explore
from samlop.law.words import say_date, say_list

REVIEW = "review"


class NeedFacts(LookupError):
    """The body needs facts that are not known. `partial` says what can be said without them."""

    def __init__(self, names: tuple[str, ...], partial: Answer | None = None) -> None:
        super().__init__(", ".join(names))
        self.names = names
        self.partial = partial


class Case:
    """What the body of a rule may look at: the facts, the date, dated parameters and the readings of open questions."""

    __slots__ = ("ask", "facts", "on", "readings", "used")

    def __init__(
        self, facts: Facts, on: date, ask: Callable[[str], str], used: dict[str, None], readings: Readings
    ) -> None:
        self.facts = facts
        self.on = on
        self.ask = ask
        self.used = used
        self.readings = readings

    def get(self, name: str) -> Any:
        """Gives a fact, or None when it is not known."""
        self.used[name] = None
        return getattr(self.facts, name)

    def need(self, name: str) -> Any:
        """Gives a fact, or stops the rule and has it asked for."""
        value = self.get(name)
        if value is None:
            raise NeedFacts((name,))
        return value

    def first_of(self, *names: str) -> tuple[str, Any] | None:
        """Gives the first of several facts that is known, with its name."""
        for name in names:
            if getattr(self.facts, name) is not None:
                return name, self.get(name)
        return None

    def grants(self, day: date) -> tuple[Grant, ...]:
        """Gives the permits granted by the day, oldest first. Asks for a permit when none is known at all."""
        self.used["permits" if self.facts.permits is not None else "permit"] = None
        if not self.facts.grants:
            raise NeedFacts(("permit",))
        if self.facts.permits is None and self.facts.permit_date is not None:
            self.used["permit_date"] = None
        return tuple(g for g in self.facts.grants if g.permit_date is None or g.permit_date <= day)

    def permit_now(self, day: date | None = None) -> str | None:
        """Gives the permit held on the day, or None when no permit is known. A permit without a date counts as held."""
        self.used["permits" if self.facts.permits is not None else "permit"] = None
        held = [g for g in self.facts.grants if g.permit_date is None or g.permit_date <= (day or self.on)]
        return held[-1].permit if held else None

    def version(self, name: str, day: date | None = None, anchor: Anchor | None = None) -> tuple[Value, Version]:
        """Gives the version of a parameter that was valid on the day, and how it was picked."""
        found = parameter(name)
        chosen = day or self.on
        value = found.at(chosen)
        return value, version_of(value, anchor or found.anchor, chosen)


def version_of(value: Value, anchor: Anchor, day: date) -> Version:
    """Says which version was used and which date picked it."""
    return _version_of(value, anchor, day)


# A day and a version meet again and again over a caseload; a Value is compared by identity, so drafts never share with the law.
@lru_cache(maxsize=1 << 14)
def _version_of(value: Value, anchor: Anchor, day: date) -> Version:
    return Version(
        value.valid_from, value.valid_to, anchor, day, f"Valgt ut fra {anchor.label}, {say_date(day)}.", value.source
    )


class Rule(Protocol):
    """A rule as everybody else calls it. `body` is for other rules, which share facts, date and readings with it."""

    body: Callable[[Case], Answer]
    question: str
    title: str
    catalogue: tuple[str, ...]
    basis: tuple[Provision, ...]
    headline: str
    __doc__: str | None
    __name__: str

    def __call__(self, *, facts: Facts, on: date, readings: Readings = NO_READINGS) -> Finding: ...


@dataclass(frozen=True, slots=True)
class _Lacking:
    """Stands where an answer would stand when facts are missing."""

    names: tuple[str, ...]
    partial: Answer | None


Branch = tuple[dict[str, str], Answer | _Lacking]
RULES: dict[str, Rule] = {}


def rule(
    question: str,
    *catalogue: str,
    title: str,
    basis: tuple[Provision, ...],
    headline: str = "outcome",
    remember: bool = False,
) -> Callable[[Callable[[Case], Answer]], Rule]:
    """Registers the body of a rule under the question it answers and the catalogue's ids, main id first.

    `title` is the question in words; `headline` is the key of the value that carries the answer when readings differ; `basis` is cited when the rule cannot answer.
    `remember` keeps the finding with the facts, for a rule that several others build on.
    """

    def make(body: Callable[[Case], Answer]) -> Rule:
        def ask_law(*, facts: Facts, on: date, readings: Readings = NO_READINGS) -> Finding:
            if not remember:
                return find(facts, on, readings)
            # One set of facts, day, readings and draft: the rule has answered already when others build on it.
            asked = (on, readings, current_overlay())
            kept = facts.remembered.get(question)
            if kept is None or kept[0][0] != on or kept[0][1] is not readings or kept[0][2] is not asked[2]:
                kept = facts.remembered[question] = (asked, find(facts, on, readings))
            return cast(Finding, kept[1])

        def find(facts: Facts, on: date, readings: Readings) -> Finding:
            used: dict[str, None] = {}
            try:
                branches = explore(lambda ask: _run(body, Case(facts, on, ask, used, readings)), readings)
            except UnknownParameter as outside:
                text = f"Regelen er ikke beskrevet for {say_date(outside.day)}. Dette må vurderes for hånd."
                branches = [({}, Answer(Outcome.REVIEW, None, text, basis))]
            return _finding(made, headline, branches, facts, used, readings)

        ask_law.__name__, ask_law.__doc__, ask_law.__module__ = body.__name__, body.__doc__, body.__module__
        made = cast(Rule, ask_law)
        made.body, made.question, made.title = body, question, title
        made.catalogue, made.basis, made.headline = catalogue, basis, headline
        RULES[question] = made
        return made

    return make


def _run(body: Callable[[Case], Answer], case: Case) -> Answer | _Lacking:
    try:
        return body(case)
    except NeedFacts as needed:
        return _Lacking(needed.names, needed.partial)


def _finding(
    asked: Rule,
    headline: str,
    branches: list[Branch],
    facts: Facts,
    used: dict[str, None],
    chosen: Readings,
) -> Finding:
    inputs = facts.inputs(used)
    if len(branches) == 1:
        path, only = branches[0]
        if isinstance(only, Answer):
            # By far the most common case: nothing missing, and no open question but those the municipality has settled.
            return _frozen(asked, only, inputs, chosen=tuple([pair for pair in path.items() if pair[0] in chosen]))
    picked = tuple({q: option for path, _ in branches for q, option in path.items() if q in chosen}.items())
    lacking = dict.fromkeys(name for _, branch in branches if isinstance(branch, _Lacking) for name in branch.names)
    if lacking:
        labels = fact_labels()
        missing = tuple(Missing(name, labels[name]) for name in lacking)
        text = f"Vi trenger å vite: {say_list(item.label[0].lower() + item.label[1:] for item in missing)}."
        known = next((b.partial for _, b in branches if isinstance(b, _Lacking) and b.partial), None)
        answer = known or Answer(Outcome.REVIEW, None, "", asked.basis)
        answer = _with_text(answer, f"{text} {answer.text}".strip(), outcome=Outcome.REVIEW)
        return _frozen(asked, answer, inputs, missing=missing, chosen=picked)
    answers = [
        ({q: option for q, option in path.items() if q not in chosen}, branch)
        for path, branch in branches
        if isinstance(branch, Answer)
    ]
    distinct = [pair for n, pair in enumerate(answers) if all(pair[1].value != a.value for _, a in answers[:n])]
    agreed = len(distinct) == 1
    if not agreed:
        distinct = _pruned(distinct, _deciding(answers))
    key = _headline(headline, [answer.value for _, answer in distinct])
    readings = tuple(_reading(path, answer, key) for path, answer in (answers if agreed else distinct))
    answer = _agreed(answers) if agreed else _contested(answers, distinct, key)
    return _frozen(asked, answer, inputs, readings=readings, chosen=picked)


def _frozen(
    asked: Rule,
    answer: Answer,
    inputs: tuple[Input, ...],
    missing: tuple[Missing, ...] = (),
    readings: tuple[Reading, ...] = (),
    chosen: tuple[tuple[str, str], ...] = (),
) -> Finding:
    # By position, in the order of the fields: names would cost a tenth of the whole finding.
    return Finding(
        asked.question,
        asked.title,
        asked.catalogue,
        answer.outcome,
        answer.value,
        answer.text,
        answer.basis,
        answer.verification,
        answer.version,
        inputs,
        missing,
        readings,
        chosen,
        answer.not_covered,
        answer.would_change,
    )


def _agreed(answers: list[tuple[dict[str, str], Answer]]) -> Answer:
    """Gives the answer that every reading leads to, and says so."""
    first = answers[0][1]
    text = f"{first.text} Alle måter å lese loven på gir samme svar her."
    return _with_text(first, text, verification=_weakest(answers))


def _with_text(answer: Answer, text: str, **changes: Any) -> Answer:
    # Not by dataclasses.replace, which looks at every field: this runs for every finding that lacks a fact.
    return Answer(
        changes.get("outcome", answer.outcome),
        answer.value,
        text,
        answer.basis,
        changes.get("verification", answer.verification),
        answer.version,
        answer.not_covered,
        answer.would_change,
    )


def _contested(
    answers: list[tuple[dict[str, str], Answer]], distinct: list[tuple[dict[str, str], Answer]], key: str | None
) -> Answer:
    """Gives *review*, with what all readings agree on and the headline answers of each."""
    values = [answer.value for _, answer in distinct]
    value: dict[str, Any] = {key or "outcome": REVIEW, "readings": [_answer_of(v, key) for v in values]}
    if all(isinstance(v, dict) for v in values):
        for name, item in values[0].items():
            if all(name in v and v[name] == item for v in values):
                value.setdefault(name, item)
            elif isinstance(item, bool):
                value.setdefault(name, REVIEW)
    open_questions = dict.fromkeys(q for path, _ in distinct for q in path)
    return Answer(
        outcome=Outcome.REVIEW,
        value=value,
        text=" ".join(OPEN_QUESTIONS[q].text for q in open_questions),
        basis=tuple(dict.fromkeys(p for _, answer in answers for p in answer.basis)),
        verification=_weakest(answers),
        version=answers[0][1].version,
        not_covered=" ".join(OPEN_QUESTIONS[q].why for q in open_questions),
        would_change=tuple(dict.fromkeys(t for _, answer in answers for t in answer.would_change)),
    )


def _headline(wanted: str, values: list[Any]) -> str | None:
    """Picks the key whose answers differ: the wanted one, or the first that does."""
    if not all(isinstance(v, dict) for v in values):
        return None
    differs = [name for name in values[0] if any(v.get(name) != values[0][name] for v in values)]
    return wanted if wanted in differs or not differs else differs[0]


def _answer_of(value: Any, key: str | None) -> Any:
    return value.get(key) if isinstance(value, dict) and key is not None else value


def _deciding(answers: list[tuple[dict[str, str], Answer]]) -> set[str]:
    """Finds the questions that matter: changing only that reading changes the answer somewhere."""
    deciding = set()
    for n, (path, answer) in enumerate(answers):
        for other, another in answers[:n]:
            differ = [q for q in path.keys() & other.keys() if path[q] != other[q]]
            if len(differ) == 1 and answer.value != another.value:
                deciding.add(differ[0])
    return deciding


def _pruned(distinct: list[tuple[dict[str, str], Answer]], deciding: set[str]) -> list[tuple[dict[str, str], Answer]]:
    """Leaves only the questions that matter in what is shown."""
    return [({q: option for q, option in path.items() if q in deciding}, answer) for path, answer in distinct]


def _reading(path: dict[str, str], found: Answer, key: str | None) -> Reading:
    return Reading(
        question="+".join(path),
        id="+".join(path.values()),
        answer=_answer_of(found.value, key),
        text=" ".join(OPEN_QUESTIONS[question].options[option] for question, option in path.items()),
        says=found.text,
        value=found.value,
    )


def _weakest(answers: list[tuple[dict[str, str], Answer]]) -> Verification:
    order = list(Verification)
    return max((answer.verification for _, answer in answers), key=order.index)
