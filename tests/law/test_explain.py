"""Holds the explanation to its promise: every part of the trace is there, in bokmål and in English."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from samlop.law import Facts, Finding, Outcome
from samlop.law.assess import ALWAYS
from samlop.law.basis import intl
from samlop.law.english import code_en, date_en, kroner_en, list_en, part_en, provision_en, say_en
from samlop.law.explain import Explanation, Language, explain, render
from samlop.law.finding import Missing, Verification
from samlop.law.paragraphs import section_key, section_of
from tests.law.people import ORDINARY, a_person, law_says

ON = "2026-11-21"


def explained(question: str, language: Language = "nb", on: str = ON, **changes: Any) -> Explanation:
    return explain(law_says(question, on, **changes), language=language)


def test_the_whole_trace_is_there_in_bokmål() -> None:
    found = explain(
        law_says("entitlement", ON, settled_by_agreement=False),
        sources={"permit": ("UDI", date(2026, 1, 20))},
        what_if=("Er «Bosatt etter avtale» ja: rett og plikt.",),
    )
    assert found.asked == "Rett og plikt til introduksjonsprogram"
    assert found.answer == "Kommunen kan tilby program, fordi personen er bosatt uten avtale med kommunen."
    facts = {fact.name: fact for fact in found.facts}
    assert (facts["permit"].value, facts["permit"].source, facts["permit"].day) == (
        "beskyttelse (asyl)",
        "UDI",
        date(2026, 1, 20),
    )
    assert (facts["birth_date"].source, facts["birth_date"].day) == ("", None)
    assert found.version == "gjelder fra 1. januar 2026."
    assert "21. november 2026" in found.version_why
    assert found.paragraphs[0].reference == "integreringsloven § 8 første ledd"
    assert found.paragraphs[0].text.startswith("Den som var mellom 18 og 55 år")
    assert found.paragraphs[0].url.endswith("§8")
    assert found.would_change[-1] == "Er «Bosatt etter avtale» ja: rett og plikt."
    assert found.verification
    text = render(found)
    for words in ("Svar: Kommunen kan", "Bygger på: Bosatt etter avtale: nei", "(UDI, 20. januar 2026)", "Hjemmel: "):
        assert words in text


def test_the_whole_trace_is_there_in_english() -> None:
    found = explained("entitlement", "en", settled_by_agreement=False)
    assert found.asked == "Right and duty to the introduction programme"
    assert "the municipality may offer it" in found.answer
    assert "1 March 2028" in found.answer
    assert found.version == "In force from 1 January 2026."
    assert found.version_why == "Chosen by the day of the assessment, 21 November 2026."
    assert found.paragraphs[0].reference == "Integration Act § 8 first paragraph"
    assert found.paragraphs[0].text.startswith("Whoever was between 18 and 55")
    assert found.not_covered.startswith("Not assessed here: sound discretion")
    text = render(found)
    for words in ("Answer: ", "Rests on: Settled by agreement: no", "Provision: ", "Would change it: ", "Note: "):
        assert words in text


@pytest.mark.parametrize("question", ALWAYS)
def test_no_norwegian_word_of_ours_stands_in_an_english_answer(question: str) -> None:
    for changes in ({}, {"education": "upper_secondary_or_higher"}, {"birth_date": "1970-06-01"}, {"permit": "P-34"}):
        found = explained(question, "en", start_date="2026-05-01", offer_date="2026-04-01", **changes)
        said = " ".join((found.asked, found.answer, found.not_covered, *found.would_change, found.verification))
        for word in (" og ", " er ", " ikke ", " personen ", " programmet ", "None", "True", "_"):
            assert word not in f" {said} ", said


def test_a_reading_that_was_chosen_says_who_chose() -> None:
    finding = law_says(
        "entitlement", ON, {"age_55_boundary": "inside", "age_60_commencement": "not_in_force"}, birth_date="1970-06-01"
    )
    found = explain(finding, chosen_by={"age_55_boundary": "Eksempel kommune, 3. mars 2026"})
    reading = {row.id: row for row in found.readings}["age_55_boundary"]
    assert reading.chosen
    assert reading.by == "Eksempel kommune, 3. mars 2026"
    assert reading.answer == "Personen er 55 år fram til 56-årsdagen, og er innenfor."
    assert "(valgt av Eksempel kommune, 3. mars 2026)" in render(found)
    english = explain(finding, language="en").readings
    assert {row.answer for row in english} >= {"A person is 55 until the 56th birthday, and is inside."}


def test_each_reading_of_an_open_question_says_what_it_gives() -> None:
    found = explained("entitlement", birth_date="1970-06-01", on="2026-06-01")
    assert [(row.chosen, row.by) for row in found.readings] == [(False, ""), (False, "")]
    assert "rett og plikt" in found.readings[0].gives
    assert found.mark == "må vurderes"
    english = explained("entitlement", "en", birth_date="1970-06-01", on="2026-06-01")
    assert english.answer.startswith("The law is open here. It is not settled whether")
    assert "Position: right and duty" in english.readings[0].gives
    assert english.mark == "must be assessed"
    text = render(english)
    assert text.count("Open question:") == 1


def test_missing_facts_are_asked_for_in_both_languages() -> None:
    for language, asked, mark in (
        ("nb", "Oppholdstillatelse", "mangler opplysninger"),
        ("en", "Residence permit", "facts are missing"),
    ):
        found = explained("entitlement", language, permit=None)  # type: ignore[arg-type]
        assert asked in found.missing
        assert found.mark == mark
    assert "We need to know: residence permit." in explained("entitlement", "en", permit=None).answer


def test_a_fact_that_has_changed_since_says_so() -> None:
    finding = law_says("entitlement", ON)
    found = explain(finding, facts=a_person(settled_by_agreement=False))
    facts = {fact.name: fact for fact in found.facts}
    assert (facts["settled_by_agreement"].value, facts["settled_by_agreement"].now) == ("ja", "nei")
    assert facts["permit"].now == ""
    assert "[nå: nei]" in render(found)


def test_a_frozen_finding_is_explained_as_it_was() -> None:
    finding = law_says("duration", ON, start_date="2026-05-01", offer_date="2026-04-01")
    assert explain(Finding.from_dict(finding.to_dict())) == explain(finding)


def test_a_version_that_ends_says_when_another_applies() -> None:
    found = explained("min_work_oriented_hours_per_week", on="2025-12-15", goal="work")
    assert "En annen versjon gjelder hvis dagen det vurderes er 1. januar 2026 eller senere." in found.would_change
    english = explained("min_work_oriented_hours_per_week", "en", on="2025-12-15", goal="work")
    assert "Another version applies if the day of the assessment is 1 January 2026 or later." in english.would_change


def test_something_always_says_what_would_change_the_answer() -> None:
    for question in ALWAYS:
        assert explained(question).would_change, question
        assert explained(question, "en").would_change, question


def test_a_section_is_told_once_although_it_is_cited_twice() -> None:
    finding = law_says("entitlement", ON, settled_by_agreement=False)
    assert [p.section for p in finding.basis] == ["8", "8"]
    first, second = explain(finding).paragraphs
    assert first.text
    assert not second.text


def test_a_finding_about_a_question_nobody_knows_is_still_explained() -> None:
    finding = Finding("gone", "Borte", ("X",), Outcome.REVIEW, None, "Uklart.", (intl("8"),), Verification.ASSUMED)
    for language in ("nb", "en"):
        assert render(explain(finding, language=language))  # type: ignore[arg-type]
    asked = Finding(
        "gone",
        "Borte",
        ("X",),
        Outcome.REVIEW,
        {"a": 1},
        "",
        (intl("8"),),
        Verification.ASSUMED,
        missing=(Missing("new_fact", "Nytt"),),
    )
    assert explain(asked, language="en").answer == "We need to know: nytt. What is known: A: 1."


def test_nothing_known_explains_what_to_ask() -> None:
    from samlop.law import ask

    found = explain(ask("entitlement", Facts(), date(2026, 11, 21)), language="en")
    assert found.facts == ()
    assert found.missing == ("Residence permit",)


@pytest.mark.parametrize(
    ("value", "part", "said"),
    [
        (True, "", "yes"),
        (False, "", "no"),
        (None, "", "not known"),
        (date(2026, 6, 15), "", "15 June 2026"),
        (12, "max_months", "12 months"),
        (1, "months", "1 month"),
        (37.5, "hours", "37.5 hours"),
        (15, "", "15"),
        (2275817, "monthly_amount_ore", "NOK 22,758.17"),
        (100000, "grant_ore", "NOK 1,000"),
        (136549, "basic_amount", "NOK 136,549"),
        ("none", "", "none"),
        ("none", "outcome", "neither right nor duty"),
        ("none", "extension", "not possible"),
        ("P-28", "", "protection (asylum)"),
        ("some_new_code", "", "some new code"),
        ("EMINU", "", "EMINU"),
        ("2026-11-27T04:00+01:00", "", "27 November 2026 at 04:00"),
        ([], "", "none"),
        (["work", "norwegian"], "", "work, training in Norwegian"),
        ({"max_months": 3, "end": date(2026, 1, 1)}, "", "longest: 3 months; end: 1 January 2026"),
        (
            [{"permit": "P-34"}, {"permit": "P-28"}],
            "",
            "permit: temporary collective protection; permit: protection (asylum)",
        ),
    ],
)
def test_values_are_said_in_english(value: Any, part: str, said: str) -> None:
    assert say_en(value, part) == said


def test_small_words() -> None:
    assert list_en([]) == ""
    assert list_en(["a", "b", "c"]) == "a, b and c"
    assert part_en("deduction_ore") == "deduction"
    assert code_en("A1") == "A1"
    assert date_en(date(2026, 12, 1)) == "1 December 2026"
    assert kroner_en(-100) == "NOK -1"
    assert provision_en(intl("26", 6, 1, "a")) == "Integration Act § 26 sixth paragraph first sentence letter a"
    assert section_key(intl("26", 6)) == "integreringsloven § 26"
    assert section_of(intl("53")) is None
    assert ORDINARY["permit"] == "P-28"


OPEN = {"permit": "P-34", "permit_date": "2025-05-01", "birth_date": "1990-01-01", "settlement_date": "2025-07-01"}


def test_an_open_question_that_is_the_answer_is_said_once() -> None:
    found = law_says("training_position", ON, **OPEN)
    text = render(explain(found))
    assert text.count("Det er ikke avklart om de midlertidige reglene") == 1
    assert "Åpent spørsmål" not in text
    assert text.count("\n  - ") == len(found.readings)


@pytest.mark.parametrize(
    ("born", "goal", "noted"),
    [
        ("1970-01-15", "complete_upper_secondary", True),
        ("1970-01-16", "complete_upper_secondary", False),
        ("1970-01-15", "work", False),
    ],
)
def test_the_length_for_a_goal_the_age_does_not_allow_says_so(born: str, goal: str, noted: bool) -> None:
    found = law_says(
        "duration",
        ON,
        birth_date=born,
        permit_date="2026-01-15",
        education="below_upper_secondary",
        goal=goal,
        offer_date="2026-03-01",
        start_date="2026-04-01",
    )
    assert ("over 55 år" in found.not_covered) is noted
