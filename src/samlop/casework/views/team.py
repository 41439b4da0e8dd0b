"""Shows nothing yet: this page is being built."""

from django.http import Http404

from samlop.access.fetch import needs
from samlop.access.policy import Right


@needs(Right.SEE)
def team(request, pk: int = 0, access: int = 0):
    """Being built."""
    raise Http404


@needs(Right.SEE)
def norm(request, pk: int = 0, access: int = 0):
    """Being built."""
    raise Http404


@needs(Right.SEE)
def member(request, pk: int = 0, access: int = 0):
    """Being built."""
    raise Http404


@needs(Right.SEE)
def deviations(request, pk: int = 0, access: int = 0):
    """Being built."""
    raise Http404
