"""Names what the rules about the introduction benefit, absence and leave need to know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BenefitFacts:
    """What is known about the introduction benefit, absence and leave."""
