"""Reads My people: an index scan over the standings, fifty lines at a time, and one query for all at the side.

Who needs somebody first: those for whom a date of the law has passed or comes within two weeks, by that date; then all
the others, by the day their most urgent step is due. Each is one range of an index.
"""

import datetime as dt
import json
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import CharField, DateField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat

from samlop.access.models import Role
from samlop.access.policy import Reach, Right, may, reach_of
from samlop.casework import words
from samlop.casework.links import href
from samlop.casework.models import SavedFilter, View
from samlop.casework.queries import waiting
from samlop.casework.words import Line, StepNow
from samlop.core.compiled import compiled
from samlop.pathway.models import OPEN, Standing, State, Step
from samlop.people.models import CaseAccess, Person

PAGE = 50
NEEDS_DAYS = 14
STARTS_DAYS = 30

_PERSON = (
    "person_id",
    "person__given_name",
    "person__family_name",
    "person__birth_date",
    "person__language",
    "person__settled_on",
    "person__household_id",
)
_STEP = (
    "id",
    "key",
    "title",
    "office",
    "owner_role",
    "state",
    "due_on",
    "due_kind",
    "due_reason",
    "due_basis",
    "released_on",
    "began_on",
)
_BY_DAY = (*_PERSON, "needs_on", *(f"step__{c}" for c in _STEP), *(f"blocker__{c}" for c in _STEP), "no_plan")
_BY_LAW = (*_PERSON, "law_on", *(f"law_step__{c}" for c in _STEP), *(f"law_blocker__{c}" for c in _STEP), "no_plan")


@dataclass(frozen=True, slots=True)
class Criteria:
    """How to look: codes only, so that an address or a saved filter says nothing about anybody."""

    view: str = View.NEEDS_ME
    team: bool = False
    language: str = ""
    route: str = ""
    step: str = ""

    @classmethod
    def of(cls, data: dict) -> "Criteria":
        """From an address or a saved filter; what is unknown is left out."""
        view = data.get("vis", "")
        return cls(
            view=view if view in View.values else View.NEEDS_ME,
            team=data.get("omfang") == "team",
            language=str(data.get("sprak", ""))[:8],
            route=str(data.get("rute", ""))[:16],
            step=str(data.get("steg", ""))[:40],
        )

    def codes(self) -> dict[str, str]:
        """Back to the codes of an address."""
        pairs = {
            "vis": str(self.view),
            "omfang": "team" if self.team else "",
            "sprak": self.language,
            "rute": self.route,
            "steg": self.step,
        }
        return {name: value for name, value in pairs.items() if value}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a worklist. `after` is the key of the next page (`l` or `d`, date, row), empty on the last."""

    lines: list[Line]
    people: list[int]
    after: str


def can_widen(user) -> bool:
    """Whether the user sees more cases than her own, and may choose between the two."""
    return user.role == Role.COUNSELLOR and reach_of(user) is not Reach.OWN and bool(user.team_id)


def _standings(user, criteria: Criteria, today: dt.date, soon: dt.date, until: dt.date, let_in: bool):
    """The standings that fit. The permission is in the same query."""
    rows = Standing.objects.visible_to(user)
    if user.role == Role.COUNSELLOR and not criteria.team:
        own = Q(counsellor=user)
        # Almost nobody is let into another's case, and an OR with a subquery reads every standing.
        rows = rows.filter(own | Q(person_id__in=_let_into(user)) if let_in else own)
    elif reach_of(user) is Reach.MUNICIPALITY:
        rows = rows.filter(municipality=user.municipality_id)  # repeats the permission, for the index to be found
    elif user.team_id:
        rows = rows.filter(team=user.team_id)
    open_steps = Step.objects.filter(person=OuterRef("person"), state__in=OPEN)
    if criteria.view == View.NEEDS_ME:
        rows = rows.filter(Q(needs_on__lte=soon) | Q(law_on__lte=soon))
    elif criteria.view == View.STARTS:
        rows = rows.filter(Exists(open_steps.filter(key="programme_start", due_on__lte=until)))
    elif criteria.view == View.WAITS:
        rows = rows.filter(blocker__isnull=False)
    elif criteria.view == View.NO_PLAN:
        rows = rows.filter(Exists(open_steps.filter(key="plan_and_decision")))
    if criteria.language:
        rows = rows.filter(person__language=criteria.language)
    if criteria.route:
        rows = rows.filter(person__household__route=criteria.route)
    if criteria.step:
        having = Step.objects.filter(municipality=user.municipality_id, key=criteria.step, state__in=OPEN)
        rows = rows.filter(person__household_id__in=having.values("household_id"))
    no_plan = Exists(open_steps.filter(key="plan_and_decision", due_on__lt=today))
    return rows.annotate(no_plan=no_plan)


@compiled
def _by_law(*, user, criteria, today, soon, until, let_in, on, pk):
    """Those with a date of the law behind them or near, by that date."""
    rows = _standings(user, criteria, today, soon, until, let_in).filter(law_on__lte=soon)
    return _from(rows, "law_on", on, pk).values_list(*_BY_LAW)[: PAGE + 1]


@compiled
def _by_day(*, user, criteria, today, soon, until, let_in, on, pk):
    """All the others, by the day their most urgent step is due."""
    rows = _standings(user, criteria, today, soon, until, let_in).filter(law_on__gt=soon)
    if criteria.view == View.NEEDS_ME:
        rows = rows.filter(needs_on__lte=soon)  # for the index; the view has said so already
    return _from(rows, "needs_on", on, pk).values_list(*_BY_DAY)[: PAGE + 1]


@compiled
def _accesses(*, user):
    return _let_into(user).values_list("person_id")[:1]


def page(user, criteria: Criteria, today: dt.date, after: str = "") -> Page:
    """One page of lines, in the order of who needs somebody first. `after` is as the page before gave it; anything else is the first page."""
    by_law, on, pk = _key(after)
    asked = {
        "user": user,
        "criteria": criteria,
        "today": today,
        "soon": today + dt.timedelta(days=NEEDS_DAYS),
        "until": today + dt.timedelta(days=STARTS_DAYS),
        "let_in": user.role == Role.COUNSELLOR and not criteria.team and bool(_accesses(user=user)),
    }
    found: list[tuple[str, tuple]] = []
    if by_law:
        found = [("l", row) for row in _by_law(**asked, on=on, pk=pk)]
        on = pk = None
    if len(found) <= PAGE:
        found += [("d", row) for row in _by_day(**asked, on=on, pk=pk)]
    may_steer = may(user, Right.STEER)
    lines = [_line(row, today, user.role, may_steer) for _, row in found[:PAGE]]
    group, last = found[PAGE - 1] if len(found) > PAGE else ("", ())
    return Page(lines, [line.pk for line in lines], f"{group}.{last[7].isoformat()}.{last[0]}" if last else "")


def _from(rows, column: str, on: dt.date | None, pk: int | None):
    """The rows in the order of the column, from behind the last line of the page before."""
    if on is not None:
        # The first condition is the index range; without it the database would read all pages before this one.
        rows = rows.filter(Q(**{f"{column}__gte": on}) & (Q(**{f"{column}__gt": on}) | Q(person_id__gt=pk)))
    return rows.order_by(column, "person_id")


def _line(row: tuple, today: dt.date, role: str, may_steer: bool) -> Line:
    pk, given, family, born, language, settled_on, household, _on = row[:8]
    n = len(_STEP)
    step = StepNow(*row[8 : 8 + n]) if row[8] is not None else None
    blocker = StepNow(*row[8 + n : 8 + 2 * n]) if row[8 + n] is not None else None
    new = settled_on is not None and 0 <= (today - settled_on).days <= words.NEW_DAYS
    figure, unit = words.figure_of(step, new, today)
    kind = words.kind_of(step, blocker, today)
    act, act_href = words.act_of(step, blocker, person=pk, household=household, role=role, may_steer=may_steer)
    own = href("casework:person", pk)
    law = words.section_of(step.due_basis) if step is not None and step.is_law else ""
    about = words.about_person(born, language, today)
    if settled := words.settled_words(settled_on, today):
        about = f"{about} · {settled}"
    return Line(
        pk=pk,
        href=own,
        who=f"{given} {family}",
        about=about,
        figure=figure,
        unit=unit,
        kind=kind,
        badges=words.badges_of(step, blocker, new=new, has_plan=not row[-1], today=today),
        reason=words.reason_of(step, blocker, today, role),
        law=law,
        law_href=href("casework:law", pk) if law else "",
        act=act,
        act_href=act_href,
    )


def _key(after: str) -> tuple[bool, dt.date | None, int | None]:
    """Whether lines sorted by the law may still come, and the last line of the page before."""
    group, _, rest = after.partition(".")
    on, _, pk = rest.partition(".")
    try:
        return group != "d", dt.date.fromisoformat(on), int(pk)
    except ValueError:
        return True, None, None


def _let_into(user):
    return CaseAccess.objects.filter(user=user).values("person_id")


@dataclass(frozen=True, slots=True)
class Owed:
    """Work that lies with somebody: who, how much, since when."""

    office: str
    count: int
    days: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved filter as the list needs it."""

    pk: int
    name: str
    criteria: dict


@dataclass(slots=True)
class Side:
    """What stands beside the list."""

    filters: list[Kept] = field(default_factory=list)
    waiting_on: list[Owed] = field(default_factory=list)
    waiting_for_me: list[Owed] = field(default_factory=list)
    today: list[tuple[str, str]] = field(default_factory=list)


@compiled
def _beside(*, user, until):
    """The parts of the side, one below the other: kind, number, words, since when, due."""
    mine = Person.objects.filter(counsellor=user).values("household_id")
    # A course that runs for a year is not something one waits for: only what is due, or soon will be.
    near = Q(due_on=None) | Q(due_on__lte=until)
    text, no_day = CharField(), Cast(Value(None), output_field=DateField())
    kept = (
        SavedFilter.objects.filter(user=user)
        .order_by()
        .annotate(
            part=Value("filter", text),
            n=F("id"),
            # Name and choices in one column: a name has no line breaks (`actions.save_filter` joins them).
            words=Concat("name", Value("\n"), Cast("criteria", text), output_field=text),
            since=no_day,
            due=no_day,
        )
    )
    begun = (
        Step.objects.filter(near, household_id__in=mine, state__in=(State.READY, State.UNDER_WAY))
        .order_by()
        .annotate(
            part=Value("step", text),
            n=F("id"),
            words=Concat("office", Value("\n"), "title", Value(" · "), "household__name", output_field=text),
            since=Coalesce("began_on", "released_on"),
            due=F("due_on"),
        )
    )
    decisions = [rows.annotate(due=no_day) for rows in waiting.for_user(user)]
    parts = [rows.values_list("part", "n", "words", "since", "due") for rows in (kept, begun, *decisions)]
    return parts[0].union(*parts[1:], all=True)


def side(user, today: dt.date) -> Side:
    """Saved filters, what others owe me, what I owe others, and what falls on this day: one query, one round trip."""
    out = Side()
    owed: dict[str, list[dt.date | None]] = defaultdict(list)
    for part, n, said, since, due in _beside(user=user, until=today + dt.timedelta(days=STARTS_DAYS)):
        first, _, rest = said.partition("\n")
        if part == "step":
            owed[first].append(since)
            if due == today:
                out.today.append((rest, href("pathway:step", n)))
        elif part == "filter":
            out.filters.append(Kept(n, first, json.loads(rest)))
        elif part == "approve":
            out.waiting_for_me.append(Owed(said, 1, _held(since, today), href("decisions:decision", n)))
        else:
            out.waiting_for_me.append(Owed(said, 1, _held(since, today), href("programme:plan", n)))
    for office, days in owed.items():
        oldest = min((day for day in days if day), default=None)
        own = words.is_own(office, user.role)
        (out.waiting_for_me if own else out.waiting_on).append(
            Owed("Steg som er klare for deg" if own else office, len(days), _held(oldest, today))
        )
    out.filters.sort(key=lambda kept: kept.name.lower())
    out.waiting_on.sort(key=lambda owed: (-owed.days, owed.office))
    out.waiting_for_me.sort(key=lambda owed: (-owed.days, owed.office))
    return out


def _held(since: dt.date | None, today: dt.date) -> int:
    return (today - since).days if since else 0
