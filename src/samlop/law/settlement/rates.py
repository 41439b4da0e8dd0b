"""Looks up the amount of a grant, and says who must fill it in where no source has been read: an amount is never guessed."""

from __future__ import annotations

from typing import Any

from samlop.law.basis import Act, guidance
from samlop.law.days import day_in
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.parameters import parameter
from samlop.law.rule import Case, rule, version_of
from samlop.law.words import say_kroner, say_list

_ORE_PER_KRONE = 100
BASIS = (guidance(Act.IMDI_GRANTS),)
_STATES = {Verification.PRIMARY: "verified", Verification.GUIDANCE: "guidance"}


@rule("grant_amount", "NIR-3.7", title="Sats for tilskudd", basis=BASIS, headline="amount")
def grant_amount(c: Case) -> Answer:
    """Gives the rate of a grant in a calendar year, or says what an administrator must fill in.

    Basis: IMDi's circulars on grants (NIR-3.7: training catalogue, table 3.7; gate G4).
    Valid: each calendar year has its own rates; anchor: as-of date, or the year that is asked about.
    Outcome: calculated where the state budget, IMDi or KS gives the rate; review where no source is read, and where only a
    secondary source is: its figure is shown as an indication and is no amount.
    Not covered: what a municipality gets in all; sharing when somebody moves.
    """
    row = _grant(c.need("grant"))
    year = c.get("year") or c.on.year
    rates = parameter("grant_rates")
    day = day_in(year, 1, 1)
    found = rates.get(day)
    version = version_of(found, rates.anchor, day) if found else None
    figures = list(found["rates"].get(row["name"], ())) if found and found.id == str(year) else []
    if found and figures and found.verified is not Verification.ASSUMED:
        (ore,) = figures
        value: dict[str, Any] = {"amount": ore / _ORE_PER_KRONE, "amount_ore": ore, "state": _STATES[found.verified]}
        text = f"Satsen for {row['label']} i {year} er {say_kroner(ore)}."
        return Answer(Outcome.CALCULATED, value, text, BASIS, found.verified, version)
    value = {"amount": None, "amount_ore": None, "state": "unverified", "fill_in": [rates.name]}
    text = f"Satsen for {row['label']} i {year} er ikke kontrollert. En administrator må legge den inn fra IMDis rundskriv for {year}, med kilde."
    if figures:
        value["indication_ore"] = figures
        text += f" Til orientering: en kilde som ikke er IMDi selv, sier {say_list((say_kroner(o) for o in figures), 'eller')}."
    return Answer(
        Outcome.REVIEW,
        value,
        text,
        BASIS,
        Verification.ASSUMED,
        version,
        not_covered=f"Satsen mangler i parameteren «{rates.title}».",
        would_change=("Svaret endres når satsen er lagt inn.",),
    )


def _grant(name: str) -> dict[str, Any]:
    """Finds a grant by our name or by IMDi's code."""
    for row in parameter("grants").values[-1]["grants"]:
        if name in (row["name"], row["code"]):
            return row  # type: ignore[no-any-return]
    raise LookupError(f"There is no grant {name}.")
