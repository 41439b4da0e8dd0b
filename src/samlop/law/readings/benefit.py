"""Keeps the open questions about the introduction benefit, absence and leave."""

from __future__ import annotations

from samlop.law.readings.question import OpenQuestion

QUESTIONS: tuple[OpenQuestion, ...] = ()
