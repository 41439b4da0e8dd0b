"""Lets three nights pass over an invented municipality, so that histories have a beginning and some changes wait."""

import datetime as dt

from samlop.access.models import Role, User
from samlop.assessment import actions
from samlop.assessment.models import Change, ChangeState
from samlop.core.clock import OSLO
from samlop.core.models import Municipality
from samlop.demo.dates import days
from samlop.demo.town import Town

# What the second night found, has been accepted; what the third found, waits.
NIGHTS = (90, 45, 0)


def assess(town: Town) -> None:
    """Assesses everybody on three days, and accepts what counsellors had seen of it before the last one."""
    municipality = Municipality.objects.filter(number=town.number).first()
    for back in NIGHTS:
        on = town.on - days(back)
        actions.assess_everyone(municipality=municipality, on=on, at=_at(on, 2))
        if back and back != NIGHTS[0]:
            for user in User.objects.filter(municipality=municipality, role=Role.COUNSELLOR):
                rows = Change.objects.filter(person__counsellor=user, state=ChangeState.PENDING)
                if chosen := list(rows.values_list("pk", "key")):
                    actions.accept(changes=chosen, by=user, at=_at(on, 9))


def _at(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), tzinfo=OSLO)
