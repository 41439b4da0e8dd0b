"""Decides how many days of absence and leave are added to the programme's duration, and when it then ends."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import Any

from samlop.law.basis import intf, intl
from samlop.law.days import add_months, working_days
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.parameters import parameter
from samlop.law.rule import Case, rule
from samlop.law.words import say, say_count, say_date

BASIS = (intf("10"), intf("19"))


@rule(
    "added_time_working_days",
    "EXT-01",
    "EXT-02",
    "EXT-03",
    *("D-01", "D-02", "D-03", "D-04"),
    title="Dager som legges til programtiden",
    basis=BASIS,
    headline="added",
)
def added_time(c: Case) -> Answer:
    """Computes the working days that are added to the programme's duration for absence and for leave.

    Basis: integreringsforskriften §§ 10 and 19 (EXT-01, EXT-02).
    Valid: from 2026-01-01; anchor: as-of date, and days before 2026 follow the older text.
    Outcome: calculated; review when either counter passes the limit, since all days or only the excess may be meant, and for
    programmes that began before 2026, whose older text is not read (EXT-03).
    Not covered: which days are valid, which `absence_ledger` answers; invalid days never add time (D-04). Days counted per year.
    """
    rule_now, version = c.version("added_time")
    absence, leave = c.get("absence_working_days"), c.get("leave_working_days")
    never_added = c.first_of("invalid_absence_working_days", "holiday_working_days", "religious_free_days_s17_2")
    if absence is None and leave is None and never_added is None:
        absence = c.need("absence_working_days")
    # Invalid days add nothing either.
    c.get("invalid_absence_working_days")
    # Free days under § 17 second paragraph and holiday under § 18 never add time: read only to show that they were seen.
    c.get("holiday_working_days")
    c.get("religious_free_days_s17_2")
    counters = (absence or 0, leave or 0)
    started = c.get("start_date")
    if not any(counters):
        return Answer(
            Outcome.CALCULATED, {"added": 0}, "Ingen dager legges til programtiden.", BASIS, rule_now.verified, version
        )
    if rule_now.id != "over_threshold" or (started is not None and started < rule_now.valid_from):
        text = "Vi har ikke lest hvordan fravær før 2026 legges til programtiden. Dette må vurderes for hånd."
        return Answer(Outcome.REVIEW, {"added": "review"}, text, BASIS, Verification.ASSUMED, version)
    limit = rule_now["number"]
    over = [days for days in counters if days > limit]
    if not over:
        text = f"Ingen dager legges til, fordi verken fravær eller permisjon er over {say(limit)} virkedager."
        return Answer(Outcome.CALCULATED, {"added": 0}, text, BASIS, rule_now.verified, version)
    whole = c.ask("added_time_counting") == "all_days"
    added = sum(days if whole else days - limit for days in over)
    text = f"{_working(added).capitalize()} legges til programtiden."
    return Answer(Outcome.CALCULATED, {"added": added}, text, BASIS, rule_now.verified, version)


def _working(days: int) -> str:
    return say_count(days, "virkedag", "virkedager")


@rule(
    "added_time_allowed_although_no_extension",
    "EXT-04",
    "EXT-02",
    "D-05",
    title="Tillegg i programtiden uten forlengelse",
    basis=(intf("19"), intl("13", 3)),
    headline="allowed",
)
def added_time_is_no_extension(c: Case) -> Answer:
    """Decides whether absence and leave are added also where the programme cannot be extended.

    Basis: integreringsforskriften §§ 10 and 19, integreringsloven § 13 tredje ledd (EXT-04).
    Valid: from 2026-01-01, practice before; anchor: as-of date.
    Outcome: met.
    Not covered: how many days are added.
    """
    for name in ("table", "max_months", "absence_working_days", "leave_working_days", "parental_leave_months"):
        c.get(
            name
        )  # what the leave was and which table it meets do not matter, and the reader should see that they were seen
    version = c.version("added_time")[1]
    sure = (
        Verification.ASSUMED
        if c.on < parameter("added_time").named("over_threshold").valid_from
        else Verification.GUIDANCE
    )
    text = "Fravær og permisjon legges til programtiden, også når programmet ikke kan forlenges. Det er tillegg, ikke forlengelse."
    return Answer(Outcome.MET, {"allowed": True}, text, (intf("10"), intf("19"), intl("13", 3)), sure, version)


@rule(
    "programme_prolonged_by_absence",
    *("D-01", "D-02", "D-04", "EXT-01", "EXT-02"),
    title="Lengre program etter fravær og permisjon",
    basis=BASIS,
    headline="days",
)
def programme_prolonged(c: Case) -> Answer:
    """Decides whether absence and leave make the programme longer, and by how many working days.

    Basis: integreringsforskriften §§ 10 and 19 (D-01, D-02, EXT-01, EXT-02); invalid days never (D-04).
    Valid: from 2026-01-01; anchor: as-of date.
    Outcome: calculated; review where all days or only the excess may be meant, and for days before 2026.
    Not covered: leave given in months; the new last day, which `programme_end_with_added_time` answers.
    """
    found = added_time.body(c)
    c.get("programme_end_exclusive")
    added = found.value["added"]
    if not isinstance(added, int):
        value: dict[str, Any] = {"prolonged": "review", "days": "review"}
        return Answer(found.outcome, value, found.text, BASIS, found.verification, found.version)
    text = f"Programmet blir {_working(added)} lenger." if added else "Programmet blir ikke lenger."
    value = {"prolonged": bool(added), "days": added}
    return Answer(found.outcome, value, text, BASIS, found.verification, found.version)


@rule(
    "programme_end_with_added_time",
    *("D-01", "D-02", "EXT-01", "EXT-02"),
    title="Ny sluttdato etter fravær og permisjon",
    basis=BASIS,
    headline="last_day",
)
def programme_end(c: Case) -> Answer:
    """Finds the last day of the programme when the added working days are laid after its end.

    Basis: integreringsforskriften §§ 10 and 19 (D-01, D-02, EXT-01, EXT-02).
    Valid: from 2026-01-01; anchor: as-of date.
    Outcome: calculated; review where all days or only the excess may be meant, and where Saturday may be a working day.
    Not covered: leave given in months, and days before 2026.
    """
    found = added_time.body(c)
    ends, added = c.need("programme_end_exclusive"), found.value["added"]
    if not isinstance(added, int):
        return Answer(found.outcome, {"last_day": "review"}, found.text, BASIS, found.verification, found.version)
    last = ends - timedelta(days=1)
    if added:
        saturdays = c.ask("saturday_is_working_day") == "yes"
        last = next(islice(working_days(ends, add_months(ends, added), saturdays=saturdays), added - 1, None))
    value = {"last_day": last, "end_exclusive": last + timedelta(days=1), "added": added}
    text = f"{_working(added).capitalize()} legges til. Den siste dagen i programmet er {say_date(last)}."
    return Answer(found.outcome, value, text, BASIS, found.verification, found.version)
