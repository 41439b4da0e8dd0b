"""Decides who may be exempted from the duty to Norwegian and social studies, because she knows enough or for weighty reasons."""

from __future__ import annotations

from typing import Any

from samlop.law.basis import Provision, intf, intl
from samlop.law.facts.training import SKILLS
from samlop.law.finding import Answer, Outcome
from samlop.law.parameters import Value
from samlop.law.rule import REVIEW, Case, rule
from samlop.law.training.norwegian import reaches

_COMPULSORY = "compulsory_school_norwegian_grade"
_MIDWAY = "upper_secondary_midway_assessment"
_MODULE_4 = ("fov_module_4_oral_grade", "fov_module_4_written_grade")
_SOCIAL_MIDWAY = "upper_secondary_social_studies_midway_assessment"
_NOT_READ = "Vi har ikke lest hele bestemmelsen slik den lød da. Dette må vurderes for hånd."


@rule(
    "norwegian_exemption_knowledge",
    "TRN-1.6",
    title="Fritak fra plikten til norsk på grunn av kunnskaper",
    basis=(intl("29", 1), intf("23", 1)),
    headline="met",
)
def norwegian_exemption_knowledge(c: Case) -> Answer:
    """Decides whether documented knowledge of Norwegian gives exemption from the duty to training, and by which letter.

    Basis: integreringsloven § 29 første ledd, integreringsforskriften § 23 første ledd (training catalogue 1.6: TRN-1.6).
    Valid: from 2021-01-01, letters c, e, f and h reworded 2026-01-01; anchor: as-of date.
    Outcome: met or not_met; review for documents that the wording before 2026 does not name.
    Not covered: letters d and g, whose text is not read; exemption for health or other weighty reasons.
    """
    rule_now, version = c.version("norwegian_exemption")
    if not c.need("applied_for_exemption"):
        text = "Fritak gis bare etter søknad."
        return Answer(Outcome.NOT_MET, {"met": False}, text, (intl("29", 1),), rule_now.verified, version)
    letter = _letter(c, rule_now)
    if letter is not None:
        value = {"met": True, "letter": letter}
        text = "Personen har dokumentert nok kunnskaper i norsk, og skal få fritak fra plikten."
        return Answer(
            Outcome.MET, value, text, (intl("29", 1), intf("23", 1, None, letter)), rule_now.verified, version
        )
    if _open_norwegian(c, rule_now):
        return Answer(Outcome.REVIEW, {"met": REVIEW}, _NOT_READ, (intf("23", 1),), rule_now.verified, version)
    text = (
        f"Dokumentasjonen er ikke nok. Det kreves for eksempel nivå {rule_now['level']} i hver av de fire delprøvene."
    )
    note = ""
    if "compulsory_school" not in rule_now["letters"] and (c.get(_COMPULSORY) or 0) >= rule_now["grade"]:
        text = "Karakter fra grunnskolen gir ikke lenger fritak. Fra 2026 må karakteren være fra modul 4 i forberedende opplæring for voksne."
        note = "To av bokstavene i bestemmelsen er ikke lest. Se på dem før det gis avslag."
    return Answer(Outcome.NOT_MET, {"met": False}, text, (intf("23", 1),), rule_now.verified, version, not_covered=note)


def _letter(c: Case, rule_now: Value) -> str | None:
    """Gives the first letter of § 23 that the documents satisfy."""
    letters, grade, level = rule_now["letters"], rule_now["grade"], rule_now["level"]
    test = c.get("norwegian_test")
    grounds = {
        "four_skills": test is not None and all(reaches(getattr(test, skill), level) for skill in SKILLS),
        "older_test": reaches(c.get("older_norwegian_test"), level),
        "compulsory_school": (c.get(_COMPULSORY) or 0) >= grade,
        "module_4": all((c.get(name) or 0) >= grade for name in _MODULE_4),
        "upper_secondary": any((c.get(name) or 0) >= grade for name in rule_now["upper_secondary"]),
        "prior_learning": bool(c.get("prior_learning_norwegian")),
        "admission": c.get("admission_requirement_norwegian") in rule_now["admission"],
    }
    return next((letter for ground, letter in letters.items() if grounds[ground]), None)


def _open_norwegian(c: Case, rule_now: Value) -> bool:
    """Says whether a document would count under the other wording, so that only the unread text can tell."""
    grade = rule_now["grade"]
    if "compulsory_school" not in rule_now["letters"]:
        return False
    module = all((c.get(name) or 0) >= grade for name in _MODULE_4)
    midway = (c.get(_MIDWAY) or 0) >= grade
    return module or midway or c.get("admission_requirement_norwegian") == "vocational_college"


@rule(
    "social_studies_exemption",
    "TRN-1.6",
    title="Fritak fra plikten til samfunnskunnskap på grunn av kunnskaper",
    basis=(intl("29", 1), intf("24", 1)),
    headline="met",
)
def social_studies_exemption(c: Case) -> Answer:
    """Decides whether documented knowledge of society gives exemption from social studies, and by which letter.

    Basis: integreringsloven § 29 første ledd, integreringsforskriften § 24 første ledd (training catalogue 1.6: TRN-1.6).
    Valid: from 2021-01-01, letters c, d and e reworded 2026-01-01; anchor: as-of date.
    Outcome: met or not_met; review for documents that the wording before 2026 may not have named.
    Not covered: letters a and b, whose text is not read.
    """
    rule_now, version = c.version("social_studies_exemption")
    if not c.need("applied_for_exemption"):
        text = "Fritak gis bare etter søknad."
        return Answer(Outcome.NOT_MET, {"met": False}, text, (intl("29", 1),), rule_now.verified, version)
    grade, needed = rule_now["grade"], rule_now["credits"]
    not_passed = c.get("passed") is False
    grounds = {
        "upper_secondary": any((c.get(name) or 0) >= grade for name in rule_now["upper_secondary"]),
        "prior_learning": bool(c.get("prior_learning_social_studies")),
        "studies": not not_passed and any((c.get(name) or 0) >= needed for name in rule_now["studies"]),
    }
    letter = next((letter for ground, letter in rule_now["letters"].items() if grounds[ground]), None)
    if letter is not None:
        value: dict[str, Any] = {"met": True, "letter": letter}
        text = "Personen har dokumentert nok kunnskaper om samfunnet, og skal få fritak fra plikten."
        basis: tuple[Provision, ...] = (intl("29", 1), intf("24", 1, None, letter))
        return Answer(Outcome.MET, value, text, basis, rule_now.verified, version)
    vocational = c.get("vocational_college_credits_norwegian_society") or 0
    if (
        rule_now.id == "first_wording"
        and not not_passed
        and (vocational >= needed or (c.get(_SOCIAL_MIDWAY) or 0) >= grade)
    ):
        return Answer(Outcome.REVIEW, {"met": REVIEW}, _NOT_READ, (intf("24", 1),), rule_now.verified, version)
    text = f"Dokumentasjonen er ikke nok. Studier må være bestått og gi minst {needed} studiepoeng."
    return Answer(Outcome.NOT_MET, {"met": False}, text, (intf("24", 1),), rule_now.verified, version)


@rule(
    "exemption_for_weighty_reasons",
    "TRN-1.6",
    title="Fritak av helsemessige eller andre tungtveiende årsaker",
    basis=(intl("29", 2),),
    headline="may_exempt",
)
def exemption_for_weighty_reasons(c: Case) -> Answer:
    """Decides whether the municipality may exempt somebody who cannot take part for health or other weighty reasons.

    Basis: integreringsloven § 29 andre ledd (training catalogue 1.6: TRN-1.6).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: may or not_met.
    Not covered: whether the reasons are weighty enough, which a person assesses; the right may lapse with the duty.
    """
    rule_now, version = c.version("norwegian_exemption")
    may = bool(c.need("special_reasons"))
    text = (
        "Kommunen kan gi fritak, fordi det er særlige helsemessige eller andre tungtveiende årsaker."
        if may
        else "Det er ikke oppgitt årsaker som kan gi fritak."
    )
    outcome = Outcome.MAY if may else Outcome.NOT_MET
    return Answer(outcome, {"may_exempt": may}, text, (intl("29", 2),), rule_now.verified, version)
