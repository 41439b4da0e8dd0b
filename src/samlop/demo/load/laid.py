"""Lays an invented household's steps with the pathway room's own recipe, as of the day it moved in."""

import datetime as dt
from dataclasses import dataclass, replace

from samlop.access.models import Role
from samlop.core.calendar import age_on
from samlop.demo.progress import Come, Slot
from samlop.demo.town import TWO_OWNERS, TWO_PROGRAMMES, Home, Someone
from samlop.pathway.lawdays import Position, position
from samlop.pathway.models import Anchor, DueKind
from samlop.pathway.recipe import Due, Family, Member, PlannedStep, Recipe, RecipeStep, lay
from samlop.people.models import Permit, Person

# Steps that a scene has beside the template's, as a municipality would add them by hand.
EXTRA = {
    "lasting_home": RecipeStep(
        key="lasting_home", title="Varig bolig", lane="household", office="Boligkontoret", owner_role=Role.COUNSELLOR,
        anchor=Anchor.RELEASED, offset_days=30, duration_days=30, basis="", repeat_days=0, precondition="housing", order=40,
        why="Husrommet nå er midlertidig. En varig bolig gir ro til å lære.",
    ),
    "recognition": RecipeStep(
        key="recognition", title="Godkjenning av utdanningen", lane="participant", office="HK-dir",
        owner_role=Role.COUNSELLOR, anchor=Anchor.RELEASED, offset_days=60, duration_days=60, basis="", repeat_days=0,
        precondition="", order=41, why="Svaret avgjør hvilke jobber som er åpne.",
    ),
}  # fmt: skip
# What tells a planted second row of a step from the first, until it is written under the same key.
AGAIN = "#2"


@dataclass(slots=True)
class Laid:
    """The steps of one household, the pairs (step, what it waits for), and the family they were laid for."""

    steps: list[PlannedStep]
    pairs: list[tuple[Slot, Slot]]
    family: Family


def laid(home: Home, members: range, recipe: Recipe, on: dt.date) -> Laid:
    """The steps from the day they moved in, and those that came with children born here since."""
    day = home.settles_on or on
    people = tuple(
        Member(pk, p.birth_date, _position(pk, p, home, day)) for pk, p in zip(members, home.members, strict=True)
    )
    family = Family(
        home.requested_on, home.accepted_on, home.settles_on, tuple(m for m in people if m.birth_date <= day)
    )
    first = lay(recipe, family, on=day)
    steps, pairs = list(first.steps), list(first.waits)
    if born := {m.id for m in people if m.birth_date > day}:
        family = replace(family, members=people)
        more = lay(recipe, family, on=max(day, on), lies=[step.slot for step in steps])
        # Only what the new children bring: nobody else is laid anew at today's age.
        steps += [step for step in more.steps if step.person_id in born]
        slots = {step.slot for step in steps}
        pairs += [(a, b) for a, b in more.waits if a[1] in born and a in slots and b in slots]
    for key, place in home.fixed:
        if extra := EXTRA.get(key):
            who = None if place is None else members[place]
            steps.append(PlannedStep(extra, who, Due(None, DueKind.TEMPLATE, extra.why)))
    return Laid(steps, pairs, family)


def _position(pk: int, p: Someone, home: Home, day: dt.date) -> Position | None:
    """What the law said of her that day: with the permits she had, and before she found a job."""
    if age_on(p.birth_date, day) < 18:
        return None
    person = Person(
        pk=pk, birth_date=p.birth_date, citizenship=p.origin, arrived_on=p.arrived_on, settled_on=p.settled_on,
        settled_by_agreement=p.settled_by_agreement, unaccompanied_minor=p.unaccompanied_minor, education=p.education,
    )  # fmt: skip
    had = [grant for grant in p.permits if grant.granted_on <= day] or p.permits[:1]
    permits = [
        Permit(
            kind=grant.kind, granted_on=grant.granted_on, applied_on=grant.applied_on, reference_permit=grant.reference_permit,
            applied_from_abroad=grant.applied_from_abroad, reference_settled_on=grant.reference_settled_on,
        )
        for grant in had
    ]  # fmt: skip
    # Nobody is in the database yet: the permits are handed to the person as a prefetch would have done.
    person._prefetched_objects_cache = {"permits": permits, "stated_facts": []}
    return position(person, settles_on=home.settles_on, on=day)


def with_faults(steps: list[PlannedStep], come: dict[Slot, Come], home: Home, members: range, on: dt.date) -> None:
    """Plants, in `steps` and `come`, the two faults that lie in the steps: one that lies with two owners, and a programme
    that was opened twice."""
    for place, person in enumerate(home.members):
        own = {step.recipe.key: step for step in steps if step.person_id == members[place]}
        if TWO_OWNERS in person.faults and (step := own.get("norwegian_training")):
            came = come["norwegian_training", place].released_on or on
            _again(
                steps, come, step, place, Come("ready", came), office="Flyktningkontoret", owner_role=Role.COUNSELLOR
            )
        if TWO_PROGRAMMES in person.faults and (step := own.get("programme_start")):
            came = come["programme_start", place].released_on or on
            _again(steps, come, step, place, Come("ready", came, note="Lagt inn en gang til da saken skiftet rådgiver"))


def _again(steps, come, step: PlannedStep, place: int, state: Come, **changes) -> None:
    key = step.recipe.key + AGAIN
    steps.append(PlannedStep(replace(step.recipe, key=key, **changes), step.person_id, step.due))
    come[key, place] = state
