"""Explains why nothing fits: a smallest set of demands that cannot hold together, and the cheapest ways out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from samlop.planning.person import words
from samlop.planning.person.core import FAR, core
from samlop.planning.person.exact import Impossible, TooHard, solve
from samlop.planning.person.model import Problem
from samlop.planning.person.search import Term

# How hard each way is to get, 1 easiest: an order to talk in, not an amount of money.
_PRICE = {
    "ramp": 1,
    "evening": 1,
    "window": 2,
    "break": 2,
    "fixed": 2,
    "earliest": 2,
    "intake": 3,
    "open": 3,
    "wait": 5,
}
_MOST_PAIRED = 8


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand that could be let go: its kind, what it is about, and what it says; for a wait also both names."""

    kind: str
    key: str
    other: str
    words: str
    title: str = ""
    from_title: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A way out: what to change, the weeks it wins, and whether it is enough alone. `price` orders, cheapest first."""

    words: str
    weeks: int
    enough: bool
    price: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """`demands` cannot hold together; without any one of them the rest can. `short`: weeks past the legal window, or None."""

    demands: tuple[Demand, ...]
    short: int | None
    ways: tuple[Way, ...]

    @property
    def text(self) -> str:
        """All of it in words."""
        head = "Alt får ikke plass."
        if self.short:
            head = f"Det mangler {words.weeks(self.short)}."
        said = [head, "Dette kan ikke gjelde samtidig:", *(f"– {one}" for one in _chained(self.demands))]
        if self.ways:
            said += ["Veier ut:", *(f"– {one.words}" for one in self.ways)]
        return "\n".join(said)


def _chained(demands: Sequence[Demand]) -> list[str]:
    """The demands in words, waits that follow each other told as one."""
    after: dict[str, list[Demand]] = {}
    before: dict[str, list[Demand]] = {}
    for one in demands:
        if one.kind == "wait":
            after.setdefault(one.other, []).append(one)
            before.setdefault(one.key, []).append(one)
    said, told = [], set()
    for one in demands:
        if one in told:
            continue
        chain = [one]
        if one.kind == "wait":
            while len(more := after.get(chain[-1].key, [])) == 1 == len(before[chain[-1].key]):
                chain.append(more[0])
            while len(more := before.get(chain[0].other, [])) == 1 == len(after[chain[0].other]):
                chain.insert(0, more[0])
        told.update(chain)
        names = [chain[0].from_title, *(link.title for link in chain)]
        if len(chain) > 1:
            said.append(f"Disse må komme etter hverandre: {words.listed([f'«{name}»' for name in names])}.")
        else:
            said.append(one.words)
    return said


def demands(problem: Problem) -> list[Demand]:
    """Every demand that could be let go, those that people can do least about first."""

    def when(number: int) -> str:
        return words.week(number, problem.week0)

    titles = {one.key: one.title for one in problem.activities}
    found: list[Demand] = []
    if problem.window is not None:
        basis = f" ({problem.window.basis})" if problem.window.basis else ""
        found.append(Demand("window", "", "", f"Programmet må være slutt innen {when(problem.window.ends)}{basis}."))
    for one in problem.activities:
        if one.fixed is not None:
            found.append(Demand("fixed", one.key, "", f"«{one.title}» har fått plass {when(one.fixed)}."))
    for one in problem.activities:
        if one.starts is not None:
            found.append(Demand("intake", one.key, "", f"«{one.title}» tar bare inn til faste tider."))
    for one in problem.activities:
        for wait in one.after:
            lag = f" og {words.weeks(wait.lag)} til" if wait.lag else ""
            text = f"«{one.title}» må vente til «{titles[wait.key]}» er ferdig{lag}."
            found.append(Demand("wait", one.key, wait.key, text, one.title, titles[wait.key]))
    for one in problem.activities:
        if one.opens is not None:
            found.append(Demand("open", one.key, "", f"«{one.title}» er bare åpen i noen uker."))
    found.append(Demand("ceiling", "", "", f"Uka kan ha høyst {words.hours(problem.ceiling)}."))
    for nth, ramp in enumerate(problem.ramps):
        why = ramp.reason or "redusert tid"
        text = f"Fram til {when(ramp.until)} kan uka ha høyst {words.hours(ramp.minutes)} ({why})."
        found.append(Demand("ramp", str(nth), "", text))
    for nth, stop in enumerate(problem.breaks):
        found.append(
            Demand("break", str(nth), "", f"Det er {stop.name.lower()} fra {when(stop.start)} til {when(stop.end)}.")
        )
    for one in problem.activities:
        if one.earliest > 0:
            found.append(Demand("earliest", one.key, "", f"«{one.title}» kan tidligst starte {when(one.earliest)}."))
    return found


def without(problem: Problem, gone: Iterable[Demand]) -> Problem:
    """The same problem with some demands let go."""
    let_go = {(one.kind, one.key, one.other) for one in gone}
    acts = tuple(
        replace(
            one,
            fixed=None if ("fixed", one.key, "") in let_go else one.fixed,
            starts=None if ("intake", one.key, "") in let_go else one.starts,
            opens=None if ("open", one.key, "") in let_go else one.opens,
            earliest=0 if ("earliest", one.key, "") in let_go else one.earliest,
            after=tuple(wait for wait in one.after if ("wait", one.key, wait.key) not in let_go),
        )
        for one in problem.activities
    )
    return replace(
        problem,
        activities=acts,
        window=None if ("window", "", "") in let_go else problem.window,
        ceiling=sum(max(one.loads, default=0) for one in acts) + 1
        if ("ceiling", "", "") in let_go
        else problem.ceiling,
        ramps=tuple(ramp for nth, ramp in enumerate(problem.ramps) if ("ramp", str(nth), "") not in let_go),
        breaks=tuple(stop for nth, stop in enumerate(problem.breaks) if ("break", str(nth), "") not in let_go),
    )


def fits(problem: Problem) -> bool:
    """Whether any plan holds all demands. Raises TooHard when that could not be settled."""
    tables = core(problem)
    ends_by = None
    if problem.window is not None:
        ends_by = [FAR] * len(tables.acts)
        ends_by[tables.index[problem.goal]] = problem.window.ends
    try:
        solve(tables, (), ends_by=ends_by)
    except Impossible:
        return False
    return True


def explain(problem: Problem) -> Explanation | None:
    """Why nothing fits; None when a plan exists. Raises TooHard when that could not be settled."""
    every = demands(problem)
    if fits(problem):
        return None
    core_set = _smallest(problem, every)
    best = _best_end(replace(problem, window=None))
    short = None
    if problem.window is not None and best is not None:
        short = best - problem.window.ends
    return Explanation(tuple(core_set), short, tuple(_ways(problem, core_set, best)))


def _smallest(problem: Problem, every: Sequence[Demand]) -> list[Demand]:
    """A set from which nothing can be left out (QuickXplain): demands early in `every` are kept where there is a choice."""

    def holds(kept: Sequence[Demand]) -> bool:
        chosen = set(kept)
        return fits(without(problem, [one for one in every if one not in chosen]))

    def narrow(kept: list[Demand], added: bool, rest: list[Demand]) -> list[Demand]:
        if added and not holds(kept):
            return []
        if len(rest) == 1:
            return rest
        half = len(rest) // 2
        first, second = rest[:half], rest[half:]
        more = narrow(kept + first, bool(first), second)
        fewer = narrow(kept + more, bool(more), first)
        return fewer + more

    if not every or not holds([]):
        return []
    found = narrow([], False, list(every))
    return [one for one in every if one in set(found)]


def _best_end(problem: Problem) -> int | None:
    """The soonest end of the goal, the legal window aside; None when there is none."""
    tables = core(problem)
    goal = tables.index[problem.goal]
    try:
        starts, _, _ = solve(tables, [Term(goal, 1)])
    except (Impossible, TooHard):
        return None
    return tables.acts[goal].end(starts[goal])


def _ways(problem: Problem, core_set: Sequence[Demand], best: int | None) -> list[Way]:
    """Single changes, cheapest first; when none is enough alone, pairs of them that are."""
    ways: list[Way] = []
    tried: list[tuple[str, Problem, int]] = []
    changes: list[tuple[str, str, Problem]] = []
    if problem.window is not None:
        if problem.window.extension > 0:
            window = replace(problem.window, ends=problem.window.ends + problem.window.extension)
            by = words.weeks(problem.window.extension)
            changes.append(("window", f"Forlengelse med {by}", replace(problem, window=window)))
        elif problem.window.extension_words:
            ways.append(Way(problem.window.extension_words, 0, False, 0))
    if problem.evening:
        changes.append(
            ("evening", f"Kveldskurs, inntil {words.hours(problem.evening)} mer i uka", _with_evening(problem))
        )
    titles = {one.key: one.title for one in problem.activities}
    for one in core_set:
        if one.kind in ("window", "ceiling"):
            continue
        changes.append((one.kind, _change(one, problem, titles), without(problem, [one])))
    for kind, text, changed in changes:
        way = _way(problem, changed, best, kind, text)
        if way is not None:
            ways.append(way)
            tried.append((text, changed, _PRICE[kind]))
    if not any(way.enough for way in ways):
        ways += _pairs(problem, changes, best)
    return sorted(ways, key=lambda way: (way.price > 0, not way.enough, way.price, -way.weeks, way.words))


def _way(problem: Problem, changed: Problem, best: int | None, kind: str, text: str) -> Way | None:
    enough = fits(changed)
    won = 0
    if problem.window is not None and best is not None:
        end = _best_end(replace(changed, window=None))
        extra = changed.window.ends - problem.window.ends if changed.window else 0
        won = best - (end if end is not None else best) + extra
    if not enough and won <= 0:
        return None
    said = f"{text} er nok." if enough else f"{text} vinner {words.weeks(won)}, men er ikke nok alene."
    return Way(said, won, enough, _PRICE[kind])


def _pairs(problem: Problem, changes: Sequence[tuple[str, str, Problem]], best: int | None) -> list[Way]:
    """Two changes together that are enough."""
    found = []
    cheapest = sorted(changes, key=lambda change: _PRICE[change[0]])[:_MOST_PAIRED]
    for (kind, text, one), (kind2, text2, other) in combinations(cheapest, 2):
        both = _both(problem, one, other)
        way = _way(problem, both, best, kind, f"{text}, sammen med {text2[0].lower()}{text2[1:]},")
        if way is not None and way.enough:
            found.append(replace(way, price=_PRICE[kind] + _PRICE[kind2], words=way.words.replace(",, ", ", ")))
    return found


def _both(problem: Problem, one: Problem, other: Problem) -> Problem:
    """Both changes made to the same problem."""
    acts = tuple(
        b
        if a == base
        else a
        if b == base
        else replace(
            a,
            fixed=a.fixed if b.fixed == base.fixed else b.fixed,
            starts=a.starts if b.starts == base.starts else b.starts,
            opens=a.opens if b.opens == base.opens else b.opens,
            earliest=min(a.earliest, b.earliest),
            after=tuple(wait for wait in a.after if wait in b.after),
        )
        for base, a, b in zip(problem.activities, one.activities, other.activities, strict=True)
    )
    return replace(
        problem,
        activities=acts,
        window=one.window if other.window == problem.window else other.window,
        ceiling=max(one.ceiling, other.ceiling),
        ramps=one.ramps if other.ramps == problem.ramps else other.ramps,
        breaks=tuple(stop for stop in one.breaks if stop in other.breaks),
    )


def _with_evening(problem: Problem) -> Problem:
    ramps = tuple(replace(ramp, minutes=ramp.minutes + problem.evening) for ramp in problem.ramps)
    return replace(problem, ceiling=problem.ceiling + problem.evening, ramps=ramps)


def _change(one: Demand, problem: Problem, titles: dict[str, str]) -> str:
    title = titles.get(one.key, "")
    if one.kind == "intake":
        tables = core(without(replace(problem, window=None), [one]))
        try:
            goal = tables.index[problem.goal]
            starts, _, _ = solve(tables, [Term(goal, 1)])
            at = f" i {words.month(starts[tables.index[one.key]], problem.week0)}"
        except (Impossible, TooHard):
            at = ""
        return f"Et inntak til «{title}»{at}"
    if one.kind == "wait":
        return f"At «{title}» starter før «{titles[one.other]}» er ferdig"
    if one.kind == "break":
        return f"Undervisning i {problem.breaks[int(one.key)].name.lower()}"
    if one.kind == "ramp":
        return "Full uke tidligere"
    if one.kind == "fixed":
        return f"En annen plass enn den som er gitt til «{title}»"
    if one.kind == "open":
        return f"At «{title}» er åpen i flere uker"
    return f"At «{title}» starter tidligere"
