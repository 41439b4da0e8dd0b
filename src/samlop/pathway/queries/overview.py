"""Shows a household's pathway as lines in words: what is next, what waits, what holds back most."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from samlop.core.calendar import long_date
from samlop.pathway import words
from samlop.pathway.models import CLOSED, OPEN, State, Step, Wait
from samlop.pathway.queries.graph import Graph
from samlop.pathway.standing import urgency
from samlop.planning import graph as planning

SOON_DAYS = 28
SHORT_DAYS = 3
LAW_NEAR_DAYS = 14


class Group(StrEnum):
    """The headings of the list, in order."""

    NOW = "Nå"
    WAITS = "Venter"
    LATER = "Senere"
    DONE = "Ferdig"


@dataclass(frozen=True, slots=True)
class Held:
    """One thing a step waits for, or that somebody has said it need not wait for."""

    wait: int
    step: int
    title: str
    who: str
    office: str
    days: int
    done: bool
    overridden: bool
    reason: str = ""
    by: str = ""
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One step as a line of the list."""

    pk: int
    version: int
    key: str
    title: str
    who: str
    person: int | None
    office: str
    owner: str
    state: str
    state_label: str
    says: str
    due_on: dt.date | None
    due: str
    reasons: tuple[str, ...]
    basis: str
    figure: str
    unit: str
    kind: str
    group: Group
    held: tuple[Held, ...]
    holds: tuple[tuple[int, str], ...]
    waited: int
    note: str
    critical: bool
    slack: int | None
    starts: dt.date | None
    ends: dt.date | None
    law_on: dt.date | None
    short: bool

    @property
    def still_held(self) -> tuple[Held, ...]:
        """What is not done and not overridden."""
        return tuple(h for h in self.held if not h.done and not h.overridden)

    @property
    def overridden(self) -> tuple[Held, ...]:
        """What somebody has said it need not wait for."""
        return tuple(h for h in self.held if h.overridden)

    @property
    def next_act(self) -> str:
        """`begin`, `finish`, or nothing: what the button does. Short steps are not first begun."""
        if self.state == State.READY:
            return "finish" if self.short else "begin"
        return "finish" if self.state == State.UNDER_WAY else ""


@dataclass(frozen=True, slots=True)
class Slip:
    """What it would do to one step when another came later."""

    title: str
    who: str
    was: dt.date
    becomes: dt.date
    breaks: dt.date | None
    basis: str


@dataclass(frozen=True, slots=True)
class Hardest:
    """The step that holds back most, and what a delay of some weeks in it would do."""

    line: Line
    weeks: int
    slips: tuple[Slip, ...]
    others: int


def lines_of(graph: Graph) -> dict[int, Line]:
    """Every step as a line, by number. No query."""
    ahead: dict[int, list[Wait]] = defaultdict(list)
    behind: dict[int, list[Step]] = defaultdict(list)
    for wait in graph.waits:
        ahead[wait.step_id].append(wait)
        if wait.overridden_at is None and wait.step.state in OPEN:
            behind[wait.waits_for_id].append(wait.step)
    return {pk: _line(graph, step, ahead[pk], behind[pk]) for pk, step in graph.steps.items()}


def grouped(lines: dict[int, Line], graph: Graph) -> dict[Group, list[Line]]:
    """The lines under their headings, the most urgent first; what is done, the newest first."""
    out: dict[Group, list[Line]] = {group: [] for group in Group}
    for step in sorted(graph.steps.values(), key=urgency):
        line = lines[step.pk]
        out[line.group].append(line)
    out[Group.DONE].sort(key=lambda line: (graph.steps[line.pk].closed_on, line.pk), reverse=True)
    return out


def critical_path(graph: Graph, lines: dict[int, Line]) -> list[Line]:
    """The open steps that have no day to lose, in the order they come."""
    found = [pk for pk, slot in graph.slots.items() if slot.critical and graph.steps[pk].state in OPEN]
    return [lines[pk] for pk in sorted(found, key=lambda pk: (graph.slots[pk].start, graph.slots[pk].end))]


def hardest(graph: Graph, lines: dict[int, Line], weeks: int) -> Hardest | None:
    """The step, among those somebody can act on, whose delay does most harm: law deadlines first, then days lost."""
    best: tuple | None = None
    for pk, step in graph.steps.items():
        if not graph.slots or step.state not in (State.READY, State.UNDER_WAY) or not lines[pk].holds:
            continue
        moved = _moved(graph, pk, weeks)
        if not moved:
            continue
        marks = [graph.steps[other] for other in moved if graph.steps[other].law_due_on]
        broken = sum(_late(graph, mark, moved[mark.pk]) for mark in marks)
        score = (broken, sum(moved[mark.pk] for mark in marks), sum(moved.values()), -step.order, -pk)
        if best is None or score > best[0]:
            best = (score, pk)
    return hardest_of(graph, lines, best[1], weeks) if best else None


def hardest_of(graph: Graph, lines: dict[int, Line], pk: int, weeks: int) -> Hardest | None:
    """What a delay of so many weeks in this step would do to the three that matter most; None when it does nothing."""
    moved = _moved(graph, pk, weeks)
    if not moved:
        return None
    shown = sorted(moved, key=lambda other: (graph.steps[other].law_due_on is None, graph.slots[other].start, other))[
        :3
    ]
    slips = tuple(_slip(graph, other, moved[other]) for other in shown)
    return Hardest(lines[pk], weeks, slips, len(moved) - len(slips))


def _moved(graph: Graph, pk: int, weeks: int) -> dict[int, int]:
    moved = planning.slip(graph.tasks, graph.active, pk, weeks * 7)
    moved.pop(pk, None)
    return moved


def _slip(graph: Graph, pk: int, days: int) -> Slip:
    step, was = graph.steps[pk], graph.ends(pk)
    breaks = step.law_due_on if _late(graph, step, days) else None
    return Slip(step.title, graph.who(step), was, was + dt.timedelta(days=days), breaks, step.due_basis)


def _late(graph: Graph, step: Step, moved: int) -> bool:
    return bool(step.law_due_on) and graph.ends(step.pk) + dt.timedelta(days=moved) > step.law_due_on


def _line(graph: Graph, step: Step, ahead: list[Wait], behind: list[Step]) -> Line:
    on = graph.on
    held = tuple(sorted((_held(graph, wait) for wait in ahead), key=lambda h: (h.done, h.overridden, -h.days)))
    still = tuple(h for h in held if not h.done and not h.overridden)
    who = graph.who(step)
    slot = graph.slots.get(step.pk)
    figure, unit = _figure(step, on)
    return Line(
        pk=step.pk, version=step.version, key=step.key, title=step.title, who=who, person=step.person_id,
        office=step.office, owner=step.owner.name if step.owner else step.get_owner_role_display(),
        state=step.state, state_label=step.get_state_display(), says=words.state_sentence(step, on, who=who, held=still),
        due_on=step.due_on, due=words.due_sentence(step, on) if step.state in OPEN else "",
        reasons=tuple(words.due_reasons(step)), basis=step.due_basis, figure=figure, unit=unit, kind=_kind(step, on),
        group=_group(graph, step, [w.waits_for for w in ahead if w.overridden_at is None]), held=held,
        holds=tuple((s.pk, f"{s.title} ({graph.who(s)})" if graph.who(s) else s.title) for s in behind),
        waited=max((h.days for h in still), default=0), note=step.note, critical=bool(slot and slot.critical),
        slack=slot.slack if slot and step.state in OPEN else None, starts=graph.starts(step.pk) if slot else None,
        ends=graph.ends(step.pk) if slot else None, law_on=step.law_due_on, short=step.duration_days <= SHORT_DAYS,
    )  # fmt: skip


def _held(graph: Graph, wait: Wait) -> Held:
    """How long the one who can act has had it: from the day that step could begin."""
    step = wait.waits_for
    had = step.began_on or step.released_on
    return Held(
        wait.pk, step.pk, step.title, graph.who(step), step.office,
        max((graph.on - had).days, 0) if had and step.state in OPEN else 0,
        step.state in CLOSED, wait.overridden_at is not None, wait.override_reason,
        wait.overridden_by.name if wait.overridden_by else "",
        wait.overridden_at.date() if wait.overridden_at else None,
    )  # fmt: skip


def _group(graph: Graph, step: Step, ahead: list[Step]) -> Group:
    if step.state in CLOSED:
        return Group.DONE
    if step.state in (State.READY, State.UNDER_WAY):
        # What returns in half a year is not something to do now.
        far = step.due_on and (step.due_on - graph.on).days > max(step.duration_days, 1) + SOON_DAYS
        return Group.LATER if step.state == State.READY and far else Group.NOW
    # What gets its date only when it can begin is not yet anybody's to press for.
    pressing = step.due_on is not None and (step.due_on - graph.on).days <= SOON_DAYS
    at_hand = step.due_on is not None and any(h.state in (State.READY, State.UNDER_WAY) for h in ahead)
    return Group.WAITS if pressing or at_hand else Group.LATER


def _figure(step: Step, on: dt.date) -> tuple[str, str]:
    if step.state == State.DONE:
        return "✓", "ferdig"
    if step.state == State.DROPPED:
        return "–", "ikke aktuelt"
    if step.due_on is None:
        return "–", "uten frist"
    left = (step.due_on - on).days
    if left == 0:
        return "i dag", "frist"
    unit = "dag" if abs(left) == 1 else "dager"
    return (str(left), f"{unit} igjen") if left > 0 else (str(-left), f"{unit} over fristen")


def _kind(step: Step, on: dt.date) -> str:
    """Red only for a broken or breaking legal duty; amber for what waits or is late; calm for the rest."""
    if step.state in CLOSED:
        return "done" if step.state == State.DONE else "calm"
    if step.law_due_on:
        left = (step.law_due_on - on).days
        if left < 0 or (left <= LAW_NEAR_DAYS and step.state == State.WAITING):
            return "breaks"
    late = step.due_on is not None and step.due_on < on
    return "waits" if late or step.state == State.WAITING else "calm"


def slip_sentence(slip: Slip) -> str:
    """«Programstart for Amal flytter fra 3. desember til 24. desember 2026, etter lovens frist 1. januar.»"""
    whose = f" for {slip.who}" if slip.who else ""
    broken = f" Det er etter lovens frist {long_date(slip.breaks)} ({slip.basis})." if slip.breaks else ""
    return f"{slip.title}{whose} flytter fra {long_date(slip.was)} til {long_date(slip.becomes)}.{broken}"
