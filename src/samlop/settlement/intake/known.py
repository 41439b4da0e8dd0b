"""Holds what the database knows about the people of a list, for matching and comparing without further queries."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from samlop.people.models import Person
from samlop.settlement.intake.checks import name_key, sound_key
from samlop.settlement.intake.values import Listed


@dataclass(slots=True)
class Known:
    """Who is there already, found by number and by birth date; whom the reader may see; and the full rows of those.

    Holds numbers of people the reader may not see, because a row that is about one of them must be held back. They
    never get further than to `matching`, and nothing about them is fetched but what finds them.
    """

    by_duf: dict[str, int] = field(default_factory=dict)
    by_number: dict[str, int] = field(default_factory=dict)
    by_name: dict[tuple[str, dt.date], list[int]] = field(default_factory=lambda: defaultdict(list))
    by_sound: dict[tuple[str, dt.date], list[int]] = field(default_factory=lambda: defaultdict(list))
    duf_of: dict[int, str] = field(default_factory=dict)
    visible: set[int] = field(default_factory=set)
    people: dict[int, Person] = field(default_factory=dict)

    def add(self, pk: int, given: str, family: str, born: dt.date, duf: str, number: str) -> None:
        """One person, as far as needed to find her."""
        if duf:
            self.by_duf[duf] = pk
            self.duf_of[pk] = duf
        if number:
            self.by_number[number] = pk
        self.by_name[name_key(given, family), born].append(pk)
        self.by_sound[sound_key(given, family), born].append(pk)

    def of_name(self, one: Listed) -> list[int]:
        """Those with the row's name and birth date."""
        return self._of(self.by_name, name_key, one)

    def of_sound(self, one: Listed) -> list[int]:
        """Those with a name that sounds the same, and the same birth date."""
        return self._of(self.by_sound, sound_key, one)

    def _of(self, index: dict, key, one: Listed) -> list[int]:
        given, family, born = (one.person.get(name) for name in ("given_name", "family_name", "birth_date"))
        return index.get((key(given, family), born), []) if given and family and born else []
