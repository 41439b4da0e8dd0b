"""Writes the documentation of the legal content of the product (forvaltningsloven 2025 § 13) as one paper, with date and version."""

import datetime as dt
from collections import Counter
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from samlop.core.calendar import long_date
from samlop.decisions.documents.render import Paper, laid_out
from samlop.law.finding import Verification
from samlop.law.paragraphs import sections
from samlop.law.parameters import parameter_names
from samlop.law.readings import OPEN_QUESTIONS
from samlop.lawbook import index
from samlop.lawbook.queries import browser

_TEMPLATE = Path(__file__).parent / "document.typ"


def render(*, at: dt.datetime) -> Paper:
    """The whole document. The same law on the same day gives the same bytes."""
    return laid_out(_TEMPLATE, content(at.date()), at=dt.datetime.combine(at.date(), dt.time(12), at.tzinfo))


def content(on: dt.date) -> dict[str, Any]:
    """Everything the document prints, as text."""
    reads = index.index().values()
    sure = Counter(read.verification for read in reads)
    return {
        "title": "Regelverket i Samløp",
        "file_title": "Regelverket i Samløp",
        "footer": f"Regelverket i Samløp · versjon {_version()} · {long_date(on)}",
        "municipality": "Samløp",
        "made": [on.year, on.month, on.day],
        "stamp": f"Samløp versjon {_version()}, laget {long_date(on)}",
        "about": [
            "Dokumentet beskriver det rettslige innholdet i Samløp: hva hver regel svarer på, hvilke paragrafer den bygger "
            "på, hvilke versjoner og satser som gjelder fra når, hva som er åpent, og hvor sikker hver kilde er. "
            "Det er dokumentasjonen forvaltningsloven av 2025 § 13 ber om.",
            "Teksten om paragrafene er våre ord. Loven selv står på Lovdata. Navnene på delene av en sats står på engelsk, "
            "slik de er skrevet i regelverket.",
        ],
        "sure": [(each.label.capitalize(), f"{sure[each]} regler") for each in Verification],
        "themes": [_theme(title, [r for r in reads if r.theme == theme], on) for theme, title in index.THEMES.items()],
        "sections": [(key, sections()[key].nb) for key in index.rules_by_section() if key in sections()],
        "parameters": [_parameter(name, on) for name in parameter_names()],
        "questions": [
            {
                "text": q.text,
                "why": q.why,
                "options": [_option(text, id == q.default) for id, text in q.options.items()],
            }
            for q in OPEN_QUESTIONS.values()
        ],
    }


def _theme(title: str, reads: list[index.Read], on: dt.date) -> dict[str, Any]:
    return {"title": title, "rules": [_rule(read, on) for read in reads]}


def _rule(read: index.Read, on: dt.date) -> dict[str, Any]:
    pages = [browser.parameter_page(name, on) for name in read.parameters]
    current = [f"{page.title} ({v.period.lower()})" for page in pages for v in page.versions if v.mark == "now"]
    return {
        "title": read.rule.title,
        "about": [
            ("Hjemmel", ", ".join(map(str, read.rule.basis))),
            ("Hvor sikkert", read.verification.label),
            ("Regner med", "; ".join(current)),
            ("Saker som prøver regelen", str(len(read.cases))),
            ("I regelsamlingen", ", ".join(read.rule.catalogue)),
        ],
        "questions": [OPEN_QUESTIONS[name].text for name in read.questions],
    }


def _parameter(name: str, on: dt.date) -> dict[str, Any]:
    page = browser.parameter_page(name, on)
    return {
        "title": page.title,
        "about": f"Versjonen velges ut fra {page.anchor}.",
        "versions": [
            {
                "period": ". ".join(part for part in (v.period, v.known, v.state) if part),
                "parts": list(v.parts),
                "source": f"{v.sure.capitalize()}. {v.source}",
            }
            for v in page.versions
        ],
    }


def _option(text: str, proposed: bool) -> str:
    return f"{text} (forslaget fra Samløp)" if proposed else text


def _version() -> str:
    try:
        return version("samlop")
    except PackageNotFoundError:
        return "under utvikling"
