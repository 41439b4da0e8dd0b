"""Shows one person's history under the law with all her deadlines, and takes facts the law asks for."""

import re

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from samlop.access.fetch import get_for, needs
from samlop.access.once import once
from samlop.access.policy import Right
from samlop.assessment import actions
from samlop.assessment.forms import FactForm
from samlop.assessment.queries import history as queries
from samlop.core.errors import Refused
from samlop.law.facts import fact_labels
from samlop.people import actions as people
from samlop.people.models import Person


@require_GET
@needs(Right.SEE_CASE)
def history(request, pk: int):
    """What applied when, and why."""
    row = get_for(request, Person, pk, Right.SEE_CASE, screen="Historikk og frister")
    page = queries.history(row, request.today) if queries.is_about_her(row, request.today) else None
    return render(request, "assessment/history.html", {"person": row, "page": page})


def _in_words(refusal: str) -> str:
    """The law's names of facts as the labels people know them by."""
    labels = fact_labels()
    return re.sub(r"«(\w+)»", lambda found: f"«{labels.get(found[1], found[1])}»", refusal)


@needs(Right.EDIT)
@once
def fact(request, pk: int):
    """The form of a fact the law asks for."""
    row = get_for(request, Person, pk, Right.EDIT, screen="Opplysninger loven spør etter")
    asked = tuple(name for name, _ in queries.history(row, request.today).missing)
    form = FactForm(request.POST or None, today=request.today, asked=asked, initial={"known_on": request.today})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            people.state_fact(
                person=row, name=said["name"], value=said["read"], source=said["source"], known_on=said["known_on"],
                by=request.user, at=request.now,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("value", _in_words(str(refusal)))
        else:
            actions.assess_now(people=[row.pk], municipality=request.user.municipality, at=request.now)
            messages.success(request, "Opplysningen er lagret, og fristene er regnet ut på nytt.")
            return redirect("assessment:history", pk)
    return render(
        request,
        "assessment/fact.html",
        {"person": row, "form": form, "stated": queries.stated(row)},
        status=422 if request.method == "POST" else 200,
    )
