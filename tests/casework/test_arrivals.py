"""Arrivals: who comes when, and what is ready."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samlop.audit.models import Read
from tests.casework.scene import a_step, in_days, links, text
from tests.given import a_household, a_person

pytestmark = pytest.mark.django_db
URL = "/ankomster/"


def coming(cast, days: int | None, **fields):
    household = a_household(
        cast, settles_on=None if days is None else in_days(days), requested_on=in_days(-20), **fields
    )
    return a_person(cast, household=household, settled_on=None)


@pytest.mark.parametrize("role", ["translator", "administrator", "teacher"])
def test_roles_that_do_not_settle_are_refused(as_, role):
    assert as_(role).get(URL).status_code == 403


def test_protected_households_are_absent_and_not_counted(as_, cast):
    household = a_household(cast, name="Familien Skjult", settles_on=in_days(10))
    a_person(cast, household=household, protection="strict", settled_on=None, counsellor=None)
    page = text(as_("coordinator").get(URL))
    assert "Familien Skjult" not in page
    assert "0 personer kommer" in page


@pytest.mark.parametrize(("days", "there"), [(-1, False), (0, True), (83, True), (84, False)])
def test_twelve_weeks_are_shown(as_, cast, days, there):
    coming(cast, days, name="Familien Nær")
    assert ("Familien Nær" in text(as_("coordinator").get(URL))) is there


def test_each_service_says_ready_or_who_has_it(as_, cast):
    person = coming(cast, 12, name="Familien Tesfay")
    a_step(person, "home_found", office="Boligkontoret", household=True, state="done", due=-18)
    a_step(person, "home_ready", office="Boligkontoret", household=True, due=9)
    a_step(person, "interpreter_first_days", office="Flyktningkontoret", household=True, state="done", due=5)
    a_step(person, "first_money", office="Nav", household=True, state="waiting", due=12)
    a_step(person, "bank_account", office="Banken", due=70, state="waiting")
    page = text(as_("coordinator").get(URL))
    for wanted in (
        "Uke 49, fra 30. november 2026 · om 2 uker",
        "Familien Tesfay 1 person · fra mottak flytter inn om 12 dager, 03.12.2026",
        "Bolig Boligkontoret har saken",
        "Barnehage Ikke aktuelt",
        "Økonomi Ikke begynt, Nav",
        "Tolk Klart",
        "1 med noe som ikke er klart",
    ):
        assert wanted in page, wanted


def test_what_comes_after_the_move_makes_no_arrival_unready(as_, cast):
    person = coming(cast, 12)
    a_step(person, "needs_triage", office="Flyktningkontoret", household=True, state="done", due=-30)
    a_step(person, "gp", office="Familien, med hjelp", household=True, state="waiting", due=None)
    assert "Helse Klart" in text(as_("coordinator").get(URL))


def test_what_is_late_says_so(as_, cast):
    person = coming(cast, 12)
    a_step(person, "home_found", office="Boligkontoret", household=True, due=-1)
    assert "Etter fristen: Boligkontoret har saken" in text(as_("coordinator").get(URL))


def test_households_without_a_date_stand_last(as_, cast):
    coming(cast, None, name="Familien Uten", accepted_on=in_days(-3))
    page = text(as_("coordinator").get(URL))
    assert "Uten dato ennå Familien Uten" in page
    assert "svart ja 18.11.2026, uten dato" in page


def test_the_coordinator_gets_the_way_to_settle_and_the_counsellor_the_pathway_only(as_, cast):
    coming(cast, 12, name="Familien Nær")
    assert "Bosettingen : Familien Nær" in links(as_("coordinator").get(URL))
    found = links(as_("counsellor").get(URL))
    assert "Bosettingen : Familien Nær" not in found
    assert "Løpet : Familien Nær" in found


def test_the_page_costs_the_same_whatever_the_number(as_, cast):
    for n in range(25):
        person = coming(cast, n % 80)
        a_step(person, "home_found", household=True)
    client = as_("coordinator")
    client.get(URL)
    with CaptureQueriesContext(connection) as asked:
        client.get(URL)
    assert len(asked) <= 7, [q["sql"][:90] for q in asked]
    assert Read.objects.latest("pk").count == 25


def test_no_arrivals_is_said(as_, cast):
    assert "Ingen har avtalt dato" in text(as_("coordinator").get(URL))
