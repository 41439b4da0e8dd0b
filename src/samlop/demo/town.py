"""Describes an invented municipality as plain rows, before anything touches a database."""

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

# The faults that are planted so that the checks have something to find (domain-numbers.md, section 11).
NO_GOAL = "no_goal"
NOT_REVIEWED = "not_reviewed"
NO_INTERPRETER_REASON = "no_interpreter_reason"
TWO_OWNERS = "two_owners"
TWO_PROGRAMMES = "two_programmes"
LATE_WITHOUT_REASON = "late_without_reason"
ENDS_BEFORE_INTAKE = "ends_before_intake"
NO_PLAN = "no_plan"


@dataclass(slots=True)
class Grant:
    """A residence permit."""

    kind: str
    granted_on: dt.date
    ended_on: dt.date | None = None
    applied_on: dt.date | None = None
    applied_from_abroad: bool = False
    reference_permit: str = ""
    reference_settled_on: dt.date | None = None


@dataclass(slots=True)
class Tongue:
    """A language somebody knows."""

    language: str
    level: str
    reads: bool


@dataclass(slots=True)
class Programme:
    """The introduction programme of one adult as it went, or (dates after the day) as it is meant to go.

    `ends_on` is exclusive. `interpreter` at the decision talk: qualified, unqualified, not_needed or not_booked.
    """

    decided_on: dt.date
    starts_on: dt.date
    ends_on: dt.date
    goal: str
    norwegian: str
    hours_per_week: float
    interpreter: str
    interpreter_reason: str = ""
    late: bool = False
    late_reason: str = ""
    reviewed_on: dt.date | None = None
    has_plan: bool = True
    started_without_place: bool = False


@dataclass(slots=True)
class Someone:
    """One invented person. `relations`: (what she is to the other, the other's place in the household)."""

    given_name: str
    family_name: str
    sex: str
    birth_date: dt.date
    origin: str
    language: str
    duf: str
    identity_number: str = ""
    role: str = "adult"  # parent, adult, elder, child, minor
    interpreter_needed: bool = True
    protection: str = ""
    unaccompanied_minor: bool = False
    arrived_on: dt.date | None = None
    settled_on: dt.date | None = None
    settled_by_agreement: bool = True
    schooling: str = ""  # none, primary, lower, upper, higher; empty for children
    school_years: int | None = None
    education: str = ""  # as Person.education
    track: str = ""  # 1, 2, 3, youth, unknown; empty for Ukrainians and those outside the target group
    occupation: str = ""  # what she did, by STYRK-08 code
    job_hours: float | None = None
    permits: list[Grant] = field(default_factory=list)
    languages: list[Tongue] = field(default_factory=list)
    needs: list[tuple[str, str]] = field(default_factory=list)
    relations: list[tuple[str, int]] = field(default_factory=list)
    in_target_group: bool = False
    single_parent: bool = False
    small_child: bool = False
    ready_after_days: list[int] = field(default_factory=list)  # per precondition; 0 = in place at arrival
    programme: Programme | None = None
    faults: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Home:
    """One household. `counsellor`: a place in the town's staff, or None. `fixed`: what a scene says of single steps."""

    kind: str  # family, single, couple, minor
    route: str
    requested_on: dt.date
    accepted_on: dt.date | None
    settles_on: dt.date | None
    address: str = ""
    counsellor: int | None = None
    team: int | None = None
    members: list[Someone] = field(default_factory=list)
    scene: str = ""
    # (step key, place of the person or None) -> (done, under_way or dropped, the day that happened).
    fixed: dict[tuple[str, int | None], tuple[str, dt.date]] = field(default_factory=dict)
    # Dates that somebody has agreed on for a step, and the words for it.
    agreed: dict[tuple[str, int | None], tuple[dt.date, str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the household is called in lists: the first adult's family name, and how many they are."""
        return (
            f"{self.members[0].family_name}, {len(self.members)} pers."
            if len(self.members) > 1
            else str(f"{self.members[0].family_name}, {self.members[0].given_name}")
        )


@dataclass(slots=True)
class Staff:
    """A member of staff who may sign in."""

    username: str
    name: str
    role: str
    team: int | None = None
    translates: str = ""


@dataclass(slots=True)
class Town:
    """One invented municipality."""

    number: str
    name: str
    on: dt.date
    teams: list[str]
    staff: list[Staff]
    homes: list[Home]
    seed: int = 0  # for what is drawn when the town is written: steps and what was said in talks

    def people(self) -> Iterator[Someone]:
        """Everybody, household by household."""
        for home in self.homes:
            yield from home.members

    def digest(self) -> str:
        """A fingerprint: equal exactly when every fact is equal."""
        plain = json.dumps(dataclasses.asdict(_listed(self)), default=_plain, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(plain.encode()).hexdigest()


def _listed(town: Town) -> Town:
    homes = [dataclasses.replace(home, fixed=_flat(home.fixed), agreed=_flat(home.agreed)) for home in town.homes]
    return dataclasses.replace(town, homes=homes)


def _flat(table: dict) -> dict:
    return {f"{key}/{place}": value for (key, place), value in table.items()}


def _plain(value):
    return sorted(value) if isinstance(value, set) else value.isoformat()
