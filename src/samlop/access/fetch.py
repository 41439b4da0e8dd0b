"""Fetches what a user may see, and logs that she saw it. The permission and the fetch are one call."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404

from samlop.access.policy import Right, may
from samlop.audit import actions as audit
from samlop.core.compiled import compiled

LAST_ROW = 2**63 - 1  # a longer number in an address is nobody's; a database cannot even be asked about it


def require(user, right: Right) -> None:
    """Refuses, in words, a user whose role lacks the right."""
    if not may(user, right):
        raise PermissionDenied(f"Rollen din kan ikke {right}. Spør teamlederen din hvis du trenger det i jobben.")


def needs(right: Right):
    """Decorates a view: refuses users without the right before anything is fetched. The right is kept on the view."""

    def decorate(view):
        @wraps(view)
        def wrapped(request, *args, **kwargs):
            require(request.user, right)
            return view(request, *args, **kwargs)

        wrapped.right = right
        return wrapped

    return decorate


@compiled
def _one(*, rows, user, pk):
    rows = rows.objects if isinstance(rows, type) else rows()
    return rows.visible_to(user).filter(pk=pk)[:1]


def get_for(request, rows, pk: int, right: Right, *, screen: str):
    """Returns the row `pk` of a model whose manager knows `visible_to(user)`, and logs the read.

    `rows` is the model, or a function without arguments that gives a query set of it (with what must come along).

    `screen` names in bokmål what was opened, as the participant will read it. A row that is not visible to the user
    does not exist for her: 404, the same as for a number never used. Refuses with 403 when the role lacks the right.
    A row about nobody (a settlement list) is not logged here: its view logs whom it shows, with `record_list`.
    """
    require(request.user, right)
    found = list(_one(rows=rows, user=request.user, pk=pk)) if pk <= LAST_ROW else []
    if not found:
        raise Http404
    row = found[0]
    person = row.pk if row._meta.label == "people.Person" else getattr(row, "person_id", None)
    household = row.pk if row._meta.label == "people.Household" else getattr(row, "household_id", None)
    if person or household:
        audit.record_read(request, screen=screen, person_id=person, household_id=household)
    return row
