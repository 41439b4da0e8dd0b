"""Judges every day away from the programme: is it valid, is it paid, and which counter of added time does it go to?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from samlop.law.days import add_months, birthday, working_days
from samlop.law.facts.benefit import Absence
from samlop.law.parameters import parameter
from samlop.law.rule import Case
from samlop.law.words import say_number

_DAY = timedelta(days=1)
SELF_CERTIFICATE = "self_certificate"
KEPT, UNPAID, DEDUCTED = "kept", "without_benefit", "deducted"
ABSENCE, LEAVE, NO_COUNTER = "absence", "leave", "never_added"


@dataclass(frozen=True, slots=True)
class Away:
    """One working day away: `hours` is None for a whole day; `benefit` is kept, none (leave without benefit) or deducted."""

    day: date
    hours: float | None
    kind: str
    benefit: str
    counter: str
    why: str = ""

    @property
    def valid(self) -> bool:
        return self.benefit != DEDUCTED


def kind_of(code: str, on: date) -> dict[str, Any]:
    """Gives what the regulation says about one kind of absence or leave."""
    return next(kind for kind in parameter("absence_kinds").at(on)["kinds"] if kind["code"] == code)


def judge(c: Case) -> list[Away]:
    """Judges every working day in the absences, oldest first."""
    absences: tuple[Absence, ...] = c.get("absences") or ()
    ledger = _Ledger(c, absences)
    return [away for absence in sorted(absences, key=lambda a: (a.first_day, a.last)) for away in ledger.days(absence)]


def unpaid_spans(c: Case, away: list[Away]) -> tuple[tuple[date, date], ...]:
    """Gives the spans (end exclusive) of leave without benefit, weekends included, since the month is counted in thirty days."""
    unpaid = {day.day for day in away if day.benefit == UNPAID and day.hours is None}
    absences: tuple[Absence, ...] = c.get("absences") or ()
    spans = []
    for absence in absences:
        days = [day for day in working_days(absence.first_day, absence.last) if day in unpaid]
        if days:
            first = absence.first_day if days[0] == _first_working(absence) else days[0]
            spans.append((first, absence.last + _DAY))
    return tuple(sorted(spans))


def _first_working(absence: Absence) -> date | None:
    return next(working_days(absence.first_day, absence.last), None)


class _Ledger:
    """Keeps count of what has been used while the absences are judged in order."""

    def __init__(self, c: Case, absences: tuple[Absence, ...]) -> None:
        self.c = c
        self.chain_end: date | None = None
        self.chain_days = 0
        self.certificates: list[date] = []
        self.child_certificates: list[date] = []
        self.child_days: list[date] = []
        self.pregnancy_days = 0
        self.birth_days = 0
        self.religious: Counter[int] = Counter()
        self.all_holidays = sum(1 for a in absences if a.kind == "holiday" for _ in working_days(a.first_day, a.last))
        self.holiday_years: Counter[date] = Counter()

    def days(self, absence: Absence) -> list[Away]:
        rule_now = kind_of(absence.kind, absence.first_day)
        days = list(working_days(absence.first_day, absence.last))
        judged: Callable[[Absence, list[date], dict[str, Any]], list[str]] = getattr(
            self, f"_{absence.kind}", self._approved
        )
        reasons = judged(absence, days, rule_now)
        return [self._away(absence, day, why, rule_now) for day, why in zip(days, reasons, strict=True)]

    def _away(self, absence: Absence, day: date, why: str, rule_now: dict[str, Any]) -> Away:
        if why:
            return Away(day, absence.hours_a_day, absence.kind, DEDUCTED, NO_COUNTER, why)
        benefit, counter = rule_now["benefit"], rule_now["counter"]
        if absence.kind == "other_absence":
            # Free time that was applied for and allowed is leave with benefit, whatever it was for.
            benefit, counter = KEPT, LEAVE
        stopped = self.c.facts.illness_benefit_stopped
        if absence.kind == "own_illness" and stopped and day >= stopped and absence.documented_by != SELF_CERTIFICATE:
            self.c.get("illness_benefit_stopped")
            benefit, counter = UNPAID, LEAVE
        return Away(day, absence.hours_a_day, absence.kind, benefit, counter)

    def _approved(self, absence: Absence, days: list[date], rule_now: dict[str, Any]) -> list[str]:
        needs = rule_now["needs"]
        valid = not needs or absence.documented_by in needs
        return ["" if valid else "fraværet er ikke dokumentert eller innvilget"] * len(days)

    def _own_illness(self, absence: Absence, days: list[date], rule_now: dict[str, Any]) -> list[str]:
        if absence.documented_by != SELF_CERTIFICATE:
            return self._approved(absence, days, rule_now)
        refused = self._no_certificate(absence.first_day)
        if refused:
            return [refused] * len(days)
        limits = parameter("self_certificates").at(absence.first_day)
        over = []
        for _ in days:
            self.chain_days += 1
            over.append(self.chain_days > limits["days_each"])
        self.chain_end = absence.last
        if any(over) and self.c.ask("self_certificate_too_long") == "whole_spell":
            over = [True] * len(days)
        too_long = f"egenmelding gjelder bare {say_number(limits['days_each'])} dager"
        return [too_long if late else "" for late in over]

    def _no_certificate(self, first_day: date) -> str:
        """Says why a self-certificate of own illness cannot be used from the day, or nothing."""
        c, limits = self.c, parameter("self_certificates").at(first_day)
        if first_day < c.need("start_date") + timedelta(weeks=limits["weeks_in_programme"]):
            return f"egenmelding kan først brukes etter {say_number(limits['weeks_in_programme'])} uker i programmet"
        withdrawn, restored = c.get("self_certificate_withdrawn"), c.get("self_certificate_restored")
        if withdrawn and first_day >= withdrawn and (restored is None or first_day < restored):
            return "retten til egenmelding er tatt bort"
        if self.chain_end and (first_day - self.chain_end).days <= limits["same_spell_calendar_days"]:
            return ""
        counted = add_months(first_day, -limits["months_counted"])
        own = sum(day > counted for day in self.certificates)
        child = sum(day > counted for day in self.child_certificates)
        too_many = own >= limits["most"] or (
            own + child >= limits["most"] and c.ask("self_certificates_counted") == "own_and_child"
        )
        if too_many:
            return f"{say_number(limits['most'])} egenmeldinger er brukt de siste {say_number(limits['months_counted'])} månedene"
        self.certificates.append(first_day)
        self.chain_days = 0
        return ""

    def _child_illness(self, absence: Absence, days: list[date], rule_now: dict[str, Any]) -> list[str]:
        limits = parameter("child_illness_days").at(absence.first_day)
        certified = absence.documented_by == SELF_CERTIFICATE
        if certified:
            self.child_certificates.append(absence.first_day)
        reasons = self._approved(absence, days, rule_now)
        for number, day in enumerate(days):
            counted = add_months(day, -limits["months_counted"])
            used = sum(earlier > counted for earlier in self.child_days)
            if reasons[number]:
                continue
            if certified and number >= limits["self_certified_days"]:
                reasons[number] = f"egenmelding gjelder bare {say_number(limits['self_certified_days'])} dager"
            elif used >= child_illness_days(self.c, day):
                reasons[number] = "dagene med sykt barn er brukt opp"
            else:
                self.child_days.append(day)
        return reasons

    def _pregnancy(self, absence: Absence, days: list[date], rule_now: dict[str, Any]) -> list[str]:
        reasons = []
        for _ in days:
            self.pregnancy_days += 1
            reasons.append("dagene i svangerskapet er brukt opp" if self.pregnancy_days > rule_now["days"] else "")
        return reasons

    def _birth(self, absence: Absence, days: list[date], rule_now: dict[str, Any]) -> list[str]:
        self.pregnancy_days = 0
        most, reasons = birth_days(self.c, absence.first_day), []
        for _ in days:
            self.birth_days += 1
            reasons.append("dagene ved fødsel er brukt opp" if self.birth_days > most else "")
        return reasons

    def _religious_day(self, absence: Absence, days: list[date], rule_now: dict[str, Any]) -> list[str]:
        if self.c.need("church_of_norway_member"):
            return ["fri ved religiøse høytider gjelder den som ikke er medlem av Den norske kirke"] * len(days)
        reasons = []
        for day in days:
            self.religious[day.year] += 1
            used_up = self.religious[day.year] > rule_now["days"]
            reasons.append("fridagene i året er brukt opp" if used_up else "")
        return reasons

    def _holiday(self, absence: Absence, days: list[date], rule_now: dict[str, Any]) -> list[str]:
        if self.all_holidays <= rule_now["days"]:
            return [""] * len(days)
        begins = self._programme_year if self.c.ask("holiday_year") == "programme_year" else _calendar_year
        reasons = []
        for day in days:
            self.holiday_years[begins(day)] += 1
            reasons.append("feriedagene er brukt opp" if self.holiday_years[begins(day)] > rule_now["days"] else "")
        return reasons

    def _programme_year(self, day: date) -> date:
        begun: date = self.c.need("start_date")
        years = day.year - begun.year
        return birthday(begun, years if birthday(begun, years) <= day else years - 1)


def _calendar_year(day: date) -> date:
    return day.replace(month=1, day=1)


def child_illness_days(c: Case, day: date) -> int:
    """Gives how many days in twelve months the participant may be home with sick children; none without a child young enough."""
    limits = parameter("child_illness_days").at(day)
    born = [child.birth_date for child in c.need("children") if child.birth_date <= day]
    adult = parameter("couple_rate").at(day)["adult_age"]
    minors = [child for child in born if day < birthday(child, adult)]
    young = [child for child in minors if day < birthday(child, limits["under_age"])]
    counted = len(young)
    if len(minors) != counted and _child_days(counted, limits) != _child_days(len(minors), limits):
        counted = counted if c.ask("child_illness_age_limit") == "under_12" else len(minors)
    days = _child_days(counted, limits)
    return days * limits["sole_carer_times"] if days and c.need("sole_carer") else days


def _child_days(children: int, limits: Any) -> int:
    if not children:
        return 0
    return int(limits["days_more_children"] if children > limits["more_children_than"] else limits["days"])


def birth_days(c: Case, day: date) -> int:
    """Gives how many paid days the participant has at a birth: as mother, as father in the home, or as another helper."""
    rule_now, role = kind_of("birth", day), c.need("parent_role")
    together = role == "mother" or c.need("lives_with_other_parent")
    if role == "father" and not together:
        return 0
    if role == "helper" and together:
        return 0
    return int(rule_now[f"days_{role}"])
