"""Puts together what the pages of the sitting show beside the questions. Reads only."""

import datetime as dt
import re
from dataclasses import replace

from samlop.core.clock import OSLO
from samlop.decisions import queries as decisions
from samlop.decisions.documents.summary import write as write_summary
from samlop.law.assess import ask
from samlop.law.readings import OPEN_QUESTIONS
from samlop.law.words import say
from samlop.planning import intakes, week
from samlop.programme import actions, queries
from samlop.programme.actions import checks as g
from samlop.programme.catalogue import ABOUT, DAYS, ROOM
from samlop.programme.document import content, norwegian_words, sentences
from samlop.programme.facts import PlanPicture
from samlop.programme.forms import ReadingForm
from samlop.programme.models import State

STEPS = ("Det jeg kan", "Mål", "Uka", "Gjensidig avtale", "Vedtak")
# What the templates call: words for codes, and the last day of a stretch whose end is exclusive.
HELPERS = {"say": say, "last_day": lambda day: day - dt.timedelta(days=1), "oslo": OSLO}
_ROW_MINUTES, _ROWS = 30, 36  # the style sheet has so many rows
_PARTS_OF_WORDS = re.compile(r"(?<=\w)(?:kunnskap|veiledning|mestring|opplæring|kjøkken|forberedelse)")


def side(seen: PlanPicture, step: int) -> dict:
    """The growing document, what is missing, what must be seen, and who saved when."""
    use = queries.use_at_meeting(seen.plan)
    missing = actions.gaps(seen, use)
    return HELPERS | {
        "conflict": None,
        "plan": seen.plan,
        "person": seen.plan.person,
        "seen": seen,
        "step": step,
        "use": use,
        "missing": missing,
        "notices": actions.notices(seen),
        "norwegian": norwegian_words(seen.plan),
        "longest": g.max_months(seen),
        "room": ROOM,
    }


def week_picture(seen: PlanPicture) -> dict:
    """The ordinary week by day, its sums, and the programme cut where the week changes."""
    looks = {part.id: ABOUT[element.kind].look for part, element in zip(seen.parts, seen.elements, strict=True)}
    starts = [slot.starts for part in seen.parts for slots in (part.slots or {}).values() for slot in slots]
    opens = min([8 * 60, *(start // 60 * 60 for start in starts)])
    days = []
    for key, name in DAYS:
        stones = sorted(
            ((slot, part) for part in seen.parts for slot in (part.slots or {}).get(key, ())), key=lambda pair: pair[0]
        )
        days.append((name, [_stone(slot, part, looks[part.id], opens) for slot, part in stones]))
    needed, since = g.work_hours_rule(seen)
    last = max((stone["ends"] for _, stones in days for stone in stones), default=0)
    return {
        "days": days,
        "has_times": any(stones for _, stones in days),
        "clock": [
            (hour, (hour * 60 - opens) // _ROW_MINUTES) for hour in range(opens // 60, -(-max(last, 14 * 60) // 60))
        ],
        "full": g.full_time_hours(seen),
        "work_needed": needed,
        "work_since": since,
        "clashes": seen.clashes,
        "untimed": [part for part in seen.parts if not part.slots],
        "bars": _bars(seen, looks, g.full_time_hours(seen)),
    }


def _stone(slot: week.Slot, part: week.Part, look: str, opens: int) -> dict:
    """A stretch of one day as rows of half hours, and in words that may break where a reader would break them."""
    first = min((slot.starts - opens) // _ROW_MINUTES, _ROWS - 1)
    rows = min(max(1, -(-(slot.ends - slot.starts) // _ROW_MINUTES)), _ROWS - first)
    name = _PARTS_OF_WORDS.sub("\u00ad\\g<0>", part.name)
    return {"name": name, "when": slot.words, "look": look, "first": first, "rows": rows, "ends": slot.ends}


def _bars(seen: PlanPicture, looks: dict, full: float | None) -> dict:
    """Each element's share of the week as places on a line of a thousand, for a drawing."""
    whole = max(float(seen.hours), full or 0, 1)
    at, bars = 0.0, []
    for part in seen.parts:
        width = float(part.hours) / whole * 1000
        bars.append({"x": round(at, 1), "width": round(width, 1), "look": looks[part.id], "name": part.name})
        at += width
    return {"parts": bars, "full_at": round((full or whole) / whole * 1000, 1)}


def complaint(seen: PlanPicture):
    """What the law says about complaining on the decision that is about to be made."""
    kind = "essential_change_of_plan" if seen.plan.replaces_id else "allocation_of_programme"
    return ask("complaint_right", replace(seen.facts, decision=kind), seen.on, seen.readings)


def readings(seen: PlanPicture, bound: ReadingForm | None = None) -> list[dict]:
    """Each open question that weighs here: what is unclear, why, the ways to read it with the answer each gives."""
    found: dict[str, dict] = {}
    for finding in g.open_findings(seen):
        for question in dict.fromkeys(
            q for r in finding.readings for q in r.question.split("+") if q in OPEN_QUESTIONS
        ):
            asked = OPEN_QUESTIONS[question]
            form = _form(question, asked.default, bound)
            found.setdefault(question, {"asked": asked, "finding": finding, "form": form})
    return list(found.values())


def chosen(seen: PlanPicture) -> list[dict]:
    """The readings already chosen, in words: the plan's own, and the municipality's that weigh here."""
    return [
        {"asked": OPEN_QUESTIONS[q], "words": OPEN_QUESTIONS[q].options[c["option"]], "why": c["why"]}
        for q, c in seen.readings_with_reasons.items()
        if q in OPEN_QUESTIONS
    ]


def municipal(seen: PlanPicture, bound: ReadingForm | None = None) -> list[dict]:
    """Each reading of the municipality that weighs here, with who chose it and when, and a form to read otherwise in this case."""
    return [
        {"asked": OPEN_QUESTIONS[q], "words": OPEN_QUESTIONS[q].options[c["option"]], "chosen": seen.municipal[q]}
        | {"form": _form(q, c["option"], bound), "erred": bound is not None and bound.data.get("question") == q}
        for q, c in seen.readings_with_reasons.items()
        if c.get("municipal") and q in seen.municipal
    ]


def _form(question: str, proposed: str, bound: ReadingForm | None) -> ReadingForm:
    if bound is not None and bound.data.get("question") == question:
        return bound
    return ReadingForm(
        initial={"question": question, "option": proposed},
        options=list(OPEN_QUESTIONS[question].options.items()),
        prefix=None,
        auto_id=f"id_{question}_%s",
    )


def summary(seen: PlanPicture) -> tuple:
    """The plan in short in the participant's language, to be read aloud in the meeting; empty until it can be said."""
    plan = seen.plan
    if not (plan.starts_on and plan.duration_months and plan.end_goal and seen.elements):
        return ()
    written = content(seen, "", counsellor=plan.saved_by.name)
    books = decisions.books_for(plan.municipality_id, plan.person.language)
    return write_summary(written, books)


def intake_gap(seen: PlanPicture):
    """How far the end of the programme is from the year's intake for this goal, when it is far."""
    plan = seen.plan
    if not plan.end_goal or not plan.ends_on:
        return None
    return intakes.gap(plan.end_goal, ends_on=plan.ends_on, on=seen.on)


def document(seen: PlanPicture) -> dict:
    """Everything the written plan shows on a page."""
    shown = side(seen, 5)
    return (
        shown
        | week_picture(seen)
        | {
            "chosen": chosen(seen),
            "gap": intake_gap(seen),
            "is_draft": seen.plan.state == State.DRAFT,
            "duties": {
                "Kommunen lover": sentences(seen.plan.municipality_duties),
                "Jeg lover": sentences(seen.plan.participant_duties),
            },
        }
    )
