"""Finds facts about training, tests and residence that cannot be true at the same time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from samlop.law.words import say_date

# The first cannot come after the second.
_ORDER = (
    ("social_studies_decision", "social_studies_test_date"),
    ("permit_date", "permit_renewed"),
)
_AFTER_BIRTH = ("training_begun", "permanent_residence_application", "citizenship_application", "clock_start")


def training_problems(values: Mapping[str, Any]) -> Iterable[str]:
    """Gives one sentence for each pair of facts that contradict each other."""
    correct, items = values.get("correct"), values.get("items")
    if correct is not None and items is not None and correct > items:
        yield f"Feltet «correct» er {correct}, men prøven har {items} oppgaver i «items». Rett ett av tallene."
    for first, last in _ORDER:
        if first in values and last in values and values[last] < values[first]:
            yield f"Feltet «{last}» er {say_date(values[last])}, før «{first}» {say_date(values[first])}. Rett en av datoene."
    born = values.get("birth_date")
    for name in _AFTER_BIRTH:
        if born is not None and name in values and values[name] < born:
            yield f"Feltet «{name}» er {say_date(values[name])}, før personen ble født {say_date(born)}. Rett en av datoene."
    begun, ended = values.get("first_decision_start"), values.get("first_year_end_exclusive")
    if begun is not None and ended is not None and ended <= begun:
        yield "Feltet «first_year_end_exclusive» må være etter «first_decision_start». Rett en av datoene."
