"""Decides which end goals the law allows for a person, and what her age means for them."""

from __future__ import annotations

from datetime import date
from typing import Any

from samlop.law.basis import intl
from samlop.law.days import birthday
from samlop.law.finding import Anchor, Answer, Outcome, Version
from samlop.law.parameters import Value
from samlop.law.programme.education import UPPER, education_of
from samlop.law.rule import Case, rule
from samlop.law.words import say, say_list

BASIS = (intl("13"), intl("14"))


@rule(
    "allowed_end_goals", "DUR-B1", "DUR-B3", "DUR-B6", "DUR-B7", title="Mulige sluttmål", basis=BASIS, headline="goals"
)
def allowed_end_goals(c: Case) -> Answer:
    """Decides which end goals the law allows, which is the main rule, and whether the chosen goal is among them.

    Basis: integreringsloven § 13 første ledd, § 14 første and tredje ledd, before and from 2026 (DUR-B1 to DUR-B7).
    Valid: old goals from 2021-01-01, new goals from 2026-01-01; anchor: the day the goal is set, else as-of.
    Outcome: calculated; not_met when a goal is chosen that the law does not allow; review when the age that decides passes 25
    or 55 between the dates that may be the measuring day.
    Not covered: whether a person under 25 wants or can complete upper secondary; whether the goal is realistic.
    """
    education = education_of(c)
    rule_now, version = _version(c)
    goals = list(rule_now[education])
    main: str | None = None
    note = ""
    if "over" in rule_now.data and _over_limit(c, rule_now):
        goals = [rule_now["main_goal_when_over"]]
        main = goals[0]
        text = "Programmet skal kvalifisere for arbeid, fordi personen er over 55 år."
    elif education != UPPER and _under_limit(c, rule_now["young_below"]):
        main = rule_now["main_goal_when_young"]
        others = say_list([say(goal) for goal in goals if goal in rule_now["other_goals_when_young"]], "eller")
        note = (
            "Om personen ønsker og kan fullføre videregående opplæring i programtiden, må vurderes sammen med personen."
        )
        text = f"Hovedregelen under 25 år er {say(main)}. Den som ikke ønsker eller ikke kan fullføre, kan ha et annet mål: {others}."
    else:
        text = f"Loven åpner for disse målene: {say_list([say(goal) for goal in goals], 'eller')}."
    chosen = c.first_of("goal_changed_to", "goal", "goal_at_offer")
    value: dict[str, Any] = {"goals": goals, "main_rule": main}
    outcome = Outcome.CALCULATED
    if chosen:
        value["goal_allowed"] = chosen[1] in goals
        if not value["goal_allowed"]:
            outcome = Outcome.NOT_MET
            text = f"Målet {say(chosen[1])} er ikke blant målene loven åpner for. {text}"
    basis = (intl("13", 1),) if education == UPPER else (intl("14"),)
    return Answer(outcome, value, text, basis, rule_now.verified, version, not_covered=note)


def _version(c: Case) -> tuple[Value, Version]:
    known = c.first_of("goal_change_date", "goal_set_date")
    if known and known[1] <= c.on:
        return c.version("end_goals", known[1], Anchor.GOAL_SET)
    return c.version("end_goals")


def _measuring_days(c: Case) -> list[date]:
    """Gives the days the age may be measured on: the offer, the decision, the start, and the day the goal is set."""
    names = ("offer_date", "decision_date", "start_date", "goal_set_date", "goal_change_date")
    known = sorted({day for name in names if (day := c.get(name)) is not None})
    return known or [c.on]


def _under_limit(c: Case, limit: int) -> bool:
    turns = birthday(c.need("birth_date"), limit)
    days = _measuring_days(c)
    first, last = days[0], days[-1]
    if (first < turns) == (last < turns):
        return last < turns
    return c.ask("under_25_measured") == "first_date"


def _over_limit(c: Case, rule_now: Value) -> bool:
    """Says whether the person is over 55, by the same open boundary as in the target group, and on which day it is measured."""
    born = c.need("birth_date")
    granted = [grant.permit_date for grant in c.facts.grants if grant.permit_date is not None]
    days = [granted[-1] if granted else _measuring_days(c)[0], _measuring_days(c)[-1]]
    first, last = (_over_on(c, born, day, rule_now["over"]) for day in days)
    if first == last:
        return first
    return first if c.ask("over_55_measured") == "first_date" else last


def _over_on(c: Case, born: date, day: date, limit: int) -> bool:
    if day <= birthday(born, limit):
        return False
    return day >= birthday(born, limit + 1) or c.ask("age_55_boundary") == "over"


@rule("under_25_rule_applies", "DUR-B6", title="Regelen for deltakere under 25 år", basis=(intl("14", 3),))
def under_25_rule_applies(c: Case) -> Answer:
    """Decides whether the rule for participants under 25 applies: completed upper secondary as the main end goal.

    Basis: integreringsloven § 14 tredje ledd (DUR-B6).
    Valid: from 2021-01-01, sharper from 2026-01-01; anchor: as-of date.
    Outcome: met or not_met; review when the person turns 25 between the dates that may be the measuring day.
    Not covered: whether the person wants or can complete upper secondary.
    """
    rule_now, version = c.version("end_goals")
    basis = (intl("14", 3),)
    if education_of(c) == UPPER:
        text = "Regelen gjelder ikke, fordi personen har videregående opplæring."
        return Answer(Outcome.NOT_MET, {"outcome": False}, text, basis, rule_now.verified, version)
    applies = _under_limit(c, rule_now["young_below"])
    text = (
        "Personen er under 25 år. Sluttmålet skal som hovedregel være fullført videregående opplæring."
        if applies
        else "Personen har fylt 25 år, og regelen for de unge gjelder ikke."
    )
    return Answer(
        Outcome.MET if applies else Outcome.NOT_MET, {"outcome": applies}, text, basis, rule_now.verified, version
    )
