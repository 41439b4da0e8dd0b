"""Decides about training in Norwegian and social studies, tests and residence."""

from samlop.law.training import norwegian  # noqa: F401  # importing a module registers its rules

# Asked only when the fact is there: question and fact.
WHEN_KNOWN: tuple[tuple[str, str], ...] = (
    ("effect_of_permit_change", "decision_under_6A"),
    ("may_finish_norwegian_and_social_studies", "change_date"),
)
