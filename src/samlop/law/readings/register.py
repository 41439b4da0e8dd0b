"""Keeps the open questions about the national register (NIR) and its deadlines."""

from __future__ import annotations

from samlop.law.readings.question import OpenQuestion

QUESTIONS: tuple[OpenQuestion, ...] = ()
