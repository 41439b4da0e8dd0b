"""Says which body has a task under the act, and which duties the county governor may supervise."""

from __future__ import annotations

from samlop.law.basis import intl
from samlop.law.finding import Answer, Outcome
from samlop.law.rule import Case, rule
from samlop.law.words import say

_BODIES = {"municipality": "Kommunen", "county": "Fylkeskommunen"}


@rule(
    "responsible_body", "GEN-03", "GEN-05", title="Hvem som har ansvaret", basis=(intl("3"), intl("4")), headline="body"
)
def responsible_body(c: Case) -> Answer:
    """Says whether the municipality or the county has a task.

    Basis: integreringsloven §§ 3 and 4, § 30 andre ledd (GEN-03, GEN-05).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: calculated.
    Not covered: tasks of the state; that services must be sound, which a person judges. Others may do the work, but the body keeps
    the responsibility.
    """
    rule_now, version = c.version("responsibility")
    task = c.need("task")
    body = next(name for name in _BODIES if task in rule_now[name])
    basis = (intl("3"),) if body == "municipality" else (intl("4"), intl("30", 2))
    text = f"{_BODIES[body]} har ansvaret for {say(task)}. Andre kan gjøre arbeidet, men ansvaret følger ikke med."
    return Answer(Outcome.CALCULATED, {"body": body}, text, basis, rule_now.verified, version)


@rule("supervised", "GEN-06", "A-21", title="Tilsyn", basis=(intl("48"),), headline="supervised")
def supervised(c: Case) -> Answer:
    """Says whether the county governor may supervise a duty, and whose duty it is.

    Basis: integreringsloven § 48 (GEN-06).
    Valid: from 2021-01-01; the county and § 50 from 2025-06-20; anchor: as-of date.
    Outcome: met or not_met.
    Not covered: internal control under kommuneloven § 25-1, and how supervision is carried out.
    """
    rule_now, version = c.version("supervision")
    section = c.need("supervised_section")
    number = int("".join(sign for sign in section if sign.isdigit()) or 0)
    in_chapters = rule_now["first_section"] <= number <= rule_now["last_section"]
    whose = [
        body for body in _BODIES if section in rule_now[f"{body}_sections"] or (body == "municipality" and in_chapters)
    ]
    text = (
        f"Statsforvalteren kan føre tilsyn. {_BODIES[whose[0]]} har plikten."
        if whose
        else "Statsforvalteren kan ikke føre tilsyn med denne plikten etter § 48."
    )
    outcome = Outcome.MET if whose else Outcome.NOT_MET
    return Answer(
        outcome, {"supervised": bool(whose), "bodies": whose}, text, (intl("48"),), rule_now.verified, version
    )
