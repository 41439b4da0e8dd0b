"""Says what a draft rule set does to one person: answers, deadlines, plan, decisions, letters and money. Pure, but for rows read."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from samlop.assessment.caseload import Case
from samlop.assessment.judging import Judged, judge
from samlop.assessment.models import Effect
from samlop.core.calendar import age_on, long_date
from samlop.law import Assessment, Finding
from samlop.law.drafts import Change, compare
from samlop.law.drafts.changes import POSITIONS
from samlop.law.parameters import parameter
from samlop.pathway.lawdays import references
from samlop.people.models import Education, Person
from samlop.programme.actions.checks import departures, from_law
from samlop.programme.facts import PlanPicture
from samlop.programme.models import State

RIGHT = 2  # the weight of a right among POSITIONS
RuleSet = Callable[[], AbstractContextManager[Any]]
BANDS = ((18, "16-17 år"), (25, "18-24 år"), (35, "25-34 år"), (45, "35-44 år"), (55, "45-54 år"), (60, "55-59 år"))
OLDEST = "60 år eller eldre"
UNKNOWN = "Ikke kjent"


@dataclass(frozen=True, slots=True)
class Looked:
    """One person under one rule set: the law's answers, what her plan lacks, and what she costs a month in øre."""

    judged: Judged
    plan_lacks: Mapping[str, str]
    cost_ore: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """What differs for one person, in the columns of `ReplayLine`."""

    effect: str
    right: str
    groups: dict[str, str]
    answers: list[dict[str, Any]]
    deadlines: list[dict[str, Any]]
    plan_breaks: list[str]
    decisions: list[str]
    letters: list[str]
    cost_before_ore: int | None
    cost_after_ore: int | None


def look(case: Case, plan: PlanPicture | None, on: dt.date) -> Looked:
    """Asks the law about one person under the rule set that holds here and now. The caller has facts that can be true."""
    judged = judge(case.facts, on, case.readings)
    lacks: dict[str, str] = {}
    if plan is not None:
        lacks = {gap.words: gap.why for gap in from_law(plan)}
        lacks |= {row["words"]: row["basis"] for row in departures(plan)}
    return Looked(judged, lacks, monthly_ore(judged, case, on))


def line(case: Case, before: Looked, after: Looked, on: dt.date) -> Line | None:
    """What differs between two rule sets for one person; None when nothing does."""
    changes = compare(_assessment(before.judged), _assessment(after.judged))
    moved = list(_deadlines(before.judged, after.judged))
    breaks = [words for words in after.plan_lacks if words not in before.plan_lacks]
    if not (changes or moved or breaks or before.cost_ore != after.cost_ore):
        return None
    right = next((str(change.effect.value) for change in changes if change.question == "entitlement"), "")
    decisions, letters = _papers(case, before, after, breaks, right, on)
    return Line(
        effect=_effect(changes, right, moved),
        right=right,
        groups=groups(case.person, case, on),
        answers=[_answer(change) for change in changes],
        deadlines=moved,
        plan_breaks=breaks,
        decisions=decisions,
        letters=letters,
        cost_before_ore=before.cost_ore,
        cost_after_ore=after.cost_ore,
    )


def _assessment(judged: Judged) -> Assessment:
    return Assessment(judged.on, tuple(judged.findings.values()))


def _answer(change: Change) -> dict[str, Any]:
    shown = change.after or change.before
    return {
        "question": change.question,
        "title": change.title,
        "before": change.before_text or "Ikke aktuelt",
        "after": change.after_text or "Ikke aktuelt",
        "effect": change.effect.value,
        "basis": references(shown, 200) if shown else "",
    }


def _effect(changes: Sequence[Change], right: str, moved: Sequence[dict[str, Any]]) -> str:
    """The right to a programme weighs more than all else; without a change of that, all answers count alike."""
    if right in (Effect.GAINS, Effect.LOSES):
        return right
    found = {change.effect.value for change in changes}
    if {"gains", "loses"} <= found:
        return Effect.BOTH
    for effect in (Effect.GAINS, Effect.LOSES):
        if effect.value in found:
            return effect
    return Effect.MOVED if moved or "moved" in found else Effect.NEUTRAL


def _deadlines(before: Judged, after: Judged) -> Iterator[dict[str, Any]]:
    was = {row.id: row for row in before.deadlines if row.done_on is None}
    now = {row.id: row for row in after.deadlines if row.done_on is None}
    for name in dict.fromkeys([*was, *now]):
        one, other = was.get(name), now.get(name)
        days = one.by if one else None, other.by if other else None
        if days[0] != days[1]:
            row = other or one
            yield {
                "title": row.title,
                "before": days[0].isoformat() if days[0] else None,
                "after": days[1].isoformat() if days[1] else None,
                "basis": references(row.finding, 200),
            }


def groups(person: Person, case: Case, on: dt.date) -> dict[str, str]:
    """Which group the person counts in, by heading."""
    permits = list(person.permits.all())
    age = age_on(person.birth_date, on)
    taking_part = case.plan is not None and case.plan.state == State.IN_FORCE
    return {
        "Oppholdsgrunnlag": permits[-1].get_kind_display() if permits else UNKNOWN,
        "Alder": next((words for below, words in BANDS if age < below), OLDEST),
        "Skolegang": Education(person.education).label if person.education else UNKNOWN,
        "Kjønn": person.get_sex_display(),
        "Plan": "Plan som gjelder" if taking_part else "Ingen plan som gjelder",
    }


# ----- money


def position(finding: Finding | None) -> int:
    """How strong the person's position is. An open question counts as its weakest reading."""
    if finding is None:
        return 0
    # Without readings an open answer still says which position all of them lead to.
    values = [reading.value for reading in finding.readings if finding.is_open] or [finding.value]
    named = [POSITIONS.get(str(value.get("outcome")), 0) for value in values if isinstance(value, Mapping)]
    return min(named, default=0)


def monthly_ore(judged: Judged, case: Case, on: dt.date) -> int | None:
    """The introduction benefit of a month for one who has a right to a programme or takes part in one; 0 for all others.

    None while the law cannot say the amount.
    """
    plan = case.plan
    running = plan is not None and plan.state == State.IN_FORCE and (plan.ends_on is None or plan.ends_on > on)
    ended = plan is not None and plan.ends_on is not None and plan.ends_on <= on
    if ended or not (running or position(judged.findings.get("entitlement")) >= RIGHT):
        return 0
    finding = judged.findings.get("introduction_benefit")
    amount = finding.value.get("monthly_amount_ore") if finding and isinstance(finding.value, Mapping) else None
    return amount if isinstance(amount, int) else None


# ----- papers


def _papers(
    case: Case, before: Looked, after: Looked, breaks: Sequence[str], right: str, on: dt.date
) -> tuple[list[str], list[str]]:
    """Which decisions the municipality would have to make, and which letters it would have to send."""
    decisions: list[str] = []
    letters: list[str] = []
    was, now = (position(look.judged.findings.get("entitlement")) for look in (before, after))
    running = case.plan is not None and case.plan.state == State.IN_FORCE
    if right == Effect.GAINS and now >= RIGHT and not running:
        decisions.append("allocation_of_programme")
        letters.append("Brev om rett til program, med innkalling til samtale")
    elif right == Effect.LOSES and now == 0 and running:
        decisions.append("stop_of_programme")
        letters.append("Forhåndsvarsel om stans av programmet")
    elif right == Effect.LOSES and was >= RIGHT and not running:
        letters.append("Brev om at retten til program er falt bort")
    if running and breaks:
        decisions.append("essential_change_of_plan")
        letters.append("Forhåndsvarsel om endring av planen")
    if running and None not in (before.cost_ore, after.cost_ore) and before.cost_ore != after.cost_ore and now:
        decisions.append("benefit_allocation")
        letters.append("Brev om nytt beløp i introduksjonsstønad")
    labels = {kind["code"]: kind["label"] for kind in parameter("decision_kinds").at(on)["kinds"]}
    return [f"Vedtak om {labels[code]}" for code in decisions], letters


def days_words(row: Mapping[str, Any]) -> str:
    """`Oppstart i programmet: fra 1. januar 2027 til 1. mars 2027`."""
    before, after = (long_date(dt.date.fromisoformat(row[key])) if row[key] else "" for key in ("before", "after"))
    if before and after:
        return f"{row['title']}: fra {before} til {after}"
    return f"{row['title']}: ny frist {after}" if after else f"{row['title']}: fristen {before} faller bort"
