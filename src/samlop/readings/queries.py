"""Reads how a municipality has chosen to read the law: what holds on a day, and everything that was ever chosen."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Aggregate, JSONField, OuterRef, QuerySet, Subquery

from samlop.core.calendar import long_date
from samlop.core.clock import OSLO
from samlop.core.compiled import compiled
from samlop.law.readings import OPEN_QUESTIONS
from samlop.readings.models import Choice


@dataclass(frozen=True, slots=True)
class Chosen:
    """One open question as the municipality reads it: the option, why, from which day, who chose and when."""

    question: str
    option: str
    reason: str
    from_on: dt.date
    by: str
    chosen_on: dt.date

    @property
    def who(self) -> str:
        """`kommunen ved Kari Nes, 21. november 2026`."""
        return f"kommunen ved {self.by}, {long_date(self.chosen_on)}"

    @property
    def why(self) -> str:
        """What is written in a plan that rests on the choice: nobody's name stands there."""
        return f"Kommunen leser loven slik fra {long_date(self.from_on)}. {self.reason}"


@compiled
def _until(*, municipality, on):
    return Choice.objects.filter(municipality=municipality, from_on__lte=on).select_related("chosen_by").order_by("id")


def chosen(municipality_id: int, on: dt.date) -> dict[str, Chosen]:
    """The choices that hold on the day, by question. One kept query.

    The newest choice that has begun is the one that holds. A question or an option that the law no longer has is left out.
    """
    return _holding(_chosen(row) for row in _until(municipality=municipality_id, on=on))


class _Rows(Aggregate):
    """Several rows as one JSON list of lists."""

    output_field = JSONField()
    arity = None

    def as_sqlite(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, template="json_group_array(json_array(%(expressions)s))", **extra)

    def as_postgresql(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, template="jsonb_agg(jsonb_build_array(%(expressions)s))", **extra)


_TOGETHER = ("id", "question", "option", "reason", "from_on", "chosen_by__name", "chosen_at")


def with_choices(rows: QuerySet) -> QuerySet:
    """Brings the municipality's choices along with each row, for a page that has no query to spare. See `chosen_with`."""
    theirs = Choice.objects.filter(municipality=OuterRef("municipality")).order_by().values("municipality")
    return rows.annotate(municipal_choices=Subquery(theirs.annotate(all=_Rows(*_TOGETHER)).values("all")))


def chosen_with(row, on: dt.date) -> dict[str, Chosen]:
    """The choices that hold on the day in the municipality of `row`: those that came along, else read now."""
    if not hasattr(row, "municipal_choices"):
        return chosen(row.municipality_id, on)
    kept = sorted(row.municipal_choices or (), key=lambda each: each[0])
    return _holding(
        Chosen(question, option, reason, dt.date.fromisoformat(start), by, _day(dt.datetime.fromisoformat(at)))
        for _, question, option, reason, start, by, at in kept
        if start <= on.isoformat()
    )


def _holding(oldest_first: Iterable[Chosen]) -> dict[str, Chosen]:
    newest = {choice.question: choice for choice in oldest_first}
    return {name: choice for name, choice in newest.items() if choice.option and is_known(name, choice.option)}


def options(found: Mapping[str, Chosen]) -> dict[str, str]:
    """Question and option, as the law takes them."""
    return {name: choice.option for name, choice in found.items()}


def is_known(question: str, option: str) -> bool:
    """Whether the law has the question, and the option among its answers."""
    return question in OPEN_QUESTIONS and option in OPEN_QUESTIONS[question].options


def history(municipality_id: int) -> dict[str, list[Choice]]:
    """Every choice of the municipality, newest first, by question."""
    found: dict[str, list[Choice]] = {}
    for row in Choice.objects.filter(municipality=municipality_id).select_related("chosen_by").order_by("-id"):
        found.setdefault(row.question, []).append(row)
    return found


def newest(municipality_id: int, question: str) -> int:
    """The number of the newest choice on a question, 0 when nobody has chosen."""
    rows = Choice.objects.filter(municipality=municipality_id, question=question).order_by("-id")
    return rows.values_list("pk", flat=True).first() or 0


def _chosen(row: Choice) -> Chosen:
    return Chosen(row.question, row.option, row.reason, row.from_on, row.chosen_by.name, _day(row.chosen_at))


def _day(at: dt.datetime) -> dt.date:
    """The day in Norway. SQLite writes instants without a zone, in UTC."""
    return (at if at.tzinfo else at.replace(tzinfo=dt.UTC)).astimezone(OSLO).date()
