"""Decides which set of rules governs training in Norwegian and social studies, and who is still in the target group."""

from __future__ import annotations

from samlop.law.basis import CHAPTER_6A, Act, cite, intf, intl
from samlop.law.codes import SECTION_34
from samlop.law.finding import Anchor, Answer, Outcome, Verification
from samlop.law.parameters import parameter
from samlop.law.programme.governing_act import NEW, OLD, governing_act
from samlop.law.rule import Case, rule
from samlop.law.words import say_date, say_number

GATE = "chapter_6a_after_june_2026"
IN_FORCE = ("right_without_duty", "social_studies_exempt")


def chapter_6a_holds(c: Case) -> bool:
    """Says whether the temporary rules on collective protection govern the person's training on the day."""
    if c.permit_now() != SECTION_34:
        return False
    state, _ = c.version("chapter_6a")
    if state.id == "scheme_without_chapter":
        return c.ask("section_34_before_chapter_6a") == "right_only"
    return state.id in IN_FORCE or (state.id == "not_known" and c.ask(GATE) == "prolonged")


@rule(
    "chapter_6a_applies",
    "TRN-1.1",
    "TRN-1.8",
    title="Gjelder reglene for kollektiv beskyttelse",
    basis=(CHAPTER_6A,),
    headline="applies",
)
def chapter_6a_applies(c: Case) -> Answer:
    """Decides whether the temporary chapter 6 A governs the person, or the ordinary rules.

    Basis: integreringsloven chapter 6 A (training catalogue 1.1 and 1.8: TRN-1.1).
    Valid: 2022-06-15 to 2026-06-30 as adopted; anchor: as-of date.
    Outcome: met or not_met; review for a holder of collective protection from 2026-07-01 (gate G1), and from 2022-03-11 to
    2022-06-14.
    Not covered: what the chapter changes, which the other rules say one by one.
    """
    _, version = c.version("chapter_6a")
    permit = c.permit_now()
    if permit is None:
        permit = c.need("permit")
    if permit != SECTION_34:
        c.get("reference_permit")
        text = (
            "De vanlige reglene gjelder. Reglene for kollektiv beskyttelse gjelder bare den som selv har "
            "kollektiv beskyttelse, og ikke familiemedlemmer med egen tillatelse."
        )
        return Answer(Outcome.NOT_MET, {"applies": False}, text, (CHAPTER_6A,), Verification.GUIDANCE, version)
    holds = chapter_6a_holds(c)
    text = (
        "De midlertidige reglene for kollektiv beskyttelse gjelder. De vanlige reglene fyller ut."
        if holds
        else "De vanlige reglene gjelder, selv om personen har kollektiv beskyttelse."
    )
    outcome = Outcome.MET if holds else Outcome.NOT_MET
    return Answer(outcome, {"applies": holds}, text, (CHAPTER_6A,), Verification.GUIDANCE, version)


@rule(
    "training_regime",
    "TRN-1.1",
    "TRN-1.4",
    title="Regler for norsk og samfunnskunnskap",
    basis=(intl("51"), intf("72"), CHAPTER_6A),
    headline="act",
)
def training_regime(c: Case) -> Answer:
    """Decides which act and chapter govern the training, and how many hours that gives.

    Basis: integreringsloven § 51 and chapter 6 A, integreringsforskriften § 72, introduksjonsloven § 18 (training catalogue 1.1
    and 1.4: TRN-1.1, TRN-1.4).
    Valid: from 2005-09-01; anchor: the date of the first permit.
    Outcome: calculated; review for collective protection from 2026-07-01.
    Not covered: hours beyond the ordinary ones under the Introduction Act, which follow the need; a social-studies course of 50
    hours begun before the 75-hour course was ready.
    """
    found = governing_act.body(c)
    if found.value == OLD:
        return _introduction_act(c)
    if chapter_6a_holds(c):
        value = _value(NEW, "6 A", None, None)
        text = "Kapittel 6 A i integreringsloven gjelder. Det er ikke satt noe timetall for norsk, og samfunnskunnskap er ikke et krav."
        _, version = c.version("chapter_6a")
        return Answer(Outcome.CALCULATED, value, text, (CHAPTER_6A, intl("37 d")), Verification.GUIDANCE, version)
    hours = parameter("social_studies").at_or_first(c.on)["hours"]
    value = _value(NEW, "6", None, hours)
    text = (
        f"Kapittel 6 i integreringsloven gjelder. Det er ikke satt noe timetall for norsk: målet er et nivå. "
        f"Samfunnskunnskap er {hours} timer."
    )
    return Answer(
        Outcome.CALCULATED,
        value,
        text,
        (*found.basis, intl("31")),
        Verification.GUIDANCE,
        found.version,
        found.not_covered,
    )


def _introduction_act(c: Case) -> Answer:
    granted = c.facts.grants[0].permit_date or c.need("permit_date")
    rule_then, version = c.version("introduction_act_training", granted, Anchor.PERMIT)
    pays = c.get("position") == "duty_only" or c.permit_now() in ("work_23", "work_25")
    hours = dict(rule_then["duty_only" if pays else "right_and_duty"])
    value = _value(OLD, None, hours["norwegian"], hours["social_studies"])
    if not pays:
        value |= {"most_hours": rule_then["most_hours"], "within_years": rule_then["ordinary_years"]}
        value["extra_within_years"] = rule_then["extra_years"]
    text = (
        f"Introduksjonsloven gjelder, fordi tillatelsen ble gitt {say_date(granted)}: {hours['norwegian']} timer norsk og "
        f"{hours['social_studies']} timer samfunnskunnskap."
    )
    if not pays:
        text += (
            f" Timene tas innen {say_number(rule_then['ordinary_years'])} år. Den som trenger det, kan få flere timer innen "
            f"{say_number(rule_then['extra_years'])} år, til sammen inntil {rule_then['most_hours']}."
        )
    act = cite(Act.INTRODUKSJONSLOVEN, "18")
    return Answer(Outcome.CALCULATED, value, text, (intl("51"), act), rule_then.verified, version)


def _value(act: str, chapter: str | None, norwegian: int | None, social_studies: int | None) -> dict[str, object]:
    return {"act": act, "chapter": chapter, "hours": {"norwegian": norwegian, "social_studies": social_studies}}


@rule(
    "still_in_target_group",
    "TRN-1.2",
    title="Fortsatt i målgruppen når tillatelsen vurderes tilbakekalt",
    basis=(intl("26"),),
    headline="in_target_group",
)
def still_in_target_group(c: Case) -> Answer:
    """Decides whether a person whose permit may be withdrawn is still in the target group for training.

    Basis: integreringsloven § 26 with IMDi's guide (training catalogue 1.2: TRN-1.2).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: met until a final decision on withdrawal, not_met from that day.
    Not covered: whether the person was in the group before; a permit that runs out by itself.
    """
    _, version = c.version("training_age")
    decided = c.get("final_withdrawal_decision")
    if decided is None:
        c.need("permit_withdrawal_case")
    gone = decided is not None and decided <= c.on
    text = (
        f"Personen er ikke lenger i målgruppen, fordi tillatelsen er endelig tilbakekalt {say_date(decided)}."
        if gone
        else "Personen er i målgruppen til det er truffet endelig vedtak om å tilbakekalle tillatelsen."
    )
    outcome = Outcome.NOT_MET if gone else Outcome.MET
    return Answer(outcome, {"in_target_group": not gone}, text, (intl("26"),), Verification.GUIDANCE, version)
