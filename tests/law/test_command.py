"""Holds `samlop law assess`: what it prints, what it gives a machine, and how it says no."""

from __future__ import annotations

import argparse
import json
import textwrap
from pathlib import Path
from typing import Any

import pytest

from samlop.config.cli import law

FACTS = """
birth_date: 2003-05-01
permit: P-28
permit_date: 2026-01-15
settlement_date: 2026-09-01
settled_by_agreement: true
education: below_upper_secondary
compulsory_school_completed: true
goal: complete_upper_secondary
children: []
lives_with_parents: false
"""


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def command(content: str | bytes | None, *options: str, name: str = "facts.yaml") -> tuple[int, str, str]:
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif content is not None:
            path.write_text(textwrap.dedent(content), encoding="utf-8")
        parser = argparse.ArgumentParser()
        law.add_parser(parser.add_subparsers())
        args = parser.parse_args(["law", "assess", str(path), *options])
        code = args.run(args)
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return command


def test_the_answer_is_plain_norwegian_with_its_paragraph(run: Any) -> None:
    code, out, err = run(FACTS, "--on", "2026-11-21")
    assert (code, err) == (0, "")
    assert "Vurdert per 21. november 2026" in out
    assert "Personen har rett og plikt til å delta i introduksjonsprogram." in out
    assert "Hjemmel: integreringsloven § 12 andre ledd" in out
    assert "Versjon: gjelder fra 20. juni 2025" in out
    assert "Fødselsdato: 1. mai 2003" in out
    assert "Kilde: lest i lov eller forskrift" in out
    for code_word in ("right_and_duty", "complete_upper_secondary", "P-28", "None", "True"):
        assert code_word not in out


def test_a_machine_gets_short_keys_and_every_finding(run: Any) -> None:
    code, out, _ = run(FACTS, "--on", "2026-11-21", "--json")
    found = json.loads(out)
    assert code == 0
    assert found["on"] == "2026-11-21"
    assert found["entitlement"] == "right_and_duty"
    assert found["decision_by"] == found["start_by"] == "2026-12-01"
    assert found["duration"]["table"] == "B3"
    assert found["duration"]["max_months"] == 48
    assert found["duration"]["extension_months"] == 12
    assert "min_months" not in found["duration"]
    assert found["allowed_end_goals"][0] == "complete_upper_secondary"
    assert found["mandatory_elements"]["social_studies"] is True
    assert found["norwegian_goal"]["oral"] == "B1"
    assert found["benefit"]["monthly_amount"] == 15172.11
    assert found["min_work_oriented_hours_per_week"] == {"hours": 0}
    assert found["livsmestring_min_hours"]["total"] == 25
    assert found["parental_guidance_required"] is False
    assert {finding["question"] for finding in found["findings"]} >= {"entitlement", "duration"}


def test_the_whole_explanation_is_given_when_asked_for(run: Any) -> None:
    code, out, _ = run(FACTS, "--on", "2026-11-21", "--explain")
    assert code == 0
    assert "  Svar: Personen har rett og plikt til å delta i introduksjonsprogram." in out
    assert "Hjemmel: integreringsloven § 8 første ledd. Den som var mellom 18 og 55 år" in out


def test_the_explanation_is_given_in_english(run: Any) -> None:
    code, out, _ = run(FACTS, "--on", "2026-11-21", "--language", "en")
    assert code == 0
    assert "Assessed on 21 November 2026" in out
    assert "Answer: Right and duty to the introduction programme. Position: right and duty" in out
    for word in ("Personen", "Hjemmel", "Bygger på", "Vurdert"):
        assert word not in out


def test_a_shared_case_may_be_assessed_as_it_stands(run: Any) -> None:
    case = """
    - id: X
      kind: legal
      facts: {permit: P-28}
      as_of: 2026-06-01
      question: governing_act
      expected: review
      readings: [{assume: one}]
      unit: NOK
      rounding: R2
      variants: []
      basis: S
    """
    assert run(case)[0] == 0


def test_a_question_and_a_date_may_stand_in_the_file(run: Any) -> None:
    case = f"as_of: 2026-10-01\nquestion: duration\nfacts:\n{textwrap.indent(FACTS.strip(), '  ')}\n"
    found = json.loads(run(case, "--json")[1])
    assert found["on"] == "2026-10-01"
    assert found["answer"]["table"] == "B3"
    assert json.loads(run(case, "--json", "--on", "2026-12-24")[1])["on"] == "2026-12-24"
    code, out, _ = run(case)
    assert code == 0
    assert "inntil fire år" in out


def test_the_date_key_on_is_not_mistaken_for_a_truth_value(run: Any) -> None:
    assert json.loads(run(f"on: 2026-10-02\n{FACTS}", "--json")[1])["on"] == "2026-10-02"


def test_without_a_date_the_clock_of_the_core_is_asked(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import datetime as dt

    from samlop.core import clock

    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 11, 20))
    assert json.loads(run(FACTS, "--json")[1])["on"] == "2026-11-20"


def test_a_list_of_cases_gives_a_list_and_one_bad_case_does_not_stop_the_others(run: Any) -> None:
    cases = """
    cases:
    - id: first
      as_of: 2026-06-01
      question: entitlement
      facts: {birth_date: 1990-01-01, permit: P-28, permit_date: 2026-01-15, settlement_date: 2026-02-01, settled_by_agreement: true}
      expected: {outcome: right_and_duty}
    - id: second
      as_of: 2026-06-01
      facts: {permit: P-99}
    """
    code, out, err = run(cases, "--json")
    found = json.loads(out)["cases"]
    assert code == 2
    assert found[0]["answer"]["outcome"] == "right_and_duty"
    assert "P-99" in found[1]["error"]
    assert "second" in err


def test_a_bare_list_gives_a_bare_list(run: Any) -> None:
    code, out, _ = run("- as_of: 2026-06-01\n  facts: {permit: P-28}\n", "--json")
    assert code == 0
    assert isinstance(json.loads(out), list)


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        (None, (), "finnes ikke"),
        ("", (), "tom"),
        ("- \n", (), "felt og verdi"),
        ("cases: []\n", (), "minst én"),
        ("just words\n", (), "felt og verdi"),
        ("a: [1\nb: 2\n", (), "linje 2"),
        ("a: \x00\n", (), "YAML"),
        ("birth_date: 1990-01-01\nbirth_date: 1991-01-01\n", (), "to ganger"),
        (b"permit: \xe6\xf8\xe5\n", (), "UTF-8"),
        ("permit: P28\n", ("--on", "2026-01-01"), "Mente du «P-28»"),
        ("start_date: 2026-02-30\n", ("--on", "2026-01-01"), "«start_date» har verdien «2026-02-30»"),
        ("birth_date: 1990-01-01\n", ("--on", "2026-13-01"), "«--on» har verdien «2026-13-01», som ikke er en dato"),
        ("birth_date: 1990-01-01\n", ("--on", "9999-12-31"), "«--on» har året 9999"),
        ("as_of: 0001-01-01\nfacts: {permit: P-28}\n", (), "«as_of» har året 1."),
        ("birth_date: 1990-01-01\n", ("--on", "1980-01-01"), "før fødselsdatoen"),
        ("arrival_date: 2026-02-01\nsettlement_date: 2026-01-31\n", ("--on", "2026-03-01"), "før «arrival_date»"),
        ("as_of: 2026-02-30\nfacts: {permit: P-28}\n", (), "as_of"),
        ("as_of: 2026-02-01\nfacts: [1]\n", (), "«facts» skal ha felt og verdi"),
        ("as_of: 2026-02-01\nfact: 1\nfacts: {permit: P-28}\n", (), "Ukjent felt «fact»"),
        ("as_of: 2026-02-01\nquestion: pension\nfacts: {permit: P-28}\n", (), "har ingen regel ennå"),
        ("as_of: 2026-02-01\nreadings: {age_70: yes}\nfacts: {permit: P-28}\n", (), "Ukjent spørsmål"),
        ("? {a: 1}\n: 2\n", (), "YAML"),
        ("a: &x [*x]\n", ("--on", "2026-01-01"), ""),
        ("!!python/object/apply:os.system ['true']\n", (), "YAML"),
    ],
)
def test_what_cannot_be_used_is_refused_with_one_clear_sentence(
    run: Any, content: Any, options: Any, words: str
) -> None:
    code, out, err = run(content, *options)
    assert code == 2
    assert out == ""
    assert words in err
    assert "facts.yaml" in err
    assert "Traceback" not in err


def test_a_folder_is_no_file(run: Any, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    code, _, err = run(None, name="folder")
    assert code == 2
    assert "mappe" in err


def test_a_file_saved_with_a_byte_order_mark_is_read(run: Any) -> None:
    assert run(b"\xef\xbb\xbf" + FACTS.encode(), "--on", "2026-11-21")[0] == 0
