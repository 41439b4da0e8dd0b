"""Answers questions that case files ask in other words than ours, from the rule that already knows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from samlop.law.basis import intf, intl
from samlop.law.finding import Answer, Outcome
from samlop.law.programme.content import mandatory_elements
from samlop.law.programme.deadlines import start_deadline
from samlop.law.programme.duration import duration
from samlop.law.programme.education import upper_secondary_level
from samlop.law.programme.target_group import RIGHT_AND_DUTY, RIGHT_ONLY, entitlement
from samlop.law.rule import REVIEW, Case, rule
from samlop.law.training.position import training_position

_ELEMENTS = {
    "work_or_education_elements": "work_or_education",
    "norwegian": "norwegian",
    "livsmestring": "life_mastery",
    "social_studies": "social_studies",
    "parental_guidance": "parental_guidance",
}


@rule(
    "counts_as_upper_secondary", "EDU-01", "TRN-1.3", title="Regnes som videregående opplæring", basis=(intf("65 a"),)
)
def counts_as_upper_secondary(c: Case) -> Answer:
    """Decides whether an education counts as upper-secondary level, as `upper_secondary_level`.

    Basis: integreringsforskriften § 65 a (EDU-01, training catalogue 1.3).
    Valid: as `upper_secondary_level`; anchor: as-of date.
    Outcome: as `upper_secondary_level`, review included.
    Not covered: as `upper_secondary_level`.
    """
    c.get("country")
    return upper_secondary_level.body(c)


@rule(
    "mandatory_programme_content",
    "CON-01",
    "TRN-1.3",
    title="Innholdet programmet må ha",
    basis=(intl("14 a", 1), intl("37 c")),
    headline="social_studies",
)
def mandatory_programme_content(c: Case) -> Answer:
    """Decides which elements the programme must contain, as `mandatory_elements`.

    Basis: integreringsloven § 14 a første ledd, § 37 c (CON-01, training catalogue 1.3).
    Valid: as `mandatory_elements`; anchor: as-of date.
    Outcome: as `mandatory_elements`, review included.
    Not covered: as `mandatory_elements`.
    """
    found = mandatory_elements.body(c)
    return replace(found, value={_ELEMENTS.get(name, name): needed for name, needed in found.value.items()})


@rule("programme_length", "DUR-B1", title="Programmets lengde", basis=(intl("13"), intl("14")), headline="max_months")
def programme_length(c: Case) -> Answer:
    """Decides how long the programme may last, and whether it may be extended, as `duration`.

    Basis: integreringsloven §§ 13 and 14 (DUR-B1).
    Valid: as `duration`; anchor: the day of the offer.
    Outcome: as `duration`, review included.
    Not covered: as `duration`.
    """
    found = duration.body(c)
    known: dict[str, Any] = found.value
    if "max_months" not in known:
        return found
    value = {
        "table": known["table"],
        "max_months": known["max_months"],
        "extension": bool(known["extension_months"]),
        "extension_months": known["extension_months"],
        "end_exclusive": known.get("max_end_exclusive"),
    }
    return replace(found, value=value)


@rule(
    "decision_and_start_deadline",
    "PRE-02",
    "PRE-01",
    title="Frist for vedtak og oppstart",
    basis=(intl("12", 2),),
    headline="deadline",
)
def decision_and_start_deadline(c: Case) -> Answer:
    """Decides by when the programme must be decided and started, as `latest_start_and_decision`.

    Basis: integreringsloven § 12 andre ledd (PRE-01, PRE-02).
    Valid: as `latest_start_and_decision`; anchor: as-of date.
    Outcome: as `latest_start_and_decision`, review included.
    Not covered: as `latest_start_and_decision`.
    """
    found = start_deadline.body(c)
    both = found.value.get("explicit_decision_deadline", False)
    return replace(found, value={"deadline": found.value["start_by"], "both_decision_and_start": both})


@rule(
    "training_and_programme",
    "TRN-1.2",
    "TGT-01",
    title="Rett til opplæring og til program",
    basis=(intl("9"), intl("26"), intl("27")),
    headline="training",
)
def training_and_programme(c: Case) -> Answer:
    """Says side by side what the person's position is to training, and whether she has a right to the programme.

    Basis: integreringsloven §§ 8, 9, 26 and 27 (training catalogue 1.2: TRN-1.2, TGT-01).
    Valid: from 2021-01-01; anchor: as `training_position` and `entitlement`.
    Outcome: as `training_position`; review where either is review.
    Not covered: as `training_position` and `entitlement`.
    """
    training = training_position.body(c)
    programme = _programme(c)
    right: Any = REVIEW
    if programme.outcome is not Outcome.REVIEW:
        right = programme.value["outcome"] in (RIGHT_AND_DUTY, RIGHT_ONLY)
    value = {"training": training.value["position"], "programme_right": right}
    basis = tuple(dict.fromkeys((*training.basis, *programme.basis)))
    outcome = Outcome.REVIEW if right == REVIEW else training.outcome
    text = f"{training.text} Programmet: {programme.text}"
    return Answer(outcome, value, text, basis, training.verification, training.version, programme.not_covered)


def _programme(c: Case) -> Answer:
    """Asks about the programme. A person whose settlement is not registered is asked about as if she were settled today."""
    if c.facts.settlement_date is not None:
        return entitlement.body(c)
    today = Case(replace(c.facts, settlement_date=c.on), c.on, c.ask, c.used, c.readings)
    return replace(
        entitlement.body(today),
        not_covered="Bosetting er ikke registrert. Retten til program er vurdert som om personen bosettes i dag.",
    )
