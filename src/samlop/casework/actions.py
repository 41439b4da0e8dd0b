"""Changes that belong to the working day: saved filters, who follows a case, and how heavy it is."""

import re

from django.db import IntegrityError, transaction
from django.db.models import Q

from samlop.access.fetch import require
from samlop.access.models import Role, User
from samlop.access.policy import Right
from samlop.assessment import actions as assessment
from samlop.audit import actions as audit
from samlop.casework.models import CaseloadNorm, CaseWeight, SavedFilter
from samlop.core.calendar import short_date
from samlop.core.errors import Conflict, Refused
from samlop.pathway.models import Standing
from samlop.people import actions as people
from samlop.people import names
from samlop.people.models import CaseAccess, NameKey, Person
from samlop.people.queries import locked_household

MAX_FILTERS = 20
_JOINED = re.compile(r"(?<=\d)[\s.\-/:]+(?=\d)")
_LONG_NUMBER = re.compile(r"\d{6}")


def check_filter_name(user, name: str) -> None:
    """Refuses a filter name that could tell about a person: six digits or more, or somebody's name.

    A filter stands in a list on a screen others may see, and is kept for years after the case is closed. Names are
    compared with people the user may see and with all in the municipality who are not protected, so that a refusal
    never tells that a protected person is here.
    """
    if _LONG_NUMBER.search(_JOINED.sub("", name)):
        raise Refused(
            "Navnet kan ikke ha tall med seks sifre eller mer. Det kan være et personnummer, et DUF-nummer eller en "
            "fødselsdato. Skriv hva filteret viser, for eksempel «Uten barnehageplass»."
        )
    parts = names.parts(name)
    known = NameKey.objects.filter(municipality=user.municipality_id, written__in=parts)
    seen = Person.objects.visible_to(user).values("pk")
    if parts and known.filter(Q(person__guarded=False) | Q(person_id__in=seen)).exists():
        raise Refused(
            "Navnet på filteret har et personnavn i seg. Filtre skal ikke kunne fortelle hvem noen er. "
            "Skriv hva filteret viser, for eksempel «Uten barnehageplass», eller søk etter personen."
        )


def save_filter(*, name: str, criteria: dict, by, at) -> SavedFilter:
    """Keeps a way to look, for this user alone. Refuses names and numbers of people, a name twice, and over twenty."""
    require(by, Right.SEE)
    name = " ".join(name.split())
    check_filter_name(by, name)
    with transaction.atomic():
        if SavedFilter.objects.filter(user=by).count() >= MAX_FILTERS:
            raise Refused(f"Du har alt {MAX_FILTERS} filtre. Slett et du ikke bruker, og lagre på nytt.")
        try:
            with transaction.atomic():
                kept = SavedFilter.objects.create(
                    municipality_id=by.municipality_id, user=by, name=name, criteria=criteria, created_at=at
                )
        except IntegrityError:
            raise Refused("Du har alt et filter med dette navnet. Velg et annet navn.") from None
        audit.record(act="lagret et filter", by=by, at=at, data={"valg": criteria})
    return kept


def delete_filter(*, saved: SavedFilter, by, at) -> None:
    """Removes the user's own filter. It is a way to look, not a record of a case."""
    require(by, Right.SEE)
    if saved.user_id != by.pk:
        raise Refused("Dette filteret er ikke ditt.")
    with transaction.atomic():
        saved.delete()
        audit.record(act="slettet et filter", by=by, at=at)


def reassign(*, person: Person, counsellor: User, reason: str, by, at, whole_household: bool = False) -> int:
    """Moves a case to another counsellor, with the reason. Returns how many people were moved.

    Changes counsellor and team of the person (and, when asked, of the adults and children of her household who had the
    same counsellor). Records one event for each. Refuses an unknown receiver and a move to where the case already is.
    """
    require(by, Right.REASSIGN)
    if not reason.strip():
        raise Refused("Skriv hvorfor saken flyttes. Deltakeren har rett til å vite det.")
    if (
        counsellor.role != Role.COUNSELLOR
        or not counsellor.is_active
        or counsellor.municipality_id != by.municipality_id
    ):
        raise Refused("Saken kan bare flyttes til en rådgiver i kommunen. Velg en i lista.")
    if person.counsellor_id == counsellor.pk:
        raise Refused(f"{counsellor.name} har saken fra før. Velg en annen rådgiver.")
    with transaction.atomic():
        locked_household(person.household_id)  # a step moved meanwhile would write the standing with the old counsellor
        moved = Person.objects.visible_to(by).select_for_update().filter(municipality=by.municipality_id)
        if whole_household:
            moved = moved.filter(household=person.household_id, counsellor=person.counsellor_id)
        else:
            moved = moved.filter(pk=person.pk)
        rows = list(moved)
        for row in rows:
            audit.record(
                act="byttet rådgiver",
                by=by,
                at=at,
                person=row,
                data={"før": row.counsellor_id, "nå": counsellor.pk, "grunn": reason.strip()},
            )
        ids = [row.pk for row in rows]
        Person.objects.filter(pk__in=ids).update(counsellor=counsellor, team=counsellor.team_id)
        Standing.objects.filter(person__in=ids).update(counsellor=counsellor, team=counsellor.team_id)
    return len(ids)


def give_access(*, person: Person, user: User, reason: str, by, at) -> CaseAccess:
    """Lets one user into one case that her role does not reach. Refuses without a reason, and roles that see no people."""
    require(by, Right.REASSIGN)
    if not reason.strip():
        raise Refused("Skriv hvorfor hun trenger innsyn i saken. Grunnen blir stående i loggen.")
    if (
        user.municipality_id != by.municipality_id
        or not user.is_active
        or user.role in (Role.ADMINISTRATOR, Role.TRANSLATOR)
    ):
        raise Refused("Denne brukeren kan ikke få innsyn i saker. Velg en lærer, rådgiver eller leder.")
    with transaction.atomic():
        kept, new = CaseAccess.objects.get_or_create(
            person=person, user=user, defaults={"reason": reason.strip(), "given_at": at}
        )
        if not new:
            raise Refused(f"{user.name} har innsyn i saken fra før.")
        audit.record(
            act="ga innsyn i saken", by=by, at=at, person=person, data={"til": user.pk, "grunn": reason.strip()}
        )
    return kept


def end_access(*, access: CaseAccess, by, at) -> None:
    """Closes a case for a user who was let into it. What she saw stays in the log."""
    require(by, Right.REASSIGN)
    with transaction.atomic():
        audit.record(act="avsluttet innsyn i saken", by=by, at=at, person=access.person, data={"for": access.user_id})
        access.delete()


def weigh_case(*, person: Person, kind: str, reason: str, by, at) -> CaseWeight:
    """Says how much follow-up a case takes. A person decides, and says why when it is not ordinary."""
    require(by, Right.REASSIGN)
    if kind not in CaseWeight.Kind.values:
        raise Refused("Velg enkel, vanlig eller sammensatt.")
    if kind != CaseWeight.Kind.ORDINARY and not reason.strip():
        raise Refused("Skriv hvorfor saken er enkel eller sammensatt, uten helseopplysninger.")
    with transaction.atomic():
        kept, _ = CaseWeight.objects.update_or_create(
            person=person, defaults={"kind": kind, "reason": reason.strip(), "set_by": by, "set_at": at}
        )
        audit.record(
            act="vurderte oppfølgingen", by=by, at=at, person=person, data={"nå": kind, "grunn": reason.strip()}
        )
    return kept


def change_norm(*, norm: CaseloadNorm, changes: dict, by, at) -> CaseloadNorm:
    """Writes the municipality's own measure of a caseload. Refuses (Conflict) when somebody changed it meanwhile."""
    require(by, Right.REASSIGN)
    with transaction.atomic():
        if norm.pk is None:
            norm, _ = CaseloadNorm.objects.get_or_create(municipality_id=by.municipality_id)
        version = changes.pop("version", norm.version)
        changed = CaseloadNorm.objects.filter(pk=norm.pk, version=version).update(**changes, version=version + 1)
        if not changed:
            raise Conflict("Noen andre har endret tallene mens du skrev. Se hva som står nå, og lagre på nytt.")
        audit.record(
            act="endret mål for saker per rådgiver", by=by, at=at, data={k: str(v) for k, v in changes.items()}
        )
    norm.refresh_from_db()
    return norm


def edit_person(*, person: Person, changes: dict, source: str, known_on, version: int, by, at) -> Person:
    """Writes changed facts after checking that they can all be true together. Records as `people.actions.change_person`.

    Refuses dates in an impossible order, a number that cannot be used, and protection for somebody without a counsellor
    (nobody would then find her). Refuses (Conflict) when somebody changed the person since `version`.
    """
    require(by, Right.EDIT)
    if not changes:
        raise Refused("Ingen opplysninger er endret.")
    new = {name: changes.get(name, getattr(person, name)) for name in ("birth_date", "arrived_on", "settled_on")}
    born, arrived, settled = new["birth_date"], new["arrived_on"], new["settled_on"]
    if born > at.date():
        raise Refused("Fødselsdatoen er fram i tid. Rett datoen.")
    if born.year < 1900:
        raise Refused("Fødselsdatoen er før 1900. Rett årstallet.")
    if arrived and arrived < born:
        raise Refused("Personen kan ikke ha kommet til Norge før hun ble født. Rett en av datoene.")
    if settled and settled < born:
        raise Refused("Personen kan ikke være bosatt før hun ble født. Rett en av datoene.")
    first = person.permits.order_by("granted_on").first()
    if first is not None and first.granted_on < born:
        raise Refused(
            f"Fødselsdatoen kan ikke være etter at oppholdstillatelsen ble gitt ({short_date(first.granted_on)}). Rett datoen."
        )
    if changes.get("protection") and person.counsellor_id is None:
        raise Refused("Personen må ha en rådgiver før adressen skjules. Ellers finner ingen henne igjen.")
    try:
        with transaction.atomic():
            kept = people.change_person(
                person=person, changes=changes, source=source, known_on=known_on, version=version, by=by, at=at
            )
            assessment.assess_household(household=kept.household_id, municipality=kept.municipality, at=at)
            return kept
    except IntegrityError:
        raise Refused(
            "DUF-nummeret eller fødselsnummeret kan ikke brukes her. Sjekk sifrene, eller spør koordinatoren."
        ) from None


def add_permit(*, person: Person, values: dict, replaces_open: bool, source: str, known_on, by, at) -> None:
    """Adds a permit as `people.actions.add_permit`, and asks the law about the household at once: deadlines follow."""
    with transaction.atomic():
        people.add_permit(
            person=person, values=values, replaces_open=replaces_open, source=source, known_on=known_on, by=by, at=at
        )
        assessment.assess_household(household=person.household_id, municipality=person.municipality, at=at)
