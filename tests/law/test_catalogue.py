"""Holds every row of the rule catalogues to something that carries it: a rule, a dated parameter, an open question, or a person."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

import samlop.law  # noqa: F401  # registers the rules
from samlop.law.parameters import parameter_names
from samlop.law.readings import OPEN_QUESTIONS
from samlop.law.rule import RULES

CATALOGUES: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(
    Path(__file__).with_name("catalogue.yaml").read_text(encoding="utf-8")
)
ROWS: list[tuple[str, dict[str, str]]] = [(id, row) for rows in CATALOGUES.values() for id, row in rows.items()]
WAYS = ("parameter", "reading", "left_to_a_person")


def carriers() -> dict[str, list[str]]:
    """Gives the questions that carry each id."""
    found: dict[str, list[str]] = defaultdict(list)
    for question, rule in RULES.items():
        for id in rule.catalogue:
            found[id].append(question)
    return found


@pytest.mark.parametrize(("id", "row"), ROWS, ids=[id for id, _ in ROWS])
def test_every_row_is_carried_or_left_to_a_person_with_a_reason(id: str, row: dict[str, Any]) -> None:
    rules = carriers().get(id, [])
    said = [way for way in WAYS if way in row]
    assert set(row) <= {"about", *WAYS}
    assert row["about"]
    assert bool(rules) + len(said) >= 1, f"{id} ({row['about']}) is carried by nothing"
    assert len(said) <= 1
    if "parameter" in row:
        assert row["parameter"] in parameter_names()
    if "reading" in row:
        assert row["reading"] in OPEN_QUESTIONS
    if "left_to_a_person" in row:
        assert not rules, f"{id} is carried by {rules[0]}, and no longer left to a person"
        assert len(row["left_to_a_person"]) > len("a reason in few words")


def test_no_rule_names_a_row_that_is_not_in_the_list() -> None:
    assert not set(carriers()) - {id for id, _ in ROWS}


def test_no_row_stands_in_two_catalogues() -> None:
    ids = [id for id, _ in ROWS]
    assert len(ids) == len(set(ids))


def test_few_rows_are_left_to_a_person() -> None:
    left = [id for id, row in ROWS if "left_to_a_person" in row]
    assert left == ["V0c", "V1b", "GEN-01", "CON-08", "KS-5", "BUILD-6", "CONFLICT-7", "OPEN-8"]
