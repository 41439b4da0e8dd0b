"""Tells what time it is: the only place that may ask the machine.

Rules and actions get the date and the instant as arguments; the web middleware and the command line ask here, once.
"""

import datetime as dt
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


def now() -> dt.datetime:
    """The present instant, aware, in Norwegian time; on a fixed day (setting FIXED_TODAY) the day is that one."""
    instant = dt.datetime.now(OSLO)
    if fixed := _fixed_today():
        return instant.replace(year=fixed.year, month=fixed.month, day=fixed.day)
    return instant


def today() -> dt.date:
    """The present date in Norway."""
    return now().date()


def _fixed_today() -> dt.date | None:
    from django.conf import settings

    return settings.FIXED_TODAY if settings.configured else None
