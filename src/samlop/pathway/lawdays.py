"""Asks the law the two questions that laying a pathway needs: may this person take part, and by when must it begin."""

import datetime as dt
from dataclasses import dataclass

from samlop.law import FactsError, Outcome, ask
from samlop.people.facts import law_facts
from samlop.people.models import Person

TAKES_PART = frozenset({"right_and_duty", "right_only", "may_offer", "review"})


@dataclass(frozen=True, slots=True)
class Position:
    """What the law says about one adult: whether she gets the steps of a programme, and the deadlines that follow.

    `unsure`: the law or the facts leave the deadline open; the earliest of the possible days is then used, and the
    municipality's own date says so.
    """

    takes_part: bool
    start_by: dt.date | None = None
    decide_by: dt.date | None = None
    basis: str = ""
    text: str = ""
    unsure: bool = False


def position(person: Person, *, settles_on: dt.date | None, on: dt.date) -> Position:
    """The position of one adult on the day. `settles_on`: the agreed day, used until she is settled.

    Reads `person.permits` and `person.stated_facts`; prefetch them for many people.
    """
    planned = {} if person.settled_on or settles_on is None else {"settlement_date": settles_on}
    try:
        facts = law_facts(person, **planned)
        entitlement = ask("entitlement", facts, on)
        deadline = ask("latest_start_and_decision", facts, on)
    except FactsError:
        # Facts that cannot all be true are shown where they are mended; the steps are laid so that nobody is forgotten.
        return Position(takes_part=True, text="Opplysningene om personen stemmer ikke med hverandre.", unsure=True)
    outcome = "review" if entitlement.outcome is Outcome.REVIEW else str(entitlement.value["outcome"])
    values = [deadline.value] if isinstance(deadline.value, dict) else [r.value for r in deadline.readings]
    return Position(
        takes_part=outcome in TAKES_PART,
        start_by=_earliest(values, "start_by"),
        decide_by=_earliest(values, "decision_by"),
        basis=deadline.basis_text[:80],
        text=deadline.text[:200],
        unsure=deadline.outcome is Outcome.REVIEW,
    )


def _earliest(values: list, name: str) -> dt.date | None:
    days = [value[name] for value in values if isinstance(value, dict) and isinstance(value.get(name), dt.date)]
    return min(days, default=None)
