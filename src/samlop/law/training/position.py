"""Decides who has a right and a duty to training in Norwegian and social studies, from when, and who pays."""

from __future__ import annotations

from datetime import date
from typing import Any

from samlop.law.basis import Act, Provision, cite, intf, intl
from samlop.law.codes import FAMILY, INDEPENDENT, LISTED, SECTION_34, permit_ground
from samlop.law.days import add_months, birthday
from samlop.law.facts import Grant
from samlop.law.finding import Anchor, Answer, Outcome, Verification
from samlop.law.parameters import parameter
from samlop.law.programme.governing_act import is_old_act
from samlop.law.rule import Case, rule
from samlop.law.training.norwegian import effect_of_permit_change
from samlop.law.training.regime import chapter_6a_holds
from samlop.law.words import say, say_date, say_months

BOTH, RIGHT, DUTY, MAY_OFFER, NONE = "right_and_duty", "right_only", "duty_only", "may_offer", "none"
_OUTCOMES = {BOTH: Outcome.MET, RIGHT: Outcome.MET, DUTY: Outcome.MET, MAY_OFFER: Outcome.MAY, NONE: Outcome.NOT_MET}
_OFFER = intl("26", 7)
_LABOUR = ("work_23", "work_25")
_FIRST_RENEWAL = "P-38-5"
BASIS = (intl("26"), intl("27"), intl("28"))


@rule(
    "training_position",
    "TRN-1.2",
    "TRN-1.8",
    title="Rett og plikt til norsk og samfunnskunnskap",
    basis=BASIS,
    headline="position",
)
def training_position(c: Case) -> Answer:
    """Decides whether a person has a right and a duty to training, a right only, a duty only, may be offered it, or neither.

    Basis: integreringsloven §§ 26, 27, 28 and 37 d, introduksjonsloven § 17 (training catalogue 1.2: TRN-1.2).
    Valid: from 2005-09-01; anchor: the permit for age and act, as-of for the rest.
    Outcome: met (right and duty, right only, duty only), may (may be offered), not_met (neither); review for collective
    protection from 2026-07-01 (gate G1), for several permits that give different ages, and for family members of somebody who
    had lived here for more than five years.
    Not covered: exemption; sound discretion in who is offered training; the exact list of permits in § 28.
    """
    withdrawn = c.get("final_withdrawal_decision")
    if withdrawn is not None and withdrawn <= c.on:
        return _answer(c, NONE, f"Tillatelsen er endelig tilbakekalt {say_date(withdrawn)}.", (intl("26"),))
    citizen = _citizenship(c)
    if citizen is not None:
        return citizen
    grants = c.grants(c.on)
    if not grants:
        return _answer(c, NONE, "Tillatelsen er ikke gitt ennå.", (intl("26"),))
    if is_old_act(c):
        return _introduction_act(c, grants)
    current = _current(c, grants)
    if current.permit_end is not None and current.permit_end <= c.on:
        text = f"Tillatelsen gjaldt til {say_date(current.permit_end)}, og ingen ny tillatelse er registrert."
        return _answer(c, NONE, text, (intl("26"),))
    kind = kind_of(c, current)
    if kind == MAY_OFFER:
        return _answer(
            c, MAY_OFFER, f"Tillatelsen gir verken rett eller plikt. Tillatelse: {say(current.permit)}.", (_OFFER,)
        )
    outside = _age(c, [grant for grant in grants if _counts(grant)] or [current])
    if outside is not None:
        return _answer(c, MAY_OFFER, outside, (intl("26", 5), _OFFER))
    waits = _not_begun(c, current)
    if waits is not None:
        return _answer(c, MAY_OFFER, waits, (intl("26", 2), _OFFER))
    if kind == DUTY:
        text = "Personen har plikt til norsk og samfunnskunnskap, men ikke rett til gratis opplæring."
        return _answer(c, DUTY, text, (intl("26", 3), intl("28")), extra=_until(c))
    return _right(c, current)


def _right(c: Case, current: Grant) -> Answer:
    if chapter_6a_holds(c):
        months = parameter("section_37d").at(c.on)["months"]
        text = f"Personen har rett, men ikke plikt, til norsk i {say_months(months)}. Kommunen kan gi mer."
        return _answer(c, RIGHT, text, (intl("37 d"),), extra={"months": months, "social_studies": False})
    if current.permit != SECTION_34 and c.get("decision_under_6A") is not None:
        changed = effect_of_permit_change.body(c)
        if changed.value.get("new_rights") is False:
            text = "Personen får ikke nye rettigheter etter å ha byttet tillatelse, men kan fullføre norskopplæringen som gjenstår."
            return _answer(c, RIGHT, text, changed.basis, extra={"social_studies": False}, sure=changed.verification)
    text = f"Personen har rett og plikt til norsk og samfunnskunnskap. Tillatelse: {say(current.permit)}."
    return _answer(c, BOTH, text, (intl("26", 1), intl("27")), extra=_until(c))


def _citizenship(c: Case) -> Answer | None:
    """Answers for citizens, whose residence does not rest on a permit that counts."""
    group, name = c.get("citizenship_group"), c.get("citizenship")
    if group is None and name is not None:
        countries = parameter("eea_countries").at(c.on)
        group = (
            "norwegian"
            if name.lower() in countries["norway"]
            else "eea"
            if name.lower() in countries["countries"]
            else None
        )
    if group == "norwegian":
        text = "Personen er norsk statsborger. Den som har begynt på opplæringen, kan likevel ha rett til å fullføre."
        return _answer(c, NONE, text, (intl("26", 6),))
    if group in ("eea", "nordic"):
        text = "Personen er nordisk statsborger eller EØS-borger, og har verken rett eller plikt."
        return _answer(c, MAY_OFFER, text, (_OFFER,))
    return None


def _current(c: Case, grants: tuple[Grant, ...]) -> Grant:
    """Gives the permit that decides. Permanent residence takes nothing away, so the permit before it still decides."""
    current = grants[-1]
    if current.permit != "permanent":
        return current
    if grants[:-1]:
        return grants[:-1][-1]
    return Grant(c.need("earlier_permit"), current.permit_date)


def _counts(grant: Grant) -> bool:
    return permit_ground(grant.permit) in (LISTED, FAMILY, INDEPENDENT) or grant.permit in _LABOUR


def kind_of(c: Case, grant: Grant) -> str:
    """Says what the permit gives: right and duty, duty only, or nothing but an offer."""
    if grant.permit in _LABOUR:
        return DUTY
    ground = permit_ground(grant.permit)
    if ground in (LISTED, INDEPENDENT):
        return BOTH
    if ground != FAMILY:
        return MAY_OFFER
    reference = c.need("reference_permit")
    if reference in _LABOUR:
        return DUTY
    if reference in ("norwegian_citizen", "nordic_citizen", "permanent") or permit_ground(reference) in (
        FAMILY,
        INDEPENDENT,
    ):
        return BOTH
    if permit_ground(reference) != LISTED:
        return MAY_OFFER
    settled, applied = c.get("reference_settled"), c.get("family_application_date")
    limit = parameter("target_group_time").at(c.on)["reference_residence_limit"]
    if settled is None or applied is None or applied < add_months(settled, limit):
        return BOTH
    return c.ask("training_family_after_five_years")


def _age(c: Case, counting: list[Grant]) -> str | None:
    """Says why the age keeps the person outside, or None. The age at the grant decides, and right and duty end at 67."""
    limits = parameter("training_age").at_or_first(c.on)
    born = c.need("birth_date")
    ends = birthday(born, limits["ends_at"])
    adult = birthday(born, limits["lowest"])
    if c.on >= ends:
        return f"Rett og plikt tok slutt da personen fylte {limits['ends_at']} år, {say_date(ends)}."
    if counting[-1].permit_date is None:
        # Without a date for the permit, the age is beyond doubt when she was an adult before any such permit could be given.
        if adult <= _earliest(counting[-1].permit):
            return None
        c.need("permit_date")
    young = [(grant.permit_date or c.on) < adult for grant in counting]
    under = young[0] if young[0] == young[-1] or c.ask("which_grant_sets_age") == "first" else young[-1]
    if under:
        return "Personen var under 18 år da tillatelsen ble gitt. Det gir verken rett eller plikt, heller ikke fra 18-årsdagen."
    return None


def _earliest(permit: str) -> date:
    """Gives the first day such a permit could be given, or the first day of the act."""
    if permit == SECTION_34:
        return next(
            state.valid_from for state in parameter("chapter_6a").values if state.id == "scheme_without_chapter"
        )
    return parameter("training_age").values[0].valid_from


def _not_begun(c: Case, current: Grant) -> str | None:
    """Says why right and duty have not begun yet, or None."""
    if current.permit == _FIRST_RENEWAL:
        renewed = c.get("permit_renewed")
        if renewed is None or renewed > c.on:
            return "Rett og plikt begynner først når tillatelsen er fornyet for første gang."
    if current.permit == SECTION_34:
        settled = c.get("settlement_date")
        if c.get("settled_by_agreement") is False or (settled is not None and settled > c.on):
            return "Retten begynner når personen er bosatt etter avtale."
    arrived = c.get("arrival_date")
    if arrived is not None and arrived > c.on:
        return f"Rett og plikt begynner når personen kommer til Norge {say_date(arrived)}."
    return None


def _until(c: Case) -> dict[str, date]:
    born = c.facts.birth_date
    return {} if born is None else {"until": birthday(born, parameter("training_age").at_or_first(c.on)["ends_at"])}


def _introduction_act(c: Case, grants: tuple[Grant, ...]) -> Answer:
    granted = grants[0].permit_date or c.need("permit_date")
    rule_then = parameter("introduction_act_training").at(granted)
    basis = (intl("51"), cite(Act.INTRODUKSJONSLOVEN, "17"))
    born = c.need("birth_date")
    kind = kind_of(c, grants[-1])
    note = "Saker etter introduksjonsloven må også vurderes for hånd."
    if kind == MAY_OFFER or not (
        birthday(born, rule_then["lowest"]) <= c.on < birthday(born, rule_then["right_ends_at"])
    ):
        text = "Etter introduksjonsloven har personen verken rett eller plikt."
        return _answer(c, MAY_OFFER, text, basis, note=note)
    over = c.on >= birthday(born, rule_then["duty_ends_at"])
    young, old = (DUTY, MAY_OFFER) if kind == DUTY else (BOTH, RIGHT)
    position = old if over else young
    text = f"Etter introduksjonsloven gjelder dette: {say(position)}."
    return _answer(c, position, text, basis, sure=rule_then.verified, note=note)


def _answer(
    c: Case,
    position: str,
    text: str,
    basis: tuple[Provision, ...],
    *,
    extra: dict[str, Any] | None = None,
    sure: Verification = Verification.GUIDANCE,
    note: str = "",
) -> Answer:
    value: dict[str, Any] = {
        "position": position,
        "right": position in (BOTH, RIGHT),
        "duty": position in (BOTH, DUTY),
        "participant_pays": None if position == NONE else position in (DUTY, MAY_OFFER),
        **(extra or {}),
    }
    until = value.get("until")
    change = (f"Rett og plikt tar slutt {say_date(until)}, når personen fyller 67 år.",) if until else ()
    granted = c.facts.grants[-1].permit_date if c.facts.grants else None
    first = parameter("training_age").values[0].valid_from
    version = c.version("training_age", max(granted, first) if granted else max(c.on, first), Anchor.PERMIT)[1]
    return Answer(_OUTCOMES[position], value, text, basis, sure, version, note, change)


@rule(
    "training_right_starts",
    "TRN-1.2",
    "TRN-1.3",
    title="Når rett og plikt til norsk begynner",
    basis=(intl("26", 2), intf("20")),
    headline="starts_on",
)
def training_right_starts(c: Case) -> Answer:
    """Finds the day right and duty to training begin, and the last day for those who could not start.

    Basis: integreringsloven § 26 andre og fjerde ledd, integreringsforskriften § 20 (training catalogue 1.2: TRN-1.2).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: calculated; running while the event has not come.
    Not covered: whether care or detention was what kept the person away, which must be documented.
    """
    grants = c.grants(c.on)
    current = grants[-1] if grants else c.facts.grants[-1]
    basis: tuple[Provision, ...] = (intl("26", 2),)
    if current.permit == _FIRST_RENEWAL:
        name, event = "permit_renewed", c.get("permit_renewed")
    elif current.permit == SECTION_34:
        name, event = (
            "settlement_date",
            c.get("settlement_date") if c.get("settled_by_agreement") is not False else None,
        )
    else:
        granted = current.permit_date or c.need("permit_date")
        arrived = c.get("arrival_date")
        late = arrived is not None and arrived > granted
        name, event = ("arrival_date", arrived) if late else ("permit_date", granted)
    _, version = c.version("training_age")
    if event is None:
        text = (
            "Rett og plikt begynner når tillatelsen fornyes første gang."
            if name == "permit_renewed"
            else ("Rett og plikt begynner når personen bosettes etter avtale.")
        )
        return Answer(
            Outcome.RUNNING, {"starts_on": None, "counted_from": name}, text, basis, Verification.GUIDANCE, version
        )
    value: dict[str, Any] = {"starts_on": event, "counted_from": name}
    text = f"Rett og plikt begynner {say_date(event)}."
    if c.get("care_or_detention"):
        years = parameter("training_age").at(c.on)["postponed_start_years"]
        last = birthday(event, years)
        asked = c.get("request_date")
        basis = (intl("26", 2), intf("20"))
        value = {"starts_on": asked if asked is not None and asked < last else None, "counted_from": "request_date"}
        value["ask_before"] = last
        text = f"Personen kunne ikke starte da. Rett og plikt begynner når personen setter fram krav, senest før {say_date(last)}."
    return Answer(Outcome.CALCULATED, value, text, basis, Verification.GUIDANCE, version)


@rule(
    "training_payment",
    "TRN-1.7",
    title="Hvem betaler for opplæringen",
    basis=(intl("26"),),
    headline="participant_pays",
)
def training_payment(c: Case) -> Answer:
    """Decides whether the participant pays for the training.

    Basis: integreringsloven § 26 with IMDi's guidance (training catalogue 1.7: TRN-1.7).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: met when the participant pays, not_met when it is free; not_met without an answer for those outside; review as
    `training_position`.
    Not covered: how much the municipality charges.
    """
    known = c.get("position")
    if known is None:
        found = training_position.body(c)
        known, version = found.value["position"], found.version
    else:
        version = c.version("training_age")[1]
    if known == NONE:
        text = "Personen er ikke i målgruppen for opplæringen."
        return Answer(Outcome.NOT_MET, {"participant_pays": None}, text, (intl("26"),), Verification.GUIDANCE, version)
    pays = known in (DUTY, MAY_OFFER)
    text = (
        "Deltakeren betaler selv. Kommunen bestemmer prisen."
        if pays
        else "Opplæringen er gratis for den som har rett til den."
    )
    value = {"participant_pays": pays, "price": "set_by_municipality" if pays else None}
    outcome = Outcome.MET if pays else Outcome.NOT_MET
    return Answer(outcome, value, text, (intl("26"),), Verification.GUIDANCE, version)


def position_or_none(c: Case) -> str | None:
    """Gives the position where it is known: as registered, else as the rule finds it; None where facts are missing or it is open."""
    stated = c.get("position")
    if stated is not None:
        return str(stated)
    found = training_position(facts=c.facts, on=c.on, readings=c.readings)
    return None if found.outcome is Outcome.REVIEW else str(found.value["position"])
