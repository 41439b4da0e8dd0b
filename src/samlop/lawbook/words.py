"""Holds the headings of an explanation in both languages, and the words that both halves of the room use."""

from collections.abc import Mapping
from typing import Any

from samlop.law.english import part_en
from samlop.law.finding import unjson
from samlop.law.words import say, say_kroner

EXPLAIN: dict[str, dict[str, str]] = {
    "nb": {
        "as_of": "Vurdert for",
        "answer": "Svaret",
        "sure": "Hvor sikkert",
        "facts": "Opplysningene svaret bygger på",
        "fact": "Opplysning",
        "value": "Verdi",
        "source": "Kilde",
        "now": "nå",
        "no_facts": "Svaret bygger ikke på opplysninger om personen.",
        "missing": "Dette mangler",
        "version": "Hvilken versjon av regelen, og hvorfor",
        "no_version": "Regelen har bare én versjon.",
        "read_in": "Lest i",
        "readings": "Slik er loven lest",
        "open": "Loven kan leses på flere måter",
        "same": "Alle måter å lese loven på gir samme svar her.",
        "chosen": "Valgt",
        "gives": "Da gjelder",
        "why_open": "Hvorfor det er uklart",
        "paragraphs": "Paragrafene, med våre ord",
        "no_text": "Vi har ikke skrevet denne paragrafen med våre ord ennå.",
        "change": "Dette kan endre svaret",
        "neighbours": "Prøvd: én ting annerledes, og svaret blir et annet",
        "not_covered": "Ikke avklart",
        "rule": "Om regelen: versjoner, satser og saker som prøver den",
        "print": "Siden kan skrives ut, med alle kilder.",
        "frozen": "Slik svaret var da, med opplysningene fra da. Det er ikke regnet ut på nytt.",
    },
    "en": {
        "as_of": "Assessed for",
        "answer": "The answer",
        "sure": "How sure",
        "facts": "The facts the answer rests on",
        "fact": "Fact",
        "value": "Value",
        "source": "Source",
        "now": "now",
        "no_facts": "The answer does not rest on facts about the person.",
        "missing": "This is missing",
        "version": "Which version of the rule, and why",
        "no_version": "The rule has one version only.",
        "read_in": "Read in",
        "readings": "How the law is read",
        "open": "The law can be read in several ways",
        "same": "Every way to read the law gives the same answer here.",
        "chosen": "Chosen",
        "gives": "Then",
        "why_open": "Why it is not clear",
        "paragraphs": "The provisions, in our words",
        "no_text": "We have not yet put this section into our own words.",
        "change": "This can change the answer",
        "neighbours": "Tried: one thing different, and the answer is another",
        "not_covered": "Not settled",
        "rule": "About the rule: versions, rates and the cases that test it",
        "print": "The page can be printed, with all sources.",
        "frozen": "The answer as it was then, on the facts of that day. It has not been worked out again.",
    },
}


def language_of(data: Any) -> str:
    """The language asked for: bokmål unless it is English."""
    return "en" if data.get("sprak") == "en" else "nb"


def ore_in_words(ore: int) -> str:
    """An amount in øre, as kroner."""
    return say_kroner(ore).replace(",00 kroner", " kroner")


def said(value: Any, name: str = "") -> str:
    """A fact, an answer or a part of a version in words. `name` tells what is money."""
    if isinstance(value, Mapping):
        return (
            "; ".join(f"{part_en(key)}: {said(item, key)}" for key, item in value.items() if item is not None)
            or "ingen"
        )
    if isinstance(value, list | tuple):
        joined = "; " if any(isinstance(item, Mapping) for item in value) else ", "
        return joined.join(said(item, name) for item in value) or "ingen"
    if name.endswith("_ore") and isinstance(value, int) and not isinstance(value, bool):
        return ore_in_words(value)
    words = say(unjson(value))
    return words.replace("_", " ") if words.isidentifier() else words
