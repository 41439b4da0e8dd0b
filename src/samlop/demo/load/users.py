"""Writes the staff who may sign in, all with the demonstration password."""

from functools import lru_cache

from django.conf import settings
from django.contrib.auth.hashers import make_password

from samlop.access.models import Team, User
from samlop.access.views import DEMO_PASSWORD
from samlop.core.models import Municipality
from samlop.demo.bulk import Writer
from samlop.demo.town import Town


def write(writer: Writer, municipality: Municipality, town: Town) -> list[int]:
    """The users' numbers, in the order of `town.staff`; teams on the way."""
    hashed = _hashed(settings.PASSWORD_HASHERS[0])
    teams = writer.ids(Team, len(town.teams))
    writer.insert(
        Team,
        ("id", "municipality_id", "name"),
        [(number, municipality.pk, name) for number, name in zip(teams, town.teams, strict=True)],
    )
    numbers = writer.ids(User, len(town.staff))
    writer.insert(
        User,
        ("id", "municipality_id", "username", "name", "role", "team_id", "translates", "password"),
        [
            (
                number,
                municipality.pk,
                user.username,
                user.name,
                user.role,
                None if user.team is None else teams[user.team],
                user.translates,
                hashed,
            )
            for number, user in zip(numbers, town.staff, strict=True)
        ],
    )
    return list(numbers)


@lru_cache(maxsize=2)
def _hashed(hasher: str) -> str:
    # One hash for everybody: a slow hash each would take minutes for a country's staff.
    return make_password(DEMO_PASSWORD)
