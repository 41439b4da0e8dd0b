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


def test_a_question_that_changes_nothing_is_not_shown() -> None:
    found = law_says("entitlement", "2026-09-01", permit="P-34", jobs=[{"hours": 16}, {"hours": 16}])
    assert {reading.question for reading in found.readings} == {"sum_of_positions"}
    assert "kollektiv beskyttelse" not in found.text
    assert [reading.says[:40] for reading in found.readings] == [
        "Personen har flere stillinger på til sam",
        "Personen har rett og plikt til å delta i",
    ]


TEMPORARY = {"permit": "P-34", "permit_date": "2025-01-01", "settlement_date": "2025-02-01"}
COUPLE = {"partner_in_programme": True}
LATE_JOB_END = {"job_hours_per_week": 37.5, "job_end": "2028-02-29"}
CHANGED_PERMIT = {
    "permit": None,
    "permit_date": None,
    "permits": [{"permit": "P-34", "permit_date": "2024-10-01"}, {"permit": "P-28", "permit_date": "2026-03-01"}],
    "decision_under_6A": "2025-02-01",
}
BOTH = {"first": "none", "latest": "right_and_duty"}


@pytest.mark.parametrize(
    ("question", "asked", "on", "changes", "answers"),
    [
        (
            "sum_of_positions",
            "entitlement",
            "2026-06-01",
            {"jobs": [{"hours": 15}, {"hours": 15}]},
            {"sum": "none", "single": "right_and_duty"},
        ),
        (
            "job_ended_in_time_decision_later",
            "entitlement",
            "2028-03-05",
            LATE_JOB_END,
            {"limit_passed": "none", "revived": "right_and_duty"},
        ),
        (
            "age_60_commencement",
            "entitlement",
            "2026-07-01",
            {"birth_date": "1967-01-01"},
            {"not_in_force": "may_offer", "in_force": "right_and_duty"},
        ),
        (
            "age_60_transition",
            "entitlement",
            "2027-02-01",
            {"birth_date": "1967-01-01", "engine_switch": {"age60_in_force_from": "2027-01-01"}},
            {"old_limit": "may_offer", "new_limit": "right_and_duty"},
        ),
        (
            "section_34_begun_before_2026",
            "entitlement",
            "2026-02-01",
            TEMPORARY | {"decision_date": "2025-03-01"},
            {"right_only": "right_only", "right_and_duty": "right_and_duty"},
        ),
        (
            "section_34_before_chapter_6a",
            "entitlement",
            "2022-04-01",
            {"permit": "P-34", "permit_date": "2022-03-15", "settlement_date": "2022-03-20"},
            {"right_and_duty": "right_and_duty", "right_only": "right_only"},
        ),
        (
            "near_full_time",
            "may_municipality_refuse",
            "2025-06-01",
            TEMPORARY | {"job_hours_per_week": 35},
            {"near": True, "full_only": False},
        ),
        (
            "offer_on_first_january",
            "duration",
            "2026-06-01",
            {"offer_date": "2026-01-01"},
            {"old_rules": "A3", "new_rules": "B5"},
        ),
        (
            "goal_changed_after_offer",
            "duration",
            "2026-06-01",
            {
                "goal": None,
                "goal_at_offer": "work",
                "goal_changed_to": "complete_upper_secondary",
                "goal_change_date": "2026-05-01",
                "offer_date": "2024-05-01",
            },
            {"by_offer": "A2", "by_goal": "B3"},
        ),
        (
            "vocational_goal_before_2026",
            "duration",
            "2025-06-01",
            {"goal": "complete_vocational_training", "offer_date": "2024-05-01"},
            {"as_upper_secondary": "A2", "as_other_goal": "A3"},
        ),
        (
            "under_25_measured",
            "under_25_rule_applies",
            "2026-06-01",
            {"birth_date": "2001-03-30", "offer_date": "2026-03-20", "goal_set_date": "2026-04-05"},
            {"first_date": True, "last_date": False},
        ),
        (
            "fifteen_hours_running_programme",
            "min_work_oriented_hours_per_week",
            "2026-06-01",
            {"start_date": "2025-06-01"},
            {"applies": 15, "not_applied": 0},
        ),
        (
            "fifteen_hours_section_34_before_2026",
            "min_work_oriented_hours_per_week",
            "2025-12-01",
            TEMPORARY | {"start_date": "2025-03-01"},
            {"guidance": 15, "no_minimum": 0},
        ),
        (
            "chapter_6a_after_june_2026",
            "mandatory_elements",
            "2026-07-01",
            {"permit": "P-34"},
            {"lapsed": True, "prolonged": False},
        ),
        (
            "section_43h_after_june_2026",
            "effect_of_permit_change",
            "2026-07-01",
            CHANGED_PERMIT,
            {"still_applies": False, "ordinary_rules": True},
        ),
        (
            "added_time_counting",
            "added_time_working_days",
            "2026-06-01",
            {"start_date": "2026-02-01", "leave_working_days": 15},
            {"all_days": 15, "excess_only": 5},
        ),
        (
            "couple_rate_commencement",
            "introduction_benefit",
            "2026-06-01",
            COUPLE,
            {"in_force": "5/6", "not_in_force": "1/1"},
        ),
        (
            "deduction_decision_test",
            "complaint_right",
            "2026-06-01",
            {"decision": "benefit_deduction", "deduction_ore": 800_000, "payment_ore": 1_517_211},
            {"joint": False, "alternative": True},
        ),
        (
            "asylum_application_on_first_day",
            "reception_training_under_integreringsloven",
            "2021-02-01",
            {"permit": None, "permit_date": None, "asylum_application_date": "2021-01-01"},
            {"old_act": False, "new_act": True},
        ),
        (
            "which_grant_sets_age",
            "entitlement",
            "2026-10-01",
            {
                "birth_date": "2007-09-01",
                "permit": None,
                "permit_date": None,
                "permits": [
                    {"permit": "P-34", "permit_date": "2025-05-01"},
                    {"permit": "P-28", "permit_date": "2026-08-15"},
                ],
            },
            BOTH,
        ),
        (
            "start_clock_without_agreement",
            "latest_start",
            "2026-04-01",
            {"permit": "P-53", "settled_by_agreement": None, "demand_date": "2026-03-20"},
            {"from_settlement": "2026-06-01", "from_demand": "2026-06-20"},
        ),
        (
            "over_55_measured",
            "allowed_end_goals",
            "2026-10-01",
            {"birth_date": "1970-06-01", "permit_date": "2025-01-01", "settlement_date": "2025-02-01"},
            {"first_date": 4, "last_date": 1},
        ),
        (
            "age_55_boundary",
            "entitlement",
            "2026-06-01",
            YEAR_AFTER_55,
            {"inside": "right_and_duty", "over": "may_offer"},
        ),
    ],
    ids=lambda item: item if isinstance(item, str) and "_" in item else "",
)
def test_each_reading_gives_its_own_answer(
    question: str, asked: str, on: str, changes: dict[str, object], answers: dict[str, object]
) -> None:
    open_answer = law_says(asked, on, **changes)
    assert {reading.question for reading in open_answer.readings} == {question}
    assert tuple(reading.id for reading in open_answer.readings) == tuple(answers)
    assert set(answers) == set(OPEN_QUESTIONS[question].options)
    for reading, expected in zip(open_answer.readings, answers.values(), strict=True):
        shown = reading.answer
        plain = len(shown) if isinstance(shown, list) else shown.isoformat() if hasattr(shown, "isoformat") else shown
        assert plain == expected
        chosen = law_says(asked, on, {question: reading.id}, **changes)
        assert chosen.value == reading.value
        assert chosen.text == reading.says


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

    code = "".join(path.read_text(encoding="utf-8") for path in Path(samlop.law.__file__).parent.rglob("*.py"))
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
