"""Decides when somebody is told before a decision, and is shown what is new in the case."""

from __future__ import annotations

from samlop.law.case_handling.acts import both_acts, cited, rule_under_act
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.rule import Case, rule
from samlop.law.words import say


@rule(
    "advance_notice",
    "A-04",
    "DEC-10",
    title="Forhåndsvarsel eller unntak",
    basis=both_acts("advance_notice"),
    headline="required",
)
def advance_notice(c: Case) -> Answer:
    """Decides whether notice must be given before a decision, or may be left out on one of the grounds of the act.

    Basis: forvaltningsloven (1967) § 16, forvaltningsloven (2025) § 42 (A-04, DEC-10).
    Valid: the act that holds on the day; anchor: as-of date.
    Outcome: met when notice must be given, may when it may be left out, not_met when it is not demanded; review for urgency under
    the act of 1967, which does not name it as we know it.
    Not covered: whether the ground is there in the case.
    """
    kinds = c.version("decision_kinds")[0]["kinds"]
    kind = next(row for row in kinds if row["code"] == c.need("decision"))
    rule_now, version = rule_under_act(c, "notice_exceptions")
    basis = cited(c, "advance_notice")
    if kind["individual"] is False:
        text = f"Forhåndsvarsel er ikke et krav, fordi avgjørelsen om {kind['label']} ikke er et enkeltvedtak."
        return Answer(Outcome.NOT_MET, {"required": False}, text, basis, rule_now.verified, version)
    if c.get("decision_applied_for"):
        text = "Forhåndsvarsel er ikke et krav, fordi personen selv har søkt eller har uttalt seg."
        return Answer(Outcome.NOT_MET, {"required": False}, text, basis, rule_now.verified, version)
    ground = c.get("notice_exception")
    if ground is None:
        value = {"required": True, "time_to_comment": "reasonable"}
        text = f"Personen skal varsles før vedtaket om {kind['label']}, med tid til å uttale seg."
        change = (
            "Varselet kan utelates når det kan hindre vedtaket, når personen ikke kan finnes, og når det er klart unødvendig.",
        )
        return Answer(Outcome.MET, value, text, basis, rule_now.verified, version, "", change)
    if ground in rule_now["unclear"]:
        text = f"Vi vet ikke om varselet kan utelates når {say(ground)}. Dette må vurderes for hånd."
        return Answer(Outcome.REVIEW, {"required": "review"}, text, basis, Verification.ASSUMED, version)
    text = f"Varselet kan utelates når {say(ground)}. Skriv grunnen i saken."
    return Answer(Outcome.MAY, {"required": False, "ground": ground}, text, basis, rule_now.verified, version)


@rule(
    "new_information",
    "A-05",
    title="Nye opplysninger i saken",
    basis=(*both_acts("new_information"), *both_acts("clarification")),
    headline="present",
)
def new_information(c: Case) -> Answer:
    """Decides whether information that comes in must be shown to the person before the decision.

    Basis: forvaltningsloven (1967) § 17, forvaltningsloven (2025) §§ 43 and 44 (A-05).
    Valid: the act that holds on the day; anchor: as-of date.
    Outcome: met, may when it may be left out, or not_met.
    Not covered: information the person has no right to see; how much the case must be looked into, which follows what it means to her.
    """
    basis = (*cited(c, "new_information"), *cited(c, "clarification"))
    _, version = rule_under_act(c, "public_administration_act")
    sure = rule_under_act(c, "public_administration_act")[0].verified
    if c.need("information_from_party"):
        text = "Personen har gitt opplysningen selv, og den trenger ikke å legges fram."
        return Answer(Outcome.NOT_MET, {"present": False}, text, basis, sure, version)
    if not c.need("information_about_party") and not c.need("information_essential"):
        text = "Opplysningen er ikke om personen og betyr lite i saken. Den trenger ikke å legges fram."
        return Answer(Outcome.NOT_MET, {"present": False}, text, basis, sure, version)
    if c.get("information_confirmed") or c.get("notice_exception") is not None:
        text = "Opplysningen kan brukes uten at personen får se den først. Skriv grunnen i saken."
        return Answer(Outcome.MAY, {"present": False}, text, basis, sure, version)
    text = "Legg opplysningen fram for personen, og gi tid til å uttale seg før vedtaket."
    return Answer(Outcome.MET, {"present": True, "time_to_comment": "reasonable"}, text, basis, sure, version)
