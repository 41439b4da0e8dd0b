"""Numbers rows ahead of writing them, so that rows of many tables can point to each other and go in by a few statements.

For invented people only, in a database that nobody else writes to meanwhile: no `save()`, no signals. The database's own
constraints hold.
"""

from collections.abc import Iterable, Sequence

from django.core.management.color import no_style
from django.db import connection, models

from samlop.core import bulk


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

    def insert(self, model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence]) -> None:
        """Inserts rows of values in the order of `names` (attribute names: `household_id`).

        Columns that are not named get their default; rows get numbers here when the key is the model's own and not named.
        """
        rows = list(rows)
        if not rows:
            return
        key, names = model._meta.pk, list(names)
        if key.attname not in names:
            names = [key.attname, *names]
            rows = [(number, *row) for number, row in zip(self.ids(model, len(rows)), rows, strict=True)]
        rest = {f.attname: f.get_default() for f in model._meta.concrete_fields if f.attname not in names}
        tail = tuple(rest.values())
        bulk.insert(model, [*names, *rest], ((*row, *tail) for row in rows))

    def finish(self) -> None:
        """Tells the database where its own numbering goes on; afterwards anybody may insert rows."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                for statement in connection.ops.sequence_reset_sql(no_style(), list(self._next)):
                    cursor.execute(statement)
        self._next.clear()
