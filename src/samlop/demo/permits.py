"""Gives a household its residence permits and their history, arrival dates and numbers."""

import datetime as dt

from samlop.core.calendar import age_on
from samlop.demo.dates import days, years_before
from samlop.demo.town import Grant, Home, Someone

COLLECTIVE_FROM = dt.date(2022, 3, 11)
# Permits that open the programme (integreringsloven § 9); family members' too when the reference person's is one.
OPENS_PROGRAMME = frozenset({"P-28", "P-34", "P-35", "P-38", "P-38-5", "P-FAM", "P-53"})


def give(maker, home: Home, origin: str) -> None:
    """Fills in permits, arrival, settlement, DUF and identity numbers of everybody in the household."""
    arrived, grant = _story(maker, home, origin)
    agreed = home.route != "family" and not (home.route == "self_settled" and maker.rng.random() < 0.12)
    for person in home.members:
        _permits(maker, home, person, arrived, grant)
        born_here = person.birth_date > arrived
        person.arrived_on = None if arrived > maker.on else (person.birth_date if born_here else arrived)
        if home.settles_on and home.settles_on <= maker.on:
            person.settled_on = max(home.settles_on, person.birth_date)
        person.settled_by_agreement = agreed
        person.duf = maker.serials.duf((person.birth_date if born_here else arrived).year)
        person.identity_number = _number(maker, person)
        first = person.permits[0]
        person.in_target_group = (
            person.role != "child"
            and not person.unaccompanied_minor
            and any(
                p.kind in OPENS_PROGRAMME and 18 <= age_on(person.birth_date, p.granted_on) <= 55
                for p in person.permits
            )
            and bool(first)
        )


def _story(maker, home: Home, origin: str) -> tuple[dt.date, Grant]:
    """When they came and what the eldest was granted, told backwards from the settlement."""
    rng = maker.rng
    settles = home.settles_on or maker.on + days(rng.uniform(35, 70))
    asked = home.requested_on
    if home.route == "family":
        # The reference person came alone, was settled here, and applied for his family.
        applied = settles - days(rng.uniform(300, 540))
        granted = applied + days(rng.uniform(120, 240))
        reference = Grant(
            "P-FAM", granted, applied_on=applied, applied_from_abroad=True,
            reference_permit=rng.choice(("P-28", "P-28", "P-35", "P-38")),
            reference_settled_on=applied - days(rng.uniform(40, 240)),
        )  # fmt: skip
        return settles - days(rng.uniform(0, 20)), reference
    if home.route == "quota":
        granted = asked - days(rng.uniform(20, 150))
        return settles, Grant("P-35", granted, applied_from_abroad=True)
    if origin == "UA":
        granted = max(COLLECTIVE_FROM, asked - days(rng.triangular(4, 60, 14)))
        granted = min(granted, settles - days(5))
        return max(dt.date(2022, 2, 26), granted - days(rng.triangular(6, 50, 16))), Grant("P-34", granted)
    granted = asked - days(rng.triangular(10, 100, 30))
    kind = rng.choices(("P-28", "P-38", "P-38-5"), (88, 10, 2 if len(home.members) > 2 else 0))[0]
    if home.kind == "minor" and kind == "P-38-5":
        kind = "P-28"
    # Some eight months in reception for those whose case is looked at one by one.
    return granted - days(rng.triangular(150, 480, 240)), Grant(kind, granted)


def _permits(maker, home: Home, person: Someone, arrived: dt.date, grant: Grant) -> None:
    rng = maker.rng
    if person.birth_date > arrived:
        # Born here: the parents apply for the child, who gets a permit of its own.
        granted = person.birth_date + days(rng.uniform(30, 80))
        if granted > maker.on:
            granted = person.birth_date
        person.permits = [
            Grant(
                "P-FAM", granted, applied_on=person.birth_date, reference_permit=grant.kind if grant.kind != "P-FAM" else "P-28",
                reference_settled_on=None if grant.kind == "P-FAM" or not home.settles_on else min(home.settles_on, maker.on),
            )
        ]  # fmt: skip
        return
    own = Grant(**{name: getattr(grant, name) for name in Grant.__slots__})
    if own.granted_on < person.birth_date:
        # Born on the way, after the others had their permit: added to the case before they came.
        own.granted_on = min(person.birth_date + days(rng.uniform(5, 30)), max(arrived, person.birth_date))
        own.applied_on = own.applied_on and person.birth_date
    person.permits = [own]
    if person.role in ("child", "minor") or age_on(person.birth_date, grant.granted_on) < 20:
        return
    if grant.kind == "P-34" and rng.random() < 0.03:
        # Was here to work or study when the war came.
        start = max(years_before(person.birth_date, -18), grant.granted_on - days(rng.uniform(200, 800)))
        if start < grant.granted_on - days(30):
            person.permits.insert(0, Grant(rng.choice(("work_23", "study", "work_25")), start, grant.granted_on))
    elif grant.kind == "P-FAM" and home.settles_on and (maker.on - home.settles_on).days > 500 and rng.random() < 0.2:
        # After a break-up: a permit on her own ground.
        change = home.settles_on + days(rng.uniform(200, 480))
        own.ended_on = change
        person.permits.append(Grant("P-53", change))
    elif grant.kind == "P-28" and rng.random() < 0.05:
        # First a limited permit, then protection after an appeal.
        start = grant.granted_on - days(rng.uniform(60, 110))
        if start > arrived:
            person.permits.insert(0, Grant("P-38", start, grant.granted_on))


def _number(maker, person: Someone) -> str:
    """A birth number comes some weeks after the move; a few have one before, a few still wait."""
    if person.settled_on is None:
        chance = 0.2
    else:
        waited = (maker.on - person.settled_on).days
        chance = 0.3 if waited < 14 else 0.75 if waited < 45 else 0.97 if waited < 150 else 1.0
    return maker.serials.identity_number(person.birth_date) if maker.rng.random() < chance else ""
