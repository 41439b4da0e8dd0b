"""The graph lays steps after what they wait for, finds the path with no day to lose, and names rings."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samlop.planning.graph import Cycle, Task, order, reduced, schedule, slip


@st.composite
def graphs(draw, most=9):
    """Random tasks, and waits without rings: each may wait only for those with a lower number."""
    count = draw(st.integers(1, most))
    tasks = {
        n: Task(
            duration=draw(st.integers(1, 20)),
            earliest=draw(st.integers(0, 30)),
            fixed_end=draw(st.none() | st.integers(0, 60)),
        )
        for n in range(count)
    }
    waits = {n: sorted(draw(st.sets(st.integers(0, n - 1)) if n else st.just(set()))) for n in range(count)}
    return tasks, waits


@given(graphs())
def test_each_step_stands_after_all_it_waits_for(graph):
    tasks, waits = graph
    shuffled = {n: waits[n] for n in reversed(list(tasks))}
    sequence = order(shuffled)
    assert sorted(sequence) == sorted(tasks)
    assert all(sequence.index(before) < sequence.index(n) for n in tasks for before in waits[n])


@given(graphs())
def test_no_step_begins_before_what_it_waits_for_has_ended(graph):
    tasks, waits = graph
    slots = schedule(tasks, waits)
    for n, slot in slots.items():
        if tasks[n].fixed_end is None:
            assert slot.start >= tasks[n].earliest
            assert all(slot.start >= slots[before].end for before in waits[n])
            assert slot.end == slot.start + tasks[n].duration
        else:
            assert slot.end == tasks[n].fixed_end


@given(graphs())
def test_slack_is_never_negative_and_zero_on_the_critical_path(graph):
    tasks, waits = graph
    slots = schedule(tasks, waits)
    assert all(slot.slack >= 0 for slot in slots.values())
    assert all(slot.slack == 0 for slot in slots.values() if slot.critical)
    finish = max(slot.end for slot in slots.values())
    open_ends = [n for n, slot in slots.items() if slot.end == finish and tasks[n].fixed_end is None]
    assert all(slots[n].critical for n in open_ends)


@given(graphs(), st.integers(1, 30))
def test_a_slip_within_the_slack_leaves_the_end_and_a_greater_one_moves_it(graph, more):
    tasks, waits = graph
    slots = schedule(tasks, waits)
    finish = max(slot.end for slot in slots.values())
    for n, slot in slots.items():
        if tasks[n].fixed_end is not None:
            continue
        late = {**tasks, n: Task(tasks[n].duration + slot.slack + more, tasks[n].earliest)}
        assert max(s.end for s in schedule(late, waits).values()) == finish + more
        just = {**tasks, n: Task(tasks[n].duration + slot.slack, tasks[n].earliest)}
        assert max(s.end for s in schedule(just, waits).values()) == finish


@given(graphs(), st.integers(0, 40))
def test_a_slip_never_moves_anything_forward_and_only_what_waits_for_it(graph, days):
    tasks, waits = graph
    for key in tasks:
        moved = slip(tasks, waits, key, days)
        assert all(0 < by <= days for by in moved.values())
        behind = {key}
        for n in sorted(tasks):
            if behind & set(waits[n]):
                behind.add(n)
        assert set(moved) <= behind
        assert moved.get(key, 0) == days


@given(graphs())
def test_leaving_out_what_follows_keeps_the_same_order(graph):
    _, waits = graph

    def behind_all(edges):
        reach = {}
        for n in sorted(edges):
            reach[n] = set(edges[n]).union(*(reach[b] for b in edges[n])) if edges[n] else set()
        return reach

    less = reduced(waits)
    assert behind_all(less) == behind_all(waits)
    assert all(set(less[n]) <= set(waits[n]) for n in waits)


@given(graphs(most=7), st.data())
def test_a_ring_is_found_and_named_whole(graph, data):
    _, waits = graph
    start = data.draw(st.integers(0, len(waits) - 1))
    behind = [start]
    while followers := [n for n in waits if behind[-1] in waits[n]]:
        behind.append(data.draw(st.sampled_from(followers)))
    closed = {**waits, start: [*waits[start], behind[-1]]}
    with pytest.raises(Cycle) as ring:
        order(closed)
    named = ring.value.steps
    assert named[0] == named[-1]
    assert len(named) == len(set(named)) + 1
    assert all(a in closed[b] for a, b in itertools.pairwise(named))


def test_a_step_that_waits_for_itself_is_a_ring_of_one():
    with pytest.raises(Cycle) as ring:
        order({"a": ["a"]})
    assert ring.value.steps == ["a", "a"]


def test_an_unknown_step_is_told_by_name():
    with pytest.raises(KeyError):
        order({"a": ["b"]})


def test_nothing_to_lay_gives_nothing():
    assert schedule({}, {}) == {}


def test_the_mother_waits_for_the_later_of_plan_and_place():
    tasks = {"plan": Task(7), "place": Task(45), "start": Task(1)}
    slots = schedule(tasks, {"start": ["plan", "place"]})
    assert slots["start"].start == 45
    assert slots["place"].critical
    assert not slots["plan"].critical
    assert slots["plan"].slack == 38


def test_long_chains_do_not_run_out_of_stack():
    count = 5000
    waits = {n: [n - 1] if n else [] for n in range(count)}
    assert order({n: waits[n] for n in reversed(range(count))})[-1] == count - 1
