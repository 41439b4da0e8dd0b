"""An invented plan, whole, that each test changes what it needs in."""

import dataclasses
import datetime as dt
from decimal import Decimal

from samlop.decisions import letter, phrases
from samlop.decisions.content import (
    Contract,
    Duration,
    Element,
    ElementKind,
    Goal,
    LanguageGoal,
    Meeting,
    Participant,
    PlanContent,
    Present,
    RelevantFact,
    Skill,
    Slot,
    Volume,
)

GOAL = Goal("work", "arbeid i restaurant og storkjøkken", "Du har laget mat for mange i elleve år.")
DURATION = Duration(24, dt.date(2026, 12, 1), dt.date(2028, 12, 1), "Loven gir inntil to år når sluttmålet er arbeid.")
LETTER = letter.write(
    municipality="Prøvekommunen",
    goal=GOAL,
    duration=DURATION,
    reasons=[
        "Du har rett og plikt til program.",
        "Du har ikke fullført videregående opplæring, og sluttmålet er arbeid.",
    ],
    facts=[RelevantFact("Oppholdstillatelse", "asyl fra 1. juni 2026", "bosettingslista")],
)


def a_content(**changes) -> PlanContent:
    """Plan, contract and decision for Amal, who speaks Arabic. `language=` changes only that."""
    language = changes.pop("language", "ar")
    content = PlanContent(
        participant=Participant("Amal Prøve", dt.date(1995, 5, 1), language),
        municipality="Prøvekommunen",
        counsellor="Kari Prøve",
        meeting=Meeting(
            dt.date(2026, 11, 20),
            (Present("Amal Prøve", "deltaker"), Present("Kari Prøve", "programrådgiver")),
            "Tolk i arabisk, kategori C, på skjerm.",
        ),
        goal=GOAL,
        language_goals=(
            LanguageGoal(Skill.LISTENING, "B1"),
            LanguageGoal(Skill.READING, "A2"),
            LanguageGoal(Skill.WRITING, "A2"),
            LanguageGoal(Skill.SPEAKING, "B1"),
        ),
        long_term_goal="Fagbrev som kokk på jobb.",
        volume=Volume(Decimal("13.5"), Decimal(75), "Mest klasserom, litt digitalt."),
        duration=DURATION,
        elements=(
            Element(
                "Norsk i klasserom", ElementKind.NORWEGIAN, Decimal("13.5"), dt.date(2026, 12, 1), dt.date(2028, 12, 1),
                "Norsk hver dag gir fortest framgang.", "Voksenopplæringen",
                (Slot(0, "08:00", "11:30"), Slot(2, "08:00", "11:30")),
            ),
            Element(
                "Praksis på kafékjøkken", ElementKind.WORK, Decimal(12), dt.date(2027, 1, 4), dt.date(2027, 6, 30),
                "Du kjenner arbeidet, og arbeidsgiveren trenger folk.", "Kafé Elva",
                (Slot(1, "08:00", "14:00"), Slot(3, "08:00", "14:00")),
            ),
            Element("Samfunnskunnskap", ElementKind.SOCIAL_STUDIES, Decimal(2)),
            Element("Livsmestring", ElementKind.LIFE_SKILLS, Decimal(1), dt.date(2026, 12, 1)),
        ),
        weekly_hours=Decimal("28.5"),
        strengthens="Praksisen gir deg referanser og norsk du bruker på jobb.\nNorsken gir deg språket du trenger på kjøkkenet.",
        contract=Contract(**{who: tuple(lines) for who, lines in letter.standing_obligations().items()}),
        letter=LETTER,
        resources="Elleve år som kokk. Snakker arabisk og litt engelsk.",
        stepped_load_reason="Barnehagen har tilvenning til uke 5.",
        review_on=dt.date(2027, 3, 1),
    )  # fmt: skip
    return dataclasses.replace(content, **changes)


def the_books() -> dict[str, phrases.Phrasebook]:
    """Every phrasebook as it stands in the file: bokmål, and machine drafts."""
    return {language: phrases.from_file(language) for language in (phrases.SOURCE, *phrases.LANGUAGES)}
