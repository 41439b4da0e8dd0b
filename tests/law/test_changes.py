"""Holds the comparison of two assessments to its rule: who gains, who loses, what moves, and nothing that is not there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from samlop.law import Outcome, assess
from samlop.law.basis import intl
from samlop.law.drafts import Effect, compare, shipped
from samlop.law.drafts.changes import compare_findings
from samlop.law.finding import Finding, Missing, Reading, Verification
from tests.law.people import a_person


def a_finding(value: Any, outcome: Outcome = Outcome.CALCULATED, **rest: Any) -> Finding:
    given = {"text": "Slik er det.", "basis": (intl("8"),), "verification": Verification.PRIMARY} | rest
    return Finding("entitlement", "Rett", ("TGT-01",), outcome, value, **given)


def an_open_one(*values: Any) -> Finding:
    readings = tuple(Reading("which", str(n), value, "", "", value) for n, value in enumerate(values))
    return a_finding({"outcome": "review"}, Outcome.REVIEW, readings=readings)


GAINS, LOSES, MOVED, NEUTRAL = Effect.GAINS, Effect.LOSES, Effect.MOVED, Effect.NEUTRAL


@pytest.mark.parametrize(
    ("before", "after", "effect"),
    [
        ({"outcome": "none"}, {"outcome": "may_offer"}, GAINS),
        ({"outcome": "may_offer"}, {"outcome": "right_and_duty"}, GAINS),
        ({"outcome": "right_and_duty"}, {"outcome": "none"}, LOSES),
        ({"outcome": "right_only"}, {"outcome": "right_and_duty"}, NEUTRAL),
        ({"position": "duty_only"}, {"position": "right_and_duty"}, GAINS),
        ("right_and_duty", "may_offer", LOSES),
        (True, False, LOSES),
        (False, True, GAINS),
        ({"allowed": False}, {"allowed": True}, GAINS),
        ({"may_refuse": False}, {"may_refuse": True}, LOSES),
        ({"participant_pays": True}, {"participant_pays": False}, GAINS),
        ({"required": False}, {"required": True}, NEUTRAL),
        ({"hours": 0}, {"hours": 15}, NEUTRAL),
        ({"monthly_amount_ore": 100}, {"monthly_amount_ore": 200}, GAINS),
        ({"deduction_ore": 100}, {"deduction_ore": 200}, LOSES),
        ({"max_months": 24}, {"max_months": 12}, LOSES),
        ({"max_months": 24, "extension_months": 0}, {"max_months": 24, "extension_months": 12}, GAINS),
        ({"start_by": date(2026, 1, 1)}, {"start_by": date(2026, 2, 1)}, MOVED),
        (date(2026, 1, 1), date(2025, 12, 1), MOVED),
        ({"max_months": 12, "end": date(2026, 1, 1)}, {"max_months": 24, "end": date(2027, 1, 1)}, GAINS),
        ({"letter": "a"}, {"letter": "b"}, NEUTRAL),
        (None, {"outcome": "none"}, NEUTRAL),
    ],
)
def test_the_first_thing_that_differs_decides(before: Any, after: Any, effect: Effect) -> None:
    change = compare_findings(a_finding(before), a_finding(after))
    assert change is not None
    assert change.effect is effect


def test_an_open_question_counts_as_its_weakest_reading() -> None:
    unsure = an_open_one({"outcome": "may_offer"}, {"outcome": "right_and_duty"})
    right, offer = a_finding({"outcome": "right_and_duty"}), a_finding({"outcome": "may_offer"})
    for before, after, effect in ((unsure, right, GAINS), (right, unsure, LOSES), (offer, unsure, NEUTRAL)):
        change = compare_findings(before, after)
        assert change is not None
        assert change.effect is effect


def test_missing_facts_are_neither_gain_nor_loss() -> None:
    asked = a_finding(None, Outcome.REVIEW, missing=(Missing("permit", "Oppholdstillatelse"),))
    change = compare_findings(a_finding({"outcome": "right_and_duty"}), asked)
    assert change is not None
    assert change.effect is NEUTRAL


def test_another_text_for_the_same_answer_is_no_change() -> None:
    assert compare_findings(a_finding({"outcome": "none"}), a_finding({"outcome": "none"}, text="Ellers.")) is None
    assert compare_findings(None, None) is None


def test_days_and_kroner_are_counted() -> None:
    moved = compare_findings(a_finding({"end": date(2026, 1, 31)}), a_finding({"end": date(2026, 1, 1)}))
    paid = compare_findings(a_finding({"monthly_amount_ore": 300}), a_finding({"monthly_amount_ore": 100}))
    assert moved is not None
    assert paid is not None
    assert (moved.days_moved, moved.ore_per_month) == (-30, None)
    assert (paid.days_moved, paid.ore_per_month) == (None, -200)


def test_a_question_asked_only_once_is_a_change_without_effect() -> None:
    change = compare_findings(None, a_finding({"outcome": "none"}))
    assert change is not None
    assert (change.before, change.before_text, change.before_value, change.effect) == (None, "", None, NEUTRAL)


def test_nothing_has_changed_between_two_equal_assessments() -> None:
    person = a_person(start_date="2026-05-01", offer_date="2026-04-01")
    assert compare(assess(person, date(2026, 11, 21)), assess(person, date(2026, 11, 21))) == ()


def test_a_draft_over_one_person_tells_only_what_it_changes() -> None:
    person = a_person(start_date="2027-03-01", offer_date="2027-02-01", education="upper_secondary_or_higher")
    on = date(2027, 3, 1)
    before = assess(person, on)
    with shipped()["programme-length-as-in-2018"].in_force():
        after = assess(person, on)
    (change,) = compare(before, after)
    assert (change.question, change.title, change.effect, change.days_moved) == ("duration", "Varighet", GAINS, 365)
    assert change.before_value["max_months"] == 12
    assert change.after_value["max_months"] == 24
    assert "inntil ett år" in change.before_text
    assert "inntil to år" in change.after_text
    (back,) = compare(after, before)
    assert (back.effect, back.days_moved) == (LOSES, -365)


def test_every_effect_has_a_word_in_both_languages() -> None:
    for effect in Effect:
        assert effect.label
        assert effect.label_en
