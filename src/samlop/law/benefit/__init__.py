"""Works out the introduction benefit, absence and leave."""

from samlop.law.benefit import (  # noqa: F401  # importing a module registers its rules
    absence,
    added_time,
    coordination,
    decision_duty,
    leave,
    period,
    rate,
    right,
)
from samlop.law.watch import Watch

# Questions whose rules know the Introduction Act too, or rest on another act.
WHATEVER_ACT: frozenset[str] = frozenset(
    {
        "introduction_benefit",
        "benefit_for_period",
        "back_payment",
        "benefit_coordination",
        "benefit_treatment",
        "family_immigration_income",
        "deduction_needs_decision",
        "smallest_deduction_with_decision",
    }
)

# Asked only when the fact is there: question and fact.
WHEN_KNOWN: tuple[tuple[str, str], ...] = (
    ("benefit_for_period", "benefit_until"),
    ("absence_ledger", "absences"),
    ("absence_deduction", "absences"),
    ("benefit_coordination", "other_benefits"),
    ("paid_work_reduction", "paid_work"),
    ("back_payment", "paid_months"),
    ("overpayment", "paid_ore"),
    ("deduction_needs_decision", "deduction_ore"),
    ("self_certificate_reassessment", "self_certificate_withdrawn"),
    ("added_time_working_days", "absence_working_days"),
    ("programme_end_with_added_time", "programme_end_exclusive"),
    ("stop_for_invalid_absence", "invalid_absence_working_days"),
)

# The deadlines of the theme.
DEADLINES: tuple[Watch, ...] = (
    Watch(
        "self_certificate_reassessment",
        "Ny vurdering av retten til egenmelding",
        "self_certificate_reassessment",
        "reassess_by",
        ("self_certificate_withdrawn",),
        done=("self_certificate_restored",),
        when=("self_certificate_withdrawn",),
    ),
)
