"""Shared by all tests: fast passwords, plain static files, one fixed day, and the small cast."""

import datetime as dt

import pytest
from django.test import Client

from samlop.core import clock
from tests import given

TODAY = dt.date(2026, 11, 21)


@pytest.fixture(autouse=True)
def plain_settings(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.WHITENOISE_AUTOREFRESH = True  # no test reads through the collected files when its client is made
    settings.FIXED_TODAY = TODAY


@pytest.fixture
def today() -> dt.date:
    return TODAY


@pytest.fixture
def now() -> dt.datetime:
    return dt.datetime(2026, 11, 21, 10, 0, tzinfo=clock.OSLO)


@pytest.fixture
def cast(db):
    """One municipality with a team and one user of each role: `cast.counsellor`, `cast.coordinator`, ..."""
    return given.Cast()


@pytest.fixture
def as_(cast):
    """A browser signed in as a role or a user: `as_("counsellor").get(...)`."""

    def signed_in(who) -> Client:
        client = Client()
        client.force_login(getattr(cast, who) if isinstance(who, str) else who)
        return client

    return signed_in
