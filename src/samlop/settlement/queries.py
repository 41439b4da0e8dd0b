"""Reads lists, requests and dwellings for the screens of settlement, and what is known about the people of a list."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Min, Q, QuerySet

from samlop.core.models import Municipality
from samlop.people.models import Household, Person, Relation
from samlop.people.visibility import seen_by
from samlop.settlement.intake.known import Known
from samlop.settlement.intake.values import Listed
from samlop.settlement.models import Answer, Dwelling, Import


def know(municipality_id: int, people: Sequence[Listed], *, user, lock: bool = False) -> Known:
    """What is known about the people of a list; few queries, whatever its length.

    `user` None is the machine, which sees as a coordinator does: all but the protected. `lock` holds the rows found
    until the transaction ends, so that nothing is changed under the import.
    """
    known = Known()
    dufs = {one.person["duf"] for one in people if one.person.get("duf")}
    numbers = {one.person["identity_number"] for one in people if one.person.get("identity_number")}
    births = {one.person["birth_date"] for one in people if one.person.get("birth_date")}
    rows = Person.objects.filter(municipality_id=municipality_id)
    columns = ("pk", "given_name", "family_name", "birth_date", "duf", "identity_number")
    found: dict[int, tuple] = {}
    for condition in (Q(birth_date__in=births), Q(duf__in=dufs), Q(identity_number__in=numbers)):
        found |= {row[0]: row for row in rows.filter(condition).values_list(*columns)}
    wanted = _wanted(found, people, known)
    if not wanted:
        return known
    seen = rows.filter(pk__in=wanted)
    seen = seen.filter(guarded=False) if user is None else seen.filter(seen_by(user))
    if lock:
        list(rows.filter(pk__in=wanted).order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    known.people = {
        person.pk: person
        for person in seen.select_related("household").prefetch_related(
            "permits", "languages", "needs", "background", "relations"
        )
    }
    known.visible = set(known.people)
    return known


def _wanted(found: dict[int, tuple], people: Sequence[Listed], known: Known) -> set[int]:
    """Of those born on the same days, the ones that a row may be about."""
    for row in found.values():
        known.add(*row)
    wanted: set[int] = set()
    for one in people:
        wanted.add(known.by_duf.get(one.person.get("duf", ""), 0))
        wanted.add(known.by_number.get(one.person.get("identity_number", ""), 0))
        wanted.update(known.of_name(one))
        wanted.update(known.of_sound(one))
    return wanted - {0}


def locked_import(pk: int) -> Import:
    """The list as it stands, and the municipality's door for lists: one at a time, until the transaction ends."""
    kept = Import.objects.select_for_update(no_key=True, of=("self",)).get(pk=pk)
    # no_key: others may go on adding rows that point to the municipality.
    Municipality.objects.select_for_update(no_key=True).get(pk=kept.municipality_id)
    return kept


def already_imported(municipality_id: int, sha256: str) -> Import | None:
    """The same file, when it has been read in before."""
    return Import.objects.filter(municipality_id=municipality_id, sha256=sha256, state=Import.State.IMPORTED).first()


def imports_of(user, limit: int = 20) -> QuerySet[Import]:
    """The municipality's lists: her own, and those of others that have been read in. Without their rows."""
    return (
        Import.objects.filter(municipality_id=user.municipality_id)
        .filter(Q(by=user) | Q(state=Import.State.IMPORTED))
        .exclude(state=Import.State.DISCARDED)
        .select_related("by")
        .defer("rows", "remarks", "choices")[:limit]
    )


@dataclass(frozen=True, slots=True)
class Request:
    """A household that waits for the municipality's answer."""

    household: Household
    asked_on: dt.date
    size: int
    youngest: dt.date | None
    needs: int


def unanswered(user, limit: int = 50) -> list[Request]:
    """Households without an answer, the one that has waited longest first."""
    rows = (
        Household.objects.visible_to(user)
        .filter(accepted_on__isnull=True, answers__isnull=True, members__settled_on__isnull=True)
        .exclude(route="family")
        .annotate(
            size=Count("members", distinct=True),
            youngest=Min("members__birth_date"),
            needs_count=Count("members__needs", distinct=True),
        )
        .order_by("requested_on", "id")[:limit]
    )
    return [
        Request(row, row.requested_on or row.created_at.date(), row.size, row.youngest, row.needs_count) for row in rows
    ]


@dataclass(frozen=True, slots=True)
class HouseholdPage:
    """All that the household page of settlement shows."""

    household: Household
    members: list[Person]
    relations: dict[int, list[str]]
    answers: list[Answer]
    dwellings: list[Dwelling]
    strict: bool

    @property
    def answer(self) -> Answer | None:
        """The answer that stands."""
        return self.answers[0] if self.answers else None

    @property
    def dwelling(self) -> Dwelling | None:
        """The dwelling that stands."""
        return self.dwellings[0] if self.dwellings else None

    @property
    def needs(self) -> list:
        """(member, need): what to prepare, for whom."""
        return [(member, need) for member in self.members for need in member.needs.all()]

    @property
    def moved_in(self) -> list[Person]:
        """Those who live here now."""
        return [member for member in self.members if member.settled_on]

    @property
    def to_move_in(self) -> list[Person]:
        """Those who have not come yet."""
        return [member for member in self.members if not member.settled_on]


def household_page(household: Household, user) -> HouseholdPage:
    """All that `user` may see of one household's settlement; eight queries, whatever its size."""
    members = list(
        household.members.shown_in_household(user)
        .order_by("birth_date", "id")
        .select_related("counsellor")
        .prefetch_related("needs", "permits", "languages", "background")
    )
    by_pk = {member.pk: member for member in members}
    relations: dict[int, list[tuple[str, str]]] = {member.pk: [] for member in members}
    for relation in Relation.objects.filter(person__in=list(by_pk)):
        if relation.other_id in by_pk:
            one, other = by_pk[relation.person_id], by_pk[relation.other_id]
            back = "barn av" if relation.kind == "parent" else relation.get_kind_display()
            relations[one.pk].append((relation.get_kind_display(), other.given_name))
            relations[other.pk].append((back, one.given_name))
    return HouseholdPage(
        household=household,
        members=members,
        relations={pk: _in_words(pairs) for pk, pairs in relations.items()},
        answers=list(Answer.objects.filter(household=household).select_related("by")),
        dwellings=list(Dwelling.objects.filter(household=household).select_related("by")),
        strict=household.members.filter(protection__startswith="strict").exists(),
    )


def _in_words(pairs: list[tuple[str, str]]) -> list[str]:
    """`forelder til Sami og Lina`, one line for each kind."""
    kinds = dict.fromkeys(kind for kind, _ in pairs)
    return [f"{kind} {' og '.join(name for other, name in pairs if other == kind)}" for kind in kinds]
