"""Shows the record of interpreter use of one person, and its forms."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from samlop.access.fetch import get_for, needs
from samlop.access.once import once
from samlop.access.policy import Right
from samlop.core.errors import Conflict, Incomplete
from samlop.interpreting import actions, queries
from samlop.interpreting.forms import StrikeForm, UseForm
from samlop.interpreting.models import InterpreterUse
from samlop.people.models import Person

_STANDING = InterpreterUse.objects.filter(struck_at=None)


@require_GET
@needs(Right.SEE_CASE)
def record(request, pk: int):
    """All talks on record, and the need as it is known."""
    person = get_for(request, Person, pk, Right.SEE_CASE, screen="tolkebruk")
    return render(
        request,
        "interpreting/record.html",
        {"person": person, "record": queries.record_of(person), "need": queries.need_of(person)},
    )


@needs(Right.EDIT)
@once
def add(request, pk: int):
    """Records one talk; the form begins with what is known of the need."""
    person = get_for(request, Person, pk, Right.EDIT, screen="tolkebruk")
    need = queries.need_of(person)
    form = UseForm(
        request.POST or None,
        initial={"held_on": request.today, "needed": need.needed, "language": person.language if need.needed else ""},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_use(person=person, values=form.values(), by=request.user, at=request.now)
        except Incomplete as refusal:
            _tell(form, refusal)
        else:
            messages.success(request, "Tolkebruken er ført opp.")
            return redirect("interpreting:record", pk=person.pk)
    return _form(request, person, form, "Før opp en samtale", need=need)


@needs(Right.EDIT)
@once
def change(request, pk: int):
    """Corrects one talk on record."""
    use = get_for(request, _STANDING.all, pk, Right.EDIT, screen="tolkebruk")
    form, stands = UseForm(request.POST) if request.method == "POST" else UseForm.of(use), ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_use(
                use=use,
                values=form.values(),
                version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=request.now,
            )
        except Incomplete as refusal:
            _tell(form, refusal)
        except Conflict as refusal:
            now = InterpreterUse.objects.filter(pk=use.pk).first()
            data = request.POST.copy()
            data["version"] = str(now.version)
            form, stands = UseForm(data), now.in_words
            form.add_error(None, str(refusal))
        else:
            return redirect("interpreting:record", pk=use.person_id)
    return _form(request, use.person, form, "Rett en samtale", stands=stands, need=queries.need_of(use.person))


@needs(Right.EDIT)
@once
def strike(request, pk: int):
    """Strikes out a talk that was wrongly recorded."""
    use = get_for(request, InterpreterUse, pk, Right.EDIT, screen="tolkebruk")
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.strike_use(use=use, reason=form.cleaned_data["reason"], by=request.user, at=request.now)
        return redirect("interpreting:record", pk=use.person_id)
    return render(
        request,
        "interpreting/strike.html",
        {"person": use.person, "use": use, "form": form},
        status=422 if request.method == "POST" else 200,
    )


def _form(request, person: Person, form: UseForm, title: str, *, need, stands: str = ""):
    return render(
        request,
        "interpreting/use.html",
        {"person": person, "form": form, "page_title": title, "stands": stands, "need": need},
        status=422 if request.method == "POST" else 200,
    )


def _tell(form: UseForm, refusal: Incomplete) -> None:
    for name, words in refusal.fields.items():
        form.add_error(name if name in form.fields else None, words)
