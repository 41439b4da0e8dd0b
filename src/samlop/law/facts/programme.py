"""Names what the rules about right, time and content of the programme need to know."""

# ruff: noqa: RUF009  # `fact` only makes a dataclass field, which ruff cannot see.
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from samlop.law.codes import decision_codes, permit_codes, plan_change_codes, reference_codes, task_codes
from samlop.law.facts.checks import (
    Group,
    child_rows,
    day,
    flag,
    hours,
    job_rows,
    length,
    list_of,
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
STOP_KINDS = ("temporary_stop", "permanent_stop")
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


ELEMENTS = (
    "workplace_practice",
    "part_time_work",
    "short_vocational_course",
    "nav_measure",
    "similar_measure",
    "norwegian",
    "social_studies",
    "livsmestring",
    "parental_guidance",
    "upper_secondary",
    "adult_preparatory_education",
    "career_guidance",
)
CONTRACT_FIELDS = ("mutual_obligations", "commitment_to_programme_and_training", "long_term_goals")
STOP_GROUNDS = (
    "own_situation",
    "invalid_absence",
    "conduct",
    "no_longer_able_to_take_part",
    "municipal_capacity",
    "municipal_economy",
    "provider_lost",
)


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a programme: its first day, and how many hours were work-oriented."""

    starts: date = fact("Første dag i uka", day, needed=True)
    hours: float = fact("Arbeidsrettede timer", hours, needed=True)


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
    engine_switch: Mapping[str, Any] | None = fact(
        "Valg av regler", switch("age60_in_force_from", "public_administration_act_2025_from"), Group.PERMIT
    )

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
    refused_training: date | None = fact("Dagen personen takket nei til opplæring i norsk", day, Group.PROGRAMME)
    broke_off_training: date | None = fact("Dagen personen avbrøt opplæringen i norsk", day, Group.PROGRAMME)
    refused_reception_training: date | None = fact(
        "Dagen personen takket nei til opplæring i mottak", day, Group.RECEPTION
    )
    broke_off_reception_training: date | None = fact("Dagen personen avbrøt opplæringen i mottak", day, Group.RECEPTION)
    stopped: date | None = fact("Dagen programmet tok slutt", day, Group.PROGRAMME)
    reason: str | None = fact("Hvorfor programmet tok slutt", one_of(STOP_REASONS), Group.PROGRAMME)
    programme_type: str | None = fact("Type program", one_of(PROGRAMME_TYPES), Group.PROGRAMME)
    scheduled_hours_per_week: float | None = fact("Timer i uka på timeplanen", hours, Group.PROGRAMME)
    holiday_weeks: float | None = fact("Ferieuker i året", hours, Group.PROGRAMME)
    table: str | None = fact("Tabell for varighet", one_of(TABLES), Group.PROGRAMME)
    max_months: int | None = fact("Lengste varighet i måneder", length, Group.PROGRAMME)
    request_extension_months: int | None = fact("Ønsket forlengelse i måneder", length, Group.PROGRAMME)
    set_months: int | None = fact("Varighet satt i vedtaket, i måneder", length, Group.PROGRAMME)
    extension_granted_months: int | None = fact("Innvilget forlengelse i måneder", length, Group.PROGRAMME)
    goal_reached: date | None = fact("Dagen sluttmålet ble nådd", day, Group.PROGRAMME)
    competence_mapped: date | None = fact("Dagen kompetansen ble kartlagt", day, Group.PROGRAMME)
    career_guidance_done: date | None = fact("Dagen karriereveiledningen ble gitt", day, Group.PROGRAMME)
    lessons_per_week: int | None = fact("Undervisningstimer på 45 minutter i uka", whole, Group.PROGRAMME)
    other_hours_per_week: float | None = fact("Andre timer i uka", hours, Group.PROGRAMME)
    programme_weeks_in_year: int | None = fact("Uker med program i året", length, Group.PROGRAMME)
    programme_element: str | None = fact("Tiltak", one_of(ELEMENTS), Group.PROGRAMME)
    part_of_work_measure: bool | None = fact("Er del av et arbeidsrettet tiltak", flag, Group.PROGRAMME)
    work_weeks: tuple[Week, ...] | None = fact("Uker med arbeidsrettede timer", list_of(Week), Group.PROGRAMME)
    guidance_capacity_short: bool | None = fact(
        "Kommunen hadde for liten kapasitet til foreldreveiledning", flag, Group.PROGRAMME
    )
    task: str | None = fact("Oppgave", one_of(task_codes), Group.PROGRAMME)
    supervised_section: str | None = fact("Paragraf det føres tilsyn med", text, Group.PROGRAMME)
    training_begun: date | None = fact("Dagen opplæringen begynte", day, Group.PROGRAMME)

    absence_working_days: int | None = fact("Virkedager med fravær", length, Group.ABSENCE)
    leave_working_days: int | None = fact("Virkedager med fri og permisjon", length, Group.ABSENCE)
    holiday_working_days: int | None = fact("Virkedager med ferie", length, Group.ABSENCE)
    religious_free_days_s17_2: int | None = fact("Fridager ved religiøse høytider", length, Group.ABSENCE)
    parental_leave_months: int | None = fact("Måneder med foreldrepermisjon", length, Group.ABSENCE)

    lives_with_parents: bool | None = fact("Bor sammen med en forelder", flag, Group.BENEFIT)
    partner_in_programme: bool | None = fact("Ektefelle eller samboer deltar i program", flag, Group.BENEFIT)

    plan_made: date | None = fact("Dagen planen ble laget", day, Group.DECISION)
    fields: tuple[str, ...] | None = fact("Innholdet i planen", many_of(PLAN_FIELDS), Group.DECISION)
    decision: str | None = fact("Hva vedtaket gjelder", one_of(decision_codes), Group.DECISION)
    notice_reached_party: date | None = fact("Dagen meldingen kom fram", day, Group.DECISION)
    deduction_ore: int | None = fact("Trekk i øre", whole, Group.DECISION)
    payment_ore: int | None = fact("Utbetaling før trekk i øre", whole, Group.DECISION)
    plan_made_with_participant: bool | None = fact("Planen er laget sammen med deltakeren", flag, Group.DECISION)
    useful_elements_assessed: bool | None = fact("Nyttige tiltak er vurdert", flag, Group.DECISION)
    elements_before_settlement: tuple[str, ...] | None = fact(
        "Tiltak gjennomført før bosetting", many_of(ELEMENTS), Group.DECISION
    )
    plan_builds_on_earlier: bool | None = fact("Planen bygger på tiltak fra før bosetting", flag, Group.DECISION)
    needs_prior_learning_assessment: bool | None = fact("Trenger realkompetansevurdering", flag, Group.DECISION)
    guided_on_prior_learning: bool | None = fact("Er veiledet om realkompetansevurdering", flag, Group.DECISION)
    contract_made: date | None = fact("Dagen kontrakten ble inngått", day, Group.DECISION)
    contract_fields: tuple[str, ...] | None = fact("Innholdet i kontrakten", many_of(CONTRACT_FIELDS), Group.DECISION)
    plan_changes: tuple[str, ...] | None = fact("Endringer i planen", many_of(plan_change_codes), Group.DECISION)
    plan_changed: date | None = fact("Dagen planen ble endret", day, Group.DECISION)
    plan_change_needed: date | None = fact("Dagen noe vesentlig endret seg", day, Group.DECISION)
    plan_reviewed: date | None = fact("Dagen planen sist ble gjennomgått", day, Group.DECISION)
    plan_review_every_months: int | None = fact("Måneder mellom gjennomganger i kommunen", length, Group.DECISION)
    stop_planned: date | None = fact("Dagen stans er planlagt fra", day, Group.DECISION)
    stop_kind: str | None = fact("Stans for en tid eller varig", one_of(STOP_KINDS), Group.DECISION)
    stop_ground: str | None = fact("Grunnen til stans", one_of(STOP_GROUNDS), Group.DECISION)
    stop_notice_given: date | None = fact("Dagen det ble varslet om stans", day, Group.DECISION)
    stop_individually_assessed: bool | None = fact("Stansen er vurdert individuelt", flag, Group.DECISION)
