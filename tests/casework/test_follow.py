"""Who follows a case: moving it, letting somebody in, saying how heavy it is."""

import pytest

from samlop.audit.models import Event
from samlop.casework.models import CaseWeight
from samlop.core.errors import Refused
from samlop.pathway.models import Standing
from samlop.people.models import CaseAccess, Person
from tests.casework.scene import a_step, links, stands, text
from tests.given import Cast, a_family, a_person

pytestmark = pytest.mark.django_db


def move(client, person, to, **changes):
    values = {"flytt-counsellor": to.pk, "flytt-reason": "Bytter team", **changes}
    return client.post(f"/person/{person.pk}/flytt/", values)


@pytest.mark.parametrize("role", ["translator", "administrator", "teacher", "counsellor", "coordinator", "auditor"])
@pytest.mark.parametrize("page", ["flytt/", "innsyn/", "oppfolging/", "innsyn/1/avslutt/"])
def test_only_a_team_leader_may(as_, cast, role, page):
    person = a_person(cast)
    assert as_(role).post(f"/person/{person.pk}/{page}", {}).status_code == 403
    person.refresh_from_db()
    assert person.counsellor == cast.counsellor


def test_a_leader_of_another_team_finds_no_such_case(as_, cast):
    person, to = a_person(cast), cast.user("counsellor")
    assert move(as_(Cast().team_leader), person, to).status_code == 404


def test_a_moved_case_is_on_the_new_counsellors_list_at_once(as_, cast):
    person, to = a_person(cast), cast.user("counsellor", name="Ny Rådgiver")
    stands(person, a_step(person))
    assert move(as_("team_leader"), person, to).status_code == 302
    person.refresh_from_db()
    assert person.counsellor == to
    assert Standing.objects.get(person=person).counsellor == to
    assert str(person) in text(as_(to).get("/mine-folk/"))
    assert str(person) not in text(as_("counsellor").get("/mine-folk/"))
    event = Event.objects.get(act="byttet rådgiver")
    assert event.data == {"før": cast.counsellor.pk, "nå": to.pk, "grunn": "Bytter team"}


def test_the_household_moves_with_her_when_asked(as_, cast):
    _, mother, father, *_ = a_family(cast)
    Person.objects.filter(pk=father.pk).update(counsellor=cast.user("counsellor"))
    to = cast.user("counsellor")
    move(as_("team_leader"), mother, to, **{"flytt-whole_household": "on"})
    assert Person.objects.filter(counsellor=to).count() == 3  # not the father, who has another counsellor


def test_the_page_warns_when_she_has_changed_counsellor_before(as_, cast):
    person, first, second = a_person(cast, counsellor=None), cast.user("counsellor"), cast.user("counsellor")
    leader, page = as_("team_leader"), f"/person/{person.pk}/hvem-folger/"
    move(leader, person, first)
    assert "byttet rådgiver" not in text(leader.get(page))  # the first counsellor is no change
    move(leader, person, second)
    assert "Deltakeren har byttet rådgiver én gang før." in text(leader.get(page))
    move(leader, person, first)
    assert "byttet rådgiver 2 ganger før" in text(leader.get(page))


def test_a_move_without_reason_is_refused_and_what_was_typed_is_kept(as_, cast):
    person, to = a_person(cast), cast.user("counsellor")
    response = move(as_("team_leader"), person, to, **{"flytt-reason": ""})
    assert response.status_code == 422
    assert f'value="{to.pk}" selected' in response.content.decode()


def test_a_case_cannot_be_moved_to_a_teacher_or_out_of_the_municipality(as_, cast):
    person = a_person(cast)
    for to in (cast.teacher, Cast(number="0301", name="En annen").counsellor, cast.counsellor):
        assert move(as_("team_leader"), person, to).status_code == 422


def test_the_action_itself_refuses_too(cast, now):
    from samlop.casework import actions

    with pytest.raises(Refused):
        actions.reassign(person=a_person(cast), counsellor=cast.teacher, reason="x", by=cast.team_leader, at=now)


def test_a_teacher_is_let_in_and_out_again(as_, cast):
    person, leader = a_person(cast), as_("team_leader")
    values = {"innsyn-user": cast.teacher.pk, "innsyn-reason": "Elev i gruppe 2"}
    assert leader.post(f"/person/{person.pk}/innsyn/", values).status_code == 302
    assert as_("teacher").get(f"/person/{person.pk}/").status_code == 200
    again = leader.post(f"/person/{person.pk}/innsyn/", values)
    assert again.status_code == 422
    assert "har innsyn i saken fra før" in text(again)
    access = CaseAccess.objects.get()
    other = a_person(cast)
    assert leader.post(f"/person/{other.pk}/innsyn/{access.pk}/avslutt/").status_code == 404
    assert leader.post(f"/person/{person.pk}/innsyn/{access.pk}/avslutt/").status_code == 302
    assert as_("teacher").get(f"/person/{person.pk}/").status_code == 404
    assert Event.objects.filter(act="avsluttet innsyn i saken", person_id=person.pk).exists()


def test_nobody_without_cases_is_let_in(as_, cast):
    person = a_person(cast)
    for user in (cast.administrator, cast.translator, Cast(number="0301", name="En annen").teacher):
        response = as_("team_leader").post(
            f"/person/{person.pk}/innsyn/", {"innsyn-user": user.pk, "innsyn-reason": "x"}
        )
        assert response.status_code == 422
    assert not CaseAccess.objects.exists()


def test_a_case_is_weighed_by_a_person_who_says_why(as_, cast):
    person, leader = a_person(cast), as_("team_leader")
    address = f"/person/{person.pk}/oppfolging/"
    refused = leader.post(address, {"vekt-kind": "complex", "vekt-reason": ""})
    assert refused.status_code == 422
    assert "Skriv hvorfor" in text(refused)
    assert leader.post(address, {"vekt-kind": "complex", "vekt-reason": "Fem barn"}).status_code == 302
    weight = CaseWeight.objects.get()
    assert (weight.kind, weight.set_by) == ("complex", cast.team_leader)


def test_a_double_click_moves_once(as_, cast):
    person, to = a_person(cast), cast.user("counsellor")
    leader = as_("team_leader")
    for _ in range(2):
        assert move(leader, person, to, once="nøkkel").status_code == 302
    assert Event.objects.filter(act="byttet rådgiver").count() == 1


def test_the_counsellor_has_no_link_to_move(as_, cast):
    assert "Hvem følger saken" not in links(as_("counsellor").get(f"/person/{a_person(cast).pk}/"))
