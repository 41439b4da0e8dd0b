"""Keeps the open questions about notice, decisions, complaints and records."""

from __future__ import annotations

from samlop.law.readings.question import OpenQuestion, question

QUESTIONS: tuple[OpenQuestion, ...] = (
    question(
        "interpreter_dispensation_after_2026",
        "Det er ikke avklart om kommunen kan få dispensasjon fra kravet om kvalifisert tolk etter 2026.",
        "Adgangen er sagt å ta slutt ved utgangen av 2026. Det er ikke kontrollert.",
        "ended",
        ended="Adgangen til dispensasjon er slutt, og tolken skal være kvalifisert.",
        prolonged="Adgangen til dispensasjon er forlenget.",
    ),
)
