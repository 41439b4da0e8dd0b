"""Names the acts and points at their provisions, so that a reference cannot be misspelt and always prints the same way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any


class Act(Enum):
    """An act or regulation: the name people use, and its number in Norsk Lovtidend."""

    INTEGRERINGSLOVEN = ("integreringsloven", "lov/2020-11-06-127")
    INTEGRERINGSFORSKRIFTEN = ("integreringsforskriften", "forskrift/2020-12-15-2912")
    INTRODUKSJONSLOVEN = ("introduksjonsloven", "lov/2003-07-04-80")
    UTLENDINGSLOVEN = ("utlendingsloven", "lov/2008-05-15-35")
    FORVALTNINGSLOVEN = ("forvaltningsloven", "lov/1967-02-10")
    DOMSTOLLOVEN = ("domstolloven", "lov/1915-08-13-5")
    OPPLAERINGSLOVA = ("opplæringslova", "lov/2023-06-09-30")
    FOLKETRYGDLOVEN = ("folketrygdloven", "lov/1997-02-28-19")
    TILTAKSPENGEFORSKRIFTEN = ("tiltakspengeforskriften", "forskrift/2013-11-04-1286")
    UTLENDINGSFORSKRIFTEN = ("utlendingsforskriften", "forskrift/2009-10-15-1286")
    STATSBORGERLOVEN = ("statsborgerloven", "lov/2005-06-10-51")
    DEKNINGSLOVEN = ("dekningsloven", "lov/1984-06-08-59")
    SKATTELOVEN = ("skatteloven", "lov/1999-03-26-14")
    BARNETRYGDLOVEN = ("barnetrygdloven", "lov/2002-03-08-4")
    KONTANTSTOTTELOVEN = ("kontantstøtteloven", "lov/1998-06-26-41")
    SOSIALTJENESTELOVEN = ("sosialtjenesteloven", "lov/2009-12-18-131")
    BUSTOTTELOVA = ("bustøttelova", "lov/2012-08-24-64")
    BUSTOTTEFORSKRIFTEN = ("forskrift om bustøtte", "forskrift/2012-11-29-1283")
    SUPPLERANDE_STONAD = ("lov om supplerande stønad", "lov/2005-04-29-21")
    TILTAKSFORSKRIFTEN = ("tiltaksforskriften", "forskrift/2015-12-11-1598")
    UNGDOMSPROGRAMFORSKRIFTEN = ("forskrift om forsøk med ungdomsprogram", "forskrift/2025-06-20-1182")
    HUSBANKFORSKRIFTEN = ("forskrift om lån fra Husbanken", "forskrift/2019-11-18-1546")
    FORVALTNINGSLOVEN_2025 = ("forvaltningsloven (2025)", "lov/2025-06-20-81")
    EFORVALTNINGSFORSKRIFTEN = ("eForvaltningsforskriften", "forskrift/2004-06-25-988")
    TOLKELOVEN = ("tolkeloven", "lov/2021-06-11-79")
    VERGEMALSLOVEN = ("vergemålsloven", "lov/2010-03-26-9")
    ARKIVLOVA = ("arkivlova", "lov/1992-12-04-126")
    ARKIVLOVA_2025 = ("arkivlova (2025)", "lov/2025-06-20-96")
    BOKFORINGSLOVEN = ("bokføringsloven", "lov/2004-11-19-73")
    PERSONVERNFORORDNINGEN = ("personvernforordningen", "lov/2018-06-15-38")
    FOLKEREGISTERLOVEN = ("folkeregisterloven", "lov/2016-12-09-88")
    TUBERKULOSEFORSKRIFTEN = ("tuberkuloseforskriften", "forskrift/2009-02-13-205")
    BARNEVERNSLOVEN = ("barnevernsloven", "lov/2021-06-18-97")
    NAV_LOVEN = ("Nav-loven", "lov/2006-06-16-20")
    # What stands in place of an act where none says it; cited whole, with `guidance`.
    IMDI_GRANTS = ("IMDis rundskriv om tilskudd", "https://www.imdi.no/tilskudd/")
    IMDI_SETTLEMENT = ("IMDis veiledning om bosetting", "https://www.imdi.no/planlegging-og-bosetting/")
    IMDI_REGISTER = ("IMDis veiledning om NIR", "https://www.imdi.no/imdinett/")
    HEALTH_GUIDE = (
        "Helsedirektoratets veileder om helsetjenester til flyktninger",
        "https://www.helsedirektoratet.no/",
    )
    NAV_REGISTER = ("Navs regler for arbeidssøkerregisteret", "https://www.nav.no/")
    HKDIR_TESTS = ("HK-dirs veiledning om prøvene", "https://prove.hkdir.no/")
    HKDIR_RECOGNITION = ("HK-dirs veiledning om godkjenning", "https://hkdir.no/")
    SSB_INTRODUCTION = ("SSBs statistikk om introduksjonsordningen", "https://www.ssb.no/introinnv")

    @property
    def short(self) -> str:
        return self.value[0]

    @property
    def lovdata_id(self) -> str:
        return self.value[1]


def _numbers(first: int, last: int, *lettered: str) -> frozenset[str]:
    return frozenset({str(number) for number in range(first, last + 1)} | set(lettered))


# Sections a citation may name. An act that is not listed here is cited too seldom to be worth the list.
_SECTIONS = {
    Act.INTEGRERINGSLOVEN: _numbers(
        1, 53, "12 a", "14 a", "18 a", "18 b", "37 a", "37 b", "37 c", "37 d", "37 e", "37 f", "37 g"
    ),
    Act.INTEGRERINGSFORSKRIFTEN: _numbers(1, 77, "19 a", "65 a", *(f"43 {letter}" for letter in "abcdefghi")),
    Act.INTRODUKSJONSLOVEN: _numbers(1, 27, "20 a"),
}
_ORDINALS = ("første", "andre", "tredje", "fjerde", "femte", "sjette", "sjuende", "åttende", "niende", "tiende")


@dataclass(frozen=True, slots=True)
class Provision:
    """One place in the law. Make it with `cite`, which checks it."""

    act: Act
    section: str | None = None
    paragraph: int | None = None
    sentence: int | None = None
    letter: str | None = None
    chapter: str | None = None

    def __str__(self) -> str:
        if self.section is None:
            return f"{self.act.short} kapittel {self.chapter}" if self.chapter else self.act.short
        # The general data protection regulation has articles, also in Norwegian law.
        mark = "artikkel" if self.act is Act.PERSONVERNFORORDNINGEN else "§"
        parts = [f"{self.act.short} {mark} {self.section}"]
        if self.paragraph:
            parts.append(f"{_ORDINALS[self.paragraph - 1]} ledd")
        if self.sentence:
            parts.append(f"{_ORDINALS[self.sentence - 1]} punktum")
        if self.letter:
            parts.append(f"bokstav {self.letter}")
        return " ".join(parts)

    @property
    def url(self) -> str:
        known = self.act.lovdata_id
        base = known if known.startswith("https:") else f"https://lovdata.no/{known}"
        return f"{base}/§{self.section.replace(' ', '')}" if self.section else base

    def to_dict(self) -> dict[str, Any]:
        given = {
            "act": self.act.name,
            "section": self.section,
            "paragraph": self.paragraph,
            "sentence": self.sentence,
            "letter": self.letter,
            "chapter": self.chapter,
        }
        return {name: value for name, value in given.items() if value is not None} | {
            "text": str(self),
            "url": self.url,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Provision:
        return cls(
            act=Act[data["act"]],
            section=data.get("section"),
            paragraph=data.get("paragraph"),
            sentence=data.get("sentence"),
            letter=data.get("letter"),
            chapter=data.get("chapter"),
        )


@cache
def cite(
    act: Act,
    section: str | None = None,
    paragraph: int | None = None,
    sentence: int | None = None,
    letter: str | None = None,
    *,
    chapter: str | None = None,
) -> Provision:
    """Builds a checked reference: `cite(Act.INTEGRERINGSLOVEN, "12", 2)` prints «integreringsloven § 12 andre ledd».

    Raises ValueError for a section the act does not have, or a paragraph or sentence outside the first ten.
    """
    if (section is None) == (chapter is None):
        raise ValueError("Name either a section or a chapter.")
    known = _SECTIONS.get(act)
    if section is not None and known is not None and section not in known:
        raise ValueError(f"{act.short} has no § {section}.")
    for number in (paragraph, sentence):
        if number is not None and not 1 <= number <= len(_ORDINALS):
            raise ValueError(f"There is no ledd or punktum number {number}.")
    if letter is not None and not (len(letter) == 1 and letter.islower()):
        raise ValueError(f"A letter is one lower-case letter, not {letter!r}.")
    return Provision(act, section, paragraph, sentence, letter, chapter)


def intl(
    section: str, paragraph: int | None = None, sentence: int | None = None, letter: str | None = None
) -> Provision:
    """Cites integreringsloven, by far the most cited act."""
    return cite(Act.INTEGRERINGSLOVEN, section, paragraph, sentence, letter)


def intf(
    section: str, paragraph: int | None = None, sentence: int | None = None, letter: str | None = None
) -> Provision:
    """Cites integreringsforskriften."""
    return cite(Act.INTEGRERINGSFORSKRIFTEN, section, paragraph, sentence, letter)


@cache
def guidance(act: Act) -> Provision:
    """Cites a guide, a circular or an act as a whole, where no single section says it."""
    return Provision(act)


CHAPTER_6A = cite(Act.INTEGRERINGSLOVEN, chapter="6 A")
