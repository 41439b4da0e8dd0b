"""Says an answer in English from its value: short, and never by translating the Norwegian sentence word for word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from samlop.law.english import NOT_SAID, date_en, list_en, part_en, say_en, table
from samlop.law.finding import Anchor, Finding, Outcome, Verification, Version
from samlop.law.rule import RULES

_POINTER = re.compile(r"`(\w+)`")
_REVIEW = Outcome.REVIEW.value


def title_en(finding: Finding) -> str:
    return str(table("title").get(finding.question, finding.title))


def fact_en(name: str, otherwise: str = "") -> str:
    return str(table("fact").get(name, otherwise or name.replace("_", " ")))


def anchor_en(anchor: Anchor) -> str:
    return str(table("anchor").get(anchor.value, anchor.value.replace("_", " ")))


def verification_en(verification: Verification) -> str:
    return str(table("verification").get(verification.value, verification.value))


def open_en(question: str) -> Mapping[str, Any]:
    """Gives the open question's text, why and options in English; empty when it is not written."""
    return table("open").get(question) or {"text": "", "why": "", "options": {}}


def answer_en(finding: Finding) -> str:
    """Says what the law answers."""
    if finding.missing:
        asked = list_en(lower(fact_en(item.name, item.label)) for item in finding.missing)
        return f"We need to know: {asked}. {known_en(finding)}".strip()
    if finding.readings and finding.is_open:
        texts = dict.fromkeys(open_en(q)["text"] for r in finding.readings for q in r.question.split("+"))
        return " ".join(("The law is open here.", *(text for text in texts if text), known_en(finding))).strip()
    if finding.is_open:
        return f"This must be assessed by a person. {known_en(finding)}".strip()
    value, title = finding.value, title_en(finding)
    if value is None:
        return f"{title}: {_outcome(finding)}."
    if not isinstance(value, Mapping):
        return f"{title}: {say_en(value)}."
    headline = _headline(finding)
    if headline is None or value[headline] is None:
        return f"{title}: {_outcome(finding)}. {_parts(value)}".strip()
    return f"{title}{'' if title.endswith('?') else '.'} {_parts({headline: value[headline], **value})}"


def value_en(value: Any) -> str:
    """Says the value one reading gives."""
    if isinstance(value, Mapping):
        return _parts(value)
    return f"{_upper(say_en(value))}."


def version_en(version: Version) -> str:
    until = f" until {date_en(version.valid_to)}" if version.valid_to else ""
    return f"In force from {date_en(version.valid_from)}{until}."


def version_why_en(version: Version) -> str:
    return f"Chosen by {anchor_en(version.anchor)}, {date_en(version.anchor_date)}."


def not_covered_en(question: str) -> str:
    """Gives what the rule leaves to a human, as its own documentation says it; the rules are documented in English."""
    asked = RULES.get(question)
    _, found, told = (asked.__doc__ or "" if asked else "").partition("Not covered:")
    # A rule may point at another by its name in the code.
    said = _POINTER.sub(lambda name: f"«{table('title').get(name[1], name[1])}»", " ".join(told.split()))
    return f"Not assessed here: {said}" if found else ""


def known_en(finding: Finding) -> str:
    """Says what stands firm although the answer as a whole does not."""
    value = finding.value
    if not isinstance(value, Mapping):
        return ""
    firm = {k: v for k, v in value.items() if k not in ("readings", "missing", "options") and v not in (_REVIEW, None)}
    said = _parts(firm)
    return f"What is known: {said}" if said else ""


def _headline(finding: Finding) -> str | None:
    wanted = RULES[finding.question].headline if finding.question in RULES else "outcome"
    if wanted in finding.value:
        return wanted
    in_ore = f"{wanted}_ore"
    return in_ore if in_ore in finding.value else None


def _parts(value: Mapping[str, Any]) -> str:
    """Says each part of a value. Kroner that also stand in øre are said once, and codes of our own not at all."""
    shown = {k: v for k, v in value.items() if v is not None and f"{k}_ore" not in value and k not in NOT_SAID}
    said = [f"{part_en(key)}: {say_en(item, key)}" for key, item in shown.items()]
    return f"{_upper('; '.join(said))}." if said else ""


def _outcome(finding: Finding) -> str:
    return str(table("outcome").get(finding.outcome.value, finding.outcome.value.replace("_", " ")))


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    """Gives a label as it stands inside a sentence; an abbreviation stays as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
