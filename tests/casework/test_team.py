"""The team: load, deviations and the municipality's own measure."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samlop.casework.models import CaseloadNorm, CaseWeight
from samlop.casework.queries.team import weighted
from tests.casework.scene import a_legal_step, a_step, in_days, stands, text
from tests.given import AT, Cast, a_family, a_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["translator", "administrator", "teacher", "counsellor", "coordinator"])
@pytest.mark.parametrize("page", ["/teamet/", "/avvik/", "/teamet/1/"])
def test_only_leaders_and_auditors_see_the_team(as_, role, page):
    assert as_(role).get(page).status_code == 403


@pytest.mark.parametrize("role", ["auditor", "counsellor"])
def test_only_leaders_change_the_measure(as_, role):
    assert as_(role).post("/teamet/mal/", {}).status_code == 403


def test_the_load_is_counted_and_weighted_as_the_municipality_says(as_, cast):
    cast.counsellor.name = "Kari Nes"
    cast.counsellor.save()
    old = in_days(-200)
    people = [a_person(cast, settled_on=old) for _ in range(3)]
    a_person(cast, settled_on=in_days(-10))  # new
    for person, kind in zip(people, ("complex", "simple"), strict=False):
        CaseWeight.objects.create(person=person, kind=kind, reason="x", set_by=cast.team_leader, set_at=AT)
    page = text(as_("team_leader").get("/teamet/"))
    # 1.6 + 0.7 + 1.0 + 1.0 + 0.5
    assert "Kari Nes 4 1 4,8" in page
    assert "Plass til 20,2" in page


@pytest.mark.parametrize(("days", "fresh"), [(-89, 1), (-90, 0), (-91, 0)])
def test_a_case_is_new_for_ninety_days(as_, cast, days, fresh):
    a_person(cast, settled_on=in_days(days))
    assert f"{cast.counsellor.name} 1 {fresh} " in text(as_("team_leader").get("/teamet/"))


def test_children_and_protected_people_and_other_teams_are_not_counted(as_, cast):
    a_family(cast)  # two adults
    a_person(cast, protection="strict")
    a_person(Cast())
    assert f"{cast.counsellor.name} 2 " in text(as_("team_leader").get("/teamet/"))


def test_the_measure_is_plain_arithmetic():
    norm = CaseloadNorm()
    assert weighted(cases=10, simple=2, complex=3, fresh=4, norm=norm) == Decimal("13.2")
    assert weighted(cases=0, simple=0, complex=0, fresh=0, norm=norm) == 0


def norm_typed(**changes) -> dict:
    return {"cases": "30", "simple": "0,5", "ordinary": "1", "complex": "2", "fresh": "0,5", "fresh_days": "60", "version": "1"} | changes  # fmt: skip


def test_the_measure_can_be_changed_and_two_who_do_lose_nothing(as_, cast):
    leader = as_("team_leader")
    assert leader.post("/teamet/mal/", norm_typed()).status_code == 302
    assert CaseloadNorm.objects.get().cases == 30
    late = leader.post("/teamet/mal/", norm_typed(cases="40"))
    assert late.status_code == 422
    assert "Noen andre har endret tallene" in text(late)
    assert 'value="40"' in late.content.decode()
    assert CaseloadNorm.objects.get().cases == 30


def test_the_team_page_says_who_needs_somebody_first(as_, cast):
    person = a_person(cast)
    stands(person, a_legal_step(person, due=-1))
    page = text(as_("team_leader").get("/teamet/"))
    assert "Skulle ha startet i går." in page
    assert "Ingen vedtak venter på godkjenning." in page


def test_cases_without_a_counsellor_are_told(as_, cast):
    a_person(cast, counsellor=None)
    assert "1 sak uten rådgiver" in text(as_("team_leader").get("/teamet/"))


def test_the_page_costs_the_same_whatever_the_size_of_the_team(as_, cast):
    for _ in range(5):
        counsellor = cast.user("counsellor")
        for _ in range(4):
            person = a_person(cast, counsellor=counsellor)
            stands(person, a_step(person))
    client = as_("team_leader")
    client.get("/teamet/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/teamet/")
    assert len(asked) <= 10, [q["sql"][:90] for q in asked]


def test_one_counsellors_cases_can_be_shared_out(as_, cast):
    person = a_person(cast)
    page = as_("team_leader").get(f"/teamet/{cast.counsellor.pk}/")
    assert str(person) in text(page)
    assert f"/person/{person.pk}/hvem-folger/" in page.content.decode()
    assert as_("team_leader").get(f"/teamet/{cast.teacher.pk}/").status_code == 404


def test_a_broken_deadline_stands_in_the_deviation_list_until_it_is_mended(as_, cast):
    person, fine = a_person(cast), a_person(cast, given_name="Fin")
    a_legal_step(person, due=-1, law_due_on=in_days(-1))
    a_legal_step(fine, due=0, law_due_on=in_days(0))
    page = text(as_("team_leader").get("/avvik/"))
    assert "Lovens frist er brutt · 1" in page
    assert str(person) in page
    assert "Ingen har skrevet hvorfor." in page
    assert "Fin Prøve" not in page


def test_no_deviations_is_said(as_, cast):
    assert "Ingen avvik nå." in text(as_("team_leader").get("/avvik/"))
