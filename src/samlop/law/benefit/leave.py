"""Answers for leave and free days: is there a right, is the benefit kept, how many days, and is the time added afterwards?"""

from __future__ import annotations

from datetime import date
from typing import Any

from samlop.law.basis import Act, Provision, cite, intf, intl
from samlop.law.benefit.ledger import KEPT, LEAVE, NO_COUNTER, UNPAID, birth_days, child_illness_days, kind_of
from samlop.law.days import add_months, is_public_holiday, working_days
from samlop.law.finding import Anchor, Answer, Outcome, Verification
from samlop.law.parameters import parameter
from samlop.law.rule import Case, rule
from samlop.law.words import say_date, say_months

CHAPTER_4 = cite(Act.INTEGRERINGSFORSKRIFTEN, chapter="4")
_BENEFIT_NB = {
    KEPT: "Stønaden beholdes.",
    UNPAID: "Det betales ikke stønad.",
    "deducted": "Stønaden trekkes.",
    "not_known": "Vi vet ikke om stønaden beholdes.",
}
_COUNTER_NB = {
    "absence": "Dagene kan legges til programtiden sammen med annet fravær.",
    LEAVE: "Dagene kan legges til programtiden sammen med annen fri og permisjon.",
    NO_COUNTER: "Dagene legges ikke til programtiden.",
}


@rule(
    "leave_right",
    *("L-01", "L-05", "L-06", "L-07", "L-08", "L-09", "L-10", "L-11", "L-12", "L-13", "L-14", "L-15", "L-16", "L-17"),
    *("L-18", "D-01", "D-02", "D-03"),
    "ABS-05",
    "ABS-06",
    "ABS-07",
    "ABS-08",
    "ABS-09",
    "ABS-10",
    "ABS-11",
    title="Fravær, fri og permisjon",
    basis=(CHAPTER_4,),
    headline="days",
)
def leave_right(c: Case) -> Answer:
    """Says for one kind of absence or leave whether it is valid, whether the benefit is kept, how many days there are, and whether it is added.

    Basis: integreringsforskriften chapters 3 and 4, §§ 10 and 19 on what is added (L-01 to L-18, D-01 to D-03).
    Valid: from 2021-01-01, what is added from 2026-01-01 and practice before; anchor: as-of date.
    Outcome: met or not_met; review for work for peace and human rights, whose adoption is not verified, and where the number of
    days rests on an open question.
    Not covered: the municipality's own assessment of welfare leave; how care leave is shared between the parents or taken part-time;
    the longest leave to try ordinary work.
    """
    code = c.need("absence_kind")
    kind, (rules, version) = kind_of(code, c.on), c.version("absence_kinds")
    basis = (_section(kind), *_added_by(kind))
    sure = Verification(kind["sure"]) if "sure" in kind else rules.verified
    limits = _limits(c, code, kind)
    valid, why = _valid(c, code, kind, limits)
    value: dict[str, Any] = {
        "kind": code,
        "valid": valid,
        "benefit": kind["benefit"] if valid or kind["benefit"] == "deducted" else "deducted",
        "adds_to_length": kind["counter"] != NO_COUNTER and valid,
        "counter": kind["counter"],
        **limits,
    }
    if code == "peace_work":
        text = (
            "Permisjon for arbeid for fred og menneskerettigheter ble foreslått i 2022. Vi vet ikke om det er vedtatt."
        )
        value = {"kind": code, "valid": "review", "benefit": "review", "adds_to_length": "review"}
        return Answer(Outcome.REVIEW, value, text, basis, Verification.ASSUMED, version)
    if code == "other_absence" and c.get("documented_by") == "approved":
        value |= {"benefit": KEPT, "adds_to_length": True, "counter": LEAVE}
    if value["adds_to_length"] and rules.verified is not Verification.PRIMARY and c.on < _added_from():
        sure = Verification.ASSUMED
    text = _text(kind, value, why)
    outcome = Outcome.MET if valid else Outcome.NOT_MET
    return Answer(outcome, value, text, basis, sure, version, _not_covered(code), would_change=_change(kind, valid))


def _section(kind: dict[str, Any]) -> Provision:
    if kind["benefit"] == "deducted":
        return intl("21")
    return intf(kind["section"]) if "section" in kind else CHAPTER_4


def _added_by(kind: dict[str, Any]) -> tuple[Provision, ...]:
    return {"absence": (intf("10"),), LEAVE: (intf("19"),)}.get(kind["counter"], (intf("19"),))


def _added_from() -> date:
    return parameter("added_time").named("over_threshold").valid_from


def _limits(c: Case, code: str, kind: dict[str, Any]) -> dict[str, Any]:
    """Gives the limits of the kind: days and how many are left, or months, or hours a day."""
    found: dict[str, Any] = {}
    days = kind.get("days")
    if code == "child_illness":
        days = child_illness_days(c, c.on)
    if code == "birth":
        days = birth_days(c, c.on)
    if days is not None:
        used = c.get("days_used") or 0
        if code == "religious_day" and c.get("religious_free_days_s17_2") is not None:
            used = c.facts.religious_free_days_s17_2
        if code == "holiday" and c.get("holiday_working_days") is not None:
            used = c.facts.holiday_working_days
        found |= {"days": days, "left": max(days - used, 0), "beyond": max(used - days, 0)}
    if "months" in kind:
        found |= _months(c, code, kind)
    if "hours_a_day" in kind:
        found["hours_a_day"] = kind["hours_a_day"]
    return found


def _months(c: Case, code: str, kind: dict[str, Any]) -> dict[str, Any]:
    if code != "care_leave":
        return {"months": kind["months"]}
    used = c.get("parental_leave_months") or 0
    found: dict[str, Any] = {"months": kind["months"], "months_left": max(kind["months"] - used, 0)}
    c.get("both_parents_participate")
    born = c.get("child_born")
    if born is not None:
        found["until"] = add_months(born, kind["first_years"] * len(_YEAR))
    return found


_YEAR = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")


def _valid(c: Case, code: str, kind: dict[str, Any], limits: dict[str, Any]) -> tuple[bool, str]:
    """Says whether the absence is valid, and why not."""
    if code == "religious_day" and c.need("church_of_norway_member"):
        return False, "Retten gjelder den som ikke er medlem av Den norske kirke."
    if limits.get("days") == 0:
        return False, "Personen har ikke rett til disse dagene."
    if "until" in limits and c.on >= limits["until"]:
        return False, "Omsorgspermisjonen gjelder barnets første leveår."
    documented = c.get("documented_by")
    if documented == "not_documented" and kind["needs"]:
        return False, "Fraværet er ikke dokumentert eller innvilget."
    if documented is not None and kind["needs"] and documented not in kind["needs"]:
        return False, "Fraværet er ikke dokumentert på den måten som kreves."
    if code == "other_absence" and documented != "approved":
        return False, "Fravær uten tillatelse eller dokumentasjon er ugyldig."
    return True, ""


def _text(kind: dict[str, Any], value: dict[str, Any], why: str) -> str:
    label = kind["label"].capitalize()
    if not value["valid"]:
        return f"{label} er ikke gyldig fravær. {why} Stønaden trekkes."
    length = ""
    if "days" in value:
        length = f" i inntil {value['days']} virkedager"
    elif "months" in value:
        length = f" i inntil {say_months(value['months'])}"
    elif "hours_a_day" in value:
        length = " i minst én time om dagen"
    return f"{label}: gyldig{length}. {_BENEFIT_NB[value['benefit']]} {_COUNTER_NB[value['counter']]}"


def _not_covered(code: str) -> str:
    return {
        "work": "Hvor lenge permisjonen kan vare, er ikke funnet.",
        "welfare": "Antall dager er antatt ut fra det en kommune skriver.",
        "care_leave": "Hvordan foreldrene deler permisjonen, og om den kan tas på deltid, er ikke funnet.",
        "own_illness": "Ved langvarig sykdom kan kommunen vedta at det ikke betales stønad. Det gjelder aldri dager med egenmelding.",
        "breastfeeding": "Retten er minst én time. Kommunen kan gi mer.",
    }.get(code, "")


def _change(kind: dict[str, Any], valid: bool) -> tuple[str, ...]:
    if not valid:
        return ("Dokumentasjon eller en innvilget søknad kan gjøre fraværet gyldig.",)
    return ("Uten dokumentasjon eller innvilgelse er fraværet ugyldig, og stønaden trekkes.",) if kind["needs"] else ()


@rule(
    "birth_leave_last_day",
    "L-08",
    "ABS-06",
    title="Siste dag med stønad etter fødsel",
    basis=(intf("12"),),
    headline="last_day",
)
def birth_leave_last_day(c: Case) -> Answer:
    """Finds the last working day with benefit after a birth, counted from the day after.

    Basis: integreringsforskriften § 12 (L-08).
    Valid: from 2021-01-01; anchor: the day the child was born.
    Outcome: calculated; not_met for a parent without the right; review, since it is open whether Saturday is a working day.
    Not covered: days that begin later than the day after the birth; adoption.
    """
    born = c.need("child_born")
    rules, version = c.version("absence_kinds", born, Anchor.CHANGE)
    days = birth_days(c, born)
    if not days:
        text = "Personen har ikke rett til fri med stønad ved fødselen."
        return Answer(Outcome.NOT_MET, {"last_day": None, "days": 0}, text, (intf("12"),), rules.verified, version)
    saturdays = c.ask("saturday_is_working_day") == "yes"
    latest = add_months(born, len(_YEAR))
    counted = [day for _, day in zip(range(days + 1), working_days(born, latest, saturdays=saturdays), strict=False)]
    if counted[0] == born:
        counted = counted[1:]
    last = counted[days - 1]
    text = f"{days} virkedager fra dagen etter fødselen er brukt opp {say_date(last)}."
    return Answer(Outcome.CALCULATED, {"last_day": last, "days": days}, text, (intf("12"),), rules.verified, version)


@rule(
    "free_day_valid",
    "L-15",
    "L-16",
    "ABS-11",
    title="Fri på høytidsdag",
    basis=(intf("17"),),
    headline="valid",
)
def free_day_valid(c: Case) -> Answer:
    """Decides whether a day is free with benefit: a public holiday, or one of the days of one's own religion.

    Basis: integreringsforskriften § 17 (L-15, L-16).
    Valid: from 2021-01-01; anchor: the free day.
    Outcome: met or not_met.
    Not covered: days that are worked in; which paragraph of § 17 holds what.
    """
    day = c.need("free_day")
    kind, (rules, version) = kind_of("religious_day", day), c.version("absence_kinds", day, Anchor.CHANGE)
    if is_public_holiday(day):
        text = f"{say_date(day)} er en offentlig høytidsdag. Personen har fri, og stønaden beholdes."
        value = {"valid": True, "benefit": KEPT, "adds_to_length": False, "public_holiday": True}
        return Answer(Outcome.MET, value, text, (intf("17"),), rules.verified, version)
    value = {"valid": False, "benefit": "deducted", "adds_to_length": False, "public_holiday": False}
    if c.need("church_of_norway_member"):
        text = "Fri ved religiøse høytider gjelder den som ikke er medlem av Den norske kirke."
        return Answer(Outcome.NOT_MET, value, text, (intf("17"),), rules.verified, version)
    used, noticed = c.get("religious_free_days_s17_2") or 0, c.get("free_day_noticed")
    if used >= kind["days"]:
        text = "Fridagene i kalenderåret er brukt opp. Dagen kan arbeides inn."
        return Answer(Outcome.NOT_MET, value, text, (intf("17"),), rules.verified, version)
    if noticed is not None and (day - noticed).days < kind["notice_days"]:
        text = f"Det ble sagt fra mindre enn {kind['notice_days']} dager før. Kommunen kan gi fri likevel."
        return Answer(Outcome.NOT_MET, value, text, (intf("17"),), rules.verified, version)
    value |= {"valid": True, "benefit": KEPT, "left": kind["days"] - used - 1}
    text = "Personen har rett til fri denne dagen, og stønaden beholdes. Det trengs ikke noe vedtak."
    return Answer(Outcome.MET, value, text, (intf("17"),), rules.verified, version)
