"""Tells how an answer came about: what was asked, on which facts, by which version of which paragraph, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from samlop.law.finding import Finding
from samlop.law.words import say, say_date


def plain_lines(finding: Finding) -> Iterator[str]:
    """Gives one finding as lines of plain text."""
    mark = "mangler opplysninger" if finding.missing else "må vurderes" if finding.is_open else ""
    yield f"{finding.title}{f' ({mark})' if mark else ''}"
    yield f"  {finding.text}"
    for reading in finding.readings:
        yield f"  - {reading.text} {reading.says}"
    yield f"  Hjemmel: {finding.basis_text}"
    if finding.version:
        version = finding.version
        until = f" til {say_date(version.valid_to)}" if version.valid_to else ""
        yield f"  Versjon: gjelder fra {say_date(version.valid_from)}{until}. {version.why}"
    if finding.inputs:
        yield f"  Bygger på: {'; '.join(f'{item.label}: {say(_flat(item.value))}' for item in finding.inputs)}"
    source = f" ({finding.version.source})" if finding.version and finding.version.source else ""
    if not finding.missing:
        yield f"  Kilde: {finding.verification.label}{source}"
    for change in finding.would_change:
        yield f"  Kan endres: {change}"
    if finding.not_covered:
        yield f"  Merk: {finding.not_covered}"


def _flat(value: Any) -> Any:
    """Makes lists and mappings readable on one line."""
    if isinstance(value, dict):
        return ", ".join(str(say(_flat(item))) for item in value.values())
    if isinstance(value, list):
        return ", ".join(str(say(_flat(item))) for item in value) or "ingen"
    return value
