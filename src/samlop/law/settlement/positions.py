"""Decides what the way a person is settled means for the right to a programme, and whether IMDi's choice can be appealed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from samlop.law.basis import Act, guidance, intl
from samlop.law.codes import LISTED, permit_ground
from samlop.law.days import age_on
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.parameters import parameter
from samlop.law.programme import target_tests
from samlop.law.programme.decisions import complaint_right
from samlop.law.programme.target_group import MAY_OFFER, NO_RIGHT, RIGHT_AND_DUTY, RIGHT_ONLY, entitlement
from samlop.law.rule import Case, rule
from samlop.law.words import say_date

DECLINED = "declined"
_OUTCOMES = {RIGHT_AND_DUTY: Outcome.MET, RIGHT_ONLY: Outcome.MET, MAY_OFFER: Outcome.MAY, NO_RIGHT: Outcome.NOT_MET}
_ROUTES = (intl("3"), intl("4"), intl("8", 1), intl("8", 3))


@rule(
    "consequences",
    "SET-2.2",
    title="Hva måten personen bosettes på fører til",
    basis=_ROUTES,
    headline="programme_right",
)
def consequences(c: Case) -> Answer:
    """Says what a way of settling means for the municipality's number, the right to a programme and the integration grant.

    Basis: integreringsloven §§ 3, 4 and 8, IMDi's circular on grants (SET-2.2: training catalogue, table 2.2).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: met by agreement; not_met without one, while IMDi has not decided, and for alternative reception.
    Not covered: permit, age and time, which the right rests on too; what the municipality offers of its own will.
    """
    known, version = c.version("settlement_routes")
    route = c.need("route")
    if route in known["not_settlement"]:
        return _alternative_reception(c, route)
    by_agreement = route in known["by_agreement"] and c.get("imdi_offer") != DECLINED
    waits = by_agreement and route != "imdi_allocation" and not c.need("imdi_allocated")
    settled = by_agreement and not waits
    value = dict.fromkeys(("counts_in_municipal_quota", "programme_right", "integration_grant"), settled)
    if waits:
        text = "IMDi har ikke søkt personen ut til kommunen ennå. Leiekontrakten bør ikke signeres før det er gjort."
    elif settled:
        text = "Bosettingen er avtalt. Den teller i kommunens antall, gir rett til program og utløser integreringstilskudd."
    else:
        text = "Bosettingen er ikke avtalt. Den gir ikke rett til program og teller ikke i kommunens antall. Kommunen kan tilby program."
    return Answer(
        Outcome.MET if settled else Outcome.NOT_MET,
        value,
        text,
        (*_ROUTES, guidance(Act.IMDI_GRANTS)),
        Verification.GUIDANCE if settled else Verification.ASSUMED,
        version,
        not_covered="Retten avhenger også av tillatelse, alder og tid.",
        would_change=("Svaret endres når IMDi søker personen ut til kommunen.",) if waits else (),
    )


def _alternative_reception(c: Case, route: str) -> Answer:
    value: dict[str, Any] = dict.fromkeys(("counts_in_municipal_quota", "programme_right", "integration_grant"), False)
    text = "Alternativ mottaksplass er ikke bosetting. Personen bor fortsatt i mottakssystemet."
    version = None
    if route == "mamot":
        state, version = c.version("temporary_amot")
        value["scheme"] = state.id
        if state.id == "ended":
            text += " Den midlertidige ordningen for personer fra Ukraina er avsluttet."
    return Answer(
        Outcome.NOT_MET, value, text, (guidance(Act.IMDI_SETTLEMENT), intl("8", 1)), Verification.GUIDANCE, version
    )


@rule(
    "agreed_self_settlement_available",
    "SET-2.2",
    title="Avtalt selvbosetting",
    basis=(guidance(Act.IMDI_SETTLEMENT), intl("4")),
    headline="available",
)
def agreed_self_settlement_available(c: Case) -> Answer:
    """Decides whether a person who finds her own home may still ask the municipality for agreed settlement.

    Basis: integreringsloven § 4, guidance on agreed self-settlement (SET-2.2).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: may before IMDi has offered a municipality, not_met after.
    Not covered: whether the municipality takes part in the scheme, and its own demands on the home.
    """
    offer = c.need("imdi_offer")
    basis = (guidance(Act.IMDI_SETTLEMENT), intl("4"))
    steps = [
        "ask_municipality",
        "unsigned_lease_and_permit",
        "municipality_asks_imdi",
        "imdi_allocates",
        "sign",
        "move",
    ]
    if offer != "none":
        text = "IMDi har tilbudt en kommune. Da kan ikke personen bruke avtalt selvbosetting."
        return Answer(Outcome.NOT_MET, {"available": False}, text, basis, Verification.GUIDANCE)
    text = "Personen kan finne bolig selv. Kommunen ser på kontrakten før den signeres, og spør IMDi."
    return Answer(
        Outcome.MAY,
        {"available": True, "steps": steps},
        text,
        basis,
        Verification.GUIDANCE,
        not_covered="Ikke alle kommuner sier ja til avtalt selvbosetting.",
    )


def _outside_agreement(c: Case) -> str | None:
    """Says why the way of settling takes the right away, or None. A permit that needs no agreement is not touched by it."""
    permit = c.permit_now()
    if permit is not None and permit_ground(permit) != LISTED:
        return None
    if c.get("imdi_offer") == DECLINED:
        return "Personen sa nei til kommunen IMDi tilbød, og må klare seg uten program og introduksjonsstønad."
    route = c.first_of("later_route", "route")
    known, _ = c.version("settlement_routes")
    if route and route[1] in known["without_agreement"]:
        return "Personen er bosatt uten avtale med kommunen."
    if route and route[1] in known["not_settlement"]:
        return "Personen bor på alternativ mottaksplass og er ikke bosatt."
    return None


@rule("programme_right", "SET-2.2", "TGT-01", title="Rett til introduksjonsprogram", basis=_ROUTES, headline="right")
def programme_right(c: Case) -> Answer:
    """Decides, as yes or no, whether the person has a right to the introduction programme.

    Basis: integreringsloven § 8 first and third paragraphs (SET-2.2, TGT-01).
    Valid: from 2021-01-01; anchor: as `entitlement`.
    Outcome: met or not_met; review where `entitlement` is review.
    Not covered: as `entitlement`.
    """
    position = programme_position.body(c)
    if position.outcome is Outcome.REVIEW:
        return replace(position, value={"right": "review"})
    right = position.value["position"] in (RIGHT_AND_DUTY, RIGHT_ONLY)
    return replace(position, outcome=Outcome.MET if right else Outcome.NOT_MET, value={"right": right})


@rule("programme_position", "SET-2.2", "TGT-01", title="Rett og plikt til program", basis=_ROUTES, headline="position")
def programme_position(c: Case) -> Answer:
    """Gives the person's position to the programme as one word, with the way of settling taken into account.

    Basis: integreringsloven § 8 first and third paragraphs (SET-2.2, TGT-01).
    Valid: from 2021-01-01; anchor: as `entitlement`.
    Outcome: met, may or not_met as `entitlement`; review where that is. The day of settlement stands in for an unknown day of
    the permit, since the permit was given by then.
    Not covered: as `entitlement`.
    """
    outside = _outside_agreement(c)
    if outside is not None:
        if _was_a_minor(c):
            text = "Personen var under 18 år da tillatelsen ble gitt, og er derfor utenfor målgruppen."
            return Answer(Outcome.NOT_MET, {"position": NO_RIGHT}, text, (intl("8", 1, 2),), Verification.GUIDANCE)
        text = f"{outside} Kommunen kan tilby program."
        return Answer(Outcome.MAY, {"position": MAY_OFFER}, text, (intl("8", 1), intl("8", 3)), Verification.GUIDANCE)
    if (
        c.facts.permits is None
        and c.facts.permit is not None
        and c.facts.permit_date is None
        and c.facts.settlement_date
    ):
        settled = c.need("settlement_date")
        c.facts = replace(c.facts, permit_date=settled)
        found = _as_position(c, entitlement.body(c))
        note = f"Dagen for tillatelsen er ikke kjent. Alderen er regnet på bosettingen {say_date(settled)}."
        return replace(found, verification=Verification.ASSUMED, not_covered=note)
    return _as_position(c, entitlement.body(c))


def _was_a_minor(c: Case) -> bool:
    if c.facts.birth_date is None or not c.facts.grants or any(g.permit_date is None for g in c.facts.grants):
        return False
    return target_tests.age_position(c, list(c.facts.grants), c.on) == target_tests.UNDER


def _as_position(c: Case, found: Answer) -> Answer:
    if found.outcome is Outcome.REVIEW:
        return replace(found, value={"position": "review"})
    position = found.value["outcome"]
    value = {name: item for name, item in found.value.items() if name != "outcome"} | {"position": position}
    if position in (RIGHT_AND_DUTY, RIGHT_ONLY) and _must_aim_at_work(c):
        value["goal_must_be"] = "work"
    return replace(found, outcome=_OUTCOMES[position], value=value)


def _must_aim_at_work(c: Case) -> bool:
    """Says whether the participant is past the old limit, where §§ 13 and 14 allow work as the only goal."""
    return age_on(c.need("birth_date"), c.on) > parameter("target_group_age").at(c.on)["highest"]


@rule(
    "appeal_possible",
    "SET-2.1",
    "DEC-01",
    "A-10",
    title="Kan avgjørelsen påklages",
    basis=(intl("46"),),
    headline="possible",
)
def appeal_possible(c: Case) -> Answer:
    """Decides, as yes or no, whether a decision can be appealed; IMDi's choice of municipality cannot.

    Basis: integreringsloven § 46 (SET-2.1, DEC-01).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: met or not_met; review as `complaint_right`.
    Not covered: as `complaint_right`.
    """
    found = complaint_right.body(c)
    return replace(found, value={"possible": found.value["right"]}, basis=(intl("46"),))
