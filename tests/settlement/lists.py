"""Makes settlement lists for tests: a row is a dict of headings, a list is bytes."""

import csv
import datetime as dt
import io

import openpyxl

from samlop.core import clock
from samlop.settlement.intake import plan as planning
from samlop.settlement.intake import reading
from samlop.settlement.intake.known import Known

TODAY = dt.date(2026, 11, 21)
DATED = dt.date(2026, 11, 16)
AT = dt.datetime(2026, 11, 21, 10, 0, tzinfo=clock.OSLO)
MB = 1024 * 1024


def a_row(**cells) -> dict[str, str]:
    """A woman from Syria who is to be settled; `cells` by heading, with `_` for a space."""
    row = {
        "Fornavn": "Salma", "Etternavn": "Nasser", "Fødselsdato": "01.05.1995", "Kjønn": "kvinne", "Statsborgerskap": "Syria",
        "Språk": "arabisk (morsmål)", "Trenger tolk": "ja", "Tillatelse": "asyl", "Innvilget": "01.06.2026", "Kommer som": "fra mottak",
        "Anmodet": "12.11.2026", "Avtalt bosettingsdato": "18.01.2027",
    }  # fmt: skip
    return row | {key.replace("_", " "): value for key, value in cells.items()}


def a_child(**cells) -> dict[str, str]:
    """A boy of eight."""
    return a_row(Fornavn="Nabil", Fødselsdato="09.03.2018", Kjønn="gutt") | {
        k.replace("_", " "): v for k, v in cells.items()
    }


def as_csv(*rows: dict[str, str], mark: str = ";", encoding: str = "utf-8") -> bytes:
    """The rows as a CSV file."""
    headings = list(dict.fromkeys(key for row in rows for key in row))
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=mark)
    writer.writerow(headings)
    writer.writerows([[row.get(key, "") for key in headings] for row in rows])
    return out.getvalue().encode(encoding)


def as_xlsx(*rows: dict) -> bytes:
    """The rows as an Excel file."""
    book = openpyxl.Workbook()
    headings = list(dict.fromkeys(key for row in rows for key in row))
    book.active.append(headings)
    for row in rows:
        book.active.append([row.get(key) for key in headings])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(content: bytes, *, max_bytes: int = 10 * MB, test_data: bool = True) -> reading.Sheet:
    """The file, read."""
    return reading.read(content, max_bytes=max_bytes, test_data=test_data)


def planned(*rows: dict, known: Known | None = None, choices=None, today: dt.date = TODAY) -> planning.Plan:
    """What reading in the rows would do in an empty house."""
    sheet = read(as_csv(*rows))
    people = planning.understand_all(list(sheet.rows), dated=DATED, today=today, test_data=True)
    return planning.make(people, list(sheet.remarks), known or Known(), choices or {}, today=today)


def said(plan: planning.Plan, level: str | None = None) -> list[tuple[int, str, str]]:
    """(row, column, text) of the remarks on rows."""
    return [
        (r.row, r.column, r.text) for p in plan.people for r in p.listed.remarks if level is None or r.level == level
    ]


def errors(*rows: dict, **more) -> list[tuple[int, str, str]]:
    """What must be mended in the rows."""
    return said(planned(*rows, **more), "error")


def sent_in(cast, *rows, by=None, dated: dt.date = DATED, at=None, **more):
    """The rows, read and kept for looking over, by the coordinator."""
    from samlop.settlement import actions

    sheet = read(as_csv(*rows))
    return actions.read_list(
        sheet=sheet, file_name="liste.csv", dated_on=dated, by=by or cast.coordinator, at=at or AT, **more
    )


def read_in(cast, *rows, by=None, **more):
    """The rows, read in as they are shown."""
    from samlop.settlement import actions

    by = by or cast.coordinator
    listed = sent_in(cast, *rows, by=by, **more)
    plan = actions.plan_of(listed, by=by, today=TODAY)
    return actions.confirm(listed=listed, seen=plan.fingerprint, by=by, at=more.get("at") or AT)
