"""Runs every case file: the form a lawyer can write in, by the same reader and the same runner as `samlop law cases`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from samlop.config.cli.law_cases import cases_of
from samlop.config.cli.law_files import load
from samlop.law import Facts, Finding, Outcome, ask
from samlop.law.cases import Status, day_of, run_case
from tests.law.shared_cases import HERE_NOW, SHARED

FOLDER = Path(__file__).parent / "cases"
FILES = {path.relative_to(FOLDER).as_posix(): path for path in sorted(FOLDER.rglob("*.yaml"))}
ROWS = [(name, row) for name, path in FILES.items() for row, _ in cases_of(load(path))]
CASES = [pytest.param(row, id=f"{name}: {row['id']}") for name, row in ROWS]


@pytest.mark.parametrize("case", CASES)
def test_the_law_answers_the_case(case: dict[str, Any]) -> None:
    result = run_case(case)
    assert result.status is Status.PASSED, result.explanation


@pytest.mark.parametrize("case", CASES)
def test_every_answer_can_be_frozen_and_explains_itself(case: dict[str, Any]) -> None:
    finding = ask(case["question"], Facts.from_mapping(case["facts"]), day_of(case))
    assert Finding.from_dict(finding.to_dict()) == finding
    assert finding.basis
    assert finding.text.endswith(".")
    assert finding.inputs or finding.missing or finding.is_open or not finding.would_change
    if finding.is_open and finding.readings:
        assert finding.outcome is Outcome.REVIEW
        assert len({str(reading.answer) for reading in finding.readings}) > 1


def test_no_case_file_has_a_broken_case() -> None:
    wrong = [(name, why) for name, path in FILES.items() for _, why in cases_of(load(path)) if why]
    assert not wrong


def test_no_case_was_lost() -> None:
    """Holds the files to every shared case that has been taken over: an id may be used by more than one of the shared lists."""
    here = Counter(str(row["id"]) for _, row in ROWS)
    wanted = Counter(id for theme in HERE_NOW for id in SHARED[theme].split())
    assert not wanted - here
    assert len(ROWS) >= sum(wanted.values())


def test_every_case_says_on_what_it_rests_and_how_sure_it_is() -> None:
    for name, row in ROWS:
        assert str(row.get("legal_basis") or "").strip(), f"{name}: {row['id']}"
        assert row.get("confidence") in ("high", "medium", "low"), f"{name}: {row['id']}"


def test_no_case_stands_twice_in_one_theme() -> None:
    seen: dict[tuple[str, str, str], str] = {}
    for name, row in ROWS:
        key = (name.split("/")[0], str(row["id"]), row["question"])
        assert key not in seen, f"{row['id']} stands in {name} and {seen[key]}"
        seen[key] = name
