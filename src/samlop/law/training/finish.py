"""Decides who may finish what she has begun when the permit changes or citizenship is granted."""

from __future__ import annotations

from typing import Any

from samlop.law.basis import intl
from samlop.law.codes import SECTION_34
from samlop.law.facts import Grant
from samlop.law.finding import Answer, Outcome
from samlop.law.rule import REVIEW, Case, rule
from samlop.law.training.norwegian import effect_of_permit_change, may_finish_training
from samlop.law.training.position import BOTH, kind_of


@rule(
    "right_to_finish_training",
    "TRN-1.3",
    "END-04",
    title="Rett til å fullføre det som er påbegynt",
    basis=(intl("26", 6),),
    headline="norwegian_and_social_studies",
)
def right_to_finish_training(c: Case) -> Answer:
    """Decides whether begun training in Norwegian and social studies may be finished, and says what is open for the programme.

    Basis: integreringsloven § 26 sjette ledd (training catalogue 1.3: TRN-1.3, END-04).
    Valid: from 2025-09-01; anchor: as-of date.
    Outcome: met or not_met for the training; review before 2025-09-01. The programme is always left to a person.
    Not covered: finishing the programme, which § 9 andre ledd spoke of in a wording we have not read.
    """
    found = may_finish_training.body(c)
    held = c.get("earlier_permit")
    if held is None and c.facts.grants:
        c.grants(c.on)
        held = c.facts.grants[0].permit
    value: dict[str, Any] = {"norwegian_and_social_studies": found.value["right"], "programme": REVIEW}
    outcome, text = found.outcome, found.text
    if held == SECTION_34 and c.facts.grants:
        changed = effect_of_permit_change.body(c)
        if "may_finish_remaining_norwegian" in changed.value:
            value = {"norwegian_and_social_studies": False, "norwegian": True}
            value["programme"] = changed.value["may_finish_programme"]
            text = "Personen kan fullføre norskopplæringen som gjenstår etter reglene for kollektiv beskyttelse."
            return Answer(Outcome.MET, value, text, changed.basis, changed.verification, changed.version)
    elif held is not None and kind_of(c, Grant(held, None)) != BOTH:
        value["norwegian_and_social_studies"] = False
        outcome = Outcome.NOT_MET
        text = "Retten gjelder bare den som hadde rett og plikt til opplæringen da den begynte."
    if c.get("norwegian_goal_reached"):
        value["norwegian_remaining"] = False
        text += " Norskmålet er nådd, så det kan bare gjenstå samfunnskunnskap."
    note = "Loven sier ikke her om introduksjonsprogrammet kan fullføres. Det må vurderes for hånd."
    return Answer(outcome, value, text, found.basis, found.verification, found.version, note)
