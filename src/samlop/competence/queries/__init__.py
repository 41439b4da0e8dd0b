"""Reads what is mapped: `profile(person)` for every room, the counsellor's page, and single rows to change."""

from samlop.competence.queries.page import MappingPage, mapping_page
from samlop.competence.queries.profile import (
    GuidanceLine,
    LanguageLine,
    Profile,
    SchoolingLine,
    SkillLine,
    StepLine,
    WishLine,
    WorkLine,
    profile,
)
from samlop.competence.queries.rows import (
    Origin,
    Told,
    background_to_begin_from,
    locked,
    mapping_of,
    mapping_to_change,
    schooling_of,
    spoken_to_begin_from,
)

__all__ = [
    "GuidanceLine", "LanguageLine", "MappingPage", "Origin", "Profile", "SchoolingLine", "SkillLine", "StepLine",
    "Told", "WishLine", "WorkLine", "background_to_begin_from", "locked", "mapping_of", "mapping_page",
    "mapping_to_change", "profile", "schooling_of", "spoken_to_begin_from",
]  # fmt: skip
