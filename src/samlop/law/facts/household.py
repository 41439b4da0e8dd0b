"""Names what the rules about the household's money outside the introduction benefit need to know."""

from __future__ import annotations

from dataclasses import dataclass

from samlop.law.facts.checks import Group, flag, list_of, percent, whole
from samlop.law.facts.checks import codes as one_of
from samlop.law.facts.rows import fact

LIVING = ("alone", "with_partner", "with_other_adults")
ZONES = ("outside_the_zone", "finnmark_north_troms", "svalbard")
AREAS = ("other_municipality", "listed_municipality", "large_city", "oslo")
SUPPLEMENTARY_GROUPS = ("disabled_refugee", "over_67")
PARTNER_GROUPS = ("under_67", "over_67", "disabled_refugee")

_MONEY = Group.HOUSEHOLD


@dataclass(frozen=True, slots=True)
class Adult:
    """One adult's money in a month, in øre. Tax on the introduction benefit is estimated where it is not given."""

    introduction_benefit_ore: int | None = fact("Introduksjonsstønad før skatt", whole, _MONEY)
    tax_ore: int | None = fact("Skatt av introduksjonsstønaden", whole, _MONEY)
    wages_net_ore: int | None = fact("Lønn etter skatt", whole, _MONEY)
    nav_benefits_net_ore: int | None = fact("Ytelser fra Nav etter skatt", whole, _MONEY)
    supplementary_benefit_ore: int | None = fact("Supplerende stønad", whole, _MONEY)


@dataclass(frozen=True)
class HouseholdFacts:
    """What is known about the household's money outside the introduction benefit."""

    adults: tuple[Adult, ...] | None = fact("Voksne i husstanden", list_of(Adult), _MONEY)
    living_arrangement: str | None = fact("Bor alene eller sammen med andre", one_of(LIVING), _MONEY)
    single_parent: bool | None = fact("Alene med barn", flag, _MONEY)
    household_size: int | None = fact("Antall personer i husstanden", whole, _MONEY)
    rent_ore: int | None = fact("Husleie i måneden i øre", whole, _MONEY)
    power_ore: int | None = fact("Strøm og oppvarming i måneden i øre", whole, _MONEY)
    insurance_ore: int | None = fact("Forsikring av bolig og innbo i måneden i øre", whole, _MONEY)
    fixed_costs_ore: int | None = fact("Andre faste utgifter i måneden i øre", whole, _MONEY)
    net_income_ore: int | None = fact("Husstandens inntekt etter skatt i måneden i øre", whole, _MONEY)
    municipal_guideline_ore: int | None = fact("Kommunens egen sats for husstanden i øre", whole, _MONEY)

    benefit_zone: str | None = fact("Bor i tiltakssonen eller på Svalbard", one_of(ZONES), _MONEY)
    child_benefit_ore: int | None = fact("Barnetrygd i måneden i øre", whole, _MONEY)
    full_transitional_benefit: bool | None = fact("Får full overgangsstønad", flag, _MONEY)
    parents_five_years_membership: bool | None = fact(
        "Begge foreldre har fem år i folketrygden, eller den ene når hun er alene", flag, _MONEY
    )
    membership_months_before_birth: int | None = fact("Måneder i folketrygden rett før fødselen", whole, _MONEY)

    household_income_ore: int | None = fact("Husstandens skattbare inntekt i året i øre", whole, _MONEY)
    household_capital_income_ore: int | None = fact("Husstandens kapitalinntekt i året i øre", whole, _MONEY)
    household_wealth_ore: int | None = fact("Husstandens formue i øre", whole, _MONEY)
    housing_cost_ore: int | None = fact("Boutgifter i året i øre", whole, _MONEY)
    housing_area: str | None = fact("Hvilken gruppe kommunen er i for bostøtte", one_of(AREAS), _MONEY)
    adapted_home: bool | None = fact("Boligen er spesialtilpasset", flag, _MONEY)
    municipal_home: bool | None = fact("Boligen leies av kommunen", flag, _MONEY)
    heating_paid_apart: bool | None = fact("Oppvarming er ikke med i husleien", flag, _MONEY)
    pension_in_household: bool | None = fact(
        "Noen i husstanden får alders-, uføre- eller etterlattepensjon", flag, _MONEY
    )
    housing_allowance_ore: int | None = fact("Bostøtte i måneden i øre", whole, _MONEY)

    supplementary_group: str | None = fact("Gruppe for supplerende stønad", one_of(SUPPLEMENTARY_GROUPS), _MONEY)
    partner_group: str | None = fact("Hvem ektefellen eller samboeren er", one_of(PARTNER_GROUPS), _MONEY)
    work_income_ore: int | None = fact("Egen arbeidsinntekt i måneden i øre", whole, _MONEY)
    assumed_income_ore: int | None = fact("Inntekt det er ventet at personen kan ha, i måneden i øre", whole, _MONEY)
    other_income_ore: int | None = fact("Annen egen inntekt i måneden i øre", whole, _MONEY)
    partner_income_ore: int | None = fact("Ektefellens eller samboerens inntekt i måneden i øre", whole, _MONEY)
    partner_social_assistance_ore: int | None = fact(
        "Ektefellens eller samboerens økonomiske stønad i måneden i øre", whole, _MONEY
    )
    days_abroad: int | None = fact("Dager i utlandet i perioden", whole, _MONEY)

    paid_days: int | None = fact("Dager med betaling i perioden", whole, _MONEY)
    reduced_days: int | None = fact("Dager med redusert betaling i perioden", whole, _MONEY)
    lives_in_trial_county: bool | None = fact("Bor i et fylke med forsøket", flag, _MONEY)
    other_living_benefit: bool | None = fact("Får en annen ytelse til livsopphold", flag, _MONEY)
    youth_programme_weeks: int | None = fact("Uker i ungdomsprogrammet", whole, _MONEY)

    wage_ore: int | None = fact("Lønn i måneden i øre", whole, _MONEY)
    holiday_pay_percent: float | None = fact("Feriepenger i prosent", percent, _MONEY)
    pension_percent: float | None = fact("Tjenestepensjon i prosent", percent, _MONEY)
    employer_tax_percent: float | None = fact("Arbeidsgiveravgift i prosent", percent, _MONEY)

    long_term_loan_difficulty: bool | None = fact("Har langvarige problemer med å få vanlig lån", flag, _MONEY)
    permit_may_become_permanent: bool | None = fact("Tillatelsen kan gi permanent opphold", flag, _MONEY)
    taxable_yearly_ore: int | None = fact("Skattbar stønad i året i øre", whole, _MONEY)
