"""Names what the rules about settlement, grants to the municipality and the order of settlement need to know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SettlementFacts:
    """What is known about settlement, grants to the municipality and the order of settlement."""
