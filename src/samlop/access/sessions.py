"""Finds the session and the user of each request, with queries that are written once."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session

from samlop.access.models import User
from samlop.core import clock
from samlop.core.compiled import compiled


@compiled(words=("key",))
def _session(*, key, now):
    return Session.objects.filter(session_key=key, expire_date__gt=now)


@compiled
def _user(*, pk):
    return User.objects.filter(pk=pk)


class SessionStore(DatabaseSessions):
    """Sessions in the database, as Django keeps them."""

    def _get_session_from_db(self):
        found = list(_session(key=self.session_key, now=clock.instant()))
        if found:
            return found[0]
        return super()._get_session_from_db()  # forgets the key, as for a session that has run out


class Staff(ModelBackend):
    """Signs in with name and password, as Django does."""

    def get_user(self, user_id):
        """The user of a session, or None when she may no longer sign in."""
        found = list(_user(pk=user_id))
        return found[0] if found and self.user_can_authenticate(found[0]) else None
