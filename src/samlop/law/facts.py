"""Holds what is known about one person, with the names, codes and checks the rules rely on."""

# ruff: noqa: RUF009  # `_fact` only makes a dataclass field, which ruff cannot see.
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache, cached_property
from typing import Any

from samlop.law.codes import decision_codes, permit_codes, reference_codes
from samlop.law.fact_checks import (
    Check,
    FactsError,
    Group,
    child_rows,
    day,
    flag,
    hours,
    job_rows,
    many_of,
    permit_rows,
    read_mapping,
    switch,
    text,
    whole,
)
from samlop.law.fact_checks import codes as one_of
from samlop.law.finding import jsonable

EDUCATION = ("upper_secondary_or_higher", "below_upper_secondary")
GOALS = (
    "work",
    "complete_upper_secondary",
    "parts_of_upper_secondary",
    "complete_vocational_training",
    "higher_education",
    "vocational_requalification",
    "complete_compulsory_school",
    "parts_of_compulsory_school",
)
RESIDENCES = ("reception_centre", "transit_reception", "arrival_centre", "municipality", "private")
STOP_REASONS = ("permanent_stop", "temporary_stop", "completed", "withdrew", "moved")
PROGRAMME_TYPES = ("ordinary", "own_work_heavy", "upper_secondary_full_time")
SCHOOLS = ("adult_preparatory_education", "upper_secondary", "compulsory_school", "none")
COMPLETED = ("ukrainian_upper_secondary", "upper_secondary", "compulsory_school", "none")
TABLES = ("A1", "A2", "A3", "B1", "B2", "B3", "B4", "B5")
PLAN_FIELDS = (
    "end_goal",
    "norwegian_goal",
    "long_term_goals",
    "volume_of_training",
    "duration",
    "elements",
    "complaint_options",
    "reasons_for_elements",
)

__all__ = ["EDUCATION", "GOALS", "Child", "Facts", "FactsError", "Grant", "Job", "fact_labels"]


@dataclass(frozen=True, slots=True)
class Grant:
    """One residence permit: what kind, from when, and (exclusive) until when if an end is known."""

    permit: str
    permit_date: date | None
    permit_end: date | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One position: hours a week, and the first day and (exclusive) last day where known."""

    hours: float
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Child:
    """A child of the participant."""

    birth_date: date


def _fact(label: str, check: Check, group: Group = Group.PERSON) -> Any:
    return field(default=None, metadata={"label": label, "check": check, "group": group})


@dataclass(frozen=True)
class Facts:
    """What is known about one person. None means not known; the rules then say what they need.

    Make it with `Facts.from_mapping`, which checks everything and collects every problem.
    """

    birth_date: date | None = _fact("Fødselsdato", day)
    citizenship: str | None = _fact("Statsborgerskap", text)
    unaccompanied_minor: bool | None = _fact("Enslig mindreårig", flag)
    children: tuple[Child, ...] | None = _fact("Barn", child_rows)

    permit: str | None = _fact("Oppholdstillatelse", one_of(permit_codes), Group.PERMIT)
    permit_date: date | None = _fact("Dato for oppholdstillatelsen", day, Group.PERMIT)
    permits: tuple[Grant, ...] | None = _fact("Oppholdstillatelser", permit_rows(permit_codes), Group.PERMIT)
    earlier_permit: str | None = _fact("Tidligere oppholdstillatelse", one_of(permit_codes), Group.PERMIT)
    applied_from_abroad: bool | None = _fact("Søkte fra utlandet", flag, Group.PERMIT)
    asylum_application: bool | None = _fact("Har søkt om asyl", flag, Group.PERMIT)
    asylum_application_date: date | None = _fact("Dato for søknad om asyl", day, Group.PERMIT)
    reference_permit: str | None = _fact(
        "Tillatelsen til familiemedlemmet i Norge", one_of(reference_codes), Group.PERMIT
    )
    reference_settled: date | None = _fact("Dagen familiemedlemmet ble bosatt", day, Group.PERMIT)
    family_application_date: date | None = _fact("Dato for søknad om familieinnvandring", day, Group.PERMIT)
    permit_change: str | None = _fact("Endring av oppholdstillatelse", text, Group.PERMIT)
    change_date: date | None = _fact("Dato for endringen", day, Group.PERMIT)
    engine_switch: Mapping[str, Any] | None = _fact("Valg av regler", switch("age60_in_force_from"), Group.PERMIT)

    arrival_date: date | None = _fact("Ankomst til Norge", day, Group.SETTLEMENT)
    settlement_date: date | None = _fact("Dato for bosetting", day, Group.SETTLEMENT)
    settled_by_agreement: bool | None = _fact("Bosatt etter avtale", flag, Group.SETTLEMENT)
    moved_to_second_municipality: date | None = _fact("Dato for flytting til ny kommune", day, Group.SETTLEMENT)
    second_settled_by_agreement: bool | None = _fact("Avtale med den nye kommunen", flag, Group.SETTLEMENT)
    demand_date: date | None = _fact("Dagen personen krevde program", day, Group.SETTLEMENT)
    requests_programme: bool | None = _fact("Ønsker program", flag, Group.SETTLEMENT)
    residence: str | None = _fact("Bosted", one_of(RESIDENCES), Group.SETTLEMENT)

    asylum_seeker: bool | None = _fact("Er asylsøker", flag, Group.RECEPTION)
    asylum_applicant_group: str | None = _fact(
        "Gruppe av asylsøkere", one_of(("ordinary", "collective_protection")), Group.RECEPTION
    )
    udi_refusal: date | None = _fact("Dato for avslag fra UDI", day, Group.RECEPTION)
    appealed: bool | None = _fact("Avslaget er påklaget", flag, Group.RECEPTION)
    udi_fast_procedure: bool | None = _fact("Behandles i hurtigprosedyre hos UDI", flag, Group.RECEPTION)
    merits_refused: bool | None = _fact("Søknaden er nektet realitetsbehandlet", flag, Group.RECEPTION)
    attends: str | None = _fact("Går på skole", one_of(SCHOOLS), Group.RECEPTION)
    applied_for_exemption: bool | None = _fact("Har søkt om fritak", flag, Group.RECEPTION)

    job_hours_per_week: float | None = _fact("Arbeidstimer i uka", hours, Group.WORK)
    job_start: date | None = _fact("Første arbeidsdag", day, Group.WORK)
    job_end: date | None = _fact("Dagen jobben tok slutt", day, Group.WORK)
    jobs: tuple[Job, ...] | None = _fact("Stillinger", job_rows, Group.WORK)
    job_offer_hours_per_week: float | None = _fact("Timer i uka i tilbudet om jobb", hours, Group.WORK)
    job_offer_lapsed: date | None = _fact("Dagen tilbudet om jobb falt bort", day, Group.WORK)

    education: str | None = _fact("Utdanning", one_of(EDUCATION), Group.EDUCATION)
    completed: str | None = _fact("Fullført utdanning", one_of(COMPLETED), Group.EDUCATION)
    higher_education_years: float | None = _fact("År med høyere utdanning", hours, Group.EDUCATION)
    compulsory_school_completed: bool | None = _fact("Har fullført grunnskole", flag, Group.EDUCATION)
    gsu_education_requirement_met: bool | None = _fact(
        "Oppfyller utdanningskravet på GSU-listen", flag, Group.EDUCATION
    )
    gsu_norwegian_met: bool | None = _fact("Oppfyller norskkravet på GSU-listen", flag, Group.EDUCATION)
    gsu_english_met: bool | None = _fact("Oppfyller engelskkravet på GSU-listen", flag, Group.EDUCATION)
    language_requirements_met: bool | None = _fact("Oppfyller språkkravene", flag, Group.EDUCATION)
    needs_documented_b2: bool | None = _fact("Trenger å dokumentere norsk på nivå B2", flag, Group.EDUCATION)
    norwegian_inside_fov: bool | None = _fact("Får norsk i forberedende opplæring for voksne", flag, Group.EDUCATION)

    goal: str | None = _fact("Sluttmål", one_of(GOALS), Group.PROGRAMME)
    goal_at_offer: str | None = _fact("Sluttmål da tilbudet ble gitt", one_of(GOALS), Group.PROGRAMME)
    goal_changed_to: str | None = _fact("Nytt sluttmål", one_of(GOALS), Group.PROGRAMME)
    goal_change_date: date | None = _fact("Dagen sluttmålet ble endret", day, Group.PROGRAMME)
    goal_set_date: date | None = _fact("Dagen sluttmålet ble satt", day, Group.PROGRAMME)
    offer_date: date | None = _fact("Dato for tilbud om oppstart", day, Group.PROGRAMME)
    decision_date: date | None = _fact("Dato for vedtak", day, Group.PROGRAMME)
    decision_under_6A: date | None = _fact("Vedtak etter reglene for kollektiv beskyttelse", day, Group.PROGRAMME)
    start_date: date | None = _fact("Oppstart i programmet", day, Group.PROGRAMME)
    programme_running: bool | None = _fact("Programmet er i gang", flag, Group.PROGRAMME)
    refused_programme: date | None = _fact("Dagen personen takket nei til program", day, Group.PROGRAMME)
    broke_off_programme: date | None = _fact("Dagen personen avbrøt programmet", day, Group.PROGRAMME)
    stopped: date | None = _fact("Dagen programmet tok slutt", day, Group.PROGRAMME)
    reason: str | None = _fact("Hvorfor programmet tok slutt", one_of(STOP_REASONS), Group.PROGRAMME)
    programme_type: str | None = _fact("Type program", one_of(PROGRAMME_TYPES), Group.PROGRAMME)
    scheduled_hours_per_week: float | None = _fact("Timer i uka på timeplanen", hours, Group.PROGRAMME)
    holiday_weeks: float | None = _fact("Ferieuker i året", hours, Group.PROGRAMME)
    table: str | None = _fact("Tabell for varighet", one_of(TABLES), Group.PROGRAMME)
    max_months: int | None = _fact("Lengste varighet i måneder", whole, Group.PROGRAMME)
    request_extension_months: int | None = _fact("Ønsket forlengelse i måneder", whole, Group.PROGRAMME)
    training_begun: date | None = _fact("Dagen opplæringen begynte", day, Group.PROGRAMME)

    absence_working_days: int | None = _fact("Virkedager med fravær", whole, Group.ABSENCE)
    leave_working_days: int | None = _fact("Virkedager med fri og permisjon", whole, Group.ABSENCE)
    holiday_working_days: int | None = _fact("Virkedager med ferie", whole, Group.ABSENCE)
    religious_free_days_s17_2: int | None = _fact("Fridager ved religiøse høytider", whole, Group.ABSENCE)
    parental_leave_months: int | None = _fact("Måneder med foreldrepermisjon", whole, Group.ABSENCE)

    lives_with_parents: bool | None = _fact("Bor sammen med en forelder", flag, Group.BENEFIT)
    partner_in_programme: bool | None = _fact("Ektefelle eller samboer deltar i program", flag, Group.BENEFIT)

    plan_made: date | None = _fact("Dagen planen ble laget", day, Group.DECISION)
    fields: tuple[str, ...] | None = _fact("Innholdet i planen", many_of(PLAN_FIELDS), Group.DECISION)
    decision: str | None = _fact("Hva vedtaket gjelder", one_of(decision_codes), Group.DECISION)
    notice_reached_party: date | None = _fact("Dagen meldingen kom fram", day, Group.DECISION)
    deduction_ore: int | None = _fact("Trekk i øre", whole, Group.DECISION)
    payment_ore: int | None = _fact("Utbetaling før trekk i øre", whole, Group.DECISION)

    @classmethod
    def from_mapping(cls, given: Mapping[str, Any]) -> Facts:
        """Reads and checks facts. Raises FactsError with every problem found, each in plain words."""
        return cls(**read_mapping(cls, given, grant=Grant, job=Job, child=Child))

    def to_mapping(self) -> dict[str, Any]:
        """Gives the known facts as plain JSON values; `from_mapping` gives the same facts back."""
        return {name: jsonable(plain(getattr(self, name))) for name in fact_labels() if getattr(self, name) is not None}

    @cached_property
    def grants(self) -> tuple[Grant, ...]:
        """Every residence permit, oldest first."""
        if self.permits is not None:
            return tuple(sorted(self.permits, key=lambda grant: grant.permit_date or date.min))
        if self.permit is not None:
            return (Grant(self.permit, self.permit_date),)
        return ()


@cache
def fact_labels() -> dict[str, str]:
    """Gives every fact key with the words people use for it."""
    return {item.name: item.metadata["label"] for item in fields(Facts)}


def plain(value: Any) -> Any:
    """Turns permits, jobs and children into mappings, and leaves dates as dates."""
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Grant | Job | Child):
        return {f.name: getattr(value, f.name) for f in fields(value) if getattr(value, f.name) is not None}
    return value
