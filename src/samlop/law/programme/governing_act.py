"""Decides which act governs a person: the Integration Act, or the Introduction Act for those who came before 2021."""

from __future__ import annotations

from samlop.law.basis import intf, intl
from samlop.law.finding import Anchor, Answer, Outcome, Verification
from samlop.law.parameters import parameter
from samlop.law.rule import Case, rule
from samlop.law.words import say_date

NEW, OLD = "integreringsloven", "introduksjonsloven"
BASIS = (intl("51"), intf("72"))


@rule("governing_act", "ACT-01", "ACT-02", "ACT-03", title="Hvilken lov gjelder", basis=BASIS)
def governing_act(c: Case) -> Answer:
    """Decides which act governs the person's programme and training.

    Basis: integreringsloven § 51, integreringsforskriften § 72 (ACT-01, ACT-02, ACT-03).
    Valid: from 2021-01-01; anchor: the date of the first permit.
    Outcome: calculated, with `integreringsloven` or `introduksjonsloven`.
    Not covered: a case opened under the Introduction Act is marked, not automated.
    """
    return _decide(c)


def is_old_act(c: Case) -> bool:
    """Says whether the Introduction Act governs. A case without a dated permit is taken as new: the permit rules ask for the date."""
    if not c.facts.grants or c.facts.grants[0].permit_date is None:
        return False
    if c.facts.grants[0].permit_date >= parameter("governing_act").named(NEW).valid_from:
        return False
    return _decide(c).value == OLD


def _decide(c: Case) -> Answer:
    grants = c.grants(c.on)
    if not grants:
        grants = c.facts.grants
    granted = grants[0].permit_date or c.need("permit_date")
    commencement = parameter("governing_act").get(granted)
    _, version = c.version("governing_act", granted, Anchor.PERMIT)
    if commencement is not None and commencement.id == NEW:
        return Answer(
            Outcome.CALCULATED,
            NEW,
            f"Integreringsloven gjelder, fordi tillatelsen ble gitt {say_date(granted)}.",
            BASIS,
            Verification.GUIDANCE,
            version,
        )
    new_act_from = parameter("governing_act").named(NEW).valid_from
    arrived = c.get("arrival_date")
    if arrived is not None and arrived < new_act_from:
        return _old(version, "Introduksjonsloven gjelder, fordi både tillatelsen og ankomsten var før 2021.")
    settled = c.get("settlement_date") if arrived is None else None
    if settled is not None and settled < new_act_from:
        return _old(version, "Introduksjonsloven gjelder, fordi både tillatelsen og bosettingen var før 2021.")
    if not c.need("applied_from_abroad"):
        return _old(version, "Introduksjonsloven gjelder, fordi tillatelsen ble gitt før 2021.")
    arrived = c.need("arrival_date")
    return Answer(
        Outcome.CALCULATED,
        NEW,
        f"Integreringsloven gjelder, fordi personen søkte fra utlandet og kom til Norge {say_date(arrived)}.",
        (intf("72", 1, 2),),
        Verification.GUIDANCE,
        version,
    )


def _old(version: object, text: str) -> Answer:
    return Answer(
        Outcome.CALCULATED,
        OLD,
        text,
        BASIS,
        Verification.GUIDANCE,
        version,  # type: ignore[arg-type]
        not_covered="Saker etter introduksjonsloven må vurderes for hånd.",
    )


@rule(
    "reception_training_under_integreringsloven",
    "ACT-04",
    "ACT-03",
    title="Hvilken lov gjelder for opplæring i mottak",
    basis=(intf("72"),),
    headline="applies",
)
def reception_training_act(c: Case) -> Answer:
    """Decides whether the Integration Act's rules on training in reception govern an asylum seeker.

    Basis: integreringsforskriften § 72 (ACT-04, ACT-03).
    Valid: from 2021-01-01; anchor: the date of the asylum application.
    Outcome: met or not_met; review for an application made on 2021-01-01 itself.
    Not covered: the duty on Norwegian culture and values in the Introduction Act § 20 a, which does not live on.
    """
    applied = c.need("asylum_application_date")
    first_day = parameter("governing_act").named(NEW).valid_from
    _, version = c.version("governing_act", applied, Anchor.ASYLUM_APPLICATION)
    new = applied > first_day or (applied == first_day and c.ask("asylum_application_on_first_day") == "new_act")
    text = (
        "Reglene om opplæring i mottak i integreringsloven gjelder."
        if new
        else "Reglene om opplæring i mottak i integreringsloven gjelder ikke, fordi det ble søkt om asyl før loven."
    )
    return Answer(
        Outcome.MET if new else Outcome.NOT_MET, {"applies": new}, text, (intf("72"),), Verification.GUIDANCE, version
    )
