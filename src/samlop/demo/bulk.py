"""Writes many rows with few statements: COPY on PostgreSQL, prepared inserts on SQLite.

Ten times faster than rows made as objects, which is what lets a hundred thousand people be loaded in a minute or two.
For invented people only: no `save()`, no signals; the database's own constraints still hold.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from django.core.management.color import no_style
from django.db import connection, models


class Writer:
    """Hands out row numbers and writes rows under them, inside the caller's transaction."""

    def __init__(self) -> None:
        self._next: dict[type[models.Model], int] = {}

    def ids(self, model: type[models.Model], count: int) -> range:
        """So many numbers that no row of the model has."""
        if model not in self._next:
            self._next[model] = (model.objects.aggregate(last=models.Max("pk"))["last"] or 0) + 1
        first = self._next[model]
        self._next[model] = first + count
        return range(first, first + count)

    def insert(
        self, model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence], *, numbered=True
    ) -> None:
        """Inserts rows of values in the order of `names` (attribute names, `household_id`); other columns get their
        default. `numbered`: the rows get numbers here; False when `names` holds the key or the key is another's."""
        rows = list(rows)
        if not rows:
            return
        fields = {field.attname: field for field in model._meta.concrete_fields}
        key = model._meta.pk.attname
        names = list(names)
        if numbered and key not in names:
            names = [key, *names]
            rows = [(number, *row) for number, row in zip(self.ids(model, len(rows)), rows, strict=True)]
        constants = [name for name in fields if name not in names and name != key]
        tail = tuple(_value(fields[name], fields[name].get_default()) for name in constants)
        adapters = [(nth, adapt) for nth, name in enumerate(names) if (adapt := _adapter(fields[name]))]
        columns = [fields[name].column for name in (*names, *constants)]
        table = connection.ops.quote_name(model._meta.db_table)
        listed = ", ".join(connection.ops.quote_name(column) for column in columns)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({listed}) FROM STDIN") as copy:
                    for row in _adapted(rows, adapters, tail):
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {table} ({listed}) VALUES ({marks})", _adapted(rows, adapters, tail))

    def finish(self) -> None:
        """Tells the database where its own numbering goes on; afterwards anybody may insert rows."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                for statement in connection.ops.sequence_reset_sql(no_style(), list(self._next)):
                    cursor.execute(statement)
        self._next.clear()


def _adapted(rows: Iterable[Sequence], adapters: list[tuple[int, Callable]], tail: tuple) -> Iterator[tuple]:
    for row in rows:
        values = [*row, *tail]
        for nth, adapt in adapters:
            if values[nth] is not None:
                values[nth] = adapt(values[nth])
        yield tuple(values)


def _value(field: models.Field, value):
    adapt = _adapter(field)
    return value if value is None or adapt is None else adapt(value)


def _adapter(field: models.Field) -> Callable | None:
    """What turns a value into what the database driver takes; None when it takes it as it is."""
    if isinstance(field, models.JSONField):
        return _json
    if connection.vendor == "postgresql":
        return None
    if isinstance(field, models.DateTimeField):
        return _instant
    if isinstance(field, models.DateField):
        return _day
    if isinstance(field, models.DecimalField):
        return f"{{:.{field.decimal_places}f}}".format
    return None


class Ready(str):
    """JSON that has been written already: the same sources stand on many rows."""


def _json(value) -> str:
    return value if isinstance(value, Ready) else json.dumps(value, ensure_ascii=False)


@lru_cache(maxsize=65536)
def _day(value: dt.date) -> str:
    return value.isoformat()


@lru_cache(maxsize=65536)
def _instant(value: dt.datetime) -> str:
    return str(connection.ops.adapt_datetimefield_value(value))
