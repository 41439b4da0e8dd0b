"""Draws a household's pathway: where each lane, stone, line and flag stands. Numbers and words only; no markup.

People are lanes, time runs along, steps are stones on the stream, waits are the lines between them. A label that does
not fit inside its stone stands beside it, and nothing else is laid there, so that no label is ever cut.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from samlop.core.calendar import MONTHS, add_months, age_on
from samlop.pathway import words
from samlop.pathway.models import OPEN, State
from samlop.pathway.queries.graph import Graph
from samlop.pathway.queries.overview import Line
from samlop.planning import graph as planning

DAY, ROW, STONE, TOP, PAD, FLAG = 8, 46, 36, 46, 8, 20
BACK, AHEAD_MIN, AHEAD_MAX = 45, 100, 330
# Widths of the two lines of a label, in pixels a sign: a little more than the font takes, never less.
TITLE_SIGN, SUB_SIGN, EDGE, GAP = 7.4, 6.4, 8, 12


@dataclass(frozen=True, slots=True)
class Stone:
    """One step. `inside`: its label fits in it; else the label begins at `label_x`, to the right."""

    pk: int
    x: int
    y: int
    width: int
    label_x: int
    inside: bool
    title: str
    sub: str
    name: str
    look: str
    goes_on: bool

    @property
    def middle(self) -> int:
        """The height at which lines meet it."""
        return self.y + STONE // 2


@dataclass(frozen=True, slots=True)
class Lane:
    """One person, or the household."""

    y: int
    height: int
    name: str
    sub: str
    even: bool


@dataclass(frozen=True, slots=True)
class Line2:
    """A wait, as the path of a curve."""

    path: str
    look: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on the axis: a month's beginning, or a legal deadline."""

    x: int
    y: int
    height: int
    text: str
    width: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole. `hidden_before` and `hidden_after`: how many steps lie outside it, and are only in the list."""

    width: int
    height: int
    today_x: int
    lanes: tuple[Lane, ...]
    months: tuple[Mark, ...]
    flags: tuple[Mark, ...]
    stones: tuple[Stone, ...]
    lines: tuple[Line2, ...]
    hidden_before: int
    hidden_after: int


def draw(graph: Graph, lines: dict[int, Line], *, only_critical: bool = False) -> Picture | None:
    """The picture of a graph, or None when nothing lies in it or its steps wait in a ring."""
    if not graph.slots:
        return None
    first, last = _window(graph)
    chosen = [pk for pk in graph.slots if not only_critical or lines[pk].critical]
    shown = [pk for pk in chosen if graph.starts(pk) <= last and graph.ends(pk) >= first]
    if not shown:
        return None
    origin = first.toordinal()

    def x_of(day: dt.date) -> int:
        return EDGE + (day.toordinal() - origin) * DAY

    flags_of: dict[int | None, dict[dt.date, str]] = defaultdict(dict)
    for pk in shown:
        line = lines[pk]
        if line.law_on and line.state in OPEN and first <= line.law_on <= last:
            flags_of[line.person][line.law_on] = f"Frist {_section(line.basis)}"
    owners: list[int | None] = [None, *(person.pk for person in graph.members)]
    lanes, stones, flags, y, widest = [], [], [], TOP, x_of(last) + 40
    for owner in owners:
        own = sorted(
            (pk for pk in shown if lines[pk].person == owner),
            key=lambda pk: (graph.slots[pk].start, graph.slots[pk].end),
        )
        if not own:
            continue
        top = y + PAD + (FLAG if flags_of[owner] else 0)
        rows: list[int] = []
        for pk in own:
            stone, right = _stone(graph, lines[pk], x_of, first, last)
            row = next((n for n, end in enumerate(rows) if stone.x >= end + GAP), len(rows))
            if row == len(rows):
                rows.append(0)
            rows[row] = right
            widest = max(widest, right + EDGE)
            stones.append(_at(stone, top + row * ROW))
        height = top - y + len(rows) * ROW
        lanes.append(Lane(y, height, *_lane_words(graph, owner), len(lanes) % 2 == 0))
        for day, text in flags_of[owner].items():
            width = round(len(text) * SUB_SIGN) + 14
            widest = max(widest, x_of(day) + width)
            flags.append(Mark(x_of(day), y + 4, height - 8, text, width))
        y += height + 6
    by_pk = {stone.pk: stone for stone in stones}
    months = tuple(
        Mark(x_of(day), 0, y, f"{MONTHS[day.month - 1]}{f' {day.year}' if day.month == 1 else ''}")
        for day in _months(first, last)
    )
    before = sum(graph.ends(pk) < first for pk in chosen)
    return Picture(
        widest, y + 4, x_of(graph.on), tuple(lanes), months, tuple(flags), tuple(stones), tuple(_lines(graph, lines, by_pk)),
        before, len(chosen) - len(shown) - before,
    )  # fmt: skip


def _window(graph: Graph) -> tuple[dt.date, dt.date]:
    """From shortly before today to some time after the last legal deadline or start that lies ahead."""
    on = graph.on
    starts = [graph.starts(pk) for pk in graph.slots]
    first = max(min([*starts, on]), on - dt.timedelta(days=BACK)) - dt.timedelta(days=4)
    ahead = [s.law_due_on for s in graph.steps.values() if s.law_due_on and s.state in OPEN]
    ahead += [
        graph.ends(pk)
        for pk, slot in graph.slots.items()
        if graph.steps[pk].state in OPEN and slot.end - slot.start < 90
    ]
    last = max([on + dt.timedelta(days=AHEAD_MIN), *(day + dt.timedelta(days=21) for day in ahead)])
    return first, min(last, on + dt.timedelta(days=AHEAD_MAX))


def _stone(graph: Graph, line: Line, x_of, first: dt.date, last: dt.date) -> tuple[Stone, int]:
    starts, ends = max(line.starts, first), min(line.ends, last)
    x = x_of(starts)
    width = max((ends - starts).days * DAY + DAY, 12)
    sub = _sub(line)
    label = round(max(len(line.title) * TITLE_SIGN, len(sub) * SUB_SIGN))
    inside = width >= label + 2 * EDGE
    label_x = x + EDGE if inside else x + width + 6
    name = " ".join(
        part
        for part in (
            # What is seen comes first and word for word: who speaks to the machine says what she sees.
            f"{line.title} {sub}.", f"For {line.who}." if line.who else "For husstanden.", line.says, line.due,
            f"{words.listed([title for _, title in line.holds])} venter på dette." if line.holds else "",
            "På kritisk vei." if line.critical else "",
        )
        if part
    )  # fmt: skip
    look = (
        f"stone-{line.state.replace('_', '-')}"
        + (" stone-critical" if line.critical else "")
        + (" stone-breaks" if line.kind == "breaks" else "")
    )
    stone = Stone(line.pk, x, 0, width, label_x, inside, line.title, sub, name, look, line.ends > last)
    return stone, x + width if inside else label_x + label


def _sub(line: Line) -> str:
    """The second line of a label: a sign and a word for the state, and who has it."""
    if line.state == State.DONE:
        return f"✓ ferdig · {line.office}"
    if line.state == State.UNDER_WAY:
        return f"▸ i gang · {line.office}"
    if line.state == State.READY:
        return f"○ kan begynne · {line.office}"
    first = next(iter(line.still_held), None)
    waited = f" · {words.days(first.days)}" if first and first.days else ""
    return f"… venter på {words.lower_first(first.title)}{waited}" if first else "… venter"


def _at(stone: Stone, y: int) -> Stone:
    return Stone(
        stone.pk, stone.x, y, stone.width, stone.label_x, stone.inside, stone.title, stone.sub, stone.name, stone.look,
        stone.goes_on,
    )  # fmt: skip


def _lane_words(graph: Graph, owner: int | None) -> tuple[str, str]:
    if owner is None:
        count = len(graph.members)
        return "Husstanden", f"{count} {'person' if count == 1 else 'personer'}"
    person = next(p for p in graph.members if p.pk == owner)
    return graph.names[owner], f"{age_on(person.birth_date, graph.on)} år"


def _lines(graph: Graph, lines: dict[int, Line], stones: dict[int, Stone]):
    """Only waits that still hold and do not follow from others are drawn; the critical ones last, on top."""
    direct = planning.reduced(graph.active)
    pairs = [(ahead, pk, False) for pk, before in direct.items() for ahead in before]
    pairs += [(w.waits_for_id, w.step_id, True) for w in graph.waits if w.overridden_at is not None]
    drawn = []
    for ahead, pk, overridden in pairs:
        if ahead not in stones or pk not in stones or graph.steps[ahead].state not in OPEN:
            continue
        tight = lines[ahead].critical and lines[pk].critical and graph.slots[ahead].end == graph.slots[pk].start
        look = "wait-over" if overridden else "wait-critical" if tight else "wait"
        drawn.append(Line2(_curve(stones[ahead], stones[pk]), look))
    return sorted(drawn, key=lambda line: line.look == "wait-critical")


def _curve(a: Stone, b: Stone) -> str:
    x1, y1, x2, y2 = a.x + a.width, a.middle, b.x, b.middle
    bend = max(14, min(abs(x2 - x1) // 2, 60))
    return f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"


def _months(first: dt.date, last: dt.date) -> list[dt.date]:
    day, out = add_months(first.replace(day=1), 1), []
    while day <= last:
        out.append(day)
        day = add_months(day, 1)
    return out


def _section(basis: str) -> str:
    """`§ 12` of `integreringsloven § 12 andre ledd`; the act itself when no section is named."""
    if "§" not in basis:
        return basis.split()[0] if basis else "i loven"
    after = basis[basis.index("§") :].split()
    letter = after[2] if len(after) > 2 and len(after[2]) == 1 else ""
    return " ".join([*after[:2], letter]).strip()
