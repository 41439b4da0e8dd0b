"""Loads draft rule sets and shows what they would do: progress, counts in groups, names for those who may, and exports."""

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from samlop.access.fetch import get_for, needs
from samlop.access.once import once
from samlop.access.policy import Right, may
from samlop.assessment import actions, export
from samlop.assessment.forms import SHIPPED, DraftForm, ReplayForm
from samlop.assessment.models import Draft, Effect, Replay, ReplayState
from samlop.assessment.queries import replays as queries
from samlop.audit import actions as audit
from samlop.core.errors import Incomplete, Refused
from samlop.law.drafts import shipped, shipped_texts


@needs(Right.REPLAY)
@once
def replays(request):
    """The replays, and the form to ask for one."""
    form = ReplayForm(request.POST or None, drafts=queries.drafts(request.user))
    if request.method == "POST" and form.is_valid():
        draft = _draft(request, form.cleaned_data["draft"])
        against = _draft(request, form.cleaned_data["against"]) if form.cleaned_data["against"] else None
        try:
            on = form.cleaned_data["on"] or max(request.today, draft.begins_on or request.today)
            replay = actions.ask_for_replay(draft=draft, against=against, on=on, by=request.user, at=request.now)
        except Refused as refusal:
            form.add_error("against" if against == draft else "on", str(refusal))
        else:
            return redirect("assessment:replay", replay.pk)
    return render(
        request,
        "assessment/replays.html",
        {
            "form": form,
            "replays": queries.replays(request.user),
            "drafts": queries.drafts(request.user),
            "shipped": shipped(),
        },
        status=422 if request.method == "POST" else 200,
    )


def _draft(request, chosen: str) -> Draft:
    """A draft of the municipality, or one that comes with the house, kept under today's date."""
    if not chosen.startswith(SHIPPED):
        return get_for(request, Draft, int(chosen), Right.REPLAY, screen="Utkast til regler")
    name = chosen.removeprefix(SHIPPED)
    text = shipped_texts()[name]
    kept = Draft.objects.visible_to(request.user).filter(text=text).first()
    return kept or actions.save_draft(text=text, name=name, by=request.user, at=request.now)


@needs(Right.REPLAY)
@once
def draft(request):
    """The form of a new draft. `eksempel` in the address begins with one that comes with the house."""
    begun = shipped_texts().get(request.GET.get("eksempel", ""), "")
    form = DraftForm(request.POST or None, request.FILES or None, request=request, initial={"text": begun})
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["file"].name if form.cleaned_data.get("file") else "utkast"
        try:
            kept = actions.save_draft(text=form.cleaned_data["text"], name=name[:80], by=request.user, at=request.now)
        except Incomplete as wrong:
            for problem in wrong.fields["text"].split("\n"):
                form.add_error("text", problem)
        else:
            messages.success(request, f"«{kept.name}» er lagret. Velg det i lista for å prøve det.")
            return redirect("assessment:replays")
    return render(
        request,
        "assessment/draft.html",
        {"form": form, "shipped": shipped()},
        status=422 if request.method == "POST" else 200,
    )


@require_GET
@needs(Right.REPLAY)
def replay(request, pk: int):
    """One replay: how far it has come, or what it found."""
    row = get_for(request, _replays, pk, Right.REPLAY, screen="Prøving av regler")
    if row.state != ReplayState.DONE:
        return render(request, "assessment/progress.html", {"replay": row})
    if request.htmx:  # the page that shows the progress asked: let the browser fetch the result as a page of its own
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    effect = request.GET.get("vis", "")
    start = _number(request.GET.get("fra", ""))
    people, more = queries.named(row, request.user, effect=effect, start=start) if _sees(request) else ([], False)
    if people:
        audit.record_list(request, screen="Prøving av regler", people=[each.person for each in people])
    return render(
        request,
        "assessment/replay.html",
        {
            "replay": row, "result": queries.result(row), "people": people, "sees": _sees(request), "more": more,
            "start": start, "size": queries.PAGE, "effect": effect, "effects": Effect.choices, "labels": dict(Effect.choices),
            "changes": shipped_changes(row),
        },
    )  # fmt: skip


def _number(text: str) -> int:
    """How many to skip; nought when the address says something that is no number of people."""
    return int(text) if text.isdecimal() and len(text) < 8 else 0


def _replays():
    return Replay.objects.select_related("draft", "against", "asked_by")


def _sees(request) -> bool:
    return may(request.user, Right.SEE_CASE)


def shipped_changes(row: Replay) -> tuple[str, ...]:
    """What the draft changes, in words."""
    return actions.words_of(row.draft)


@require_GET
@needs(Right.REPLAY)
def export_replay(request, pk: int, form: str):
    """The replay as a file: `grupper` for all who may, with `navn` as well only for those who see people."""
    row = get_for(request, _replays, pk, Right.REPLAY, screen="Prøving av regler")
    if row.state != ReplayState.DONE or form not in ("csv", "xlsx"):
        raise Http404
    people = queries.named(row, request.user, limit=None)[0] if _sees(request) else []
    if people:
        audit.record_list(request, screen="Prøving av regler, fil", people=[each.person for each in people])
    sheets = export.sheets(row, queries.result(row), people)
    content, kind = export.as_csv(sheets) if form == "csv" else export.as_xlsx(sheets)
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="proving-{row.pk}-{_day(row.on)}.{form}"'
    return answer


def _day(day: dt.date) -> str:
    return day.isoformat()
