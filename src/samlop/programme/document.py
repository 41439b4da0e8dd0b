"""Writes plan, contract and decision out of one plan, for the room of decisions to freeze. Nothing is typed a second time."""

import re
from collections.abc import Iterable
from decimal import Decimal

from samlop.core.models import Source
from samlop.decisions import content as d
from samlop.decisions import letter
from samlop.law.finding import Finding, Outcome
from samlop.law.readings import OPEN_QUESTIONS
from samlop.law.words import say
from samlop.planning import week
from samlop.programme.catalogue import DAYS, SKILLS, Kind, LoadBasis
from samlop.programme.facts import PlanPicture
from samlop.programme.models import Element, Plan

_SKILLS = {
    "listening": d.Skill.LISTENING,
    "reading": d.Skill.READING,
    "writing": d.Skill.WRITING,
    "oral": d.Skill.SPEAKING,
}
# The findings a programme decision rests on: they give its reasons, its facts and its paragraphs.
_RESTS_ON = (
    "entitlement",
    "latest_start_and_decision",
    "upper_secondary_level",
    "allowed_end_goals",
    "duration",
    "mandatory_elements",
    "livsmestring_min_hours",
    "parental_guidance_required",
    "min_work_oriented_hours_per_week",
)
# Where the person's own columns keep their source: the law's name for a fact, and ours.
_COLUMNS = {
    "birth_date": "birth_date",
    "education": "education",
    "settlement_date": "settled_on",
    "settled_by_agreement": "settled_by_agreement",
    "arrival_date": "arrived_on",
}


def content(seen: PlanPicture, interpreter: str, *, counsellor: str) -> d.PlanContent:
    """The whole picture of a plan that is ready to be sent. Raises nothing for what is missing: `actions.gaps` comes first."""
    plan = seen.plan
    goal = d.Goal(plan.end_goal, plan.goal_words, plan.goal_reason.strip())
    duration = d.Duration(plan.duration_months, plan.starts_on, plan.ends_on, plan.duration_reason.strip())
    kind = d.Kind.CHANGE if plan.replaces_id else d.Kind.PROGRAMME
    findings = [f for q in _RESTS_ON if (f := seen.finding(q)) is not None and f.outcome is not Outcome.REVIEW]
    return d.PlanContent(
        participant=d.Participant(str(plan.person), plan.person.birth_date, plan.person.language),
        municipality=plan.municipality.name,
        counsellor=counsellor,
        meeting=d.Meeting(plan.meeting_on, tuple(present(plan.present)), interpreter),
        goal=goal,
        language_goals=tuple(d.LanguageGoal(_SKILLS[skill], level) for skill, level in plan.norwegian_goal.items()),
        long_term_goal=plan.long_term_goal.strip(),
        volume=_volume(seen.elements),
        duration=duration,
        elements=tuple(_element(e) for e in seen.elements),
        weekly_hours=seen.hours,
        strengthens=plan.strengthens.strip(),
        contract=d.Contract(sentences(plan.municipality_duties), sentences(plan.participant_duties)),
        letter=letter.write(
            municipality=plan.municipality.name,
            goal=goal,
            duration=duration,
            reasons=_reasons(plan, findings),
            facts=_facts(plan, findings),
            paragraphs=letter.paragraphs_of(f.to_dict() for f in [*findings, seen.complete]),
            kind=kind,
        ),
        resources=plan.resources.strip(),
        stepped_load_reason=_load(seen),
        review_on=plan.review_on,
        readings=tuple(
            d.Reading(OPEN_QUESTIONS[q].text, OPEN_QUESTIONS[q].options[c["option"]], c["why"])
            for q, c in seen.readings_with_reasons.items()
        ),
        kind=kind,
        version=plan.number,
    )


def present(text: str) -> Iterable[d.Present]:
    """`Amal Prøve, deltaker` on each line; without a role, «til stede»."""
    for line in text.splitlines():
        name, _, role = line.strip().rpartition(",")
        if line.strip():
            yield d.Present(name.strip() or role.strip(), role.strip() if name else "til stede")


def sentences(text: str) -> tuple[str, ...]:
    """One sentence on each line; bullets that people type are taken off."""
    lines = (re.sub(r"^[\s\-–•*]+", "", line).strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


def norwegian_words(plan: Plan) -> str:
    """`lytte A2, lese A2, skrive A2, snakke B1`."""
    return ", ".join(f"{words.lower()} {getattr(plan, skill)}" for skill, words in SKILLS if getattr(plan, skill))


def _element(element: Element) -> d.Element:
    slots = [
        d.Slot(number, _clock(slot.starts), _clock(slot.ends))
        for number, (day, _) in enumerate(DAYS)
        for slot in week.slots(getattr(element, day))
    ]
    return d.Element(
        title=element.name, kind=d.ElementKind(element.about.decision), hours_per_week=element.hours_per_week,
        starts_on=element.from_on, ends_on=element.to_on, reason=element.reason.strip(), place=element.place, slots=tuple(slots),
    )  # fmt: skip


def _volume(elements: Iterable[Element]) -> d.Volume:
    listed = list(elements)
    norwegian = sum((e.hours_per_week for e in listed if e.kind == Kind.NORWEGIAN), Decimal(0))
    social = [e.total_hours for e in listed if e.kind == Kind.SOCIAL_STUDIES]
    return d.Volume(norwegian, sum((hours for hours in social if hours), Decimal(0)) if social else None)


def _load(seen: PlanPicture) -> str:
    """The steps up to full time, with reason and ground; empty when the week is full from the first day."""
    plan = seen.plan
    if not plan.load_reason.strip():
        return ""
    basis = f" {LoadBasis(plan.load_basis).label}." if plan.load_basis else ""
    return f"{plan.load_reason.strip()}{basis}"


def _reasons(plan: Plan, findings: list[Finding]) -> list[str]:
    """Why this is decided: what the person and the counsellor wrote first, then what the law answered."""
    law = {f.question: f.text for f in findings}
    own = [plan.goal_reason, plan.norwegian_reason, plan.duration_reason, plan.late_reason]
    return [r.strip() for r in [law.get("entitlement", ""), *own, law.get("duration", "")] if r.strip()]


def _facts(plan: Plan, findings: list[Finding]) -> list[d.RelevantFact]:
    """The facts those answers read, each once, with where it was learnt."""
    used = {i.name: i for f in findings for i in f.inputs if i.name not in ("fields", "plan_made", "goal_set_date")}
    facts = []
    for name, given in used.items():
        known = plan.person.sources.get(_COLUMNS.get(name, ""), {}).get("source", "")
        source = Source(known).label if known in Source.values else ""
        facts.append(d.RelevantFact(given.label, _words(given.value), source))
    return facts


def _words(value) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_row(item) for item in value) or "ingen"
    return say(value)


def _row(item) -> str:
    """A child by birth date, a permit by its name and day."""
    if not isinstance(item, dict):
        return say(item)
    if "permit" in item:
        return f"{say(item['permit'])} fra {say(item.get('permit_date'))}"
    return f"født {say(item['birth_date'])}" if "birth_date" in item else ", ".join(say(v) for v in item.values())


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
