"""Holds the runner of cases to its promise: it finds a wrong answer, says why a case was not asked, and never falls over."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samlop.law import Facts, Outcome, ask
from samlop.law.basis import intl
from samlop.law.cases import Status, holds, run_case, run_cases
from samlop.law.finding import Finding, Reading, Verification
from tests.law.people import ORDINARY


def a_case(**changes: Any) -> dict[str, Any]:
    row = {
        "id": "X-1",
        "facts": dict(ORDINARY),
        "as_of": "2026-06-01",
        "question": "entitlement",
        "expected": {"outcome": "right_and_duty"},
        "legal_basis": "§ 8",
        "confidence": "high",
    }
    return {key: item for key, item in (row | changes).items() if item is not None}


def facts(**changes: Any) -> dict[str, Any]:
    return {key: item for key, item in (ORDINARY | changes).items() if item is not None}


def test_a_right_answer_passes_with_its_explanation() -> None:
    result = run_case(a_case())
    assert result.status is Status.PASSED
    assert result.answer["outcome"] == "right_and_duty"
    assert "Hjemmel: integreringsloven § 8" in result.explanation


def test_a_wrong_answer_fails_and_says_what_was_expected_and_found() -> None:
    result = run_case(a_case(expected={"outcome": "none"}))
    assert result.status is Status.FAILED
    assert result.explanation.startswith('Ventet {"outcome": "none"}, men svaret er {"outcome": "right_and_duty"')
    assert "Bygger på: Oppholdstillatelse: beskyttelse (asyl)" in result.explanation


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"facts": facts(hobby="chess")}, "Ukjent felt «hobby»"),
        ({"facts": facts(permit="P-99")}, "ikke er en kjent kode"),
        ({"facts": facts(permit_date="2026-02-30")}, "ikke er en dato"),
        ({"facts": facts(permit_date="1980-01-01")}, "før personen ble født"),
        ({"facts": facts(permits=[{"permit": "P-34", "permit_date": "2026-01-01"}])}, "ikke begge"),
        ({"facts": "Aged 22, lives with mother"}, "prosa"),
        ({"facts": ["birth_date"]}, "ingen opplysninger"),
        ({"question": "pension"}, "har ingen regel ennå"),
        ({"question": "entitlment"}, "Mente du «entitlement»?"),
        ({"question": 7}, "ikke noe spørsmål"),
        ({"question": None}, "ikke noe spørsmål"),
        ({"expected": None}, "ikke noe ventet svar"),
        ({"as_of": None}, "ingen dato"),
        ({"as_of": "2026-02-30"}, "Feltet «as_of» har verdien «2026-02-30»"),
        ({"as_of": "3026-02-01"}, "mellom 1900 og 2099"),
        ({"as_of": "1980-02-01"}, "før fødselsdatoen"),
        ({"facts": dict(ORDINARY) | {"arrival_date": "2026-12-01"}}, "før «arrival_date» 1. desember 2026"),
        ({"as_of": None, "period": "spring"}, "Feltet «period»"),
        ({"readings": {"age_70": "yes"}}, "Ukjent spørsmål"),
        ({"readings": {"age_55_boundary": "perhaps"}}, "Ukjent svar"),
    ],
)
def test_what_cannot_be_asked_is_not_covered_and_says_why(changes: dict[str, Any], words: str) -> None:
    result = run_case(a_case(**changes))
    assert result.status is Status.NOT_COVERED
    assert result.answer is None
    assert words in result.explanation


def test_a_fault_in_one_rule_fails_that_case_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Finding:
        raise ZeroDivisionError("a name that must not be shown")

    monkeypatch.setattr("samlop.law.cases.ask", broken)
    first, second = run_cases([a_case(), a_case(question="pension")])
    assert first.status is Status.FAILED
    assert "ZeroDivisionError" in first.explanation
    assert "a name" not in first.explanation
    assert second.status is Status.NOT_COVERED


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(
    ["id", "title", "facts", "as_of", "period", "question", "expected", "unit", "readings", "variants", "note"]
)


@given(row=st.dictionaries(KEYS, ANYTHING), whole=st.booleans())
def test_whatever_stands_in_a_case_it_gets_a_status_and_a_reason(row: dict[str, Any], whole: bool) -> None:
    result = run_case({**a_case(), **row} if whole else row)
    assert result.status in Status
    assert result.explanation
    assert "Traceback" not in result.explanation
    assert "feil i programmet" not in result.explanation


def test_missing_facts_are_no_right_answer() -> None:
    result = run_case(a_case(facts={"permit": "P-28"}))
    assert result.status is Status.FAILED
    assert "Vi trenger å vite" in result.explanation


@pytest.mark.parametrize(
    ("period", "first"),
    [
        ("2025-06", "2025-06-01"),
        (2026, "2026-01-01"),
        ("2026", "2026-01-01"),
        ("2026-04..2026-06", "2026-04-01"),
        ("2026-2027", "2026-01-01"),
    ],
)
def test_a_period_is_asked_about_on_its_first_day(period: Any, first: str) -> None:
    found = run_case(a_case(as_of=None, period=period, question="governing_act", expected="integreringsloven"))
    assert found.status is Status.PASSED
    seen = run_case(a_case(as_of=None, period=period, question="duration", expected="?"))
    asked = ask("duration", Facts.from_mapping(ORDINARY), date.fromisoformat(first))
    assert seen.answer["table"] == asked.value["table"]


def test_chosen_readings_are_used() -> None:
    at_55 = facts(birth_date="1970-06-01", permit_date="2026-01-15")
    open_answer = run_case(a_case(facts=at_55, expected="review"))
    assert open_answer.status is Status.PASSED
    chosen = a_case(facts=at_55, readings={"age_55_boundary": "inside"})
    assert run_case(chosen).status is Status.PASSED


def test_expected_readings_are_compared_with_those_found() -> None:
    row = a_case(facts=facts(birth_date="1970-06-01"), expected="review")
    good = [{"assume": "inside", "outcome": "right_and_duty"}, {"outcome": "may_offer"}]
    assert run_case(row | {"readings": good}).status is Status.PASSED
    for wrong in (good[:1], [{"outcome": "right_and_duty"}, {"outcome": "none"}]):
        result = run_case(row | {"readings": wrong})
        assert result.status is Status.FAILED
        assert "måte" in result.explanation


def test_every_variant_is_run_with_its_own_facts_over_the_first() -> None:
    row = a_case(
        variants=[
            {"facts": {"settled_by_agreement": False}, "expected": {"outcome": "may_offer"}},
            {"as_of": "2029-01-01", "expected": {"outcome": "none"}},
        ]
    )
    assert run_case(row).status is Status.PASSED
    row["variants"][1]["expected"] = {"outcome": "right_and_duty"}
    result = run_case(row)
    assert result.status is Status.FAILED
    assert result.explanation.startswith("Variant 2 (as_of: 2029-01-01):")
    row["variants"] = [{"facts": {"hobby": "chess"}, "expected": True}]
    assert run_case(row).status is Status.NOT_COVERED
    row["variants"] = ["other"]
    assert run_case(row).status is Status.NOT_COVERED


def a_finding(value: Any, outcome: Outcome = Outcome.CALCULATED, readings: tuple[Reading, ...] = ()) -> Finding:
    """A finding on a question whose headline is `share`."""
    return Finding(
        "introduction_benefit",
        "",
        ("B-02",),
        outcome,
        value,
        "",
        (intl("20"),),
        Verification.PRIMARY,
        readings=readings,
    )


@pytest.mark.parametrize(
    ("expected", "value", "unit", "same"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, None, True),
        ({"a": 1, "note": "why"}, {"a": 1}, None, True),
        ({"a": 1, "c": 2}, {"a": 1, "b": 2}, None, False),
        ({"a": {"b": 1}}, {"a": {"b": 1, "c": 2}}, None, True),
        ({"a": [1, 2]}, {"a": [2, 1]}, None, False),
        ({"a": [1, 2]}, {"a": [1]}, None, False),
        ({"added": 0}, {}, None, False),
        ({"hours": 0}, {"hours": False}, None, False),
        ({"hours": 1}, {"hours": True}, None, False),
        (True, 1, None, False),
        ("yes", True, None, True),
        ("no", True, None, False),
        ("yes", "yes", None, True),
        ("full", {"share": "full"}, None, True),
        ("full", {"rate": "full"}, None, False),
        (21693.33, {"share": 2169333}, "NOK", False),
        (21693.33, {"share_ore": 2169333}, "NOK", True),
        (21693.34, {"share_ore": 2169333}, "NOK", False),
        (21693.33, 2169333, "NOK", True),
        ({"share": 21693.33}, {"share_ore": 2169333}, "NOK", True),
        ({"share_ore": 2169333}, {"share_ore": 2169333}, "NOK", True),
        ({"share_ore": 21693.33}, {"share_ore": 2169333}, "NOK", False),
        ({"months": 12, "share": 1}, {"months": 12, "share_ore": 100}, "NOK", True),
        (12, {"share": 12}, "days", True),
        ("2026-09-01", {"share": "2026-09-01"}, "date", True),
        ({"outcome": "calculated"}, {"share": 1}, None, True),
        ({"outcome": "met"}, {"outcome": "not_met"}, None, False),
    ],
)
def test_answers_are_compared_exactly_and_may_hold_more_than_is_asked_for(
    expected: Any, value: Any, unit: str | None, same: bool
) -> None:
    assert holds(expected, a_finding(value), unit) is same


def test_review_is_an_answer_of_its_own() -> None:
    assert holds("review", a_finding({"share": "review"}, Outcome.REVIEW))
    assert not holds("review", a_finding({"share": "full"}))
    assert holds({"outcome": "review"}, a_finding(None, Outcome.REVIEW))
