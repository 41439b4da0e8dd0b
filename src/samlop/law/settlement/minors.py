"""Decides about unaccompanied minors: who cares for them first, what the municipality does, and which grant follows them."""

from __future__ import annotations

from datetime import date
from typing import Any

from samlop.law.basis import Act, guidance, intl
from samlop.law.days import age_on, birthday
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.rule import Case, rule
from samlop.law.words import say_list

GRANTS = guidance(Act.IMDI_GRANTS)
_ACTORS = {
    "child": "barnet",
    "guardian": "vergen",
    "school": "skolen",
    "health_nurse": "helsesykepleieren",
    "bufetat": "Bufetat",
    "imdi": "IMDi",
}


@rule(
    "minor_grant_code",
    "SET-2.4",
    title="Tilskudd for enslig mindreårig",
    basis=(GRANTS,),
    headline="code",
)
def minor_grant_code(c: Case) -> Answer:
    """Gives the code of the grant for an unaccompanied minor in the calendar year of the day.

    Basis: IMDi's circular on grants, codes EMINB and EMINU (SET-2.4: training catalogue, table 2.4).
    Valid: from 2018-01-01, paid without an application for those settled after 2020-12-31; anchor: as-of date.
    Outcome: calculated, with the code «none» before settlement, after the year of the last age and for others.
    Not covered: the amount; whether the grant is split when the young person moves.
    """
    ages, version = c.version("unaccompanied_minors")
    value: dict[str, Any] = {"code": "none", "automatic": False}
    if not c.need("unaccompanied_minor"):
        text = "Tilskuddet gjelder bare enslige mindreårige."
        return Answer(Outcome.CALCULATED, value, text, (GRANTS,), ages.verified, version)
    settled, born = c.need("settlement_date"), c.need("birth_date")
    if settled > c.on:
        text = "Personen er ikke bosatt ennå."
        return Answer(Outcome.CALCULATED, value, text, (GRANTS,), ages.verified, version)
    turns = c.on.year - born.year
    if turns > ages["until_turns"]:
        text = f"Tilskuddet tok slutt med året personen fylte {ages['until_turns']} år."
        return Answer(Outcome.CALCULATED, value, text, (GRANTS,), ages.verified, version)
    value["automatic"] = settled > ages["automatic_after"]
    value["code"] = "EMINB" if turns <= ages["first_grant_until_turns"] else "EMINU"
    value["last_year"] = born.year + ages["until_turns"]
    how = (
        "kommer uten søknad"
        if value["automatic"]
        else "må kontrolleres med IMDi, fordi personen ble bosatt før ordningen kom"
    )
    text = f"Tilskuddet heter {value['code']} hos IMDi og gis til og med {value['last_year']}. Det {how}."
    return Answer(Outcome.CALCULATED, value, text, (GRANTS,), ages.verified, version)


@rule(
    "counts_as_unaccompanied_minor",
    "SET-2.4",
    title="Regnes som enslig mindreårig",
    basis=(GRANTS,),
    headline="counts",
)
def counts_as_unaccompanied_minor(c: Case) -> Answer:
    """Decides who is counted as an unaccompanied minor for the grant although she is not alone, or has turned 18 on the way.

    Basis: IMDi on grants for unaccompanied minors (SET-2.4).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: met or not_met.
    Not covered: siblings settled together, and adults who look after a child.
    """
    ages, version = c.version("unaccompanied_minors")
    born = c.need("birth_date")
    grown = birthday(born, ages["adult_age"])
    met, why = _counted(c, grown)
    text = f"Personen regnes {'' if met else 'ikke '}som enslig mindreårig{why}."
    outcome = Outcome.MET if met else Outcome.NOT_MET
    return Answer(outcome, {"counts": met}, text, (GRANTS,), ages.verified, version)


def _counted(c: Case, grown: date) -> tuple[bool, str]:
    arrived = c.get("arrival_date")
    granted = max((g.permit_date for g in c.facts.grants if g.permit_date), default=None)
    if c.get("resettled") and c.get("unaccompanied_minor") and arrived is not None and grown <= arrived:
        return granted is not None and granted < grown, ", etter alderen da tillatelsen ble gitt"
    if c.on >= grown:
        return False, ", fordi personen er voksen"
    if c.get("married") or c.get("has_or_expects_child"):
        return True, ", fordi personen er gift, har barn eller venter barn"
    return bool(c.need("unaccompanied_minor")), ""


@rule(
    "minor_care_before_settlement",
    "SET-2.4",
    title="Hvem har omsorgen før bosetting",
    basis=(guidance(Act.BARNEVERNSLOVEN), guidance(Act.IMDI_SETTLEMENT)),
    headline="authority",
)
def minor_care_before_settlement(c: Case) -> Answer:
    """Says who cares for an unaccompanied minor before settlement, and which document follows the child.

    Basis: barnevernsloven as a whole, UDI and Bufetat on care before settlement (SET-2.4).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: calculated.
    Not covered: the sections of barnevernsloven, which were not read; the amendments of 2025, which are adopted and wait for
    the King to put them in force.
    """
    ages, version = c.version("unaccompanied_minors")
    born, arrived = c.need("birth_date"), c.need("arrival_date")
    young = age_on(born, arrived) < ages["udi_from_age"]
    value = {
        "authority": "bufetat" if young else "udi",
        "document": "follow_up_plan" if young else "individual_mapping_plan",
    }
    text = (
        "Bufetat har omsorgen før bosetting, og barnet har en oppfølgingsplan."
        if young
        else "UDI har omsorgen i mottak før bosetting, og ungdommen har en individuell kartleggingsplan."
    )
    basis = (guidance(Act.BARNEVERNSLOVEN), guidance(Act.IMDI_SETTLEMENT))
    note = "Endringene i barnevernsloven fra 2025 er vedtatt, men vi vet ikke når de gjelder fra."
    return Answer(Outcome.CALCULATED, value, text, basis, ages.verified, version, note)


@rule(
    "minor_settlement_duties",
    "SET-2.4",
    title="Kommunens oppgaver for enslig mindreårig",
    basis=(guidance(Act.BARNEVERNSLOVEN), intl("4")),
    headline="invite",
)
def minor_settlement_duties(c: Case) -> Answer:
    """Lists what the municipality must do for an unaccompanied minor, and whom to invite.

    Basis: barnevernsloven as a whole, Bufdir on settlement of unaccompanied minors (SET-2.4).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: calculated; not_met for somebody who is not an unaccompanied minor.
    Not covered: which dwelling suits the child; whether there is reason for a child-welfare inquiry.
    """
    ages, version = c.version("unaccompanied_minors")
    basis = (guidance(Act.BARNEVERNSLOVEN), intl("4"))
    if not c.need("unaccompanied_minor") or c.on >= birthday(c.need("birth_date"), ages["adult_age"]):
        text = "Oppgavene gjelder bare enslige mindreårige under 18 år."
        return Answer(Outcome.NOT_MET, {"duties": [], "invite": []}, text, basis, Verification.GUIDANCE, version)
    value = {"duties": ["assess_needs", "offer_dwelling_and_care"], "invite": list(ages["actors"])}
    people = say_list(_ACTORS[name] for name in ages["actors"])
    text = f"Kommunen skal vurdere hva barnet trenger, og tilby bolig og omsorg som passer. Inviter {people}."
    return Answer(Outcome.CALCULATED, value, text, basis, Verification.GUIDANCE, version)
