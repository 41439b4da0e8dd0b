"""Lets nobody past without signing in, except to the pages that say so."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse

OPEN = "open_to_all"


def open_to_all(view):
    """Marks a view that needs no sign-in."""
    setattr(view, OPEN, True)
    return view


def signed_in_only(get_response):
    """Sends signed-out visitors to the sign-in page, whatever the address; new pages are closed by default."""

    def middleware(request):
        return get_response(request)

    def process_view(request, view, args, kwargs):
        if getattr(view, OPEN, False) or request.user.is_authenticated:
            return None
        if request.headers.get("HX-Request"):
            return HttpResponse(status=204, headers={"HX-Redirect": "/logg-inn/"})
        return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")

    middleware.process_view = process_view
    return middleware
