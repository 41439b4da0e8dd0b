"""Writes a replay as CSV or XLSX. A cell can never become a formula in a spreadsheet."""

import csv
import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from samlop.assessment.models import Effect, Replay
from samlop.assessment.queries.replays import SMALLEST, Named, Result
from samlop.core.calendar import short_date

CSV, XLSX = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Sheet = tuple[str, list[list[object]]]
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_FEW = "ikke vist"


def sheets(replay: Replay, result: Result, people: Sequence[Named]) -> list[Sheet]:
    """The replay as tables: what it found in all, by group, and by name when there are names to show."""
    against = replay.against.name if replay.against else "Reglene slik de er i dag"
    about: list[list[object]] = [
        ["Utkast", replay.draft.name],
        ["Sammenlignet med", against],
        ["Dag", short_date(replay.on)],
        ["Personer vurdert", result.total],
        ["Uten forskjell", _number(result.same)],
        *([count.label, _number(count.shown)] for count in (*result.effects, result.deadlines, result.plans)),
        *([count.label, _number(count.shown)] for count in (*result.decisions, *result.letters)),
        ["Kostnad per måned, kroner", _kroner(result.cost_ore)],
        [
            "Merk",
            f"Tall under {SMALLEST}, og tall som ville røpet dem, vises ikke. Personer med skjult adresse er ikke med.",
        ],
    ]
    groups: list[list[object]] = [["Gruppe", "", *(effect.label for effect in Effect), "Kroner per måned"]]
    groups += [
        [heading, row.label, *(_number(count) for count in row.counts), _kroner(row.cost_ore)]
        for heading, rows in result.groups
        for row in rows
    ]
    out = [("Samlet", about), ("Grupper", groups)]
    if people:
        head = [
            "Person",
            "Virkning",
            "Hva som blir annerledes",
            "Frister",
            "Planen",
            "Vedtak",
            "Brev",
            "Kroner per måned",
        ]
        out.append(("Personer", [head, *(_person(each) for each in people)]))
    return out


def _person(each: Named) -> list[object]:
    answers = "; ".join(f"{a['title']}: {a['before']} Nå: {a['after']}" for a in each.answers)
    lists = (each.deadlines, each.plan_breaks, each.decisions, each.letters)
    return [each.who, Effect(each.effect).label, answers, *("; ".join(item) for item in lists), _kroner(each.cost_ore)]


def _number(count: int | None) -> object:
    return _FEW if count is None else count


def _kroner(ore: int | None) -> object:
    return "ikke vist" if ore is None else round(ore / 100)


def safe(value: object) -> object:
    """A text that a spreadsheet would run gets an apostrophe in front; numbers are numbers."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def as_csv(tables: Sequence[Sheet]) -> tuple[bytes, str]:
    """All tables one after the other, with semicolons, as Norwegian spreadsheets read them."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for title, rows in tables:
        writer.writerow([title])
        writer.writerows([safe(value) for value in row] for row in rows)
        writer.writerow([])
    return ("\ufeff" + out.getvalue()).encode(), CSV


def as_xlsx(tables: Sequence[Sheet]) -> tuple[bytes, str]:
    """One sheet for each table. Texts are written as texts, whatever they begin with."""
    book = Workbook(write_only=False)
    book.remove(book.active)
    for title, rows in tables:
        sheet = book.create_sheet(title)
        for r, row in enumerate(rows, start=1):
            for c, value in enumerate(row, start=1):
                cell = sheet.cell(r, c, safe(value))
                if isinstance(value, str):
                    cell.data_type = "s"
        for c in range(1, max(map(len, rows), default=0) + 1):
            sheet.column_dimensions[get_column_letter(c)].width = 28
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), XLSX
