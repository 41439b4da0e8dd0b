"""Shows one person: the whole case to those who follow it, goal and level to her teacher."""

import datetime as dt

from django.shortcuts import render
from django.views.decorators.http import require_GET

from samlop.access.fetch import get_for, needs
from samlop.access.policy import Right, may
from samlop.assessment.caseload import ASSESSED_FROM_YEARS
from samlop.casework.links import href
from samlop.casework.queries import person as queries
from samlop.casework.queries import pupils
from samlop.core.calendar import age_on
from samlop.people.models import Person
from samlop.programme.models import State as PlanState


@require_GET
@needs(Right.SEE)
def person(request, pk: int):
    """The person's page."""
    if not may(request.user, Right.SEE_CASE):
        pupil = get_for(request, Person, pk, Right.SEE, screen="Elevens side")
        return render(request, "casework/pupil.html", {"person": pupil, "pupil": pupils.one(pupil)})
    row = get_for(request, queries.with_home, pk, Right.SEE, screen="Personens side")
    page = queries.person_page(row, request.user, request.today)
    context = {
        "page": page,
        "person": row,
        "acts": _acts(request.user, page, request.today),
        # A plan ends before this day; people are told the last day, as on the plan and in the letter.
        "last_day": lambda ends: ends - dt.timedelta(days=1),
    }
    return render(request, "casework/person.html", context)


def _acts(user, page, today) -> list[tuple[str, str]]:
    """What this user can do here, the next thing first: (words, address)."""
    pk, out = page.person.pk, []
    adult = age_on(page.person.birth_date, today) >= 18
    if adult and may(user, Right.PLAN):
        in_force = any(plan.state == PlanState.IN_FORCE for plan in page.plans)
        words = "Åpne planen" if in_force else "Fortsett planen" if page.plans else "Lag planen"
        out.append((words, href("programme:plan", pk)))
    out.append(("Se løpet", href("pathway:household", page.person.household_id)))
    if adult and may(user, Right.MAP):
        out.append(("Kartlegg kompetanse", href("competence:mapping", pk)))
        out.append(("Skriv ned tolkebruk", href("interpreting:record", pk)))
    if adult:
        out.append(("Se kompetanseprofilen", href("competence:profile", pk)))
    if age_on(page.person.birth_date, today) >= ASSESSED_FROM_YEARS:
        out.append(("Historikk og frister", href("assessment:history", pk)))
    if may(user, Right.EDIT):
        out.append(("Endre opplysninger", href("casework:edit", pk)))
    if may(user, Right.REASSIGN):
        out.append(("Hvem følger saken", href("casework:follow", pk)))
    if may(user, Right.SEE_LOG):
        out.append(("Hvem har sett saken", href("casework:reads_of", pk)))
    return out
