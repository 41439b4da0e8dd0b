"""Runs cases: facts, a date and a question in, and whether the law gives the answer a lawyer expects.

Pure: it takes rows that have been read already, and gives results. A case has `id`, `facts`, `as_of` (or `period`), `question`
and `expected`; `unit`, `readings` and `variants` say more about the answer; all else is about the case and is not read here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from samlop.law.assess import ask, value_of
from samlop.law.explain import Language, explain, render
from samlop.law.facts import Facts, FactsError
from samlop.law.facts.checks import day as read_day
from samlop.law.finding import Finding, Outcome, jsonable
from samlop.law.readings import UnknownReading
from samlop.law.rule import RULES
from samlop.law.words import say_date

_REMARKS = ("note", "assume")  # words for people inside an expected answer
_YES_NO = {"yes": True, "no": False}
_PERIOD = re.compile(r"(\d{4})(?:-(\d{2}))?(?:(?:\.\.|-)\d{4}(?:-\d{2})?)?")
_IN_KRONER = "NOK"


class Status(StrEnum):
    """How a case went. `NOT_COVERED` means that the law was never asked, and says why."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_COVERED = "not_covered"


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What became of one case. `answer` is plain JSON values; `explanation` is plain text, and the reason when it went wrong."""

    id: str
    title: str
    status: Status
    question: str
    expected: Any
    answer: Any
    explanation: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "status": self.status.value,
            "question": self.question,
            "expected": self.expected,
            "answer": self.answer,
            "explanation": self.explanation,
        }


class _NotAsked(Exception):
    """The law cannot be asked. The text says why, and what to do."""


def run_cases(rows: Iterable[Mapping[str, Any]], language: Language = "nb") -> tuple[CaseResult, ...]:
    """Runs every case, in order."""
    return tuple(run_case(row, language) for row in rows)


def not_a_case(row: Any, name: str, why: str) -> CaseResult:
    """Gives the result of something that stands among the cases and is none: not covered, with the reason."""
    given = row if isinstance(row, Mapping) else {}
    return _result({**given, "id": given.get("id") or name}, Status.NOT_COVERED, None, why)


def run_case(row: Mapping[str, Any], language: Language = "nb") -> CaseResult:
    """Runs one case and its variants. It passes when the answer and every variant's answer are as expected."""
    first = _run_one(row, language)
    others = []
    for number, variant in enumerate(_variants(row), start=1):
        if not isinstance(variant, Mapping):
            others.append(_result(row, Status.NOT_COVERED, None, "Varianten har ikke felt og verdi."))
            continue
        found = _run_one(_varied(row, variant), language)
        if found.status is not Status.PASSED:
            said = f"Variant {number} ({_told(variant)}):\n{found.explanation}"
            others.append(_result(row, found.status, found.answer, said, found.expected))
    for status in (Status.FAILED, Status.NOT_COVERED):
        for found in (first, *others):
            if found.status is status:
                return found
    return first


def _variants(row: Mapping[str, Any]) -> list[Any]:
    given = row.get("variants")
    return given if isinstance(given, list) else []


def _varied(row: Mapping[str, Any], variant: Mapping[str, Any]) -> dict[str, Any]:
    """Gives the case with the variant's facts over its own; the readings are about the first answer only."""
    changed = {key: item for key, item in row.items() if key not in ("variants", "readings")} | dict(variant)
    facts, own = row.get("facts"), variant.get("facts")
    if isinstance(facts, Mapping) and isinstance(own, Mapping):
        changed["facts"] = {**facts, **own}
    return changed


def _told(variant: Mapping[str, Any]) -> str:
    parts = [f"{key}: {item}" for key, item in variant.items() if key not in ("facts", "expected", *_REMARKS)]
    facts = variant.get("facts")
    if isinstance(facts, Mapping):
        parts += [f"{key}: {item}" for key, item in facts.items()]
    return ", ".join(parts)


def _run_one(row: Mapping[str, Any], language: Language) -> CaseResult:
    try:
        finding = _asked(row)
    except _NotAsked as why:
        return _result(row, Status.NOT_COVERED, None, str(why))
    except Exception as wrong:  # noqa: BLE001  # a fault in one rule must not hide the answers to all the other cases
        return _result(row, Status.FAILED, None, f"Regelen stanset med en feil i programmet: {type(wrong).__name__}.")
    answer = jsonable(value_of(finding))
    why_not = _why_not(row, finding)
    said = render(explain(finding, language=language))
    if why_not:
        return _result(row, Status.FAILED, answer, f"{why_not}\n{said}")
    return _result(row, Status.PASSED, answer, said)


def _result(row: Mapping[str, Any], status: Status, answer: Any, said: str, expected: Any = None) -> CaseResult:
    return CaseResult(
        id=str(row.get("id", "")),
        title=str(row.get("title") or ""),
        status=status,
        question=str(row.get("question", "")),
        expected=jsonable(row.get("expected")) if expected is None else expected,
        answer=answer,
        explanation=said,
    )


def _asked(row: Mapping[str, Any]) -> Finding:
    given = row.get("facts")
    if isinstance(given, str):
        raise _NotAsked("Opplysningene er skrevet som prosa. Skriv dem som felt og verdi, så kan saken prøves.")
    if not isinstance(given, Mapping):
        raise _NotAsked("Saken har ingen opplysninger. Skriv dem under «facts» som felt og verdi.")
    question = row.get("question")
    if not isinstance(question, str) or not question.strip():
        raise _NotAsked("Saken har ikke noe spørsmål. Skriv navnet på spørsmålet i «question».")
    if "expected" not in row:
        raise _NotAsked("Saken har ikke noe ventet svar. Skriv det i «expected».")
    if question not in RULES:
        near = get_close_matches(question, RULES, n=1)
        hint = f" Mente du «{near[0]}»?" if near else ""
        raise _NotAsked(f"Spørsmålet «{question}» har ingen regel ennå.{hint}")
    try:
        facts = Facts.from_mapping(given)
    except FactsError as wrong:
        raise _NotAsked(" ".join(wrong.problems)) from None
    on = day_of(row)
    if wrong_dates := impossible(facts, on):
        raise _NotAsked(wrong_dates)
    readings = row.get("readings")
    try:
        return ask(question, facts, on, readings if isinstance(readings, Mapping) else None)
    except UnknownReading as unknown:
        raise _NotAsked(str(unknown)) from None


def impossible(facts: Facts, on: date) -> str:
    """Says which of the dates in a file cannot be true together with the day of the assessment, or with each other."""
    born, arrived, settled = facts.birth_date, facts.arrival_date, facts.settlement_date
    if born is not None and on < born:
        return (
            f"Datoen det skal vurderes for, {on.isoformat()}, er før fødselsdatoen {born.isoformat()}. Rett en av dem."
        )
    if arrived is not None and settled is not None and settled < arrived:
        return f"Feltet «settlement_date» er {say_date(settled)}, før «arrival_date» {say_date(arrived)}. Rett en av datoene."
    return ""


def day_of(row: Mapping[str, Any]) -> date:
    """Gives the date of the case: `as_of`, or the first day of its `period` («2026», «2026-05» or «2026-04..2026-06»)."""
    given, name = (row["as_of"], "as_of") if row.get("as_of") is not None else (row.get("period"), "period")
    if given is None:
        raise _NotAsked("Saken har ingen dato. Skriv den i «as_of» som år-måned-dag, for eksempel 2026-03-15.")
    if name == "period" and (found := _PERIOD.fullmatch(str(given))):
        given = f"{found[1]}-{found[2] or '01'}-01"
    try:
        return read_day(given)
    except ValueError as wrong:
        raise _NotAsked(f"Feltet «{name}» {wrong}") from None


def _why_not(row: Mapping[str, Any], finding: Finding) -> str:
    """Says in which way the answer is not the one expected; nothing when it is."""
    expected, unit = jsonable(row["expected"]), row.get("unit")
    if not holds(expected, finding, unit):
        return f"Ventet {_json(expected)}, men svaret er {_json(value_of(finding))}."
    wanted = row.get("readings")
    if isinstance(wanted, list):
        if len(wanted) != len(finding.readings):
            return f"Ventet {len(wanted)} måter å lese loven på, men svaret har {len(finding.readings)}."
        for one in jsonable(wanted):
            if not any(_is(one, jsonable(r.value)) or _is(one, jsonable(r.answer)) for r in finding.readings):
                return f"Ventet at en måte å lese loven på gir {_json(one)}, men det gjør ingen av dem."
    return ""


def _json(value: Any) -> str:
    return json.dumps(jsonable(value), ensure_ascii=False)


def holds(expected: Any, finding: Finding, unit: str | None = None) -> bool:
    """Says whether the finding has everything the case expects.

    A mapping may have more than is asked for. One word or number is compared with the answer, or with its headline. Numbers are
    compared exactly; with the unit NOK, kroner are compared with the part of the answer that is in øre.
    """
    expected, value = jsonable(expected), jsonable(value_of(finding))
    if isinstance(expected, str) and expected in _YES_NO and value != expected:
        expected = _YES_NO[expected]
    if isinstance(expected, Mapping):
        shown = value if isinstance(value, Mapping) else {RULES[finding.question].headline: value}
        return _is(expected, {"outcome": finding.outcome.value, **shown}, unit)
    if expected == Outcome.REVIEW.value and finding.outcome is Outcome.REVIEW:
        return True
    in_kroner = unit == _IN_KRONER and _is_number(expected)
    if isinstance(value, Mapping):
        headline = RULES[finding.question].headline
        return _is_part(headline.removesuffix("_ore") if in_kroner else headline, expected, value, unit)
    return _is(_ore(expected) if in_kroner else expected, value)


def _is(expected: Any, found: Any, unit: str | None = None) -> bool:
    if isinstance(expected, Mapping):
        return isinstance(found, Mapping) and all(
            _is_part(name, item, found, unit) for name, item in expected.items() if name not in _REMARKS
        )
    if isinstance(expected, list):
        return (
            isinstance(found, list)
            and len(expected) == len(found)
            and all(_is(one, other, unit) for one, other in zip(expected, found, strict=True))
        )
    if isinstance(expected, bool) or isinstance(found, bool):
        return expected is found
    return bool(expected == found)


def _is_part(name: str, expected: Any, found: Mapping[str, Any], unit: str | None) -> bool:
    """Compares one part of an answer. Kroner are compared with the part in øre, where the answer has it."""
    if unit == _IN_KRONER and _is_number(expected) and _is_number(in_ore := found.get(f"{name}_ore")):
        return bool(_ore(expected) == in_ore)
    return name in found and _is(expected, found[name], unit)


def _is_number(given: Any) -> bool:
    return isinstance(given, int | float) and not isinstance(given, bool)


def _ore(kroner: float) -> Decimal:
    """Gives kroner in øre, exactly as they were written."""
    return Decimal(str(kroner)).scaleb(len("00"))
