"""Decides whether a person has education at upper-secondary level, which picks § 13 or § 14."""

from __future__ import annotations

from samlop.law.basis import intf
from samlop.law.codes import SECTION_34
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.rule import Case, NeedFacts, rule

UPPER, BELOW = "upper_secondary_or_higher", "below_upper_secondary"
BASIS = (intf("65 a"),)


@rule(
    "upper_secondary_level", "EDU-01", "EDU-02", "EDU-03", "EDU-04", title="Utdanning på videregående nivå", basis=BASIS
)
def upper_secondary_level(c: Case) -> Answer:
    """Decides whether the person's education counts as upper-secondary level or higher.

    Basis: integreringsforskriften § 65 a (EDU-01 to EDU-04).
    Valid: from 2026-01-01, guidance before; anchor: as-of date.
    Outcome: met or not_met; review before 2026 for Ukrainian upper secondary, whose reading then is not seen.
    Not covered: the look-up in the GSU list, which a person does.
    """
    stated = c.get("education")
    rule_now, version = c.version("upper_secondary_definition")
    sure = rule_now.verified
    met = c.get("gsu_education_requirement_met")
    if met is None and c.get("completed") == "ukrainian_upper_secondary":
        return _ukrainian(c)
    if met is None and stated is None:
        if c.get("completed") in ("compulsory_school", "none"):
            met = False
        else:
            raise NeedFacts(("education",))
    if met is None:
        text = (
            "Personen er registrert med utdanning på videregående nivå eller høyere."
            if stated == UPPER
            else "Personen er registrert uten utdanning på videregående nivå."
        )
        return _answer(stated == UPPER, text, c, Verification.ASSUMED)
    text = (
        "Utdanningen oppfyller utdanningskravet på GSU-listen. Krav til norsk og engelsk teller ikke."
        if met
        else "Utdanningen oppfyller ikke utdanningskravet på GSU-listen."
    )
    return Answer(Outcome.MET if met else Outcome.NOT_MET, met, text, (intf("65 a", 1),), sure, version)


def _ukrainian(c: Case) -> Answer:
    rule_now, version = c.version("upper_secondary_definition")
    if rule_now.id == "practice":
        text = "Vi har ikke sett hvordan videregående opplæring fra Ukraina ble vurdert før 2026. Dette må vurderes for hånd."
        return Answer(Outcome.REVIEW, {"outcome": "review"}, text, BASIS, rule_now.verified, version)
    if c.permit_now() == SECTION_34:
        text = "Fullført videregående opplæring fra Ukraina er nok, fordi personen har kollektiv beskyttelse."
        return Answer(Outcome.MET, True, text, (intf("65 a", 2),), rule_now.verified, version)
    if c.get("higher_education_years"):
        # The list asks for some higher education in addition; how much it asks for is not in the text we have read.
        raise NeedFacts(("gsu_education_requirement_met",))
    text = "GSU-listen krever høyere utdanning i tillegg. Unntaket gjelder bare for den som har kollektiv beskyttelse."
    return Answer(Outcome.NOT_MET, False, text, (intf("65 a", 1), intf("65 a", 2)), Verification.ASSUMED, version)


def _answer(value: bool, text: str, c: Case, sure: Verification) -> Answer:
    return Answer(
        Outcome.MET if value else Outcome.NOT_MET, value, text, BASIS, sure, c.version("upper_secondary_definition")[1]
    )


def education_of(c: Case) -> str:
    """Gives the education that picks § 13 or § 14: as registered, or as the rule finds it from other facts."""
    stated = c.get("education")
    if stated is not None:
        return str(stated)
    try:
        level = upper_secondary_level.body(c)
    except NeedFacts:
        raise NeedFacts(("education",)) from None
    if level.outcome is Outcome.REVIEW:
        raise NeedFacts(("education",))
    return UPPER if level.value else BELOW
