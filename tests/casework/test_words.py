"""Why a person stands on a list, in whole sentences. Pure."""

import datetime as dt

import pytest
from django.urls import reverse

from samlop.casework import words
from samlop.casework.words import StepNow
from tests.casework.scene import TODAY, in_days


def step(
    key="bank_id", title="BankID", office="Banken", due=3, state="ready", law=False, since=-5, owner="counsellor", pk=7
):
    return StepNow(
        pk, key, title, office, owner, state, None if due is None else in_days(due), "law" if law else "template",
        "", "integreringsloven § 12 andre ledd" if law else "", None if since is None else in_days(since), None,
    )  # fmt: skip


PLACE = step("kindergarten_place", "Barnehageplass", "Barnehagekontoret", due=-5, state="under_way", since=-23)


def test_a_blocked_start_says_when_what_and_how_long():
    start = step("programme_start", "Programstart", "Voksenopplæringen", due=9, state="waiting", law=True)
    assert words.reason_of(start, PLACE, TODAY, "counsellor") == (
        "Starter om 9 dager, barnehageplass er ikke på plass. Barnehagekontoret har hatt saken i 23 dager. "
        "Uten det brytes fristen i loven."
    )


def test_a_broken_legal_duty_is_said_in_words():
    start = step("programme_start", "Programstart", "Voksenopplæringen", due=-2, state="waiting", law=True)
    said = words.reason_of(start, PLACE, TODAY, "counsellor")
    assert said.startswith("Skulle ha startet for 2 dager siden, barnehageplass er ikke på plass.")
    assert said.endswith("Fristen i loven er brutt.")


def test_a_thing_to_do_is_named_with_its_title():
    home = step("home_found", "Finn bolig", "Boligkontoret", due=4, since=-12)
    ready = step("lease", "Leiekontrakt og garanti", "Nav", due=6, state="waiting")
    assert words.reason_of(ready, home, TODAY) == (
        "«Leiekontrakt og garanti» har frist om 6 dager, men venter på «Finn bolig». Boligkontoret har hatt saken i 12 dager."
    )


def test_my_own_step_can_begin_now_and_the_office_is_not_rung():
    own = step("plan_and_decision", "Plan, kontrakt og vedtak", "Programrådgiver", due=1)
    assert (
        words.reason_of(own, None, TODAY, "counsellor")
        == "Plan og vedtak skal være klare i morgen. Det kan begynne nå."
    )


def test_somebody_without_steps_is_said_so():
    assert words.reason_of(None, None, TODAY) == "Ingen steg står åpne nå."


@pytest.mark.parametrize(
    ("due", "figure"),
    [(-2, ("2", "dager over")), (-1, ("1", "dag over")), (0, ("I dag", "")), (1, ("1", "dag")), (9, ("9", "dager"))],
)
def test_the_figure_tells_days_on_each_side_of_today(due, figure):
    assert words.figure_of(step(due=due), False, TODAY) == figure


def test_the_figure_of_a_step_without_date_tells_how_long_it_has_waited():
    assert words.figure_of(step(due=None, since=-23), False, TODAY) == ("23", "dager ventet")
    assert words.figure_of(step(due=None, since=0), True, TODAY) == ("Ny", "")
    assert words.figure_of(None, True, TODAY) == ("Ny", "")


@pytest.mark.parametrize(
    ("due", "law", "blocked", "kind"),
    [
        (-1, True, False, "breaks"),
        (0, True, False, "waits"),
        (14, True, True, "breaks"),
        (15, True, True, "waits"),
        (14, True, False, "calm"),
        (-30, False, True, "waits"),
        (7, False, False, "waits"),
        (8, False, False, "calm"),
    ],
)
def test_red_is_only_for_a_broken_or_breaking_legal_duty(due, law, blocked, kind):
    assert words.kind_of(step(due=due, law=law), PLACE if blocked else None, TODAY) == kind


def test_the_button_goes_where_the_work_is_done():
    own = step("competence_mapping", "Kompetansekartlegging", "Programrådgiver")
    assert words.act_of(own, None, person=3, household=4, role="counsellor") == (
        "Kartlegg kompetanse", reverse("competence:mapping", args=[3]),
    )  # fmt: skip
    said, address = words.act_of(step(), PLACE, person=3, household=4, role="counsellor")
    assert said == "Spør barnehagekontoret"
    assert address.endswith("/7/")


def test_the_family_is_talked_to_and_names_keep_their_letters():
    family = step("report_move", "Meld flytting", "Familien, med hjelp")
    assert words.act_of(family, None, person=3, household=4, role="counsellor")[0] == "Snakk med familien"
    assert words.act_of(step(office="Nav"), None, person=3, household=4, role="counsellor")[0] == "Spør Nav"
    assert words.lower_first("BankID") == "BankID"


def test_a_blocker_that_waits_itself_is_not_the_thing_to_do():
    held = step("bank_account", "Bankkonto", "Banken", state="waiting", pk=9)
    assert words.act_of(step(pk=7), held, person=3, household=4, role="counsellor")[1].endswith("/7/")


def test_one_who_may_not_steer_only_opens_the_case():
    assert words.act_of(step(), None, person=3, household=4, role="auditor", may_steer=False) == (
        "Åpne saken",
        "/person/3/",
    )


@pytest.mark.parametrize(
    ("basis", "short"),
    [
        ("integreringsloven § 12 andre ledd", "§ 12"),
        ("integreringsloven § 14 a tredje ledd", "§ 14 a"),
        ("integreringsloven §§ 8 og 9", "§§ 8"),
        ("folkeregisterloven kapittel 6", "folkeregisterloven kapittel 6"),
    ],
)
def test_the_paragraph_is_short_enough_for_a_line(basis, short):
    assert words.section_of(basis) == short


def test_no_sentence_shouts_or_shows_a_code():
    for key in ("programme_start", "bank_id", "accept", "home_found", "anything_else"):
        said = words.reason_of(step(key, "Tittel"), PLACE, TODAY)
        assert key not in said
        assert "OVERDUE" not in said
        assert said.endswith(".")


def test_what_a_step_has_not_begun_nobody_is_told_to_have_held():
    assert words.held(step(state="waiting"), TODAY) == ""
    assert words.held(step(since=0), TODAY) == "Banken fikk saken i dag."
    assert words.held(step(since=-1), TODAY) == "Banken har hatt saken i 1 dag."


def test_settled_in_the_future_is_told_as_moving_in():
    assert words.settled_words(dt.date(2026, 11, 22), TODAY) == "flytter inn i morgen"
    assert words.settled_words(TODAY, TODAY) == "bosatt 21.11.2026"
