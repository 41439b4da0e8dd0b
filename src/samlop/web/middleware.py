"""Keeps case pages out of caches, and turns refusals into pages with words."""

from django.core.exceptions import RequestDataTooBig
from django.shortcuts import render

from samlop.core.errors import Refused


def never_cached(get_response):
    """Tells browsers and proxies to keep nothing: after signing out, the back button shows no case."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware


def told_in_words(get_response):
    """Shows a business refusal that no view has caught as a page that says what, why and what to do next."""

    def middleware(request):
        response = get_response(request)
        if response.status_code == 405 and request.method == "GET" and not response.content:
            # The address of a form, reloaded or typed: Django answers with nothing at all.
            told = render(request, "web/form_only.html", status=405)
            told.headers["Allow"] = response.headers["Allow"]
            return told
        return response

    def process_exception(request, exception):
        if isinstance(exception, Refused):
            return render(request, "web/refused.html", {"message": str(exception)}, status=409)
        if isinstance(exception, RequestDataTooBig):
            return render(
                request,
                "web/refused.html",
                {"message": "Det som ble sendt er for stort. Del det i mindre deler."},
                status=413,
            )
        return None

    middleware.process_exception = process_exception
    return middleware
