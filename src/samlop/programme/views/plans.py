"""Shows a person's plan: the way in, the plan that holds, its versions; and begins, renews and reviews it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from samlop.access.fetch import get_for, needs
from samlop.access.once import once
from samlop.access.policy import Right, may
from samlop.people.models import Person
from samlop.programme import actions, queries
from samlop.programme.facts import picture
from samlop.programme.models import Plan, State
from samlop.programme.views import pages

PEOPLE = Person.objects.select_related("household", "municipality", "counsellor")
PLANS = Plan.objects.select_related(
    "person__household", "person__counsellor", "municipality", "saved_by", "submitted_by", "created_by", "decision",
    "replaces__decision",
)  # fmt: skip


@require_GET
@needs(Right.SEE)
def plan(request, pk: int):
    """The person's plan, as much of it as the role may see. A draft opens the sitting; no plan yet opens the way in."""
    person = get_for(request, PEOPLE.all, pk, Right.SEE, screen="planen")
    if not may(request.user, Right.SEE_CASE):
        return render(request, "programme/goal_only.html", {"person": person, "plan": queries.plan_in_force(person)})
    in_force, under_way = queries.plan_in_force(person), queries.open_plan(person)
    if under_way and not in_force and under_way.state == State.DRAFT and may(request.user, Right.PLAN):
        return redirect("programme:sitting", under_way.pk, 1)
    if shown := in_force or under_way:
        return redirect("programme:version", shown.pk)
    known = queries.known(person, request.today)
    return render(request, "programme/begin.html", {"person": person, "known": known})


@require_GET
@needs(Right.SEE_CASE)
def version(request, pk: int):
    """One version of the plan, whole, with what can be done to it now."""
    shown = get_for(request, PLANS.all, pk, Right.SEE_CASE, screen="planen, hele")
    seen = picture(shown, request.today)
    return render(
        request,
        "programme/version.html",
        pages.document(seen)
        | {
            "versions": queries.versions(shown.person),
            "under_way": queries.open_plan(shown.person),
            "may_plan": may(request.user, Right.PLAN),
            "may_approve": may(request.user, Right.APPROVE),
        },
    )


@require_POST
@needs(Right.PLAN)
@once
def begin(request, pk: int):
    """Begins the sitting, or opens the draft that lies there."""
    person = get_for(request, PEOPLE.all, pk, Right.PLAN, screen="planmøtet")
    made = actions.begin(person=person, by=request.user, at=request.now)
    if made.state != State.DRAFT:
        return redirect("programme:version", made.pk)
    return redirect("programme:sitting", made.pk, 1)


@require_POST
@needs(Right.PLAN)
@once
def new_version(request, pk: int):
    """Copies the plan in force to a new draft."""
    held = get_for(request, PLANS.all, pk, Right.PLAN, screen="planmøtet")
    made = actions.new_version(plan=held, by=request.user, at=request.now)
    return redirect("programme:sitting", made.pk, 1)


@require_POST
@needs(Right.PLAN)
@once
def review(request, pk: int):
    """Notes that the plan has been gone through and still fits."""
    held = get_for(request, PLANS.all, pk, Right.PLAN, screen="planen, hele")
    actions.review(plan=held, by=request.user, at=request.now)
    messages.success(request, "Gjennomgangen er notert. Neste gang minner vi på den igjen.")
    return redirect("programme:version", held.pk)
