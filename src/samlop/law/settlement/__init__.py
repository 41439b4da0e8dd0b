"""Decides about settlement and the grants to the municipality."""

from samlop.law.settlement import (  # noqa: F401  # importing a module registers its rules
    extra_grant,
    grants,
    health,
    minors,
    positions,
    process,
    rates,
    tasks,
)
from samlop.law.watch import DeadlineOwner, Watch

# Asked only when the fact is there: question and fact.
WHEN_KNOWN: tuple[tuple[str, str], ...] = (
    ("consequences", "route"),
    ("agreed_self_settlement_available", "imdi_offer"),
    ("settlement_date_valid", "entered_settlement_date"),
    ("population_register_deadline", "move_date"),
    ("blocked_tasks", "s10_register_address"),
    ("next_settlement_tasks", "tasks_done"),
    ("health_deadlines", "resettled"),
    ("child_in_grant_group", "child_birth_date"),
    ("extra_grant_eligible", "condition_arose"),
    ("extra_grant_deadline", "extra_grant"),
)

# The deadlines of this theme, read out of the answers of its rules.
DEADLINES: tuple[Watch, ...] = (
    Watch(
        "population_register",
        "Melde flytting til folkeregisteret",
        "population_register_deadline",
        "deadline",
        starts_from=("move_date",),
        done=("move_reported",),
        when=("move_date",),
        owner=DeadlineOwner.PARTICIPANT,
    ),
    Watch(
        "tuberculosis",
        "Undersøke for tuberkulose",
        "health_deadlines",
        "tuberculosis_deadline",
        starts_from=("arrival_date",),
        done=("tuberculosis_examined",),
        when=("resettled",),
    ),
    Watch(
        "health_examination",
        "Tilby helseundersøkelse",
        "health_deadlines",
        "health_examination_offer_deadline",
        starts_from=("arrival_date",),
        done=("health_examination_offered",),
        when=("resettled",),
    ),
    Watch(
        "extra_grant",
        "Søke om ekstratilskudd",
        "extra_grant_deadline",
        "deadline",
        starts_from=("settlement_date",),
        when=("extra_grant",),
    ),
    Watch(
        "extra_grant_account",
        "Regnskap for ekstratilskudd",
        "extra_grant_account",
        "account_by",
        starts_from=("death_date", "moved_to_second_municipality"),
        when=("death_date",),
    ),
)
