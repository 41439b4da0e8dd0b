"""Puts the open questions of the law beside what the municipality has chosen."""

import datetime as dt
from dataclasses import dataclass

from samlop.core.calendar import long_date
from samlop.core.clock import OSLO
from samlop.law.readings import OPEN_QUESTIONS, OpenQuestion
from samlop.lawbook import index
from samlop.lawbook.queries import browser
from samlop.readings import queries as municipal
from samlop.readings.models import Choice
from samlop.readings.queries import Chosen


@dataclass(frozen=True, slots=True)
class Past:
    """One choice that was made, in words."""

    option: str
    reason: str
    from_on: str
    by: str
    chosen_on: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One open question on the page."""

    asked: OpenQuestion
    options: tuple[tuple[str, bool, bool], ...]  # (words, proposed by Samløp, chosen by the municipality)
    now: Chosen | None
    history: tuple[Past, ...]
    rules: tuple[browser.RuleLine, ...]

    @property
    def departs(self) -> bool:
        """Whether the municipality has chosen otherwise than Samløp proposes."""
        return self.now is not None and self.now.option != self.asked.default


def by_theme(municipality_id: int, on: dt.date) -> list[tuple[str, list[QuestionRow]]]:
    """(theme in words, its questions), each under the theme of the first rule that asks it."""
    chosen, past = municipal.chosen(municipality_id, on), municipal.history(municipality_id)
    found: dict[str, list[QuestionRow]] = {title: [] for title in index.THEMES.values()}
    for name in OPEN_QUESTIONS:
        reads = index.rules_by_open_question()[name]
        title = index.THEMES[reads[0].theme] if reads else "Andre spørsmål"
        found.setdefault(title, []).append(_row(name, chosen.get(name), past.get(name, [])))
    return [(title, rows) for title, rows in found.items() if rows]


def one(question: str, municipality_id: int, on: dt.date) -> QuestionRow:
    """One open question."""
    chosen, past = municipal.chosen(municipality_id, on), municipal.history(municipality_id)
    return _row(question, chosen.get(question), past.get(question, []))


def _row(name: str, now: Chosen | None, past: list[Choice]) -> QuestionRow:
    asked = OPEN_QUESTIONS[name]
    options = tuple((text, id == asked.default, bool(now and now.option == id)) for id, text in asked.options.items())
    rules = tuple(browser.lines(index.rules_by_open_question()[name]))
    return QuestionRow(asked, options, now, tuple(_past(asked, row) for row in past), rules)


def _past(asked: OpenQuestion, row: Choice) -> Past:
    words = (
        asked.options.get(row.option, "Valget finnes ikke lenger i loven.") if row.option else "Spørsmålet står åpent."
    )
    day = row.chosen_at.astimezone(OSLO).date()
    return Past(words, row.reason, long_date(row.from_on), row.chosen_by.name, long_date(day))
