"""Checks Norwegian identity numbers and DUF numbers.

Birth date and sex are never read out of a number: from 2032 they can no longer be. Synthetic numbers add 80 to the
month (Skatteetaten), 40 (NAV) or 65 (Norsk helsenett); a D-number adds 4 to the first digit.
"""

import datetime as dt
from dataclasses import dataclass

_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_ALLOWED_FIRST = (0, 1, 2, 3)  # remainder 0 by the 1964 rule; 1, 2 and 3 too for numbers issued from 2032


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """What a valid number is: `synthetic` (a test person) and `d_number`."""

    synthetic: bool
    d_number: bool


def parse(text: str) -> IdentityNumber | None:
    """Returns what kind of number `text` is, or None when it is no valid number.

    Source: Skatteetaten's rule for check digits, with the relaxed first check digit for numbers issued from 2032-01-01.
    """
    if len(text) != 11 or not text.isascii() or not text.isdigit():
        return None
    digits = [int(c) for c in text]
    if sum(w * d for w, d in zip(_FIRST, digits, strict=False)) % 11 not in _ALLOWED_FIRST:
        return None
    if sum(w * d for w, d in zip(_SECOND, digits, strict=True)) % 11 != 0:
        return None
    day, month, year = int(text[:2]), int(text[2:4]), int(text[4:6])
    d_number = day > 40
    day -= 40 if d_number else 0
    added = next((a for a in (80, 65, 40) if 1 <= month - a <= 12), 0)
    if not any(_is_date(century + year, month - added, day) for century in (1800, 1900, 2000)):
        return None
    return IdentityNumber(synthetic=bool(added), d_number=d_number)


def problem_with(text: str, *, test_data: bool) -> str | None:
    """Says in words why `text` cannot be stored as an identity number, or None when it can.

    `test_data`: on an installation with invented people only synthetic numbers are let in, on a real one only real.
    """
    number = parse(text)
    if number is None:
        return "Tallet er ikke et gyldig fødselsnummer eller D-nummer. Sjekk at alle elleve sifrene er riktige."
    if test_data and not number.synthetic:
        return "Dette er en prøveinstallasjon. Bruk bare oppdiktede personnumre (måned + 80), aldri ekte."
    if not test_data and number.synthetic:
        return "Dette er et oppdiktet prøvenummer. Skriv personens eget nummer."
    return None


def synthetic(*, born: dt.date, serial: int) -> str:
    """Makes a valid synthetic number (+80) from a birth date; `serial` 0-999 picks one of those the day has.

    Assumes nothing about sex. Raises ValueError when the serial gives no valid check digits; try the next.
    """
    head = [int(c) for c in f"{born.day:02d}{born.month + 80:02d}{born.year % 100:02d}{serial:03d}"]
    first = (11 - sum(w * d for w, d in zip(_FIRST, head, strict=False)) % 11) % 11
    second = (11 - sum(w * d for w, d in zip(_SECOND, [*head, first], strict=False)) % 11) % 11
    if 10 in (first, second):
        raise ValueError(f"serial {serial} gives no valid number")
    return "".join(map(str, [*head, first, second]))


def duf_problem(text: str) -> str | None:
    """Says in words why `text` cannot be a DUF number (twelve digits, the year first), or None."""
    if len(text) == 12 and text.isascii() and text.isdigit() and 1990 <= int(text[:4]) <= 2099:
        return None
    return "DUF-nummeret skal ha tolv sifre og begynne med årstallet, for eksempel 202600012345."


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True
