"""The scheduling core: every schedule passes a checker that shares no code with it, and its bound is one."""

from __future__ import annotations

import itertools
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samlop.config.cli.main import main
from samlop.planning.core import patterson
from samlop.planning.core.project import Project, UnusableProject, faults, makespan, validate
from samlop.planning.core.serial import Generator, bound
from samlop.planning.core.solve import solve


@st.composite
def projects(draw: st.DrawFn, most: int = 12) -> Project:
    """Small projects: waits only forwards, one to three resources, each step within capacity."""
    count = draw(st.integers(1, most))
    capacities = draw(st.lists(st.integers(1, 6), min_size=1, max_size=3))
    return Project(
        tuple(draw(st.integers(0, 5)) for _ in range(count)),
        tuple(tuple(draw(st.integers(0, capacity)) for capacity in capacities) for _ in range(count)),
        tuple(tuple(other for other in range(one + 1, count) if draw(st.integers(0, 3)) == 0) for one in range(count)),
        tuple(capacities),
        tuple(draw(st.integers(0, 3)) for _ in range(count)),
    )


def quick(project: Project, seed: int = 1, schedules: int = 300, prove: bool = True):
    return solve(project, seed=seed, clock=time.perf_counter, seconds=30, schedules=schedules, prove=prove)


def best_by_trying_all(project: Project) -> int:
    """Every order of few steps: one of them gives a shortest schedule."""
    generator = Generator(project)
    waits = project.predecessors()
    orders = itertools.permutations(range(len(project.durations)))
    kept = (one for one in orders if all(one.index(b) < one.index(a) for a in one for b in waits[a]))
    return min(generator.length(generator.early(order)) for order in kept)


@settings(max_examples=60, deadline=None)
@given(projects())
def test_every_schedule_passes_the_checker_and_none_beats_its_bound(project):
    answer = quick(project, schedules=60, prove=False)
    assert faults(project, answer.starts) == []
    assert answer.makespan == makespan(project, answer.starts)
    assert bound(project) <= answer.bound <= answer.makespan


@settings(max_examples=40, deadline=None)
@given(projects(most=5))
def test_a_small_project_is_closed_and_its_best_is_what_trying_every_order_finds(project):
    answer = quick(project)
    assert answer.proven
    assert answer.makespan == best_by_trying_all(project)


@settings(max_examples=25, deadline=None)
@given(projects(most=6), st.integers(0, 2))
def test_more_capacity_never_makes_the_best_longer(project, more):
    roomier = Project(
        project.durations,
        project.demands,
        project.successors,
        tuple(c + more for c in project.capacities),
        project.releases,
    )
    assert quick(roomier).makespan <= quick(project).makespan


@settings(max_examples=15, deadline=None)
@given(projects(), st.integers(0, 5))
def test_the_same_seed_and_work_give_the_same_schedule(project, seed):
    assert quick(project, seed) == quick(project, seed)


@given(projects(), st.data())
@settings(max_examples=60, deadline=None)
def test_the_checker_sees_a_step_that_starts_before_one_it_waits_for(project, data):
    starts = list(quick(project, prove=False, schedules=3).starts)
    pairs = [
        (one, other)
        for one, after in enumerate(project.successors)
        for other in after
        if starts[one] + project.durations[one]
    ]
    if pairs:
        one, other = data.draw(st.sampled_from(pairs))
        starts[other] = starts[one] + project.durations[one] - 1
        assert faults(project, starts)


def test_the_checker_sees_an_overbooked_resource():
    project = Project((2, 2), ((1,), (1,)), ((), ()), (1,), (0, 0))
    assert faults(project, (0, 2)) == []
    assert "overbooket i periode 1" in faults(project, (0, 1))[0]


def test_time_is_a_wall(tmp_path):
    project = Project((3,) * 400, ((2,),) * 400, ((),) * 400, (5,), (0,) * 400)
    begun = time.perf_counter()
    answer = solve(project, seed=1, clock=time.perf_counter, seconds=0.3)
    assert time.perf_counter() - begun < 2
    assert faults(project, answer.starts) == []


def test_an_interrupted_run_keeps_what_it_has():
    ticks = itertools.count()

    def clock() -> float:
        if next(ticks) > 40:
            raise KeyboardInterrupt
        return 0.0

    project = Project((3,) * 20, ((3,),) * 20, ((),) * 20, (5,), (0,) * 20)  # the bound is out of reach
    answer = solve(project, seed=1, clock=clock, seconds=60, prove=False)
    assert answer.interrupted
    assert faults(project, answer.starts) == []


ONE = "4 1\n2\n0 0 2 2 3\n3 1 1 4\n2 2 1 4\n0 0 0\n"
TWO = "2 1\n2\n2 0\n1\n3 1 1 1:2\n1 1 0\n2 4\n1\n3 2 1 2:2\n1 1 0\n"


def test_one_project_is_read():
    project = patterson.read(ONE)
    assert (project.durations, project.capacities) == ((0, 3, 2, 0), (2,))
    assert project.successors == ((1, 2), (3,), (3,), ())


def test_several_projects_are_read_as_one_with_their_releases():
    project = patterson.read(TWO)
    assert project.successors == ((1,), (), (3,), ())
    assert project.releases == (0, 0, 4, 4)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "slutter for tidlig"),
        (ONE.replace("3 1 1 4", "3 x 1 4"), "Linje 4: «x»"),
        (ONE.replace("3 1 1 4", "3 3 1 4"), "Steg 2 trenger 3 av ressurs 1"),
        (ONE.replace("3 1 1 4", "3 1 1 9"), "Steg 2 viser til steg 1:9"),
        (ONE.replace("3 1 1 4", "-3 1 1 4"), "negativ varighet"),
        (ONE.replace("0 0 0\n", "0 0 1 2\n"), "i ring: 2 → 4 → 2"),
        (ONE.replace("4 1\n2", "4 1\n-2"), "negativ kapasitet"),
        (ONE + "7", "Linje 7: «7»"),
        ("99999999 1\n", "må være mellom 0 og"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(text, said):
    with pytest.raises(UnusableProject, match=said):
        patterson.read(text)


def test_ten_thousand_steps_are_checked_at_once():
    count = 10_000
    project = Project(
        (1,) * count, ((1,),) * count, (*tuple((n + 1,) for n in range(count - 1)), ()), (1,), (0,) * count
    )
    begun = time.perf_counter()
    validate(project)
    assert time.perf_counter() - begun < 2


def test_the_command_prints_a_list_with_instance_makespan_bound_and_seconds(tmp_path: Path, capsys):
    file = tmp_path / "one.txt"
    file.write_text(ONE)
    assert main(["plan", "psplib", str(file), "--seconds", "1", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert {key: row[key] for key in ("instance", "makespan", "bound")} == {
        "instance": "one.txt",
        "makespan": 5,
        "bound": 5,
    }
    assert row["seconds"] < 2


def test_the_command_names_the_file_that_cannot_be_used_and_runs_the_others(tmp_path: Path, capsys):
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(ONE)
    bad.write_text("4 1\n")
    assert main(["plan", "psplib", str(bad), str(good), str(tmp_path / "none"), "--seconds", "1", "--json"]) == 2
    told = capsys.readouterr()
    assert len(json.loads(told.out)) == 1
    assert "bad.txt: Filen slutter for tidlig" in told.err
    assert "none: filen finnes ikke." in told.err
