"""Makes single people: names as registers write them, birth dates, languages, schooling and needs."""

import datetime as dt
import random

from samlop.core.calendar import age_on
from samlop.demo import shape, words
from samlop.demo.dates import born_at_age
from samlop.demo.deck import Deck
from samlop.demo.town import Home, Someone, Tongue

# Where a child's second name is the father's given name, and where husband and wife share a family name.
FATHERS_NAME = frozenset({"ER", "ET", "SO", "SD"})
SHARED_NAME = frozenset({"UA", "RU", "MD", "TR", "AF", "IR"})
NEEDS = {
    "health": (
        "Helsesykepleier tar første samtale",
        "Fastlege må være på plass den første uka",
        "Kortere dager i starten",
    ),
    "wheelchair": ("Trinnfri bolig med heis eller på bakkeplan",),
    "hearing": ("Plass nær læreren og skriftlige beskjeder",),
    "sight": ("Stor skrift og lyd",),
    "care": ("Tildelingskontoret vurderer hjelp i hjemmet",),
    "safety": ("Avklar med flyktningkontoret før adressen deles med noen",),
    "literacy": ("Muntlige beskjeder og bilder, ikke brev",),
}


class Maker:
    """Makes people for one municipality."""

    def __init__(self, homes):
        self.homes = homes
        self.rng: random.Random = homes.rng
        self._schooling = {key: Deck(self.rng, table) for key, table in shape.SCHOOLING.items()}
        self._languages = {key: Deck(self.rng, table) for key, table in shape.LANGUAGES.items()}
        health = shape.of(shape.HEALTH, homes.size)
        self._health = Deck(self.rng, {True: health, False: 1 - health})
        self._needs = Deck(self.rng, shape.OTHER_NEEDS)

    def adult(
        self,
        home: Home,
        origin: str,
        sex: str,
        age: int,
        *,
        married_to: Someone | None = None,
        child_of: list[Someone] = (),
        kin_of: Someone | None = None,
        schooling: str = "",
        language: str = "",
    ) -> Someone:
        """An adult (or an unaccompanied minor) of `age` when the household is settled; added to the household."""
        born = born_at_age(self.rng, home.settles_on or self.homes.on, age)
        family = self._family_name(origin, sex, married_to, child_of, kin_of)
        same_tongue = married_to or kin_of or (child_of[0] if child_of else None)
        language = language or (
            same_tongue.language if same_tongue and self.rng.random() < 0.9 else self._languages[origin].deal()
        )
        person = Someone(
            given_name=words.given_name(self.rng, origin, sex),
            family_name=family,
            sex=sex,
            birth_date=born,
            origin=origin,
            language=language,
            duf="",
        )
        home.members.append(person)
        if age >= 18:
            self.educate(person, schooling or self._schooling["UA" if origin == "UA" else ""].deal(), home)
            if self._health.deal():
                person.needs.append(("health", self.rng.choice(NEEDS["health"])))
        else:
            person.languages = [Tongue(person.language, "native", True)]
        if other := self._needs.deal():
            person.needs.append((other, self.rng.choice(NEEDS[other])))
        return person

    def child(self, home: Home, origin: str, parents: list[Someone], born: dt.date) -> Someone:
        """A child of these parents; added to the household."""
        sex = self.rng.choice(("woman", "man"))
        mother = parents[0]
        child = Someone(
            given_name=words.given_name(self.rng, origin, sex),
            family_name=self._family_name(origin, sex, None, parents, None),
            sex=sex,
            birth_date=born,
            origin=origin,
            language=mother.language,
            duf="",
            role="child",
        )
        if age_on(born, self.homes.on) >= 3:
            child.languages = [Tongue(child.language, "native", age_on(born, self.homes.on) >= 8)]
        if self.rng.random() < 0.03:
            need = self.rng.choice(("health", "hearing", "wheelchair"))
            child.needs.append((need, self.rng.choice(NEEDS[need])))
        home.members.append(child)
        return child

    def _family_name(self, origin, sex, married_to, child_of, kin_of) -> str:
        rng = self.rng
        if child_of:
            father = next((p for p in child_of if p.sex == "man"), None)
            if origin in FATHERS_NAME and father:
                return father.given_name
            if not (origin == "CD" and rng.random() < 0.3):
                return self._same_family((father or child_of[0]), sex)
        if married_to and (origin in SHARED_NAME or (origin in ("SY", "IQ") and rng.random() < 0.4)):
            return self._same_family(married_to, sex)
        if kin_of and origin in SHARED_NAME and rng.random() < 0.4:
            return self._same_family(kin_of, sex)
        name = rng.choice(words.names_of(origin).families)
        return name.spelt(sex, 0 if rng.random() < 0.7 else rng.randrange(4))

    def _same_family(self, kin: Someone, sex: str) -> str:
        """The kin's family name in the form for `sex`; one in twelve comes in another spelling, as in registers."""
        for name in words.names_of(kin.origin).families:
            forms = name.woman if kin.sex == "woman" else name.man
            if kin.family_name in forms:
                nth = forms.index(kin.family_name)
                return name.spelt(sex, nth if self.rng.random() < 0.92 else nth + 1)
        return kin.family_name

    def educate(self, person: Someone, schooling: str, home: Home) -> None:
        """Schooling, school years, what she has worked with, her languages, and the track where there is one."""
        rng = self.rng
        person.schooling = schooling
        years = {"none": (0, 2), "primary": (3, 9), "lower": (8, 10), "upper": (10, 13), "higher": (14, 18)}
        person.school_years = rng.randint(*years[schooling])
        person.education = "upper_secondary_or_higher" if schooling in ("upper", "higher") else "below_upper_secondary"
        age = age_on(person.birth_date, home.settles_on or self.homes.on)
        if age >= 21 and rng.random() < (0.9 if schooling == "higher" else 0.75):
            person.occupation = rng.choice(shape.OCCUPATIONS[schooling])
        reads = schooling != "none"
        person.languages = [Tongue(person.language, "native", reads)]
        second = shape.SECOND_LANGUAGE.get(person.language)
        if second and rng.random() < (0.9 if person.origin == "UA" else 0.6):
            person.languages.append(Tongue(second, "C1" if person.origin == "UA" else "B1", reads))
        if second != "en" and rng.random() < {"higher": 0.75, "upper": 0.4}.get(schooling, 0.08):
            levels = ("B1", "B2", "B2", "C1") if schooling == "higher" else ("A1", "A2", "A2", "B1")
            person.languages.append(Tongue("en", rng.choice(levels), True))
        if schooling == "none":
            person.needs.append(("literacy", NEEDS["literacy"][0]))
        self._norwegian(person, home)
        if person.origin != "UA":
            person.track = self._track_of(person, age)

    def _norwegian(self, person: Someone, home: Home) -> None:
        """About A2 after a year for schooled people, A1 for others; and who still needs an interpreter."""
        months = ((self.homes.on - home.settles_on).days / 30) if home.settles_on else -1
        pace = {"higher": 1.25, "upper": 1.0, "lower": 0.7, "primary": 0.55, "none": 0.35}[person.schooling]
        gained = months * pace * self.rng.uniform(0.7, 1.3)
        level = next((name for least, name in ((34, "B2"), (19, "B1"), (9, "A2"), (3, "A1")) if gained >= least), "A0")
        if months >= 1:
            person.languages.append(Tongue("nb", level, person.schooling != "none" and level != "A0"))
        person.interpreter_needed = (
            self.rng.random() < {"A0": 0.97, "A1": 0.94, "A2": 0.8, "B1": 0.35, "B2": 0.05}[level]
        )

    def _track_of(self, person: Someone, age: int) -> str:
        """The source's shares, with the ends where they belong: long schooling is track 3, hardly any is track 1."""
        luck = self.rng.random()
        if luck < 0.024:
            return "unknown"
        if age < 25:
            return "youth" if luck < 0.36 else "1" if person.schooling in ("none", "primary") else "2"
        if person.schooling in ("none", "primary"):
            return "1" if luck < 0.68 else "2"
        return "2" if person.schooling == "upper" and luck < 0.9 else "3"
