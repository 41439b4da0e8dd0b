"""Decides about Nav, its measures, recognition of education and the shortest way to work."""

from samlop.law.watch import DeadlineOwner, Watch
from samlop.law.work import jobseeker, measures, recognition, tracks  # noqa: F401  # importing a module registers its rules

# Asked only when the fact is there: question and fact.
WHEN_KNOWN: tuple[tuple[str, str], ...] = (
    ("current_confirmation_window", "period_anchor"),
    ("jobseeker_status", "period_last"),
    ("measure_limits", "measure"),
    ("age_condition_met", "measure"),
    ("assistance_need", "effort_group"),
    ("recognition_route", "degree"),
    ("fast_track_screening", "fast_track_criteria"),
)

# The deadlines of this theme, read out of the answers of its rules.
DEADLINES: tuple[Watch, ...] = (
    Watch(
        "jobseeker_confirmation",
        "Bekrefte perioden som arbeidssøker",
        "jobseeker_status",
        "last_day",
        starts_from=("period_last",),
        done=("confirmed",),
        when=("period_last",),
        owner=DeadlineOwner.PARTICIPANT,
    ),
)
