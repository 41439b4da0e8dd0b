"""Decides who provides training in Norwegian and social studies, by which curriculum, plan and teacher, and what others may get."""

from __future__ import annotations

from typing import Any

from samlop.law.basis import Act, cite, guidance, intf, intl
from samlop.law.days import birthday
from samlop.law.finding import Anchor, Answer, Outcome, Verification
from samlop.law.parameters import parameter
from samlop.law.programme.early import duty_reception_training
from samlop.law.programme.governing_act import reception_training_act
from samlop.law.rule import REVIEW, Case, NeedFacts, rule
from samlop.law.training.position import BOTH, RIGHT, position_or_none
from samlop.law.training.regime import chapter_6a_holds
from samlop.law.words import say, say_list

COUNTY, MUNICIPALITY = "county", "municipality"


@rule(
    "who_provides_training",
    "TRN-1.7",
    title="Hvem som sørger for opplæringen",
    basis=(intl("30"),),
    headline="provider",
)
def who_provides_training(c: Case) -> Answer:
    """Decides whether the municipality or the county provides the training.

    Basis: integreringsloven § 30 første and andre ledd (training catalogue 1.7: TRN-1.7).
    Valid: from 2021-01-01, the county's part reworded 2025-06-20; anchor: as-of date.
    Outcome: calculated; review before 2025-06-20 for those in full-time upper secondary, since that wording is not read.
    Not covered: who does the work for them; whether it is given by day or evening, digitally or at a workplace, which they choose.
    """
    rule_now, version = c.version("county_provides")
    position = position_or_none(c)
    attends = c.get("in_upper_secondary")
    if attends is None:
        school = c.get("attends")
        attends = c.need("in_upper_secondary") if school in (None, "upper_secondary") else "none"
    if attends != "full_time":
        text = "Kommunen sørger for opplæringen."
        return Answer(
            Outcome.CALCULATED, {"provider": MUNICIPALITY}, text, (intl("30", 1),), rule_now.verified, version
        )
    if position is None:
        raise NeedFacts(("position",))
    if position != BOTH:
        text = "Kommunen sørger for opplæringen. Fylkeskommunen har ansvar bare for den som har rett og plikt."
        return Answer(
            Outcome.CALCULATED, {"provider": MUNICIPALITY}, text, (intl("30", 2),), Verification.ASSUMED, version
        )
    if rule_now.id == "earlier_wording":
        text = "Vi har ikke lest hvem som hadde ansvaret før 20. juni 2025. Dette må vurderes for hånd."
        return Answer(Outcome.REVIEW, {"provider": REVIEW}, text, (intl("30", 2),), rule_now.verified, version)
    text = "Fylkeskommunen sørger for opplæringen, fordi personen går i videregående opplæring på fulltid."
    return Answer(Outcome.CALCULATED, {"provider": COUNTY}, text, (intl("30", 2, 1),), rule_now.verified, version)


@rule("training_curriculum", "TRN-1.7", title="Læreplan", basis=(intf("19 a"),), headline="norwegian")
def training_curriculum(c: Case) -> Answer:
    """Says which curriculum the training follows, and which others may be used.

    Basis: integreringsforskriften § 19 a (training catalogue 1.7: TRN-1.7).
    Valid: from 2025-07-01 for Norwegian, from 2026-01-01 for social studies; anchor: as-of date.
    Outcome: calculated; verification «assumed» before 2025-07-01, when the text is not read.
    Not covered: the choice itself, which the municipality makes.
    """
    rule_now, version = c.version("curriculum")
    others: list[str] = []
    words = []
    if c.get("has_right_to_fov") and rule_now.id != "adult_immigrants_only":
        others.append("fov_language_minorities")
        words.append("læreplanen i norsk for språklige minoriteter i forberedende opplæring for voksne")
    provider = who_provides_training.body(c).value["provider"] if c.get("in_upper_secondary") == "full_time" else None
    society: list[str] = []
    if provider == COUNTY and rule_now.id != "adult_immigrants_only":
        others.append("upper_secondary")
        words.append("læreplanene i norsk i videregående opplæring")
        if rule_now.id == "preparatory_allowed_and_social_studies":
            society.append("upper_secondary")
    value = {"norwegian": "adult_immigrants", "norwegian_may_use": others, "social_studies_may_use": society}
    text = "Opplæringen følger læreplanen i norsk for voksne innvandrere."
    if words:
        text += f" Den kan i stedet følge {say_list(words, 'eller')}."
    return Answer(Outcome.CALCULATED, value, text, (intf("19 a", 1),), rule_now.verified, version)


@rule("teacher_qualified", "TRN-1.7", title="Krav til læreren i norsk", basis=(intl("39"), intf("67")), headline="met")
def teacher_qualified(c: Case) -> Answer:
    """Decides whether a teacher meets the requirements for teaching Norwegian under the act.

    Basis: integreringsloven § 39, integreringsforskriften § 67 (training catalogue 1.7: TRN-1.7).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: met or not_met; not_met says when the transition rule must be checked, since its last year is not read.
    Not covered: whether a course counts as Norwegian as a second language, which the employer judges.
    """
    rule_now, version = c.version("teacher_competence")
    post, credits = c.need("teaching_post_requirements"), c.need("credits_norwegian_second_language")
    c.get("hired")
    transition = c.get("transition_rule")
    lacks = max(0, rule_now["credits"] - credits)
    basis = (intl("39"), intf("67"))
    value: dict[str, Any] = {"met": post and not lacks, "teaching_post": post, "missing_credits": lacks}
    if value["met"]:
        text = "Læreren oppfyller kravene."
        return Answer(Outcome.MET, value, text, basis, rule_now.verified, version)
    if transition == "covered":
        value |= {"met": True, "because": "transition_rule"}
        text = "Læreren er omfattet av overgangsordningen og kan undervise."
        return Answer(Outcome.MET, value, text, basis, Verification.ASSUMED, version)
    missing = [] if post else ["kravene til undervisningsstilling"]
    missing += [f"{say(float(lacks))} studiepoeng i norsk som andrespråk"] if lacks else []
    text = f"Læreren oppfyller ikke kravene. Det mangler: {say_list(missing)}."
    note = ""
    if transition != "not_covered":
        value["check"] = "transition_rule"
        note = "Kontroller om læreren er omfattet av overgangsordningen. Når den slutter, er ikke lest."
    return Answer(Outcome.NOT_MET, value, text, basis, rule_now.verified, version, note)


@rule("training_plan", "TRN-1.7", title="Plan for opplæringen", basis=(intl("15"), intl("31")), headline="kind")
def training_plan(c: Case) -> Answer:
    """Says which plan the person must have for the training, and what it must hold.

    Basis: integreringsloven §§ 15 and 31 (training catalogue 1.7: TRN-1.7).
    Valid: from 2021-01-01, the integration plan's content from 2026-01-01; anchor: the day the plan is made, else as-of.
    Outcome: calculated.
    Not covered: the form of the plan; the section on the Norwegian plan, which is not confirmed.
    """
    made = c.get("plan_made")
    day = made or c.on
    anchor = Anchor.PLAN if made else Anchor.AS_OF
    combined = chapter_6a_holds(c) if c.facts.grants else False
    if c.need("in_programme"):
        rule_then, version = c.version("plan_content", day, anchor)
        kind, content = "integration_plan", list(rule_then["required"])
        content += ["reasons_for_elements"] if rule_then["reasons_required"] else []
        basis = (intl("15"),)
        name = "integreringsplan"
    else:
        rule_then, version = c.version("training_plan", day, anchor)
        kind, content = "norwegian_plan", list(rule_then["norwegian_plan"])
        basis = (intl("31"),)
        name = "norskplan"
    value = {"kind": kind, "must_contain": content, "may_be_combined": combined}
    text = f"Personen skal ha en {name} med {say_list(say(part) for part in content)}."
    return Answer(Outcome.CALCULATED, value, text, basis, rule_then.verified, version)


@rule(
    "training_without_right",
    "TRN-1.7",
    title="Gratis norsk uten rett",
    basis=(guidance(Act.IMDI_GRANTS),),
    headline="may_offer",
)
def training_without_right(c: Case) -> Answer:
    """Says what somebody without a right to free Norwegian may be offered through the yearly grant scheme.

    Basis: IMDi's grants for the Norwegian training scheme (training catalogue 1.7: TRN-1.7).
    Valid: from 2024, one year at a time; anchor: as-of date.
    Outcome: may, or not_met for those who have a right to free training already.
    Not covered: whether a provider near the person has places this year.
    """
    position = position_or_none(c)
    if position is None:
        raise NeedFacts(("position",))
    rule_now, version = c.version("training_without_right")
    basis = (guidance(Act.IMDI_GRANTS),)
    if position in (BOTH, RIGHT):
        text = "Personen har rett til gratis opplæring i kommunen, og er ikke i målgruppen for ordningen."
        return Answer(Outcome.NOT_MET, {"may_offer": False}, text, basis, rule_now.verified, version)
    least, most = rule_now["fewest_hours"], rule_now["most_hours"]
    value = {
        "may_offer": True,
        "legal_claim": False,
        "fewest_hours": least,
        "most_hours": most,
        "level": rule_now["level"],
    }
    text = f"Personen kan få {least} til {most} timer gratis norsk mot nivå {rule_now['level']} hos en godkjent tilbyder. Det er ingen rett."
    return Answer(Outcome.MAY, value, text, basis, rule_now.verified, version)


@rule(
    "reception_training_hours",
    "TRN-1.2",
    "EAR-01",
    title="Timer med opplæring i mottak",
    basis=(intl("5"), cite(Act.INTRODUKSJONSLOVEN, "20 a")),
    headline="norwegian",
)
def reception_training_hours(c: Case) -> Answer:
    """Says how many hours of training in reception the person has a duty to, and by which act.

    Basis: integreringsloven § 5 and integreringsforskriften §§ 1 and 2; introduksjonsloven § 20 a before (training catalogue
    1.2: TRN-1.2, EAR-01).
    Valid: duty from 2018-09-01 under the Introduction Act, from 2021-01-01 under the Integration Act; anchor: the day of the
    asylum application.
    Outcome: calculated; not_met without duty; review for an application on 2021-01-01 and before the first duty.
    Not covered: the duty itself, which `duty_reception_training` decides.
    """
    applied = c.get("asylum_application_date")
    if applied is None or reception_training_act.body(c).value["applies"]:
        rule_now, version = c.version("reception_training")
        duty = duty_reception_training.body(c)
        if not duty.value["duty"]:
            value: dict[str, Any] = {"norwegian": 0, "social_studies": 0}
            return Answer(Outcome.NOT_MET, value, duty.text, duty.basis, duty.verification, version)
        value = {"norwegian": rule_now["norwegian_hours"], "social_studies": rule_now["social_studies_hours"]}
        return Answer(Outcome.CALCULATED, value, duty.text, duty.basis, rule_now.verified, version)
    act = (cite(Act.INTRODUKSJONSLOVEN, "20 a"),)
    found = parameter("introduction_act_reception").at(applied)
    version = c.version("introduction_act_reception", applied, Anchor.ASYLUM_APPLICATION)[1]
    if found.id != "duty":
        text = "Vi har ikke lest reglene om opplæring i mottak før 1. september 2018. Dette må vurderes for hånd."
        return Answer(Outcome.REVIEW, {"norwegian": REVIEW}, text, act, found.verified, version)
    born, lowest = c.get("birth_date"), found["lowest_age"]
    if born is not None and c.on < birthday(born, lowest):
        text = f"Personen er under {lowest} år og hadde ikke plikt til opplæring i mottak."
        return Answer(Outcome.NOT_MET, {"norwegian": 0, "culture_and_values": 0}, text, act, found.verified, version)
    value = {"norwegian": found["norwegian_hours"], "culture_and_values": found["culture_and_values_hours"]}
    text = f"Etter introduksjonsloven var det {value['norwegian']} timer norsk og {value['culture_and_values']} timer norsk kultur og norske verdier."
    return Answer(Outcome.CALCULATED, value, text, act, found.verified, version)
