"""Names what the rules about training in Norwegian and social studies, tests and residence need to know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TrainingFacts:
    """What is known about training in Norwegian and social studies, tests and residence."""
