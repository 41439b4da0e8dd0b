"""Works out the introduction benefit, absence and leave."""

from samlop.law.benefit import added_time, rate  # noqa: F401  # importing a module registers its rules

# Asked only when the fact is there: question and fact.
WHEN_KNOWN: tuple[tuple[str, str], ...] = (("added_time_working_days", "absence_working_days"),)
