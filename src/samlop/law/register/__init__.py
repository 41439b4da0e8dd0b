"""Decides what must be registered, and by when."""

# Asked only when the fact is there: question and fact.
WHEN_KNOWN: tuple[tuple[str, str], ...] = ()
