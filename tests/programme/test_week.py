"""Times as people write them, weeks that hold together, and intakes that come once a year."""

import datetime as dt
from decimal import Decimal as D

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from samlop.planning import intakes, week
from samlop.planning.week import Cap, Part, Slot


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("8-12", "8–12"),
        ("08.30–11", "8.30–11"),
        ("kl. 9 til 15", "9–15"),
        ("8:15 - 9, 12-14", "8.15–9, 12–14"),
        ("12-14 og 8-10", "8–10, 12–14"),
        ("", ""),
    ],
)
def test_times_are_read_as_people_write_them(text, words):
    assert ", ".join(slot.words for slot in week.slots(text)) == words


@pytest.mark.parametrize("text", ["åtte", "12-8", "8-8", "25-26", "8.75-9", "8-12, 11-13", "8", "<b>8-9</b>", "-1-5"])
def test_times_that_cannot_be_are_refused_in_words(text):
    with pytest.raises(week.UnreadableTime, match="«"):
        week.slots(text)


def test_parts_that_touch_do_not_clash_and_parts_that_overlap_do():
    def part(n: int, starts: int, ends: int, **more) -> Part:
        return Part(n, f"P{n}", D(2), slots={"mon": (Slot(starts, ends),)}, **more)

    assert week.clashes([part(1, 480, 600), part(2, 600, 700)]) == []
    [clash] = week.clashes([part(1, 480, 601), part(2, 600, 700)])
    assert (clash.one, clash.other, clash.at) == ("P1", "P2", Slot(600, 601))
    first = part(1, 480, 601, to_on=dt.date(2027, 2, 1))
    assert week.clashes([first, part(2, 600, 700, from_on=dt.date(2027, 2, 1))]) == []
    assert len(week.clashes([first, part(2, 600, 700, from_on=dt.date(2027, 1, 31))])) == 1


def test_the_programme_is_cut_where_the_week_changes():
    start, end = dt.date(2027, 1, 1), dt.date(2028, 1, 1)
    parts = [Part(1, "Norsk", D(20)), Part(2, "Praksis", D("17.5"), work=True, from_on=dt.date(2027, 3, 1))]
    cap = Cap(dt.date(2027, 5, 1), dt.date(2027, 6, 1), D(15))
    found = [(s.starts, s.hours, s.work_hours, s.capped) for s in week.stretches(parts, [cap], starts=start, ends=end)]
    assert found == [
        (dt.date(2027, 1, 1), D(20), D(0), False),
        (dt.date(2027, 3, 1), D("37.5"), D("17.5"), False),
        (dt.date(2027, 5, 1), D(15), D("7.0"), True),
        (dt.date(2027, 6, 1), D("37.5"), D("17.5"), False),
    ]


def test_a_cap_above_the_week_changes_nothing():
    start, end = dt.date(2027, 1, 1), dt.date(2027, 3, 1)
    [only] = week.stretches([Part(1, "Norsk", D(20))], [Cap(start, end, D(30))], starts=start, ends=end)
    assert (only.hours, only.capped) == (D(20), False)


_PARTS = st.lists(st.tuples(st.integers(1, 60).map(lambda n: D(n) / 2), st.booleans()), max_size=7)


@examples(_PARTS)
def test_a_laid_out_week_never_clashes_and_never_has_more_hours_than_asked(wanted):
    laid = week.lay_out(wanted)
    parts = [
        Part(n, str(n), hours, slots={str(d): (s,) for d, s in laid[n].items()}) for n, (hours, _) in enumerate(wanted)
    ]
    assert week.clashes(parts) == []
    for (hours, _), times in zip(wanted, laid, strict=True):
        assert sum((slot.hours for slot in times.values()), D(0)) <= hours


@pytest.mark.parametrize(
    ("ends_on", "on", "expected"),
    [
        (dt.date(2027, 8, 15), dt.date(2026, 11, 21), dt.date(2027, 8, 15)),
        (dt.date(2027, 8, 16), dt.date(2026, 11, 21), dt.date(2028, 8, 15)),
        (dt.date(2027, 2, 1), dt.date(2027, 4, 15), dt.date(2027, 8, 15)),
        (dt.date(2027, 2, 1), dt.date(2027, 4, 16), dt.date(2028, 8, 15)),
    ],
)
def test_the_next_intake_is_one_that_can_still_be_applied_for(ends_on, on, expected):
    assert intakes.next_intake("higher_education", ends_on=ends_on, on=on).starts_on == expected


def test_work_has_no_intake_and_a_short_gap_is_no_gap():
    on = dt.date(2026, 11, 21)
    assert intakes.gap("work", ends_on=dt.date(2027, 2, 1), on=on) is None
    assert intakes.gap("higher_education", ends_on=dt.date(2027, 7, 15), on=on) is None
    assert intakes.gap("higher_education", ends_on=dt.date(2027, 7, 14), on=on).days == 32
