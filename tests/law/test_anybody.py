"""Holds every rule of the law to an answer for anybody: whatever is known, on any day, and never a crash."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from samlop.law import Facts, Finding, ask, deadlines_of
from samlop.law.rule import RULES
from tests.law.anybody import DAYS, anybody

UNHURRIED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@UNHURRIED
@given(anybody(), DAYS)
def test_every_rule_answers_anybody_on_any_day(facts: Facts, on: date) -> None:
    for question in RULES:
        finding = ask(question, facts, on)
        assert Finding.from_dict(json.loads(json.dumps(finding.to_dict()))) == finding
        assert finding.text.endswith((".", "?")), question
        assert finding.basis, question


@UNHURRIED
@given(anybody(), DAYS)
def test_the_deadlines_of_anybody_can_be_listed_and_each_has_its_rule(facts: Facts, on: date) -> None:
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
