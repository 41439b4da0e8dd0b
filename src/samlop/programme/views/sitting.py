"""Shows the five steps of the sitting, and saves as one goes."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from samlop.access.fetch import get_for, needs
from samlop.access.once import once
from samlop.access.policy import Right
from samlop.core.errors import Refused
from samlop.decisions.letter import standing_texts
from samlop.law.readings import OPEN_QUESTIONS
from samlop.programme import actions, queries
from samlop.programme.actions import checks as g
from samlop.programme.facts import PlanPicture, picture
from samlop.programme.forms import FORMS, ElementForm, LoadStepForm, ReadingForm
from samlop.programme.models import Element, Plan, State
from samlop.programme.views import pages
from samlop.programme.views.plans import PLANS

LAST = len(pages.STEPS)
_MOST_ROWS = 30
_LOAD_ROWS = 3


@require_http_methods(["GET", "POST"])
@needs(Right.PLAN)
@once
def sitting(request, pk: int, step: int):
    """One step. POST saves it and goes where the button says; nothing typed is lost when it cannot be saved."""
    plan = _plan(request, pk, step)
    if plan.state != State.DRAFT:
        return redirect("programme:version", plan.pk)  # back after sending: the sent plan, not a second one
    seen = picture(plan, request.today)
    if request.method == "GET" or step == LAST:
        return _page(request, seen, step, _forms(seen, step))
    forms = _forms(seen, step, request.POST)
    conflict = None
    if _valid(forms):
        try:
            _save(request, plan, step, forms)
            return _onwards(request, plan, step)
        except actions.StepConflict as found:
            conflict, seen = found, picture(found.plan, request.today)
    return _page(request, seen, step, forms, conflict=conflict, status=409 if conflict else 422)


@require_POST
@needs(Right.PLAN)
def autosave(request, pk: int, step: int):
    """Saves quietly while one types, for browsers with scripts; answers with the side of the page only."""
    plan = _plan(request, pk, step)
    if plan.state != State.DRAFT or step == LAST:
        return render(request, "programme/_saved.html", {"problem": "Planen er sendt og kan ikke endres her."})
    seen = picture(plan, request.today)
    forms = _forms(seen, step, request.POST)
    if not _valid(forms):
        return render(request, "programme/_saved.html", {"problem": "Ikke lagret ennå: noe må rettes først."})
    try:
        with transaction.atomic():
            saved = _save(request, plan, step, forms)
    except Refused as refused:
        return render(request, "programme/_saved.html", {"problem": f"Ikke lagret: {refused}"})
    seen = picture(saved, request.today)
    shown = pages.side(seen, step) | {"problem": "", "since": actions.stands(saved, step), "at": request.now}
    if step == 3:
        rows = [form for form in forms["elements"] if form.wanted]
        kept = {form.prefix: element.pk for form, element in zip(rows, seen.elements, strict=True)}
        shown |= pages.week_picture(seen) | {"row_ids": kept}
    return render(request, "programme/_saved.html", shown)


@require_POST
@needs(Right.PLAN)
@once
def reading(request, pk: int):
    """Chooses how an open question is read in this case."""
    plan = _plan(request, pk, LAST)
    asked = OPEN_QUESTIONS.get(request.POST.get("question", ""))
    form = ReadingForm(
        request.POST,
        options=list(asked.options.items()) if asked else [],
        auto_id=f"id_{asked.id if asked else 'ukjent'}_%s",
    )
    if form.is_valid():
        actions.choose_reading(plan=plan, by=request.user, at=request.now, **form.cleaned_data)
        messages.success(request, "Valget er lagret. Det følger vedtaket, med begrunnelsen.")
        return redirect("programme:sitting", plan.pk, LAST)
    return _page(request, picture(plan, request.today), LAST, {}, bound=form, status=422)


@require_POST
@needs(Right.PLAN)
@once
def submit(request, pk: int):
    """Sends plan, contract and decision to a second person."""
    plan = _plan(request, pk, LAST)
    actions.submit(plan=plan, by=request.user, at=request.now)
    messages.success(request, "Planen er sendt til godkjenning. Du får den tilbake hvis noe må endres.")
    return redirect("programme:version", plan.pk)


@require_POST
@needs(Right.PLAN)
@once
def take_into_use(request, pk: int):
    """Takes a version without essential changes into use."""
    plan = _plan(request, pk, LAST)
    actions.take_into_use(plan=plan, by=request.user, at=request.now)
    messages.success(request, "Den nye versjonen gjelder nå. Vedtaket fra før står.")
    return redirect("programme:version", plan.pk)


@require_POST
@needs(Right.PLAN)
@once
def withdraw(request, pk: int):
    """Puts the draft away."""
    plan = _plan(request, pk, LAST)
    actions.withdraw(plan=plan, by=request.user, at=request.now)
    messages.success(request, "Kladden er lagt bort. Den finnes i historikken.")
    return redirect("programme:plan", plan.person_id)


def _plan(request, pk: int, step: int) -> Plan:
    if not 1 <= step <= LAST:
        raise Http404
    return get_for(request, PLANS.all, pk, Right.PLAN, screen=f"planmøtet: {pages.STEPS[step - 1].lower()}")


def _forms(seen: PlanPicture, step: int, data=None) -> dict:
    """The forms of a step, by what they are for."""
    if step not in FORMS:
        return {}
    more = {"goals": g.allowed_goals(seen)} if step == 2 else {}
    forms = {"main": FORMS[step](data, instance=seen.plan, **more)}
    if step == 3:
        forms["elements"] = _element_forms(seen, data)
        forms["load"] = _load_forms(seen, data)
    return forms


def _element_forms(seen: PlanPicture, data) -> list[ElementForm]:
    if data is None:
        rows = [ElementForm(instance=e, prefix=f"e{n}") for n, e in enumerate(seen.elements)]
        return [*rows, ElementForm(instance=Element(plan=seen.plan), prefix=f"e{len(rows)}")]
    there = {e.pk: e for e in seen.elements}
    count = min(_number(data.get("rows")), _MOST_ROWS)
    ids = [_number(data.get(f"e{n}-id")) for n in range(count)]
    return [
        ElementForm(data, instance=there.get(pk) or Element(plan=seen.plan), prefix=f"e{n}") for n, pk in enumerate(ids)
    ]


def _load_forms(seen: PlanPicture, data) -> list[LoadStepForm]:
    forms = []
    for n in range(max(_LOAD_ROWS, len(seen.load_steps))):
        kept = seen.load_steps[n] if n < len(seen.load_steps) else None
        initial = {}
        if kept:
            last = kept.until_on.fromordinal(kept.until_on.toordinal() - 1)
            initial = {"from_on": kept.from_on, "last_on": last, "hours_per_week": kept.hours_per_week}
        forms.append(LoadStepForm(data, initial=initial, prefix=f"l{n}"))
    return forms


def _valid(forms: dict) -> bool:
    every = [forms["main"], *forms.get("elements", ()), *forms.get("load", ())]
    # A list first: every form gets its errors, not only the first that has one.
    answers = [form.is_valid() for form in every]
    return all(answers)


def _save(request, plan: Plan, step: int, forms: dict) -> Plan:
    given = {"plan": plan, "since": request.POST.get("since", ""), "by": request.user, "at": request.now}
    if step == 3:
        return actions.save_week(
            values=forms["main"].values(),
            elements=[form.row() for form in forms["elements"] if form.wanted],
            load_steps=[form.row() for form in forms["load"] if form.wanted],
            **given,
        )
    return actions.save_agreement(step=step, values=forms["main"].values(), **given)


def _onwards(request, plan: Plan, step: int):
    """`go` names the button: on, back, or stay. An address with a step never leads outside the five."""
    to = {"back": step - 1, "stay": step}.get(request.POST.get("go", ""), step + 1)
    return redirect("programme:sitting", plan.pk, min(max(to, 1), LAST))


def _page(request, seen: PlanPicture, step: int, forms: dict, *, conflict=None, bound=None, status: int = 200):
    plan = seen.plan
    context = pages.side(seen, step) | {
        "forms": forms,
        "steps": pages.STEPS,
        "since": actions.stands(plan, step),
        "conflict": conflict,
        "at": None,
        "problem": "",
        "readings": pages.readings(seen, bound),
        "measures": queries.measures(plan.municipality_id, request.today) if step == 3 else (),
    }
    if step == 1:
        context["known"] = queries.known(plan.person, request.today)
    if step == 2:
        context["gap"] = pages.intake_gap(seen)
    if step == 3:
        context |= pages.week_picture(seen)
    if step == 4:
        context |= {"complaint": pages.complaint(seen), "complaint_texts": standing_texts()["complaint"]}
    if step == LAST:
        context |= pages.document(seen) | {"summaries": pages.summary(seen), "municipal": pages.municipal(seen, bound)}
        if plan.replaces_id:
            before = picture(plan.replaces, request.today)
            context |= {"changes": actions.changes(before, seen), "essential": actions.essential_changes(before, seen)}
    return render(request, f"programme/step{step}.html", context, status=status)


def _number(text) -> int:
    return int(text) if text and str(text).isdecimal() and len(str(text)) < 12 else 0
