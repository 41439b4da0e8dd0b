"""Shows the coordinator who comes in the next twelve weeks, and what is not ready."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from samlop.access.fetch import needs
from samlop.access.policy import Right, may
from samlop.audit import actions as audit
from samlop.casework.queries import arrivals as queries


@require_GET
@needs(Right.SEE_ARRIVALS)
def arrivals(request):
    """Arrivals by week."""
    page = queries.arrivals(request.user, request.today, may_settle=may(request.user, Right.IMPORT))
    audit.record_list(request, screen="Ankomster", people=page.shown)
    return render(request, "casework/arrivals.html", {"page": page, "weeks": queries.WEEKS, "limit": queries.LIMIT})
