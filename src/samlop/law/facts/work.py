"""Names what the rules about Nav, measures and recognition of education need to know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WorkFacts:
    """What is known about Nav, measures and recognition of education."""
