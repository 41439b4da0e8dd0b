"""The occupation is searched for, listed and chosen, with and without JavaScript."""

import pytest

from samlop.competence.models import WorkExperience
from tests.competence.told import page, sent
from tests.given import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(cast):
    return page("add", a_person(cast).pk, "arbeid")


def test_searching_lists_occupations_and_keeps_everything_typed(as_, address):
    response = as_("counsellor").post(
        address, sent("arbeid", title="snekkr", tasks="Bygde tak", years="not yet", sok_yrke="1", once="k")
    )
    shown = response.content.decode()
    assert response.status_code == 200
    assert "Tømrere og snekkere" in shown
    for typed in ('value="snekkr"', "Bygde tak", 'value="not yet"'):
        assert typed in shown
    assert "Noe må rettes" not in shown  # a search is no mistake
    assert not WorkExperience.objects.exists()


def test_the_chosen_occupation_is_saved_after_a_search_with_the_same_form(as_, address):
    client = as_("counsellor")
    client.post(address, sent("arbeid", title="snekker", sok_yrke="1", once="k"))
    response = client.post(address, sent("arbeid", title="snekker", styrk="7115", once="k"))
    assert response.status_code == 302
    work = WorkExperience.objects.get()
    assert (work.title, work.styrk) == ("snekker", "7115")


def test_own_words_are_enough(as_, address):
    as_("counsellor").post(address, sent("arbeid", title="Passet geiter", styrk=""))
    assert WorkExperience.objects.get().styrk == ""


def test_an_occupation_that_is_not_in_the_list_is_refused(as_, address):
    response = as_("counsellor").post(address, sent("arbeid", styrk="9999"))
    assert response.status_code == 422
    assert "finnes ikke i lista" in response.content.decode()


def test_no_code_reaches_a_person(as_, cast, address):
    client = as_("counsellor")
    client.post(address, sent("arbeid", title="Baker", styrk="7512"))
    person = WorkExperience.objects.get().person
    for name in ("mapping", "profile"):
        shown = client.get(page(name, person.pk)).content.decode()
        assert "7512" not in shown
    assert "Bakere, konditorer mv." in client.get(page("mapping", person.pk)).content.decode()


def test_the_fragment_lists_the_same_and_keeps_what_was_picked(as_):
    shown = as_("counsellor").post(page("occupations"), {"title": "welder", "styrk": "7512"}).content.decode()
    assert "<html" not in shown
    assert 'value="7512" checked' in shown
    assert shown.index('value="7512"') < shown.index('value="7212"')


def test_the_fragment_says_when_nothing_fits(as_):
    assert (
        "Ingen yrker i lista ligner" in as_("counsellor").post(page("occupations"), {"title": "xyzzy"}).content.decode()
    )
    assert "Skriv først" in as_("counsellor").post(page("occupations"), {}).content.decode()
