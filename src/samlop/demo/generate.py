"""Makes invented municipalities: who lives there, how they came, and how far each has come.

Pure: the day and the random numbers are passed in, nothing is read but our own word lists, nothing is written. The same
seed, day and size give the same people everywhere.
"""

import datetime as dt
import random
from collections.abc import Iterator

from samlop.demo import careers, homes, scenes, shape, words
from samlop.demo.serials import Serials
from samlop.demo.town import Home, Staff, Town

NUMBERS = {"small": "7002", "middle": "7001", "large": "7003"}
NAMES = {"small": "Lykkjevik", "middle": "Elvestad", "large": "Storelven"}
# County 70 to 79 has never been a Norwegian county number.
FIRST_OF_NATION = 7101


def town(
    *,
    size: str,
    rng: random.Random,
    on: dt.date,
    people: int | None = None,
    number: str = "",
    name: str = "",
    serials: Serials | None = None,
    known: bool = True,
) -> Town:
    """One municipality of `size` (or of `people`). `known`: with the seven sign-ins and the planted scenes."""
    people = people or shape.SIZES[size]
    made = Town(
        number=number or NUMBERS[size],
        name=name or NAMES[size],
        on=on,
        teams=[],
        staff=[],
        homes=[],
    )
    _hire(made, rng, counsellors=max(1, round(people / shape.PER_COUNSELLOR[size])), known=known)
    maker = homes.Maker(rng, on=on, size=size, serials=serials or Serials())
    if known:
        made.homes.extend(scenes.homes(maker))
    count = sum(len(home.members) for home in made.homes)
    while count < people:
        home = maker.home(room=people - count)
        made.homes.append(home)
        count += len(home.members)
    careers.give(made, rng, size=size)
    _share_cases(made, rng)
    made.seed = rng.getrandbits(32)
    return made


def nation(*, seed: int, on: dt.date, people: int = shape.SIZES["nation"]) -> Iterator[Town]:
    """A country of 357 municipalities, one at a time, the largest (with the sign-ins and scenes) first."""
    rng = random.Random(f"{seed}/nation")
    serials = Serials()
    count = shape.NATION_MUNICIPALITIES
    largest = min(shape.NATION_LARGEST, max(people // 8, shape.NATION_SMALLEST))
    sizes = [largest, *_parted(rng, people - largest, count - 1)]
    for place, (name, size) in enumerate(zip(words.municipality_names(rng), sizes, strict=False)):
        yield town(
            size="nation",
            rng=random.Random(f"{seed}/{place}"),
            on=on,
            people=size,
            number=str(FIRST_OF_NATION + place),
            name=name,
            serials=serials,
            known=place == 0,
        )


def one(*, size: str, seed: int, on: dt.date, number: str = "", name: str = "") -> Town:
    """The one municipality of a size, from a seed."""
    return town(size=size, rng=random.Random(f"{seed}/{size}"), on=on, number=number, name=name)


def _parted(rng: random.Random, total: int, parts: int) -> list[int]:
    """`total` people in `parts` municipalities, many small and few large."""
    weights = [rng.lognormvariate(0, 0.9) for _ in range(parts)]
    least = min(shape.NATION_SMALLEST, total // parts)
    room = total - least * parts
    whole = sum(weights)
    sizes = [least + int(room * weight / whole) for weight in weights]
    for place in range(total - sum(sizes)):
        sizes[place % parts] += 1
    return sizes


KNOWN = (
    ("kari", "Kari Solbrekk", "counsellor", ""),
    ("per", "Per Kvernmo", "coordinator", ""),
    ("lise", "Lise Granheim", "team_leader", ""),
    ("ola", "Ola Furulund", "teacher", ""),
    ("nina", "Nina Bakkmoen", "administrator", ""),
    ("rune", "Rune Askerud", "auditor", ""),
    ("olena", "Olena Skoglie", "translator", "uk,en"),
    ("samira", "Samira Langnes", "translator", "ar,ti"),
)


def _hire(made: Town, rng: random.Random, *, counsellors: int, known: bool) -> None:
    """Staff: the known ones, the other counsellors, and a leader for each further team."""
    teams = max(1, round(counsellors / shape.PER_TEAM))
    made.teams = ["Flyktningteamet"] if teams == 1 else [f"Flyktningteam {n + 1}" for n in range(teams)]
    if known:
        made.staff = [
            Staff(username, name, role, 0 if role in ("counsellor", "team_leader") else None, translates)
            for username, name, role, translates in KNOWN
        ]
    here = counsellors - 1 if known else counsellors
    for nth in range(here):
        _add(made, rng, "counsellor", (nth + known) % teams)
    for team in range(teams):
        if not (known and team == 0):
            _add(made, rng, "team_leader", team)
    if not known:
        _add(made, rng, "coordinator", None)


def _add(made: Town, rng: random.Random, role: str, team: int | None) -> None:
    sex = "woman" if rng.random() < 0.7 else "man"
    given = words.given_name(rng, "NO", sex)
    family = rng.choice(words.names_of("NO").families).spelt(sex, 0)
    plain = given.lower().translate(str.maketrans("åøæ", "aoa"))
    made.staff.append(Staff(f"{plain}.{made.number}.{len(made.staff) + 1}", f"{given} {family}", role, team))


def _share_cases(made: Town, rng: random.Random) -> None:
    """A counsellor to every household that has moved in, the one with the least to do; those to come have none yet."""
    counsellors = [place for place, user in enumerate(made.staff) if user.role == "counsellor"]
    load = dict.fromkeys(counsellors, 0.0)
    planted = {counsellors[0]} if any(home.scene for home in made.homes) else set()
    for home in made.homes:
        if home.scene:
            home.counsellor = counsellors[0]
        elif home.settles_on and home.settles_on <= made.on:
            # Whoever has the planted scenes gets quiet cases beside them, so that the scenes are what one sees first.
            free = counsellors if _quiet(home, made.on) else [c for c in counsellors if c not in planted] or counsellors
            # Not always the least loaded: leaders have favourites too, and a team of equal loads shows nothing.
            home.counsellor = min(rng.sample(free, max(1, (len(free) + 1) // 2)), key=lambda c: (load[c], c))
        elif home.accepted_on and rng.random() < 0.25:
            home.counsellor = rng.choice([c for c in counsellors if c not in planted] or counsellors)
        if home.counsellor is not None:
            load[home.counsellor] += _weight(home, made.on)
            home.team = made.staff[home.counsellor].team
        elif home.accepted_on:
            home.team = rng.randrange(len(made.teams))


def _quiet(home: Home, on: dt.date) -> bool:
    """Nothing in it is new, about to start, or wrong."""
    begun = all(p.programme is None or p.programme.starts_on < on for p in home.members)
    return (on - home.settles_on).days > 150 and begun and not any(p.faults for p in home.members)


def _weight(home: Home, on: dt.date) -> float:
    """How much work a household is: each adult, less when the programme is over, more in the first months."""
    adults = [p for p in home.members if p.role != "child"]
    over = sum(1 for p in adults if p.programme and p.programme.ends_on <= on)
    new = home.settles_on is not None and (on - home.settles_on).days < 90
    return len(adults) - 0.3 * over + (0.5 * len(adults) if new else 0)
