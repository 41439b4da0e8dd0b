"""Keeps which draft rule set, if any, the law is asked under: a context of its own for each thread and task.

`parameter()` and the readings look here. It stands below them, so that they need not know what a draft is made of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samlop.law.parameters import Parameter


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """What a draft changes: whole parameters by name, and for open questions the answer and the day it holds from.

    Equal only to itself, so that a cache may be kept for each draft.
    """

    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    readings: tuple[tuple[str, str, date], ...] = ()

    def readings_on(self, day: date) -> dict[str, str]:
        """Gives the answers the draft has chosen on the day. Of two on the same question, the one that began last."""
        begun = sorted((row for row in self.readings if row[2] <= day), key=lambda row: row[2])
        return {question: option for question, option, _ in begun}


_CURRENT: ContextVar[Overlay | None] = ContextVar("draft", default=None)
current_overlay = _CURRENT.get


@contextmanager
def asked_under(overlay: Overlay) -> Iterator[Overlay]:
    """Lets the law answer from the draft inside the block, and from itself again after it, also after an error."""
    token = _CURRENT.set(overlay)
    try:
        yield overlay
    finally:
        _CURRENT.reset(token)
