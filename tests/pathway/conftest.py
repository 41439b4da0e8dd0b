"""A family whose steps are laid from the default template."""

import datetime as dt

import pytest

from samlop.core import clock
from samlop.pathway import actions
from samlop.pathway.models import OPEN, State, Step
from tests import given


class Laid:
    """The family of four, its steps by key and person, and short ways to act on them as the counsellor."""

    def __init__(self, cast, now, **household):
        self.cast, self.now = cast, now
        actions.ensure_defaults(cast.municipality, now)
        self.household, self.mother, self.father, self.small, self.big = given.a_family(cast, **household)
        actions.lay(household=self.household, by=cast.counsellor, at=now)

    def step(self, key, person=None) -> Step:
        return Step.objects.filter(household=self.household, key=key, person=person).order_by("-id").first()

    def finish(self, key, person=None, **more):
        return actions.finish(step=self.step(key, person), by=self.cast.counsellor, at=self.now, **more)

    def settle_until(self, *stop, on=None):
        """Finishes all that can be finished, again and again, but for these keys and what waits for them."""
        keep = set(stop) | {"plan_review"}
        while ready := Step.objects.filter(household=self.household, state__in=(State.READY, State.UNDER_WAY)).exclude(
            key__in=keep
        ):
            for step in ready:
                actions.finish(step=step, by=self.cast.counsellor, at=self.now, on=on)

    def open_keys(self) -> set[str]:
        return set(Step.objects.filter(household=self.household, state__in=OPEN).values_list("key", flat=True))


@pytest.fixture
def laid(cast, now) -> Laid:
    return Laid(cast, now, requested_on=dt.date(2026, 8, 1), accepted_on=dt.date(2026, 8, 10))


@pytest.fixture
def before(now):
    """Some days ago: `before(23)`."""
    return lambda days: now - dt.timedelta(days=days)


@pytest.fixture
def at():
    """An instant on a date: `at(2026, 12, 1)`."""
    return lambda *day: dt.datetime(*day, 10, 0, tzinfo=clock.OSLO)
