"""Brings a household from request to moved in: the answer, the agreed day, the dwelling, and each member's own day.

What is done here is told to the pathway, which marks its steps and reckons the deadlines anew.
"""

import datetime as dt

from django.db import transaction

from samlop.access.fetch import require
from samlop.access.policy import Right
from samlop.audit import actions as audit
from samlop.core.calendar import long_date
from samlop.core.clock import OSLO
from samlop.core.errors import Conflict, Refused
from samlop.core.models import Source
from samlop.pathway import actions as pathway
from samlop.pathway.models import OPEN, State, Step
from samlop.people import actions as people
from samlop.people.models import Household, Person, Route
from samlop.people.queries import locked_household
from samlop.settlement.models import Answer, Dwelling

FURTHEST = dt.timedelta(days=730)


def answer_request(
    *, household: Household, yes: bool, on: dt.date, reason: str = "", version: int | None = None, by, at
) -> Household:
    """Answers yes or no to settling a household. A no needs a reason, and sets the household's open steps to not needed.

    A new answer takes the place of the old one; a yes after a no opens again what the no closed. Giving the answer that
    stands does nothing. Records the answer. Refuses days ahead or before the request, and a no when somebody has come.
    """
    require(by, Right.STEER)
    today, reason = _today(at), " ".join(reason.split())
    with transaction.atomic():
        kept = _unchanged(household, version)
        if not asked_about(kept):
            raise Refused(
                "Familieinnvandrere kommer til familien sin. Kommunen blir ikke spurt, og det er ikke noe å svare på."
            )
        if on > today:
            raise Refused("Svaret kan ikke være datert fram i tid.")
        if kept.requested_on and on < kept.requested_on:
            raise Refused(
                f"Kommunen ble spurt {long_date(kept.requested_on)}, og kan ikke ha svart før det. Rett datoen."
            )
        if not yes and not reason:
            raise Refused(
                "Skriv hvorfor kommunen svarer nei. Staten og den som spør om saken senere, trenger å vite det."
            )
        if not yes and kept.members.filter(settled_on__isnull=False).exists():
            raise Refused("Noen i husstanden har alt flyttet inn. Da kan ikke svaret bli nei.")
        before = kept.answers.first()
        if before and (before.yes, before.answered_on, before.reason) == (yes, on, reason):
            return kept
        Answer.objects.create(household=kept, yes=yes, answered_on=on, reason=reason, by=by, at=at)
        _write(kept, {"accepted_on": on if yes else None}, Source.CASEWORKER, on)
        audit.record(
            act="svarte ja på anmodningen" if yes else "svarte nei på anmodningen", by=by, at=at, household=kept,
            data={"dag": on.isoformat(), "grunn": reason},
        )  # fmt: skip
        if yes:
            _open_again(kept, before, by, at)
            pathway.lay(household=kept, by=by, at=at)
            pathway.finish_by_key(household=kept, key="accept", by=by, at=at)
            pathway.reckon_dates(household=kept, by=by, at=at)
        else:
            for step in Step.objects.filter(household=kept, state__in=OPEN).order_by("-order"):
                pathway.drop(step=step, reason=_because(reason), by=by, at=at)
    return kept


def agree_day(
    *, household: Household, on: dt.date, source: str = Source.CASEWORKER, version: int | None = None, by, at
) -> Household:
    """Notes the day that is agreed for moving in. Deadlines counted from it are reckoned anew.

    Refuses a day before the request, one more than two years ahead, and any day when the answer was no or all have come.
    """
    require(by, Right.STEER)
    today = _today(at)
    with transaction.atomic():
        kept = _unchanged(household, version)
        _not_refused(kept)
        if not kept.members.filter(settled_on__isnull=True).exists():
            raise Refused("Alle i husstanden har flyttet inn. Den avtalte dagen kan ikke endres etterpå.")
        if kept.requested_on and on < kept.requested_on:
            raise Refused(f"Kommunen ble spurt {long_date(kept.requested_on)}. Avtalt dag kan ikke være før det.")
        if on > today + FURTHEST:
            raise Refused("Dagen er mer enn to år fram i tid. Sjekk årstallet.")
        if kept.settles_on == on:
            return kept
        before = kept.settles_on
        _write(kept, {"settles_on": on}, source, today)
        audit.record(
            act="avtalte bosettingsdag", by=by, at=at, household=kept,
            data={"før": before.isoformat() if before else None, "nå": on.isoformat()},
        )  # fmt: skip
        pathway.reckon_dates(household=kept, by=by, at=at)
    return kept


def give_dwelling(
    *, household: Household, kind: str, address: str = "", from_on: dt.date | None = None, fits_needs: bool | None = None,
    note: str = "", version: int | None = None, by, at,
) -> Dwelling:  # fmt: skip
    """Notes the dwelling found for a household, and marks the step of finding one. Earlier dwellings are kept.

    Refuses an address for a household with a strictly confidential one, and a dwelling that does not fit the needs
    without a word on what will be done about it.
    """
    require(by, Right.STEER)
    with transaction.atomic():
        kept = _unchanged(household, version)
        _not_refused(kept)
        if address.strip() and kept.members.filter(protection__startswith="strict").exists():
            raise Refused(
                "Husstanden har strengt fortrolig adresse. Adressen skal ikke stå i Samløp. La feltet stå tomt; politiet "
                "og Folkeregisteret har den."
            )
        if fits_needs is False and not note.strip():
            raise Refused("Skriv i merknaden hva som gjøres når boligen ikke passer til behovene.")
        dwelling = Dwelling.objects.create(
            household=kept, kind=kind, address=address.strip(), from_on=from_on, fits_needs=fits_needs,
            note=note.strip(), source=Source.CASEWORKER, known_on=_today(at), by=by, at=at,
        )  # fmt: skip
        _write(kept, {"address": address.strip()}, Source.CASEWORKER, _today(at))
        # The kind, never the address: the log is read by more people than the case.
        audit.record(act="fant bolig", by=by, at=at, household=kept, data={"bolig": dwelling.get_kind_display()})
        pathway.finish_by_key(household=kept, key="home_found", by=by, at=at)
    return dwelling


def confirm_moved_in(
    *,
    household: Household,
    days: dict[int, dt.date],
    source: str = Source.CASEWORKER,
    version: int | None = None,
    by,
    at,
) -> Household:
    """Confirms the day each member moved in. `days`: by the members' numbers; the law counts each one's deadlines from hers.

    When all have come, the pathway's step is done. Days that stand already are left as they are; a new day corrects the
    old one and is recorded. Refuses days ahead, before birth, before the yes, and people of other households.
    """
    require(by, Right.STEER)
    today = _today(at)
    with transaction.atomic():
        kept = _unchanged(household, version)
        _not_refused(kept)
        members = {member.pk: member for member in kept.members.all()}
        if not days:
            raise Refused("Velg hvem som har flyttet inn, og skriv dagen.")
        if not days.keys() <= members.keys():
            raise Refused("En av dem hører ikke til husstanden lenger. Last siden på nytt.")
        if asked_about(kept) and kept.accepted_on is None:
            raise Refused("Kommunen har ikke svart ja på anmodningen ennå. Svar på den først.")
        for pk, day in days.items():
            _possible(members[pk], day, kept, today)
        for pk, day in days.items():
            if members[pk].settled_on != day:
                people.change_person(
                    person=members[pk], changes={"settled_on": day}, source=source, known_on=today, by=by, at=at
                )
        settled = [day for day in kept.members.values_list("settled_on", flat=True) if day]
        if kept.settles_on != min(settled):
            _write(kept, {"settles_on": min(settled)}, source, today)
        else:
            _write(kept, {}, source, today)
        audit.record(
            act="bekreftet innflytting", by=by, at=at, household=kept,
            data={"innflyttet": {str(pk): day.isoformat() for pk, day in days.items()}},
        )  # fmt: skip
        if len(settled) == len(members):
            pathway.finish_by_key(household=kept, key="move_in", by=by, at=at)
        pathway.lay(household=kept, by=by, at=at)
        pathway.reckon_dates(household=kept, by=by, at=at)
    return kept


def asked_about(household: Household) -> bool:
    """Whether the municipality is asked before the household comes. Family members come to their family."""
    return household.route != Route.FAMILY


def _possible(member: Person, day: dt.date, household: Household, today: dt.date) -> None:
    if day > today:
        raise Refused(f"{long_date(day).capitalize()} er fram i tid. Bekreft innflyttingen når den har skjedd.")
    if day < member.birth_date:
        raise Refused(f"{member.given_name} var ikke født {long_date(day)}. Rett datoen.")
    if asked_about(household) and household.accepted_on and day < household.accepted_on:
        raise Refused(
            f"Kommunen svarte ja {long_date(household.accepted_on)}. Bosettingsdagen kan ikke være før det. "
            "Rett datoen, eller rett dagen for svaret."
        )


def _not_refused(household: Household) -> None:
    answer = household.answers.first()
    if answer and not answer.yes:
        raise Refused("Kommunen har svart nei til å bosette husstanden. Endre svaret først, hvis det er blitt ja.")


def _unchanged(household: Household, version: int | None) -> Household:
    kept = locked_household(household.pk)
    if version is not None and kept.version != version:
        raise Conflict("Noen andre har endret husstanden mens du skrev. Se hva som står nå, og lagre på nytt.")
    return kept


def _write(household: Household, changes: dict, source: str, known_on: dt.date) -> None:
    for name, value in changes.items():
        setattr(household, name, value)
        household.sources[name] = people.source_of(source, known_on)
    household.version += 1
    household.save(update_fields=[*changes, "sources", "version"])


def _because(reason: str) -> str:
    return f"Kommunen svarte nei: {reason}"[:300]


def _open_again(household: Household, before: Answer | None, by, at) -> None:
    if before is None or before.yes:
        return
    for step in Step.objects.filter(household=household, state=State.DROPPED, note=_because(before.reason)).order_by(
        "order"
    ):
        pathway.reopen(step=step, reason="Kommunen svarte ja likevel", by=by, at=at)


def _today(at: dt.datetime) -> dt.date:
    return at.astimezone(OSLO).date()
