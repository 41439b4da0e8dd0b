"""Holds every rule of the law to an answer for anybody: whatever is known, on any day, and never a crash."""

from __future__ import annotations

import json
from datetime import date
from random import Random

import pytest

from samlop.law import Facts, Finding, ask, deadlines_of
from samlop.law.rule import RULES
from tests.law.anybody import a_day, anybody

PEOPLE = [pytest.param(number, id=f"person {number}") for number in range(150)]


@pytest.mark.parametrize("number", PEOPLE)
def test_every_rule_answers_anybody_on_any_day(number: int) -> None:
    random = Random(number)
    facts, on = anybody(random), a_day(random)
    for question in RULES:
        finding = ask(question, facts, on)
        assert Finding.from_dict(json.loads(json.dumps(finding.to_dict()))) == finding
        assert finding.text.endswith("."), question
        assert finding.basis, question


@pytest.mark.parametrize("number", PEOPLE)
def test_the_deadlines_of_anybody_can_be_listed_and_the_earliest_reading_counts(number: int) -> None:
    random = Random(number)
    facts, on = anybody(random), a_day(random)
    for deadline in deadlines_of(facts, on):
        json.dumps(deadline.to_dict())
        assert deadline.basis
        if deadline.is_open:
            assert deadline.by == min(day for _, day in deadline.by_reading if day is not None)


@pytest.mark.parametrize("question", RULES)
def test_every_rule_says_what_it_needs_when_nothing_is_known(question: str) -> None:
    finding = ask(question, Facts(), date(2026, 11, 21))
    assert finding.text.endswith(".")
    assert all(item.label for item in finding.missing)
