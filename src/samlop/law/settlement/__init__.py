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

# Asked only when the fact is there: question and fact.
WHEN_KNOWN: tuple[tuple[str, str], ...] = ()
