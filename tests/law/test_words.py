"""Holds the law to its two languages: every question, fact, open question and cited section can be read in both."""

from __future__ import annotations

import re

import pytest

from samlop.law import Facts, ask
from samlop.law.basis import Act
from samlop.law.cases import day_of
from samlop.law.english import TABLES, table, word_files
from samlop.law.english.answers import answer_en
from samlop.law.explain import explain
from samlop.law.facts import fact_labels
from samlop.law.finding import Anchor, Finding, Outcome, Verification
from samlop.law.paragraphs import section_key, section_rows, sections
from samlop.law.readings import OPEN_QUESTIONS
from samlop.law.rule import RULES
from tests.law.test_cases import ROWS

# «øre» is what a hundredth of a krone is called in English too.
NORWEGIAN = re.compile(r"(?!øre\b)[æøåÆØÅ]|\b(og|ikke|personen|vedtak|fordi|skal|etter|gjelder)\b")
FINDINGS: list[Finding] = [ask(row["question"], Facts.from_mapping(row["facts"]), day_of(row)) for _, row in ROWS]


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("title", set(RULES)),
        ("fact", set(fact_labels())),
        ("open", set(OPEN_QUESTIONS)),
        ("act", {act.name for act in Act}),
        ("anchor", {anchor.value for anchor in Anchor}),
        ("outcome", {outcome.value for outcome in Outcome}),
        ("verification", {verification.value for verification in Verification}),
    ],
)
def test_everything_has_its_english_and_nothing_is_left_over(name: str, known: set[str]) -> None:
    assert set(table(name)) == known
    for key, words in table(name).items():
        if isinstance(words, str):
            assert words.strip(), key
            assert not NORWEGIAN.search(words), f"{key}: {words}"


@pytest.mark.parametrize("id", OPEN_QUESTIONS)
def test_every_open_question_and_each_way_to_read_it_has_its_english(id: str) -> None:
    english, known = table("open")[id], OPEN_QUESTIONS[id]
    assert set(english) == {"text", "why", "options"}
    assert set(english["options"]) == set(known.options)
    for words in (english["text"], english["why"], *english["options"].values()):
        assert words.strip().endswith(".")
        assert not NORWEGIAN.search(words), words


def test_every_section_that_is_cited_is_described_in_both_languages() -> None:
    cited = {section_key(p) for rule in RULES.values() for p in rule.basis}
    cited |= {section_key(p) for finding in FINDINGS for p in finding.basis}
    assert not sorted(cited - set(sections()))


def test_every_description_is_whole_and_in_its_own_language() -> None:
    for file, key, row in section_rows():
        assert set(row) == {"nb", "en"}, f"{file}: {key}"
        for language, words in row.items():
            assert len(words.split()) >= len(("a", "section", "says")), f"{file}: {key} {language}"
            assert words.strip().endswith("."), f"{file}: {key} {language}"
        assert row["nb"] != row["en"], key


def test_no_section_is_described_twice() -> None:
    seen: dict[str, str] = {}
    for file, key, _ in section_rows():
        assert key not in seen, f"{key} stands in {file} and in {seen[key]}"
        seen[key] = file


def test_no_word_is_said_in_two_ways() -> None:
    seen: dict[tuple[str, str], tuple[str, object]] = {}
    for file, raw in word_files():
        assert set(raw) <= set(TABLES), file
        for name, words in raw.items():
            for key, said in words.items():
                other = seen.setdefault((name, key), (file, said))
                assert other[1] == said, f"[{name}] {key} in {file} and {other[0]}"


def test_every_answer_of_every_case_can_be_read_in_english() -> None:
    for (file, row), finding in zip(ROWS, FINDINGS, strict=True):
        said = answer_en(finding)
        where = f"{file}: {row['id']}: {said}"
        assert said.endswith("."), where
        assert not re.search(r"_|\bNone\b|\bTrue\b|\bFalse\b|\{|\d{4}-\d\d-\d\d", said), where
        assert not NORWEGIAN.search(said), where


def test_every_answer_of_every_case_can_be_explained_in_both_languages() -> None:
    for finding in FINDINGS:
        for language in ("nb", "en"):
            found = explain(finding, language=language)  # type: ignore[arg-type]
            assert found.asked
            assert found.answer
            assert found.would_change or finding.missing
            assert found.verification
            assert any(paragraph.text for paragraph in found.paragraphs)
