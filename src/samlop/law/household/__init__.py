"""Works out the household's money outside the introduction benefit."""

# Asked only when the fact is there: question and fact.
WHEN_KNOWN: tuple[tuple[str, str], ...] = ()
