"""The door: with the keyboard alone, with a wrong password, and after signing out."""

import pytest

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def test_signing_in_with_the_keyboard_alone(visitor, cast):
    kari = visitor().go("/logg-inn/")
    kari.judged("sign-in")
    for _ in range(20):
        kari.page.keyboard.press("Tab")
        if kari.page.evaluate("document.activeElement.name") == "username":
            break
    kari.page.keyboard.type(cast.administrator.username)
    kari.page.keyboard.press("Tab")
    kari.page.keyboard.type("prove-passord-1")
    kari.page.keyboard.press("Enter")
    kari.page.wait_for_url("**/lop/**")
    kari.sees("Maler")


def test_a_wrong_password_keeps_the_name_and_says_what_to_do(visitor, cast):
    kari = visitor().sign_in(cast.counsellor, "feil")
    kari.sees("passer ikke sammen").judged()
    assert kari.page.get_by_label("Brukernavn").input_value() == cast.counsellor.username


def test_after_signing_out_the_back_button_shows_no_case(visitor, cast):
    kari = visitor(scripts=False).sign_in(cast.counsellor)
    kari.sees("Mine folk")
    kari.page.locator("details.user summary").click()
    kari.press("Logg ut")
    kari.page.go_back()
    kari.sees("Logg inn").sees_not("Mine folk")
