"""Reads the team for its leader: cases per counsellor with their weight, what departs from the law, what waits for approval."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q

from samlop.access.models import Role, User
from samlop.access.policy import Reach, reach_of
from samlop.casework import words
from samlop.casework.links import href
from samlop.casework.models import CaseloadNorm, CaseWeight
from samlop.casework.queries.worklist import NEEDS_DAYS
from samlop.core.calendar import add_months, long_date
from samlop.decisions.models import Decision
from samlop.decisions.models import State as DecisionState
from samlop.pathway.models import OPEN, DueKind, Step
from samlop.pathway.queries.deviations import DeviationKind
from samlop.pathway.queries.deviations import deviations as pathway_deviations
from samlop.people.models import Person
from samlop.programme import queries as programme

LIMIT = 200


@dataclass(frozen=True, slots=True)
class Load:
    """One counsellor's cases. `weighted` is told beside the norm, never as a ranking."""

    pk: int
    href: str
    name: str
    cases: int
    simple: int
    complex: int
    fresh: int
    weighted: Decimal
    needs: int
    broken: int
    said: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A decision that waits for a second person."""

    person: int
    href: str
    who: str
    by: str
    days: int


@dataclass(frozen=True, slots=True)
class TeamPage:
    """The team leader's first page."""

    name: str
    loads: list[Load]
    without: int
    norm: CaseloadNorm
    decisions: list[Waiting]


def norm_of(municipality_id: int) -> CaseloadNorm:
    """The municipality's own measure, or the one to start from (not saved)."""
    return CaseloadNorm.objects.filter(municipality=municipality_id).first() or CaseloadNorm(
        municipality_id=municipality_id
    )


def adults_of(user, today: dt.date):
    """Adult cases the user may see, of her team when she leads one. Children follow their parents and count with them."""
    rows = Person.objects.visible_to(user).filter(birth_date__lte=add_months(today, -18 * 12))
    if reach_of(user) is Reach.TEAM:
        rows = rows.filter(team=user.team_id)
    return rows


def team_page(user, today: dt.date) -> TeamPage:
    """The load of each counsellor and the decisions to approve. Five queries, whatever the size of the team."""
    norm = norm_of(user.municipality_id)
    fresh_since = today - dt.timedelta(days=norm.fresh_days)
    soon = today + dt.timedelta(days=NEEDS_DAYS)
    broken = Step.objects.filter(
        person=OuterRef("pk"), state__in=OPEN, due_kind=DueKind.LAW, due_on__lt=today, household=OuterRef("household")
    )
    counts = {
        row["counsellor"]: row
        for row in adults_of(user, today)
        .annotate(is_broken=Exists(broken))
        .values("counsellor")
        .order_by()
        .annotate(
            cases=Count("pk"),
            simple=Count("pk", filter=Q(case_weight__kind=CaseWeight.Kind.SIMPLE)),
            complex=Count("pk", filter=Q(case_weight__kind=CaseWeight.Kind.COMPLEX)),
            fresh=Count("pk", filter=Q(settled_on__gt=fresh_since)),
            needs=Count("pk", filter=Q(standing__needs_on__lte=soon) | Q(standing__law_on__lte=soon)),
            broken=Count("pk", filter=Q(is_broken=True)),
        )
    }
    staff = User.objects.filter(municipality=user.municipality_id, role=Role.COUNSELLOR, is_active=True)
    if reach_of(user) is Reach.TEAM:
        staff = staff.filter(Q(team=user.team_id) | Q(pk__in=[pk for pk in counts if pk]))
    # By name: the page is for sharing work fairly, not for comparing people.
    loads = [
        _load(pk, name, counts.get(pk), norm) for pk, name in staff.order_by("name", "id").values_list("pk", "name")
    ]
    return TeamPage(
        name=user.team.name if user.team_id and reach_of(user) is Reach.TEAM else "Kommunen",
        loads=loads,
        without=counts.get(None, {}).get("cases", 0),
        norm=norm,
        decisions=to_approve(user, today),
    )


def weighted(*, cases: int, simple: int, complex: int, fresh: int, norm: CaseloadNorm) -> Decimal:
    """What the cases count for together, by the municipality's own weights."""
    ordinary = cases - simple - complex
    return ordinary * norm.ordinary + simple * norm.simple + complex * norm.complex + fresh * norm.fresh


def _load(pk: int, name: str, row: dict | None, norm: CaseloadNorm) -> Load:
    row = row or dict.fromkeys(("cases", "simple", "complex", "fresh", "needs", "broken"), 0)
    total = weighted(cases=row["cases"], simple=row["simple"], complex=row["complex"], fresh=row["fresh"], norm=norm)
    over = total - norm.cases
    said = f"{_number(over)} over målet" if over > 0 else "På målet" if over == 0 else f"Plass til {_number(-over)}"
    return Load(
        pk, href("casework:member", pk), name, row["cases"], row["simple"], row["complex"], row["fresh"], total,
        row["needs"], row["broken"], said,
    )  # fmt: skip


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")


def to_approve(user, today: dt.date) -> list[Waiting]:
    """Decisions that wait for somebody other than the one who wrote them, the oldest first."""
    rows = (
        Decision.objects.visible_to(user)
        .filter(state=DecisionState.SUBMITTED)
        .exclude(drafted_by=user)
        .order_by("submitted_at", "id")
        .values_list(
            "id", "person_id", "person__given_name", "person__family_name", "drafted_by__name", "submitted_at"
        )[:LIMIT]
    )
    return [
        Waiting(person, href("decisions:decision", pk), f"{given} {family}", by, (today - at.date()).days)
        for pk, person, given, family, by, at in rows
    ]


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a counsellor, for whoever shares out the work."""

    pk: int
    href: str
    follow_href: str
    who: str
    about: str
    weight: str
    fresh: bool
    needs: str


def cases_of(user, counsellor_pk: int, today: dt.date) -> tuple[User | None, list[Case]]:
    """A counsellor and her adult cases that the user may see. Three queries."""
    counsellor = User.objects.filter(
        pk=counsellor_pk, municipality=user.municipality_id, role=Role.COUNSELLOR, is_active=True
    ).first()
    if counsellor is None:
        return None, []
    norm = norm_of(user.municipality_id)
    rows = (
        adults_of(user, today)
        .filter(counsellor=counsellor)
        .order_by("standing__needs_on", "id")
        .values_list(
            "id",
            "given_name",
            "family_name",
            "birth_date",
            "language",
            "settled_on",
            "case_weight__kind",
            "standing__needs_on",
        )[:LIMIT]
    )
    fresh_since = today - dt.timedelta(days=norm.fresh_days)
    kinds = dict(CaseWeight.Kind.choices)
    return counsellor, [
        Case(
            pk=pk,
            href=href("casework:person", pk),
            follow_href=href("casework:follow", pk),
            who=f"{given} {family}",
            about=words.about_person(born, language, today),
            weight=kinds.get(kind, "Vanlig"),
            fresh=settled is not None and settled > fresh_since,
            needs=words.due_words(needs_on, today) if needs_on and needs_on.year < 9999 else "ingen frist",
        )
        for pk, given, family, born, language, settled, kind, needs_on in rows
    ]


@dataclass(frozen=True, slots=True)
class Deviant:
    """One line of the deviation list."""

    person: int | None
    who: str
    href: str
    text: str
    reason: str
    basis: str
    kind: str
    act: str
    act_href: str


def deviations(user, today: dt.date) -> list[tuple[str, list[Deviant]]]:
    """What departs from the law or from the municipality's own standard: from the pathway and from the plans."""
    groups: dict[str, list[Deviant]] = {}
    for d in pathway_deviations(user, today):
        groups.setdefault(str(d.kind), []).append(
            Deviant(
                person=d.person,
                who=d.who,
                href=href("casework:person", d.person) if d.person else href("pathway:household", d.household),
                text=d.text,
                reason=_because(d.reason, d.by, asked=d.kind in (DeviationKind.BROKEN, DeviationKind.OVERRIDDEN)),
                basis=d.basis,
                kind="breaks" if d.kind == DeviationKind.BROKEN else "waits",
                act="Åpne steget",
                act_href=href("pathway:step", d.step),
            )
        )
    for d in programme.deviations(user, today):
        heading = {"late_start": "Starter etter fristen", "load": "Mindre enn full tid"}.get(
            d.kind, "Planer som avviker"
        )
        groups.setdefault(heading, []).append(
            Deviant(
                d.person.pk,
                str(d.person),
                href("casework:person", d.person.pk),
                d.words,
                _because(d.reason, ""),
                d.basis,
                "waits",
                "Åpne planen",
                href("programme:plan", d.person.pk),
            )
        )
    for plan in programme.to_review(user, today)[:LIMIT]:
        groups.setdefault("Planer ingen har sett på i et halvt år", []).append(
            Deviant(
                plan.person_id,
                str(plan.person),
                href("casework:person", plan.person_id),
                f"Sist gjennomgått {long_date(plan.seen_on)}.",
                "",
                "",
                "waits",
                "Åpne planen",
                href("programme:plan", plan.person_id),
            )
        )
    return list(groups.items())


def _because(reason: str, by: str, *, asked: bool = True) -> str:
    """The reason somebody wrote; where one is asked for and missing, that is said."""
    if not reason:
        return "Ingen har skrevet hvorfor." if asked else ""
    return f"Begrunnelse{f' fra {by}' if by else ''}: {reason}"
