"""Decides about Nav, measures and recognition of education."""

# Asked only when the fact is there: question and fact.
WHEN_KNOWN: tuple[tuple[str, str], ...] = ()
