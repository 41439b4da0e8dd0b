"""Shows how the municipality reads the open questions of the law, and lets an administrator choose."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from samlop.access.fetch import needs
from samlop.access.once import once
from samlop.access.policy import Right
from samlop.core.errors import Conflict, Incomplete
from samlop.law.readings import OPEN_QUESTIONS
from samlop.lawbook.forms import LEFT_OPEN, ChooseForm
from samlop.lawbook.queries import choices
from samlop.readings import actions
from samlop.readings import queries as municipal


@require_GET
@needs(Right.LAW)
def readings(request):
    """Every open question with its answers, what is chosen, and everything that was chosen before."""
    themes = choices.by_theme(request.user.municipality_id, request.today)
    return render(request, "lawbook/readings.html", {"themes": themes})


@require_http_methods(["GET", "POST"])
@needs(Right.READINGS)
@once
def choose(request, question: str):
    """One question: the answers, who has chosen what, and the form."""
    asked = OPEN_QUESTIONS.get(question)
    if asked is None:
        raise Http404
    town = request.user.municipality_id
    now = municipal.chosen(town, request.today).get(question)
    initial = {
        "option": now.option if now else asked.default,
        "from_on": request.today,
        "seen": municipal.newest(town, question),
    }
    form = ChooseForm(request.POST or None, asked=asked, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.choose(
                question=question, option="" if said["option"] == LEFT_OPEN else said["option"], reason=said["reason"],
                from_on=said["from_on"], seen=said["seen"], by=request.user, at=request.now,
            )  # fmt: skip
        except Incomplete as wrong:
            for name, words in wrong.fields.items():
                form.add_error(name, words)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
            form.data = form.data.copy()
            form.data["seen"] = municipal.newest(town, question)
        else:
            messages.success(request, "Valget er lagret. Svarene følger det fra dagen du skrev.")
            return redirect("lawbook:readings")
    context = {"asked": asked, "form": form, "row": choices.one(question, town, request.today)}
    return render(request, "lawbook/choose.html", context, status=422 if request.method == "POST" else 200)
