"""Says codes, dates and lists in plain bokmål, so that no internal code reaches a reader."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

_MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
_SMALL = ("null", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")
_MONTHS_PER_YEAR = len(_MONTHS)

CODES: dict[str, str] = {
    # education
    "upper_secondary_or_higher": "har videregående opplæring eller høyere",
    "below_upper_secondary": "har ikke videregående opplæring",
    # goals
    "work": "arbeid",
    "complete_upper_secondary": "fullført videregående opplæring",
    "parts_of_upper_secondary": "deler av videregående opplæring",
    "complete_vocational_training": "fullført fag- og yrkesopplæring",
    "higher_education": "forberede til utdanning over videregående nivå",
    "vocational_requalification": "forberede til yrkesfaglig rekvalifisering",
    "complete_compulsory_school": "fullført grunnskole",
    "parts_of_compulsory_school": "deler av grunnskole",
    # what a programme holds
    "work_or_education_elements": "arbeids- eller utdanningsrettede tiltak",
    "norwegian": "opplæring i norsk",
    "social_studies": "opplæring i samfunnskunnskap",
    "livsmestring": "kurs i livsmestring",
    "parental_guidance": "foreldreveiledning",
    # what a plan holds
    "end_goal": "sluttmål",
    "norwegian_goal": "norskmål",
    "long_term_goals": "langsiktige mål",
    "volume_of_training": "omfanget av opplæringen i norsk og samfunnskunnskap",
    "duration": "varigheten av programmet",
    "elements": "elementene i programmet",
    "complaint_options": "muligheter for å klage",
    "reasons_for_elements": "begrunnelse for valgte arbeids- eller utdanningsrettede tiltak",
    # what is done before a plan, and what a contract holds
    "made_with_participant": "at planen er laget sammen med deltakeren",
    "competence_mapped": "kartlegging av kompetanse",
    "career_guidance_done": "karriereveiledning",
    "useful_elements_assessed": "vurdering av nyttige tiltak",
    "builds_on_earlier_elements": "at planen bygger på tiltak fra før bosetting",
    "guided_on_prior_learning": "veiledning om realkompetansevurdering",
    "mutual_obligations": "gjensidige forpliktelser",
    "commitment_to_programme_and_training": "kommunens forpliktelse til program og opplæring",
    # changes of a plan
    "main_elements": "hovedtiltakene",
    "full_time_share": "hvor mye av full tid programmet er",
    "other_element": "et annet tiltak",
    "other": "noe annet",
    "times": "tidspunktene",
    "place": "stedet",
    "teacher": "læreren",
    "contact_person": "kontaktpersonen",
    # elements
    "workplace_practice": "praksis på en arbeidsplass",
    "part_time_work": "arbeid på deltid",
    "short_vocational_course": "korte yrkes- og bransjekurs",
    "nav_measure": "arbeidsmarkedstiltak fra Nav",
    "similar_measure": "lignende tiltak",
    "career_guidance": "karriereveiledning",
    # stop
    "own_situation": "personens egen situasjon",
    "invalid_absence": "ugyldig fravær",
    "conduct": "personens oppførsel",
    "no_longer_able_to_take_part": "at personen ikke lenger kan delta",
    "municipal_capacity": "kommunens kapasitet",
    "municipal_economy": "kommunens økonomi",
    "provider_lost": "at et tiltak er lagt ned",
    "notice_given": "forhåndsvarsel med tid til å uttale seg",
    "individually_assessed": "individuell vurdering",
    # tasks
    "introduction_programme": "introduksjonsprogrammet",
    "training": "opplæringen i norsk og samfunnskunnskap",
    "competence_mapping": "kartleggingen av kompetanse",
    "reception_training": "opplæringen i mottak",
    "integration_plan": "integreringsplanen",
    "introduction_benefit": "introduksjonsstønaden",
    "other_measures_in_reception": "andre tiltak i mottak",
    "training_in_full_time_upper_secondary": "opplæringen for den som går i videregående på fulltid",
    "advice_on_settlement_numbers": "råd om hvor mange kommunene bør bosette",
    # positions
    "right_and_duty": "rett og plikt",
    "right_only": "rett, men ikke plikt",
    "duty_only": "plikt, men ikke rett",
    "may_offer": "kommunen kan tilby",
    "none": "ingen rett og ingen plikt",
    # acts
    "integreringsloven": "integreringsloven",
    "introduksjonsloven": "introduksjonsloven",
    # where somebody lives
    "reception_centre": "mottak",
    "transit_reception": "transittmottak",
    "arrival_centre": "ankomstsenter",
    "municipality": "bosatt i kommunen",
    "private": "privat",
    # why a programme stopped
    "permanent_stop": "stanset varig",
    "temporary_stop": "stanset midlertidig",
    "completed": "gjennomført",
    "withdrew": "sluttet",
    "moved": "flyttet",
    # programme types
    "ordinary": "vanlig program",
    "own_work_heavy": "program med mye egeninnsats",
    "upper_secondary_full_time": "videregående opplæring på fulltid",
    # schools
    "adult_preparatory_education": "forberedende opplæring for voksne",
    "upper_secondary": "videregående opplæring",
    "compulsory_school": "grunnskole",
    # completed education
    "ukrainian_upper_secondary": "videregående opplæring fra Ukraina",
    "collective_protection": "midlertidig kollektiv beskyttelse",
    # absence and leave
    "own_illness": "egen sykdom",
    "child_illness": "sykt barn",
    "pregnancy_check_up": "kontroll i svangerskapet",
    "pregnancy": "svangerskap",
    "birth": "fødsel",
    "breastfeeding": "ammefri",
    "care_leave": "omsorgspermisjon",
    "long_illness": "lang sykdom",
    "welfare": "velferdspermisjon",
    "peace_work": "arbeid for fred og menneskerettigheter",
    "public_holiday": "offentlig høytidsdag",
    "religious_day": "religiøs høytid",
    "holiday": "ferie",
    "other_absence": "annet fravær",
    "self_certificate": "egenmelding",
    "doctors_note": "legeerklæring",
    "approved": "innvilget",
    "not_documented": "ikke dokumentert",
    "mother": "mor",
    "father": "far",
    "helper": "en annen som hjelper",
    # the benefit
    "full": "full stønad",
    "two_thirds": "to tredeler",
    "one_third": "en tredel",
    "kept": "beholdes",
    "deducted": "trekkes",
    "without_benefit": "uten stønad",
    "never_added": "legges ikke til",
    "registered_attendance": "registrert oppmøte",
    "first_application": "første søknad",
    "renewal_of_old_case": "fornyelse i en eldre sak",
    # other benefits
    "unemployment_benefit": "dagpenger",
    "sickness_benefit": "sykepenger",
    "parental_benefit": "foreldrepenger",
    "pregnancy_benefit": "svangerskapspenger",
    "care_benefit": "omsorgspenger eller pleiepenger",
    "work_assessment_allowance": "arbeidsavklaringspenger",
    "disability_benefit": "uføretrygd",
    "transitional_benefit": "overgangsstønad",
    "child_benefit": "barnetrygd",
    "cash_for_care": "kontantstøtte",
    "housing_allowance": "bostøtte",
    "social_assistance": "sosialhjelp",
    "supplementary_benefit": "supplerende stønad",
    "qualification_benefit": "kvalifiseringsstønad",
    "student_support": "studiestøtte",
}


def say(code: Any) -> str:
    """Gives the words for a code, a date, a number or a truth value; unknown text is given back as it is."""
    if isinstance(code, bool):
        return "ja" if code else "nei"
    if isinstance(code, date):
        return say_date(code)
    if isinstance(code, float):
        return f"{code:g}".replace(".", ",")
    if code is None:
        return "ikke oppgitt"
    text = str(code)
    known = CODES.get(text)
    if known is None:
        from samlop.law.codes import permit_label

        return permit_label(text)
    return known


@lru_cache(maxsize=1 << 14)
def say_date(day: date) -> str:
    """Gives «15. juni 2026»."""
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


def say_list(items: Iterable[str], last: str = "og") -> str:
    """Gives «a, b og c»."""
    words = list(items)
    if len(words) < len(("a", "b")):
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def say_number(number: int) -> str:
    """Gives small numbers as words, the others as digits."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else str(number)


def say_months(months: int) -> str:
    """Gives «tre måneder», «ett år», «fire år» or «18 måneder»."""
    years, rest = divmod(months, _MONTHS_PER_YEAR)
    if rest or not years:
        return "én måned" if months == 1 else f"{say_number(months)} måneder"
    return "ett år" if years == 1 else f"{say_number(years)} år"


def say_kroner(ore: int) -> str:
    """Gives «22 758,17 kroner» from øre."""
    kroner = Decimal(ore).scaleb(-len("00"))
    return f"{kroner:,.2f}".replace(",", "\N{NO-BREAK SPACE}").replace(".", ",") + " kroner"
