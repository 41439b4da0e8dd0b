"""Writes figures down: where and when they were taken, and how."""

import os
import platform
import re
import statistics

from samlop.core import clock


def head() -> list[str]:
    """What the reader must know before the figures."""
    return [
        "# Figures",
        "",
        f"Taken {clock.today().isoformat()} on {os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}, "
        f"load {os.getloadavg()[0]:.2f} before the start. The client runs on the same cores.",
        "",
    ]


def spread(values: list[float], unit: str = "") -> str:
    """`12.3 (11.9-13.0)`: median and range."""
    return f"{statistics.median(values):.1f} ({min(values):.1f}-{max(values):.1f}){unit}"


def merged(old: str, new: str) -> str:
    """Puts new sections in the place of old ones with the same heading, and keeps the others: parts may be taken one by one.

    A section that is kept has its own day and load; the head is that of the newest run.
    """
    sections: dict[str, str] = {}
    for text in (old, new):
        for part in re.split(r"(?m)^(?=#)", text):
            if part:
                sections[part.splitlines()[0]] = part.rstrip() + "\n\n"
    return "".join(sections.values()).rstrip() + "\n"
