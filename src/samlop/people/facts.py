"""Turns what is known about a person into the facts that the law asks for."""

from samlop.law.facts import Facts
from samlop.people.models import Person


def law_facts(person: Person, *, children=None, **programme) -> Facts:
    """The facts of one person, in the words of the law cases.

    `children`: her children (people), or None when not asked for. `programme`: facts that other rooms keep, such as
    `goal`, `offer_date`, `start_date`, `decision_date`. Unknown facts are left out: the law then says what is missing.
    """
    facts: dict = {
        "birth_date": person.birth_date,
        "citizenship": person.citizenship or None,
        "arrival_date": person.arrived_on,
        "settlement_date": person.settled_on,
        "settled_by_agreement": person.settled_by_agreement,
        "unaccompanied_minor": person.unaccompanied_minor or None,
        "education": person.education or None,
        "job_hours_per_week": float(person.job_hours_per_week) if person.job_hours_per_week else None,
    }
    permits = list(person.permits.all())
    if permits:
        facts |= _permit(permits[-1])
    if len(permits) > 1 or any(permit.ended_on for permit in permits):
        # With the last day of each: the law then knows which of them holds, and that one may have run out.
        del facts["permit"], facts["permit_date"]
        facts["permits"] = [_grant(permit) for permit in permits]
    if children is not None:
        facts["children"] = [{"birth_date": child.birth_date} for child in children]
    return Facts.from_mapping({name: value for name, value in (facts | programme).items() if value is not None})


def _grant(permit) -> dict:
    end = {"permit_end": permit.ended_on} if permit.ended_on else {}
    return {"permit": permit.kind, "permit_date": permit.granted_on, **end}


def _permit(permit) -> dict:
    return {
        "permit": permit.kind,
        "permit_date": permit.granted_on,
        "family_application_date": permit.applied_on if permit.kind == "P-FAM" else None,
        "applied_from_abroad": permit.applied_from_abroad or None,
        "reference_permit": permit.reference_permit or None,
        "reference_settled": permit.reference_settled_on,
    }
