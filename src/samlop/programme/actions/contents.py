"""Changes what a municipality's sittings begin with: contract sentences and its own measures."""

from collections.abc import Mapping

from django.db import transaction

from samlop.access.fetch import require
from samlop.access.policy import Right
from samlop.audit import actions as audit
from samlop.core.errors import Refused
from samlop.programme.models import ContractText, Measure


def change_texts(*, texts: Mapping[str, str], by, at) -> None:
    """Writes the standing sentences of both sides. Plans already begun keep theirs."""
    require(by, Right.TEMPLATES)
    with transaction.atomic():
        for side in ContractText.Side.values:
            text, _ = ContractText.objects.get_or_create(municipality=by.municipality, side=side, defaults={"text": ""})
            if (new := texts[side].strip()) != text.text:
                before, text.text = text.text, new
                text.version += 1
                text.save()
                audit.record(act="endret kontrakttekst", by=by, at=at, data={"side": side, "før": before, "nå": new})


def add_measure(*, values: Mapping, by, at) -> Measure:
    """Adds a measure that sittings can choose. Refuses a name that is already there."""
    require(by, Right.TEMPLATES)
    with transaction.atomic():
        if Measure.objects.filter(municipality=by.municipality, title=values["title"]).exists():
            raise Refused("Kommunen har allerede et tiltak med dette navnet. Bruk et annet navn.")
        measure = Measure.objects.create(municipality=by.municipality, **values)
        audit.record(act="la til tiltak", by=by, at=at, data={"navn": measure.title, "slag": measure.kind})
    return measure


def close_measure(*, measure: Measure, by, at) -> Measure:
    """Stops offering a measure from today."""
    require(by, Right.TEMPLATES)
    with transaction.atomic():
        measure.closed_on = at.date()
        measure.save(update_fields=["closed_on"])
        audit.record(act="avsluttet tiltak", by=by, at=at, data={"navn": measure.title})
    return measure
