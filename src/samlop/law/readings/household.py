"""Keeps the open questions about the household's money outside the introduction benefit."""

from __future__ import annotations

from samlop.law.readings.question import OpenQuestion, question

QUESTIONS: tuple[OpenQuestion, ...] = (
    question(
        "birth_grant_membership_commencement",
        "Det er ikke avklart om kravet om tolv måneder i folketrygden før en fødsel var satt i kraft da barnet ble født.",
        "Kravet ble vedtatt i juni 2024. Datoen det ble satt i kraft, er ikke funnet.",
        "in_force",
        in_force="Kravet er satt i kraft.",
        not_in_force="Kravet er ikke satt i kraft.",
    ),
)
