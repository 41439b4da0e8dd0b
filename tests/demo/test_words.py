"""The word lists: enough names, our own, in the letters registers use, and no place that exists."""

import random
import re

import pytest

from samlop.demo import shape, words
from samlop.people.names import parts, sound

BIG = ("UA", "RU", "SY", "CD", "ER", "AF")


@pytest.mark.parametrize("origin", [*shape.OTHERS, "UA", "NO"])
def test_every_origin_has_names_for_women_men_and_families(origin):
    names = words.names_of(origin)
    assert min(len(names.women), len(names.men), len(names.families)) >= 30
    if origin in BIG:
        assert len(names.women) + len(names.men) >= 60
        assert len(names.families) >= 60


@pytest.mark.parametrize("origin", [*shape.OTHERS, "UA", "NO"])
def test_names_are_written_in_latin_letters_and_stand_once(origin):
    names = words.names_of(origin)
    for group in (names.women, names.men, [f.man for f in names.families]):
        firsts = [spellings[0] for spellings in group]
        assert len(firsts) == len(set(firsts))
        assert all(re.fullmatch(r"[A-Za-zÀ-ɏ' -]+", name) for spellings in group for name in spellings)


def test_most_spellings_of_one_name_sound_alike():
    pairs = [
        (spellings[0], other)
        for origin in ("UA", "SY", "AF", "ER")
        for spellings in (*words.names_of(origin).women, *words.names_of(origin).men)
        for other in spellings[1:]
    ]
    alike = sum([sound(p) for p in parts(a)] == [sound(p) for p in parts(b)] for a, b in pairs)
    assert alike / len(pairs) > 0.7


def test_a_womans_family_name_has_its_own_form_where_the_language_has_one():
    ivanov = next(f for f in words.names_of("RU").families if f.man[0] == "Belov")
    assert (ivanov.spelt("man", 0), ivanov.spelt("woman", 0)) == ("Belov", "Belova")


def test_there_are_names_for_a_whole_country_of_municipalities():
    names = words.municipality_names(random.Random(1))
    assert len(set(names)) >= shape.NATION_MUNICIPALITIES


def test_every_occupation_that_people_get_has_words():
    codes = {code for group in shape.OCCUPATIONS.values() for code in group}
    assert all(words.job(code).keys() >= {"title", "skill", "wish", "place"} for code in codes)
