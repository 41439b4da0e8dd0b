"""Names the parts a plan is built of: kinds of elements, levels, and the grounds for less than full time.

What the law demands of them is asked of the law; this is only what they are called and which of the law's words they answer to.
"""

from dataclasses import dataclass

from django.db import models


class Kind(models.TextChoices):
    """What an element of the programme is."""

    NORWEGIAN = "norwegian", "Norsk"
    SOCIAL_STUDIES = "social_studies", "Samfunnskunnskap"
    LIFE_SKILLS = "life_skills", "Livsmestring"
    PARENTAL_GUIDANCE = "parental_guidance", "Foreldreveiledning"
    WORK_PLACEMENT = "work_placement", "Praksis på arbeidsplass"
    PART_TIME_WORK = "part_time_work", "Deltidsjobb"
    COURSE = "course", "Bransjekurs eller annet yrkesrettet kurs"
    NAV_MEASURE = "nav_measure", "Arbeidsmarkedstiltak fra NAV"
    CAREER = "career", "Karrierekompetanse og jobbsøking"
    PRIMARY = "primary", "Forberedende opplæring for voksne"
    UPPER_SECONDARY = "upper_secondary", "Videregående opplæring for voksne"
    STUDY_PREPARATION = "study_preparation", "Forberedelse til studier eller godkjenning"
    OTHER = "other", "Annet"


@dataclass(frozen=True, slots=True)
class About:
    """What a kind counts as. `content` is the law's word for it (as in the finding on mandatory elements)."""

    content: str
    decision: str  # samlop.decisions.content.ElementKind
    work: bool = False  # counts towards the weekly hours of work-oriented elements (§ 14 a fourth paragraph)
    education: bool = False
    look: str = "calm"


_WORK_OR_EDUCATION = "work_or_education_elements"
ABOUT: dict[str, About] = {
    Kind.NORWEGIAN: About("norwegian", "norwegian", look="language"),
    Kind.SOCIAL_STUDIES: About("social_studies", "social_studies", look="life"),
    Kind.LIFE_SKILLS: About("livsmestring", "livsmestring", look="life"),
    Kind.PARENTAL_GUIDANCE: About("parental_guidance", "parental_guidance", look="life"),
    Kind.WORK_PLACEMENT: About(_WORK_OR_EDUCATION, "work", work=True, look="work"),
    Kind.PART_TIME_WORK: About(_WORK_OR_EDUCATION, "work", work=True, look="work"),
    Kind.COURSE: About(_WORK_OR_EDUCATION, "work", work=True, look="work"),
    Kind.NAV_MEASURE: About(_WORK_OR_EDUCATION, "work", work=True, look="work"),
    # Career competence is part of life skills by the regulation (§ 4), not a measure at a workplace: it is work-oriented
    # content, and we do not count it towards the fifteen hours.
    Kind.CAREER: About(_WORK_OR_EDUCATION, "work", look="work"),
    Kind.PRIMARY: About(_WORK_OR_EDUCATION, "education", education=True, look="school"),
    Kind.UPPER_SECONDARY: About(_WORK_OR_EDUCATION, "education", education=True, look="school"),
    Kind.STUDY_PREPARATION: About(_WORK_OR_EDUCATION, "education", education=True, look="school"),
    Kind.OTHER: About("", "other"),
}
# The first kind offered when an element the law demands is missing.
KIND_FOR: dict[str, str] = {
    "norwegian": Kind.NORWEGIAN,
    "social_studies": Kind.SOCIAL_STUDIES,
    "livsmestring": Kind.LIFE_SKILLS,
    "parental_guidance": Kind.PARENTAL_GUIDANCE,
    _WORK_OR_EDUCATION: Kind.WORK_PLACEMENT,
}

LEVELS = [(level, level) for level in ("A1", "A2", "B1", "B2", "C1")]
SKILLS = (("listening", "Lytte"), ("reading", "Lese"), ("writing", "Skrive"), ("oral", "Snakke"))
DAYS = (("mon", "mandag"), ("tue", "tirsdag"), ("wed", "onsdag"), ("thu", "torsdag"), ("fri", "fredag"))


class ProgrammeType(models.TextChoices):
    """What full time means for this programme. Codes as in the law."""

    ORDINARY = "ordinary", "Vanlig program: full tid er 37,5 timer i uka"
    OWN_WORK = "own_work_heavy", "Mye arbeid på egen hånd: full tid er 30 timer i uka"
    UPPER_SECONDARY = "upper_secondary_full_time", "Videregående opplæring på full tid"


class LoadBasis(models.TextChoices):
    """On which ground the load is less than full for a time. Every one of them is shown as a deviation, with its reason."""

    ADAPTED = "adapted", "Innholdet er tilpasset behovet til deltakeren (integreringsloven § 14 a andre ledd)"
    WORK = "work", "Programmet går sammen med jobb (integreringsloven § 14 a fjerde ledd)"
    LEAVE = "leave", "Fravær eller permisjon (integreringsloven § 17)"
    NONE = "none", "Vi finner ingen hjemmel. Dette er et avvik fra kravet om full tid"


# How much room each rule leaves, said beside its answer (T23-11). Keys are the law's questions.
ROOM: dict[str, str] = {
    "latest_start_and_decision": "Skal",
    "allowed_end_goals": "Skal være ett av disse. Dere velger hvilket",
    "duration": "Loven setter grensen. Kommunen bestemmer innenfor den",
    "proposed_norwegian_goal": "Veiledende. Kommunen bestemmer og begrunner",
    "mandatory_elements": "Skal være med. Kommunen bestemmer hvordan",
    "livsmestring_min_hours": "Skal ha minst så mange timer",
    "parental_guidance_required": "Skal. Kommunen velger gruppe eller samtaler",
    "min_work_oriented_hours_per_week": "Skal, i snitt. Kommunen velger tiltakene",
    "full_time_and_year_round": "Skal. Timetallet er veiledning",
    "plan_complete": "Skal",
}
