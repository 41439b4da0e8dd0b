"""One search field for people and steps. The words are posted, so that no name ever stands in an address."""

from django.shortcuts import render

from samlop.access.fetch import needs
from samlop.access.policy import Right
from samlop.audit import actions as audit
from samlop.casework.queries import search as queries


@needs(Right.SEE)
def search(request):
    """The search page, and the answer to a search."""
    text = request.POST.get("q", "").replace("\x00", "").strip()[:80]
    found = None
    if text:
        found = queries.search(request.user, text, request.today)
        audit.record_list(request, screen="Søk", people=[hit.pk for hit in found.hits])
    return render(request, "casework/search.html", {"text": text, "found": found, "limit": queries.LIMIT})
