"""Decides about training in Norwegian and social studies, tests and residence."""

from samlop.law.training import (  # noqa: F401  # importing a module registers its rules
    deadlines,
    delivery,
    exemption,
    final_tests,
    finish,
    norwegian,
    position,
    regime,
    residence,
    same_questions,
    society,
)
from samlop.law.watch import DeadlineOwner, Watch

# Questions whose rules know the Introduction Act too, or rest on another act.
WHATEVER_ACT: frozenset[str] = frozenset(
    {
        "training_regime",
        "training_position",
        "training_payment",
        "permanent_residence_language",
        "permanent_residence_social_studies",
        "citizenship_language",
        "social_studies_test_passed",
        "norwegian_test_dates",
        "teacher_qualified",
        "reception_training_hours",
    }
)

# Asked only when the fact is there: question and fact.
WHEN_KNOWN: tuple[tuple[str, str], ...] = (
    ("effect_of_permit_change", "decision_under_6A"),
    ("may_finish_norwegian_and_social_studies", "change_date"),
    ("training_start_deadline", "request_date"),
    ("training_end", "clock_start"),
    ("training_end", "first_decision_start"),
    ("extension_43g", "first_year_end_exclusive"),
    ("social_studies_deadline", "social_studies_decision"),
    ("goal_adjustment", "progress"),
    ("permanent_residence_language", "permanent_residence_application"),
    ("citizenship_language", "citizenship_application"),
)

# The deadlines of this theme, read out of the answers of its rules.
DEADLINES: tuple[Watch, ...] = (
    Watch(
        "training_start",
        "Oppstart av norsk og samfunnskunnskap",
        "training_start_deadline",
        "start_deadline",
        starts_from=("request_date", "settlement_date"),
        # Training inside a programme starts with the programme.
        done=("training_begun", "start_date"),
        when=("request_date", "settlement_date"),
    ),
    Watch(
        "social_studies",
        "Prøve i samfunnskunnskap",
        "social_studies_deadline",
        "complete_and_tested_by",
        starts_from=("social_studies_decision",),
        done=("social_studies_test_date",),
        when=("social_studies_decision",),
        owner=DeadlineOwner.PARTICIPANT,
    ),
    Watch(
        "training_end",
        "Norskopplæringen slutter",
        "training_end",
        "end_exclusive",
        starts_from=("clock_start", "first_decision_start"),
        moved_by=("approved_leave_months", "approved_leave_days"),
        when=("clock_start", "first_decision_start"),
    ),
)
