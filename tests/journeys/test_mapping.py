"""Walk-through 3: what was told before is there, mapping is completed with an interpreter, guidance comes back as steps."""

import datetime as dt

import pytest

from samlop.access.models import Role
from samlop.pathway.models import State, Step
from samlop.people.models import Background
from tests.given import Cast, a_person

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case(transactional_db):
    cast = Cast()
    person = a_person(cast)
    Background.objects.create(
        person=person, topic="work", text="Baker i eget bakeri", source="settlement_list", known_on=dt.date(2026, 9, 1)
    )
    for key in ("competence_mapping", "career_guidance"):
        Step.objects.create(
            municipality=cast.municipality, household=person.household, person=person, key=key, title=key,
            office="Flyktningtjenesten", owner_role=Role.COUNSELLOR, state=State.READY,
            released_on=dt.date(2026, 10, 1),
        )  # fmt: skip
    return cast, person


@pytest.mark.parametrize("scripts", [True, False])
def test_a_person_is_mapped_from_what_was_told_to_the_steps_of_her_guidance(case, visitor, scripts):
    cast, person = case
    v = visitor(scripts=scripts).sign_in(cast.counsellor)
    v.go(f"/kompetanse/{person.pk}/").sees("Fortalt før", "Baker i eget bakeri", "bosettingslista").judged()

    v.press("Før inn som arbeid").sees("Bakere, konditorer mv.")
    assert v.page.get_by_label("Yrke eller arbeid").input_value() == "Baker i eget bakeri"
    v.fill("Yrke eller arbeid", "snekkr").press("Søk i yrkeslista")
    v.page.get_by_text("Tømrere og snekkere").first.click()
    v.judged("kartlegging-arbeid" if scripts else "").press("Lagre").sees("I yrkeslista: Tømrere og snekkere")

    v.press("Legg til ferdighet").press("Lagre").sees("Noe må rettes", "Fyll ut dette feltet").judged()
    v.fill("Ferdighet", "Driver bakeri").press("Lagre").sees("Driver bakeri")
    v.press("Legg til utdanning").choose("Nivå", "Universitet eller høgskole, til og med bachelor (1 til 4 år)")
    v.page.get_by_label("Fullført").check()
    v.judged().press("Lagre").sees("Forslag: spor 3", "Engelsk er ikke kartlagt")
    v.press("Legg til språk").choose("Språk", "engelsk").choose("Snakker", "A2 – enkel hverdag").judged()
    v.press("Lagre").sees("lite engelsk")

    v.press("Skriv, eller hopp over fase og belastning").judged()
    v.page.get_by_label("Personen ønsker ikke å svare på dette").check()
    v.press("Lagre").sees("Personen ønsket ikke å svare.")

    v.press("Skriv inn resultatet").fill("Mål", "Fagbrev som tømrer").fill("Dato for veiledningen", "18.11.2026")
    v.judged().press("Lagre").sees("Fagbrev som tømrer")
    v.press("Legg til steg").page.get_by_label("Steg", exact=True).fill("Praksis hos tømrer")
    v.fill("Innen", "15.01.2027").press("Lagre")
    v.sees("Praksis hos tømrer · innen 15. januar 2027")

    v.press("Før opp tolkebruk").sees("Barn skal aldri tolke").choose("Hvilken samtale", "Kartlegging")
    v.page.get_by_role("group", name="Er tolk bestilt?").get_by_label("Ja").check()
    v.choose("Hvordan er tolken med", "På skjerm").choose("Kategori", "C – statsautorisasjon").judged()
    v.press("Lagre").sees("Tolk i arabisk, på skjerm, kategori C").judged("tolkebruk" if scripts else "")

    v.press("Kartlegging", exact=True)
    v.page.get_by_label("Videregående eller høyere").check()
    v.press("Kartleggingen er gjennomført").sees("Gjennomført").judged("kartlegging" if scripts else "")
    assert set(Step.objects.values_list("state", flat=True)) == {State.DONE}
    person.refresh_from_db()
    assert person.education == "upper_secondary_or_higher"

    v.press("Profil på én side").sees("Styrker", "Driver bakeri", "Fagbrev som tømrer", "Praksis hos tømrer")
    v.judged("kompetanseprofil" if scripts else "")
