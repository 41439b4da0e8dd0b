"""Proves the plan week by week: hours by kind against what the law asks, the weeks that fail, and what would mend them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from samlop.planning.person import words
from samlop.planning.person.model import Content, Kind, Problem

_NAMES = {
    Kind.LANGUAGE: "norsk",
    Kind.SOCIETY: "samfunnskunnskap",
    Kind.LIFE_SKILLS: "livsmestring",
    Kind.GUIDANCE: "foreldreveiledning",
    Kind.WORK: "arbeidsrettet",
    Kind.EDUCATION: "utdanning",
    Kind.STUDY: "egenstudier",
    Kind.OTHER: "annet",
}
EVERYTHING = "programme"  # the calendar that stops the whole programme: then the law asks for nothing


@dataclass(frozen=True, slots=True)
class Week:
    """One week: minutes by kind, the minutes asked for in all and work-oriented, and what stops part or all of it.

    `reasons`: why less than full time is asked, each with its paragraph. `short` and `work_short`: minutes missing; no work
    is missing anywhere where the average over the weeks that ask for it is enough.
    """

    number: int
    minutes: dict[Kind, int]
    asked: int
    work_asked: int
    stops: tuple[str, ...]
    reasons: tuple[str, ...]
    short: int
    work_short: int


@dataclass(frozen=True, slots=True)
class Failing:
    """Weeks [start, end) in a row that fail in the same way, said in words, and what would mend them."""

    start: int
    end: int
    words: str
    mends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """All weeks of the programme, those that fail, and content that is missing altogether."""

    weeks: tuple[Week, ...]
    failing: tuple[Failing, ...]
    missing: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether every week and the content are as the law asks."""
        return not self.failing and not self.missing

    def rows(self) -> list[dict[str, object]]:
        """One plain row for each week, hours as numbers, for a file."""
        return [
            {
                "week": week.number,
                **{_NAMES[kind]: week.minutes.get(kind, 0) / 60 for kind in Kind},
                "sum": sum(week.minutes.values()) / 60,
                "krav": week.asked / 60,
                "krav arbeidsrettet": week.work_asked / 60,
                "mangler": week.short / 60,
                "mangler arbeidsrettet": week.work_short / 60,
                "merknad": " ".join([*week.stops, *week.reasons]),
            }
            for week in self.weeks
        ]


def prove(problem: Problem, placed: Mapping[str, tuple[int, int]]) -> Proof:
    """The weekly proof of a plan, from the start of the programme to the end of the goal.

    Own study counts towards full time up to `content.study`. A break of the calendar `programme` asks for nothing; in
    any other break the demand stands, since the programme is to run all year. Raises KeyError when the plan lacks an
    activity.
    """
    start = placed[problem.programme][0] if problem.programme else min((a for a, _ in placed.values()), default=0)
    end = max(placed[problem.goal][1], start)
    minutes: dict[int, dict[Kind, int]] = {week: {} for week in range(start, end)}
    lowered: dict[int, int] = {}
    why: dict[int, list[str]] = {}
    for one in problem.activities:
        paused = problem.paused(one.calendars) if one.calendars else frozenset()
        stepped = [step for step in one.steps for _ in range(step.weeks)]
        week = placed[one.key][0]
        for nth, load in enumerate(one.loads):
            while week in paused:
                week += 1
            if week in minutes:
                kinds = minutes[week]
                kinds[one.kind] = kinds.get(one.kind, 0) + load
                if nth < len(stepped) and stepped[nth].basis and load < max(one.loads):
                    lowered[week] = lowered.get(week, 0) + max(one.loads) - load
                    why.setdefault(week, []).append(_because(stepped[nth].reason, stepped[nth].basis))
            week += 1
    weeks = [
        _week(problem, number, start, kinds, lowered.get(number, 0), why.get(number, []))
        for number, kinds in minutes.items()
    ]
    weeks = _on_average(problem.content, weeks)
    return Proof(tuple(weeks), tuple(_failing(problem, weeks)), tuple(_missing(problem, weeks)))


def _on_average(content: Content, weeks: list[Week]) -> list[Week]:
    """Where the average is enough, no week falls short; where it is not, every week below the demand does."""
    asked = [week for week in weeks if week.work_asked]
    if content.each_week or sum(week.minutes.get(Kind.WORK, 0) - week.work_asked for week in asked) < 0:
        return weeks
    return [replace(week, work_short=0) for week in weeks]


def _missing(problem: Problem, weeks: list[Week]) -> list[str]:
    """Content that the programme lacks altogether, or has too little of."""
    said = []
    there = {one.kind for one in problem.activities}
    for kind, least in problem.content.least.items():
        total = sum(week.minutes.get(kind, 0) for week in weeks)
        basis = _basis(problem.content, kind.value)
        if kind not in there:
            said.append(f"Planen mangler {_NAMES[kind]}{basis}.")
        elif total < least:
            said.append(
                f"Planen har {words.hours(total)} {_NAMES[kind]}, men skal ha minst {words.hours(least)}{basis}."
            )
    return said


def _because(reason: str, basis: str) -> str:
    return f"{reason or 'Redusert tid'} ({basis})."


def _basis(content: Content, name: str) -> str:
    return f" ({content.basis[name]})" if content.basis.get(name) else ""


def _week(problem: Problem, number: int, start: int, kinds: dict[Kind, int], lowered: int, why: list[str]) -> Week:
    content = problem.content
    stops = [one for one in problem.breaks if one.start <= number < one.end]
    asked = max(0, content.full_time - lowered)
    for ramp in problem.ramps:
        if number < ramp.until and ramp.basis and ramp.minutes < asked:
            asked = ramp.minutes
            why = [*why, _because(ramp.reason, ramp.basis)]
    work = content.work if number >= start + content.work_from else 0
    if any(EVERYTHING in one.stops for one in stops):
        asked = work = 0
    study = kinds.get(Kind.STUDY, 0)
    counted = sum(kinds.values()) - study + min(study, content.study)
    return Week(
        number=number,
        minutes=kinds,
        asked=asked,
        work_asked=min(work, asked) if content.full_time else work,
        stops=tuple(f"{one.name}." for one in stops),
        reasons=tuple(why),
        short=max(0, asked - counted),
        work_short=max(0, (min(work, asked) if content.full_time else work) - kinds.get(Kind.WORK, 0)),
    )


def _failing(problem: Problem, weeks: list[Week]) -> list[Failing]:
    found: list[Failing] = []
    at = 0
    while at < len(weeks):
        first = weeks[at]
        until = at + 1
        while until < len(weeks) and _same(first, weeks[until]):
            until += 1
        if first.short or first.work_short:
            found.append(_said(problem, first, weeks[until - 1].number + 1))
        at = until
    return found


def _same(one: Week, other: Week) -> bool:
    return (one.short, one.work_short, one.stops, one.minutes.get(Kind.STUDY, 0)) == (
        other.short,
        other.work_short,
        other.stops,
        other.minutes.get(Kind.STUDY, 0),
    )


def _said(problem: Problem, first: Week, end: int) -> Failing:
    content = problem.content
    when = words.week(first.number, problem.week0)
    if end - first.number > 1:
        when += f" til {words.week(end - 1, problem.week0)}"
    lacks, mends = [], []
    if first.short:
        lacks.append(f"{words.hours(first.short)} på full tid{_basis(content, 'full_time')}")
    if first.work_short:
        lacks.append(f"{words.hours(first.work_short)} arbeidsrettet{_basis(content, 'work')}")
    if first.work_short:
        mends.append(f"Legg inn praksis eller annet arbeidsrettet, {words.hours(first.work_short)} i uka.")
    study = min(first.short, max(0, content.study - first.minutes.get(Kind.STUDY, 0)))
    rest = max(0, first.short - first.work_short)
    if rest:
        if first.stops:
            mends.append(f"Bruk ferien: sommerskole, praksis eller kurs, {words.hours(rest)} i uka.")
        elif study:
            mends.append(f"Legg inn egenstudier, inntil {words.hours(min(study, rest))} i uka.")
        if not first.stops and rest > study:
            mends.append(f"Legg inn mer innhold, {words.hours(rest - study)} i uka, eller begrunn redusert tid.")
    stops = f" ({', '.join(first.stops).rstrip('.').lower()})" if first.stops else ""
    return Failing(first.number, end, f"{when}{stops}: mangler {words.listed(lacks)}.", tuple(mends))
