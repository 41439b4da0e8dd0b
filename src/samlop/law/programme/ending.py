"""Decides when a programme ends, with extension and added time, and whether the municipality may stop it before."""

from __future__ import annotations

from datetime import date
from typing import Any

from samlop.law.basis import Act, cite, intf, intl
from samlop.law.benefit.added_time import added_time
from samlop.law.days import add_months, add_working_days
from samlop.law.finding import Anchor, Answer, Outcome, Verification
from samlop.law.programme.duration import duration
from samlop.law.rule import Case, rule
from samlop.law.words import say, say_date, say_list, say_months

BASIS = (intl("13"), intl("14"), intf("10"), intf("19"))


@rule(
    "programme_end",
    "DUR-B2",
    "DUR-B3",
    "EXT-01",
    "EXT-02",
    "EXT-04",
    title="Når programmet slutter",
    basis=BASIS,
    headline="last_day",
)
def programme_end(c: Case) -> Answer:
    """Computes the last day of the programme: the duration set, extension granted, and days added for absence and leave.

    Basis: integreringsloven §§ 13 and 14, integreringsforskriften §§ 10 and 19 (DUR-B2, DUR-B3, EXT-01, EXT-02, EXT-04).
    Valid: as `duration` and `added_time_working_days`; anchor: the date of the offer of start.
    Outcome: calculated; not_met when the set duration and extension are longer than the law allows; review as the rules it rests on.
    Not covered: stop, and an end because the goal is reached; days of absence that are not registered yet.
    """
    found = duration.body(c)
    if found.outcome is Outcome.NOT_MET:
        return found
    start: date = c.need("start_date")
    value: dict[str, Any]
    row = found.value
    set_months: int = c.get("set_months") or row["max_months"]
    extended: int = c.get("extension_granted_months") or 0
    days = _added_days(c)
    if days is None:
        text = "Vi vet ikke hvor mange dager som legges til for fravær og permisjon. Slutten må regnes ut for hånd."
        value = {"last_day": "review", "end_exclusive": "review", "table": row["table"]}
        return Answer(Outcome.REVIEW, value, text, BASIS, Verification.ASSUMED, found.version)
    before = add_months(start, set_months + extended)
    last = add_working_days(date.fromordinal(before.toordinal() - 1), days)
    value = {
        "last_day": last,
        "end_exclusive": date.fromordinal(last.toordinal() + 1),
        "months": set_months,
        "extension_months": extended,
        "added_working_days": days,
        "table": row["table"],
    }
    too_long = [
        words
        for is_over, words in (
            (
                set_months > row["max_months"],
                f"varigheten er satt til {say_months(set_months)}, og loven åpner for {say_months(row['max_months'])}",
            ),
            (
                extended > row["extension_months"],
                f"forlengelsen er {say_months(extended)}, og loven åpner for {say_months(row['extension_months'])}"
                if row["extension_months"]
                else "programmet kan ikke forlenges",
            ),
        )
        if is_over
    ]
    text = f"Programmet slutter {say_date(last)}"
    text += f", med {days} virkedager lagt til for fravær og permisjon." if days else "."
    if too_long:
        text = f"{text} Det går ikke opp, for {say_list(too_long)}."
    outcome = Outcome.NOT_MET if too_long else Outcome.CALCULATED
    return Answer(outcome, value, text, BASIS, found.verification, found.version)


def _added_days(c: Case) -> int | None:
    """Gives the working days added: none when no absence or leave is registered, None when the rule cannot say."""
    if c.get("absence_working_days") is None and c.get("leave_working_days") is None:
        return 0
    added = added_time.body(c).value["added"]
    return added if isinstance(added, int) else None


@rule("programme_over", "END-01", "END-03", title="Avslutning av programmet", basis=(intl("18 a", 2),), headline="over")
def programme_over(c: Case) -> Answer:
    """Decides whether the programme is over, because the end goal is reached or the duration has run out.

    Basis: integreringsloven § 18 a andre ledd (END-01, END-03).
    Valid: from 2026-01-01, practice before; anchor: as-of date.
    Outcome: met or not_met; review where the end is.
    Not covered: whether the goal is reached, which a person decides; stop before the time.
    """
    rule_now, version = c.version("ending")
    basis = (intl(rule_now["section"], rule_now.data.get("paragraph")),)
    reached = c.get("goal_reached")
    if reached is not None and reached <= c.on:
        text = f"Programmet skal avsluttes, fordi sluttmålet ble nådd {say_date(reached)}."
        value: dict[str, Any] = {"over": True, "because": "goal_reached", "since": reached, "avoid_break": False}
        return Answer(Outcome.MET, value, text, basis, rule_now.verified, version)
    ends = programme_end.body(c)
    if not isinstance(ends.value, dict) or not isinstance(ends.value.get("last_day"), date):
        return ends
    last: date = ends.value["last_day"]
    if c.on <= last:
        text = f"Programmet varer til og med {say_date(last)}, eller til sluttmålet er nådd."
        value = {"over": False, "because": None, "since": None, "avoid_break": False}
        return Answer(Outcome.NOT_MET, value, text, basis, rule_now.verified, version)
    text = f"Programmet skal avsluttes, fordi varigheten løp ut {say_date(last)}."
    if rule_now["avoid_break"]:
        text += " Målet er ikke registrert som nådd. Kommunen bør hjelpe personen videre uten opphold."
    value = {"over": True, "because": "duration_expired", "since": last, "avoid_break": rule_now["avoid_break"]}
    return Answer(Outcome.MET, value, text, basis, rule_now.verified, version)


@rule(
    "may_stop_programme",
    "STP-01",
    "STP-02",
    "DEC-10",
    title="Stans av programmet",
    basis=(intl("18"), cite(Act.FORVALTNINGSLOVEN, "16")),
    headline="may_stop",
)
def may_stop_programme(c: Case) -> Answer:
    """Decides whether the municipality may stop the programme, for a time or for good, and what is lacking first.

    Basis: integreringsloven § 18, forvaltningsloven § 16 (STP-01, STP-02, DEC-10).
    Valid: from 2021-01-01; anchor: the planned day of the stop.
    Outcome: may when the ground is the person's own and notice and assessment are registered, not_met otherwise.
    Not covered: the words of § 18, which are not read; whether the ground is heavy enough, and how long a stop for a time may last.
    """
    planned = c.get("stop_planned") or c.on
    rule_now, version = c.version("stop", planned, Anchor.DECISION if c.facts.stop_planned else Anchor.AS_OF)
    ground = c.need("stop_ground")
    kind = c.get("stop_kind") or "permanent_stop"
    basis = may_stop_programme.basis
    value: dict[str, Any] = {"may_stop": False, "missing": [], "decision_needed": True, "kind": kind}
    if ground not in rule_now["individual_grounds"]:
        text = f"Kommunen kan ikke stanse programmet på grunn av {say(ground)}. Grunnen må ligge hos den enkelte."
        return Answer(Outcome.NOT_MET, value, text, basis, rule_now.verified, version)
    notice = c.get("stop_notice_given")
    done = {
        # Notice on the day of the stop leaves no time to comment.
        "notice_given": notice is not None and notice < planned,
        "individually_assessed": bool(c.get("stop_individually_assessed")),
    }
    value["missing"] = missing = [name for name in rule_now["needed"] if not done[name]]
    what = "stanse programmet for en tid" if kind == "temporary_stop" else "stanse programmet varig"
    if missing:
        text = f"Kommunen kan ikke {what} ennå. Dette mangler: {say_list(say(name) for name in missing)}."
        return Answer(Outcome.NOT_MET, value, text, basis, rule_now.verified, version)
    value["may_stop"] = True
    text = f"Kommunen kan {what} etter en samlet vurdering. Det er et vedtak, og det kan påklages."
    note = "Ordene i § 18 er ikke lest. Om grunnen er tungtveiende nok, må vurderes for hånd."
    return Answer(Outcome.MAY, value, text, basis, rule_now.verified, version, not_covered=note)
