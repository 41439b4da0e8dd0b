"""Reads a person's planning problem from plain data (JSON), and says in words what cannot be used and where."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from samlop.planning.person.faults import MOST_WEEKS, faults
from samlop.planning.person.model import (
    MINUTES,
    Activity,
    Break,
    Content,
    Kind,
    Problem,
    Ramp,
    Step,
    Wait,
    Window,
)

MOST_ACTIVITIES = 500
_LEVELS = ("0", "A1", "A2", "B1", "B2")
_TOP = frozenset(
    [
        "starts_on",
        "horizon",
        "hours_per_week",
        "ramps",
        "gentle",
        "window",
        "goal",
        "programme",
        "programme_due",
        "late_weight",
        "breaks",
        "activities",
        "paces",
        "content",
        "evening_hours",
    ]
)
_ONE = frozenset(
    [
        "id",
        "title",
        "kind",
        "weeks",
        "hours",
        "hours_per_week",
        "steps",
        "after",
        "needs_level",
        "intakes",
        "open",
        "pauses_in",
        "earliest",
        "fixed_start",
        "level",
        "track",
    ]
)


class BadProblem(ValueError):
    """The problem cannot be used. `said` has one sentence for each fault, naming what and where."""

    def __init__(self, said: list[str]):
        self.said = said
        super().__init__(" ".join(said))


class _Bad(Exception):
    """One fault."""


@cache
def paces() -> dict[str, dict[str, float]]:
    """Hours from one language level to the next, by track: what a plan begins with."""
    text = files(__package__).joinpath("paces.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["track"])


def read(data: Any) -> Problem:
    """The problem. Raises BadProblem with every fault found, cycles named in words."""
    if not isinstance(data, Mapping):
        raise BadProblem(["Filen skal ha ett objekt med «activities» og «goal»."])
    said = [f"Ukjent felt «{key}». Fjern det, eller rett navnet." for key in data if key not in _TOP]
    week0 = None
    if data.get("starts_on") is not None:
        try:
            given = date.fromisoformat(str(data["starts_on"]))
            week0 = given - timedelta(days=given.weekday())
        except ValueError:
            said.append(f"«starts_on» er «{data['starts_on']}», men skal være en dato som 2027-01-04.")
    weeks = _Weeks(week0)
    listed = data.get("activities")
    if not isinstance(listed, list) or not listed:
        raise BadProblem([*said, "«activities» mangler, eller er tom. En plan trenger minst én aktivitet."])
    if len(listed) > MOST_ACTIVITIES:
        raise BadProblem(
            [*said, f"Filen har {len(listed)} aktiviteter. Én persons plan kan ha {MOST_ACTIVITIES}. Del den opp."]
        )
    acts: list[Activity] = []
    needs: list[tuple[str, str]] = []
    for nth, row in enumerate(listed, start=1):
        where = f"Aktivitet {nth}"
        if isinstance(row, Mapping) and row.get("id"):
            where = f"Aktivitet «{row['id']}»"
        try:
            acts.append(_activity(row, weeks, data.get("paces"), needs))
        except _Bad as bad:
            said.append(f"{where}: {bad}")
    problem = None
    try:
        problem = _problem(data, tuple(acts), weeks)
    except _Bad as bad:
        said.append(str(bad))
    if said or problem is None:
        raise BadProblem(said)
    problem = _with_levels(problem, needs, said)
    said += faults(problem)
    if said:
        raise BadProblem(said)
    return problem


class _Weeks:
    """Reads weeks: whole numbers, or dates when the first day is known."""

    def __init__(self, week0: date | None):
        self.week0 = week0

    def read(self, value: Any, name: str) -> int:
        """The number of the week. A date counts as the week it lies in."""
        if isinstance(value, int) and not isinstance(value, bool):
            if not -MOST_WEEKS <= value <= 2 * MOST_WEEKS:
                raise _Bad(f"«{name}» er uke {value}. Det er utenfor det en plan kan ha.")
            return value
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            raise _Bad(f"«{name}» er «{value}», men skal være et ukenummer eller en dato som 2027-08-16.") from None
        if self.week0 is None:
            raise _Bad(f"«{name}» er en dato, men «starts_on» mangler, så uka kan ikke telles.")
        return (day - self.week0).days // 7


def _minutes(value: Any, name: str, *, least: float = 0) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= 100_000:
        raise _Bad(f"«{name}» er «{value}», men skal være et timetall{' over null' if least else ''}.")
    return round(value * MINUTES)


def _count(value: Any, name: str, *, least: int = 0) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= 2 * MOST_WEEKS:
        raise _Bad(f"«{name}» er «{value}», men skal være et helt tall fra {least}.")
    return value


def _rows(value: Any, name: str) -> list[Mapping[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
        raise _Bad(f"«{name}» skal være en liste med objekter.")
    return value


def _listed(value: Any, name: str) -> list[Any]:
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list):
        raise _Bad(f"«{name}» skal være en liste.")
    return value


def _names(value: Any, name: str) -> list[str]:
    return [str(one) for one in _listed(value, name)]


def _activity(row: Any, weeks: _Weeks, own: Any, needs: list[tuple[str, str]]) -> Activity:
    if not isinstance(row, Mapping) or not row.get("id"):
        raise _Bad("mangler «id».")
    for key in row:
        if key not in _ONE:
            raise _Bad(f"ukjent felt «{key}».")
    key = str(row["id"])
    try:
        kind = Kind(str(row.get("kind", "other")))
    except ValueError:
        kinds = ", ".join(kind.value for kind in Kind)
        raise _Bad(f"«kind» er «{row['kind']}». Det kan være {kinds}.") from None
    needs += [(key, level) for level in _names(row.get("needs_level", []), "needs_level")]
    reaches, budget = _gate(row, own)
    steps, loads = _loads(row, budget)
    starts = row.get("intakes")
    if starts is not None and not isinstance(starts, list):
        raise _Bad("«intakes» skal være en liste med uker eller datoer.")
    opens = row.get("open")
    if opens is not None and not (
        isinstance(opens, list) and all(isinstance(pair, list) and len(pair) == 2 for pair in opens)
    ):
        raise _Bad("«open» skal være en liste med par: [fra, til].")
    fixed = row.get("fixed_start")
    return Activity(
        key=key,
        title=str(row.get("title") or key),
        loads=loads,
        kind=kind,
        after=tuple(_wait(one) for one in _listed(row.get("after", []), "after")),
        starts=None if starts is None else tuple(sorted({weeks.read(one, "intakes") for one in starts})),
        opens=None if opens is None else tuple((weeks.read(a, "open"), weeks.read(b, "open")) for a, b in opens),
        calendars=frozenset(_names(row.get("pauses_in", []), "pauses_in")),
        earliest=max(0, weeks.read(row.get("earliest", 0), "earliest")),
        fixed=None if fixed is None else weeks.read(fixed, "fixed_start"),
        reaches=reaches,
        steps=steps,
    )


def _wait(given: Any) -> Wait:
    if isinstance(given, str):
        return Wait(given)
    if not isinstance(given, Mapping) or not given.get("id"):
        raise _Bad("«after» skal ha navn, eller objekter med «id» og «lag».")
    return Wait(str(given["id"]), _count(given.get("lag", 0), "lag"))


def _gate(row: Mapping[str, Any], own: Any) -> tuple[str, int | None]:
    """The level it reaches, and the minutes that takes: given, or by the pace of the track."""
    budget = _minutes(row["hours"], "hours", least=0.01) if row.get("hours") is not None else None
    level = row.get("level")
    if level is None:
        return "", budget
    if not isinstance(level, Mapping) or level.get("from") not in _LEVELS or level.get("to") not in _LEVELS:
        raise _Bad("«level» skal ha «from» og «to» blant 0, A1, A2, B1 og B2.")
    low, high = _LEVELS.index(level["from"]), _LEVELS.index(level["to"])
    if low >= high:
        raise _Bad("«level» går ikke oppover.")
    if budget is None and row.get("weeks") is None:
        table: Any = own if isinstance(own, Mapping) else paces()
        track = str(row.get("track", "2"))
        try:
            budget = sum(
                _minutes(table[track][f"{a}-{b}"], "paces", least=0.01)
                for a, b in zip(_LEVELS[low:high], _LEVELS[low + 1 : high + 1], strict=True)
            )
        except (KeyError, TypeError):
            raise _Bad(f"det finnes ikke timer for dette nivået på spor «{track}».") from None
    return str(level["to"]), budget


def _loads(row: Mapping[str, Any], budget: int | None) -> tuple[tuple[Step, ...], tuple[int, ...]]:
    """The minutes of each week: steps first, then full weeks; the last week takes what is left of the budget."""
    full = _minutes(row.get("hours_per_week", 0), "hours_per_week")
    steps = tuple(
        Step(
            _count(one.get("weeks"), "weeks", least=1),
            _minutes(one.get("hours_per_week"), "hours_per_week"),
            str(one.get("reason", "")),
            str(one.get("basis", "")),
        )
        for one in _rows(row.get("steps", []), "steps")
    )
    stepped = [one.minutes for one in steps for _ in range(one.weeks)]
    if budget is None:
        count = _count(row.get("weeks"), "weeks", least=1)
        return steps, tuple((stepped + [full] * count)[:count])
    loads: list[int] = []
    left = budget
    while left > 0:
        this = stepped[len(loads)] if len(loads) < len(stepped) else full
        if this <= 0 and len(loads) >= len(stepped):
            raise _Bad("har timer å ta igjen, men «hours_per_week» er null.")
        loads.append(min(this, left))
        left -= loads[-1]
        if len(loads) > MOST_WEEKS:
            raise _Bad(f"timene varer over {MOST_WEEKS} uker med dette ukentlige timetallet.")
    return steps, tuple(loads)


def _problem(data: Mapping[str, Any], acts: tuple[Activity, ...], weeks: _Weeks) -> Problem:
    ramps = _each(data, "ramps", lambda row: _ramp(row, weeks))
    window = data.get("window")
    if window is not None and (not isinstance(window, Mapping) or window.get("ends") is None):
        raise _Bad("«window» skal ha «ends»: uka eller dagen programmet må være slutt.")
    due = data.get("programme_due")
    return Problem(
        activities=acts,
        goal=str(data.get("goal", "")),
        ceiling=_minutes(data.get("hours_per_week", 37.5), "hours_per_week"),
        horizon=_count(data.get("horizon", 230), "horizon", least=1),
        programme=str(data.get("programme") or ""),
        due=None if due is None else weeks.read(due, "programme_due"),
        late_weight=_count(data.get("late_weight", 5), "late_weight"),
        breaks=_each(
            data,
            "breaks",
            lambda row: Break(
                str(row.get("name", "opphold")),
                weeks.read(row.get("from"), "from"),
                weeks.read(row.get("to"), "to"),
                frozenset(_names(row.get("for", ["school"]), "for")),
            ),
        ),
        ramps=ramps,
        gentle=_each(data, "gentle", lambda row: _ramp(row, weeks)),
        window=None
        if window is None
        else Window(
            weeks.read(window["ends"], "ends"),
            str(window.get("basis", "")),
            _count(window.get("extension_weeks", 0), "extension_weeks"),
            str(window.get("extension_words", "")),
        ),
        content=_content(data.get("content", {})),
        evening=_minutes(data.get("evening_hours", 0), "evening_hours"),
        week0=weeks.week0,
    )


def _each(data: Mapping[str, Any], name: str, make: Callable[[Mapping[str, Any]], Any]) -> tuple[Any, ...]:
    return tuple(make(row) for row in _rows(data.get(name, []), name))


def _ramp(row: Mapping[str, Any], weeks: _Weeks) -> Ramp:
    hours = _minutes(row.get("hours_per_week"), "hours_per_week")
    return Ramp(weeks.read(row.get("until"), "until"), hours, str(row.get("reason", "")), str(row.get("basis", "")))


def _content(row: Any) -> Content:
    if not isinstance(row, Mapping):
        raise _Bad("«content» skal være et objekt.")
    known = {"full_time_hours", "work_hours", "work_after_months", "work_each_week", "self_study_hours", "basis"}
    known |= {"life_skills_hours", "parental_guidance_hours"}
    for key in row:
        if key not in known:
            raise _Bad(f"«content» har det ukjente feltet «{key}».")
    least = {
        kind: _minutes(row[f"{kind.value}_hours"], f"{kind.value}_hours")
        for kind in (Kind.LIFE_SKILLS, Kind.GUIDANCE)
        if row.get(f"{kind.value}_hours") is not None
    }
    months = _count(row.get("work_after_months", 3), "work_after_months")
    basis = row.get("basis", {})
    return Content(
        full_time=_minutes(row.get("full_time_hours", 0), "full_time_hours"),
        work=_minutes(row.get("work_hours", 0), "work_hours"),
        work_from=-(-months * 13 // 3),
        each_week=bool(row.get("work_each_week", False)),
        least=least,
        study=_minutes(row.get("self_study_hours", 0), "self_study_hours"),
        basis=dict(basis) if isinstance(basis, Mapping) else {},
    )


def _with_levels(problem: Problem, needs: list[tuple[str, str]], said: list[str]) -> Problem:
    """Waits on a level become waits on the activity that reaches it."""
    from dataclasses import replace

    added: dict[str, list[Wait]] = {}
    for key, level in needs:
        gate = next((one for one in problem.activities if one.reaches == level), None)
        if gate is None:
            said.append(f"Aktivitet «{key}» krever nivå {level}, men ingen aktivitet i planen fører dit.")
        else:
            added.setdefault(key, []).append(Wait(gate.key))
    acts = tuple(replace(one, after=(*one.after, *added.get(one.key, []))) for one in problem.activities)
    return replace(problem, activities=acts)
