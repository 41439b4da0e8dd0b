"""Writes how heavy cases have been set to be, as a team leader would have done it."""

import datetime as dt

from samlop.casework.models import CaseloadNorm, CaseWeight
from samlop.core.clock import OSLO
from samlop.core.models import Municipality
from samlop.demo.bulk import Writer
from samlop.demo.town import Town

# What this municipality has agreed on, between the ordinary 20-30 and the 30-45 of the years with most arrivals.
NORM = 34


def write(writer: Writer, municipality: Municipality, town: Town, numbers, staff: list[int]) -> None:
    """Finished programmes are simple cases; those with much to arrange around them are complex. The rest are ordinary."""
    leader = next((staff[n] for n, user in enumerate(town.staff) if user.role == "team_leader"), None)
    if leader is None:
        return
    at = dt.datetime.combine(town.on - dt.timedelta(days=12), dt.time(10, 0), tzinfo=OSLO)
    rows = []
    for home, members in zip(town.homes, numbers.members, strict=True):
        for pk, person in zip(members, home.members, strict=True):
            needs = {kind for kind, _ in person.needs}
            running = person.programme is not None and person.programme.ends_on > town.on
            if person.programme and not running:
                rows.append((pk, "simple", "Programmet er avsluttet", leader, at))
            elif running and (person.unaccompanied_minor or len(needs & {"health", "literacy", "care", "safety"}) >= 1):
                rows.append((pk, "complex", "Flere tjenester må følge opp samtidig", leader, at))
    CaseloadNorm.objects.create(municipality=municipality, cases=NORM)
    writer.insert(CaseWeight, ("person_id", "kind", "reason", "set_by_id", "set_at"), rows)
