"""Holds what must be true of settlement, registers and Nav whoever the person is, and the day each version begins."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import Phase, given, reject, settings
from hypothesis import strategies as st

from samlop.law import Facts, FactsError, Finding, Outcome, ask
from samlop.law.finding import Verification
from samlop.law.parameters import parameter
from samlop.law.rule import RULES

THEMES = ("samlop.law.settlement.", "samlop.law.register.", "samlop.law.work.")
QUESTIONS = sorted(name for name, rule in RULES.items() if rule.__module__.startswith(THEMES))
DAYS = st.dates(date(2018, 1, 1), date(2030, 12, 31))
MAYBE = st.booleans()

FIRST_DAYS = {
    "education_countries": ["2018-01-01"],
    "effort_groups": ["2018-01-01"],
    "end_reasons": ["2018-01-01"],
    "extra_grant": ["2018-01-01", "2022-01-01", "2024-01-01"],
    "fast_track": ["2016-01-01", "2021-01-01"],
    "goal_indicator": ["2007-01-01", "2010-01-01"],
    "grant_conditions": ["2018-01-01"],
    "grant_payments": ["2018-01-01"],
    "grant_rates": [f"{year}-01-01" for year in range(2014, 2028)],
    "grants": ["2018-01-01"],
    "health_deadlines": ["2018-01-01"],
    "jobbsjansen": ["2026-01-01"],
    "jobseeker_confirmation": ["2025-03-10"],
    "jobseeker_registration": ["2025-03-10"],
    "measure_ages": ["2025-07-01", "2026-08-01"],
    "measure_limits": ["2018-01-01", "2025-07-01", "2025-08-01", "2026-01-01"],
    "nav_cooperation": ["2017-01-01", "2026-01-01"],
    "nav_courses": ["2025-07-01"],
    "nav_measures": ["2018-01-01"],
    "nir_deadlines": ["2018-01-01"],
    "nir_events": ["2018-01-01"],
    "population_register": ["2018-01-01"],
    "private_resident_application": ["2021-01-01"],
    "recognition": ["2018-01-01", "2022-01-01", "2023-01-01", "2024-06-01", "2026-01-01"],
    "register_frame": ["2018-01-01", "2021-05-01"],
    "settlement_folder": ["2018-01-01", "2024-02-01"],
    "settlement_process": ["2018-01-01"],
    "settlement_routes": ["2021-01-01"],
    "settlement_tasks": ["2018-01-01"],
    "settlement_time_goal": ["2018-01-01", "2020-01-01"],
    "temporary_amot": ["2022-03-16", "2024-02-15", "2024-07-01"],
    "unaccompanied_minors": ["2018-01-01"],
    "wage_subsidy": ["2018-01-01", "2026-08-01"],
    "ws4_roles": ["2019-01-01"],
}


@pytest.mark.parametrize(("name", "days"), FIRST_DAYS.items(), ids=FIRST_DAYS)
def test_every_version_begins_on_the_day_it_was_read_to_begin(name: str, days: list[str]) -> None:
    assert [value.valid_from.isoformat() for value in parameter(name).values] == days


def law_says(question: str, on: str | date, **facts: Any) -> Finding:
    day = on if isinstance(on, date) else date.fromisoformat(on)
    return ask(question, Facts.from_mapping(facts), day)


def codes_of(name: str) -> st.SearchStrategy[Any]:
    """Gives values a code fact accepts, read out of the sentence its check refuses nonsense with."""
    try:
        Facts.from_mapping({name: "?"})
    except FactsError as wrong:
        allowed = wrong.problems[0].partition("Tillatt: ")[2].rstrip(".").split(", ")
        return st.sampled_from(allowed)
    raise AssertionError(f"{name} is no code")


CODES = (
    *(
        "route",
        "later_route",
        "imdi_offer",
        "lived_before",
        "s10_register_address",
        "national_id",
        "settled_as",
        "grant",
    ),
    *("extra_grant", "event", "transfer", "plan_goal", "end_reason", "status_november_year_after", "position"),
    *("citizenship_group", "sex", "effort_group", "measure", "contract", "wants", "degree", "certificate", "decision"),
    *("permit", "reference_permit", "goal", "residence"),
)
FLAGS = (
    *("imdi_allocated", "resettled", "married", "has_or_expects_child", "severe", "documented", "unaccompanied_minor"),
    *("resident_in_register", "special_need", "adapted_vocational_training", "takes_formal_competence"),
    *("basic_training_before_vocational", "entitled_under_integration_act", "documents_verifiable"),
    *("regulated_occupation", "stays_at_home", "weak_link_to_work", "in_education", "in_qualification_programme"),
    *("lacks_literacy", "programme_running", "settled_by_agreement", "asylum_seeker"),
)
DATES = (
    *("allocated", "move_date", "move_reported", "entered_settlement_date", "tuberculosis_examined", "arrival_date"),
    *("health_examination_offered", "mother_settlement_date", "child_birth_date", "condition_arose", "death_date"),
    *("event_date", "registered_on", "period_anchor", "period_last", "confirmed", "measure_start", "settlement_date"),
    *("permit_date", "family_application_date", "reference_settled", "moved_to_second_municipality"),
)
ANYBODY = st.fixed_dictionaries(
    {},
    optional={
        **{name: codes_of(name) for name in CODES},
        **dict.fromkeys(FLAGS, MAYBE),
        **dict.fromkeys(DATES, DAYS),
        "birth_date": st.dates(date(1950, 1, 1), date(2017, 12, 31)),
        "family_members": st.integers(0, 12),
        "grant_year": st.integers(0, 8),
        "quarter": st.integers(0, 6),
        "year": st.integers(2000, 2050),
        "period_days": st.integers(1, 30),
        "leavers": st.integers(0, 5000),
        "work_or_education_year_after": st.integers(0, 5000),
        "country": st.sampled_from(["UA", "Ukraina", "AF", "PL", "XX"]),
        "education_background": st.just("upper_secondary"),
        "council_decision": st.fixed_dictionaries(
            {"places": st.integers(0, 50)}, optional={"reservation": st.just("?"), "counts_family_reunited": MAYBE}
        ),
        "activities_at_exit": st.lists(
            st.fixed_dictionaries({"type": codes_of("end_reason")}, optional={"share": st.integers(0, 100)}), max_size=3
        ),
        "tasks_done": st.lists(st.sampled_from([f"S{n:02d}" for n in range(1, 33)]), max_size=10),
        "settlement_process_done": st.just(["need"]),
        "fast_track_criteria": st.just(["motivated"]),
        "children": st.just([{"birth_date": "2019-05-01"}]),
    },
)


# Not shrunk: so many facts take minutes to take away, and the question and the day say enough.
@settings(max_examples=500, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(ANYBODY, st.sampled_from(QUESTIONS), st.dates(date(2015, 1, 1), date(2035, 1, 1)))
def test_no_question_crashes_whatever_is_known(facts: dict[str, Any], question: str, on: date) -> None:
    try:
        known = Facts.from_mapping(facts)
    except FactsError:  # two of the days cannot both be true
        reject()
    finding = ask(question, known, on)
    assert Finding.from_dict(json.loads(json.dumps(finding.to_dict()))) == finding
    assert finding.basis
    assert finding.text.strip().endswith(".")
    assert "_" not in finding.text
    if finding.missing:
        assert finding.outcome is Outcome.REVIEW


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_about_nobody_asks_for_facts_or_needs_none(question: str) -> None:
    finding = ask(question, Facts(), date(2026, 11, 21))
    assert finding.missing or finding.value is not None


@given(DAYS, st.integers(1, 400))
def test_a_later_event_is_never_due_earlier(day: date, later: int) -> None:
    first, second = (
        law_says("registration_deadline", date(2031, 1, 1), event="leave", event_date=d).value["deadline"]
        for d in (day, day + timedelta(days=later))
    )
    assert first <= second


@given(DAYS)
def test_no_registration_is_due_after_its_year_is_closed(day: date) -> None:
    found = law_says("registration_deadline", day, event="leave", event_date=day).value
    assert day < found["deadline"] <= found["year_closing"]
    assert found["year_closing"] == date(day.year + 1, 2, 28)


@given(st.dates(date(2025, 3, 10), date(2032, 1, 1)))
def test_every_day_lies_in_one_fortnight_that_opens_on_a_friday_morning(on: date) -> None:
    found = law_says("current_confirmation_window", on, period_anchor="2025-03-10").value
    assert found["period_first"] <= on <= found["period_last"]
    assert (found["period_last"] - found["period_first"]).days == 13
    opens = date.fromisoformat(found["opens"][:10])
    assert (opens.weekday(), found["opens"][11:16]) == (4, "04:00")
    assert (found["last_day"] - found["period_last"]).days == 8


@given(st.dates(date(2003, 1, 1), date(2015, 1, 1)), st.integers(2021, 2040))
def test_the_grant_for_a_minor_follows_the_calendar_year_and_never_comes_back(born: date, year: int) -> None:
    order = ["EMINB", "EMINU", "none"]
    facts = {"unaccompanied_minor": True, "settlement_date": "2021-01-01", "birth_date": born}
    days = (date(year, 1, 1), date(year, 12, 31), date(year + 1, 1, 1))
    first, last, after = (order.index(law_says("minor_grant_code", day, **facts).value["code"]) for day in days)
    assert first == last <= after


@given(st.sampled_from(["first_application", "year_3_application", "year_4_application", "year_5_application"]), DAYS)
def test_a_later_grant_year_is_never_due_earlier(which: str, settled: date) -> None:
    on = date(2026, 11, 21)
    first = law_says("extra_grant_deadline", on, settlement_date=settled, extra_grant="first_application")
    found = law_says("extra_grant_deadline", on, settlement_date=settled, extra_grant=which)
    assert settled < first.value["deadline"] <= found.value["deadline"]


@given(codes_of("grant"), st.integers(2000, 2060))
def test_an_amount_is_never_given_without_a_source_that_may_give_it(grant: str, year: int) -> None:
    found = law_says("grant_amount", "2026-11-21", grant=grant, year=year)
    if found.value["amount"] is None:
        assert found.outcome is Outcome.REVIEW
        assert "administrator" in found.text
    else:
        assert found.verification is not Verification.ASSUMED
        assert found.value["amount_ore"] == found.value["amount"] * 100


def test_no_rate_of_the_years_nobody_has_read_is_filled_in() -> None:
    empty = [value.id for value in parameter("grant_rates").values if not value["rates"]]
    assert empty == ["2015", "2017", "2018", "2019", "2020", "2021", "2022", "2025", "2026", "2027"]


ADDRESSES, NUMBERS = ("not_reported", "pending", "registered"), ("none", "d_number", "birth_number")


@given(st.sampled_from(ADDRESSES), st.sampled_from(ADDRESSES), st.sampled_from(NUMBERS), st.sampled_from(NUMBERS))
def test_more_in_the_population_register_never_holds_back_more(a: str, b: str, m: str, n: str) -> None:
    def blocked(address: str, number: str) -> set[str]:
        found = law_says("blocked_tasks", "2026-03-01", s10_register_address=address, national_id=number)
        return set(found.value)

    less = (min(a, b, key=ADDRESSES.index), min(m, n, key=NUMBERS.index))
    more = (max(a, b, key=ADDRESSES.index), max(m, n, key=NUMBERS.index))
    assert blocked(*more) <= blocked(*less)


def test_every_task_waits_for_tasks_that_exist_and_no_task_waits_for_itself() -> None:
    tasks = {task["id"]: task for task in parameter("settlement_tasks").values[-1]["tasks"]}
    assert list(tasks) == [f"S{number:02d}" for number in range(1, 33)]
    done: set[str] = {"address", "number"}
    while ready := {name for name, task in tasks.items() if name not in done and done.issuperset(task["after"])}:
        done |= ready
    assert done >= set(tasks)


def test_every_event_can_be_transferred_by_one_role_and_no_role_has_the_other_s() -> None:
    roles = parameter("ws4_roles").values[-1]["roles"]
    events = {row["code"] for row in parameter("nir_events").values[-1]["events"]}
    each = [set(row["transfers"]) for row in roles]
    assert not set.intersection(*each)
    assert events <= set.union(*each)


def test_a_person_settled_under_the_old_act_is_answered_too() -> None:
    found = law_says(
        "minor_grant_code",
        "2026-03-01",
        permit="P-28",
        permit_date="2019-03-01",
        arrival_date="2018-01-01",
        unaccompanied_minor=True,
        settlement_date="2019-05-01",
        birth_date="2008-01-01",
    )
    assert found.value["code"] == "EMINU"


@pytest.mark.parametrize(("reading", "years"), [("lapsed", 3), ("prolonged", 1)])
def test_the_years_of_a_grant_follow_the_chosen_reading_of_the_temporary_rules(reading: str, years: int) -> None:
    facts = Facts.from_mapping({"permit": "P-34"})
    found = ask("norwegian_grant_years", facts, date(2026, 7, 1), {"chapter_6a_after_june_2026": reading})
    assert (found.value["years"], found.value["more_with_extension"]) == (years, years == 1)


@pytest.mark.parametrize(("reading", "must"), [("lapsed", True), ("prolonged", False)])
def test_what_is_registered_follows_the_chosen_reading_of_the_temporary_rules(reading: str, must: bool) -> None:
    facts = Facts.from_mapping({"permit": "P-34", "event": "end_goal"})
    assert ask("must_register", facts, date(2026, 7, 1), {"chapter_6a_after_june_2026": reading}).value["must"] is must


@pytest.mark.parametrize(("on", "forced"), [("2026-05-31", False), ("2026-06-01", True)])
def test_only_who_is_past_55_must_aim_at_work(on: str, forced: bool) -> None:
    person = {"birth_date": "1970-06-01", "permit": "P-28", "permit_date": "2025-01-10", "settled_by_agreement": True}
    found = law_says("programme_position", on, settlement_date="2025-03-01", **person)
    assert ("goal_must_be" in found.value) is forced


def test_a_fortnight_that_can_no_longer_be_confirmed_is_not_shown() -> None:
    assert (
        "earlier_period_last_day"
        not in law_says("current_confirmation_window", "2026-11-24", period_anchor="2025-03-10").value
    )
    assert (
        "earlier_period_last_day"
        not in law_says("current_confirmation_window", "2025-03-12", period_anchor="2025-03-10").value
    )


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"settled": "2026-01-01", "settlement_date": "2026-01-01"}, "settlement_date"),
        ({"council_decision": {"reservation": "x"}}, "places"),
        ({"council_decision": 40}, "felt og verdi"),
        ({"quarter": -1}, "quarter"),
        ({"year": 20260}, "year"),
        ({"measure": "ARBTRENN"}, "ARBTREN"),
        ({"activities_at_exit": [{"share": 40}]}, "type"),
        ({"tasks_done": ["S99"]}, "S99"),
        ({"national_id": "d-number"}, "d_number"),
        ({"event_date": "2026-03-10", "registered_on": "2026-03-09"}, "registered_on"),
        ({"birth_date": "1990-01-01", "death_date": "1989-12-31"}, "death_date"),
    ],
)
def test_bad_input_is_a_sentence_that_names_the_field(facts: dict[str, Any], says: str) -> None:
    with pytest.raises(FactsError) as wrong:
        Facts.from_mapping(facts)
    assert says in str(wrong.value)
