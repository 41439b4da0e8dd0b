"""Reads plans: the one in force, the open one, the versions, and the lists that other rooms need."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce

from samlop.competence import queries as competence
from samlop.core.calendar import add_months, age_on
from samlop.decisions.letter import standing_obligations
from samlop.interpreting import queries as interpreting
from samlop.interpreting.models import InterpreterUse, Occasion
from samlop.people import queries as people
from samlop.people.models import Person
from samlop.programme.models import OPEN, ContractText, Measure, Plan, State

REVIEW_MONTHS = 6


def locked(plan: Plan) -> Plan:
    """The plan's row as it stands now, locked until the transaction ends."""
    return Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)


def open_plan(person: Person) -> Plan | None:
    """The draft or the plan that waits for approval."""
    return Plan.objects.filter(person=person, state__in=OPEN).first()


def plan_in_force(person: Person) -> Plan | None:
    """The plan that holds now."""
    return Plan.objects.filter(person=person, state=State.IN_FORCE).first()


def plan_of(person: Person) -> Plan | None:
    """The plan that holds now, else the one being made."""
    return plan_in_force(person) or open_plan(person)


def versions(person: Person) -> QuerySet[Plan]:
    """Every version, newest first."""
    return Plan.objects.filter(person=person).select_related("saved_by", "submitted_by", "decision").order_by("-number")


def next_number(person: Person) -> int:
    """The number the next version gets."""
    return (Plan.objects.filter(person=person).aggregate(last=Max("number"))["last"] or 0) + 1


def to_review(user, on: dt.date, months: int = REVIEW_MONTHS) -> QuerySet[Plan]:
    """Plans in force that nobody has gone through for `months` months, and whose programme has not ended."""
    late = (
        Plan.objects.visible_to(user)
        .filter(state=State.IN_FORCE)
        .annotate(seen_on=Coalesce("reviewed_on", "in_force_on"))
        .filter(seen_on__lte=add_months(on, -months))
    )
    ended = [plan.pk for plan in late.only("starts_on", "duration_months") if plan.ends_on and plan.ends_on <= on]
    return late.exclude(pk__in=ended).select_related("person").order_by("seen_on", "pk")


@dataclass(frozen=True, slots=True)
class Deviation:
    """One thing a plan departs from, with the reason that was written."""

    plan: Plan
    person: Person
    kind: str  # load | late_start
    words: str
    reason: str
    basis: str


def deviations(user, on: dt.date) -> list[Deviation]:
    """What the plans that hold or wait for approval depart from: less than full time, start after the deadline."""
    plans = (
        Plan.objects.visible_to(user)
        .filter(state__in=[State.SUBMITTED, State.IN_FORCE])
        .exclude(deviations=[])
        .select_related("person")
        .order_by("starts_on", "pk")
    )
    return [
        Deviation(plan, plan.person, d["kind"], d["words"], d["reason"], d["basis"])
        for plan in plans
        for d in plan.deviations
    ]


def contract_text(municipality_id: int, side: str) -> str:
    """What this municipality writes in every contract; the sentences of the house when it has written none."""
    own = ContractText.objects.filter(municipality_id=municipality_id, side=side).first()
    return own.text if own else "\n".join(standing_obligations()[side])


def measures(municipality_id: int, on: dt.date) -> QuerySet[Measure]:
    """The measures this municipality offers now."""
    return Measure.objects.filter(Q(closed_on=None) | Q(closed_on__gt=on), municipality_id=municipality_id)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about a person before the sitting begins."""

    person: Person
    on: dt.date
    profile: object
    use: InterpreterUse | None
    children: tuple[Person, ...]

    @property
    def age(self) -> int:
        return age_on(self.person.birth_date, self.on)

    @property
    def cannot_read(self) -> bool:
        """Whether reading and writing must be learnt from the beginning."""
        return any(need.kind == "literacy" for need in self.person.needs.all())


def plan_of_decision(decision) -> Plan | None:
    """The plan that waits on this decision or that it brought into force; versions that share it come later."""
    return Plan.objects.filter(decision=decision).order_by("number").first()


def use_at_meeting(plan: Plan) -> InterpreterUse | None:
    """What is on record about an interpreter in this plan's meeting: that very day, not an earlier talk."""
    if plan.meeting_on is None:
        return None
    return interpreting.latest_use(plan.person, Occasion.PLAN_MEETING, on=plan.meeting_on)


def known(person: Person, on: dt.date) -> Known:
    """Everything the sitting is built from."""
    return Known(
        person=person,
        on=on,
        profile=competence.profile(person),
        use=interpreting.latest_use(person, occasion=Occasion.PLAN_MEETING),
        children=tuple(people.children_of(person).order_by("birth_date")),
    )
