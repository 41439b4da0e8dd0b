"""Decides when a deduction from the benefit is an individual decision."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from samlop.law.basis import Act, cite, intl
from samlop.law.finding import Answer, Outcome
from samlop.law.money import ORE_PER_KRONE, half_up, kroner
from samlop.law.parameters import Value, parameter
from samlop.law.rule import Case, rule
from samlop.law.words import say_kroner


def is_large_deduction(c: Case, rule_now: Value) -> bool:
    """Compares a deduction with half of one payment and a twelfth of the basic amount: both, or one of them, is an open question.

    Amounts are paid in whole øre: the limit is rounded like a payment, and half of an odd payment is the smaller half.
    """
    deduction: int = c.need("deduction_ore")
    of_payment, of_basic = _is_half(c, rule_now), deduction >= half_up(_basic_limit(c, rule_now))
    if not deduction or of_payment == of_basic:
        return bool(deduction) and of_payment
    return c.ask("deduction_decision_test") == "alternative"


def _is_half(c: Case, rule_now: Value) -> bool:
    deduction, payment = c.need("deduction_ore"), c.need("payment_ore")
    return bool(deduction and deduction >= floor(Fraction(*rule_now["deduction_share"]) * payment))


def _basic_limit(c: Case, rule_now: Value) -> Fraction:
    basic = parameter("basic_amount").at(c.on)["number"]
    return Fraction(*rule_now["deduction_basic_amount_share"]) * basic * ORE_PER_KRONE


@rule(
    "deduction_needs_decision",
    "A-03",
    "DEC-03",
    title="Må trekket være et enkeltvedtak?",
    basis=(intl("46"),),
    headline="required",
)
def deduction_needs_decision(c: Case) -> Answer:
    """Decides whether a deduction from one payment must be made as an individual decision, and from what amount.

    Basis: integreringsloven § 46 (A-03, DEC-03).
    Valid: from 2021-01-01; anchor: as-of date picks the basic amount.
    Outcome: met or not_met; review when the deduction passes one of the two tests only.
    Not covered: the letters of § 46, which are not read. From half of a payment a decision is advised in any case.
    """
    rule_now, version = c.version("decision_kinds")
    limit = half_up(_basic_limit(c, rule_now))
    required = is_large_deduction(c, rule_now)
    value = {
        "required": required,
        "smallest_deduction_ore": limit,
        "smallest_deduction": kroner(limit),
        "decision_advised": _is_half(c, rule_now),
    }
    basis = (intl("46"), cite(Act.FORVALTNINGSLOVEN, "16"))
    if required:
        text = "Trekket er et enkeltvedtak. Personen skal varsles først, og kan klage."
    elif value["decision_advised"]:
        text = "Trekket må ikke være et enkeltvedtak, men kommunen bør fatte vedtak når minst halvparten trekkes."
    else:
        text = f"Trekket er for lite til å være et enkeltvedtak. Grensen er {say_kroner(limit)}."
    outcome = Outcome.MET if required else Outcome.NOT_MET
    return Answer(outcome, value, text, basis, rule_now.verified, version)


@rule(
    "smallest_deduction_with_decision",
    "A-03",
    "DEC-03",
    title="Det minste trekket som kan være et enkeltvedtak",
    basis=(intl("46"),),
    headline="amount_ore",
)
def smallest_deduction(c: Case) -> Answer:
    """Finds the smallest deduction that can be an individual decision when both tests must be met: a twelfth of the basic amount.

    Basis: integreringsloven § 46 (A-03, DEC-03).
    Valid: from 2021-01-01; anchor: as-of date picks the basic amount.
    Outcome: calculated.
    Not covered: the other test, half of one payment.
    """
    rule_now, version = c.version("decision_kinds")
    limit = half_up(_basic_limit(c, rule_now))
    text = (
        f"Et trekk kan være et enkeltvedtak fra {say_kroner(limit)}, når det også er minst halvparten av utbetalingen."
    )
    value = {"amount_ore": limit, "amount": kroner(limit)}
    return Answer(Outcome.CALCULATED, value, text, (intl("46"),), rule_now.verified, version)
