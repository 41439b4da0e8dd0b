"""Shows a household's pathway, as a picture and as a list, and lays steps in it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from samlop.access.fetch import get_for, needs
from samlop.access.once import once
from samlop.access.policy import Right, may
from samlop.core.calendar import age_on
from samlop.core.errors import Refused
from samlop.pathway import actions, queries
from samlop.pathway.forms import AddStepForm
from samlop.pathway.models import OPEN, State, Step
from samlop.pathway.picture import draw
from samlop.pathway.queries import overview
from samlop.pathway.queries.graph import graph_of, names_of
from samlop.people.models import Household, Person

VIEWS = (("bilde", "Bilde"), ("liste", "Liste"), ("venter", "Det som venter"), ("kritisk", "Kritisk vei"))
WEEKS = (1, 3, 6)


@needs(Right.SEE_CASE)
def household(request, pk):
    """The pathway of one household. `vis` picks the view, `uker` how long a delay the side card reckons with."""
    row = get_for(request, Household, pk, Right.SEE_CASE, screen="løpet til husstanden")
    graph = graph_of(row, request.today, request.user)
    lines = overview.lines_of(graph)
    groups = overview.grouped(lines, graph)
    chosen = request.GET.get("vis", "")
    view = chosen if chosen in dict(VIEWS) else ""
    weeks = next((n for n in WEEKS if str(n) == request.GET.get("uker")), 3)
    critical = overview.critical_path(graph, lines)
    hardest = overview.hardest(graph, lines, weeks)
    adults = [p for p in graph.members if age_on(p.birth_date, request.today) >= 18 or p.unaccompanied_minor]
    context = {
        "household": row,
        "graph": graph,
        "view": view,
        "views": VIEWS,
        "groups": groups,
        "lines": lines,
        "ring": " → ".join(lines[pk].title for pk in graph.ring),
        "critical": critical,
        "hardest": hardest,
        "slips": [overview.slip_sentence(slip) for slip in hardest.slips] if hardest else [],
        "weeks": WEEKS,
        "picture": draw(graph, lines, only_critical=view == "kritisk") if view != "venter" else None,
        "next_lines": groups[overview.Group.NOW][:3],
        "law_lines": sorted(
            (line for line in lines.values() if line.law_on and line.state in OPEN), key=lambda line: line.law_on
        ),
        "adults": adults,
        "templates": queries.templates_of(request.user) if may(request.user, Right.STEER) else [],
        "Group": overview.Group,
    }
    return render(request, "pathway/household.html", context)


@needs(Right.STEER)
@require_POST
@once
def lay(request, pk):
    """Lays what is missing of the chosen template, or of the default one."""
    row = get_for(request, Household, pk, Right.STEER, screen="løpet til husstanden")
    chosen = request.POST.get("mal", "")
    template = queries.template_for(request.user, int(chosen)) if chosen.isdecimal() and len(chosen) < 18 else None
    try:
        count = actions.lay(household=row, template=template, by=request.user, at=request.now)
    except Refused as why:
        messages.error(request, str(why))
    else:
        said = f"{count} nye steg er lagt i løpet." if count else "Alle stegene i malen ligger her fra før."
        messages.success(request, said)
    return redirect("pathway:household", pk)


@needs(Right.STEER)
@once
def add_step(request, pk):
    """Adds a step by hand, with what it waits for."""
    row = get_for(request, Household, pk, Right.STEER, screen="nytt steg i løpet")
    members = list(Person.objects.shown_in_household(request.user).filter(household=row).order_by("birth_date", "id"))
    names = names_of(tuple(members), request.today)
    steps = list(Step.objects.visible_to(request.user).filter(household=row, state__in=OPEN).order_by("order", "id"))
    called = [(s.pk, f"{s.title} ({names[s.person_id]})" if s.person_id else s.title) for s in steps]
    held = [pair for pair, s in zip(called, steps, strict=True) if s.state in (State.WAITING, State.READY)]
    form = AddStepForm(request.POST or None, members=list(names.items()), ahead=called, behind=held)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        by_pk = {s.pk: s for s in steps}
        data["waits_for"] = [by_pk[n] for n in data["waits_for"]]
        data["holds_back"] = [by_pk[n] for n in data["holds_back"]]
        data["person"] = next((p for p in members if p.pk == data["person"]), None)
        try:
            step = actions.add_step(household=row, by=request.user, at=request.now, **data)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"«{step.title}» er lagt til.")
            return redirect("pathway:step", step.pk)
    status = 422 if form.is_bound else 200
    return render(request, "pathway/add_step.html", {"household": row, "form": form}, status=status)
