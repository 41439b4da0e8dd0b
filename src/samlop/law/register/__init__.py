"""Decides about registration, deadlines for it, codes, and what counts when results are measured."""

from samlop.law.register import registration, results  # noqa: F401  # importing a module registers its rules
from samlop.law.watch import Watch

# Asked only when the fact is there: question and fact.
WHEN_KNOWN: tuple[tuple[str, str], ...] = (
    ("registration_deadline", "event_date"),
    ("end_reason", "activities_at_exit"),
)

# The deadlines of this theme, read out of the answers of its rules.
DEADLINES: tuple[Watch, ...] = (
    Watch(
        "registration",
        "Registrere i introduksjonsregisteret",
        "registration_deadline",
        "deadline",
        starts_from=("event_date",),
        done=("registered_on",),
        when=("event_date",),
    ),
)
