"""Each fact is added, changed and taken out by its own form; nothing typed is lost, nothing is written twice."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from samlop.audit.models import Event
from samlop.competence import actions
from samlop.competence.models import Education, GuidanceStep, LanguageLevel, Skill, WorkExperience
from samlop.core.errors import Conflict, Incomplete, Refused
from samlop.people.models import SpokenLanguage
from tests.competence.told import KNOWN, LEAST, MODELS, mapped, page, sent
from tests.given import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(cast):
    return a_person(cast)


@pytest.fixture
def client(as_):
    return as_("counsellor")


@pytest.mark.parametrize("kind", LEAST)
def test_a_fact_is_added_with_its_source_and_date(client, cast, person, kind):
    response = client.post(page("add", person.pk, kind), sent(kind, source="document"))
    assert response.status_code == 302
    assert response["Location"] == f"{page('mapping', person.pk)}#{kind}"
    fact = MODELS[kind].objects.standing().first()
    assert (fact.source, fact.known_on, fact.added_by) == ("document", dt.date(2026, 11, 20), cast.counsellor)
    shown = client.get(page("mapping", person.pk)).content.decode()
    assert "framlagt dokument" in shown
    assert "20.11.2026" in shown


@pytest.mark.parametrize("kind", LEAST)
def test_a_double_click_adds_one(client, person, kind):
    data = sent(kind, once="same-key")
    first, second = (client.post(page("add", person.pk, kind), data) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert MODELS[kind].objects.count() == 1


@pytest.mark.parametrize("kind", LEAST)
def test_a_form_that_lacks_something_comes_back_with_all_that_was_typed(client, person, kind):
    response = client.post(page("add", person.pk, kind), sent(kind, known_on="31.02.2026", once="k"))
    shown = response.content.decode()
    assert response.status_code == 422
    assert "31.02.2026" in shown
    assert "Det du skrev står fortsatt i skjemaet." in shown
    for value in LEAST[kind].values():
        assert value in shown
    assert not MODELS[kind].objects.exists()
    # The same form, mended, goes through: its key was not used up.
    assert client.post(page("add", person.pk, kind), sent(kind, once="k")).status_code == 302


def test_the_event_says_what_and_the_record_is_one(client, cast, person):
    client.post(page("add", person.pk, "ferdighet"), sent("ferdighet"))
    event = Event.objects.get(act="kartla ferdighet")
    assert (event.person_id, event.by) == (person.pk, cast.counsellor)
    assert event.data["name"] == "Kjører truck"


def test_a_change_keeps_before_and_after(client, cast, person, now):
    skill = mapped(cast, person, now, Skill, name="Syr")
    client.post(page("change", "ferdighet", skill.pk), sent("ferdighet", name="Syr gardiner", version=1))
    skill.refresh_from_db()
    assert (skill.name, skill.version) == ("Syr gardiner", 2)
    event = Event.objects.get(act="endret ferdighet")
    assert (event.data["før"]["name"], event.data["nå"]["name"]) == ("Syr", "Syr gardiner")


def test_saving_what_stands_already_records_nothing(cast, person, now):
    skill = mapped(cast, person, now, Skill, name="Syr", kind="informal")
    actions.change_fact(
        fact=skill, values=KNOWN | {"name": "Syr", "kind": "informal"}, version=1, by=cast.counsellor, at=now
    )
    skill.refresh_from_db()
    assert skill.version == 1
    assert not Event.objects.filter(act="endret ferdighet").exists()


def test_the_slower_of_two_sees_both_texts_and_may_save_over(client, cast, person, now):
    skill = mapped(cast, person, now, Skill, name="Syr")
    actions.change_fact(fact=skill, values=KNOWN | {"name": "Syr klær"}, version=1, by=cast.team_leader, at=now)
    response = client.post(page("change", "ferdighet", skill.pk), sent("ferdighet", name="Syr gardiner", version=1))
    shown = response.content.decode()
    assert response.status_code == 422
    assert "Dette står nå" in shown
    assert "Syr klær" in shown
    assert 'value="Syr gardiner"' in shown
    skill.refresh_from_db()
    assert skill.name == "Syr klær"
    assert 'name="version" value="2"' in shown
    again = client.post(page("change", "ferdighet", skill.pk), sent("ferdighet", name="Syr gardiner", version=2))
    assert again.status_code == 302
    skill.refresh_from_db()
    assert skill.name == "Syr gardiner"


def test_a_version_left_out_or_made_up_writes_nothing(client, cast, person, now):
    skill = mapped(cast, person, now, Skill, name="Syr")
    for version in ("", "99", "abc", "-1"):
        client.post(page("change", "ferdighet", skill.pk), sent("ferdighet", name="Annet", version=version))
    skill.refresh_from_db()
    assert skill.name == "Syr"


def test_a_fact_taken_out_is_kept_and_can_be_put_back(client, cast, person, now):
    skill = mapped(cast, person, now, Skill, name="Syr")
    for _ in range(2):  # twice does nothing the second time
        assert client.post(page("remove", "ferdighet", skill.pk)).status_code == 302
    assert not Skill.objects.standing().exists()
    assert Event.objects.filter(act="tok ut ferdighet").count() == 1
    shown = client.get(page("mapping", person.pk)).content.decode()
    assert "Tatt ut (1)" in shown
    assert client.get(page("change", "ferdighet", skill.pk)).status_code == 404
    for _ in range(2):
        client.post(page("restore", "ferdighet", skill.pk))
    assert Skill.objects.standing().count() == 1
    assert Event.objects.filter(act="tok tilbake ferdighet").count() == 1


def test_a_change_of_a_fact_taken_out_meanwhile_is_a_conflict(cast, person, now):
    skill = mapped(cast, person, now, Skill, name="Syr")
    actions.remove_fact(fact=skill, by=cast.counsellor, at=now)
    with pytest.raises(Conflict):
        actions.change_fact(fact=skill, values=KNOWN | {"name": "Nytt"}, version=2, by=cast.counsellor, at=now)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"from_year": "2010", "to_year": "2009"}, "to_year"),
        ({"from_year": "1994"}, "from_year"),  # born 1995
        ({"to_year": "2027", "completed": "on"}, "to_year"),  # finished next year
        ({"recognition": "sent"}, "sent_on"),
        ({"recognition": "answered", "sent_on": "01.10.2026"}, "answered_on"),
        ({"recognition": "answered", "sent_on": "01.10.2026", "answered_on": "01.11.2026"}, "outcome"),
        (
            {"recognition": "answered", "sent_on": "01.11.2026", "answered_on": "31.10.2026", "outcome": "full"},
            "answered_on",
        ),
        ({"recognition": "sent", "sent_on": "22.11.2026"}, "sent_on"),  # tomorrow
        ({"sent_on": "01.10.2026", "outcome": "full"}, "recognition"),
        ({"known_on": "22.11.2026"}, "known_on"),
        ({"known_on": "30.04.1995"}, "known_on"),  # the day before she was born
        ({"level": "9"}, "level"),
        ({"country": "ZZ"}, "country"),
        ({"from_year": "-5"}, "from_year"),
    ],
)
def test_an_education_that_cannot_be_is_refused_at_its_field(client, person, typed, field):
    response = client.post(page("add", person.pk, "utdanning"), sent("utdanning", **typed))
    assert response.status_code == 422
    assert f'href="#id_{field}' in response.content.decode()
    assert not Education.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"from_year": "2010", "to_year": "2010"},
        {"from_year": "1995"},  # the year she was born
        {"to_year": "2026", "completed": "on"},
        {"to_year": "2027"},  # not finished: the end may lie ahead
        {"recognition": "answered", "sent_on": "01.11.2026", "answered_on": "01.11.2026", "outcome": "partial"},
        {"recognition": "sent", "sent_on": "21.11.2026"},  # today
        {"known_on": "21.11.2026"},
        {"known_on": "01.05.1995"},
    ],
)
def test_what_lies_on_the_boundary_is_let_in(client, person, typed):
    assert client.post(page("add", person.pk, "utdanning"), sent("utdanning", **typed)).status_code == 302


@pytest.mark.parametrize("years", ["32", "-1", "abc", "1000"])
def test_more_years_of_work_than_years_of_life_are_refused(client, person, years):
    assert client.post(page("add", person.pk, "arbeid"), sent("arbeid", years=years)).status_code == 422
    assert not WorkExperience.objects.exists()


def test_half_a_year_is_written_with_a_comma(client, person):
    assert client.post(page("add", person.pk, "arbeid"), sent("arbeid", years="0,5")).status_code == 302
    assert "Baker, 0,5 år" in client.get(page("mapping", person.pk)).content.decode()


def test_the_database_itself_refuses_half_an_answer(cast, person, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        Education.objects.create(person=person, level=4, recognition="answered", added_at=now, **KNOWN)


def test_html_and_formulas_are_shown_as_the_text_they_are(client, person):
    name = '<script>alert(1)</script> =HYPERLINK("x")'
    client.post(page("add", person.pk, "ferdighet"), sent("ferdighet", name=name))
    for address in (page("mapping", person.pk), page("profile", person.pk)):
        shown = client.get(address).content.decode()
        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert(1)" in shown


def test_text_that_is_too_long_is_refused_with_its_length(client, person):
    response = client.post(page("add", person.pk, "ferdighet"), sent("ferdighet", name="a" * 121))
    assert response.status_code == 422
    assert "høyst 120 tegn" in response.content.decode()


def test_a_language_stands_once(client, cast, person, now):
    mapped(cast, person, now, LanguageLevel, language="en", oral="B1")
    response = client.post(page("add", person.pk, "sprak"), sent("sprak"))
    assert response.status_code == 422
    assert "står der allerede" in response.content.decode()
    assert LanguageLevel.objects.count() == 1


def test_a_language_without_any_level_is_refused(cast, person, now):
    with pytest.raises(Incomplete) as refusal:
        mapped(cast, person, now, LanguageLevel, language="en")
    assert "oral" in refusal.value.fields


def test_a_mapped_level_reaches_what_the_other_rooms_know(cast, person, now):
    SpokenLanguage.objects.create(person=person, language="en", source="settlement_list", known_on=dt.date(2026, 9, 1))
    level = mapped(cast, person, now, LanguageLevel, language="en", oral="B1", reading="A0")
    known = SpokenLanguage.objects.get(person=person)
    assert (known.level, known.reads, known.source) == ("B1", False, "person")
    actions.remove_fact(fact=level, by=cast.counsellor, at=now)
    assert not SpokenLanguage.objects.exists()
    actions.restore_fact(fact=level, by=cast.counsellor, at=now)
    assert SpokenLanguage.objects.get(person=person).level == "B1"


def test_a_language_put_back_beside_a_new_one_is_refused(cast, person, now):
    level = mapped(cast, person, now, LanguageLevel, language="en", oral="B1")
    actions.remove_fact(fact=level, by=cast.counsellor, at=now)
    mapped(cast, person, now, LanguageLevel, language="en", oral="B2")
    with pytest.raises(Refused, match="står der allerede"):
        actions.restore_fact(fact=level, by=cast.counsellor, at=now)


def test_the_language_itself_cannot_be_exchanged_in_the_form(client, cast, person, now):
    level = mapped(cast, person, now, LanguageLevel, language="en", oral="B1")
    client.post(page("change", "sprak", level.pk), sent("sprak", language="fr", oral="B2", version=1))
    level.refresh_from_db()
    assert (level.language, level.oral) == ("en", "B2")


def test_steps_belong_to_their_result_and_come_by_date(client, cast, person, now):
    client.post(page("add", person.pk, "veiledning"), sent("veiledning", source="county"))
    result = MODELS["veiledning"].objects.get()
    for title, by in (("Sist", "01.06.2027"), ("Uten dato", ""), ("Først", "01.01.2027")):
        response = client.post(
            page("add_step", result.pk),
            {"title": title, "by_on": by, "missing": "norsk A2", "source": "county", "known_on": "20.11.2026"},
        )
        assert response.status_code == 302
    from samlop.competence.queries import profile

    assert [s.title for s in profile(person).guidance.steps] == ["Først", "Sist", "Uten dato"]
    assert client.get(page("add", person.pk, "steg")).status_code == 404
    step = GuidanceStep.objects.get(title="Sist")
    client.post(page("remove", "steg", step.pk))
    assert [s.title for s in profile(person).guidance.steps] == ["Først", "Uten dato"]
