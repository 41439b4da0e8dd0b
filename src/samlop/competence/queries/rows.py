"""Reads single rows to change, and what was told before the mapping."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from samlop.competence.models import Education, Fact, GuidanceResult, Mapping
from samlop.core.models import Source
from samlop.people.models import Background, Need, Person, SpokenLanguage


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fact was learnt, in words, and when."""

    source: str
    known_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Told:
    """Something told before: what it is about, what was told, where and when. `background_id` lets a form begin with it."""

    about: str
    text: str
    origin: Origin
    topic: str = ""
    background_id: int | None = None


def locked(fact: Fact) -> Fact:
    """The row as it stands now, locked until the transaction ends."""
    return type(fact).objects.select_for_update().get(pk=fact.pk)


def mapping_of(person: Person) -> Mapping | None:
    """The mapping of a person; None when nobody has begun."""
    return Mapping.objects.filter(person=person).first()


def mapping_to_change(person: Person, *, known_on: dt.date) -> Mapping:
    """The mapping of a person, made when it is not there, locked until the transaction ends."""
    Mapping.objects.get_or_create(
        person=person, defaults={"source": Source.CASEWORKER, "known_on": known_on, "version": 0}
    )
    return Mapping.objects.select_for_update().get(person=person)


def facts_of(model: type[Fact], person: Person) -> list[Fact]:
    """Standing and removed facts of one kind, in one query."""
    rows = model.objects.filter(person=person)
    return list(rows.prefetch_related("steps") if model is GuidanceResult else rows)


def spoken_by(person: Person) -> list[SpokenLanguage]:
    """The languages a person is known to speak, as told before or noted by the mapping."""
    return list(SpokenLanguage.objects.filter(person=person).order_by("id"))


def background_to_begin_from(person: Person, number: str) -> Background | None:
    """What was told before, by the number of its row; None for a number that is not hers or is no number."""
    return Background.objects.filter(person=person, pk=number).first() if _is_number(number) else None


def spoken_to_begin_from(person: Person, number: str) -> SpokenLanguage | None:
    """A language told before, by the number of its row; None as above."""
    return SpokenLanguage.objects.filter(person=person, pk=number).first() if _is_number(number) else None


def told_before(person: Person) -> list[Told]:
    """What is known from before the mapping: never asked twice. Two queries."""
    told = [
        Told(row.get_topic_display(), row.text, origin_of(row), row.topic, row.pk)
        for row in Background.objects.filter(person=person).order_by("topic")
    ]
    known = person.sources.get("education")
    # What the mapping itself has answered is no news on its page.
    if person.education and known and known["source"] != Source.CASEWORKER:
        day = dt.date.fromisoformat(known["known_on"])
        told.append(
            Told("Skolegang i vedtak", person.get_education_display(), Origin(_source_words(known["source"]), day))
        )
    for need in Need.objects.filter(person=person).order_by("id"):
        text = f"{need.get_kind_display()}{': ' + need.what_to_do if need.what_to_do else ''}"
        told.append(Told("Å ta hensyn til", text, origin_of(need)))
    return told


def origin_of(row) -> Origin:
    """Source and date of any sourced row, in words."""
    return Origin(row.get_source_display(), row.known_on)


def _source_words(code: str) -> str:
    return Source(code).label if code in Source.values else code


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 15


def schooling_of(people: Sequence[int]) -> dict[int, list[tuple[int, bool]]]:
    """(level, completed) of each schooling that is mapped, by person, for people given as numbers. One query."""
    found: dict[int, list[tuple[int, bool]]] = {}
    rows = Education.objects.filter(person__in=people).standing()
    for person, level, completed in rows.values_list("person_id", "level", "completed"):
        found.setdefault(person, []).append((level, completed))
    return found
