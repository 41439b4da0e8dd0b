"""Nothing about people reaches the log."""

import logging
import sys

from samlop.core.logs import WithoutQuery, WithoutValues


def logged(error: Exception) -> str:
    try:
        try:
            raise error
        except ValueError as first:
            raise RuntimeError("kunne ikke lagre") from first
    except RuntimeError:
        record = logging.LogRecord("prøve", logging.ERROR, "", 1, "gikk galt", (), sys.exc_info())
    return WithoutValues("%(message)s").format(record)


def test_a_refused_row_keeps_its_values_to_itself():
    told = logged(
        ValueError('duplicate key "person_duf_once"\nDETAIL:  Key (duf)=(hemmelig) already exists.\n2. linje')
    )
    assert "person_duf_once" in told
    assert "kunne ikke lagre" in told
    assert "hemmelig" not in told
    assert "2. linje" not in told


def test_a_copied_row_keeps_its_values_to_itself():
    told = logged(ValueError('value too long\nCONTEXT:  COPY people_person, line 3: "7\themmelig"'))
    assert "hemmelig" not in told


def test_an_address_is_logged_without_its_query():
    record = logging.LogRecord("prøve", logging.ERROR, "", 1, "%s", ("/sok/?q=hemmelig",), None)
    assert WithoutQuery().filter(record)
    assert record.getMessage() == "/sok/"
