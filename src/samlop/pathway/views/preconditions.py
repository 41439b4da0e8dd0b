"""Shows the preconditions of a whole person, and the kinds a municipality has."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from samlop.access.fetch import get_for, needs
from samlop.access.once import once
from samlop.access.policy import Right
from samlop.core.errors import Conflict, Refused
from samlop.pathway import actions, queries
from samlop.pathway.forms import KindForm, PreconditionForm
from samlop.pathway.models import PreconditionKind
from samlop.people.models import Person


@needs(Right.SEE_CASE)
def preconditions(request, pk):
    """How each precondition stands for one person."""
    person = get_for(request, Person, pk, Right.SEE_CASE, screen="forutsetninger")
    rows = queries.preconditions_of(person)
    return render(request, "pathway/preconditions.html", {"person": person, "rows": rows})


@needs(Right.STEER)
@once
def precondition(request, pk, kind):
    """Changes how one precondition stands."""
    person = get_for(request, Person, pk, Right.STEER, screen="forutsetninger")
    what = queries.kind_for(request.user, kind)
    if what is None:
        raise Http404
    stands = next(row for row in queries.preconditions_of(person) if row.kind == what.pk)
    initial = {name: getattr(stands, name) for name in ("status", "owner", "due_on", "note", "version")}
    form = PreconditionForm(request.POST or None, initial=initial)
    now = ()
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.set_precondition(person=person, kind=what, by=request.user, at=request.now, **data)
        except Conflict as why:
            typed = form.data.copy()
            typed["version"] = stands.version
            form.data = typed
            form.add_error(None, str(why))
            now = (
                ("Status", stands.status_label),
                ("Hvem", stands.owner or "ingen"),
                ("Innen", stands.due_on.strftime("%d.%m.%Y") if stands.due_on else "ikke satt"),
                ("Merknad", stands.note or "ingen"),
            )
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"«{what.name}» er lagret.")
            return redirect("pathway:preconditions", person.pk)
    context = {"person": person, "kind": what, "form": form, "stands": stands, "now": now}
    return render(request, "pathway/precondition.html", context, status=422 if form.is_bound else 200)


@needs(Right.TEMPLATES)
@once
def kinds(request):
    """The kinds a municipality has, and a form for one more. It applies to everybody at once."""
    form = KindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kind = actions.add_kind(by=request.user, at=request.now, **form.cleaned_data)
        except Refused as why:
            form.add_error("name", str(why))
        else:
            messages.success(request, f"«{kind.name}» gjelder nå for alle.")
            return redirect("pathway:kinds")
    rows = PreconditionKind.objects.filter(municipality=request.user.municipality_id)
    return render(request, "pathway/kinds.html", {"rows": rows, "form": form}, status=422 if form.is_bound else 200)


@needs(Right.TEMPLATES)
@once
def kind(request, pk):
    """Renames a kind."""
    row = queries.kind_for(request.user, pk)
    if row is None:
        raise Http404
    form = KindForm(request.POST or None, initial={"name": row.name, "help": row.help})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_kind(kind=row, by=request.user, at=request.now, **form.cleaned_data)
        except Refused as why:
            form.add_error("name", str(why))
        else:
            messages.success(request, "Forutsetningen er endret.")
            return redirect("pathway:kinds")
    return render(request, "pathway/kind.html", {"row": row, "form": form}, status=422 if form.is_bound else 200)
