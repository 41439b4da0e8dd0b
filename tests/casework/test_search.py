"""Search: who is found by whom, how a name may be spelt, and what it costs."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samlop.audit.models import Read
from samlop.core import identity
from samlop.pathway.models import Template, TemplateStep
from samlop.people.models import CaseAccess
from tests.casework.scene import a_step, links, text
from tests.given import AT, Cast, a_person

pytestmark = pytest.mark.django_db
URL = "/sok/"


def found(client, words: str) -> str:
    return text(client.post(URL, {"q": words}))


@pytest.mark.parametrize("role", ["translator", "administrator"])
def test_roles_without_people_cannot_search(as_, role):
    assert as_(role).post(URL, {"q": "amal"}).status_code == 403


def test_a_teacher_finds_only_her_pupils_and_no_steps(as_, cast):
    pupil, other = (
        a_person(cast, given_name="Amal", family_name="Elev"),
        a_person(cast, given_name="Amal", family_name="Annen"),
    )
    CaseAccess.objects.create(person=pupil, user=cast.teacher, reason="Elev", given_at=AT)
    page = found(as_("teacher"), "amal")
    assert "Amal Elev" in page
    assert other.family_name not in page


@pytest.mark.parametrize("role", ["coordinator", "team_leader", "auditor"])
def test_protected_people_are_never_found(as_, cast, role):
    number = identity.synthetic(born=dt.date(1990, 2, 3), serial=11)
    a_person(cast, given_name="Skjulte", protection="strict", duf="202600000077", identity_number=number)
    for words in ("skjulte", "202600000077", number):
        page = found(as_(role), words)
        assert "Ingen treff" in page
        assert "Skjulte " not in page.replace("Ingen treff", "")
    assert "Skjulte" in found(as_("counsellor"), "skjulte")


def test_other_municipalities_are_not_found(as_, cast):
    a_person(Cast(number="0301", name="En annen"), given_name="Nabo")
    assert "Ingen treff" in found(as_("coordinator"), "nabo")


@pytest.mark.parametrize("spelt", ["Mohammed", "mohamed", "Muhammad", "muhamed", "MOHAMMAD"])
def test_a_name_is_found_as_it_sounds(as_, cast, spelt):
    a_person(cast, given_name="Mohammed", family_name="Ali")
    page = found(as_("counsellor"), spelt)
    assert "Mohammed Ali" in page
    expected = "Navnet er likt" if spelt == "Mohammed" else "Ligner på: Mohammed"
    assert expected in page


def test_several_words_must_all_fit_in_any_order(as_, cast):
    a_person(cast, given_name="Mohammed", family_name="Ali")
    a_person(cast, given_name="Mohammed", family_name="Nur")
    page = found(as_("counsellor"), "ali mohamed")
    assert "Mohammed Ali" in page
    assert "Mohammed Nur" not in page


def test_the_beginning_of_a_name_is_enough(as_, cast):
    a_person(cast, given_name="Oleksandra", family_name="Kovalenko")
    assert "Navnet begynner likt" in found(as_("counsellor"), "kova")


def test_a_duf_number_and_an_identity_number_are_found_whole_only(as_, cast):
    number = identity.synthetic(born=dt.date(1990, 2, 3), serial=11)
    a_person(cast, given_name="Nummer", duf="202600000123", identity_number=number)
    client = as_("counsellor")
    assert "DUF-nummeret er likt" in found(client, "2026 0000 0123")
    assert "Nummer " in found(client, number)
    assert "Ingen treff på et nummer med 10 sifre" in found(client, number[:10])


def test_an_open_step_finds_those_who_have_it(as_, cast):
    template = Template.objects.create(municipality=cast.municipality, name="Standard")
    TemplateStep.objects.create(template=template, key="bank_account", title="Bankkonto", lane="adult", office="Banken")
    has, done = a_person(cast, given_name="Har"), a_person(cast, given_name="Ferdig")
    a_step(has, "bank_account", title="Bankkonto")
    a_step(done, "bank_account", title="Bankkonto", state="done")
    page = found(as_("counsellor"), "bankkonto")
    assert "Har Prøve" in page
    assert "Har steget «Bankkonto» åpent" in page
    assert "Ferdig" not in page


def test_no_more_than_fifty_are_shown_and_it_says_so(as_, cast):
    household = a_person(cast, family_name="Mange").household
    for _ in range(51):
        a_person(cast, household=household, family_name="Mange")
    page = found(as_("counsellor"), "mange")
    assert "De 50 første treffene" in page
    assert page.count("Navnet er likt") == 50


@pytest.mark.parametrize("words", ["amal", "202600000123", "bankkonto", "ingen heter dette"])
def test_a_search_costs_six_queries_with_sign_in_and_log(as_, cast, words):
    for _ in range(20):
        a_person(cast)
    client = as_("counsellor")
    client.post(URL, {"q": "x"})
    with CaptureQueriesContext(connection) as asked:
        client.post(URL, {"q": words})
    assert len(asked) <= 6, [q["sql"][:90] for q in asked]


def test_one_row_in_the_log_and_the_words_are_not_in_it(as_, cast):
    person = a_person(cast, given_name="Hemmelig")
    as_("counsellor").post(URL, {"q": "hemmelig"})
    row = Read.objects.get()
    assert (row.screen, row.shown, row.count) == ("Søk", [person.pk], 1)


def test_an_empty_search_asks_for_something_and_logs_nothing(as_):
    for client_answer in (as_("counsellor").get(URL), as_("counsellor").post(URL, {"q": "   "})):
        assert "Skriv et navn slik du hører det" in text(client_answer)
    assert not Read.objects.exists()


@pytest.mark.parametrize(
    "words", ["'; drop table people_person; --", "%", "_", "\x00", "ab\x00cd", "<b>", "🙂", "a" * 500, "* OR 1=1"]
)
def test_odd_signs_find_nothing_and_break_nothing(as_, cast, words):
    a_person(cast)
    page = as_("counsellor").post(URL, {"q": words})
    assert page.status_code == 200
    assert "Amal" not in text(page)


def test_a_name_never_stands_in_an_address(as_, cast):
    person = a_person(cast, given_name="Usedvanlig")
    page = as_("counsellor").post(URL, {"q": "usedvanlig"})
    assert links(page)[str(person)] == f"/person/{person.pk}/"
    assert all("sedvanlig" not in address for address in links(page).values())
