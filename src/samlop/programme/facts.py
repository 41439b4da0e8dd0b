"""Turns a plan into the facts that the law asks for, and asks it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from samlop.competence import queries as competence
from samlop.competence.models import Level
from samlop.law.assess import Assessment, ask, assess
from samlop.law.facts import Facts
from samlop.law.finding import Finding
from samlop.people import queries as people
from samlop.people.facts import law_facts
from samlop.planning import week
from samlop.planning.week import Cap, Clash, Part, Stretch
from samlop.programme.catalogue import DAYS
from samlop.programme.models import Element, LoadStep, Plan, State
from samlop.readings import queries as municipal
from samlop.readings.queries import Chosen

PLAN_COMPLETE, FULL_TIME = "plan_complete", "full_time_and_year_round"


def in_effect(plans: Iterable[Plan]) -> Plan | None:
    """Of one person's plans the one that is a fact: the plan in force, else the one sent. A draft is not yet a fact."""
    by_state = {plan.state: plan for plan in plans}
    return by_state.get(State.IN_FORCE) or by_state.get(State.SUBMITTED)


def programme_facts(plan: Plan | None) -> dict:
    """What a plan adds to what is known about the person, for `law_facts(person, ..., **programme_facts)`."""
    if plan is None:
        return {}
    facts = {
        "goal": plan.end_goal or None,
        "goal_set_date": plan.meeting_on if plan.end_goal else None,
        "offer_date": plan.offer_on,
        "decision_date": plan.decided_on,
        "start_date": plan.starts_on if plan.decided_on else None,
        "programme_type": plan.programme_type,
        "set_months": plan.duration_months if plan.decided_on else None,
    }
    return {name: value for name, value in facts.items() if value is not None}


@dataclass(frozen=True)
class PlanPicture:
    """One plan with its elements and what the law answers about it, read once for one page or one act."""

    plan: Plan
    elements: tuple[Element, ...]
    load_steps: tuple[LoadStep, ...]
    on: dt.date

    @cached_property
    def facts(self) -> Facts:
        """Everything the law may ask about the person and this plan."""
        person = self.plan.person
        return self.facts_with(people.children_of(person), compulsory_school_completed(person))

    def facts_with(self, children, compulsory_school: bool | None) -> Facts:
        """The same, when children and schooling are read already, for many plans at once."""
        plan = self.plan
        stated = programme_facts(plan) | {
            "plan_made": plan.meeting_on or self.on,
            "fields": list(self.filled),
            "scheduled_hours_per_week": float(self.hours) if self.elements else None,
            # A draft is judged as if it were decided today: that is the decision one is about to make.
            "decision_date": plan.decided_on or self.on,
            "compulsory_school_completed": compulsory_school,
        }
        # A start in the future is a plan, not a fact: the law's deadline must still be shown as running.
        if plan.starts_on and not plan.decided_on:
            stated["start_date"] = plan.starts_on
        return law_facts(plan.person, children=children, **stated)

    @cached_property
    def municipal(self) -> dict[str, Chosen]:
        """How the municipality reads the law on the day."""
        return municipal.chosen(self.plan.municipality_id, self.on)

    @cached_property
    def readings(self) -> dict[str, str]:
        """How open questions are read here: as the municipality does, unless the plan says otherwise."""
        return municipal.options(self.municipal) | self.plan.readings_chosen

    @cached_property
    def readings_with_reasons(self) -> dict[str, dict]:
        """The readings that weigh here, as the plan keeps them: its own, and those of the municipality an answer rests on."""
        used = {question for finding in self.findings for question, _ in finding.chosen}
        theirs = {
            question: {
                "option": choice.option, "why": choice.why, "municipal": True, "by": choice.by,
                "chosen_on": choice.chosen_on.isoformat(), "from_on": choice.from_on.isoformat(),
            }
            for question, choice in self.municipal.items()
            if question in used
        }  # fmt: skip
        return theirs | self.plan.readings

    @cached_property
    def assessment(self) -> Assessment:
        """What the law answers, under the readings that hold for this plan."""
        return assess(self.facts, self.on, self.readings)

    @cached_property
    def complete(self) -> Finding:
        """Whether the plan holds what the law says a plan must hold."""
        return ask(PLAN_COMPLETE, self.facts, self.on, self.readings)

    @property
    def findings(self) -> list[Finding]:
        """Every answer, each question once, with the one about the plan itself at the end."""
        return [*(f for f in self.assessment.findings if f.question != PLAN_COMPLETE), self.complete]

    @cached_property
    def full_time(self) -> Finding:
        """What full time is for this type of programme, before any week is laid."""
        return ask(FULL_TIME, replace(self.facts, scheduled_hours_per_week=None), self.on, self.readings)

    def is_full_time(self, hours: Decimal) -> bool:
        """Whether the law holds a week of so many hours for full time."""
        answer = ask(FULL_TIME, replace(self.facts, scheduled_hours_per_week=float(hours)), self.on, self.readings)
        return bool(answer.value and answer.value.get("full_time"))

    def finding(self, question: str) -> Finding | None:
        """The answer to one question, or None when it was not asked."""
        return self.assessment.by_question.get(question)

    @property
    def filled(self) -> tuple[str, ...]:
        """Which parts of a plan (in the law's words) this one has."""
        plan = self.plan
        chosen = [
            e for e in self.elements if e.about.work or e.about.education or e.about.content.startswith("work_or")
        ]
        has = {
            "end_goal": plan.end_goal,
            "norwegian_goal": len(plan.norwegian_goal) == 4,
            "long_term_goals": plan.long_term_goal.strip(),
            "volume_of_training": any(e.kind == "norwegian" and e.hours_per_week for e in self.elements),
            "duration": plan.duration_months,
            "elements": self.elements,
            "complaint_options": plan.complaint_told,
            "reasons_for_elements": chosen and all(e.reason.strip() for e in chosen) and plan.strengthens.strip(),
        }
        return tuple(name for name, value in has.items() if value)

    # ----- the week

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The elements as parts of a week."""
        return tuple(
            Part(
                id=e.pk or 0, name=e.name, hours=e.hours_per_week, work=e.about.work, from_on=e.from_on, to_on=e.to_on,
                slots={day: week.slots(e.times[day]) for day, _ in DAYS if day in e.times},
            )
            for e in self.elements
        )  # fmt: skip

    @property
    def hours(self) -> Decimal:
        """Hours in the ordinary week: everything that runs, without the stepping up."""
        return sum((e.hours_per_week for e in self.elements), Decimal(0))

    @property
    def work_hours(self) -> Decimal:
        """Work-oriented hours in the ordinary week."""
        return sum((e.hours_per_week for e in self.elements if e.about.work), Decimal(0))

    @cached_property
    def clashes(self) -> list[Clash]:
        """Elements that want the same time."""
        return week.clashes(self.parts)

    @cached_property
    def stretches(self) -> list[Stretch]:
        """The programme cut where its week changes; empty until start and length are known."""
        if not (self.plan.starts_on and self.plan.ends_on and self.elements):
            return []
        caps = [Cap(s.from_on, s.until_on, s.hours_per_week) for s in self.load_steps]
        return week.stretches(self.parts, caps, starts=self.plan.starts_on, ends=self.plan.ends_on)


def compulsory_school_completed(person) -> bool | None:
    """Whether she has finished compulsory school, out of the mapped schooling; None when none is mapped."""
    return compulsory_school_out_of(person, competence.schooling_of([person.pk]).get(person.pk, []))


def compulsory_school_out_of(person, rows: Iterable[tuple[int, bool]]) -> bool | None:
    """The same, out of (level, completed) of each schooling mapped."""
    if not (rows := list(rows)):
        return True if person.education == "upper_secondary_or_higher" else None
    return any(level > Level.LOWER_SECONDARY or (level == Level.LOWER_SECONDARY and done) for level, done in rows)


def picture(plan: Plan, on: dt.date) -> PlanPicture:
    """Reads the plan's elements and load steps as they stand."""
    return PlanPicture(plan, tuple(plan.elements.all()), tuple(plan.load_steps.all()), on)
