"""Decides which rows are about somebody we know already.

The hard part is what to say when a row is about a person the reader may not see (she, or somebody she lives with, has a
protected address). Any sign of that would tell that she lives here: then anybody who may read in lists could ask the
product for her by sending her number in a file. Therefore

- nothing is created and nothing is changed by such a row, or a second, unprotected case of her would come to be;
- the row is held back with the same words as every other row whose owner cannot be decided (two numbers that point to
  two people, a number whose name and birth date are somebody else's, two people with one name and birth date);
- neither names, numbers, counts nor differences of the hidden person are fetched for the page;
- names that only sound alike are compared among those the reader may see, so that chance alone betrays nobody;
- each time it happens, an event stands in the hidden person's own log (see `actions.lists`), where her counsellor and
  the auditor find who sent in the file.

The team leader, who gets the row on paper, knows from the counsellor list whom to ask. People of other municipalities are
never compared: another municipality is another house.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from samlop.core.calendar import short_date
from samlop.people.models import Person
from samlop.settlement.intake.checks import name_key
from samlop.settlement.intake.known import Known
from samlop.settlement.intake.remarks import Level, Remark, error
from samlop.settlement.intake.values import Listed

UNCLEAR = (
    "Vi kan ikke avgjøre hvem raden gjelder, og leser den ikke inn. Ta husstanden ut av fila, og ta den opp med "
    "teamlederen. Resten av lista kan leses inn."
)


class How(StrEnum):
    """By what a person was recognised."""

    NEW = ""
    DUF = "DUF-nummeret"
    NUMBER = "personnummeret"
    NAME = "navn og fødselsdato"
    CHOSEN = "valget ditt"


@dataclass(slots=True)
class Match:
    """What a row is about: somebody new (`person` None), somebody we know, or not to be decided (`held`)."""

    person: Person | None = None
    how: How = How.NEW
    held: bool = False
    hidden: int | None = None  # the person the row was held back for; for the log only, never for a page
    candidates: list[Person] = field(default_factory=list)
    asks: bool = False  # nobody has said yet whether she is one of the candidates


def match(people: list[Listed], known: Known, choices: dict[str, str]) -> dict[int, Match]:
    """The match of each row, by row number. Adds remarks to the rows."""
    found: dict[int, Match] = {}
    taken: dict[int, int] = {}
    for one in people:
        matched = found[one.row] = _match(one, known, choices.get(str(one.row), ""))
        if matched.held:
            one.remarks.append(error(one.row, "", UNCLEAR))
        elif matched.asks:
            one.remarks.append(Remark(Level.ASK, _question(matched.candidates), one.row))
        if matched.person is not None:
            first = taken.setdefault(matched.person.pk, one.row)
            if first != one.row:
                one.remarks.append(
                    error(one.row, "", f"Rad {first} og rad {one.row} gjelder samme person hos oss. Behold én av dem.")
                )
    return found


def _match(one: Listed, known: Known, choice: str) -> Match:
    duf, number = one.person.get("duf", ""), one.person.get("identity_number", "")
    by_duf, by_number = known.by_duf.get(duf), known.by_number.get(number)
    strong = by_duf or by_number
    if by_duf and by_number and by_duf != by_number:
        return _held(known, by_duf, by_number)
    if strong:
        person = known.people.get(strong)
        if person is None or _somebody_else(one, person):
            return _held(known, strong)
        return Match(person, How.DUF if by_duf else How.NUMBER)
    same = [pk for pk in known.of_name(one) if not _other_duf(duf, pk, known)]
    if any(pk not in known.visible for pk in same) or len(same) > 1:
        return _held(known, *same)
    if same:
        return Match(known.people[same[0]], How.NAME)
    alike = dict.fromkeys(pk for pk in known.of_name(one) if pk in known.visible)
    alike |= dict.fromkeys(pk for pk in known.of_sound(one) if pk in known.visible and not _other_duf(duf, pk, known))
    candidates = [known.people[pk] for pk in alike]
    chosen = next((person for person in candidates if str(person.pk) == choice), None)
    if chosen is not None:
        return Match(chosen, How.CHOSEN, candidates=candidates)
    return Match(candidates=candidates, asks=bool(candidates) and choice != "new")


def _held(known: Known, *people: int) -> Match:
    return Match(held=True, hidden=next((pk for pk in people if pk not in known.visible), None))


def _somebody_else(one: Listed, person: Person) -> bool:
    """Whether a row with this person's number has both another name and another birth date."""
    given, family, born = (one.person.get(key, "") for key in ("given_name", "family_name", "birth_date"))
    if not (given and family and born) or born == person.birth_date:
        return False
    mine, theirs = set(name_key(given, family).split()), set(name_key(person.given_name, person.family_name).split())
    return not mine & theirs


def _other_duf(duf: str, pk: int, known: Known) -> bool:
    return bool(duf and known.duf_of.get(pk) and known.duf_of[pk] != duf)


def _question(candidates: list[Person]) -> str:
    who = " eller ".join(f"{person} (født {short_date(person.birth_date)})" for person in candidates[:3])
    return f"Ligner på {who}, som vi kjenner fra før. Er det samme person?"
