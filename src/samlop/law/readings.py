"""Keeps the open questions of the law: what is not settled, the competing readings, and which one a municipality may choose.

A rule asks a question by its id. Where nobody has chosen, every reading is tried; when they give the same answer that is the
answer, and when they differ the answer is *review* with the readings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

Readings = Mapping[str, str]
NO_READINGS: Readings = MappingProxyType({})
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question the sources leave open. `default` is what a municipality is offered first; it is never used unasked."""

    id: str
    text: str
    why: str
    options: Mapping[str, str]
    default: str


class UnknownReading(ValueError):
    """A chosen reading names a question or an option that does not exist. The text lists what is allowed."""


def _question(id: str, text: str, why: str, default: str, **options: str) -> OpenQuestion:
    return OpenQuestion(id, text, why, MappingProxyType(options), default)


OPEN_QUESTIONS: Mapping[str, OpenQuestion] = MappingProxyType(
    {
        q.id: q
        for q in (
            _question(
                "chapter_6a_after_june_2026",
                "Det er ikke avklart om de midlertidige reglene for kollektiv beskyttelse ble forlenget etter 30. juni 2026.",
                "Proposisjonen og veilederen sier at kapittel 6 A gjelder til 1. juli 2026. Ingen senere kunngjøring er sett.",
                "lapsed",
                lapsed="De midlertidige reglene er opphørt, og de vanlige reglene gjelder.",
                prolonged="De midlertidige reglene er forlenget og gjelder fortsatt.",
            ),
            _question(
                "section_34_begun_before_2026",
                "Det er ikke avklart om plikten fra 2026 også gjelder den som fikk vedtak mens programmet var en rett uten plikt.",
                "Loven fra 2026 har ingen overgangsregel for den som allerede deltok med kollektiv beskyttelse.",
                "right_and_duty",
                right_only="Vedtaket fra før 2026 står, med rett, men uten plikt.",
                right_and_duty="De vanlige reglene om rett og plikt gjelder for alle fra 1. januar 2026.",
            ),
            _question(
                "section_34_before_chapter_6a",
                "Det er ikke avklart hvilke regler som gjaldt for kollektiv beskyttelse før 15. juni 2022.",
                "Ordningen startet 11. mars 2022, de midlertidige reglene 15. juni 2022.",
                "right_and_duty",
                right_and_duty="De vanlige reglene gjaldt fram til de midlertidige reglene kom.",
                right_only="De midlertidige reglene gjelder for alle tillatelser fra 11. mars 2022.",
            ),
            _question(
                "age_55_boundary",
                "Det er ikke avklart om den som har fylt 55 år, men ikke 56, er innenfor aldersgrensen.",
                "Loven sier «mellom 18 og 55 år» og «over 55 år», uten «til og med».",
                "inside",
                inside="Personen er 55 år fram til 56-årsdagen, og er innenfor.",
                over="Personen er over 55 år fra dagen etter 55-årsdagen, og er utenfor.",
            ),
            _question(
                "age_60_commencement",
                "Det er ikke avklart om den nye aldersgrensen på 60 år er satt i kraft.",
                "Grensen er vedtatt 20. juni 2025, men ble holdt utenfor begge ikraftsettingene i 2025 og 2026. Tiden fra 1. juli 2026 er ikke kontrollert.",
                "not_in_force",
                not_in_force="Grensen på 60 år er ikke satt i kraft. Grensen er 55 år.",
                in_force="Grensen på 60 år er satt i kraft.",
            ),
            _question(
                "age_60_transition",
                "Det er ikke avklart om den nye aldersgrensen gjelder tillatelser gitt før grensen ble satt i kraft.",
                "Loven har ingen overgangsregel for aldersgrensen.",
                "old_limit",
                old_limit="Grensen på dagen tillatelsen ble gitt, gjelder.",
                new_limit="Den nye grensen gjelder for alle vedtak etter at den ble satt i kraft.",
            ),
            _question(
                "which_grant_sets_age",
                "Personen har fått flere tillatelser. Det er ikke avklart hvilken av dem som bestemmer alderen.",
                "Loven sier alderen da tillatelsen ble gitt, men ikke hvilken når det er flere.",
                "latest",
                first="Alderen da den første tillatelsen ble gitt, avgjør.",
                latest="Alderen da den nyeste tillatelsen ble gitt, avgjør.",
            ),
            _question(
                "sum_of_positions",
                "Det er ikke avklart om timene i flere stillinger kan legges sammen.",
                "Loven taler om «stillingen» i entall.",
                "single",
                sum="Timene legges sammen, og personen regnes som i arbeid.",
                single="Hver stilling vurderes for seg, og ingen av dem er stor nok.",
            ),
            _question(
                "job_ended_in_time_decision_later",
                "Det er ikke avklart om retten lever opp igjen når jobben tok slutt før fristen på to år, men vedtaket kommer etter.",
                "Loven sier at jobben må ta slutt innen fristen, men ikke om vedtaket også må komme innen fristen.",
                "limit_passed",
                limit_passed="Også vedtaket må treffes innen to år.",
                revived="Det er nok at jobben tok slutt innen to år.",
            ),
            _question(
                "near_full_time",
                "Det er ikke avklart hvor stor en stilling måtte være for at kommunen kunne si nei.",
                "Den tidligere regelen talte om nær full stilling, uten timetall.",
                "full_only",
                near="Stillingen regnes som nær full.",
                full_only="Bare en full stilling er stor nok.",
            ),
            _question(
                "start_clock_without_agreement",
                "Det er ikke avklart om fristen løper fra bosetting eller fra krav når personen ikke er bosatt etter avtale.",
                "Loven sier tre måneder etter bosetting eller etter at det settes fram krav om program.",
                "from_demand",
                from_settlement="Fristen løper fra bosettingen.",
                from_demand="Fristen løper fra dagen personen krever program.",
            ),
            _question(
                "offer_on_first_january",
                "Tilbudet er gitt 1. januar. Det er ikke avklart om nye eller gamle regler for varighet gjelder.",
                "Forskriften sier «etter 1. januar», og regelen trer i kraft samme dag.",
                "old_rules",
                old_rules="«Etter 1. januar» omfatter ikke selve dagen, og de gamle reglene gjelder.",
                new_rules="Dagen er med, og de nye reglene gjelder.",
            ),
            _question(
                "goal_changed_after_offer",
                "Sluttmålet er endret etter at de nye reglene kom. Det er ikke avklart hvilke regler for varighet som gjelder.",
                "Forskriften ser på datoen for tilbudet, men sier ikke hva som gjelder når sluttmålet settes på nytt.",
                "by_offer",
                by_offer="Datoen for tilbudet avgjør, også etter at målet er endret.",
                by_goal="Målet er satt etter nye regler, og de nye reglene gjelder.",
            ),
            _question(
                "vocational_goal_before_2026",
                "Det er ikke avklart hvor lenge programmet kan vare når fagopplæring er mål etter de gamle reglene.",
                "De gamle reglene nevner fullført videregående opplæring, men ikke fag- og yrkesopplæring for seg.",
                "as_upper_secondary",
                as_upper_secondary="Fag- og yrkesopplæring regnes som fullført videregående opplæring.",
                as_other_goal="Fag- og yrkesopplæring regnes som et annet mål.",
            ),
            _question(
                "under_25_measured",
                "Personen fyller 25 år underveis. Det er ikke avklart hvilken dag alderen skal måles.",
                "Loven sier «under 25 år», men ikke når.",
                "last_date",
                first_date="Alderen måles på den første datoen i saken, og personen er under 25 år.",
                last_date="Alderen måles på den siste datoen i saken, og personen har fylt 25 år.",
            ),
            _question(
                "over_55_measured",
                "Det er ikke avklart hvilken dag alderen måles for regelen om at deltakere over 55 år skal kvalifisere for arbeid.",
                "Loven sier «deltagere over 55 år», men ikke når alderen måles.",
                "last_date",
                first_date="Alderen måles da tillatelsen ble gitt.",
                last_date="Alderen måles når sluttmålet settes.",
            ),
            _question(
                "fifteen_hours_running_programme",
                "Det er ikke avklart om kravet om timer i arbeidsrettede tiltak gjelder programmer som startet før 2026.",
                "Loven har ingen overgangsregel for kravet.",
                "applies",
                applies="Kravet gjelder alle fra 1. januar 2026.",
                not_applied="Kravet gjelder bare programmer som starter i 2026 eller senere.",
            ),
            _question(
                "fifteen_hours_section_34_before_2026",
                "Vi har ikke sett den midlertidige forskriften om timer for kollektiv beskyttelse før 2026.",
                "Veiledning taler om 15 timer i uka fra fjerde måned. Forskriften er ikke lest.",
                "guidance",
                guidance="Kravet i veiledningen gjaldt.",
                no_minimum="Det gjaldt ikke noe krav om timer.",
            ),
            _question(
                "added_time_counting",
                "Det er ikke avklart om alle fraværsdagene eller bare dagene ut over ti legges til programtiden.",
                "Forskriften sier at fravær «som til sammen er over ti virkedager» kommer i tillegg.",
                "all_days",
                all_days="Når fraværet er over ti virkedager, legges alle dagene til.",
                excess_only="Bare dagene ut over ti legges til.",
            ),
            _question(
                "couple_rate_commencement",
                "Det er ikke avklart om den lavere satsen for par uten barn var satt i kraft på denne datoen.",
                "Regelen ble vedtatt i juni 2024. Datoen den ble satt i kraft, er ikke funnet.",
                "in_force",
                in_force="Regelen er satt i kraft, og hver av dere får fem seksdeler.",
                not_in_force="Regelen er ikke satt i kraft, og satsen er uendret.",
            ),
            _question(
                "deduction_decision_test",
                "Det er ikke avklart om begge vilkårene må være oppfylt for at et trekk er et enkeltvedtak.",
                "Vilkårene er halvparten av en utbetaling og en tolvdel av grunnbeløpet. Lovteksten er ikke lest.",
                "joint",
                joint="Begge vilkårene må være oppfylt.",
                alternative="Det er nok at ett av vilkårene er oppfylt.",
            ),
            _question(
                "section_43h_after_june_2026",
                "Regelen om bytte fra kollektiv beskyttelse er opphevet fra 1. juli 2026. Det er ikke avklart hva som gjelder nå.",
                "Opphevelsen har ingen overgangsregel for den som byttet tillatelse før, eller som deltar ennå.",
                "still_applies",
                still_applies="Den som fikk vedtak etter de midlertidige reglene, får fortsatt ikke nye rettigheter.",
                ordinary_rules="De vanlige reglene gjelder for den nye tillatelsen.",
            ),
            _question(
                "asylum_application_on_first_day",
                "Søknaden kom 1. januar 2021. Det er ikke avklart om den regnes som før eller etter at loven trådte i kraft.",
                "Overgangsregelen taler om søknad etter ikrafttredelsen.",
                "new_act",
                old_act="Søknaden følger introduksjonsloven.",
                new_act="Søknaden følger integreringsloven.",
            ),
        )
    }
)


def check_readings(readings: Readings) -> None:
    """Raises UnknownReading when a chosen reading does not exist."""
    for question, option in readings.items():
        known = OPEN_QUESTIONS.get(question)
        if known is None:
            raise UnknownReading(f"Ukjent spørsmål «{question}». Velg blant: {', '.join(sorted(OPEN_QUESTIONS))}.")
        if option not in known.options:
            raise UnknownReading(f"Ukjent svar «{option}» på «{question}». Velg blant: {', '.join(known.options)}.")


def explore(decide: Callable[[Callable[[str], str]], T], chosen: Readings) -> list[tuple[dict[str, str], T]]:
    """Runs `decide` once for each combination of readings it asks about, and gives the path and answer of each run.

    `decide` gets a function that answers a question id with an option id. Chosen readings are used as they are, noted in the
    path, and not branched. The order follows the order the options are written in, so the answers come in a stable order.
    """
    branches: list[tuple[dict[str, str], T]] = []
    waiting: list[dict[str, str]] = [{}]
    while waiting:
        path = waiting.pop(0)

        def ask(question: str, path: dict[str, str] = path) -> str:
            if question in chosen:
                path[question] = chosen[question]
            if question not in path:
                first, *others = OPEN_QUESTIONS[question].options
                # The branches that split off here go before those that split off earlier, so the first option's tree is finished first.
                waiting[:0] = [{**path, question: option} for option in others]
                path[question] = first
            return path[question]

        branches.append((path, decide(ask)))
    return branches
