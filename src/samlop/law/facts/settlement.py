"""Names what the rules about settlement, grants to the municipality and the order of settlement need to know."""

# ruff: noqa: RUF009  # `fact` only makes a dataclass field, which ruff cannot see.
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samlop.law.facts.checks import Group, day, flag, many_of, row_of, text, whole
from samlop.law.facts.checks import codes as one_of
from samlop.law.facts.checks import year as calendar_year
from samlop.law.facts.rows import fact
from samlop.law.parameters import parameter

ROUTES = (
    "imdi_allocation",
    "agreed_self_settlement",
    "self_settled_without_agreement",
    "own_housing",
    "amot",
    "mamot",
)
OFFERS = ("none", "made", "accepted", "declined")
LIVED_BEFORE = ("reception", "private_address", "amot", "abroad")
SETTLED_AS = ("single_adult", "adult_in_family", "child", "unaccompanied_minor")
REGISTER_ADDRESS = ("not_reported", "pending", "registered")
NATIONAL_IDS = ("none", "d_number", "birth_number")
APPLICATIONS = (
    "first_application",
    "year_1_application",
    "year_2_application",
    "year_3_application",
    "year_4_application",
    "year_5_application",
)


def grant_names() -> tuple[str, ...]:
    """Lists the grants to the municipality, each by our name and by IMDi's code."""
    rows = parameter("grants").values[-1]["grants"]
    return tuple(dict.fromkeys(name for row in rows for name in (row["name"], row["code"]) if name))


def process_steps() -> tuple[str, ...]:
    """Lists the steps from need to settled."""
    return tuple(row["id"] for row in parameter("settlement_process").values[-1]["steps"])


def task_ids() -> tuple[str, ...]:
    """Lists the tasks around a settlement."""
    return tuple(row["id"] for row in parameter("settlement_tasks").values[-1]["tasks"])


@dataclass(frozen=True, slots=True)
class CouncilDecision:
    """What the council decided about settling refugees."""

    places: int = fact("Antall plasser", whole, Group.SETTLEMENT, needed=True)
    reservation: str | None = fact("Forbehold", text, Group.SETTLEMENT)
    counts_family_reunited: bool | None = fact("Regner med familiegjenforente", flag, Group.SETTLEMENT)
    unaccompanied_minors: int | None = fact("Plasser til enslige mindreårige", whole, Group.SETTLEMENT)


@dataclass(frozen=True)
class SettlementFacts:
    """What is known about settlement, grants to the municipality and the order of settlement."""

    route: str | None = fact("Hvordan personen bosettes", one_of(ROUTES), Group.SETTLEMENT)
    later_route: str | None = fact("Hvordan personen bosatte seg senere", one_of(ROUTES), Group.SETTLEMENT)
    imdi_allocated: bool | None = fact("IMDi har søkt personen ut til kommunen", flag, Group.SETTLEMENT)
    imdi_offer: str | None = fact("Tilbud om kommune fra IMDi", one_of(OFFERS), Group.SETTLEMENT)
    allocated: date | None = fact("Dagen IMDi søkte personen ut", day, Group.SETTLEMENT)
    settlement_process_done: tuple[str, ...] | None = fact(
        "Steg i bosettingen som er gjort", many_of(process_steps), Group.SETTLEMENT
    )
    council_decision: CouncilDecision | None = fact("Kommunestyrets vedtak", row_of(CouncilDecision), Group.SETTLEMENT)
    lived_before: str | None = fact("Hvor personen bodde før", one_of(LIVED_BEFORE), Group.SETTLEMENT)
    move_date: date | None = fact("Dagen personen flyttet inn", day, Group.SETTLEMENT)
    move_reported: date | None = fact("Dagen flyttingen ble meldt", day, Group.SETTLEMENT)
    entered_settlement_date: date | None = fact("Bosettingsdato som er ført i IMDinett", day, Group.SETTLEMENT)
    family_members: int | None = fact("Antall i familien som bosettes", whole, Group.SETTLEMENT)
    resettled: bool | None = fact("Er overføringsflyktning", flag, Group.SETTLEMENT)
    tuberculosis_examined: date | None = fact("Dagen undersøkelsen for tuberkulose ble gjort", day, Group.SETTLEMENT)
    health_examination_offered: date | None = fact("Dagen helseundersøkelsen ble tilbudt", day, Group.SETTLEMENT)
    s10_register_address: str | None = fact("Adressen i folkeregisteret", one_of(REGISTER_ADDRESS), Group.SETTLEMENT)
    national_id: str | None = fact("Nummer i folkeregisteret", one_of(NATIONAL_IDS), Group.SETTLEMENT)
    tasks_done: tuple[str, ...] | None = fact("Oppgaver som er gjort", many_of(task_ids), Group.SETTLEMENT)

    married: bool | None = fact("Er gift", flag, Group.SETTLEMENT)
    has_or_expects_child: bool | None = fact("Har eller venter barn", flag, Group.SETTLEMENT)
    mother_settlement_date: date | None = fact("Dagen moren ble bosatt", day, Group.GRANT)
    child_birth_date: date | None = fact("Barnets fødselsdato", day, Group.GRANT)

    settled_as: str | None = fact("Bosatt som", one_of(SETTLED_AS), Group.GRANT)
    grant: str | None = fact("Tilskudd", one_of(grant_names), Group.GRANT)
    grant_year: int | None = fact("Hvilket år med tilskudd", whole, Group.GRANT)
    year: int | None = fact("Kalenderår", calendar_year, Group.GRANT)
    quarter: int | None = fact("Kvartal", whole, Group.GRANT)
    extra_grant: str | None = fact("Søknad om ekstratilskudd", one_of(APPLICATIONS), Group.GRANT)
    condition_arose: date | None = fact("Dagen vansken oppsto", day, Group.GRANT)
    severe: bool | None = fact("Vansken er alvorlig", flag, Group.GRANT)
    documented: bool | None = fact("Vansken er dokumentert", flag, Group.GRANT)
    death_date: date | None = fact("Dagen personen døde", day, Group.GRANT)
