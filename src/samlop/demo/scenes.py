"""Plants the households that everybody who tries the product will meet first, all with Kari as counsellor.

Names come from the word lists like everybody's; what is told here is the situation. `SCENES` says what each is for, so
that the command line and the guides can point to them.
"""

import datetime as dt

from samlop.core.calendar import add_months, age_on
from samlop.demo import permits, words
from samlop.demo.dates import days
from samlop.demo.progress import PROGRAMME
from samlop.demo.town import Grant, Home, Programme, Someone, Tongue

SCENES = {
    "no_kindergarten": "Mor i familie på fire: programstart har lovfrist om 9 dager, barnehagekontoret har hatt saken i 23",
    "housing": "Ung mann: varig bolig har vært åpen i 34 dager",
    "prepared": "Klar for planmøte: kartlagt, veiledet, tolk bestilt, ingen plan",
    "engineer": "Ukrainsk ingeniør: høyere utdanning, engelsk B2, søknad om godkjenning sendt for 34 dager siden",
    "low_literacy": "Ung voksen med fire års skolegang",
    "elder": "68 år, utenfor målgruppen for programmet",
    "protected": "Mor og barn med adressesperre: bare Kari ser dem",
}


def homes(maker) -> list[Home]:
    """The planted households, in the order of `SCENES`."""
    return [
        _no_kindergarten(maker),
        _housing(maker),
        _prepared(maker),
        _engineer(maker),
        _low_literacy(maker),
        _elder(maker),
        _protected(maker),
    ]


def _home(maker, scene: str, *, kind: str, route: str, settles: dt.date, asked: int = 75) -> Home:
    home = Home(kind, route, settles - days(asked), settles - days(asked - 9), settles, scene=scene)
    street = words.places("streets")[list(SCENES).index(scene) * 3]
    home.address = f"{street} {7 + list(SCENES).index(scene)}"
    return home


def _done(home: Home, on: dt.date, steps: dict[str, int], place: int | None = None) -> None:
    """Says that these steps were closed so many days before the day."""
    home.fixed |= {(key, place): ("done", on - days(ago)) for key, ago in steps.items()}


def _parents(members: list[Someone], children: range) -> None:
    for parent in members:
        parent.role = "parent"
        parent.relations += [("parent", place) for place in children]
        parent.small_child = True


def _no_kindergarten(maker) -> Home:
    on = maker.on
    # The deadline is three months after the settlement: nine days from now, or as near as the months' lengths allow.
    wanted = on + days(9)
    settles = min(
        (add_months(wanted, -3) + days(n) for n in (0, 1)), key=lambda day: abs((add_months(day, 3) - wanted).days)
    )
    deadline = add_months(settles, 3)
    home = _home(maker, "no_kindergarten", kind="family", route="quota", settles=settles)
    mother = maker.people.adult(home, "SY", "woman", 31, schooling="upper", language="ar")
    father = maker.people.adult(home, "SY", "man", 34, schooling="primary", language="ar", married_to=mother)
    mother.relations.append(("spouse", 1))
    for born in (on - days(365 * 2 + 70), on - days(365 * 8 + 120)):
        maker.people.child(home, "SY", [mother, father], born)
    _parents([mother, father], range(2, 4))
    home.members[2].relations.append(("sibling", 3))
    permits.give(maker, home, "SY")
    _plain(home, keep={0: [], 1: []})
    home.fixed["kindergarten_place", 2] = ("under_way", on - days(23))
    home.agreed["kindergarten_place", 2] = (deadline + days(1), "Barnehagekontoret har lovet svar til denne dagen.")
    home.fixed["school_place", 3] = ("done", settles + days(4))
    for place, decided in ((0, 12), (1, 47)):
        _done(
            home,
            on,
            {"competence_mapping": decided + 25, "career_guidance": decided + 9, "plan_and_decision": decided},
            place,
        )
        _done(
            home,
            on,
            {"identity_number": 50, "bank_account": 20, "tax_card": 45, "phone": 44, "residence_card": 60},
            place,
        )
    home.fixed["programme_start", 1] = ("done", on - days(40))
    mother.programme = _programme(decided=on - days(12), starts=deadline, months=12, goal="work", norwegian="B1")
    father.programme = _programme(decided=on - days(47), starts=on - days(40), months=24, goal="work", norwegian="A2")
    mother.occupation = "5120"
    # The father began while the grandmother next door had the child; it cannot last, and the reason is on record.
    father.programme.started_without_place = True
    return home


def _housing(maker) -> Home:
    on = maker.on
    home = _home(maker, "housing", kind="single", route="reception", settles=on - days(150))
    man = maker.people.adult(home, "ER", "man", 24, schooling="primary", language="ti")
    permits.give(maker, home, "ER")
    _plain(home, keep={0: []})
    man.programme = _programme(decided=on - days(108), starts=on - days(100), months=24, goal="work", norwegian="A2")
    home.agreed["lasting_home", None] = (on + days(14), "Boligkontoret skal ha et tilbud klart til denne dagen.")
    home.fixed["lasting_home", None] = ("under_way", on - days(34))
    return home


def _prepared(maker) -> Home:
    on = maker.on
    home = _home(maker, "prepared", kind="single", route="reception", settles=on - days(52))
    woman = maker.people.adult(home, "SY", "woman", 29, schooling="upper", language="ar")
    permits.give(maker, home, "SY")
    _plain(home, keep={0: []})
    woman.interpreter_needed = True
    woman.occupation = "5120"
    _done(
        home,
        on,
        {"competence_mapping": 20, "career_guidance": 6, "identity_number": 24, "phone": 22, "residence_card": 30},
        0,
    )
    home.fixed["plan_and_decision", 0] = ("under_way", on - days(2))
    home.fixed["bank_account", 0] = ("under_way", on - days(15))
    return home


def _engineer(maker) -> Home:
    on = maker.on
    home = _home(maker, "engineer", kind="single", route="self_settled", settles=on - days(70), asked=40)
    man = maker.people.adult(home, "UA", "man", 38, schooling="higher", language="uk")
    man.school_years, man.occupation = 17, "2142"
    permits.give(maker, home, "UA")
    _plain(home, keep={0: []})
    man.interpreter_needed = False
    man.languages = [
        Tongue("uk", "native", True),
        Tongue("ru", "C1", True),
        Tongue("en", "B2", True),
        Tongue("nb", "A2", True),
    ]
    _done(home, on, {"competence_mapping": 45, "career_guidance": 33}, 0)
    home.fixed["recognition", 0] = ("under_way", on - days(34))
    home.fixed["plan_and_decision", 0] = ("under_way", on - days(1))
    return home


def _low_literacy(maker) -> Home:
    on = maker.on
    home = _home(maker, "low_literacy", kind="single", route="reception", settles=on - days(33))
    person = maker.people.adult(home, "ER", "woman", 20, schooling="primary", language="ti")
    permits.give(maker, home, "ER")
    _plain(home, keep={0: []})
    person.school_years, person.occupation, person.track = 4, "", "youth"
    person.languages = [Tongue("ti", "native", False), Tongue("nb", "A0", False)]
    person.needs = [("literacy", "Muntlige beskjeder og bilder, ikke brev")]
    _done(home, on, {"competence_mapping": 9}, 0)
    home.fixed["career_guidance", 0] = ("under_way", on - days(6))
    return home


def _elder(maker) -> Home:
    on = maker.on
    home = _home(maker, "elder", kind="single", route="reception", settles=on - days(40))
    person = maker.people.adult(home, "UA", "woman", 68, schooling="higher", language="ru")
    person.birth_date = add_months(on, -12 * 68) - days(97)
    permits.give(maker, home, "UA")
    _plain(home, keep={0: []})
    person.role = "elder"
    home.fixed |= {(key, 0): ("dropped", on - days(33)) for key in PROGRAMME}
    return home


def _protected(maker) -> Home:
    on = maker.on
    home = _home(maker, "protected", kind="family", route="family", settles=on - days(420))
    mother = maker.people.adult(home, "AF", "woman", 33, schooling="lower", language="fa-AF")
    maker.people.child(home, "AF", [mother], on - days(365 * 6 + 30))
    mother.single_parent = True
    _parents([mother], range(1, 2))
    mother.small_child = False
    permits.give(maker, home, "AF")
    _plain(home, keep={0: [], 1: []})
    first = mother.permits[0]
    first.ended_on = home.settles_on + days(230)
    mother.permits = [first, Grant("P-53", first.ended_on)]
    mother.needs = [("safety", "Ring henne, send ikke brev. Ingen avtaler i kalendere som andre ser")]
    for member in home.members:
        member.protection = "strict"
    home.address = ""
    mother.programme = _programme(
        decided=on - days(345),
        starts=on - days(338),
        months=24,
        goal="complete_compulsory_school",
        norwegian="A2",
        reviewed=on - days(156),
    )
    return home


def _plain(home: Home, keep: dict[int, list[tuple[str, str]]]) -> None:
    """Takes what chance gave out of a scene: no needs, permits as the story says, numbers in place, old enough."""
    for place, member in enumerate(home.members):
        member.needs = list(keep.get(place, []))
        member.permits = member.permits[-1:]
        member.permits[0].ended_on = None
        member.in_target_group = (
            member.role in ("adult", "parent") and age_on(member.birth_date, member.permits[0].granted_on) <= 55
        )
        member.settled_by_agreement = home.route != "family"


def _programme(
    *, decided: dt.date, starts: dt.date, months: int, goal: str, norwegian: str, reviewed: dt.date | None = None
) -> Programme:
    return Programme(
        decided_on=decided, starts_on=starts, ends_on=add_months(starts, months), goal=goal, norwegian=norwegian,
        hours_per_week=37.5, interpreter="qualified",
        reviewed_on=reviewed,
    )  # fmt: skip
