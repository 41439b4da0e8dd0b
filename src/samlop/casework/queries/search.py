"""Finds people by name (as written or as it sounds), DUF number, identity number or open step, and says why each was found."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from samlop.access.policy import Right, may
from samlop.casework import words
from samlop.casework.links import href
from samlop.core.compiled import compiled
from samlop.pathway.models import OPEN, Step, TemplateStep
from samlop.people import names
from samlop.people.models import NameKey, Person

LIMIT = 50
PARTS = 6  # of a name
_COLUMNS = ("id", "given_name", "family_name", "birth_date", "language", "settled_on")


@dataclass(frozen=True, slots=True)
class Hit:
    """One person found, and why."""

    pk: int
    href: str
    who: str
    about: str
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave. `more` when there were more than are shown; `asked` says in words what was looked for."""

    hits: list[Hit]
    more: bool
    asked: str


def search(user, text: str, today: dt.date) -> Found:
    """Looks for `text` among the people the user may see. At most two queries, at most fifty hits.

    Twelve digits are a DUF number and eleven an identity number: those are looked up exactly. Anything else is a name,
    and (for those who follow steps) the title of an open step.
    """
    digits = "".join(text.split())
    if digits.isdecimal():
        return _by_number(user, digits, today)
    parts = names.parts(text)[:PARTS]
    if not parts:
        return Found([], False, "ingenting")
    hits, more = _by_name(user, parts, today)
    if len(hits) < LIMIT and len(text.strip()) >= 3 and may(user, Right.SEE) and user.role != "teacher":
        step_hits, more_steps = _by_step(user, text.strip(), today, {hit.pk for hit in hits}, LIMIT - len(hits))
        hits, more = hits + step_hits, more or more_steps
    return Found(hits, more, "navn og steg")


def _by_number(user, digits: str, today: dt.date) -> Found:
    column, said = {12: ("duf", "DUF-nummeret"), 11: ("identity_number", "fødselsnummeret eller D-nummeret")}.get(
        len(digits), ("", "")
    )
    if not column:
        return Found([], False, f"et nummer med {len(digits)} sifre")
    rows = Person.objects.visible_to(user).filter(**{column: digits}).values_list(*_COLUMNS)[:LIMIT]
    return Found(
        [_hit(row, today, f"{said.capitalize() if column != 'duf' else said} er likt") for row in rows], False, said
    )


def _begins(part: str, beyond: str) -> Q:
    """`written` begins with `part`, in the words that each database answers from its index."""
    if connection.vendor == "sqlite":
        return Q(written__gte=part, written__lt=beyond)
    return Q(written__startswith=part)


def name_rows(user, parts: list[str]):
    """Rows of the visible people who have every part in their name. More than are shown, for the nearest to come first."""
    asked: dict[str, str | None] = {}
    for n, part in enumerate(parts):
        # A beginning of one or two letters sounds like half the register.
        asked |= {
            f"part{n}": part,
            f"beyond{n}": f"{part}\U0010ffff",
            f"sound{n}": names.sound(part) if len(part) > 2 else None,
        }
    return _of_name(user=user, municipality=user.municipality_id, count=str(len(parts)), **asked)


@compiled(words=tuple(f"{word}{n}" for word in ("part", "beyond", "sound") for n in range(PARTS)))
def _of_name(*, user, municipality, count, **asked):
    keys = NameKey.objects.filter(municipality=municipality)
    rows = Person.objects.visible_to(user)
    for n in range(int(count)):
        fits = keys.filter(_begins(asked[f"part{n}"], asked[f"beyond{n}"])).values("person_id")
        if asked[f"sound{n}"] is not None:  # a union, not an «or»: each half has its index
            fits = fits.union(keys.filter(sound=asked[f"sound{n}"]).values("person_id"), all=True)
        rows = rows.filter(pk__in=fits)
    return rows.values_list(*_COLUMNS)[: LIMIT * 4]


def _by_name(user, parts: list[str], today: dt.date) -> tuple[list[Hit], bool]:
    found = list(name_rows(user, parts))
    ranked = sorted(found, key=lambda row: (-_closeness(row, parts), row[2], row[1], row[0]))
    return [_hit(row, today, _why(row, parts)) for row in ranked[:LIMIT]], len(found) > LIMIT


def _closeness(row: tuple, parts: list[str]) -> int:
    own = names.parts(f"{row[1]} {row[2]}")
    return sum(3 if part in own else 2 if any(n.startswith(part) for n in own) else 1 for part in parts)


def _why(row: tuple, parts: list[str]) -> str:
    """`Navnet er likt`, `Navnet begynner likt`, or what the name sounds like."""
    own = names.parts(f"{row[1]} {row[2]}")
    shown = {plain: word for word in f"{row[1]} {row[2]}".replace("-", " ").split() for plain in names.parts(word)}
    alike = [
        shown.get(name, name)
        for part in parts
        if not any(n.startswith(part) for n in own)
        for name in own
        if names.sound(name) == names.sound(part)
    ]
    if alike:
        return "Ligner på: " + ", ".join(dict.fromkeys(alike))
    return "Navnet er likt" if all(part in own for part in parts) else "Navnet begynner likt"


def _by_step(user, text: str, today: dt.date, but: set[int], limit: int) -> tuple[list[Hit], bool]:
    """People in whose household a step of this name stands open. Titles are looked up in the templates, which are few."""
    fresh: dict[int, Hit] = {}
    for row in _with_step(user=user, municipality=user.municipality_id, text=text):
        if row[0] not in but and row[0] not in fresh:
            fresh[row[0]] = _hit(row, today, f"Har steget «{row[-1]}» åpent")
    return list(fresh.values())[:limit], len(fresh) > limit


@compiled(words=("text",))
def _with_step(*, user, municipality, text):
    keys = (
        TemplateStep.objects.filter(template__municipality=municipality, title__icontains=text)
        .values_list("key")
        .distinct()
    )
    steps = Step.objects.filter(municipality=municipality, key__in=keys, state__in=OPEN)
    return (
        steps.filter(Exists(Person.objects.visible_to(user).filter(pk=OuterRef("person_id"))))
        .order_by()  # in the order of the index: half the municipality may have the step open, and only fifty are shown
        .values_list(*(f"person__{c}" for c in _COLUMNS), "title")
    )[: 2 * LIMIT + 1]


def _hit(row: tuple, today: dt.date, why: str) -> Hit:
    pk, given, family, born, language, settled_on = row[:6]
    about = words.about_person(born, language, today)
    if settled := words.settled_words(settled_on, today):
        about = f"{about} · {settled}"
    return Hit(pk, href("casework:person", pk), f"{given} {family}", about, why)
