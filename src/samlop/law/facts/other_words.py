"""Reads facts that are given under another name or in other words, as lawyers' case files write them, in our own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
        "clock_start_date": "clock_start",
        "compulsory_school_grade": "compulsory_school_norwegian_grade",
        "settled": "settlement_date",
        "entry_date": "arrival_date",
        "moved": "move_date",
        "unaccompanied": "unaccompanied_minor",
        "sponsor_permit": "reference_permit",
        "sponsor_settlement_date": "reference_settled",
        "in_introduction_programme": "programme_running",
        "on_measure": "measure",
        "start": "measure_start",
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
        ("permit", "P-35-3"): {"permit": "P-35"},
        ("permit", "P-38-1"): {"permit": "P-38"},
        ("permit", "P-38-5a"): {"permit": "P-38-5"},
        ("permit", "P-38-5b"): {"permit": "P-38-5"},
        ("permit", "protection"): {"permit": "P-28"},
        ("permit", "resettlement"): {"permit": "P-35"},
        ("permit", "humanitarian"): {"permit": "P-38"},
        ("permit", "collective_protection"): {"permit": "P-34"},
        ("permit", "au_pair"): {"permit": "other"},
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
        ("goal", "preparing_for_higher_education"): {"goal": "higher_education"},
        ("goal", "vocational_training"): {"goal": "complete_vocational_training"},
        ("attends", "primary_school"): {"attends": "compulsory_school"},
        ("attends", "lower_secondary"): {"attends": "compulsory_school"},
        ("residence", "transit_centre"): {"residence": "transit_reception"},
        ("residence", "arrival_reception"): {"residence": "arrival_centre"},
        ("residence", "private_address"): {"residence": "private"},
        ("reason", "goal_reached"): {"reason": "completed"},
        ("reason", "duration_expired"): {"reason": "completed"},
        ("reason", "interrupted"): {"reason": "withdrew"},
        ("decision", "permanent_stop"): {"decision": "stop_of_programme"},
        ("decision", "temporary_stop"): {"decision": "stop_of_programme"},
        ("decision", "leave_of_absence"): {"decision": "leave"},
        ("decision", "refusal_of_leave"): {"decision": "leave"},
        ("admission_requirement_norwegian", "college"): {"admission_requirement_norwegian": "university_college"},
        ("effort_group", "standard"): {"effort_group": "good_possibilities"},
        ("effort_group", "situation_determined"): {"effort_group": "needs_guidance"},
        ("effort_group", "specially_adapted"): {"effort_group": "needs_guidance_reduced_capacity"},
        ("effort_group", "graded_permanently_adapted"): {"effort_group": "work_partly"},
        ("effort_group", "permanently_adapted"): {"effort_group": "small_possibility"},
        ("status_november_year_after", "work"): {"status_november_year_after": "employed"},
        ("status_november_year_after", "unemployed"): {"status_november_year_after": "registered_unemployed"},
        ("status_november_year_after", "on_measure"): {"status_november_year_after": "labour_market_measure"},
        ("decision", "imdi_settlement_municipality"): {"decision": "allocation_of_settlement_municipality"},
        ("reference_permit", "protection"): {"reference_permit": "P-28"},
        ("reference_permit", "resettlement"): {"reference_permit": "P-35"},
        ("reference_permit", "humanitarian"): {"reference_permit": "P-38"},
        ("reference_permit", "collective_protection"): {"reference_permit": "P-34"},
        ("reference_permit", "family"): {"reference_permit": "P-FAM"},
        ("route", "imdi_allocation"): {"route": "imdi_allocation", "settled_by_agreement": True},
        ("route", "self_settled_without_agreement"): {
            "route": "self_settled_without_agreement",
            "settled_by_agreement": False,
        },
        ("route", "own_housing"): {"route": "own_housing", "settled_by_agreement": False},
        ("s10_register_address", "not_registered"): {"s10_register_address": "not_reported"},
        ("s10_register_address", "done"): {"s10_register_address": "registered"},
        ("s10_register_address", "confirmed"): {"s10_register_address": "registered"},
        ("s10_register_address", "missing"): {"s10_register_address": "not_reported"},
        ("national_id", "fodselsnummer"): {"national_id": "birth_number"},
        ("national_id", "dnr"): {"national_id": "d_number"},
        ("national_id", "fnr"): {"national_id": "birth_number"},
        ("lived_before", "private"): {"lived_before": "private_address"},
        ("lived_before", "reception_centre"): {"lived_before": "reception"},
        ("lived_before", "mamot"): {"lived_before": "amot"},
        ("extra_grant", "year_1"): {"extra_grant": "year_1_application"},
        ("extra_grant", "year_2"): {"extra_grant": "year_2_application"},
        ("extra_grant", "year_1_or_2_application"): {"extra_grant": "first_application"},
        ("measure", "AFT"): {"measure": "ARBFORB"},
        ("measure", "wage_subsidy"): {"measure": "MIDLONTIL"},
        ("measure", "labour_market_course"): {"measure": "TRAINING"},
        ("imdi_offer", "rejected"): {"imdi_offer": "declined"},
        ("imdi_offer", "refused"): {"imdi_offer": "declined"},
        ("clock_start_reason", "grant"): {"clock_start_reason": "permit"},
        ("clock_start_reason", "permit_granted"): {"clock_start_reason": "permit"},
        ("clock_start_reason", "start_of_training"): {"clock_start_reason": "training_start"},
        ("clock_start_reason", "first_decision"): {"clock_start_reason": "decision"},
        ("progress", "out_of_reach"): {"progress": "goal_out_of_reach"},
        ("decision", "stop"): {"decision": "stop_of_programme"},
        ("decision", "extension"): {"decision": "extension_of_programme"},
        ("decision", "refusal"): {"decision": "refusal_of_programme"},
        ("decision", "allocation"): {"decision": "allocation_of_programme"},
        ("decision", "holiday"): {"decision": "holiday_timing"},
        ("decision", "timing_of_holiday"): {"decision": "holiday_timing"},
        ("decision", "benefit_reduction"): {"decision": "benefit_deduction"},
        ("decision", "benefit_cut"): {"decision": "benefit_deduction"},
        ("decision", "change_of_plan"): {"decision": "essential_change_of_plan"},
        ("decision", "settlement_municipality"): {"decision": "allocation_of_settlement_municipality"},
        ("compulsory_school_completed", "yes"): {"compulsory_school_completed": True},
        ("compulsory_school_completed", "no"): {"compulsory_school_completed": False},
    }
)
# The name stands for two facts: a code, or a row of levels.
_LEVELS: Mapping[str, str] = MappingProxyType({"goal": "norwegian_goal", "test": "norwegian_test"})
_NO_HIGHER, _UKRAINE = "upper_secondary_no_higher", frozenset({"ua", "ukraine", "ukraina"})


def in_our_words(given: Mapping[str, Any], known: Iterable[str]) -> dict[str, tuple[str, Any]]:
    """Gives each word of the case file with our name and value. What a word says beside comes under our name, if nothing else says it."""
    ours: dict[str, tuple[str, Any]] = {}
    beside: dict[str, Any] = {}
    for word, raw in given.items():
        name = _name(word, raw, known)
        says = _says(name, raw, given)
        if says is None:
            ours[word] = (name, _rows(raw) if name == "permits" else raw)
            continue
        beside |= says
        if name in says:
            ours[word] = (name, beside.pop(name))
    said = {name for name, raw in ours.values() if raw is not None}
    return ours | {name: (name, raw) for name, raw in beside.items() if name not in said}


def _name(word: str, raw: Any, known: Iterable[str]) -> str:
    if isinstance(raw, Mapping) and word in _LEVELS:
        return _LEVELS[word]
    return word if word in known else SAME_FACT.get(word, word)


def _says(name: str, raw: Any, given: Mapping[str, Any]) -> Mapping[str, Any] | None:
    if not isinstance(raw, str):
        return None
    if name == "education" and raw == _NO_HIGHER:
        country = str(given.get("country") or given.get("citizenship") or "").strip().lower()
        completed = "ukrainian_upper_secondary" if country in _UKRAINE else "upper_secondary"
        return {"completed": completed, "higher_education_years": 0}
    words = OTHER_WORDS.get((name, raw))
    if words is None and name in ("earlier_permit", "reference_permit"):
        permit = OTHER_WORDS.get(("permit", raw), {})
        if name == "earlier_permit" or list(permit) == ["permit"]:
            words = {name if other == "permit" else other: value for other, value in permit.items()} or None
    return words


def _rows(raw: Any) -> Any:
    """Puts the permits of a list in our words, where one word says it all."""
    if not isinstance(raw, list | tuple):
        return raw
    return [{**row, **_permit(row)} if isinstance(row, Mapping) else row for row in raw]


def _permit(row: Mapping[str, Any]) -> Mapping[str, Any]:
    says = OTHER_WORDS.get(("permit", str(row.get("permit"))), {})
    return says if list(says) == ["permit"] else {}
