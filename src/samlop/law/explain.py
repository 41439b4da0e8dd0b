"""Tells how an answer came about: what was asked, on which facts, by which version of which paragraph, and how sure it is.

In bokmål and in English, for a page, for print and for the command line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from samlop.law.english import answers, list_en, provision_en, say_en
from samlop.law.facts import Facts, plain
from samlop.law.finding import Finding
from samlop.law.paragraphs import section_key, section_of
from samlop.law.readings import OPEN_QUESTIONS
from samlop.law.words import say, say_date, say_list

Language = Literal["nb", "en"]
Sources = Mapping[str, tuple[str, date | None]]


@dataclass(frozen=True, slots=True)
class ExplainedFact:
    """One fact the answer rests on. `now` is what it is today, when that is something else."""

    name: str
    label: str
    value: str
    source: str
    day: date | None
    now: str = ""


@dataclass(frozen=True, slots=True)
class ExplainedReading:
    """One open question: how it was read, or one way to read it. `by` says who chose; `gives` what it leads to here."""

    id: str
    question: str
    answer: str
    chosen: bool
    by: str
    gives: str
    why: str


@dataclass(frozen=True, slots=True)
class ExplainedParagraph:
    """One place in the law: how it is cited, where it stands, and its section in our words."""

    reference: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The trace of one answer, in words for people in one language."""

    language: Language
    question: str
    rules: tuple[str, ...]
    asked: str
    answer: str
    mark: str
    facts: tuple[ExplainedFact, ...]
    missing: tuple[str, ...]
    version: str
    version_why: str
    source: str
    readings: tuple[ExplainedReading, ...]
    paragraphs: tuple[ExplainedParagraph, ...]
    would_change: tuple[str, ...]
    not_covered: str
    verification: str


def explain(
    finding: Finding,
    *,
    facts: Facts | None = None,
    sources: Sources | None = None,
    chosen_by: Mapping[str, str] | None = None,
    what_if: Iterable[str] = (),
    language: Language = "nb",
) -> Explanation:
    """Explains one finding.

    `facts` are those known now, for a finding that was frozen earlier; `sources` says where each fact comes from and from when;
    `chosen_by` who chose the reading of each open question; `what_if` is added to what would change the answer.
    """
    en = language == "en"
    version = finding.version
    return Explanation(
        language=language,
        question=finding.question,
        rules=finding.rules,
        asked=answers.title_en(finding) if en else finding.title,
        answer=answers.answer_en(finding) if en else finding.text,
        mark=_mark(finding, language),
        facts=tuple(_facts(finding, facts, sources or {}, language)),
        missing=tuple(answers.fact_en(m.name, m.label) if en else m.label for m in finding.missing),
        version=(answers.version_en(version) if en else _version(version.valid_from, version.valid_to))
        if version
        else "",
        version_why=(answers.version_why_en(version) if en else version.why) if version else "",
        source=version.source if version else "",
        readings=tuple(_readings(finding, chosen_by or {}, language)),
        paragraphs=tuple(_paragraphs(finding, language)),
        would_change=(*_would_change(finding, language), *what_if),
        not_covered=_not_covered(finding, language),
        verification=answers.verification_en(finding.verification) if en else finding.verification.label,
    )


def render(explained: Explanation) -> str:
    """Gives an explanation as plain text, one thing on each line."""
    return "\n".join(_rendered(explained))


def plain_lines(finding: Finding) -> Iterator[str]:
    """Gives one finding in short, for a list of many."""
    mark = _mark(finding, "nb")
    yield f"{finding.title}{f' ({mark})' if mark else ''}"
    yield f"  {finding.text}"
    for reading in finding.readings:
        yield f"  - {reading.text} {reading.says}"
    yield f"  Hjemmel: {finding.basis_text}"
    if finding.version:
        yield f"  Versjon: {_version(finding.version.valid_from, finding.version.valid_to)} {finding.version.why}"
    if finding.inputs:
        yield f"  Bygger på: {'; '.join(f'{item.label}: {say(_flat(item.value))}' for item in finding.inputs)}"
    source = f" ({finding.version.source})" if finding.version and finding.version.source else ""
    if not finding.missing:
        yield f"  Kilde: {finding.verification.label}{source}"
    for change in finding.would_change:
        yield f"  Kan endres: {change}"
    if finding.not_covered:
        yield f"  Merk: {finding.not_covered}"


_WORDS = {
    "nb": {
        "answer": "Svar",
        "facts": "Bygger på",
        "missing": "Mangler",
        "version": "Versjon",
        "source": "Kilde",
        "chosen": "Valgt måte å lese loven på",
        "open": "Åpent spørsmål",
        "by": "valgt av",
        "paragraph": "Hjemmel",
        "change": "Kan endres",
        "not_covered": "Merk",
        "now": "nå",
    },
    "en": {
        "answer": "Answer",
        "facts": "Rests on",
        "missing": "Missing",
        "version": "Version",
        "source": "Source",
        "chosen": "Reading chosen",
        "open": "Open question",
        "by": "chosen by",
        "paragraph": "Provision",
        "change": "Would change it",
        "not_covered": "Note",
        "now": "now",
    },
}


def _rendered(explained: Explanation) -> Iterator[str]:
    words = _WORDS[explained.language]
    yield f"{explained.asked}{f' ({explained.mark})' if explained.mark else ''}"
    yield f"  {words['answer']}: {explained.answer}"
    for label in explained.missing:
        yield f"  {words['missing']}: {label}"
    asked = ""
    for reading in explained.readings:
        by = f" ({words['by']} {reading.by})" if reading.by else ""
        if reading.question != asked and (reading.chosen or reading.question != explained.answer):
            yield f"  {words['chosen' if reading.chosen else 'open']}: {reading.question}"
        asked = reading.question
        yield f"  - {' '.join(part for part in (reading.answer, reading.gives) if part)}{by}"
    for fact in explained.facts:
        day = _day(fact.day, explained.language) if fact.day else ""
        about = ", ".join(part for part in (fact.source, day) if part)
        now = f" [{words['now']}: {fact.now}]" if fact.now else ""
        yield f"  {words['facts']}: {fact.label}: {fact.value}{f' ({about})' if about else ''}{now}"
    if explained.version:
        yield f"  {words['version']}: {explained.version} {explained.version_why}"
    for paragraph in explained.paragraphs:
        yield f"  {words['paragraph']}: {paragraph.reference}{f'. {paragraph.text}' if paragraph.text else ''}"
    source = f" ({explained.source})" if explained.source else ""
    yield f"  {words['source']}: {explained.verification}{source}"
    for change in explained.would_change:
        yield f"  {words['change']}: {change}"
    if explained.not_covered:
        yield f"  {words['not_covered']}: {explained.not_covered}"


def _mark(finding: Finding, language: Language) -> str:
    if finding.missing:
        return "facts are missing" if language == "en" else "mangler opplysninger"
    if finding.is_open:
        return "must be assessed" if language == "en" else "må vurderes"
    return ""


def _facts(finding: Finding, facts: Facts | None, sources: Sources, language: Language) -> Iterator[ExplainedFact]:
    for item in finding.inputs:
        source, day = sources.get(item.name, ("", None))
        known = plain(getattr(facts, item.name, None)) if facts is not None else item.value
        changed = known != item.value
        yield ExplainedFact(
            name=item.name,
            label=answers.fact_en(item.name, item.label) if language == "en" else item.label,
            value=_said(item.value, item.name, language),
            source=source,
            day=day,
            now=_said(known, item.name, language) if changed else "",
        )


def _readings(finding: Finding, chosen_by: Mapping[str, str], language: Language) -> Iterator[ExplainedReading]:
    en = language == "en"
    for question, option in finding.chosen:
        known = OPEN_QUESTIONS[question]
        english = answers.open_en(question)
        yield ExplainedReading(
            id=question,
            question=english["text"] if en else known.text,
            answer=english["options"].get(option, option.replace("_", " ")) if en else known.options[option],
            chosen=True,
            by=chosen_by.get(question, ""),
            gives="",
            why=english["why"] if en else known.why,
        )
    for reading in finding.readings:
        asked = [(q, OPEN_QUESTIONS[q], answers.open_en(q)) for q in reading.question.split("+") if q]
        picked = reading.id.split("+")
        texts = [
            english["options"].get(option, option.replace("_", " "))
            for (_, _, english), option in zip(asked, picked, strict=True)
        ]
        yield ExplainedReading(
            id=reading.question,
            question=" ".join(english["text"] if en else known.text for _, known, english in asked),
            answer=" ".join(texts) if en else reading.text,
            chosen=False,
            by="",
            gives=answers.value_en(reading.value) if en else reading.says,
            why=" ".join(english["why"] if en else known.why for _, known, english in asked),
        )


def _paragraphs(finding: Finding, language: Language) -> Iterator[ExplainedParagraph]:
    """Gives each provision; the text of a section stands under the first that points into it."""
    told: set[str] = set()
    for provision in finding.basis:
        key, section = section_key(provision), section_of(provision)
        text = section.text(language) if section and key not in told else ""
        told.add(key)
        reference = provision_en(provision) if language == "en" else str(provision)
        yield ExplainedParagraph(reference, provision.url, text)


def _would_change(finding: Finding, language: Language) -> Iterator[str]:
    """Gives what the rule says would change the answer, and what always does: the facts, the version and a chosen reading."""
    en = language == "en"
    if not en:
        yield from finding.would_change
    if not finding.inputs and not finding.missing and not finding.would_change:
        yield "Only a change of the rule." if en else "Bare en endring av regelen."
    if finding.inputs:
        if en:
            labels = list_en(answers.lower(answers.fact_en(item.name, item.label)) for item in finding.inputs)
            yield f"The answer rests on these facts: {labels}. If one of them changes, it must be assessed again."
        elif not finding.would_change:
            labels = say_list(answers.lower(item.label) for item in finding.inputs)
            yield f"Svaret bygger på disse opplysningene: {labels}. Endres en av dem, må det vurderes på nytt."
    version = finding.version
    if version and version.valid_to:
        day = _day(version.valid_to, language)
        anchor = answers.anchor_en(version.anchor) if en else version.anchor.label
        yield (
            f"Another version applies if {anchor} is {day} or later."
            if en
            else f"En annen versjon gjelder hvis {anchor} er {day} eller senere."
        )
    if finding.readings and finding.is_open:
        yield (
            "The answer is settled when the municipality has chosen how to read the law."
            if en
            else "Svaret blir klart når kommunen har valgt hvordan loven skal leses."
        )


def _not_covered(finding: Finding, language: Language) -> str:
    if language != "en":
        return finding.not_covered
    whys = dict.fromkeys(answers.open_en(q)["why"] for r in finding.readings for q in r.question.split("+"))
    return " ".join(part for part in (*whys, answers.not_covered_en(finding.question)) if part)


def _version(valid_from: date, valid_to: date | None) -> str:
    until = f" til {say_date(valid_to)}" if valid_to else ""
    return f"gjelder fra {say_date(valid_from)}{until}."


def _day(day: date, language: Language) -> str:
    return say_en(day) if language == "en" else say_date(day)


def _said(value: Any, name: str, language: Language) -> str:
    return say_en(value, name) if language == "en" else str(say(_flat(value)))


def _flat(value: Any) -> Any:
    """Makes lists and mappings readable on one line."""
    if isinstance(value, dict):
        return ", ".join(str(say(_flat(item))) for item in value.values())
    if isinstance(value, list):
        return ", ".join(str(say(_flat(item))) for item in value) or "ingen"
    return value
