"""Holds the runner of cases to its promise: it finds a wrong answer, says why a case was not asked, and never falls over."""

from __future__ import annotations

import argparse
import json
import textwrap
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samlop.config.cli import law
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


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def command(*contents: str | bytes, json: bool = False) -> tuple[int, str, str]:
        paths = []
        for number, content in enumerate(contents, start=1):
            path = tmp_path / f"cases-{number}.yaml"
            path.write_bytes(content if isinstance(content, bytes) else textwrap.dedent(content).encode())
            paths.append(str(path))
        return _command(capsys, *paths, *(["--json"] if json else []))

    return command


def _command(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    parser = argparse.ArgumentParser()
    law.add_parser(parser.add_subparsers())
    args = parser.parse_args(["law", "cases", *words])
    code = args.run(args)
    shown = capsys.readouterr()
    return code, shown.out, shown.err


GOOD = """
meta: {version: 1}
cases:
- id: A-1
  facts: {permit: P-28, permit_date: 2026-01-15}
  as_of: 2026-06-01
  question: governing_act
  expected: integreringsloven
  legal_basis: § 51
"""
OTHER = """
- id: B-1
  title: Den andre
  facts: {permit: P-28, permit_date: 2026-01-15}
  as_of: 2026-06-01
  question: governing_act
  expected: introduksjonsloven
- id: B-2
  facts: Aged 22
  period: 2025-06
  question: Gross monthly benefit
  expected: 7586.06
  unit: NOK
"""


def test_the_last_line_counts_over_all_files(run: Any) -> None:
    code, out, err = run(GOOD, OTHER)
    assert (code, err) == (1, "")
    assert out.splitlines()[-1] == "1 passed, 1 failed, 1 not covered"
    assert "B-1 · Den andre: feil svar" in out
    assert 'Ventet "introduksjonsloven"' in out
    assert "Hjemmel: integreringsloven § 51" in out
    assert "B-2: ikke dekket. Opplysningene er skrevet som prosa" in out
    assert "A-1" not in out


def test_cases_that_are_not_covered_are_no_failure(run: Any) -> None:
    assert run(GOOD)[0] == 0
    assert run(GOOD, OTHER.replace("introduksjonsloven", "integreringsloven"))[0] == 0


def test_a_machine_gets_one_object_for_each_case(run: Any) -> None:
    code, out, _ = run(GOOD, OTHER, json=True)
    found = json.loads(out)
    assert code == 1
    assert [(row["id"], row["status"]) for row in found] == [
        ("A-1", "passed"),
        ("B-1", "failed"),
        ("B-2", "not_covered"),
    ]
    assert found[0]["answer"] == "integreringsloven"
    assert all(row["explanation"] for row in found)
    assert [Path(row["file"]).name for row in found] == ["cases-1.yaml", "cases-2.yaml", "cases-2.yaml"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "tom"),
        ("cases: []\n", "minst én"),
        ("just words\n", "felt og verdi"),
        ("id: A-1\nfacts: {permit: P-28}\n", "ingen liste med saker"),
        (GOOD + "- id: A-1\n  facts: {}\n  question: x\n  expected: 1\n", "To saker heter «A-1»: linje 4 og linje 10"),
        (GOOD.rpartition("  expected")[0], "Saken som begynner i linje 4, mangler «expected»"),
        (GOOD[: GOOD.index("{permit")] + "{permit: P-28,", "linje 5"),
        (GOOD + "- 7\n", "Sak 2 i listen (linje 10)"),
        (GOOD + "- id: [1]\n  facts: {}\n  question: x\n  expected: 1\n", "ikke er et navn"),
        (GOOD + "  expected: 2\n", "«expected» står to ganger (linje 10)"),
        ("cases: {a: 1}\n", "minst én"),
        ("- &a {id: 1}\n- *a\n", "linje 1"),
        ("a: &x [*x]\n", "linje 1"),
        ("- " + "[" * 60 + "]" * 60 + "\n", "dypt"),
        ("[" * 5000, "dypt"),
        ("- " * 5000 + "a\n", "dypt"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"%PDF-1.7\n\x00", "YAML"),
        ("!!python/object/apply:os.system ['true']\n", "YAML"),
        ("- !!timestamp 2026-99-99\n", "kan ikke leses"),
        (b"#" * 2_000_001, "for stor"),
        ("a: " + "9" * 10_000 + "\n", "kan ikke leses"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_name_and_line(run: Any, content: Any, words: str) -> None:
    code, out, err = run(content)
    assert code == 2
    assert out == "0 passed, 0 failed, 0 not covered\n"
    assert words in err
    assert "cases-1.yaml" in err
    assert err.count("\n") == 1


def test_the_explanation_may_be_in_english(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text(OTHER, encoding="utf-8")
    code, out, _ = _command(capsys, str(path), "--language", "en")
    assert code == 1
    assert "Provision: Integration Act § 51" in out


def test_one_bad_file_does_not_hide_the_others(run: Any) -> None:
    code, out, err = run("", GOOD)
    assert code == 2
    assert "1 passed, 0 failed" in out
    assert "tom" in err


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.yaml", tmp_path, tmp_path / ("x" * 300), "a\0b"):
        code, _, err = _command(capsys, str(path))
        assert code == 2
        assert err.count("\n") == 1


LENGTH = """
- id: L-1
  facts: {permit: P-28, permit_date: 2027-01-15, education: upper_secondary_or_higher, goal: work, offer_date: 2027-02-01}
  as_of: 2027-03-01
  question: duration
  expected: {max_months: 24}
"""


def test_cases_may_be_run_under_a_draft(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path, draft = tmp_path / "cases.yaml", tmp_path / "mine.toml"
    path.write_text(LENGTH, encoding="utf-8")
    draft.write_text('title = "x"\n[[in_force]]\nparameter = "full_time"\non = 2027-01-01\n', encoding="utf-8")
    assert _command(capsys, str(path))[0] == 1
    assert _command(capsys, str(path), "--draft", "programme-length-as-in-2018")[0] == 0
    code, _, err = _command(capsys, str(path), "--draft", str(draft))
    assert code == 2
    assert "mine.toml" in err
    assert "target_group_age" in err
    assert _command(capsys, str(path), "--draft", str(tmp_path / "none.toml"))[0] == 2
    assert _command(capsys, str(path))[0] == 1


def test_a_draft_says_what_it_changes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    def run(*words: str) -> tuple[int, str, str]:
        parser = argparse.ArgumentParser()
        law.add_parser(parser.add_subparsers())
        args = parser.parse_args(["law", "draft", *words])
        code = args.run(args)
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    code, out, _ = run()
    assert code == 0
    assert "age-60-from-2027: 60 år fra 1. januar 2027" in out
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("titel = 1\n", encoding="utf-8")
    code, out, err = run(str(wrong), "fifteen-hours-for-everyone")
    assert code == 2
    assert "15 timer i uka gjelder alle programmer" in out
    assert "Mente du «title»?" in err
