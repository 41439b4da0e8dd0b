"""Keeps the open questions about Nav, measures and recognition of education."""

from __future__ import annotations

from samlop.law.readings.question import OpenQuestion

QUESTIONS: tuple[OpenQuestion, ...] = ()
