"""Reads the record of interpreter use: the latest one, whether a talk is documented, and who needs one."""

import datetime as dt
from dataclasses import dataclass

from samlop.core.calendar import long_date
from samlop.core.languages import language_name
from samlop.core.models import Source
from samlop.interpreting.models import InterpreterUse, Occasion
from samlop.people.models import Person

_NORWEGIAN = frozenset({"nb", "nn", "no"})


@dataclass(frozen=True, slots=True)
class Documented:
    """Whether interpreter use is on record for an occasion, as a sentence for the page that asks."""

    ok: bool
    sentence: str
    use: InterpreterUse | None


@dataclass(frozen=True, slots=True)
class InterpreterNeed:
    """Whether a person needs an interpreter by what is known of her, in words, and where that was learnt."""

    needed: bool
    sentence: str
    source: str
    known_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Record:
    """The record page: uses, newest first, and how many talks had a qualified interpreter."""

    uses: tuple[InterpreterUse, ...]
    struck: tuple[InterpreterUse, ...]
    needed_count: int
    qualified_count: int


def locked(use: InterpreterUse) -> InterpreterUse:
    """The row as it stands now, locked until the transaction ends."""
    return InterpreterUse.objects.select_for_update().get(pk=use.pk)


def latest_use(person: Person, occasion: str | None = None, *, on: dt.date | None = None) -> InterpreterUse | None:
    """The newest use on record, of one occasion and one day when they are given. None when there is none."""
    uses = InterpreterUse.objects.filter(person=person, struck_at=None)
    if occasion:
        uses = uses.filter(occasion=occasion)
    if on:
        uses = uses.filter(held_on=on)
    return uses.order_by("-held_on", "-id").first()


def documented(person: Person, occasion: str, *, on: dt.date | None = None) -> Documented:
    """Whether interpreter use is on record for the occasion. A reason for doing without counts: the talk is documented.

    `on`: only that day counts; without it the newest does.
    """
    use = latest_use(person, occasion, on=on)
    if use is None:
        if not need_of(person).needed:
            return Documented(True, "Tolk trengs ikke etter opplysningene.", None)
        return Documented(False, f"Tolk er ikke dokumentert for {Occasion(occasion).label.lower()}.", None)
    sentence = f"{use.in_words}, {long_date(use.held_on)}."
    return Documented(True, f"{sentence} {use.why}".strip(), use)


def need_of(person: Person) -> InterpreterNeed:
    """The rule of thumb: need follows what is noted on the person, in the language she prefers. No query."""
    known = person.sources.get("interpreter_needed") or {}
    source = known.get("source", "")
    words = Source(source).label if source in Source.values else ""
    day = dt.date.fromisoformat(known["known_on"]) if known.get("known_on") else None
    if person.language in _NORWEGIAN:
        return InterpreterNeed(False, "Foretrekker norsk. Tolk trengs ikke.", words, day)
    name = language_name(person.language)
    if person.interpreter_needed:
        return InterpreterNeed(True, f"Trenger tolk i {name}.", words, day)
    return InterpreterNeed(
        False, f"Klarer seg uten tolk, etter opplysningene. Språket er {name}. Spør likevel før viktige samtaler.",
        words, day,
    )  # fmt: skip


def record_of(person: Person) -> Record:
    """The record of one person. One query."""
    rows = list(InterpreterUse.objects.filter(person=person).select_related("recorded_by"))
    uses = tuple(row for row in rows if row.struck_at is None)
    return Record(
        uses=uses,
        struck=tuple(row for row in rows if row.struck_at is not None),
        needed_count=sum(use.needed for use in uses),
        qualified_count=sum(use.needed and use.qualified for use in uses),
    )
