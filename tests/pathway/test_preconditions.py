"""Seven preconditions of a whole person; an eighth applies to everybody the moment it is added."""

import pytest
from django.core.exceptions import PermissionDenied

from samlop.core.errors import Conflict, Refused
from samlop.pathway import actions
from samlop.pathway.models import Precondition, PreconditionKind
from samlop.pathway.queries import preconditions_of
from tests import given

pytestmark = pytest.mark.django_db


def by_key(person) -> dict:
    return {row.key: row for row in preconditions_of(person)}


def test_only_an_administrator_adds_a_kind(cast, now):
    for role in ("translator", "teacher", "auditor", "counsellor", "coordinator", "team_leader"):
        with pytest.raises(PermissionDenied):
            actions.add_kind(name="Transport", by=getattr(cast, role), at=now)
    assert not PreconditionKind.objects.exists()


@pytest.mark.parametrize("role", ["translator", "administrator", "teacher", "auditor"])
def test_those_who_may_not_steer_set_nothing(laid, role):
    kind = PreconditionKind.objects.get(key="housing")
    with pytest.raises(PermissionDenied):
        actions.set_precondition(
            person=laid.mother, kind=kind, status="in_place", by=getattr(laid.cast, role), at=laid.now
        )


def test_a_new_case_has_all_seven(laid):
    assert list(by_key(laid.mother)) == ["housing", "economy", "phone", "family", "health", "child_care", "everyday"]


def test_an_eighth_is_there_for_old_and_new_at_once(laid):
    actions.add_kind(name="Førerkort", help="Kan kjøre til jobb", by=laid.cast.administrator, at=laid.now)
    assert "forerkort" in by_key(laid.mother)
    assert len(preconditions_of(given.a_person(laid.cast))) == 8


def test_a_name_that_is_taken_is_refused(laid):
    with pytest.raises(Refused, match="finnes fra før"):
        actions.add_kind(name="bolig", by=laid.cast.administrator, at=laid.now)


def test_how_all_stand_takes_two_queries(laid, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert len(preconditions_of(laid.mother)) == 7


def test_what_nobody_has_said_follows_the_steps(laid):
    assert by_key(laid.mother)["housing"].status == "open"
    laid.settle_until("housing_allowance")
    assert by_key(laid.mother)["housing"].status == "under_way"
    laid.settle_until()
    assert by_key(laid.mother)["housing"].status == "in_place"


def test_what_somebody_says_rules_over_the_steps(laid):
    laid.settle_until()
    kind = PreconditionKind.objects.get(key="housing")
    actions.set_precondition(
        person=laid.mother,
        kind=kind,
        status="open",
        owner="Boligkontoret",
        note="Må flytte i mars",
        by=laid.cast.counsellor,
        at=laid.now,
        version=0,
    )
    row = by_key(laid.mother)["housing"]
    assert (row.status, row.owner, row.said) == ("open", "Boligkontoret", True)
    assert by_key(laid.father)["housing"].status == "in_place"


def test_two_who_set_the_same_are_told(laid):
    kind = PreconditionKind.objects.get(key="health")
    actions.set_precondition(
        person=laid.mother, kind=kind, status="under_way", by=laid.cast.counsellor, at=laid.now, version=0
    )
    with pytest.raises(Conflict):
        actions.set_precondition(
            person=laid.mother, kind=kind, status="in_place", by=laid.cast.team_leader, at=laid.now, version=0
        )
    assert Precondition.objects.get().status == "under_way"


def test_the_kind_of_another_municipality_is_refused(laid):
    other = given.Cast(number="0301", name="En annen")
    actions.ensure_defaults(other.municipality, laid.now)
    kind = PreconditionKind.objects.get(municipality=other.municipality, key="health")
    with pytest.raises(Refused):
        actions.set_precondition(person=laid.mother, kind=kind, status="open", by=laid.cast.counsellor, at=laid.now)
