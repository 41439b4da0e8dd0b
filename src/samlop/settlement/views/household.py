"""Shows one household on its way in, with the four things to settle: the answer, the day, the dwelling, moved in."""

import datetime as dt

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from samlop.access.fetch import get_for, needs
from samlop.access.once import once
from samlop.access.policy import Right, may
from samlop.core.errors import Conflict, Refused
from samlop.people.models import Household
from samlop.settlement import actions, queries
from samlop.settlement.actions.household import asked_about
from samlop.settlement.forms import AnswerForm, DayForm, DwellingForm, MovedInForm
from samlop.settlement.intake.changes import source_words

SCREEN = "bosetting"


@needs(Right.SEE_CASE)
def household(request, pk):
    """The page of one household."""
    row = get_for(request, Household, pk, Right.SEE_CASE, screen=SCREEN)
    return _page(request, row)


def _page(request, row, *, bound=None, name="", status=200, conflict=False):
    page = queries.household_page(row, request.user)
    version = {"version": row.version}
    answer, dwelling = page.answer, page.dwelling
    forms = {
        "answer": AnswerForm(initial={"on": request.today, **version}),
        "day": DayForm(initial={"on": row.settles_on, **version}),
        "dwelling": DwellingForm(
            initial={
                "kind": dwelling.kind if dwelling else "", "address": row.address,
                "from_on": dwelling.from_on if dwelling else None, **version,
            },
            strict=page.strict,
        ),
        "moved": MovedInForm(
            initial={f"day_{member.pk}": member.settled_on for member in page.members} | version, members=page.members
        ),
    }  # fmt: skip
    if bound is not None:
        forms[name] = bound
    return render(
        request, "settlement/household.html",
        {"page": page, "household": row, "forms": forms, "wrong": name, "conflict": conflict, "answer": answer,
         "dwelling": dwelling, "asked_about": asked_about(row), "may_steer": may(request.user, Right.STEER), "source_words": _source},
        status=status,
    )  # fmt: skip


def _source(kept: dict) -> str:
    return source_words(kept["source"], dt.date.fromisoformat(kept["known_on"]))


def _act(request, pk, name, make, act, done):
    """One of the four acts: the form, the act, and the page again with what was typed when it cannot be done."""
    row = get_for(request, Household, pk, Right.STEER, screen=SCREEN)
    form = make(row)
    if not form.is_valid():
        return _page(request, row, bound=form, name=name, status=422)
    try:
        act(row, form)
    except Refused as why:
        form.add_error(None, str(why))
        row.refresh_from_db()
        if isinstance(why, Conflict):
            # The next sending is made knowing what stands now, which the page shows beside the form.
            form.data = form.data.copy()
            form.data["version"] = str(row.version)
        return _page(request, row, bound=form, name=name, status=409, conflict=isinstance(why, Conflict))
    messages.success(request, done)
    return redirect("settlement:household", row.pk)


@needs(Right.STEER)
@require_POST
@once
def answer(request, pk):
    """Answers the request."""

    def act(row, form):
        actions.answer_request(household=row, by=request.user, at=request.now, **form.cleaned_data)

    return _act(
        request, pk, "answer", lambda row: AnswerForm(request.POST), act, "Svaret er lagret, og løpet er oppdatert."
    )


@needs(Right.STEER)
@require_POST
@once
def day(request, pk):
    """Notes the agreed day."""

    def act(row, form):
        actions.agree_day(household=row, by=request.user, at=request.now, **form.cleaned_data)

    return _act(
        request, pk, "day", lambda row: DayForm(request.POST), act, "Dagen er lagret, og fristene er regnet ut på nytt."
    )


@needs(Right.STEER)
@require_POST
@once
def dwelling(request, pk):
    """Notes the dwelling."""

    def make(row):
        strict = row.members.filter(protection__startswith="strict").exists()
        return DwellingForm(request.POST, strict=strict)

    def act(row, form):
        actions.give_dwelling(household=row, by=request.user, at=request.now, **form.cleaned_data)

    return _act(request, pk, "dwelling", make, act, "Boligen er lagret.")


@needs(Right.STEER)
@require_POST
@once
def moved_in(request, pk):
    """Confirms who has moved in, and when."""

    def make(row):
        return MovedInForm(
            request.POST, members=list(row.members.shown_in_household(request.user).order_by("birth_date", "id"))
        )

    def act(row, form):
        actions.confirm_moved_in(
            household=row, days=form.days, source=form.cleaned_data["source"], version=form.cleaned_data["version"],
            by=request.user, at=request.now,
        )  # fmt: skip

    return _act(request, pk, "moved", make, act, "Innflyttingen er bekreftet, og fristene i loven er regnet ut.")
