"""Decides about settlement and the grants to the municipality."""

# Asked only when the fact is there: question and fact.
WHEN_KNOWN: tuple[tuple[str, str], ...] = ()
