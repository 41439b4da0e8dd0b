"""Decides how the end of a programme is registered, and what counts when the result of the programme is measured."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from samlop.law.basis import Act, guidance, intl
from samlop.law.facts.register import ExitActivity
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.money import half_up
from samlop.law.rule import Case, rule

NIR = guidance(Act.IMDI_REGISTER)
SSB = guidance(Act.SSB_INTRODUCTION)
_NOT_REGISTERED = "not_registered"


@rule("end_reason", "NIR-3.3", "NIR-3.4", title="Sluttårsak", basis=(NIR, intl("43")), headline="reason")
def end_reason(c: Case) -> Answer:
    """Chooses the end reason: the main activity when the programme ends, and of several the one nearest the goal of the plan.

    Basis: IMDi on registration (NIR-3.3, NIR-3.4: training catalogue, tables 3.3 and 3.4).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: calculated; review where two activities are equally near.
    Not covered: the register's own codes, which were not found.
    """
    known, version = c.version("end_reasons")
    activities = c.need("activities_at_exit")
    labels = {row["code"]: row["label"] for row in known["reasons"]}
    basis = (NIR, intl("43"))
    if not activities:
        text = "Ingen aktivitet er oppgitt. Uten sluttårsak regnes personen som ikke registrert."
        return Answer(Outcome.CALCULATED, {"reason": _NOT_REGISTERED}, text, basis, Verification.GUIDANCE, version)
    goal = None if len(activities) == 1 else _goal(c, known["goal_families"])
    nearest = _nearest(activities, goal, {row["code"]: row["family"] for row in known["reasons"]})
    if len(nearest) > 1:
        text = "To aktiviteter er like nær målet i planen. Velg den som er hovedaktiviteten."
        value: dict[str, Any] = {"reason": "review", "choose_between": nearest}
        return Answer(Outcome.REVIEW, value, text, basis, Verification.ASSUMED, version)
    text = f"Sluttårsaken er {labels[nearest[0]]}."
    return Answer(Outcome.CALCULATED, {"reason": nearest[0]}, text, basis, Verification.GUIDANCE, version)


def _goal(c: Case, families: dict[str, str]) -> str | None:
    goal = c.get("plan_goal") or c.get("goal")
    return None if goal is None else families.get(goal, goal)


def _nearest(activities: Sequence[ExitActivity], goal: str | None, family: dict[str, str]) -> list[str]:
    """Gives the activities nearest the goal: the goal itself, then its family, then the largest share."""
    types = {activity.type for activity in activities}
    if goal in types:
        return [str(goal)]
    akin = [a for a in activities if goal is not None and family[a.type] == family.get(goal) != "none"]
    pool = akin or list(activities)
    largest = max(activity.share or 0 for activity in pool)
    return list(dict.fromkeys(a.type for a in pool if (a.share or 0) == largest))


@rule("goal_indicator", "NIR-3.6", title="Har kommunen nådd målet", basis=(SSB,), headline="reached")
def goal_indicator(c: Case) -> Answer:
    """Computes the share in work or education the year after, and compares it with the national goal.

    Basis: the national result goal, Statistics Norway's definition (NIR-3.6: training catalogue, table 3.6).
    Valid: seventy per cent the year after from 2010-01-01, sixty at exit from 2007-01-01; anchor: as-of date.
    Outcome: met or not_met; review when nobody left, and when more are counted than left.
    Not covered: who the participants are, which moves the share as much as quality does.
    """
    goal, version = c.version("goal_indicator")
    left, counted = c.need("leavers"), c.need("work_or_education_year_after")
    if not left or counted > left:
        text = "Andelen kan ikke regnes ut: det må være noen som avsluttet, og ikke flere i arbeid eller utdanning enn dem."
        value: dict[str, Any] = {"percent_rounded": None, "goal": goal["goal"], "reached": "review"}
        return Answer(Outcome.REVIEW, value, text, (SSB,), Verification.ASSUMED, version)
    share = Fraction(counted, left) * goal["whole"]
    # The exact share is compared, so that rounding never reaches the goal.
    reached = share >= goal["goal"]
    value = {"percent_rounded": half_up(share), "goal": goal["goal"], "reached": reached}
    text = f"{value['percent_rounded']} prosent er i arbeid eller utdanning. Målet er {goal['goal']} prosent og er {'nådd' if reached else 'ikke nådd'}."
    outcome = Outcome.MET if reached else Outcome.NOT_MET
    return Answer(outcome, value, text, (SSB,), goal.verified, version)


@rule("counts_as_goal", "NIR-3.6", title="Teller dette som nådd mål", basis=(SSB,), headline="counts")
def counts_as_goal(c: Case) -> Answer:
    """Decides whether a former participant's status in November the year after counts as the goal reached.

    Basis: Statistics Norway's definition (NIR-3.6).
    Valid: from 2007-01-01; anchor: as-of date.
    Outcome: met or not_met.
    Not covered: how Statistics Norway finds the status.
    """
    goal, version = c.version("goal_indicator")
    counts = c.need("status_november_year_after") in goal["counts"]
    text = (
        "Dette teller, fordi personen er i arbeid eller utdanning."
        if counts
        else "Dette teller ikke. Bare arbeid og utdanning teller, ikke tiltak, arbeidsledighet eller ukjent status."
    )
    outcome = Outcome.MET if counts else Outcome.NOT_MET
    return Answer(outcome, {"counts": counts}, text, (SSB,), goal.verified, version)


@rule("missing_end_reason", "NIR-3.2", title="Hvis sluttårsaken mangler", basis=(NIR, SSB), headline="counts_as")
def missing_end_reason(c: Case) -> Answer:
    """Says how a former participant is counted when the end reason is missing.

    Basis: IMDi on ending a programme (NIR-3.2: training catalogue, table 3.2).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: not_met while a reason is missing, met otherwise.
    Not covered: whether the reason that stands is the right one.
    """
    version = c.version("end_reasons")[1]
    reason = c.get("end_reason")
    value = {"counts_as": reason or _NOT_REGISTERED, "in_denominator": True, "may_count_as_goal": reason is not None}
    text = (
        "Sluttårsaken er registrert."
        if reason
        else "Sluttårsaken mangler. Personen regnes som ikke registrert og teller fortsatt med når andelen regnes ut."
    )
    outcome = Outcome.MET if reason else Outcome.NOT_MET
    return Answer(outcome, value, text, (NIR, SSB), Verification.GUIDANCE, version)
