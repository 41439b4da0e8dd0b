"""A row about somebody we know is an update; one about somebody the reader may not see gives nothing away."""

import datetime as dt

import pytest

from samlop.audit.models import Event
from samlop.core import identity
from samlop.core.errors import Refused
from samlop.people.actions import source_of
from samlop.people.models import CaseAccess, Household, Person
from samlop.settlement import actions
from samlop.settlement.intake.matching import UNCLEAR
from samlop.settlement.models import Import
from tests.given import AT as CREATED
from tests.given import a_person
from tests.settlement.lists import AT, TODAY, a_child, a_row, read_in, said, sent_in

pytestmark = pytest.mark.django_db

DUF, OTHER_DUF = "202600012345", "202600099999"
NUMBER = identity.synthetic(born=dt.date(1995, 5, 1), serial=1)


def salma(cast, **fields):
    """The woman of `a_row`, as we know her from the reception centre on 1 November."""
    known = {
        key: source_of("reception", dt.date(2026, 11, 1))
        for key in ("given_name", "citizenship", "language", "interpreter_needed", "education")
    }
    return a_person(
        cast, **{"given_name": "Salma", "family_name": "Nasser", "settled_on": None, "sources": known, **fields}
    )


def plan(cast, *rows, by=None, **more):
    by = by or cast.coordinator
    return actions.plan_of(sent_in(cast, *rows, by=by, **more), by=by, today=TODAY)


def only(plan):
    [one] = plan.people
    return one


@pytest.mark.parametrize(
    ("fields", "cells", "how"),
    [
        ({"duf": DUF, "given_name": "Selma"}, {"DUF-nummer": DUF}, "DUF-nummeret"),
        ({"identity_number": NUMBER, "given_name": "Selma"}, {"Fødselsnummer": NUMBER}, "personnummeret"),
        ({}, {}, "navn og fødselsdato"),
        ({"given_name": "Sálma", "family_name": "Al-Nasser"}, {"Fornavn": "salma", "Etternavn": "Nasser Al"}, "navn og fødselsdato"),
        ({"duf": DUF}, {}, "navn og fødselsdato"),
    ],
)  # fmt: skip
def test_a_person_is_recognised(cast, fields, cells, how):
    person = salma(cast, **fields)
    one = only(plan(cast, a_row(**{k.replace(" ", "_"): v for k, v in cells.items()})))
    assert (one.match.person, str(one.match.how)) == (person, how)


def test_another_birth_date_is_another_person(cast):
    salma(cast, birth_date=dt.date(1995, 5, 2))
    assert only(plan(cast, a_row())).fate == "new"


def test_somebody_with_the_same_name_in_another_municipality_is_nobody_here(cast):
    from tests.given import Cast

    salma(Cast(number="0301", name="En annen kommune"), duf=DUF)
    assert only(plan(cast, a_row(**{"DUF-nummer": DUF}))).fate == "new"


def test_a_younger_list_writes_only_what_differs_and_says_it_before(cast):
    person = salma(cast, citizenship="TR")
    listed = sent_in(cast, a_row())
    one = only(actions.plan_of(listed, by=cast.coordinator, today=TODAY))
    [change] = [c for c in one.changes if c.kind == "citizenship"]
    assert (change.old, change.new, change.old_source, change.applies) == (
        "Tyrkia",
        "Syria",
        "mottaket, 01.11.2026",
        True,
    )
    actions.confirm(listed=listed, seen=None, by=cast.coordinator, at=AT)
    person.refresh_from_db()
    assert (person.citizenship, person.sources["citizenship"]["known_on"]) == ("SY", "2026-11-16")
    assert person.sources["given_name"]["known_on"] == "2026-11-01"  # the same as before: not touched
    assert person.counsellor == cast.counsellor
    assert Person.objects.count() == 1
    event = Event.objects.get(act="endret fra bosettingsliste", person_id=person.pk)
    assert {"hva": "Statsborgerskap", "før": "Tyrkia", "nå": "Syria"} in event.data["endringer"]


@pytest.mark.parametrize(
    ("day", "source", "stands"),
    [
        ("31.10.2026", "bosettingslista", True),
        ("01.11.2026", "bosettingslista", True),  # as old, but the reception centre said otherwise
        ("01.11.2026", "mottaket", False),
        ("02.11.2026", "bosettingslista", False),
    ],
)
def test_the_younger_fact_stands(cast, day, source, stands):
    person = salma(cast, citizenship="TR")
    listed = sent_in(cast, a_row(Kildedato=day, Kilde=source))
    one = only(actions.plan_of(listed, by=cast.coordinator, today=TODAY))
    [change] = [c for c in one.changes if c.kind == "citizenship"]
    assert change.applies is not stands
    if stands:
        assert "nyere" in change.why_not
    actions.confirm(listed=listed, seen=None, by=cast.coordinator, at=AT)
    person.refresh_from_db()
    assert person.citizenship == ("TR" if stands else "SY")


def test_an_empty_cell_takes_nothing_away(cast):
    person = salma(cast, duf=DUF)
    read_in(cast, a_row(Statsborgerskap=""))
    person.refresh_from_db()
    assert (person.citizenship, person.duf) == ("SY", DUF)


def test_reading_in_what_we_know_changes_nothing(cast):
    read_in(cast, a_row())
    before = Person.objects.values().get()
    listed = read_in(cast, a_row(Hobby="sjakk"))
    assert listed.result["uten endring"] == 1
    assert Person.objects.values().get() == before


def test_a_new_permit_takes_over_from_the_one_before(cast):
    person = salma(cast, permit="P-34", permit_date=dt.date(2025, 3, 1))
    read_in(cast, a_row())
    assert [(p.kind, p.granted_on, p.ended_on) for p in person.permits.all()] == [
        ("P-34", dt.date(2025, 3, 1), dt.date(2026, 6, 1)),
        ("P-28", dt.date(2026, 6, 1), None),
    ]


def test_an_older_permit_without_a_last_day_does_not_push_out_the_one_we_have(cast):
    person = salma(cast, permit="P-28", permit_date=dt.date(2026, 7, 1))
    made = plan(cast, a_row(Tillatelse="kollektiv beskyttelse"))
    assert "Skriv siste dag" in said(made, "warning")[0][2]
    read_in(cast, a_row(Tillatelse="kollektiv beskyttelse"))
    assert [p.kind for p in person.permits.all()] == ["P-28"]


def test_a_list_raises_protection_and_never_lifts_it(cast):
    person = salma(cast)
    CaseAccess.objects.create(person=person, user=cast.coordinator, reason="Fast kontakt", given_at=AT)
    read_in(cast, a_row(Adressebeskyttelse="fortrolig"))
    person.refresh_from_db()
    assert (person.protection, person.guarded) == ("confidential", True)
    made = plan(cast, a_row(Adressebeskyttelse="ingen"))
    assert "tar ikke bort" in only(made).changes[0].why_not
    read_in(cast, a_row(Adressebeskyttelse="ingen"))
    person.refresh_from_db()
    assert person.protection == "confidential"


def test_a_confirmed_day_is_not_changed_by_a_list(cast):
    person = salma(cast, settled_on=dt.date(2026, 10, 1))
    read_in(cast, a_row(Bosatt="02.10.2026"))
    person.refresh_from_db()
    assert person.settled_on == dt.date(2026, 10, 1)


def test_a_new_child_joins_the_household_we_know(cast):
    person = salma(cast)
    read_in(cast, a_row(Husstand="7", Rolle="hovedperson"), a_child(Husstand="7", Rolle="barn"))
    assert Household.objects.count() == 1
    child = Person.objects.get(given_name="Nabil")
    assert child.household == person.household
    assert person.relations.get().other == child


def test_a_new_child_of_a_protected_household_is_protected_from_the_first_moment(cast):
    person = salma(cast, protection="strict", duf=DUF)
    CaseAccess.objects.create(person=person, user=cast.coordinator, reason="Fast kontakt", given_at=AT)
    read_in(cast, a_row(Husstand="7", Rolle="hovedperson"), a_child(Husstand="7", Rolle="barn"))
    child = Person.objects.get(given_name="Nabil")
    assert child.guarded
    assert not Person.objects.visible_to(cast.user("coordinator")).exists()


def test_nobody_is_moved_between_households(cast):
    mother, other = salma(cast), salma(cast, given_name="Karim", birth_date=dt.date(1993, 2, 3))
    made = plan(cast, a_row(Husstand="7"), a_row(Husstand="7", Fornavn="Karim", Fødselsdato="03.02.1993"))
    assert any("ulike husstander" in text for _, _, text in said(made))
    assert mother.household_id != other.household_id
    read_in(cast, a_row(Husstand="7"), a_row(Husstand="7", Fornavn="Karim", Fødselsdato="03.02.1993"))
    assert {p.household_id for p in Person.objects.all()} == {mother.household_id, other.household_id}


def test_a_household_we_know_gets_a_new_agreed_day_and_new_dates_on_its_steps(cast):
    from samlop.pathway.models import Step

    read_in(cast, a_row())
    before = Step.objects.get(key="home_found").due_on
    read_in(cast, a_row(Avtalt_bosettingsdato="28.01.2027", Kildedato="20.11.2026"))
    assert Household.objects.get().settles_on == dt.date(2027, 1, 28)
    assert Step.objects.get(key="home_found").due_on == before + dt.timedelta(days=10)


def test_a_name_that_sounds_alike_must_be_answered(cast):
    person = salma(cast)
    listed = sent_in(cast, a_row(Fornavn="Selma"))
    made = actions.plan_of(listed, by=cast.coordinator, today=TODAY)
    assert made.stops
    assert "Er det samme person?" in said(made, "ask")[0][2]
    with pytest.raises(Refused):
        actions.confirm(listed=listed, seen=None, by=cast.coordinator, at=AT)
    with pytest.raises(Refused, match="passer ikke lenger"):
        actions.choose(listed=listed, row=2, choice=str(person.pk + 1), by=cast.coordinator, at=AT)
    actions.choose(listed=listed, row=2, choice=str(person.pk), by=cast.coordinator, at=AT)
    listed.refresh_from_db()
    actions.confirm(listed=listed, seen=None, by=cast.coordinator, at=AT)
    assert Person.objects.get().given_name == "Selma"


def test_a_name_that_sounds_alike_can_be_somebody_new(cast):
    salma(cast)
    listed = sent_in(cast, a_row(Fornavn="Selma"))
    actions.choose(listed=listed, row=2, choice="new", by=cast.coordinator, at=AT)
    listed.refresh_from_db()
    actions.confirm(listed=listed, seen=None, by=cast.coordinator, at=AT)
    assert Person.objects.count() == 2


def test_the_same_name_and_birth_date_with_another_duf_number_must_be_answered(cast):
    salma(cast, duf=OTHER_DUF)
    assert said(plan(cast, a_row(**{"DUF-nummer": DUF})), "ask")


# What cannot be decided, for whatever reason, is said in the same words.


def unclear_rows(cast):
    """(what makes it undecidable, the row) for people everybody may see."""
    salma(cast, duf=DUF)
    salma(cast, given_name="Karim", identity_number=NUMBER)
    salma(cast, given_name="To", family_name="Like")
    salma(cast, given_name="To", family_name="Like")
    return [
        a_row(**{"DUF-nummer": DUF, "Fødselsnummer": NUMBER}),
        a_row(**{"DUF-nummer": DUF, "Fornavn": "Ivan", "Etternavn": "Petrenko", "Fødselsdato": "01.01.1980"}),
        a_row(Fornavn="To", Etternavn="Like"),
    ]


def hidden_rows(cast):
    """(rows about somebody protected): by DUF number, by name, by living with somebody protected."""
    salma(cast, protection="strict", duf=OTHER_DUF, given_name="Skjult")
    other = salma(cast, protection="confidential", given_name="Barn")
    salma(cast, household=other.household, given_name="Mor", guarded=True)
    return [
        a_row(**{"DUF-nummer": OTHER_DUF}),
        a_row(**{"DUF-nummer": OTHER_DUF, "Fornavn": "Ivan", "Fødselsdato": "01.01.1980"}),
        a_row(Fornavn="Skjult"),
        a_row(Fornavn="Mor"),
    ]


def test_a_row_about_somebody_hidden_is_said_in_the_words_of_any_row_that_cannot_be_decided(cast):
    told = []
    for row in [*unclear_rows(cast), *hidden_rows(cast)]:
        made = plan(cast, row)
        one = only(made)
        assert (one.fate, one.match.person, one.match.candidates, one.changes) == ("stopped", None, [], [])
        told.append([(column, text) for _, column, text in said(made, "error")])
        with pytest.raises(Refused):
            actions.confirm(listed=Import.objects.latest("pk"), seen=None, by=cast.coordinator, at=AT)
    assert told == [[("", UNCLEAR)]] * 7


def test_a_name_that_only_sounds_like_somebody_hidden_gives_nothing_away(cast):
    salma(cast, protection="strict", duf=OTHER_DUF)
    made = plan(cast, a_row(Fornavn="Selma"))
    assert said(made) == []
    assert only(made).fate == "new"


def test_the_attempt_stands_in_the_hidden_persons_own_log_and_in_nobody_elses(cast):
    hidden = salma(cast, protection="strict", duf=OTHER_DUF)
    sent_in(cast, a_row(**{"DUF-nummer": OTHER_DUF}), a_row(Fornavn="Bo"))
    event = Event.objects.get(act="sto på en liste som ble holdt tilbake")
    assert (event.person_id, event.by) == (hidden.pk, cast.coordinator)


def test_one_who_was_let_into_the_case_may_update_it(cast):
    person = salma(cast, protection="strict", duf=OTHER_DUF, citizenship="TR")
    CaseAccess.objects.create(person=person, user=cast.coordinator, reason="Fast kontakt", given_at=CREATED)
    read_in(cast, a_row(**{"DUF-nummer": OTHER_DUF}))
    person.refresh_from_db()
    assert person.citizenship == "SY"


def test_two_rows_about_one_person_we_know_are_refused(cast):
    salma(cast, duf=DUF)
    made = plan(cast, a_row(**{"DUF-nummer": DUF}), a_row(Fornavn="Salma Karim", Etternavn="Nasser", Fødselsnummer=""))
    assert not any("samme person hos oss" in text for _, _, text in said(made))
    made = plan(cast, a_row(**{"DUF-nummer": DUF, "Fornavn": "Selma"}), a_row())
    assert any("samme person hos oss" in text for _, _, text in said(made))


def test_a_name_that_sounds_alike_with_another_duf_number_is_another_person(cast):
    salma(cast, duf=OTHER_DUF)
    assert said(plan(cast, a_row(Fornavn="Selma", **{"DUF-nummer": DUF}))) == []
