"""Shows what waits for approval, decisions as they were made, their papers, and the translations."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from samlop.access.fetch import get_for, needs
from samlop.access.once import once
from samlop.access.policy import Right, may
from samlop.audit import actions as audit
from samlop.core.errors import Conflict
from samlop.core.languages import direction, language_name
from samlop.decisions import actions, handlers, queries, translating
from samlop.decisions.content import LABELS
from samlop.decisions.forms import SendBackForm, TranslationsForm
from samlop.decisions.models import Decision, Document, Part, State


@require_GET
@needs(Right.APPROVE)
def to_approve(request):
    """The decisions that wait for a second person."""
    rows = queries.to_approve(request.user, request.today)
    audit.record_list(request, screen="Vedtak til godkjenning", people=[row.decision.person_id for row in rows])
    return render(request, "decisions/to_approve.html", {"rows": rows})


@require_GET
@needs(Right.SEE_CASE)
def decision(request, pk: int):
    """One decision as it was made: what was decided, what was known, what the law answered, and the papers."""
    row = get_for(request, Decision, pk, Right.SEE_CASE, screen="Vedtak")
    return _decision_page(request, row, SendBackForm())


def _decision_page(request, row: Decision, form: SendBackForm, status: int = 200):
    history = list(queries.of_person(request.user, row.person))
    context = {
        "decision": row,
        "plan": row.plan,
        "labels": LABELS,
        "answers": queries.answers(row),
        "facts": queries.facts(row),
        "documents": queries.documents(row),
        "history": history,
        "replaced_by": next((d for d in history if d.supersedes_id == row.pk and d.state == State.APPROVED), None),
        "form": form,
        "parts": dict(Part.choices),
        "states": State,
        "waits": row.state == State.SUBMITTED,
        "may_approve": may(request.user, Right.APPROVE) and row.drafted_by_id != request.user.pk,
        "own_draft": row.drafted_by_id == request.user.pk,
    }
    return render(request, "decisions/decision.html", context, status=status)


@require_POST
@needs(Right.APPROVE)
@once
def approve(request, pk: int):
    """Approves a decision; the second click says that it is done already."""
    row = get_for(request, Decision, pk, Right.APPROVE, screen="Godkjenne vedtak")
    if row.state == State.APPROVED:
        messages.info(request, f"Vedtaket var allerede godkjent av {row.approved_by.name}. Ingenting er endret.")
    else:
        handlers.approve(decision=row, by=request.user, at=request.now)
        messages.success(request, "Vedtaket er godkjent og gjelder nå. Dokumentene er laget.")
    return redirect("decisions:decision", pk=row.pk)


@require_POST
@needs(Right.APPROVE)
@once
def send_back(request, pk: int):
    """Sends a decision back with what must be mended."""
    row = get_for(request, Decision, pk, Right.APPROVE, screen="Sende vedtak tilbake")
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return _decision_page(request, row, form, status=422)
    handlers.send_back(decision=row, reason=form.cleaned_data["reason"], by=request.user, at=request.now)
    messages.success(request, f"Vedtaket er sendt tilbake til {row.drafted_by.name}.")
    return redirect("decisions:decision", pk=row.pk)


@require_GET
@needs(Right.SEE_CASE)
def document(request, pk: int):
    """A finished paper. The name of the file says nothing about whose it is."""
    row = get_for(request, Document, pk, Right.SEE_CASE, screen="Dokument")
    return _pdf(bytes(row.pdf), row.filename)


@require_GET
@needs(Right.SEE_CASE)
def preview(request, pk: int):
    """The combined paper of a decision nobody has approved yet, marked as a draft."""
    row = get_for(request, Decision, pk, Right.SEE_CASE, screen="Utkast til vedtak")
    return _pdf(actions.preview(decision=row, at=request.now), f"introduksjonsprogram-utkast-{row.pk}.pdf")


def _pdf(pdf: bytes, filename: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{filename}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@require_GET
@needs(Right.TRANSLATE)
def translations(request):
    """The languages the translator answers for, with how much is left. No people here."""
    languages = []
    for code in translating.languages_of(request.user):
        rows = queries.to_translate(request.user.municipality_id, code)
        languages.append((code, sum(row.phrase.approved for row in rows), len(rows)))
    return render(request, "decisions/translations.html", {"languages": languages})


@needs(Right.TRANSLATE)
@once
def translation(request, language: str):
    """Source and translation side by side, for one language."""
    if language not in translating.languages_of(request.user):
        raise PermissionDenied(f"Du er ikke oversetter for {language_name(language)}. Spør administratoren.")
    rows = queries.to_translate(request.user.municipality_id, language)
    if request.method != "POST":
        return _translation_page(request, language, TranslationsForm(rows))
    form = TranslationsForm(rows, request.POST)
    every = request.POST.get("save") == "all"
    try:
        changed = translating.save(
            language=language, written=form.written(all_approved=every), by=request.user, at=request.now
        )
    except translating.NotSaved as refused:
        form.problems = refused.problems
        return _translation_page(request, language, form, status=422)
    except Conflict as conflict:
        return _translation_page(request, language, form, conflict=str(conflict), status=409)
    if changed:
        messages.success(request, f"{changed} {'tekst' if changed == 1 else 'tekster'} er lagret.")
    else:
        messages.info(request, "Ingenting var endret.")
    return redirect("decisions:translation", language=language)


def _translation_page(request, language: str, form: TranslationsForm, *, conflict: str = "", status: int = 200):
    context = {
        "language": language,
        "direction": direction(language),
        "form": form,
        "conflict": conflict,
        "left": sum(not row.phrase.approved for row in form.rows),
    }
    return render(request, "decisions/translation.html", context, status=status)
