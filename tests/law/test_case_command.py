"""Holds `samlop law cases` and `samlop law draft`: what they print, their exit codes, and how they say no."""

from __future__ import annotations

import argparse
import json
import textwrap
from pathlib import Path
from typing import Any

import pytest

from samlop.config.cli import law


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
        ("just words\n", "ingen liste med saker"),
        ("id: A-1\nfacts: {permit: P-28}\n", "ingen liste med saker"),
        (GOOD[: GOOD.index("{permit")] + "{permit: P-28,", "linje 5"),
        (GOOD + "  expected: 2\n", "«expected» står to ganger (linje 10)"),
        ("cases: {a: 1}\n", "minst én"),
        ("a: &x [*x]\n", "linje 1, er en del av seg selv"),
        ("".join(f"{n}: &x{n} [{', '.join([f'*x{n - 1}' if n else '1'] * 10)}]\n" for n in range(7)), "linje 6"),
        ("".join(f"- &x{n} [{f'*x{n - 1}' if n else '1'}]\n" for n in range(60)), "dypt"),
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


@pytest.mark.parametrize(
    ("broken", "name", "words"),
    [
        (GOOD.rpartition("  expected")[0].partition("cases:")[2], "A-1", "linje 10, mangler «expected»"),
        ("- 7\n", "sak 2", "Sak 2 i listen (linje 10)"),
        ("-\n", "sak 2", "Sak 2 i listen (linje 10)"),
        ("- id: [1]\n  facts: {}\n  question: x\n  expected: 1\n", "[1]", "ikke er et navn"),
    ],
)
def test_a_broken_case_is_told_of_and_does_not_hide_the_others(run: Any, broken: str, name: str, words: str) -> None:
    code, out, err = run(GOOD + broken.lstrip("\n"), json=True)
    found = json.loads(out)
    assert code == 2
    assert [(row["id"], row["status"]) for row in found] == [("A-1", "passed"), (name, "not_covered")]
    assert words in err
    assert err.count("\n") == 1
    assert words in found[1]["explanation"]


def test_two_cases_of_one_name_are_both_run_and_told_of(run: Any) -> None:
    again = GOOD.partition("cases:\n")[2].replace("integreringsloven", "introduksjonsloven")
    code, out, err = run(GOOD + again, json=True)
    assert code == 2
    assert [(row["id"], row["status"]) for row in json.loads(out)] == [("A-1", "passed"), ("A-1", "failed")]
    assert err.endswith("2 saker heter «A-1». Gi hver sak sitt eget navn.\n")


def test_a_case_may_use_again_what_another_says(run: Any) -> None:
    case = "{id: 1, facts: {permit: P-28, permit_date: 2026-01-15}, as_of: 2026-06-01, question: governing_act, expected: integreringsloven}"
    code, out, err = run(f"- &a {case}\n- <<: *a\n  id: 2\n")
    assert (code, err) == (0, "")
    assert out == "2 passed, 0 failed, 0 not covered\n"


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
