"""My people: who is on it for whom, in which order, and what it costs."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samlop.audit.models import Read
from samlop.casework.queries import worklist
from samlop.pathway import actions as pathway
from samlop.pathway.models import Step
from samlop.people.models import CaseAccess
from tests.casework.scene import a_legal_step, a_step, in_days, lines, links, names, stands, text
from tests.given import AT, Cast, a_family, a_person

TODAY = dt.date(2026, 11, 21)
pytestmark = pytest.mark.django_db
URL = "/mine-folk/"


def placed(cast, *, due: int, **fields):
    person = a_person(cast, **fields)
    stands(person, a_step(person, due=due))
    return person


@pytest.mark.parametrize("role", ["translator", "administrator"])
def test_roles_without_people_are_refused(as_, role):
    assert as_(role).get(URL).status_code == 403


def test_signed_out_people_are_sent_to_sign_in(client, db):
    assert client.get(URL).status_code == 302


def test_a_teacher_sees_her_own_pupils_with_goal_and_level_only(as_, cast):
    pupil, other = placed(cast, due=1, given_name="Elin"), placed(cast, due=1, given_name="Fremmed")
    CaseAccess.objects.create(person=pupil, user=cast.teacher, reason="Elev", given_at=AT)
    page = as_("teacher").get(URL).content.decode()
    assert "Elin" in page
    assert other.given_name not in page
    assert "BankID" not in page
    assert "Ikke satt ennå" in page


@pytest.mark.parametrize(
    ("role", "address"),
    [
        ("counsellor", "/mine-folk/"),
        ("coordinator", "/ankomster/"),
        ("team_leader", "/teamet/"),
        ("teacher", "/mine-folk/"),
        ("auditor", "/innsyn/"),
    ],
)
def test_each_role_begins_on_its_own_page(as_, role, address):
    assert as_(role).get("/")["Location"] == address


def test_administrator_and_translator_begin_in_their_rooms(as_):
    from django.urls import reverse

    assert as_("administrator").get("/")["Location"] == reverse("pathway:templates")
    assert as_("translator").get("/")["Location"] == reverse("decisions:translations")


def test_a_counsellor_sees_her_own_cases_and_the_team_only_when_she_asks(as_, cast):
    colleague = cast.user("counsellor")
    placed(cast, due=2, given_name="Min")
    placed(cast, due=1, given_name="Kollegas", counsellor=colleague)
    assert [n.split()[0] for n in names(as_("counsellor").get(URL))] == ["Min"]
    assert [n.split()[0] for n in names(as_("counsellor").get(URL + "?omfang=team"))] == ["Kollegas", "Min"]


def test_another_team_and_another_municipality_are_not_there(as_, cast):
    placed(cast, due=2)
    placed(Cast(), due=1)
    placed(Cast(number="0301", name="En annen"), due=1)
    assert len(names(as_("team_leader").get(URL))) == 1


@pytest.mark.parametrize("role", ["coordinator", "team_leader", "auditor"])
def test_protected_people_are_absent_for_all_but_their_own(as_, cast, role):
    hidden = placed(cast, due=1, given_name="Skjult", protection="strict")
    assert names(as_(role).get(URL)) == []
    assert names(as_("counsellor").get(URL)) == [str(hidden)]
    assert names(as_(cast.user("counsellor")).get(URL + "?omfang=team")) == []


def test_she_who_needs_somebody_first_stands_first(as_, cast):
    for due in (9, -3, 0, 4):
        placed(cast, due=due, given_name=f"Frist{due}")
    assert [n.split()[0] for n in names(as_("counsellor").get(URL))] == ["Frist-3", "Frist0", "Frist4", "Frist9"]


@pytest.mark.parametrize(("due", "there"), [(13, True), (14, True), (15, False)])
def test_the_first_list_looks_fourteen_days_ahead(as_, cast, due, there):
    placed(cast, due=due)
    assert bool(names(as_("counsellor").get(URL))) is there
    assert len(names(as_("counsellor").get(URL + "?vis=alle"))) == 1


def test_the_line_says_why_and_has_one_button(as_, cast):
    _, mother, _, small, _ = a_family(cast)
    start = a_legal_step(mother, due=9, state="waiting")
    place = a_step(
        small, "kindergarten_place", due=-5, office="Barnehagekontoret", state="under_way", released_on=in_days(-23)
    )
    stands(mother, start, place)
    response = as_("counsellor").get(URL)
    page = response.content.decode()
    assert "Starter om 9 dager, barnehageplass er ikke på plass. Barnehagekontoret har hatt saken i 23 dager." in page
    (line,) = lines(response)
    assert (line.figure, line.kind, line.act) == ("9 dager", "breaks", "Spør barnehagekontoret")
    assert line.act_href.endswith(f"/{place.pk}/")
    assert links(response)[f"§ 12 i loven, for {mother}"] == f"/person/{mother.pk}/loven/"


def test_nothing_is_red_without_a_legal_duty(as_, cast):
    placed(cast, due=-40)
    assert lines(as_("counsellor").get(URL))[0].kind == "waits"


def test_the_views_pick_the_right_people(as_, cast):
    starts, waits, plain = (a_person(cast, given_name=n) for n in ("Starter", "Venter", "Vanlig"))
    stands(starts, a_legal_step(starts, due=20))
    stands(waits, a_step(waits, due=40, state="waiting"), a_step(waits, "gp", due=40))
    stands(plain, a_legal_step(plain, "plan_and_decision", due=50))
    client = as_("counsellor")
    seen = {
        v: [n.split()[0] for n in names(client.get(f"{URL}?vis={v}"))]
        for v in ("starter", "venter", "uten-plan", "alle")
    }
    assert seen == {
        "starter": ["Starter"], "venter": ["Venter"], "uten-plan": ["Vanlig"], "alle": ["Starter", "Venter", "Vanlig"],
    }  # fmt: skip


def test_codes_nobody_knows_give_the_first_list(as_, cast):
    placed(cast, due=1)
    assert len(names(as_("counsellor").get(URL + "?vis=tull&etter=x.y&omfang=%00"))) == 1


def test_pages_follow_each_other_without_holes_or_doubles(as_, cast, monkeypatch):
    monkeypatch.setattr(worklist, "PAGE", 3)
    for n in range(8):
        placed(cast, due=n // 4, given_name=f"P{n}")  # a page ends among several with the same date
    client, address, seen = as_("counsellor"), URL, []
    while address:
        response = client.get(address)
        seen += names(response)
        address = links(response).get("Vis de neste")
    assert len(seen) == len(set(seen)) == 8
    assert [n.split()[0] for n in seen] == [f"P{n}" for n in range(8)]


def test_one_row_in_the_read_log_says_who_saw_how_many(as_, cast):
    people = {placed(cast, due=n).pk for n in range(3)}
    as_("counsellor").get(URL)
    row = Read.objects.get()
    assert (row.by, row.screen, row.count, set(row.shown)) == (cast.counsellor, "Mine folk", 3, people)


@pytest.mark.parametrize("address", [URL, URL + "?omfang=team", URL + "?vis=starter", URL + "?vis=uten-plan"])
def test_the_list_costs_seven_queries_with_sign_in_and_log(as_, cast, address):
    for n in range(30):
        person = placed(cast, due=n % 10)
        a_legal_step(person, due=5)
    client = as_("counsellor")
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) <= 7, [q["sql"][:90] for q in asked]


def test_what_others_have_and_what_they_wait_for_stand_beside(as_, cast):
    person = placed(cast, due=1)
    a_step(person, "kindergarten_place", office="Barnehagekontoret", released_on=in_days(-23), household=True)
    a_step(person, "career_guidance", office="Karrieresenteret", released_on=in_days(-4), due=30)
    a_step(person, "plan_review", office="Programrådgiver", released_on=in_days(-2), due=30)
    a_step(person, "gp", office="Legen", state="waiting", due=30)
    a_step(person, "tax_card", title="Skattekort", office="Banken", due=0)
    a_step(person, "norwegian_training", office="Voksenopplæringen", state="under_way", due=31)  # runs, nobody waits
    page = text(as_("counsellor").get(URL))
    assert (
        "Jeg venter på andre Barnehagekontoret 23 dager Banken · 2 steg 5 dager Karrieresenteret 4 dager "
        "Andre venter på meg Steg som er klare for deg 2 dager"
    ) in page
    assert f"I dag Skattekort · {person.household.name}" in page
    assert "Legen" not in page  # nobody has been able to begin
    assert "Voksenopplæringen" not in page


def test_of_those_i_wait_for_seven_are_shown_and_the_rest_can_be_opened(as_, cast):
    person = placed(cast, due=1)
    for n in range(9):
        a_step(person, f"other_{n}", office=f"Kontor {n}", released_on=in_days(-10 - n), household=True)
    page = text(as_("counsellor").get(URL))
    assert "Kontor 8 18 dager" in page
    assert "Kontor 2 12 dager Vis 3 til Kontor 1 11 dager Kontor 0 10 dager Banken 5 dager" in page


def test_an_empty_list_says_what_it_means_and_what_to_do(as_, cast):
    page = as_("counsellor").get(URL).content.decode()
    assert "Ingen trenger deg akkurat nå." in page
    assert "Se «Alle»" in page


def test_an_auditor_gets_no_button_that_changes_anything(as_, cast):
    placed(cast, due=1)
    assert lines(as_("auditor").get(URL))[0].act == "Åpne saken"


def test_no_name_stands_in_any_address_of_the_page(as_, cast):
    person = placed(cast, due=1, given_name="Usedvanlig", family_name="Etternavnet")
    import re

    for address in re.findall(r'href="([^"]*)"', as_("counsellor").get(URL).content.decode()):
        assert person.given_name not in address
        assert person.family_name not in address


def test_a_name_with_markup_is_text(as_, cast):
    placed(cast, due=1, given_name="<script>alert(1)</script>")
    assert "<script>alert" not in as_("counsellor").get(URL).content.decode()


def test_a_duty_of_the_law_about_to_break_goes_before_a_late_errand(cast, as_, now):
    """The mother whose start is due in nine days stands above the man whose bank card is 75 days late."""
    late, hers = a_person(cast), a_person(cast)
    for person, key, due, kind in (
        (late, "bank_account", TODAY - dt.timedelta(75), "template"),
        (hers, "programme_start", TODAY + dt.timedelta(9), "law"),
    ):
        Step.objects.create(
            municipality=cast.municipality, household=person.household, person=person, key=key, title=key, office="Banken",
            owner_role="counsellor", state="ready", due_on=due, due_kind=kind, released_on=TODAY,
        )  # fmt: skip
        pathway.refresh_standing([person.household], TODAY)
    lines = worklist.page(cast.counsellor, worklist.Criteria(), TODAY).lines
    assert [line.pk for line in lines] == [hers.pk, late.pk]
    # A legal date still far ahead does not push anybody: then the late errand comes first.
    Step.objects.filter(person=hers).update(due_on=TODAY + dt.timedelta(worklist.NEEDS_DAYS + 1))
    pathway.refresh_standing([hers.household], TODAY)
    lines = worklist.page(cast.counsellor, worklist.Criteria(view="alle"), TODAY).lines
    assert [line.pk for line in lines] == [late.pk, hers.pk]


def test_pages_follow_each_other_across_the_law_and_the_rest(cast, monkeypatch):
    monkeypatch.setattr(worklist, "PAGE", 2)
    people = [a_person(cast) for _ in range(5)]
    for nth, person in enumerate(people):
        Step.objects.create(
            municipality=cast.municipality, household=person.household, person=person, key="x", title="x", office="x",
            owner_role="counsellor", state="ready", due_on=TODAY + dt.timedelta(nth), due_kind="law" if nth < 3 else "template",
        )  # fmt: skip
        pathway.refresh_standing([person.household], TODAY)
    seen, after = [], ""
    while True:
        got = worklist.page(cast.counsellor, worklist.Criteria(), TODAY, after)
        seen += got.people
        if not (after := got.after):
            break
    assert seen == [p.pk for p in people]
