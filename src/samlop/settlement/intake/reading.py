"""Turns the bytes of an uploaded file into named cells of text, or says in words why it cannot be done.

Nothing here knows what the cells mean. Memory and time are bounded whatever the file holds: the size is checked first,
an XLSX is a zip whose unpacked size is checked before it is opened, and rows and columns are counted as they come.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from samlop.core import identity
from samlop.settlement.intake import columns, csv_file, xlsx_file
from samlop.settlement.intake.remarks import Remark, Unreadable, error, note, warning
from samlop.settlement.intake.words import nearest

MAX_ROWS = 5000
MAX_CELL = 4000
# Tells the eye one thing and the machine another: direction overrides. Joiners that Persian and Hindi need stay.
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_REAL_SHAPE = re.compile(r"(?<!\d)\d{6}[ .-]?\d{5}(?!\d)")


@dataclass(frozen=True, slots=True)
class Row:
    """One person as the file has her: `number` is the row as the spreadsheet numbers it, `cells` text by column key."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole file, read: the rows, what was noticed on the way, and how it was read (`"CSV, UTF-8, semikolon"`)."""

    rows: tuple[Row, ...]
    remarks: tuple[Remark, ...]
    how: str
    sha256: str


def read(content: bytes, *, max_bytes: int, test_data: bool) -> Sheet:
    """Reads a CSV or XLSX. Raises Unreadable with a sentence for people.

    `test_data`: on an installation with invented people, a number of real shape is blotted out before anything is kept.
    """
    if len(content) > max_bytes:
        raise Unreadable(
            f"Fila er på {len(content) / 1048576:.0f} MB. Den kan være høyst {max_bytes / 1048576:.0f} MB. "
            "Del lista i flere filer, og ta bort bilder og ark som ikke trengs."
        )
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Unreadable("Fila er tom. Sjekk at du valgte riktig fil, og at den er lagret.")
    if content[:4] == b"PK\x03\x04":
        table, how = xlsx_file.rows_of(content)
    elif content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Unreadable(
            "Fila er en gammel Excel-fil (.xls) eller har passord. Åpne den i Excel, ta bort passordet, "
            "og lagre som «Excel-arbeidsbok (.xlsx)»."
        )
    elif content[:5] == b"%PDF-":
        raise Unreadable("Fila er en PDF. Be om lista som Excel eller CSV.")
    else:
        table, how = csv_file.rows_of(content)
    rows, remarks = _named(table, test_data=test_data)
    return Sheet(tuple(rows), tuple(remarks), how, hashlib.sha256(content).hexdigest())


def _named(table: Iterable[tuple[int, list[str]]], *, test_data: bool) -> tuple[list[Row], list[Remark]]:
    """Gives each cell the key of its heading."""
    lines = iter(table)
    first = next((line for line in lines if any(cell.strip() for cell in line[1])), None)
    if first is None:
        raise Unreadable("Fila er tom. Sjekk at du valgte riktig fil, og at den er lagret.")
    keys, remarks = _headings([_clean(cell)[0] for cell in first[1]])
    rows: list[Row] = []
    for number, raw in lines:
        if not any(cell.strip() for cell in raw):
            continue
        if len(rows) == MAX_ROWS:
            raise Unreadable(
                f"Fila har flere enn {MAX_ROWS:,} personer. Del den i flere filer med høyst {MAX_ROWS:,} rader hver. "
                "Hold hver husstand samlet i én fil.".replace(",", "\u00a0")
            )
        rows.append(_row(number, raw, keys, remarks, test_data=test_data))
    if not rows:
        raise Unreadable(
            "Fila har overskrifter, men ingen personer under. Sjekk at du valgte riktig ark og riktig fil."
        )
    return rows, remarks


def _headings(texts: list[str]) -> tuple[list[str | None], list[Remark]]:
    keys: list[str | None] = [columns.BY_HEADING.get(columns.plain(text)) for text in texts]
    missing = [column.heading for column in columns.REQUIRED if column.key not in keys]
    if missing:
        seen = ", ".join(f"«{text[:30]}»" for text in texts[:8] if text) or "ingen"
        raise Unreadable(
            f"Den første raden skal være overskrifter. Disse mangler: {', '.join(missing)}. "
            f"Overskriftene i fila er: {seen}. Se eksempelfila for hvordan den skal se ut."
        )
    twice = {key for key in keys if key and keys.count(key) > 1}
    if twice:
        raise Unreadable(
            f"To kolonner betyr det samme: {', '.join(columns.heading(key) for key in sorted(twice))}. "
            "Behold én av dem, og last opp fila på nytt."
        )
    remarks = []
    for text, key in zip(texts, keys, strict=True):
        if text and key is None:
            guess = nearest(text, [column.heading for column in columns.COLUMNS])
            more = f" Mente du «{guess}»?" if guess else ""
            remarks.append(warning(0, "", f"Kolonnen «{text[:40]}» kjenner vi ikke. Den blir ikke lest inn.{more}"))
    return keys, remarks


def _row(number: int, raw: list[str], keys: list, remarks: list[Remark], *, test_data: bool) -> Row:
    cells: dict[str, str] = {}
    if any(cell.strip() for cell in raw[len(keys) :]):
        remarks.append(
            error(number, "", "Raden har flere felt enn det er overskrifter. Står det et skilletegn inne i en tekst?")
        )
    if len(raw) < len(keys) and any(keys[len(raw) :]):
        remarks.append(warning(number, "", "Raden er kortere enn overskriften. Se om noe mangler på slutten."))
    for key, cell in zip(keys, raw, strict=False):
        if key is None:
            continue
        text, odd = _clean(cell)
        if odd:
            remarks.append(warning(number, key, "Vi har tatt bort usynlige tegn som ikke hører hjemme i teksten."))
        if len(text) > MAX_CELL:
            remarks.append(error(number, key, f"Teksten er for lang. Den kan ha høyst {MAX_CELL} tegn."))
            text = text[:MAX_CELL]
        if test_data and (hidden := _blot(text)) != text:
            text = hidden
            remarks.append(
                error(
                    number,
                    key,
                    "Her står et tall som ser ut som et ekte personnummer. Dette er en prøveinstallasjon: bruk bare "
                    "oppdiktede personer. Vi har ikke tatt vare på tallet.",
                )
            )
        if text:
            cells[key] = text
    return Row(number, cells)


def _clean(text: str) -> tuple[str, bool]:
    """The text in one form of Unicode, on one line, without control signs; and whether any odd ones were taken out."""
    if text.isprintable():  # nearly every cell: letters, digits and plain spaces only
        return re.sub(" +", " ", unicodedata.normalize("NFC", text)).strip(), False
    text = _DIRECTION.sub("\u0000", unicodedata.normalize("NFC", text.replace("\ufeff", "")))
    kept = []
    odd = False
    for sign in text:
        kind = unicodedata.category(sign)
        if sign in "\t\r\n\v\f\u2028\u2029\u00a0" or kind == "Zs":
            kept.append(" ")
        elif kind in ("Cc", "Cs", "Co", "Cn"):
            odd = True
        else:
            kept.append(sign)
    return re.sub(" +", " ", "".join(kept)).strip(), odd


def _blot(text: str) -> str:
    """The text with numbers of real shape blotted out."""

    def hide(match: re.Match) -> str:
        number = identity.parse(re.sub(r"\D", "", match.group()))
        return match.group() if number is None or number.synthetic else "•" * 11

    return _REAL_SHAPE.sub(hide, text)


def read_as(how: str) -> Remark:
    """Tells how the file was read, so that a wrong guess is seen."""
    return note(0, "", f"Fila er lest som {how}.")
