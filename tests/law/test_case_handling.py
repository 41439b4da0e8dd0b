"""Holds case handling to the two Public Administration Acts: which one holds, what it demands, and the calendar of appeals."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samlop.law import Facts, Finding, Outcome, ask
from samlop.law.days import is_public_holiday
from samlop.law.facts.case_handling import case_topics, letter_items, sharing_grounds
from samlop.law.finding import Verification
from samlop.law.parameters import parameter
from samlop.law.rule import RULES

NEW_FROM = "2027-01-01"
SWITCH = {"engine_switch": {"public_administration_act_2025_from": NEW_FROM}}
OURS = [question for question, rule in RULES.items() if rule.__module__.startswith("samlop.law.case_handling.")]


def law(question: str, on: str = "2026-11-21", **facts: Any) -> Finding:
    return ask(question, Facts.from_mapping(facts), date.fromisoformat(on))


@pytest.mark.parametrize(
    ("topic", "old", "new"),
    [
        ("guidance", ["11"], ["14", "15"]),
        ("time_of_answer", ["11 a"], ["17"]),
        ("advance_notice", ["16"], ["42"]),
        ("clarification", ["17"], ["44"]),
        ("access", ["18", "19", "20", "21"], ["46", "47", "48", "49", "50", "51", "52", "53"]),
        ("form", ["23"], ["55"]),
        ("reasons", ["24", "25"], ["56", "57"]),
        ("letter", ["27"], ["59"]),
        ("appeal_right", ["28"], ["61"]),
        ("appeal_deadline", ["29", "30"], ["63"]),
        ("late_appeal", ["31"], ["65"]),
        ("reversal", ["35"], ["70", "71", "72", "73"]),
        ("costs", ["36"], ["69"]),
        ("stay", ["42"], ["76"]),
        ("confidentiality", ["13", *(f"13 {x}" for x in "abcdefg")], [str(n) for n in range(30, 38)]),
    ],
)
def test_each_topic_has_its_section_in_both_acts(topic: str, old: list[str], new: list[str]) -> None:
    for on, act, sections in (("2026-12-31", "1967", old), ("2027-01-01", "2025", new), ("2027-01-02", "2025", new)):
        found = law("public_administration_sections", on, case_topic=topic, **SWITCH)
        assert found.value == {"act": act, "sections": [f"§ {section}" for section in sections]}
        assert all(f"§ {section}" in found.basis_text for section in sections)


def test_the_act_of_2025_is_adopted_and_not_in_force_unless_somebody_says_so() -> None:
    (adopted,) = parameter("public_administration_act").adopted
    assert adopted.state == "adopted, not in force"
    found = law("public_administration_sections", "2099-01-01", case_topic="stay")
    assert found.value["act"] == "1967"
    assert "ikke sett at den er satt i kraft" in found.not_covered
    never = law(
        "public_administration_sections",
        "2099-01-01",
        case_topic="stay",
        engine_switch={"public_administration_act_2025_from": None},
    )
    assert never.value["act"] == "1967"


@pytest.mark.parametrize("topic", case_topics())
def test_every_topic_has_a_section_in_one_act_at_least(topic: str) -> None:
    found = [law("public_administration_sections", on, case_topic=topic, **SWITCH) for on in ("2026-12-31", NEW_FROM)]
    assert any(finding.value["sections"] for finding in found)
    for finding in found:
        assert finding.outcome is (Outcome.CALCULATED if finding.value["sections"] else Outcome.NOT_MET)


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("advance_notice", {"decision": "stop_of_programme"}),
        ("new_information", {"information_from_party": False, "information_about_party": True}),
        ("reasons_required", {"decision_result": "refused"}),
        ("letter_complete", {"letter_items": ["decision"]}),
        ("may_share", {"sharing_ground": "consent"}),
        ("party_access", {"document_kind": "internal"}),
        ("minor_party", {"birth_date": "2015-01-01", "can_form_views": True}),
        ("appeal_in_time", {"notice_reached_party": "2026-11-02", "appeal_sent_on": "2026-11-03"}),
        ("notice_arrived", {"digital_alert_sent_on": "2026-11-02"}),
    ],
)
def test_the_answer_cites_the_act_that_holds_on_the_day(question: str, facts: dict[str, Any]) -> None:
    before, after = (law(question, on, **facts, **SWITCH).basis_text for on in ("2026-12-31", NEW_FROM))
    assert "(2025)" not in before
    assert "(2025)" in after


def test_what_is_read_in_the_act_of_2025_is_marked_as_read() -> None:
    facts = {"document_kind": "internal"}
    assert law("party_access", "2026-12-31", **facts, **SWITCH).verification is Verification.ASSUMED
    assert law("party_access", NEW_FROM, **facts, **SWITCH).verification is Verification.PRIMARY


@pytest.mark.parametrize("ground", ["would_defeat_decision", "urgent", "party_cannot_be_found", "plainly_needless"])
def test_notice_may_be_left_out_on_four_grounds_under_the_act_of_2025(ground: str) -> None:
    facts = {"decision": "benefit_deduction", "notice_exception": ground}
    assert law("advance_notice", NEW_FROM, **facts, **SWITCH).outcome is Outcome.MAY
    old = law("advance_notice", "2026-12-31", **facts, **SWITCH).outcome
    assert old is (Outcome.REVIEW if ground == "urgent" else Outcome.MAY)


def test_a_decision_that_is_no_individual_decision_needs_no_notice() -> None:
    assert law("advance_notice", decision="holiday_timing").value["required"] is False
    assert law("advance_notice", decision="leave", decision_applied_for=True).value["required"] is False
    assert law("advance_notice", decision="leave", decision_applied_for=False).value["required"] is True


@pytest.mark.parametrize("item", letter_items())
def test_a_letter_that_lacks_one_thing_is_not_complete(item: str) -> None:
    rest = [other for other in letter_items() if other != item]
    stricter = item in ("names", "costs", "free_legal_aid")
    old = law("letter_complete", letter_items=rest)
    assert old.value["missing"] == ([] if stricter else [item])
    assert old.value["advised"] == ([item] if stricter else [])
    new = law("letter_complete", NEW_FROM, letter_items=rest, **SWITCH)
    assert new.value == {"complete": False, "missing": [item], "advised": []}
    assert law("letter_complete", NEW_FROM, letter_items=list(letter_items()), **SWITCH).outcome is Outcome.MET


@pytest.mark.parametrize("ground", [g for g in sharing_grounds() if g not in ("no_ground", "danger_to_life_or_health")])
def test_the_grounds_for_sharing_are_the_same_and_the_brake_is_new(ground: str) -> None:
    for on in ("2026-12-31", NEW_FROM):
        assert law("may_share", on, sharing_ground=ground, **SWITCH).value["allowed"] is True
    too_much = {"sharing_ground": ground, "sharing_disproportionate": True} | SWITCH
    assert law("may_share", "2026-12-31", **too_much).outcome is Outcome.REVIEW
    assert law("may_share", NEW_FROM, **too_much).value["allowed"] is False


@pytest.mark.parametrize(
    ("on", "through", "own_notice"),
    [
        ("2026-11-20", "guardian", False),
        ("2026-11-21", "guardian", True),
        ("2029-11-20", "guardian", True),
        ("2029-11-21", "herself", None),
    ],
)
def test_a_child_is_told_from_15_and_acts_from_18(on: str, through: str, own_notice: bool | None) -> None:
    value = law("minor_party", on, birth_date="2011-11-21", can_form_views=False).value
    assert value["acts_through"] == through
    assert value.get("child_gets_notice") is own_notice
    assert value.get("child_heard") in (False, None)


@pytest.mark.parametrize(
    ("on", "qualified"),
    [
        ("2021-12-31", "not_regulated"),
        ("2022-01-01", "required_unless_dispensation"),
        ("2026-12-31", "required_unless_dispensation"),
        ("2027-01-01", "review"),
    ],
)
def test_the_demand_on_the_interpreter_by_date(on: str, qualified: str) -> None:
    found = law("interpreter_and_translation", on, understands_norwegian=False, legal_safety_or_help=True)
    assert found.value["qualified"] == qualified
    assert found.value["children_as_interpreters"] is False
    if qualified == "review":
        said = {reading.id: reading.answer for reading in found.readings}
        assert said == {"ended": "required", "prolonged": "required_unless_dispensation"}


@pytest.mark.parametrize(
    ("on", "basis", "sure"),
    [
        ("2025-12-31", "arkivlova § 9", "assumed"),
        ("2026-01-01", "arkivlova (2025) § 12, arkivlova (2025) § 13", "primary source"),
    ],
)
def test_records_are_kept_under_both_archives_acts(on: str, basis: str, sure: str) -> None:
    found = law("records_destruction", on, destruction_authority="no_authority")
    assert found.value["allowed"] is False
    assert found.basis_text == basis
    assert found.verification == sure
    assert law("records_destruction", on, destruction_authority="regulation").value["allowed"] is True


@pytest.mark.parametrize(
    ("paid", "until"), [("2026-01-01", "2032-01-01"), ("2026-12-31", "2032-01-01"), ("2024-02-29", "2030-01-01")]
)
def test_records_of_a_payment_are_kept_five_years_after_the_year(paid: str, until: str) -> None:
    assert law("payment_records_kept", payment_date=paid).value["keep_until"] == date.fromisoformat(until)


@pytest.mark.parametrize(
    ("arrived", "last"),
    [
        ("2026-11-02", "2026-11-23"),
        ("2026-12-04", "2026-12-28"),
        ("2026-12-10", "2026-12-31"),
        ("2026-12-11", "2027-01-04"),
        ("2026-04-10", "2026-05-04"),
        ("2026-04-23", "2026-05-15"),
        ("2026-04-26", "2026-05-18"),
        ("2026-03-12", "2026-04-07"),
        ("2027-03-04", "2027-03-30"),
        ("2026-05-04", "2026-05-26"),
    ],
)
def test_the_deadline_moves_past_weekends_and_holidays(arrived: str, last: str) -> None:
    assert law("complaint_deadline", arrived, notice_reached_party=arrived).value["last_day"].isoformat() == last


@settings(max_examples=300, deadline=None)
@given(st.dates(date(2015, 1, 1), date(2045, 12, 31)))
def test_the_deadline_is_never_on_a_day_off_and_never_before_three_weeks(arrived: date) -> None:
    last = law("complaint_deadline", arrived.isoformat(), notice_reached_party=arrived).value["last_day"]
    assert last.isoweekday() not in (6, 7)
    assert not is_public_holiday(last)
    assert timedelta(weeks=3) <= last - arrived
    between = [arrived + timedelta(weeks=3, days=n) for n in range((last - arrived).days - 21)]
    assert all(day.isoweekday() in (6, 7) or is_public_holiday(day) for day in between)


@settings(max_examples=150, deadline=None)
@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 500),
    st.integers(0, 20),
    st.sampled_from(["not_to_blame", "special_grounds", "no_reason"]),
)
def test_waiting_never_makes_an_appeal_better(decided: date, days: int, more: int, why: str) -> None:
    order = [Outcome.NOT_MET, Outcome.MAY, Outcome.MET]

    def sent(after: int) -> int:
        facts = {"decision_date": decided, "notice_reached_party": decided, "appeal_late_reason": why}
        found = law("appeal_in_time", decided.isoformat(), **facts, appeal_sent_on=decided + timedelta(days=after))
        return order.index(found.outcome)

    assert sent(days) >= sent(days + more)


def test_a_late_appeal_is_never_heard_after_a_year() -> None:
    facts = {"decision_date": "2026-01-31", "notice_reached_party": "2026-02-02", "appeal_late_reason": "not_to_blame"}
    for sent, heard in (("2027-01-31", True), ("2027-02-01", False)):
        assert law("appeal_in_time", sent, **facts, appeal_sent_on=sent).value["may_be_heard"] is heard
    without = {key: fact for key, fact in facts.items() if key != "decision_date"}
    assert law("appeal_in_time", "2027-01-31", **without, appeal_sent_on="2027-01-31").missing_names == (
        "decision_date",
    )


def test_the_day_of_the_decision_or_else_of_the_notice_picks_the_version() -> None:
    facts = {"notice_reached_party": "2026-11-02", "appeal_sent_on": "2026-11-03"}
    for more, day in (({}, "2026-11-02"), ({"decision_date": "2026-10-30"}, "2026-10-30")):
        version = law("appeal_in_time", **facts, **more).version
        assert version is not None
        assert version.anchor_date.isoformat() == day


def test_the_letter_has_arrived_when_it_lies_ready_and_the_alert_is_sent() -> None:
    for alert, ready, arrived in (("02", "01", "02"), ("02", "02", "02"), ("02", "03", "03")):
        found = law("notice_arrived", digital_alert_sent_on=f"2026-11-{alert}", letter_available_on=f"2026-11-{ready}")
        assert found.value["arrived_on"].isoformat() == f"2026-11-{arrived}"
    facts = {"digital_alert_sent_on": "2027-01-04"}
    assert law("notice_arrived", "2026-12-31", **facts, **SWITCH).verification is Verification.GUIDANCE
    assert law("notice_arrived", NEW_FROM, **facts, **SWITCH).verification is Verification.PRIMARY


@pytest.mark.parametrize(("on", "allowed"), [("2021-04-30", "review"), ("2021-05-01", False), ("2021-05-02", False)])
def test_the_right_to_say_no_to_research_is_from_may_2021(on: str, allowed: Any) -> None:
    assert law("research_use", on, reserved_against_research=True).value["allowed"] == allowed


def test_the_municipality_registers_from_the_day_of_settling() -> None:
    assert law("register_duty", "2026-02-28", settlement_date="2026-03-01").value["must_register"] is False
    first = law("register_duty", "2026-03-01", settlement_date="2026-03-01")
    assert first.value["must_register"] is True
    assert first.outcome is Outcome.MET
    assert law("register_duty").missing_names == ("settlement_date",)


FIRST_DAYS = {
    "automation": ["1970-01-01"],
    "interpreting": ["1970-01-01", "2022-01-01", "2027-01-01"],
    "late_appeal": ["1970-01-01"],
    "letter_contents": ["1970-01-01"],
    "minors": ["1970-01-01"],
    "notice_exceptions": ["1970-01-01"],
    "party_access": ["1970-01-01"],
    "payment_records": ["2005-01-01"],
    "public_administration_act": ["1970-01-01"],
    "reasons": ["1970-01-01"],
    "records": ["1999-01-01", "2026-01-01"],
    "register_duty": ["2021-01-01"],
    "sharing_grounds": ["1970-01-01"],
}


@pytest.mark.parametrize(("name", "days"), FIRST_DAYS.items(), ids=FIRST_DAYS)
def test_every_version_begins_on_its_day(name: str, days: list[str]) -> None:
    assert [value.valid_from.isoformat() for value in parameter(name).values] == days


@pytest.mark.parametrize("question", OURS)
def test_a_case_about_which_nothing_is_known_is_asked_about(question: str) -> None:
    found = law(question)
    assert found.missing or question == "legal_content_documented"
    assert "_" not in found.text
