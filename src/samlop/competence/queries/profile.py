"""Reads the resource-first profile: what a person can, wishes and lacks. Other rooms build on it."""

import datetime as dt
from dataclasses import dataclass

from samlop.competence.models import (
    Education,
    GuidanceResult,
    LanguageLevel,
    Level,
    Recognition,
    Skill,
    Wish,
    WorkExperience,
)
from samlop.competence.occupations import name_of
from samlop.competence.queries.rows import Origin, mapping_of, origin_of, spoken_by
from samlop.core.languages import country_name, language_name
from samlop.people.models import Person, SpokenLanguage
from samlop.planning.tracks import TrackProposal, propose_track

# From the weakest to the strongest, so that the better of two levels can be picked.
_ORDER = ("", "A0", "A1", "A2", "B1", "B2", "C1", "C2", "native")


@dataclass(frozen=True, slots=True)
class SchoolingLine:
    """One education. `recognition` in words; `waiting_since` while an answer is awaited."""

    text: str
    level: int
    completed: bool
    documented: bool
    recognition: str
    waiting_since: dt.date | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One job. `styrk` is the code for matching (never shown), `occupation` its name; empty when not placed."""

    text: str
    title: str
    styrk: str
    occupation: str
    employer: str
    tasks: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class SkillLine:
    """One skill, and what shows it."""

    text: str
    formal: bool
    evidence: str
    note: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class LanguageLine:
    """One language. `levels`: (`snakker`, `B1`) pairs; `best`: the best level of all, empty when none is known.

    `level_id` and `spoken_id` are the rows to change: the mapped levels, and the language as first told.
    """

    language: str
    name: str
    levels: tuple[tuple[str, str], ...]
    best: str
    reads: bool | None
    tested: bool
    origin: Origin
    level_id: int | None
    spoken_id: int | None


@dataclass(frozen=True, slots=True)
class WishLine:
    """One wish, with the occupation code when it names one."""

    text: str
    kind: str
    styrk: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of a guidance goal."""

    title: str
    missing: str
    by_on: dt.date | None


@dataclass(frozen=True, slots=True)
class GuidanceLine:
    """The newest result of career guidance: goal, recommendation, and steps in the order of their dates."""

    goal: str
    recommendation: str
    given_on: dt.date
    steps: tuple[StepLine, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person can, wishes and lacks. Strain is not in it: those who may see it ask `mapping_of`."""

    strengths: tuple[str, ...]
    languages: tuple[LanguageLine, ...]
    work: tuple[WorkLine, ...]
    education: tuple[SchoolingLine, ...]
    skills: tuple[SkillLine, ...]
    wishes: tuple[WishLine, ...]
    guidance: GuidanceLine | None
    missing: tuple[str, ...]
    mapped_on: dt.date | None
    track: TrackProposal

    @property
    def empty(self) -> bool:
        """Whether nothing at all is known."""
        return not (self.strengths or self.languages or self.work or self.education or self.skills or self.wishes)


def language_lines(spoken: list[SpokenLanguage], levels: list[LanguageLevel]) -> tuple[LanguageLine, ...]:
    """One line for each language: the mapped levels where they are known, else what was told before. Best first."""
    mapped = {row.language: row for row in levels}
    told = {row.language: row for row in spoken}
    lines = [_language_line(code, mapped.get(code), told.get(code)) for code in dict.fromkeys([*told, *mapped])]
    return tuple(sorted(lines, key=lambda line: (-_ORDER.index(line.best) if line.best in _ORDER else 0, line.name)))


def profile(person: Person) -> Profile:
    """The whole profile in at most ten queries."""
    return profile_from(
        person,
        educations=list(Education.objects.filter(person=person).standing()),
        works=list(WorkExperience.objects.filter(person=person).standing()),
        skills=list(Skill.objects.filter(person=person).standing()),
        levels=list(LanguageLevel.objects.filter(person=person).standing()),
        spoken=spoken_by(person),
        wishes=list(Wish.objects.filter(person=person).standing()),
        results=list(GuidanceResult.objects.filter(person=person).standing()[:1].prefetch_related("steps")),
        mapping=mapping_of(person),
    )


def profile_from(person, *, educations, works, skills, levels, spoken, wishes, results, mapping) -> Profile:
    """The profile out of rows already read. No query."""
    languages = language_lines(spoken, levels)
    work = tuple(
        WorkLine(
            w.in_words, w.title, w.styrk, name_of(w.styrk), w.get_employer_display() if w.employer else "", w.tasks,
            origin_of(w),
        )
        for w in works
    )  # fmt: skip
    education = tuple(_schooling_line(e) for e in educations)
    skill_lines = tuple(
        SkillLine(s.name, s.kind == Skill.Kind.FORMAL, s.get_evidence_display(), s.evidence_note, origin_of(s))
        for s in skills
    )
    return Profile(
        strengths=_strengths(works, educations, languages),
        languages=languages,
        work=work,
        education=education,
        skills=skill_lines,
        wishes=tuple(WishLine(w.title, w.get_kind_display(), w.styrk, origin_of(w)) for w in wishes),
        guidance=_guidance_line(results[0]) if results else None,
        missing=_missing(mapping, languages, work, education, skill_lines, wishes, results),
        mapped_on=mapping.mapped_on if mapping else None,
        track=track_proposal(educations, languages),
    )


def track_proposal(educations: list[Education], languages: tuple[LanguageLine, ...]) -> TrackProposal:
    """The track that schooling and English point to."""
    completed = [e.level for e in educations if e.completed or e.level == Level.NONE]
    begun = [e.level for e in educations]
    reading = [line.reads for line in languages if line.reads is not None]
    return propose_track(
        highest_completed=max(completed, default=None),
        highest_begun=max(begun, default=None),
        english=next((line.best for line in languages if line.language == "en"), ""),
        reads=any(reading) if reading else None,
    )


def _language_line(code: str, level: LanguageLevel | None, told: SpokenLanguage | None) -> LanguageLine:
    if level is not None:
        values = [level.oral, level.listening, level.reading, level.writing]
        best = max(values, key=_ORDER.index)
        reads = level.reading not in ("", "A0") if level.reading else told.reads if told else None
        return LanguageLine(
            code, language_name(code), level.levels, best, reads, level.tested, origin_of(level), level.pk,
            told.pk if told else None,
        )  # fmt: skip
    shown = "morsmål" if told.level == "native" else told.level
    pairs = (("nivå", shown),) if shown else ()
    if told.reads is not None:
        pairs += (("kan" if told.reads else "kan ikke", "lese"),)
    return LanguageLine(
        code, language_name(code), pairs, told.level, told.reads, False, origin_of(told), None, told.pk
    )  # fmt: skip


def _schooling_line(e: Education) -> SchoolingLine:
    words = ""
    if e.recognition == Recognition.ANSWERED:
        words = f"{e.get_outcome_display()}{' av ' + e.recognition_body if e.recognition_body else ''}"
    elif e.recognition:
        words = e.get_recognition_display()
    return SchoolingLine(
        e.in_words, e.level, e.completed, e.documented, words,
        e.sent_on if e.recognition == Recognition.SENT else None, origin_of(e),
    )  # fmt: skip


def _guidance_line(result: GuidanceResult) -> GuidanceLine:
    steps = sorted(
        (s for s in result.steps.all() if s.removed_at is None), key=lambda s: (s.by_on or dt.date.max, s.pk)
    )
    return GuidanceLine(
        result.goal, result.recommendation, result.given_on,
        tuple(StepLine(s.title, s.missing, s.by_on) for s in steps), origin_of(result),
    )  # fmt: skip


def _strengths(works, educations, languages) -> tuple[str, ...]:
    """What there is to build on, in sentences: work by its length, finished education, languages at a useful level."""
    found = []
    for w in sorted(works, key=lambda w: (-(w.years or 0), w.pk)):
        years = f" – {float(w.years):g} års erfaring".replace(".", ",") if w.years else ""
        found.append(f"{w.title}{years}")
    for e in educations:
        if e.completed and e.level >= Level.UPPER_FINAL:
            where = f" ({country_name(e.country)})" if e.country else ""
            found.append(f"{e.field or e.get_level_display()}: fullført utdanning{where}")
    useful = [line.name for line in languages if line.best in ("B1", "B2", "C1", "C2", "native")]
    if useful:
        listed = useful[0] if len(useful) == 1 else f"{', '.join(useful[:-1])} og {useful[-1]}"
        found.append(f"Klarer seg godt på {listed}")
    return tuple(words[:1].upper() + words[1:] for words in found)


def _missing(mapping, languages, work, education, skills, wishes, results) -> tuple[str, ...]:
    """What is not known yet, in the order of the mapping page."""
    missing = []
    if not education:
        missing.append("Utdanning er ikke kartlagt. Skriv også «ingen skolegang», hvis det er slik.")
    elif any(e.completed and not e.documented and e.level >= Level.UPPER_FINAL for e in education):
        missing.append("Fullført utdanning mangler papirer. Spør om kopi eller vitner.")
    if not work:
        missing.append("Arbeidserfaring er ikke kartlagt. Arbeid hjemme og på gården teller også.")
    if not skills:
        missing.append("Ferdigheter er ikke kartlagt.")
    for code, name in (("nb", "Norsk"), ("en", "Engelsk")):
        if not any(line.language in (code, "no") if code == "nb" else line.language == code for line in languages):
            missing.append(f"{name}nivå er ikke kartlagt.".replace("Norsknivå", "Norsknivået").replace("Engelsknivå", "Engelsknivået"))  # fmt: skip
    if unknown := [line.name for line in languages if not line.levels]:
        missing.append(f"Nivået er ukjent for {', '.join(unknown)}.")
    if not wishes:
        missing.append("Ønsker er ikke skrevet ned.")
    if not results:
        missing.append("Resultatet av karriereveiledningen er ikke kommet.")
    if mapping is None or mapping.mapped_on is None:
        missing.append("Kartleggingen er ikke merket som gjennomført.")
    return tuple(missing)
