"""Gives the first deadlines after a move: the population register, tuberculosis and the health examination."""

from __future__ import annotations

from datetime import date, timedelta

from samlop.law.basis import Act, cite, guidance
from samlop.law.days import add_months
from samlop.law.finding import Answer, Outcome
from samlop.law.rule import Case, rule
from samlop.law.words import say_date, say_list, say_months, say_number

_REGISTER = (cite(Act.FOLKEREGISTERLOVEN, chapter="6"), guidance(Act.IMDI_SETTLEMENT))
_HEALTH = (guidance(Act.TUBERKULOSEFORSKRIFTEN), guidance(Act.HEALTH_GUIDE))
_BLOCKED = {
    "nir_entry": "registrering i introduksjonsregisteret",
    "integration_grant": "integreringstilskudd",
    "correct_mail": "riktig post",
}


@rule(
    "population_register_deadline",
    "SET-S10",
    title="Frist for å melde flytting",
    basis=_REGISTER,
    headline="deadline",
)
def population_register_deadline(c: Case) -> Answer:
    """Gives the last day to report the move to the population register, and what waits when it is missed.

    Basis: folkeregisterloven chapter 6, IMDi on population registration (SET-S10: training catalogue, table 2.7).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: met, running or not_met.
    Not covered: moves to Norway from abroad, which are reported in person with documents.
    """
    moved = c.need("move_date")
    rule_now, version = c.version("population_register")
    last = moved + timedelta(days=rule_now["number"])
    reported = c.get("move_reported")
    value = {"deadline": last, "blocks_if_missed": list(rule_now["blocks"])}
    state = _state(c, last, reported)
    what = say_list(_BLOCKED[name] for name in rule_now["blocks"])
    if state is Outcome.MET:
        text = f"Flyttingen ble meldt {say_date(reported)}, innen fristen {say_date(last)}."
    elif reported is not None and reported <= c.on:
        text = f"Flyttingen ble meldt {say_date(reported)}, etter fristen {say_date(last)}."
    elif state is Outcome.RUNNING:
        days = say_number(rule_now["number"])
        text = (
            f"Flyttingen må meldes senest {say_date(last)}. Fristen er {days} dager. Uten riktig adresse venter {what}."
        )
    else:
        text = f"Fristen for å melde flytting var {say_date(last)}. Uten riktig adresse venter {what}."
    return Answer(state, value, text, _REGISTER, rule_now.verified, version)


def _state(c: Case, last: date, done: date | None) -> Outcome:
    if done is not None and done <= c.on:
        return Outcome.MET if done <= last else Outcome.NOT_MET
    return Outcome.RUNNING if c.on <= last else Outcome.NOT_MET


@rule(
    "health_deadlines",
    "SET-S17",
    "SET-S18",
    title="Frister for helse",
    basis=_HEALTH,
    headline="health_examination_offer_deadline",
)
def health_deadlines(c: Case) -> Answer:
    """Gives the last day to examine for tuberculosis and to offer a health examination after entry to Norway.

    Basis: tuberkuloseforskriften, the Health Directorate's guide 8.4 (SET-S17, SET-S18).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: met when both are done in time, running before, not_met after. The municipality examines for tuberculosis only
    those who were never in reception, where it is done before settlement.
    Not covered: what the doctor finds needed; contacts of somebody who is ill.
    """
    entered = c.need("arrival_date")
    here = bool(c.get("resettled")) or c.need("lived_before") not in ("reception", "amot")
    rule_now, version = c.version("health_deadlines")
    offer_by = add_months(entered, rule_now["examination_months"])
    examine_by = entered + timedelta(days=rule_now["tuberculosis_days"]) if here else None
    value = {"tuberculosis_deadline": examine_by, "health_examination_offer_deadline": offer_by}
    states = [_state(c, offer_by, c.get("health_examination_offered"))]
    if examine_by is not None:
        states.append(_state(c, examine_by, c.get("tuberculosis_examined")))
    state = next((s for s in (Outcome.NOT_MET, Outcome.RUNNING) if s in states), Outcome.MET)
    text = f"Helseundersøkelse skal tilbys senest {say_date(offer_by)}, {say_months(rule_now['examination_months'])} etter ankomsten."
    text = (
        f"Undersøkelse for tuberkulose skal gjøres senest {say_date(examine_by)}. {text}"
        if examine_by
        else f"Undersøkelse for tuberkulose gjøres i mottaket. {text}"
    )
    return Answer(state, value, text, _HEALTH, rule_now.verified, version)
