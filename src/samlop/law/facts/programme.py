"""Names what the rules about right, time and content of the programme need to know."""

# ruff: noqa: RUF009  # `fact` only makes a dataclass field, which ruff cannot see.
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from samlop.law.codes import decision_codes, permit_codes, reference_codes
from samlop.law.facts.checks import (
    Group,
    child_rows,
    day,
    flag,
    hours,
    job_rows,
    many_of,
    permit_rows,
    switch,
    text,
    whole,
)
from samlop.law.facts.checks import codes as one_of
from samlop.law.facts.rows import Child, Grant, Job, fact

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


@dataclass(frozen=True)
class ProgrammeFacts:
    """What is known about the person, her permits, settlement, work, education, programme and decisions."""

    birth_date: date | None = fact("Fødselsdato", day)
    citizenship: str | None = fact("Statsborgerskap", text)
    unaccompanied_minor: bool | None = fact("Enslig mindreårig", flag)
    children: tuple[Child, ...] | None = fact("Barn", child_rows)

    permit: str | None = fact("Oppholdstillatelse", one_of(permit_codes), Group.PERMIT)
    permit_date: date | None = fact("Dato for oppholdstillatelsen", day, Group.PERMIT)
    permits: tuple[Grant, ...] | None = fact("Oppholdstillatelser", permit_rows(permit_codes), Group.PERMIT)
    earlier_permit: str | None = fact("Tidligere oppholdstillatelse", one_of(permit_codes), Group.PERMIT)
    applied_from_abroad: bool | None = fact("Søkte fra utlandet", flag, Group.PERMIT)
    asylum_application: bool | None = fact("Har søkt om asyl", flag, Group.PERMIT)
    asylum_application_date: date | None = fact("Dato for søknad om asyl", day, Group.PERMIT)
    reference_permit: str | None = fact(
        "Tillatelsen til familiemedlemmet i Norge", one_of(reference_codes), Group.PERMIT
    )
    reference_settled: date | None = fact("Dagen familiemedlemmet ble bosatt", day, Group.PERMIT)
    family_application_date: date | None = fact("Dato for søknad om familieinnvandring", day, Group.PERMIT)
    permit_change: str | None = fact("Endring av oppholdstillatelse", text, Group.PERMIT)
    change_date: date | None = fact("Dato for endringen", day, Group.PERMIT)
    engine_switch: Mapping[str, Any] | None = fact("Valg av regler", switch("age60_in_force_from"), Group.PERMIT)

    arrival_date: date | None = fact("Ankomst til Norge", day, Group.SETTLEMENT)
    settlement_date: date | None = fact("Dato for bosetting", day, Group.SETTLEMENT)
    settled_by_agreement: bool | None = fact("Bosatt etter avtale", flag, Group.SETTLEMENT)
    moved_to_second_municipality: date | None = fact("Dato for flytting til ny kommune", day, Group.SETTLEMENT)
    second_settled_by_agreement: bool | None = fact("Avtale med den nye kommunen", flag, Group.SETTLEMENT)
    demand_date: date | None = fact("Dagen personen krevde program", day, Group.SETTLEMENT)
    requests_programme: bool | None = fact("Ønsker program", flag, Group.SETTLEMENT)
    residence: str | None = fact("Bosted", one_of(RESIDENCES), Group.SETTLEMENT)

    asylum_seeker: bool | None = fact("Er asylsøker", flag, Group.RECEPTION)
    asylum_applicant_group: str | None = fact(
        "Gruppe av asylsøkere", one_of(("ordinary", "collective_protection")), Group.RECEPTION
    )
    udi_refusal: date | None = fact("Dato for avslag fra UDI", day, Group.RECEPTION)
    appealed: bool | None = fact("Avslaget er påklaget", flag, Group.RECEPTION)
    udi_fast_procedure: bool | None = fact("Behandles i hurtigprosedyre hos UDI", flag, Group.RECEPTION)
    merits_refused: bool | None = fact("Søknaden er nektet realitetsbehandlet", flag, Group.RECEPTION)
    attends: str | None = fact("Går på skole", one_of(SCHOOLS), Group.RECEPTION)
    applied_for_exemption: bool | None = fact("Har søkt om fritak", flag, Group.RECEPTION)

    job_hours_per_week: float | None = fact("Arbeidstimer i uka", hours, Group.WORK)
    job_start: date | None = fact("Første arbeidsdag", day, Group.WORK)
    job_end: date | None = fact("Dagen jobben tok slutt", day, Group.WORK)
    jobs: tuple[Job, ...] | None = fact("Stillinger", job_rows, Group.WORK)
    job_offer_hours_per_week: float | None = fact("Timer i uka i tilbudet om jobb", hours, Group.WORK)
    job_offer_lapsed: date | None = fact("Dagen tilbudet om jobb falt bort", day, Group.WORK)

    education: str | None = fact("Utdanning", one_of(EDUCATION), Group.EDUCATION)
    completed: str | None = fact("Fullført utdanning", one_of(COMPLETED), Group.EDUCATION)
    higher_education_years: float | None = fact("År med høyere utdanning", hours, Group.EDUCATION)
    compulsory_school_completed: bool | None = fact("Har fullført grunnskole", flag, Group.EDUCATION)
    gsu_education_requirement_met: bool | None = fact("Oppfyller utdanningskravet på GSU-listen", flag, Group.EDUCATION)
    gsu_norwegian_met: bool | None = fact("Oppfyller norskkravet på GSU-listen", flag, Group.EDUCATION)
    gsu_english_met: bool | None = fact("Oppfyller engelskkravet på GSU-listen", flag, Group.EDUCATION)
    language_requirements_met: bool | None = fact("Oppfyller språkkravene", flag, Group.EDUCATION)
    needs_documented_b2: bool | None = fact("Trenger å dokumentere norsk på nivå B2", flag, Group.EDUCATION)
    norwegian_inside_fov: bool | None = fact("Får norsk i forberedende opplæring for voksne", flag, Group.EDUCATION)

    goal: str | None = fact("Sluttmål", one_of(GOALS), Group.PROGRAMME)
    goal_at_offer: str | None = fact("Sluttmål da tilbudet ble gitt", one_of(GOALS), Group.PROGRAMME)
    goal_changed_to: str | None = fact("Nytt sluttmål", one_of(GOALS), Group.PROGRAMME)
    goal_change_date: date | None = fact("Dagen sluttmålet ble endret", day, Group.PROGRAMME)
    goal_set_date: date | None = fact("Dagen sluttmålet ble satt", day, Group.PROGRAMME)
    offer_date: date | None = fact("Dato for tilbud om oppstart", day, Group.PROGRAMME)
    decision_date: date | None = fact("Dato for vedtak", day, Group.PROGRAMME)
    decision_under_6A: date | None = fact("Vedtak etter reglene for kollektiv beskyttelse", day, Group.PROGRAMME)
    start_date: date | None = fact("Oppstart i programmet", day, Group.PROGRAMME)
    programme_running: bool | None = fact("Programmet er i gang", flag, Group.PROGRAMME)
    refused_programme: date | None = fact("Dagen personen takket nei til program", day, Group.PROGRAMME)
    broke_off_programme: date | None = fact("Dagen personen avbrøt programmet", day, Group.PROGRAMME)
    stopped: date | None = fact("Dagen programmet tok slutt", day, Group.PROGRAMME)
    reason: str | None = fact("Hvorfor programmet tok slutt", one_of(STOP_REASONS), Group.PROGRAMME)
    programme_type: str | None = fact("Type program", one_of(PROGRAMME_TYPES), Group.PROGRAMME)
    scheduled_hours_per_week: float | None = fact("Timer i uka på timeplanen", hours, Group.PROGRAMME)
    holiday_weeks: float | None = fact("Ferieuker i året", hours, Group.PROGRAMME)
    table: str | None = fact("Tabell for varighet", one_of(TABLES), Group.PROGRAMME)
    max_months: int | None = fact("Lengste varighet i måneder", whole, Group.PROGRAMME)
    request_extension_months: int | None = fact("Ønsket forlengelse i måneder", whole, Group.PROGRAMME)
    training_begun: date | None = fact("Dagen opplæringen begynte", day, Group.PROGRAMME)

    absence_working_days: int | None = fact("Virkedager med fravær", whole, Group.ABSENCE)
    leave_working_days: int | None = fact("Virkedager med fri og permisjon", whole, Group.ABSENCE)
    holiday_working_days: int | None = fact("Virkedager med ferie", whole, Group.ABSENCE)
    religious_free_days_s17_2: int | None = fact("Fridager ved religiøse høytider", whole, Group.ABSENCE)
    parental_leave_months: int | None = fact("Måneder med foreldrepermisjon", whole, Group.ABSENCE)

    lives_with_parents: bool | None = fact("Bor sammen med en forelder", flag, Group.BENEFIT)
    partner_in_programme: bool | None = fact("Ektefelle eller samboer deltar i program", flag, Group.BENEFIT)

    plan_made: date | None = fact("Dagen planen ble laget", day, Group.DECISION)
    fields: tuple[str, ...] | None = fact("Innholdet i planen", many_of(PLAN_FIELDS), Group.DECISION)
    decision: str | None = fact("Hva vedtaket gjelder", one_of(decision_codes), Group.DECISION)
    notice_reached_party: date | None = fact("Dagen meldingen kom fram", day, Group.DECISION)
    deduction_ore: int | None = fact("Trekk i øre", whole, Group.DECISION)
    payment_ore: int | None = fact("Utbetaling før trekk i øre", whole, Group.DECISION)
