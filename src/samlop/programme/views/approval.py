"""Shows a sent plan to the second person, who approves it or gives it back with what must be mended."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from samlop.access.fetch import get_for, needs
from samlop.access.once import once
from samlop.access.policy import Right
from samlop.law.finding import Finding
from samlop.programme import actions
from samlop.programme.facts import picture
from samlop.programme.forms import SendBackForm
from samlop.programme.models import State
from samlop.programme.views import pages
from samlop.programme.views.plans import PLANS


@require_http_methods(["GET", "POST"])
@needs(Right.APPROVE)
@once
def approve(request, pk: int):
    """The whole content, what differs from the version before, what the law answered when it was sent; and the two buttons."""
    plan = get_for(request, PLANS.all, pk, Right.APPROVE, screen="godkjenning av plan")
    if plan.state != State.SUBMITTED:
        return redirect("programme:version", plan.pk)
    form = SendBackForm(request.POST if request.POST.get("do") == "send_back" else None)
    if request.method == "POST":
        if request.POST.get("do") == "approve":
            actions.approve(plan=plan, by=request.user, at=request.now)
            messages.success(request, "Vedtaket er godkjent, og planen gjelder. Løpet er oppdatert med startdatoen.")
            return redirect("programme:version", plan.pk)
        if form.is_valid():
            actions.send_back(plan=plan, reason=form.cleaned_data["reason"], by=request.user, at=request.now)
            messages.success(request, "Planen er sendt tilbake til rådgiveren, med det du skrev øverst.")
            return redirect("programme:version", plan.pk)
    seen = picture(plan, request.today)
    before = picture(plan.replaces, request.today) if plan.replaces_id else None
    context = pages.document(seen) | {
        "form": form,
        "own": request.user.pk in (plan.submitted_by_id, plan.created_by_id),
        "changes": actions.changes(before, seen) if before else [],
        "findings": [Finding.from_dict(f) for f in plan.decision.findings],
    }
    return render(request, "programme/approve.html", context, status=422 if request.method == "POST" else 200)
