"""Reads the spine: single rows to change, and what each screen shows."""

from samlop.pathway.queries.rows import (
    locked_household,
    locked_step,
    locked_template,
    locked_wait,
    open_steps,
    open_steps_of,
    recipe_of,
    template_for,
    titles_of,
)

__all__ = [
    "locked_household",
    "locked_step",
    "locked_template",
    "locked_wait",
    "open_steps",
    "open_steps_of",
    "recipe_of",
    "template_for",
    "titles_of",
]
