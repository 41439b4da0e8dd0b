"""Holds what a plan, its contract and its decision say, as one frozen picture that goes to JSON and back unchanged.

The room of the plan meeting fills it in; nothing here is looked up later, so that an old decision reads as it was made.
"""

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Self


class ElementKind(StrEnum):
    """What an element of the programme is, in the codes of the law. The words stand in `LABELS`."""

    WORK = "work"
    EDUCATION = "education"
    NORWEGIAN = "norwegian"
    SOCIAL_STUDIES = "social_studies"
    LIFE_SKILLS = "livsmestring"
    PARENTAL_GUIDANCE = "parental_guidance"
    OTHER = "other"


class Skill(StrEnum):
    """The four skills that a Norwegian-language goal is set for (integreringsloven § 31)."""

    LISTENING = "listening"
    READING = "reading"
    WRITING = "writing"
    SPEAKING = "speaking"


class Kind(StrEnum):
    """What is decided."""

    PROGRAMME = "programme"
    CHANGE = "programme_change"


LABELS: Mapping[str, str] = types.MappingProxyType(
    {
        ElementKind.WORK: "Arbeidsrettet",
        ElementKind.EDUCATION: "Utdanningsrettet",
        ElementKind.NORWEGIAN: "Opplæring i norsk",
        ElementKind.SOCIAL_STUDIES: "Opplæring i samfunnskunnskap",
        ElementKind.LIFE_SKILLS: "Kurs i livsmestring",
        ElementKind.PARENTAL_GUIDANCE: "Foreldreveiledning",
        ElementKind.OTHER: "Annet tiltak",
        Skill.LISTENING: "lytte",
        Skill.READING: "lese",
        Skill.WRITING: "skrive",
        Skill.SPEAKING: "snakke",
        Kind.PROGRAMME: "Vedtak om introduksjonsprogram",
        Kind.CHANGE: "Vedtak om endring av introduksjonsprogram",
    }
)


class _Json:
    """Goes to plain JSON values and back. Unknown keys are refused: they would be lost without a word."""

    def to_json(self) -> dict[str, Any]:
        return {field.name: _plain(getattr(self, field.name)) for field in dataclasses.fields(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        hints = _hints(cls)
        if unknown := data.keys() - hints.keys():
            raise ValueError(f"{cls.__name__} has no {', '.join(sorted(unknown))}")
        return cls(**{name: _read(hints[name], value) for name, value in data.items()})


@dataclass(frozen=True, slots=True)
class Participant(_Json):
    """Who the plan is for, as she is to be called."""

    name: str
    birth_date: dt.date
    language: str  # BCP 47: the summary is written in it


@dataclass(frozen=True, slots=True)
class Present(_Json):
    """Somebody who took part in the plan meeting."""

    name: str
    role: str  # «deltaker», «programrådgiver», «tolk» ...


@dataclass(frozen=True, slots=True)
class Meeting(_Json):
    """The sitting in which the plan was made together with the participant."""

    held_on: dt.date
    present: tuple[Present, ...]
    interpreter: str  # one sentence: «Tolk i arabisk, kategori C, på skjerm.» or why there was none


@dataclass(frozen=True, slots=True)
class Goal(_Json):
    """The end goal: the law's code, the words, and why this one."""

    code: str  # samlop.law.facts.GOALS
    words: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LanguageGoal(_Json):
    """The Norwegian-language goal in one skill: `A2`, `B1` ..."""

    skill: Skill
    level: str


@dataclass(frozen=True, slots=True)
class Volume(_Json):
    """How much training in Norwegian and social studies."""

    norwegian_hours_per_week: Decimal
    social_studies_hours: Decimal | None = None  # in all; None when the person is exempt
    words: str = ""


@dataclass(frozen=True, slots=True)
class Duration(_Json):
    """How long. `ends_on` is exclusive: the first day after the programme. `reason` says where the end comes from."""

    months: int
    starts_on: dt.date
    ends_on: dt.date
    reason: str = ""

    @property
    def last_day(self) -> dt.date:
        """The last day of the programme: what people mean by «til»."""
        return self.ends_on - dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Slot(_Json):
    """A place in the typical week: weekday 0 is Monday, times as `08:30`."""

    weekday: int
    starts: str
    ends: str


@dataclass(frozen=True, slots=True)
class Element(_Json):
    """One part of the programme, and why it was chosen. `ends_on` is exclusive."""

    title: str
    kind: ElementKind
    hours_per_week: Decimal
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    reason: str = ""
    place: str = ""
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Contract(_Json):
    """What the two promise each other, one sentence each."""

    municipality: tuple[str, ...]
    participant: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelevantFact(_Json):
    """A fact the decision rests on, with where it was learnt."""

    label: str
    value: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph(_Json):
    """A provision the decision is made under: how it is cited, and what it says in plain words."""

    basis: str  # «integreringsloven § 14 sjette ledd»
    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reading(_Json):
    """How the municipality reads a question the law leaves open, where it mattered here."""

    question: str
    chosen: str
    words: str


@dataclass(frozen=True, slots=True)
class Letter(_Json):
    """The decision itself. `decisions.letter.write` fills the standing texts."""

    outcome: str
    reasons: tuple[str, ...]
    facts: tuple[RelevantFact, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    complaint_right: str = ""
    complaint_deadline: str = ""  # «tre uker fra du fikk vedtaket»
    complaint_body: str = ""  # who decides the complaint in the end
    complaint_help: str = ""
    send_to: str = ""
    see_file: str = ""


@dataclass(frozen=True, slots=True)
class PlanContent(_Json):
    """Plan, contract and decision of one person, whole."""

    participant: Participant
    municipality: str
    counsellor: str
    meeting: Meeting
    goal: Goal
    language_goals: tuple[LanguageGoal, ...]
    long_term_goal: str
    volume: Volume
    duration: Duration
    elements: tuple[Element, ...]
    weekly_hours: Decimal
    strengthens: str  # how the elements strengthen the way to work and the Norwegian goal (§ 15 fourth paragraph)
    contract: Contract
    letter: Letter
    resources: str = ""  # what the person can and brings, in short
    stepped_load_reason: str = ""  # why the load is not full from the first week, when it is not
    review_on: dt.date | None = None
    readings: tuple[Reading, ...] = ()
    kind: Kind = Kind.PROGRAMME
    version: int = 1

    def gaps(self) -> list[str]:
        """What the papers cannot be made without and is not here, in bokmål. What the law demands, the law says."""
        wanted = {
            "navn på deltakeren": self.participant.name,
            "hvem som var med i møtet": self.meeting.present,
            "om det var tolk": self.meeting.interpreter,
            "sluttmål": self.goal.words,
            "norskmål": self.language_goals,
            "langsiktig mål": self.long_term_goal,
            "elementer i programmet": self.elements,
            "hvordan elementene styrker veien til arbeid og norskmålet": self.strengthens,
            "hva kommunen forplikter seg til": self.contract.municipality,
            "hva deltakeren forplikter seg til": self.contract.participant,
            "hva som er vedtatt": self.letter.outcome,
            "begrunnelse for vedtaket": self.letter.reasons,
            "hjemmel for vedtaket": self.letter.paragraphs,
            "klagerett og klagefrist": self.letter.complaint_right and self.letter.complaint_deadline,
        }
        missing = [words for words, value in wanted.items() if not value]
        if self.duration.ends_on <= self.duration.starts_on:
            missing.append("en sluttdato som ligger etter startdatoen")
        return missing


def _plain(value: Any) -> Any:
    if isinstance(value, _Json):
        return value.to_json()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, StrEnum):
        return value.value
    return value


def _read(kind: Any, value: Any) -> Any:
    if typing.get_origin(kind) is types.UnionType:
        return None if value is None else _read(next(a for a in typing.get_args(kind) if a is not type(None)), value)
    if typing.get_origin(kind) is tuple:
        return tuple(_read(typing.get_args(kind)[0], item) for item in value)
    if issubclass(kind, _Json):
        return kind.from_json(value)
    if kind is dt.date:
        return dt.date.fromisoformat(value)
    if issubclass(kind, Decimal | StrEnum):
        return kind(value)
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)
