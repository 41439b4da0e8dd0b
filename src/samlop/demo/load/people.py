"""Writes people with households, relations, permits, languages, needs and search keys."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from samlop.access.models import Role, Team
from samlop.audit.models import Event
from samlop.core.clock import OSLO
from samlop.core.models import Municipality, Source
from samlop.demo.bulk import Writer
from samlop.demo.town import Home, Someone, Town
from samlop.people import names
from samlop.people.models import (
    Background,
    CaseAccess,
    Household,
    NameKey,
    Need,
    Permit,
    Person,
    Relation,
    SpokenLanguage,
)

LEARNT_FROM_LIST = ("given_name", "family_name", "birth_date", "sex", "duf", "citizenship", "language", "interpreter_needed", "protection")  # fmt: skip
PUPILS_OF_TEACHER = 14


@dataclass
class Rows:
    """The numbers that everybody got, in the order of the town's households and members."""

    homes: range
    people: range
    members: list[range]
    teams: list[int]


def write(writer: Writer, municipality: Municipality, town: Town, staff: list[int]) -> Rows:
    """Writes everybody. Returns their numbers."""
    teams = list(Team.objects.filter(municipality=municipality).order_by("pk").values_list("pk", flat=True))
    homes = writer.ids(Household, len(town.homes))
    people = writer.ids(Person, sum(len(home.members) for home in town.homes))
    members, first = [], people.start
    for home in town.homes:
        members.append(range(first, first + len(home.members)))
        first += len(home.members)
    rows = Rows(homes, people, members, teams)
    _households(writer, municipality, town, rows)
    _people(writer, municipality, town, rows, staff)
    _facts(writer, municipality, town, rows)
    _let_in(writer, town, rows, staff)
    by = next((staff[nth] for nth, user in enumerate(town.staff) if user.role == Role.COORDINATOR), None)
    writer.insert(
        Event,
        ("municipality_id", "at", "by_id", "act", "household_id"),
        [
            (municipality.pk, _asked_at(home), by, "leste inn bosettingslista", number)
            for home, number in zip(town.homes, homes, strict=True)
        ],
    )
    return rows


def _asked_at(home: Home) -> dt.datetime:
    return dt.datetime.combine(home.requested_on, dt.time(9, 0), tzinfo=OSLO)


@lru_cache(maxsize=4096)
def _sources(asked: dt.date, arrived: dt.date | None, settled: dt.date | None, number: bool) -> dict:
    """Where each column was learnt; one for all who share the dates."""
    out = {name: {"source": Source.SETTLEMENT_LIST, "known_on": asked.isoformat()} for name in LEARNT_FROM_LIST}
    if arrived:
        out["arrived_on"] = {"source": Source.SETTLEMENT_LIST, "known_on": asked.isoformat()}
    if settled:
        out["settled_on"] = {"source": Source.CASEWORKER, "known_on": settled.isoformat()}
        out["education"] = {"source": Source.PERSON, "known_on": settled.isoformat()}
    if number:
        out["identity_number"] = {"source": Source.POPULATION_REGISTER, "known_on": (settled or asked).isoformat()}
    return out


def _households(writer: Writer, municipality: Municipality, town: Town, rows: Rows) -> None:
    writer.insert(
        Household,
        ("id", "municipality_id", "name", "route", "requested_on", "accepted_on", "settles_on", "contact_id", "address", "guarded", "created_at"),
        [
            (
                number, municipality.pk, home.name, home.route, home.requested_on, home.accepted_on, home.settles_on,
                members[0], home.address, any(m.protection for m in home.members), _asked_at(home),
            )
            for home, number, members in zip(town.homes, rows.homes, rows.members, strict=True)
        ],
    )  # fmt: skip


def _people(writer: Writer, municipality: Municipality, town: Town, rows: Rows, staff: list[int]) -> None:
    out, keys = [], []
    for home, number, members in zip(town.homes, rows.homes, rows.members, strict=True):
        guarded = any(m.protection for m in home.members)
        counsellor = None if home.counsellor is None else staff[home.counsellor]
        team = None if home.team is None else rows.teams[home.team]
        created = _asked_at(home)
        for pk, p in zip(members, home.members, strict=True):
            sources = _sources(
                home.requested_on, p.arrived_on, p.settled_on if p.education else None, bool(p.identity_number)
            )
            out.append(
                (
                    pk, municipality.pk, number, p.given_name, p.family_name, p.birth_date, p.sex, p.duf, p.identity_number,
                    p.origin, p.language, p.interpreter_needed, p.protection, guarded, p.unaccompanied_minor, p.arrived_on,
                    p.settled_on, p.settled_by_agreement, p.education, p.job_hours, counsellor, team, sources, created,
                )
            )  # fmt: skip
            keys.extend((municipality.pk, pk, part, sound) for part, sound in _keys(p.given_name, p.family_name))
    writer.insert(
        Person,
        (
            "id", "municipality_id", "household_id", "given_name", "family_name", "birth_date", "sex", "duf", "identity_number",
            "citizenship", "language", "interpreter_needed", "protection", "guarded", "unaccompanied_minor", "arrived_on",
            "settled_on", "settled_by_agreement", "education", "job_hours_per_week", "counsellor_id", "team_id", "sources", "created_at",
        ),
        out,
    )  # fmt: skip
    writer.insert(NameKey, ("municipality_id", "person_id", "written", "sound"), keys)


def _keys(given: str, family: str) -> list[tuple[str, str]]:
    return list(dict.fromkeys(_parts(given) + _parts(family)))


@lru_cache(maxsize=16384)
def _parts(name: str) -> tuple[tuple[str, str], ...]:
    # As `people.actions.index_names` makes them; a test holds the two together.
    return tuple((part[:80], names.sound(part)) for part in names.parts(name))


def _facts(writer: Writer, municipality: Municipality, town: Town, rows: Rows) -> None:
    relations, permits, languages, needs, background = [], [], [], [], []
    for home, members in zip(town.homes, rows.members, strict=True):
        asked = home.requested_on
        for pk, p in zip(members, home.members, strict=True):
            relations.extend((pk, members[other], kind, Source.SETTLEMENT_LIST, asked) for kind, other in p.relations)
            permits.extend(
                (
                    pk, g.kind, g.granted_on, g.ended_on, g.applied_on, g.applied_from_abroad, g.reference_permit,
                    g.reference_settled_on, Source.SETTLEMENT_LIST, max(asked, g.granted_on),
                )
                for g in p.permits
            )  # fmt: skip
            known = p.settled_on or asked
            languages.extend((pk, t.language, t.level, t.reads, Source.PERSON, known) for t in p.languages)
            needs.extend((pk, kind, what, Source.RECEPTION, asked) for kind, what in p.needs)
            if p.school_years is not None and home.scene:
                background.append((pk, "schooling", _schooling(p), Source.RECEPTION, asked))
    writer.insert(Relation, ("person_id", "other_id", "kind", "source", "known_on"), relations)
    writer.insert(
        Permit,
        ("person_id", "kind", "granted_on", "ended_on", "applied_on", "applied_from_abroad", "reference_permit", "reference_settled_on", "source", "known_on"),
        permits,
    )  # fmt: skip
    writer.insert(SpokenLanguage, ("person_id", "language", "level", "reads", "source", "known_on"), languages)
    writer.insert(Need, ("person_id", "kind", "what_to_do", "source", "known_on"), needs)
    writer.insert(Background, ("person_id", "topic", "text", "source", "known_on"), background)


def _schooling(p: Someone) -> str:
    return {
        "none": "Har ikke gått på skole.",
        "primary": f"{p.school_years} års skolegang.",
        "lower": f"{p.school_years} års grunnskole.",
        "upper": f"Videregående skole, {p.school_years} år i alt.",
        "higher": f"Høyere utdanning, {p.school_years} år i alt.",
    }[p.schooling]


def _let_in(writer: Writer, town: Town, rows: Rows, staff: list[int]) -> None:
    """The teacher's pupils, and protected people's other adviser where there is one."""
    teacher = next((staff[nth] for nth, user in enumerate(town.staff) if user.role == Role.TEACHER), None)
    if teacher is None:
        return
    at = dt.datetime.combine(town.on, dt.time(8, 0), tzinfo=OSLO)
    pupils = [
        pk
        for home, members in zip(town.homes, rows.members, strict=True)
        for pk, p in zip(members, home.members, strict=True)
        if p.programme and p.programme.starts_on <= town.on < p.programme.ends_on and not p.protection
    ][:PUPILS_OF_TEACHER]
    writer.insert(
        CaseAccess,
        ("person_id", "user_id", "reason", "given_at"),
        [(pk, teacher, "Elev i norskgruppa", at) for pk in pupils],
    )
