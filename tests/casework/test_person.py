"""The person's page: what each role sees of her, what it costs, and changing what is known."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samlop.audit.models import Event, Read
from samlop.pathway.models import Precondition, PreconditionKind, Wait
from samlop.people.models import CaseAccess, Need, Permit, Person
from samlop.programme.models import Plan
from tests.casework.scene import a_legal_step, a_step, in_days, links, text
from tests.given import AT, Cast, a_family, a_person

pytestmark = pytest.mark.django_db
KNOWN = {"source": "settlement_list", "known_on": dt.date(2026, 9, 1)}


def url(person, rest: str = "") -> str:
    return f"/person/{person.pk}/{rest}"


def a_plan(cast, person, **fields) -> Plan:
    fields = {
        "number": 1, "state": "in_force", "meeting_on": in_days(-12), "end_goal": "work", "end_goal_detail": "kjøkken",
        "listening": "B1", "reading": "A2", "writing": "A2", "oral": "B1", "starts_on": in_days(9), "duration_months": 18,
        "created_at": AT, "created_by": cast.counsellor, "saved_at": AT, "saved_by": cast.counsellor,
        "in_force_on": in_days(-10), "decided_on": in_days(-10),
    } | fields  # fmt: skip
    return Plan.objects.create(municipality=cast.municipality, person=person, **fields)


@pytest.mark.parametrize("role", ["translator", "administrator"])
def test_roles_without_people_are_refused(as_, cast, role):
    assert as_(role).get(url(a_person(cast))).status_code == 403


def test_a_teacher_sees_goal_level_and_adaptation_and_nothing_else(as_, cast):
    pupil = a_person(cast, identity_number="", duf="202600000001")
    CaseAccess.objects.create(person=pupil, user=cast.teacher, reason="Elev", given_at=AT)
    a_plan(cast, pupil)
    Need.objects.create(person=pupil, kind="literacy", what_to_do="Bruk bilder", **KNOWN)
    Need.objects.create(person=pupil, kind="health", what_to_do="Ring helsestasjonen", **KNOWN)
    a_step(pupil, "bank_id")
    page = text(as_("teacher").get(url(pupil)))
    for wanted in ("arbeid, kjøkken", "lytte B1, lese A2", "Bruk bilder"):
        assert wanted in page
    for hidden in ("Ring helsestasjonen", "BankID", "Asyl", "202600000001", "Bosatt", "Husstand", "Hva loven sier"):
        assert hidden not in page


@pytest.mark.parametrize("rest", ["loven/", "endre/", "opphold/", "hvem-folger/"])
def test_a_teacher_cannot_open_the_rest_of_the_case(as_, cast, rest):
    pupil = a_person(cast)
    CaseAccess.objects.create(person=pupil, user=cast.teacher, reason="Elev", given_at=AT)
    assert as_("teacher").get(url(pupil, rest)).status_code == 403


def test_a_pupil_of_another_does_not_exist(as_, cast):
    assert as_("teacher").get(url(a_person(cast))).status_code == 404


@pytest.mark.parametrize("rest", ["", "loven/", "endre/", "opphold/"])
def test_other_teams_municipalities_and_protected_people_do_not_exist(as_, cast, rest):
    hidden = a_person(cast, protection="strict")
    for person in (a_person(Cast()), a_person(Cast(number="0301", name="En annen")), hidden):
        assert as_(cast.user("counsellor")).get(url(person, rest)).status_code == 404
    assert as_("counsellor").get(url(hidden, rest)).status_code == 200
    assert as_("counsellor").get(url(Person(pk=10**12), rest)).status_code == 404


def test_the_whole_page_for_the_counsellor(as_, cast):
    _, mother, father, small, _ = a_family(cast, name="Familien Haddad")
    place = a_step(small, "kindergarten_place", due=-5, office="Barnehagekontoret", released_on=in_days(-23))
    start = a_legal_step(mother, due=9, state="waiting")
    Wait.objects.create(step=start, waits_for=place)
    kind = PreconditionKind.objects.create(municipality=cast.municipality, key="housing", name="Bolig")
    Precondition.objects.create(person=mother, kind=kind, status="under_way", owner="Boligkontoret")
    Need.objects.create(person=mother, kind="wheelchair", what_to_do="Bolig uten trapp", **KNOWN)
    a_plan(cast, mother)
    page = text(as_("counsellor").get(url(mother)))
    for wanted in (
        "31 år · arabisk · Syria",
        "Trenger tolk: arabisk",
        f"{father} ektefelle · 33 år",
        f"{small} barn · 2 år",
        "Barnehageplass for Lina",
        "Venter på «Barnehageplass».",
        "Barnehagekontoret har hatt saken i 23 dager.",
        "Bolig · Boligkontoret Noen er i gang",
        "Bolig uten trapp",
        "Personen har rett og plikt til å delta i introduksjonsprogram",
        "mål: arbeid, kjøkken",
        "Asyl (§ 28) Gjelder nå",
        "bosettingslista, 01.09.2026",
    ):
        assert wanted in page, wanted


def test_what_the_children_wait_for_stands_with_the_parents_and_not_with_the_children(as_, cast):
    _, mother, _, small, big = a_family(cast)
    a_step(small, "kindergarten_place", office="Barnehagekontoret")
    assert "Barnehageplass for Lina" in text(as_("counsellor").get(url(mother)))
    assert "Barnehageplass" not in text(as_("counsellor").get(url(big)))


def test_facts_show_their_source_and_what_is_unknown_is_said(as_, cast):
    person = a_person(cast, sources={"birth_date": {"source": "reception", "known_on": "2026-09-14"}})
    page = text(as_("counsellor").get(url(person)))
    assert "Født: mottaket, 14.09.2026" in page
    assert "Språk: kilde ikke oppgitt" in page
    assert "DUF-nummer Ikke kjent" in page


def test_only_relatives_the_user_may_see_are_there(as_, cast):
    from samlop.people.models import Relation

    person, aunt = a_person(cast), a_person(cast, given_name="Tante", protection="confidential", counsellor=None)
    Relation.objects.create(person=person, other=aunt, kind="sibling", **KNOWN)
    assert "Tante" not in text(as_("counsellor").get(url(person)))
    assert "Alene i husstanden." in text(as_("counsellor").get(url(person)))


def test_the_page_costs_twelve_queries_with_sign_in_and_log(as_, cast):
    _, mother, *_ = a_family(cast)
    kind = PreconditionKind.objects.create(municipality=cast.municipality, key="housing", name="Bolig")
    Precondition.objects.create(person=mother, kind=kind)
    Permit.objects.filter(person=mother).update(ended_on=dt.date(2026, 8, 1))
    Permit.objects.create(person=mother, kind="P-38", granted_on=dt.date(2026, 8, 1), **KNOWN)
    for n in range(15):
        a_step(mother, f"key{n}", due=n)
        Need.objects.create(person=mother, kind="other", what_to_do=str(n), **KNOWN)
    a_plan(cast, mother)
    client = as_("counsellor")
    client.get(url(mother))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url(mother)).status_code == 200
    assert len(asked) <= 12, [q["sql"][:90] for q in asked]


def test_opening_a_person_is_one_row_in_the_log(as_, cast):
    person = a_person(cast)
    as_("counsellor").get(url(person))
    row = Read.objects.get()
    assert (row.person_id, row.by, row.screen) == (person.pk, cast.counsellor, "Personens side")


def test_an_auditor_reads_and_changes_nothing(as_, cast):
    person = a_person(cast)
    found = links(as_("auditor").get(url(person)))
    assert "Hvem har sett saken" in found
    assert "Endre opplysninger" not in found
    assert "Lag planen" not in found
    for rest in ("endre/", "opphold/", "hvem-folger/"):
        assert as_("auditor").post(url(person, rest), {}).status_code == 403


def test_a_child_has_no_plan_and_no_law_of_her_own(as_, cast):
    _, _, _, small, _ = a_family(cast)
    page = as_("counsellor").get(url(small))
    assert "Barn har ikke rett til introduksjonsprogram" in text(page)
    assert "Lag planen" not in links(page)


def test_facts_that_cannot_all_be_true_are_told_and_can_be_mended(as_, cast):
    person = a_person(cast, permit_date=dt.date(1980, 1, 1))  # before she was born
    page = text(as_("counsellor").get(url(person)))
    assert "Opplysningene kan ikke stemme alle sammen" in page or "Personen har" in page


# ----- changing what is known


def typed(person, **changes) -> dict:
    values = {
        "given_name": person.given_name, "family_name": person.family_name, "birth_date": "01.05.1995", "sex": "woman",
        "citizenship": "SY", "language": "ar", "interpreter_needed": "on", "duf": "", "identity_number": "",
        "arrived_on": "", "settled_on": "01.10.2026", "settled_by_agreement": "on", "education": "below_upper_secondary",
        "job_hours_per_week": "", "protection": "", "version": str(person.version),
    } | changes  # fmt: skip
    known = {"kilde-source": "person", "kilde-known_on": "20.11.2026"}
    return {f"person-{name}": value for name, value in values.items()} | known


def save(client, person, **changes):
    extra = {name: changes.pop(name) for name in list(changes) if name.startswith(("kilde", "once"))}
    return client.post(url(person, "endre/"), typed(person, **changes) | extra)


def test_a_changed_fact_keeps_its_source_and_the_old_value(as_, cast):
    person = a_person(cast)
    assert save(as_("counsellor"), person, family_name="Nytt", education="upper_secondary_or_higher").status_code == 302
    person.refresh_from_db()
    assert (person.family_name, person.education) == ("Nytt", "upper_secondary_or_higher")
    assert person.sources["education"] == {"source": "person", "known_on": "2026-11-20"}
    assert "birth_date" not in person.sources  # what was not changed keeps the source it had
    event = Event.objects.get(act="endret opplysninger")
    assert set(event.data) == {"family_name", "education"}
    assert "Nytt" in text(as_("counsellor").post("/sok/", {"q": "nytt"}))


@pytest.mark.parametrize(
    "changes", [{"language": "klingonsk"}, {"language": "qq"}, {"citizenship": "QQ"}, {"sex": "x"}]
)
def test_codes_nobody_has_are_refused(as_, cast, changes):
    response = save(as_("counsellor"), a_person(cast), **changes)
    assert response.status_code == 422
    assert "Noe må rettes" in text(response)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"birth_date": "31.02.1995"}, "ikke en dato som finnes"),
        ({"birth_date": "22.11.2026"}, "fram i tid"),
        ({"birth_date": "02.06.2026"}, "etter at oppholdstillatelsen ble gitt"),
        ({"settled_on": "30.04.1995"}, "før hun ble født"),
        ({"arrived_on": "30.04.1995"}, "før hun ble født"),
        ({"duf": "12345"}, "tolv sifre"),
        ({"identity_number": "12345678901"}, "ikke et gyldig fødselsnummer"),
        ({"birth_date": "01.05.1895"}, "før 1900"),
        ({"given_name": ""}, "Fyll ut dette feltet"),
        ({"kilde-source": ""}, "Fyll ut dette feltet"),
        ({"kilde-known_on": "22.11.2026"}, "fram i tid"),
        ({}, "Ingen opplysninger er endret"),
    ],
)
def test_bad_input_is_told_and_what_was_typed_is_kept(as_, cast, changes, said):
    person = a_person(cast)
    response = save(as_("counsellor"), person, **changes)
    assert response.status_code == 422
    assert said in text(response)
    for value in changes.values():
        assert f'value="{value}"' in response.content.decode()
    person.refresh_from_db()
    assert person.version == 1


def test_the_birthday_may_be_the_day_of_the_permit_but_not_after(as_, cast):
    person = a_person(cast, permit_date=dt.date(2026, 6, 1))
    assert save(as_("counsellor"), person, birth_date="01.06.2026").status_code == 302


def test_two_who_change_at_once_lose_nothing(as_, cast):
    person = a_person(cast)
    assert save(as_("counsellor"), person, family_name="Først").status_code == 302
    response = save(as_("team_leader"), person, family_name="Sist")  # opened before the first was saved
    page = text(response)
    assert response.status_code == 422
    assert "Noen andre har endret disse opplysningene" in page
    assert "Etternavn Først" in page
    assert 'value="Sist"' in response.content.decode()
    person.refresh_from_db()
    assert person.family_name == "Først"
    assert 'name="person-version" value="2"' in response.content.decode()
    assert save(as_("team_leader"), person, family_name="Sist").status_code == 302


def test_hours_are_written_with_a_comma(as_, cast):
    person = a_person(cast)
    assert save(as_("counsellor"), person, job_hours_per_week="7,5").status_code == 302
    assert "7,5 timer i uka" in text(as_("counsellor").get(url(person)))
    assert 'value="7,5"' in as_("counsellor").get(url(person, "endre/")).content.decode()


def test_a_double_click_saves_once(as_, cast):
    person = a_person(cast)
    client = as_("counsellor")
    for _ in range(2):
        assert save(client, person, family_name="Nytt", once="nøkkel").status_code == 302
    person.refresh_from_db()
    assert person.version == 2


def test_a_number_somebody_else_has_is_refused_without_saying_who(as_, cast):
    a_person(cast, given_name="Skjult", protection="strict", duf="202600000009", counsellor=None)
    person = a_person(cast)
    response = save(as_("counsellor"), person, duf="202600000009")
    assert response.status_code == 422
    assert "kan ikke brukes her" in text(response)
    assert "Skjult" not in text(response)


def test_protection_guards_the_household_and_sends_those_away_who_no_longer_see_it(as_, cast):
    household, mother, *_ = a_family(cast)
    response = save(as_("coordinator"), mother, protection="strict")
    assert response["Location"] == "/"
    assert household.members.filter(guarded=True).count() == 4
    assert as_("coordinator").get(url(mother)).status_code == 404
    assert as_("counsellor").get(url(mother)).status_code == 200


def test_nobody_is_hidden_who_has_no_counsellor(as_, cast):
    person = a_person(cast, counsellor=None)
    response = save(as_("coordinator"), person, protection="strict")
    assert response.status_code == 422
    assert "må ha en rådgiver" in text(response)


# ----- permits


def add(client, person, **changes):
    values = {"kind": "P-38", "granted_on": "01.09.2026", "ended_on": "", "applied_on": "", "reference_permit": "", "reference_settled_on": ""} | changes  # fmt: skip
    known = {"kilde-source": "document", "kilde-known_on": "20.11.2026"}
    return client.post(url(person, "opphold/"), {f"opphold-{k}": v for k, v in values.items()} | known)


def test_a_new_permit_takes_over_from_the_one_that_holds(as_, cast):
    person = a_person(cast, permit_date=dt.date(2026, 6, 1))
    assert add(as_("counsellor"), person, replaces="on").status_code == 302
    old, new = person.permits.all()
    assert (old.ended_on, new.granted_on, new.ended_on) == (dt.date(2026, 9, 1), dt.date(2026, 9, 1), None)
    assert (new.source, new.known_on) == ("document", dt.date(2026, 11, 20))
    assert Event.objects.filter(act="la til oppholdstillatelse", person_id=person.pk).exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "har en tillatelse som gjelder"),
        ({"granted_on": "30.04.1995", "ended_on": "01.05.1996"}, "personen er født 01.05.1995"),
        ({"granted_on": "01.06.2026", "replaces": "on"}, "må være innvilget etter 01.06.2026"),
        ({"ended_on": "01.09.2026"}, "ikke slutte før den begynner"),
        ({"applied_on": "02.09.2026", "ended_on": "01.10.2026"}, "ikke være yngre enn tillatelsen"),
        ({"granted_on": "31.09.2026"}, "ikke en dato som finnes"),
        ({"kind": "P-99"}, "Velg et av alternativene"),
    ],
)
def test_a_permit_that_cannot_be_is_refused_in_words(as_, cast, changes, said):
    person = a_person(cast, permit_date=dt.date(2026, 6, 1))
    response = add(as_("counsellor"), person, **changes)
    assert response.status_code == 422
    assert said in text(response)
    assert person.permits.get().ended_on is None


def test_a_permit_on_the_day_of_birth_is_let_in(as_, cast):
    person = a_person(cast, permit=None)
    assert add(as_("counsellor"), person, granted_on="01.05.1995").status_code == 302


def test_a_child_is_called_a_girl_and_a_grown_up_a_woman(as_, cast):
    _, mother, *others = a_family(cast)
    child = next(p for p in others if p.birth_date.year > 2010)
    child.sex = "woman"
    child.save(update_fields=["sex"])
    assert "Kjønn Jente" in text(as_("counsellor").get(f"/person/{child.pk}/"))
    assert "Kjønn Kvinne" in text(as_("counsellor").get(f"/person/{mother.pk}/"))
