"""Lets an administrator change the municipality's templates: steps, owners and waits, without code."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from samlop.access.fetch import needs
from samlop.access.once import once
from samlop.access.policy import Right
from samlop.core.errors import Conflict, Refused
from samlop.pathway import actions, queries
from samlop.pathway.forms import TemplateForm, TemplateStepForm
from samlop.pathway.models import PreconditionKind, Template, TemplateStep


@needs(Right.TEMPLATES)
def templates(request):
    """The municipality's templates."""
    rows = Template.objects.filter(municipality=request.user.municipality_id).order_by("-is_default", "name")
    counts = {row.pk: row.steps.count() for row in rows}
    return render(request, "pathway/templates.html", {"rows": rows, "counts": counts})


@needs(Right.TEMPLATES)
@require_POST
@once
def start_with_default(request):
    """Gives a municipality without templates the one that comes with the house."""
    actions.ensure_defaults(request.user.municipality, request.now)
    messages.success(request, "Malen som følger med er klar. Endre den så den passer hos dere.")
    return redirect("pathway:templates")


@needs(Right.TEMPLATES)
@once
def template(request, pk):
    """One template as text, with its name to change."""
    row = _of(request, pk)
    form = TemplateForm(
        request.POST or None, initial={"name": row.name, "purpose": row.purpose, "version": row.version}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_template(template=row, by=request.user, at=request.now, **form.cleaned_data)
        except Refused as why:
            _told(form, why, row)
        else:
            messages.success(request, "Malen er lagret.")
            return redirect("pathway:template", row.pk)
    context = {"template": row, "lines": queries.template_lines(row), "form": form}
    return render(request, "pathway/template.html", context, status=422 if form.is_bound else 200)


@needs(Right.TEMPLATES)
@once
def copy(request, pk):
    """Makes a new template from another."""
    row = _of(request, pk)
    form = TemplateForm(request.POST or None, initial={"purpose": row.purpose})
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("name", "purpose")}
        try:
            made = actions.copy_template(template=row, by=request.user, at=request.now, **data)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"«{made.name}» er laget. Nå kan du endre stegene.")
            return redirect("pathway:template", made.pk)
    context = {"template": row, "form": form}
    return render(request, "pathway/template_copy.html", context, status=422 if form.is_bound else 200)


@needs(Right.TEMPLATES)
@require_POST
@once
def default(request, pk):
    """Makes a template the one that is used when nothing else is chosen."""
    row = _of(request, pk)
    actions.use_as_default(template=row, by=request.user, at=request.now)
    messages.success(request, f"«{row.name}» brukes nå når ingen annen mal er valgt.")
    return redirect("pathway:templates")


@needs(Right.TEMPLATES)
@once
def step(request, pk, step=None):
    """Adds or changes one step of a template."""
    row = _of(request, pk)
    existing = queries.template_step(row, step) if step else None
    if step and existing is None:
        raise Http404
    others = [(s.pk, s.title) for s in row.steps.all() if existing is None or s.pk != existing.pk]
    kinds = PreconditionKind.objects.filter(municipality=row.municipality_id).values_list("key", "name")
    initial = {"version": row.version}
    if existing:
        initial["waits_for"] = list(existing.waits.values_list("waits_for_id", flat=True))
    instance = existing or TemplateStep(template=row)
    form = TemplateStepForm(request.POST or None, initial=initial, instance=instance, others=others, kinds=list(kinds))
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        waits_for, version = data.pop("waits_for"), data.pop("version")
        try:
            saved = actions.save_template_step(
                template=row, step=queries.template_step(row, step) if step else None, values=data,
                waits_for=waits_for, version=version, by=request.user, at=request.now,
            )  # fmt: skip
        except Refused as why:
            _told(form, why, row)
        else:
            messages.success(request, f"«{saved.title}» er lagret. Det gjelder løp som legges fra nå av.")
            return redirect("pathway:template", row.pk)
    context = {"template": row, "step": existing, "form": form}
    return render(request, "pathway/template_step.html", context, status=422 if form.is_bound else 200)


@needs(Right.TEMPLATES)
@once
def remove_step(request, pk, step):
    """Takes a step out of a template, after asking."""
    row = _of(request, pk)
    existing = queries.template_step(row, step)
    if existing is None:
        if request.method == "POST":
            return redirect("pathway:template", row.pk)
        raise Http404
    if request.method == "POST":
        actions.remove_template_step(template=row, step=existing, by=request.user, at=request.now)
        messages.success(request, f"«{existing.title}» er tatt ut av malen.")
        return redirect("pathway:template", row.pk)
    line = next(line for line in queries.template_lines(row) if line.pk == existing.pk)
    return render(request, "pathway/template_remove.html", {"template": row, "line": line})


def _of(request, pk: int) -> Template:
    row = queries.template_for(request.user, pk)
    if row is None:
        raise Http404
    return row


def _told(form, why: Refused, row: Template) -> None:
    """Keeps what was typed; after a conflict the form carries the newest version, so that saving again is a choice."""
    if isinstance(why, Conflict):
        row.refresh_from_db()
        typed = form.data.copy()
        typed["version"] = row.version
        form.data = typed
    form.add_error(None, str(why))
