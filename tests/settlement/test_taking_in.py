"""A list is taken in whole or not at all, once, and every fact remembers where it came from."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from samlop.access.models import Role
from samlop.audit.models import Event
from samlop.core.errors import Refused
from samlop.pathway.models import Step
from samlop.people.models import (
    Background,
    CaseAccess,
    Household,
    NameKey,
    Need,
    Permit,
    Person,
    Relation,
    SpokenLanguage,
)
from samlop.settlement import actions
from samlop.settlement.models import Import
from tests.given import Cast, a_person
from tests.settlement.lists import AT, DATED, TODAY, a_child, a_row, as_csv, read, read_in, sent_in

pytestmark = pytest.mark.django_db

FAMILY = (
    a_row(Nr="1", Husstand="A", Rolle="hovedperson", Relasjoner="forelder til 3, 4", Behov="rullestol: trinnfri bolig", Utdanning="Ni år", Arbeidserfaring="Sydde klær"),
    a_row(Nr="2", Husstand="A", Rolle="ektefelle", Fornavn="Karim", Kjønn="mann", Fødselsdato="03.02.1993", Relasjoner="forelder til 3 og 4", Tidligere_tillatelser="kollektiv beskyttelse 01.03.2025–31.05.2026"),
    a_child(Nr="3", Husstand="A"),
    a_child(Nr="4", Husstand="A", Fornavn="Lina", Kjønn="jente", Fødselsdato="05.09.2024"),
)  # fmt: skip


@pytest.mark.parametrize("role", [r for r in Role if r != "coordinator"])
def test_only_the_coordinator_may_send_in_and_read_in(cast, role):
    user = getattr(cast, role)
    with pytest.raises(PermissionDenied):
        sent_in(cast, a_row(), by=user)
    listed = sent_in(cast, a_row())
    for act in (
        lambda: actions.confirm(listed=listed, seen=None, by=user, at=AT),
        lambda: actions.choose(listed=listed, row=2, choice="new", by=user, at=AT),
        lambda: actions.put_away(listed=listed, by=user, at=AT),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert not Person.objects.exists()


def test_a_preview_writes_nothing_about_people(cast):
    sent_in(cast, *FAMILY)
    assert not Household.objects.exists()
    assert not Step.objects.exists()


def test_a_family_comes_with_all_that_stood_on_the_list(cast):
    listed = read_in(cast, *FAMILY)
    household = Household.objects.get()
    assert (household.route, household.requested_on, household.settles_on) == (
        "reception",
        dt.date(2026, 11, 12),
        dt.date(2027, 1, 18),
    )
    salma, karim, nabil, lina = Person.objects.order_by("pk")
    assert household.contact == salma
    assert household.name == "Familien Nasser"
    assert (salma.language, salma.citizenship, salma.interpreter_needed, salma.counsellor) == ("ar", "SY", True, None)
    assert set(Relation.objects.values_list("person", "kind", "other")) == {
        (salma.pk, "spouse", karim.pk), (salma.pk, "parent", nabil.pk), (salma.pk, "parent", lina.pk),
        (karim.pk, "parent", nabil.pk), (karim.pk, "parent", lina.pk),
    }  # fmt: skip
    assert [(p.kind, p.granted_on, p.ended_on) for p in karim.permits.all()] == [
        ("P-34", dt.date(2025, 3, 1), dt.date(2026, 6, 1)), ("P-28", dt.date(2026, 6, 1), None)
    ]  # fmt: skip
    assert [(n.kind, n.what_to_do) for n in salma.needs.all()] == [("wheelchair", "trinnfri bolig")]
    assert {b.topic: b.text for b in salma.background.all()} == {"schooling": "Ni år", "work": "Sydde klær"}
    assert listed.result["nye personer"] == 4


def test_every_fact_keeps_its_source_and_date(cast):
    read_in(cast, a_row(Kilde="mottaket", Kildedato="10.11.2026", Behov="syn: lupe", Utdanning="x"))
    told = {"source": "reception", "known_on": "2026-11-10"}
    person = Person.objects.get()
    assert {
        person.sources[key] == told
        for key in ("given_name", "birth_date", "citizenship", "language", "interpreter_needed")
    } == {True}
    assert person.household.sources["settles_on"] == told
    for model in (Permit, SpokenLanguage, Need, Background):
        row = model.objects.get()
        assert (row.source, row.known_on) == ("reception", dt.date(2026, 11, 10))


def test_a_row_without_a_source_date_is_as_old_as_the_list(cast):
    read_in(cast, a_row())
    assert Person.objects.get().sources["birth_date"] == {"source": "settlement_list", "known_on": DATED.isoformat()}


def test_names_can_be_found_afterwards(cast):
    read_in(cast, a_row(Fornavn="Øzge"))
    assert set(NameKey.objects.values_list("written", flat=True)) == {"ozge", "nasser"}


def test_dwelling_kindergarten_school_and_health_stand_there_with_owners_and_dates_before_arrival(cast):
    read_in(cast, *FAMILY)
    steps = {}
    for step in Step.objects.all():
        steps.setdefault(step.key, []).append(step)
    assert {
        "accept",
        "home_found",
        "kindergarten_place",
        "school_place",
        "health_check",
        "needs_triage",
    } <= steps.keys()
    assert all(step.office and step.owner_role for rows in steps.values() for step in rows)
    arrival = dt.date(2027, 1, 18)
    assert steps["home_found"][0].due_on < arrival
    assert all(step.due_on for key in ("kindergarten_place", "school_place", "health_check") for step in steps[key])
    lina, nabil = Person.objects.get(given_name="Lina"), Person.objects.get(given_name="Nabil")
    assert [step.person for step in steps["kindergarten_place"]] == [lina]
    assert [step.person for step in steps["school_place"]] == [nabil]


def test_a_yes_on_the_list_is_a_step_done(cast):
    read_in(cast, a_row(Svart_ja="13.11.2026"))
    step = Step.objects.get(key="accept")
    assert (step.state, step.closed_on) == ("done", dt.date(2026, 11, 13))
    assert Step.objects.get(key="needs_triage").state == "ready"


def test_what_comes_before_moving_in_is_done_for_those_who_live_here(cast):
    read_in(cast, a_row(Bosatt="01.10.2026", Anmodet="", Avtalt_bosettingsdato=""))
    assert set(Step.objects.filter(key__in=("home_found", "lease", "move_in")).values_list("state", "closed_on")) == {
        ("done", dt.date(2026, 10, 1))
    }
    assert Step.objects.filter(key="report_move", state="ready").exists()


def test_each_person_and_the_list_leave_an_event(cast):
    listed = read_in(cast, *FAMILY)
    acts = list(Event.objects.values_list("act", flat=True))
    assert acts.count("lest inn fra bosettingsliste") == 4
    assert acts.count("leste inn bosettingsliste") == 1
    assert acts.count("lastet opp bosettingsliste") == 1
    event = Event.objects.get(act="leste inn bosettingsliste")
    assert event.by == cast.coordinator
    assert event.data["liste"] == listed.pk


def test_no_event_and_no_import_names_the_people_or_the_file(cast):
    read_in(cast, *FAMILY)
    assert "Nasser" not in str(list(Event.objects.values_list("data", flat=True)))
    assert "liste.csv" not in str(list(Event.objects.values_list("data", flat=True)))
    assert "Nasser" not in str(list(Import.objects.values_list("rows", "remarks", "choices", "result")))


def test_a_list_with_one_mistake_is_not_read_in_at_all(cast):
    listed = sent_in(cast, *FAMILY, a_row(Fornavn="Bo", Fødselsdato="31.02.1990"))
    with pytest.raises(Refused, match="Ingenting er lest inn"):
        actions.confirm(listed=listed, seen=None, by=cast.coordinator, at=AT)
    assert not Person.objects.exists()
    assert not Household.objects.exists()
    assert Import.objects.get().state == "preview"


def test_nothing_is_left_when_the_writing_breaks_half_way(cast, monkeypatch):
    from samlop.settlement.actions import pathways

    def broken(*args, **kwargs):
        raise RuntimeError("the power went")

    monkeypatch.setattr(pathways, "lay", broken)
    listed = sent_in(cast, *FAMILY)
    with pytest.raises(RuntimeError):
        actions.confirm(listed=listed, seen=None, by=cast.coordinator, at=AT)
    assert not Person.objects.exists()
    assert not NameKey.objects.exists()
    assert Import.objects.get().rows


def test_confirming_twice_gives_the_first_answer(cast):
    listed = read_in(cast, *FAMILY)
    again = actions.confirm(listed=listed, seen="whatever", by=cast.coordinator, at=AT)
    assert again.result == listed.result
    assert Person.objects.count() == 4


def test_the_same_file_is_read_in_once(cast):
    read_in(cast, a_row())
    with pytest.raises(Refused, match=r"21\. november 2026"):
        sent_in(cast, a_row())


def test_the_same_file_open_with_two_users_is_read_in_once(cast):
    other = cast.user("coordinator")
    first, second = sent_in(cast, a_row()), sent_in(cast, a_row(), by=other)
    actions.confirm(listed=first, seen=None, by=cast.coordinator, at=AT)
    with pytest.raises(Refused, match="lest inn"):
        actions.confirm(listed=second, seen=None, by=other, at=AT)
    assert Person.objects.count() == 1


def test_the_database_itself_refuses_the_same_file_twice(cast):
    kept = {
        "municipality": cast.municipality,
        "uploaded_at": AT,
        "sha256": "a",
        "how": "",
        "dated_on": DATED,
        "row_count": 1,
        "closed_at": AT,
    }
    Import.objects.create(state="imported", **kept)
    with pytest.raises(IntegrityError), transaction.atomic():
        Import.objects.create(state="imported", **kept)
    with pytest.raises(IntegrityError), transaction.atomic():
        Import.objects.create(state="imported", rows=[[2, {}]], **kept | {"sha256": "b"})


def test_sending_the_same_file_again_before_it_is_read_in_opens_the_same_preview(cast):
    assert sent_in(cast, a_row()).pk == sent_in(cast, a_row()).pk


def test_another_municipality_reads_in_the_same_file_for_itself(cast):
    read_in(cast, a_row())
    other = Cast(number="0301", name="En annen kommune")
    read_in(other, a_row())
    assert Person.objects.filter(municipality=other.municipality).count() == 1


def test_a_list_dated_tomorrow_is_refused_and_one_from_today_is_not(cast):
    with pytest.raises(Refused, match="fram i tid"):
        sent_in(cast, a_row(), dated=TODAY + dt.timedelta(days=1))
    sent_in(cast, a_row(), dated=TODAY)


def test_a_preview_goes_stale_when_a_person_changes_meanwhile(cast):
    person = a_person(cast, given_name="Salma", family_name="Nasser", citizenship="")
    listed = sent_in(cast, a_row())
    seen = actions.plan_of(listed, by=cast.coordinator, today=TODAY).fingerprint
    Person.objects.filter(pk=person.pk).update(citizenship="TR")
    with pytest.raises(actions.Changed, match="Ingenting er lest inn"):
        actions.confirm(listed=listed, seen=seen, by=cast.coordinator, at=AT)
    assert Person.objects.get().citizenship == "TR"
    again = actions.plan_of(listed, by=cast.coordinator, today=TODAY).fingerprint
    assert again != seen


def test_a_preview_goes_stale_when_somebody_else_reads_in_the_same_person(cast):
    other = cast.user("coordinator")
    listed = sent_in(cast, a_row())
    seen = actions.plan_of(listed, by=cast.coordinator, today=TODAY).fingerprint
    read_in(cast, a_row(Behov="syn: lupe"), by=other)
    with pytest.raises(actions.Changed):
        actions.confirm(listed=listed, seen=seen, by=cast.coordinator, at=AT)
    assert Person.objects.count() == 1


def test_a_list_put_away_forgets_its_rows_and_cannot_be_read_in(cast):
    listed = sent_in(cast, a_row())
    actions.put_away(listed=listed, by=cast.coordinator, at=AT)
    actions.put_away(listed=listed, by=cast.coordinator, at=AT)
    assert Import.objects.get().rows == []
    with pytest.raises(Refused, match="lagt bort"):
        actions.confirm(listed=listed, seen=None, by=cast.coordinator, at=AT)


@pytest.mark.parametrize(("days", "state"), [(14, "preview"), (15, "discarded")])
def test_a_preview_nobody_came_back_to_is_put_away_after_fourteen_days(cast, days, state):
    old = sent_in(cast, a_row(), at=AT)
    sent_in(cast, a_row(Fornavn="Bo"), at=AT + dt.timedelta(days=days))
    old.refresh_from_db()
    assert old.state == state
    assert bool(old.rows) == (state == "preview")


def test_a_protected_household_is_hidden_and_the_one_who_read_it_in_can_find_it_an_adviser(cast):
    read_in(cast, *FAMILY[:3], FAMILY[3] | {"Adressebeskyttelse": "fortrolig"}, a_row(Fornavn="Bo"))
    household = Household.objects.get(name="Familien Nasser")
    assert household.guarded
    assert household.members.filter(guarded=True).count() == 4
    assert Household.objects.visible_to(cast.coordinator).filter(pk=household.pk).exists()
    colleague = cast.user("coordinator")
    assert [h.name for h in Household.objects.visible_to(colleague)] == ["Bo Nasser"]
    assert CaseAccess.objects.filter(user=cast.coordinator).count() == 4


def test_new_people_go_to_the_team_that_was_chosen(cast):
    read_in(cast, a_row(), team=cast.team)
    assert Person.objects.get().team == cast.team


def test_a_hundred_people_take_few_statements(cast, django_assert_max_num_queries):
    listed = sent_in(
        cast, *(a_row(Fornavn=f"Ada{'abcdefghij'[n // 10]}{'abcdefghij'[n % 10]}", Nr=str(n)) for n in range(100))
    )
    with django_assert_max_num_queries(90):
        actions.confirm(listed=listed, seen=None, by=cast.coordinator, at=AT)
    assert Person.objects.count() == 100


def test_reading_needs_no_file_of_ours(cast):
    assert read(as_csv(a_row())).sha256 != read(as_csv(a_row(Fornavn="Bo"))).sha256


def test_what_is_written_first_is_what_would_be_reckoned_from_it(cast):
    from samlop.pathway import actions as pathway
    from samlop.pathway.models import Standing

    read_in(cast, *FAMILY, a_row(Fornavn="Bo", Husstand="B"))
    before = list(Standing.objects.order_by("pk").values()), list(Step.objects.order_by("pk").values())
    assert before[0]
    pathway.refresh_standing(Household.objects.all(), TODAY)
    assert (list(Standing.objects.order_by("pk").values()), list(Step.objects.order_by("pk").values())) == before
