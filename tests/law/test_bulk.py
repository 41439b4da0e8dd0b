"""Holds the answers for many people at once to the answers for one: the same law, asked in two ways, says the same."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samlop.law import Facts, answer, ask
from samlop.law.bulk import QUESTIONS, Answers, Columns, answers, timeline, values
from samlop.law.bulk.answers import BLOCK
from samlop.law.bulk.calendar import day_of, months_later, number, turns, youngest
from samlop.law.bulk.columns import DATES, ELSEWHERE, FLAGS
from samlop.law.days import add_months, birthday
from samlop.law.drafts import shipped
from samlop.law.finding import Outcome
from samlop.law.readings import NO_READINGS, OPEN_QUESTIONS, Readings
from tests.law.crowd import a_crowd, boundary_days
from tests.law.people import a_person

TODAY = date(2026, 11, 21)
DAYS = [
    day
    for edge in boundary_days()
    for day in (edge - timedelta(days=1), edge, edge + timedelta(days=1))
    if day >= date(2021, 1, 1)
]


def assert_same(people: list[Facts], on: date, readings: Readings = NO_READINGS) -> Answers:
    """Compares every answer the columns give with the answer of the ordinary rule."""
    found = answers(Columns.of(people), on, readings)
    for question in QUESTIONS:
        for row, facts in enumerate(people):
            if found.decided[question][row]:
                assert found.value(question, row) == answer(question, facts, on, readings), (
                    question,
                    on,
                    facts.to_mapping(),
                )
    return found


@pytest.mark.parametrize("seed", range(3))
def test_random_people_get_the_same_answers_both_ways_on_every_boundary_day(seed: int) -> None:
    people = list(a_crowd(12 * len(DAYS), seed=seed))
    for nth, on in enumerate(DAYS):
        assert_same(people[nth :: len(DAYS)], on)


def test_most_people_are_decided_from_the_columns() -> None:
    found = assert_same(list(a_crowd(300, seed=11, known=1.0)), TODAY)
    assert all(found.decided[question].mean() > 0.6 for question in QUESTIONS)


def test_the_state_of_the_deadline_is_the_outcome_of_the_rule() -> None:
    people = list(a_crowd(300, seed=12))
    found = answers(Columns.of(people), TODAY)
    states = (Outcome.NOT_MET, Outcome.RUNNING, Outcome.MET)
    seen = set()
    for row, facts in enumerate(people):
        if found.decided["latest_start_and_decision"][row]:
            seen.add(states[found.deadline_state[row]])
            assert ask("latest_start_and_decision", facts, TODAY).outcome is states[found.deadline_state[row]]
    assert seen == set(states)


def test_whoever_lacks_a_fact_or_meets_an_open_question_is_left_to_the_ordinary_rule() -> None:
    unknown, doubtful = a_person(settlement_date=None), a_person(birth_date="1970-06-01", permit_date="2026-01-15")
    found = answers(Columns.of([unknown, doubtful, a_person()]), TODAY)
    assert found.decided["entitlement"].tolist() == [False, False, True]
    assert values("entitlement", [unknown, doubtful], TODAY) == [
        answer("entitlement", person, TODAY) for person in (unknown, doubtful)
    ]


def test_chosen_readings_are_followed_both_ways() -> None:
    people, pick = list(a_crowd(400, seed=13)), Random(1)
    for on in (date(2026, 1, 1), date(2026, 6, 30), TODAY):
        chosen = {question: pick.choice(list(found.options)) for question, found in OPEN_QUESTIONS.items()}
        assert_same(people, on, chosen)


def test_a_draft_is_followed_inside_it_and_forgotten_after_it() -> None:
    people, on = list(a_crowd(300, seed=14)), date(2027, 2, 1)
    before = answers(Columns.of(people), on).position
    for draft in shipped().values():
        with draft.in_force():
            assert_same(people, on)
    assert (answers(Columns.of(people), on).position == before).all()


def test_every_fact_the_rules_read_has_a_column_or_keeps_the_person_out() -> None:
    listed = {
        "permit",
        "permits",
        "children",
        "job_hours_per_week",
        "citizenship",
        "reference_permit",
        "education",
        "goal",
    }
    listed |= {*DATES, *FLAGS, *ELSEWHERE}
    read = {
        given.name
        for on in DAYS[::9]
        for facts in a_crowd(40, seed=on.toordinal())
        for question in QUESTIONS
        for given in ask(question, facts, on).inputs
    }
    old_act = {"applied_from_abroad", "arrival_date"}
    assert read - listed <= old_act


def test_rows_keep_their_place_past_the_first_block() -> None:
    people = list(a_crowd(50, seed=15))
    found = answers(Columns.of(people * (BLOCK // 50 + 2)), TODAY)
    assert (found.position[:50] == found.position[-50:]).all()
    assert (found.decide_before[:50] == found.decide_before[BLOCK // 50 * 50 + 50 :][:50]).all()


def test_the_timeline_says_each_month_what_the_rules_say_that_day() -> None:
    days = [date(year, month, 1) for year in (2024, 2025, 2026) for month in range(1, 13)]
    people = list(a_crowd(150, seed=16, known=1.0))
    found = timeline(Columns.of(people), days)
    paid = late = 0
    for row, on in enumerate(days):
        for column, facts in enumerate(people):
            if found.decided[row][column]:
                paid += bool(found.monthly_ore[row][column])
                assert found.monthly_ore[row][column] == _paid(facts, on), (on, facts.to_mapping())
            if found.late_decided[row][column]:
                late += bool(found.late[row][column])
                assert found.late[row][column] == _late(facts, on), (on, facts.to_mapping())
    assert paid > 100
    assert late > 100
    assert found.decided.mean() > 0.6


def _paid(facts: Facts, on: date) -> int:
    if facts.start_date is None or facts.start_date > on:
        return 0
    ends = answer("duration", facts, on).get("max_end_exclusive")
    return answer("introduction_benefit", facts, on)["monthly_amount_ore"] if ends and on < ends else 0


def _late(facts: Facts, on: date) -> bool:
    found = ask("latest_start_and_decision", facts, on)
    return found.outcome is Outcome.NOT_MET and found.value["start_by"] is not None


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from([1, 3, 6, 12, 24, 36, 60, 18 * 12, 61 * 12]))
def test_looking_a_month_up_is_adding_it(day: date, months: int) -> None:
    assert number(add_months(day, months)) == months_later(months)[number(day)]


@pytest.mark.parametrize("year", [1996, 2000, 2001])
def test_birthdays_are_those_of_the_law_also_on_29_february(year: int) -> None:
    for born in (date(year, 2, 28), date(year, 3, 1), *([date(year, 2, 29)] if year % 4 == 0 else [])):
        assert day_of(turns(25)[number(born)]) == birthday(born, 25)
        for on in (birthday(born, 25) - timedelta(days=1), birthday(born, 25)):
            assert (number(born) <= youngest(25, number(on))) == (on >= birthday(born, 25))
