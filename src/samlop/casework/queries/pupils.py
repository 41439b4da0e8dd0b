"""Reads a teacher's pupils: goal and level, and nothing else."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from samlop.casework.links import href
from samlop.core.languages import language_name
from samlop.people.models import Need, Person
from samlop.programme.models import Plan
from samlop.programme.models import State as PlanState

LIMIT = 200


@dataclass(frozen=True, slots=True)
class Pupil:
    """One pupil, as her teacher may see her."""

    pk: int
    href: str
    who: str
    language: str
    goal: str
    level: str


def of_teacher(user, today: dt.date) -> list[Pupil]:
    """The pupils the teacher has been let into, by name. One query."""
    plan = Plan.objects.filter(person=OuterRef("pk"), state=PlanState.IN_FORCE)
    columns = ("end_goal", "end_goal_detail", "listening", "reading", "writing", "oral")
    rows = (
        Person.objects.visible_to(user)
        .annotate(**{f"plan_{name}": Subquery(plan.values(name)[:1]) for name in columns})
        .order_by("given_name", "family_name", "id")
        .values_list("id", "given_name", "family_name", "language", *(f"plan_{name}" for name in columns))[:LIMIT]
    )
    return [
        Pupil(
            pk=pk,
            href=href("casework:person", pk),
            who=f"{given} {family}",
            language=language_name(language),
            goal=goal_words(goal, detail),
            level=level_words(*levels),
        )
        for pk, given, family, language, goal, detail, *levels in rows
    ]


def goal_words(goal: str | None, detail: str | None) -> str:
    """The end goal of a plan in words."""
    words = dict(Plan._meta.get_field("end_goal").choices).get(goal or "", "")
    return f"{words}, {detail}" if words and detail else words


def level_words(listening: str | None, reading: str | None, writing: str | None, oral: str | None) -> str:
    """`lytte B1, lese A2`: the Norwegian-language goal by skill."""
    named = (("lytte", listening), ("lese", reading), ("skrive", writing), ("snakke", oral))
    return ", ".join(f"{name} {level}" for name, level in named if level)


@dataclass(frozen=True, slots=True)
class OnePupil:
    """A pupil's page: what her teacher needs to teach her."""

    language: str
    goal: str
    level: str
    long_term: str
    adaptation: tuple[tuple[str, str], ...]


# Needs that change how one teaches. The reason behind them is not for the teacher.
ADAPTATION = (Need.Kind.LITERACY, Need.Kind.HEARING, Need.Kind.SIGHT, Need.Kind.WHEELCHAIR)


def one(person: Person) -> OnePupil:
    """Goal, level and adaptation of one pupil. Two queries."""
    plan = Plan.objects.filter(person=person, state=PlanState.IN_FORCE).first()
    needs = Need.objects.filter(person=person, kind__in=ADAPTATION).order_by("id")
    return OnePupil(
        language=language_name(person.language),
        goal=goal_words(plan.end_goal, plan.end_goal_detail) if plan else "",
        level=level_words(plan.listening, plan.reading, plan.writing, plan.oral) if plan else "",
        long_term=plan.long_term_goal if plan else "",
        adaptation=tuple((need.get_kind_display(), need.what_to_do) for need in needs),
    )
