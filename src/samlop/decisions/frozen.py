"""Reads what the law answered out of an old decision, whatever has changed in the rules or their format since."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samlop.core.calendar import long_date
from samlop.law.finding import unjson
from samlop.law.words import say, say_list

# Code of the outcome: the word, and how the page colours it. A «no» is an answer, not a fault.
_OUTCOMES = {
    "met": ("Ja", "done"),
    "not_met": ("Nei", "calm"),
    "running": ("Fristen løper", "calm"),
    "calculated": ("Regnet ut", "calm"),
    "may": ("Kommunen kan tilby", "calm"),
    "review": ("Loven er ikke entydig", "waits"),
}
_VERIFICATIONS = {
    "primary source": "lest i lov eller forskrift",
    "official guidance": "bygger på veiledning fra myndighetene",
    "assumed": "antatt, måtte kontrolleres mot lovteksten",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the law, in words, as it was when the decision was made."""

    question: str  # the law's name for it; empty when the answer is older than the names
    title: str
    outcome: str
    kind: str
    text: str
    basis: tuple[tuple[str, str], ...]  # (words, address)
    version: str
    version_why: str
    verification: str
    inputs: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    readings: tuple[str, ...]
    chosen: str
    not_covered: str


def answer(data: Mapping[str, Any]) -> Answer:
    """The frozen finding in words. What is not there is left out."""
    outcome, kind = _OUTCOMES.get(data.get("outcome", ""), ("Vurdert", "calm"))
    if data.get("outcome") == "review" and data.get("missing"):
        outcome = "Manglet opplysninger"
    version = data.get("version") or {}
    chosen = set(dict(data.get("chosen") or {}).items())
    readings = data.get("readings") or []
    return Answer(
        question=name if (name := str(data.get("question", ""))).isidentifier() else "",
        title=data.get("title") or data.get("text", ""),
        outcome=outcome,
        kind=kind,
        text=data.get("text", ""),
        basis=tuple((b.get("text", ""), b.get("url", "")) for b in data.get("basis") or []),
        version=_version(version),
        version_why=version.get("why", ""),
        verification=_VERIFICATIONS.get(data.get("verification", ""), "ikke oppgitt"),
        inputs=tuple((i.get("label", ""), words(i.get("value"))) for i in data.get("inputs") or []),
        missing=tuple(m.get("label", "") for m in data.get("missing") or []),
        readings=tuple(r.get("text", "") for r in readings),
        chosen=say_list(r.get("text", "") for r in readings if (r.get("question"), r.get("id")) in chosen),
        not_covered=data.get("not_covered", ""),
    )


def words(value: Any) -> str:
    """A frozen fact in words: dates written out, lists joined, codes named."""
    value = unjson(value)
    if isinstance(value, list | tuple):
        return ", ".join(words(item) for item in value) or "ingen"
    if isinstance(value, Mapping):
        return ", ".join(words(item) for item in value.values() if item is not None)
    return say(value)


def _version(version: Mapping[str, Any]) -> str:
    start, end = (version.get(name) for name in ("valid_from", "valid_to"))
    if not start:
        return ""
    first = long_date(dt.date.fromisoformat(start))
    if not end:
        return f"fra {first}"
    return f"fra {first} til {long_date(dt.date.fromisoformat(end) - dt.timedelta(days=1))}"
