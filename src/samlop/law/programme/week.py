"""Tests a planned week and year: full time, all year, and enough work-oriented hours on average. The planner calls these."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import Any

from samlop.law.basis import CHAPTER_6A, intl
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.programme.collective_protection import topics_of, under_34
from samlop.law.programme.content import work_oriented_hours
from samlop.law.rule import Case, NeedFacts, rule
from samlop.law.words import say, say_date

_FULL = (intl("13", 3), intl("14", 1))


@rule(
    "week_is_full_time",
    "FT-01",
    "FT-03",
    "FT-04",
    "FT-05",
    title="Er uka på fulltid",
    basis=_FULL,
    headline="full_time",
)
def week_is_full_time(c: Case) -> Answer:
    """Decides whether one planned week is full time, counting lessons and hours the way programme time is counted.

    Basis: integreringsloven § 13 tredje ledd, § 14 første ledd; the numbers are guidance (FT-01, FT-03, FT-04, FT-05).
    Valid: from 2004; anchor: as-of date.
    Outcome: met or not_met; review when it matters whether a lesson of 45 minutes still counts as 75, and for a short week under
    collective protection before 2026, when part time was possible in certain cases.
    Not covered: how own work is measured; whether the elements are good enough.
    """
    needed, version = c.version("full_time")
    count, _ = c.version("programme_time")
    lessons, other = c.get("lessons_per_week"), c.get("other_hours_per_week")
    if lessons is None and other is None:
        raise NeedFacts(("lessons_per_week", "other_hours_per_week"))
    kind = c.get("programme_type") or "ordinary"
    goal = Fraction(str(needed["hours"] if kind == "ordinary" else needed["hours_with_own_work"]))
    plain = _hours(lessons or 0, count["lesson_minutes"], count["minutes_per_hour"]) + Fraction(str(other or 0))
    hours = plain
    if lessons and c.ask("lesson_as_75_minutes") == "carried_over":
        hours = _hours(lessons, count["lesson_counts_as_minutes"], count["minutes_per_hour"]) + Fraction(
            str(other or 0)
        )
    full = kind == "upper_secondary_full_time" or hours >= goal
    value: dict[str, Any] = {"full_time": full, "hours": float(hours), "hours_needed": float(goal)}
    text = f"Uka har {say(float(hours))} timer programtid, og full tid er {say(float(goal))} timer."
    if full:
        if kind == "upper_secondary_full_time":
            text = "Videregående opplæring på fulltid regnes som full tid. De andre faste tiltakene kommer i tillegg."
        return Answer(Outcome.MET, value, text, _FULL, needed.verified, version)
    topics = topics_of(c) if c.facts.grants and under_34(c) else None
    if topics and topics["part_time"] == "possible" and c.ask("section_34_part_time") == "possible":
        value["part_time_allowed"] = True
        text += " Den som hadde kollektiv beskyttelse, kunne i noen tilfeller ha program på deltid."
        return Answer(Outcome.MAY, value, text, (CHAPTER_6A, *_FULL), Verification.ASSUMED, version)
    value["part_time_allowed"] = False
    return Answer(Outcome.NOT_MET, value, text, _FULL, needed.verified, version)


def _hours(lessons: int, minutes: int, per_hour: int) -> Fraction:
    return Fraction(lessons * minutes, per_hour)


@rule("year_is_filled", "FT-02", "FT-03", title="Er programmet helårig", basis=_FULL, headline="year_round")
def year_is_filled(c: Case) -> Answer:
    """Decides whether a planned year has programme in all weeks but the holiday, and how many weeks must be filled.

    Basis: integreringsloven § 13 tredje ledd, § 14 første ledd, integreringsforskriften § 18; guidance (FT-02, FT-03).
    Valid: from 2004; anchor: as-of date.
    Outcome: met or not_met.
    Not covered: a programme shorter than a year; public holidays, which are free days.
    """
    count, version = c.version("programme_time")
    needed = count["weeks_in_programme_year"]
    weeks = c.need("programme_weeks_in_year")
    lacking = max(needed - weeks, 0)
    value = {"year_round": not lacking, "weeks_to_fill": lacking, "weeks_needed": needed}
    if lacking:
        text = f"Programmet er ikke helårig: {lacking} uker til må fylles med tiltak. Bare fem uker ferie er fri."
        return Answer(Outcome.NOT_MET, value, text, _FULL, count.verified, version)
    text = f"Programmet er helårig: det går i {weeks} uker, og {needed} er nok."
    return Answer(Outcome.MET, value, text, _FULL, count.verified, version)


@rule(
    "counts_as_work_oriented",
    "CON-10",
    "CON-12",
    title="Teller tiltaket som arbeidsrettet",
    basis=(intl("14 a", 4),),
    headline="counts",
)
def counts_as_work_oriented(c: Case) -> Answer:
    """Decides whether an element counts towards the weekly minimum of work-oriented elements.

    Basis: integreringsloven § 14 a fjerde ledd (CON-10, CON-12).
    Valid: from 2026-01-01, as guidance before; anchor: as-of date.
    Outcome: met or not_met; review for a measure that may be similar to those the act names.
    Not covered: whether a course is short, or a measure is similar enough.
    """
    rule_now, version = c.version("work_oriented_elements")
    element = c.need("programme_element")
    basis = (intl("14 a", 4),)
    if element in rule_now["counts"]:
        text = f"{say(element).capitalize()} teller med i de arbeidsrettede timene."
        return Answer(Outcome.MET, {"counts": True}, text, basis, rule_now.verified, version)
    if element in rule_now["judged"]:
        text = "Loven godtar «andre lignende tiltak». Om dette er ett, må vurderes for hånd."
        return Answer(Outcome.REVIEW, {"counts": "review"}, text, basis, rule_now.verified, version)
    inside = c.get("part_of_work_measure")
    if inside:
        text = f"{say(element).capitalize()} teller, fordi det er en del av et arbeidsrettet tiltak."
        return Answer(Outcome.MET, {"counts": True}, text, basis, Verification.ASSUMED, version)
    text = f"{say(element).capitalize()} teller ikke i seg selv. Det teller bare som del av et arbeidsrettet tiltak."
    return Answer(Outcome.NOT_MET, {"counts": False}, text, basis, Verification.ASSUMED, version)


@rule(
    "work_oriented_average",
    "CON-09",
    "CON-12",
    title="Nok arbeidsrettede timer i snitt",
    basis=(intl("14 a", 3),),
    headline="enough",
)
def work_oriented_average(c: Case) -> Answer:
    """Decides whether the weeks worked, or planned, reach the minimum of work-oriented hours on average.

    Basis: integreringsloven § 14 a tredje ledd (CON-09, CON-12).
    Valid: from 2026-01-01; anchor: as-of date.
    Outcome: met or not_met; review when the average holds over the whole time but not in every month, since the act does not say
    over which time the average is taken, and where the minimum itself is open.
    Not covered: weeks without programme, which are left out; which elements count.
    """
    minimum = work_oriented_hours.body(c)
    value = dict(minimum.value)
    needed, since = value.get("hours"), value.get("applies_from")
    if minimum.outcome is not Outcome.CALCULATED or not needed or since is None:
        return Answer(
            Outcome.MET,
            {"enough": True, "average": None, "needed": 0},
            f"Det er ikke noe krav om timer på denne datoen. {minimum.text}",
            minimum.basis,
            minimum.verification,
            minimum.version,
        )
    weeks = [week for week in c.need("work_weeks") if since <= week.starts <= c.on]
    if not weeks:
        text = "Ingen uker er registrert etter at kravet begynte å gjelde."
        shown: dict[str, Any] = {"enough": True, "average": None, "needed": needed}
        return Answer(Outcome.RUNNING, shown, text, minimum.basis, minimum.verification, minimum.version)
    whole = _average([week.hours for week in weeks])
    months: dict[tuple[int, int], list[float]] = defaultdict(list)
    for week in weeks:
        months[week.starts.year, week.starts.month].append(week.hours)
    lowest = min(_average(hours) for hours in months.values())
    average = whole if c.ask("fifteen_hours_average") == "whole_time" else lowest
    enough = average >= needed
    text = f"Snittet er {say(round(float(average), 1))} timer i uka fra {say_date(since)}. Kravet er {needed} timer."
    shown = {"enough": enough, "average": round(float(average), 1), "needed": needed}
    outcome = Outcome.MET if enough else Outcome.NOT_MET
    return Answer(outcome, shown, text, minimum.basis, minimum.verification, minimum.version)


def _average(hours: list[float]) -> Fraction:
    return sum((Fraction(str(number)) for number in hours), Fraction(0)) / len(hours)
