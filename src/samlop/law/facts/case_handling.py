"""Names what the rules about notice, decisions, complaints and records need to know."""

# ruff: noqa: RUF009  # `fact` only makes a dataclass field, which ruff cannot see.
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samlop.law.facts.checks import Group, day, flag, many_of
from samlop.law.facts.checks import codes as one_of
from samlop.law.facts.rows import fact
from samlop.law.parameters import parameter

NOTICE_EXCEPTIONS = ("would_defeat_decision", "urgent", "party_cannot_be_found", "plainly_needless")
RESULTS = ("granted", "partly_granted", "refused", "changed_by_authority")
LATE_REASONS = ("not_to_blame", "special_grounds", "no_reason")
DOCUMENT_KINDS = (
    "ordinary_document",
    "internal",
    "obtained_for_internal_use",
    "facts_that_matter",
    "about_others",
    "own_health",
    "harmful_to_party",
    "source",
)
DESTRUCTION = ("no_authority", "regulation", "permit")

_CASE = Group.CASE_HANDLING


def case_topics() -> tuple[str, ...]:
    """Lists what either Public Administration Act has a section about."""
    act = parameter("public_administration_act")
    return tuple(dict.fromkeys(topic for version in (*act.values, *act.adopted) for topic in version["sections"]))


def letter_items() -> tuple[str, ...]:
    """Lists what a letter about a decision may hold."""
    contents = parameter("letter_contents")
    return tuple(
        dict.fromkeys(item for version in (*contents.values, *contents.adopted) for item in version["required"])
    )


def sharing_grounds() -> tuple[str, ...]:
    """Lists the grounds for sharing what is confidential."""
    known = parameter("sharing_grounds")
    versions = (*known.values, *known.adopted)
    return tuple(
        dict.fromkeys(ground for row in versions for ground in (*row["grounds"], *row["unclear"], "no_ground"))
    )


@dataclass(frozen=True)
class CaseHandlingFacts:
    """What is known about notice, decisions, complaints and records."""

    case_topic: str | None = fact("Hva det skal vises til i forvaltningsloven", one_of(case_topics), _CASE)
    decision_applied_for: bool | None = fact("Personen har søkt eller uttalt seg", flag, _CASE)
    notice_exception: str | None = fact("Grunn til å la være å varsle", one_of(NOTICE_EXCEPTIONS), _CASE)
    information_from_party: bool | None = fact("Opplysningen kommer fra personen selv", flag, _CASE)
    information_about_party: bool | None = fact("Opplysningen er om personen", flag, _CASE)
    information_essential: bool | None = fact("Opplysningen har vesentlig betydning", flag, _CASE)
    information_confirmed: bool | None = fact("Personen har selv gitt eller kontrollert opplysningen", flag, _CASE)
    decision_result: str | None = fact("Utfallet av saken", one_of(RESULTS), _CASE)
    is_appeal_case: bool | None = fact("Saken er en klagesak", flag, _CASE)
    somebody_may_be_unhappy: bool | None = fact("Noen kan være misfornøyd med vedtaket", flag, _CASE)
    letter_items: tuple[str, ...] | None = fact("Det som står i brevet", many_of(letter_items), _CASE)
    letter_available_on: date | None = fact("Dagen brevet lå klart digitalt", day, _CASE)
    digital_alert_sent_on: date | None = fact("Dagen varselet om brevet ble sendt", day, _CASE)
    appeal_sent_on: date | None = fact("Dagen klagen ble sendt eller levert", day, _CASE)
    appeal_late_reason: str | None = fact("Grunn til at klagen er sen", one_of(LATE_REASONS), _CASE)

    understands_norwegian: bool | None = fact("Forstår norsk godt nok i saken", flag, _CASE)
    legal_safety_or_help: bool | None = fact("Det gjelder rettssikkerhet eller forsvarlig hjelp", flag, _CASE)
    can_form_views: bool | None = fact("Barnet kan danne seg meninger om saken", flag, _CASE)
    sharing_ground: str | None = fact("Grunn til å dele opplysninger", one_of(sharing_grounds), _CASE)
    sharing_disproportionate: bool | None = fact("Delingen er et for stort inngrep", flag, _CASE)
    document_kind: str | None = fact("Type dokument", one_of(DOCUMENT_KINDS), _CASE)
    essential_for_party: bool | None = fact("Opplysningen har vesentlig betydning for personen", flag, _CASE)

    decides_without_human: bool | None = fact("Systemet avgjør uten et menneske", flag, _CASE)
    covered_by_gdpr_22: bool | None = fact("Avgjørelsen går under personvernforordningen artikkel 22", flag, _CASE)
    special_legal_authority: bool | None = fact("Det finnes en særlig hjemmel", flag, _CASE)
    destruction_authority: str | None = fact("Hjemmel for å kassere dokumentene", one_of(DESTRUCTION), _CASE)
    payment_date: date | None = fact("Dagen det ble betalt ut", day, _CASE)
    reserved_against_research: bool | None = fact("Har reservert seg mot forskning", flag, _CASE)
