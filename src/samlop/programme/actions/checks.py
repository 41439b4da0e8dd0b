"""Names what a plan lacks before it can be sent, and what it departs from. What the law demands, the law says."""

import datetime as dt
from dataclasses import dataclass

from samlop.core.calendar import long_date
from samlop.law.finding import Finding, Outcome
from samlop.law.words import say, say_list
from samlop.programme.catalogue import SKILLS, LoadBasis
from samlop.programme.facts import PlanPicture

# Where in the sitting each part of a plan (in the law's words) is filled in: (step, field).
WHERE = {
    "end_goal": (2, "end_goal"),
    "norwegian_goal": (2, "listening"),
    "long_term_goals": (2, "long_term_goal"),
    "duration": (2, "duration_months"),
    "volume_of_training": (3, "week"),
    "elements": (3, "week"),
    "reasons_for_elements": (3, "strengthens"),
    "complaint_options": (4, "complaint_told"),
}

WORDS = {
    "complaint_options": "At dere har gått gjennom retten til å klage",
    "norwegian_goal": "Norskmål i alle fire ferdigheter",
    "reasons_for_elements": "Hvorfor disse tiltakene, og hvordan de styrker veien til målet",
    "volume_of_training": "Hvor mange timer norsk i uka",
    "elements": "Tiltakene i uka",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that must be in place first: what, where it is filled in, why, and the finding that says so."""

    words: str
    step: int
    field: str
    why: str = ""
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that is allowed, and must be seen. `breaks` when it departs from a legal duty."""

    words: str
    step: int
    field: str
    why: str = ""
    finding: Finding | None = None
    breaks: bool = False


def gaps(seen: PlanPicture, use) -> list[Gap]:
    """Everything that is missing before the plan can be sent, in the order of the sitting."""
    found = [*_own(seen, use), *from_law(seen)]
    unique = {(gap.words, gap.step): gap for gap in found}
    return sorted(unique.values(), key=lambda gap: gap.step)


def _own(seen: PlanPicture, use):
    """What the papers cannot be made without, whatever the law says of plans."""
    plan = seen.plan
    if plan.meeting_on is None:
        yield Gap("Dagen planmøtet ble holdt", 1, "meeting_on")
    elif plan.meeting_on > seen.on:
        yield Gap("Planmøtet kan ikke være holdt i framtida", 1, "meeting_on")
    if not plan.present.strip():
        yield Gap("Hvem som var til stede", 1, "present")
    if plan.person.interpreter_needed and use is None:
        yield Gap("Om det var tolk i planmøtet", 1, "tolk", "Deltakeren trenger tolk. Loven og klagesaker spør om det.")
    if plan.starts_on is None:
        yield Gap("Datoen programmet starter", 2, "starts_on")
    if plan.offer_on is None:
        yield Gap(
            "Datoen for tilbud om oppstart", 2, "offer_on", "Datoen avgjør hvilke regler for varighet som gjelder."
        )
    elif plan.starts_on and plan.starts_on < plan.offer_on:
        yield Gap("Programmet kan ikke starte før det er tilbudt", 2, "starts_on")
    for element in seen.elements:
        if not element.hours_per_week:
            yield Gap(f"Timer i uka til {element.name}", 3, f"element-{element.pk}")
    for clash in seen.clashes:
        yield Gap(f"{clash.one} og {clash.other} er til samme tid", 3, "week", f"Begge står kl. {clash.at.words}.")
    if not plan.municipality_duties.strip():
        yield Gap("Hva kommunen lover", 4, "municipality_duties")
    if not plan.participant_duties.strip():
        yield Gap("Hva deltakeren lover", 4, "participant_duties")


def from_law(seen: PlanPicture):
    """What the law demands and the plan lacks."""
    plan = seen.plan
    yield from _content(seen)
    yield from _goal(seen)
    yield from _elements(seen)
    if below := _below_full_time(seen):
        if not plan.load_reason.strip():
            yield Gap("Begrunnelse for mindre enn full tid", 3, "load_reason", below, seen.full_time)
        if not plan.load_basis:
            yield Gap("Hjemmel for mindre enn full tid", 3, "load_basis", below, seen.full_time)
    for finding in open_findings(seen):
        yield Gap(f"Hvordan loven leses: {finding.text}", 5, f"loven-{finding.question}", finding.not_covered, finding)


def _content(seen: PlanPicture):
    """The minimum content of a plan, as the law lists it on the day the plan is made."""
    finding = seen.complete
    value = finding.value if isinstance(finding.value, dict) else {}
    lacking = [*value.get("missing", ()), *([] if value.get("reasons_given", True) else ["reasons_for_elements"])]
    for name in lacking:
        step, field = WHERE.get(name, (5, ""))
        yield Gap(WORDS.get(name, say(name).capitalize()), step, field, "", finding)
    if finding.missing:
        yield Gap(finding.text, 5, "", "", finding)


def _goal(seen: PlanPicture):
    """A right to a programme, the end goal among those the law allows, and the length inside its limit."""
    plan = seen.plan
    position = seen.finding("entitlement")
    if position and isinstance(position.value, dict) and position.value.get("outcome") == "none":
        yield Gap("Deltakeren har ikke rett til program, og kan ikke få tilbud om det", 5, "", position.text, position)
    main = main_rule(seen)
    if main and plan.end_goal and plan.end_goal != main and not plan.goal_reason.strip():
        words = f"Hvorfor målet er et annet enn hovedregelen, {say(main)}"
        yield Gap(words, 2, "goal_reason", "", seen.finding("allowed_end_goals"))
    proposed = proposed_levels(seen)
    if (
        proposed
        and len(plan.norwegian_goal) == 4
        and plan.norwegian_goal != proposed
        and not plan.norwegian_reason.strip()
    ):
        words = "Hvorfor norskmålet er et annet enn loven foreslår"
        yield Gap(words, 2, "norwegian_reason", "", seen.finding("proposed_norwegian_goal"))
    if plan.end_goal and (allowed := allowed_goals(seen)) and plan.end_goal not in allowed:
        words = say_list((say(goal) for goal in allowed), "eller")
        yield Gap(f"Sluttmålet må være {words}", 2, "end_goal", "", seen.finding("allowed_end_goals"))
    longest = max_months(seen)
    if plan.duration_months and longest and plan.duration_months > longest:
        yield Gap(f"Varigheten kan være høyst {longest} måneder", 2, "duration_months", "", seen.finding("duration"))


def _elements(seen: PlanPicture):
    """The elements every programme must hold, and how much of some of them."""
    has = {element.about.content for element in seen.elements}
    mandatory = seen.finding("mandatory_elements")
    for name in required_content(seen):
        if name not in has:
            yield Gap(f"{say(name).capitalize()} i uka", 3, "week", "", mandatory)
    hours = life_skills_hours(seen)
    planned = [e.total_hours for e in seen.elements if e.about.content == "livsmestring" and e.total_hours is not None]
    if hours and "livsmestring" in has and sum(planned) < hours:
        finding = seen.finding("livsmestring_min_hours")
        yield Gap(
            f"Livsmestring må ha minst {hours:g} timer i alt", 3, "week", finding.text if finding else "", finding
        )
    work = seen.finding("min_work_oriented_hours_per_week")
    needed, since = work_hours_rule(seen)
    if needed and since and seen.stretches:
        worst = min((s.work_hours for s in seen.stretches if s.ends > since), default=None)
        if worst is not None and worst < needed and not seen.plan.load_reason.strip():
            words = f"Minst {needed:g} arbeidsrettede timer i uka fra {long_date(since)}, eller en begrunnelse"
            yield Gap(words, 3, "week", f"Planen har {_say(worst)} arbeidsrettede timer på det laveste.", work)


def open_findings(seen: PlanPicture) -> list[Finding]:
    """Questions the law leaves open for this person, and nobody has yet said how they are read here."""
    return [f for f in seen.assessment.to_review if f.readings and f.question in WEIGHS]


# Open questions that change what the plan says. Others (a benefit rate) do not hold the plan back; they have their own page.
WEIGHS = frozenset(
    {
        "entitlement",
        "upper_secondary_level",
        "allowed_end_goals",
        "duration",
        "mandatory_elements",
        "livsmestring_min_hours",
        "parental_guidance_required",
        "min_work_oriented_hours_per_week",
    }
)


def full_time_hours(seen: PlanPicture) -> float | None:
    """Hours of a full week, as the law's finding says for this type of programme."""
    return _number(seen.full_time, "hours_per_week")


def _below_full_time(seen: PlanPicture) -> str:
    """Says in words where the week is shorter than full time; empty when it is nowhere."""
    if not seen.elements or (full := full_time_hours(seen)) is None:
        return ""
    hours = {stretch.hours for stretch in seen.stretches} or {seen.hours}
    short = {number for number in hours if not seen.is_full_time(number)}
    if not short:
        return ""
    low = next((s for s in seen.stretches if s.hours in short), None)
    since = f" fra {long_date(low.starts)}" if low else ""
    return f"{_say(low.hours if low else seen.hours)} timer i uka{since}. Full tid er {_say(full)} timer."


def _say(number) -> str:
    return f"{float(number):g}".replace(".", ",")


def notices(seen: PlanPicture) -> list[Notice]:
    """What is allowed and must be seen: a start after the deadline, a week below full time, few work-oriented hours."""
    found = []
    if late := late_start(seen):
        words = f"Programmet starter etter lovens frist, som er {long_date(late)}"
        found.append(Notice(words, 2, "late_reason", "", seen.finding("latest_start_and_decision"), breaks=True))
    if below := _below_full_time(seen):
        found.append(Notice("Uka er kortere enn full tid", 3, "load_reason", below, seen.full_time, breaks=True))
    needed, since = work_hours_rule(seen)
    if needed and since and any(float(s.work_hours) < needed for s in seen.stretches if s.ends > since):
        finding = seen.finding("min_work_oriented_hours_per_week")
        words = f"Under {needed:g} arbeidsrettede timer i uka etter {long_date(since)}"
        found.append(Notice(words, 3, "load_reason", "", finding, breaks=True))
    return found


def departures(seen: PlanPicture) -> list[dict[str, str]]:
    """The same, as they are kept with the plan for the deviation list."""
    plan = seen.plan
    kept = []
    for notice in notices(seen):
        late = notice.field == "late_reason"
        kept.append(
            {
                "kind": "late_start" if late else "load",
                "words": f"{notice.words}. {notice.why}".strip(),
                "reason": (plan.late_reason if late else plan.load_reason).strip(),
                "basis": "" if late or not plan.load_basis else LoadBasis(plan.load_basis).label,
            }
        )
    return kept


# ----- what the findings say, in the shapes this room needs


def late_start(seen: PlanPicture):
    """The deadline, when the plan starts after it."""
    start_by = start_deadline(seen)
    return start_by if start_by and seen.plan.starts_on and seen.plan.starts_on > start_by else None


def start_deadline(seen: PlanPicture) -> dt.date | None:
    """The law's last day to start; None when there is none, or when the law leaves it open (the value is then a word)."""
    finding = seen.finding("latest_start_and_decision")
    value = finding.value.get("start_by") if finding and isinstance(finding.value, dict) else None
    return value if isinstance(value, dt.date) else None


def allowed_goals(seen: PlanPicture) -> tuple[str, ...]:
    """The end goals the law allows; empty when it cannot say."""
    finding = seen.finding("allowed_end_goals")
    value = finding.value if finding else None
    goals = value.get("goals") if isinstance(value, dict) else None
    return tuple(goals) if isinstance(goals, list | tuple) else ()


def main_rule(seen: PlanPicture) -> str:
    """The goal that is the law's main rule for this person; empty when there is none, or it is an open question."""
    finding = seen.finding("allowed_end_goals")
    value = finding.value if finding and isinstance(finding.value, dict) else {}
    main = value.get("main_rule") or ""
    return main if main in allowed_goals(seen) else ""


def proposed_levels(seen: PlanPicture) -> dict[str, str]:
    """The proposed Norwegian level by skill, out of the law's finding; empty when it proposes none."""
    finding = seen.finding("proposed_norwegian_goal")
    value = finding.value if finding and isinstance(finding.value, dict) else {}
    for candidate in (value, *value.get("any_of", ())):
        levels = {skill: candidate[skill] for skill, _ in SKILLS if isinstance(candidate.get(skill), str)}
        if len(levels) == len(SKILLS) and all(len(level) == 2 for level in levels.values()):
            return levels
    return {}


def max_months(seen: PlanPicture) -> int | None:
    """The longest programme the law allows for this goal."""
    number = _number(seen.finding("duration"), "max_months")
    return int(number) if number is not None else None


def required_content(seen: PlanPicture) -> tuple[str, ...]:
    """What the programme must hold, in the law's words."""
    finding = seen.finding("mandatory_elements")
    value = finding.value if finding and isinstance(finding.value, dict) else {}
    found = [name for name, needed in value.items() if needed is True]
    return tuple(found)


def life_skills_hours(seen: PlanPicture) -> float | None:
    """The fewest hours of life skills in all."""
    return _number(seen.finding("livsmestring_min_hours"), "total")


def work_hours_rule(seen: PlanPicture) -> tuple[float | None, object]:
    """(work-oriented hours a week, from which day), or (None, None)."""
    finding = seen.finding("min_work_oriented_hours_per_week")
    hours = _number(finding, "later_hours") or _number(finding, "hours")
    value = finding.value if finding and isinstance(finding.value, dict) else {}
    return (hours, value.get("applies_from")) if hours else (None, None)


def _number(finding: Finding | None, *names: str) -> float | None:
    """The first of these values that is a number. A finding that asks for facts, or leaves it open, has none."""
    if (
        finding is None
        or (finding.outcome is Outcome.REVIEW and finding.missing)
        or not isinstance(finding.value, dict)
    ):
        return None
    for name in names:
        value = finding.value.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
    return None
