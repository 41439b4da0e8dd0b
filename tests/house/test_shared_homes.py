"""Two grown-ups share a home; each has a case of her own, and who follows the one does not therefore see the other."""

import datetime as dt

import pytest
from django.urls import reverse

from samlop.audit.models import Read
from samlop.pathway.actions import refresh_standing
from samlop.pathway.models import Step
from samlop.pathway.queries import deviations
from samlop.people.models import CaseAccess, Need, Person, Relation
from samlop.people.queries import children_of
from samlop.programme import actions as programme
from tests.casework.scene import a_step
from tests.given import AT, Cast, a_family, a_person
from tests.programme import prepared

pytestmark = pytest.mark.django_db
LATER = dt.date(2027, 3, 1)


@pytest.fixture
def home(cast):
    """The father is followed by another team; the mother and the children by the counsellor of the cast."""
    household, mother, father, small, _big = a_family(cast)
    next_team = Cast(number=cast.municipality.number)
    Person.objects.filter(pk=father.pk).update(
        given_name="Bashir", family_name="Hemmelig", counsellor=next_team.counsellor, team=next_team.team
    )
    for person in (mother, father, small):
        a_step(person, f"own-{person.pk}", title=f"Noe for {person.pk}", law_due_on=dt.date(2026, 12, 1))
    Need.objects.create(person=father, kind="safety", what_to_do="Ring først", source="reception", known_on=AT.date())
    return household, mother, father, small


def test_a_grown_up_whom_the_user_may_not_see_is_absent_from_the_pages_of_the_household(cast, as_, home):
    household, mother, father, _small = home
    for name in ("pathway:household", "pathway:add_step", "settlement:household"):
        page = as_("counsellor").get(reverse(name, args=[household.pk])).content.decode()
        assert mother.given_name in page, name
        assert "Lina" in page, name
        for told in ("Bashir", "Hemmelig", "Ring først", f"Noe for {father.pk}"):
            assert told not in page, name


def test_her_steps_are_not_there_and_those_of_the_children_are(cast, as_, home):
    _, mother, father, small = home
    answers = {
        person.pk: as_("counsellor").get(reverse("pathway:step", args=[Step.objects.filter(person=person).first().pk]))
        for person in (mother, father, small)
    }
    assert {pk: answer.status_code for pk, answer in answers.items()} == {mother.pk: 200, father.pk: 404, small.pk: 200}


def test_a_trusted_adviser_of_a_child_is_not_let_into_the_parents_case(cast, as_, home):
    household, mother, _father, small = home
    adviser = Cast(number=cast.municipality.number).counsellor
    CaseAccess.objects.create(person=small, user=adviser, reason="Tillit", given_at=AT)
    page = as_(adviser).get(reverse("pathway:household", args=[household.pk])).content.decode()
    assert f"Noe for {small.pk}" in page
    assert f"Noe for {mother.pk}" not in page


def test_deviations_name_nobody_the_user_may_not_see(cast, home):
    _, mother, _father, small = home
    told = {d.person for d in deviations(cast.team_leader, LATER)}
    assert told == {mother.pk, small.pk}


def test_a_protected_child_elsewhere_is_not_told_of_in_the_plan_of_the_other_parent(cast):
    father, child = a_person(cast), a_person(cast, birth_date=dt.date(2020, 1, 1))
    Relation.objects.create(person=father, other=child, kind="parent", source="reception", known_on=AT.date())
    assert list(children_of(father)) == [child]
    Person.objects.filter(pk=child.pk).update(guarded=True)
    assert list(children_of(father)) == []


def test_the_team_page_logs_those_it_shows_and_no_others(cast, as_, now):
    waits = prepared.laid(cast, prepared.a_baker(cast))
    plan = programme.begin(person=waits, by=cast.counsellor, at=now)
    since = programme.stands(plan, 4)
    plan = programme.save_agreement(
        plan=plan, step=4, values={"complaint_told": True}, since=since, by=cast.counsellor, at=now
    )
    programme.submit(plan=plan, by=cast.counsellor, at=now)
    urgent = [a_person(cast) for _ in range(9)]
    for person in urgent:
        a_step(person, due=-300)
    refresh_standing(urgent, now.date())
    page = as_("team_leader").get(reverse("casework:team")).content.decode()
    named = {person.pk for person in (*urgent, waits) if str(person) in page}
    assert waits.pk in named
    assert set(Read.objects.latest("id").shown) == named
