"""Gives the households of a list their pathway, and tells it what had happened before they came to us."""

from samlop.pathway import actions as pathway
from samlop.people.models import Household, Person
from samlop.settlement.intake.plan import Plan
from samlop.settlement.models import Import

# What must have happened in one way or another before somebody lives in the municipality.
BEFORE_MOVE_IN = ("accept", "needs_triage", "home_found", "home_ready", "lease", "interpreter_first_days", "first_money", "move_in")  # fmt: skip
# What a due date may be reckoned from.
_DATED = {"requested_on", "accepted_on", "settles_on", "settled_on", "permit", "permit_end", "birth_date", "education"}


def lay(
    plan: Plan, *, by_row: dict[int, Person], fresh: dict[int, Person], changed: dict[int, Person], touched: list[int],
    listed: Import, by, at,
) -> None:  # fmt: skip
    """Lays what is missing, with owners and dates, in the households touched; notes what is done; moves dates that moved."""
    if not touched:
        return
    pathway.ensure_defaults(listed.municipality, at)
    households = {household.pk: household for household in Household.objects.filter(pk__in=touched)}
    pathway.lay_many(households=households.values(), at=at, by=by)
    new = {person.household_id for person in fresh.values()}
    living: dict[int, list] = {}
    for person in Person.objects.filter(household__in=touched).only("household_id", "settled_on"):
        living.setdefault(person.household_id, []).append(person.settled_on)
    history = {}
    for pk, household in households.items():
        if household.accepted_on:
            history[pk, "accept", None] = (household.accepted_on, household.accepted_on)
        if pk in new and all(living[pk]):
            day = max(living[pk])
            history |= {(pk, key, None): (day, day) for key in BEFORE_MOVE_IN if (pk, key, None) not in history}
    if history:
        pathway.record_history(history=history, at=at)
    for pk in sorted(_moved(plan, changed, by_row)):
        pathway.reckon_dates(household=households[pk], by=by, at=at)


def _moved(plan: Plan, changed: dict[int, Person], by_row: dict[int, Person]) -> set[int]:
    """Households we knew, where a date behind the deadlines changed."""
    moved = {
        by_row[one.row].household_id
        for one in plan.people
        if one.row in changed and any(change.applies and change.kind in _DATED for change in one.changes)
    }
    moved |= {
        family.household.pk
        for family in plan.families
        if family.household and any(change.applies and change.kind in _DATED for change in family.changes)
    }
    return moved
