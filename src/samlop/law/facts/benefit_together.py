"""Finds facts about the benefit, absence and leave that cannot be true at the same time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from samlop.law.words import say_date

_IN_ORDER = (
    ("benefit_from", "benefit_until"),
    ("couple_from", "couple_until"),
    ("partner_programme_from", "partner_programme_until"),
    ("self_certificate_withdrawn", "self_certificate_restored"),
    ("free_day_noticed", "free_day"),
)
_AFTER_BIRTH = ("benefit_from", "moved_from_parents", "moved_to_parents", "couple_from", "child_born")
_HOURS_IN_A_DAY = 24
# Far longer than any leave there is: a longer absence is a wrong year.
_LONGEST_DAYS = 5 * 366


def benefit_problems(values: Mapping[str, Any]) -> Iterable[str]:
    """Gives one sentence for each pair of facts that contradict each other."""
    born = values.get("birth_date")
    for name in _AFTER_BIRTH:
        if born and name in values and values[name] < born:
            yield f"Feltet «{name}» er {say_date(values[name])}, før personen ble født {say_date(born)}. Rett en av datoene."
    for first, last in _IN_ORDER:
        if first in values and last in values and values[last] < values[first]:
            yield f"Feltet «{last}» er {say_date(values[last])}, før «{first}» {say_date(values[first])}. Rett en av datoene."
    for number, absence in enumerate(values.get("absences") or (), start=1):
        if absence.last < absence.first_day:
            yield f"Linje {number} i «absences» slutter {say_date(absence.last)}, før den begynner {say_date(absence.first_day)}. Rett en av datoene."
        elif (absence.last - absence.first_day).days > _LONGEST_DAYS:
            yield f"Linje {number} i «absences» varer fra {say_date(absence.first_day)} til {say_date(absence.last)}. Rett årstallet."
        if absence.hours_a_day is not None and not 0 < absence.hours_a_day <= _HOURS_IN_A_DAY:
            yield f"Linje {number} i «absences» har {absence.hours_a_day} timer per dag. Skriv mer enn 0 og høyst {_HOURS_IN_A_DAY}."
    for number, other in enumerate(values.get("other_benefits") or (), start=1):
        if other.starts and other.ends and other.ends <= other.starts:
            yield f"Linje {number} i «other_benefits» slutter {say_date(other.ends)}, før den begynner. Rett en av datoene."
    day = values.get("hours_per_programme_day")
    if day is not None and not 0 < day <= _HOURS_IN_A_DAY:
        yield f"Feltet «hours_per_programme_day» er {day}. Skriv mer enn 0 og høyst {_HOURS_IN_A_DAY}."
    deduction, payment = values.get("deduction_ore"), values.get("payment_ore")
    if deduction is not None and payment is not None and deduction > payment:
        yield "Feltet «deduction_ore» er større enn «payment_ore». Det kan ikke trekkes mer enn det som betales: rett ett av beløpene."
    hours, missed = values.get("social_studies_hours"), values.get("social_studies_hours_missed")
    if hours is not None and missed is not None and missed > hours:
        yield "Feltet «social_studies_hours_missed» er større enn «social_studies_hours». Rett ett av tallene."
