"""Asks the law about one person under the readings that hold for her, and says where and when each fact was learnt."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from samlop.core.calendar import long_date, short_date
from samlop.core.compiled import compiled, kept_with
from samlop.core.models import Source
from samlop.law import Facts, FactsError, Finding, ask, assess
from samlop.people import queries as people
from samlop.people.facts import law_facts
from samlop.people.models import Person, StatedFact
from samlop.programme.facts import in_effect, programme_facts
from samlop.programme.models import Plan, State
from samlop.readings import queries as municipal
from samlop.readings.queries import Chosen

_SOURCES = dict(Source.choices)
# Which column of a person a fact of the law comes from, for its source.
_COLUMNS = {
    "birth_date": "birth_date",
    "citizenship": "citizenship",
    "arrival_date": "arrived_on",
    "settlement_date": "settled_on",
    "settled_by_agreement": "settled_by_agreement",
    "unaccompanied_minor": "unaccompanied_minor",
    "education": "education",
    "job_hours_per_week": "job_hours_per_week",
}
_FROM_PERMIT = frozenset(
    {
        "permit",
        "permit_date",
        "permits",
        "family_application_date",
        "applied_from_abroad",
        "reference_permit",
        "reference_settled",
    }
)
_FROM_PLAN = frozenset(
    {
        "goal",
        "goal_set_date",
        "offer_date",
        "decision_date",
        "start_date",
        "programme_type",
        "set_months",
        "plan_made",
        "fields",
        "scheduled_hours_per_week",
    }
)
_FROM_STEPS = frozenset({"competence_mapped", "career_guidance_done", "training_begun"})
_FROM_MAPPING = "compulsory_school_completed"


@compiled
def _stated_of(*, person):
    return StatedFact.objects.filter(person=person)


@dataclass(frozen=True)
class Case:
    """One person as the law sees her on a day: facts, readings and where they come from; `problems` when the facts clash."""

    person: Person
    on: dt.date
    facts: Facts | None
    readings: Mapping[str, str]
    sources: "Sources"
    chosen_by: Mapping[str, str]
    problems: tuple[str, ...] = ()

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Every answer a counsellor needs, in the order of reading."""
        return assess(self.facts, self.on, self.readings).findings if self.facts else ()

    def finding(self, question: str) -> Finding | None:
        """The answer to one question; None when the facts clash."""
        return ask(question, self.facts, self.on, self.readings) if self.facts else None


def visible_children(person: Person, user) -> list[Person]:
    """Her children, as far as the user may see them: a protected child must not show through an answer of the law."""
    return list(people.children_of(person).visible_to(user).order_by("birth_date", "id"))


def plans_of(person: Person) -> list[Plan]:
    """The plan that holds, and the one that was sent."""
    return list(Plan.objects.filter(person=person, state__in=[State.IN_FORCE, State.SUBMITTED]))


def case(
    person: Person, children: list[Person], plans: list[Plan], on: dt.date, done: Mapping[str, dt.date] | None = None
) -> Case:
    """The case of one person out of rows that are read already. `done`: what finished steps say. Two kept queries."""
    plan = in_effect(plans)
    if "stated_facts" not in getattr(person, "_prefetched_objects_cache", {}):
        kept_with(person, "stated_facts", _stated_of(person=person.pk))
    theirs = municipal.chosen_with(person, on)
    own = plan.readings_chosen if plan else {}
    sources = Sources(person, children, plan)
    by = chosen_by(theirs, plan)
    try:
        facts = law_facts(person, children=children, **(done or {}), **programme_facts(plan))
    except FactsError as wrong:
        return Case(person, on, None, {}, sources, by, wrong.problems)
    return Case(person, on, facts, municipal.options(theirs) | own, sources, by)


def chosen_by(theirs: Mapping[str, Chosen], plan: Plan | None) -> dict[str, str]:
    """Who chose each reading: the municipality, or the plan, which goes first."""
    kept = plan.readings if plan else {}
    return {question: choice.who for question, choice in theirs.items()} | {
        question: kept_by(chosen, plan.number) for question, chosen in kept.items()
    }


def kept_by(chosen: Mapping, number: int) -> str:
    """Who chose a reading that a plan keeps."""
    if not chosen.get("municipal"):
        return f"planen, versjon {number}"
    return f"kommunen ved {chosen['by']}, {long_date(dt.date.fromisoformat(chosen['chosen_on']))}"


@dataclass(frozen=True)
class Sources:
    """Says where and when each fact was learnt."""

    person: Person
    children: list[Person]
    plan: Plan | None

    def of(self, name: str) -> str:
        """`bosettingslista, 01.09.2026`."""
        words, day = self.pair(name)
        return f"{words}, {short_date(day)}" if day else words

    def pair(self, name: str) -> tuple[str, dt.date | None]:
        """The source in words, and the day it was learnt where that is known."""
        if name in _FROM_PERMIT and self._permit:
            return self._permit.get_source_display(), self._permit.known_on
        if name in _FROM_PLAN and self.plan:
            return f"planen, versjon {self.plan.number}", None
        if name == "children":
            return ("slektskapet i saken" if self.children else "ingen barn i saken"), None
        if name in _FROM_STEPS:
            return "steget i løpet", None
        if name == _FROM_MAPPING:
            return "kompetansekartleggingen", None
        if kept := self.person.sources.get(_COLUMNS.get(name, "")):
            words = _SOURCES.get(kept["source"], kept["source"])
            return words, dt.date.fromisoformat(kept["known_on"])
        if stated := self._stated.get(name):
            return stated.get_source_display(), stated.known_on
        return "kilde ikke oppgitt", None

    def of_all(self, names) -> dict[str, tuple[str, dt.date | None]]:
        """The source of each fact, as an explanation takes them."""
        return {name: self.pair(name) for name in names}

    @cached_property
    def _permit(self):
        permits = list(self.person.permits.all())
        return permits[-1] if permits else None

    @cached_property
    def _stated(self) -> dict[str, StatedFact]:
        return {row.name: row for row in self.person.stated_facts.all()}
