"""Checks facts one by one and together, and collects every problem in words that say what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from samlop.law.facts.benefit_together import benefit_problems
from samlop.law.facts.household_together import household_problems
from samlop.law.facts.other_words import in_our_words
from samlop.law.facts.training_together import training_problems
from samlop.law.words import say_date

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_EARLIEST, _LATEST = date(1900, 1, 1), date(2100, 1, 1)
_HOURS_IN_A_WEEK = 7 * 24
_WHOLE_PERCENT = 100
_MOST = 10**12
_LONGEST = 3650

Check = Callable[..., Any]
Codes = Iterable[str] | Callable[[], Iterable[str]]


class Group(StrEnum):
    """What a fact is about: the order and the headings of a form."""

    PERSON = "Personen"
    PERMIT = "Opphold"
    SETTLEMENT = "Bosetting"
    RECEPTION = "Mottak"
    WORK = "Arbeid"
    EDUCATION = "Utdanning"
    TRAINING = "Norsk og samfunnskunnskap"
    TEST = "Prøver"
    EXEMPTION = "Fritak"
    TEACHER = "Læreren"
    PROGRAMME = "Program"
    ABSENCE = "Fravær"
    BENEFIT = "Stønad"
    DECISION = "Plan og vedtak"
    GRANT = "Tilskudd til kommunen"
    REGISTER = "Registrering"
    HOUSEHOLD = "Husstandens økonomi"
    CASE_HANDLING = "Saksbehandling"
    NAV = "Nav"


class FactsError(ValueError):
    """The facts cannot be used. `problems` holds one plain sentence per problem."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(self.problems))


class _Bad(ValueError):
    """One value is wrong. The text completes «Feltet «x» ...»."""


def day(given: Any, _: Any = None) -> date:
    """Reads a date: a date object or ISO text."""
    if isinstance(given, datetime):
        raise _Bad("skal være en dato uten klokkeslett, for eksempel 2026-03-15.")
    if isinstance(given, date):
        value = given
    elif isinstance(given, str):
        try:
            value = date.fromisoformat(given.strip())
        except ValueError:
            raise _Bad(
                f"har verdien «{given}», som ikke er en dato. Skriv år-måned-dag, for eksempel 2026-03-15."
            ) from None
    else:
        raise _Bad(f"har verdien «{given}», som ikke er en dato. Skriv år-måned-dag, for eksempel 2026-03-15.")
    if not _EARLIEST <= value < _LATEST:
        raise _Bad(f"har året {value.year}. Året må være mellom {_EARLIEST.year} og {_LATEST.year - 1}.")
    return value


def flag(given: Any, _: Any = None) -> bool:
    """Reads a truth value; text and numbers are not guessed at."""
    if not isinstance(given, bool):
        raise _Bad(f"har verdien «{given}». Skriv true (ja) eller false (nei).")
    return given


def text(given: Any, _: Any = None) -> str:
    """Reads free text that is not empty."""
    if not isinstance(given, str) or not given.strip():
        raise _Bad(f"har verdien «{given}». Skriv en tekst.")
    return given.strip()


def whole(given: Any, _: Any = None) -> int:
    """Reads a whole number, zero or more."""
    if isinstance(given, bool) or not isinstance(given, int) or given < 0:
        raise _Bad(f"har verdien «{given}». Skriv et helt tall, null eller mer.")
    if given > _MOST:
        raise _Bad("er et for stort tall. Rett tallet.")
    return given


def length(given: Any, _: Any = None) -> int:
    """Reads a number of days, weeks or months: a whole number that a date can be moved by."""
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given <= _LONGEST:
        raise _Bad(f"har verdien «{given}». Skriv et helt tall mellom 0 og {_LONGEST}.")
    return given


def period(given: Any, _: Any = None) -> int:
    """Reads the days of a period that comes again and again: at least one."""
    if not length(given):
        raise _Bad(f"har verdien «{given}». En periode har minst én dag.")
    return int(given)


def credits(given: Any, _: Any = None) -> float:
    """Reads a number of credits, zero or more."""
    if isinstance(given, bool) or not isinstance(given, int | float) or not given >= 0:
        raise _Bad(f"har verdien «{given}». Skriv studiepoengene som et tall, null eller mer.")
    return given


def year(given: Any, _: Any = None) -> int:
    """Reads a calendar year."""
    if isinstance(given, bool) or not isinstance(given, int) or not _EARLIEST.year <= given < _LATEST.year:
        raise _Bad(f"har verdien «{given}». Skriv et årstall mellom {_EARLIEST.year} og {_LATEST.year - 1}.")
    return given


def hours(given: Any, _: Any = None) -> float:
    """Reads a number from zero to the hours in a week."""
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= _HOURS_IN_A_WEEK:
        raise _Bad(f"har verdien «{given}». Skriv et tall mellom 0 og {_HOURS_IN_A_WEEK}.")
    return given


def percent(given: Any, _: Any = None) -> float:
    """Reads a number from zero to the whole."""
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 <= given <= _WHOLE_PERCENT:
        raise _Bad(f"har verdien «{given}». Skriv en prosent mellom 0 og {_WHOLE_PERCENT}.")
    return given


def codes(allowed: Codes) -> Check:
    """Makes a check for one of several codes."""

    def check(given: Any, _: Any = None) -> str:
        known = tuple(allowed() if callable(allowed) else allowed)
        if not isinstance(given, str) or given not in known:
            raise _Bad(
                f"har verdien «{given}», som ikke er en kjent kode.{_nearest(given, known)} Tillatt: {', '.join(known)}."
            )
        return given

    check.allowed = allowed  # type: ignore[attr-defined]  # so that a form, and «what if», can offer the codes
    return check


def codes_of(check: Check) -> tuple[str, ...]:
    """Gives the codes a fact may have, for a fact that is one of several codes; else none."""
    allowed: Codes = getattr(check, "allowed", ())
    return tuple(allowed() if callable(allowed) else allowed)


def many_of(allowed: Codes) -> Check:
    """Makes a check for a list of codes."""
    one = codes(allowed)

    def check(given: Any, types: Mapping[str, type]) -> tuple[str, ...]:
        return tuple(one(item, types) for item in _list(given))

    check.allowed_each = allowed  # type: ignore[attr-defined]  # so that a form can offer the codes
    return check


def switch(*allowed: str) -> Check:
    """Makes a check for named commencement dates: rules that are adopted, and the date they are said to be in force."""

    def check(given: Any, _: Mapping[str, type]) -> Mapping[str, date | None]:
        if not isinstance(given, Mapping):
            raise _Bad(f"skal ha navn og verdi. Tillatt: {', '.join(allowed)}.")
        for name in given:
            if name not in allowed:
                raise _Bad(f"har det ukjente valget «{name}». Tillatt: {', '.join(allowed)}.")
        return {name: None if value is None else day(value) for name, value in given.items()}

    return check


def permit_rows(allowed: Codes) -> Check:
    """Makes a check for a list of permits."""

    def check(given: Any, types: Mapping[str, type]) -> tuple[Any, ...]:
        one = codes(allowed)
        return tuple(
            types["grant"](
                one(row["permit"]), day(row["permit_date"]), day(row["permit_end"]) if row.get("permit_end") else None
            )
            for row in _rows(given, needed=("permit", "permit_date"), optional=("permit_end",))
        )

    return check


def job_rows(given: Any, types: Mapping[str, type]) -> tuple[Any, ...]:
    """Reads a list of positions."""
    return tuple(
        types["job"](hours(row["hours"], types), *(day(row[key]) if row.get(key) else None for key in ("start", "end")))
        for row in _rows(given, needed=("hours",), optional=("start", "end"))
    )


def list_of(row_type: Callable[..., Any]) -> Check:
    """Makes a check for a list of rows. The row is a dataclass of facts; a field without a default is needed."""

    def check(given: Any, types: Mapping[str, type]) -> tuple[Any, ...]:
        known = {item.name: item for item in fields(cast("type[DataclassInstance]", row_type))}
        needed = tuple(name for name, item in known.items() if item.metadata.get("needed"))
        rows = []
        for row in _rows(given, needed=needed, optional=tuple(name for name in known if name not in needed)):
            values = {}
            for name, raw in row.items():
                if raw is not None:
                    try:
                        values[name] = known[name].metadata["check"](raw, types)
                    except _Bad as bad:
                        raise _Bad(f"har en feil i «{name}»: det {bad}") from None
            rows.append(row_type(**values))
        return tuple(rows)

    return check


def row_of(row_type: Callable[..., Any]) -> Check:
    """Makes a check for one row with fields of its own."""
    many = list_of(row_type)

    def check(given: Any, types: Mapping[str, type]) -> Any:
        if not isinstance(given, Mapping):
            raise _Bad("skal ha felt og verdi.")
        return many([given], types)[0]

    return check


def child_rows(given: Any, types: Mapping[str, type]) -> tuple[Any, ...]:
    """Reads a list of children."""
    return tuple(types["child"](day(row["birth_date"])) for row in _rows(given, needed=("birth_date",), optional=()))


def read_mapping(target: type, given: Mapping[str, Any], **types: type) -> dict[str, Any]:
    """Checks every given fact against its field in `target`. Raises FactsError with every problem found."""
    if not isinstance(given, Mapping):
        raise FactsError(["Opplysningene skal stå som felt og verdi, for eksempel «birth_date: 1990-01-01»."])
    given = _lift_start_date(given)
    checks = _checks(target)
    problems, values = [], {}
    for word, (name, raw) in in_our_words(given, checks).items():
        if name not in checks:
            problems.append(f"Ukjent felt «{word}».{_nearest(word, checks)} Fjern feltet, eller rett navnet.")
        elif word != name and (given.get(name) is not None or name in values):
            problems.append(f"Feltene «{word}» og «{name}» er det samme. Oppgi bare ett av dem.")
        elif raw is not None:
            try:
                values[name] = checks[name](raw, types)
            except _Bad as bad:
                problems.append(f"Feltet «{word}» {bad}")
    problems.extend(_together(values))
    if problems:
        raise FactsError(problems)
    return values


@cache
def _checks(target: type) -> Mapping[str, Check]:
    return {item.name: item.metadata["check"] for item in fields(cast("type[DataclassInstance]", target))}


def _lift_start_date(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Moves a programme start that was written under a child up to the person, where the case files put it by mistake."""
    children = given.get("children")
    if not isinstance(children, list | tuple) or not any(
        isinstance(c, Mapping) and "start_date" in c for c in children
    ):
        return given
    lifted = dict(given)
    plain = []
    for child in children:
        if isinstance(child, Mapping) and "start_date" in child:
            lifted.setdefault("start_date", child["start_date"])
            child = {key: value for key, value in child.items() if key != "start_date"}
        plain.append(child)
    lifted["children"] = plain
    return lifted


def _together(values: Mapping[str, Any]) -> Iterable[str]:
    """Finds facts that cannot be true at the same time."""
    born = values.get("birth_date")
    grants = sorted(values.get("permits") or (), key=lambda grant: grant.permit_date)
    if values.get("permits") is not None and (values.get("permit") or values.get("permit_date")):
        yield "Oppgi enten «permit» og «permit_date» eller listen «permits», ikke begge."
    for name in ("permit_date", "settlement_date", "arrival_date", "offer_date", "decision_date", "start_date"):
        if born and name in values and values[name] < born:
            yield f"Feltet «{name}» er {say_date(values[name])}, før personen ble født {say_date(born)}. Rett en av datoene."
    for grant in grants:
        if born and grant.permit_date < born:
            yield f"En tillatelse i «permits» er gitt {say_date(grant.permit_date)}, før personen ble født {say_date(born)}. Rett en av datoene."
        if grant.permit_end and grant.permit_end <= grant.permit_date:
            yield f"En tillatelse i «permits» slutter {say_date(grant.permit_end)}, men er gitt {say_date(grant.permit_date)}. Rett en av datoene."
    for earlier, later in pairwise(grants):
        if earlier.permit_date == later.permit_date or (earlier.permit_end and earlier.permit_end > later.permit_date):
            yield (
                f"To tillatelser i «permits» gjelder samtidig fra {say_date(later.permit_date)}. "
                "En person har én tillatelse om gangen: rett datoene, eller sett «permit_end» på den første."
            )
    for first, last in (
        ("job_start", "job_end"),
        ("start_date", "stopped"),
        ("event_date", "registered_on"),
        ("birth_date", "death_date"),
    ):
        if first in values and last in values and values[last] < values[first]:
            yield f"Feltet «{last}» er {say_date(values[last])}, før «{first}» {say_date(values[first])}. Rett en av datoene."
    yield from benefit_problems(values)
    yield from household_problems(values)
    yield from training_problems(values)


def _nearest(given: Any, known: Iterable[str]) -> str:
    close = get_close_matches(str(given), list(known), n=1, cutoff=0.7)
    return f" Mente du «{close[0]}»?" if close else ""


def _list(given: Any) -> list[Any]:
    if not isinstance(given, list | tuple):
        raise _Bad("skal være en liste.")
    return list(given)


def _rows(given: Any, *, needed: tuple[str, ...], optional: tuple[str, ...]) -> Iterable[Mapping[str, Any]]:
    allowed = (*needed, *optional)
    for number, row in enumerate(_list(given), start=1):
        if not isinstance(row, Mapping):
            raise _Bad(f"skal ha felt og verdi i linje {number}. Tillatt: {', '.join(allowed)}.")
        for name in row:
            if name not in allowed:
                raise _Bad(
                    f"har det ukjente feltet «{name}» i linje {number}.{_nearest(name, allowed)} Tillatt: {', '.join(allowed)}."
                )
        for name in needed:
            if row.get(name) is None:
                raise _Bad(f"mangler «{name}» i linje {number}.")
        yield row
