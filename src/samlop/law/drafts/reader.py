"""Reads a draft rule set from TOML, and finds every problem in it before it is used.

title = "60 år fra 1. januar 2027"
about = "…"                                  # optional

[[version]]                                  # a new or changed version of a parameter
parameter = "work_oriented_hours"
valid_from = 2027-01-01                      # inclusive; valid_to is exclusive, and optional
number = 20                                  # its own data; what is not said stays as it was
says = "20 timer i uka"                      # optional: the change in words, for those who read the result

[[in_force]]                                 # an adopted rule comes into force
parameter = "target_group_age"
on = 2027-01-01

[[end]]                                      # from this day the parameter has no version
parameter = "work_oriented_hours"
on = 2027-07-01

[[reading]]                                  # an open question is answered, from the day if one is given
question = "age_60_transition"
answer = "new_limit"
on = 2027-01-01
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from itertools import combinations
from typing import Any

from samlop.law.drafts.draft import Draft, DraftError
from samlop.law.drafts.timeline import Span, Timeline
from samlop.law.overlay import Overlay
from samlop.law.parameters import Parameter, Value, enacted, parameter_names
from samlop.law.readings import OPEN_QUESTIONS
from samlop.law.words import say_date

LONGEST = 200_000  # characters; the shipped drafts have a few hundred
_FIRST, _LAST = date(1900, 1, 1), date(2100, 1, 1)
_TOP = ("title", "about", "version", "in_force", "end", "reading")
_ABOUT_VERSION = ("parameter", "valid_from", "valid_to", "known_from", "id", "source", "says")


def load_draft(text: str, name: str) -> Draft:
    """Reads a draft. Raises DraftError with every problem: which field, what is wrong, and what to write instead."""
    if len(text) > LONGEST:
        raise DraftError(name, [f"Filen er på mer enn {LONGEST} tegn. Et utkast er kort: del det i flere."])
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        place = str(wrong).partition("(")[2].rstrip(")").replace("at line", "linje").replace("column", "tegn")
        place = place.replace("at end of document", "slutten av filen")
        raise DraftError(
            name, [f"Filen er ikke gyldig TOML. Se {place or 'hele filen'}: skriv «felt = verdi» på hver linje."]
        ) from None
    except RecursionError:
        raise DraftError(name, ["Filen er for dypt nøstet. Skriv «felt = verdi» på hver linje."]) from None
    return _Reader(name, raw).draft()


class _Reader:
    """Reads one draft and collects its problems."""

    def __init__(self, name: str, raw: Mapping[str, Any]) -> None:
        self.name, self.raw = name, raw
        self.problems: list[str] = []
        self.changes: list[tuple[date | None, str]] = []
        self.timelines: dict[str, Timeline] = {}
        self.readings: list[tuple[str, str, date]] = []

    def draft(self) -> Draft:
        self._unknown("Utkastet", self.raw, _TOP)
        title = self._text("title", needed=True)
        about = self._text("about")
        spans: list[Span] = []
        for place, row in self._rows("in_force", ("parameter", "on")):
            spans += self._commenced(place, row)
        for place, row in self._rows("version", None):
            spans += self._version(place, row)
        for place, row in self._rows("end", ("parameter", "on")):
            spans += self._ended(place, row)
        self._overlaps(spans)
        for place, row in self._rows("reading", ("question", "answer", "on")):
            self._reading(place, row)
        if not self.problems and not self.changes:
            self.problems.append(
                "Utkastet endrer ingenting. Skriv minst én [[version]], [[in_force]], [[end]] eller [[reading]]."
            )
        if self.problems:
            raise DraftError(self.name, self.problems)
        for span in spans:
            self.timelines.setdefault(span.parameter.name, Timeline(span.parameter)).put(span)
        overlay = Overlay({key: made.parameter() for key, made in self.timelines.items()}, tuple(self.readings))
        told = sorted(self.changes, key=lambda pair: pair[0] or _FIRST)
        first_day = min((day for day, _ in told if day), default=None)
        return Draft(self.name, title, about, tuple(said for _, said in told), first_day, overlay)

    def _commenced(self, place: str, row: Mapping[str, Any]) -> Iterator[Span]:
        found, day = self._parameter(place, row), self._day(place, row, "on", needed=True)
        if found is None:
            return
        if not found.adopted:
            ready = [name for name in parameter_names() if enacted(name).adopted]
            self.problems.append(
                f"{place}: «{found.name}» har ingen regel som er vedtatt og ikke satt i kraft. Velg blant: {', '.join(ready)}."
            )
        elif day is not None:
            self._tell(day, f"{found.title}: det som er vedtatt, settes i kraft.")
            yield Span(found, day, None, found.adopted[0], {})

    def _version(self, place: str, row: Mapping[str, Any]) -> Iterator[Span]:
        found = self._parameter(place, row)
        first = self._day(place, row, "valid_from", needed=True)
        last = self._day(place, row, "valid_to")
        known = self._day(place, row, "known_from")
        if first is not None and last is not None and last <= first:
            self.problems.append(
                f"{place}: «valid_to» er {say_date(last)}, men skal være etter «valid_from» {say_date(first)}. "
                "Rett en av datoene. Siste dag er dagen før «valid_to»."
            )
            return
        if found is None or first is None:
            return
        data = {key: item for key, item in row.items() if key not in _ABOUT_VERSION}
        base = self._base(place, row, found, first)
        if base is None or not self._data_fits(place, data, found, has_id="id" in row):
            return
        until = f" til {say_date(last)}" if last else ""
        words = row.get("says")
        if words is not None and not (isinstance(words, str) and words.strip()):
            self.problems.append(f"{place}: «says» skal være en tekst som sier hva endringen går ut på.")
            return
        said = (words or "").strip().rstrip(".") or (
            ", ".join(f"{key} = {_said(item)}" for key, item in data.items())
            or f"som reglene fra {say_date(base.valid_from)}"
        )
        self._tell(first, f"{found.title}: {said}.", until)
        source = row.get("source")
        if source is not None and not isinstance(source, str):
            self.problems.append(f"{place}: «source» skal være en tekst.")
            return
        yield Span(found, first, last, base, data, source or f"Utkast: {self.name}", known)

    def _base(self, place: str, row: Mapping[str, Any], found: Parameter, first: date) -> Value | None:
        """Gives the version whose data stand where the draft says nothing: the one named by `id`, else the one on the day."""
        versions = (*found.values, *found.adopted)
        if "id" not in row:
            return found.get(first) or versions[0]
        named = [value for value in versions if value.id and value.id == row["id"]]
        if named:
            return named[-1]
        ids = [value.id for value in versions if value.id]
        way_out = (
            f"Velg blant: {', '.join(ids)}." if ids else "Fjern «id»: versjonene av denne parameteren har ikke navn."
        )
        self.problems.append(
            f"{place}: «{found.name}» har ingen versjon med navnet «{row['id']}».{_nearest(row['id'], ids)} {way_out}"
        )
        return None

    def _data_fits(self, place: str, data: Mapping[str, Any], found: Parameter, *, has_id: bool) -> bool:
        known: dict[str, Any] = {}
        for value in (*found.adopted, *found.values):
            known.update(value.data)
        before = len(self.problems)
        for key, item in data.items():
            if key not in known:
                self.problems.append(
                    f"{place}: «{found.name}» har ikke feltet «{key}».{_nearest(key, known)} Tillatt: {', '.join(known) or 'ingen'}."
                )
            elif wrong := _unlike(item, known[key]):
                self.problems.append(f"{place}: «{key}» har verdien «{_said(item)}». {wrong}")
        if not data and not has_id:
            self.problems.append(
                f"{place}: versjonen endrer ingenting. Skriv minst ett av feltene {', '.join(known) or 'ingen'}, eller «id»."
            )
        return len(self.problems) == before

    def _ended(self, place: str, row: Mapping[str, Any]) -> Iterator[Span]:
        found, day = self._parameter(place, row), self._day(place, row, "on", needed=True)
        if found is not None and day is not None:
            self._tell(day, f"{found.title}: ingen regel lenger. Svarene må vurderes for hånd.")
            yield Span(found, day, None, None, {})

    def _overlaps(self, spans: Iterable[Span]) -> None:
        """Refuses two changes of one parameter that hold on the same day: nobody could say which of them counts."""
        for one, other in combinations(sorted(spans, key=lambda span: span.first), 2):
            if one.parameter is other.parameter and (one.last is None or other.first < one.last):
                # Only a version has a last day, and it must be after its first.
                way_out = "Fjern en av dem."
                if one.data and one.first < other.first:
                    way_out = f"Sett «valid_to = {other.first.isoformat()}» på den første, eller fjern en av dem."
                self.problems.append(
                    f"To endringer av «{one.parameter.name}» gjelder samtidig fra {say_date(other.first)}. {way_out}"
                )

    def _reading(self, place: str, row: Mapping[str, Any]) -> None:
        question, option = row.get("question"), row.get("answer")
        day = self._day(place, row, "on")
        known = OPEN_QUESTIONS.get(question) if isinstance(question, str) else None
        if known is None:
            near = _nearest(question, OPEN_QUESTIONS)
            self.problems.append(
                f"{place}: det åpne spørsmålet «{question}» finnes ikke.{near} Velg blant: {', '.join(sorted(OPEN_QUESTIONS))}."
                if question is not None
                else f"{place}: feltet «question» mangler. Skriv navnet på det åpne spørsmålet."
            )
        elif option not in known.options:
            self.problems.append(
                f"{place}: «answer» har verdien «{option}», som ikke er et svar på «{question}». Velg blant: {', '.join(known.options)}."
            )
        elif any((question, day or _FIRST) == (earlier[0], earlier[2]) for earlier in self.readings):
            self.problems.append(f"{place}: «{question}» er besvart to ganger fra samme dag. Fjern det ene svaret.")
        else:
            self.readings.append((known.id, str(option), day or _FIRST))
            self._tell(day, f"{known.text} Utkastet svarer: {known.options[str(option)]}")

    def _tell(self, day: date | None, said: str, until: str = "") -> None:
        self.changes.append((day, said if day is None else f"Fra {say_date(day)}{until}: {said}"))

    def _rows(self, kind: str, allowed: tuple[str, ...] | None) -> Iterator[tuple[str, Mapping[str, Any]]]:
        given = self.raw.get(kind, [])
        if not isinstance(given, list) or not all(isinstance(row, dict) for row in given):
            self.problems.append(f"«{kind}» skal skrives som [[{kind}]] med to klammer, én gang for hver endring.")
            return
        for number, row in enumerate(given, start=1):
            place = f"[[{kind}]] nummer {number}"
            if allowed is not None:
                self._unknown(place, row, allowed)
            yield place, row

    def _parameter(self, place: str, row: Mapping[str, Any]) -> Parameter | None:
        name = row.get("parameter")
        if isinstance(name, str) and name in parameter_names():
            return enacted(name)
        if name is None:
            self.problems.append(f"{place}: feltet «parameter» mangler. Skriv navnet på det som skal endres.")
        else:
            near = _nearest(name, parameter_names())
            self.problems.append(
                f"{place}: parameteren «{name}» finnes ikke.{near} Velg blant: {', '.join(parameter_names())}."
            )
        return None

    def _day(self, place: str, row: Mapping[str, Any], key: str, *, needed: bool = False) -> date | None:
        given = row.get(key)
        if given is None:
            if needed:
                self.problems.append(f"{place}: feltet «{key}» mangler. Skriv en dato, for eksempel 2027-01-01.")
            return None
        if not isinstance(given, date) or isinstance(given, datetime):
            self.problems.append(
                f"{place}: «{key}» har verdien «{given}», som ikke er en dato. Skriv år-måned-dag uten anførselstegn, for eksempel 2027-01-01."
            )
            return None
        if not _FIRST <= given < _LAST:
            self.problems.append(
                f"{place}: «{key}» har året {given.year}. Året må være mellom {_FIRST.year} og {_LAST.year - 1}."
            )
            return None
        return given

    def _text(self, key: str, *, needed: bool = False) -> str:
        given = self.raw.get(key)
        if given is None and not needed:
            return ""
        if not isinstance(given, str) or not given.strip():
            self.problems.append(f'Feltet «{key}» mangler, eller er ikke tekst. Skriv for eksempel {key} = "…".')
            return ""
        return given.strip()

    def _unknown(self, place: str, row: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
        for key in row:
            if key not in allowed:
                self.problems.append(
                    f"{place}: feltet «{key}» er ukjent.{_nearest(key, allowed)} Tillatt: {', '.join(allowed)}."
                )


def _unlike(given: Any, known: Any) -> str:
    """Says what is wrong when data are of another kind than what the parameter has; nothing when they are alike."""
    number = (int, float)
    if isinstance(known, bool) or isinstance(given, bool):
        return "" if isinstance(known, bool) and isinstance(given, bool) else "Skriv true eller false."
    if isinstance(known, number):
        return "" if isinstance(given, number) and given >= 0 else "Skriv et tall, null eller mer."
    if isinstance(known, dict):
        if not isinstance(given, dict):
            return f"Skriv felt og verdi i krøllparentes. Felt: {', '.join(known)}."
        wrong = [key for key in given if key not in known]
        if wrong:
            return f"Feltet «{wrong[0]}» er ukjent.{_nearest(wrong[0], known)} Tillatt: {', '.join(known)}."
        return next((said for key, item in given.items() if (said := _unlike(item, known[key]))), "")
    if isinstance(known, list):
        return "" if isinstance(given, list) and given else "Skriv en liste i hakeparentes."
    if isinstance(known, date):
        return "" if type(given) is date else "Skriv en dato uten anførselstegn, for eksempel 2027-01-01."
    return "" if isinstance(given, str) else "Skriv en tekst i anførselstegn."


def _said(item: Any) -> str:
    if isinstance(item, dict):
        return ", ".join(f"{key} {_said(part)}" for key, part in item.items())
    if isinstance(item, bool):
        return "ja" if item else "nei"
    if isinstance(item, list):
        return ", ".join(_said(part) for part in item)
    return say_date(item) if isinstance(item, date) else str(item)


def _nearest(given: Any, known: Iterable[str]) -> str:
    close = get_close_matches(str(given), list(known), n=1, cutoff=0.6)
    return f" Mente du «{close[0]}»?" if close else ""
