"""Shows the auditor who has seen whom. Read only, and itself logged."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from samlop.access.fetch import get_for, needs
from samlop.access.policy import Right
from samlop.audit import actions as audit
from samlop.casework.queries import reads as queries
from samlop.people.models import Person


def _after(request) -> int | None:
    text = request.GET.get("etter", "")
    return int(text) if text.isdecimal() and len(text) < 19 else None


@require_GET
@needs(Right.SEE_LOG)
def reads(request):
    """The newest looks in the municipality."""
    audit.record_list(request, screen="Innsynsloggen", people=[])
    return render(
        request, "casework/reads.html", {"looks": queries.latest(request.user, _after(request)), "person": None}
    )


@require_GET
@needs(Right.SEE_LOG)
def reads_of(request, pk: int):
    """Who has seen one person."""
    person = get_for(request, Person, pk, Right.SEE_LOG, screen="Innsynsloggen for personen")
    looks = queries.of_person(person, request.user, request.today, _after(request))
    return render(request, "casework/reads.html", {"looks": looks, "person": person, "days": queries.LIST_DAYS})
