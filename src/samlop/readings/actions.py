"""Chooses how a municipality reads an open question of the law. Nothing is changed: a newer choice takes over from its day."""

import datetime as dt

from django.db import transaction

from samlop.access.fetch import require
from samlop.access.policy import Right
from samlop.audit import actions as audit
from samlop.core.calendar import long_date
from samlop.core.errors import Conflict, Incomplete
from samlop.core.models import Municipality
from samlop.law.readings import OPEN_QUESTIONS
from samlop.readings import queries
from samlop.readings.models import Choice

_EARLIEST = dt.date(2021, 1, 1)  # the Integration Act's first day


def choose(*, question: str, option: str, reason: str, from_on: dt.date, seen: int, by, at) -> Choice:
    """Chooses a reading from a day on, with the reason, and records it. An empty `option` leaves the question open again.

    Needs the right to choose readings. `seen`: the newest choice the chooser saw. Refuses (Incomplete) what is missing or
    unknown, and (Conflict) when somebody has chosen since.
    """
    require(by, Right.READINGS)
    problems = {}
    if question not in OPEN_QUESTIONS or (option and not queries.is_known(question, option)):
        problems["option"] = "Velg en av måtene å lese loven på."
    if not reason.strip():
        problems["reason"] = "Skriv hvorfor kommunen leser loven slik. Begrunnelsen følger vedtakene."
    if from_on < _EARLIEST:
        problems["from_on"] = (
            f"Integreringsloven gjelder fra {long_date(_EARLIEST)}. Velg den dagen eller en senere dag."
        )
    if problems:
        raise Incomplete(problems)
    with transaction.atomic():
        # Two who choose at once must meet somewhere: the municipality's own row.
        town = Municipality.objects.select_for_update().filter(pk=by.municipality_id).first()
        if queries.newest(by.municipality_id, question) != seen:
            raise Conflict(
                "Noen andre har valgt i mellomtida. Se hva som er valgt, og velg på nytt om det er nødvendig."
            )
        before = queries.chosen(by.municipality_id, from_on).get(question)
        row = Choice.objects.create(
            municipality=town, question=question, option=option, reason=reason.strip(), from_on=from_on,
            chosen_by=by, chosen_at=at,
        )  # fmt: skip
        audit.record(
            act="valgte hvordan kommunen leser loven", by=by, at=at, municipality=town,
            data={
                "spørsmål": question, "før": before.option if before else "", "nå": option,
                "fra": from_on.isoformat(), "hvorfor": reason.strip(),
            },
        )  # fmt: skip
    return row
