"""Holds what must be true of every payment line, absence and back payment, whoever the participant is."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samlop.law import OPEN_QUESTIONS, Facts, Finding, Outcome, ask
from samlop.law.facts.benefit import ABSENCE_KINDS, DOCUMENTED_BY, OTHER_BENEFITS
from samlop.law.readings import benefit as readings_of_benefit
from samlop.law.rule import RULES

ON = date(2026, 11, 21)
FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)
ASKED = {q.id: q for q in (*readings_of_benefit.QUESTIONS, OPEN_QUESTIONS["couple_rate_commencement"])}
DAYS = st.dates(FIRST, LAST)
READINGS = st.fixed_dictionaries({name: st.sampled_from(list(q.options)) for name, q in ASKED.items()})
PEOPLE = st.fixed_dictionaries(
    {
        "birth_date": st.dates(date(1985, 1, 1), date(2007, 1, 1)),
        "lives_with_parents": st.booleans(),
        "partner_in_programme": st.booleans(),
        "children": st.lists(st.fixed_dictionaries({"birth_date": st.dates(date(2024, 1, 1), LAST)}), max_size=2),
    },
    optional={
        "moved_from_parents": DAYS,
        "couple_from": DAYS,
        "partner_programme_from": DAYS,
        "children_in_home": st.booleans(),
        "hours_per_programme_day": st.sampled_from([5.5, 6, 7.5]),
    },
)
MONTH = st.sampled_from([date(2025, 4, 1), date(2026, 2, 1), date(2026, 4, 1), date(2026, 5, 1), date(2026, 10, 1)])


def absence(days: st.SearchStrategy[date], *kinds: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.builds(
        lambda kind, first, more, hours, by: (
            {"kind": kind, "first_day": first, "last_day": first + timedelta(days=more), "documented_by": by}
            | ({"hours_a_day": hours} if hours else {})
        ),
        st.sampled_from(kinds),
        days,
        st.integers(0, 12),
        st.sampled_from([None, None, 1, 2.5, 6]),
        st.sampled_from(DOCUMENTED_BY),
    )


INVALID = absence(DAYS, "other_absence").map(lambda row: row | {"documented_by": "not_documented"})
CERTAIN = {
    "start_date": date(2025, 1, 1),
    "sole_carer": False,
    "parent_role": "mother",
    "church_of_norway_member": False,
    "lives_with_other_parent": True,
}


def period(person: dict[str, Any], first: date, months: int, readings: dict[str, str], **more: Any) -> Finding:
    until = first
    for _ in range(months):
        until = (until + timedelta(days=31)).replace(day=1)
    facts = Facts.from_mapping(person | CERTAIN | {"benefit_from": first, "benefit_until": until} | more)
    return ask("benefit_for_period", facts, ON, readings)


@settings(max_examples=150, deadline=None)
@given(PEOPLE, MONTH, READINGS, st.lists(absence(DAYS, *ABSENCE_KINDS), max_size=5), INVALID)
def test_a_longer_absence_never_raises_the_benefit(
    person: dict[str, Any], month: date, readings: dict[str, str], before: list[dict[str, Any]], more: dict[str, Any]
) -> None:
    fewer = period(person, month, 3, readings, absences=before)
    longer = period(person, month, 3, readings, absences=[*before, more])
    assert longer.value["total_ore"] <= fewer.value["total_ore"]


@settings(max_examples=100, deadline=None)
@given(PEOPLE, READINGS, st.dates(date(2026, 9, 1), date(2026, 10, 20)), st.integers(0, 10))
def test_a_longer_illness_on_a_self_certificate_never_raises_the_benefit(
    person: dict[str, Any], readings: dict[str, str], first: date, length: int
) -> None:
    def paid(days: int) -> int:
        spell = {"kind": "own_illness", "first_day": first, "last_day": first + timedelta(days=days)}
        row = spell | {"documented_by": "self_certificate"}
        total: int = period(person, date(2026, 9, 1), 2, readings, absences=[row]).value["total_ore"]
        return total

    assert paid(length + 1) <= paid(length)


@settings(max_examples=150, deadline=None)
@given(
    PEOPLE,
    MONTH,
    READINGS,
    st.lists(absence(DAYS, *ABSENCE_KINDS), max_size=6),
    st.lists(
        st.builds(
            lambda kind, ore, earned: {"kind": kind, "monthly_ore": ore, "earned_before_start": earned},
            st.sampled_from(OTHER_BENEFITS),
            st.integers(0, 4_000_000),
            st.booleans(),
        ),
        max_size=3,
    ),
    st.integers(0, 200),
)
def test_no_line_is_negative_or_above_the_rate_and_the_lines_are_the_sum(
    person: dict[str, Any],
    month: date,
    readings: dict[str, str],
    away: list[dict[str, Any]],
    others: list[dict[str, Any]],
    hours: int,
) -> None:
    work = [{"on_day": month, "paid_hours": min(hours, 168), "in_programme": True}]
    found = period(person, month, 3, readings, absences=away, other_benefits=others, paid_work=work)
    assert found.outcome is Outcome.CALCULATED
    for line in found.value["lines"]:
        assert 0 <= line["amount_ore"] <= line["gross_ore"]
        assert line["absence_ore"] <= line["gross_ore"]
        assert sum(part["days"] for part in line["parts"]) <= 30
    assert found.value["total_ore"] == sum(line["amount_ore"] for line in found.value["lines"])


@settings(max_examples=100, deadline=None)
@given(PEOPLE, MONTH, READINGS)
def test_the_parts_of_a_whole_month_are_thirty_days(
    person: dict[str, Any], month: date, readings: dict[str, str]
) -> None:
    for line in period(person, month, 3, readings).value["lines"]:
        assert sum(part["days"] for part in line["parts"]) == 30


@settings(max_examples=100, deadline=None)
@given(PEOPLE, READINGS, st.lists(INVALID, max_size=3), st.dates(date(2026, 4, 15), date(2026, 6, 15)))
def test_what_was_paid_and_the_corrections_are_what_is_due(
    person: dict[str, Any], readings: dict[str, str], away: list[dict[str, Any]], known_on: date
) -> None:
    first, until = date(2026, 4, 1), date(2026, 7, 1)
    facts = person | CERTAIN | {"benefit_from": first, "benefit_until": until, "absences": away}
    back = ask("back_payment", Facts.from_mapping(facts | {"paid_with_knowledge_of": known_on}), ON, readings)
    due = ask("benefit_for_period", Facts.from_mapping(facts), ON, readings)
    paid = [row["paid_ore"] for row in back.value["corrections"]]
    assert sum(paid) + back.value["total_ore"] == due.value["total_ore"]
    assert back.value["total_ore"] >= 0
    settled = [{"month": row["month"], "paid_ore": row["due_ore"]} for row in back.value["corrections"]]
    again = ask("back_payment", Facts.from_mapping(facts | {"paid_months": settled}), ON, readings)
    assert again.value["total_ore"] == 0


@settings(max_examples=100, deadline=None)
@given(PEOPLE, st.dates(date(2021, 1, 1), date(2027, 4, 30)), st.dates(date(2021, 1, 1), date(2027, 4, 30)), READINGS)
def test_every_rate_rises_with_the_basic_amount(
    person: dict[str, Any], one: date, other: date, readings: dict[str, str]
) -> None:
    found = [ask("introduction_benefit", Facts.from_mapping(person), day, readings).value for day in (one, other)]
    if found[0]["share"] == found[1]["share"]:
        low, high = sorted(found, key=lambda value: value["basic_amount"])
        for unit in ("yearly", "monthly", "daily", "hourly"):
            assert low[f"{unit}_amount_ore"] <= high[f"{unit}_amount_ore"]
            assert (low[f"{unit}_amount_ore"] < high[f"{unit}_amount_ore"]) == (
                low["basic_amount"] < high["basic_amount"]
            )


ANYTHING = st.fixed_dictionaries(
    {},
    optional={
        "birth_date": st.dates(date(1960, 1, 1), date(2010, 1, 1)),
        "lives_with_parents": st.booleans(),
        "partner_in_programme": st.booleans(),
        "children": st.lists(st.fixed_dictionaries({"birth_date": st.dates(date(2005, 1, 1), LAST)}), max_size=2),
        "permit": st.sampled_from(["P-28", "P-34"]),
        "permit_date": st.dates(date(2019, 1, 1), LAST),
        "arrival_date": st.dates(date(2019, 1, 1), LAST),
        "start_date": DAYS,
        "stopped": st.dates(date(2027, 1, 1), date(2028, 1, 1)),
        "benefit_from": DAYS,
        "benefit_until": st.dates(date(2027, 1, 1), date(2028, 1, 1)),
        "absences": st.lists(absence(DAYS, *ABSENCE_KINDS), max_size=4),
        "absence_kind": st.sampled_from(ABSENCE_KINDS),
        "documented_by": st.sampled_from(DOCUMENTED_BY),
        "parent_role": st.sampled_from(["mother", "father", "helper"]),
        "lives_with_other_parent": st.booleans(),
        "sole_carer": st.booleans(),
        "church_of_norway_member": st.booleans(),
        "child_born": DAYS,
        "free_day": st.dates(date(2027, 1, 1), date(2028, 1, 1)),
        "free_day_noticed": DAYS,
        "self_certificate_withdrawn": DAYS,
        "other_benefits": st.lists(
            st.fixed_dictionaries({"kind": st.sampled_from(OTHER_BENEFITS), "monthly_ore": st.integers(0, 3_000_000)}),
            max_size=2,
        ),
        "paid_work": st.lists(
            st.fixed_dictionaries({"on_day": DAYS, "paid_hours": st.integers(0, 160), "in_programme": st.booleans()}),
            max_size=2,
        ),
        "paid_ore": st.integers(0, 3_000_000),
        "due_ore": st.integers(0, 3_000_000),
        "wrong_information_given": st.booleans(),
        "deduction_ore": st.integers(0, 1_000_000),
        "payment_ore": st.integers(1_000_000, 3_000_000),
        "absence_working_days": st.integers(0, 40),
        "leave_working_days": st.integers(0, 40),
        "invalid_absence_working_days": st.integers(0, 40),
        "programme_end_exclusive": st.dates(date(2026, 1, 1), date(2030, 1, 1)),
        "wealth_ore": st.integers(0, 10**9),
        "upper_secondary_in_programme": st.booleans(),
        "social_studies_hours": st.integers(50, 100),
        "social_studies_hours_missed": st.integers(0, 50),
        "income_case": st.sampled_from(["first_application", "renewal_of_old_case"]),
    },
)
OURS = sorted(q for q, rule in RULES.items() if rule.__module__.startswith("samlop.law.benefit."))


@settings(max_examples=200, deadline=None)
@given(ANYTHING, st.sampled_from(OURS), st.dates(date(2015, 1, 1), date(2032, 1, 1)))
def test_no_question_about_the_benefit_crashes_and_every_answer_is_whole(
    given_facts: dict[str, Any], question: str, on: date
) -> None:
    finding = ask(question, Facts.from_mapping(given_facts), on)
    assert Finding.from_dict(json.loads(json.dumps(finding.to_dict()))) == finding
    assert finding.basis
    assert finding.text.strip()
    assert "_" not in finding.text
    assert "P-" not in finding.text
    if finding.missing:
        assert finding.outcome is Outcome.REVIEW
    for reading in finding.readings:
        assert "_" not in reading.says


@pytest.mark.parametrize("question", OURS)
def test_every_question_about_the_benefit_says_its_title_in_english(question: str) -> None:
    from samlop.law.english import table

    assert table("title").get(question)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"benefit_from": "2026-05-01", "benefit_until": "2026-04-01"}, "benefit_until"),
        ({"couple_from": "2026-05-01", "couple_until": "2026-04-01"}, "couple_until"),
        ({"birth_date": "2000-01-01", "child_born": "1999-01-01"}, "child_born"),
        ({"absences": [{"kind": "holiday", "first_day": "2026-05-02", "last_day": "2026-05-01"}]}, "absences"),
        ({"absences": [{"kind": "holiday", "first_day": "1926-05-02", "last_day": "2026-05-01"}]}, "absences"),
        ({"absences": [{"kind": "holiday", "first_day": "2026-05-02", "hours_a_day": 25}]}, "absences"),
        ({"absences": [{"kind": "holidays", "first_day": "2026-05-02"}]}, "kind"),
        ({"hours_per_programme_day": 0}, "hours_per_programme_day"),
        ({"deduction_ore": 2, "payment_ore": 1}, "deduction_ore"),
        ({"social_studies_hours": 10, "social_studies_hours_missed": 11}, "social_studies_hours_missed"),
        (
            {
                "other_benefits": [
                    {"kind": "child_benefit", "monthly_ore": 1, "starts": "2026-05-02", "ends": "2026-05-02"}
                ]
            },
            "other_benefits",
        ),
    ],
)
def test_facts_that_contradict_each_other_are_refused_with_the_field(wrong: dict[str, Any], field: str) -> None:
    from samlop.law import FactsError

    with pytest.raises(FactsError, match=field):
        Facts.from_mapping(wrong)
