"""Reads who arrives in the next twelve weeks, and what is ready for each household: three queries, whatever the number."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F

from samlop.casework import words
from samlop.casework.links import href
from samlop.core.calendar import age_on, long_date, short_date
from samlop.pathway.models import OPEN, State, Step
from samlop.people.models import Household, Person, Route

WEEKS = 12
LIMIT = 200
# What must be ready, and the steps that make it so. The keys are those of the templates; a municipality that
# renames a step keeps its key.
SERVICES = (
    ("Bolig", ("home_found", "home_ready", "lease")),
    ("Barnehage", ("kindergarten_place",)),
    ("Skole", ("school_place",)),
    ("Helse", ("needs_triage", "health_check", "gp")),
    ("Økonomi", ("first_money", "bank_account")),
    ("Tolk", ("interpreter_first_days",)),
)
_KEYS = [key for _, keys in SERVICES for key in keys]
_ROUTES = dict(Route.choices)


@dataclass(frozen=True, slots=True)
class Service:
    """How one service stands for one household. `kind`: yes, no, late, na."""

    name: str
    said: str
    kind: str
    href: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """One household on its way."""

    pk: int
    name: str
    about: str
    when: str
    services: tuple[Service, ...]
    ready: bool
    settle_href: str
    path_href: str


@dataclass(frozen=True, slots=True)
class Week:
    """The households of one week."""

    title: str
    people: int
    arrivals: list[Arrival]


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The page."""

    weeks: list[Week]
    undated: list[Arrival]
    people: int
    households: int
    not_ready: int
    more: bool
    shown: list[int]


def arrivals(user, today: dt.date, *, may_settle: bool) -> Arrivals:
    """Households that move in within twelve weeks, week by week, then those that have no date yet."""
    until = today + dt.timedelta(weeks=WEEKS)
    columns = ("id", "name", "route", "settles_on", "accepted_on", "requested_on")
    seen = Household.objects.visible_to(user).filter(municipality=user.municipality_id)
    dated = list(
        seen.filter(settles_on__gte=today, settles_on__lt=until)
        .order_by("settles_on", "id")
        .values_list(*columns)[: LIMIT + 1]
    )
    undated = list(
        seen.filter(settles_on=None, requested_on__isnull=False)
        .order_by("requested_on", "id")
        .values_list(*columns)[:LIMIT]
    )
    more, dated = len(dated) > LIMIT, dated[:LIMIT]
    ids = [row[0] for row in (*dated, *undated)]
    members: dict[int, list[tuple[int, dt.date]]] = defaultdict(list)
    shown = []
    for pk, household, born in (
        Person.objects.visible_to(user).filter(household__in=ids).values_list("id", "household_id", "birth_date")
    ):
        members[household].append((pk, born))
        shown.append(pk)
    steps: dict[int, list[tuple]] = defaultdict(list)
    rows = (
        Step.objects.filter(household__in=ids, key__in=_KEYS)
        .exclude(state=State.DROPPED)
        .order_by("household_id", F("due_on").asc(nulls_last=True), "id")
        .values_list("household_id", "id", "key", "office", "state", "due_on")
    )
    for household, *step in rows:
        steps[household].append(tuple(step))
    made = {row[0]: _arrival(row, members[row[0]], steps[row[0]], today, may_settle) for row in (*dated, *undated)}
    weeks: dict[dt.date, list[tuple]] = defaultdict(list)
    for row in dated:
        weeks[row[3] - dt.timedelta(days=row[3].weekday())].append(row)
    return Arrivals(
        weeks=[
            Week(_week_title(monday, today), sum(len(members[r[0]]) for r in rows), [made[r[0]] for r in rows])
            for monday, rows in weeks.items()
        ],
        undated=[made[row[0]] for row in undated],
        people=sum(len(members[row[0]]) for row in dated),
        households=len(dated),
        not_ready=sum(not made[row[0]].ready for row in dated),
        more=more,
        shown=shown,
    )


def _week_title(monday: dt.date, today: dt.date) -> str:
    away = (monday - (today - dt.timedelta(days=today.weekday()))).days // 7
    near = {0: "Denne uka", 1: "Neste uke"}.get(away, f"Om {away} uker")
    return f"Uke {monday.isocalendar().week}, fra {long_date(monday)} · {near.lower()}"


def _arrival(row: tuple, members: list, steps: list[tuple], today: dt.date, may_settle: bool) -> Arrival:
    pk, name, route, settles_on, accepted_on, requested_on = row
    children = sum(age_on(born, today) < 18 for _, born in members)
    count = len(members)
    who = "1 person" if count == 1 else f"{count} personer"
    if children:
        who += ", 1 barn" if children == 1 else f", {children} barn"
    services = tuple(_service(named, keys, steps, today, settles_on) for named, keys in SERVICES)
    when = (
        f"flytter inn {words.in_days(settles_on, today)}, {short_date(settles_on)}"
        if settles_on
        else f"svart ja {short_date(accepted_on)}, uten dato"
        if accepted_on
        else f"anmodet {short_date(requested_on)}, ikke svart"
    )
    return Arrival(
        pk=pk,
        name=name,
        about=f"{who} · {_ROUTES.get(route, route).lower()}",
        when=when,
        services=services,
        ready=all(s.kind in ("yes", "na") for s in services),
        settle_href=href("settlement:household", pk) if may_settle else "",
        path_href=href("pathway:household", pk),
    )


def _service(
    name: str, keys: tuple[str, ...], steps: list[tuple], today: dt.date, settles_on: dt.date | None
) -> Service:
    """Ready when every step of it that is due by the day they move in is done; else who has it."""
    mine = [s for s in steps if s[1] in keys]
    # Bank account and doctor come after the move; they do not make an arrival unready where something comes before it.
    before = [s for s in mine if s[4] is not None and settles_on is not None and s[4] <= settles_on] or mine
    waiting = [s for s in before if s[3] in OPEN]
    if not mine:
        return Service(name, "Ikke aktuelt", "na", "")
    if not waiting:
        return Service(name, "Klart", "yes", "")
    first = next((s for s in waiting if s[3] != State.WAITING), waiting[0])
    late = first[4] is not None and first[4] < today
    said = (
        f"{first[2].split(',')[0]} har saken" if first[3] != State.WAITING else f"Ikke begynt, {first[2].split(',')[0]}"
    )
    return Service(
        name, f"Etter fristen: {said}" if late else said, "late" if late else "no", href("pathway:step", first[0])
    )
