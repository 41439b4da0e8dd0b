"""Decides who has a duty to take part in training while living in reception, and who may be exempted."""

from __future__ import annotations

from samlop.law.basis import intf, intl
from samlop.law.codes import NONE, permit_ground
from samlop.law.days import birthday
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.rule import Case, rule
from samlop.law.words import say

BASIS = (intl("5"),)


@rule(
    "duty_reception_training",
    "EAR-01",
    "EAR-02",
    "EAR-03",
    "EAR-04",
    "EAR-05",
    "EAR-07",
    title="Plikt til opplæring i mottak",
    basis=BASIS,
    headline="duty",
)
def duty_reception_training(c: Case) -> Answer:
    """Decides whether an asylum seeker has a duty to take part in training in reception.

    Basis: integreringsloven § 5, § 37 a (EAR-01 to EAR-05, EAR-07).
    Valid: from 2021-01-01; § 37 a from 2022-06-15; anchor: as-of date.
    Outcome: met or not_met; review for applicants under collective protection from 2026-07-01.
    Not covered: the duty starts when the municipality offers training; no decision letter is made.
    """
    rule_now, version = c.version("reception_training")
    why = _no_duty(c, rule_now["exempt_residences"], rule_now["lowest_age"])
    if why is None and c.get("asylum_applicant_group") == "collective_protection":
        state, _ = c.version("chapter_6a")
        exempt = state.id in ("right_without_duty", "social_studies_exempt") or (
            state.id == "not_known" and c.ask("chapter_6a_after_june_2026") == "prolonged"
        )
        if exempt:
            text = "Det er ingen plikt til opplæring i mottak for den som søker om kollektiv beskyttelse."
            return Answer(Outcome.NOT_MET, {"duty": False}, text, (intl("37 a"),), rule_now.verified, version)
    if why is not None:
        return Answer(
            Outcome.NOT_MET,
            {"duty": False},
            f"Det er ingen plikt til opplæring i mottak, fordi {why}.",
            BASIS,
            rule_now.verified,
            version,
        )
    text = f"Personen har plikt til opplæring i mottak: {rule_now['norwegian_hours']} timer norsk og {rule_now['social_studies_hours']} timer samfunnskunnskap."
    return Answer(Outcome.MET, {"duty": True}, text, (intl("5", 1), intf("1"), intf("2")), rule_now.verified, version)


def _no_duty(c: Case, exempt_residences: list[str], lowest_age: int) -> str | None:
    """Says why there is no duty, or None when the tests are passed."""
    if c.get("asylum_applicant_group") is None and not c.need("asylum_seeker"):
        return "personen ikke er asylsøker"
    if any(
        permit_ground(g.permit) != NONE and (g.permit_date is None or g.permit_date <= c.on) for g in c.facts.grants
    ):
        return "personen har fått oppholdstillatelse"
    refused = c.get("udi_refusal")
    c.get("appealed")
    if refused is not None and refused <= c.on:
        return "UDI har avslått søknaden. Det gjelder også om avslaget er påklaget"
    if c.get("udi_fast_procedure"):
        return "søknaden behandles i hurtigprosedyre"
    if c.get("merits_refused"):
        return "søknaden ikke blir realitetsbehandlet"
    residence = c.need("residence")
    if residence in exempt_residences:
        return f"personen bor i {say(residence)}"
    if residence != "reception_centre":
        return "personen ikke bor i mottak"
    if c.on < birthday(c.need("birth_date"), lowest_age):
        return f"personen er under {lowest_age} år"
    return None


@rule(
    "may_exempt_from_reception_training",
    "EAR-06",
    title="Fritak fra opplæring i mottak",
    basis=(intf("1", 3),),
    headline="may_exempt",
)
def may_exempt_from_reception_training(c: Case) -> Answer:
    """Decides whether the municipality may exempt an asylum seeker who goes to school from training in reception.

    Basis: integreringsforskriften § 1 tredje ledd (EAR-06).
    Valid: this wording from 2026-01-01, similar before; anchor: as-of date.
    Outcome: may or not_met.
    Not covered: the discretion itself.
    """
    rule_now, version = c.version("reception_training")
    in_school = c.need("attends") in rule_now["exempting_schools"]
    applied = c.need("applied_for_exemption") if in_school else False
    sure = Verification.PRIMARY if rule_now.id == "education_act_2024" else Verification.ASSUMED
    if in_school and applied:
        text = f"Kommunen kan frita personen etter søknad, fordi personen går i {say(c.facts.attends)}."
        return Answer(Outcome.MAY, {"may_exempt": True}, text, (intf("1", 3),), sure, version)
    text = "Kommunen kan ikke frita uten søknad." if in_school else "Kommunen kan bare frita den som går på skole."
    return Answer(Outcome.NOT_MET, {"may_exempt": False}, text, (intf("1", 3),), sure, version)
