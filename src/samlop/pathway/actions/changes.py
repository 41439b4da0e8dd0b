"""Changes what stands about a step: its date, its owner, its waits, and steps a counsellor adds by hand."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from samlop.access.fetch import require
from samlop.access.models import Role, User
from samlop.access.policy import Right
from samlop.core.calendar import long_date
from samlop.core.errors import Conflict, Refused
from samlop.pathway import queries
from samlop.pathway.actions.laying import check_no_ring
from samlop.pathway.actions.moves import needed, note
from samlop.pathway.actions.settle import day_of, settle
from samlop.pathway.models import CLOSED, OPEN, DueKind, State, Step, Wait
from samlop.people.models import Household, Person


def override_wait(*, wait: Wait, reason: str, by, at) -> list[Step]:
    """Lets a step begin though what it waits for is not done. The reason is kept, and shown among the deviations.

    Returns the steps released. Does nothing when the wait is overridden or over already.
    """
    require(by, Right.STEER)
    said = needed(reason, "Skriv hvorfor steget kan begynne uten å vente. Begrunnelsen vises i avvikslista.")
    with transaction.atomic():
        kept = queries.locked_wait(wait)
        if kept.overridden_at is not None or kept.waits_for.state in CLOSED:
            return []
        if kept.step.state in CLOSED:
            raise Refused(f"«{kept.step.title}» er allerede avsluttet, og venter ikke lenger på noe.")
        kept.overridden_at, kept.overridden_by, kept.override_reason = at, by, said
        kept.save()
        note(kept.step, "overstyrte venting", by, at, {"venter på": kept.waits_for.title, "grunn": said})
        return settle([kept.step.household_id], on=day_of(at))


def change_due(*, step: Step, due_on: dt.date, reason: str, by, at, version: int | None = None) -> Step:
    """Agrees on a date, with its reason. Where the law has set a last day, an earlier one may be agreed, never a later.

    Refuses days gone by, days past the law's (naming the paragraph), and closed steps.
    """
    require(by, Right.STEER)
    said = _due_reason(reason)
    with transaction.atomic():
        kept = _unchanged(step, version)
        _must_be_open(kept)
        if kept.law_due_on and due_on > kept.law_due_on:
            raise Refused(
                f"Fristen {long_date(kept.law_due_on)} er satt av {kept.due_basis}, og kommunen kan ikke flytte den. "
                "Avtal en dag før fristen. Går ikke det, vises bruddet i avvikslista; finn ut hva som holder igjen."
            )
        if due_on < day_of(at):
            raise Refused(f"{long_date(due_on)} har allerede vært. Velg en dag fra i dag av.")
        _agree(kept, due_on, said, by, at)
    return kept


def agree_day(*, step: Step, on: dt.date, reason: str, by, at) -> Step:
    """Writes the day that a decision has set for a step, whatever it is; for the rooms that make decisions.

    Past the law's last day the deadline stands, and the breach stays visible; the decided day is then a remark.
    """
    require(by, Right.SEE)
    said = _due_reason(reason)
    with transaction.atomic():
        kept = queries.locked_step(step)
        if kept.state in CLOSED:
            return kept
        if kept.law_due_on and on > kept.law_due_on:
            kept.note = said
            _save(kept)
            note(kept, "skrev merknad til steg", by, at, {"merknad": said, "dag": on.isoformat()})
        else:
            _agree(kept, on, said, by, at)
    return kept


def _due_reason(reason: str) -> str:
    said = needed(reason, "Skriv hvorfor fristen flyttes. Grunnen vises sammen med den nye fristen.")
    if len(said) > 200:
        raise Refused(f"Grunnen er for lang ({len(said)} tegn). Skriv den med høyst 200 tegn.")
    return said


def _agree(kept: Step, due_on: dt.date, said: str, by, at) -> None:
    before = kept.due_on
    kept.due_on, kept.due_kind, kept.due_reason = due_on, DueKind.AGREED, said
    _save(kept)
    data = {"før": before.isoformat() if before else None, "nå": due_on.isoformat(), "grunn": said}
    note(kept, "flyttet fristen for steg", by, at, data)
    settle([kept.household_id], on=day_of(at))


def change_owner(
    *, step: Step, office: str, owner_role: str, owner: User | None = None, by, at, version: int | None = None
) -> Step:
    """Says who does the step and who follows it up. Refuses closed steps, and people of another municipality."""
    require(by, Right.STEER)
    office = " ".join(office.split())[:60]
    if not office:
        raise Refused("Skriv hvem som gjør steget, slik folk sier det: «Barnehagekontoret».")
    if owner is not None and (owner.municipality_id != step.municipality_id or not owner.is_active):
        raise Refused("Den du valgte arbeider ikke i denne kommunen lenger. Velg en annen.")
    with transaction.atomic():
        kept = _unchanged(step, version)
        _must_be_open(kept)
        before = {
            "gjøres av": kept.office,
            "følges opp av": kept.owner.name if kept.owner else Role(kept.owner_role).label,
        }
        kept.office, kept.owner_role, kept.owner = office, Role(owner_role).value, owner
        _save(kept)
        after = {"gjøres av": office, "følges opp av": owner.name if owner else Role(owner_role).label}
        note(kept, "endret hvem som gjør steg", by, at, {"før": before, "nå": after})
    return kept


def add_step(
    *, household: Household, title: str, office: str, owner_role: str, by, at, person: Person | None = None,
    due_on: dt.date | None = None, due_reason: str = "", duration_days: int = 7, precondition: str = "",
    waits_for: Sequence[Step] = (), holds_back: Sequence[Step] = (), note_text: str = "",
) -> Step:  # fmt: skip
    """Adds a step by hand, with what it waits for and what shall wait for it. Refuses a ring, naming it in words."""
    require(by, Right.STEER)
    title, office = " ".join(title.split())[:80], " ".join(office.split())[:60]
    if not title or not office:
        raise Refused("Skriv hva som skal gjøres, og hvem som gjør det.")
    with transaction.atomic():
        kept = queries.locked_household(household.pk)
        if person is not None and person.household_id != kept.pk:
            raise Refused("Personen hører ikke til denne husstanden. Velg en som gjør det.")
        last = Step.objects.filter(household=kept).aggregate(last=Max("order"))["last"] or 0
        step = Step.objects.create(
            municipality_id=kept.municipality_id, household=kept, person=person, key="", title=title, office=office,
            owner_role=Role(owner_role).value, state=State.WAITING, due_on=due_on, due_kind=DueKind.AGREED,
            due_reason=" ".join(due_reason.split())[:200], duration_days=duration_days, precondition=precondition,
            note=" ".join(note_text.split())[:300], order=last + 1,
        )  # fmt: skip
        step.key = f"own-{step.pk}"
        step.save(update_fields=["key"])
        _join(kept, [(step, ahead) for ahead in waits_for] + [(behind, step) for behind in holds_back])
        names = [s.title for s in waits_for]
        note(step, "la til steg", by, at, {"venter på": names, "holder igjen": [s.title for s in holds_back]})
        settle([kept.pk], on=day_of(at))
        step.refresh_from_db()
    return step


def add_wait(*, step: Step, waits_for: Step, by, at) -> None:
    """Makes a step wait for another of the same household. Refuses a ring, naming it; a wait that lies does nothing."""
    require(by, Right.STEER)
    with transaction.atomic():
        kept = queries.locked_step(step)
        if Wait.objects.filter(step=kept, waits_for=waits_for).exists():
            return
        _join(kept.household, [(kept, waits_for)])
        note(kept, "la til venting", by, at, {"venter på": waits_for.title})
        settle([kept.household_id], on=day_of(at))


def _join(household: Household, pairs: Sequence[tuple[Step, Step]]) -> None:
    for behind, ahead in pairs:
        if household.pk not in (behind.household_id, ahead.household_id) or behind.household_id != ahead.household_id:
            raise Refused("Steg kan bare vente på steg i samme husstand.")
        if behind.state not in (State.WAITING, State.READY):
            raise Refused(f"«{behind.title}» er i gang eller avsluttet, og kan ikke settes til å vente på noe nytt.")
        if behind.pk == ahead.pk:
            raise Refused(f"«{behind.title}» kan ikke vente på seg selv. Velg et annet steg.")
    Wait.objects.bulk_create([Wait(step=behind, waits_for=ahead) for behind, ahead in pairs])
    check_no_ring(household.pk)


def _unchanged(step: Step, version: int | None) -> Step:
    kept = queries.locked_step(step)
    if version is not None and kept.version != version:
        raise Conflict(
            "Noen andre har endret steget mens du skrev. Se hva som står nå, og lagre på nytt om det trengs."
        )
    return kept


def _must_be_open(step: Step) -> None:
    if step.state not in OPEN:
        raise Refused(f"«{step.title}» er allerede avsluttet. Åpne det igjen først, hvis noe skal endres.")


def _save(step: Step) -> None:
    step.version += 1
    step.save()
