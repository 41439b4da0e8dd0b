"""Invents facts of every kind the law knows, so that every rule can be asked about anybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date, timedelta
from random import Random
from typing import Any

from samlop.law import Facts, FactsError
from samlop.law.facts import checks

FIRST, DAYS = date(2019, 1, 1), 3650
_PLAIN: dict[Any, Callable[[Random], Any]] = {
    checks.day: lambda r: a_day(r),
    checks.flag: lambda r: r.random() < 0.5,
    checks.whole: lambda r: r.choice([0, 1, 3, 6, 10, 11, 12, 25, 100]),
    checks.hours: lambda r: r.choice([0, 7.5, 15, 29.5, 30, 37.5]),
    checks.text: lambda r: r.choice(["Syria", "Ukraine", "Norway", "Poland", "12 a", "48"]),
    checks.child_rows: lambda r: [{"birth_date": a_day(r)} for _ in range(r.randrange(3))],
    checks.job_rows: lambda r: [{"hours": r.choice([16, 30]), "end": a_day(r)} for _ in range(r.randrange(3))],
}
_NUMBERS = (0, 1, 5, 50, 100_000)
_SHARES = (0.05, 0.3, 0.6, 0.95)


def a_day(random: Random) -> date:
    """Gives a day in the ten years the law has changed in."""
    return FIRST + timedelta(days=random.randrange(DAYS))


def anybody(random: Random) -> Facts:
    """Gives a person of whom few or many facts are known, and none of them contradict each other."""
    share = random.choice(_SHARES)
    given = {item.name: _value(item.metadata["check"], random) for item in fields(Facts) if random.random() < share}
    if random.random() < 0.9:
        given["birth_date"] = date(1950, 1, 1) + timedelta(days=random.randrange(22_000))
    for name in ("permits",) if random.random() < 0.5 else ("permit", "permit_date"):
        given.pop(name, None)
    return _without_contradictions(given)


def _value(check: Any, random: Random) -> Any:
    """Gives a value that a check may let through, read off what the check was made from."""
    if check in _PLAIN:
        return _PLAIN[check](random)
    made_from = _made_from(check)
    if "one" in made_from:
        return [_value(made_from["one"], random) for _ in range(random.randrange(3))]
    if "many" in made_from:
        return _value(made_from["many"], random)[0]
    if "row_type" in made_from:
        return [_row(made_from["row_type"], random) for _ in range(random.randrange(1, 3))]
    if "allowed" not in made_from:
        return random.choice(_NUMBERS)
    allowed = made_from["allowed"]
    codes = list(allowed() if callable(allowed) else allowed)
    if "permit_rows" in check.__qualname__:
        days = sorted({a_day(random) for _ in range(random.randrange(1, 3))})
        return [{"permit": random.choice(codes), "permit_date": day} for day in days]
    if "switch" in check.__qualname__:
        return {code: random.choice([None, a_day(random)]) for code in codes}
    return random.choice(codes)


def _made_from(check: Any) -> dict[str, Any]:
    if not getattr(check, "__closure__", None):
        return {}
    return {name: cell.cell_contents for name, cell in zip(check.__code__.co_freevars, check.__closure__, strict=True)}


def _row(row_type: Any, random: Random) -> dict[str, Any]:
    return {
        item.name: _value(item.metadata["check"], random)
        for item in fields(row_type)
        if item.metadata.get("needed") or random.random() < 0.7
    }


def _without_contradictions(given: dict[str, Any]) -> Facts:
    """Takes away the facts that the law refuses together, one at a time, as a caseworker would."""
    while True:
        try:
            return Facts.from_mapping(given)
        except FactsError as refused:
            text = " ".join(refused.problems)
            named = [name for name in given if f"«{name}»" in text]
            if not named:
                raise
            del given[named[-1]]
