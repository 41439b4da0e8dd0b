"""How far an invented household has come: what the story fixes holds, and what had to come first is done in time for it."""

import datetime as dt
import random

import pytest

from samlop.demo.progress import progress
from samlop.demo.town import Grant, Home, Programme, Someone

ON = dt.date(2026, 11, 21)
SLOTS = [
    ("accept", None), ("home_found", None), ("move_in", None), ("identity_number", 0), ("bank_account", 0),
    ("competence_mapping", 0), ("plan_and_decision", 0), ("kindergarten_place", 1), ("programme_start", 0), ("plan_review", 0),
]  # fmt: skip
WAITS = {
    ("home_found", None): [("accept", None)],
    ("move_in", None): [("home_found", None)],
    ("identity_number", 0): [("move_in", None)],
    ("bank_account", 0): [("identity_number", 0)],
    ("competence_mapping", 0): [("move_in", None)],
    ("plan_and_decision", 0): [("competence_mapping", 0)],
    ("kindergarten_place", 1): [("accept", None)],
    ("programme_start", 0): [("plan_and_decision", 0), ("kindergarten_place", 1)],
    ("plan_review", 0): [("programme_start", 0)],
}


def a_home(*, starts: dt.date | None, settled: dt.date = dt.date(2026, 6, 1), number: str = "x", **programme) -> Home:
    """A mother and her child of two; the mother's programme starts on a day, or she has none."""
    home = Home("family", "quota", settled - dt.timedelta(days=70), settled - dt.timedelta(days=60), settled)
    mother = Someone("A", "B", "woman", dt.date(1995, 5, 1), "SY", "ar", "202699000001", identity_number=number)
    child = Someone(
        "C", "B", "man", dt.date(2024, 5, 1), "SY", "ar", "202699000002", identity_number=number, role="child"
    )
    for person in (mother, child):
        person.permits, person.settled_on = [Grant("P-35", settled)], settled
    if starts:
        mother.programme = Programme(
            decided_on=starts - dt.timedelta(days=9), starts_on=starts, ends_on=starts + dt.timedelta(days=400), goal="work",
            norwegian="B1", hours_per_week=37.5, interpreter="qualified", **programme,
        )  # fmt: skip
    home.members = [mother, child]
    return home


def come(home: Home, seed: int = 1, on: dt.date = ON):
    return progress(SLOTS, WAITS, home, rng=random.Random(seed), on=on)


@pytest.mark.parametrize("seed", range(25))
def test_what_the_start_waited_for_was_done_in_time_for_it(seed):
    starts = dt.date(2026, 7, 20)
    steps = come(a_home(starts=starts), seed)
    assert steps["programme_start", 0].closed_on == starts
    assert not steps["programme_start", 0].overridden
    for slot in WAITS["programme_start", 0]:
        assert steps[slot].state == "done"
        assert steps[slot].closed_on <= starts
    assert steps["move_in", None].closed_on == dt.date(2026, 6, 1)


@pytest.mark.parametrize(("days", "state"), [(-1, "done"), (0, "done"), (1, ("ready", "waiting"))])
def test_a_start_is_done_from_its_day_on(days, state):
    steps = come(a_home(starts=ON + dt.timedelta(days=days)))
    assert steps["programme_start", 0].state in state


@pytest.mark.parametrize("seed", range(25))
def test_only_she_who_began_without_a_place_has_a_wait_overridden(seed):
    home = a_home(starts=dt.date(2026, 7, 20), started_without_place=True)
    home.fixed["kindergarten_place", 1] = ("under_way", ON - dt.timedelta(days=23))
    steps = come(home, seed)
    [(ahead, day, why)] = steps["programme_start", 0].overridden
    assert ahead == ("kindergarten_place", 1)
    assert day < dt.date(2026, 7, 20)
    assert why
    assert steps["kindergarten_place", 1].state == "under_way"


def test_without_a_birth_number_the_bank_waits():
    steps = come(a_home(starts=dt.date(2026, 7, 20), number=""))
    assert steps["identity_number", 0].closed_on is None
    assert steps["bank_account", 0].state == "waiting"


def test_a_household_that_has_not_been_answered_waits_with_everything():
    home = a_home(starts=None, settled=ON)
    home.requested_on, home.accepted_on, home.settles_on = ON - dt.timedelta(days=4), None, None
    steps = come(home)
    assert steps["accept", None].state in ("ready", "under_way")
    assert {steps[slot].state for slot in SLOTS[1:]} == {"waiting"}


def test_she_who_did_not_take_part_has_no_programme_step_left_open():
    steps = come(a_home(starts=None))
    gone = [steps[slot] for slot in SLOTS if slot[0] in ("competence_mapping", "plan_and_decision", "programme_start")]
    assert {step.state for step in gone} == {"dropped"}
    assert all(step.closed_on and step.note for step in gone)


def test_a_scene_says_when_a_step_began():
    home = a_home(starts=ON + dt.timedelta(days=9))
    home.fixed["kindergarten_place", 1] = ("under_way", ON - dt.timedelta(days=23))
    place = come(home)["kindergarten_place", 1]
    assert (place.state, place.began_on, place.released_on) == ("under_way", *[ON - dt.timedelta(days=23)] * 2)
