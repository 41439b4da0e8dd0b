"""Says what a draft rule set is, once it has been read and found sound."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date

from samlop.law.overlay import Overlay, asked_under


class DraftError(ValueError):
    """The draft cannot be used. `problems` holds one sentence per problem, with the field and the way out."""

    def __init__(self, name: str, problems: Iterable[str]) -> None:
        self.name = name
        self.problems = tuple(problems)
        super().__init__(f"{name}: {' '.join(self.problems)}")


@dataclass(frozen=True)
class Draft:
    """A draft rule set. `changes` says in words what it changes and from when; `first_day` is the earliest of those days,
    and None when all it does is to answer open questions for every day."""

    name: str
    title: str
    about: str
    changes: tuple[str, ...]
    first_day: date | None
    overlay: Overlay = field(repr=False)

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names the parameters it changes."""
        return tuple(self.overlay.parameters)

    def readings_on(self, day: date) -> dict[str, str]:
        """Gives the open questions it answers on the day."""
        return self.overlay.readings_on(day)

    def in_force(self) -> AbstractContextManager[Overlay]:
        """Lets the law answer from the draft inside a `with` block. Other threads and tasks are not touched."""
        return asked_under(self.overlay)
