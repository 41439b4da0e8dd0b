"""Names what the rules about the introduction benefit, absence and leave need to know."""

# ruff: noqa: RUF009  # `fact` only makes a dataclass field, which ruff cannot see.
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samlop.law.facts.checks import Group, day, flag, hours, list_of, whole
from samlop.law.facts.checks import codes as one_of
from samlop.law.facts.rows import fact

ABSENCE_KINDS = (
    "own_illness",
    "child_illness",
    "pregnancy_check_up",
    "pregnancy",
    "birth",
    "breastfeeding",
    "care_leave",
    "long_illness",
    "welfare",
    "work",
    "peace_work",
    "public_holiday",
    "religious_day",
    "holiday",
    "other_absence",
)
DOCUMENTED_BY = ("self_certificate", "doctors_note", "approved", "not_documented")
PARENT_ROLES = ("mother", "father", "helper")
OTHER_BENEFITS = (
    "unemployment_benefit",
    "sickness_benefit",
    "parental_benefit",
    "pregnancy_benefit",
    "care_benefit",
    "work_assessment_allowance",
    "disability_benefit",
    "transitional_benefit",
    "child_benefit",
    "cash_for_care",
    "housing_allowance",
    "social_assistance",
    "supplementary_benefit",
    "qualification_benefit",
    "tiltakspenger",
    "student_support",
)
INCOME_CASES = ("first_application", "renewal_of_old_case")


@dataclass(frozen=True, slots=True)
class Absence:
    """Time away from the programme: why, first and last day, hours each day when it is not the whole day, and what shows it."""

    kind: str = fact("Hva fraværet gjelder", one_of(ABSENCE_KINDS), Group.ABSENCE, needed=True)
    first_day: date = fact("Første dag", day, Group.ABSENCE, needed=True)
    last_day: date | None = fact("Siste dag", day, Group.ABSENCE)
    hours_a_day: float | None = fact("Timer per dag", hours, Group.ABSENCE)
    documented_by: str | None = fact("Dokumentert med", one_of(DOCUMENTED_BY), Group.ABSENCE)

    @property
    def last(self) -> date:
        return self.last_day or self.first_day


@dataclass(frozen=True, slots=True)
class OtherBenefit:
    """Another public benefit: which, how much in a month, and from and until (exclusive) when."""

    kind: str = fact("Hvilken ytelse", one_of(OTHER_BENEFITS), Group.BENEFIT, needed=True)
    monthly_ore: int = fact("Beløp i måneden i øre", whole, Group.BENEFIT, needed=True)
    earned_before_start: bool | None = fact("Retten er tjent opp før oppstart", flag, Group.BENEFIT)
    starts: date | None = fact("Gjelder fra", day, Group.BENEFIT)
    ends: date | None = fact("Gjelder til", day, Group.BENEFIT)


@dataclass(frozen=True, slots=True)
class PaidWork:
    """Paid hours in one month or on one day, and whether the work is part of the programme."""

    on_day: date = fact("Dag", day, Group.BENEFIT, needed=True)
    paid_hours: float = fact("Timer", hours, Group.BENEFIT, needed=True)
    in_programme: bool = fact("Er en del av programmet", flag, Group.BENEFIT, needed=True)
    whole_days: int | None = fact("Hele dager", whole, Group.BENEFIT)


@dataclass(frozen=True, slots=True)
class PaidMonth:
    """What was paid for one month: any day in the month, and the amount before tax."""

    month: date = fact("Måned", day, Group.BENEFIT, needed=True)
    paid_ore: int = fact("Utbetalt i øre", whole, Group.BENEFIT, needed=True)


@dataclass(frozen=True)
class BenefitFacts:
    """What is known about the introduction benefit, absence and leave."""

    benefit_from: date | None = fact("Stønad fra og med", day, Group.BENEFIT)
    benefit_until: date | None = fact("Stønad til", day, Group.BENEFIT)
    moved_from_parents: date | None = fact("Flyttet fra foreldrene", day, Group.BENEFIT)
    moved_to_parents: date | None = fact("Flyttet til foreldrene", day, Group.BENEFIT)
    couple_from: date | None = fact("Gift eller samboer fra", day, Group.BENEFIT)
    couple_until: date | None = fact("Gift eller samboer til", day, Group.BENEFIT)
    partner_programme_from: date | None = fact("Ektefelle eller samboer deltar i program fra", day, Group.BENEFIT)
    partner_programme_until: date | None = fact("Ektefelle eller samboer deltar i program til", day, Group.BENEFIT)
    children_in_home: bool | None = fact("Barna bor hjemme", flag, Group.BENEFIT)

    absences: tuple[Absence, ...] | None = fact("Fravær og permisjoner", list_of(Absence), Group.ABSENCE)
    absence_kind: str | None = fact("Hva fraværet gjelder", one_of(ABSENCE_KINDS), Group.ABSENCE)
    documented_by: str | None = fact("Fraværet er dokumentert med", one_of(DOCUMENTED_BY), Group.ABSENCE)
    days_used: int | None = fact("Dager som er brukt av retten", whole, Group.ABSENCE)
    hours_per_programme_day: float | None = fact("Timer i en programdag", hours, Group.ABSENCE)
    self_certificate_withdrawn: date | None = fact("Retten til egenmelding er tatt bort fra", day, Group.ABSENCE)
    self_certificate_restored: date | None = fact("Retten til egenmelding er gitt tilbake fra", day, Group.ABSENCE)
    illness_benefit_stopped: date | None = fact("Vedtak om ingen stønad ved lang sykdom fra", day, Group.ABSENCE)
    sole_carer: bool | None = fact("Er alene om omsorgen for barn", flag, Group.ABSENCE)
    parent_role: str | None = fact("Mor, far eller en annen som hjelper", one_of(PARENT_ROLES), Group.ABSENCE)
    lives_with_other_parent: bool | None = fact("Bor sammen med den andre forelderen", flag, Group.ABSENCE)
    both_parents_participate: bool | None = fact("Begge foreldrene deltar i program", flag, Group.ABSENCE)
    child_born: date | None = fact("Dagen barnet ble født", day, Group.ABSENCE)
    church_of_norway_member: bool | None = fact("Medlem av Den norske kirke", flag, Group.ABSENCE)
    free_day: date | None = fact("Fridag det er spurt om", day, Group.ABSENCE)
    free_day_noticed: date | None = fact("Dagen det ble sagt fra om fridagen", day, Group.ABSENCE)
    invalid_absence_working_days: int | None = fact("Virkedager med ugyldig fravær", whole, Group.ABSENCE)
    programme_end_exclusive: date | None = fact("Programmet er slutt fra", day, Group.ABSENCE)
    upper_secondary_in_programme: bool | None = fact(
        "Videregående opplæring er en del av programmet", flag, Group.ABSENCE
    )
    social_studies_hours: int | None = fact("Timer samfunnskunnskap i tilbudet", whole, Group.ABSENCE)
    social_studies_hours_missed: int | None = fact("Timer samfunnskunnskap uten oppmøte", whole, Group.ABSENCE)

    other_benefits: tuple[OtherBenefit, ...] | None = fact(
        "Andre offentlige ytelser", list_of(OtherBenefit), Group.BENEFIT
    )
    benefit_earned_before_start: bool | None = fact(
        "Retten til den andre ytelsen er tjent opp før oppstart", flag, Group.BENEFIT
    )
    paid_work: tuple[PaidWork, ...] | None = fact("Betalt arbeid", list_of(PaidWork), Group.BENEFIT)
    wealth_ore: int | None = fact("Formue i øre", whole, Group.BENEFIT)
    paid_months: tuple[PaidMonth, ...] | None = fact("Utbetalte måneder", list_of(PaidMonth), Group.BENEFIT)
    paid_with_knowledge_of: date | None = fact("Dagen utbetalingen ble regnet ut", day, Group.BENEFIT)
    paid_ore: int | None = fact("Utbetalt i øre", whole, Group.BENEFIT)
    due_ore: int | None = fact("Riktig beløp i øre", whole, Group.BENEFIT)
    wrong_information_given: bool | None = fact("Det ble gitt feil opplysninger", flag, Group.BENEFIT)
    income_case: str | None = fact("Hva søknaden om familieinnvandring gjelder", one_of(INCOME_CASES), Group.BENEFIT)
