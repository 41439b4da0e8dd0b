"""Names what the rules about the household's money outside the introduction benefit need to know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class HouseholdFacts:
    """What is known about the household's money outside the introduction benefit."""
