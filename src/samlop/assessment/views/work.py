"""Shows what the night has found, and lets people accept it; and the red and amber lists of deadlines."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from samlop.access.fetch import needs
from samlop.access.models import Role
from samlop.access.once import once
from samlop.access.policy import Right
from samlop.assessment import actions
from samlop.assessment.queries import due
from samlop.assessment.queries import work as queries
from samlop.audit import actions as audit
from samlop.core.errors import Refused


def _mine(request) -> bool:
    return request.user.role == Role.COUNSELLOR and request.GET.get("omfang") != "team"


def _scopes(request, name: str, mine: bool, *args) -> list[tuple[str, str, bool]]:
    if request.user.role != Role.COUNSELLOR:
        return []
    base = reverse(name, args=args)
    return [("Mine saker", base, mine), ("Hele teamet", f"{base}?{urlencode({'omfang': 'team'})}", not mine)]


@require_GET
@needs(Right.SEE_CASE)
def changes(request):
    """The causes, each with how many people wait because of it."""
    mine = _mine(request)
    return render(
        request,
        "assessment/changes.html",
        {
            "causes": queries.causes(request.user, mine=mine),
            "run": queries.last_run(request.user.municipality_id),
            "scopes": _scopes(request, "assessment:changes", mine),
            "team": request.user.role == Role.COUNSELLOR and not mine,
        },
    )


@require_GET
@needs(Right.SEE_CASE)
def cause(request, pk: int):
    """The people who wait because of one cause."""
    row = queries.cause_for(request.user, pk)
    if row is None:
        raise Http404
    return _cause(request, row)


def _cause(request, row, **more):
    """The page of a cause: a counsellor's own cases first, so that she accepts for no more people than she chose."""
    mine = _mine(request)
    people = queries.concerned(request.user, row, mine=mine)
    if mine and not people:  # she came for somebody in the team, or has accepted all of her own
        mine, people = False, queries.concerned(request.user, row)
    audit.record_list(request, screen="Endringer under loven", people=[each.person.pk for each in people])
    context = {
        "cause": row,
        "people": people,
        "scopes": _scopes(request, "assessment:cause", mine, row.pk),
        "mine": mine,
    }
    return render(request, "assessment/cause.html", context | more, status=422 if more else 200)


@require_POST
@needs(Right.STEER)
@once
def accept(request, pk: int):
    """Accepts what was ticked off, as it was shown."""
    row = queries.cause_for(request.user, pk)
    if row is None:
        raise Http404
    chosen = []
    for text in request.POST.getlist("endring"):
        number, _, key = text.partition(".")
        if number.isdecimal() and len(number) < 16 and key:
            chosen.append((int(number), key))
    try:
        if not chosen:
            raise Refused("Ingen er krysset av. Kryss av dem du har sett på, og godta på nytt.")
        count = actions.accept(changes=chosen, by=request.user, at=request.now)
    except Refused as refusal:
        return _cause(request, row, refusal=str(refusal), ticked=set(request.POST.getlist("endring")))
    left = len(chosen) - count
    messages.success(request, "Endringen er godtatt." if count == 1 else f"{count} endringer er godtatt.")
    if left:
        messages.warning(request, f"{left} er endret eller godtatt av andre i mellomtiden, og står igjen.")
    return redirect("assessment:changes")


@require_GET
@needs(Right.SEE_CASE)
def deadlines(request):
    """Legal deadlines that are broken or near."""
    mine = _mine(request)
    found = due.lists(request.user, request.today, mine=mine)
    audit.record_list(request, screen="Lovens frister", people=found.people)
    return render(
        request,
        "assessment/deadlines.html",
        {"lists": found, "scopes": _scopes(request, "assessment:deadlines", mine), "amber": due.AMBER_DAYS},
    )
