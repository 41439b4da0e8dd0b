"""Decides about automation, records, registers and research: what the law asks of the office and its systems."""

from __future__ import annotations

from datetime import date

from samlop.law.basis import Act, cite, intl
from samlop.law.case_handling.acts import NEW, NOT_IN_FORCE, WOULD_CHANGE, both_acts, cited, rule_under_act
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.rule import Case, rule
from samlop.law.words import say_date

_AUTOMATION = (*both_acts("automation"), cite(Act.PERSONVERNFORORDNINGEN, "22"))
_RECORDS = (cite(Act.ARKIVLOVA, "9"), cite(Act.ARKIVLOVA_2025, "12"), cite(Act.ARKIVLOVA_2025, "13"))


@rule("automated_decision", "A-16", title="Automatisert avgjørelse", basis=_AUTOMATION, headline="allowed")
def automated_decision(c: Case) -> Answer:
    """Decides whether a system may decide by itself. Samløp suggests, and a person decides.

    Basis: personvernforordningen artikkel 22, forvaltningsloven (2025) §§ 11 and 12 (A-16).
    Valid: the act that holds on the day; anchor: as-of date.
    Outcome: met or not_met; review under the act of 1967, which has no general rule.
    Not covered: whether the demands of ordinary case handling are met; regulations under the new act.
    """
    rule_now, version = rule_under_act(c, "automation")
    basis = (*cited(c, "automation"), cite(Act.PERSONVERNFORORDNINGEN, "22"))
    if not c.need("decides_without_human"):
        text = "Systemet foreslår, og et menneske avgjør. Det er lov, og slik arbeider Samløp."
        return Answer(Outcome.MET, {"allowed": True, "human_decides": True}, text, basis, rule_now.verified, version)
    if c.need("covered_by_gdpr_22"):
        if not c.need("special_legal_authority"):
            text = "Systemet kan ikke avgjøre dette alene uten en særlig hjemmel."
            return Answer(Outcome.NOT_MET, {"allowed": False}, text, basis, Verification.GUIDANCE, version)
        text = "Systemet kan avgjøre når hjemmelen åpner for det. Personen har rett til en forklaring og til at et menneske kontrollerer."
        value = {"allowed": True, "explanation": True, "manual_check": True}
        return Answer(Outcome.MET, value, text, basis, rule_now.verified, version)
    if not rule_now["general_rule"]:
        text = "Loven som gjelder, har ingen alminnelig regel om dette. Det må vurderes for hånd."
        return Answer(Outcome.REVIEW, {"allowed": "review"}, text, basis, Verification.ASSUMED, version, NOT_IN_FORCE)
    text = "Systemet kan avgjøre når de vanlige kravene til saksbehandlingen er oppfylt."
    return Answer(Outcome.MET, {"allowed": True}, text, basis, rule_now.verified, version)


@rule(
    "legal_content_documented",
    "A-17",
    title="Dokumentasjon av reglene i systemet",
    basis=both_acts("documentation"),
    headline="required",
)
def legal_content_documented(c: Case) -> Answer:
    """Decides whether the legal content of an automated case system must be documented and published.

    Basis: forvaltningsloven (2025) § 13 (A-17).
    Valid: from the day the act of 2025 is put in force; anchor: as-of date.
    Outcome: met, or may before that: it is good practice, and Samløp does it.
    Not covered: special reasons against publishing.
    """
    act, version = rule_under_act(c, "automation")
    c.get("decides_without_human")
    basis = both_acts("documentation")
    value = {"required": bool(act["document_legal_content"]), "publish": bool(act["document_legal_content"])}
    if act.id == NEW:
        text = "Reglene i systemet skal dokumenteres og offentliggjøres."
        return Answer(Outcome.MET, value, text, basis, act.verified, version)
    text = "Loven krever det ikke ennå. Samløp dokumenterer reglene likevel."
    return Answer(Outcome.MAY, value, text, basis, act.verified, version, NOT_IN_FORCE, WOULD_CHANGE)


@rule("records_destruction", "A-22", title="Kassasjon av saksdokumenter", basis=_RECORDS, headline="allowed")
def records_destruction(c: Case) -> Answer:
    """Decides whether documents of a case may be destroyed.

    Basis: arkivlova (1992) § 9, arkivlova (2025) §§ 12 and 13 (A-22).
    Valid: the new act from 2026-01-01; anchor: as-of date.
    Outcome: may with a regulation or a permit from the National Archives, else not_met, however old the documents are.
    Not covered: what the regulation or the permit reaches; a duty to delete in another act, which is normally met in other ways.
    """
    rule_now, version = c.version("records")
    basis = _RECORDS[1:] if rule_now.id == NEW else _RECORDS[:1]
    if c.need("destruction_authority") == "no_authority":
        text = "Dokumentene kan ikke kasseres uten forskrift eller tillatelse fra Nasjonalarkivet. Begrens tilgangen, og overfør til arkiv."
        value = {"allowed": False, "instead": ["restrict", "transfer_to_archive"]}
        return Answer(Outcome.NOT_MET, value, text, basis, rule_now.verified, version)
    text = "Dokumentene kan kasseres så langt forskriften eller tillatelsen rekker."
    return Answer(Outcome.MAY, {"allowed": True}, text, basis, rule_now.verified, version)


@rule(
    "payment_records_kept",
    "A-23",
    title="Oppbevaring av bilag for utbetaling",
    basis=(cite(Act.BOKFORINGSLOVEN, "13"),),
    headline="keep_until",
)
def payment_records_kept(c: Case) -> Answer:
    """Finds until when the records of a payment are kept: five years after the end of the accounting year.

    Basis: bokføringsloven § 13 (A-23).
    Valid: from 2005-01-01; anchor: the day of the payment, as the as-of date of its own year.
    Outcome: calculated.
    Not covered: records that are part of a case, which follow the rules on archives; other material with shorter time.
    """
    paid: date = c.need("payment_date")
    rule_then, version = c.version("payment_records", paid)
    first = paid.replace(month=1, day=1)
    until = first.replace(year=first.year + rule_then["years"] + 1)
    text = f"Bilaget skal tas vare på til {say_date(until)}."
    return Answer(
        Outcome.CALCULATED, {"keep_until": until}, text, payment_records_kept.basis, rule_then.verified, version
    )


@rule(
    "register_duty",
    "A-19",
    title="Ansvar for registrering i NIR",
    basis=(cite(Act.INTEGRERINGSLOVEN, chapter="8"), intl("48")),
    headline="controller",
)
def register_duty(c: Case) -> Answer:
    """Says who must register a person who takes part under the act in the national introduction register.

    Basis: integreringsloven chapter 8 and § 48 (A-19).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: met for somebody who has settled or begun, else not_met.
    Not covered: what is registered by when; the number of the section, which is taken from the list of supervised duties.
    """
    rule_now, version = c.version("register_duty")
    begun = c.first_of("settlement_date", "start_date", "training_begun")
    day = begun[1] if begun else c.need("settlement_date")
    value = {"must_register": day <= c.on, "controller": rule_now["controller"]}
    if day > c.on:
        text = "Personen er ikke bosatt ennå, og skal ikke registreres av kommunen."
        return Answer(Outcome.NOT_MET, value, text, register_duty.basis, rule_now.verified, version)
    text = "Kommunen skal registrere personen i Nasjonalt introduksjonsregister, og er ansvarlig for opplysningene."
    return Answer(Outcome.MET, value, text, register_duty.basis, rule_now.verified, version)


@rule(
    "research_use",
    "A-20",
    title="Bruk av opplysninger i forskning",
    basis=(cite(Act.INTEGRERINGSFORSKRIFTEN, chapter="8"),),
    headline="allowed",
)
def research_use(c: Case) -> Answer:
    """Decides whether information that names a participant may go to research.

    Basis: integreringsforskriften chapter 8 (A-20).
    Valid: from 2018-01-01, the right to say no from 2021-05-01; anchor: as-of date.
    Outcome: may or not_met; review before May 2021. From then the municipality informs of the right to say no, and registers it.
    Not covered: the final wording, which is not read; information that does not name anybody.
    """
    rule_now, version = c.version("register_frame")
    reserved = c.need("reserved_against_research")
    if rule_now.id != "reservation":
        text = "Retten til å si nei til forskning kom i mai 2021. Det som gjaldt før, må vurderes for hånd."
        return Answer(Outcome.REVIEW, {"allowed": "review"}, text, research_use.basis, Verification.ASSUMED, version)
    value = {"allowed": not reserved, "must_inform": True}
    if reserved:
        text = "Personen har reservert seg. Opplysninger som peker direkte på personen, kan ikke brukes i forskning."
        return Answer(Outcome.NOT_MET, value, text, research_use.basis, rule_now.verified, version)
    text = "Opplysningene kan brukes i forskning. Kommunen skal ha fortalt at personen kan si nei."
    return Answer(Outcome.MAY, value, text, research_use.basis, rule_now.verified, version)
