"""Nobody passes without signing in, and refusals say the rule in words."""

import pytest
from django.test import Client

from samlop.audit.models import Event

pytestmark = pytest.mark.django_db


def test_a_stranger_is_led_to_the_door_and_back(cast):
    answer = Client().get("/mine-folk/?vis=alle")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/logg-inn/?next=/mine-folk/")


def test_a_fragment_for_a_stranger_sends_the_whole_page_to_the_door(cast):
    assert Client().get("/mine-folk/", headers={"HX-Request": "true"})["HX-Redirect"] == "/logg-inn/"


def test_signing_in_leads_where_one_was_going_but_never_out_of_the_house(cast):
    for wanted, expected in (("/mine-folk/", "/mine-folk/"), ("https://ond.example/", "/"), ("//ond.example/", "/")):
        client = Client()
        answer = client.post(
            "/logg-inn/", {"username": cast.counsellor.username.upper(), "password": "prove-passord-1", "next": wanted}
        )
        assert answer.status_code == 302
        assert answer["Location"] == expected
    assert Event.objects.filter(act="logget inn").count() == 3


@pytest.mark.parametrize("password", ["", "feil", "prove-passord-1 "])
def test_a_wrong_password_does_not_say_which_was_wrong(cast, password):
    answer = Client().post("/logg-inn/", {"username": cast.counsellor.username, "password": password})
    assert answer.status_code == 422
    assert "inactive" not in answer.content.decode()


def test_one_who_has_left_cannot_come_in(cast):
    cast.counsellor.is_active = False
    cast.counsellor.save()
    answer = Client().post("/logg-inn/", {"username": cast.counsellor.username, "password": "prove-passord-1"})
    assert answer.status_code == 422
    assert "passer ikke sammen" in answer.content.decode()


def test_leaving_ends_the_session_at_once(cast, as_):
    client = as_("counsellor")
    assert client.get("/mine-folk/").status_code == 200
    cast.counsellor.is_active = False
    cast.counsellor.save()
    assert client.get("/mine-folk/").status_code == 302


def test_pages_are_kept_in_no_cache_and_run_no_foreign_script(as_):
    answer = as_("counsellor").get("/mine-folk/")
    assert "no-store" in answer["Cache-Control"]
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_old_form_is_told_in_words(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.counsellor)
    answer = client.post("/logg-ut/")
    assert answer.status_code == 403
    assert "for gammelt" in answer.content.decode()


def test_a_page_that_is_not_there(as_):
    answer = as_("counsellor").get("/finnes-ikke/")
    assert answer.status_code == 404
    assert "Vi finner ikke siden" in answer.content.decode()
