"""`samlop demo` fills an empty database, and never touches one that holds people unless it is told to."""

import datetime as dt

import pytest

from samlop.access.models import User
from samlop.config.cli import main
from samlop.config.cli.demo import load
from samlop.core.errors import Refused
from samlop.demo.load import towns
from samlop.people.models import Person
from tests import given

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 11, 21)


@pytest.fixture(autouse=True)
def no_papers(settings):
    settings.DOCUMENT_FONTS = ["/nowhere"]


def test_it_is_refused_where_people_are_real(settings):
    settings.TEST_DATA = False
    with pytest.raises(Refused, match="ikke en prøveinstallasjon"):
        load("small", 1, ON)
    assert not Person.objects.exists()


def test_even_fresh_is_refused_where_people_are_real(settings, cast):
    settings.TEST_DATA = False
    given.a_person(cast)
    with pytest.raises(Refused):
        load("small", 1, ON, fresh=True)
    assert Person.objects.count() == 1


def test_it_is_refused_where_somebody_is_already_and_says_what_to_do(cast):
    person = given.a_person(cast)
    with pytest.raises(Refused, match="--fresh"):
        load("small", 1, ON)
    assert list(Person.objects.all()) == [person]


def test_a_database_with_users_only_is_in_use_too(cast):
    with pytest.raises(Refused):
        load("small", 1, ON)


def test_fresh_empties_first(cast, monkeypatch):
    given.a_person(cast)
    emptied = []
    # Emptying tables inside a test's transaction would lock the others out; what matters here is that it is asked for.
    monkeypatch.setattr("samlop.demo.load.in_use", lambda: True)
    monkeypatch.setattr("samlop.demo.load.clear", lambda: emptied.append(True))
    load("small", 1, ON, fresh=True, quiet=True)
    assert emptied == [True]


def test_it_says_what_was_made_how_to_sign_in_and_how_long_it_took(capsys):
    loaded = load("small", 1, ON)
    said = capsys.readouterr().out
    assert f"{loaded.people} personer" in said
    assert "kari, per, lise, ola, nina, rune, olena" in said
    assert "Klar for planmøte" in said
    assert "sekunder" in said


def test_number_and_name_can_be_chosen():
    load("small", 1, ON, number="7555", name="Prøveli", quiet=True)
    assert User.objects.first().municipality.number == "7555"
    assert User.objects.first().municipality.name == "Prøveli kommune"


@pytest.mark.parametrize("number", ["3403", "75555", "abcd"])
def test_a_number_that_may_be_real_is_refused(number, capsys):
    assert main(["demo", "--size", "small", "--number", number]) == 2
    assert "begynne på 7" in capsys.readouterr().err
    assert not User.objects.exists()


def test_it_takes_a_moment_only(django_assert_max_num_queries):
    with django_assert_max_num_queries(400):
        load("small", 1, ON, quiet=True)


def test_in_use_is_asked_of_the_database():
    assert not towns.in_use()
    load("small", 1, ON, quiet=True)
    assert towns.in_use()
