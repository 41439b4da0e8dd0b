"""Reads one household's graph whole, in three queries, and lays it on the calendar."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from samlop.core.calendar import age_on
from samlop.pathway.models import CLOSED, Anchor, DueKind, State, Step, Wait
from samlop.people.models import Household, Person
from samlop.planning import graph
from samlop.planning.graph import Slot, Task


@dataclass(frozen=True)
class Graph:
    """The steps and waits of one household, and where they fall.

    `active[a]`: the steps that `a` must come after, without overridden waits and without what is not relevant.
    `slots` is empty, and `ring` names the steps, when rows from elsewhere make a ring.
    """

    household: Household
    on: dt.date
    members: tuple[Person, ...]
    names: dict[int, str]
    steps: dict[int, Step]
    waits: tuple[Wait, ...]
    tasks: dict[int, Task]
    active: dict[int, list[int]]
    slots: dict[int, Slot] = field(default_factory=dict)
    ring: tuple[int, ...] = ()

    def who(self, step: Step) -> str:
        """The name of the one the step is for; empty for the household's own."""
        return self.names.get(step.person_id, "") if step.person_id else ""

    def starts(self, pk: int) -> dt.date:
        """The first day of a step, done or thought."""
        return dt.date.fromordinal(self.slots[pk].start)

    def ends(self, pk: int) -> dt.date:
        """The last day of a step, done or thought (inclusive)."""
        return dt.date.fromordinal(max(self.slots[pk].end - 1, self.slots[pk].start))


def graph_of(household: Household, on: dt.date, user=None) -> Graph:
    """Reads and schedules what `user` may see of it; None is the command line, which sees all. Three queries."""
    people, rows = Person.objects.filter(household=household), Step.objects.filter(household=household)
    if user is not None:
        people, rows = people.shown_in_household(user), rows.visible_to(user)
    members = tuple(people.order_by("birth_date", "id"))
    steps = {step.pk: step for step in rows.select_related("owner").order_by("order", "id")}
    waits = tuple(
        wait
        for wait in Wait.objects.filter(step__household=household)
        .select_related("overridden_by")
        .order_by("waits_for__order", "id")
        if wait.step_id in steps and wait.waits_for_id in steps
    )
    for wait in waits:
        wait.step, wait.waits_for = steps[wait.step_id], steps[wait.waits_for_id]
    drawn = {pk: step for pk, step in steps.items() if step.state != State.DROPPED}
    tasks = {pk: task_of(step, household, on) for pk, step in drawn.items()}
    active: dict[int, list[int]] = {pk: [] for pk in drawn}
    for wait in waits:
        if wait.overridden_at is None and wait.step_id in drawn and wait.waits_for_id in drawn:
            active[wait.step_id].append(wait.waits_for_id)
    whole = Graph(household, on, members, names_of(members, on), steps, waits, tasks, active)
    try:
        slots, ring = graph.schedule(tasks, active), ()
    except graph.Cycle as found:
        slots, ring = {}, tuple(found.steps)
    return Graph(**{**whole.__dict__, "slots": slots, "ring": ring})


def names_of(members: tuple[Person, ...], on: dt.date) -> dict[int, str]:
    """Given names, with the age where two share one."""
    shared = Counter(person.given_name for person in members)
    return {
        person.pk: person.given_name
        if shared[person.given_name] == 1
        else f"{person.given_name} ({age_on(person.birth_date, on)} år)"
        for person in members
    }


def task_of(step: Step, household: Household, on: dt.date) -> Task:
    """A step as planning sees it.

    Done steps lie where they were. What is open takes its usual time, begins today at the earliest, is not over before
    tomorrow, does not come before the settlement day when it is counted from it, and ends no earlier than agreed.
    """
    today = on.toordinal()
    if step.state in CLOSED:
        end = step.closed_on.toordinal() + 1
        begun = (step.began_on or step.closed_on).toordinal()
        return Task(duration=max(end - begun, 1), earliest=begun, fixed_end=end)
    length = max(step.duration_days, 1)
    if step.state == State.UNDER_WAY and step.began_on:
        begun = step.began_on.toordinal()
        return Task(duration=max(length, today + 1 - begun), earliest=begun)
    earliest = today
    if step.anchor == Anchor.SETTLES and step.offset_days >= 0 and household.settles_on:
        earliest = max(earliest, household.settles_on.toordinal())
    if step.due_kind == DueKind.AGREED and step.due_on:
        earliest = max(earliest, step.due_on.toordinal() + 1 - length)
    return Task(duration=length, earliest=earliest)
