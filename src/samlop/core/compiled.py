"""Keeps the SQL of a query that is asked again and again, so that the ORM builds it once for each shape and not for each request.

A function that returns a query set is marked `@compiled` and called by keyword. The first time, it is run with stand-ins
for the values (whole numbers, dates, instants, and the keys of rows such as the user); the SQL and the places of the
stand-ins are kept. After that only the values are put in. All else that is given (codes, roles, None) is the shape: each
combination is built for itself. So the query, permission included, is still written once, in the ORM.

It cannot go wrong quietly: a row's stand-in knows its keys and the fields its model names in `SHAPE_FIELDS` and nothing
else, a query asked while building is refused, and so is a value that was worked out from a stand-in.
"""

import datetime as dt
import functools
from collections import OrderedDict
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet

_SHAPES = 256  # of one function; the least used goes
_FIRST_NUMBER = 2_000_000_000  # above all row numbers; a whole number of 32 bits
_FIRST_DAY = dt.date(3900, 1, 1)
_WORD = "\u2063samlop-slot-"


class NotPreparable(RuntimeError):
    """The query cannot be kept: what it needs beyond the values is not part of its shape."""


def compiled(build: Callable[..., QuerySet] | None = None, *, words: tuple[str, ...] = ()):
    """Decorates a function of keywords that returns a query set. `words` names text arguments that are values, not shape."""
    if build is None:
        return functools.partial(compiled, words=words)
    shapes: OrderedDict[tuple, _Kept | None] = OrderedDict()

    @functools.wraps(build)
    def ask(**given) -> QuerySet:
        connection = connections[DEFAULT_DB_ALIAS]
        values: dict[str, Any] = {}
        key: list[Any] = [connection.vendor]
        for name, value in given.items():
            _take(name, value, words, values, key)
        shape = tuple(key)
        try:
            kept = shapes[shape]
            shapes.move_to_end(shape)
        except KeyError:
            kept = shapes[shape] = _Kept(build, given, words, connection)
            if len(shapes) > _SHAPES:
                shapes.popitem(last=False)
        return kept.rows(values, connection)

    return ask


def kept_with(row: Model, related: str, rows: QuerySet) -> None:
    """Lets `row.<related>.all()` answer with `rows`, as a prefetch would."""
    len(rows)
    cache = row.__dict__.setdefault("_prefetched_objects_cache", {})
    cache[related] = rows


def _take(name: str, value: Any, words: tuple[str, ...], values: dict[str, Any], key: list[Any]) -> None:
    """Sorts one argument into the values and the shape."""
    if isinstance(value, Model):
        key.append((name, value.__class__, *(getattr(value, field) for field in getattr(value, "SHAPE_FIELDS", ()))))
        for field in _keys_of(value.__class__):
            number = getattr(value, field)
            if number is None:
                key.append(f"{name}.{field}")
            else:
                values[f"{name}.{field}"] = number
    elif _is_value(value, name in words):
        values[name] = value
        key.append(name)
    else:
        key.append((name, value))


def _is_value(value: Any, word: bool) -> bool:
    """Whether this is put in each time. None never is: it is written differently."""
    return isinstance(value, str if word else int | dt.date) and not isinstance(value, bool)


@functools.cache
def _keys_of(model: type[Model]) -> tuple[str, ...]:
    """The columns of a row that are keys: its own and those of the rows it points at."""
    return tuple(f.attname for f in model._meta.concrete_fields if f.primary_key or f.is_relation)


class _Kept:
    """One shape of a query: its SQL, and which value goes where."""

    def __init__(self, build: Callable[..., QuerySet], given: dict[str, Any], words: tuple[str, ...], connection):
        self.slots: dict[Any, str] = {}
        stand_ins = {name: self._stand_in(name, value, words) for name, value in given.items()}
        with _silent(connection):
            self.template = build(**stand_ins)
            self.template._result_cache = None
            query = self.template.query
            self.compiler = query.get_compiler(connection=connection)
            try:
                self.sql, params = self.compiler.as_sql()
            except EmptyResultSet:
                self.sql, params = "", ()
        for mark in self.slots:
            if str(mark) in self.sql:
                raise NotPreparable("A value became part of the SQL itself, as a limit does. Give it in another way.")
        # Kept compilers must not hold the connection of the thread that built them.
        self.compiler.connection = None
        self.params = [self._place(param, connection) for param in params]
        self.fill = [(n, *place) for n, place in enumerate(self.params) if isinstance(place, tuple)]
        self.plain = [None if isinstance(place, tuple) else place.value for place in self.params]

    def _stand_in(self, name: str, value: Any, words: tuple[str, ...]) -> Any:
        if isinstance(value, Model):
            model = value.__class__  # not type(): the user of a request is wrapped
            known = {field: getattr(value, field) for field in getattr(model, "SHAPE_FIELDS", ())}
            for field in _keys_of(model):
                number = getattr(value, field)
                known[field] = None if number is None else self._slot(f"{name}.{field}", number)
            names = [f.attname for f in model._meta.concrete_fields if f.attname in known]
            return model.from_db(DEFAULT_DB_ALIAS, names, [known[field] for field in names])
        if _is_value(value, name in words):
            return self._slot(name, value)
        return value

    def _slot(self, name: str, value: Any) -> Any:
        n = len(self.slots)
        if isinstance(value, str):
            mark: Any = f"{_WORD}{n}"
        elif isinstance(value, dt.datetime):
            mark = dt.datetime.combine(_FIRST_DAY + dt.timedelta(days=n), dt.time(), value.tzinfo)
        elif isinstance(value, dt.date):
            mark = _FIRST_DAY + dt.timedelta(days=n)
        else:
            mark = _FIRST_NUMBER + n
        self.slots[mark] = name
        return mark

    def _place(self, param: Any, connection) -> Any:
        """What stands at one place of the SQL: (name, how to write it) for a value, else what was there."""
        for mark, name in self.slots.items():
            if type(mark) is int:
                if isinstance(param, int) and not isinstance(param, bool) and param == mark:
                    return name, type(param)  # some databases wrap numbers to say how large they are
            elif isinstance(mark, str):
                if isinstance(param, str) and param.strip("%") == mark:
                    before, after = param[: param.index(mark)], param[param.index(mark) + len(mark) :]
                    return name, _within(before, after, connection) if before or after else _same
            else:
                write = (
                    connection.ops.adapt_datetimefield_value
                    if isinstance(mark, dt.datetime)
                    else connection.ops.adapt_datefield_value
                )
                if type(param) is type(write(mark)) and param == write(mark):
                    return name, write
        if _looks_made_up(param):
            raise NotPreparable(f"A value was worked out from a stand-in: {param!r}. Give it as an argument.")
        return _Plain(param)

    def rows(self, values: dict[str, Any], connection) -> QuerySet:
        """A query set that has its SQL already. Filter no further: it is what was built."""
        template = self.template
        rows = template.__class__.__new__(template.__class__)
        rows.__dict__.update(template.__dict__)
        if not self.sql:
            return rows.none()
        params = self.plain.copy()
        for n, name, write in self.fill:
            params[n] = write(values[name])
        compiler = self.compiler.__class__.__new__(self.compiler.__class__)
        compiler.__dict__.update(self.compiler.__dict__)
        compiler.connection = connection
        compiler.as_sql = lambda *_, **__: (self.sql, tuple(params))
        query = template.query.__class__.__new__(template.query.__class__)
        query.__dict__.update(template.query.__dict__)
        query.get_compiler = lambda *_, **__: compiler
        query.chain = _no_further
        rows._query, rows._result_cache, rows._prefetch_done = query, None, False
        return rows


class _Plain:
    """A value that is the same each time."""

    __slots__ = ("value",)

    def __init__(self, value: Any):
        self.value = value


def _same(value: Any) -> Any:
    return value


def _within(before: str, after: str, connection) -> Callable[[str], str]:
    """Writes a word as part of a pattern, as `startswith` and `contains` do."""
    return lambda word: f"{before}{connection.ops.prep_for_like_query(word)}{after}"


def _no_further(*_, **__):
    raise NotPreparable("A compiled query cannot be filtered or sorted further: put the condition where it is built.")


def _looks_made_up(param: Any) -> bool:
    if isinstance(param, bool):
        return False
    if isinstance(param, int):
        return param >= _FIRST_NUMBER
    if isinstance(param, dt.date):
        return param.year >= _FIRST_DAY.year - 100
    return isinstance(param, str) and (_WORD in param or (param[:2] in ("38", "39") and param[4:5] == "-"))


@contextmanager
def _silent(connection):
    """Refuses queries while a query is built: their answer would be kept with it."""

    def refuse(execute, sql, params, many, context):
        raise NotPreparable("A query was asked while another was built. Ask it first, and give the answer.")

    with connection.execute_wrapper(refuse):
        yield
