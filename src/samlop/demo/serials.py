"""Hands out numbers that belong to nobody, each one once."""

import datetime as dt

from samlop.core.identity import synthetic


class Serials:
    """Identity numbers (synthetic, month + 80) and DUF numbers. One of these serves a whole country."""

    def __init__(self) -> None:
        self._of_day: dict[str, int] = {}
        self._duf = 0

    def identity_number(self, born: dt.date) -> str:
        """The day's next number; empty when the day has no more."""
        # The number holds two digits of the year: two people born a century apart share the serials.
        day = f"{born:%d%m%y}"
        serial = self._of_day.get(day, 0)
        while serial < 1000:
            try:
                number = synthetic(born=born, serial=serial)
            except ValueError:
                serial += 1
                continue
            self._of_day[day] = serial + 1
            return number
        return ""

    def duf(self, year: int) -> str:
        """The year, then 99 so that it is no number in use, then a running number."""
        self._duf += 1
        return f"{year}99{self._duf:06d}"
