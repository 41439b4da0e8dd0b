"""Shows the team leader the team: cases, deviations, decisions to approve, and the measure of a caseload."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from samlop.access.fetch import needs
from samlop.access.once import once
from samlop.access.policy import Right
from samlop.audit import actions as audit
from samlop.casework import actions
from samlop.casework.forms import NormForm
from samlop.casework.queries import team as queries
from samlop.casework.queries import worklist
from samlop.core.errors import Conflict


@require_GET
@needs(Right.SEE_TEAM)
def team(request):
    """The team: load, decisions to approve, and who needs somebody first."""
    page = queries.team_page(request.user, request.today)
    first = worklist.page(request.user, worklist.Criteria(team=True), request.today)
    lines = first.lines[:7]
    shown = {line.pk for line in lines} | {waiting.person for waiting in page.decisions}
    audit.record_list(request, screen="Teamet", people=sorted(shown))
    return render(request, "casework/team.html", {"page": page, "lines": lines, "more": len(first.lines) > 7})


@require_GET
@needs(Right.SEE_TEAM)
def member(request, pk: int):
    """One counsellor's cases, to move or to weigh."""
    counsellor, cases = queries.cases_of(request.user, pk, request.today)
    if counsellor is None:
        raise Http404
    audit.record_list(request, screen="En rådgivers saker", people=[case.pk for case in cases])
    return render(request, "casework/member.html", {"counsellor": counsellor, "cases": cases})


@needs(Right.REASSIGN)
@once
def norm(request):
    """The municipality's own measure of a caseload."""
    kept = queries.norm_of(request.user.municipality_id)
    form = NormForm(request.POST or None, instance=kept, initial={"version": kept.version})
    if request.method == "POST" and form.is_valid():
        fresh = queries.norm_of(request.user.municipality_id)
        try:
            actions.change_norm(norm=fresh, changes=dict(form.cleaned_data), by=request.user, at=request.now)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(request, "Tallene er lagret.")
            return redirect("casework:team")
    return render(request, "casework/norm.html", {"form": form}, status=422 if request.method == "POST" else 200)


@require_GET
@needs(Right.SEE_TEAM)
def deviations(request):
    """Where we depart from the law or from our own standard."""
    groups = queries.deviations(request.user, request.today)
    audit.record_list(
        request, screen="Avvik", people=sorted({d.person for _, rows in groups for d in rows if d.person})
    )
    return render(request, "casework/deviations.html", {"groups": groups})
