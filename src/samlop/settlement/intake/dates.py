"""Reads a date the way people and spreadsheets write it."""

import datetime as dt
import re

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_NORWEGIAN = re.compile(r"(\d{1,2})[./ -]\s?(\d{1,2})[./ -]\s?(\d{4})")
_SHORT = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2}")
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2099, 12, 31)


def read_day(text: str) -> tuple[dt.date | None, str]:
    """(date, "") or (None, what is wrong, in words)."""
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _NORWEGIAN.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif text.startswith("="):
        return None, "Cellen er en formel. Lim inn datoen som verdi."
    elif _SHORT.fullmatch(text):
        return None, f"«{text[:20]}»: skriv årstallet med fire sifre, for eksempel 03.11.2016."
    elif re.fullmatch(r"\d{5}(\.\d+)?", text):
        return None, f"«{text[:20]}» er Excels eget tall for en dato. Formater cellen som dato, og lagre på nytt."
    else:
        return None, f"«{text[:20]}» er ikke en dato. Skriv dag.måned.år, for eksempel 03.11.2016."
    try:
        read = dt.date(year, month, day)
    except ValueError:
        return None, f"«{text[:20]}» er ikke en dato som finnes."
    if not EARLIEST <= read <= LATEST:
        return None, f"«{text[:20]}»: årstallet kan ikke stemme."
    return read, ""
