"""A track is proposed from schooling and English, with its reason."""

import pytest

from samlop.planning.tracks import propose_track


def proposed(completed=None, begun=None, english="", reads=None):
    return propose_track(highest_completed=completed, highest_begun=begun, english=english, reads=reads)


def test_nothing_is_proposed_before_schooling_is_mapped():
    assert proposed().track == ""
    assert "ikke kartlagt" in proposed().why


@pytest.mark.parametrize(
    ("completed", "track"), [(0, "1"), (1, "1"), (2, "1"), (3, "1"), (4, "2"), (5, "2"), (6, "3"), (7, "3"), (8, "3")]
)
def test_the_track_follows_the_highest_finished_level(completed, track):
    assert proposed(completed, completed, english="B2").track == track


def test_a_degree_without_english_gives_track_three_with_a_note():
    assert proposed(6, 6, english="A2").track == "3"
    assert "lite engelsk" in proposed(6, 6, english="A2").note
    assert "ikke kartlagt" in proposed(6, 6).note
    assert proposed(6, 6, english="B1").note == ""


def test_university_begun_and_not_finished_is_track_two_and_says_so():
    assert proposed(4, 6).track == "2"
    assert "begynt på høyere" in proposed(4, 6).note
    assert proposed(None, 6).track == "2"


def test_secondary_begun_is_not_secondary_finished():
    assert proposed(2, 4).track == "1"


def test_somebody_who_does_not_read_gets_it_said_and_nobody_else_does():
    assert "lese og skrive" in proposed(0, 0, reads=False).note
    assert proposed(0, 0, reads=True).note == ""
    assert proposed(0, 0).note == ""
