"""Holds training in Norwegian and social studies to what must be true of everybody, and to its versions, readings and words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samlop.law import Facts, FactsError, Outcome, ask, assess, value_of
from samlop.law.codes import permit_codes, reference_codes
from samlop.law.days import add_months, birthday
from samlop.law.facts.training import LEVELS, POSITIONS, SKILLS
from samlop.law.finding import Finding
from samlop.law.parameters import parameter
from samlop.law.readings import OPEN_QUESTIONS
from samlop.law.rule import RULES
from samlop.law.training.norwegian import reaches

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(2021, 1, 1), date(2026, 6, 30))
QUESTIONS = sorted(q for q, found in RULES.items() if found.__module__.startswith("samlop.law.training."))


def law(question: str, on: str | date, readings: dict[str, str] | None = None, **facts: Any) -> Finding:
    """Asks one question about somebody of whom only these facts are known."""
    day = on if isinstance(on, date) else date.fromisoformat(on)
    return ask(question, Facts.from_mapping(facts), day, readings)


def says(question: str, on: str | date, **facts: Any) -> Any:
    return value_of(law(question, on, **facts))


# The day each version begins, as read in the gazette and the guides; a change here is a change of law.
FIRST_DAYS = {
    "training_age": ["2021-01-01"],
    "introduction_act_training": ["2005-09-01", "2012-01-01"],
    "introduction_act_reception": ["2005-09-01", "2018-09-01"],
    "training_start": ["2021-01-01"],
    "training_duration": ["2021-01-01"],
    "section_37d": ["2022-03-11", "2022-06-15"],
    "section_43g": ["2022-03-11", "2023-07-01"],
    "social_studies": ["2021-01-01"],
    "norwegian_exemption": ["2021-01-01", "2026-01-01"],
    "social_studies_exemption": ["2021-01-01", "2026-01-01"],
    "social_studies_test": ["2013-09-01", "2022-12-01"],
    "norwegian_test": ["2021-01-01"],
    "permanent_residence_language": ["2017-01-01", "2025-09-01"],
    "citizenship_language": ["2017-01-01", "2022-10-01"],
    "teacher_competence": ["2021-01-01"],
    "curriculum": ["2021-01-01", "2025-07-01", "2026-01-01"],
    "county_provides": ["2021-01-01", "2025-06-20"],
    "training_without_right": ["2024-01-01"],
    "training_plan": ["2021-01-01"],
}


@pytest.mark.parametrize(("name", "days"), FIRST_DAYS.items(), ids=FIRST_DAYS)
def test_every_version_begins_on_the_day_it_was_put_in_force(name: str, days: list[str]) -> None:
    assert [value.valid_from.isoformat() for value in parameter(name).values] == days


@given(born=st.dates(date(1940, 1, 1), date(2012, 1, 1)), granted=DAYS, on=DAYS)
def test_the_age_at_the_permit_decides_and_nobody_grows_in(born: date, granted: date, on: date) -> None:
    found = says("training_position", on, birth_date=born, permit="P-28", permit_date=granted)
    inside = birthday(born, 18) <= granted <= on < birthday(born, 67)
    assert (found["position"] == "right_and_duty") is inside


@given(born=st.dates(date(1960, 1, 1), date(2000, 1, 1)), permit=st.sampled_from(permit_codes()), on=DAYS)
def test_right_duty_and_payment_always_follow_from_the_position(born: date, permit: str, on: date) -> None:
    facts = {"birth_date": born, "permit": permit, "permit_date": "2021-01-01", "reference_permit": "norwegian_citizen"}
    found = says("training_position", on, **facts, earlier_permit="P-28", permit_renewed="2021-06-01")
    if found["position"] == "review":
        return
    assert found["position"] in POSITIONS
    assert found["right"] is (found["position"] in ("right_and_duty", "right_only"))
    assert found["duty"] is (found["position"] in ("right_and_duty", "duty_only"))
    assert found["participant_pays"] is (None if found["position"] == "none" else not found["right"])


@pytest.mark.parametrize("reference", reference_codes())
def test_a_family_member_of_somebody_with_a_permit_gets_one_clear_answer(reference: str) -> None:
    facts = {"birth_date": "1990-01-01", "permit": "P-FAM", "permit_date": "2025-01-01", "reference_permit": reference}
    expected = "right_and_duty"
    if reference in ("work_23", "work_25"):
        expected = "duty_only"
    if reference in ("study", "other", "eea_registration", "eea_family", "eea_citizen"):
        expected = "may_offer"
    assert says("training_position", "2025-06-01", **facts)["position"] == expected


@given(start=st.dates(date(2021, 1, 1), date(2025, 1, 1)), days=st.integers(0, 400), more=st.integers(0, 400))
def test_more_leave_never_ends_the_training_earlier(start: date, days: int, more: int) -> None:
    def end(leave: int) -> date:
        facts = {"permit": "P-28", "education": "primary", "clock_start": start, "approved_leave_days": leave}
        return says("training_end", start, **facts)["end_exclusive"]

    assert end(days) == add_months(start, 36) + timedelta(days=days)
    assert end(days + more) >= end(days)


@given(start=st.dates(date(2021, 1, 1), date(2025, 1, 1)))
def test_upper_secondary_never_gives_longer_training(start: date) -> None:
    def end(education: str) -> date:
        return says("training_end", start, permit="P-28", education=education, clock_start=start)["end_exclusive"]

    assert end("upper_secondary") == add_months(start, 18)
    assert end("upper_secondary") < end("primary") == add_months(start, 36)


def test_a_clock_nobody_has_started_is_a_reading_for_each_event_and_the_municipality_may_choose() -> None:
    facts = {
        "permit": "P-28",
        "education": "upper_secondary",
        "permit_date": "2024-01-01",
        "training_begun": "2024-03-01",
    }
    open_end = law("training_end", "2024-04-01", **facts)
    assert open_end.outcome is Outcome.REVIEW
    assert {reading.value["end_exclusive"] for reading in open_end.readings} == {
        date(2025, 7, 1),
        date(2025, 9, 1),
        None,
    }
    chosen = law("training_end", "2024-04-01", {"training_clock_start": "training_start"}, **facts)
    assert chosen.value["end_exclusive"] == date(2025, 9, 1)
    assert ("training_clock_start", "training_start") in chosen.chosen


@pytest.mark.parametrize(
    ("reading", "position"), [("prolonged", "right_only"), ("lapsed", "right_and_duty")], ids=["prolonged", "lapsed"]
)
def test_the_municipality_may_choose_how_to_read_chapter_6a_after_june_2026(reading: str, position: str) -> None:
    facts = {"birth_date": "1990-01-01", "permit": "P-34", "permit_date": "2025-01-01", "settlement_date": "2025-02-01"}
    found = law("training_position", TODAY, {"chapter_6a_after_june_2026": reading}, **facts)
    assert found.value["position"] == position
    assert found.outcome is Outcome.MET


def test_a_permit_without_a_date_is_asked_about_only_when_the_age_may_depend_on_it() -> None:
    sure = law("training_position", "2026-05-01", birth_date="1990-01-01", permit="P-28")
    assert sure.value["position"] == "right_and_duty"
    young = law("training_position", "2026-05-01", birth_date="2006-01-01", permit="P-28")
    assert young.missing_names == ("permit_date",)


def test_permanent_residence_takes_nothing_away() -> None:
    permits = [{"permit": "P-28", "permit_date": "2021-02-01"}, {"permit": "permanent", "permit_date": "2025-02-01"}]
    assert (
        says("training_position", "2025-03-01", birth_date="1990-01-01", permits=permits)["position"]
        == "right_and_duty"
    )
    alone = {"birth_date": "1990-01-01", "permit": "permanent", "permit_date": "2025-02-01"}
    assert law("training_position", "2025-03-01", **alone).missing_names == ("earlier_permit",)
    assert says("training_position", "2025-03-01", earlier_permit="work_23", **alone)["position"] == "duty_only"


def test_two_permits_with_the_birthday_between_are_left_to_a_reading() -> None:
    permits = [{"permit": "P-34", "permit_date": "2024-01-01"}, {"permit": "P-28", "permit_date": "2025-02-01"}]
    found = law("training_position", "2025-03-01", birth_date="2006-06-01", permits=permits)
    assert {reading.value["position"] for reading in found.readings} == {"may_offer", "right_and_duty"}


@given(levels=st.tuples(*[st.sampled_from(LEVELS)] * 4), skill=st.integers(0, 3))
def test_a_better_test_never_loses_the_exemption(levels: tuple[str, ...], skill: int) -> None:
    def met(given: tuple[str, ...]) -> bool:
        test = dict(zip(SKILLS, given, strict=True))
        return says("norwegian_exemption_knowledge", "2026-03-01", test=test, applied=True)["met"]

    better = list(levels)
    better[skill] = LEVELS[min(LEVELS.index(levels[skill]) + 1, len(LEVELS) - 1)]
    assert met(tuple(better)) or not met(levels)
    assert met(levels) is all(LEVELS.index(level) >= LEVELS.index("B1") for level in levels)


@given(correct=st.integers(0, 38))
def test_the_pass_mark_is_a_line(correct: int) -> None:
    assert says("social_studies_test_passed", TODAY, test="social_studies_50h", correct=correct)["passed"] is (
        correct >= 29
    )
    assert says("social_studies_test_passed", TODAY, test="social_studies_75h", correct=correct)["passed"] is (
        correct >= 26
    )


def test_a_level_that_nobody_needs_is_always_reached() -> None:
    assert reaches(None, None)
    assert not reaches(None, "A1")


def test_the_start_of_a_programme_is_the_start_of_the_training() -> None:
    found = law(
        "training_start_deadline", "2026-06-01", permit="P-28", settlement_date="2026-02-01", start_date="2026-04-30"
    )
    assert found.outcome is Outcome.MET


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"correct": 39, "items": 38}, ["«correct»", "«items»"]),
        (
            {"social_studies_decision": "2025-02-01", "social_studies_test_date": "2025-01-31"},
            ["«social_studies_test_date»", "«social_studies_decision»"],
        ),
        ({"permit": "P-38-5", "permit_date": "2025-02-01", "permit_renewed": "2025-01-01"}, ["«permit_renewed»"]),
        ({"birth_date": "2000-01-01", "clock_start": "1999-12-31"}, ["«clock_start»", "født"]),
        (
            {"first_decision_start": "2025-02-01", "first_year_end_exclusive": "2025-02-01"},
            ["«first_year_end_exclusive»"],
        ),
        ({"test": {"listening": "B9"}}, ["«test»", "B2"]),
        ({"test": {"singing": "B2"}}, ["«test»", "singing"]),
        ({"credits_norwegian_second_language": -1}, ["«credits_norwegian_second_language»"]),
        ({"programme_start": "2026-01-01", "start_date": "2026-01-02"}, ["«programme_start»", "«start_date»"]),
    ],
)
def test_facts_that_cannot_be_are_refused_by_name(facts: dict[str, Any], words: list[str]) -> None:
    with pytest.raises(FactsError) as caught:
        Facts.from_mapping(facts)
    for word in words:
        assert word in str(caught.value)


def test_facts_about_levels_survive_the_way_to_data_and_back() -> None:
    given = {"norwegian_goal": {"listening": "B1", "oral": "B2"}, "norwegian_test": {"reading": "A2"}}
    facts = Facts.from_mapping(given)
    assert facts.to_mapping() == given
    assert Facts.from_mapping(facts.to_mapping()) == facts


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_about_somebody_unknown_asks_or_answers_but_never_breaks(question: str) -> None:
    found = law(question, TODAY)
    assert found.text.endswith(".")
    assert found.basis
    assert Finding.from_dict(found.to_dict()) == found


@settings(max_examples=60, deadline=None)
@given(
    data=st.fixed_dictionaries(
        {},
        optional={
            "birth_date": st.dates(date(1950, 1, 1), date(2010, 1, 1)),
            "permit": st.sampled_from(permit_codes()),
            "permit_date": st.dates(date(2015, 1, 1), date(2026, 12, 31)),
            "settlement_date": DAYS,
            "reference_permit": st.sampled_from(reference_codes()),
            "earlier_permit": st.sampled_from(permit_codes()),
            "education": st.sampled_from(["primary", "upper_secondary", "lower_secondary"]),
            "clock_start": DAYS,
            "request_date": DAYS,
            "first_decision_start": DAYS,
            "social_studies_decision": DAYS,
            "in_upper_secondary": st.sampled_from(["full_time", "part_time", "none"]),
            "applied_from_abroad": st.booleans(),
            "arrival_date": DAYS,
            "norwegian_goal_reached": st.booleans(),
            "change_date": DAYS,
            "training_begun": DAYS,
        },
    ),
    on=st.dates(date(2021, 1, 1), date(2027, 12, 31)),
)
def test_every_question_has_an_answer_for_anybody_on_any_day(data: dict[str, Any], on: date) -> None:
    try:
        facts = Facts.from_mapping(data)
    except FactsError:
        return
    for question in QUESTIONS:
        found = ask(question, facts, on)
        assert found.text.endswith("."), question
        if found.is_open and found.readings:
            assert all(r.question and set(r.question.split("+")) <= OPEN_QUESTIONS.keys() for r in found.readings)
    assess(facts, on)


def test_an_old_case_is_answered_by_the_old_act_and_not_refused() -> None:
    facts = {"birth_date": "1990-01-01", "permit": "P-28", "permit_date": "2020-06-01", "arrival_date": "2020-01-01"}
    found = law("training_position", TODAY, **facts)
    assert found.value["position"] == "right_and_duty"
    assert "introduksjonsloven § 17" in found.basis_text
    assert law("training_end", TODAY, **facts).outcome is Outcome.REVIEW


def test_a_chosen_clock_for_the_start_gives_that_deadline() -> None:
    facts = {"permit": "P-28", "settlement_date": "2025-01-01", "request_date": "2025-02-15"}
    by_request = law("training_start_deadline", "2025-03-01", {"training_start_clock": "from_request"}, **facts)
    assert by_request.value == {"start_deadline": date(2025, 5, 15), "counted_from": "request_date"}
    by_settlement = law("training_start_deadline", "2025-03-01", {"training_start_clock": "from_settlement"}, **facts)
    assert by_settlement.value == {"start_deadline": date(2025, 4, 1), "counted_from": "settlement_date"}


def test_a_deadline_for_somebody_whose_position_is_unknown_says_that_it_presumes_one() -> None:
    assert law("training_start_deadline", "2025-03-01", permit="P-28", request_date="2025-02-15").not_covered
    assert not law(
        "training_start_deadline", "2025-03-01", position="right_and_duty", request_date="2025-02-15"
    ).not_covered


def test_training_that_ends_on_the_67th_birthday_anyway_is_not_cut_by_age() -> None:
    facts = {"permit": "P-28", "education": "upper_secondary", "clock_start": "2024-01-01", "birth_date": "1958-07-01"}
    found = says("training_end", "2024-02-01", **facts)
    assert found["end_exclusive"] == date(2025, 7, 1)
    assert "ended_because" not in found


def test_more_norwegian_says_why_it_cannot_be_given() -> None:
    facts = {"permit": "P-34", "education": "primary"}
    on = "2025-09-01"
    assert "kan, men må ikke" in law("extension_43g", on, **facts).text
    assert "alle vedtakene" in law("extension_43g", on, extension_decisions_before=4, **facts).text
    assert "bedt om mer" in law("extension_43g", on, request_extension_months=7, **facts).text


@pytest.mark.parametrize(
    ("on", "readings", "applies"),
    [
        ("2026-07-01", {"chapter_6a_after_june_2026": "prolonged"}, True),
        ("2026-07-01", {"chapter_6a_after_june_2026": "lapsed"}, False),
        ("2022-06-14", {"section_34_before_chapter_6a": "right_only"}, True),
        ("2022-06-14", {"section_34_before_chapter_6a": "right_and_duty"}, False),
    ],
)
def test_a_chosen_reading_says_whether_chapter_6a_holds(on: str, readings: dict[str, str], applies: bool) -> None:
    assert law("chapter_6a_applies", on, readings, permit="P-34").value == {"applies": applies}


def test_more_hours_under_the_introduction_act_are_only_for_those_with_a_right() -> None:
    facts = {"permit_date": "2018-01-01", "arrival_date": "2018-01-01"}
    with_right = law("training_regime", TODAY, permit="P-28", **facts)
    assert with_right.value["most_hours"] == 3000
    assert "flere timer" in with_right.text
    duty = law("training_regime", TODAY, permit="work_23", **facts)
    assert "most_hours" not in duty.value
    assert "flere timer" not in duty.text


@pytest.mark.parametrize(("reading", "new"), [("still_applies", False), ("ordinary_rules", True)])
def test_a_chosen_reading_says_what_a_change_of_permit_means_after_the_repeal(reading: str, new: bool) -> None:
    facts = {"earlier_permit": "P-34", "decision_date": "2025-06-01", "permit": "P-28", "permit_date": "2026-03-01"}
    found = law("effect_of_permit_change", "2026-07-01", {"section_43h_after_june_2026": reading}, **facts)
    assert found.value["new_rights"] is new


@pytest.mark.parametrize(("reading", "position"), [("first", "may_offer"), ("latest", "right_and_duty")])
def test_a_chosen_reading_says_which_permit_sets_the_age(reading: str, position: str) -> None:
    permits = [{"permit": "P-34", "permit_date": "2024-01-01"}, {"permit": "P-28", "permit_date": "2025-02-01"}]
    chosen = {"which_grant_sets_age": reading}
    found = law("training_position", "2025-03-01", chosen, birth_date="2006-06-01", permits=permits)
    assert found.value["position"] == position


def test_a_right_under_chapter_6a_is_to_norwegian_alone() -> None:
    held = {"birth_date": "1990-01-01", "permit": "P-34", "permit_date": "2025-03-01"}
    assert says("training_position", "2025-05-01", **held)["social_studies"] is False
    changed = {"birth_date": "1990-01-01", "decision_under_6A": "2025-02-01"}
    permits = [{"permit": "P-34", "permit_date": "2024-10-01"}, {"permit": "P-28", "permit_date": "2026-03-01"}]
    assert says("training_position", "2026-04-01", permits=permits, **changed)["social_studies"] is False


def test_training_and_programme_are_sure_when_both_are() -> None:
    facts = {"birth_date": "1990-01-01", "permit": "work_23", "permit_date": "2026-01-01"}
    assert law("training_and_programme", "2026-03-01", **facts).outcome is Outcome.MET


def test_a_right_that_has_not_begun_says_what_it_waits_for() -> None:
    assert "fornyes" in law("training_right_starts", "2025-03-01", permit="P-38-5", permit_date="2024-01-01").text
    assert "bosettes" in law("training_right_starts", "2025-03-01", permit="P-34", permit_date="2024-01-01").text
