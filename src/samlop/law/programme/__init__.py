"""Decides right, time and content of the introduction programme."""

from samlop.law.programme import (  # noqa: F401  # importing a module registers its rules
    collective_protection,
    content,
    deadlines,
    decisions,
    duration,
    early,
    education,
    ending,
    goals,
    governing_act,
    plan,
    preparation,
    refusal,
    responsibility,
    target_group,
    target_tests,
    week,
)
from samlop.law.watch import DeadlineOwner, Watch

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

# The legal deadlines of this theme, read out of the answers of its rules.
DEADLINES: tuple[Watch, ...] = (
    Watch(
        "programme_decision",
        "Vedtak om introduksjonsprogram",
        "latest_start_and_decision",
        "decision_by",
        starts_from=("settlement_date", "demand_date"),
        done=("decision_date", "decision_under_6A"),
    ),
    Watch(
        "programme_start",
        "Oppstart i introduksjonsprogrammet",
        "latest_start_and_decision",
        "start_by",
        starts_from=("settlement_date", "demand_date"),
        done=("start_date",),
    ),
    Watch(
        "two_year_limit",
        "Vedtak innen to år etter bosettingen",
        "entitlement",
        "decide_before",
        starts_from=("settlement_date",),
        done=("decision_date", "decision_under_6A", "start_date"),
    ),
    Watch(
        "programme_end",
        "Programmet slutter",
        "duration",
        "max_end_exclusive",
        starts_from=("start_date",),
        done=("stopped",),
        moved_by=("absence_working_days", "leave_working_days", "parental_leave_months"),
        when=("start_date",),
    ),
    Watch(
        "complaint",
        "Klagefrist",
        "complaint_deadline",
        "last_day",
        starts_from=("notice_reached_party",),
        when=("notice_reached_party",),
        owner=DeadlineOwner.PARTICIPANT,
    ),
)
