"""Runs every case file: the form a lawyer can write in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from samlop.law import Facts, Finding, Outcome, ask, value_of

FOLDER = Path(__file__).parent / "cases"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted(FOLDER.glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
FEWEST_CASES = 67  # what the shared list had when it was taken over


def holds(expected: Any, found: Any) -> bool:
    """Says whether the answer has everything the case asks for; a mapping may have more."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(
            name in found and holds(item, found[name]) for name, item in expected.items()
        )
    if isinstance(expected, bool) or isinstance(found, bool):
        return expected is found
    return bool(expected == found)


@pytest.mark.parametrize("case", CASES)
def test_the_law_answers_the_case(case: dict[str, Any]) -> None:
    finding = ask(case["question"], Facts.from_mapping(case["facts"]), case["as_of"])
    assert holds(case["answer"], value_of(finding)), (
        f"{case['law']}: expected {case['answer']}, found {value_of(finding)}"
    )


@pytest.mark.parametrize("case", CASES)
def test_every_answer_can_be_frozen_and_explains_itself(case: dict[str, Any]) -> None:
    finding = ask(case["question"], Facts.from_mapping(case["facts"]), case["as_of"])
    assert Finding.from_dict(finding.to_dict()) == finding
    assert finding.basis
    assert finding.text.endswith(".")
    assert finding.inputs
    if finding.is_open and finding.readings:
        assert finding.outcome is Outcome.REVIEW
        assert len({str(reading.answer) for reading in finding.readings}) > 1


def test_no_case_was_lost() -> None:
    assert len(CASES) >= FEWEST_CASES


def test_a_wrong_answer_would_be_seen() -> None:
    assert not holds({"outcome": "none"}, {"outcome": "right_and_duty"})
    assert not holds({"hours": 0}, {"hours": False})
    assert not holds({"readings": [True, False]}, {"readings": [False, True]})
    assert not holds({"added": 0}, {})
