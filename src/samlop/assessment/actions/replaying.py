"""Keeps drafts, and asks them about everybody, a batch at a time. Writes nothing but the replay's own rows."""

import datetime as dt
from collections.abc import Callable
from contextlib import nullcontext

from django.db import transaction
from django.db.models import Q

from samlop.access.fetch import require
from samlop.access.policy import Right
from samlop.assessment import caseload, effects
from samlop.assessment.caseload import Case
from samlop.assessment.effects import RuleSet, look
from samlop.assessment.models import Draft, Replay, ReplayLine, ReplayState
from samlop.audit import actions as audit
from samlop.competence.queries import schooling_of
from samlop.core import bulk
from samlop.core.errors import Incomplete, Refused
from samlop.law.drafts import DraftError, load_draft
from samlop.programme.facts import PlanPicture, compulsory_school_out_of
from samlop.programme.models import Plan

# A worker that has said nothing for so long is dead, and another one goes on.
SILENCE = dt.timedelta(minutes=2)


def save_draft(*, text: str, name: str, by, at) -> Draft:
    """Keeps a draft rule set as it was given. Refuses (Incomplete) a draft that cannot be used, with every reason."""
    require(by, Right.REPLAY)
    try:
        read = load_draft(text, name)
    except DraftError as wrong:
        raise Incomplete({"text": "\n".join(wrong.problems)}) from None
    with transaction.atomic():
        draft = Draft.objects.create(
            municipality_id=by.municipality_id, name=read.title[:120], text=text, begins_on=read.first_day,
            saved_at=at, saved_by=by,
        )  # fmt: skip
        audit.record(act="lagret et utkast til regler", by=by, at=at, data={"utkast": draft.pk, "navn": draft.name})
    return draft


def ask_for_replay(*, draft: Draft, against: Draft | None, on: dt.date, by, at) -> Replay:
    """Puts a replay in the queue: everybody in the municipality on the day, under the draft and beside what it is held against."""
    require(by, Right.REPLAY)
    if against is not None and against.pk == draft.pk:
        raise Refused("Utkastet kan ikke sammenlignes med seg selv. Velg et annet, eller reglene slik de er i dag.")
    if not dt.date(2021, 1, 1) <= on <= at.date() + dt.timedelta(days=3660):
        raise Refused("Velg en dag fra 1. januar 2021, da loven begynte å gjelde, og til ti år fram i tid.")
    with transaction.atomic():
        replay = Replay.objects.create(
            municipality_id=by.municipality_id, draft=draft, against=against, on=on, asked_at=at, asked_by=by
        )
        data = {"prøving": replay.pk, "utkast": draft.pk, "mot": against.pk if against else None, "dag": on.isoformat()}
        audit.record(act="prøvde et utkast til regler", by=by, at=at, data=data)
    return replay


def go_on(*, now: Callable[[], dt.datetime]) -> bool:
    """Takes the replay that has waited longest and works it through. Returns False when none waits."""
    free = Q(state=ReplayState.WAITING) | Q(state=ReplayState.RUNNING, held_until__lt=now())
    replay = Replay.objects.filter(free).order_by("asked_at", "pk").first()
    if replay is None:
        return False
    work_on(replay=replay, now=now)
    return True


def work_on(*, replay: Replay, now: Callable[[], dt.datetime]) -> None:
    """Works a replay through, or goes on where another worker was cut off. Does nothing while another one has it."""
    at = now()
    free = Q(state=ReplayState.WAITING) | Q(state=ReplayState.RUNNING, held_until__lt=at)
    if not Replay.objects.filter(free, pk=replay.pk).update(state=ReplayState.RUNNING, held_until=at + SILENCE):
        return
    replay.refresh_from_db()
    replay.began_at = replay.began_at or at
    people = caseload.assessed_people(replay.municipality_id, replay.on)
    replay.people_count = people.filter(guarded=False).count()
    try:
        rule_sets = tuple(_rule_set(draft) for draft in (replay.against, replay.draft))
    except DraftError as wrong:
        _end(replay, ReplayState.STOPPED, now, f"Utkastet kan ikke brukes lenger: {' '.join(wrong.problems)}")
        return
    with bulk.uncollected():
        for cases in caseload.cases(people.filter(pk__gt=replay.last_person), on=replay.on):
            lines = _lines(cases, rule_sets, replay)
            with transaction.atomic():
                bulk.create(lines)
                replay.last_person = cases[-1].person.pk
                replay.done_count += sum(not case.person.guarded for case in cases)
                replay.held_until = now() + SILENCE
                replay.save()
    _end(replay, ReplayState.DONE, now)


def _end(replay: Replay, state: str, now: Callable[[], dt.datetime], problem: str = "") -> None:
    replay.state, replay.ended_at, replay.held_until, replay.problem = state, now(), None, problem[:300]
    replay.save()


def words_of(draft: Draft) -> tuple[str, ...]:
    """What a draft changes, in words; empty when today's rules can no longer read it."""
    try:
        return load_draft(draft.text, draft.name).changes
    except DraftError:
        return ()


def _rule_set(draft: Draft | None) -> RuleSet:
    return nullcontext if draft is None else load_draft(draft.text, draft.name).in_force


def _lines(cases: list[Case], rule_sets: tuple[RuleSet, ...], replay: Replay) -> list[ReplayLine]:
    plans = _plans(cases)
    schooling = schooling_of([case.person.pk for case in cases if case.plan])
    out = []
    for case in cases:
        if case.facts is None:
            continue
        before, after = (_look(case, plans, schooling, rules, replay.on) for rules in rule_sets)
        found = effects.line(case, before, after, replay.on)
        if found is not None:
            columns = {name: getattr(found, name) for name in found.__dataclass_fields__}
            out.append(ReplayLine(replay_id=replay.pk, person_id=case.person.pk, **columns))
    return out


def _look(
    case: Case, plans: dict[int, Plan], schooling: dict[int, list], rules: RuleSet, on: dt.date
) -> effects.Looked:
    with rules():
        picture = None
        if case.plan is not None and (plan := plans.get(case.plan.pk)):
            plan.person = case.person
            picture = PlanPicture(plan, tuple(plan.elements.all()), tuple(plan.load_steps.all()), on)
            school = compulsory_school_out_of(case.person, schooling.get(case.person.pk, []))
            # Read once for the batch; the picture would ask the database for each plan.
            picture.__dict__["facts"] = picture.facts_with(case.children, school)
            picture.__dict__["readings"] = case.readings
        return look(case, picture, on)


def _plans(cases: list[Case]) -> dict[int, Plan]:
    numbers = [case.plan.pk for case in cases if case.plan]
    return {plan.pk: plan for plan in Plan.objects.filter(pk__in=numbers).prefetch_related("elements", "load_steps")}
