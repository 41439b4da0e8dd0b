"""Who sees and changes what is mapped. The least-privileged role comes first."""

import datetime as dt

import pytest

from samlop.audit.models import Read
from samlop.competence import actions
from samlop.competence.models import Skill
from samlop.people.models import CaseAccess
from tests.competence.told import KNOWN, a_baker, mapped, page, sent
from tests.given import AT, Cast, a_person

pytestmark = pytest.mark.django_db
OUTSIDE = ["translator", "administrator", "teacher", "auditor", "coordinator"]


def let_in(cast, person, user):
    CaseAccess.objects.create(person=person, user=user, reason="Elev i gruppe 2", given_at=AT)


@pytest.mark.parametrize("role", OUTSIDE)
def test_only_those_who_map_open_the_mapping(cast, as_, role):
    person = a_person(cast)
    let_in(cast, person, getattr(cast, role))
    for address in (
        page("mapping", person.pk),
        page("phase", person.pk),
        page("track", person.pk),
        page("add", person.pk, "ferdighet"),
    ):
        assert as_(role).get(address).status_code == 403


@pytest.mark.parametrize("role", OUTSIDE)
def test_only_those_who_map_write(cast, as_, now, role):
    person = a_person(cast)
    let_in(cast, person, getattr(cast, role))
    skill = mapped(cast, person, now, Skill, name="Syr")
    client = as_(role)
    for address, data in (
        (page("add", person.pk, "ferdighet"), sent("ferdighet")),
        (page("change", "ferdighet", skill.pk), sent("ferdighet", version=1)),
        (page("remove", "ferdighet", skill.pk), {}),
        (page("restore", "ferdighet", skill.pk), {}),
        (page("done", person.pk), {"mapped_on": "20.11.2026"}),
        (page("phase", person.pk), {"version": 0}),
        (page("occupations"), {"title": "baker"}),
    ):
        assert client.post(address, data).status_code == 403, address
    assert [s.name for s in Skill.objects.standing()] == ["Syr"]


@pytest.mark.parametrize("role", OUTSIDE)
def test_the_action_itself_refuses_too(cast, now, role):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        actions.add_fact(
            model=Skill, person=a_person(cast), values=KNOWN | {"name": "Syr"}, by=getattr(cast, role), at=now
        )
    assert not Skill.objects.exists()


@pytest.mark.parametrize("role", ["administrator", "translator"])
def test_those_who_see_nobody_see_no_profile(cast, as_, role):
    assert as_(role).get(page("profile", a_person(cast).pk)).status_code == 403


def test_a_teacher_sees_no_profile_not_even_her_pupils(cast, as_):
    pupil = a_person(cast)
    let_in(cast, pupil, cast.teacher)
    assert as_("teacher").get(page("profile", pupil.pk)).status_code == 403


@pytest.mark.parametrize("role", ["auditor", "coordinator", "counsellor"])
def test_strain_stands_on_nobodys_profile(cast, as_, now, role):
    person = a_baker(cast, a_person(cast), now)
    let_in(cast, person, getattr(cast, role))
    actions.record_phase(
        person=person,
        values={"phase": "rupture", "strain": "heavy", "consideration": "Rolig rom"},
        version=0,
        by=cast.counsellor,
        at=now,
    )
    shown = as_(role).get(page("profile", person.pk)).content.decode()
    assert "Hygienekurs" in shown
    for secret in ("Brudd", "Tungt nå", "Rolig rom"):
        assert secret not in shown
    assert "Rolig rom" in as_("counsellor").get(page("mapping", person.pk)).content.decode()


def test_a_colleague_in_another_team_and_another_municipality_find_nothing(cast, as_, now):
    person = a_person(cast)
    skill = mapped(cast, person, now, Skill, name="Syr")
    abroad = Cast(number="0301", name="En annen kommune")
    for user in (Cast().counsellor, abroad.counsellor, abroad.team_leader):
        client = as_(user)
        assert client.get(page("mapping", person.pk)).status_code == 404
        assert client.get(page("profile", person.pk)).status_code == 404
        assert client.get(page("change", "ferdighet", skill.pk)).status_code == 404
        assert client.post(page("remove", "ferdighet", skill.pk)).status_code == 404


def test_a_protected_person_is_mapped_by_her_own_counsellor_only(cast, as_):
    person = a_person(cast, protection="strict")
    assert as_("counsellor").get(page("mapping", person.pk)).status_code == 200
    assert as_("team_leader").get(page("mapping", person.pk)).status_code == 404
    assert as_("auditor").get(page("profile", person.pk)).status_code == 404


def test_every_look_is_one_row_in_the_log(cast, as_, now):
    person = a_baker(cast, a_person(cast), now)
    client = as_("counsellor")
    for address, screen in (
        (page("mapping", person.pk), "kartlegging av kompetanse"),
        (page("profile", person.pk), "kompetanseprofil"),
        (page("phase", person.pk), "fase og belastning"),
    ):
        before = Read.objects.count()
        client.get(address)
        assert Read.objects.count() == before + 1
        seen = Read.objects.latest("id")
        assert (seen.person_id, seen.screen, seen.by_id) == (person.pk, screen, cast.counsellor.pk)


def test_a_fact_of_somebody_else_never_begins_a_form(cast, as_):
    from samlop.people.models import Background

    mine, other = a_person(cast), a_person(cast)
    secret = Background.objects.create(
        person=other, topic="work", text="Hemmelig arbeid", source="settlement_list", known_on=dt.date(2026, 9, 1)
    )
    shown = as_("counsellor").get(page("add", mine.pk, "arbeid") + f"?fra={secret.pk}").content.decode()
    assert "Hemmelig arbeid" not in shown
    for odd in ("x", "-1", "9" * 30, "²", ""):
        assert as_("counsellor").get(page("add", mine.pk, "arbeid") + f"?fra={odd}").status_code == 200
