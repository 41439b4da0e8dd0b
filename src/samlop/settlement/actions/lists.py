"""Takes in settlement lists: reads and keeps a preview, and carries it out, whole or not at all, once."""

import datetime as dt

from django.conf import settings
from django.db import IntegrityError, transaction

from samlop.access.fetch import require
from samlop.access.policy import Right
from samlop.audit import actions as audit
from samlop.core import bulk
from samlop.core.calendar import long_date
from samlop.core.clock import OSLO
from samlop.core.errors import Conflict, Refused
from samlop.settlement import queries
from samlop.settlement.actions.writing import Written, write
from samlop.settlement.intake import plan as planning
from samlop.settlement.intake import reading
from samlop.settlement.intake.plan import Plan
from samlop.settlement.intake.reading import Row, Sheet
from samlop.settlement.intake.remarks import Remark
from samlop.settlement.models import Import

KEPT_DAYS = 14


class Changed(Conflict):
    """What the list would do is no longer what the user was shown. Nothing was written."""


def read_list(*, sheet: Sheet, file_name: str, dated_on: dt.date, team=None, municipality=None, by, at) -> Import:
    """Keeps a list that has been read, for looking over. The same file, still open with the same user, is opened again.

    Nothing is written about people. Refuses when the file has been read in before, or is dated in the future.
    `by` None is the command line, which names its `municipality`.
    """
    if by is not None:
        require(by, Right.IMPORT)
        municipality = by.municipality
    today = at.astimezone(OSLO).date()
    if dated_on > today:
        raise Refused("Lista kan ikke være datert fram i tid. Skriv dagen den ble laget.")
    if earlier := queries.already_imported(municipality.pk, sheet.sha256):
        raise Refused(_read_before(earlier))
    kept = {
        "dated_on": dated_on,
        "team": team,
        "rows": [[row.number, row.cells] for row in sheet.rows],
        "remarks": [remark.as_json() for remark in (*sheet.remarks, reading.read_as(sheet.how))],
        "how": sheet.how[:120],
        "file_name": file_name[:160],
        "row_count": len(sheet.rows),
        "uploaded_at": at,
    }
    with transaction.atomic():
        _put_away_old(municipality.pk, at)
        listed, new = Import.objects.update_or_create(
            municipality=municipality, by=by, sha256=sheet.sha256, state=Import.State.PREVIEW, defaults=kept
        )
        if new:
            audit.record(
                act="lastet opp bosettingsliste", by=by, at=at, municipality=municipality,
                data={"liste": listed.pk, "rader": listed.row_count},
            )  # fmt: skip
        _log_hidden(plan_of(listed, by=by, today=today), listed, by, at)
    return listed


def plan_of(listed: Import, *, by, today: dt.date, lock: bool = False) -> Plan:
    """What reading in the list would do now. Reads only."""
    people = planning.understand_all(
        [Row(number, cells) for number, cells in listed.rows],
        dated=listed.dated_on,
        today=today,
        test_data=settings.TEST_DATA,
    )
    known = queries.know(listed.municipality_id, people, user=by, lock=lock)
    remarks = [Remark.from_json(kept) for kept in listed.remarks]
    return planning.make(people, remarks, known, listed.choices, today=today)


def choose(*, listed: Import, row: int, choice: str, by, at) -> None:
    """Says of one row whether she is new (`new`) or a person we know (her number). Kept with the preview."""
    require(by, Right.IMPORT)
    with transaction.atomic():
        kept = queries.locked_import(listed.pk)
        _still_open(kept)
        plan = plan_of(kept, by=by, today=at.astimezone(OSLO).date())
        one = next((person for person in plan.people if person.row == row), None)
        if one is None or choice not in {"new", *(str(person.pk) for person in one.match.candidates)}:
            raise Refused("Valget passer ikke lenger. Se på raden, og velg på nytt.")
        kept.choices[str(row)] = choice
        kept.save(update_fields=["choices"])


def confirm(*, listed: Import, seen: str | None, by, at) -> Import:
    """Reads in the list: all of it, or nothing. Confirming again gives the first answer.

    `seen`: the fingerprint of the plan the user was shown; when something has happened to the same people since,
    Changed is raised and nothing is written. None (the command line) takes the plan as it is now.
    Records one event for the list, and one for each person who came or was changed.
    """
    if by is not None:
        require(by, Right.IMPORT)
    today = at.astimezone(OSLO).date()
    try:
        with bulk.uncollected(), transaction.atomic():
            kept = queries.locked_import(listed.pk)
            if kept.state == Import.State.IMPORTED:
                return kept
            _still_open(kept)
            if earlier := queries.already_imported(kept.municipality_id, kept.sha256):
                raise Refused(_read_before(earlier))
            plan = plan_of(kept, by=by, today=today, lock=True)
            if seen is not None and plan.fingerprint != seen:
                raise Changed(
                    "Noe er endret siden du så på lista: opplysninger om noen av personene, eller valg du har gjort. "
                    "Ingenting er lest inn. Se gjennom på nytt, og les inn."
                )
            if plan.stops:
                raise Refused("Lista kan ikke leses inn før det som må rettes, er rettet. Ingenting er lest inn.")
            written = write(plan, listed=kept, by=by, at=at)
            kept.households = written.touched
            _close(kept, Import.State.IMPORTED, at, _result(written))
            audit.record(
                act="leste inn bosettingsliste", by=by, at=at, municipality=kept.municipality,
                data={"liste": kept.pk, **kept.result},
            )  # fmt: skip
            return kept
    except IntegrityError as broken:
        # Two who did not meet at the door: a person was made some other way while the list was read in.
        raise Changed("Noen andre endret de samme personene samtidig. Ingenting er lest inn. Prøv på nytt.") from broken


def put_away(*, listed: Import, by, at) -> None:
    """Puts a preview away and forgets its rows. Putting it away again does nothing."""
    require(by, Right.IMPORT)
    with transaction.atomic():
        kept = queries.locked_import(listed.pk)
        if kept.state == Import.State.IMPORTED:
            raise Refused("Lista er alt lest inn. Da kan den ikke legges bort.")
        if kept.state == Import.State.PREVIEW:
            _close(kept, Import.State.DISCARDED, at, {})
            audit.record(act="la bort bosettingsliste", by=by, at=at, data={"liste": kept.pk})


def _close(kept: Import, state: str, at, result: dict) -> None:
    kept.state, kept.closed_at, kept.result = state, at, result
    kept.rows, kept.remarks, kept.choices = [], [], {}
    kept.save()


def _put_away_old(municipality_id: int, at) -> None:
    """Forgets the rows of previews that nobody came back to."""
    Import.objects.filter(
        municipality_id=municipality_id,
        state=Import.State.PREVIEW,
        uploaded_at__lt=at - dt.timedelta(days=KEPT_DAYS),
    ).update(state=Import.State.DISCARDED, closed_at=at, rows=[], remarks=[], choices={})


def _log_hidden(plan: Plan, listed: Import, by, at) -> None:
    """Leaves a trace with each person that a row was about and the reader may not see. See `intake.matching`."""
    if plan.hidden:
        audit.record_many(
            act="sto på en liste som ble holdt tilbake", by=by, at=at, municipality=listed.municipality,
            rows=[(pk, None, {"liste": listed.pk}) for pk in plan.hidden],
        )  # fmt: skip


def _still_open(kept: Import) -> None:
    if kept.state == Import.State.DISCARDED:
        raise Refused("Lista er lagt bort. Last opp fila på nytt for å lese den inn.")
    if kept.state == Import.State.IMPORTED:
        raise Refused("Lista er alt lest inn.")


def _read_before(earlier: Import) -> str:
    day = long_date(earlier.closed_at.astimezone(OSLO).date())
    return (
        f"Akkurat denne fila ble lest inn {day}, og er ikke lest inn en gang til. Er noe endret, be om en ny liste, "
        "eller rett fila og last den opp på nytt."
    )


def _result(written: Written) -> dict:
    return {
        "nye personer": written.created,
        "endrede personer": written.updated,
        "uten endring": written.same,
        "nye husstander": written.households,
        "skjermede husstander": written.guarded,
    }
