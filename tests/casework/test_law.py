"""The law page: what it says about one person, on which day, and where each answer comes from."""

import datetime as dt

import pytest

from tests.casework.scene import text
from tests.given import a_family, a_person

pytestmark = pytest.mark.django_db


def url(person) -> str:
    return f"/person/{person.pk}/loven/"


@pytest.mark.parametrize("role", ["translator", "administrator", "teacher"])
def test_roles_that_do_not_follow_cases_are_refused(as_, cast, role):
    assert as_(role).get(url(a_person(cast))).status_code == 403


def test_every_answer_opens_to_paragraph_version_inputs_and_how_sure(as_, cast):
    _, mother, *_ = a_family(cast, settles_on=dt.date(2026, 10, 1))
    response = as_("counsellor").get(url(mother))
    page = text(response)
    for wanted in (
        "Ja Personen har rett og plikt til å delta i introduksjonsprogram",
        "integreringsloven § 8 første ledd",
        "Vedtak og oppstart må skje senest 1. januar 2027",
        "Regelen gjelder fra 20. juni 2025, ingen slutt kjent",
        "Valgt ut fra dagen det vurderes, 21. november 2026.",
        "Lest i lov eller forskrift",
        "Fødselsdato 1. mai 1995 kilde ikke oppgitt",
        "Oppholdstillatelse beskyttelse (asyl)",
        "bosettingslista, 01.09.2026",
        "kroner i måneden før skatt",
    ):
        assert wanted.lower() in page.lower(), wanted
    assert "lovdata.no" in response.content.decode()


def test_what_is_missing_is_named_first(as_, cast):
    page = text(as_("counsellor").get(url(a_person(cast, education=""))))
    assert "Dette mangler" in page
    assert "Mangler opplysninger" in page


def test_a_person_without_a_permit_gets_a_question_and_no_guess(as_, cast):
    page = text(as_("counsellor").get(url(a_person(cast, permit=None))))
    assert "Oppholdstillatelse" in page
    assert "rett og plikt til å delta" not in page


def test_another_day_gives_the_law_of_that_day(as_, cast):
    person = a_person(cast, settled_on=dt.date(2024, 3, 1), permit_date=dt.date(2024, 1, 10))
    response = as_("counsellor").post(url(person), {"dag": "15.05.2025"})
    assert "Slik loven er 15. mai 2025. Dette er ikke i dag." in text(response)
    assert "dag=" not in response.wsgi_request.get_full_path()


def test_a_day_that_does_not_exist_is_told(as_, cast):
    response = as_("counsellor").post(url(a_person(cast)), {"dag": "31.02.2026"})
    assert response.status_code == 422
    assert "ikke en dato som finnes" in text(response)
    assert 'value="31.02.2026"' in response.content.decode()


def test_an_open_question_shows_every_reading_and_its_answer(as_, cast):
    # 55 years old but not 56 when the permit was given: the law does not say whether that is inside.
    person = a_person(cast, birth_date=dt.date(1971, 1, 1), permit_date=dt.date(2026, 6, 1))
    page = text(as_("counsellor").get(url(person)))
    assert "Loven kan leses på flere måter her." in page
    assert page.count("Svar:") >= 2
    assert "review" not in page


def test_a_broken_deadline_is_red_and_an_ordinary_no_is_not(as_, cast):
    person = a_person(cast, settled_on=dt.date(2026, 3, 1))
    html = as_("counsellor").get(url(person)).content.decode()
    assert 'class="finding finding-breaks" id="latest_start_and_decision"' in html
    assert 'class="finding finding-calm" id="upper_secondary_level"' in html


def test_somebody_without_a_right_has_no_deadline_and_none_is_broken(as_, cast):
    person = a_person(cast, birth_date=dt.date(1958, 8, 16))
    html = as_("counsellor").get(url(person)).content.decode()
    assert 'class="finding finding-calm" id="latest_start_and_decision"' in html
    assert "Ingen frist Loven setter ingen frist" in text(as_("counsellor").get(url(person)))


def test_no_code_reaches_the_reader(as_, cast):
    page = text(as_("counsellor").get(url(a_person(cast))))
    for code in ("right_and_duty", "below_upper_secondary", "not_met", "P-28", "as_of", "None", "primary source"):
        assert code not in page, code
