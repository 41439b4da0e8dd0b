"""Keeps the open questions about the household's money outside the introduction benefit."""

from __future__ import annotations

from samlop.law.readings.question import OpenQuestion

QUESTIONS: tuple[OpenQuestion, ...] = ()
