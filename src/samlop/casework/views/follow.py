"""Shows and changes who follows a case: counsellor, those let in by name, and how heavy the case is."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from samlop.access.fetch import get_for, needs
from samlop.access.once import once
from samlop.access.policy import Right
from samlop.casework import actions
from samlop.casework.forms import AccessForm, ReassignForm, WeightForm
from samlop.casework.queries import follow as queries
from samlop.casework.queries import person as people
from samlop.core.errors import Refused
from samlop.people.models import Person

SCREEN = "Hvem følger saken"


def _page(request, row, *, status: int = 200, **bound):
    found = queries.of(row)
    weight = {"kind": found.weight.kind, "reason": found.weight.reason} if found.weight else {"kind": "ordinary"}
    forms = {
        "reassign": ReassignForm(by=request.user, person=row, prefix="flytt"),
        "access": AccessForm(by=request.user, prefix="innsyn"),
        "weight": WeightForm(initial=weight, prefix="vekt"),
    } | bound
    return render(request, "casework/follow.html", {"person": row, "follow": found, **forms}, status=status)


@needs(Right.REASSIGN)
def follow(request, pk: int):
    """The page with all three forms."""
    return _page(request, get_for(request, people.with_case, pk, Right.REASSIGN, screen=SCREEN))


@require_POST
@needs(Right.REASSIGN)
@once
def reassign(request, pk: int):
    """Moves the case to another counsellor."""
    row = get_for(request, people.with_case, pk, Right.REASSIGN, screen=SCREEN)
    form = ReassignForm(request.POST, by=request.user, person=row, prefix="flytt")
    if form.is_valid():
        try:
            count = actions.reassign(person=row, by=request.user, at=request.now, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            moved = "Saken er" if count == 1 else f"{count} saker er"
            messages.success(request, f"{moved} flyttet til {form.cleaned_data['counsellor'].name}.")
            if Person.objects.visible_to(request.user).filter(pk=pk).exists():
                return redirect("casework:follow", pk)
            return redirect("casework:team")
    return _page(request, row, status=422, reassign=form)


@require_POST
@needs(Right.REASSIGN)
@once
def give_access(request, pk: int):
    """Lets one user into the case."""
    row = get_for(request, people.with_case, pk, Right.REASSIGN, screen=SCREEN)
    form = AccessForm(request.POST, by=request.user, prefix="innsyn")
    if form.is_valid():
        try:
            actions.give_access(person=row, by=request.user, at=request.now, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{form.cleaned_data['user'].name} har fått innsyn.")
            return redirect("casework:follow", pk)
    return _page(request, row, status=422, access=form)


@require_POST
@needs(Right.REASSIGN)
@once
def end_access(request, pk: int, access: int):
    """Closes the case for one who was let in."""
    row = get_for(request, Person, pk, Right.REASSIGN, screen=SCREEN)
    opening = queries.access(row, access)
    if opening is None:
        raise Http404
    actions.end_access(access=opening, by=request.user, at=request.now)
    messages.success(request, "Innsynet er avsluttet.")
    return redirect("casework:follow", pk)


@require_POST
@needs(Right.REASSIGN)
@once
def weigh(request, pk: int):
    """Says how much follow-up the case takes."""
    row = get_for(request, people.with_case, pk, Right.REASSIGN, screen=SCREEN)
    form = WeightForm(request.POST, prefix="vekt")
    if form.is_valid():
        try:
            actions.weigh_case(person=row, by=request.user, at=request.now, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, "Vurderingen er lagret.")
            return redirect("casework:follow", pk)
    return _page(request, row, status=422, weight=form)
