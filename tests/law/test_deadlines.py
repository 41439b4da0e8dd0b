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


def test_mapping_and_guidance_are_due_before_the_plan_and_leave_the_list_when_the_plan_is_made() -> None:
    found = deadlines("2026-04-01")
    assert found["competence_mapping"].by == date(2026, 6, 1)
    assert found["career_guidance"].by == date(2026, 6, 1)
    planned = deadlines("2026-04-01", plan_made="2026-04-20")
    assert (planned["competence_mapping"].by, planned["competence_mapping"].starts_from) == (
        date(2026, 4, 20),
        "plan_made",
    )
    assert "competence_mapping" not in deadlines("2026-04-20", plan_made="2026-04-20")
    mapped = deadlines("2026-04-21", plan_made="2026-04-20", competence_mapped="2026-04-10")["competence_mapping"]
    assert mapped.state is DeadlineState.KEPT


def test_absence_over_the_limit_and_an_extension_move_the_end() -> None:
    facts: dict[str, Any] = {"goal": "parts_of_upper_secondary", "start_date": "2026-04-10", "offer_date": "2026-03-20"}
    plain = deadlines("2026-05-01", **facts)["programme_end"]
    assert (plain.by, plain.moved_by) == (date(2029, 4, 9), ())
    longer = deadlines("2026-05-01", extension_granted_months=12, **facts)["programme_end"]
    assert (longer.by, longer.moved_by) == (date(2030, 4, 9), ("extension_granted_months",))
    assert deadlines("2026-05-01", absence_working_days=10, **facts)["programme_end"].by == plain.by
    away = deadlines("2026-05-01", absence_working_days=11, **facts)["programme_end"]
    assert away.is_open
    assert away.by == date(2029, 4, 10)
    chosen = deadlines("2026-05-01", {"added_time_counting": "all_days"}, absence_working_days=11, **facts)
    assert chosen["programme_end"].by == date(2029, 4, 24)


def test_a_deadline_that_ends_before_a_day_has_the_day_before_as_its_last() -> None:
    found = deadlines("2026-05-01", clock_start="2026-04-01", clock_start_reason="settlement")
    assert found["training_end"].by == date(2029, 3, 31)


def test_leave_moves_the_end_of_the_training() -> None:
    found = deadlines("2026-05-01", clock_start="2026-04-01", clock_start_reason="settlement", approved_leave_months=10)
    assert found["training_end"].by == date(2030, 1, 31)
    assert found["training_end"].moved_by == ("approved_leave_months",)


@pytest.mark.parametrize(
    ("id", "by", "facts"),
    [
        ("complaint", date(2026, 5, 22), {"notice_reached_party": "2026-05-01"}),
        ("plan_review", date(2026, 10, 20), {"plan_made": "2026-04-20", "plan_review_every_months": 6}),
        ("population_register", date(2026, 3, 9), {"move_date": "2026-03-01"}),
        ("tuberculosis", date(2026, 3, 10), {"resettled": True, "arrival_date": "2026-02-24"}),
        ("health_examination", date(2026, 5, 24), {"resettled": True, "arrival_date": "2026-02-24"}),
        ("registration", date(2026, 5, 10), {"event": "programme_decision", "event_date": "2026-03-10"}),
        ("extra_grant", date(2027, 5, 1), {"extra_grant": "first_application"}),
        ("social_studies", date(2027, 3, 10), {"social_studies_decision": "2026-03-10"}),
        ("training_start", date(2026, 6, 1), {}),
        ("two_year_limit", date(2028, 2, 29), {}),
    ],
)
def test_the_deadlines_of_all_themes_are_gathered(id: str, by: date, facts: dict[str, Any]) -> None:
    assert deadlines("2026-04-01", **facts)[id].by == by


def test_a_complaint_that_is_sent_ends_its_deadline() -> None:
    found = deadlines("2026-06-01", notice_reached_party="2026-05-01", appeal_sent_on="2026-05-22")["complaint"]
    assert found.state is DeadlineState.KEPT


def test_deadlines_come_earliest_first_and_those_without_a_date_last() -> None:
    found = deadlines_of(a_person(plan_made="2026-04-20", notice_reached_party="2026-05-01"), date(2026, 5, 2))
    days = [row.by for row in found]
    assert days == sorted(days, key=lambda day: day or date.max)
    assert days[-1] is None
