"""Writes each household's pathway as it stands on the day: steps, waits, preconditions and standings.

Every step is written once, in the state it has come to: laying first and moving afterwards would write a country's two
million rows twice.
"""

import dataclasses
import datetime as dt
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from samlop.core.calendar import age_on
from samlop.core.clock import OSLO
from samlop.core.models import Municipality
from samlop.demo.bulk import Writer
from samlop.demo.load.laid import AGAIN, Laid, laid, with_faults
from samlop.demo.load.people import Rows
from samlop.demo.progress import Come, Slot, progress
from samlop.demo.town import Home, Town
from samlop.pathway import queries
from samlop.pathway.models import OPEN, Anchor, DueKind, Precondition, PreconditionKind, Standing, Step, Template, Wait
from samlop.pathway.models import State as StepState
from samlop.pathway.recipe import Due, PlannedStep, due_of
from samlop.pathway.standing import Stand, stand
from samlop.people.models import Person, Route

STEP = (
    "id", "municipality_id", "household_id", "person_id", "key", "title", "office", "owner_role", "state", "due_on", "due_kind",
    "due_reason", "due_basis", "law_due_on", "deadline", "law_reason", "anchor", "offset_days", "repeat_days", "duration_days", "released_on", "began_on",
    "closed_on", "precondition", "note", "order",
)  # fmt: skip
WAIT = ("step_id", "waits_for_id", "overridden_at", "overridden_by_id", "override_reason")
# A standing's own columns, as the pathway room names them: its steps are foreign keys.
_STAND = tuple(f"{f.name}_id" if f.name.endswith(("step", "blocker")) else f.name for f in dataclasses.fields(Stand))
STANDING = ("person_id", "municipality_id", "counsellor_id", "team_id", *_STAND)
PRECONDITION = ("person_id", "kind_id", "status", "owner", "due_on")
FIRST_YEAR = 365
PRECONDITIONS = 7  # that come with the house, and that the story tells of


@dataclass(slots=True)
class _Row:
    """What a standing needs to know of a step."""

    pk: int
    person_id: int | None
    state: StepState
    due_on: dt.date | None
    due_kind: str
    released_on: dt.date | None
    duration_days: int
    order: int
    law_due_on: dt.date | None = None


def write(
    writer: Writer, municipality: Municipality, town: Town, rows: Rows, template: Template, rng: random.Random
) -> tuple[int, dict[tuple[int, str], dt.date]]:
    """Writes the pathways of a town. Returns how many steps there were, and the day of each that is done, by person."""
    pathways = _Pathways(writer, municipality, town, rows, template, rng)
    for place, home in enumerate(town.homes):
        pathways.add(place, home)
    writer.insert(Step, STEP, pathways.steps)
    writer.insert(Wait, WAIT, pathways.waits)
    writer.insert(Standing, STANDING, pathways.standings)
    writer.insert(Precondition, PRECONDITION, pathways.preconditions)
    return len(pathways.steps), pathways.done


class _Pathways:
    """The pathways of one town on their way to the database."""

    def __init__(self, writer: Writer, municipality: Municipality, town: Town, rows: Rows, template: Template, rng):
        self.writer, self.municipality, self.on, self.rng, self.rows = writer, municipality.pk, town.on, rng, rows
        self.recipe = queries.recipe_of(template)
        kinds = PreconditionKind.objects.filter(municipality=municipality).order_by("order", "pk")
        self.kinds = list(kinds.values_list("key", "pk"))
        people = Person.objects.filter(municipality=municipality)
        self.counsellors = dict(people.values_list("pk", "counsellor_id"))
        self.steps: list[tuple] = []
        self.waits: list[tuple] = []
        self.standings: list[tuple] = []
        self.preconditions: list[tuple] = []
        self.done: dict[tuple[int, str], dt.date] = {}

    def add(self, place: int, home: Home) -> None:
        """One household: laid, moved as far as its story says, and planted with its faults."""
        members = self.rows.members[place]
        found = laid(home, members, self.recipe, self.on)
        place_of: dict[int | None, int | None] = {None: None} | {pk: nth for nth, pk in enumerate(members)}
        slots = [(step.recipe.key, place_of[step.person_id]) for step in found.steps]
        waits: dict[Slot, list[Slot]] = defaultdict(list)
        for (key, who), (key_ahead, who_ahead) in found.pairs:
            waits[key, place_of[who]].append((key_ahead, place_of[who_ahead]))
        come = progress(slots, waits, home, rng=self.rng, on=self.on)
        with_faults(found.steps, come, home, members, self.on)
        slots = [(step.recipe.key, place_of[step.person_id]) for step in found.steps]
        numbers = dict(zip(slots, self.writer.ids(Step, len(slots)), strict=True))
        open_rows = self._add_steps(self.rows.homes[place], home, found, slots, numbers, come)
        held = self._add_waits(waits, numbers, come, self.counsellors[members[0]])
        self._add_standings(home, members, open_rows, held)
        states: dict[tuple[int | None, str], list[str]] = defaultdict(list)
        for step, slot in zip(found.steps, slots, strict=True):
            if step.recipe.precondition:
                states[step.person_id, step.recipe.precondition].append(come[slot].state)
        self._add_preconditions(home, members, states)

    def _add_steps(self, number: int, home: Home, found: Laid, slots, numbers, come: dict[Slot, Come]) -> list[_Row]:
        """Adds the steps; returns the open ones."""
        open_rows = []
        for step, slot in zip(found.steps, slots, strict=True):
            row, here, pk = step.recipe, come[slot], numbers[slot]
            due = self._due(step, slot, home, found, here)
            self.steps.append(
                (
                    pk, self.municipality, number, step.person_id, row.key.removesuffix(AGAIN), row.title, row.office,
                    row.owner_role, here.state, due.on, due.kind, due.reason, due.basis, due.law_on, due.deadline,
                    due.law_reason, row.anchor, row.offset_days, row.repeat_days, row.duration_days, here.released_on, here.began_on, here.closed_on,
                    row.precondition, here.note, row.order,
                )
            )  # fmt: skip
            if here.closed_on is None:
                state = StepState(here.state)
                open_rows.append(
                    _Row(pk, step.person_id, state, due.on, due.kind, here.released_on, row.duration_days, row.order, due.law_on)
                )  # fmt: skip
            elif here.state == StepState.DONE and step.person_id is not None:
                self.done[step.person_id, row.key] = here.closed_on
        return open_rows

    def _due(self, step: PlannedStep, slot: Slot, home: Home, found: Laid, here: Come) -> Due:
        """When the step is due: as laid, from the day it could begin, or as somebody has agreed."""
        due = step.due
        if step.recipe.anchor == Anchor.RELEASED and here.released_on:
            due = due_of(step.recipe, found.family, None, here.released_on)
        if here.closed_on is not None:
            return due
        key, place = slot
        born = None if place is None else home.members[place].birth_date
        if born and home.settles_on and born > home.settles_on and due.on and due.kind == DueKind.TEMPLATE:
            # Born here: the days are counted from the birth, not from a move long before; a place from the first year on.
            first = born + dt.timedelta(days=FIRST_YEAR if key == "kindergarten_place" else 0)
            return dataclasses.replace(due, on=due.on + (first - home.settles_on))
        programme = None if place is None else home.members[place].programme
        if key == "norwegian_training" and programme and due.on and due.on < programme.ends_on:
            return Due(programme.ends_on, DueKind.AGREED, "Planen går til denne dagen.", due.basis, due.law_on)
        if slot in home.agreed:
            day, why = home.agreed[slot]
            return dataclasses.replace(due, on=day, kind=DueKind.AGREED, reason=why)
        return due

    def _add_waits(self, waits, numbers, come: dict[Slot, Come], by: int | None) -> dict[int, list[int]]:
        """Adds the waits; returns those that still hold something back."""
        held: dict[int, list[int]] = defaultdict(list)
        for slot, aheads in waits.items():
            gone = {ahead: (day, why) for ahead, day, why in come[slot].overridden}
            for ahead in aheads:
                if ahead in gone:
                    day, why = gone[ahead]
                    at = dt.datetime.combine(day, dt.time(13, 0), tzinfo=OSLO)
                    self.waits.append((numbers[slot], numbers[ahead], at, by, why))
                    continue
                self.waits.append((numbers[slot], numbers[ahead], None, None, ""))
                if come[slot].state == StepState.WAITING and come[ahead].state in OPEN:
                    held[numbers[slot]].append(numbers[ahead])
        return held

    def _add_standings(self, home: Home, members: range, rows: list[_Row], held: dict[int, list[int]]) -> None:
        """As the pathway room writes them; a test refreshes them there and finds nothing changed."""
        by_age = sorted(zip(members, home.members, strict=True), key=lambda pair: (pair[1].birth_date, pair[0]))
        adults = [pk for pk, p in by_age if age_on(p.birth_date, self.on) >= 18 or p.unaccompanied_minor]
        if not adults and home.route == Route.MINOR:
            adults = [pk for pk, _ in by_age]
        rows.sort(key=lambda row: (row.order, row.pk))
        team = None if home.team is None else self.rows.teams[home.team]
        for pk, where in stand(rows, held, adults=adults, contact=members[0]).items():
            self.standings.append((pk, self.municipality, self.counsellors[pk], team, *dataclasses.astuple(where)))

    def _add_preconditions(self, home: Home, members: range, states: dict[tuple[int | None, str], list[str]]) -> None:
        """How each precondition stands: as its steps say, and not before the day the story gives."""
        lived = (self.on - home.settles_on).days if home.settles_on else -1
        due = max(self.on, (home.settles_on or self.on) + dt.timedelta(days=90))
        for pk, person in zip(members, home.members, strict=True):
            if not person.ready_after_days:
                continue
            children = {members[other] for relation, other in person.relations if relation == "parent"}
            for nth, (key, kind) in enumerate(self.kinds):
                whose = children if key == "child_care" else {pk, None}
                found = [s for (who, name), found in states.items() if name == key and who in whose for s in found]
                status = "open" if lived < 0 else _status(found)
                if key == "child_care" and not found:
                    status = "not_relevant"
                elif status == "in_place" and person.ready_after_days[nth % PRECONDITIONS] > lived:
                    status = "under_way"
                under_way = status == "under_way"
                self.preconditions.append(
                    (pk, kind, status, "Programrådgiver" if under_way else "", due if under_way else None)
                )


def _status(states: Sequence[str]) -> str:
    if all(state in ("done", "dropped") for state in states):
        return "in_place"
    return "under_way" if any(state in ("under_way", "done") for state in states) else "open"
