"""Decides how a person takes part in her case: language, guardians, access to the file and what is shared with others."""

from __future__ import annotations

from samlop.law.basis import Act, cite
from samlop.law.case_handling.acts import NEW, both_acts, cited, rule_under_act, which_act
from samlop.law.days import age_on
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.rule import Case, rule
from samlop.law.words import say

_INTERPRETING = tuple(cite(Act.TOLKELOVEN, section) for section in ("4", "6", "7"))
_LANGUAGE = (cite(Act.FORVALTNINGSLOVEN, "11"), *_INTERPRETING, cite(Act.FORVALTNINGSLOVEN_2025, "9", 4))
_GUARDIAN = (*both_acts("children"), cite(Act.VERGEMALSLOVEN, "9"))


@rule(
    "interpreter_and_translation", "A-11", "A-12", title="Tolk og oversettelse", basis=_LANGUAGE, headline="interpreter"
)
def interpreter_and_translation(c: Case) -> Answer:
    """Decides whether an interpreter must be used, of what skill, and whether key parts of a decision are translated.

    Basis: forvaltningsloven (1967) § 11, tolkeloven §§ 4, 6 and 7, forvaltningsloven (2025) § 9 fjerde ledd (A-11, A-12).
    Valid: tolkeloven from 2022-01-01, dispensation from its demand of skill said to end with 2026; anchor: as-of date.
    Outcome: met or not_met; review of the skill from 2027, since the end of the dispensation is not checked.
    Not covered: other acts that demand an interpreter; dispensation given to the municipality; sign language.
    """
    rule_now, version = c.version("interpreting")
    guidance = (*_INTERPRETING, *cited(c, "guidance"), *cited(c, "translation"))
    value: dict[str, object] = {"interpreter": False, "children_as_interpreters": False}
    if c.need("understands_norwegian"):
        text = "Personen forstår norsk godt nok, og tolk er ikke nødvendig."
        return Answer(Outcome.NOT_MET, value, text, guidance, rule_now.verified, version)
    if not c.need("legal_safety_or_help"):
        text = "Tolk er ikke et krav når det ikke gjelder rettssikkerhet eller forsvarlig hjelp. Personen skal likevel forstå veiledningen."
        return Answer(Outcome.NOT_MET, value, text, guidance, rule_now.verified, version)
    qualified = rule_now["qualified"]
    if qualified == "required" and c.ask("interpreter_dispensation_after_2026") == "prolonged":
        qualified = "required_unless_dispensation"
    new = which_act(c) == NEW
    value |= {
        "interpreter": True,
        "qualified": qualified,
        "translation": "as_far_as_possible" if new else "not_regulated",
    }
    skill = {
        "required": " Tolken skal være kvalifisert.",
        "required_unless_dispensation": " Tolken skal være kvalifisert, om ikke kommunen har dispensasjon.",
    }.get(qualified, "")
    written = " Det viktigste i vedtaket skal så langt som mulig oversettes." if new else ""
    text = f"Bruk tolk.{skill} Barn skal ikke tolke.{written}"
    return Answer(Outcome.MET, value, text, guidance, rule_now.verified, version)


@rule("minor_party", "A-13", title="Barn som part i saken", basis=_GUARDIAN, headline="acts_through")
def minor_party(c: Case) -> Answer:
    """Decides who acts for a child, whether the child is heard, and whether the child is told as well.

    Basis: forvaltningsloven (1967) §§ 16, 17 and 27, forvaltningsloven (2025) § 54, vergemålsloven (A-13).
    Valid: the act that holds on the day; anchor: as-of date.
    Outcome: calculated; not_met for somebody who is of age.
    Not covered: what a child may decide alone, and guardians for adults.
    """
    rule_now, version = c.version("minors")
    age = age_on(c.need("birth_date"), c.on)
    basis = (*cited(c, "children"), cite(Act.VERGEMALSLOVEN, "9"))
    if age >= rule_now["majority"]:
        text = "Personen er myndig og handler selv."
        return Answer(Outcome.NOT_MET, {"acts_through": "herself"}, text, basis, rule_now.verified, version)
    who = "representative_or_guardian" if c.get("unaccompanied_minor") else "guardian"
    own = age >= rule_now["own_notice_from"]
    heard = bool(c.need("can_form_views"))
    value = {"acts_through": who, "child_heard": heard, "child_gets_notice": own, "confidential_to_child": own}
    text = "Representanten eller vergen handler for barnet." if who != "guardian" else "Vergen handler for barnet."
    text += " Barnet skal få si hva det mener." if heard else ""
    if own:
        limit = say(rule_now["own_notice_from"])
        text += f" Barnet er over {limit} år og skal også ha varsel, nye opplysninger og melding om vedtaket."
    return Answer(Outcome.CALCULATED, value, text, basis, rule_now.verified, version)


@rule(
    "may_share",
    "A-14",
    title="Deling av taushetsbelagte opplysninger",
    basis=both_acts("confidentiality"),
    headline="allowed",
)
def may_share(c: Case) -> Answer:
    """Decides whether something about a person may be shared although it is confidential.

    Basis: forvaltningsloven (1967) §§ 13 to 13 g, forvaltningsloven (2025) §§ 30 to 37 (A-14).
    Valid: the act that holds on the day; anchor: as-of date.
    Outcome: may or not_met; review where the act of 1967 as we know it does not settle it.
    Not covered: duties to give information in other acts, stricter confidentiality in health and child welfare, and research.
    """
    rule_now, version = rule_under_act(c, "sharing_grounds")
    ground = c.need("sharing_ground")
    basis = cited(c, "confidentiality")
    if ground == "no_ground":
        text = "Opplysningen er taushetsbelagt og kan ikke deles uten en grunn i loven."
        return Answer(Outcome.NOT_MET, {"allowed": False}, text, basis, rule_now.verified, version)
    disproportionate = bool(c.get("sharing_disproportionate"))
    if disproportionate and rule_now["proportionality"]:
        text = "Opplysningen kan ikke deles, fordi det er et for stort inngrep for den det gjelder."
        return Answer(Outcome.NOT_MET, {"allowed": False}, text, basis, rule_now.verified, version)
    if disproportionate or ground in rule_now["unclear"]:
        text = "Vi har ikke lest om loven åpner for å dele her. Dette må vurderes for hånd."
        return Answer(Outcome.REVIEW, {"allowed": "review"}, text, basis, Verification.ASSUMED, version)
    text = "Opplysningen kan deles, så langt det trengs."
    return Answer(Outcome.MAY, {"allowed": True, "only_as_needed": True}, text, basis, rule_now.verified, version)


@rule(
    "party_access",
    "A-15",
    title="Innsyn i egen sak",
    basis=(*both_acts("access"), cite(Act.PERSONVERNFORORDNINGEN, "15")),
    headline="access",
)
def party_access(c: Case) -> Answer:
    """Decides whether the person may see a document in her own case, also after the decision.

    Basis: forvaltningsloven (1967) §§ 18 to 21, forvaltningsloven (2025) §§ 46 to 53, personvernforordningen artikkel 15 (A-15).
    Valid: the act that holds on the day; anchor: as-of date.
    Outcome: met, or may when the document may be kept back; then more access is always considered.
    Not covered: access for others, children under fifteen, and papers of the elected council.
    """
    rule_now, version = rule_under_act(c, "party_access")
    kind = c.need("document_kind")
    basis = (*cited(c, "access"), cite(Act.PERSONVERNFORORDNINGEN, "15"))
    shown = kind not in rule_now["may_refuse"] or (kind == "about_others" and bool(c.get("essential_for_party")))
    if shown:
        text = "Personen har rett til å se dokumentet, også etter vedtaket. Kopi er gratis."
        return Answer(Outcome.MET, {"access": True}, text, basis, rule_now.verified, version)
    text = "Dokumentet kan holdes tilbake. Vurder om personen likevel kan få se det eller deler av det. Avslag skal være skriftlig og kan påklages."
    return Answer(Outcome.MAY, {"access": "may_refuse"}, text, basis, rule_now.verified, version)
