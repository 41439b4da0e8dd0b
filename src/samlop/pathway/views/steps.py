"""Shows one step, and does to it what a counsellor can do."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from samlop.access.fetch import get_for, needs
from samlop.access.once import once
from samlop.access.policy import Right, may
from samlop.core.calendar import long_date
from samlop.core.errors import Conflict, Refused
from samlop.pathway import actions, queries, words
from samlop.pathway.forms import DueForm, FinishForm, OwnerForm, ReasonForm
from samlop.pathway.models import OPEN, DueKind, State, Step
from samlop.pathway.queries import overview
from samlop.pathway.queries.graph import graph_of


@needs(Right.SEE_CASE)
def step(request, pk):
    """One step: how it stands, why its date, what it waits for, what waits for it, what happened, and what can be done."""
    row = get_for(request, Step, pk, Right.SEE_CASE, screen="steg i løpet")
    return _page(request, row)


def _page(request, row: Step, *, finish_form=None, status: int = 200):
    graph = graph_of(row.household, request.today, request.user)
    lines = overview.lines_of(graph)
    line = lines[row.pk]
    slips = []
    if graph.slots and line.state in OPEN:
        found = overview.hardest_of(graph, lines, row.pk, 3)
        slips = [overview.slip_sentence(slip) for slip in found.slips] if found else []
    context = {
        "step": row,
        "line": line,
        "lines": lines,
        "household": row.household,
        "history": queries.history_of(row),
        "finish_form": finish_form or FinishForm(),
        "slips": slips,
        "can_steer": may(request.user, Right.STEER),
        "can_move": not (row.due_kind == DueKind.LAW and row.law_due_on and row.law_due_on < request.today),
        "State": State,
    }
    return render(request, "pathway/step.html", context, status=status)


@needs(Right.STEER)
@require_POST
@once
def begin(request, pk):
    """Notes that somebody has begun."""
    row = get_for(request, Step, pk, Right.STEER, screen="steg i løpet")
    try:
        actions.begin(step=row, by=request.user, at=request.now)
        messages.success(request, f"«{row.title}» er i gang.")
    except Refused as why:
        messages.error(request, str(why))
    return _back(request, row)


@needs(Right.STEER)
@require_POST
@once
def finish(request, pk):
    """Marks the step done, and says what can begin because of it."""
    row = get_for(request, Step, pk, Right.STEER, screen="steg i løpet")
    form = FinishForm(request.POST)
    if not form.is_valid():
        return _page(request, row, finish_form=form, status=422)
    was_done = row.state == State.DONE
    try:
        released = actions.finish(step=row, by=request.user, at=request.now, on=form.cleaned_data["on"])
    except Refused as why:
        form.add_error(None, str(why))
        return _page(request, row, finish_form=form, status=422)
    if was_done:
        messages.info(request, f"«{row.title}» var allerede ferdig. Ingenting er endret.")
    else:
        messages.success(request, f"«{row.title}» er ferdig.{_released(request.user, released)}")
    return _back(request, row)


@needs(Right.STEER)
@once
def drop(request, pk):
    """Says that the step is not needed, with a reason."""
    row = get_for(request, Step, pk, Right.STEER, screen="steg i løpet")

    def act(data):
        released = actions.drop(step=row, reason=data["reason"], by=request.user, at=request.now)
        return f"«{row.title}» er satt til «ikke aktuelt».{_released(request.user, released)}"

    return _with_reason(
        request, row, act, title=f"«{row.title}» er ikke aktuelt", button="Sett til «ikke aktuelt»",
        label="Hvorfor er det ikke aktuelt?",
        lede="Steget tas ut av løpet. Det som venter på det, kan da begynne. Steget kan åpnes igjen.",
    )  # fmt: skip


@needs(Right.STEER)
@once
def reopen(request, pk):
    """Opens a closed step again, with a reason."""
    row = get_for(request, Step, pk, Right.STEER, screen="steg i løpet")

    def act(data):
        actions.reopen(step=row, reason=data["reason"], by=request.user, at=request.now)
        return f"«{row.title}» er åpnet igjen."

    return _with_reason(
        request, row, act, title=f"Åpne «{row.title}» igjen", button="Åpne igjen", label="Hvorfor åpnes det igjen?",
        lede="Det som kunne begynne fordi dette var ferdig, og som ingen har begynt på, venter da på nytt.",
    )  # fmt: skip


@needs(Right.STEER)
@once
def override(request, pk, wait):
    """Lets the step begin without waiting for one thing, with a reason that shows among the deviations."""
    row = get_for(request, Step, pk, Right.STEER, screen="steg i løpet")
    held = queries.wait_for(row, wait)
    if held is None:
        raise Http404
    ahead = held.waits_for
    whose = f" for {ahead.person.given_name}" if ahead.person else ""

    def act(data):
        released = actions.override_wait(wait=held, reason=data["reason"], by=request.user, at=request.now)
        return f"«{row.title}» trenger ikke lenger vente på «{ahead.title}».{_released(request.user, released)}"

    return _with_reason(
        request, row, act, title=f"La «{row.title}» begynne uten å vente", button="Overstyr ventingen",
        label=f"Hvorfor kan det begynne uten «{ahead.title}»{whose}?",
        lede="Begrunnelsen lagres med navnet ditt og vises i avvikslista, så teamet kan følge det opp.",
    )  # fmt: skip


def _with_reason(request, row: Step, act, *, title: str, button: str, label: str, lede: str):
    form = ReasonForm(request.POST or None, label=label)
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, act(form.cleaned_data))
        except Refused as why:
            form.add_error(None, str(why))
        else:
            return redirect("pathway:step", row.pk)
    context = {"step": row, "form": form, "page_title": title, "button": button, "lede": lede, "now": ()}
    return render(request, "pathway/act.html", context, status=422 if form.is_bound else 200)


@needs(Right.STEER)
@once
def due(request, pk):
    """Agrees on another date, with a reason. A law's last day is not passed."""
    row = get_for(request, Step, pk, Right.STEER, screen="steg i løpet")
    initial = {"version": row.version}
    form = DueForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_due(step=row, by=request.user, at=request.now, **form.cleaned_data)
        except Conflict as why:
            form = _again(form, why, row)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"Fristen for «{row.title}» er nå {long_date(form.cleaned_data['due_on'])}.")
            return redirect("pathway:step", row.pk)
    lede = words.due_sentence(row, request.today) + " " + " ".join(words.due_reasons(row))
    if row.law_due_on:
        lede += f" Du kan avtale en dag før {long_date(row.law_due_on)}, men ikke etter."
    context = {
        "step": row,
        "form": form,
        "page_title": f"Avtal ny frist for «{row.title}»",
        "button": "Lagre ny frist",
        "lede": lede,
        "now": _stands(row) if form.is_bound else (),
    }
    return render(request, "pathway/act.html", context, status=422 if form.is_bound else 200)


@needs(Right.STEER)
@once
def owner(request, pk):
    """Says who does the step and who follows it up."""
    row = get_for(request, Step, pk, Right.STEER, screen="steg i løpet")
    initial = {"office": row.office, "owner_role": row.owner_role, "owner": row.owner_id, "version": row.version}
    form = OwnerForm(request.POST or None, initial=initial, municipality=row.municipality_id)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_owner(step=row, by=request.user, at=request.now, **form.cleaned_data)
        except Conflict as why:
            form = _again(form, why, row)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"«{row.title}» gjøres nå av {form.cleaned_data['office']}.")
            return redirect("pathway:step", row.pk)
    context = {
        "step": row,
        "form": form,
        "page_title": f"Hvem gjør «{row.title}»?",
        "button": "Lagre",
        "lede": "",
        "now": _stands(row) if form.is_bound else (),
    }
    return render(request, "pathway/act.html", context, status=422 if form.is_bound else 200)


def _again(form, why: Conflict, row: Step):
    """The same form with what was typed, and the version that stands now: saving again is then a choice."""
    row.refresh_from_db()
    data = form.data.copy()
    data["version"] = row.version
    form.data = data
    form.add_error(None, str(why))
    return form


def _stands(row: Step) -> tuple[tuple[str, str], ...]:
    row.refresh_from_db()
    follows = row.owner.name if row.owner else row.get_owner_role_display()
    return (
        ("Tilstand", row.get_state_display()),
        ("Frist", long_date(row.due_on) if row.due_on else "ikke satt"),
        ("Hvorfor", row.due_reason or "ikke oppgitt"),
        ("Gjøres av", row.office),
        ("Følges opp av", follows),
    )


def _released(user, steps) -> str:
    rows = Step.objects.visible_to(user).filter(pk__in=[s.pk for s in steps]).select_related("person")
    names = [f"«{s.title}» ({s.person.given_name})" if s.person else f"«{s.title}»" for s in rows[:6]]
    return f" Nå kan {words.listed(names)} begynne." if names else ""


def _back(request, row: Step):
    if request.POST.get("back") == "household":
        return redirect("pathway:household", row.household_id)
    return redirect("pathway:step", row.pk)
