"""What a plan says goes to JSON and back unchanged, and says itself what the papers cannot be made without."""

import dataclasses
import datetime as dt
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samlop.decisions import content as c
from tests.decisions.sample import a_content

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
hours = st.decimals(0, 60, places=2, allow_nan=False)
st.register_type_strategy(dt.date, days)
elements = st.builds(
    c.Element,
    title=text,
    kind=st.sampled_from(c.ElementKind),
    hours_per_week=hours,
    starts_on=st.none() | days,
    ends_on=st.none() | days,
    reason=text,
    place=text,
    slots=st.lists(st.builds(c.Slot, st.integers(0, 6), text, text), max_size=2).map(tuple),
)
contents = st.builds(
    c.PlanContent,
    participant=st.builds(c.Participant, text, days, text),
    municipality=text,
    counsellor=text,
    meeting=st.builds(c.Meeting, days, st.lists(st.builds(c.Present, text, text), max_size=2).map(tuple), text),
    goal=st.builds(c.Goal, text, text, text),
    language_goals=st.lists(st.builds(c.LanguageGoal, st.sampled_from(c.Skill), text), max_size=4).map(tuple),
    long_term_goal=text,
    volume=st.builds(c.Volume, hours, st.none() | hours, text),
    duration=st.builds(c.Duration, st.integers(1, 60), days, days, text),
    elements=st.lists(elements, max_size=3).map(tuple),
    weekly_hours=hours,
    strengthens=text,
    contract=st.builds(c.Contract, st.lists(text, max_size=2).map(tuple), st.lists(text, max_size=2).map(tuple)),
    letter=st.builds(
        c.Letter,
        outcome=text,
        reasons=st.lists(text, max_size=2).map(tuple),
        facts=st.lists(st.builds(c.RelevantFact, text, text, text), max_size=2).map(tuple),
        paragraphs=st.lists(st.builds(c.Paragraph, text, text, text), max_size=2).map(tuple),
    ),
    review_on=st.none() | days,
    readings=st.lists(st.builds(c.Reading, text, text, text), max_size=2).map(tuple),
    kind=st.sampled_from(c.Kind),
    version=st.integers(1, 99),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(contents)
def test_every_content_comes_back_from_json_as_it_went(content):
    assert c.PlanContent.from_json(json.loads(json.dumps(content.to_json()))) == content


def test_a_key_that_nobody_knows_is_refused_rather_than_lost():
    with pytest.raises(ValueError, match="hvorfor"):
        c.Goal.from_json({"code": "work", "words": "arbeid", "hvorfor": "x"})


def test_a_whole_content_lacks_nothing():
    assert a_content().gaps() == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"long_term_goal": ""}, "langsiktig mål"),
        ({"elements": ()}, "elementer i programmet"),
        ({"strengthens": ""}, "hvordan elementene styrker veien til arbeid og norskmålet"),
        ({"language_goals": ()}, "norskmål"),
        ({"contract": c.Contract((), ("x",))}, "hva kommunen forplikter seg til"),
    ],
)
def test_what_is_missing_is_named(change, words):
    assert a_content(**change).gaps() == [words]


@pytest.mark.parametrize(("end", "missing"), [(dt.date(2026, 12, 1), True), (dt.date(2026, 12, 2), False)])
def test_a_programme_must_last_at_least_a_day(end, missing):
    duration = dataclasses.replace(a_content().duration, ends_on=end)
    assert bool(a_content(duration=duration).gaps()) is missing


def test_the_last_day_is_the_day_before_the_exclusive_end():
    assert a_content().duration.last_day == dt.date(2028, 11, 30)
