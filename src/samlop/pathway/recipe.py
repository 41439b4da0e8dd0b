"""Works out which steps, waits and dates a household gets from a template. Pure: rows in, plans out, no database."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from samlop.core.calendar import age_on
from samlop.pathway.lawdays import DECISION, LIMIT, START, LawDay, Position
from samlop.pathway.models import Anchor, DueKind, Lane

Slot = tuple[str, int | None]  # (key of the step, number of the person or None for the household)
SCHOOL_STARTS_AT, ADULT_AT = 6, 18


@dataclass(frozen=True, slots=True)
class RecipeStep:
    """One step of a template, as laying reads it."""

    key: str
    title: str
    lane: str
    office: str
    owner_role: str
    anchor: str
    offset_days: int
    duration_days: int
    why: str
    basis: str
    repeat_days: int
    precondition: str
    order: int


@dataclass(frozen=True, slots=True)
class Recipe:
    """A template, whole. `waits[a]` are the keys that `a` waits for."""

    steps: tuple[RecipeStep, ...]
    waits: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a household, as laying reads her. `position` is None for children."""

    id: int
    birth_date: dt.date
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """A household, as laying reads it."""

    requested_on: dt.date | None
    accepted_on: dt.date | None
    settles_on: dt.date | None
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """When a step is due, who set that date, and why."""

    on: dt.date | None
    kind: str
    reason: str
    basis: str = ""
    law_on: dt.date | None = None
    deadline: str = ""
    law_reason: str = ""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step to lay."""

    recipe: RecipeStep
    person_id: int | None
    due: Due

    @property
    def slot(self) -> Slot:
        """What it is called among the household's steps."""
        return self.recipe.key, self.person_id


@dataclass(frozen=True, slots=True)
class Laying:
    """What to add to a household: steps, and pairs (step, what it waits for) that touch at least one new step."""

    steps: tuple[PlannedStep, ...] = ()
    waits: tuple[tuple[Slot, Slot], ...] = field(default=())


def under_school_age(born: dt.date, on: dt.date) -> bool:
    """Turns six in a later calendar year: children begin school the year they turn six (opplæringslova § 2-2)."""
    return born.year + SCHOOL_STARTS_AT > on.year


def of_school_age(born: dt.date, on: dt.date) -> bool:
    """From the year she turns six until she is eighteen."""
    return not under_school_age(born, on) and age_on(born, on) < ADULT_AT


def people_of(lane: str, family: Family, on: dt.date) -> list[Member | None]:
    """For whom a step of this lane is laid; `[None]` is the household itself."""
    if lane == Lane.HOUSEHOLD:
        return [None]
    fits = {
        Lane.EACH_PERSON: lambda m: True,
        Lane.EACH_ADULT: lambda m: age_on(m.birth_date, on) >= ADULT_AT,
        Lane.EACH_PARTICIPANT: lambda m: m.position is not None and m.position.takes_part,
        Lane.SMALL_CHILD: lambda m: under_school_age(m.birth_date, on),
        Lane.SCHOOL_CHILD: lambda m: of_school_age(m.birth_date, on),
    }[Lane(lane)]
    return [member for member in family.members if fits(member)]


def lay(recipe: Recipe, family: Family, *, on: dt.date, lies: Sequence[Slot] = ()) -> Laying:
    """The steps and waits that are missing among those that lie there already.

    `on`: the day that decides ages (the later of today and the agreed settlement day). A second laying of the same
    household gives nothing; a new child gives her steps and the waits of others for them.
    """
    there = set(lies)
    new: dict[Slot, PlannedStep] = {}
    for step in recipe.steps:
        for member in people_of(step.lane, family, on):
            slot = (step.key, member.id if member else None)
            if slot not in there:
                new[slot] = PlannedStep(step, slot[1], due_of(step, family, member))
    by_key: dict[str, list[Slot]] = defaultdict(list)
    for slot in [*lies, *new]:
        by_key[slot[0]].append(slot)
    waits = [
        (slot, ahead)
        for key, keys_ahead in recipe.waits.items()
        for slot in by_key[key]
        for key_ahead in keys_ahead
        for ahead in _meant(slot, key_ahead, by_key)
        if slot in new or ahead in new
    ]
    return Laying(tuple(new.values()), tuple(waits))


def _meant(slot: Slot, key: str, by_key: Mapping[str, list[Slot]]) -> list[Slot]:
    """The person's own step of that key when she has one, else everybody's: a mother waits for each child's place."""
    own = (key, slot[1])
    candidates = by_key[key]
    return [own] if slot[1] is not None and own in candidates else list(candidates)


def due_of(step, family: Family, member: Member | None, released_on: dt.date | None = None) -> Due:
    """When a step is due. `step` has `anchor`, `offset_days`, `why` and `basis`; the date is None while unknown."""
    why, position = step.why, member.position if member else None
    if step.anchor in (Anchor.START_DEADLINE, Anchor.DECISION_DEADLINE):
        return _due_by_law(step, position)
    anchor_day = {
        Anchor.REQUESTED: family.requested_on,
        Anchor.ACCEPTED: family.accepted_on or family.requested_on,
        Anchor.SETTLES: family.settles_on,
        Anchor.RELEASED: released_on,
    }[Anchor(step.anchor)]
    kind = DueKind.LAW if step.basis else DueKind.TEMPLATE
    on = anchor_day + dt.timedelta(days=step.offset_days) if anchor_day else None
    return Due(on, kind, why, step.basis, on if step.basis else None)


def _due_by_law(step, position: Position | None) -> Due:
    """The law's own day for the step itself; the municipality's day for what must come some days before it."""
    if position is None:
        return Due(None, DueKind.TEMPLATE, step.why, step.basis)
    starts = step.anchor == Anchor.START_DEADLINE
    days = {day.deadline: day for day in position.days}
    # Before 20 June 2025 the law named no day for the decision; it must come before the start all the same. One who has
    # not asked for a programme has no such day either, but the right itself ends two years after settlement.
    named = (START,) if starts else (DECISION, START, LIMIT)
    day = next((days[name] for name in named if name in days), None)
    if day is None:
        return Due(None, DueKind.TEMPLATE, f"{step.why} {position.text}".strip()[:200], step.basis)
    if step.offset_days:
        if day.deadline == LIMIT:
            return Due(None, DueKind.TEMPLATE, step.why, step.basis)
        return Due(day.on + dt.timedelta(days=step.offset_days), DueKind.TEMPLATE, step.why, step.basis)
    return due_of_law(day, step.why)


def due_of_law(day: LawDay, why: str = "") -> Due:
    """The law's own day. Where the law can be read in several ways it is the municipality's, and says so."""
    if day.unsure:
        reason = "Loven kan leses på flere måter her. Den tidligste dagen er brukt. Se hva loven sier om personen."
        return Due(
            day.on, DueKind.TEMPLATE, why, day.basis, deadline=day.deadline, law_reason=f"{reason} {day.reason}"[:200]
        )
    return Due(day.on, DueKind.LAW, why, day.basis, day.on, day.deadline, day.reason)


def first_states(laying: Laying, closed: set[Slot] = frozenset()) -> dict[Slot, bool]:
    """Whether each new step is free to begin at once: it waits for nothing that is still open."""
    held = {slot for slot, ahead in laying.waits if ahead not in closed}
    return {step.slot: step.slot not in held for step in laying.steps}
