"""Signs users in and out."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from samlop.access.forms import SignInForm
from samlop.access.middleware import open_to_all
from samlop.audit import actions as audit

# The sign-ins that the invented municipality brings. Shown on the page only where people are invented.
DEMO_PASSWORD = "samlop-demo-2026"


@open_to_all
def sign_in(request):
    """The sign-in page."""
    if request.user.is_authenticated:
        return redirect("casework:start")
    form = SignInForm(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = form.get_user()
        login(request, user)
        audit.record(act="logget inn", by=user, at=request.now)
        wanted = request.POST.get("next", "")
        safe = url_has_allowed_host_and_scheme(
            wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
        return redirect(wanted if safe else "casework:start")
    return render(
        request,
        "access/sign_in.html",
        {
            "form": form,
            "next": request.POST.get("next") or request.GET.get("next", ""),
            "demo_password": DEMO_PASSWORD if settings.TEST_DATA else "",
        },
        status=422 if request.method == "POST" else 200,
    )


@require_POST
def sign_out(request):
    """Ends the session everywhere this browser has it."""
    audit.record(act="logget ut", by=request.user, at=request.now)
    logout(request)
    return redirect("access:sign_in")
