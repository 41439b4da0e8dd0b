"""Says states, dates and waits of steps in plain words."""

import datetime as dt

from django.utils.text import slugify

from samlop.core.calendar import in_days, long_date
from samlop.pathway.models import LAW_STEP, Anchor, DueKind, State, Step

_NUMBERS = ("null", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")
_ANCHORS = {
    Anchor.REQUESTED: "dagen kommunen ble spurt",
    Anchor.ACCEPTED: "dagen kommunen sa ja",
    Anchor.SETTLES: "bosettingsdagen",
    Anchor.RELEASED: "at steget kunne begynne",
    Anchor.START_DEADLINE: "lovens frist for start",
    Anchor.DECISION_DEADLINE: "lovens frist for vedtak",
}


def slug(text: str) -> str:
    """A key of plain letters: `forerkort` for «Førerkort»."""
    return slugify(text.lower().translate(str.maketrans({"æ": "ae", "ø": "o", "å": "a"})))


def number(count: int) -> str:
    """`tre` for 3, `14` for 14."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def days(count: int) -> str:
    """`1 dag`, `23 dager`."""
    return f"{count} {'dag' if count == 1 else 'dager'}"


def weeks(count: int) -> str:
    """`en uke`, `tre uker`."""
    return "en uke" if count == 1 else f"{number(count)} uker"


def lower_first(title: str) -> str:
    """A title inside a sentence: `barnehageplass`, but `BankID`."""
    word = title.split(" ")[0]
    return title[:1].lower() + title[1:] if word[1:].islower() else title


def listed(names: list[str]) -> str:
    """`a`, `a og b`, `a, b og c`."""
    return " og ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def holder(office: str, who: str = "") -> str:
    """Who has a step now, as the beginning of a sentence: `Barnehagekontoret`, `Familien`, `Amal`."""
    name = office.split(",")[0].strip()
    return who if name == "Personen selv" and who else name


def since(day: dt.date | None, on: dt.date) -> str:
    """`i 23 dager`, `siden i dag`; empty when the day is unknown."""
    if day is None:
        return ""
    count = (on - day).days
    return f"i {days(count)}" if count > 0 else "siden i dag"


def state_sentence(step: Step, on: dt.date, *, who: str = "", held: tuple = ()) -> str:
    """The state as one sentence. `held`: what a waiting step still waits for, each with `title`, `who`, `office`, `days`."""
    name = holder(step.office, who)
    if step.state == State.WAITING:
        if not held:
            return "Venter."
        first = held[0]
        whose = f" for {first.who}" if first.who else ""
        waited = f", {days(first.days)}" if first.days else ""
        more = f" Og på {number(len(held) - 1)} til." if len(held) > 1 else ""
        return f"Venter på {lower_first(first.title)}{whose} hos {holder(first.office, first.who)}{waited}.{more}"
    if step.state == State.READY:
        if step.released_on is None or step.released_on >= on:
            return f"Kan begynne hos {name} fra i dag."
        return f"Kan begynne. {name} har kunnet begynne {since(step.released_on, on)}."
    if step.state == State.UNDER_WAY and step.key.startswith(LAW_STEP):
        return f"Fristen løper. {name} følger med."
    if step.state == State.UNDER_WAY:
        spent = since(step.began_on, on)
        return f"{name} har hatt saken {spent}." if spent else f"I gang hos {name}."
    if step.state == State.DONE:
        return f"Ferdig {long_date(step.closed_on)}."
    return f"Ikke aktuelt: {step.note}" if step.note else "Ikke aktuelt."


def due_sentence(step: Step, on: dt.date) -> str:
    """When the step is due, and how far away that is."""
    if step.due_on is None:
        return "Fristen settes når steget kan begynne." if step.anchor == Anchor.RELEASED else "Uten frist foreløpig."
    if step.due_on < on:
        return f"Fristen var {long_date(step.due_on)}, {in_days(step.due_on, on)}."
    return f"Frist {long_date(step.due_on)}, {in_days(step.due_on, on)}."


def reckoned(anchor: str, offset: int) -> str:
    """How a template reckons a date: `30 dager etter bosettingsdagen`."""
    if not anchor:
        return ""
    base = _ANCHORS[Anchor(anchor)]
    if offset == 0:
        return base if anchor != Anchor.RELEASED else "dagen steget kan begynne"
    return f"{days(abs(offset))} {'etter' if offset > 0 else 'før'} {base}"


def due_reasons(step: Step) -> list[str]:
    """Why the step is due that day: who set the date, how it was reckoned, and what for."""
    out = []
    if step.due_kind == DueKind.LAW:
        out.append(f"Loven setter fristen: {step.due_basis}. Kommunen kan ikke flytte den.")
    elif step.due_kind == DueKind.AGREED:
        out.append("Fristen er avtalt.")
    else:
        how = reckoned(step.anchor, step.offset_days)
        out.append(f"Kommunens mal setter fristen: {how}." if how else "Kommunens mal setter fristen.")
    if step.due_reason:
        out.append(step.due_reason)
    if step.law_reason:
        out.append(step.law_reason)
    if step.due_kind != DueKind.LAW and step.law_due_on:
        out.append(f"Lovens siste dag er {long_date(step.law_due_on)} ({step.due_basis}).")
    return out
