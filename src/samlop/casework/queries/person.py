"""Reads one person for her page: who she is, what the law says in short, what is next, in few queries."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import OuterRef, Prefetch, Q, Subquery

from samlop.casework import words
from samlop.casework.links import href
from samlop.casework.queries.law import Judged, judge
from samlop.casework.words import StepNow
from samlop.core.calendar import add_months, age_on, short_date
from samlop.core.compiled import compiled, kept_with
from samlop.core.languages import country_name, language_name
from samlop.core.models import Source
from samlop.pathway.models import OPEN, Step, Wait
from samlop.pathway.queries import preconditions_of
from samlop.pathway.queries.around import Stands
from samlop.people.models import Need, Permit, Person, Relation, RelationKind
from samlop.programme.models import Plan
from samlop.programme.models import State as PlanState
from samlop.readings.queries import with_choices

_SOURCES = dict(Source.choices)
_KINDS = dict(RelationKind.choices)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known, and where and when it was learnt."""

    name: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Relative:
    """One more in the household or family, as this user may see her."""

    href: str
    who: str
    about: str
    relation: str
    same_household: bool


@dataclass(frozen=True, slots=True)
class NextStep:
    """One open step on the person's page."""

    href: str
    title: str
    whom: str
    state: str
    reason: str
    kind: str
    due: str
    why: str


@dataclass(slots=True)
class PersonPage:
    """Everything on the page."""

    person: Person
    about: str
    facts: list[Fact]
    permits: list[dict]
    needs: list[dict]
    relatives: list[Relative]
    hidden_contact: bool
    judged: Judged | None
    preconditions: list[Stands]
    steps: list[NextStep]
    more_steps: int
    plans: list[Plan]
    decision: object | None = None
    actions: list[tuple[str, str]] = field(default_factory=list)


def with_home():
    """The person with her household, those who follow her, and how the municipality reads the law, in one row."""
    return with_choices(Person.objects.select_related("household", "counsellor", "team"))


def with_case():
    """The person with all that `get_for` must bring along."""
    return with_home().prefetch_related(Prefetch("permits", queryset=Permit.objects.order_by("granted_on", "id")))


@compiled
def _permits_of(*, person):
    return Permit.objects.filter(person=person).order_by("granted_on", "id")


@compiled
def _needs_of(*, person):
    return Need.objects.filter(person=person)


@compiled
def _plans_of(*, person):
    living = [PlanState.DRAFT, PlanState.SUBMITTED, PlanState.IN_FORCE]
    return Plan.objects.filter(person=person, state__in=living).select_related("decision")


def plans_of(person: Person) -> list[Plan]:
    """The plan that holds and the one being made, the one in force first. One query."""
    return sorted(_plans_of(person=person.pk), key=lambda plan: plan.state != PlanState.IN_FORCE)


def person_page(person: Person, user, today: dt.date) -> PersonPage:
    """The page of one person whose row `with_home` fetched. Eight queries more, whatever the size of the case."""
    kept_with(person, "permits", _permits_of(person=person.pk))
    relatives, children = relatives_of(person, user, today)
    plans = plans_of(person)
    preconditions = preconditions_of(person)
    steps, more = next_steps(person, user, today)
    return PersonPage(
        person=person,
        about=f"{words.about_person(person.birth_date, person.language, today)} · {country_name(person.citizenship)}",
        facts=facts_of(person, today),
        permits=[_permit(p, today) for p in person.permits.all()],
        needs=[_need(n) for n in _needs_of(person=person.pk)],
        relatives=relatives,
        hidden_contact=person.guarded,
        judged=judge(person, children, plans, today) if age_on(person.birth_date, today) >= 16 else None,
        preconditions=preconditions,
        steps=steps,
        more_steps=more,
        plans=plans,
    )


def source_words(sources: dict, name: str) -> str:
    """`bosettingslista, 01.09.2026`; says so when nobody wrote where it was learnt."""
    kept = sources.get(name)
    if not kept:
        return "kilde ikke oppgitt"
    day = dt.date.fromisoformat(kept["known_on"])
    return f"{_SOURCES.get(kept['source'], kept['source'])}, {short_date(day)}"


def facts_of(p: Person, on: dt.date) -> list[Fact]:
    """What is known, in the order people ask for it. What is unknown is said, not left out."""

    def yes(value: bool) -> str:
        return "Ja" if value else "Nei"

    def day(value: dt.date | None) -> str:
        return short_date(value) if value else ""

    rows = (
        ("birth_date", "Født", day(p.birth_date)),
        ("sex", "Kjønn", Person.Sex(p.sex).said_of(p.birth_date, on)),
        ("citizenship", "Statsborgerskap", country_name(p.citizenship) if p.citizenship else ""),
        ("language", "Språk", language_name(p.language)),
        ("interpreter_needed", "Trenger tolk", yes(p.interpreter_needed)),
        ("education", "Skolegang", p.get_education_display()),
        ("arrived_on", "Kom til Norge", day(p.arrived_on)),
        ("settled_on", "Bosatt", day(p.settled_on)),
        ("settled_by_agreement", "Bosatt etter avtale", yes(p.settled_by_agreement)),
        ("unaccompanied_minor", "Enslig mindreårig", yes(p.unaccompanied_minor) if p.unaccompanied_minor else None),
        ("job_hours_per_week", "Jobb", f"{p.job_hours_per_week:g} timer i uka".replace(".", ",") if p.job_hours_per_week else None),
        ("duf", "DUF-nummer", p.duf),
        ("identity_number", "Fødselsnummer eller D-nummer", p.identity_number),
    )  # fmt: skip
    return [
        Fact(label, said or "Ikke kjent", source_words(p.sources, name) if said else "")
        for name, label, said in rows
        if said is not None
    ]


def _permit(permit: Permit, today: dt.date) -> dict:
    open_now = permit.granted_on <= today and (permit.ended_on is None or permit.ended_on > today)
    return {
        "words": permit.get_kind_display(),
        "from": short_date(permit.granted_on),
        "to": short_date(permit.ended_on) if permit.ended_on else "",
        "now": open_now,
        "reference": permit.get_reference_permit_display(),
        "source": f"{permit.get_source_display()}, {short_date(permit.known_on)}",
    }


def _need(need) -> dict:
    return {
        "kind": need.get_kind_display(),
        "what": need.what_to_do,
        "source": f"{need.get_source_display()}, {short_date(need.known_on)}",
    }


def relatives_of(person: Person, user, today: dt.date) -> tuple[list[Relative], list[Person]]:
    """Household and family that the user may see, and the person's children among them. One query."""
    found = list(_kin(user=user, person=person.pk, household=person.household_id))
    return (
        [
            Relative(
                href=href("casework:person", other.pk),
                who=str(other),
                about=words.about_person(other.birth_date, other.language, today),
                relation=relation_words(other, today),
                same_household=other.household_id == person.household_id,
            )
            for other in found
        ],
        [other for other in found if other.to_her == RelationKind.PARENT],
    )


@compiled
def _kin(*, user, person, household):
    """Everybody in the household or related to the person whom the user may see, with the kinds of relation both ways."""
    outwards = Relation.objects.filter(person=person, other=OuterRef("pk")).values("kind")[:1]
    inwards = Relation.objects.filter(other=person, person=OuterRef("pk")).values("kind")[:1]
    home = Person.objects.filter(household=household).order_by().values("id")
    related = Relation.objects.filter(person=person).order_by().values("other_id")
    relating = Relation.objects.filter(other=person).order_by().values("person_id")
    return (
        Person.objects.visible_to(user)
        .filter(pk__in=home.union(related, relating))  # not an «or», for which PostgreSQL reads everybody
        .exclude(pk=person)
        .annotate(to_her=Subquery(outwards), from_her=Subquery(inwards))
        .order_by("birth_date", "id")
    )


def relation_words(other, today: dt.date) -> str:
    """What `other` is to the person: `barn`, `mor`, `ektefelle`."""
    woman = other.sex == Person.Sex.WOMAN
    if other.to_her == RelationKind.PARENT:
        return "barn"
    if other.from_her == RelationKind.PARENT:
        return "mor" if woman else "far"
    named = {
        "spouse": "ektefelle",
        "cohabitant": "samboer",
        "sibling": "søster" if woman else "bror",
        "other": "i slekt",
    }
    return named.get(other.to_her or other.from_her, "samme husstand")


_STEP = ("id", "key", "title", "office", "owner_role", "state", "due_on", "due_kind", "due_reason", "due_basis")


def next_steps(person: Person, user, today: dt.date, limit: int = 7) -> tuple[list[NextStep], int]:
    """The open steps that matter for the person: hers, the household's and the children's, and those
    that hold hers back. One query."""
    grown = add_months(today, -18 * 12)
    adult = person.birth_date <= grown
    found = list(
        _open_steps(user=user, person=person.pk, household=person.household_id, grown=grown if adult else None)
    )
    # What can be begun stands before what waits, and dates before no date: the page shows seven.
    found.sort(key=lambda row: (row[12] is not None, row[6] is None, row[6] or today))
    return [_next(row, person, user.role, today) for row in found[:limit]], max(0, len(found) - limit)


@compiled
def _open_steps(*, user, person, household, grown):
    """The steps themselves. `grown`: born after this day is a child, whose steps are the parents' to follow; None: not asked."""
    blocker = (
        Wait.objects.filter(step=OuterRef("pk"), overridden_at=None, waits_for__state__in=OPEN)
        .order_by("waits_for__due_on", "waits_for_id")
        .values("waits_for__title")[:1]
    )
    holds_hers = Wait.objects.filter(step__person=person, step__state__in=OPEN, overridden_at=None).values(
        "waits_for_id"
    )
    hers = Q(person=person) | Q(person=None) | Q(pk__in=holds_hers)
    if grown is not None:
        hers |= Q(person__birth_date__gt=grown)
    return (
        Step.objects.visible_to(user, one_household=True)
        .filter(household=household, state__in=OPEN)
        .filter(hers)
        .annotate(held_by=Subquery(blocker))
        .order_by("due_on", "order", "id")
        .values_list(*_STEP, "released_on", "began_on", "held_by", "person_id", "person__given_name")
    )


def _next(row: tuple, person: Person, role: str, today: dt.date) -> NextStep:
    step = StepNow(*row[:12])
    held_by, owner, given = row[12:]
    whom = "" if owner == person.pk else f"for {given}" if given else "for husstanden"
    late = step.due_on is not None and step.due_on < today
    reason = f"Venter på «{held_by}»." if held_by else words.held(step, today) or "Kan ikke begynne ennå."
    return NextStep(
        href=href("pathway:step", step.pk),
        title=step.title,
        whom=whom,
        state=step.state,
        reason=reason,
        kind="breaks" if step.is_law and late else "waits" if late or held_by else "calm",
        due=words.due_words(step.due_on, today),
        why=words.why_due(step),
    )


def again(person: Person) -> Person:
    """The row as it stands in the database now, untouched by a form."""
    return Person.objects.select_related("household", "counsellor").get(pk=person.pk)


def differences(person: Person, typed: dict) -> list[tuple[str, str]]:
    """(name, what stands now) for the facts that differ from what was typed."""
    named = {name: Person._meta.get_field(name).verbose_name for name in typed if name != "version"}
    standing = []
    for name, label in named.items():
        now = getattr(person, name)
        if now != typed[name]:
            shown = getattr(person, f"get_{name}_display", lambda now=now: now)()
            if isinstance(shown, dt.date):
                shown = short_date(shown)
            elif isinstance(shown, bool):
                shown = "Ja" if shown else "Nei"
            standing.append((str(label).capitalize(), str(shown or "ikke kjent")))
    return standing
