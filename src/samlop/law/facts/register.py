"""Names what the rules about registration, validation and indicators need to know."""

# ruff: noqa: RUF009  # `fact` only makes a dataclass field, which ruff cannot see.
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samlop.law.facts.checks import Group, day, list_of, whole
from samlop.law.facts.checks import codes as one_of
from samlop.law.facts.rows import fact
from samlop.law.parameters import parameter


def nir_events() -> tuple[str, ...]:
    """Lists what is registered in the introduction register."""
    return tuple(row["code"] for row in parameter("nir_events").values[-1]["events"])


def transfers() -> tuple[str, ...]:
    """Lists what a system sends to the introduction register."""
    return tuple(code for row in parameter("ws4_roles").values[-1]["roles"] for code in row["transfers"])


def exits() -> tuple[str, ...]:
    """Lists what somebody may do when the programme ends."""
    return tuple(row["code"] for row in parameter("end_reasons").values[-1]["reasons"])


def exit_goals() -> tuple[str, ...]:
    """Lists the goals of a plan that an end reason is compared with."""
    return tuple(dict.fromkeys((*exits(), *parameter("end_reasons").values[-1]["goal_families"])))


def november_statuses() -> tuple[str, ...]:
    """Lists the statuses Statistics Norway gives former participants."""
    found = parameter("goal_indicator").values[-1]
    return (*found["counts"], *found["does_not_count"])


@dataclass(frozen=True, slots=True)
class ExitActivity:
    """One thing a participant does when the programme ends, and how much of the time it takes."""

    type: str = fact("Aktivitet", one_of(exits), Group.REGISTER, needed=True)
    share: int | None = fact("Andel av tiden i prosent", whole, Group.REGISTER)


@dataclass(frozen=True)
class RegisterFacts:
    """What is known about registration, validation and indicators."""

    event: str | None = fact("Hva som skal registreres", one_of(nir_events), Group.REGISTER)
    event_date: date | None = fact("Dagen det skjedde", day, Group.REGISTER)
    registered_on: date | None = fact("Dagen det ble registrert", day, Group.REGISTER)
    transfer: str | None = fact("Hva som overføres", one_of(transfers), Group.REGISTER)
    activities_at_exit: tuple[ExitActivity, ...] | None = fact(
        "Hva personen gjør når programmet slutter", list_of(ExitActivity), Group.REGISTER
    )
    plan_goal: str | None = fact("Målet i planen", one_of(exit_goals), Group.REGISTER)
    end_reason: str | None = fact("Sluttårsak som er registrert", one_of(exits), Group.REGISTER)
    status_november_year_after: str | None = fact(
        "Status i november året etter", one_of(november_statuses), Group.REGISTER
    )
    leavers: int | None = fact("Antall som avsluttet programmet", whole, Group.REGISTER)
    work_or_education_year_after: int | None = fact("Antall i arbeid eller utdanning året etter", whole, Group.REGISTER)
