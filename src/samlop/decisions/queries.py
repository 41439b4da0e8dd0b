"""Reads decisions, papers and phrases for the screens and for the acts."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max, QuerySet

from samlop.core.clock import OSLO
from samlop.decisions import frozen, phrases
from samlop.decisions.documents.summary import languages_for
from samlop.decisions.models import Decision, Document, State, Translation, TranslationState
from samlop.law.facts import fact_labels


def locked(decision: Decision) -> Decision:
    """The decision as it stands now, locked until the transaction ends."""
    return Decision.objects.select_for_update().get(pk=decision.pk)


def in_force(person) -> Decision | None:
    """The decision that holds for the person now."""
    return Decision.objects.filter(person=person, state=State.APPROVED).first()


def waiting(person) -> Decision | None:
    """The decision that waits for a second person."""
    return Decision.objects.filter(person=person, state=State.SUBMITTED).first()


def next_number(person) -> int:
    """The number of the person's next decision."""
    return (Decision.objects.filter(person=person).aggregate(last=Max("number"))["last"] or 0) + 1


def of_person(user, person) -> QuerySet[Decision]:
    """The person's decisions, the newest first, without the frozen texts."""
    rows = Decision.objects.visible_to(user).filter(person=person)
    return rows.defer("content", "facts", "findings", "readings").order_by("-number")


def documents(decision: Decision) -> list[Document]:
    """The papers of a decision without their bytes, in the order one reads them."""
    order = {part: n for n, part in enumerate(("combined", "decision", "plan", "contract"))}
    return sorted(decision.documents.defer("pdf"), key=lambda document: order[document.part])


@dataclass(frozen=True, slots=True)
class ToApprove:
    """One line of the list to approve. `own`: the user drafted it herself, and somebody else must approve."""

    decision: Decision
    days_waited: int
    days_to_start: int
    replaces_number: int | None
    own: bool


def to_approve(user, today: dt.date) -> list[ToApprove]:
    """What waits for approval among the people the user sees: the programme that starts first stands first."""
    rows = (
        Decision.objects.visible_to(user)
        .filter(state=State.SUBMITTED)
        .select_related("person", "drafted_by", "supersedes")
        .defer("content", "facts", "findings", "readings", "supersedes__content", "supersedes__facts")
        .defer("supersedes__findings", "supersedes__readings")
        .order_by("starts_on", "submitted_at", "id")
    )
    return [
        ToApprove(
            decision=row,
            days_waited=(today - row.submitted_on).days,
            days_to_start=(row.starts_on - today).days,
            replaces_number=row.supersedes.number if row.supersedes else None,
            own=row.drafted_by_id == user.pk,
        )
        for row in rows
    ]


def answers(decision: Decision) -> list[frozen.Answer]:
    """What the law answered when the decision was made, as it was frozen."""
    return [frozen.answer(data) for data in decision.findings]


def facts(decision: Decision) -> list[tuple[str, str]]:
    """What was known when the decision was made: (words, value)."""
    labels = fact_labels()
    return [
        (labels.get(name, name), frozen.words(value)) for name, value in decision.facts.items() if value is not None
    ]


def phrasebook(municipality_id: int, language: str) -> phrases.Phrasebook:
    """The phrases of a language as the municipality has them: its translator's words where she has written any."""
    base = phrases.from_file(language)
    if language == phrases.SOURCE:
        return base
    rows = Translation.objects.filter(municipality_id=municipality_id, language=language)
    own = {
        row.phrase: phrases.Phrase(row.phrase, language, row.source, row.text, row.state == TranslationState.APPROVED)
        for row in rows
        if row.phrase in base.phrases and row.source == base.phrases[row.phrase].source
    }
    return phrases.Phrasebook(language, {**base.phrases, **own})


def books_for(municipality_id: int, language: str) -> dict[str, phrases.Phrasebook]:
    """The phrasebooks that a summary for a reader of `language` is built from."""
    return {code: phrasebook(municipality_id, code) for code in languages_for(language)}


@dataclass(frozen=True, slots=True)
class ToTranslate:
    """One phrase on the translator's page: the source, the words as they stand, and who answers for them."""

    phrase: phrases.Phrase
    version: int  # 0: nobody has touched the machine draft
    approved_by: str
    approved_on: dt.date | None


def to_translate(municipality_id: int, language: str) -> list[ToTranslate]:
    """Every phrase of a language in the order of the summary."""
    rows = Translation.objects.filter(municipality_id=municipality_id, language=language).select_related("approved_by")
    kept = {row.phrase: row for row in rows}
    out = []
    for key, phrase in phrasebook(municipality_id, language).phrases.items():
        row = kept.get(key)
        by, on = ("", None)
        if row and phrase.approved:
            by, on = row.approved_by.name, row.approved_at.astimezone(OSLO).date()
        out.append(ToTranslate(phrase, row.version if row else 0, by, on))
    return out


def translation_locked(municipality_id: int, phrase: str, language: str) -> Translation | None:
    """The row of one translated phrase, locked, or None while nobody has touched the draft."""
    rows = Translation.objects.select_for_update()
    return rows.filter(municipality_id=municipality_id, phrase=phrase, language=language).first()
