"""Holds the counting of months, ages and working days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samlop.law.days import add_months, age_on, birthday, next_working_day
from tests.law.people import law_says

DAYS = st.dates(date(1930, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-10-31", 12, "2027-10-31"),
        ("2024-02-29", 24, "2026-02-28"),
        ("2026-12-01", 1, "2027-01-01"),
    ],
)
def test_months_end_where_the_month_ends(day: str, months: int, expected: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


@given(DAYS, st.integers(0, 100))
def test_age_rises_on_the_birthday_and_not_before(born: date, age: int) -> None:
    turns = birthday(born, age)
    assert age_on(born, turns) == age
    assert age_on(born, turns - timedelta(days=1)) == age - 1


@given(st.dates(date(2018, 1, 1), date(2040, 12, 31)))
def test_a_working_day_is_near_and_never_a_weekend(day: date) -> None:
    found = next_working_day(day)
    assert day <= found <= day + timedelta(days=6)
    assert found.weekday() < 5
    assert next_working_day(found) == found


@pytest.mark.parametrize(
    ("reached", "last"),
    [
        ("2026-11-06", "2026-11-27"),  # an ordinary Friday
        ("2026-11-07", "2026-11-30"),  # a Saturday
        ("2026-11-08", "2026-11-30"),  # a Sunday
        ("2026-12-04", "2026-12-28"),  # Christmas Day, Boxing Day and Sunday
        ("2026-03-12", "2026-04-07"),  # Maundy Thursday, then Easter
        ("2026-04-10", "2026-05-04"),  # 1 May, a Friday
        ("2026-04-26", "2026-05-18"),  # 17 May, a Sunday
        ("2026-04-23", "2026-05-15"),  # Ascension Day, a Thursday
        ("2026-05-04", "2026-05-26"),  # Whit Monday
        ("2026-12-11", "2027-01-04"),  # New Year's Day, a Friday
    ],
)
def test_a_complaint_deadline_moves_past_norwegian_holidays(reached: str, last: str) -> None:
    found = law_says("complaint_deadline", "2026-11-21", notice_reached_party=reached)
    assert found.value["last_day"] == date.fromisoformat(last)
