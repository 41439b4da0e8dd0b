"""Asks the law about everybody, compares with what stood, and leaves the differences as work. Changes nothing that stands."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from samlop.assessment import caseload, judging
from samlop.assessment.caseload import Case
from samlop.assessment.judging import Comparison, Judged, canonical, differences, judge, key_of
from samlop.assessment.models import Assessed, Cause, CauseKind, Change, ChangeState, Run
from samlop.core import bulk
from samlop.core.models import Municipality
from samlop.pathway import actions as pathway
from samlop.pathway.lawdays import Position, law_days, position_of, references
from samlop.people import queries as people

_NAMES = [
    "person_id", "municipality_id", "first_on", "answers", "facts", "seen_key", "facts_key", "judged_on", "problems",
]  # fmt: skip
# A deadline that a new rule has moved stands where it stood until a person has accepted the change.
WAITS = (CauseKind.VERSION, CauseKind.LAW, CauseKind.READING)


def assess_everyone(*, municipality: Municipality, on: dt.date, at: dt.datetime) -> Run:
    """Assesses everybody in the municipality on the day, and writes what differs from what stood, with why, as work.

    Deadlines follow facts and days at once, with an event; what a new rule or reading moves waits for somebody to accept it.
    Run again the same day it finds the same work and writes nothing. Each batch is one transaction: a night that is cut
    short goes on where the rest is.
    """
    run, _ = Run.objects.get_or_create(municipality=municipality, on=on, defaults={"began_at": at})
    count = found = 0
    with bulk.uncollected():
        for cases in caseload.cases(caseload.assessed_people(municipality.pk, on), on=on):
            asked = _ask(
                cases, on
            )  # outside the transaction: SQLite lets one write at a time, and asking takes the time
            with transaction.atomic():
                found += _assess(asked, run, on, at)
            count += len(cases)
    run.people_count, run.found_count, run.ended_at = count, run.found_count + found, at
    run.save()
    return run


def assess_now(*, people: Sequence[int], municipality: Municipality, at: dt.datetime) -> None:
    """The same for some people (numbers), when their facts have just changed: nobody waits for the night."""
    on = at.date()
    run, _ = Run.objects.get_or_create(municipality=municipality, on=on, defaults={"began_at": at})
    with transaction.atomic():
        _assess(_ask(caseload.batch(people, on=on), on), run, on, at)


def assess_household(*, household: int, municipality: Municipality, at: dt.datetime) -> None:
    """The same for everybody in a household (number) whom the law is asked about: what is one person's fact is another's too."""
    people = caseload.assessed_people(municipality.pk, at.date()).filter(household=household)
    assess_now(people=list(people.order_by("pk").values_list("pk", flat=True)), municipality=municipality, at=at)


def after_plan(*, person, at: dt.datetime) -> None:
    """Follows a plan that has come into force."""
    assess_household(household=person.household_id, municipality=person.municipality, at=at)


@dataclass(slots=True)
class _Work:
    """What one batch is going to write."""

    new: list[tuple] = field(default_factory=list)
    kept: list[Assessed] = field(default_factory=list)
    changes: list[tuple[Case, Judged, str, judging.Answer | None, judging.Why, str]] = field(default_factory=list)
    lapsed: list[int] = field(default_factory=list)
    moved: dict[int, tuple[Case, Judged]] = field(default_factory=dict)


# A case, what the law answers about it, and the keys of answer and facts; nothing but the case when its facts clash.
_Asked = tuple[Case, Judged | None, str, str]


def _ask(cases: Sequence[Case], on: dt.date) -> list[_Asked]:
    """Asks the law about a batch. Writes nothing."""
    asked: list[_Asked] = []
    for case in cases:
        if case.facts is None:
            asked.append((case, None, "", ""))
        else:
            judged = judge(case.facts, on, case.readings)
            asked.append((case, judged, key_of(judged.text), key_of(judged.facts_text)))
    return asked


def _assess(asked: Sequence[_Asked], run: Run, on: dt.date, at: dt.datetime) -> int:
    """Compares one batch, and writes what is new. Returns how many differences there are that were not there before."""
    numbers = [case.person.pk for case, *_ in asked]
    keys = {pk: rest for pk, *rest in Assessed.objects.filter(person__in=numbers).values_list("person_id", "seen_key", "facts_key", "problems")}  # fmt: skip
    work, again = _Work(), []
    for case, judged, seen, facts in asked:
        problems = " ".join(case.problems)[:500]
        kept = keys.get(case.person.pk)
        if judged is None:
            if kept and kept[2] != problems:
                again.append((case, None))
            continue
        if kept is None:
            pk, owner = case.person.pk, case.person.municipality_id
            work.new.append((pk, owner, on, judged.text, judged.facts_text, seen, facts, on, ""))
            work.moved[pk] = (case, judged)
        elif kept != [seen, facts, ""]:
            again.append((case, judged))
    if again:
        _compare(again, work, on)
    if work.new:
        bulk.insert(Assessed, _NAMES, work.new)
    if again:
        _write(work, run, at)
    keep_deadlines(work.moved.values(), on=on, at=at)
    return len(work.changes)


def _compare(again: Sequence[tuple[Case, Judged | None]], work: _Work, on: dt.date) -> None:
    numbers = [case.person.pk for case, _ in again]
    rows = Assessed.objects.select_for_update().in_bulk(numbers)
    pending: dict[int, dict[str, Change]] = defaultdict(dict)
    for change in Change.objects.filter(person__in=numbers, state=ChangeState.PENDING):
        pending[change.person_id][change.question] = change
    for case, judged in again:
        row = rows[case.person.pk]
        row.problems = " ".join(case.problems)[:500]
        work.kept.append(row)
        if judged is None:
            continue
        accepted = judging.loads(row.answers)
        waiting = pending[case.person.pk]
        compared = Comparison(row.facts, row.judged_on, judged)
        new: dict[str, judging.Answer | None] = {}
        for question in differences(accepted, judged.answers):
            standing = waiting.pop(question, None)
            if standing is not None and standing.key == key_of(canonical(judged.answers.get(question))):
                continue
            if standing is not None:
                work.lapsed.append(standing.pk)
            new[question] = standing.after if standing is not None else accepted.get(question)
        for question, why in compared.whys(new).items():
            before = accepted.get(question)
            work.changes.append((case, judged, question, before, why, _before_words(compared, question, before)))
        work.lapsed += [change.pk for change in waiting.values()]
        row.facts, row.facts_key = judged.facts_text, key_of(judged.facts_text)
        row.seen_key, row.judged_on = key_of(judged.text), on
        work.moved[case.person.pk] = (case, judged)


def _before_words(compared: Comparison, question: str, before: judging.Answer | None) -> str:
    """What stood, in the rule's own words where today's rules still give that answer."""
    then = compared.then.findings.get(question)
    if then is not None and not judging.differs(judging.short(then), before):
        return then.text
    return judging.short_words(before)


def _write(work: _Work, run: Run, at: dt.datetime) -> None:
    Change.objects.filter(pk__in=work.lapsed, state=ChangeState.PENDING).update(state=ChangeState.LAPSED, closed_at=at)
    causes = _causes([why for *_, why, _ in work.changes], run)
    bulk.create(
        [
            Change(
                municipality_id=case.person.municipality_id,
                person_id=case.person.pk,
                cause_id=causes[_cause_key(why, run)],
                question=question,
                title=_title(question, judged),
                applies_on=why.on,
                before=before,
                before_words=words,
                after=judged.answers.get(question),
                after_words=judging.words_of(question, judged),
                basis=references(finding, 200) if finding else "",
                finding=finding.to_dict() if finding else None,
                key=key_of(canonical(judged.answers.get(question))),
                found_at=at,
            )
            for case, judged, question, before, why, words in work.changes
            for finding in [judged.findings.get(question)]
        ]
    )
    fields = ["facts", "facts_key", "seen_key", "judged_on", "problems"]
    Assessed.objects.bulk_update(work.kept, fields, batch_size=200)


def _title(question: str, judged: Judged) -> str:
    finding = judged.findings.get(question)
    return (finding.title if finding else judging.title_of(question))[:160]


def _causes(whys: Iterable[judging.Why], run: Run) -> dict[tuple[str, str, dt.date], int]:
    """The rows of these causes, made where they are new. Two queries."""
    wanted = {_cause_key(why, run): why for why in whys}
    if not wanted:
        return {}
    rows = [
        Cause(municipality_id=run.municipality_id, kind=kind, name=name, on=on, words=why.words, first_run=run)
        for (kind, name, on), why in wanted.items()
    ]
    Cause.objects.bulk_create(rows, ignore_conflicts=True)
    found = Cause.objects.filter(municipality=run.municipality_id, on__in={on for *_, on in wanted})
    return {(c.kind, c.name, c.on): c.pk for c in found if (c.kind, c.name, c.on) in wanted}


def _cause_key(why: judging.Why, run: Run) -> tuple[str, str, dt.date]:
    """What the work of one night is grouped by: a version by its own day, all else by the night that found it."""
    return str(why.kind), why.name[:80], why.on if why.kind == CauseKind.VERSION else run.on


def keep_deadlines(
    judged: Iterable[tuple[Case, Judged]], *, on: dt.date, at: dt.datetime, by=None, because: str = ""
) -> int:
    """Lets the legal deadlines of these people stand on their steps, but for those that wait for somebody to accept a rule.

    Returns how many dates moved. Each household's move is an event.
    """
    rows = list(judged)
    if not rows:
        return 0
    waits: dict[int, set[str]] = defaultdict(set)
    pending = Change.objects.filter(
        person__in=[case.person.pk for case, _ in rows], state=ChangeState.PENDING, cause__kind__in=WAITS
    )
    for person, question in pending.values_list("person_id", "question"):
        waits[person].add(question)
    positions, households = {}, set()
    for case, found in rows:
        pk = case.person.pk
        if waits[pk] & {row.question for row in found.deadlines} or not _stands_in_pathway(case, on):
            continue
        positions[pk] = position_for(found)
        households.add(case.person.household_id)
    return pathway.keep_deadlines(households=sorted(households), positions=positions, by=by, at=at, because=because)


def position_for(found: Judged) -> Position:
    """What the pathway needs of everything the law answered."""
    return position_of(
        found.findings["entitlement"], found.findings["latest_start_and_decision"], law_days(found.deadlines)
    )


def _stands_in_pathway(case: Case, on: dt.date) -> bool:
    """Adults and those who came alone; a child's deadlines are her parents' to know, and stand on no step of hers."""
    return people.is_adult(case.person, on) or case.person.unaccompanied_minor
