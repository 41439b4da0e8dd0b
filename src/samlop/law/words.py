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
    "scope_of_training": "omfanget av opplæringen",
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
    # how a household lives, and where
    "alone": "alene",
    "with_partner": "sammen med ektefelle eller samboer",
    "with_other_adults": "sammen med andre voksne",
    "outside_the_zone": "utenfor tiltakssonen",
    "finnmark_north_troms": "Finnmark eller Nord-Troms",
    "svalbard": "Svalbard",
    "other_municipality": "ikke i noen av gruppene",
    "listed_municipality": "i gruppen med litt høyere tak",
    "large_city": "en av de store byene eller Bærum",
    "oslo": "Oslo",
    "disabled_refugee": "ufør flyktning",
    "over_67": "over 67 år",
    "under_67": "under 67 år og ikke ufør flyktning",
    # how a case is handled
    "would_defeat_decision": "et varsel kan hindre at vedtaket blir gjennomført",
    "urgent": "det haster å avgjøre saken",
    "party_cannot_be_found": "det lar seg ikke gjøre å varsle personen",
    "plainly_needless": "et varsel er klart unødvendig",
    "granted": "innvilget",
    "partly_granted": "delvis innvilget",
    "refused": "avslått",
    "changed_by_authority": "endret av kommunen",
    "not_to_blame": "personen kan ikke lastes for det",
    "special_grounds": "særlige grunner",
    "internal": "internt dokument",
    "obtained_for_internal_use": "hentet inn til intern bruk",
    "facts_that_matter": "fakta som betyr noe for avgjørelsen",
    "about_others": "om andre personer",
    "own_health": "om egen helse",
    "harmful_to_party": "kan skade personen å få vite",
    "source": "kan røpe en kilde",
    "regulation": "forskrift",
    "permit": "tillatelse",
    "consent": "samtykke",
    "the_person_herself": "til den det gjelder",
    "party_to_the_case": "til en part i saken",
    "purpose_given_for": "for det formålet opplysningen er gitt for",
    "inside_the_office": "innenfor kontoret",
    "own_tasks_of_the_sharing_body": "for å utføre egne oppgaver",
    "connection_and_decisions": "forbindelsen med kontoret og hva som er avgjort",
    "control": "kontroll med forvaltningen",
    "statistics": "statistikk",
    "report_offence": "melde fra om lovbrudd",
    "danger_to_life_or_health": "fare for liv eller helse",
    "facts": "de faktiske forholdene",
    "rules": "reglene vedtaket bygger på",
    "main_considerations": "det kommunen har lagt mest vekt på",
    "decision": "vedtaket",
    "reasons": "begrunnelsen",
    "appeal_right": "retten til å klage",
    "appeal_body": "hvem som avgjør klagen",
    "appeal_deadline": "klagefristen",
    "appeal_procedure": "hvordan det klages",
    "access_to_documents": "retten til å se dokumentene",
    "guidance": "retten til veiledning",
    "stay_of_execution": "at det går an å be om utsatt iverksetting",
    "contact": "hvem som kan kontaktes",
    "names": "navnene på saksbehandleren og den ansvarlige",
    "costs": "dekning av sakskostnader",
    "free_legal_aid": "fri rettshjelp",
    "no_reason": "ingen grunn",
    "no_authority": "ingen hjemmel",
    "no_ground": "ingen grunn i loven",
    "ordinary_document": "vanlig dokument",
    "time_of_answer": "når det skal svares",
    "representative": "fullmektig",
    "confidentiality": "taushetsplikt",
    "advance_notice": "forhåndsvarsel",
    "new_information": "nye opplysninger",
    "clarification": "utredning av saken",
    "access": "innsyn",
    "children": "barn i saken",
    "form": "formen på vedtaket",
    "notification": "melding om vedtaket",
    "letter": "innholdet i brevet",
    "late_appeal": "klage for sent",
    "in_time": "klage i tide",
    "appeal_contents": "innholdet i klagen",
    "appeal_handling": "behandlingen av klagen",
    "reversal": "omgjøring",
    "stay": "utsatt iverksetting",
    "translation": "oversettelse",
    "automation": "automatisering",
    "documentation": "dokumentasjon av reglene i systemet",
    "carrying_out": "iverksetting",
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


def say_count(count: int, one: str, many: str) -> str:
    """Gives «én dag», «tre dager» or «14 dager». The word for one is of common gender."""
    return f"{say_number(count)} {one if count == 1 else many}"


def say_month(day: date) -> str:
    """Gives «juni 2026»."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


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
