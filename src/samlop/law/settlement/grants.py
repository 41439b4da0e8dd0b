"""Decides which grants a settlement gives the municipality, under which code, and when they are paid."""

from __future__ import annotations

from typing import Any

from samlop.law.basis import Act, guidance
from samlop.law.codes import SECTION_34
from samlop.law.days import add_months, age_on, birthday, day_in
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.rule import Case, rule
from samlop.law.words import say_date, say_months, say_number

GRANTS = guidance(Act.IMDI_GRANTS)
_MONTHS_PER_YEAR = 12
_HUMANITARIAN = ("P-38", "P-38-5")
_CITIZENS = ("norwegian_citizen", "nordic_citizen")
_FAMILY = "P-FAM"


@rule("grant_code", "NIR-3.4", title="Kode for integreringstilskudd", basis=(GRANTS,), headline="code")
def grant_code(c: Case) -> Answer:
    """Gives IMDi's code for the integration grant of a year.

    Basis: IMDi's grant codes (NIR-3.4: training catalogue, table 3.4).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: calculated; not_met after the last year; review for the first year of an unaccompanied minor, whose code is not read.
    Not covered: the amount, and who was settled as what.
    """
    known, version = c.version("grants")
    years = c.version("grant_conditions")[0]["years"]
    year = c.need("grant_year")
    if not 1 <= year <= years:
        text = f"Integreringstilskudd gis i {say_number(years)} år. Det finnes ikke noe tilskudd for år {year}."
        return Answer(Outcome.NOT_MET, {"code": "none"}, text, (GRANTS,), known.verified, version)
    later = known["later_years"].get(f"year_{year}")
    code = later or known["first_year"].get(c.need("settled_as"), "review")
    if code == "review":
        text = "Koden for det første året for enslige mindreårige er ikke lest. Se IMDis rundskriv."
        return Answer(Outcome.REVIEW, {"code": "review"}, text, (GRANTS,), Verification.ASSUMED, version)
    text = f"Tilskuddet heter {code} hos IMDi."
    return Answer(Outcome.CALCULATED, {"code": code}, text, (GRANTS,), known.verified, version)


@rule("expected_payment_window", "NIR-3.7", title="Når tilskuddet utbetales", basis=(GRANTS,), headline="from")
def expected_payment_window(c: Case) -> Answer:
    """Says when a quarter of the integration grant is expected: the first year at settlement, later years each quarter.

    Basis: IMDi's payment calendar (NIR-3.7: training catalogue, rules under table 3.7).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: calculated; not_met for a quarter that does not exist.
    Not covered: the day itself, which IMDi does not promise; grants paid on application.
    """
    calendar, version = c.version("grant_payments")
    if c.need("grant_year") == 1:
        value: dict[str, Any] = {
            "from": c.get("settlement_date"),
            "to": None,
            "precision": "when settlement is registered",
        }
        text = "Tilskuddet for det første året kommer når bosettingen er registrert."
        return Answer(Outcome.CALCULATED, value, text, (GRANTS,), calendar.verified, version)
    quarter, year = c.need("quarter"), c.need("year")
    row = next((row for row in calendar["quarters"] if row["quarter"] == quarter), None)
    if row is None:
        text = "Året har fire kvartaler. Rett kvartalet."
        return Answer(Outcome.NOT_MET, {"from": None, "to": None}, text, (GRANTS,), calendar.verified, version)
    first, last = (day_in(year, row["month"], row[name]) for name in ("first", "last"))
    value = {"from": first, "to": last, "precision": row["precision"]}
    text = (
        f"Tilskuddet for {quarter}. kvartal {year} ventes {row['words']}, mellom {say_date(first)} og {say_date(last)}."
    )
    note = "IMDi sier «tidlig» og «midt i». Dagene er vår måte å lese det på."
    return Answer(Outcome.CALCULATED, value, text, (GRANTS,), calendar.verified, version, note)


@rule("elderly_grant", "NIR-3.7", title="Eldretilskudd", basis=(GRANTS,), headline="granted")
def elderly_grant(c: Case) -> Answer:
    """Decides whether the municipality gets the grant for an elderly person.

    Basis: IMDi's circular on grants, code ELDR (NIR-3.7).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: met or not_met, by the age on the day of settlement.
    Not covered: the amount.
    """
    rule_now, version = c.version("grant_conditions")
    settled = c.need("settlement_date")
    least = rule_now["elderly_from_age"]
    reached = birthday(c.need("birth_date"), least)
    met = reached <= settled
    text = f"Personen {'hadde fylt' if met else 'var ikke fylt'} {least} år da hun eller han ble bosatt {say_date(settled)}."
    outcome = Outcome.MET if met else Outcome.NOT_MET
    return Answer(outcome, {"granted": met}, text, (GRANTS,), rule_now.verified, version)


@rule(
    "child_in_grant_group",
    "NIR-3.7",
    "SET-2.5",
    title="Tilskudd for barn",
    basis=(GRANTS,),
    headline="kindergarten_grant",
)
def child_in_grant_group(c: Case) -> Answer:
    """Decides whether a child gives a kindergarten grant, and whether extra grant may be sought for her.

    Basis: IMDi's circulars on grants, the six-month rule (NIR-3.7, SET-2.5).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: met or not_met. A child born before the settlement counts while under school age; one born on that
    day or later counts within six months, the last day included.
    Not covered: whether the child has a place in kindergarten; the severe difficulty extra grant asks for.
    """
    rule_now, version = c.version("grant_conditions")
    settled, born = c.need("mother_settlement_date"), c.need("child_birth_date")
    last = add_months(settled, rule_now["birth_within_months"])
    if born >= settled:
        inside = born <= last
        kindergarten = extra = inside
        text = f"Barnet er født {'innen' if inside else 'mer enn'} {say_months(rule_now['birth_within_months'])} etter at moren ble bosatt. Grensen er {say_date(last)}."
    else:
        kindergarten, extra = age_on(born, settled) < rule_now["kindergarten_below_age"], True
        text = (
            "Barnet var under skolealder da familien ble bosatt."
            if kindergarten
            else "Barnet hadde skolealder da familien ble bosatt. Det kan bare søkes om ekstratilskudd."
        )
    value = {"kindergarten_grant": kindergarten, "extra_grant_possible": extra}
    outcome = Outcome.MET if kindergarten else Outcome.NOT_MET
    return Answer(outcome, value, text, (GRANTS,), rule_now.verified, version)


@rule(
    "integration_grant_for_family",
    "NIR-3.7",
    title="Integreringstilskudd for familiemedlem",
    basis=(GRANTS,),
    headline="granted",
)
def integration_grant_for_family(c: Case) -> Answer:
    """Decides whether a family member gives an integration grant, and for how many years.

    Basis: IMDi's circular on the integration grant (NIR-3.7).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: met or not_met. Not when the sponsor was a Norwegian or Nordic citizen or came as family, nor when the family
    applied more than five years after the sponsor was settled; three years for family of a humanitarian permit.
    Not covered: the amount, and the sponsor's citizenship later on.
    """
    rule_now, _ = c.version("grant_conditions")
    sponsor = c.get("reference_permit")
    if sponsor in _CITIZENS:
        return _family_answer(
            c,
            False,
            "Kommunen får ikke integreringstilskudd, for den personen er gjenforent med, var allerede norsk eller nordisk statsborger.",
        )
    if sponsor == _FAMILY:
        return _family_answer(
            c,
            False,
            "Kommunen får ikke integreringstilskudd, for den personen er gjenforent med, kom selv som familiemedlem.",
        )
    limit = add_months(c.need("reference_settled"), rule_now["family_application_months"])
    if c.need("family_application_date") > limit:
        months = say_months(rule_now["family_application_months"])
        text = f"Kommunen får ikke integreringstilskudd, for familien søkte mer enn {months} etter at den de er gjenforent med, ble bosatt. Grensen var {say_date(limit)}."
        return _family_answer(c, False, text)
    humanitarian = sponsor in _HUMANITARIAN
    years = rule_now["humanitarian_family_years"] if humanitarian else rule_now["years"]
    return _family_answer(c, True, f"Kommunen får integreringstilskudd i {say_number(years)} år.", years)


def _family_answer(c: Case, granted: bool, text: str, years: int = 0) -> Answer:
    rule_now, version = c.version("grant_conditions")
    value = {"granted": granted, "years": years}
    return Answer(Outcome.MET if granted else Outcome.NOT_MET, value, text, (GRANTS,), rule_now.verified, version)


@rule("integration_grant_recipient", "NIR-3.7", title="Hvem får tilskuddet", basis=(GRANTS,), headline="recipient")
def integration_grant_recipient(c: Case) -> Answer:
    """Says which municipality gets the integration grant on the day, and in which grant year it is.

    Basis: IMDi's circular on the integration grant (NIR-3.7).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: calculated; not_met before settlement and after the last year; review in a year with a move, since how the year is
    shared was not read.
    Not covered: the amount; an agreement between the two municipalities.
    """
    rule_now, version = c.version("grant_conditions")
    settled = c.need("settlement_date")
    ends = birthday(settled, rule_now["years"])
    if not settled <= c.on < ends:
        text = f"Integreringstilskudd gis i {say_number(rule_now['years'])} år fra bosettingen."
        return Answer(Outcome.NOT_MET, {"recipient": None}, text, (GRANTS,), rule_now.verified, version)
    year = age_on(settled, c.on) + 1
    moved = c.get("moved_to_second_municipality")
    value: dict[str, Any] = {"grant_year": year, "recipient": "municipality_of_registered_address"}
    if moved is not None and moved <= c.on and age_on(settled, moved) + 1 == year:
        text = "Personen har flyttet i løpet av tilskuddsåret. Tilskuddet for året deles mellom kommunene. Hvordan det deles, må kontrolleres med IMDi."
        value["recipient"] = "review"
        return Answer(Outcome.REVIEW, value, text, (GRANTS,), Verification.ASSUMED, version)
    text = f"Dette er år {year}. Tilskuddet går til kommunen der personen er folkeregistrert."
    return Answer(Outcome.CALCULATED, value, text, (GRANTS,), rule_now.verified, version)


@rule("norwegian_grant_years", "TRN-1.8", title="År med tilskudd til norskopplæring", basis=(GRANTS,), headline="years")
def norwegian_grant_years(c: Case) -> Answer:
    """Says for how many years the municipality gets a grant for training in Norwegian.

    Basis: Prop. 81 L (2024-2025) chapter 12, IMDi's circular on grants (TRN-1.8: training catalogue, table 1.8).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: calculated; review for collective protection while it is not known whether the temporary rules hold.
    Not covered: the amount, and the base grant, which follows the number of participants.
    """
    rule_now, version = c.version("grant_conditions")
    if c.permit_now() != SECTION_34:
        years = rule_now["norwegian_years"]
        text = f"Kommunen får tilskudd i {say_number(years)} år, uansett hvor lenge opplæringen varer."
        value = {"years": years, "more_with_extension": False}
        return Answer(Outcome.CALCULATED, value, text, (GRANTS,), rule_now.verified, version)
    state, _ = c.version("chapter_6a")
    if state.id == "not_known" and c.ask("chapter_6a_after_june_2026") == "lapsed":
        years = rule_now["norwegian_years"]
        text = f"De vanlige reglene gjelder. Kommunen får tilskudd i {say_number(years)} år."
        value = {"years": years, "more_with_extension": False}
        return Answer(Outcome.CALCULATED, value, text, (GRANTS,), rule_now.verified, version)
    years = rule_now["norwegian_years_section_34"]
    text = (
        f"Kommunen får tilskudd i {say_months(years * _MONTHS_PER_YEAR)}, og mer for hvert vedtak om utvidet opplæring."
    )
    value = {"years": years, "more_with_extension": True}
    return Answer(Outcome.CALCULATED, value, text, (GRANTS,), rule_now.verified, version)
