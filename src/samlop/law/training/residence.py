"""Decides what Norwegian and social studies a person needs for permanent residence and for citizenship."""

from __future__ import annotations

from datetime import date
from typing import Any

from samlop.law.basis import Act, Provision, cite
from samlop.law.days import birthday
from samlop.law.finding import Anchor, Answer, Outcome, Version
from samlop.law.parameters import Value
from samlop.law.rule import Case, rule
from samlop.law.training.norwegian import reaches
from samlop.law.words import say_date

_PERMANENT = (cite(Act.UTLENDINGSLOVEN, "62", 1), cite(Act.UTLENDINGSFORSKRIFTEN, "11-9"))
_SOCIETY = (cite(Act.UTLENDINGSLOVEN, "62", 1), cite(Act.UTLENDINGSFORSKRIFTEN, "11-10"))
_CITIZEN = (cite(Act.STATSBORGERLOVEN, "8"),)
_FLED = ("P-28", "P-35")


@rule(
    "permanent_residence_language",
    "TRN-1.6",
    title="Norsk for permanent opphold",
    basis=_PERMANENT,
    headline="requirement_applies",
)
def permanent_residence_language(c: Case) -> Answer:
    """Decides whether an applicant for permanent residence must document oral Norwegian, at which level, and whether she has.

    Basis: utlendingsloven § 62 første ledd, utlendingsforskriften § 11-9 (training catalogue 1.6: TRN-1.6).
    Valid: A2 for applications from 2025-09-01, A1 before; anchor: the day of the application.
    Outcome: met or not_met; not_met also when the requirement does not apply, with that in the answer.
    Not covered: the other conditions for permanent residence; which other tests are accepted.
    """
    rule_then, version = _applied(c, "permanent_residence_language", "permanent_residence_application")
    why = _outside_ages(c, rule_then, "permanent_residence_application")
    if why is not None:
        return _free(why, _PERMANENT, rule_then, version)
    level = rule_then["level"]
    exempted = bool(c.get("exempted_from_norwegian"))
    met = exempted or reaches(c.need("oral_norwegian"), level)
    value: dict[str, Any] = {"requirement_applies": True, "level": level, "met": met}
    if exempted:
        value["because"] = "exempted_by_municipality"
        text = "Kravet er oppfylt, fordi kommunen har gitt fritak fra plikten til norsk."
    else:
        text = f"Kravet er norsk muntlig på nivå {level}, og det er {'oppfylt' if met else 'ikke oppfylt'}."
    outcome = Outcome.MET if met else Outcome.NOT_MET
    return Answer(outcome, value, text, _PERMANENT, rule_then.verified, version)


@rule(
    "permanent_residence_social_studies",
    "TRN-1.6",
    title="Samfunnskunnskap for permanent opphold",
    basis=_SOCIETY,
    headline="requirement_applies",
)
def permanent_residence_social_studies(c: Case) -> Answer:
    """Decides whether an applicant for permanent residence must have passed a test in social studies, and whether she has.

    Basis: utlendingsloven § 62 første ledd, utlendingsforskriften § 11-10 (training catalogue 1.6: TRN-1.6).
    Valid: from 2017-01-01, in the act itself from 2025-09-01; anchor: the day of the application.
    Outcome: met or not_met; not_met also when the requirement does not apply, with that in the answer.
    Not covered: the other alternatives that the regulation lists.
    """
    rule_then, version = _applied(c, "permanent_residence_language", "permanent_residence_application")
    why = _outside_ages(c, rule_then, "permanent_residence_application")
    if why is not None:
        return _free(why, _SOCIETY, rule_then, version)
    exempted = bool(c.get("exempted_from_social_studies"))
    met = exempted or bool(c.need("social_studies_test_passed"))
    value: dict[str, Any] = {"requirement_applies": True, "met": met}
    if exempted:
        value["because"] = "exempted_by_municipality"
        text = "Kravet er oppfylt, fordi kommunen har gitt fritak fra plikten til samfunnskunnskap."
    else:
        text = f"Kravet om bestått prøve i samfunnskunnskap er {'oppfylt' if met else 'ikke oppfylt'}."
    outcome = Outcome.MET if met else Outcome.NOT_MET
    return Answer(outcome, value, text, _SOCIETY, rule_then.verified, version)


@rule(
    "citizenship_language", "TRN-1.6", title="Norsk for statsborgerskap", basis=_CITIZEN, headline="requirement_applies"
)
def citizenship_language(c: Case) -> Answer:
    """Decides whether an applicant for citizenship must document oral Norwegian, at which level, and whether she has.

    Basis: statsborgerloven § 8 with UDI's guidance (TRN-1.6).
    Valid: A2 for applications from 2017-01-01, B1 from 2022-10-01; anchor: the day the application was handed in.
    Outcome: met or not_met; not_met also when the requirement does not apply, with that in the answer.
    Not covered: exemption for health, which UDI decides; the citizenship test.
    """
    rule_then, version = _applied(c, "citizenship_language", "citizenship_application")
    applied = c.need("citizenship_application")
    born = c.need("birth_date")
    if not birthday(born, rule_then["lowest"]) <= applied < birthday(born, rule_then["ends_at"]):
        text = "Kravet gjelder ikke, fordi personen ikke er mellom 18 og 67 år når søknaden leveres."
        return _free(text, _CITIZEN, rule_then, version)
    level = rule_then["lower_level"] if _lower(c, rule_then, born, applied) else rule_then["level"]
    met = reaches(c.need("oral_norwegian"), level)
    value = {"requirement_applies": True, "level": level, "met": met}
    text = f"Kravet er norsk muntlig på nivå {level}, og det er {'oppfylt' if met else 'ikke oppfylt'}."
    return Answer(Outcome.MET if met else Outcome.NOT_MET, value, text, _CITIZEN, rule_then.verified, version)


def _applied(c: Case, parameter: str, fact: str) -> tuple[Value, Version]:
    return c.version(parameter, c.need(fact), Anchor.APPLICATION)


def _outside_ages(c: Case, rule_then: Value, fact: str) -> str | None:
    """Says why the requirement does not apply: the lower age is measured when she applies, the upper when it is decided."""
    born = c.need("birth_date")
    if c.need(fact) < birthday(born, rule_then["lowest"]):
        return f"Kravet gjelder ikke, fordi personen ikke hadde fylt {rule_then['lowest']} år da søknaden kom."
    ends = birthday(born, rule_then["ends_at"])
    if (c.get("decision_date") or c.on) >= ends:
        return f"Kravet gjelder ikke, fordi personen fylte {rule_then['ends_at']} år {say_date(ends)}, før vedtaket."
    return None


def _free(text: str, basis: tuple[Provision, ...], rule_then: Value, version: Version) -> Answer:
    value = {"requirement_applies": False, "met": None}
    return Answer(Outcome.NOT_MET, value, text, basis, rule_then.verified, version)


def _lower(c: Case, rule_then: Value, born: date, applied: date) -> bool:
    """Says whether the lower level is enough: for the stateless, and for some of those over 55."""
    if "lower_level" not in rule_then.data:
        return False
    if c.get("stateless"):
        return True
    if applied <= birthday(born, rule_then["lower_over_age"]):
        return False
    fled = bool(c.get("asylum_application")) or any(grant.permit in _FLED for grant in c.facts.grants)
    return fled or bool(c.get("receives_disability_benefit"))
