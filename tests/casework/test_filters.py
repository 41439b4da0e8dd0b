"""Saved filters: mine alone, and never a name or a number of a person in them."""

import pytest

from samlop.casework.models import SavedFilter
from tests.casework.scene import a_step, names, stands, text
from tests.given import Cast, a_person

pytestmark = pytest.mark.django_db
URL = "/mine-folk/filtre/"


def typed(name: str, **codes) -> dict:
    return {"name": name, "vis": "alle", **codes}


@pytest.mark.parametrize("role", ["translator", "administrator"])
def test_roles_without_people_have_no_filters(as_, role):
    assert as_(role).post(URL, typed("Alle")).status_code == 403


def test_anothers_filter_does_not_exist(as_, cast):
    as_("counsellor").post(URL, typed("Ukrainsk", sprak="uk"))
    kept = SavedFilter.objects.get()
    other = as_(cast.user("counsellor"))
    assert other.get(f"/mine-folk/?filter={kept.pk}").status_code == 404
    assert other.post(f"/mine-folk/filtre/{kept.pk}/slett/").status_code == 404
    assert SavedFilter.objects.count() == 1


def test_a_filter_is_kept_as_codes_and_shows_those_it_fits(as_, cast):
    for language in ("uk", "ar"):
        person = a_person(cast, given_name=language, language=language)
        stands(person, a_step(person))
    client = as_("counsellor")
    response = client.post(URL, typed("Ukrainsk", sprak="uk"), follow=True)
    assert [n.split()[0] for n in names(response)] == ["uk"]
    assert SavedFilter.objects.get().criteria == {"vis": "alle", "sprak": "uk"}
    assert "Ukrainsk" in text(client.get("/mine-folk/"))


def test_a_filter_can_pick_by_open_step_and_by_way_of_coming(as_, cast):
    from samlop.pathway.models import Template, TemplateStep

    template = Template.objects.create(municipality=cast.municipality, name="Standard")
    TemplateStep.objects.create(
        template=template, key="kindergarten_place", title="Barnehageplass", lane="small_child", office="x"
    )
    waits, other = a_person(cast, given_name="Lina"), a_person(cast, given_name="Sara")
    for person in (waits, other):
        stands(person, a_step(person))
    a_step(waits, "kindergarten_place", household=True)
    response = as_("counsellor").post(
        URL, typed("Uten plass", steg="kindergarten_place", rute="reception"), follow=True
    )
    assert [n.split()[0] for n in names(response)] == ["Lina"]


@pytest.mark.parametrize(
    "name", ["Ring 123456", "12 34 56", "202600012345", "sak 01.02.1990", "1-2-3-4-5-6", "tlf 12.34.56.78"]
)
def test_six_digits_in_a_row_are_refused_however_they_are_written(as_, name):
    response = as_("counsellor").post(URL, typed(name))
    assert response.status_code == 422
    assert "seks sifre eller mer" in text(response)
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("name", ["Uke 12345", "Våren 2026", "10 dager igjen"])
def test_short_numbers_are_let_in(as_, name):
    assert as_("counsellor").post(URL, typed(name)).status_code == 302


@pytest.mark.parametrize("name", ["Amal", "saken til AMAL", "amal sin plan", "Håddad"])
def test_names_of_people_in_the_municipality_are_refused_and_it_says_why(as_, cast, name):
    a_person(cast, given_name="Amal", family_name="Haddad")
    response = as_("counsellor").post(URL, typed(name))
    assert response.status_code == 422
    assert "personnavn" in text(response)
    assert f'value="{name}"' in response.content.decode()  # what was typed stays


def test_a_refusal_never_tells_that_a_protected_person_is_here(as_, cast):
    a_person(cast, given_name="Zubeida", protection="strict")
    a_person(Cast(number="0301", name="En annen"), given_name="Nabonavn")
    assert as_(cast.user("counsellor")).post(URL, typed("Zubeida")).status_code == 302
    assert as_("counsellor").post(URL, typed("Zubeida")).status_code == 422  # her own counsellor knows already
    assert as_("counsellor").post(URL, typed("Nabonavn")).status_code == 302


def test_sent_twice_is_saved_once_and_the_same_name_again_is_refused(as_):
    client = as_("counsellor")
    for _ in range(2):
        assert client.post(URL, typed("Alle nye", once="samme-nøkkel")).status_code == 302
    assert SavedFilter.objects.count() == 1
    response = client.post(URL, typed("Alle nye", once="ny-nøkkel"))
    assert response.status_code == 422
    assert "Velg et annet navn" in text(response)


def test_codes_nobody_has_are_refused(as_):
    response = as_("counsellor").post(URL, typed("Rart", sprak="'; drop table", vis="hva"))
    assert response.status_code == 422
    assert "Velg et av alternativene i lista." in text(response)


def test_a_teacher_has_no_choice_of_the_whole_team(as_):
    assert "Hele teamets" not in text(as_("teacher").get(URL))
    assert "Hele teamets" in text(as_("counsellor").get(URL))


def test_my_own_filter_can_be_deleted(as_):
    client = as_("counsellor")
    client.post(URL, typed("Bort"))
    assert client.post(f"/mine-folk/filtre/{SavedFilter.objects.get().pk}/slett/").status_code == 302
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("number", ["²", "9" * 30])
def test_a_filter_that_is_no_number_is_no_filter(as_, number):
    assert as_("counsellor").get("/mine-folk/", {"filter": number}).status_code == 200
