"""Gives the grounds a refusal may rest on, and the position of a person who has moved to another municipality."""

from __future__ import annotations

from typing import Any

from samlop.law.basis import Provision, intl
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.programme.target_group import MAY_OFFER, NO_RIGHT, POSITIONS, entitlement, gave_up
from samlop.law.rule import Case, rule

# The provision a «no» rests on says which ground it is.
_GROUNDS: tuple[tuple[Provision, str], ...] = (
    (intl("8", 1, 2), "age_under_18"),
    (intl("8", 1, 3), "two_years_passed"),
    (intl("2"), "norwegian_citizen"),
    (intl("8", 5), "nordic_or_eea"),
    (intl("8", 4), "in_work"),
    (intl("9"), "permit_does_not_count"),
)


@rule(
    "refusal_ground",
    "DEC-02",
    "TGT-07",
    title="Grunn til avslag på program",
    basis=(intl("8"), intl("46")),
    headline="may_refuse",
)
def refusal_ground(c: Case) -> Answer:
    """Decides whether a claim for a programme may be refused, and on which ground.

    Basis: integreringsloven §§ 3, 8, 9 and 46 (DEC-02, TGT-07).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: met (shall be refused or the municipality is free to refuse) or not_met; review where `entitlement` is review.
    Not covered: the discretion of a municipality that may offer a programme, which must treat like cases alike.
    """
    given_up = gave_up(c)
    if given_up is not None:
        text = f"Kommunen kan avslå, fordi personen har {given_up[1]}. Kommunen kan også velge å tilby program."
        value: dict[str, Any] = {"may_refuse": True, "ground": given_up[0], "may_offer_instead": True}
        return Answer(Outcome.MET, value, text, (intl("3", 3),), Verification.GUIDANCE)
    found = entitlement.body(c)
    outcome = found.value.get("outcome") if isinstance(found.value, dict) else None
    if outcome not in POSITIONS:
        return found
    if outcome == MAY_OFFER:
        text = f"Kommunen kan avslå eller tilby etter eget skjønn. {found.text}"
        value = {"may_refuse": True, "ground": "discretion", "may_offer_instead": True}
        return Answer(Outcome.MET, value, text, found.basis, found.verification, found.version)
    if outcome == NO_RIGHT:
        ground = next((code for provision, code in _GROUNDS if provision in found.basis), "outside_target_group")
        if ground == "in_work" and c.version("job_exemption")[0].id != "exempt":
            ground = (
                "nordic_or_eea"  # before the exemption for work came, the fourth paragraph held Nordic and EEA citizens
            )
        value = {"may_refuse": True, "ground": ground, "may_offer_instead": False}
        text = f"Kravet kan avslås. {found.text}"
        return Answer(Outcome.MET, value, text, found.basis, found.verification, found.version)
    text = "Kravet kan ikke avslås, fordi personen har rett til program."
    value = {"may_refuse": False, "ground": None, "may_offer_instead": False}
    sure = Outcome.REVIEW if found.outcome is Outcome.REVIEW else Outcome.NOT_MET
    return Answer(sure, value, text, found.basis, found.verification, found.version, found.not_covered)


@rule(
    "position_after_moving",
    "TGT-01",
    "TGT-13",
    title="Flytting til en annen kommune",
    basis=(intl("8", 1), intl("8", 3), intl("3", 3)),
    headline="outcome",
)
def position_after_moving(c: Case) -> Answer:
    """Decides the person's position in the municipality she has moved to.

    Basis: integreringsloven § 8 første and tredje ledd (TGT-01, TGT-13).
    Valid: from 2021-01-01; anchor: the decision of the new municipality, else as-of.
    Outcome: as `entitlement`, with the agreement of the new municipality, and the two years counted from the first one.
    Not covered: a programme begun in the first municipality that the new one takes over; grants that follow the person.
    """
    moved = c.need("moved_to_second_municipality")
    c.need("second_settled_by_agreement")
    found = entitlement.body(c)
    if moved > c.on or not isinstance(found.value, dict):
        return found
    text = f"{found.text} Tiden i den første kommunen teller med i de to årene."
    return Answer(
        found.outcome,
        found.value,
        text,
        found.basis,
        found.verification,
        found.version,
        found.not_covered,
        found.would_change,
    )
