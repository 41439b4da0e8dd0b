"""Shows each role where its day begins, and My people with its saved filters."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from samlop.access.fetch import needs
from samlop.access.models import Role
from samlop.access.once import once
from samlop.access.policy import Right
from samlop.audit import actions as audit
from samlop.casework import actions
from samlop.casework.forms import FilterForm
from samlop.casework.models import View
from samlop.casework.queries import filters as saved_filters
from samlop.casework.queries import pupils, worklist
from samlop.core.errors import Refused

STARTS = {
    Role.COUNSELLOR: "casework:my_people",
    Role.COORDINATOR: "casework:arrivals",
    Role.TEAM_LEADER: "casework:team",
    Role.TEACHER: "casework:my_people",
    Role.ADMINISTRATOR: "pathway:templates",
    Role.TRANSLATOR: "decisions:translations",
    Role.AUDITOR: "casework:reads",
}
_EMPTY = {
    View.NEEDS_ME: (
        "Ingen trenger deg akkurat nå.",
        "Ingen har en frist de neste fjorten dagene. Se «Alle» for å se lenger fram.",
    ),
    View.STARTS: ("Ingen starter i program de neste tretti dagene.", "Se «Alle» for dem som starter senere."),
    View.WAITS: ("Ingen venter på andre kontorer nå.", "Alt som er åpent, kan gjøres av dem som har det."),
    View.NO_PLAN: ("Alle her har plan, eller skal ikke ha en.", "Nye deltakere kommer hit når løpet er lagt."),
    View.ALL: (
        "Du har ingen saker ennå.",
        "Saker kommer hit når en teamleder eller koordinator gir deg dem. Du kan også søke etter en person.",
    ),
}


@require_GET
def start(request):
    """The front page of each role."""
    return redirect(STARTS.get(request.user.role, "casework:my_people"))


@require_GET
@needs(Right.SEE)
def my_people(request):
    """One list, sorted by who needs me first, and why."""
    if request.user.role == Role.TEACHER:
        return _my_pupils(request)
    chosen, criteria = None, worklist.Criteria.of(request.GET.dict())
    side = worklist.side(request.user, request.today)
    if (number := request.GET.get("filter", "")).isdecimal() and len(number) < 19:
        chosen = next((f for f in side.filters if f.pk == int(number)), None)
        if chosen is None:
            raise Http404
        criteria = worklist.Criteria.of(chosen.criteria)
    page = worklist.page(request.user, criteria, request.today, request.GET.get("etter", ""))
    audit.record_list(request, screen="Mine folk", people=page.people)
    base = reverse("casework:my_people")
    codes = {"filter": chosen.pk} if chosen else criteria.codes()
    return render(
        request,
        "casework/my_people.html",
        {
            "page": page,
            "side": side,
            "criteria": criteria,
            "chosen": chosen,
            "pills": _pills(base, criteria, chosen),
            "scopes": _scopes(base, request.user, criteria, chosen),
            "next": f"{base}?{urlencode(codes | {'etter': page.after})}" if page.after else "",
            "first": f"{base}?{urlencode(codes)}" if request.GET.get("etter") else "",
            "counted": f"{worklist.PAGE}+" if page.after or request.GET.get("etter") else str(len(page.lines)),
            "empty": _EMPTY[View(criteria.view)] if not chosen else ("Ingen passer til filteret nå.", ""),
        },
    )


def _pills(base: str, criteria, chosen) -> list[tuple[str, str, bool]]:
    team = {"omfang": "team"} if criteria.team and not chosen else {}
    return [
        (view.label, f"{base}?{urlencode({'vis': view.value} | team)}", not chosen and criteria.view == view)
        for view in View
    ]


def _scopes(base: str, user, criteria, chosen) -> list[tuple[str, str, bool]]:
    if not worklist.can_widen(user) or chosen:
        return []
    view = {"vis": str(criteria.view)}
    return [
        ("Mine saker", f"{base}?{urlencode(view)}", not criteria.team),
        ("Hele teamet", f"{base}?{urlencode(view | {'omfang': 'team'})}", criteria.team),
    ]


def _my_pupils(request):
    rows = pupils.of_teacher(request.user, request.today)
    audit.record_list(request, screen="Mine elever", people=[row.pk for row in rows])
    return render(request, "casework/my_pupils.html", {"pupils": rows})


@needs(Right.SEE)
@once
def filters(request):
    """Makes and shows the user's own filters."""
    form = FilterForm(
        request.POST or None,
        initial={"vis": View.ALL},
        steps=saved_filters.step_choices(request.user),
        team=worklist.can_widen(request.user),
    )
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.save_filter(
                name=form.cleaned_data["name"], criteria=form.codes(), by=request.user, at=request.now
            )
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, "Filteret er lagret.")
            return redirect(f"{reverse('casework:my_people')}?filter={kept.pk}")
    return render(
        request,
        "casework/filters.html",
        {"form": form, "saved": saved_filters.of_user(request.user)},
        status=422 if request.method == "POST" else 200,
    )


@require_POST
@needs(Right.SEE)
@once
def drop_filter(request, pk: int):
    """Removes one of the user's own filters."""
    saved = saved_filters.own(request.user, pk)
    if saved is None:
        raise Http404
    actions.delete_filter(saved=saved, by=request.user, at=request.now)
    messages.success(request, "Filteret er slettet.")
    return redirect("casework:filters")
