"""Invents facts of every kind the law knows, so that every rule can be asked about anybody."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from hypothesis import strategies as st

from samlop.law import Facts, FactsError
from samlop.law.facts import checks

DAYS = st.dates(date(2019, 1, 1), date(2028, 12, 31))
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    checks.day: DAYS,
    checks.flag: st.booleans(),
    checks.whole: st.sampled_from([0, 1, 3, 6, 10, 11, 12, 25, 100]),
    checks.hours: st.sampled_from([0, 7.5, 15, 29.5, 30, 37.5]),
    checks.text: st.sampled_from(["Syria", "Ukraine", "Norway", "Poland", "12 a", "48"]),
    checks.child_rows: st.lists(st.fixed_dictionaries({"birth_date": DAYS}), max_size=2),
    checks.job_rows: st.lists(
        st.fixed_dictionaries({"hours": st.sampled_from([16, 30])}, optional={"end": DAYS}), max_size=2
    ),
}
_NUMBERS = st.sampled_from([0, 1, 5, 50, 100_000])


def _given(check: Any) -> st.SearchStrategy[Any]:
    """Gives values that a check may let through, read off what the check was made from."""
    if check in _PLAIN:
        return _PLAIN[check]
    made_from = dict(
        zip(
            getattr(check, "__code__", (lambda: None).__code__).co_freevars,
            (cell.cell_contents for cell in getattr(check, "__closure__", None) or ()),
            strict=False,
        )
    )
    if "one" in made_from:
        return st.lists(_given(made_from["one"]), max_size=2)
    if "many" in made_from:
        return _given(made_from["many"]).map(lambda rows: rows[0])
    if "row_type" in made_from:
        return st.lists(_row(made_from["row_type"]), min_size=1, max_size=2)
    if "allowed" in made_from:
        allowed = made_from["allowed"]
        codes = list(allowed() if callable(allowed) else allowed)
        if "permit_rows" in check.__qualname__:
            row = st.fixed_dictionaries({"permit": st.sampled_from(codes), "permit_date": DAYS})
            return st.lists(row, min_size=1, max_size=2)
        if "switch" in check.__qualname__:
            return st.dictionaries(st.sampled_from(codes), st.none() | DAYS, max_size=len(codes))
        return st.sampled_from(codes)
    return _NUMBERS


def _row(row_type: Any) -> st.SearchStrategy[dict[str, Any]]:
    needed = {f.name: _given(f.metadata["check"]) for f in fields(row_type) if f.metadata.get("needed")}
    other = {f.name: _given(f.metadata["check"]) for f in fields(row_type) if not f.metadata.get("needed")}
    return st.fixed_dictionaries(needed, optional=other)


def _without_contradictions(given: dict[str, Any]) -> Facts:
    """Takes away the facts that the law refuses together, one at a time, as a caseworker would."""
    given = dict(given)
    while True:
        try:
            return Facts.from_mapping(given)
        except FactsError as refused:
            text = " ".join(refused.problems)
            named = [name for name in given if f"«{name}»" in text]
            if not named:
                raise
            del given[named[-1]]


_FACTS = {item.name: _given(item.metadata["check"]) for item in fields(Facts)}


@st.composite
def anybody(draw: st.DrawFn) -> Facts:
    """Gives a person of whom some facts are known, few or many, and none of them contradict each other."""
    names = draw(st.lists(st.sampled_from(sorted(_FACTS)), unique=True, max_size=len(_FACTS)))
    given = {name: draw(_FACTS[name]) for name in names}
    return _without_contradictions(given)
