"""What somebody sees who opens the address of a form as if it were a page."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_address_of_a_form_opened_as_a_page_says_so_and_leads_on(as_):
    answer = as_("counsellor").get("/logg-ut/")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert "Her er det ingen side å vise" in answer.content.decode()
