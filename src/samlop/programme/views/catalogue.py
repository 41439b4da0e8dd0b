"""Lets an administrator change what every sitting begins with: contract sentences and the municipality's own measures."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from samlop.access.fetch import needs
from samlop.access.once import once
from samlop.access.policy import Right
from samlop.programme import queries
from samlop.programme.actions import contents
from samlop.programme.forms import ContractTextForm, MeasureForm


@require_http_methods(["GET", "POST"])
@needs(Right.TEMPLATES)
@once
def catalogue(request):
    """The texts and the measures, each with its own form."""
    own = request.user.municipality
    now = {side: queries.contract_text(own.pk, side) for side in ("municipality", "participant")}
    which = request.POST.get("which", "")
    texts = ContractTextForm(request.POST if which == "texts" else None, initial=now)
    measure = MeasureForm(request.POST if which == "measure" else None)
    if which == "texts" and texts.is_valid():
        contents.change_texts(texts=texts.cleaned_data, by=request.user, at=request.now)
        messages.success(request, "Tekstene er lagret. De gjelder for planer som begynner fra nå.")
        return redirect("programme:catalogue")
    if which == "measure" and measure.is_valid():
        contents.add_measure(values=measure.cleaned_data, by=request.user, at=request.now)
        messages.success(request, "Tiltaket er lagt til og kan velges i planmøtet.")
        return redirect("programme:catalogue")
    context = {"texts": texts, "measure": measure, "measures": queries.measures(own.pk, request.today)}
    return render(request, "programme/catalogue.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@needs(Right.TEMPLATES)
@once
def close_measure(request, pk: int):
    """Stops offering a measure. Plans that have it keep it."""
    measure = queries.measures(request.user.municipality_id, request.today).filter(pk=pk).first()
    if measure is None:
        raise Http404
    contents.close_measure(measure=measure, by=request.user, at=request.now)
    messages.success(request, "Tiltaket tilbys ikke lenger. Planer som har det, beholder det.")
    return redirect("programme:catalogue")
