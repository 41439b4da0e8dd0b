"""`samlop pathway` says in text what the page says."""

import json

import pytest

from samlop.config.cli import main

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", ["999999", "abc", "-1", "9" * 40, "²"])
def test_an_unknown_household_is_told_in_words(laid, capsys, number):
    assert main(["pathway", "show", "--", number]) == 2
    assert "Fant ingen husstand" in capsys.readouterr().err


def test_a_day_that_is_no_day_is_told_in_words(laid, capsys):
    assert main(["pathway", "show", str(laid.household.pk), "--on", "2026-02-31"]) == 2
    assert "ikke en dato" in capsys.readouterr().err


def test_it_shows_what_is_next_what_waits_and_the_critical_path(laid, capsys):
    laid.settle_until("kindergarten_place", "programme_start")
    assert main(["pathway", "show", str(laid.household.pk)]) == 0
    out = capsys.readouterr().out
    assert "Nå (" in out
    assert "Barnehageplass (Lina)" in out
    assert "Kritisk vei\n  Barnehageplass (Lina) → Programstart" in out
    assert "Holder igjen mest" in out


def test_the_same_as_json(laid, capsys):
    laid.settle_until("kindergarten_place", "programme_start")
    assert main(["pathway", "show", str(laid.household.pk), "--json", "--on", "2026-11-21"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["household"] == laid.household.pk
    starts = [s for s in data["waiting"] if s["key"] == "programme_start"]
    assert len(starts) == 2
    assert all(s["law_due"] == "2027-01-01" for s in starts)
    assert data["holds_back_most"]["step"] == laid.step("kindergarten_place", laid.small).pk


def test_an_empty_household_is_a_short_answer(cast, capsys):
    from tests import given

    assert main(["pathway", "show", str(given.a_person(cast).household_id)]) == 0
    assert "Ingen steg" in capsys.readouterr().out


def test_the_template_is_printed(capsys):
    assert main(["pathway", "template"]) == 0
    assert "Barnehageplass [kindergarten_place]" in capsys.readouterr().out
    assert main(["pathway", "template", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["step"]) >= 30
