"""Holds the open questions: every one can be chosen, a choice is noted, and nothing is chosen unasked."""

from __future__ import annotations

import pytest

from samlop.law import OPEN_QUESTIONS, Outcome, UnknownReading
from samlop.law.readings import explore
from tests.law.people import law_says, position

YEAR_AFTER_55 = {"birth_date": "1970-06-01"}


@pytest.mark.parametrize(("option", "expected"), [("inside", "right_and_duty"), ("over", "may_offer")])
def test_a_chosen_reading_decides_and_is_noted(option: str, expected: str) -> None:
    chosen = {"age_55_boundary": option, "age_60_commencement": "not_in_force"}
    found = law_says("entitlement", "2026-06-01", chosen, **YEAR_AFTER_55)
    assert found.value["outcome"] == expected
    assert dict(found.chosen) == {"age_55_boundary": option}
    assert found.readings == ()


def test_a_choice_that_was_not_needed_is_not_noted() -> None:
    assert law_says("entitlement", "2026-06-01", {"age_55_boundary": "over"}).chosen == ()


def test_without_a_choice_the_answer_is_review_with_each_reading_in_words() -> None:
    found = law_says("entitlement", "2026-06-01", **YEAR_AFTER_55)
    assert found.outcome is Outcome.REVIEW
    assert [reading.answer for reading in found.readings] == ["right_and_duty", "may_offer"]
    assert all(reading.question == "age_55_boundary" for reading in found.readings)
    assert all(reading.text.endswith(".") for reading in found.readings)


def test_two_open_questions_at_once_give_every_different_answer_once() -> None:
    found = law_says("entitlement", "2026-09-01", **YEAR_AFTER_55)
    assert [reading.answer for reading in found.readings] == ["may_offer", "right_and_duty"] or [
        reading.answer for reading in found.readings
    ] == ["right_and_duty", "may_offer"]


def test_choosing_one_of_two_open_questions_leaves_the_other() -> None:
    assert position("2026-09-01", {"age_60_commencement": "not_in_force"}, **YEAR_AFTER_55) == "review"
    assert position("2026-09-01", {"age_60_commencement": "in_force"}, **YEAR_AFTER_55) == "right_and_duty"


@pytest.mark.parametrize("wrong", [{"no_such_question": "yes"}, {"age_55_boundary": "sometimes"}])
def test_an_unknown_reading_is_refused_with_what_is_allowed(wrong: dict[str, str]) -> None:
    with pytest.raises(UnknownReading, match="Velg blant"):
        law_says("entitlement", "2026-06-01", wrong)


@pytest.mark.parametrize("question", OPEN_QUESTIONS.values(), ids=lambda q: q.id)
def test_every_open_question_is_complete(question) -> None:  # type: ignore[no-untyped-def]
    assert len(question.options) > 1
    assert question.default in question.options
    assert all(text.endswith(".") for text in (question.text, question.why, *question.options.values()))


def test_every_open_question_is_asked_by_a_rule() -> None:
    from pathlib import Path

    import samlop.law

    code = "".join(path.read_text(encoding="utf-8") for path in Path(samlop.law.__file__).parent.glob("*.py"))
    for question in OPEN_QUESTIONS:
        assert f'ask("{question}")' in code, question


def test_every_combination_is_tried_once() -> None:
    runs = explore(lambda ask: (ask("age_55_boundary"), ask("sum_of_positions")), {})
    assert [answer for _, answer in runs] == [
        ("inside", "sum"),
        ("inside", "single"),
        ("over", "sum"),
        ("over", "single"),
    ]
