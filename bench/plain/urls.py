"""The peer's two pages."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from samlop.audit import actions as audit
from samlop.people.models import Person


def _page(request, people, title):
    page = Paginator(
        people.select_related("household", "counsellor", "standing__step", "standing__blocker"), 50
    ).get_page(1)
    audit.record_list(request, screen=title, people=[p.pk for p in page])
    return render(request, "list.html", {"page": page, "title": title, "today": request.today})


@login_required
def people(request):
    """Fifty people, most urgent first."""
    rows = Person.objects.visible_to(request.user).filter(standing__isnull=False)
    if request.user.role == "counsellor":
        rows = rows.filter(counsellor=request.user)
    return _page(request, rows.order_by("standing__needs_on", "pk"), "Mine folk")


@login_required
def search(request):
    """People whose name holds the words."""
    words = request.POST.get("q", "")
    rows = Person.objects.visible_to(request.user).filter(
        Q(given_name__icontains=words) | Q(family_name__icontains=words)
    )
    return _page(request, rows.order_by("family_name", "pk"), "Søk")


def person(request, pk):
    """Only so that links can be made."""
    return HttpResponse(pk)


urlpatterns = [
    path("plain/", people),
    path("plain/search/", search),
    path("person/<int:pk>/", person, name="person"),
    path("logg-inn/", lambda request: HttpResponse("up")),
]
