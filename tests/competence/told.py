"""The words that tests of this room tell their beginning in."""

import datetime as dt

from django.urls import reverse

from samlop.competence import actions
from samlop.competence.models import Education, GuidanceResult, LanguageLevel, Level, Skill, Wish, WorkExperience
from samlop.core.models import Source

KNOWN = {"source": Source.PERSON, "known_on": dt.date(2026, 11, 20)}

# What a browser sends for each kind: the least that is enough.
LEAST = {
    "ferdighet": {"name": "Kjører truck", "kind": "formal", "evidence": "document"},
    "arbeid": {"title": "Baker"},
    "utdanning": {"level": "4"},
    "sprak": {"language": "en", "oral": "B1"},
    "onske": {"kind": "work", "title": "Jobbe på bakeri"},
    "veiledning": {"given_on": "20.11.2026", "goal": "Fagbrev som baker"},
}
MODELS = {
    "ferdighet": Skill,
    "arbeid": WorkExperience,
    "utdanning": Education,
    "sprak": LanguageLevel,
    "onske": Wish,
    "veiledning": GuidanceResult,
}


def sent(kind: str, **more) -> dict:
    """A whole form of a kind as the browser sends it."""
    return {"source": "person", "known_on": "20.11.2026", **LEAST[kind], **more}


def page(name: str, *args) -> str:
    return reverse(f"competence:{name}", args=args)


def mapped(cast, person, now, model, **values):
    """A fact the counsellor has mapped."""
    return actions.add_fact(model=model, person=person, values=KNOWN | values, by=cast.counsellor, at=now)


def a_baker(cast, person, now):
    """A person who has baked for six years, has finished secondary school and speaks some English."""
    mapped(cast, person, now, Skill, name="Hygienekurs", kind="formal", evidence="document")
    mapped(cast, person, now, WorkExperience, title="Baker", styrk="7512", years=6, country="SY", last_year=2022)
    mapped(
        cast,
        person,
        now,
        Education,
        level=Level.UPPER_FINAL,
        field="handel",
        country="SY",
        completed=True,
        to_year=2012,
    )
    mapped(cast, person, now, LanguageLevel, language="en", oral="B1", reading="A2")
    mapped(cast, person, now, Wish, kind="work", title="Jobbe på bakeri")
    return person
