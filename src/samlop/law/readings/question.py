"""Says what an open question of the law is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question the sources leave open. `default` is what a municipality is offered first; it is never used unasked."""

    id: str
    text: str
    why: str
    options: Mapping[str, str]
    default: str


def question(id: str, text: str, why: str, default: str, **options: str) -> OpenQuestion:
    return OpenQuestion(id, text, why, MappingProxyType(options), default)
