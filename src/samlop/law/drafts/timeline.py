"""Lays the changes of a draft over the versions of one parameter, so that each day again has one version or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from samlop.law.finding import Verification
from samlop.law.parameters import IN_FORCE, Parameter, Value


@dataclass(frozen=True, slots=True)
class Span:
    """One change: from its first day until `last` (exclusive, None for good) the data of `base` hold with `data` over them.

    Without a base the parameter has no version in the span.
    """

    parameter: Parameter
    first: date
    last: date | None
    base: Value | None
    data: Mapping[str, Any]
    source: str = ""
    known_from: date | None = None


class Timeline:
    """The versions of one parameter while changes are laid over them."""

    def __init__(self, found: Parameter) -> None:
        self.found = found
        self.values = list(found.values)
        self.adopted = list(found.adopted)

    def put(self, span: Span) -> None:
        """Lays one change over. What held when it ends, holds again from that day."""
        resumed = span.last and next((v for v in reversed(self.values) if _holds(v, span.last)), None)
        kept = [v for v in self.values if v.valid_from < span.first or (span.last and v.valid_from >= span.last)]
        kept = [_cut(v, span.first) if v.valid_from < span.first else v for v in kept]
        if resumed and span.last and resumed.valid_from < span.last:
            kept.append(replace(resumed, valid_from=span.last))
        if span.base is not None:
            kept.append(
                Value(
                    id=span.base.id,
                    valid_from=span.first,
                    valid_to=span.last,
                    known_from=span.known_from or span.first,
                    source=span.source or span.base.source,
                    verified=Verification.ASSUMED,
                    state=IN_FORCE,
                    data=_over(span.base.data, span.data),
                )
            )
            self.adopted = [v for v in self.adopted if v is not span.base]
        self.values = sorted(kept, key=lambda v: v.valid_from)

    def parameter(self) -> Parameter:
        """Gives the parameter as the draft has it."""
        return replace(self.found, values=tuple(self.values), adopted=tuple(self.adopted))


def _holds(value: Value, day: date) -> bool:
    return value.valid_from <= day and (value.valid_to is None or day < value.valid_to)


def _cut(value: Value, day: date) -> Value:
    return value if value.valid_to is not None and value.valid_to <= day else replace(value, valid_to=day)


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Lays data over data; a table inside is laid over part by part."""
    merged = dict(below)
    for key, item in above.items():
        known = merged.get(key)
        merged[key] = _over(known, item) if isinstance(known, dict) and isinstance(item, dict) else item
    return merged
