"""What is said about the rows of a list, in plain words."""

import datetime as dt

import pytest

from samlop.core import identity
from tests.settlement.lists import TODAY, a_child, a_row, errors, planned, said

SYNTHETIC = identity.synthetic(born=dt.date(1995, 5, 1), serial=1)


def test_a_whole_row_has_nothing_to_mend():
    plan = planned(a_row())
    assert said(plan) == []
    assert not plan.stops


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"Fødselsdato": "31.02.1995"}, "birth_date", "ikke en dato som finnes"),
        ({"Fødselsdato": "29.02.2023"}, "birth_date", "ikke en dato som finnes"),
        ({"Fødselsdato": "01.05.95"}, "birth_date", "fire sifre"),
        ({"Fødselsdato": "34820"}, "birth_date", "Excels eget tall"),
        ({"Fødselsdato": "=TODAY()"}, "birth_date", "formel"),
        ({"Fødselsdato": "i fjor"}, "birth_date", "ikke en dato"),
        ({"Fødselsdato": "01.05.1895"}, "birth_date", "årstallet"),
        ({"Fødselsdato": ""}, "birth_date", "mangler"),
        ({"Fødselsdato": "22.11.2026", "Innvilget": "", "Tillatelse": ""}, "birth_date", "fram i tid"),
        ({"Fornavn": ""}, "given_name", "mangler"),
        ({"Etternavn": " "}, "family_name", "mangler"),
        ({"Etternavn": "x" * 81}, "family_name", "for langt"),
        ({"Etternavn": "…"}, "family_name", "ingen bokstaver"),
        ({"Etternavn": "BjÃ¸rn"}, "family_name", "ødelagt"),
        ({"Kjønn": ""}, "sex", "må fylles ut"),
        ({"Kjønn": "kvine"}, "sex", "Mente du «kvinne»?"),
        ({"Statsborgerskap": "Syrja"}, "citizenship", "Mente du «Syria»?"),
        ({"Språk": "arabiks"}, "languages", "Mente du «arabisk»?"),
        ({"Språk": "arabisk B9"}, "languages", "Nivået «B9»"),
        ({"Trenger tolk": "kanskje"}, "interpreter_needed", "ja, nei"),
        ({"Tillatelse": "kolektiv beskyttelse"}, "permit", "Mente du «kollektiv beskyttelse»?"),
        ({"Tillatelse": ""}, "permit", "ikke hvilken"),
        ({"Innvilget": ""}, "granted_on", "når den ble innvilget"),
        ({"Innvilget": "30.04.1995"}, "granted_on", "før personen ble født"),
        ({"Innvilget": "22.11.2026"}, "granted_on", "fram i tid"),
        ({"Gjelder til": "01.06.2026"}, "ended_on", "før den ble innvilget"),
        ({"Søkt": "02.06.2026"}, "applied_on", "etter at"),
        ({"Tidligere tillatelser": "asyl 01.03.2022"}, "earlier_permits", "To tillatelser gjelder samtidig"),
        ({"Tidligere tillatelser": "asyl 01.06.2026–02.06.2026"}, "earlier_permits", "samme dag"),
        ({"Tidligere tillatelser": "asyl"}, "earlier_permits", "Skriv tillatelsen, dagen"),
        ({"Tidligere tillatelser": "asyl 31.02.2022–01.01.2023"}, "earlier_permits", "ikke en dato som finnes"),
        ({"Kom til Norge": "30.04.1995"}, "arrived_on", "før personen ble født"),
        ({"Bosatt": "22.11.2026"}, "settled_on", "fram i tid"),
        ({"Anmodet": "22.11.2026"}, "requested_on", "fram i tid"),
        ({"Avtalt bosettingsdato": "11.11.2026"}, "settles_on", "før kommunen ble spurt"),
        ({"Svart ja": "11.11.2026"}, "accepted_on", "før den ble spurt"),
        ({"Adressebeskyttelse": "hemmelig"}, "protection", "Skriv ett av disse"),
        ({"Behov": "PTSD, trenger ro"}, "needs", "ikke hvorfor"),
        ({"Behov": "rullestoll: rampe"}, "needs", "Mente du «rullestol»?"),
        ({"DUF-nummer": "2,026E+11"}, "duf", "Excel har kortet ned"),
        ({"DUF-nummer": "2026000123456"}, "duf", "for langt"),
        ({"Fødselsnummer": "12345678901"}, "identity_number", "ikke et gyldig"),
        ({"Kildedato": "22.11.2026"}, "known_on", "fram i tid"),
        ({"Relasjoner": "bestevenn med 4"}, "relations", "forstår vi ikke"),
        ({"Relasjoner": "forelder til 77"}, "relations", "Ingen rad har nummer «77»"),
        ({"Relasjoner": "forelder til 2"}, "relations", "med seg selv"),
        ({"Skolenivå": "litt"}, "education", "kjenner vi ikke"),
    ],
)  # fmt: skip
def test_what_must_be_mended_is_said_by_its_row_and_column(cells, column, words):
    found = errors(a_row() | cells)
    assert [(row, key) for row, key, _ in found] == [(2, column)]
    assert words in found[0][2]


@pytest.mark.parametrize("day", ["01.05.1995", "1.5.1995", "1995-05-01", "01/05/1995", "1995-05-01 00:00:00"])
def test_dates_are_read_the_ways_people_write_them(day):
    assert planned(a_row(Fødselsdato=day)).people[0].listed.person["birth_date"] == dt.date(1995, 5, 1)


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"Fornavn": "<script>alert(1)</script>"}, "given_name", "nettsidekode"),
        ({"Fornavn": "&lt;b&gt;Ali"}, "given_name", "nettsidekode"),
        ({"Etternavn": "=HYPERLINK(\"http://x\")"}, "family_name", "formel"),
        ({"Etternavn": "@SUM(A1)"}, "family_name", "formel"),
        ({"DUF-nummer": "12345"}, "duf", "tolv sifre"),
        ({"Språk": ""}, "languages", "hvilket språk"),
        ({"Tillatelse": "", "Innvilget": ""}, "permit", "ingen oppholdstillatelse"),
        ({"Gjelder til": "20.11.2026"}, "ended_on", "gått ut"),
        ({"Avtalt bosettingsdato": "20.11.2026"}, "settles_on", "passert"),
        ({"Enslig mindreårig": "ja"}, "unaccompanied_minor", "fylt 18"),
        ({"Arbeidserfaring": "Sluttet etter tortur"}, "work", "Ta det bort"),
    ],
)  # fmt: skip
def test_what_is_odd_is_said_and_stops_nothing(cells, column, words):
    plan = planned(a_row() | cells)
    assert not plan.stops
    [(row, key, text)] = said(plan)
    assert (row, key) == (2, column)
    assert words in text


def test_html_in_a_name_is_kept_as_the_text_it_is():
    assert planned(a_row(Fornavn="<b>Ali</b>")).people[0].listed.person["given_name"] == "<b>Ali</b>"


def test_a_permit_that_runs_out_today_still_holds_and_one_that_ran_out_yesterday_does_not():
    earlier = {"Tidligere tillatelser": f"asyl 01.03.2022–{TODAY:%d.%m.%Y}"}
    assert "samtidig" in errors(a_row() | earlier)[0][2]
    assert errors(a_row(Innvilget="21.11.2026") | {"Tidligere tillatelser": "asyl 01.03.2022–20.11.2026"}) == []


def test_the_last_day_of_a_permit_is_kept_as_the_day_after():
    [permit] = planned(a_row(Gjelder_til="31.05.2029")).people[0].listed.permits
    assert permit.ended_on == dt.date(2029, 6, 1)


def test_a_synthetic_number_is_taken_and_one_that_lost_its_nought_gets_it_back():
    assert planned(a_row(Fødselsnummer=SYNTHETIC)).people[0].listed.person["identity_number"] == SYNTHETIC
    assert SYNTHETIC[0] == "0"
    assert planned(a_row(Fødselsnummer=SYNTHETIC[1:])).people[0].listed.person["identity_number"] == SYNTHETIC


def test_languages_with_levels_and_the_preferred_one():
    listed = (
        planned(a_row(Språk="ukrainsk (morsmål); russisk C1, engelsk", Foretrukket_språk="russisk")).people[0].listed
    )
    assert listed.languages == [("uk", "native"), ("ru", "C1"), ("en", "")]
    assert listed.person["language"] == "ru"


def test_the_same_number_on_two_rows_is_refused_on_the_second():
    found = errors(a_row(**{"DUF-nummer": "202600012345"}), a_row(Fornavn="Bo", **{"DUF-nummer": "2026 0001 2345"}))
    assert [(row, key) for row, key, _ in found] == [(3, "duf")]


def test_the_same_person_twice_is_refused_and_a_sound_alike_pointed_out():
    assert "rad 2" in errors(a_row(), a_row(Fornavn="sálma"))[0][2]
    plan = planned(a_row(Fornavn="Mohammed"), a_row(Fornavn="Muhamad"))
    assert not plan.stops
    assert "ligner" in said(plan)[0][2]


def test_twins_are_two_people():
    assert said(planned(a_row(Fornavn="Amina"), a_row(Fornavn="Zahra"))) == []


def test_a_child_cannot_be_older_than_the_parent():
    family = (
        a_row(Nr="1", Husstand="A", Rolle="hovedperson"),
        a_child(Nr="2", Husstand="A", Rolle="barn", Fødselsdato="30.04.1995"),
    )
    [(row, key, text)] = errors(*family)
    assert (row, key) == (3, "birth_date")
    assert "kan ikke være eldst" in text


@pytest.mark.parametrize(("born", "odd"), [("30.04.2007", True), ("01.05.2007", False)])
def test_a_parent_younger_than_twelve_is_pointed_out(born, odd):
    plan = planned(a_row(Husstand="A", Rolle="hovedperson"), a_child(Husstand="A", Rolle="barn", Fødselsdato=born))
    assert not plan.stops
    assert any("år da barnet ble født" in text for _, _, text in said(plan)) == odd


def test_relations_come_from_roles_and_from_words():
    plan = planned(
        a_row(Nr="1", Husstand="A", Rolle="hovedperson"),
        a_row(Nr="2", Husstand="A", Rolle="ektefelle", Fornavn="Karim", Relasjoner="forelder til 3"),
        a_child(Nr="3", Husstand="A", Rolle="barn"),
    )
    assert set(plan.relations) == {(2, 3, "spouse"), (2, 4, "parent"), (3, 4, "parent")}


def test_a_child_with_one_parent_on_record_is_pointed_out_when_there_are_two_adults():
    plan = planned(
        a_row(Nr="1", Husstand="A", Rolle="hovedperson"),
        a_row(Nr="2", Husstand="A", Rolle="ektefelle", Fornavn="Karim"),
        a_child(Nr="3", Husstand="A", Rolle="barn"),
    )
    assert "bare ført på hovedpersonen" in said(plan, "note")[0][2]


def test_parents_of_each_other_are_refused():
    found = errors(a_row(Nr="1", Relasjoner="forelder til 2"), a_row(Nr="2", Fornavn="Bo", Relasjoner="forelder til 1"))
    assert any("til hverandre" in text for _, _, text in found)


def test_a_household_says_one_thing_about_itself():
    [(row, key, text)] = errors(a_row(Husstand="A"), a_child(Husstand="a", Avtalt_bosettingsdato="19.01.2027"))
    assert (row, key) == (3, "settles_on")
    assert "to ulike svar" in text


def test_a_household_has_one_main_person():
    assert (
        "to hovedpersoner"
        in errors(a_row(Husstand="A", Rolle="hovedperson"), a_child(Husstand="A", Rolle="hovedperson"))[0][2]
    )
    assert "ingen hovedperson" in errors(a_row(Husstand="A", Rolle="ektefelle"), a_child(Husstand="A"))[0][2]


def test_people_without_a_household_stand_alone_each():
    assert len(planned(a_row(), a_row(Fornavn="Bo")).families) == 2


def test_one_protected_member_is_said_to_hide_the_household():
    plan = planned(a_row(Husstand="A"), a_child(Husstand="A", Adressebeskyttelse="strengt fortrolig"))
    assert any("Hele husstanden blir skjult" in text for _, _, text in said(plan, "note"))


def test_children_alone_are_pointed_out_unless_they_are_unaccompanied_minors():
    assert any("enslige mindreårige?" in text for _, _, text in said(planned(a_child())))
    assert not any(
        "enslige mindreårige?" in text for _, _, text in said(planned(a_child(Kommer_som="enslig mindreårig")))
    )
