"""Any answer on any page opens to its trace: asked, facts with source and date, version, reading, paragraph, what changes it."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from samlop.audit.models import Read
from samlop.decisions.models import Decision
from samlop.people.models import Person
from samlop.readings import actions as readings
from tests.given import a_person

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    """The page as a reader sees it."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def explain(person, question="entitlement"):
    return reverse("lawbook:explain", args=[person.pk, question])


@pytest.mark.parametrize("role", ["translator", "administrator", "teacher"])
def test_who_may_not_see_cases_sees_no_trace(cast, as_, role):
    assert as_(role).get(explain(a_person(cast))).status_code == 403


def test_a_colleague_of_another_team_finds_nobody(cast, as_):
    from samlop.access.models import Team

    other = cast.user("counsellor", team=Team.objects.create(municipality=cast.municipality, name="Et annet team"))
    assert as_(other).get(explain(a_person(cast))).status_code == 404


def test_the_trace_says_everything_and_is_one_row_in_the_log(cast, as_):
    person = a_person(cast)
    before = Read.objects.count()
    said = text(as_("counsellor").get(explain(person)))
    assert Read.objects.count() == before + 1
    assert "Vurdert for 21. november 2026" in said
    assert "bosettingslista , 1. september 2026" in said
    assert "integreringsloven § 8" in said
    for heading in ("Svaret", "Opplysningene svaret bygger på", "Hvilken versjon av regelen", "Paragrafene, med våre ord", "Dette kan endre svaret"):  # fmt: skip
        assert heading in said


def test_the_trace_is_there_in_english(cast, as_):
    page = as_("counsellor").get(explain(a_person(cast)) + "?sprak=en")
    said = text(page)
    assert "Integration Act § 8" in said
    assert "Assessed for 21 November 2026" in said
    assert "Svaret" not in said
    assert 'class="trace" lang="en"' in page.content.decode()


def test_another_day_is_posted_and_can_be_another_answer(cast, as_):
    person = a_person(cast, settled_on=dt.date(2026, 10, 1))
    client = as_("counsellor")
    today = text(client.get(explain(person)))
    later = client.post(explain(person), {"dag": "01.11.2028"})
    assert later.status_code == 200
    assert "1. november 2028" in text(later)
    assert "to år eller mer" in text(later)
    assert "to år eller mer" not in today.split("Dette kan endre svaret")[0]


def test_a_day_that_does_not_exist_is_kept_and_told(cast, as_):
    answer = as_("counsellor").post(explain(a_person(cast)), {"dag": "31.02.2026"})
    assert answer.status_code == 422
    assert 'value="31.02.2026"' in answer.content.decode()


def test_a_question_nobody_has_written_is_not_there(cast, as_):
    assert as_("counsellor").get(explain(a_person(cast), "what_is_love")).status_code == 404


def test_facts_that_clash_are_told_and_nothing_is_guessed(cast, as_):
    person = a_person(cast)
    Person.objects.filter(pk=person.pk).update(settled_on=dt.date(1990, 1, 1))
    said = text(as_("counsellor").get(explain(person)))
    assert "Loven kan ikke svare ennå" in said


def test_the_reading_of_the_municipality_is_told_with_who_chose_it(cast, as_, now):
    # 55 when the permit came: whether she is inside the limit is an open question.
    person = a_person(cast, birth_date=dt.date(1971, 1, 15), permit_date=dt.date(2026, 6, 1))
    client = as_("counsellor")
    assert "må vurderes" in text(client.get(explain(person)))
    readings.choose(
        question="age_55_boundary", option="inside", reason="Fylt 55, ikke 56.", from_on=dt.date(2026, 1, 1), seen=0,
        by=cast.administrator, at=now,
    )  # fmt: skip
    said = text(client.get(explain(person)))
    assert "må vurderes" not in said.split("Opplysningene svaret")[0]
    assert f"(kommunen ved {cast.administrator.name}, 21. november 2026)" in said


def test_a_frozen_answer_is_not_worked_out_again(world, as_):
    decision = world.decision
    found = [f for f in decision.findings if f["question"] == "duration"]
    address = reverse("lawbook:of_decision", args=[decision.pk, "duration"])
    before = text(as_("counsellor").get(address))
    Person.objects.filter(pk=world.person.pk).update(education="upper_secondary_or_higher")
    after = text(as_("counsellor").get(address))
    assert before == after
    assert found[0]["text"] in after
    assert "Det er ikke regnet ut på nytt" in after


def test_an_answer_in_an_older_form_is_shown_as_it_was_kept(world, as_):
    decision = world.decision
    old = {
        "question": "duration",
        "title": "Hvor lenge",
        "text": "Programmet er inntil to år.",
        "outcome": "calculated",
    }
    Decision.objects.filter(pk=decision.pk).update(findings=[old])
    said = text(as_("counsellor").get(reverse("lawbook:of_decision", args=[decision.pk, "duration"])))
    assert "Programmet er inntil to år." in said
    assert "lagret på en eldre måte" in said


@pytest.mark.parametrize(
    ("page", "args", "opened"),
    [
        ("casework:law", lambda w: [w.person.pk], "lawbook:explain"),
        ("casework:person", lambda w: [w.person.pk], "lawbook:explain"),
        ("programme:sitting", lambda w: [w.draft.pk, 2], "lawbook:of_plan"),
        ("decisions:decision", lambda w: [w.decision.pk], "lawbook:of_decision"),
        ("assessment:cause", lambda w: [w.change.cause_id], "lawbook:of_change"),
    ],
)
def test_every_answer_on_every_page_leads_to_its_trace(world, as_, page, args, opened):
    client = as_("counsellor")
    html = client.get(reverse(page, args=args(world))).content.decode()
    prefix = {"lawbook:explain": "/lov/hvorfor/\\d+/", "lawbook:of_plan": "/lov/hvorfor/plan/", "lawbook:of_decision": "/lov/hvorfor/vedtak/", "lawbook:of_change": "/lov/hvorfor/endring/"}[opened]  # fmt: skip
    links = sorted(set(re.findall(rf'href="({prefix}[^"]*)"', html)))
    assert links
    assert [link for link in links if client.get(link).status_code != 200] == []


def test_the_law_page_on_another_day_asks_for_the_same_day(cast, as_):
    person = a_person(cast)
    page = as_("counsellor").post(reverse("casework:law", args=[person.pk]), {"dag": "01.11.2028"}).content.decode()
    assert f'href="{explain(person)}"' not in page
    assert f'action="{explain(person)}"' in page
    assert 'name="dag" value="01.11.2028"' in page


def test_the_country_is_named_and_not_coded(cast, as_):
    person = a_person(cast, citizenship="SY")
    page = as_(cast.counsellor).get(f"/lov/hvorfor/{person.pk}/entitlement/").content.decode()
    assert ">Syria<" in page
    assert ">SY<" not in page
