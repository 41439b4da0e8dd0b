"""Reads the spine: single rows to change, one household's graph, and what each screen shows."""

from samlop.pathway.queries.around import (
    history_of,
    preconditions_of,
    template_lines,
    template_step,
)
from samlop.pathway.queries.deviations import Deviation, DeviationKind, deviations
from samlop.pathway.queries.rows import (
    kind_for,
    locked_household,
    locked_households,
    locked_step,
    locked_template,
    locked_wait,
    open_steps,
    recipe_of,
    template_for,
    templates_of,
    titles_of,
    wait_for,
)

__all__ = [
    "Deviation",
    "DeviationKind",
    "deviations",
    "history_of",
    "kind_for",
    "locked_household",
    "locked_households",
    "locked_step",
    "locked_template",
    "locked_wait",
    "open_steps",
    "preconditions_of",
    "recipe_of",
    "template_for",
    "template_lines",
    "template_step",
    "templates_of",
    "titles_of",
    "wait_for",
]
