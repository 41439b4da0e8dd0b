"""Reads what stands around a person and a template: preconditions, template steps as text, the history of a step."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import FilteredRelation, Q

from samlop.access.models import Role
from samlop.audit.models import Event
from samlop.core.compiled import compiled
from samlop.pathway import words
from samlop.pathway.models import (
    CLOSED,
    Lane,
    Precondition,
    PreconditionKind,
    State,
    Step,
    Template,
    TemplateStep,
    TemplateWait,
)
from samlop.people.models import Person

Status = Precondition.Status
_SAID = ("status", "owner", "due_on", "note", "version")


@dataclass(frozen=True, slots=True)
class Stands:
    """How one precondition stands for one person. `said`: a person has said so; else it follows from the steps."""

    kind: int
    key: str
    name: str
    help: str
    status: str
    status_label: str
    owner: str
    due_on: dt.date | None
    note: str
    version: int
    said: bool
    steps: tuple[tuple[int, str, str, bool], ...]

    @property
    def look(self) -> str:
        """The badge it gets."""
        return {Status.IN_PLACE: "done", Status.UNDER_WAY: "calm", Status.NOT_RELEVANT: "calm"}.get(
            self.status, "waits"
        )


def preconditions_of(person: Person) -> list[Stands]:
    """Every kind the municipality has, for one person. Two queries.

    A kind nobody has said anything about follows her steps: in place when all of them are done, under way when one has
    begun. So a kind that is added today applies to everybody today, and nothing is typed twice.
    """
    steps: dict[str, list[Step]] = defaultdict(list)
    for step in _with_precondition(household=person.household_id):
        # A parent's precondition of child care rests on the children's steps; others on her own and the household's.
        if step.person_id in (None, person.pk) or step.precondition == "child_care":
            steps[step.precondition].append(step)
    kinds = _kinds_and_said(municipality=person.municipality_id, person=person.pk)
    return [_stands(*row[:4], row[4:], steps[row[1]]) for row in kinds]


@compiled
def _with_precondition(*, household):
    return Step.objects.filter(household=household).exclude(precondition="").order_by("order", "id")


@compiled
def _kinds_and_said(*, municipality, person):
    return (
        PreconditionKind.objects.filter(municipality=municipality)
        .annotate(hers=FilteredRelation("said", condition=Q(said__person=person)))
        .order_by("order", "id")
        .values_list("id", "key", "name", "help", *(f"hers__{name}" for name in _SAID))
    )


def _stands(kind: int, key: str, name: str, help: str, said: tuple, steps: list[Step]) -> Stands:
    status, owner, due_on, note, version = said if said[0] else (_from_steps(steps), "", None, "", 0)
    return Stands(
        kind, key, name, help, str(status), Status(status).label, owner, due_on, note, version, said[0] is not None,
        tuple((s.pk, s.title, s.get_state_display(), s.state in CLOSED) for s in steps),
    )  # fmt: skip


def _from_steps(steps: list[Step]) -> Precondition.Status:
    relevant = [step for step in steps if step.state != State.DROPPED]
    if relevant and all(step.state == State.DONE for step in relevant):
        return Status.IN_PLACE
    if any(step.state in (State.DONE, State.UNDER_WAY) for step in relevant):
        return Status.UNDER_WAY
    return Status.OPEN


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """One step of a template as text."""

    pk: int
    key: str
    title: str
    lane: str
    office: str
    follows: str
    due: str
    why: str
    basis: str
    repeat: str
    waits_for: tuple[str, ...]
    holds: tuple[str, ...]


def template_lines(template: Template) -> list[TemplateLine]:
    """A template's steps in order, each with what it waits for and what waits for it. Two queries."""
    steps = list(template.steps.all())
    titles = {step.pk: step.title for step in steps}
    ahead, behind = defaultdict(list), defaultdict(list)
    for step, before in TemplateWait.objects.filter(step__template=template).values_list("step_id", "waits_for_id"):
        ahead[step].append(before)
        behind[before].append(step)
    return [
        TemplateLine(
            s.pk, s.key, s.title, Lane(s.lane).label, s.office, Role(s.owner_role).label,
            words.reckoned(s.anchor, s.offset_days), s.why, s.basis,
            f"Kommer igjen hver {s.repeat_days}. dag" if s.repeat_days else "",
            tuple(titles[pk] for pk in titles if pk in ahead[s.pk]), tuple(titles[pk] for pk in titles if pk in behind[s.pk]),
        )
        for s in steps
    ]  # fmt: skip


def template_step(template: Template, pk: int) -> TemplateStep | None:
    """One step of a template, or None."""
    return template.steps.filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened to a step."""

    at: dt.datetime
    by: str
    act: str
    details: tuple[tuple[str, str], ...]


_SHOWN = ("grunn", "dag", "før", "nå", "venter på", "forbi", "merknad")


def history_of(step: Step) -> list[Happened]:
    """What happened to a step, the newest first; at most fifty."""
    rows = Event.objects.filter(household_id=step.household_id, data__step=step.pk).select_related("by")
    return [
        Happened(
            event.at, event.by.name if event.by else "Samløp", event.act,
            tuple((name, _said(event.data[name])) for name in _SHOWN if event.data.get(name)),
        )
        for event in rows.order_by("-at", "-id")[:50]
    ]  # fmt: skip


def _said(value) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_said(said)}" for name, said in value.items())
    if isinstance(value, list):
        return words.listed([str(item) for item in value])
    try:
        return words.long_date(dt.date.fromisoformat(value))
    except (TypeError, ValueError):
        return str(value).rstrip(".")
