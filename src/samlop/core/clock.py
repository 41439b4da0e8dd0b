"""Tells what time it is: the only place that may ask the machine.

Rules and actions get the date and the instant as arguments; the web middleware and the command line ask here, once.
"""

import datetime as dt
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


def instant() -> dt.datetime:
    """The present instant, also on a fixed day: for what runs out, such as a session."""
    return dt.datetime.now(OSLO)


def now() -> dt.datetime:
    """The present instant, aware, in Norwegian time; on a fixed day (setting FIXED_TODAY) the day is that one."""
    present = instant()
    if fixed := _fixed_today():
        return present.replace(year=fixed.year, month=fixed.month, day=fixed.day)
    return present


def today() -> dt.date:
    """The present date in Norway."""
    return now().date()


def _fixed_today() -> dt.date | None:
    from django.conf import settings

    return settings.FIXED_TODAY if settings.configured else None
