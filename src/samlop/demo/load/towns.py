"""Writes whole municipalities: users first, then people, pathway and cases, one transaction each."""

import datetime as dt
import random
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.management import call_command
from django.db import connection, transaction

from samlop.access.models import User
from samlop.core.clock import OSLO
from samlop.core.models import Municipality
from samlop.demo.bulk import Writer
from samlop.demo.load import competence, pathway, people, plans, team, users
from samlop.demo.town import Town
from samlop.pathway.actions import ensure_defaults
from samlop.people.models import Household


@dataclass
class Loaded:
    """What was written."""

    municipalities: int = 0
    people: int = 0
    households: int = 0
    steps: int = 0
    sign_ins: list[str] = field(default_factory=list)
    scenes: dict[str, int] = field(default_factory=dict)  # scene -> household number
    contacts: dict[str, int] = field(default_factory=dict)  # scene -> number of the person it is about


def in_use() -> bool:
    """Whether the database already holds people or users."""
    return Household.objects.exists() or User.objects.exists()


def clear() -> None:
    """Empties every table. Only for installations with invented people; the command line asks first."""
    call_command("flush", verbosity=0, interactive=False)


def load_town(town: Town, *, loaded: Loaded | None = None, writer: Writer | None = None, whole: bool = True) -> Loaded:
    """Writes one municipality in one transaction.

    `whole`: with mappings, plans, decisions and interpreter use; a benchmark's country goes without.
    """
    loaded = loaded or Loaded()
    last = writer is None
    writer = writer or Writer()
    at = dt.datetime.combine(town.on, dt.time(7, 0), tzinfo=OSLO)
    rng = random.Random(town.seed)
    with transaction.atomic():
        municipality = Municipality.objects.create(number=town.number, name=f"{town.name} kommune")
        template = ensure_defaults(municipality, at)
        staff = users.write(writer, municipality, town)
        rows = people.write(writer, municipality, town, staff)
        steps, done = pathway.write(writer, municipality, town, rows, template, rng)
        if whole:
            competence.write(writer, town, rows, staff, done, rng)
            plans.write(writer, municipality, town, rows, staff, rng)
            team.write(writer, municipality, town, rows, staff)
        if last:
            writer.finish()
    loaded.municipalities += 1
    loaded.steps += steps
    loaded.people += len(rows.people)
    loaded.households += len(rows.homes)
    known = {"kari", "per", "lise", "ola", "nina", "rune", "olena", "samira"}
    loaded.sign_ins += [user.username for user in town.staff if user.username in known]
    for home, number, members in zip(town.homes, rows.homes, rows.members, strict=True):
        if home.scene:
            loaded.scenes[home.scene], loaded.contacts[home.scene] = number, members[0]
    return loaded


def load_nation(towns: Iterable[Town], *, tell=None) -> Loaded:
    """Writes municipality by municipality; no more than one is in memory at a time. `tell(loaded)` after each."""
    loaded, writer = Loaded(), Writer()
    for town in towns:
        load_town(town, loaded=loaded, writer=writer, whole=False)
        if tell:
            tell(loaded)
    writer.finish()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return loaded
