"""The mapping as a whole: what was told before, phase and strain, the track, and being done for now."""

import datetime as dt
import re

import pytest

from samlop.access.models import Role
from samlop.audit.models import Event
from samlop.competence import actions
from samlop.competence.models import Education, GuidanceResult, LanguageLevel, Mapping, Skill
from samlop.core.errors import Conflict, Incomplete
from samlop.pathway.models import State, Step
from samlop.people.models import Background, Need, SpokenLanguage
from tests.competence.told import a_baker, mapped, page, sent
from tests.given import a_person

pytestmark = pytest.mark.django_db
BEFORE = {"source": "settlement_list", "known_on": dt.date(2026, 9, 1)}


@pytest.fixture
def person(cast):
    return a_person(cast)


@pytest.fixture
def client(as_):
    return as_("counsellor")


def a_step(person, key):
    return Step.objects.create(
        municipality=person.municipality, household=person.household, person=person, key=key, title=key,
        office="Flyktningtjenesten", owner_role=Role.COUNSELLOR, state=State.READY, released_on=dt.date(2026, 10, 1),
    )  # fmt: skip


def done(**more):
    return {
        "mapped_on": "20.11.2026",
        "source": "caseworker",
        "education": "upper_secondary_or_higher",
        "notes": "",
        "version": "0",
        **more,
    }


class TestToldBefore:
    def test_stands_on_the_page_with_its_source_and_date(self, client, person):
        Background.objects.create(person=person, topic="work", text="Baker i eget bakeri", **BEFORE)
        SpokenLanguage.objects.create(person=person, language="ti", level="native", reads=True, **BEFORE)
        Need.objects.create(person=person, kind="hearing", what_to_do="Sitt nær", **BEFORE)
        shown = client.get(page("mapping", person.pk)).content.decode()
        for words in ("Baker i eget bakeri", "Tigrinja", "Sitt nær"):
            assert words in shown
        assert shown.count("Kilde: bosettingslista, 01.09.2026") == 3

    def test_begins_the_form_so_that_nothing_is_typed_twice(self, client, person):
        told = Background.objects.create(person=person, topic="work", text="Baker i eget bakeri", **BEFORE)
        shown = client.get(page("add", person.pk, "arbeid") + f"?fra={told.pk}").content.decode()
        assert 'value="Baker i eget bakeri"' in shown
        assert 'value="01.09.2026"' in shown
        assert '<option value="settlement_list" selected>' in shown
        assert "Bakere, konditorer mv." in shown  # already looked up

    def test_begins_the_form_for_a_language(self, client, person):
        told = SpokenLanguage.objects.create(person=person, language="ti", level="native", reads=False, **BEFORE)
        shown = client.get(page("add", person.pk, "sprak") + f"?fra={told.pk}").content.decode()
        assert '<option value="ti" selected>' in shown
        assert '<option value="native" selected>' in shown
        assert '<option value="A0" selected>' in shown

    def test_a_language_that_is_not_right_is_taken_out_and_the_log_keeps_it(self, client, person):
        told = SpokenLanguage.objects.create(person=person, language="ti", level="B1", **BEFORE)
        client.post(page("forget_language", told.pk))
        assert not SpokenLanguage.objects.exists()
        assert Event.objects.get(act="tok ut språk").data["level"] == "B1"

    def test_the_form_for_a_change_shows_the_fact_with_its_own_source(self, client, cast, person, now):
        skill = actions.add_fact(
            model=Skill, person=person, values=BEFORE | {"name": "Syr"}, by=cast.counsellor, at=now
        )
        shown = client.get(page("change", "ferdighet", skill.pk)).content.decode()
        assert 'value="01.09.2026"' in shown
        assert '<option value="settlement_list" selected>' in shown


class TestDoneForNow:
    def test_sets_the_date_the_schooling_and_the_step(self, client, cast, person):
        step, other = a_step(person, "competence_mapping"), a_step(person, "career_guidance")
        response = client.post(page("done", person.pk), done(once="k"))
        assert response.status_code == 302
        person.refresh_from_db(), step.refresh_from_db(), other.refresh_from_db()
        assert Mapping.objects.get().mapped_on == dt.date(2026, 11, 20)
        assert person.education == "upper_secondary_or_higher"
        assert person.sources["education"] == {"source": "caseworker", "known_on": "2026-11-20"}
        assert (step.state, other.state) == (State.DONE, State.READY)
        shown = client.get(page("mapping", person.pk)).content.decode()
        assert "Gjennomført 20.11.2026" in shown
        assert "Fortalt før" not in shown  # its own answer is nothing told before

    def test_a_double_click_is_done_once(self, client, person):
        a_step(person, "competence_mapping")
        for _ in range(2):
            assert client.post(page("done", person.pk), done(once="k")).status_code == 302
        assert Event.objects.filter(act="merket kartleggingen som gjennomført").count() == 1

    def test_works_without_any_pathway(self, client, person):
        assert client.post(page("done", person.pk), done()).status_code == 302

    @pytest.mark.parametrize(
        ("day", "status"), [("21.11.2026", 302), ("22.11.2026", 422), ("01.05.1995", 302), ("30.04.1995", 422)]
    )
    def test_the_day_is_between_birth_and_today(self, client, person, day, status):
        assert client.post(page("done", person.pk), done(mapped_on=day)).status_code == status

    def test_schooling_must_be_answered_and_what_was_typed_is_kept(self, client, cast):
        person = a_person(cast, education="")
        response = client.post(page("done", person.pk), done(education="", notes="Husk vitnemål"))
        shown = response.content.decode()
        assert response.status_code == 422
        assert "Husk vitnemål" in shown
        assert "Skolegang i vedtaket" in shown
        person.refresh_from_db()
        assert person.education == ""
        assert not Mapping.objects.exists()

    def test_the_definition_of_the_law_stands_beside_the_question(self, client, person):
        shown = client.get(page("mapping", person.pk)).content.decode()
        assert "§ 65 a" in shown
        assert "GSU-lista" in shown
        assert "§ 34" in shown

    def test_the_slower_of_two_sees_it_and_may_save_over(self, client, cast, person, now):
        actions.record_phase(person=person, values={"skipped": True}, version=0, by=cast.team_leader, at=now)
        response = client.post(page("done", person.pk), done(notes="Mitt"))
        assert response.status_code == 422
        assert "Noen andre har endret" in response.content.decode()
        assert "Mitt" in response.content.decode()
        assert client.post(page("done", person.pk), done(notes="Mitt", version="1")).status_code == 302

    def test_schooling_that_stands_already_keeps_its_older_source(self, cast, now):
        known = {"source": "settlement_list", "known_on": "2026-09-01"}
        person = a_person(cast, sources={"education": known}, version=4)
        actions.finish_mapping(
            person=person, mapped_on=now.date(), source="caseworker", education=person.education, notes="", version=0,
            by=cast.counsellor, at=now,
        )  # fmt: skip
        person.refresh_from_db()
        assert (person.version, person.sources["education"]) == (4, known)


class TestGuidance:
    def test_a_result_finishes_the_step_that_waited_for_it(self, client, person):
        step, other = a_step(person, "career_guidance"), a_step(person, "competence_mapping")
        client.post(page("add", person.pk, "veiledning"), sent("veiledning"))
        step.refresh_from_db(), other.refresh_from_db()
        assert (step.state, other.state) == (State.DONE, State.READY)

    def test_a_step_of_somebody_else_in_the_household_is_left_alone(self, client, cast, person):
        husband = a_person(cast, household=person.household)
        step = a_step(husband, "career_guidance")
        client.post(page("add", person.pk, "veiledning"), sent("veiledning"))
        step.refresh_from_db()
        assert step.state == State.READY

    @pytest.mark.parametrize(("day", "count"), [("21.11.2026", 1), ("22.11.2026", 0)])
    def test_guidance_that_has_not_been_given_has_no_result(self, client, person, day, count):
        client.post(page("add", person.pk, "veiledning"), sent("veiledning", given_on=day))
        assert GuidanceResult.objects.count() == count


class TestPhaseAndStrain:
    def test_may_be_skipped_and_says_so(self, client, person):
        response = client.post(
            page("phase", person.pk),
            {"skipped": "on", "phase": "rupture", "strain": "heavy", "consideration": "Noe", "version": "0"},
        )
        assert response.status_code == 302
        mapping = Mapping.objects.get()
        assert (mapping.skipped, mapping.phase, mapping.strain, mapping.consideration) == (True, "", "", "")
        assert "Personen ønsket ikke å svare." in client.get(page("mapping", person.pk)).content.decode()

    def test_nothing_is_presumed(self, client, person):
        shown = client.get(page("phase", person.pk)).content.decode()
        ticked = re.findall(r"<input[^>]*\bchecked[^>]*>", shown)
        assert len(ticked) == 2
        assert all('value=""' in box for box in ticked)  # «vet ikke», twice
        assert "Ikke snakket om ennå." in client.get(page("mapping", person.pk)).content.decode()

    def test_something_heavy_needs_what_we_do_about_it(self, client, person):
        data = {"phase": "rupture", "strain": "heavy", "consideration": "", "version": "0"}
        response = client.post(page("phase", person.pk), data)
        assert response.status_code == 422
        assert "skriv hva vi skal ta hensyn til" in response.content.decode()
        assert client.post(page("phase", person.pk), data | {"consideration": "Korte økter"}).status_code == 302

    def test_what_was_said_in_confidence_is_not_in_the_log_of_acts(self, cast, person, now):
        actions.record_phase(
            person=person,
            values={"phase": "rupture", "strain": "heavy", "consideration": "Korte økter"},
            version=0,
            by=cast.counsellor,
            at=now,
        )
        event = Event.objects.get(act="snakket om fase og belastning")
        assert "strain" in event.data["endret"]
        for secret in ("heavy", "rupture", "Korte økter"):
            assert secret not in str(event.data)

    def test_the_slower_of_two_sees_what_stands(self, client, cast, person, now):
        actions.record_phase(person=person, values={"phase": "reestablishment"}, version=0, by=cast.team_leader, at=now)
        response = client.post(page("phase", person.pk), {"phase": "rupture", "version": "0"})
        shown = response.content.decode()
        assert response.status_code == 422
        assert "Dette står nå" in shown
        assert "Nyetablering" in shown
        assert 'value="rupture" ' in shown
        assert Mapping.objects.get().phase == "reestablishment"


class TestTrack:
    def test_is_proposed_from_the_schooling_and_says_why(self, client, cast, person, now):
        mapped(cast, person, now, Education, level=6, completed=True, field="bygg")
        shown = client.get(page("mapping", person.pk)).content.decode()
        assert "Forslag: spor 3" in shown
        assert "Engelsk er ikke kartlagt" in shown
        mapped(cast, person, now, LanguageLevel, language="en", oral="A2")
        assert "lite engelsk" in client.get(page("mapping", person.pk)).content.decode()

    def test_is_changed_with_a_reason_and_changed_back(self, client, person):
        assert client.post(page("track", person.pk), {"track": "2", "reason": "", "version": "0"}).status_code == 422
        data = {"track": "2", "reason": "Ønsker roligere tempo", "version": "0"}
        assert client.post(page("track", person.pk), data).status_code == 302
        assert "Ønsker roligere tempo" in client.get(page("mapping", person.pk)).content.decode()
        assert client.post(page("track", person.pk), {"track": "", "reason": "", "version": "1"}).status_code == 302
        assert Mapping.objects.get().track_reason == ""

    def test_a_track_that_is_none_is_refused(self, client, person):
        assert client.post(page("track", person.pk), {"track": "4", "reason": "x", "version": "0"}).status_code == 422

    def test_two_at_once_is_a_conflict(self, cast, person, now):
        choose = {"person": person, "track": "2", "reason": "x", "version": 0, "by": cast.counsellor, "at": now}
        actions.choose_track(**choose)
        with pytest.raises(Conflict):
            actions.choose_track(**choose)
        with pytest.raises(Incomplete):
            actions.choose_track(**choose | {"reason": "  "})


def test_the_page_asks_the_database_as_often_however_much_is_mapped(client, cast, now, django_assert_max_num_queries):
    person = a_baker(cast, a_person(cast), now)
    for n in range(12):
        mapped(cast, person, now, Skill, name=f"Ferdighet {n}")
    result = mapped(cast, person, now, GuidanceResult, given_on=now.date(), goal="Fagbrev")
    from samlop.competence.models import GuidanceStep

    for n in range(5):
        mapped(cast, person, now, GuidanceStep, result=result, title=f"Steg {n}")
    with django_assert_max_num_queries(18):  # session, user, person, and the read log among them
        client.get(page("mapping", person.pk))
    with django_assert_max_num_queries(15):
        client.get(page("profile", person.pk))
