"""Shows the error pages: each says what happened, and what to do next."""

from django.shortcuts import render


def not_found(request, exception=None):
    """404: the same words whether the row never was or is not for this user."""
    return render(request, "web/not_found.html", status=404)


def forbidden(request, exception=None):
    """403: the role cannot do this; the exception carries the rule in words."""
    return render(request, "web/forbidden.html", {"message": str(exception or "")}, status=403)


def broken(request):
    """500: our fault."""
    return render(request, "web/broken.html", status=500)


def csrf_failure(request, reason=""):
    """403: the form was older than the sign-in."""
    return render(request, "web/csrf.html", status=403)
