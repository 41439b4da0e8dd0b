"""Decides right, time and content of the introduction programme."""

from samlop.law.programme import (  # noqa: F401  # importing a module registers its rules
    content,
    deadlines,
    decisions,
    duration,
    early,
    education,
    goals,
    governing_act,
    target_group,
    target_tests,
)

# Asked only when the fact is there: question and fact.
WHEN_KNOWN: tuple[tuple[str, str], ...] = (
    ("may_extend", "request_extension_months"),
    ("municipal_duty", "refused_programme"),
    ("municipal_duty", "broke_off_programme"),
    ("plan_complete", "fields"),
    ("certificate_due", "stopped"),
    ("complaint_right", "decision"),
    ("complaint_deadline", "notice_reached_party"),
)
