"""Writes each household's pathway as it stands on the day: steps, waits, preconditions and standings.

Lays with the pathway room's own pure recipe, as of the day the household moved in, and writes every step in the state
it has come to. Laying first and moving afterwards would write two million rows twice.
"""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from samlop.access.models import Role
from samlop.core.calendar import age_on
from samlop.core.clock import OSLO
from samlop.core.models import Municipality
from samlop.demo.bulk import Writer
from samlop.demo.load.people import Rows
from samlop.demo.progress import Come, Slot, progress
from samlop.demo.town import TWO_OWNERS, TWO_PROGRAMMES, Home, Town
from samlop.pathway import queries
from samlop.pathway.lawdays import Position, position
from samlop.pathway.models import (
    OPEN,
    Anchor,
    DueKind,
    Precondition,
    PreconditionKind,
    Standing,
    State,
    Step,
    Template,
    Wait,
)
from samlop.pathway.recipe import Due, Family, Member, PlannedStep, Recipe, RecipeStep, due_of, lay
from samlop.pathway.standing import stand
from samlop.people.models import Permit, Person, Route

STEP = (
    "id", "municipality_id", "household_id", "person_id", "key", "title", "office", "owner_role", "state", "due_on", "due_kind",
    "due_reason", "due_basis", "law_due_on", "anchor", "offset_days", "repeat_days", "duration_days", "released_on", "began_on",
    "closed_on", "precondition", "note", "order",
)  # fmt: skip
# Steps that a scene has beside the template's, as a municipality would add them by hand.
EXTRA = {
    "lasting_home": RecipeStep("lasting_home", "Varig bolig", "household", "Boligkontoret", Role.COUNSELLOR, Anchor.RELEASED, 30, 30, "Husrommet nå er midlertidig. En varig bolig gir ro til å lære.", "", 0, "housing", 40),
    "recognition": RecipeStep("recognition", "Godkjenning av utdanningen", "participant", "HK-dir", Role.COUNSELLOR, Anchor.RELEASED, 60, 60, "Svaret avgjør hvilke jobber som er åpne.", "", 0, "", 41),
}  # fmt: skip


@dataclass(slots=True)
class _Row:
    """What a standing needs to know of a step."""

    pk: int
    person_id: int | None
    state: State
    due_on: dt.date | None
    due_kind: str
    released_on: dt.date | None
    duration_days: int
    order: int


class _Batch:
    """Rows on their way to the database."""

    def __init__(self) -> None:
        self.steps: list[tuple] = []
        self.waits: list[tuple] = []
        self.standings: list[tuple] = []
        self.preconditions: list[tuple] = []
        self.done: dict[tuple[int, str], dt.date] = {}


def write(
    writer: Writer, municipality: Municipality, town: Town, rows: Rows, template: Template, rng: random.Random
) -> tuple[int, dict[tuple[int, str], dt.date]]:
    """Writes the pathways of a town. Returns how many steps there were, and the day of each that is done, by person."""
    recipe = queries.recipe_of(template)
    kinds = list(
        PreconditionKind.objects.filter(municipality=municipality).order_by("order", "pk").values_list("pk", "key")
    )
    keys = {kind: pk for pk, kind in kinds}
    by = dict(Person.objects.filter(municipality=municipality).values_list("pk", "counsellor_id"))
    batch, count = _Batch(), 0
    for place, home in enumerate(town.homes):
        count += _household(
            writer,
            municipality,
            town,
            home,
            rows.homes[place],
            rows.members[place],
            recipe,
            keys,
            by,
            rows.teams,
            rng,
            batch,
        )
    writer.insert(Step, STEP, batch.steps)
    writer.insert(
        Wait, ("step_id", "waits_for_id", "overridden_at", "overridden_by_id", "override_reason"), batch.waits
    )
    writer.insert(
        Standing,
        ("person_id", "municipality_id", "counsellor_id", "team_id", "needs_on", "step_id", "blocker_id"),
        batch.standings,
        numbered=False,
    )
    writer.insert(Precondition, ("person_id", "kind_id", "status", "owner", "due_on"), batch.preconditions)
    return count, batch.done


def _household(
    writer,
    municipality,
    town: Town,
    home: Home,
    number: int,
    members: range,
    recipe: Recipe,
    kinds,
    by,
    teams,
    rng,
    batch: _Batch,
) -> int:
    on = town.on
    planned, pairs, family = _laid(home, members, recipe, on)
    place_of = {pk: nth for nth, pk in enumerate(members)}

    def told(slot) -> Slot:
        return slot[0], None if slot[1] is None else place_of[slot[1]]

    waits: dict[Slot, list[Slot]] = defaultdict(list)
    for slot, ahead in pairs:
        waits[told(slot)].append(told(ahead))
    come = progress([told(p.slot) for p in planned], waits, home, rng=rng, on=on)
    planned, come = _with_faults(planned, come, home, members, on)
    pks = writer.ids(Step, len(planned))
    number_of = {told(p.slot): pk for p, pk in zip(planned, pks, strict=True)}
    by_id = {member.id: member for member in family.members}
    open_rows: list[_Row] = []
    of_precondition: dict[tuple[int | None, str], list[str]] = defaultdict(list)
    for p, pk in zip(planned, pks, strict=True):
        row, here, due = p.recipe, come[told(p.slot)], p.due
        if row.anchor == Anchor.RELEASED and here.released_on:
            due = due_of(row, family, by_id.get(p.person_id), here.released_on)
        programme = None if p.person_id is None else home.members[place_of[p.person_id]].programme
        if row.key == "norwegian_training" and programme and due.on and due.on < programme.ends_on:
            due = Due(programme.ends_on, DueKind.AGREED, "Planen går til denne dagen.", due.basis, due.law_on)
        if told(p.slot) in home.agreed and here.closed_on is None:
            day, why = home.agreed[told(p.slot)]
            due = Due(day, DueKind.AGREED, why, due.basis, due.law_on)
        batch.steps.append(
            (
                pk, municipality.pk, number, p.person_id, row.key.split("#")[0], row.title, row.office, row.owner_role, here.state,
                due.on, due.kind, due.reason, due.basis, due.law_on, row.anchor, row.offset_days, row.repeat_days, row.duration_days,
                here.released_on, here.began_on, here.closed_on, row.precondition, here.note, row.order,
            )
        )  # fmt: skip
        if here.closed_on is None:
            open_rows.append(
                _Row(
                    pk, p.person_id, State(here.state), due.on, due.kind, here.released_on, row.duration_days, row.order
                )
            )
        elif here.state == State.DONE and p.person_id is not None:
            batch.done[p.person_id, row.key] = here.closed_on
        if row.precondition:
            of_precondition[p.person_id, row.precondition].append(here.state)
    held: dict[int, list[int]] = defaultdict(list)
    for slot, aheads in waits.items():
        gone = {a: (day, why) for a, day, why in come[slot].overridden}
        for ahead in aheads:
            day, why = gone.get(ahead, (None, ""))
            at = dt.datetime.combine(day, dt.time(13, 0), tzinfo=OSLO) if day else None
            batch.waits.append((number_of[slot], number_of[ahead], at, by[members[0]] if day else None, why))
            if day is None and come[slot].state == State.WAITING and come[ahead].state in OPEN:
                held[number_of[slot]].append(number_of[ahead])
    _standings(municipality, home, members, open_rows, held, on, by, teams, batch)
    _preconditions(home, members, of_precondition, kinds, on, batch)
    return len(planned)


def _laid(home: Home, members: range, recipe: Recipe, on: dt.date) -> tuple[list[PlannedStep], list, Family]:
    """The steps laid when they moved in, and those that came with children born here since."""
    day = home.settles_on or on
    people = [
        Member(pk, p.birth_date, _position(pk, p, home, day)) for pk, p in zip(members, home.members, strict=True)
    ]
    there = tuple(m for m in people if m.birth_date <= day)
    family = Family(home.requested_on, home.accepted_on, home.settles_on, there)
    laying = lay(recipe, family, on=day)
    planned, pairs = list(laying.steps), list(laying.waits)
    if len(there) < len(people):
        whole = Family(home.requested_on, home.accepted_on, home.settles_on, tuple(people))
        more = lay(recipe, whole, on=max(day, on), lies=[p.slot for p in planned])
        # Only what the new children bring: nobody else is laid anew at today's age.
        born = {m.id for m in people if m.birth_date > day}
        planned += [p for p in more.steps if p.person_id in born]
        slots = {p.slot for p in planned}
        pairs += [(a, b) for a, b in more.waits if a[1] in born and a in slots and b in slots]
        family = whole
    for key, place in home.fixed:
        if key in EXTRA:
            planned.append(
                PlannedStep(
                    EXTRA[key], None if place is None else members[place], Due(None, "template", EXTRA[key].why)
                )
            )
    return planned, pairs, family


def _position(pk: int, p, home: Home, day: dt.date) -> Position | None:
    if age_on(p.birth_date, day) < 18:
        return None
    # The facts as they were that day: no job yet, and the permits she had.
    person = Person(
        pk=pk,
        birth_date=p.birth_date, citizenship=p.origin, arrived_on=p.arrived_on, settled_on=p.settled_on,
        settled_by_agreement=p.settled_by_agreement, unaccompanied_minor=p.unaccompanied_minor, education=p.education,
    )  # fmt: skip
    permits = [
        Permit(
            kind=g.kind, granted_on=g.granted_on, applied_on=g.applied_on, applied_from_abroad=g.applied_from_abroad,
            reference_permit=g.reference_permit, reference_settled_on=g.reference_settled_on,
        )
        for g in p.permits
        if g.granted_on <= day
    ] or [Permit(kind=p.permits[0].kind, granted_on=p.permits[0].granted_on)]  # fmt: skip
    person._prefetched_objects_cache = {"permits": permits}
    return position(person, settles_on=home.settles_on, on=day)


def _with_faults(planned: list[PlannedStep], come: dict[Slot, Come], home: Home, members: range, on: dt.date):
    """Plants the two faults that lie in the steps: a step that lies with two owners, and a programme that was opened twice."""
    for place, person in enumerate(home.members):
        for p in list(planned):
            if p.person_id != members[place]:
                continue
            if TWO_OWNERS in person.faults and p.recipe.key == "norwegian_training":
                two = _changed(
                    p.recipe, key="norwegian_training#2", office="Flyktningkontoret", owner_role=Role.COUNSELLOR
                )
                planned.append(PlannedStep(two, p.person_id, p.due))
                came = come["norwegian_training", place]
                come["norwegian_training#2", place] = Come("ready", came.released_on or on)
                break
            if TWO_PROGRAMMES in person.faults and p.recipe.key == "programme_start":
                again = _changed(p.recipe, key="programme_start#2", title="Programstart")
                planned.append(PlannedStep(again, p.person_id, p.due))
                came = come["programme_start", place].released_on or on
                come["programme_start#2", place] = Come(
                    "ready", came, note="Lagt inn en gang til da saken skiftet rådgiver"
                )
                break
    return planned, come


def _changed(row: RecipeStep, **new) -> RecipeStep:
    return RecipeStep(**{name: getattr(row, name) for name in RecipeStep.__slots__} | new)


def _standings(
    municipality, home: Home, members: range, rows: list[_Row], held, on: dt.date, by, teams, batch: _Batch
) -> None:
    """As the pathway room writes them; a test refreshes them there and finds nothing changed."""
    order = sorted(range(len(members)), key=lambda nth: (home.members[nth].birth_date, members[nth]))
    adults = [
        members[n] for n in order if age_on(home.members[n].birth_date, on) >= 18 or home.members[n].unaccompanied_minor
    ]
    if not adults and home.route == Route.MINOR:
        adults = [members[n] for n in order]
    rows.sort(key=lambda row: (row.order, row.pk))
    team = None if home.team is None else teams[home.team]
    for pk, where in stand(rows, held, adults=adults, contact=members[0]).items():
        batch.standings.append((pk, municipality.pk, by[pk], team, where.needs_on, where.step, where.blocker))


def _preconditions(home: Home, members: range, states: dict, kinds: dict[str, int], on: dt.date, batch: _Batch) -> None:
    """How each precondition stands: as its steps say where it has steps, else as the story says."""
    for place, person in enumerate(home.members):
        if not person.ready_after_days:
            continue
        for nth, (key, kind) in enumerate(kinds.items()):
            of = states.get((members[place], key), []) + states.get((None, key), [])
            if key == "child_care":
                own = {members[other] for relation, other in person.relations if relation == "parent"}
                of = [s for (pk, name), found in states.items() if name == key and pk in own for s in found]
                if not of:
                    batch.preconditions.append((members[place], kind, "not_relevant", "", None))
                    continue
            status = _status(of) if home.settles_on and home.settles_on <= on else "open"
            if (
                status == "in_place"
                and home.settles_on
                and person.ready_after_days[nth % 7] > (on - home.settles_on).days
            ):
                status = "under_way"
            owner = "Programrådgiver" if status == "under_way" else ""
            due = max(on, (home.settles_on or on) + dt.timedelta(days=90)) if status == "under_way" else None
            batch.preconditions.append((members[place], kind, status, owner, due))


def _status(states: Sequence[str]) -> str:
    if all(state in ("done", "dropped") for state in states):
        return "in_place"
    return "under_way" if any(state in ("under_way", "done") for state in states) else "open"
