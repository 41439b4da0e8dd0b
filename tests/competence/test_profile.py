"""The profile begins with what a person can, and ends with what is missing."""

import datetime as dt

import pytest

from samlop.competence.models import (
    Education,
    GuidanceResult,
    GuidanceStep,
    LanguageLevel,
    Mapping,
    Skill,
    WorkExperience,
)
from samlop.competence.queries import profile
from samlop.people.models import SpokenLanguage
from tests.competence.told import a_baker, mapped, page
from tests.given import a_person

pytestmark = pytest.mark.django_db


def test_the_sections_come_strengths_first_and_missing_last(cast, as_, now):
    person = a_baker(cast, a_person(cast), now)
    shown = as_("counsellor").get(page("profile", person.pk)).content.decode()
    heads = ["Styrker", "Språk", "Arbeid", "Utdanning", "Ønsker", "Mål og steg", "Mangler ennå"]
    places = [shown.index(f"<h2>{words}</h2>") for words in heads]
    assert places == sorted(places)
    assert shown.count("<h1") == 1


def test_strengths_are_work_by_its_length_finished_education_and_useful_languages(cast, now):
    person = a_baker(cast, a_person(cast), now)
    mapped(cast, person, now, WorkExperience, title="Selger", years=9)
    mapped(cast, person, now, Education, level=6, field="juss", completed=False)  # begun only: no strength to name
    mapped(cast, person, now, LanguageLevel, language="fr", oral="A2")  # too little to lean on
    assert profile(person).strengths == (
        "Selger – 9 års erfaring",
        "Baker – 6 års erfaring",
        "Handel: fullført utdanning (Syria)",
        "Klarer seg godt på engelsk",
    )


def test_each_fact_opens_to_its_source_and_date(cast, as_, now):
    person = a_baker(cast, a_person(cast), now)
    shown = as_("counsellor").get(page("profile", person.pk)).content.decode()
    assert shown.count("personen selv, 20.11.2026") == 5


def test_an_unmapped_person_has_a_page_that_says_what_to_do(cast, as_):
    person = a_person(cast)
    assert profile(person).empty
    shown = as_("counsellor").get(page("profile", person.pk)).content.decode()
    assert "Ingenting er kartlagt ennå." in shown
    assert "Karriereveiledning" in shown or "karriereveiledningen" in shown


def test_what_is_missing_goes_away_as_it_is_mapped(cast, now):
    person = a_person(cast)
    at_first = profile(person).missing
    assert len(at_first) == 8
    a_baker(cast, person, now)
    mapped(cast, person, now, LanguageLevel, language="nb", oral="A0")
    mapped(cast, person, now, GuidanceResult, given_on=now.date(), goal="Fagbrev")
    assert profile(person).missing == (
        "Fullført utdanning mangler papirer. Spør om kopi eller vitner.",
        "Kartleggingen er ikke merket som gjennomført.",
    )
    Education.objects.update(documented=True)
    Mapping.objects.create(person=person, source="caseworker", known_on=now.date(), mapped_on=now.date())
    assert profile(person).missing == ()
    assert profile(person).mapped_on == now.date()


def test_what_was_taken_out_is_not_on_the_profile(cast, now):
    person = a_baker(cast, a_person(cast), now)
    for model in (Skill, WorkExperience, Education, LanguageLevel):
        model.objects.update(removed_at=now)
    SpokenLanguage.objects.all().delete()
    seen = profile(person)
    assert (seen.skills, seen.work, seen.education, seen.languages, seen.strengths) == ((), (), (), (), ())


def test_a_recognition_on_its_way_counts_the_days(cast, as_, now):
    person = a_person(cast)
    mapped(
        cast, person, now, Education, level=7, field="bygg", completed=True, recognition="sent",
        recognition_body="HK-dir", sent_on=dt.date(2026, 10, 18),
    )  # fmt: skip
    assert profile(person).education[0].waiting_since == dt.date(2026, 10, 18)
    assert "har ventet 34 dager" in as_("counsellor").get(page("profile", person.pk)).content.decode()


def test_the_newest_guidance_is_the_one_that_counts(cast, now):
    person = a_person(cast)
    for day, goal in ((1, "Gammelt mål"), (20, "Nytt mål"), (10, "Mellom")):
        result = mapped(cast, person, now, GuidanceResult, given_on=dt.date(2026, 11, day), goal=goal)
        mapped(cast, person, now, GuidanceStep, result=result, title=f"Steg mot {goal}")
    seen = profile(person).guidance
    assert (seen.goal, [s.title for s in seen.steps]) == ("Nytt mål", ["Steg mot Nytt mål"])


def test_a_mapped_level_stands_before_what_was_told(cast, now):
    person = a_person(cast)
    known = {"source": "settlement_list", "known_on": dt.date(2026, 9, 1)}
    for code in ("en", "ti"):
        SpokenLanguage.objects.create(person=person, language=code, level="C1", **known)
    mapped(cast, person, now, LanguageLevel, language="en", oral="A2")
    lines = {line.language: line for line in profile(person).languages}
    assert (lines["en"].best, lines["en"].origin.source) == ("A2", "personen selv")
    assert (lines["ti"].best, lines["ti"].origin.source) == ("C1", "bosettingslista")
    assert [line.language for line in profile(person).languages] == ["ti", "en"]  # the best first


def test_one_persons_profile_holds_nothing_of_another(cast, now):
    a_baker(cast, a_person(cast), now)
    assert profile(a_person(cast)).empty
