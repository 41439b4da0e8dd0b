"""A form sent twice acts once; one that came back with errors may be sent again."""

import threading

import pytest
from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from samlop.access.models import Submission
from samlop.access.once import once
from samlop.audit import actions as audit
from samlop.audit.models import Event, Read
from tests.given import AT

pytestmark = pytest.mark.django_db


def sending(user, key="k1", path="/x/"):
    request = RequestFactory().post(path, {"once": key})
    request.user, request.now = user, AT
    return request


def act(user):
    Event.objects.create(municipality=user.municipality, at=AT, by=user, act="prøve")


def test_the_second_click_gets_the_first_answer(cast):
    @once
    def view(request):
        act(request.user)
        return HttpResponseRedirect(f"/gjort/{Event.objects.count()}/")

    first, second = view(sending(cast.counsellor)), view(sending(cast.counsellor))
    assert first["Location"] == second["Location"] == "/gjort/1/"
    assert Event.objects.count() == 1


def test_a_form_with_errors_keeps_its_key_and_writes_nothing(cast):
    answers = iter([HttpResponse("feil", status=422), HttpResponseRedirect("/gjort/")])

    @once
    def view(request):
        act(request.user)
        return next(answers)

    assert view(sending(cast.counsellor)).status_code == 422
    assert Event.objects.count() == 0
    assert view(sending(cast.counsellor)).status_code == 302
    assert Event.objects.count() == 1


def test_who_is_shown_a_form_with_errors_has_seen_the_person_on_it(cast):
    @once
    def view(request):
        audit.record_read(request, screen="skjema", person_id=7)
        return HttpResponse("feil", status=422)

    view(sending(cast.counsellor))
    view(sending(cast.counsellor))
    assert list(Read.objects.values_list("by", "screen", "person_id")) == [(cast.counsellor.pk, "skjema", 7)] * 2


def test_another_users_key_is_her_own(cast):
    @once
    def view(request):
        act(request.user)
        return HttpResponseRedirect("/gjort/")

    view(sending(cast.counsellor))
    view(sending(cast.coordinator))
    assert Event.objects.count() == 2


def test_an_error_in_the_act_leaves_nothing_half_written(cast):
    @once
    def view(request):
        act(request.user)
        raise RuntimeError("brann")

    with pytest.raises(RuntimeError):
        view(sending(cast.counsellor))
    assert Event.objects.count() == 0
    assert Submission.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment(cast):
    started = threading.Barrier(2)
    answers = []

    @once
    def view(request):
        act(request.user)
        return HttpResponseRedirect("/gjort/")

    def click():
        try:
            started.wait()
            answers.append(view(sending(cast.counsellor)).status_code)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()
    assert answers == [302, 302]
    assert Event.objects.count() == 1
