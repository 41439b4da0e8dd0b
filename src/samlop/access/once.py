"""Makes every form safe to send twice: a double click, a reload or the back button gives the first answer again."""

import secrets
from functools import wraps

from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect

from samlop.access.models import Submission
from samlop.audit import actions as audit

FIELD = "once"


def new_key() -> str:
    """A key for one form on one page. Chance is what it is made of, so it is asked for here and nowhere else."""
    return secrets.token_urlsafe(18)


class _NotAccepted(Exception):
    """Carries a page that shows the form again, out of the transaction, so that its key can be used once more."""

    def __init__(self, response):
        self.response = response


def once(view):
    """Decorates a view that takes POST. Everything it writes and the key are one transaction.

    A redirect is the sign that the form was accepted; any other answer rolls back, and the same key may be sent again.
    Only the read log is kept then: who is shown a form with errors has seen the person on it.
    """

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        key = request.POST.get(FIELD, "")[:40] if request.method == "POST" else ""
        if not key:
            if request.method == "POST":
                with transaction.atomic():
                    return view(request, *args, **kwargs)
            return view(request, *args, **kwargs)
        try:
            with transaction.atomic():
                sent = Submission.objects.create(user=request.user, key=key, at=request.now)
                response = view(request, *args, **kwargs)
                if not 300 <= response.status_code < 400:
                    raise _NotAccepted(response)
                sent.went_to = response["Location"][:200]
                sent.save(update_fields=["went_to"])
                return response
        except _NotAccepted as again:
            audit.keep_looks(request)
            return again.response
        except IntegrityError:
            first = Submission.objects.filter(user=request.user, key=key).first()
            if first is None:  # the broken rule was another one: not ours to hide
                raise
            return HttpResponseRedirect(first.went_to or request.get_full_path())

    wrapped.sent_twice_acts_once = True
    return wrapped
