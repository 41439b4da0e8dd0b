"""Counts a week: reads times as people write them, finds clashes, and says how many hours each stretch of a programme has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

_TIME = re.compile(r"^(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?\s*(?:-|–|—|til)\s*(\d{1,2})(?:[.:](\d{2}))?$")
_HOUR, _HALF = 60, 30
_DAYS, _WHOLE_DAYS = 5, (1, 3, 4, 2, 0)  # Tuesday and Thursday first, so that lessons and work take turns
_FIRST, _LONG, _LONGEST = 8 * _HOUR, 450, 8 * _HOUR
_LAST = 24 * _HOUR


class UnreadableTime(ValueError):
    """The times cannot be read. The text says what to write instead."""


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A stretch of one day, in minutes after midnight; `ends` is exclusive."""

    starts: int
    ends: int

    @property
    def hours(self) -> Decimal:
        return Decimal(self.ends - self.starts) / _HOUR

    @property
    def words(self) -> str:
        """`8–12`, `8.30–11`."""
        return f"{_clock(self.starts)}–{_clock(self.ends)}"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing in the week. `from_on` and `to_on` (exclusive) are None where it follows the programme."""

    id: int
    name: str
    hours: Decimal
    work: bool = False
    from_on: date | None = None
    to_on: date | None = None
    slots: Mapping[str, tuple[Slot, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Cap:
    """A stretch in which the whole week is `hours`, whatever the parts add up to. `until` is exclusive."""

    starts: date
    until: date
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days with the same week: total hours, the work-oriented among them, and whether a cap holds it down."""

    starts: date
    ends: date
    hours: Decimal
    work_hours: Decimal
    capped: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """Two parts on the same day at the same time."""

    day: str
    one: str
    other: str
    at: Slot


def slots(text: str) -> tuple[Slot, ...]:
    """Reads `8–12`, `08.30-11, 12-14` or `kl. 9 til 15`, sorted. Raises UnreadableTime."""
    found = []
    for piece in re.split(r"[,;]|\bog\b", text):
        if not (piece := piece.strip()):
            continue
        match = _TIME.match(piece.lower())
        if not match:
            raise UnreadableTime(f"«{piece}» kan ikke leses som klokkeslett. Skriv for eksempel 8–12 eller 8.30–11.")
        h1, m1, h2, m2 = (int(part or 0) for part in match.groups())
        starts, ends = h1 * _HOUR + m1, h2 * _HOUR + m2
        if max(m1, m2) >= _HOUR or not starts < ends <= _LAST:
            raise UnreadableTime(f"«{piece}» går ikke opp: det må slutte etter at det begynner, og før midnatt.")
        found.append(Slot(starts, ends))
    found.sort()
    if any(first.ends > second.starts for first, second in pairwise(found)):
        raise UnreadableTime(f"«{text.strip()}» har klokkeslett som går over i hverandre.")
    return tuple(found)


def lay_out(wanted: Sequence[tuple[Decimal, bool]]) -> list[dict[int, Slot]]:
    """Lays (hours, whole days?) in a week of five days, Monday 0: whole days first, then the longest spread over the rest.

    One block a day for each part. What finds no room is left without times. Deterministic; two parts never meet.
    """
    taken = dict.fromkeys(range(_DAYS), 0)  # minutes already laid, from the first hour of the day
    laid: list[dict[int, Slot]] = [{} for _ in wanted]

    def place(number: int, day: int, minutes: int) -> None:
        starts = _FIRST + taken[day]
        laid[number][day] = Slot(starts, starts + minutes)
        taken[day] += minutes

    for number, (hours, whole) in enumerate(wanted):
        left = int(hours * _HOUR) if whole else 0
        for day in _WHOLE_DAYS:
            if left and not taken[day]:
                place(number, day, used := min(left, _LONG))
                left -= used
    rest = sorted((n for n, (_, whole) in enumerate(wanted) if not whole), key=lambda n: (-wanted[n][0], n))
    for turn, number in enumerate(rest):
        minutes = int(wanted[number][0] * _HOUR)
        free = [day for day in range(_DAYS) if not taken[day]]
        if turn == 0 and free:
            share = -(-minutes // len(free) // _HALF) * _HALF
            for day in free:
                if minutes > 0:
                    place(number, day, used := min(minutes, share, _LONG))
                    minutes -= used
        elif minutes > 0:
            day = min(range(_DAYS), key=lambda d: (taken[d], d))
            if taken[day] + minutes <= _LONGEST:
                place(number, day, minutes)
    return laid


def clashes(parts: Iterable[Part]) -> list[Clash]:
    """Pairs of parts that want the same time on the same day, while both run."""
    listed = list(parts)
    return [
        Clash(day, one.name, other.name, Slot(max(a.starts, b.starts), min(a.ends, b.ends)))
        for n, one in enumerate(listed)
        for other in listed[n + 1 :]
        if _meet(one, other)
        for day in (one.slots or {})
        for a in (one.slots or {}).get(day, ())
        for b in (other.slots or {}).get(day, ())
        if a.starts < b.ends and b.starts < a.ends
    ]


def stretches(parts: Iterable[Part], caps: Iterable[Cap], *, starts: date, ends: date) -> list[Stretch]:
    """The programme cut where the week changes. Under a cap the work-oriented hours shrink in step with the whole."""
    listed, capped = list(parts), list(caps)
    cuts = {starts, ends}
    for day in (d for p in listed for d in (p.from_on, p.to_on) if d):
        cuts.add(day)
    for cap in capped:
        cuts |= {cap.starts, cap.until}
    inside = sorted(day for day in cuts if starts <= day <= ends)
    found: list[Stretch] = []
    for first, until in pairwise(inside):
        running = [p for p in listed if runs(p, first)]
        hours = sum((p.hours for p in running), Decimal(0))
        work = sum((p.hours for p in running if p.work), Decimal(0))
        limit = min((c.hours for c in capped if c.starts <= first < c.until), default=None)
        low = limit is not None and limit < hours
        if low and limit is not None and hours:
            work, hours = (work * limit / hours).quantize(Decimal("0.1")), limit
        last = found[-1] if found else None
        if last and (last.hours, last.work_hours, last.capped) == (hours, work, low):
            found[-1] = Stretch(last.starts, until, hours, work, low)
        else:
            found.append(Stretch(first, until, hours, work, low))
    return found


def runs(part: Part, day: date) -> bool:
    """Whether the part is there on the day."""
    return (part.from_on is None or part.from_on <= day) and (part.to_on is None or day < part.to_on)


def _meet(one: Part, other: Part) -> bool:
    latest = max((d for d in (one.from_on, other.from_on) if d), default=None)
    earliest = min((d for d in (one.to_on, other.to_on) if d), default=None)
    return latest is None or earliest is None or latest < earliest


def _clock(minutes: int) -> str:
    hour, minute = divmod(minutes, _HOUR)
    return f"{hour}.{minute:02d}" if minute else str(hour)
