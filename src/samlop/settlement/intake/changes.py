"""Finds what a row would change about a person or a household we know, and whether it may.

The younger fact stands: what a list says is written only when the list is younger than what we know, or as old and from
the same kind of source. An empty cell says nothing. Protection is raised by a list, never lifted.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from samlop.core.calendar import long_date, short_date
from samlop.core.languages import country_name, language_name
from samlop.core.models import Source
from samlop.people.models import Background, Education, Household, Need, PermitKind, Person, Protection, Route
from samlop.settlement.intake.columns import heading
from samlop.settlement.intake.values import Listed, ListedPermit

PERSON_FIELDS = (
    "given_name", "family_name", "birth_date", "sex", "duf", "identity_number", "citizenship", "language",
    "interpreter_needed", "protection", "unaccompanied_minor", "arrived_on", "settled_on", "settled_by_agreement",
    "education",
)  # fmt: skip
HOUSEHOLD_FIELDS = ("route", "requested_on", "accepted_on", "settles_on")
_LABELS = dict(Source.choices)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between what stands here and what the list says. `kind` is a column or a sort of row."""

    kind: str
    label: str
    old: str
    new: str
    value: Any
    old_source: str = ""
    applies: bool = True
    why_not: str = ""
    row_id: int | None = None

    def print(self) -> list:
        """What makes this change the same change on another day."""
        return [self.kind, self.old, self.new, self.applies, self.row_id]


def shown(key: str, value: Any) -> str:
    """A value as people read it."""
    if value is None or value == "":
        return "ingen" if key == "protection" else "–"
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, dt.date):
        return short_date(value)
    named = {
        "sex": lambda v: Person.Sex(v).label, "citizenship": country_name, "language": language_name,
        "protection": lambda v: Protection(v).label, "education": lambda v: Education(v).label,
        "route": lambda v: Route(v).label,
    }.get(key)  # fmt: skip
    return named(value) if named else str(value)


def facts_line(one: Listed, on: dt.date) -> list[str]:
    """The row in short: birth date, sex, country, language, DUF number, permit."""
    said = one.person
    line = [f"født {short_date(said['birth_date'])}"] if "birth_date" in said else []
    line += [Person.Sex(said["sex"]).said_of(said.get("birth_date"), on).lower()] if "sex" in said else []
    line += [shown("citizenship", said["citizenship"])] if "citizenship" in said else []
    line += [_level_words(code, level) for code, level in one.languages]
    line += (
        ["trenger tolk" if said["interpreter_needed"] else "trenger ikke tolk"] if "interpreter_needed" in said else []
    )
    line += [f"DUF {said['duf']}"] if said.get("duf") else []
    line += [permit_words(one.permits[-1])] if one.permits else []
    line += [shown("protection", said["protection"]).lower()] if said.get("protection") else []
    return line


def household_line(values: dict) -> str:
    """The household in short: how it comes, when it was asked for, when it moves in."""
    words = {"requested_on": "Anmodet", "accepted_on": "Svart ja", "settles_on": "Avtalt dag"}
    line = [shown("route", values["route"])] if "route" in values else []
    return (
        ". ".join([*line, *(f"{word} {long_date(values[key])}" for key, word in words.items() if key in values)]) + "."
    )


def of_person(one: Listed, person: Person) -> list[Change]:
    """All that the row says and we do not, or say otherwise."""
    found = [
        _column(key, one.person[key], getattr(person, key), person.sources.get(key), person, one)
        for key in PERSON_FIELDS
        if key in one.person and one.person[key] != getattr(person, key)
    ]
    return found + _permits(one, person) + _languages(one, person) + _needs(one, person) + _told(one, person)


def of_household(values: dict, household: Household, one: Listed) -> list[Change]:
    """What the rows say about a household we know, and we do not, or say otherwise."""
    return [
        _column(key, values[key], getattr(household, key), household.sources.get(key), household, one)
        for key in HOUSEHOLD_FIELDS
        if key in values and values[key] != getattr(household, key)
    ]


def may_write(one: Listed, kept_source: str, kept_on: dt.date) -> bool:
    """Whether the row's fact stands over the one kept."""
    if one.known_on != kept_on:
        return one.known_on > kept_on
    # On the same day a list corrects a list, but not what a person or a document said.
    return kept_source == one.source


def _column(key: str, new, old, kept: dict | None, row, one: Listed) -> Change:
    kept_on = dt.date.fromisoformat(kept["known_on"]) if kept else row.created_at.date()
    kept_source = kept["source"] if kept else ""
    said = source_words(kept_source, kept_on) if kept else ""
    applies, why = True, ""
    # A yes or no that nobody ever told is only what the form starts with.
    unknown = old in ("", None) or (kept is None and isinstance(old, bool))
    if not unknown and not may_write(one, kept_source, kept_on):
        applies, why = False, "Det som står her, er nyere enn lista."
    if key == "settled_on" and old is not None and applies:
        applies, why = False, "Dagen er bekreftet her. Rett den på siden for husstanden hvis den er feil."
    if key == "protection" and old and not new:
        applies, why = False, "En liste tar ikke bort beskyttelse. Det gjør den som har saken."
    return Change(key, heading(key), shown(key, old), shown(key, new), new, said, applies, why)


def source_words(source: str, known_on: dt.date) -> str:
    """`mottaket, 01.10.2026`."""
    return f"{_LABELS.get(source, source)}, {short_date(known_on)}"


def _said(row) -> str:
    return source_words(row.source, row.known_on)


def permit_words(permit) -> str:
    """`Asyl (§ 28), 01.06.2026–31.05.2029`, `Asyl (§ 28) fra 01.06.2026`."""
    kind, granted = PermitKind(permit.kind).label, short_date(permit.granted_on)
    if not permit.ended_on:
        return f"{kind} fra {granted}"
    return f"{kind}, {granted}–{short_date(permit.ended_on - dt.timedelta(days=1))}"


def _permits(one: Listed, person: Person) -> list[Change]:
    kept = {(permit.kind, permit.granted_on): permit for permit in person.permits.all()}
    changes = []
    for listed in one.permits:
        there = kept.get((listed.kind, listed.granted_on))
        if there is None:
            changes.append(_new_permit(listed, one, person))
        elif listed.ended_on and listed.ended_on != there.ended_on:
            applies = there.ended_on is None or may_write(one, there.source, there.known_on)
            why = "" if applies else "Det som står her, er nyere enn lista."
            changes.append(
                Change(
                    "permit_end",
                    "Tillatelse",
                    permit_words(there),
                    permit_words(listed),
                    listed,
                    _said(there),
                    applies,
                    why,
                    there.pk,
                )
            )
    return changes


def _new_permit(listed: ListedPermit, one: Listed, person: Person) -> Change:
    still = [p for p in person.permits.all() if p.ended_on is None or p.ended_on > listed.granted_on]
    later = [p for p in still if p.granted_on >= listed.granted_on]
    new = permit_words(listed)
    if later and (listed.ended_on is None or listed.ended_on > later[0].granted_on):
        why = "Vi har en tillatelse som er innvilget samme dag eller senere. Skriv siste dag på denne i lista."
        return Change("permit", "Tillatelse", permit_words(later[0]), new, listed, _said(later[0]), False, why)
    earlier = [p for p in still if p.granted_on < listed.granted_on]
    if earlier:
        return Change(
            "permit", "Tillatelse", permit_words(earlier[-1]), new, listed, _said(earlier[-1]), row_id=earlier[-1].pk
        )
    return Change("permit", "Tillatelse", "–", new, listed)


def _level_words(code: str, level: str) -> str:
    return f"{language_name(code)} {'morsmål' if level == 'native' else level}".strip()


def _languages(one: Listed, person: Person) -> list[Change]:
    kept = {spoken.language: spoken for spoken in person.languages.all()}
    changes = []
    for code, level in one.languages:
        there = kept.get(code)
        if there is None:
            changes.append(Change("spoken", "Språk", "–", _level_words(code, level), (code, level)))
        elif level and level != there.level:
            applies = not there.level or may_write(one, there.source, there.known_on)
            why = "" if applies else "Det som står her, er nyere enn lista."
            changes.append(
                Change(
                    "spoken",
                    "Språk",
                    _level_words(code, there.level),
                    _level_words(code, level),
                    (code, level),
                    _said(there),
                    applies,
                    why,
                    there.pk,
                )
            )
    return changes


def need_words(kind: str, what: str) -> str:
    """`Rullestol eller trinnfri bolig: dusj uten kant`."""
    return f"{Need.Kind(kind).label}{': ' if what else ''}{what}"


def _needs(one: Listed, person: Person) -> list[Change]:
    kept = {(need.kind, need.what_to_do) for need in person.needs.all()}
    return [
        Change("need", "Behov", "–", need_words(kind, what), (kind, what))
        for kind, what in one.needs
        if (kind, what) not in kept
    ]


def _told(one: Listed, person: Person) -> list[Change]:
    kept = {row.topic: row for row in person.background.all()}
    changes = []
    for topic, text in one.told.items():
        there = kept.get(topic)
        label = Background.Topic(topic).label
        if there is None:
            changes.append(Change("told", label, "–", text, (topic, text)))
        elif there.text != text:
            applies = may_write(one, there.source, there.known_on)
            why = "" if applies else "Det som står her, er nyere enn lista."
            changes.append(Change("told", label, there.text, text, (topic, text), _said(there), applies, why, there.pk))
    return changes
