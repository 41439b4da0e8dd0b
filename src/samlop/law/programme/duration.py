"""Decides which table of durations applies, how long the programme may last, and whether it may be extended."""

from __future__ import annotations

from datetime import date
from typing import Any

from samlop.law.basis import Provision, intf, intl
from samlop.law.days import add_months, birthday
from samlop.law.finding import Anchor, Answer, Outcome, Verification, Version
from samlop.law.parameters import Value, parameter
from samlop.law.programme.education import UPPER, education_of
from samlop.law.rule import Case, NeedFacts, rule, version_of
from samlop.law.words import say, say_date, say_list, say_months

FORMAL_GOALS = {
    "parts_of_upper_secondary": ("A3", "B2"),
    "complete_upper_secondary": ("A2", "B3"),
    "complete_vocational_training": ("", "B4"),
}
COMPULSORY_GOALS = ("complete_compulsory_school", "parts_of_compulsory_school")
BASIS = (intl("13"), intl("14"), intf("75"), intf("76"))


@rule(
    "duration",
    *("DUR-A1", "DUR-A2", "DUR-A3", "DUR-B1", "DUR-B2", "DUR-B3", "DUR-B4", "DUR-B5", "D-06"),
    *("TRN-01", "TRN-02", "TRN-03", "TRN-04", "TRN-05", "TRN-06"),
    title="Varighet",
    basis=BASIS,
    headline="table",
)
def duration(c: Case) -> Answer:
    """Decides which table of durations applies, and the longest the programme may last with and without extension.

    Basis: integreringsloven §§ 13 and 14, before and from 2026; integreringsforskriften §§ 75 and 76 (DUR-A1 to DUR-B5,
    TRN-01 to TRN-06).
    Valid: tables A from 2021-01-01, tables B from 2026-01-01; anchor: the date of the offer of start.
    Outcome: calculated; not_met for an end goal the new tables do not know; review for an offer dated 1 January, for a goal
    changed after the new rules came, and for vocational training as a goal under the old rules.
    Not covered: a shorter duration set in the decision; a programme whose old time ran out before 2026; whether the law allows the
    goal at the person's age, which `allowed_end_goals` says.
    """
    education = education_of(c)
    goal = _goal(c, education)
    if goal in COMPULSORY_GOALS and education != UPPER and _offered_under_new(c, "work"):
        text = (
            "Grunnskole kan ikke være sluttmål i programmer etter de nye reglene. Den kan være et tiltak i programmet."
        )
        return Answer(Outcome.NOT_MET, {"table": None}, text, (intl("14", 1),), Verification.ASSUMED, _offer_version(c))
    return _described(c, _table(c, education, goal), education, goal)


def _goal(c: Case, education: str) -> str:
    """Gives the goal in force on the day. It does not matter for the table of those who have upper secondary."""
    changed = c.first_of("goal_changed_to")
    changed_on = c.get("goal_change_date")
    if changed and (changed_on is None or changed_on <= c.on):
        return str(changed[1])
    known = c.first_of("goal", "goal_at_offer")
    if known:
        return str(known[1])
    if education == UPPER:
        return "work"
    raise NeedFacts(("goal",), _options(c, education))


def _options(c: Case, education: str) -> Answer:
    """Says how long the programme may last for each goal, while none is set."""
    goals = (*FORMAL_GOALS, "work")
    offered = offer_day(c)
    rows = [(goal, table, table_row(table, offered)[0]) for goal in goals for table in (_table(c, education, goal),)]
    options = [{"goal": goal, "table": table, "max_months": row["max_months"]} for goal, table, row in rows]
    lengths = say_list(f"{say(goal)} inntil {say_months(row['max_months'])}" for goal, _, row in rows)
    version = _offer_version(c)
    return Answer(
        Outcome.REVIEW,
        {"table": None, "options": options},
        f"Varigheten følger målet: {lengths}.",
        BASIS,
        version=version,
    )


def offer_day(c: Case) -> date:
    """Gives the day of the offer: as registered, else the decision, else today for a programme that has not begun.

    A programme that has begun without a registered offer is asked about, unless its start already settles the table.
    """
    known = c.first_of("offer_date", "decision_date", "decision_under_6A")
    if known:
        return known[1]  # type: ignore[no-any-return]
    started = c.get("start_date")
    if started is None or started > c.on:
        return c.on
    if started <= parameter("duration_transition").at(c.on)["formal_education"]:
        return started  # type: ignore[no-any-return]
    return c.need("offer_date")  # type: ignore[no-any-return]


def _offered_under_new(c: Case, track: str) -> bool:
    """Says whether the offer falls under the new tables for a track: «etter 1. januar», with the day itself open."""
    last_day = parameter("duration_transition").at(c.on)[track]
    day = offer_day(c)
    return bool(day > last_day or (day == last_day and c.ask("offer_on_first_january") == "new_rules"))


def _table(c: Case, education: str, goal: str) -> str:
    if education == UPPER:
        by_offer, new = ("B1" if _offered_under_new(c, UPPER) else "A1"), "B1"
    elif goal in FORMAL_GOALS:
        old, new = FORMAL_GOALS[goal]
        in_force = parameter("duration_transition").at(c.on)["new_tables_from"]
        under_new = (c.on >= in_force or offer_day(c) >= in_force) and _offered_under_new(c, "formal_education")
        by_offer = new if under_new else (old or _old_vocational(c))
    else:
        by_offer, new = ("B5" if _offered_under_new(c, "work") else "A3"), "B5"
    return new if by_offer != new and _goal_set_anew(c) else by_offer


def _goal_set_anew(c: Case) -> bool:
    """Says whether a goal changed under the new rules brings the new table with it: an open question."""
    changed_on = c.get("goal_change_date")
    if changed_on is None or c.facts.goal_changed_to in (None, c.facts.goal_at_offer) or changed_on > c.on:
        return False
    if changed_on < parameter("duration_transition").at(c.on)["new_tables_from"]:
        return False
    return c.ask("goal_changed_after_offer") == "by_goal"


def _old_vocational(c: Case) -> str:
    return "A2" if c.ask("vocational_goal_before_2026") == "as_upper_secondary" else "A3"


def table_row(table: str, offered: date | None = None) -> tuple[dict[str, Any], Value]:
    """Gives the numbers of one table, and the version of the law they stand in: the one that held at the offer, else the first.

    The first also holds for offers before it began, since the transition rules lift those into the new tables.
    """
    versions = [value for value in parameter("duration_tables").values if table in value.data]
    if not versions:
        raise LookupError(f"There is no table {table}.")
    begun = [value for value in versions if offered is not None and value.valid_from <= offered]
    value = begun[-1] if begun else versions[0]
    return value[table], value


def _described(c: Case, table: str, education: str, goal: str) -> Answer:
    row, value = table_row(table, offer_day(c))
    shown: dict[str, Any] = {"table": table}
    if "min_months" in row:
        shown["min_months"] = row["min_months"]
    shown |= {name: row[name] for name in ("max_months", "extension_months", "extension")}
    started = c.get("start_date")
    if started is not None:
        shown["max_end_exclusive"] = add_months(started, row["max_months"])
        if row["extension_months"]:
            shown["max_end_with_extension_exclusive"] = add_months(started, row["max_months"] + row["extension_months"])
    return Answer(
        Outcome.CALCULATED,
        shown,
        _text(row, education, goal, started),
        (*_provisions(row), intf("75") if education == UPPER else intf("76")),
        value.verified,
        _offer_version(c, value),
        not_covered=_too_old_for(c, goal),
    )


def _too_old_for(c: Case, goal: str) -> str:
    """Says that the length is of little use to somebody over the limit of age whose new programme must lead to work."""
    born, rule_now = c.facts.birth_date, parameter("end_goals").at(c.on)
    if goal == "work" or born is None or "over" not in rule_now.data:
        return ""
    limit = rule_now["over"]
    days = [day for day in (offer_day(c), *(grant.permit_date for grant in c.facts.grants)) if day is not None]
    if min(days) < birthday(born, limit + 1):
        return ""
    return (
        f"Personen er over {limit} år. Da skal programmet kvalifisere for arbeid, og {say(goal)} kan ikke være sluttmålet. "
        "Se hvilke sluttmål som er mulige."
    )


def _provisions(row: dict[str, Any]) -> tuple[Provision, ...]:
    return (intl(row["section"], row.get("paragraph")),)


def _offer_version(c: Case, value: Value | None = None) -> Version:
    anchor = (
        Anchor.OFFER
        if c.facts.offer_date
        else Anchor.DECISION
        if c.first_of("decision_date", "decision_under_6A")
        else Anchor.AS_OF
    )
    return version_of(value or table_row("B5")[1], anchor, offer_day(c))


def _text(row: dict[str, Any], education: str, goal: str, started: date | None) -> str:
    why = say(education) if education == UPPER else f"{say(education)} og har {say(goal)} som mål"
    length = f"inntil {say_months(row['max_months'])}"
    if "min_months" in row:
        length = f"fra {say_months(row['min_months'])} {length.replace('inntil', 'til')}"
    extension = {
        "none": "Det kan ikke forlenges.",
        "discretionary": f"Det kan forlenges med inntil {say_months(row['extension_months'])} hvis målet trolig nås da.",
        "mandatory_if_helpful": f"Det skal forlenges med inntil {say_months(row['extension_months'])} hvis det kan hjelpe personen å nå målet.",
    }[row["extension"]]
    end = (
        f" Med oppstart {say_date(started)} må det være slutt før {say_date(add_months(started, row['max_months']))}."
        if started
        else ""
    )
    return f"Personen {why}. Programmet kan vare {length}. {extension}{end}"


@rule("may_extend", "DUR-B1", "DUR-A1", "DUR-B2", "DUR-B3", title="Forlengelse", basis=BASIS, headline="allowed")
def may_extend(c: Case) -> Answer:
    """Decides whether the programme may be extended, by how much, and on which test.

    Basis: integreringsloven § 13 tredje ledd, § 14 fourth to sixth ledd, before and from 2026 (DUR-A1 to DUR-B5).
    Valid: as `duration`; anchor: the date of the offer of start.
    Outcome: may (discretion), met (shall, if it can help reach the goal) or not_met; review as `duration`.
    Not covered: the assessment of whether an extension helps reach the goal; days added for absence, which is no extension.
    """
    found = duration.body(c)
    if found.outcome is Outcome.NOT_MET:
        return Answer(found.outcome, {"allowed": False}, found.text, found.basis, found.verification, found.version)
    most, test = found.value["extension_months"], found.value["extension"]
    wanted = c.get("request_extension_months")
    allowed = bool(most) and (wanted is None or wanted <= most)
    value = {"allowed": allowed, "max_months": most, "test": test}
    if not most:
        text = "Programmet kan ikke forlenges."
    elif not allowed:
        text = f"Programmet kan forlenges med inntil {say_months(most)}, og det er bedt om mer."
    elif test == "discretionary":
        text = f"Kommunen kan forlenge programmet med inntil {say_months(most)} hvis målet trolig nås da."
    else:
        text = (
            f"Kommunen skal forlenge programmet med inntil {say_months(most)} hvis det kan hjelpe personen å nå målet."
        )
    outcome = (Outcome.MAY if test == "discretionary" else Outcome.MET) if allowed else Outcome.NOT_MET
    return Answer(outcome, value, text, found.basis, found.verification, found.version)
