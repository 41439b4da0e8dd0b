"""Holds the whole assessment: the order, what is asked only when it has happened, and what is asked for."""

from __future__ import annotations

from datetime import date

import pytest

from samlop.law import Facts, NotCovered, answer, ask, assess
from samlop.law.assess import ALWAYS, SHORT, WHATEVER_ACT, WHEN_KNOWN
from samlop.law.rule import RULES
from tests.law.people import a_person

TODAY = date(2026, 11, 21)


def test_the_findings_come_in_the_order_a_counsellor_thinks() -> None:
    assert tuple(f.question for f in assess(a_person(), TODAY).findings) == ALWAYS


def test_what_has_happened_is_asked_about_once() -> None:
    facts = a_person(
        refused_programme="2026-05-01", broke_off_programme="2026-06-01", stopped="2026-06-01", reason="withdrew"
    )
    questions = [f.question for f in assess(facts, TODAY).findings]
    assert questions[len(ALWAYS) :] == ["municipal_duty", "certificate_due"]


def test_every_question_that_is_named_has_a_rule() -> None:
    named = {*ALWAYS, *WHATEVER_ACT, *(q for q, _ in WHEN_KNOWN), *(q for _, q, _ in SHORT)}
    assert named <= set(RULES)


def test_an_assessment_opens_by_question_and_lists_what_to_ask_and_what_to_review() -> None:
    assessment = assess(a_person(goal=None, permit="P-34"), TODAY)
    assert assessment["entitlement"].value["outcome"] == "right_and_duty"
    assert [item.label for item in assessment.missing] == ["Sluttmål"]
    assert [finding.question for finding in assessment.to_review] == [
        "entitlement",
        "mandatory_elements",
        "training_position",
    ]


def test_an_unknown_question_is_refused_with_those_that_exist() -> None:
    with pytest.raises(NotCovered, match="entitlement"):
        ask("pension", Facts(), TODAY)


def test_an_answer_without_facts_says_what_it_needs() -> None:
    assert answer("entitlement", Facts(), TODAY) == {"outcome": "review", "missing": ["permit"]}


def test_only_facts_that_matter_are_asked_for() -> None:
    citizen = Facts.from_mapping({"citizenship": "Norway"})
    assert answer("entitlement", citizen, TODAY)["outcome"] == "none"
    worker = Facts.from_mapping({"permit": "work_23", "permit_date": "2026-01-01"})
    assert answer("entitlement", worker, TODAY)["outcome"] == "none"
