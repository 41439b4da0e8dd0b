"""Begins a draft from what is known, and saves it as the sitting goes. Two who write at the same time lose nothing."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from django.db import transaction

from samlop.access.fetch import require
from samlop.access.policy import Right
from samlop.audit import actions as audit
from samlop.core.clock import OSLO
from samlop.core.errors import Conflict, Refused
from samlop.law.readings import OPEN_QUESTIONS
from samlop.people import queries as people
from samlop.programme import queries
from samlop.programme.actions.proposals import Proposer
from samlop.programme.facts import PlanPicture
from samlop.programme.models import TRANSITIONS, Act, Element, LoadStep, Plan, State

# Which fields each step of the sitting holds. The week (step 3) also holds the elements and the stepping up.
FIELDS: dict[int, tuple[str, ...]] = {
    1: ("meeting_on", "present", "resources", "own_words"),
    2: (
        "end_goal", "end_goal_detail", "goal_reason", "listening", "reading", "writing", "oral", "norwegian_reason",
        "long_term_goal", "offer_on", "starts_on", "late_reason", "duration_months", "duration_reason",
    ),
    3: ("programme_type", "load_reason", "load_basis", "strengthens"),
    4: ("municipality_duties", "participant_duties", "complaint_told", "review_on"),
}  # fmt: skip
ELEMENT_FIELDS = (
    "kind", "title", "place", "reason", "hours_per_week", "total_hours", "from_on", "to_on",
    "mon", "tue", "wed", "thu", "fri",
)  # fmt: skip
LOAD_FIELDS = ("from_on", "until_on", "hours_per_week")
_LONGEST_WHY = 600


class StepConflict(Conflict):
    """Somebody else saved the same step since the page was opened. `now` is what stands, by field; `plan` the fresh row."""

    def __init__(self, message: str, *, plan: Plan, now: Mapping):
        super().__init__(message)
        self.plan = plan
        self.now = dict(now)


def stands(plan: Plan, step: int) -> str:
    """A short mark of everything one step of the plan says now. The page carries it, and sends it back when saving."""
    content = {name: str(getattr(plan, name)) for name in FIELDS.get(step, ())}
    if step == 3:
        content["elements"] = [{n: _plain(getattr(e, n)) for n in ELEMENT_FIELDS} for e in plan.elements.all()]
        content["load"] = [{n: _plain(getattr(s, n)) for n in LOAD_FIELDS} for s in plan.load_steps.all()]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:24]


def begin(*, person, by, at) -> Plan:
    """Opens the sitting: the draft that lies there, or a new one with proposals from everything already known.

    Refuses when a plan waits for approval or is in force; those are changed with a new version.
    """
    require(by, Right.PLAN)
    with transaction.atomic():
        people.locked(person)  # two who begin at once get the same draft
        if plan := queries.open_plan(person):
            return plan
        if queries.plan_in_force(person):
            raise Refused("Deltakeren har allerede en plan som gjelder. Lag en ny versjon av den hvis noe skal endres.")
        on = at.date()
        if not people.is_adult(person, on):
            raise Refused("Introduksjonsprogrammet er for voksne. Barn og unge under 18 år får ikke plan her.")
        known = queries.known(person, on)
        plan = Plan(
            municipality_id=person.municipality_id, person=person, number=queries.next_number(person),
            created_at=at, created_by=by, saved_at=at, saved_by=by,
        )  # fmt: skip
        made = _proposed(known, plan, by)
        for name, value in made.values.items():
            setattr(plan, name, value)
        plan.proposed = made.sources
        plan.save()
        for element in made.elements:
            element.plan = plan
        Element.objects.bulk_create(made.elements)
        audit.record(
            act="begynte planmøtet", by=by, at=at, person=person,
            data={"versjon": plan.number, "foreslått": sorted(made.sources), "tiltak": len(made.elements)},
        )  # fmt: skip
    return plan


def _proposed(known, plan: Plan, by):
    """Asks the law as the proposals fill in: first what goals there are, then what the goal means, then the week."""
    proposer = Proposer(known, PlanPicture(plan, (), (), known.on))

    def seen() -> PlanPicture:
        for name, value in proposer.made.values.items():
            setattr(plan, name, value)
        return PlanPicture(plan, tuple(proposer.made.elements), (), known.on)

    proposer.meeting(by.name)
    proposer.goal()
    proposer.dates(seen())
    proposer.norwegian(seen())
    proposer.week(seen())
    sides = ("municipality", "participant")
    proposer.agreement({side: queries.contract_text(known.person.municipality_id, side) for side in sides})
    return proposer.made


def save_agreement(*, plan: Plan, step: int, values: Mapping, since: str, by, at) -> Plan:
    """Saves the fields of one step. `since` is the mark the page was opened with.

    Raises StepConflict when somebody else has saved other words in the same step since. Nothing changed writes nothing.
    """
    require(by, Right.PLAN)
    with transaction.atomic():
        kept = _draft(plan)
        changed = {n: v for n, v in values.items() if n in FIELDS[step] and getattr(kept, n) != v}
        if changed and since != stands(kept, step):
            raise StepConflict(_conflict(kept), plan=kept, now={n: getattr(kept, n) for n in changed})
        if changed:
            _write(kept, changed, by, at)
            _note(kept, step, sorted(changed), by, at)
    return kept


def save_week(
    *, plan: Plan, values: Mapping, elements: Sequence[Mapping], load_steps: Sequence[Mapping], since: str, by, at
) -> Plan:
    """Saves the week: its elements in the order given (with `id` for those that were there), the steps up, and the reasons."""
    require(by, Right.PLAN)
    with transaction.atomic():
        kept = _draft(plan)
        before = {e.pk: e for e in kept.elements.all()}
        changed = {n: v for n, v in values.items() if n in FIELDS[3] and getattr(kept, n) != v}
        differs = _elements_differ(before, elements) or _load_differs(kept, load_steps)
        if not changed and not differs:
            return kept
        if since != stands(kept, 3):
            now = {n: getattr(kept, n) for n in changed}
            if differs:
                now["week"] = "\n".join(f"{e.name}: {_plain(e.hours_per_week)} timer i uka" for e in before.values())
            raise StepConflict(_conflict(kept), plan=kept, now=now)
        if differs:
            _replace_week(kept, before, elements, load_steps)
        _write(kept, changed, by, at)
        _note(kept, 3, [*sorted(changed), *(["uka"] if differs else [])], by, at)
    return kept


def choose_reading(*, plan: Plan, question: str, option: str, why: str, by, at) -> Plan:
    """Chooses how an open question of the law is read in this case, and says why. Frozen with the decision."""
    require(by, Right.PLAN)
    asked = OPEN_QUESTIONS.get(question)
    if asked is None or option not in asked.options:
        raise Refused("Velg en av måtene å lese loven på.")
    if not why.strip():
        raise Refused("Skriv hvorfor loven leses slik i denne saken. Begrunnelsen følger vedtaket.")
    with transaction.atomic():
        kept = _draft(plan)
        kept.readings = kept.readings | {question: {"option": option, "why": why.strip()[:_LONGEST_WHY]}}
        _write(kept, {}, by, at)
        audit.record(
            act="valgte lesemåte",
            by=by,
            at=at,
            person=kept.person,
            data={"spørsmål": question, "valg": option, "hvorfor": why},
        )
    return kept


def withdraw(*, plan: Plan, by, at) -> Plan:
    """Puts a draft away. It stays in the history; a new sitting begins with a new draft."""
    require(by, Right.PLAN)
    with transaction.atomic():
        kept = queries.locked(plan)
        move(kept, Act.WITHDRAW)
        kept.saved_at, kept.saved_by = at, by
        kept.save()
        audit.record(act="la bort plankladd", by=by, at=at, person=kept.person, data={"versjon": kept.number})
    return kept


def new_version(*, plan: Plan, by, at) -> Plan:
    """Copies the plan in force to a new draft. The old one holds until the new one does."""
    require(by, Right.PLAN)
    with transaction.atomic():
        people.locked(plan.person)
        if there := queries.open_plan(plan.person):
            return there
        old = queries.locked(plan)
        if old.state != State.IN_FORCE:
            raise Refused("Bare en plan som gjelder kan få en ny versjon. Åpne den siste versjonen.")
        elements, load_steps = list(old.elements.all()), list(old.load_steps.all())
        fields = [name for names in FIELDS.values() for name in names]
        new = Plan.objects.create(
            municipality_id=old.municipality_id, person=old.person, number=queries.next_number(old.person),
            replaces=old, readings=old.own_readings, proposed=dict.fromkeys(fields, f"versjon {old.number}"),
            created_at=at, created_by=by, saved_at=at, saved_by=by,
            **{name: getattr(old, name) for name in fields if name not in ("complaint_told", "meeting_on")},
            meeting_on=at.date(),
        )  # fmt: skip
        for row in (*elements, *load_steps):
            row.pk, row.plan = None, new
            row._state.adding = True
        Element.objects.bulk_create(elements)
        LoadStep.objects.bulk_create(load_steps)
        audit.record(act="begynte ny versjon av planen", by=by, at=at, person=old.person, data={"versjon": new.number})
    return new


def move(plan: Plan, act: Act) -> None:
    """Moves the plan to its next state, or refuses in words. The one place where `state` is set."""
    to = TRANSITIONS.get((plan.state, act))
    if to is None:
        raise Refused(
            f"Planen kan ikke endres slik nå: den er «{State(plan.state).label.lower()}». Last siden på nytt og se hva som gjelder."
        )
    plan.state = to
    plan.version += 1


def _draft(plan: Plan) -> Plan:
    kept = queries.locked(plan)
    if kept.state != State.DRAFT:
        raise Refused(
            f"Planen er «{State(kept.state).label.lower()}» og kan ikke endres. Lag en ny versjon hvis noe skal være annerledes."
        )
    return kept


def _write(plan: Plan, changed: Mapping, by, at) -> None:
    for name, value in changed.items():
        setattr(plan, name, value)
        plan.proposed.pop(name, None)  # now it is somebody's own words
    plan.version += 1
    plan.saved_at, plan.saved_by = at, by
    plan.save()


def _note(plan: Plan, step: int, fields: list[str], by, at) -> None:
    # Which fields, not what they say: the words stand in the plan, and its versions are kept.
    audit.record(act="lagret plankladd", by=by, at=at, person=plan.person, data={"steg": step, "felt": fields})


def _replace_week(
    plan: Plan, before: dict[int, Element], rows: Sequence[Mapping], load_steps: Sequence[Mapping]
) -> None:
    kept = []
    for order, row in enumerate(rows):
        element = before.get(row.get("id") or 0) or Element(plan=plan)
        changed = {n for n in ELEMENT_FIELDS if getattr(element, n) != row[n]}
        if changed - {"mon", "tue", "wed", "thu", "fri", "from_on", "to_on"}:
            element.proposed_from = ""
        for name in ELEMENT_FIELDS:
            setattr(element, name, row[name])
        element.order = order
        element.save()
        kept.append(element.pk)
    plan.elements.exclude(pk__in=kept).delete()
    plan.load_steps.all().delete()
    LoadStep.objects.bulk_create([LoadStep(plan=plan, **{n: row[n] for n in LOAD_FIELDS}) for row in load_steps])


def _elements_differ(before: dict[int, Element], rows: Sequence[Mapping]) -> bool:
    if [row.get("id") for row in rows] != list(before):
        return True
    return any(getattr(before[row["id"]], n) != row[n] for row in rows for n in ELEMENT_FIELDS)


def _load_differs(plan: Plan, rows: Sequence[Mapping]) -> bool:
    stand = [tuple(getattr(s, n) for n in LOAD_FIELDS) for s in plan.load_steps.all()]
    return stand != sorted(tuple(row[n] for n in LOAD_FIELDS) for row in rows)


def _conflict(plan: Plan) -> str:
    return (
        f"{plan.saved_by.name} lagret dette steget kl. {plan.saved_at.astimezone(OSLO):%H.%M} mens du skrev. Ingenting er borte: under hvert felt "
        "som er forskjellig, ser du hva som står nå. Velg hva som skal stå, og lagre på nytt."
    )


def _plain(value) -> str:
    """`12` for 12.0: a number read from the database and one typed are then the same."""
    if value is None or value == "":
        return ""
    return f"{float(value):g}" if hasattr(value, "as_tuple") else str(value)
