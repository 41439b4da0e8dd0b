"""One household on its way in: the answer, the agreed day, the dwelling, and each member's own day."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from samlop.audit.models import Event
from samlop.core.errors import Conflict, Refused
from samlop.pathway.models import OPEN, Step
from samlop.people.models import CaseAccess, Household, Person
from samlop.settlement import actions
from samlop.settlement.models import Answer, Dwelling
from tests.given import Cast, a_person
from tests.settlement.lists import AT, TODAY, a_child, a_row, read_in

pytestmark = pytest.mark.django_db

WITHOUT_RIGHT = ["teacher", "translator", "administrator", "auditor"]


@pytest.fixture
def household(cast):
    """A mother and a child of eight, asked for on 12 November, agreed for 18 January; in the cast's team."""
    read_in(cast, a_row(Husstand="1", Rolle="hovedperson"), a_child(Husstand="1", Rolle="barn"), team=cast.team)
    return Household.objects.get()


def state(key: str) -> str:
    return Step.objects.get(key=key).state


def acts_on(household, by):
    """Every act on a household, ready to be tried."""
    who = household.members.first()
    return [
        lambda: actions.answer_request(household=household, yes=True, on=TODAY, by=by, at=AT),
        lambda: actions.agree_day(household=household, on=TODAY, by=by, at=AT),
        lambda: actions.give_dwelling(household=household, kind="private", by=by, at=AT),
        lambda: actions.confirm_moved_in(household=household, days={who.pk: TODAY}, by=by, at=AT),
    ]


@pytest.mark.parametrize("role", WITHOUT_RIGHT)
def test_those_who_do_not_steer_can_do_nothing(cast, household, role):
    for act in acts_on(household, getattr(cast, role)):
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.parametrize("role", ["teacher", "translator", "administrator"])
def test_those_without_the_case_find_no_page(cast, as_, household, role):
    assert as_(role).get(reverse("settlement:household", args=(household.pk,))).status_code in (403, 404)


def test_the_auditor_reads_and_has_no_buttons(cast, as_, household):
    page = as_("auditor").get(reverse("settlement:household", args=(household.pk,))).content.decode()
    assert "Familien Nasser" in page
    assert "Svar på anmodningen</summary>" not in page


def test_another_municipality_and_the_protected_are_not_there(cast, as_, household):
    url = reverse("settlement:household", args=(household.pk,))
    assert as_(Cast(number="0301", name="En annen kommune").coordinator).get(url).status_code == 404
    household.members.update(guarded=True)
    Household.objects.update(guarded=True)
    for role in ("coordinator", "team_leader", "counsellor", "auditor"):
        assert as_(role).get(url).status_code == 404
    for name in ("answer", "day", "dwelling", "moved_in"):
        assert as_("coordinator").post(reverse(f"settlement:{name}", args=(household.pk,))).status_code == 404


# The answer


def test_a_yes_is_kept_and_lets_the_steps_begin(cast, household):
    actions.answer_request(household=household, yes=True, on=TODAY, by=cast.coordinator, at=AT)
    household.refresh_from_db()
    assert household.accepted_on == TODAY
    assert household.sources["accepted_on"]["source"] == "caseworker"
    assert state("accept") == "done"
    assert state("needs_triage") == "ready"
    assert (
        Event.objects.filter(act="svarte ja på anmodningen", household_id=household.pk, by=cast.coordinator).count()
        == 1
    )


def test_the_same_answer_again_does_nothing(cast, household):
    for _ in range(2):
        actions.answer_request(household=household, yes=True, on=TODAY, by=cast.coordinator, at=AT)
    assert Answer.objects.count() == 1


def test_a_no_needs_a_reason_and_closes_the_steps_with_it(cast, household):
    with pytest.raises(Refused, match="hvorfor"):
        actions.answer_request(household=household, yes=False, on=TODAY, reason="  ", by=cast.coordinator, at=AT)
    actions.answer_request(
        household=household, yes=False, on=TODAY, reason="Ingen trinnfri bolig", by=cast.coordinator, at=AT
    )
    assert not Step.objects.filter(state__in=OPEN).exists()
    assert set(Step.objects.values_list("note", flat=True)) == {"Kommunen svarte nei: Ingen trinnfri bolig"}
    household.refresh_from_db()
    assert household.accepted_on is None


def test_after_a_no_nothing_more_can_be_settled_until_it_is_a_yes(cast, household):
    before = set(Step.objects.filter(state__in=OPEN).values_list("key", "person"))
    actions.answer_request(household=household, yes=False, on=TODAY, reason="Ingen bolig", by=cast.coordinator, at=AT)
    household.refresh_from_db()
    for act in acts_on(household, cast.coordinator)[1:]:
        with pytest.raises(Refused, match="svart nei"):
            act()
    actions.answer_request(household=household, yes=True, on=TODAY, by=cast.coordinator, at=AT)
    assert set(Step.objects.filter(state__in=OPEN).values_list("key", "person")) == before - {("accept", None)}
    assert [answer.yes for answer in household.answers.all()] == [True, False]


@pytest.mark.parametrize(
    ("on", "fine"),
    [
        (dt.date(2026, 11, 11), False),
        (dt.date(2026, 11, 12), True),
        (TODAY, True),
        (TODAY + dt.timedelta(days=1), False),
    ],
)
def test_the_answer_is_dated_between_the_request_and_today(cast, household, on, fine):
    if fine:
        actions.answer_request(household=household, yes=True, on=on, by=cast.coordinator, at=AT)
    else:
        with pytest.raises(Refused):
            actions.answer_request(household=household, yes=True, on=on, by=cast.coordinator, at=AT)


def test_it_cannot_become_a_no_when_somebody_has_come(cast, household):
    moved(cast, household, household.members.first())
    with pytest.raises(Refused, match="flyttet inn"):
        actions.answer_request(household=household, yes=False, on=TODAY, reason="Angret", by=cast.coordinator, at=AT)


def test_family_members_are_not_asked_about(cast):
    read_in(cast, a_row(Kommer_som="familieinnvandring", Anmodet=""))
    with pytest.raises(Refused, match="ikke spurt"):
        actions.answer_request(household=Household.objects.get(), yes=True, on=TODAY, by=cast.coordinator, at=AT)


# The day


def test_a_new_day_moves_what_is_counted_from_it(cast, household):
    before = Step.objects.get(key="home_found").due_on
    actions.agree_day(household=household, on=dt.date(2027, 1, 25), source="reception", by=cast.coordinator, at=AT)
    household.refresh_from_db()
    assert household.settles_on == dt.date(2027, 1, 25)
    assert household.sources["settles_on"] == {"source": "reception", "known_on": "2026-11-21"}
    assert Step.objects.get(key="home_found").due_on == before + dt.timedelta(days=7)


@pytest.mark.parametrize(
    ("on", "fine"),
    [
        (dt.date(2026, 11, 11), False),
        (dt.date(2026, 11, 12), True),
        (TODAY + dt.timedelta(days=730), True),
        (TODAY + dt.timedelta(days=731), False),
    ],
)
def test_the_day_is_after_the_request_and_within_two_years(cast, household, on, fine):
    if fine:
        actions.agree_day(household=household, on=on, by=cast.coordinator, at=AT)
    else:
        with pytest.raises(Refused):
            actions.agree_day(household=household, on=on, by=cast.coordinator, at=AT)


# The dwelling


def test_a_dwelling_is_kept_with_those_before_it_and_marks_the_step(cast, household):
    actions.give_dwelling(household=household, kind="temporary", address="Elvegata 1", by=cast.coordinator, at=AT)
    actions.give_dwelling(
        household=household, kind="municipal", address="Fossveien 2", fits_needs=True, by=cast.coordinator, at=AT
    )
    household.refresh_from_db()
    assert household.address == "Fossveien 2"
    assert [d.kind for d in Dwelling.objects.all()] == ["municipal", "temporary"]
    assert state("home_found") == "done"
    assert "Fossveien" not in str(list(Event.objects.values_list("data", flat=True)))


def test_a_dwelling_that_does_not_fit_needs_a_word_on_what_is_done(cast, household):
    with pytest.raises(Refused, match="merknaden"):
        actions.give_dwelling(household=household, kind="private", fits_needs=False, by=cast.coordinator, at=AT)
    actions.give_dwelling(
        household=household, kind="private", fits_needs=False, note="Rampe bygges", by=cast.coordinator, at=AT
    )


@pytest.mark.parametrize(("grade", "fine"), [("confidential", True), ("strict", False), ("strict_abroad", False)])
def test_a_strictly_confidential_address_is_never_written_down(cast, as_, household, grade, fine):
    Person.objects.filter(given_name="Nabil").update(protection=grade)
    for person in household.members.all():
        CaseAccess.objects.create(person=person, user=cast.coordinator, reason="Fast kontakt", given_at=AT)
    if fine:
        actions.give_dwelling(household=household, kind="private", address="Elvegata 1", by=cast.coordinator, at=AT)
        return
    with pytest.raises(Refused, match="skal ikke stå i Samløp"):
        actions.give_dwelling(household=household, kind="private", address="Elvegata 1", by=cast.coordinator, at=AT)
    actions.give_dwelling(household=household, kind="private", by=cast.coordinator, at=AT)
    page = as_("coordinator").get(reverse("settlement:household", args=(household.pk,))).content.decode()
    assert 'name="address"' not in page


# Moved in


def moved(cast, household, *members, on=TODAY):
    """Says yes, and that these members came on the day."""
    actions.answer_request(household=household, yes=True, on=dt.date(2026, 11, 12), by=cast.coordinator, at=AT)
    return actions.confirm_moved_in(household=household, days={m.pk: on for m in members}, by=cast.coordinator, at=AT)


def test_each_member_has_her_own_day_and_the_step_is_done_with_the_last(cast, household):
    mother, child = household.members.order_by("birth_date")
    moved(cast, household, mother, on=dt.date(2026, 11, 19))
    assert state("move_in") != "done"
    moved(cast, household, child, on=dt.date(2026, 11, 20))
    mother.refresh_from_db()
    assert (mother.settled_on, mother.sources["settled_on"]) == (
        dt.date(2026, 11, 19),
        {"source": "caseworker", "known_on": "2026-11-21"},
    )
    household.refresh_from_db()
    assert household.settles_on == dt.date(2026, 11, 19)
    assert state("move_in") == "done"
    assert Step.objects.filter(key="report_move", state="ready").exists()


def test_the_deadlines_of_the_law_are_counted_from_her_own_day(cast, household):
    mother = household.members.order_by("birth_date").first()
    moved(cast, household, mother, on=dt.date(2026, 11, 19))
    before = Step.objects.get(key="programme_start", person=mother)
    assert before.due_kind == "law"
    moved(cast, household, mother, on=dt.date(2026, 11, 16))
    after = Step.objects.get(key="programme_start", person=mother)
    assert before.due_on - after.due_on == dt.timedelta(days=3)


def test_moving_in_needs_a_yes(cast, household):
    with pytest.raises(Refused, match="ikke svart ja"):
        actions.confirm_moved_in(
            household=household, days={household.members.first().pk: TODAY}, by=cast.coordinator, at=AT
        )


def test_family_members_move_in_without_one(cast):
    read_in(cast, a_row(Kommer_som="familieinnvandring", Anmodet=""))
    household = Household.objects.get()
    actions.confirm_moved_in(household=household, days={household.members.get().pk: TODAY}, by=cast.coordinator, at=AT)
    assert household.members.get().settled_on == TODAY


@pytest.mark.parametrize(
    ("on", "fine"),
    [
        (dt.date(2026, 11, 11), False),
        (dt.date(2026, 11, 12), True),
        (TODAY, True),
        (TODAY + dt.timedelta(days=1), False),
    ],
)
def test_the_day_lies_between_the_yes_and_today(cast, household, on, fine):
    mother = household.members.order_by("birth_date").first()
    if fine:
        moved(cast, household, mother, on=on)
    else:
        with pytest.raises(Refused):
            moved(cast, household, mother, on=on)
        mother.refresh_from_db()
        assert mother.settled_on is None


def test_people_of_other_households_are_refused_and_nothing_is_half_written(cast, household):
    other = a_person(cast, settled_on=None)
    mother = household.members.order_by("birth_date").first()
    with pytest.raises(Refused, match="hører ikke til"):
        moved(cast, household, mother, other)
    mother.refresh_from_db()
    assert mother.settled_on is None


# On the page


def post(client, household, name, **data):
    household.refresh_from_db()
    data = {"version": household.version, "once": f"{name}{len(str(data))}", **data}
    return client.post(reverse(f"settlement:{name}", args=(household.pk,)), data)


def test_a_household_is_settled_page_by_page(cast, as_, household):
    client = as_("coordinator")
    assert post(client, household, "answer", yes="ja", on="13.11.2026").status_code == 302
    assert post(client, household, "day", on="20.11.2026", source="reception").status_code == 302
    assert (
        post(client, household, "dwelling", kind="municipal", address="Elvegata 1", fits_needs="ja").status_code == 302
    )
    days = {f"day_{m.pk}": "20.11.2026" for m in household.members.all()}
    assert post(client, household, "moved_in", source="person", **days).status_code == 302
    page = client.get(reverse("settlement:household", args=(household.pk,))).content.decode()
    for words in (
        "Kommunen svarte ja 13. november 2026",
        "Elvegata 1",
        "Alle har flyttet inn",
        "personen selv, 21.11.2026",
    ):
        assert words in page


def test_pressing_twice_answers_once(cast, as_, household):
    client = as_("coordinator")
    data = {"version": household.version, "once": "k", "yes": "ja", "on": "13.11.2026"}
    url = reverse("settlement:answer", args=(household.pk,))
    assert client.post(url, data).status_code == 302
    assert client.post(url, data).status_code == 302
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("answer", {"yes": "nei", "on": "13.11.2026"}, "Skriv hvorfor"),
        ("answer", {"yes": "", "on": "13.11.2026"}, "Velg ja eller nei"),
        ("answer", {"yes": "ja", "on": "31.02.2026"}, "ikke en dato som finnes"),
        ("day", {"on": "", "source": "person"}, "Fyll ut"),
        ("day", {"on": "20.01.2027", "source": "spåkona"}, "Velg et av"),
        ("dwelling", {"kind": "telt"}, "Velg et av"),
        ("moved_in", {"source": "person"}, "Velg hvem"),
    ],
)
def test_what_is_wrong_is_said_by_the_form_and_what_was_typed_is_kept(cast, as_, household, name, data, words):
    answer = post(as_("coordinator"), household, name, **data)
    page = answer.content.decode()
    assert answer.status_code in (409, 422)
    assert words in page
    assert '<details class="act" open>' in page
    if data.get("on"):
        assert f'value="{data["on"]}"' in page


def test_two_who_answer_at_once_do_not_overwrite_each_other(cast, as_, household):
    stale = household.version
    actions.agree_day(household=household, on=dt.date(2027, 2, 1), by=cast.coordinator, at=AT)
    with pytest.raises(Conflict):
        actions.agree_day(household=household, on=dt.date(2027, 2, 8), version=stale, by=cast.counsellor, at=AT)
    client = as_("counsellor")
    url = reverse("settlement:day", args=(household.pk,))
    answer = client.post(url, {"on": "08.02.2027", "source": "person", "version": stale, "once": "a"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="08.02.2027"' in page
    assert "Dette står nå: 1. februar 2027" in " ".join(page.split())
    household.refresh_from_db()
    assert f'name="version" value="{household.version}"' in page
    assert (
        client.post(
            url, {"on": "08.02.2027", "source": "person", "version": household.version, "once": "b"}
        ).status_code
        == 302
    )


def test_the_page_takes_few_queries(cast, as_, household, django_assert_max_num_queries):
    client = as_("coordinator")
    with django_assert_max_num_queries(14):
        client.get(reverse("settlement:household", args=(household.pk,)))


def test_a_family_that_has_moved_in_is_not_told_that_no_home_is_found(cast, as_, household):
    page = reverse("settlement:household", args=(household.pk,))
    assert "Ikke funnet" in as_("coordinator").get(page).content.decode()
    days = {member.pk: TODAY for member in household.members.all()}
    actions.answer_request(household=household, yes=True, on=TODAY, by=cast.coordinator, at=AT)
    household.refresh_from_db()
    actions.confirm_moved_in(household=household, days=days, by=cast.coordinator, at=AT)
    shown = as_("coordinator").get(page).content.decode()
    assert "Ikke funnet" not in shown
    assert "er ikke skrevet inn" in shown
