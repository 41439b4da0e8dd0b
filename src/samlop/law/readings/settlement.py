"""Keeps the open questions about settlement, grants to the municipality and the order of settlement."""

from __future__ import annotations

from samlop.law.readings.question import OpenQuestion

QUESTIONS: tuple[OpenQuestion, ...] = ()
