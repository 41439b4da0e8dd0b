"""Who has seen whom: for the auditor alone, whole, and never more than she may see."""

import pytest

from samlop.audit.models import Read
from samlop.casework.queries import reads
from tests.casework.scene import a_step, links, stands, text
from tests.given import Cast, a_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["translator", "administrator", "teacher", "counsellor", "coordinator", "team_leader"])
def test_only_the_auditor_sees_the_log(as_, cast, role):
    person = a_person(cast)
    assert as_(role).get("/innsyn/").status_code == 403
    assert as_(role).get(f"/innsyn/{person.pk}/").status_code == 403


def test_opening_listing_and_searching_are_all_told(as_, cast):
    person, other = a_person(cast, given_name="Elin"), a_person(cast, given_name="Annen")
    stands(person, a_step(person))
    client = as_("counsellor")
    client.get(f"/person/{person.pk}/")
    client.get(f"/person/{other.pk}/")
    client.get("/mine-folk/")
    client.post("/sok/", {"q": "annen"})
    page = text(as_("auditor").get(f"/innsyn/{person.pk}/"))
    assert page.count(cast.counsellor.name) == 2  # her page and the list; not the other's page, not the search
    assert "Personens side Elin" in page
    assert "Mine folk liste med 1 person" in page
    assert "Programrådgiver" in page


def test_looking_in_the_log_is_itself_a_look(as_, cast):
    person = a_person(cast)
    as_("auditor").get(f"/innsyn/{person.pk}/")
    row = Read.objects.get()
    assert (row.by, row.person_id, row.screen) == (cast.auditor, person.pk, "Innsynsloggen for personen")


def test_protected_people_and_other_municipalities_are_absent(as_, cast):
    hidden = a_person(cast, given_name="Skjult", protection="strict")
    as_("counsellor").get(f"/person/{hidden.pk}/")
    abroad = Cast(number="0301", name="En annen")
    as_(abroad.counsellor).get(f"/person/{a_person(abroad, given_name='Nabo').pk}/")
    auditor = as_("auditor")
    page = text(auditor.get("/innsyn/"))
    assert "Personens side" not in page
    assert auditor.get(f"/innsyn/{hidden.pk}/").status_code == 404


def test_older_looks_are_one_page_further(as_, cast, monkeypatch):
    monkeypatch.setattr(reads, "PAGE", 3)
    person = a_person(cast)
    client = as_("counsellor")
    for _ in range(5):
        client.get(f"/person/{person.pk}/")
    auditor, address, seen = as_("auditor"), f"/innsyn/{person.pk}/", 0
    for _ in range(4):
        page = auditor.get(address)
        seen += text(page).count(cast.counsellor.name)
        if "Vis eldre oppslag" not in links(page):
            break
        address = f"/innsyn/{person.pk}/" + links(page)["Vis eldre oppslag"]
    assert seen == 5


def test_the_log_can_only_be_read(as_, cast):
    person = a_person(cast)
    assert as_("auditor").post(f"/innsyn/{person.pk}/").status_code == 405
    assert as_("auditor").get("/innsyn/?etter=tull").status_code == 200
