"""Works out child benefit with its supplements, and cash-for-care."""

from __future__ import annotations

from datetime import date

from samlop.law.basis import Act, cite
from samlop.law.finding import Answer, Outcome
from samlop.law.household.rates import a_year, born_by, in_ore, months_old, not_filled_in, younger_than
from samlop.law.parameters import parameter
from samlop.law.rule import Case, rule
from samlop.law.words import say, say_kroner, say_number

_BENEFIT = tuple(cite(Act.BARNETRYGDLOVEN, section) for section in ("2", "9", "10", "11"))
_CARE = (cite(Act.KONTANTSTOTTELOVEN, "2"), cite(Act.KONTANTSTOTTELOVEN, "7"))


@rule("child_benefit", "HH-4.1", title="Barnetrygd", basis=_BENEFIT, headline="monthly_ore")
def child_benefit(c: Case) -> Answer:
    """Works out the household's child benefit in the month of the day, with the supplements for single parents, small children and zone.

    Basis: barnetrygdloven §§ 2, 9, 10 and 11 (HH-4.1: benefit catalogue, table 4.1).
    Valid: amounts from 2019-03-01, higher amount under six from 2020-09 to 2024-08, zone supplement from 2025-10; anchor: as-of date.
    Outcome: calculated; review before the first amount we have.
    Not covered: residence and expected stay in Norway, a first year without back payment under collective protection, shared
    residence, and one parent who shares a home without being a couple.
    """
    children = born_by(c.need("children"), c.on)
    ordinary = parameter("child_benefit").get(c.on)
    if ordinary is None:
        return not_filled_in(c, ("child_benefit",), _BENEFIT)
    limit = parameter("child_benefit_period").at(c.on)["up_to_age"]
    counted = [born for born in children if months_old(born, c.on) > 0 and younger_than(born, limit, c.on)]
    under_six = parameter("child_benefit_under_six").get(c.on)
    amounts = [
        in_ore((under_six if under_six and younger_than(born, under_six["up_to_age"], c.on) else ordinary)["number"])
        for born in counted
    ]
    value: dict[str, object] = {"children": len(counted), "ordinary_ore": sum(amounts)}
    value |= {"extended_ore": _extended(c, counted), "infant_supplement_ore": _infant(c, counted)}
    value["zone_supplement_ore"] = _zone(c, counted)
    total = sum(amount for name, amount in value.items() if name.endswith("_ore") and isinstance(amount, int))
    number = len(counted)
    who = "ett barn" if number == 1 else f"{say_number(number)} barn"
    text = (
        f"Barnetrygden er {say_kroner(total)} i måneden for {who}."
        if counted
        else "Husstanden får ikke barnetrygd denne måneden."
    )
    _, version = c.version("child_benefit")
    change = ("Barnetrygden endres når et barn blir født eller fyller 18 år, og når satsene endres.",)
    return Answer(
        Outcome.CALCULATED, {"monthly_ore": total, **value}, text, _BENEFIT, ordinary.verified, version, "", change
    )


def _extended(c: Case, counted: list[date]) -> int:
    """Gives the amount for a single parent: one for the parent, whatever the number of children."""
    if not counted or not c.get("single_parent"):
        return 0
    return in_ore(parameter("child_benefit_extended").at(c.on)["number"])


def _infant(c: Case, counted: list[date]) -> int:
    """Gives the supplement for a single parent with full transitional benefit and a child of up to three years."""
    rule_now = parameter("child_benefit_infant").at(c.on)
    small = [born for born in counted if months_old(born, c.on) <= a_year(rule_now["through_age"])]
    if not small or not c.get("single_parent") or not c.get("full_transitional_benefit"):
        return 0
    return in_ore(rule_now["number"])


def _zone(c: Case, counted: list[date]) -> int:
    zone = parameter("child_benefit_zone").get(c.on)
    if zone is None or c.get("benefit_zone") in (None, "outside_the_zone"):
        return 0
    return in_ore(zone["number"]) * len(counted)


@rule("cash_for_care", "HH-4.1", title="Kontantstøtte", basis=_CARE, headline="monthly_ore")
def cash_for_care(c: Case) -> Answer:
    """Works out cash-for-care in the month of the day.

    Basis: kontantstøtteloven §§ 2 and 7 (HH-4.1: benefit catalogue, table 4.1).
    Valid: from 2024-08-01; anchor: as-of date.
    Outcome: calculated, nought when a parent lacks five years in the national insurance, as newly settled people normally do;
    review before August 2024.
    Not covered: a child who has a place in kindergarten, which lowers or ends the benefit; adopted children.
    """
    rule_now = parameter("cash_for_care").get(c.on)
    if rule_now is None:
        return not_filled_in(c, ("cash_for_care",), _CARE)
    _, version = c.version("cash_for_care")
    children = born_by(c.need("children"), c.on)
    ages = [months_old(born, c.on) for born in children]
    right_age = [age for age in ages if rule_now["first_month"] <= age <= rule_now["last_month"]]
    value = {"monthly_ore": 0, "children": len(right_age)}
    if not right_age:
        span = f"{say(rule_now['first_month'])} til {say(rule_now['last_month'])} måneder"
        text = f"Ingen av barna er i alderen for kontantstøtte, som er {span}."
        return Answer(Outcome.NOT_MET, value, text, _CARE, rule_now.verified, version)
    if not c.need("parents_five_years_membership"):
        years = say_number(rule_now["membership_years"])
        text = f"Familien får ikke kontantstøtte før foreldrene har vært {years} år i folketrygden."
        return Answer(Outcome.NOT_MET, value, text, _CARE, rule_now.verified, version)
    total = in_ore(rule_now["number"]) * len(right_age)
    text = f"Kontantstøtten er {say_kroner(total)} i måneden når barnet ikke går i barnehage."
    return Answer(Outcome.CALCULATED, value | {"monthly_ore": total}, text, _CARE, rule_now.verified, version)
