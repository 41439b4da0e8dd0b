"""Holds what the law answers: one Finding per question, with provision, version, inputs, doubt and words for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from samlop.law.basis import Provision


class Outcome(StrEnum):
    """How the question was answered. `REVIEW` with facts in `missing` means: ask for them; else a lawyer must look."""

    MET = "met"
    NOT_MET = "not_met"
    RUNNING = "running"
    CALCULATED = "calculated"
    MAY = "may"
    REVIEW = "review"


class Verification(StrEnum):
    """How sure the source is. The order is from most to least sure."""

    PRIMARY = "primary source"
    GUIDANCE = "official guidance"
    ASSUMED = "assumed"

    @property
    def label(self) -> str:
        return _VERIFICATION_NB[self]


_VERIFICATION_NB = {
    Verification.PRIMARY: "lest i lov eller forskrift",
    Verification.GUIDANCE: "bygger på veiledning fra myndighetene",
    Verification.ASSUMED: "antatt, må kontrolleres mot lovteksten",
}


class Anchor(StrEnum):
    """Which date decides the version of the rule."""

    AS_OF = "as_of"
    PERMIT = "permit"
    ASYLUM_APPLICATION = "asylum_application"
    OFFER = "offer"
    DECISION = "decision"
    START = "start"
    GOAL_SET = "goal_set"
    PLAN = "plan"
    CHANGE = "change"
    NOTICE = "notice"
    BIRTH = "birth"
    PERIOD = "period"
    TEST = "test"
    APPLICATION = "application"

    @property
    def label(self) -> str:
        return _ANCHOR_NB[self]


_ANCHOR_NB = {
    Anchor.AS_OF: "dagen det vurderes",
    Anchor.PERMIT: "dagen oppholdstillatelsen ble gitt",
    Anchor.ASYLUM_APPLICATION: "dagen det ble søkt om beskyttelse",
    Anchor.OFFER: "dagen det ble gitt tilbud om oppstart",
    Anchor.DECISION: "dagen vedtaket ble truffet",
    Anchor.START: "dagen programmet startet",
    Anchor.GOAL_SET: "dagen sluttmålet ble satt",
    Anchor.PLAN: "dagen planen ble laget",
    Anchor.CHANGE: "dagen endringen skjedde",
    Anchor.NOTICE: "dagen meldingen kom fram",
    Anchor.BIRTH: "dagen barnet ble født",
    Anchor.PERIOD: "den første dagen i perioden",
    Anchor.TEST: "dagen prøven ble tatt",
    Anchor.APPLICATION: "dagen det ble søkt",
}


@dataclass(frozen=True, slots=True)
class Version:
    """The version of the rule that was used: `valid_to` is exclusive, and None while no end is known."""

    valid_from: date
    valid_to: date | None
    anchor: Anchor
    anchor_date: date
    why: str
    source: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {
            "valid_from": self.valid_from.isoformat(),
            "valid_to": self.valid_to.isoformat() if self.valid_to else None,
            "anchor": self.anchor.value,
            "anchor_date": self.anchor_date.isoformat(),
            "why": self.why,
            "source": self.source,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Version:
        return cls(
            valid_from=date.fromisoformat(data["valid_from"]),
            valid_to=date.fromisoformat(data["valid_to"]) if data["valid_to"] else None,
            anchor=Anchor(data["anchor"]),
            anchor_date=date.fromisoformat(data["anchor_date"]),
            why=data["why"],
            source=data.get("source", ""),
        )


@dataclass(frozen=True, slots=True)
class Input:
    """A fact the rule read, with the words people use for it."""

    name: str
    label: str
    value: Any


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact the rule needs and does not have."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an open question, and the answer it gives here.

    `question` and `id` name it in the register of open questions (several joined with «+» when more than one is open);
    `answer` is the short answer, `says` the sentence and `value` the whole value the rule would have given.
    """

    question: str
    id: str
    answer: Any
    text: str
    says: str = ""
    value: Any = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What the law answers on one question about one person. Frozen with the decisions that rest on it."""

    question: str
    title: str
    rules: tuple[str, ...]
    outcome: Outcome
    value: Any
    text: str
    basis: tuple[Provision, ...]
    verification: Verification
    version: Version | None = None
    inputs: tuple[Input, ...] = ()
    missing: tuple[Missing, ...] = ()
    readings: tuple[Reading, ...] = ()
    chosen: tuple[tuple[str, str], ...] = ()
    not_covered: str = ""
    would_change: tuple[str, ...] = ()

    @property
    def rule(self) -> str:
        """The main rule in the catalogue."""
        return self.rules[0]

    @property
    def is_open(self) -> bool:
        """True when the law itself leaves the answer open, and a person must decide which reading to follow."""
        return self.outcome is Outcome.REVIEW and not self.missing

    @property
    def missing_names(self) -> tuple[str, ...]:
        return tuple(item.name for item in self.missing)

    @property
    def basis_text(self) -> str:
        return ", ".join(str(provision) for provision in self.basis)

    def to_dict(self) -> dict[str, Any]:
        """Gives plain JSON values; `from_dict` gives the same finding back."""
        return {
            "question": self.question,
            "title": self.title,
            "rule": self.rule,
            "rules": list(self.rules),
            "outcome": self.outcome.value,
            "value": jsonable(self.value),
            "text": self.text,
            "basis": [provision.to_dict() for provision in self.basis],
            "verification": self.verification.value,
            "version": self.version.to_dict() if self.version else None,
            "inputs": [{"name": i.name, "label": i.label, "value": jsonable(i.value)} for i in self.inputs],
            "missing": [{"name": m.name, "label": m.label} for m in self.missing],
            "readings": [
                {
                    "question": r.question,
                    "id": r.id,
                    "answer": jsonable(r.answer),
                    "text": r.text,
                    "says": r.says,
                    "value": jsonable(r.value),
                }
                for r in self.readings
            ],
            "chosen": dict(self.chosen),
            "not_covered": self.not_covered,
            "would_change": list(self.would_change),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Finding:
        return cls(
            question=data["question"],
            title=data["title"],
            rules=tuple(data["rules"]),
            outcome=Outcome(data["outcome"]),
            value=unjson(data["value"]),
            text=data["text"],
            basis=tuple(Provision.from_dict(item) for item in data["basis"]),
            verification=Verification(data["verification"]),
            version=Version.from_dict(data["version"]) if data["version"] else None,
            inputs=tuple(Input(i["name"], i["label"], unjson(i["value"])) for i in data["inputs"]),
            missing=tuple(Missing(m["name"], m["label"]) for m in data["missing"]),
            readings=tuple(
                Reading(r["question"], r["id"], unjson(r["answer"]), r["text"], r["says"], unjson(r["value"]))
                for r in data["readings"]
            ),
            chosen=tuple(data["chosen"].items()),
            not_covered=data["not_covered"],
            would_change=tuple(data["would_change"]),
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What the body of one rule says under one reading; `samlop.law.rule` turns it into a Finding."""

    outcome: Outcome
    value: Any
    text: str
    basis: tuple[Provision, ...]
    verification: Verification = Verification.PRIMARY
    version: Version | None = None
    not_covered: str = ""
    would_change: tuple[str, ...] = field(default=())


def jsonable(value: Any) -> Any:
    """Turns dates into ISO text and tuples into lists, all the way down."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): jsonable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [jsonable(item) for item in value]
    return value


def unjson(value: Any) -> Any:
    """Turns ISO dates back into dates. None of our codes looks like an ISO date, so no text is mistaken for one."""
    if isinstance(value, str) and len(value) == len("2026-01-01") and value[4] == value[7] == "-":
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    if isinstance(value, dict):
        return {key: unjson(item) for key, item in value.items()}
    if isinstance(value, list):
        return [unjson(item) for item in value]
    return value
