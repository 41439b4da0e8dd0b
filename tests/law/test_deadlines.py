"""Tests that every legal deadline of a person is found, with its start, its moves and its end."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from samlop.law import Deadline, DeadlineState, assess, deadlines_of
from samlop.law.deadlines import WATCHES
from samlop.law.facts import fact_labels
from samlop.law.readings import NO_READINGS, Readings
from samlop.law.rule import RULES
from tests.law.people import a_person


def deadlines(on: str, readings: Readings = NO_READINGS, **changes: Any) -> dict[str, Deadline]:
    """Gives the deadlines of the ordinary participant with some facts changed, by id."""
    found = deadlines_of(a_person(**changes), date.fromisoformat(on), readings)
    return {deadline.id: deadline for deadline in found}


@pytest.mark.parametrize("watch", WATCHES, ids=lambda watch: watch.id)
def test_every_watch_names_a_rule_and_facts_that_exist(watch: Any) -> None:
    assert watch.question in RULES
    assert {*watch.starts_from, *watch.done, *watch.moved_by, *watch.when} <= set(fact_labels())
    assert watch.title[0].isupper()


def test_no_deadline_is_listed_twice() -> None:
    assert len({watch.id for watch in WATCHES}) == len(WATCHES)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2026-05-31", DeadlineState.RUNNING),
        ("2026-06-01", DeadlineState.RUNNING),
        ("2026-06-02", DeadlineState.MISSED),
    ],
)
def test_the_decision_is_due_three_months_after_settlement(on: str, state: DeadlineState) -> None:
    found = deadlines(on)["programme_decision"]
    assert (found.by, found.starts_from, found.starts_on) == (date(2026, 6, 1), "settlement_date", date(2026, 3, 1))
    assert found.state is state
    assert found.days_left == (date(2026, 6, 1) - date.fromisoformat(on)).days


def test_a_decision_and_a_start_end_their_deadlines_in_time_or_late() -> None:
    found = deadlines("2026-07-01", decision_date="2026-06-01", start_date="2026-06-02")
    assert found["programme_decision"].state is DeadlineState.KEPT
    assert found["programme_start"].state is DeadlineState.KEPT_LATE


def test_what_is_done_later_is_not_done_yet() -> None:
    assert deadlines("2026-05-31", decision_date="2026-06-01")["programme_decision"].done_on is None


def test_the_earliest_date_is_shown_where_the_law_is_open() -> None:
    found = deadlines("2026-04-01", permit="P-53", settled_by_agreement=False, demand_date="2026-03-20")
    open_date = found["programme_start"]
    assert open_date.is_open
    assert open_date.by == date(2026, 6, 1)
    assert {day for _, day in open_date.by_reading} == {date(2026, 6, 1), date(2026, 6, 20)}


def test_a_chosen_reading_leaves_one_date() -> None:
    chosen = {"start_clock_without_agreement": "from_demand"}
    found = deadlines("2026-04-01", chosen, permit="P-53", settled_by_agreement=False, demand_date="2026-03-20")
    assert not found["programme_start"].is_open
    assert found["programme_start"].by == date(2026, 6, 20)
    assert found["programme_start"].starts_from == "demand_date"


def test_a_person_without_a_right_has_no_deadline_for_the_programme() -> None:
    assert "programme_start" not in deadlines("2026-04-01", permit="work_23")


def test_findings_already_made_are_used_and_give_the_same_dates() -> None:
    facts, on = a_person(start_date="2026-04-10"), date(2026, 5, 1)
    known = assess(facts, on).by_question
    assert deadlines_of(facts, on, known=known) == deadlines_of(facts, on)


def test_a_demand_on_the_day_of_settlement_leaves_nothing_open() -> None:
    found = deadlines("2026-04-01", permit="P-53", settled_by_agreement=False, demand_date="2026-03-01")
    assert found["programme_start"].by == date(2026, 6, 1)
    assert not found["programme_start"].is_open
