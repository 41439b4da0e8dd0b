"""Says what reading in a list would do: who is new, who is known and what changes about them, and what must be mended.

The plan is made anew each time it is shown and once more inside the transaction that carries it out; when the two differ,
the user sees the new one first (`Plan.fingerprint`).
"""

import datetime as dt
import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from samlop.people.models import Household
from samlop.settlement.intake import changes as differences
from samlop.settlement.intake.changes import Change
from samlop.settlement.intake.checks import Family, check
from samlop.settlement.intake.known import Known
from samlop.settlement.intake.matching import How, Match, match
from samlop.settlement.intake.reading import Row
from samlop.settlement.intake.remarks import Level, Remark, warning
from samlop.settlement.intake.values import Listed, understand


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    UPDATE = "update"
    SAME = "same"
    STOPPED = "stopped"


FATE_WORDS = {Fate.NEW: "Ny", Fate.UPDATE: "Endres", Fate.SAME: "Uten endring", Fate.STOPPED: "Må rettes"}


@dataclass(slots=True)
class PersonPlan:
    """What becomes of one row."""

    listed: Listed
    match: Match
    changes: list[Change] = field(default_factory=list)

    @property
    def row(self) -> int:
        """The row as the spreadsheet numbers it."""
        return self.listed.row

    @property
    def fate(self) -> Fate:
        """What becomes of the row, were the list read in now."""
        if any(remark.stops for remark in self.listed.remarks):
            return Fate.STOPPED
        if self.match.person is None:
            return Fate.NEW
        return Fate.UPDATE if any(change.applies for change in self.changes) else Fate.SAME

    @property
    def word(self) -> str:
        """The fate in a word."""
        return FATE_WORDS[self.fate]

    @property
    def asks(self) -> bool:
        """Whether somebody must say (or has said) if this is a person we know."""
        return bool(self.match.candidates)


@dataclass(slots=True)
class FamilyPlan:
    """What becomes of one household of the file."""

    family: Family
    people: list[PersonPlan]
    household: Household | None = None
    changes: list[Change] = field(default_factory=list)

    @property
    def stops(self) -> bool:
        """Whether anything about it must be mended first."""
        return any(person.fate is Fate.STOPPED for person in self.people)

    @property
    def kinds(self) -> set[str]:
        """By which views of the preview it is found."""
        found = {str(person.fate) for person in self.people}
        if any(change.applies for change in self.changes):
            found.add("update")
        if any(r.level is Level.WARNING for p in self.people for r in p.listed.remarks):
            found.add("look")
        return found

    @property
    def title(self) -> str:
        """How the household is named: by whom one would ask for."""
        contact = next((p.listed for p in self.people if p.row == self.family.contact), self.people[0].listed)
        name = contact.name or f"rad {contact.row}"
        if len(self.people) == 1:
            return name
        return f"Familien {contact.person.get('family_name') or name}"


@dataclass
class Plan:
    """The whole list."""

    families: list[FamilyPlan]
    relations: dict[tuple[int, int, str], None]
    remarks: list[Remark]

    @property
    def people(self) -> list[PersonPlan]:
        """All rows."""
        return [person for family in self.families for person in family.people]

    @cached_property
    def counts(self) -> Counter:
        """How many rows of each fate, how many households of each kind, and how many remarks of each level."""
        counted = Counter(f"rows_{person.fate}" for person in self.people)
        counted.update(kind for family in self.families for kind in family.kinds)
        counted.update(f"remarks_{r.level}" for person in self.people for r in person.listed.remarks)
        counted.update(f"remarks_{r.level}" for r in self.remarks)
        counted["households_new"] = sum(f.household is None and not f.stops for f in self.families)
        counted["households_update"] = sum(any(c.applies for c in f.changes) and not f.stops for f in self.families)
        return counted

    @property
    def stops(self) -> bool:
        """Whether the list cannot be read in as it is."""
        return any(remark.stops for remark in self.remarks) or any(p.fate is Fate.STOPPED for p in self.people)

    @property
    def hidden(self) -> list[int]:
        """People the reader may not see and whom a row was held back for. For the log only."""
        return [person.match.hidden for person in self.people if person.match.hidden]

    @cached_property
    def fingerprint(self) -> str:
        """The same for two plans that would do the same and say the same."""
        told = [
            [
                family.household.pk if family.household else None,
                [change.print() for change in family.changes],
                [
                    [p.row, p.fate, p.match.person.pk if p.match.person else None, [c.print() for c in p.changes],
                     [[r.level, r.text] for r in p.listed.remarks]]
                    for p in family.people
                ],
            ]
            for family in self.families
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:32]


def understand_all(rows: list[Row], *, dated: dt.date, today: dt.date, test_data: bool) -> list[Listed]:
    """Every row as facts, with its own remarks."""
    return [understand(row, dated=dated, today=today, test_data=test_data) for row in rows]


def make(people: list[Listed], remarks: list[Remark], known: Known, choices: dict[str, str], *, today: dt.date) -> Plan:
    """The plan for a list. `remarks`: those from reading the file, about the file or about rows."""
    by_row = {one.row: one for one in people}
    for remark in remarks:
        if remark.row in by_row:
            by_row[remark.row].remarks.append(remark)
    checked = check(people, today=today)
    matches = match(people, known, choices)
    families = []
    for family in checked.families:
        rows = [PersonPlan(one, matches[one.row]) for one in family.rows]
        plan = FamilyPlan(family, rows)
        for person in rows:
            if person.match.person is not None:
                person.changes = differences.of_person(person.listed, person.match.person)
                _say_what_stands(person)
        _same_household(plan)
        families.append(plan)
    return Plan(families, checked.relations, [remark for remark in remarks if not remark.row])


def _say_what_stands(person: PersonPlan) -> None:
    listed = person.listed
    stands = [change for change in person.changes if change.kind == "permit" and not change.applies]
    for change in stands:
        listed.remarks.append(warning(listed.row, "permit", change.why_not))
    if person.match.how is How.NAME and listed.person.get("duf") and not person.match.person.duf:
        listed.remarks.append(
            warning(listed.row, "duf", "Kjent igjen på navn og fødselsdato. DUF-nummeret blir lagt til. Stemmer det?")
        )


def _same_household(plan: FamilyPlan) -> None:
    """Finds the household the people we know live in; new members join it. Nobody is moved from one to another."""
    homes = Counter(person.match.person.household_id for person in plan.people if person.match.person)
    if not homes:
        return
    contact = next((p.match.person for p in plan.people if p.row == plan.family.contact and p.match.person), None)
    chosen = contact.household_id if contact else homes.most_common(1)[0][0]
    plan.household = next(
        p.match.person.household for p in plan.people if p.match.person and p.match.person.household_id == chosen
    )
    speaker = plan.people[0].listed
    plan.changes = differences.of_household(plan.family.values, plan.household, speaker)
    if len(homes) > 1:
        speaker.remarks.append(
            warning(
                speaker.row,
                "household",
                "Disse personene står i ulike husstander hos oss. De blir stående der. Nye personer legges til hos kontaktpersonen.",
            )
        )
