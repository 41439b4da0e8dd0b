"""Tells how far each step of an invented household has come. Pure: steps, waits and the household's story in, states out.

What the story fixes (accepted, moved in, decided, started) holds; the steps before it are then done in time for it. The
rest are done some days after they could begin, drawn from what offices usually take, and only when that day has come.
"""

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from samlop.demo.dates import days
from samlop.demo.town import NOT_REVIEWED, Home, Someone
from samlop.planning import graph

Slot = tuple[str, int | None]  # (key of the step, the person's place in the household, or None)
# Days after the household moved in (or the person was born): least, most likely, most.
AFTER_MOVE = {
    "settlement_registered": (0, 1, 2), "report_move": (1, 4, 9), "identity_number": (10, 22, 45), "residence_card": (2, 14, 45),
    "phone": (12, 24, 50), "bank_account": (25, 42, 78), "bank_id": (40, 64, 110), "tax_card": (20, 32, 62),
    "housing_allowance": (8, 20, 40), "health_check": (12, 45, 95), "gp": (18, 34, 55), "school_place": (0, 2, 9),
    "family_talk": (15, 30, 62), "leisure": (20, 40, 95), "grants_check": (60, 82, 100),
}  # fmt: skip
BETWEEN_YES_AND_MOVE = {"needs_triage": 0.2, "interpreter_first_days": 0.55, "home_found": 0.5, "lease": 0.8, "home_ready": 0.92, "first_money": 0.95}  # fmt: skip
PROGRAMME = frozenset({"competence_mapping", "career_guidance", "plan_and_decision", "programme_start", "nir_registration", "benefit_first_payment", "norwegian_training", "plan_review", "job_seeker"})  # fmt: skip
NOT_TAKING_PART = "Tok ikke imot tilbudet om program"


@dataclass(slots=True)
class Come:
    """How far one step has come."""

    state: str
    released_on: dt.date | None = None
    began_on: dt.date | None = None
    closed_on: dt.date | None = None
    note: str = ""
    # What it did not wait for after all: (the other step, when, why).
    overridden: list[tuple[Slot, dt.date, str]] = field(default_factory=list)


def progress(
    slots: Sequence[Slot], waits: Mapping[Slot, Sequence[Slot]], home: Home, *, rng: random.Random, on: dt.date
) -> dict[Slot, Come]:
    """The state of every step on the day. `waits[a]` are the steps that `a` waits for."""
    order = graph.order({slot: waits.get(slot, ()) for slot in slots})
    wanted, hard = _wanted(order, home, rng, on)
    cap = _caps(order, waits, wanted, hard, home, on)
    out: dict[Slot, Come] = {}
    for slot in order:
        out[slot] = _come(slot, waits.get(slot, ()), out, wanted[slot], slot in hard, cap.get(slot), home, rng, on)
    return out


def _wanted(order, home: Home, rng: random.Random, on: dt.date) -> tuple[dict[Slot, dt.date | None], set[Slot]]:
    """The day each step would be done by itself (None: not at all), and those whose day is part of the story."""
    wanted: dict[Slot, dt.date | None] = {}
    hard: set[Slot] = set()
    for slot in order:
        key, place = slot
        told = home.fixed.get(slot)
        person = home.members[place] if place is not None else None
        if told:
            wanted[slot] = told[1] if told[0] == "done" else None
            if told[0] == "done":
                hard.add(slot)
            continue
        if key == "accept":
            day, sure = home.accepted_on, True
        elif key == "move_in":
            day, sure = home.settles_on, True
        elif key in PROGRAMME:
            day, sure = _programme_day(key, person, rng, on)
        else:
            day, sure = _usual_day(key, person, home, rng), False
        wanted[slot] = day
        if sure and day and day <= on:
            hard.add(slot)
    return wanted, hard


def _usual_day(key: str, person: Someone | None, home: Home, rng: random.Random) -> dt.date | None:
    if home.accepted_on is None:
        return None
    settles = home.settles_on
    if key in BETWEEN_YES_AND_MOVE:
        if settles is None:
            return None
        share = min(1.0, BETWEEN_YES_AND_MOVE[key] * rng.uniform(0.7, 1.15))
        return home.accepted_on + days((settles - home.accepted_on).days * share)
    if settles is None:
        return None
    base = max(settles, person.birth_date) if person else settles
    if key == "kindergarten_place":
        # Median six weeks, one in ten more than sixteen; places are given out in August.
        if person and person.birth_date > settles:
            base += days(320)
        return base + days(rng.lognormvariate(3.74, 0.76) if base.month != 8 else rng.uniform(0, 9))
    if key == "identity_number" and person is not None and not person.identity_number:
        return None
    if key in AFTER_MOVE:
        least, likely, most = AFTER_MOVE[key]
        if home.scene:
            most = likely  # what is late in a scene is what the scene is about
            likely = least
        return base + days(rng.triangular(least, most, likely))
    return base + days(rng.uniform(10, 60))


def _programme_day(key: str, person: Someone, rng: random.Random, on: dt.date) -> tuple[dt.date | None, bool]:
    p = person.programme
    if p is None:
        return None, False
    if key == "plan_and_decision":
        return p.decided_on, True
    if key == "programme_start":
        return p.starts_on, True
    if key == "competence_mapping":
        return p.decided_on - days(rng.uniform(10, 24)), False
    if key == "career_guidance":
        return p.decided_on - days(rng.uniform(6, 8)), False
    if key == "nir_registration":
        return p.decided_on + days(rng.uniform(2, 50)), False
    if key == "benefit_first_payment":
        return p.starts_on + days(rng.uniform(20, 34)), False
    if key == "job_seeker":
        return min(p.ends_on, p.starts_on + days(rng.uniform(120, 300))), False
    # Norwegian and the reviews of the plan go on for as long as the programme.
    return (p.ends_on, False) if p.ends_on <= on else (None, False)


def _caps(order, waits, wanted, hard: set[Slot], home: Home, on: dt.date) -> dict[Slot, dt.date]:
    """The last day a step can have been done, because something that waited for it is known to have happened."""
    cap: dict[Slot, dt.date] = {slot: wanted[slot] for slot in hard}
    for slot in reversed(order):
        if slot not in cap:
            continue
        for ahead in waits.get(slot, ()):
            if home.fixed.get(ahead, ("", None))[0] == "under_way" or _went_without(slot, ahead, home):
                continue
            cap[ahead] = min(cap.get(ahead, cap[slot]), cap[slot])
    return cap


def _went_without(slot: Slot, ahead: Slot, home: Home) -> bool:
    """She began before her child had a place, and somebody wrote why."""
    key, place = slot
    if key != "programme_start" or ahead[0] != "kindergarten_place":
        return False
    programme = home.members[place].programme
    return bool(programme and programme.started_without_place)


WHY_WITHOUT = (
    "Bestemor passer barnet til plassen kommer",
    "Foreldrene har delt på dagene til plassen kommer",
    "Nabo passer barnet i tre uker",
)


def _come(slot, ahead, out, wanted, is_hard, cap, home: Home, rng: random.Random, on: dt.date) -> Come:
    key, place = slot
    person = home.members[place] if place is not None else None
    done = (wanted is not None and wanted <= on) or cap is not None
    released = max([day for a in ahead if (day := out[a].closed_on)], default=None)
    held = [a for a in ahead if out[a].closed_on is None]
    overridden = []
    if is_hard and done:
        late = [a for a in ahead if out[a].closed_on is None or out[a].closed_on > wanted]
        overridden = [(a, wanted - days(1), rng.choice(WHY_WITHOUT)) for a in late]
        held = []
        released = max([out[a].closed_on for a in ahead if a not in late], default=None)
    if key in PROGRAMME and person.programme is None and not home.fixed.get(slot):
        gone = home.settles_on + days(45) if home.settles_on else None
        if gone and gone <= on and not home.scene:
            return Come("dropped", closed_on=gone, note=NOT_TAKING_PART)
    if home.fixed.get(slot, ("", None))[0] == "dropped":
        return Come("dropped", closed_on=home.fixed[slot][1], note=NOT_TAKING_PART)
    if held:
        return Come("waiting")
    start = max(released or home.requested_on, home.requested_on)
    if person is not None and person.birth_date > start:
        start = person.birth_date
    if key == "residence_card" and home.settles_on:
        start = max(start, home.settles_on - days(10))
    if key == "plan_review" and NOT_REVIEWED not in person.faults:
        last = person.programme.reviewed_on if person.programme else None
        start = max(start, last) if last and last <= on else start
    if done:
        closed = max(wanted, start) if wanted is not None else cap
        if cap is not None:
            closed = min(closed, cap)
        if closed <= on:
            start = min(start, closed)
            began = start + days((closed - start).days * rng.random() * 0.6)
            return Come("done", start, began, closed, overridden=overridden)
    told = home.fixed.get(slot)
    if told and told[0] == "under_way":
        return Come("under_way", told[1], told[1])
    if start > on:
        start = on
    began = start + days(rng.triangular(0, 30, 4))
    if key not in ("plan_review", "programme_start", "job_seeker") and began <= on and rng.random() < 0.8:
        return Come("under_way", start, began)
    return Come("ready", start)
