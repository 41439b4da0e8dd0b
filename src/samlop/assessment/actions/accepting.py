"""Lets a person accept what the night has found: only then does the new answer stand."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from samlop.access.fetch import require
from samlop.access.policy import Right
from samlop.assessment import caseload
from samlop.assessment.actions.everyone import keep_deadlines
from samlop.assessment.judging import canonical, judge, loads
from samlop.assessment.models import Assessed, Change, ChangeState
from samlop.audit import actions as audit
from samlop.core.errors import Refused


def accept(*, changes: Sequence[tuple[int, str]], by, at) -> int:
    """Accepts differences, given as (number, key as it was shown). Returns how many.

    The answer stands from now, the history of the person gets its line, deadlines that waited for it move, and each person
    gets an event. A difference that is gone, is accepted already, or is another one than was shown is left as it is; when
    nothing is left the act is refused, in words.
    """
    require(by, Right.STEER)
    shown = dict(changes)
    with transaction.atomic():
        rows = (
            Change.objects.visible_to(by)
            .select_for_update(of=("self",))
            .filter(pk__in=list(shown), state=ChangeState.PENDING)
            .select_related("cause", "person")
            .order_by("pk")
        )
        kept = [row for row in rows if row.key == shown[row.pk]]
        if not kept:
            raise Refused("Dette er godtatt eller endret av andre i mellomtiden. Se lista på nytt.")
        theirs: dict[int, list[Change]] = defaultdict(list)
        for row in kept:
            theirs[row.person_id].append(row)
        _stand(theirs)
        Change.objects.filter(pk__in=[row.pk for row in kept]).update(
            state=ChangeState.ACCEPTED, closed_at=at, closed_by=by
        )
        _move_deadlines(theirs, by, at)
        audit.record_many(
            act="godtok ny vurdering", by=by, at=at, municipality=by.municipality,
            rows=[
                (pk, rows[0].person.household_id, {"endringer": [_event(row) for row in rows]})
                for pk, rows in theirs.items()
            ],
        )  # fmt: skip
    return len(kept)


def _stand(theirs: dict[int, list[Change]]) -> None:
    standing = list(Assessed.objects.select_for_update().filter(person__in=list(theirs)).order_by("pk"))
    for row in standing:
        answers = loads(row.answers)
        for change in theirs[row.pk]:
            if change.after is None:
                answers.pop(change.question, None)
            else:
                answers[change.question] = change.after
        row.answers = canonical(answers)
    Assessed.objects.bulk_update(standing, ["answers"], batch_size=200)


def _move_deadlines(theirs: dict[int, list[Change]], by, at) -> None:
    on = at.date()
    cases = caseload.batch(sorted(theirs), on=on)
    judged = [(case, judge(case.facts, on, case.readings)) for case in cases if case.facts is not None]
    words = next(iter({row.cause.words for rows in theirs.values() for row in rows}), "")
    keep_deadlines(judged, on=on, at=at, by=by, because=words)


def _event(row: Change) -> dict:
    return {"spørsmål": row.question, "før": row.before, "nå": row.after, "fordi": row.cause.words}
