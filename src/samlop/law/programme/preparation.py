"""Decides what must be done between the permit and the start: mapping of competence, career guidance, measures, coordination."""

from __future__ import annotations

from datetime import date
from typing import Any

from samlop.law.basis import intl
from samlop.law.codes import NONE
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.programme import target_tests as tests
from samlop.law.programme.collective_protection import topics_of, under_34
from samlop.law.programme.deadlines import start_deadline
from samlop.law.programme.target_group import MAY_OFFER, NO_RIGHT, entitlement
from samlop.law.rule import Case, NeedFacts, rule
from samlop.law.words import say_date


@rule(
    "competence_mapping",
    "PRE-03",
    "PRE-04",
    title="Kartlegging av kompetanse",
    basis=(intl("10"),),
    headline="required",
)
def competence_mapping(c: Case) -> Answer:
    """Decides whether the person's competence must be mapped, by when, and whether it was.

    Basis: integreringsloven § 10 (PRE-03; PRE-04: the power to give regulations moved from § 10 to § 18 b in 2026).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: met, not_met or running when mapping is required; not_met with `required` false for a person outside the target group.
    Not covered: what is mapped; the text of § 10, which is not read; mapping already done abroad for resettled refugees.
    """
    rule_now, version = c.version("preparation")
    basis = (intl("10"), intl(rule_now["mapping_rules_in"]))
    return _before_start(c, "competence_mapped", "Kompetansen", "kartlagt", basis, version)


@rule(
    "career_guidance",
    "PRE-05",
    "PRE-06",
    "PRE-07",
    title="Karriereveiledning",
    basis=(intl("11"), intl("4", 3)),
    headline="position",
)
def career_guidance(c: Case) -> Answer:
    """Decides whether the person has a right and a duty to career guidance, by when, and what it should end in.

    Basis: integreringsloven § 4 tredje ledd and § 11, § 37 b (PRE-05, PRE-06, PRE-07).
    Valid: from 2021-01-01, the recommendation in these words from 2026-01-01; anchor: as-of date.
    Outcome: met, not_met or running when guidance is given; not_met with position `none` outside the target group; review for a
    holder of collective protection from 2026-07-01.
    Not covered: the texts of §§ 11 and 37 b beyond the fourth paragraph of § 11, which are not read.
    """
    rule_now, version = c.version("preparation")
    topics = topics_of(c) if under_34(c) else None
    position = topics["career_guidance"] if topics else "right_and_duty"
    basis = (intl("11"), intl("4", 3), intl("37 b")) if topics else (intl("11"), intl("4", 3))
    found = _before_start(c, "career_guidance_done", "Karriereveiledningen", "gitt", basis, version)
    if not found.value["required"]:
        return Answer(
            found.outcome, {**found.value, "position": "none"}, found.text, basis, found.verification, version
        )
    value = {**found.value, "position": position, "offered_by": "county", "recommendation": rule_now["recommendation"]}
    if position != "right_and_duty":
        value["required"] = False
    right = "rett og plikt til" if value["required"] else "rett, men ikke plikt, til"
    text = f"Personen har {right} karriereveiledning. Fylkeskommunen gir den. {found.text}"
    if rule_now["recommendation"] == "should":
        text += " Etterpå bør personen få en anbefaling om arbeid eller utdanning."
    return Answer(found.outcome, value, text, basis, Verification.ASSUMED if topics else found.verification, version)


def _before_start(c: Case, fact: str, what: str, done_word: str, basis: tuple[Any, ...], version: Any) -> Answer:
    """Says by when something must be done that comes before the plan and the start, and whether it was."""
    value: dict[str, Any]
    position = _position(c)
    if position == NO_RIGHT:
        text = f"{what} er ikke et krav, fordi personen ikke er i målgruppen for introduksjonsprogram."
        value = {"required": False, "by": None, "done": None, "in_time": None}
        return Answer(Outcome.NOT_MET, value, text, basis, Verification.GUIDANCE, version)
    counted_from, by = _latest(c, position)
    done: date | None = c.get(fact)
    value = {
        "required": True,
        "by": by,
        "done": bool(done and done <= c.on),
        "in_time": None,
        "counted_from": counted_from,
    }
    if done is not None and done <= c.on:
        in_time = by is None or done <= by
        value["in_time"] = in_time
        text = f"{what} er {done_word} {say_date(done)}."
        if not in_time:
            text += " Det var etter at planen skulle lages eller programmet skulle starte."
        return Answer(Outcome.MET if in_time else Outcome.NOT_MET, value, text, basis, Verification.GUIDANCE, version)
    if by is None:
        text = f"{what} må være {done_word} før planen lages og programmet starter."
        return Answer(Outcome.RUNNING, value, text, basis, Verification.GUIDANCE, version)
    if c.on <= by:
        text = f"{what} må være {done_word} senest {say_date(by)}, før planen lages og programmet starter."
        return Answer(Outcome.RUNNING, value, text, basis, Verification.GUIDANCE, version)
    value["in_time"] = False
    text = f"{what} skulle vært {done_word} senest {say_date(by)}, og det er ikke registrert."
    return Answer(Outcome.NOT_MET, value, text, basis, Verification.GUIDANCE, version)


def _position(c: Case) -> str | None:
    found = entitlement(facts=c.facts, on=c.on, readings=c.readings)
    outcome = found.value.get("outcome") if isinstance(found.value, dict) else None
    if outcome not in (MAY_OFFER, NO_RIGHT):
        return None
    for item in found.inputs:
        c.get(item.name)  # these facts decided the position, and the reader should see them
    return outcome


def _latest(c: Case, position: str | None) -> tuple[str | None, date | None]:
    """Gives the earliest of the plan, the start and the deadline for the start, and which fact that was counted from."""
    days = [(c.facts.plan_made, "plan_made"), (c.facts.start_date, "start_date")]
    known = [(day, name) for day, name in days if day is not None]
    for _, name in known:
        c.get(name)
    if position != MAY_OFFER:
        try:
            found = start_deadline.body(c).value
        except NeedFacts:
            if not known:
                raise
            found = {}
        if found.get("start_by") is not None:
            known.append((found["start_by"], found["counted_from"]))
    if not known:
        return None, None
    day, name = min(known)
    return name, day


@rule(
    "mapping_before_settlement",
    "EAR-08",
    "EAR-07",
    title="Kartlegging i mottak",
    basis=(intl("6"), intl("37 a")),
    headline="duty",
)
def mapping_before_settlement(c: Case) -> Answer:
    """Decides whether the host municipality must map the competence of a person who still lives in reception.

    Basis: integreringsloven §§ 6 and 37 a (EAR-08, EAR-07).
    Valid: from 2021-01-01; § 37 a from 2022-06-15; anchor: as-of date.
    Outcome: met or not_met; review for a holder of collective protection from 2026-07-01.
    Not covered: the text of § 6, which is not read; persons over the age limit, who may only be offered a programme.
    """
    version = c.version("preparation")[1]

    def no(why: str, sure: Verification = Verification.GUIDANCE) -> Answer:
        text = f"Vertskommunen har ikke plikt til å kartlegge, fordi {why}."
        return Answer(Outcome.NOT_MET, {"duty": False}, text, mapping_before_settlement.basis, sure, version)

    if c.need("residence") not in ("reception_centre", "transit_reception", "arrival_centre"):
        return no("personen ikke bor i mottak")
    counting = [grant for grant in c.grants(c.on) if tests.ground(c, grant) != NONE]
    if not counting:
        return no("personen ikke har en tillatelse som gir rett til program")
    if tests.age_position(c, counting, c.on) != tests.INSIDE:
        return no("personen er utenfor aldersgrensene for programmet")
    if under_34(c) and (topics_of(c) or {}).get("mapping_before_settlement") == "exempt":
        return no("personen har kollektiv beskyttelse", Verification.ASSUMED)
    text = "Vertskommunen skal kartlegge kompetansen mens personen bor i mottak."
    return Answer(Outcome.MET, {"duty": True}, text, (intl("6"),), Verification.GUIDANCE, version)


@rule(
    "measures_before_settlement",
    "EAR-09",
    title="Tiltak i mottak",
    basis=(intl("7"),),
    headline="may_offer",
)
def measures_before_settlement(c: Case) -> Answer:
    """Decides whether the host municipality may offer parts of the programme to a person who lives in reception.

    Basis: integreringsloven § 7 (EAR-09).
    Valid: this wording from 2026-01-01, similar before; anchor: as-of date.
    Outcome: may or not_met.
    Not covered: which elements are standardised, and what else furthers integration.
    """
    rule_now, version = c.version("preparation")
    basis = (intl("7"),)
    in_reception = c.need("residence") in ("reception_centre", "transit_reception", "arrival_centre")
    counts = in_reception and any(tests.ground(c, grant) != NONE for grant in c.grants(c.on))
    sure = rule_now.verified if rule_now.id == "from_2026" else Verification.ASSUMED
    if counts:
        text = (
            "Vertskommunen kan tilby standardiserte elementer fra programmet og andre tiltak som fremmer integrering."
        )
        return Answer(Outcome.MAY, {"may_offer": True}, text, basis, sure, version)
    why = "personen ikke har en tillatelse som teller" if in_reception else "personen ikke bor i mottak"
    text = f"Regelen om tiltak i mottak gjelder ikke, fordi {why}."
    return Answer(Outcome.NOT_MET, {"may_offer": False}, text, basis, sure, version)


@rule("coordination_duty", "PRE-08", title="Samordning av programmet", basis=(intl("12 a"),), headline="duty")
def coordination_duty(c: Case) -> Answer:
    """Says whether the municipality must make the content whole and coordinated, and cooperate with other providers.

    Basis: integreringsloven § 12 a (PRE-08).
    Valid: from 2026-01-01; anchor: as-of date.
    Outcome: met or not_met.
    Not covered: which providers are relevant, and how the cooperation is organised.
    """
    rule_now, version = c.version("preparation")
    c.get("start_date")  # the duty has no transition rule, so it holds for running programmes too
    if rule_now["coordination"]:
        text = "Kommunen skal sørge for at programmet er helhetlig og samordnet, og samarbeide med dem som gir tjenester i det."
        return Answer(Outcome.MET, {"duty": True}, text, (intl("12 a"),), rule_now.verified, version)
    text = "Loven hadde ingen egen regel om samordning før 2026."
    return Answer(Outcome.NOT_MET, {"duty": False}, text, (intl("12 a"),), Verification.ASSUMED, version)
