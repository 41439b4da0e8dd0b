"""Decides about notice, decisions, complaints and records."""

# Asked only when the fact is there: question and fact.
WHEN_KNOWN: tuple[tuple[str, str], ...] = ()
