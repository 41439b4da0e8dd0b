"""Reads the mapping page: every section with what stands, what was taken out, and what was told before."""

from dataclasses import dataclass

from samlop.competence.models import (
    Education,
    Fact,
    GuidanceResult,
    GuidanceStep,
    LanguageLevel,
    Mapping,
    Skill,
    Wish,
    WorkExperience,
)
from samlop.competence.queries.profile import LanguageLine, Profile, profile_from
from samlop.competence.queries.rows import Told, facts_of, mapping_of, spoken_by, told_before
from samlop.people.models import Person


@dataclass(frozen=True, slots=True)
class Section:
    """Facts of one kind: those that stand, and those taken out."""

    standing: tuple[Fact, ...]
    removed: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ResultWithSteps:
    """A guidance result and its steps."""

    result: GuidanceResult
    steps: tuple[GuidanceStep, ...]
    removed: tuple[GuidanceStep, ...]


@dataclass(frozen=True, slots=True)
class MappingPage:
    """Everything the mapping page shows."""

    mapping: Mapping | None
    profile: Profile
    skills: Section
    work: Section
    education: Section
    languages: tuple[LanguageLine, ...]
    removed_languages: tuple[LanguageLevel, ...]
    wishes: Section
    results: tuple[ResultWithSteps, ...]
    removed_results: tuple[GuidanceResult, ...]
    told: tuple[Told, ...]


def mapping_page(person: Person) -> MappingPage:
    """The whole page in at most twelve queries, however much is mapped."""
    skills, work, education, levels, wishes, results = (
        _section(facts_of(model, person))
        for model in (Skill, WorkExperience, Education, LanguageLevel, Wish, GuidanceResult)
    )
    mapping = mapping_of(person)
    profile = profile_from(
        person,
        educations=education.standing,
        works=work.standing,
        skills=skills.standing,
        levels=levels.standing,
        spoken=spoken_by(person),
        wishes=wishes.standing,
        results=results.standing,
        mapping=mapping,
    )
    return MappingPage(
        mapping=mapping,
        profile=profile,
        skills=skills,
        work=work,
        education=education,
        languages=profile.languages,
        removed_languages=levels.removed,
        wishes=wishes,
        results=tuple(_with_steps(result) for result in results.standing),
        removed_results=results.removed,
        told=tuple(told_before(person)),
    )


def _section(rows: list[Fact]) -> Section:
    return Section(
        tuple(row for row in rows if row.removed_at is None), tuple(row for row in rows if row.removed_at is not None)
    )


def _with_steps(result: GuidanceResult) -> ResultWithSteps:
    steps = _section(list(result.steps.all()))
    return ResultWithSteps(result, steps.standing, steps.removed)
