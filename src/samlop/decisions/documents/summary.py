"""Builds the short summary in the participant's language out of translated phrases and the plan's own figures."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from babel import Locale
from babel.dates import format_date

from samlop.core.calendar import short_date
from samlop.core.languages import direction, language_name
from samlop.decisions.content import Kind, PlanContent
from samlop.decisions.phrases import FALLBACK, LANGUAGES, NORWEGIAN, SOURCE, Phrasebook

_LOCALE = {"nb": "nb", "en": "en_GB", "uk": "uk", "ar": "ar", "ti": "ti"}
# Month names in Tigrinya are used with the Ethiopian calendar too; the figures leave no doubt which day it is.
_TWO_CALENDARS = frozenset({"ti"})
_COMMA = frozenset({"nb", "uk"})


@dataclass(frozen=True, slots=True)
class Section:
    """The summary in one language. `blocks` are (what, text): `p` a paragraph, `item` a line of a list, `norwegian` a
    text in bokmål. `warnings` say, in the language and in bokmål, that nobody has checked the words; empty when approved.
    """

    language: str
    direction: str
    heading: str
    page_hint: tuple[str, str]
    warnings: tuple[str, ...]
    blocks: tuple[tuple[str, str], ...]


def languages_for(language: str) -> tuple[str, ...]:
    """The languages a participant's summary is written in: her own, or bokmål and English when there is none."""
    base = language.split("-")[0]
    if base in NORWEGIAN:
        return ()
    return (base,) if base in LANGUAGES else (SOURCE, FALLBACK)


def write(content: PlanContent, books: Mapping[str, Phrasebook]) -> tuple[Section, ...]:
    """The summary, one section per language of `languages_for`. `books` has a phrasebook for each of them."""
    wanted = content.participant.language
    languages = languages_for(wanted)
    missing = wanted if len(languages) > 1 else None
    return tuple(_section(content, books[language], missing) for language in languages)


def _section(content: PlanContent, book: Phrasebook, missing: str | None) -> Section:
    said: list[str] = []

    def say(key: str, **values: str) -> str:
        said.append(key)
        return book.say(key, **values)

    def day(date: dt.date) -> str:
        return _day(date, book.language)

    duration = content.duration
    blocks = [("p", say("counts"))]
    if missing is not None:
        blocks.insert(0, ("p", say("no_language", språk=_name_of(missing, book.language))))
    decided = "changed" if content.kind is Kind.CHANGE else "decided"
    blocks += [
        ("p", say(decided, kommune=content.municipality)),
        ("item", say("start", dato=day(duration.starts_on))),
        ("item", say("last_day", dato=day(duration.last_day))),
        ("item", say("months", tall=str(duration.months))),
        ("item", say("hours", tall=_number(content.weekly_hours, book.language))),
    ]
    goal = f"goal_{content.goal.code}"
    words = say(goal) if book.has(goal) else content.goal.words
    blocks += [("p", say("goal", mål=words)), ("p", say("language_goal"))]
    blocks += [("item", say(f"skill_{g.skill}", nivå=g.level)) for g in content.language_goals]
    if content.long_term_goal:
        blocks += [("p", say("long_term")), ("norwegian", content.long_term_goal)]
    blocks.append(("p", say("elements")))
    for element in content.elements:
        name = say(f"element_{element.kind}")
        tall = _number(element.hours_per_week, book.language)
        blocks.append(("item", say("element_line", tiltak=name, tall=tall)))
    blocks += [("p", say("contract")), ("item", say("contract_municipality")), ("item", say("contract_participant"))]
    if content.review_on:
        blocks.append(("p", say("review", dato=day(content.review_on))))
    blocks += [("p", say(key)) for key in ("complain", "complain_how", "see_file", "interpreter")]
    plain = "" if missing is None else "plain_"
    heading, hint = say(f"{plain}heading"), say(f"{plain}page_hint", side="\0").split("\0")
    drafted = not all(book.phrases[key].approved for key in said)
    warnings = ()
    if drafted:
        norwegian = f"Sammendraget på {language_name(book.language)} er oversatt av en maskin. Ingen oversetter har kontrollert det ennå."
        warnings = (book.say("machine"), norwegian)
    return Section(
        book.language, direction(book.language), heading, (hint[0], hint[1]), warnings, tuple(_one_line(blocks))
    )


def _one_line(blocks):
    return [(what, " ".join(text.split()) if what != "norwegian" else text) for what, text in blocks]


def _day(date: dt.date, language: str) -> str:
    words = format_date(date, "long", locale=_LOCALE[language])
    return f"{words} ({short_date(date)})" if language in _TWO_CALENDARS else words


def _number(number: Decimal, language: str) -> str:
    figures = f"{number.normalize():f}"
    return figures.replace(".", ",") if language in _COMMA else figures


def _name_of(language: str, in_language: str) -> str:
    if not language:
        return {SOURCE: "språket ditt", FALLBACK: "your language"}[in_language]
    if in_language == SOURCE:
        return language_name(language)
    names = Locale(in_language).languages
    return names.get(language.replace("-", "_")) or names.get(language.split("-")[0]) or language_name(language)
