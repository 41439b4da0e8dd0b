"""Decides about the grant at birth, and about a loan to buy a home."""

from __future__ import annotations

from samlop.law.basis import Act, cite
from samlop.law.finding import Anchor, Answer, Outcome, Verification
from samlop.law.household.rates import born_by, in_ore, not_filled_in
from samlop.law.parameters import parameter
from samlop.law.rule import Case, NeedFacts, rule
from samlop.law.words import say, say_date, say_kroner

_GRANT = (cite(Act.FOLKETRYGDLOVEN, "14-17"),)
_LOAN = (cite(Act.HUSBANKFORSKRIFTEN, chapter=""),)


@rule("birth_grant", "HH-4.5-BIRTH", title="Engangsstønad ved fødsel", basis=_GRANT, headline="right")
def birth_grant(c: Case) -> Answer:
    """Decides whether the youngest child gives a right to the lump-sum grant at birth, and how much.

    Basis: folketrygdloven § 14-17 (HH-4.5-BIRTH: benefit catalogue, part 4.5).
    Valid: from 2020-01-01, demand of membership right before the birth after June 2024; anchor: the day of birth.
    Outcome: met or not_met; review for somebody with too short membership, since the commencement of the demand has not been found,
    and when the amount of the year is not filled in.
    Not covered: mothers with a right to parental benefit, adoption, and fathers.
    """
    births = born_by(c.need("children"), c.on)
    if not births:
        raise NeedFacts(("children",))
    born = max(births)
    rule_then, version = c.version("birth_grant_membership", born, Anchor.BIRTH)
    if rule_then.id != "none":
        months = c.need("membership_months_before_birth")
        if months < rule_then["months"] and c.ask("birth_grant_membership_commencement") == "in_force":
            text = f"Moren må ha vært i folketrygden i {say(rule_then['months'])} måneder rett før fødselen."
            return Answer(Outcome.NOT_MET, {"right": False, "amount_ore": 0}, text, _GRANT, rule_then.verified, version)
    amount = parameter("birth_grant").get(born)
    if amount is None:
        known = not_filled_in(c, ("birth_grant",), _GRANT, "amount_ore", right=True)
        text = f"Moren har rett til engangsstønad, men beløpet for {say_date(born)} er ikke lagt inn."
        return Answer(Outcome.REVIEW, known.value, text, _GRANT, Verification.ASSUMED, version, known.not_covered)
    value = {"right": True, "amount_ore": in_ore(amount["number"])}
    text = f"Moren har rett til engangsstønad på {say_kroner(in_ore(amount['number']))} når hun ikke har rett til foreldrepenger."
    return Answer(Outcome.MET, value, text, _GRANT, amount.verified, version)


@rule("start_loan", "HH-4.5-LOAN", title="Startlån", basis=_LOAN, headline="may")
def start_loan(c: Case) -> Answer:
    """Decides whether the municipality may give a start loan, and for how long.

    Basis: forskrift om lån fra Husbanken (HH-4.5-LOAN: benefit catalogue, part 4.5).
    Valid: from 2020-01-01; anchor: as-of date.
    Outcome: may or not_met; the municipality always decides.
    Not covered: whether the person can pay the loan, and the municipality's own rules.
    """
    rates, version = c.version("start_loan")
    value = {"may": False}
    if not c.need("long_term_loan_difficulty"):
        text = "Startlån er for den som over lang tid har problemer med å få vanlig lån i bank."
        return Answer(Outcome.NOT_MET, value, text, _LOAN, rates.verified, version)
    if c.get("permit_may_become_permanent") is False:
        text = "En midlertidig tillatelse må kunne gi permanent opphold. Det kan denne ikke."
        return Answer(Outcome.NOT_MET, value, text, _LOAN, rates.verified, version)
    years, special = rates["max_years"], rates["max_years_special"]
    text = f"Kommunen kan gi startlån, med inntil {say(years)} år å betale på, og inntil {say(special)} år i særlige tilfeller."
    value |= {"may": True, "max_years": years, "max_years_special": special}
    return Answer(Outcome.MAY, value, text, _LOAN, rates.verified, version)
