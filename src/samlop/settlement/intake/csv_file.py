"""Reads the lines of a CSV file, whatever program wrote it."""

import csv
import io
from collections.abc import Iterator

from samlop.settlement.intake import columns
from samlop.settlement.intake.remarks import Unreadable

_MARKS = {";": "semikolon", ",": "komma", "\t": "tabulator"}


def rows_of(content: bytes) -> tuple[Iterator[tuple[int, list[str]]], str]:
    """(row number, cells) of each line, and how the file was read. Raises Unreadable."""
    text, encoding = _decoded(content)
    if text[:4].lower() == "sep=" and text[4:5] in _MARKS:  # what Excel writes to itself on top
        mark, text, before = text[4], text.partition("\n")[2], 1
    else:
        mark, before = _mark(text), 0
    return _lines(text, mark, before), f"CSV, {encoding}, {_MARKS[mark]} mellom feltene"


def _decoded(content: bytes) -> tuple[str, str]:
    for bom, name, words in (
        (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
        (b"\xff\xfe", "utf-16", "UTF-16"),
        (b"\xfe\xff", "utf-16", "UTF-16"),
    ):
        if content.startswith(bom):
            try:
                return content.decode(name), words
            except UnicodeDecodeError:
                raise Unreadable(_ENCODING) from None
    if b"\x00" in content:
        raise Unreadable("Dette er ikke en tekstfil. Lagre lista som «CSV UTF-8» eller som Excel-fil (.xlsx).")
    for name, words in (("utf-8", "UTF-8"), ("cp1252", "Windows-tegnsett (cp1252)")):
        try:
            return content.decode(name), words
        except UnicodeDecodeError:
            continue
    raise Unreadable(_ENCODING)


_ENCODING = (
    "Vi kan ikke lese bokstavene i fila. Åpne lista i Excel, og lagre den som «CSV UTF-8» eller som Excel-fil (.xlsx)."
)


def _mark(text: str) -> str:
    """The mark that splits the first line into most headings we know; semicolon when none does."""
    first = text.lstrip("\r\n").partition("\n")[0][:20_000]

    def known(mark: str) -> int:
        return sum(columns.plain(cell) in columns.BY_HEADING for cell in first.split(mark))

    return max(_MARKS, key=known)


def _lines(text: str, mark: str, before: int) -> Iterator[tuple[int, list[str]]]:
    # strict: a quotation mark that is never closed would otherwise swallow the rest of the people into one field.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    number, row = before, []
    try:
        for row in reader:
            number += 1
            yield number, row
    except csv.Error:
        raise Unreadable(
            f'Fila lar seg ikke lese fra rad {number + 1}. Ofte er det et anførselstegn (") som ikke er lukket, eller en '
            "fil som er kuttet av. Rett raden, eller lagre lista på nytt."
        ) from None
    if not text.endswith(("\n", "\r")) and number > before + 1 and _cut_short(row, text, mark):
        raise Unreadable(
            f"Fila ser ut til å være kuttet av: rad {number} er ikke ferdig. Last ned eller lagre lista på nytt."
        )


def _cut_short(last: list[str], text: str, mark: str) -> bool:
    first = next(csv.reader(io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=mark), [])
    return 0 < len(last) < len(first)
