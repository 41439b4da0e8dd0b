"""Occupations are found from the words people use."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samlop.competence.occupations import _DATA, all_occupations, name_of, search


def test_the_whole_standard_is_there_with_source_and_licence():
    data = tomllib.loads((_DATA / "styrk08.toml").read_text())
    assert data["licence"] == "CC BY 4.0"
    assert "Statistisk sentralbyrå" in data["source"]
    assert len(data["occupations"]) + len(data["groups"]) == 582
    assert len(all_occupations()) == 407


def test_every_everyday_word_points_to_an_occupation_that_exists():
    words = tomllib.loads((_DATA / "occupation_words.toml").read_text())["words"]
    unknown = {word: code for word, codes in words.items() for code in codes if code not in all_occupations()}
    assert unknown == {}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Bakere, konditorer mv.", "7512"),
        ("snekker", "7115"),
        ("snekkr", "7115"),  # a letter lost
        ("elektrikker", "7411"),  # a letter too many
        ("sjafør", "8322"),
        ("frisor", "5141"),  # no ø on the keyboard
        ("FRISØR", "5141"),
        ("sykehuskokk", "5120"),  # a compound: the trade is the last part
        ("kokk på hotell", "5120"),  # more words than the name has
        ("butikk medarbeider", "5223"),  # a compound written apart
        ("grunnskolelærer", "2341"),  # singular
        ("lastebil", "8332"),  # the first part of a name
        ("welder", "7212"),  # the interpreter's English
        ("vaskehjelp", "9112"),  # an everyday word that no name has
        ("jobbet i butikk", "5223"),
    ],
)
def test_the_occupation_meant_comes_first(typed, first):
    assert search(typed)[0].code == first


@pytest.mark.parametrize("typed", ["", "   ", "xyzzy", "mv.", "0000", "<script>", "🙂", "uoppgitt"])
def test_words_that_name_no_occupation_find_none(typed):
    assert search(typed) == []


def test_the_list_is_short_and_holds_nothing_twice():
    found = search("lærer")
    assert 0 < len(found) <= 8
    assert len({o.code for o in found}) == len(found)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_nothing_typed_breaks_the_search(typed):
    assert len(search(typed)) <= 8


@pytest.mark.parametrize("code", [c for i, c in enumerate(all_occupations()) if i % 9 == 0 and c != "0000"])
def test_an_occupation_is_found_by_its_own_name(code):
    assert code in [o.code for o in search(name_of(code))]


def test_an_unknown_code_has_no_name():
    assert name_of("9999") == ""
    assert name_of("") == ""
