"""Works out the household's money outside the introduction benefit."""

from samlop.law.household import (  # noqa: F401  # importing a module registers its rules
    child_benefit,
    family,
    forecast,
    housing_allowance,
    nav,
    social_assistance,
    supplementary,
    tax,
    wage_subsidy,
)

# Asked only when the fact is there: question and fact.
WHEN_KNOWN: tuple[tuple[str, str], ...] = (
    ("child_benefit", "single_parent"),
    ("housing_allowance", "household_income_ore"),
    ("supplementary_benefit", "supplementary_group"),
    ("household_forecast", "adults"),
)
