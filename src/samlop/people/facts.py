"""Turns what is known about a person into the facts that the law asks for."""

from dataclasses import fields

from samlop.law.facts import Facts
from samlop.law.facts.checks import day, flag, hours, length, period, whole
from samlop.people.models import Person

# Facts that a column, a permit, the family or a plan says: these are not stated by themselves.
KEPT_ELSEWHERE = frozenset(
    {
        "birth_date", "citizenship", "arrival_date", "settlement_date", "settled_by_agreement", "unaccompanied_minor",
        "education", "job_hours_per_week", "permit", "permit_date", "permits", "family_application_date",
        "applied_from_abroad", "reference_permit", "reference_settled", "children", "goal", "goal_set_date", "offer_date",
        "decision_date", "start_date", "programme_type", "plan_made", "fields", "scheduled_hours_per_week",
        "compulsory_school_completed", "engine_switch", "competence_mapped", "career_guidance_done", "training_begun",
    }
)  # fmt: skip
_KINDS = {day: "day", flag: "flag", whole: "whole", length: "whole", period: "whole", hours: "hours"}


def statable() -> dict[str, tuple[str, str, str]]:
    """The facts that can be stated by themselves: (words, heading, kind of value) by the law's name for them."""
    return {
        item.name: (item.metadata["label"], str(item.metadata["group"].value), _KINDS[item.metadata["check"]])
        for item in fields(Facts)
        if item.name not in KEPT_ELSEWHERE and item.metadata["check"] in _KINDS
    }


def law_facts(person: Person, *, children=None, **programme) -> Facts:
    """The facts of one person, in the words of the law cases.

    `children`: her children (people), or None when not asked for. `programme`: facts that other rooms keep, such as
    `goal`, `offer_date`, `start_date`, `decision_date`. Unknown facts are left out: the law then says what is missing.
    Reads `person.permits` and `person.stated_facts`; prefetch both for many people.
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
    facts |= {stated.name: stated.value for stated in person.stated_facts.all()}
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
