"""Keeps the open questions about training in Norwegian and social studies, tests and residence."""

from __future__ import annotations

from samlop.law.readings.question import OpenQuestion

QUESTIONS: tuple[OpenQuestion, ...] = ()
