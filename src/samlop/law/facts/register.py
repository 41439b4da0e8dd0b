"""Names what the rules about the national register (NIR) and its deadlines need to know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RegisterFacts:
    """What is known about the national register (NIR) and its deadlines."""
