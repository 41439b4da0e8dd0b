"""The format that is written down is the format that is read."""

import re
from pathlib import Path

import pytest

from samlop.settlement.intake.codes import CODES, countries, language_words
from samlop.settlement.intake.columns import COLUMNS
from tests.settlement.lists import planned, read, said

DOCS = Path(__file__).resolve().parents[2] / "docs" / "use"
PAGE = (DOCS / "settlement-list.md").read_text()
TABLE = {
    cells[0]: cells
    for line in PAGE.splitlines()
    if line.startswith("| ") and len(cells := [cell.strip() for cell in line.strip("|").split("|")]) == 4
}


def test_every_column_is_told_of_with_its_other_names_and_no_other():
    told = {name: row for name, row in TABLE.items() if name != "Column"}
    assert list(told) == [column.heading for column in COLUMNS]
    for column in COLUMNS:
        assert told[column.heading][3] == ", ".join(column.also)
        assert (told[column.heading][1] == "yes") == column.required


@pytest.mark.parametrize(
    ("column", "code"),
    [
        ("Rolle", "role"),
        ("Kjønn", "sex"),
        ("Trenger tolk", "yes_no"),
        ("Kommer som", "route"),
        ("Adressebeskyttelse", "protection"),
        ("Kilde", "source"),
    ],
)
def test_every_word_the_page_offers_is_understood(column, code):
    for word in re.findall(r"`([^`]+)`", TABLE[column][2]):
        assert CODES[code].code(word) is not None, word


def test_every_need_and_permit_the_page_offers_is_understood():
    needs = TABLE["Behov"][2].split("Words:")[1]
    assert all(CODES["need"].code(word) for word in re.findall(r"`([^`]+)`", needs))
    permits = re.findall(r"`([^`]+)`", TABLE["Tillatelse"][2])
    assert len(permits) > 5
    assert all(CODES["permit"].code(word) for word in permits)
    assert all(CODES["education"].code(word) for word in re.findall(r"`([^`]+)`", TABLE["Skolenivå"][2]))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Syria", "SY"),
        ("SYR", "SY"),
        ("sy", "SY"),
        ("DR Kongo", "CD"),
        ("Ukraine", "UA"),
        ("Palestina", "PS"),
        ("statsløs", "XX"),
    ],
)
def test_countries_are_known_by_several_names(words, code):
    assert countries().code(words) == code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Arabisk", "ar"),
        ("tigrinya", "ti"),
        ("dari", "fa-AF"),
        ("farsi", "fa"),
        ("kurmanji", "kmr"),
        ("norsk", "nb"),
        ("fa-AF", "fa-AF"),
    ],
)
def test_languages_are_known_by_several_names(words, code):
    assert language_words().code(words) == code


def test_both_examples_say_the_same_and_have_nothing_to_mend():
    sheets = [read((DOCS / "examples" / f"bosettingsliste.{kind}").read_bytes()) for kind in ("csv", "xlsx")]
    plans = [planned(*rows) for rows in map(_by_heading, sheets)]
    first, second = ([p.listed.person for p in plan.people] for plan in plans)
    assert first == second
    for plan in plans:
        assert said(plan, "error") == said(plan, "warning") == []
        assert len(plan.people) == 8


def _by_heading(sheet):
    by_key = {column.key: column.heading for column in COLUMNS}
    return [{by_key[key]: text for key, text in row.cells.items()} for row in sheet.rows]
