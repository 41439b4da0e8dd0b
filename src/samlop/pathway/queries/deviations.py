"""Finds where the pathway was departed from: overridden waits, legal deadlines broken or near, steps with two owners."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, F, Q

from samlop.core.calendar import in_days, long_date
from samlop.pathway.models import CLOSED, OPEN, State, Step, Wait

NEAR_DAYS = 14


class DeviationKind(StrEnum):
    """What sort of deviation. The value is the heading in a list."""

    BROKEN = "Lovens frist er brutt"
    NEAR = "Lovens frist er nær, og noe holder igjen"
    OVERRIDDEN = "Venting er overstyrt"
    PASSED = "Gjort før det som skulle komme først"
    TWICE = "Samme steg ligger to ganger, med hver sin eier"


@dataclass(frozen=True, slots=True)
class Deviation:
    """One deviation: what, whom, why, by whom and when."""

    kind: DeviationKind
    household: int
    person: int | None
    who: str
    step: int
    title: str
    text: str
    reason: str = ""
    by: str = ""
    on: dt.date | None = None
    basis: str = ""


def deviations(user, on: dt.date, limit: int = 200) -> list[Deviation]:
    """What the user may see of deviations, the broken deadlines first. At most `limit` of each kind; five queries."""
    steps = Step.objects.visible_to(user)
    waits = Wait.objects.filter(step__in=steps)
    named = ("household_id", "person_id", "person__given_name", "person__family_name", "pk", "title")
    late = steps.filter(state__in=OPEN, law_due_on__lt=on).order_by("law_due_on", "pk")
    near = steps.filter(
        state=State.WAITING, law_due_on__gte=on, law_due_on__lte=on + dt.timedelta(days=NEAR_DAYS)
    ).order_by("law_due_on", "pk")
    out = [
        _of_step(kind, row, on)
        for kind, rows in ((DeviationKind.BROKEN, late), (DeviationKind.NEAR, near))
        for row in rows.values_list(*named, "law_due_on", "due_basis", "note")[:limit]
    ]
    of_wait = tuple(f"step__{name}" for name in named)
    over = waits.filter(overridden_at__isnull=False).order_by("-overridden_at", "pk")
    for *who, ahead, reason, by, at in over.values_list(
        *of_wait, "waits_for__title", "override_reason", "overridden_by__name", "overridden_at"
    )[:limit]:
        text = f"«{who[5]}» skulle vente på «{ahead}»."
        out.append(_deviation(DeviationKind.OVERRIDDEN, who, text, reason=reason, by=by or "", on=at.date()))
    passed = waits.filter(step__state=State.DONE, overridden_at=None).filter(
        ~Q(waits_for__state__in=CLOSED)
    ).order_by("-step__closed_on", "pk")  # fmt: skip
    for *who, ahead, closed in passed.values_list(*of_wait, "waits_for__title", "step__closed_on")[:limit]:
        text = f"«{who[5]}» ble ferdig {long_date(closed)}, men «{ahead}» er fortsatt åpent."
        out.append(_deviation(DeviationKind.PASSED, who, text, on=closed))
    return out + _twice(steps, named, limit)


def _of_step(kind: DeviationKind, row: tuple, on: dt.date) -> Deviation:
    *who, day, basis, note = row
    said = "Fristen var" if kind is DeviationKind.BROKEN else "Fristen er"
    text = f"«{who[5]}»: {said[0].lower()}{said[1:]} {long_date(day)}, {in_days(day, on)}."
    return _deviation(kind, who, text, reason=note, on=day, basis=basis)


def _twice(steps, named: tuple, limit: int) -> list[Deviation]:
    """A step that lies open twice for the same person: two offices then think the other one does it."""
    groups = (
        steps.filter(state__in=OPEN)
        .values("household_id", "person_id", "key")
        .annotate(rows=Count("pk"))
        .filter(rows__gt=1)
        .order_by("household_id", F("person_id").asc(nulls_first=True), "key")[:limit]
    )
    found = list(groups)
    if not found:
        return []
    wanted = {(g["household_id"], g["person_id"], g["key"]) for g in found}
    rows = steps.filter(state__in=OPEN, household__in={g["household_id"] for g in found}).order_by("pk")
    same: dict[tuple, list] = defaultdict(list)
    for row in rows.values_list(*named, "key", "office"):
        if (row[0], row[1], row[6]) in wanted:
            same[row[0], row[1], row[6]].append(row)
    return [
        _deviation(
            DeviationKind.TWICE, rows[0][:6], f"«{rows[0][5]}» ligger hos {' og hos '.join(dict.fromkeys(r[7] for r in rows))}."
        )
        for rows in same.values()
    ]  # fmt: skip


def _deviation(kind: DeviationKind, who, text: str, **more) -> Deviation:
    household, person, given, family, pk, title = who
    return Deviation(kind, household, person, f"{given} {family}" if given else "Husstanden", pk, title, text, **more)
