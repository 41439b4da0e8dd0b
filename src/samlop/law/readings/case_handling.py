"""Keeps the open questions about decisions, notice, complaints and records."""

from __future__ import annotations

from samlop.law.readings.question import OpenQuestion

QUESTIONS: tuple[OpenQuestion, ...] = ()
