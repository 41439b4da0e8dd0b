"""Writes what has been mapped, what career guidance gave, and how interpreters were used."""

import datetime as dt
import random

from samlop.competence.models import (
    Education,
    GuidanceResult,
    GuidanceStep,
    LanguageLevel,
    Mapping,
    Skill,
    Wish,
    WorkExperience,
)
from samlop.core.calendar import add_months, age_on
from samlop.core.clock import OSLO
from samlop.core.models import Source
from samlop.demo import words
from samlop.demo.bulk import Writer
from samlop.demo.dates import days
from samlop.demo.town import NO_INTERPRETER_REASON, Someone, Town
from samlop.interpreting.models import InterpreterUse

LEVEL = {"none": 0, "primary": 1, "lower": 2, "upper": 4, "higher": 6}
FIELDS = {"2142": "bygg", "2144": "maskin", "2212": "medisin", "2221": "sykepleie", "2330": "matematikk", "2341": "lærerutdanning", "2411": "økonomi", "2431": "markedsføring", "2512": "informatikk", "2635": "sosialt arbeid"}  # fmt: skip
_FACT = ("person_id", "source", "known_on", "added_at", "added_by_id")


class Rows:
    """Rows on their way, by model: names once, values for each."""

    def __init__(self) -> None:
        self._rows: dict[type, tuple[tuple[str, ...], list[tuple]]] = {}

    def add(self, model: type, **values) -> None:
        """One row. All rows of a model name the same columns."""
        names, rows = self._rows.setdefault(model, (tuple(values), []))
        rows.append(tuple(values[name] for name in names))

    def write(self, writer: Writer) -> None:
        """Writes them, in the order the models were first seen."""
        for model, (names, rows) in self._rows.items():
            writer.insert(model, names, rows)


def write(writer: Writer, town: Town, numbers, staff: list[int], done: dict, rng: random.Random) -> None:
    """Writes facts for everybody whose mapping, guidance or talk has been. `done[(person, key)]`: the day of a step."""
    rows = Rows()
    fallback = next(staff[n] for n, user in enumerate(town.staff) if user.role == "counsellor")
    for home, members in zip(town.homes, numbers.members, strict=True):
        by = fallback if home.counsellor is None else staff[home.counsellor]
        for pk, person in zip(members, home.members, strict=True):
            if mapped_on := done.get((pk, "competence_mapping")):
                _mapping(rows, pk, person, home.scene, mapped_on, by, rng, town.on)
                _use(rows, pk, person, "mapping", mapped_on, by, rng)
                if guided_on := done.get((pk, "career_guidance")):
                    _guidance(rows, writer, pk, person, guided_on, by, rng)
            if person.programme and person.programme.decided_on <= town.on:
                _decision_talk(rows, pk, person, by, rng)
            if home.scene == "prepared":
                _use(rows, pk, person, "plan_meeting", town.on, by, rng, category="C")
    rows.write(writer)


def meeting_day(person: Someone) -> dt.date:
    """The plan meeting: three days before the decision, on a working day."""
    day = person.programme.decided_on - days(3)
    return day - days(max(0, day.weekday() - 4))


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(11, 0), tzinfo=OSLO)


def _mapping(
    rows: Rows, pk: int, p: Someone, scene: str, on: dt.date, by: int, rng: random.Random, today: dt.date
) -> None:
    fact = {"person_id": pk, "source": Source.PERSON, "known_on": on, "added_at": _at(on), "added_by_id": by}
    job = words.job(p.occupation)
    born = p.birth_date.year
    ended = min(today.year - 1, born + 6 + (p.school_years or 0))
    sent = today - days(34) if scene == "engineer" else on + days(rng.uniform(5, 30))
    asked = scene == "engineer" or (p.schooling == "higher" and rng.random() < 0.6 and sent <= today)
    rows.add(
        Education, **fact, level=LEVEL[p.schooling], field=FIELDS.get(p.occupation, ""), country=p.origin,
        from_year=born + 6 if p.school_years else None, to_year=ended if p.school_years else None,
        completed=p.schooling in ("lower", "upper", "higher"), documented=p.schooling == "higher",
        recognition="sent" if asked else "", recognition_body="HK-dir" if asked else "", sent_on=sent if asked else None,
    )  # fmt: skip
    age = age_on(p.birth_date, on)
    if job:
        rows.add(
            WorkExperience, **fact, title=job["title"], styrk=p.occupation,
            employer=rng.choice(("private", "private", "public", "own", "informal")), country=p.origin,
            years=float(rng.randint(1, max(1, min(18, age - 20)))), last_year=min(on.year, (p.arrived_on or on).year),
        )  # fmt: skip
        rows.add(Skill, **fact, name=job["skill"], kind="informal", evidence=rng.choice(("own_word", "photo", "reference", "document")))  # fmt: skip
    rows.add(Skill, **fact, name=rng.choice(("Lager mat til mange", "Kjører bil", "Passer barn", "Syr klær", "Ordner papirer for andre", "Spiller fotball, leder laget", "Dyrker hage")), kind="informal", evidence="own_word")  # fmt: skip
    wish = job.get("wish") or rng.choice(("Å lære norsk og ta grunnskolen", "Arbeid med mennesker", "Et fagbrev"))
    rows.add(Wish, **fact, kind="work" if job else "education", title=wish, styrk=p.occupation)
    rows.add(Wish, **fact, kind="daily_life", title=rng.choice(("Svømming", "Et kor", "Turer i skogen", "Fotball", "Treffe naboer")), styrk="")  # fmt: skip
    for tongue in p.languages:
        read = tongue.level if tongue.reads else ("" if tongue.language != "nb" else "A0")
        rows.add(LanguageLevel, **fact, language=tongue.language, oral=tongue.level, listening=tongue.level, reading=read, writing=read)  # fmt: skip
    skipped = rng.random() < 0.15
    track = p.track if p.track in ("1", "2", "3") and rng.random() < 0.7 else ""
    rows.add(
        Mapping, person_id=pk, source=Source.PERSON, known_on=on, mapped_on=on, asked_on=on, skipped=skipped,
        phase="" if skipped else rng.choice(("rupture", "reorientation", "reorientation", "reestablishment")),
        strain="" if skipped else rng.choice(("light", "some", "some", "heavy")),
        track=track, track_reason="Etter skolegangen som er kartlagt" if track else "",
    )  # fmt: skip


def _guidance(rows: Rows, writer: Writer, pk: int, p: Someone, on: dt.date, by: int, rng: random.Random) -> None:
    fact = {"person_id": pk, "source": Source.COUNTY, "known_on": on, "added_at": _at(on), "added_by_id": by}
    job = words.job(p.occupation)
    [number] = writer.ids(GuidanceResult, 1)
    goal = job.get("wish") or (
        "Fullføre grunnskolen og prøve et yrke"
        if p.education == "below_upper_secondary"
        else "Finne et yrke å satse på"
    )
    advice = {
        "higher": "Søk godkjenning nå, og bruk praksis i faget mens norsken blir god nok.",
        "upper": "Praksis i faget først. Se om erfaringen kan dokumenteres på veien til fagbrev.",
    }.get(p.schooling, "Grunnleggende norsk og regning sammen med praksis noen dager i uka.")
    rows.add(
        GuidanceResult, id=number, **fact, given_on=on, goal=goal, recommendation=advice,
        timing=rng.choice(("right", "right", "right", "too_early", "")),
    )  # fmt: skip
    steps = [("Norsk til B1" if p.education == "upper_secondary_or_higher" else "Norsk til A2", "", 9)]
    if job:
        steps.append((f"Praksis: {job['place']}", "Avtale med arbeidsgiver", 4))
    if p.schooling == "higher":
        steps.append(("Godkjenning av utdanningen", "Oversatte papirer", 6))
    for title, missing, months in steps:
        rows.add(GuidanceStep, **fact, result_id=number, title=title, missing=missing, by_on=add_months(on, months))


def _decision_talk(rows: Rows, pk: int, p: Someone, by: int, rng: random.Random) -> None:
    if NO_INTERPRETER_REASON in p.faults:
        return  # the fault is that nothing is on record
    how, day = p.programme.interpreter, meeting_day(p)
    if how == "not_needed":
        _add(
            rows, pk, "plan_meeting", day, by, why="Snakker norsk godt nok til samtalen" if p.interpreter_needed else ""
        )
    elif how == "not_booked":
        _add(
            rows,
            pk,
            "plan_meeting",
            day,
            by,
            needed=True,
            why=p.programme.interpreter_reason or "Ingen ledig tolk den dagen",
        )
    else:
        category = "unqualified" if how == "unqualified" else rng.choice("ABCCDDE")
        _use(rows, pk, p, "plan_meeting", day, by, rng, category=category)


def _use(
    rows: Rows, pk: int, p: Someone, occasion: str, day: dt.date, by: int, rng: random.Random, category: str = ""
) -> None:
    if not p.interpreter_needed and not category:
        _add(rows, pk, occasion, day, by)
        return
    category = category or rng.choice("BCCDDE")
    why = "Ingen i tolkeregisteret var ledig på språket" if category == "unqualified" else ""
    mode = rng.choice(("screen", "screen", "phone", "phone", "phone", "present", "present"))
    _add(
        rows,
        pk,
        occasion,
        day,
        by,
        needed=True,
        booked=True,
        language=p.language,
        mode=mode,
        qualification=category,
        why=why,
    )


def _add(
    rows: Rows,
    pk: int,
    occasion: str,
    day: dt.date,
    by: int,
    *,
    needed=False,
    booked=False,
    language="",
    mode="",
    qualification="",
    why="",
) -> None:
    rows.add(
        InterpreterUse, person_id=pk, occasion=occasion, held_on=day, needed=needed, booked=booked, language=language,
        mode=mode, qualification=qualification, why=why, recorded_at=_at(day), recorded_by_id=by,
    )  # fmt: skip
