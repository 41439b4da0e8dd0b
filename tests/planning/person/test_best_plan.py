"""The plan is the best there is, holds every demand, and is the same each time."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samlop.planning.person import exact, search
from samlop.planning.person.checking import breaches
from samlop.planning.person.core import core
from samlop.planning.person.exact import Impossible
from samlop.planning.person.explain import demands, explain, without
from samlop.planning.person.model import Activity, Break, Problem, Ramp, Wait, Window
from samlop.planning.person.objectives import Objective, gentle, plan_for, propose
from tests.planning.person.problems import HORIZON, cost, every_plan, problems

slow = settings(deadline=None, max_examples=50)


def best(problem, objective=Objective.SOONEST):
    try:
        return plan_for(problem, objective)
    except Impossible:
        return None


@slow
@given(problems(), st.sampled_from([Objective.SOONEST, Objective.FORMAL]))
def test_no_plan_is_better_and_impossible_means_that_none_exists(problem, objective):
    costs = [cost(problem, plan, education=objective is Objective.FORMAL) for plan in every_plan(problem)]
    found = best(problem, objective)
    assert (found is None) == (not costs)
    if found is not None:
        assert found.proven
        assert found.cost == min(costs) == cost(problem, found.weeks, education=objective is Objective.FORMAL)


@slow
@given(problems(most=9), st.sampled_from(list(Objective)))
def test_every_plan_passes_the_checker_which_shares_no_code(problem, objective):
    found = best(problem, objective)
    if objective is Objective.GENTLE:
        problem = replace(problem, ramps=(*problem.ramps, *gentle(problem)))
    if found is not None:
        assert breaches(problem, found.weeks) == []


def test_the_proof_does_not_lean_on_a_lucky_first_plan(monkeypatch):
    monkeypatch.setattr(search, "_TRIES", 0)  # CP-SAT must find and prove all by itself

    @slow
    @given(problems(most=3))
    def held(problem):
        costs = [cost(problem, plan) for plan in every_plan(problem)]
        found = best(problem)
        assert (found is None) == (not costs)
        assert found is None or found.cost == min(costs)

    held()


def test_a_course_takes_its_own_weeks_from_each_intake_whether_or_not_a_break_cuts_it(monkeypatch):
    monkeypatch.setattr(search, "_TRIES", 0)
    course = Activity("course", "Kurs", (5, 5, 5), starts=(1, 4), calendars=frozenset({"school"}))
    problem = Problem(
        (
            Activity("health", "Helse", (5,), fixed=1),  # fills the week of the first intake
            course,
            Activity("exam", "Prøve", (5,), after=(Wait("course"),), starts=(7,)),
        ),
        "exam",
        5,
        horizon=HORIZON,
        breaks=(Break("Ferie", 2, 4, frozenset({"school"})),),
    )
    assert plan_for(problem).weeks == {"health": (1, 2), "course": (4, 7), "exam": (7, 8)}


def test_a_stepped_load_is_laid_where_its_low_weeks_meet_a_low_ceiling():
    stepped = Activity("a", "Kurs", (3, 5, 5))
    tables = core(Problem((stepped,), "a", 5, horizon=HORIZON, ramps=(Ramp(3, 3),)))
    assert search.lay(tables, [0.0]) == [2]


@slow
@given(problems(most=3), st.integers(-3, 3))
def test_a_start_that_was_due_before_the_first_week_only_adds_to_the_cost(problem, due):
    late = replace(problem, programme="0", due=due)
    found = best(late)
    if found is not None:
        assert found.proven
        assert found.cost == min(cost(late, plan) for plan in every_plan(late))


def test_from_the_second_best_plan_the_best_is_found(monkeypatch):
    @slow
    @given(problems(most=3))
    def held(problem):
        costs = sorted({cost(problem, plan): plan for plan in every_plan(problem)}.items(), key=lambda item: item[0])
        if len(costs) < 2:
            return
        (least, _), (second, given_plan) = costs[:2]

        def start_from(tables, *_):
            return [given_plan[act.key][0] for act in tables.acts], second

        monkeypatch.setattr(exact, "first_plan", start_from)
        assert plan_for(problem).cost == least

    held()


@slow
@given(problems(most=6), st.data())
def test_letting_a_demand_go_never_makes_the_best_plan_worse(problem, data):
    found = best(problem)
    looser = without(problem, [data.draw(st.sampled_from(demands(problem)))])
    if found is not None:
        assert best(looser).cost <= found.cost


@slow
@given(problems(most=8), st.integers(0, 3))
def test_the_same_seed_gives_the_same_plan(problem, seed):
    try:
        first = plan_for(problem, seed=seed)
    except Impossible:
        return
    assert plan_for(problem, seed=seed) == first


@slow
@given(problems())
def test_the_demands_that_clash_cannot_hold_together_and_every_one_of_them_is_needed(problem):
    why = explain(problem)
    assert (why is None) == any(True for _ in every_plan(problem))
    if why is None:
        return
    every = demands(problem)
    rest = [one for one in every if one not in why.demands]
    assert not any(True for _ in every_plan(without(problem, rest)))
    for one in why.demands:
        assert any(True for _ in every_plan(without(problem, [*rest, one])))


@slow
@given(problems())
def test_a_single_way_out_that_is_enough_comes_before_pairs_and_before_those_that_are_not(problem):
    why = explain(problem)
    if why is not None:
        enough = [way.enough for way in why.ways if way.price]
        assert enough == sorted(enough, reverse=True)


@slow
@given(problems(most=6))
def test_three_proposals_each_best_at_its_own(problem):
    found = {one.objective: one for one in propose(problem)}
    assert list(found) == list(Objective)
    soonest, formal, slow_start = (found[one].plan for one in Objective)
    if soonest is None:
        assert formal is None
        assert slow_start is None
        return
    assert cost(problem, soonest.weeks) <= cost(problem, formal.weeks)
    assert cost(problem, formal.weeks, education=True) <= cost(problem, soonest.weeks, education=True)
    assert slow_start is None or soonest.cost <= slow_start.cost
    assert all(one.costs for one in found.values())


@pytest.mark.parametrize("objective", list(Objective))
def test_an_impossible_problem_is_refused_for_every_objective(objective):
    problem = Problem((Activity("a", "A", (60, 60)),), "a", 60, window=Window(1))
    with pytest.raises(Impossible):
        plan_for(problem, objective)


def test_a_hard_problem_keeps_its_time_limit_and_gives_the_best_so_far_with_a_bound():
    hours, weeks = (300, 600, 900, 1200), (1, 4, 6, 2, 5)
    acts = [
        Activity(
            str(n),
            f"Del {n}",
            (hours[n * 7 % 4],) * weeks[n * 11 % 5],
            after=(Wait(str(n * 5 % n)) if n * 5 % n else Wait(str(n // 2)),) if n else (),
        )
        for n in range(120)
    ]
    acts.append(Activity("end", "Slutt", (60,), after=tuple(Wait(str(n)) for n in range(120))))
    problem = Problem(tuple(acts), "end", 2250, horizon=1000)
    began = time.perf_counter()
    plan = plan_for(problem, seconds=0.5)
    assert time.perf_counter() - began < 10
    assert not plan.proven
    assert plan.bound < plan.cost
    assert breaches(problem, plan.weeks) == []
