"""Reads what the law needs to know about many people at once: a handful of queries for each batch, whatever its size."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from samlop.core.calendar import add_months
from samlop.law import Facts, FactsError
from samlop.pathway.models import State as StepState
from samlop.pathway.models import Step
from samlop.people.facts import law_facts
from samlop.people.models import Person, Relation
from samlop.programme.facts import in_effect, programme_facts
from samlop.programme.models import Plan, State
from samlop.readings import queries as municipal_readings

# The right to training in Norwegian begins at sixteen; nothing in the acts is about younger children themselves.
ASSESSED_FROM_YEARS = 16
BATCH = 400


# What is done is a fact: the law's name for it -> the key of the step, and which of its days.
STEP_FACTS = {
    "competence_mapped": ("competence_mapping", "closed_on"),
    "career_guidance_done": ("career_guidance", "closed_on"),
    "training_begun": ("norwegian_training", "began_on"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One person as the law sees her. `facts` is None when what is written cannot all be true; `problems` says why."""

    person: Person
    children: tuple[Person, ...]
    plan: Plan | None
    facts: Facts | None
    problems: tuple[str, ...] = ()
    municipal: Mapping[str, str] = field(default_factory=dict)

    @property
    def readings(self) -> Mapping[str, str]:
        """How open questions are read in this case: as the municipality reads them, and first as chosen for the plan."""
        return {**self.municipal, **self.plan.readings_chosen} if self.plan else self.municipal


@dataclass(slots=True)
class _Around:
    """What belongs to the people of a batch."""

    children: dict[int, list[Person]] = field(default_factory=lambda: defaultdict(list))
    plans: dict[int, list[Plan]] = field(default_factory=lambda: defaultdict(list))
    done: dict[int, dict[str, dt.date]] = field(default_factory=lambda: defaultdict(dict))


def assessed_people(municipality_id: int, on: dt.date):
    """Everybody in the municipality the law is asked about, protected people too: the night is nobody's list."""
    born = add_months(on, -12 * ASSESSED_FROM_YEARS)
    return Person.objects.filter(municipality=municipality_id, birth_date__lte=born)


def cases(people, *, on: dt.date, plans: bool = True) -> Iterator[list[Case]]:
    """The cases of a query set of people, in the order of their numbers, a batch at a time."""
    numbers = list(people.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), BATCH):
        yield batch(numbers[start : start + BATCH], on=on, plans=plans)


def batch(numbers: Sequence[int], *, on: dt.date, plans: bool = True) -> list[Case]:
    """The cases of these people (numbers) as they are on the day, in the order of the numbers. Eight queries."""
    rows = (
        Person.objects.filter(pk__in=numbers)
        .select_related("household")
        .prefetch_related("permits", "stated_facts")
        .order_by("pk")
    )
    found = list(rows)
    around = _Around(_children(numbers), _plans(numbers) if plans else defaultdict(list), steps_done(numbers))
    municipal = {number: chosen_by_municipality(number, on) for number in {row.municipality_id for row in found}}
    return [
        case_of(
            row,
            around.children[row.pk],
            around.plans[row.pk],
            done=around.done[row.pk],
            municipal=municipal[row.municipality_id],
        )
        for row in found
    ]


def chosen_by_municipality(number: int, on: dt.date) -> dict[str, str]:
    """The readings the municipality (number) has chosen, as they hold on the day. One query."""
    return municipal_readings.options(municipal_readings.chosen(number, on))


def case_of(
    person: Person,
    children: Iterable[Person],
    plans: Iterable[Plan],
    *,
    done: Mapping[str, dt.date],
    municipal: Mapping[str, str],
) -> Case:
    """One case out of rows that are read already."""
    plan = in_effect(plans)
    # A protected child who lives elsewhere is not among them, as on every page: the answer would tell that she is here.
    own = tuple(c for c in children if not c.guarded or c.household_id == person.household_id)
    try:
        facts = law_facts(person, children=own, **done, **programme_facts(plan))
    except FactsError as wrong:
        return Case(person, own, plan, None, wrong.problems, municipal)
    return Case(person, own, plan, facts, municipal=municipal)


def steps_done(numbers: Sequence[int]) -> dict[int, dict[str, dt.date]]:
    """Which of the facts of `STEP_FACTS` the steps of these people say, by person. One query."""
    found: dict[int, dict[str, dt.date]] = defaultdict(dict)
    keys = [key for key, _ in STEP_FACTS.values()]
    rows = Step.objects.filter(person__in=numbers, key__in=keys).exclude(state=StepState.DROPPED).order_by("-pk")
    for person, key, began, closed in rows.values_list("person_id", "key", "began_on", "closed_on"):
        for name, (step, column) in STEP_FACTS.items():
            if key == step and (day := closed if column == "closed_on" else began or closed):
                found[person][name] = day
    return found


def _children(numbers: Sequence[int]) -> dict[int, list[Person]]:
    found: dict[int, list[Person]] = defaultdict(list)
    rows = Relation.objects.filter(person__in=numbers, kind="parent").select_related("other")
    for row in rows.order_by("other__birth_date", "other_id"):
        found[row.person_id].append(row.other)
    return found


def _plans(numbers: Sequence[int]) -> dict[int, list[Plan]]:
    found: dict[int, list[Plan]] = defaultdict(list)
    for plan in Plan.objects.filter(person__in=numbers, state__in=[State.IN_FORCE, State.SUBMITTED]):
        found[plan.person_id].append(plan)
    return found
