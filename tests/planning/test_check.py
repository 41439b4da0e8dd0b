"""The checker says every breach in words, for one person and for a cohort alike."""

import pytest

from samlop.planning.check import Asked, Pool, breaches

COURSE = Asked("course", "Kurs", (5, 5), starts=frozenset({2, 6}), earliest=1, who="a")


def test_a_plan_that_holds_says_nothing():
    assert breaches([COURSE], {"course": (2, 4)}, ceiling=lambda *_: 5) == []


@pytest.mark.parametrize(
    ("asked", "placed", "said"),
    [
        (COURSE, (3, 5), "«Kurs» starter uke 3, men det er ikke noe inntak da."),
        (COURSE, (2, 5), "«Kurs» starter uke 2 og er ferdig uke 4, ikke uke 5."),
        (Asked("course", "Kurs", (5,), earliest=3), (2, 3), "«Kurs» starter uke 2, men kan tidligst starte uke 3."),
        (Asked("course", "Kurs", (5,), ends_by=2), (2, 3), "«Kurs» er ferdig uke 3, men må være ferdig innen uke 2."),
        (Asked("course", "Kurs", (5,), fixed=1), (2, 3), "«Kurs» har fått plass uke 1, men står uke 2."),
        (Asked("course", "Kurs", (5, 5), opens=((0, 3),)), (2, 4), "«Kurs» går utenfor ukene den er åpen."),
        (
            Asked("course", "Kurs", (5,), pauses=frozenset({2})),
            (2, 4),
            "«Kurs» starter uke 2, midt i en ferie eller et opphold.",
        ),
    ],
)
def test_each_kind_of_breach_has_its_sentence(asked, placed, said):
    assert breaches([asked], {"course": placed}) == [said]


def test_pauses_are_stepped_over():
    paused = Asked("course", "Kurs", (5, 5), pauses=frozenset({3}))
    assert breaches([paused], {"course": (2, 5)}) == []
    assert breaches([paused], {"course": (2, 4)}) == ["«Kurs» starter uke 2 og er ferdig uke 5, ikke uke 4."]


def test_waits_with_weeks_between():
    after = Asked("work", "Praksis", (5,), after=(("course", 2),))
    assert breaches([COURSE, after], {"course": (2, 4), "work": (6, 7)}) == []
    assert breaches([COURSE, after], {"course": (2, 4), "work": (5, 6)}) == [
        "«Praksis» starter uke 5, men må vente til «Kurs» er ferdig uke 4 og 2 uker til."
    ]


def test_the_ceiling_is_each_ones_own():
    two = [Asked(("a", 1), "A", (5,), who="a"), Asked(("b", 1), "B", (5,), who="b")]
    placed = {("a", 1): (0, 1), ("b", 1): (0, 1)}
    assert breaches(two, placed, ceiling=lambda *_: 5) == []
    assert breaches(two, placed, ceiling=lambda who, _: 4 if who == "b" else 5) == ["b: uke 0 har 5, men taket er 4."]


def test_seats_are_counted_by_start_and_places_by_week():
    many = [Asked(n, f"Nr {n}", (1, 1), pool="p") for n in range(3)]
    placed = {0: (0, 2), 1: (0, 2), 2: (1, 3)}
    assert breaches(many, placed, pools={"p": Pool("Klassen", 2, per_start=True)}) == []
    assert breaches(many, placed, pools={"p": Pool("Praksis", 2)}) == [
        "«Praksis» har 2 plasser, men 3 er gitt i uke 1."
    ]


def test_what_is_missing_or_never_asked_for_is_told():
    assert breaches([COURSE], {"other": (0, 1)}) == [
        "Planen har «other», som ingen har bedt om.",
        "«Kurs» mangler i planen.",
    ]
