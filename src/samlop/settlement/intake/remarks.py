"""Holds what the reading of a list has to say, in words for the one who sent it."""

from dataclasses import asdict, dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a remark weighs. The word shown stands in `WORDS`."""

    ERROR = "error"  # the list is not imported until this is mended
    ASK = "ask"  # a person must choose before the list is imported
    WARNING = "warning"  # worth a look; does not stop anything
    NOTE = "note"  # said for the sake of order


WORDS = {Level.ERROR: "Må rettes", Level.ASK: "Du må velge", Level.WARNING: "Se over", Level.NOTE: "Til orientering"}
STOPS = (Level.ERROR, Level.ASK)


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding about the file (`row` 0) or about one row, and about one column of it or the whole row (`column` "")."""

    level: Level
    text: str
    row: int = 0
    column: str = ""

    @property
    def stops(self) -> bool:
        """Whether the list cannot be imported while this stands."""
        return self.level in STOPS

    @property
    def word(self) -> str:
        """How the level is said on the page."""
        return WORDS[self.level]

    def as_json(self) -> dict:
        """For keeping with the preview."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict) -> "Remark":
        """The remark that was kept."""
        return cls(**{**kept, "level": Level(kept["level"])})


def error(row: int, column: str, text: str) -> Remark:
    """Something that must be mended."""
    return Remark(Level.ERROR, text, row, column)


def warning(row: int, column: str, text: str) -> Remark:
    """Something worth a look."""
    return Remark(Level.WARNING, text, row, column)


def note(row: int, column: str, text: str) -> Remark:
    """Something said for the sake of order."""
    return Remark(Level.NOTE, text, row, column)


class Unreadable(Exception):
    """The file cannot be read at all. `str()` says what is wrong and what to do, without anything from inside it."""
