"""Shows what the law says about one person on a chosen day: every answer opens to where it comes from."""

from django.shortcuts import render

from samlop.access.fetch import get_for, needs
from samlop.access.policy import Right
from samlop.assessment.caseload import steps_done
from samlop.casework.forms import DayForm
from samlop.casework.queries import law as queries
from samlop.casework.queries import person as people


@needs(Right.SEE_CASE)
def law(request, pk: int):
    """The law page. The day is posted: it could be somebody's birthday."""
    row = get_for(request, people.with_case, pk, Right.SEE_CASE, screen="Loven om personen")
    form = DayForm(request.POST or None)
    on, status = request.today, 200
    if request.method == "POST":
        if form.is_valid():
            on = form.cleaned_data["dag"] or request.today
        else:
            status = 422
    children = queries.visible_children(row, request.user)
    judged = queries.judge(row, children, people.plans_of(row), on, steps_done([pk])[pk])
    return render(
        request,
        "casework/law.html",
        {"person": row, "judged": judged, "form": form, "on": on, "is_today": on == request.today},
        status=status,
    )
