"""Reads facts that are given under another name or in other words, as lawyers' case files write them, in our own words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

# Another name for the same fact. A theme adds the names its case files use.
SAME_FACT: Mapping[str, str] = MappingProxyType(
    {
        "programme_start": "start_date",
        "programme_decision": "decision_date",
        "training_start": "training_begun",
        "became_norwegian_citizen": "change_date",
        "permit_at_start": "earlier_permit",
        "new_permit": "permit",
        "new_permit_date": "permit_date",
        "meets_gsu_education": "gsu_education_requirement_met",
        "norwegian_documented": "gsu_norwegian_met",
        "english_documented": "gsu_english_met",
        "applied": "applied_for_exemption",
    }
)

_UPPER, _BELOW = "upper_secondary_or_higher", "below_upper_secondary"
_COMPLETED: Mapping[str, Any] = {"education": _BELOW, "compulsory_school_completed": True}
_NOT_COMPLETED: Mapping[str, Any] = {"education": _BELOW, "compulsory_school_completed": False}

# What one word of a case file says in our facts. The first entry replaces the word; the others are added where nothing is said.
OTHER_WORDS: Mapping[tuple[str, str], Mapping[str, Any]] = MappingProxyType(
    {
        ("permit", "P-23"): {"permit": "work_23"},
        ("permit", "P-25"): {"permit": "work_25"},
        ("permit", "P-26"): {"permit": "study"},
        ("permit", "student"): {"permit": "study"},
        ("permit", "family_of_norwegian_citizen"): {"permit": "P-FAM", "reference_permit": "norwegian_citizen"},
        ("permit", "family_of_nordic_citizen"): {"permit": "P-FAM", "reference_permit": "nordic_citizen"},
        ("permit", "family_of_eea_citizen"): {"permit": "eea_family"},
        ("permit", "family_of_section_34_holder"): {"permit": "P-FAM", "reference_permit": "P-34"},
        ("permit", "family_of_labour_migrant"): {"permit": "P-FAM", "reference_permit": "work_23"},
        ("permit", "family_of_refugee"): {"permit": "P-FAM", "reference_permit": "P-28"},
        ("permit", "family_of_student"): {"permit": "P-FAM", "reference_permit": "study"},
        ("education", "upper_secondary"): {"education": _UPPER},
        ("education", "upper_secondary_or_more"): {"education": _UPPER},
        ("education", "higher"): {"education": _UPPER},
        ("education", "higher_education"): {"education": _UPPER},
        ("education", "university"): {"education": _UPPER},
        ("education", "lower_secondary"): _COMPLETED,
        ("education", "lower_secondary_completed"): _COMPLETED,
        ("education", "primary_completed"): _COMPLETED,
        ("education", "compulsory_school"): _COMPLETED,
        ("education", "compulsory_completed"): _COMPLETED,
        # Seven or ten years of school may both be called primary, so nothing is said here about a completed compulsory school.
        ("education", "primary"): {"education": _BELOW},
        ("education", "below_lower_secondary"): _NOT_COMPLETED,
        ("education", "primary_not_completed"): _NOT_COMPLETED,
        ("education", "compulsory_not_completed"): _NOT_COMPLETED,
        ("education", "below_primary"): _NOT_COMPLETED,
        ("education", "no_schooling"): _NOT_COMPLETED,
        ("education", "none"): _NOT_COMPLETED,
        ("compulsory_school_completed", "yes"): {"compulsory_school_completed": True},
        ("compulsory_school_completed", "no"): {"compulsory_school_completed": False},
    }
)
# The name stands for two facts: a code, or a row of levels.
_LEVELS: Mapping[str, str] = MappingProxyType({"goal": "norwegian_goal", "test": "norwegian_test"})
_NO_HIGHER, _UKRAINE = "upper_secondary_no_higher", frozenset({"ua", "ukraine", "ukraina"})


def in_our_words(given: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Gives the facts in our names and words, and a sentence for each fact that is given twice."""
    ours: dict[str, Any] = {}
    problems: list[str] = []
    said_by: dict[str, str] = {}
    beside: dict[str, Any] = {}
    for name, raw in given.items():
        if raw is None:
            continue
        key = _key(name, raw)
        if key in ours:
            problems.append(f"Feltene «{said_by[key]}» og «{name}» er samme opplysning. Oppgi bare én av dem.")
            continue
        said_by[key] = name
        words = _words(key, raw, given)
        if words is None:
            ours[key] = _rows(raw) if key == "permits" else raw
        else:
            beside |= {other: value for other, value in words.items() if other != key}
            if key in words:
                ours[key] = words[key]
    return {**beside, **ours}, problems


def _key(name: Any, raw: Any) -> Any:
    if isinstance(raw, Mapping) and name in _LEVELS:
        return _LEVELS[name]
    return SAME_FACT.get(name, name) if isinstance(name, str) else name


def _words(key: Any, raw: Any, given: Mapping[str, Any]) -> Mapping[str, Any] | None:
    if not isinstance(raw, str):
        return None
    if key == "education" and raw == _NO_HIGHER:
        country = str(given.get("country") or given.get("citizenship") or "").strip().lower()
        completed = "ukrainian_upper_secondary" if country in _UKRAINE else "upper_secondary"
        return {"completed": completed, "higher_education_years": 0}
    words = OTHER_WORDS.get((key, raw))
    if words is None and key in ("earlier_permit", "reference_permit"):
        alone = OTHER_WORDS.get(("permit", raw), {})
        return {key: alone["permit"]} if list(alone) == ["permit"] else None
    return words


def _rows(raw: Any) -> Any:
    """Puts the permits of a list in our words, where one word says it."""
    if not isinstance(raw, list | tuple):
        return raw
    return [
        {**row, "permit": OTHER_WORDS.get(("permit", str(row.get("permit"))), row)["permit"]}
        if isinstance(row, Mapping) and list(OTHER_WORDS.get(("permit", str(row.get("permit"))), ())) == ["permit"]
        else row
        for row in raw
    ]
