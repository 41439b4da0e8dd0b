"""The walk-throughs of the first pathway, in a real browser on the real server: 1, 2, 4 and 5."""

import datetime as dt
import hashlib
import re

import pikepdf
import pytest

from samlop.access.models import User
from samlop.decisions.models import Document
from samlop.pathway import actions as pathway
from samlop.pathway.models import Step, Wait
from samlop.people.models import Person
from samlop.programme.models import Plan
from tests.given import AT, Cast, a_family
from tests.journeys.conftest import Visitor
from tests.programme import prepared

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

# A family of four that the state asks about today, moving in eight weeks from now. All are invented.
LIST = """Nr;Husstand;Rolle;Relasjoner;Fornavn;Etternavn;Fødselsdato;Kjønn;DUF-nummer;Statsborgerskap;Språk;Trenger tolk;Tillatelse;Innvilget;Kommer som;Anmodet;Avtalt bosettingsdato;Behov;Skolenivå;Kilde;Kildedato
1;H1;hovedperson;forelder til 3, 4;Amal;Haddad;01.05.1995;kvinne;202600099991;Syria;arabisk;ja;overføringsflyktning;28.09.2026;overføringsflyktning;12.11.2026;18.01.2027;;ikke fullført videregående;bosettingslista;16.11.2026
2;H1;ektefelle;forelder til 3 og 4;Omar;Haddad;03.02.1993;mann;202600099992;Syria;arabisk;ja;overføringsflyktning;28.09.2026;overføringsflyktning;12.11.2026;18.01.2027;;videregående;bosettingslista;16.11.2026
3;H1;;;Sami;Haddad;09.03.2018;gutt;202600099993;Syria;arabisk;ja;overføringsflyktning;28.09.2026;overføringsflyktning;12.11.2026;18.01.2027;rullestol: trinnfri bolig;;bosettingslista;16.11.2026
4;H1;;;Lina;Haddad;05.09.2024;jente;202600099994;Syria;arabisk;ja;overføringsflyktning;28.09.2026;overføringsflyktning;12.11.2026;18.01.2027;;;bosettingslista;16.11.2026
"""


def send_list(per: Visitor, text: str, name: str = "liste.csv") -> Visitor:
    per.go("/bosetting/lister/ny/")
    per.page.get_by_label("Bosettingslista").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    )
    return per.fill("Lista er datert", "16.11.2026").press("Se gjennom lista")


def test_walk_through_1_a_family_of_four_is_ready_before_it_lands(visitor, cast):
    pathway.ensure_defaults(cast.municipality, AT)
    per = visitor().sign_in(cast.coordinator)

    # A fault in the list is told where it stands, and nothing is written.
    send_list(per, LIST.replace("01.05.1995", "31.02.1995"))
    per.sees("31.02.1995", "Amal").judged("settlement-list-fault")
    assert Person.objects.count() == 0

    send_list(per, LIST).sees("4 personer i 1 husstand", "Ingenting er lest inn ennå").judged("settlement-list")
    per.press("Les inn lista")
    assert Person.objects.count() == 4

    household = Person.objects.first().household
    per.go(f"/bosetting/husstand/{household.pk}/").sees("Ikke svart", "trinnfri bolig").judged("settlement-household")
    per.page.get_by_text("Svar på anmodningen", exact=True).last.click()
    per.page.get_by_label("Ja, vi tar imot husstanden").check()
    per.press("Lagre svaret").sees("Kommunen svarte ja")

    # Dwelling, kindergarten, school and health: each has an owner and a date, before they land.
    moves_in = dt.date(2027, 1, 18)
    steps = {step.key: step for step in Step.objects.filter(household=household)}
    for key, office, latest in (
        ("home_found", "bolig", moves_in),
        ("kindergarten_place", "barnehage", moves_in + dt.timedelta(40)),
        ("school_place", "skole", moves_in + dt.timedelta(20)),
        ("needs_triage", "", moves_in),
    ):
        assert office in steps[key].office.casefold(), key
        assert steps[key].due_on <= latest, key
        assert steps[key].due_reason, key
    assert steps["kindergarten_place"].person.given_name == "Lina"
    assert steps["school_place"].person.given_name == "Sami"

    per.go(f"/lop/husstand/{household.pk}/").sees("Barnehageplass", "Lina").judged("pathway-new-family")
    per.go("/ankomster/").sees("Haddad", "18. januar").judged("arrivals")

    # The same list once more finds the same people, and says that nothing is new.
    send_list(per, LIST + "\n", "igjen.csv").sees("Finnes fra før")
    assert Person.objects.count() == 4


def blocked_family(cast: Cast):
    """Settled 30 August; the kindergarten office has had the case 23 days; the mother must start by 30 November."""
    pathway.ensure_defaults(cast.municipality, AT)
    household, mother, _father, _small, _big = a_family(
        cast, settles_on=dt.date(2026, 8, 30), accepted_on=dt.date(2026, 7, 1)
    )
    Person.objects.filter(household=household).update(settled_on=dt.date(2026, 8, 30))
    pathway.lay(household=household, by=cast.coordinator, at=AT)
    at = dt.datetime(2026, 10, 29, 9, 0, tzinfo=AT.tzinfo)
    place = Step.objects.filter(household=household, key="kindergarten_place").first()
    for _ in range(40):  # everything but the place, what is after it, and the father's own way
        step = Step.objects.filter(household=household, state__in=["ready", "under_way"]).exclude(pk=place.pk).exclude(
            key__in=["programme_start", "norwegian_training", "plan_review", "job_seeker"]).first()  # fmt: skip
        if step is None:
            break
        pathway.finish(step=step, by=cast.counsellor, at=at)
    return household, mother, place


def test_walk_through_2_a_start_that_waits_for_a_kindergarten_place(visitor, cast):
    household, mother, place = blocked_family(cast)
    Step.objects.filter(pk=place.pk).update(released_on=dt.date(2026, 10, 29))
    start = Step.objects.filter(person=mother, key="programme_start").first()
    assert start.state == "waiting"

    kari = visitor().sign_in(cast.counsellor)
    kari.go("/mine-folk/").sees(
        mother.family_name, "barnehageplass", "Barnehagekontoret har hatt saken i 23 dager", "§ 12"
    ).judged("walk-2-my-people")
    kari.go(f"/lop/husstand/{household.pk}/").sees("Barnehageplass", "23 dager").judged("walk-2-pathway")
    kari.go(f"/lop/steg/{start.pk}/").sees("Venter på", "Barnehageplass")
    kari.press("Begynn uten å vente på dette")

    # Without a reason it is refused, and the page says so.
    buttons = kari.page.locator("main form button[type=submit]")
    buttons.first.click()
    kari.sees("Fyll ut dette feltet").judged("walk-2-override")
    kari.page.locator("main form textarea, main form input[type=text]").first.fill(
        "Mormor passer Lina til plassen er klar 7. desember."
    )
    buttons.first.click()
    kari.page.wait_for_load_state("load")
    start.refresh_from_db()
    assert start.state in ("ready", "under_way")
    assert Wait.objects.filter(step=start, override_reason__startswith="Mormor").count() == 1

    lise = visitor().sign_in(cast.team_leader)
    lise.go("/avvik/").sees("Mormor passer Lina", "Barnehageplass").judged("walk-2-deviations")


def test_walk_through_2_the_place_comes_and_the_start_is_released(visitor, cast):
    household, mother, place = blocked_family(cast)
    kari = visitor(scripts=False).sign_in(cast.counsellor)
    kari.go(f"/lop/steg/{place.pk}/").press("Merk som ferdig")
    assert Step.objects.filter(person=mother, key="programme_start", state="ready").exists()
    kari.go(f"/lop/husstand/{household.pk}/").sees("Programstart")


def one_sitting(kari: Visitor, person) -> Plan:
    """From the person's page through the five steps; returns the plan. Types nothing that is known."""
    kari.go(f"/plan/person/{person.pk}/").press("Begynn planmøtet")
    for _ in range(4):
        told = kari.page.locator("#id_complaint_told")
        if told.count():
            told.check()
        kari.page.locator("main form button[type=submit]", has_text=re.compile("Neste|videre", re.I)).first.click()
        kari.page.wait_for_load_state("load")
    return Plan.objects.filter(person=person).latest("id")


@pytest.mark.parametrize(
    ("language", "script"), [("ar", r"[\u0600-\u06ff]"), ("uk", r"[\u0400-\u04ff]"), ("ti", r"[\u1200-\u137f]")]
)
def test_walk_through_4_plan_contract_and_decision_in_one_sitting(visitor, cast, language, script):
    person = prepared.laid(cast, prepared.a_baker(cast, language=language))
    kari = visitor().sign_in(cast.counsellor)
    plan = one_sitting(kari, person)
    for step in range(1, 6):
        kari.go(f"/plan/{plan.pk}/steg/{step}/").judged(f"plan-meeting-{step}" if language == "ar" else "")
    kari.sees("Alt er klart").press("Send til godkjenning")
    plan.refresh_from_db()
    assert plan.state == "submitted"

    # The back button shows the plan that was sent, and makes no second one.
    kari.page.go_back()
    kari.page.wait_for_load_state("load")
    assert Plan.objects.filter(person=person).count() == 1

    lise = visitor().sign_in(cast.team_leader)
    lise.go(f"/plan/{plan.pk}/godkjenning/").sees("Godkjenn").judged("plan-approval" if language == "ar" else "").press(
        "Godkjenn vedtaket"
    )
    plan.refresh_from_db()
    assert plan.state == "in_force"
    assert not Step.objects.filter(person=person, key="plan_and_decision").exclude(state="done").exists()

    papers = {paper.part: paper for paper in Document.objects.filter(decision=plan.decision)}
    assert set(papers) == {"combined", "plan", "contract", "decision"}
    kari.go(f"/vedtak/{plan.decision_id}/").judged("decision" if language == "ar" else "")
    response = kari.context.request.get(f"{kari.server}/vedtak/dokument/{papers['combined'].pk}/")
    assert response.ok
    assert hashlib.sha256(response.body()).hexdigest() == papers["combined"].sha256
    assert person.family_name not in response.headers.get("content-disposition", "")
    for paper in papers.values():
        with pikepdf.open(_file(paper)) as pdf, pdf.open_metadata() as about:
            assert (about["pdfaid:part"], about["pdfaid:conformance"], about["pdfuaid:part"]) == ("2", "A", "1")
            assert str(pdf.Root.Lang).startswith("nb")
            assert person.family_name not in str(about.get("dc:title", ""))
    text = _text(papers["combined"])
    assert re.search(script, text), "the summary in her own language is in the paper"
    assert "Maskinutkast" in text or "maskin" in text.casefold()


def test_walk_through_5_two_people_two_proposals_both_hers_to_change(visitor, cast):
    young = prepared.laid(cast, prepared.a_baker(cast, birth_date=dt.date(2004, 5, 1)))
    engineer = prepared.laid(cast, prepared.an_engineer(cast))
    kari = visitor().sign_in(cast.counsellor)
    proposals = {}
    for name, person in (("young", young), ("engineer", engineer)):
        kari.go(f"/plan/person/{person.pk}/").press("Begynn planmøtet")
        plan = Plan.objects.filter(person=person).latest("id")
        kari.go(f"/plan/{plan.pk}/steg/2/").judged(f"walk-5-{name}-goal")
        kari.go(f"/plan/{plan.pk}/steg/3/").judged(f"walk-5-{name}-week")
        proposals[name] = (plan.end_goal, plan.duration_months, tuple(plan.elements.values_list("kind", flat=True)))
    assert proposals["young"] != proposals["engineer"]
    assert proposals["young"][1] > proposals["engineer"][1], "less schooling gives a longer programme"
    long_term = kari.go(f"/plan/{plan.pk}/steg/2/").page.get_by_label(re.compile("lang sikt|langsiktig", re.I)).first
    long_term.fill("Byggeleder i eget firma")
    kari.page.locator("main form button[type=submit]").first.click()
    kari.page.wait_for_load_state("load")
    plan.refresh_from_db()
    assert "Byggeleder" in plan.long_term_goal


def test_the_least_privileged_reaches_no_case(visitor, cast):
    person = prepared.a_baker(cast)
    nina = visitor().sign_in(cast.administrator)
    nina.go(f"/person/{person.pk}/").sees("Dette kan ikke rollen din gjøre").sees_not(person.family_name).judged()
    assert User.objects.filter(pk=cast.administrator.pk).exists()


def _file(paper):
    import io

    return io.BytesIO(bytes(paper.pdf))


def _text(paper) -> str:
    import shutil
    import subprocess

    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not on this machine: apt-get install poppler-utils")
    return subprocess.run(
        ["pdftotext", "-", "-"], input=bytes(paper.pdf), capture_output=True, check=True
    ).stdout.decode()
