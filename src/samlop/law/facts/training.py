"""Names what the rules about training in Norwegian and social studies, tests and residence need to know."""

# ruff: noqa: RUF009  # `fact` only makes a dataclass field, which ruff cannot see.
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samlop.law.facts.checks import Group, credits, day, flag, length, row_of, text, whole
from samlop.law.facts.checks import codes as one_of
from samlop.law.facts.rows import fact

LEVELS = ("none", "below_A1", "A1", "A2", "B1", "B2", "C1")
SKILLS = ("listening", "reading", "writing", "oral")
CLOCK_REASONS = ("permit", "arrival", "settlement", "decision", "training_start")
POSITIONS = ("right_and_duty", "right_only", "duty_only", "may_offer", "none")
PROGRESS = ("faster_than_expected", "as_expected", "slower_than_expected", "goal_out_of_reach")
CITIZENSHIP_GROUPS = ("third_country", "eea", "nordic", "norwegian")
SOCIAL_STUDIES_TESTS = ("social_studies_50h", "social_studies_75h")
HIGHER_INSTITUTIONS = ("university", "university_college", "vocational_college", "none")
ATTENDANCE = ("full_time", "part_time", "none")
TRANSITION = ("unknown", "covered", "not_covered")


@dataclass(frozen=True, slots=True)
class Levels:
    """A level for each skill: what was reached on a test, or what is the goal."""

    listening: str | None = fact("Lytte", one_of(LEVELS))
    reading: str | None = fact("Lese", one_of(LEVELS))
    writing: str | None = fact("Skrive", one_of(LEVELS))
    oral: str | None = fact("Snakke", one_of(LEVELS))


@dataclass(frozen=True)
class TrainingFacts:
    """What is known about training in Norwegian and social studies, tests and residence."""

    citizenship_group: str | None = fact("Gruppe av statsborgerskap", one_of(CITIZENSHIP_GROUPS))
    stateless: bool | None = fact("Er statsløs", flag)
    receives_disability_benefit: bool | None = fact("Får uføretrygd", flag)

    permit_withdrawal_case: str | None = fact(
        "Sak om tilbakekall av tillatelsen", one_of(("opened", "closed", "decided", "none")), Group.PERMIT
    )
    final_withdrawal_decision: date | None = fact("Endelig vedtak om tilbakekall", day, Group.PERMIT)
    permit_renewed: date | None = fact("Første fornyelse av tillatelsen", day, Group.PERMIT)
    permanent_residence_application: date | None = fact("Søknad om permanent opphold", day, Group.PERMIT)
    citizenship_application: date | None = fact("Søknad om statsborgerskap", day, Group.PERMIT)

    country: str | None = fact("Landet utdanningen er fra", text, Group.EDUCATION)
    education_background: str | None = fact("Registrert utdanningsbakgrunn", text, Group.EDUCATION)
    in_upper_secondary: str | None = fact("Går i videregående opplæring", one_of(ATTENDANCE), Group.EDUCATION)
    has_right_to_fov: bool | None = fact("Har rett til forberedende opplæring for voksne", flag, Group.EDUCATION)

    position: str | None = fact("Rett og plikt til opplæring", one_of(POSITIONS), Group.TRAINING)
    request_date: date | None = fact("Dagen personen ba om opplæring", day, Group.TRAINING)
    care_or_detention: bool | None = fact(
        "Kunne ikke starte på grunn av store omsorgsoppgaver eller tilbakeholdelse", flag, Group.TRAINING
    )
    clock_start: date | None = fact("Dagen tiden begynner å løpe", day, Group.TRAINING)
    clock_start_reason: str | None = fact("Hva tiden løper fra", one_of(CLOCK_REASONS), Group.TRAINING)
    training_decision: date | None = fact("Vedtak om opplæring", day, Group.TRAINING)
    first_decision_start: date | None = fact("Startdatoen i det første vedtaket om norsk", day, Group.TRAINING)
    approved_leave_days: int | None = fact("Dager med innvilget permisjon fra opplæringen", length, Group.TRAINING)
    approved_leave_months: int | None = fact("Måneder med innvilget permisjon fra opplæringen", length, Group.TRAINING)
    first_year_end_exclusive: date | None = fact("Dagen etter det første året med norsk", day, Group.TRAINING)
    extended_until_exclusive: date | None = fact("Dagen etter siste vedtak om mer norsk", day, Group.TRAINING)
    extension_decisions_before: int | None = fact("Vedtak om mer norsk som er gitt før", whole, Group.TRAINING)

    norwegian_goal: Levels | None = fact("Norskmål", row_of(Levels), Group.TRAINING)
    norwegian_goal_reached: bool | None = fact("Norskmålet er nådd", flag, Group.TRAINING)
    progress: str | None = fact("Framgang i norsk", one_of(PROGRESS), Group.TRAINING)
    social_studies_decision: date | None = fact("Vedtak om samfunnskunnskap", day, Group.TRAINING)
    social_studies_hours_done: int | None = fact("Timer samfunnskunnskap som er tatt", whole, Group.TRAINING)
    social_studies_test_date: date | None = fact("Dagen prøven i samfunnskunnskap ble bestått", day, Group.TRAINING)
    in_programme: bool | None = fact("Deltar i introduksjonsprogram", flag, Group.TRAINING)

    norwegian_test: Levels | None = fact("Resultat på norskprøven", row_of(Levels), Group.TEST)
    older_norwegian_test: str | None = fact(
        "Nivå på en eldre prøve i skriftlig og muntlig norsk", one_of(LEVELS), Group.TEST
    )
    oral_norwegian: str | None = fact("Nivå i norsk muntlig", one_of(LEVELS), Group.TEST)
    norwegian_test_attempts_before: int | None = fact("Ganger personen har tatt norskprøven før", whole, Group.TEST)
    norwegian_test_date: date | None = fact("Dagen for norskprøven", day, Group.TEST)
    test: str | None = fact("Prøve i samfunnskunnskap", one_of(SOCIAL_STUDIES_TESTS), Group.TEST)
    correct: int | None = fact("Riktige svar", whole, Group.TEST)
    items: int | None = fact("Oppgaver på prøven", whole, Group.TEST)
    taken: date | None = fact("Dagen prøven ble tatt", day, Group.TEST)
    passed: bool | None = fact("Er bestått", flag, Group.TEST)
    social_studies_test_passed: bool | None = fact("Har bestått prøve i samfunnskunnskap", flag, Group.TEST)

    other_documents: str | None = fact("Annen dokumentasjon", one_of(("none", "some")), Group.EXEMPTION)
    special_reasons: bool | None = fact("Særlige helsemessige eller andre tungtveiende årsaker", flag, Group.EXEMPTION)
    exempted_from_norwegian: bool | None = fact("Er fritatt fra plikten til norsk", flag, Group.EXEMPTION)
    exempted_from_social_studies: bool | None = fact(
        "Er fritatt fra plikten til samfunnskunnskap", flag, Group.EXEMPTION
    )
    compulsory_school_norwegian_grade: int | None = fact("Karakter i norsk i grunnskolen", whole, Group.EXEMPTION)
    fov_module_4_oral_grade: int | None = fact("Karakter i norsk muntlig, modul 4", whole, Group.EXEMPTION)
    fov_module_4_written_grade: int | None = fact("Karakter i norsk skriftlig, modul 4", whole, Group.EXEMPTION)
    upper_secondary_half_year_assessment: int | None = fact(
        "Halvårsvurdering i norsk i videregående", whole, Group.EXEMPTION
    )
    upper_secondary_midway_assessment: int | None = fact(
        "Midtveisvurdering i norsk i videregående", whole, Group.EXEMPTION
    )
    upper_secondary_norwegian_grade: int | None = fact(
        "Standpunkt- eller eksamenskarakter i norsk i videregående", whole, Group.EXEMPTION
    )
    prior_learning_norwegian: bool | None = fact("Godkjent realkompetanse i norsk", flag, Group.EXEMPTION)
    admission_requirement_norwegian: str | None = fact(
        "Oppfyller inntakskravet i norsk til", one_of(HIGHER_INSTITUTIONS), Group.EXEMPTION
    )
    upper_secondary_social_studies_grade: int | None = fact(
        "Standpunkt- eller eksamenskarakter i samfunnskunnskap i videregående", whole, Group.EXEMPTION
    )
    upper_secondary_social_studies_half_year_assessment: int | None = fact(
        "Halvårsvurdering i samfunnskunnskap i videregående", whole, Group.EXEMPTION
    )
    upper_secondary_social_studies_midway_assessment: int | None = fact(
        "Midtveisvurdering i samfunnskunnskap i videregående", whole, Group.EXEMPTION
    )
    prior_learning_social_studies: bool | None = fact(
        "Godkjent realkompetanse i samfunnskunnskap", flag, Group.EXEMPTION
    )
    university_credits_norwegian_society: float | None = fact(
        "Studiepoeng om Norge fra universitet eller høyskole", credits, Group.EXEMPTION
    )
    vocational_college_credits_norwegian_society: float | None = fact(
        "Studiepoeng om Norge fra fagskole", credits, Group.EXEMPTION
    )

    teaching_post_requirements: bool | None = fact("Oppfyller kravene til undervisningsstilling", flag, Group.TEACHER)
    credits_norwegian_second_language: float | None = fact("Studiepoeng i norsk som andrespråk", credits, Group.TEACHER)
    hired: date | None = fact("Dagen læreren ble ansatt", day, Group.TEACHER)
    transition_rule: str | None = fact("Omfattet av overgangsordningen", one_of(TRANSITION), Group.TEACHER)
