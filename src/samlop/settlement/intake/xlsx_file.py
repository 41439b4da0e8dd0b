"""Reads the rows of an Excel file, and refuses those that are broken or made to harm."""

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Iterator

import openpyxl
from defusedxml.common import DefusedXmlException
from openpyxl.utils.exceptions import InvalidFileException

from samlop.settlement.intake import columns
from samlop.settlement.intake.remarks import Unreadable

MAX_UNPACKED = 150 * 1024 * 1024
MAX_PARTS = 2000
MAX_COLUMNS = 200
MAX_LINES = 200_000
_BROKEN = (
    "Excel-fila er skadet eller kuttet av, og kan ikke åpnes. Last den ned på nytt, eller åpne den i Excel og lagre "
    "den på nytt som .xlsx."
)
_HARMFUL = "Fila inneholder noe som ikke hører hjemme i en liste, og blir ikke åpnet. Lagre lista på nytt som .xlsx."
# What openpyxl and the zip reader let out when a file is broken; anything else is a fault of ours and must be seen.
_FAULTS = (
    zipfile.BadZipFile, zlib.error, SyntaxError, InvalidFileException, KeyError, ValueError, IndexError, TypeError,
    AttributeError, EOFError, NotImplementedError, RuntimeError, OSError, OverflowError, UnicodeError,
)  # fmt: skip


def rows_of(content: bytes) -> tuple[Iterator[tuple[int, list[str]]], str]:
    """(row number, cells) of each row of the sheet that has our headings, and how it was read. Raises Unreadable."""
    try:
        _weigh(content)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = _sheet(book)
    except DefusedXmlException:
        raise Unreadable(_HARMFUL) from None
    except _FAULTS:
        raise Unreadable(_BROKEN) from None
    name = f"Excel, arket «{sheet.title[:40]}»" if len(book.worksheets) > 1 else "Excel"
    return _rows(sheet), name


def _weigh(content: bytes) -> None:
    """Refuses a zip that unpacks to more than a list can be, or whose XML declares entities (an XML bomb)."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise Unreadable(_HARMFUL)
        if "xl/workbook.xml" not in packed.namelist():
            raise Unreadable(
                "Fila er ikke en Excel-arbeidsbok (.xlsx). Lagre lista som .xlsx eller CSV. Er det en zip-fil eller et "
                "OpenOffice-ark, må den åpnes og lagres om først."
            )
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with packed.open(part) as opened:
                    # A document type stands in front of the first element, so the beginning of the part is enough.
                    start = opened.read(4096)
                    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                        raise Unreadable(_HARMFUL)


def _sheet(book):
    """The first sheet whose first row has the headings we need; else the first sheet."""
    sheets = book.worksheets
    if not sheets:
        raise Unreadable("Excel-fila har ingen ark med rader.")
    needed = {column.key for column in columns.REQUIRED}
    for sheet in sheets:
        sheet.reset_dimensions()  # the size written in the file may be missing or a lie
        first = next(sheet.iter_rows(min_row=1, max_row=1, values_only=True), ())
        if needed <= {columns.BY_HEADING.get(columns.plain(str(cell))) for cell in first[:MAX_COLUMNS] if cell}:
            return sheet
    return sheets[0]


def _rows(sheet) -> Iterator[tuple[int, list[str]]]:
    width = 0
    try:
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            if number > MAX_LINES:
                break
            if number == 1:
                row = _trimmed(row)
                width = len(row)
            if len(row) > MAX_COLUMNS and any(cell is not None for cell in row[MAX_COLUMNS:]):
                raise Unreadable(
                    f"Rad {number} har flere enn {MAX_COLUMNS} kolonner. Behold bare kolonnene i eksemplet."
                )
            cells = [_text(cell) for cell in row[:MAX_COLUMNS]]
            # Excel leaves out empty cells at the end of a row; that is not a short row.
            yield number, cells + [""] * (width - len(cells))
    except DefusedXmlException:
        raise Unreadable(_HARMFUL) from None
    except _FAULTS:
        raise Unreadable(_BROKEN) from None


def _trimmed(row: tuple) -> tuple:
    end = len(row)
    while end and row[end - 1] in (None, ""):
        end -= 1
    return row[:end]


def _text(cell) -> str:
    """A cell as text: dates as ISO, whole numbers without decimals."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nei"
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)
