"""Names what the rules about decisions, notice, complaints and records need to know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CaseHandlingFacts:
    """What is known about decisions, notice, complaints and records."""
