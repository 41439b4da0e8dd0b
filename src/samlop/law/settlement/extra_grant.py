"""Decides about extra grant for severe disability or behaviour: who, which kind, by when, and how it is accounted for."""

from __future__ import annotations

from datetime import date
from typing import Any

from samlop.law.basis import Act, guidance
from samlop.law.days import add_months, age_on, birthday, day_in
from samlop.law.finding import Answer, Outcome, Verification, Version
from samlop.law.parameters import Value
from samlop.law.rule import Case, rule
from samlop.law.words import say_date, say_list, say_months, say_number

GRANTS = (guidance(Act.IMDI_GRANTS),)
_FIRST = "first_application"


@rule("extra_grant_eligible", "SET-2.5", title="Ekstratilskudd", basis=GRANTS, headline="eligible")
def extra_grant_eligible(c: Case) -> Answer:
    """Decides whether extra grant may be sought: a severe difficulty, documented, that arose before the settlement.

    Basis: IMDi's circular on extra grant (SET-2.5: training catalogue, table 2.5).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: may or not_met. A child born within six months after the mother's settlement counts although she was born later.
    Not covered: what is severe enough, which IMDi decides; costs that others cover.
    """
    version = c.version("extra_grant")[1]
    wrong = _lacking(c)
    value = {"eligible": not wrong}
    if wrong:
        text = f"Kommunen kan ikke få ekstratilskudd, fordi {say_list(wrong)}."
        return Answer(Outcome.NOT_MET, value, text, GRANTS, Verification.GUIDANCE, version)
    text = "Kommunen kan søke om ekstratilskudd. Vansken er alvorlig, dokumentert og kom før bosettingen."
    note = "IMDi vurderer om vansken er alvorlig nok. Tilskuddet dekker bare utgifter som ikke dekkes av andre."
    return Answer(Outcome.MAY, value, text, GRANTS, Verification.GUIDANCE, version, note)


def _lacking(c: Case) -> list[str]:
    if c.get("settled_by_agreement") is False:
        return ["personen ikke er bosatt etter avtale"]
    if _born_since_mother_settled(c):
        limit = add_months(c.facts.mother_settlement_date, c.version("grant_conditions")[0]["birth_within_months"])  # type: ignore[arg-type]
        if c.facts.child_birth_date > limit:  # type: ignore[operator]
            return [f"barnet er født etter {say_date(limit)}"]
    elif c.need("condition_arose") >= c.need("settlement_date"):
        return ["vansken ikke fantes før bosettingen"]
    tests = (("severe", "vansken ikke er alvorlig"), ("documented", "vansken ikke er dokumentert"))
    return [words for name, words in tests if not c.need(name)]


def _born_since_mother_settled(c: Case) -> bool:
    settled, born = c.get("mother_settlement_date"), c.get("child_birth_date")
    return settled is not None and born is not None and born >= settled


@rule(
    "extra_grant_deadline",
    "SET-2.5",
    title="Frist for å søke ekstratilskudd",
    basis=GRANTS,
    headline="deadline",
)
def extra_grant_deadline(c: Case) -> Answer:
    """Gives the last day to apply for extra grant for a grant year.

    Basis: IMDi's circular on extra grant (SET-2.5).
    Valid: fourteen months for the first application from 2024-01-01, thirteen in older text; anchor: as-of date.
    Outcome: running or not_met; a later day may be asked for inside the deadline.
    Not covered: a later day IMDi has given.
    """
    settled = c.need("settlement_date")
    rule_now, version = c.version("extra_grant")
    which = c.need("extra_grant")
    year = 1 if which == _FIRST else int(which.split("_")[1])
    first = which == _FIRST or year <= rule_now["first_years"]
    last = _last_day(settled, year, first, rule_now)
    value: dict[str, Any] = {"deadline": last, "may_ask_for_later": c.on <= last}
    kind = "den første søknaden" if first else f"år {year}"
    text = f"Fristen for {kind} {'er' if c.on <= last else 'var'} {say_date(last)}."
    if c.on <= last:
        text += " Kommunen kan be om en senere frist før den er ute."
    state = Outcome.RUNNING if c.on <= last else Outcome.NOT_MET
    return Answer(state, value, text, GRANTS, rule_now.verified, version)


def _last_day(settled: date, year: int, first: bool, rule_now: Value) -> date:
    if first:
        return add_months(settled, rule_now["first_application_months"])
    return add_months(birthday(settled, year), rule_now["later_application_months"])


@rule("extra_grant_kind", "SET-2.5", title="Hvilket ekstratilskudd", basis=GRANTS, headline="code")
def extra_grant_kind(c: Case) -> Answer:
    """Says which extra grants may be sought in the grant year of the day, and how the difficulty must be proved.

    Basis: IMDi's circular on extra grant, codes FHT1 and FHT2 (SET-2.5).
    Valid: from 2018-01-01, simpler proof in the first two years in 2022 and 2023; anchor: as-of date.
    Outcome: calculated; not_met before settlement and after the last year. An unaccompanied minor is covered through the year
    she turns twenty.
    Not covered: the amounts; which of the two suits the case.
    """
    settled = c.need("settlement_date")
    rule_now, version = c.version("extra_grant")
    if settled > c.on:
        return _none("Personen er ikke bosatt ennå.", rule_now, version)
    year = age_on(settled, c.on) + 1
    ends = birthday(settled, rule_now["years"])
    if c.get("unaccompanied_minor"):
        ends = max(ends, day_in(c.need("birth_date").year + rule_now["until_turns"] + 1, 1, 1))
    if c.on >= ends:
        return _none(f"Retten til ekstratilskudd tok slutt før {say_date(ends)}.", rule_now, version)
    codes = ["FHT1", "FHT2"] if year <= rule_now["first_years"] else ["FHT2"]
    proof = "simplified" if year <= rule_now["simplified_proof_years"] else "ordinary"
    value = {"codes": codes, "code": codes[-1], "grant_year": year, "proof": proof, "ends_exclusive": ends}
    once = " Tilskudd 1 gis bare én gang." if "FHT1" in codes else ""
    text = f"Dette er år {year} etter bosettingen. Kommunen kan søke {say_list(codes, 'eller')}.{once}"
    return Answer(Outcome.CALCULATED, value, text, GRANTS, rule_now.verified, version)


def _none(text: str, rule_now: Value, version: Version) -> Answer:
    return Answer(Outcome.NOT_MET, {"codes": [], "code": "none"}, text, GRANTS, rule_now.verified, version)


@rule("extra_grant_account", "SET-2.5", title="Regnskap for ekstratilskudd", basis=GRANTS, headline="account_by")
def extra_grant_account(c: Case) -> Answer:
    """Says who accounts for extra grant, and by when, after a death or a move.

    Basis: IMDi's circular on extra grant (SET-2.5).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: calculated; not_met when nothing has happened.
    Not covered: the account itself.
    """
    rule_now, version = c.version("extra_grant")
    died = c.get("death_date")
    if died is not None and died <= c.on:
        last = add_months(died, rule_now["account_months"])
        value: dict[str, Any] = {"account_by": last, "accountable": "municipality"}
        text = f"Kommunen skal levere regnskap til IMDi senest {say_date(last)}, {say_months(rule_now['account_months'])} etter dødsfallet."
        return Answer(Outcome.CALCULATED, value, text, GRANTS, Verification.ASSUMED, version)
    moved = c.get("moved_to_second_municipality")
    if moved is not None and moved <= c.on:
        value = {
            "account_by": None,
            "accountable": "municipality_moved_from",
            "remainder": "municipality_moved_to_may_apply",
        }
        text = "Kommunen personen flyttet fra, leverer regnskap. Den nye kommunen kan søke om resten."
        return Answer(Outcome.CALCULATED, value, text, GRANTS, Verification.ASSUMED, version)
    text = f"Det skal ikke leveres regnskap nå. Etter et dødsfall er fristen {say_number(rule_now['account_months'])} måneder."
    return Answer(Outcome.NOT_MET, {"account_by": None}, text, GRANTS, Verification.ASSUMED, version)
