"""Writes figures down: where and when they were taken, and how."""

import os
import platform
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
