"""The walk-throughs of the law that changes: two rule dates with two explained results, and age 60 tried on a municipality."""

import datetime as dt
import time

import pytest

from samlop.assessment import actions
from samlop.assessment.models import Change
from samlop.core import clock
from samlop.demo import generate
from samlop.demo import load as demo
from tests.given import a_person

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def test_a_person_under_two_rule_dates_gives_two_explained_results(visitor, cast):
    """H23-01: collective protection gave a right without a duty until the rules of 2026."""
    person = a_person(cast, permit="P-34", permit_date=dt.date(2025, 9, 1), settled_on=dt.date(2025, 10, 1))
    for day in (dt.date(2025, 12, 30), dt.date(2026, 1, 2)):
        at = dt.datetime.combine(day, dt.time(2), tzinfo=clock.OSLO)
        actions.assess_everyone(municipality=cast.municipality, on=day, at=at)
    change = Change.objects.get(person=person, question="entitlement")

    kari = visitor().sign_in(cast.counsellor).go("/vurdering/endringer/")
    kari.sees("En ny regel gjelder fra 1. januar 2026").judged("law-changes")
    kari.go(f"/vurdering/endringer/{change.cause_id}/").sees(
        str(person), change.before_words, change.after_words
    ).judged("law-change")
    kari.press("Godta det som er krysset av").sees("godtatt")
    kari.go(f"/vurdering/person/{person.pk}/")
    kari.sees(
        "Fordi: En ny regel gjelder fra 1. januar 2026", change.before_words, change.after_words, "Første vurdering"
    )
    kari.judged("law-history")


def test_age_60_is_tried_on_the_large_municipality_with_the_list(visitor, transactional_db):
    town = generate.one(size="large", seed=1, on=dt.date(2026, 11, 21))
    demo.load_town(town)
    lise = visitor().sign_in("lise", "samlop-demo-2026").go("/vurdering/proving/")
    lise.choose("Utkast som skal prøves", "60 år fra 1. januar 2027, også for eldre tillatelser").press("Prøv")
    lise.sees("Venter på tur")
    began = time.process_time()  # of this process alone: the browser and other tests share the machine
    assert actions.go_on(now=clock.now)
    assert time.process_time() - began < 10
    lise.page.wait_for_selector(".figures")
    lise.sees("får en sterkere rett til program", "Ingenting er endret", "Person for person", "Vedtak om tildeling")
    lise.judged("law-replay")
