"""Knows the codes that stand in data: permits, which of them count under § 9, and kinds of decisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from samlop.law.parameters import Parameter, parameter

LISTED, FAMILY, INDEPENDENT, NONE = "listed", "family", "independent", "none"
SECTION_34 = "P-34"


def permit_kinds() -> Mapping[str, Mapping[str, Any]]:
    """Gives every permit code with its label, ground under § 9 and provision. The list of kinds is not dated."""
    return _kinds(parameter("permits"))


@cache  # by the parameter itself, so that a draft with other permits has its own
def _kinds(permits: Parameter) -> Mapping[str, Mapping[str, Any]]:
    return MappingProxyType({row["code"]: MappingProxyType(row) for row in permits.at(date.max)["kinds"]})


def permit_codes() -> tuple[str, ...]:
    """Lists the permits a person may hold."""
    return tuple(permit_kinds())


def reference_codes() -> tuple[str, ...]:
    """Lists what the person somebody is reunited with may hold: a permit or a citizenship."""
    return (*permit_codes(), *parameter("permits").at(date.max)["reference_only"])


def permit_label(code: str) -> str:
    """Gives the words for a permit code; unknown text is given back as it is."""
    kind = permit_kinds().get(code)
    return kind["label"] if kind else parameter("permits").at(date.max)["labels"].get(code, code)


def permit_ground(code: str) -> str:
    """Says in which way the permit counts under § 9: listed, family, independent or none."""
    return permit_kinds()[code]["ground"] if code in permit_kinds() else NONE


def decision_codes() -> tuple[str, ...]:
    """Lists the kinds of decisions that may be asked about."""
    return tuple(kind["code"] for kind in parameter("decision_kinds").values[-1]["kinds"])


def task_codes() -> tuple[str, ...]:
    """Lists the tasks whose responsible body may be asked about."""
    found = parameter("responsibility").values[-1]
    return (*found["municipality"], *found["county"])


def plan_change_codes() -> tuple[str, ...]:
    """Lists the kinds of changes of a plan that may be asked about: essential, small, and those a person judges."""
    found = parameter("plan_changes").values[-1]
    return (*found["essential"], *found["small"], *found["judged"])
