"""Keeps the open questions about training in Norwegian and social studies, tests and residence."""

from __future__ import annotations

from samlop.law.readings.question import OpenQuestion, question

QUESTIONS: tuple[OpenQuestion, ...] = (
    question(
        "training_clock_start",
        "Det er ikke sagt hva tiden for norskopplæringen regnes fra.",
        "Kildene viser ikke om tiden løper fra tillatelsen, ankomsten, bosettingen, vedtaket eller oppstarten av opplæringen.",
        "training_start",
        permit="Tiden løper fra dagen tillatelsen ble gitt.",
        arrival="Tiden løper fra dagen personen kom til Norge.",
        settlement="Tiden løper fra dagen personen ble bosatt.",
        decision="Tiden løper fra vedtaket om opplæring.",
        training_start="Tiden løper fra dagen opplæringen startet.",
    ),
    question(
        "training_start_clock",
        "Det er ikke avklart om fristen for oppstart av norsk løper fra bosettingen eller fra dagen personen ba om opplæring.",
        "Kilden sier tre måneder etter krav eller bosetting. Lovteksten er ikke lest.",
        "from_settlement",
        from_settlement="Fristen løper fra bosettingen.",
        from_request="Fristen løper fra dagen personen ba om opplæring.",
    ),
    question(
        "training_family_after_five_years",
        "Familiemedlemmet i Norge hadde bodd her i mer enn fem år da det ble søkt. Det er ikke avklart hva det betyr for norskopplæringen.",
        "Grensen på fem år er lest for introduksjonsprogrammet. Om den gjelder for norskopplæringen, er ikke lest i § 27.",
        "right_and_duty",
        right_and_duty="Tillatelsen kan gi permanent opphold, og personen har rett og plikt.",
        may_offer="Personen er utenfor målgruppen, og kommunen kan tilby opplæring.",
    ),
)
