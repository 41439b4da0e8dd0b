"""Lays the steps of a template in households, one or many at a time."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from samlop.access.fetch import require
from samlop.access.policy import Right
from samlop.audit import actions as audit
from samlop.core import bulk
from samlop.core.calendar import age_on
from samlop.core.errors import Refused
from samlop.pathway import queries
from samlop.pathway.actions.settle import chunks, day_of, settle, write_first_standings
from samlop.pathway.lawdays import Position, position
from samlop.pathway.models import CLOSED, Anchor, State, Step, Template, Wait
from samlop.pathway.recipe import Due, Family, Member, PlannedStep, Recipe, due_of, first_states
from samlop.pathway.recipe import lay as planned
from samlop.people.models import Household, Person
from samlop.planning import graph


def lay(*, household: Household, template: Template | None = None, by, at) -> int:
    """Lays what is missing of the template's steps and waits, and returns how many steps came. Twice does nothing.

    `template`: the municipality's default when None. `by` is None only for the machine (an import from the command line).
    Records one event when something was laid. Refuses when there is no template, or when hand-made waits and the
    template's together make a ring.
    """
    if by is not None:
        require(by, Right.STEER)
    with transaction.atomic():
        kept = queries.locked_household(household.pk)
        recipe, named = _recipe(kept.municipality_id, template)
        count = _lay([kept], recipe, day_of(at))
        if count:
            audit.record(act="la steg i løpet", by=by, at=at, household=kept, data={"mal": named, "nye steg": count})
    return count


def lay_many(*, households: Iterable[Household], template: Template | None = None, at, by=None) -> None:
    """Lays many households, four hundred at a time, each chunk whole or not at all. For imports and invented people."""
    on, recipes = day_of(at), {}
    for chunk in chunks(list(households)):
        with transaction.atomic():
            by_municipality: dict[int, list[Household]] = defaultdict(list)
            for household in chunk:
                by_municipality[household.municipality_id].append(household)
            for municipality, rows in by_municipality.items():
                if municipality not in recipes:
                    recipes[municipality] = _recipe(municipality, template)
                recipe, named = recipes[municipality]
                _lay(rows, recipe, on)
                data = {"mal": named}
                audit.record_many(
                    act="la steg i løpet", by=by, at=at, municipality=rows[0].municipality,
                    rows=[(None, household.pk, data) for household in rows],
                )  # fmt: skip


def _recipe(municipality: int, template: Template | None) -> tuple[Recipe, str]:
    chosen = template or Template.objects.filter(municipality=municipality, is_default=True).first()
    if chosen is None or chosen.municipality_id != municipality:
        raise Refused("Kommunen har ingen mal for løpet ennå. Be administratoren lage en mal under «Maler».")
    recipe = queries.recipe_of(chosen)
    try:
        graph.order(recipe.waits)
    except graph.Cycle as ring:
        titles = {step.key: step.title for step in recipe.steps}
        raise Refused(ring_in_words(ring, titles)) from ring
    return recipe, f"{chosen.name}, versjon {chosen.version}"


def ring_in_words(ring: graph.Cycle, titles: dict) -> str:
    """«Bolig → Leiekontrakt → Bolig», and what to do."""
    names = " → ".join(titles[key] for key in ring.steps)
    return f"Stegene venter på hverandre i ring: {names}. Ingen av dem kan da begynne. Ta bort en av ventingene."


def _lay(households: Sequence[Household], recipe: Recipe, on: dt.date) -> int:
    found = families(households, on)
    numbers = list(found)
    lies: dict[int, dict[tuple, tuple[int, str]]] = defaultdict(dict)
    rows = Step.objects.filter(household__in=numbers).order_by("id")
    for household, key, person, pk, state in rows.values_list("household_id", "key", "person_id", "pk", "state"):
        # Of steps that come again, the open one stands for its key; the newest where all are closed.
        if lies[household].get((key, person), (0, State.DONE))[1] in CLOSED:
            lies[household][key, person] = (pk, state)
    steps, pairs = [], []
    for household in households:
        family, there = found[household.pk], lies[household.pk]
        laying = planned(recipe, family, on=_day_of_ages(household, on), lies=list(there))
        free = first_states(laying, {slot for slot, (_, state) in there.items() if state in CLOSED})
        made = {step.slot: _row(step, household, free=free[step.slot], on=on, family=family) for step in laying.steps}
        steps += made.values()
        # What is under way or done with is not held back by something new.
        held = {slot for slot, (_, state) in there.items() if state in (State.WAITING, State.READY)}
        pairs += [
            (made.get(slot) or there[slot][0], made.get(ahead) or there[ahead][0])
            for slot, ahead in laying.waits
            if slot in made or slot in held
        ]
    bulk.create(steps)
    waits = [Wait(step_id=getattr(a, "pk", a), waits_for_id=getattr(b, "pk", b)) for a, b in pairs]
    bulk.create(waits)
    if steps and not any(lies[household] for household in numbers):
        write_first_standings(numbers, steps, waits, on)  # their states are right from the start: see first_states
    elif steps:
        for household in numbers:
            if lies[household]:
                check_no_ring(household)
        settle(numbers, on=on)
    return len(steps)


def check_no_ring(household_id: int) -> None:
    """Refuses, naming the ring, when steps of the household wait for each other in one."""
    waits: dict[int, list[int]] = {
        pk: [] for pk in Step.objects.filter(household=household_id).values_list("pk", flat=True)
    }
    for step, ahead in Wait.objects.filter(step__household=household_id).values_list("step_id", "waits_for_id"):
        waits[step].append(ahead)
    try:
        graph.order(waits)
    except graph.Cycle as ring:
        raise Refused(ring_in_words(ring, queries.titles_of(household_id))) from ring


def _day_of_ages(household: Household, on: dt.date) -> dt.date:
    return max(on, household.settles_on or on)


def families(
    households: Sequence[Household], on: dt.date, known: Mapping[int, Position] | None = None
) -> dict[int, Family]:
    """Each household as laying reads it, with what the law says of its adults. Two queries, whatever their number.

    `known`: positions of people (numbers) about whom the caller has asked the law already.
    """
    members: dict[int, list[Member]] = defaultdict(list)
    agreed = {household.pk: household for household in households}
    rows = Person.objects.filter(household__in=list(agreed)).order_by("birth_date", "id")
    for person in rows.prefetch_related("permits", "stated_facts"):
        household = agreed[person.household_id]
        day = _day_of_ages(household, on)
        says = known.get(person.pk) if known else None
        if says is None and age_on(person.birth_date, day) >= 18:
            says = position(person, settles_on=household.settles_on, on=day)
        members[person.household_id].append(Member(person.pk, person.birth_date, says))
    return {
        pk: Family(h.requested_on or day_of(h.created_at), h.accepted_on, h.settles_on, tuple(members[pk]))
        for pk, h in agreed.items()
    }


def _row(step: PlannedStep, household: Household, *, free: bool, on: dt.date, family: Family) -> Step:
    recipe, due = step.recipe, step.due
    if free and recipe.anchor == Anchor.RELEASED:
        due = due_of(recipe, family, None, on)
    row = Step(
        municipality_id=household.municipality_id, household_id=household.pk, person_id=step.person_id, key=recipe.key,
        title=recipe.title, office=recipe.office, owner_role=recipe.owner_role,
        state=State.READY if free else State.WAITING, released_on=on if free else None,
        anchor=recipe.anchor, offset_days=recipe.offset_days, repeat_days=recipe.repeat_days, duration_days=recipe.duration_days,
        precondition=recipe.precondition, order=recipe.order,
    )  # fmt: skip
    set_due(row, due)
    return row


def set_due(step: Step, due: Due) -> None:
    step.due_on, step.due_kind, step.due_reason, step.due_basis = due.on, due.kind, due.reason, due.basis
    step.law_due_on, step.deadline, step.law_reason = due.law_on, due.deadline, due.law_reason


__all__ = ["Due", "check_no_ring", "lay", "lay_many", "ring_in_words"]
