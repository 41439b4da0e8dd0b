"""Compares what the law answers now with what stood, and says why it differs. Pure: facts and findings in, words out."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from samlop.assessment.models import CauseKind
from samlop.core.calendar import long_date
from samlop.law import Facts, Finding, ask, assess, fact_labels
from samlop.law.deadlines import WATCHES
from samlop.law.finding import jsonable
from samlop.law.rule import RULES
from samlop.law.watch import Deadline, deadlines_from, is_watched
from samlop.law.words import say, say_list

# [outcome, value, first day of the version, missing facts]
Answer = list[Any]
# How open questions are read stands among the facts that are kept, under this name.
READINGS = "_readings"


@dataclass(frozen=True)
class Judged:
    """Everything the law answers about one person on one day."""

    on: dt.date
    facts: Facts
    readings: Mapping[str, str]
    findings: Mapping[str, Finding]
    deadlines: tuple[Deadline, ...]

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """The short form of each answer, which is compared and kept."""
        return {question: short(finding) for question, finding in self.findings.items()}

    @cached_property
    def text(self) -> str:
        """The answers as they are kept: the same answers are always the same text."""
        return canonical(self.answers)

    @cached_property
    def facts_text(self) -> str:
        """The facts as they are kept, with the readings."""
        return canonical(self.facts.to_mapping() | ({READINGS: dict(self.readings)} if self.readings else {}))


def judge(facts: Facts, on: dt.date, readings: Mapping[str, str]) -> Judged:
    """Asks the law everything a counsellor needs to know, and all deadlines."""
    findings = dict(assess(facts, on, readings).by_question)
    watched = tuple(watch for watch in WATCHES if is_watched(watch, facts, on))
    for watch in watched:
        if watch.question not in findings:
            findings[watch.question] = ask(watch.question, facts, on, readings)
    return Judged(on, facts, readings, findings, deadlines_from(watched, facts, on, findings))


def judge_kept(text: str, on: dt.date) -> Judged:
    """The same on facts as they were kept."""
    facts = json.loads(text)
    readings = facts.pop(READINGS, {})
    return judge(Facts.from_mapping(facts), on, readings)


def short(finding: Finding) -> Answer:
    """One answer in its short form. The words are left out: better words are no new answer."""
    version = finding.version.valid_from.isoformat() if finding.version else None
    return [finding.outcome.value, jsonable(finding.value), version, list(finding.missing_names)]


def canonical(value: Any) -> str:
    """JSON that is the same text for the same content."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def loads(text: str) -> dict[str, Answer]:
    """Answers as they were kept."""
    return json.loads(text)


def key_of(text: str) -> str:
    """A short key for a text."""
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def differs(before: Answer | None, after: Answer | None) -> bool:
    """Whether an answer is another one. A new version of a rule that answers the same is no difference to a person."""
    if before is None or after is None:
        return before is not after
    return (before[0], before[1], before[3]) != (after[0], after[1], after[3])


def differences(before: Mapping[str, Answer], after: Mapping[str, Answer]) -> list[str]:
    """The questions whose answers differ, in the order they are asked now, those no longer asked at the end."""
    return [name for name in dict.fromkeys([*after, *before]) if differs(before.get(name), after.get(name))]


# ----- causes


@dataclass(frozen=True, slots=True)
class Why:
    """What made an answer change: the kind, its name in the law's words, the day it holds from, and a sentence."""

    kind: str
    name: str
    on: dt.date
    words: str


@dataclass(frozen=True)
class Comparison:
    """One person then and now, under today's rules: which of facts, days and rules made each answer another one.

    `kept`: her facts as they were last seen; `since`: the day they were last judged.
    """

    kept: str
    since: dt.date
    now: Judged

    @cached_property
    def then(self) -> Judged:
        """Today's rules on the old facts and the old day."""
        return judge_kept(self.kept, self.since)

    @cached_property
    def old_facts_now(self) -> Judged:
        """Today's rules on the old facts, today."""
        return judge_kept(self.kept, self.now.on)

    @cached_property
    def changed_facts(self) -> list[str]:
        """The names of the facts that are not what they were."""
        before, after = json.loads(self.kept), json.loads(self.now.facts_text)
        return [name for name in sorted({*before, *after}) if before.get(name) != after.get(name)]

    def whys(self, before: Mapping[str, Answer | None]) -> dict[str, Why]:
        """What made each of these answers another one than `before`.

        What came on the same day as something with a name, came of it: one event is one cause, however many answers it moves.
        """
        found = {question: self.why(question, answer) for question, answer in before.items()}
        named = {why.on: why for why in reversed(found.values()) if why.kind == CauseKind.DAY and why.name}
        for question, why in found.items():
            if why.kind == CauseKind.DAY and not why.name and why.on in named:
                found[question] = named[why.on]
        return found

    def why(self, question: str, before: Answer | None) -> Why:
        """What made the answer to the question another one than `before`."""
        after = self.now.answers.get(question)
        if self.changed_facts and differs(self.old_facts_now.answers.get(question), after):
            return self._fact(question)
        if differs(self.then.answers.get(question), before):
            return Why(CauseKind.LAW, "", self.now.on, "Reglene i Samløp er oppdatert")
        return self._day(question, after)

    def _fact(self, question: str) -> Why:
        if self.changed_facts == [READINGS]:
            return Why(CauseKind.READING, "", self.now.on, "Et åpent spørsmål i loven er lest på en annen måte")
        finding = self.now.findings.get(question)
        read = {item.name for item in finding.inputs} if finding else set()
        old = self.old_facts_now.findings.get(question)
        read |= {item.name for item in (*old.inputs, *old.missing)} if old else set()
        name = next((name for name in self.changed_facts if name in read), self.changed_facts[0])
        label = fact_labels().get(name, "En opplysning")
        return Why(CauseKind.FACT, name, self.now.on, f"«{label}» er endret eller ny")

    def _day(self, question: str, after: Answer | None) -> Why:
        day = self._first_day(question, after)
        finding = self.now.findings.get(question)
        if finding and finding.version and finding.version.valid_from == day:
            return Why(CauseKind.VERSION, "", day, f"En ny regel gjelder fra {long_date(day)}")
        name, words = self._passed(question, day)
        return Why(CauseKind.DAY, name, day, words)

    def _passed(self, question: str, day: dt.date) -> tuple[str, str]:
        """Which day passed: a deadline, a birthday, a fact's own day; the bare truth when nothing else is known."""
        near = (day - dt.timedelta(days=1), day)
        for deadline in (*self.then.deadlines, *self.now.deadlines):
            if deadline.by in near and deadline.question == question:
                return deadline.id, f"Fristen gikk ut: {deadline.title[:1].lower()}{deadline.title[1:]}"
        finding = self.now.findings.get(question)
        inputs = [item for item in finding.inputs if isinstance(item.value, dt.date)] if finding else []
        for item in inputs:
            if item.name == "birth_date" and _is_birthday(item.value, day):
                return f"age{day.year - item.value.year}", f"Personen fylte {day.year - item.value.year} år"
        for item in inputs:
            if item.value in near:
                return item.name, f"Dagen er kommet: {item.label[:1].lower()}{item.label[1:]}"
        return "", "En dag som svaret regner med, er kommet"

    def _first_day(self, question: str, after: Answer | None) -> dt.date:
        """The first day on which today's facts give today's answer, looked for between the last time and today."""
        low, high = self.since, self.now.on
        if after is None:
            return high
        while (high - low).days > 1:
            middle = low + (high - low) // 2
            if differs(short(ask(question, self.now.facts, middle, self.now.readings)), after):
                low = middle
            else:
                high = middle
        return high


def _is_birthday(born: dt.date, day: dt.date) -> bool:
    leap = (born.month, born.day) == (2, 29) and (day.month, day.day) == (2, 28)
    return (born.month, born.day) == (day.month, day.day) or leap


# ----- words


def title_of(question: str) -> str:
    """What a question is called, also when it is not asked about this person any more."""
    known = RULES.get(question)
    return known.title if known else "Et spørsmål loven ikke stiller lenger"


def words_of(question: str, judged: Judged) -> str:
    """An answer as a sentence."""
    finding = judged.findings.get(question)
    return finding.text if finding else "Spørsmålet er ikke aktuelt"


_OUTCOMES = {
    "met": "Ja",
    "not_met": "Nei",
    "running": "Fristen løper",
    "calculated": "Regnet ut",
    "may": "Kan",
    "review": "Må vurderes",
}


def short_words(answer: Answer | None) -> str:
    """An answer that was kept in its short form, when the rules that gave it are gone."""
    if answer is None:
        return "Spørsmålet var ikke aktuelt"
    outcome, value, _, missing = answer
    head = _OUTCOMES.get(outcome, "")
    labels = fact_labels()
    if missing:
        return f"{head}. Vi manglet: {say_list(labels[name].lower() for name in missing if name in labels)}"
    shown = list(_said(value))
    return f"{head}: {', '.join(shown)}" if shown else head


def said(value: Any) -> str:
    """A fact or an answer as people write it."""
    return ", ".join(_said(value))


def _said(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for item in value.values():
            yield from _said(item)
    elif isinstance(value, list):
        for item in value:
            yield from _said(item)
    elif isinstance(value, str):
        yield _day(value) or say(value)
    elif value is not None:
        yield say(value)


def _day(text: str) -> str:
    try:
        return long_date(dt.date.fromisoformat(text))
    except ValueError:
        return ""
