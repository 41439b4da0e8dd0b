"""Writes plans, and the decisions they were frozen in, as the sitting and the approval would have made them."""

import datetime as dt
import json
import random
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

from samlop.access.models import User
from samlop.core.calendar import add_months
from samlop.core.clock import OSLO
from samlop.core.models import Municipality
from samlop.decisions.actions import approve, fingerprint
from samlop.decisions.content import LABELS
from samlop.decisions.content import Kind as DecisionKind
from samlop.decisions.models import Decision
from samlop.decisions.models import State as DecisionState
from samlop.demo import words
from samlop.demo.bulk import Writer
from samlop.demo.dates import days
from samlop.demo.deck import Deck
from samlop.demo.load.competence import meeting_day
from samlop.demo.town import NO_GOAL, TWO_PROGRAMMES, Someone, Town
from samlop.interpreting.models import InterpreterUse
from samlop.law.finding import jsonable
from samlop.people.models import Person
from samlop.programme import document, queries
from samlop.programme.actions.checks import departures
from samlop.programme.catalogue import Kind
from samlop.programme.facts import PlanPicture
from samlop.programme.models import Element, Measure, Plan, State

# Decisions within so many days from now have been sent and wait for a second person; the next ones are drafts.
WAITS_FOR_APPROVAL, IS_DRAFT = 7, 18
LIGHTER = "Kortere uke"
MEASURES = (
    ("norwegian", "Norsk, dagkurs", "Voksenopplæringen", "17.5"),
    ("social_studies", "Samfunnskunnskap på morsmålet", "Voksenopplæringen", "2.0"),
    ("life_skills", "Livsmestring i gruppe", "Voksenopplæringen", "2.0"),
    ("parental_guidance", "Foreldreveiledning, kveldsgruppe", "Helsestasjonen", "1.0"),
    ("course", "Kurs for storkjøkken", "Elvekjøkkenet", "15.0"),
    ("work_placement", "Praksis i gjenbruksverkstedet", "Gjenbruksverkstedet", "15.0"),
)


def write(
    writer: Writer, municipality: Municipality, town: Town, numbers, staff: list[int], rng: random.Random
) -> None:
    """Writes the plans of everybody in programme or about to be. Ended programmes ended before Samløp came."""
    writer.insert(
        Measure,
        ("municipality_id", "kind", "title", "place", "hours_per_week"),
        [(municipality.pk, kind, title, place, Decimal(hours)) for kind, title, place, hours in MEASURES],
    )
    leader = next(staff[n] for n, user in enumerate(town.staff) if user.role == "team_leader")
    cases = [
        (home, pk, person, staff[home.counsellor])
        for home, members in zip(town.homes, numbers.members, strict=True)
        for pk, person in zip(members, home.members, strict=True)
        if home.counsellor is not None and _stage(person, town.on)
    ]
    people = Person.objects.prefetch_related("permits", "stated_facts").in_bulk([pk for _, pk, _, _ in cases])
    uses = {
        use.person_id: use
        for use in InterpreterUse.objects.filter(person__in=list(people), occasion="plan_meeting").order_by("pk")
    }
    duties = {side: queries.contract_text(municipality.pk, side) for side in ("municipality", "participant")}
    plans, elements, decisions, planted = [], [], [], []
    lighter = Deck(rng, {True: 0.06, False: 0.94})
    for home, pk, person, by in cases:
        stage = _stage(person, town.on)
        row = people[pk]
        row.municipality = municipality
        plan = _plan(person, row, stage, by, duties, town.on)
        if lighter.deal() and person.programme.hours_per_week > 37 and not home.scene:
            plan.load_reason, plan.load_basis = f"{LIGHTER} til barnepass og helse er på plass.", "adapted"
        [plan.pk] = writer.ids(Plan, 1)
        made = _elements(plan, person, home, rng)
        numbered = writer.ids(Element, len(made))
        for order, (element, number) in enumerate(zip(made, numbered, strict=True)):
            element.pk, element.order = number, order
        seen = PlanPicture(plan, tuple(made), (), person.programme.decided_on)
        if stage != State.DRAFT:
            plan.deviations = departures(seen)
            if plan.end_goal:
                counsellor = town.staff[home.counsellor].name
                decision = _decision(seen, uses.get(pk), counsellor, stage, by, leader if leader != by else staff[0])
                [decision.pk] = writer.ids(Decision, 1)
                plan.decision = decision
                decisions.append(decision)
                if home.scene and stage == State.IN_FORCE:
                    planted.append((decision, plan))
        plans.append(plan)
        elements += made
        if TWO_PROGRAMMES in person.faults:
            plans.append(_second(writer, plan, by, town.on))
    with_papers = {id(decision) for decision, _ in planted} if _can_write_papers() else set()
    for decision in decisions:
        if id(decision) in with_papers:
            decision.state, decision.approved_by_id, decision.approved_at = DecisionState.SUBMITTED, None, None
    Decision.objects.bulk_create(decisions, batch_size=200)
    Plan.objects.bulk_create(plans, batch_size=200)
    Element.objects.bulk_create(elements, batch_size=500)
    if with_papers:
        writer.finish()  # the act below lets the database number its rows
        approver = User.objects.filter(pk=leader).first()
        for decision, plan in planted:
            # The real act, with its papers: for the few cases that everybody opens. Papers for all would take minutes.
            approve(decision=decision, by=approver, at=_at(plan.decided_on))


def _can_write_papers() -> bool:
    return all(Path(folder).is_dir() for folder in settings.DOCUMENT_FONTS)


def _stage(person: Someone, on: dt.date) -> str:
    """In force while the programme runs, sent or draft when the decision lies days ahead; else no plan here."""
    p = person.programme
    if p is None or not p.has_plan or p.ends_on <= on:
        return ""
    if p.decided_on <= on:
        return State.IN_FORCE
    if p.decided_on <= on + days(WAITS_FOR_APPROVAL):
        return State.SUBMITTED if person.settled_on else ""
    return State.DRAFT if p.decided_on <= on + days(IS_DRAFT) and person.settled_on else ""


def _at(day: dt.date, hour: int = 13) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, 0), tzinfo=OSLO)


def _plan(person: Someone, row: Person, stage: str, by: int, duties: dict, on: dt.date) -> Plan:
    p = person.programme
    job = words.job(person.occupation)
    held = min(meeting_day(person), on)
    months = max(1, round((p.ends_on - p.starts_on).days / 30.44))
    levels = {"B2": ("B2", "B2", "B1", "B2"), "B1": ("B1", "B1", "B1", "B1"), "A2": ("A2", "A2", "A1", "A2")}[
        p.norwegian
    ]
    if person.schooling == "none":
        levels = ("A2", "A1", "A1", "A2")
    plan = Plan(
        municipality_id=row.municipality_id, person=row, number=1, state=stage, meeting_on=held,
        present=f"{row}, deltaker\nProgramrådgiver, kommunen" + ("\nTolk, tolk" if p.interpreter.endswith("qualified") else ""),
        resources=job.get("skill", "Har tatt vare på familie og hjem, og lærer fort."),
        own_words=job.get("wish", "Jeg vil lære norsk og forsørge meg selv."),
        end_goal=p.goal, end_goal_detail=job.get("title", "") if p.goal == "work" else "",
        goal_reason="Målet kom fram i karriereveiledningen og er deltakerens eget ønske." if p.goal else "",
        listening=levels[0], reading=levels[1], writing=levels[2], oral=levels[3],
        norwegian_reason="Avtalt ut fra målet og skolegangen fra før.",
        long_term_goal=job.get("wish", "Fast arbeid og egen bolig."),
        offer_on=held, starts_on=p.starts_on, late_reason=p.late_reason, duration_months=months,
        duration_reason="Så lang tid trengs for å nå sluttmålet med norsk ved siden av.",
                programme_type="own_work_heavy" if p.hours_per_week < 37 else "ordinary",
        strengthens="Norsk brukes hver dag i praksis og på skolen, og begge deler er steg mot sluttmålet.",
        municipality_duties=duties["municipality"], participant_duties=duties["participant"], complaint_told=True,
        review_on=add_months(p.starts_on, 6), created_at=_at(held, 9), created_by_id=by, saved_at=_at(held), saved_by_id=by,
    )  # fmt: skip
    if stage in (State.SUBMITTED, State.IN_FORCE):
        plan.submitted_at, plan.submitted_by_id = _at(held, 14), by
    if stage == State.IN_FORCE:
        plan.decided_on = plan.in_force_on = p.decided_on
        plan.reviewed_on = p.reviewed_on or p.decided_on
    if NO_GOAL in person.faults:
        plan.end_goal = plan.end_goal_detail = ""
    return plan


def _elements(plan: Plan, person: Someone, home, rng: random.Random) -> list[Element]:
    """Norwegian every morning, the courses the law demands, and the rest of the week in work or school by the goal."""
    p = person.programme
    job = words.job(person.occupation)
    morning = "8.30-12"
    span = {"from_on": plan.starts_on, "to_on": plan.ends_on}
    made = [
        Element(plan=plan, kind=Kind.NORWEGIAN, title="Norsk, dagkurs", place="Voksenopplæringen", hours_per_week=Decimal("17.5"), reason="Veien til norskmålet.", mon=morning, tue=morning, wed=morning, thu=morning, fri=morning, **span),
        Element(plan=plan, kind=Kind.SOCIAL_STUDIES, title="Samfunnskunnskap", place="Voksenopplæringen", hours_per_week=Decimal(2), total_hours=Decimal(75), reason="Påbudt for alle.", mon="12.30-14.30", **span),
        Element(plan=plan, kind=Kind.LIFE_SKILLS, title="Livsmestring i gruppe", place="Voksenopplæringen", hours_per_week=Decimal(2), total_hours=Decimal(25), reason="Påbudt, og et sted å snakke om det som er nytt.", tue="12.30-14.30", **span),
    ]  # fmt: skip
    if any(kind == "parent" and home.members[other].role == "child" for kind, other in person.relations):
        made.append(Element(plan=plan, kind=Kind.PARENTAL_GUIDANCE, title="Foreldreveiledning", place="Helsestasjonen", hours_per_week=Decimal(1), reason="Påbudt for foreldre.", wed="12.30-13.30", **span))  # fmt: skip
    left = Decimal(str(p.hours_per_week)) - sum((e.hours_per_week for e in made), Decimal(0))
    if p.goal in ("work", "") or person.education == "upper_secondary_or_higher":
        place = job.get("place", rng.choice(("gjenbruksverksted", "storkjøkken", "dagligvarebutikk")))
        last = Element(
            kind=Kind.WORK_PLACEMENT,
            title=f"Praksis: {place}",
            place=place,
            reason="Prøver yrket der det gjøres, og bruker norsken.",
        )
    elif p.goal.endswith("compulsory_school"):
        last = Element(
            kind=Kind.PRIMARY,
            title="Forberedende opplæring",
            place="Voksenopplæringen",
            reason="Skolegangen er veien til målet.",
        )
    else:
        last = Element(
            kind=Kind.UPPER_SECONDARY,
            title="Videregående for voksne",
            place="Voksenopplæringen",
            reason="Fag i videregående er veien til målet.",
        )
    if LIGHTER in plan.load_reason:
        left -= Decimal("7.5")
    last.plan, last.hours_per_week, last.from_on, last.to_on = plan, left, plan.starts_on, plan.ends_on
    return [*made, last]


def _decision(seen: PlanPicture, use, counsellor: str, stage: str, by: int, leader: int) -> Decision:
    plan = seen.plan
    words_of_use = f"{use.in_words}. {use.why}".strip().rstrip(".") + "." if use else "Det står ikke om tolk ble brukt."
    frozen = {
        "content": document.content(seen, words_of_use, counsellor=counsellor).to_json(),
        "facts": seen.facts.to_mapping(),
        "findings": [*(f.to_dict() for f in seen.assessment.findings), seen.complete.to_dict()],
        "readings": {},
    }
    frozen = json.loads(json.dumps(jsonable(frozen), cls=DjangoJSONEncoder))
    decision = Decision(
        municipality_id=plan.municipality_id, person_id=plan.person_id, kind=DecisionKind.PROGRAMME.value, number=1,
        state=DecisionState.SUBMITTED, public_title=LABELS[DecisionKind.PROGRAMME], starts_on=plan.starts_on,
        content_hash=fingerprint(frozen), drafted_by_id=by, submitted_at=plan.submitted_at, **frozen,
    )  # fmt: skip
    if stage == State.IN_FORCE:
        decision.state, decision.approved_by_id, decision.approved_at = (
            DecisionState.APPROVED,
            leader,
            _at(plan.decided_on),
        )
    return decision


def _second(writer: Writer, plan: Plan, by: int, on: dt.date) -> Plan:
    """The planted fault: somebody began a new programme beside the one in force, and not as a new version of it."""
    [number] = writer.ids(Plan, 1)
    at = _at(on - days(20))
    return Plan(
        pk=number, municipality_id=plan.municipality_id, person=plan.person, number=2, state=State.DRAFT,
        created_at=at, created_by_id=by, saved_at=at, saved_by_id=by, end_goal=plan.end_goal,
    )  # fmt: skip
