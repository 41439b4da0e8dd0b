"""Changes the facts on a person, and adds permits to her history. What was typed is never lost."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render

from samlop.access.fetch import get_for, needs
from samlop.access.once import once
from samlop.access.policy import Right
from samlop.casework import actions
from samlop.casework.forms import PermitForm, PersonForm, SourceForm
from samlop.casework.queries import person as queries
from samlop.core.errors import Conflict, Refused
from samlop.people.models import Person


@needs(Right.EDIT)
@once
def edit(request, pk: int):
    """The form of a person's facts. When somebody else was first, it shows what stands now beside what was typed."""
    row = get_for(request, queries.with_case, pk, Right.EDIT, screen="Endre opplysninger")
    typed = request.POST or None
    stands: list[tuple[str, str]] = []
    # The form compares what was typed with what the page showed; the row itself must stay as it stands.
    form = PersonForm(
        typed, instance=row, initial={"version": row.version}, test_data=settings.TEST_DATA, prefix="person"
    )
    source = SourceForm(typed, initial={"known_on": request.today}, today=request.today, prefix="kilde")
    if request.method == "POST" and form.is_valid() & source.is_valid():
        kept = queries.again(row)
        try:
            actions.edit_person(
                person=kept,
                changes=form.changes(),
                source=source.cleaned_data["source"],
                known_on=source.cleaned_data["known_on"],
                version=form.cleaned_data["version"],
                by=request.user,
                at=request.now,
            )
        except Conflict as conflict:
            form.add_error(None, str(conflict))
            stands = queries.differences(kept, form.cleaned_data)
            form.data = form.data.copy()
            form.data["person-version"] = kept.version
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Opplysningene er lagret.")
            if Person.objects.visible_to(request.user).filter(pk=pk).exists():
                return redirect("casework:person", pk)
            messages.info(request, "Husstanden er nå skjult, også for deg. Rådgiveren har saken.")
            return redirect("casework:start")
    return render(
        request,
        "casework/edit.html",
        {"person": queries.again(row) if typed else row, "form": form, "source": source, "stands": stands},
        status=422 if request.method == "POST" else 200,
    )


@needs(Right.EDIT)
@once
def permit(request, pk: int):
    """The form of one more permit."""
    row = get_for(request, queries.with_case, pk, Right.EDIT, screen="Legg til oppholdstillatelse")
    form = PermitForm(request.POST or None, prefix="opphold")
    source = SourceForm(request.POST or None, initial={"known_on": request.today}, today=request.today, prefix="kilde")
    if request.method == "POST" and form.is_valid() & source.is_valid():
        values = dict(form.cleaned_data)
        replaces = values.pop("replaces")
        try:
            actions.add_permit(
                person=row,
                values=values,
                replaces_open=replaces,
                source=source.cleaned_data["source"],
                known_on=source.cleaned_data["known_on"],
                by=request.user,
                at=request.now,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Tillatelsen er lagt til.")
            return redirect("casework:person", pk)
    return render(
        request,
        "casework/permit.html",
        {"person": row, "permits": list(row.permits.all()), "form": form, "source": source},
        status=422 if request.method == "POST" else 200,
    )
