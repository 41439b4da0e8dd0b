"""Shows lists: those that came, a new one to send in, and the preview to look over before it is read in."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from samlop.access.fetch import get_for, needs
from samlop.access.once import once
from samlop.access.policy import Right
from samlop.audit import actions as audit
from samlop.core.errors import Refused
from samlop.people.models import Household
from samlop.settlement import actions, queries
from samlop.settlement.forms import UploadForm
from samlop.settlement.intake import changes, columns, reading
from samlop.settlement.intake.remarks import Unreadable
from samlop.settlement.models import Import

PER_PAGE = 25
# (code in the address, words, kind of household): the views of a preview. The first that holds anybody is shown first.
VIEWS = (
    ("rett", "Må rettes", "stopped"),
    ("se", "Se over", "look"),
    ("endres", "Endres", "update"),
    ("nye", "Nye", "new"),
    ("like", "Uten endring", "same"),
    ("alle", "Alle", ""),
)
EXAMPLES = settings.ROOT / "docs" / "use" / "examples"
EXAMPLE_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@needs(Right.IMPORT)
def imports(request):
    """The requests that wait for an answer, and the lists that have been read in."""
    waiting = queries.unanswered(request.user)
    audit.record_list(
        request, screen="anmodninger", people=[row.household.contact_id for row in waiting if row.household.contact_id]
    )
    return render(
        request, "settlement/imports.html", {"waiting": waiting, "imports": list(queries.imports_of(request.user))}
    )


@needs(Right.IMPORT)
def upload(request):
    """The form for a new list. The file is read before anything is locked, kept afterwards."""
    if request.method != "POST":
        return _upload_page(request, UploadForm(request=request, initial={"dated_on": request.today}), 200)
    form = UploadForm(request.POST, request.FILES, request=request)
    if form.is_valid():
        try:
            sheet = reading.read(
                form.cleaned_data["file"].read(), max_bytes=settings.MAX_UPLOAD_BYTES, test_data=settings.TEST_DATA
            )
        except Unreadable as why:
            form.add_error("file", str(why))
        else:
            return _keep(request, form, sheet)
    return _upload_page(request, form, 422)


@once
def _keep(request, form, sheet):
    try:
        listed = actions.read_list(
            sheet=sheet, file_name=form.cleaned_data["file"].name, dated_on=form.cleaned_data["dated_on"],
            team=form.cleaned_data["team"], by=request.user, at=request.now,
        )  # fmt: skip
    except Refused as why:
        form.add_error(None, str(why))
        return _upload_page(request, form, 422)
    return redirect("settlement:preview", listed.pk)


def _upload_page(request, form, status):
    return render(
        request,
        "settlement/upload.html",
        {"form": form, "columns": columns.COLUMNS, "max_rows": reading.MAX_ROWS},
        status=status,
    )


@needs(Right.IMPORT)
@require_GET
def example(request, kind):
    """The example file, to fill in."""
    path = EXAMPLES / f"bosettingsliste.{kind}"
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type=EXAMPLE_TYPES[kind])


@needs(Right.IMPORT)
def preview(request, pk):
    """What a list would do, household by household; or, when it has been read in, what it did."""
    listed = get_for(request, Import, pk, Right.IMPORT, screen="bosettingsliste")
    if listed.state != Import.State.PREVIEW:
        return _result_page(request, listed)
    return _preview_page(request, listed)


def _preview_page(request, listed, *, message="", status=200):
    plan = actions.plan_of(listed, by=request.user, today=request.today)
    counts = {code: sum(1 for family in plan.families if not kind or kind in family.kinds) for code, _, kind in VIEWS}
    wanted = request.GET.get("vis", "")
    current = (
        wanted if wanted in {code for code, _, _ in VIEWS} else next(code for code, count in counts.items() if count)
    )
    kind = next(kind for code, _, kind in VIEWS if code == current)
    families = [family for family in plan.families if not kind or kind in family.kinds]
    page = Paginator(families, PER_PAGE).get_page(request.GET.get("side"))
    known = {p.match.person.pk for family in page for p in family.people if p.match.person}
    known |= {person.pk for family in page for p in family.people for person in p.match.candidates}
    audit.record_list(request, screen="bosettingsliste", people=sorted(known))
    tabs = [
        (f"{words} {counts[code]}", f"?vis={code}", code == current)
        for code, words, _ in VIEWS
        if counts[code] or code == current
    ]
    return render(
        request, "settlement/preview.html",
        {
            "listed": listed, "plan": plan, "tabs": tabs, "current": current, "page": page, "message": message,
            "heading": columns.heading, "facts_line": changes.facts_line,
            "household_line": changes.household_line, "need_words": changes.need_words,
        },
        status=status,
    )  # fmt: skip


def _result_page(request, listed):
    rows = []
    if listed.households:
        rows = list(
            Household.objects.visible_to(request.user)
            .filter(pk__in=listed.households)
            .order_by("settles_on", "id")[:100]
        )
        audit.record_list(
            request, screen="lest inn fra liste", people=[row.contact_id for row in rows if row.contact_id]
        )
    return render(request, "settlement/result.html", {"listed": listed, "households": rows})


@needs(Right.IMPORT)
@require_POST
@once
def confirm(request, pk):
    """Reads in the list as it was shown."""
    listed = get_for(request, Import, pk, Right.IMPORT, screen="bosettingsliste")
    try:
        listed = actions.confirm(listed=listed, seen=request.POST.get("seen", ""), by=request.user, at=request.now)
    except Refused as why:
        listed.refresh_from_db()
        if listed.state != Import.State.PREVIEW:
            messages.warning(request, str(why))
            return redirect("settlement:preview", listed.pk)
        return _preview_page(request, listed, message=str(why), status=409)
    return redirect("settlement:preview", listed.pk)


@needs(Right.IMPORT)
@require_POST
@once
def choose(request, pk):
    """Says whether a row is somebody new or somebody we know."""
    listed = get_for(request, Import, pk, Right.IMPORT, screen="bosettingsliste")
    row = request.POST.get("row", "")
    try:
        actions.choose(
            listed=listed, row=int(row) if row.isascii() and row.isdigit() and len(row) < 7 else 0,
            choice=request.POST.get("choice", ""), by=request.user, at=request.now,
        )  # fmt: skip
    except Refused as why:
        return _preview_page(request, listed, message=str(why), status=409)
    return redirect("settlement:preview", listed.pk)


@needs(Right.IMPORT)
@require_POST
@once
def put_away(request, pk):
    """Puts a preview away."""
    listed = get_for(request, Import, pk, Right.IMPORT, screen="bosettingsliste")
    actions.put_away(listed=listed, by=request.user, at=request.now)
    messages.success(request, "Lista er lagt bort. Ingenting ble lest inn.")
    return redirect("settlement:imports")
