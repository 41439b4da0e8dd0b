"""Makes households: who they are to each other, where they come from, when they were asked for, accepted and settled."""

import datetime as dt
import random

from samlop.core.calendar import age_on
from samlop.demo import people, permits, shape, words
from samlop.demo.dates import born_at_age, days
from samlop.demo.deck import Deck, spread
from samlop.demo.serials import Serials
from samlop.demo.town import Home, Someone


class Maker:
    """Makes one household after another for one municipality, keeping the shares right as it goes."""

    def __init__(self, rng: random.Random, *, on: dt.date, size: str, serials: Serials):
        self.rng, self.on, self.size, self.serials = rng, on, size, serials
        elapsed = on.timetuple().tm_yday / 365
        years = {back: weight * (elapsed if back == 0 else 1) for back, weight in shape.SETTLED.items()}
        total = sum(years.values())
        ahead = {"ahead": total * shape.AHEAD * (1 - shape.UNANSWERED), "asked": total * shape.AHEAD * shape.UNANSWERED}
        self._when = Deck(rng, years | ahead)
        self._kind = Deck(rng, shape.KINDS)
        self._origins = {back: self._origin_deck(share) for back, share in shape.UKRAINE.items()}
        self._minor_origin = Deck(rng, shape.MINORS)
        self._children = {key: Deck(rng, table) for key, table in shape.CHILDREN.items()}
        self._parent_age = Deck(rng, shape.PARENT_AGES)
        self._other_age = Deck(rng, shape.OTHER_AGES)
        self._small = {ages: Deck(rng, {True: p, False: 1 - p}) for ages, p in shape.SMALL_CHILD.items()}
        self._single_parent = Deck(rng, {True: shape.SINGLE_PARENT, False: 1 - shape.SINGLE_PARENT})
        self._reunion = Deck(rng, {True: shape.FAMILY_REUNION, False: 1 - shape.FAMILY_REUNION})
        self._protected = Deck(rng, {True: shape.PROTECTED_HOMES, False: 1 - shape.PROTECTED_HOMES})
        self._routes: dict[str, Deck] = {}
        self._months = Deck(rng, shape.MONTHS)
        self.quantile = spread(rng)
        self.people = people.Maker(self)

    def _origin_deck(self, ukraine: float) -> Deck:
        others = sum(shape.OTHERS.values())
        shares = {code: share / others * (100 - ukraine) / shape.MEAN_HOME[""] for code, share in shape.OTHERS.items()}
        return Deck(self.rng, {"UA": ukraine / shape.MEAN_HOME["UA"]} | shares)

    def home(self, *, room: int) -> Home:
        """One more household, of at most `room` people where that can be."""
        kind = self._kind.deal() if room > 1 else "single"
        when = self._when.deal()
        year = when if isinstance(when, int) else 0
        origin = self._minor_origin.deal() if kind == "minor" else self._origins[year].deal()
        route = self._route(kind, origin)
        home = self.dated(kind=kind, route=route, when=when, origin=origin)
        getattr(self, f"_{kind}")(home, origin, room)
        self.finish(home, origin)
        return home

    # --- When ---------------------------------------------------------------------------------------------------

    def dated(self, *, kind: str, route: str, when: int | str, origin: str) -> Home:
        """A household without people, with its dates: asked, answered, settled (a day to come when it is ahead)."""
        rng, on = self.rng, self.on
        if when == "asked":
            return Home(kind, route, on - days(rng.uniform(2, 16)), None, None)
        if when == "ahead":
            settles = on + days(2 + 82 * next(self.quantile))
            accepted = min(on - days(rng.uniform(1, 30)), settles - days(rng.uniform(20, 55)))
        else:
            settles = self._settled_in(on.year + when, origin)
            # From yes to settled about a month and a half (Trondheim).
            accepted = settles - days(rng.triangular(20, 90, 42))
        home = Home(kind, route, accepted - days(rng.uniform(3, 16)), accepted, settles)
        home.address = f"{rng.choice(words.places('streets'))} {rng.randrange(1, 90)}"
        return home

    def _settled_in(self, year: int, origin: str) -> dt.date:
        earliest = dt.date(2022, 5, 10) if origin == "UA" else dt.date(1990, 1, 1)
        for _ in range(50):
            day = dt.date(year, self._months.deal(), self.rng.randrange(1, 29))
            if earliest <= day < self.on:
                return day
        return self.on - days(self.rng.uniform(1, 25))

    def _route(self, kind: str, origin: str) -> str:
        if kind == "minor":
            return "minor"
        if kind == "family" and origin != "UA" and self._reunion.deal():
            return "family"
        key = origin if origin in shape.QUOTA or origin == "UA" else ""
        if key not in self._routes:
            own = shape.of(shape.SELF_SETTLED, origin)
            quota = shape.QUOTA.get(origin, 0.0) * (1 - own)
            self._routes[key] = Deck(self.rng, {"reception": 1 - own - quota, "quota": quota, "self_settled": own})
        return self._routes[key].deal()

    # --- Who ----------------------------------------------------------------------------------------------------

    def _single(self, home: Home, origin: str, room: int) -> None:
        woman = self.rng.random() < shape.of(shape.SINGLE_WOMAN, origin)
        self.people.adult(home, origin, "woman" if woman else "man", self._age(self._other_age.deal()))

    def _minor(self, home: Home, origin: str, room: int) -> None:
        sex = "woman" if self.rng.random() < 0.17 else "man"
        minor = self.people.adult(home, origin, sex, self.rng.choice((14, 15, 15, 16, 16, 16, 17)))
        minor.role = "minor"
        minor.unaccompanied_minor = True

    def _couple(self, home: Home, origin: str, room: int) -> None:
        age = max(20, self._age(self._other_age.deal()))
        woman = self.people.adult(home, origin, "woman", age)
        man = self.people.adult(home, origin, "man", self._mans_age(age), married_to=woman)
        woman.relations.append(("spouse" if self.rng.random() < 0.9 else "cohabitant", 1))
        del man

    def _family(self, home: Home, origin: str, room: int) -> None:
        rng = self.rng
        ages = self._parent_age.deal()
        age = self._age(ages)
        alone = self._single_parent.deal() or home.route == "family" or room < 3
        first_sex = (
            "woman" if not alone or home.route == "family" or rng.random() < shape.SINGLE_PARENT_IS_WOMAN else "man"
        )
        first = self.people.adult(home, origin, first_sex, age)
        parents = [first]
        if not alone:
            parents.append(self.people.adult(home, origin, "man", self._mans_age(age), married_to=first))
            first.relations.append(("spouse" if rng.random() < 0.92 else "cohabitant", 1))
        first.single_parent = alone and home.route != "family"
        for parent in parents:
            parent.role = "parent"
        number = min(self._children["UA" if origin == "UA" else ""].deal(), max(1, room - len(parents)))
        births = self._births(min(parents, key=lambda p: p.birth_date), parents, self._small[ages].deal(), number)
        children = [self.people.child(home, origin, parents, born) for born in births]
        for child in children:
            place = home.members.index(child)
            for parent in parents:
                parent.relations.append(("parent", place))
        for nth, child in enumerate(children):
            child.relations.extend(("sibling", home.members.index(other)) for other in children[nth + 1 :])
        if room > len(home.members) and rng.random() < shape.EXTRA_ADULT / (1 - 0.3):
            self._extra(home, origin, first, parents)
        small = any(age_on(child.birth_date, self.on) < 6 for child in children)
        for parent in parents:
            parent.small_child = small

    def _births(self, _oldest: Someone, parents: list[Someone], small: bool, number: int) -> list[dt.date]:
        """Birth dates, oldest first: no parent younger than 17 at a birth, no mother older than 46, none over 17 today."""
        rng, on = self.rng, self.on
        youngest_parent = max(p.birth_date for p in parents)
        mother = next((p for p in parents if p.sex == "woman"), parents[0])
        room = age_on(youngest_parent, on) - 18
        room = max(0, min(17, room))
        least = max(0, age_on(mother.birth_date, on) - 46)
        low, high = (0, 5) if small else (6, 17 - min(number - 1, 4) * 2)
        low, high = max(low, least), min(high, room)
        age = rng.randint(low, high) if low <= high else min(room, max(least, 0))
        births = [born_at_age(rng, on, age)]
        while len(births) < number:
            before = births[-1] - days(rng.triangular(380, 1700, 800))
            if age_on(before, on) > 17 or age_on(youngest_parent, before) < 17:
                break
            births.append(before)
        return births[::-1]

    def _extra(self, home: Home, origin: str, first: Someone, parents: list[Someone]) -> None:
        rng = self.rng
        if rng.random() < 0.55:
            settles = home.settles_on or self.on
            older = age_on(first.birth_date, settles) + rng.randrange(19, 31)
            sex = "woman" if rng.random() < 0.75 else "man"
            elder = self.people.adult(home, origin, sex, max(56, older), kin_of=first)
            elder.role = "elder"
            elder.relations.append(("parent", home.members.index(first)))
        else:
            youngest = min(age_on(p.birth_date, home.settles_on or self.on) for p in parents)
            if youngest >= 37:
                grown = self.people.adult(
                    home, origin, rng.choice(("woman", "man")), rng.randrange(18, 21), child_of=parents
                )
                for parent in parents:
                    parent.relations.append(("parent", home.members.index(grown)))

    def _age(self, ages: tuple[int, int]) -> int:
        return self.rng.randint(*ages)

    def _mans_age(self, womans: int) -> int:
        return max(19, min(80, round(womans + self.rng.gauss(2.5, 3.0))))

    # --- After ----------------------------------------------------------------------------------------------------

    def finish(self, home: Home, origin: str) -> None:
        """Permits, arrival and numbers, now that everybody is there; and protection for a few."""
        permits.give(self, home, origin)
        if (
            home.kind in ("family", "single")
            and home.members[0].sex == "woman"
            and len(home.members) <= 3
            and self._protected.deal()
        ):
            for member in home.members:
                member.protection = "confidential" if self.rng.random() < 0.8 else "strict"
