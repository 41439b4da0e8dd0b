"""Proposes the Norwegian-language goal, and decides who may finish training that has begun."""

from __future__ import annotations

from datetime import date
from typing import Any

from samlop.law.basis import intf, intl
from samlop.law.codes import SECTION_34
from samlop.law.facts.training import LEVELS, SKILLS
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.parameters import parameter
from samlop.law.programme.education import UPPER, education_of
from samlop.law.rule import Case, rule
from samlop.law.words import say_date, say_list

# § 43 h speaks only of permits that §§ 27 and 28 of the act mention.
_OUTSIDE_27_AND_28 = ("study", "eea_registration", "eea_family")
_SKILLS = {"listening": "lytte", "reading": "lese", "writing": "skrive", "oral": "snakke"}


@rule("proposed_norwegian_goal", "TRN-1.5", title="Norskmål", basis=(intl("31"), intf("28")), headline="oral")
def norwegian_goal(c: Case) -> Answer:
    """Proposes the Norwegian-language goal from the person's education. The caseworker sets it, with reasons.

    Basis: integreringsloven § 31, integreringsforskriften § 28 (TRN-1.5: training catalogue, table 1.5).
    Valid: from 2021-01-01, the alternative for preparatory adult education from 2026-01-01; anchor: as-of date.
    Outcome: calculated, always guiding.
    Not covered: raising or lowering the goal after the progress the person makes.
    """
    rule_now, version = c.version("norwegian_goal")
    basis = (intl("31"), intf("28"))
    if c.get("norwegian_inside_fov") and "preparatory_grade" in rule_now.data:
        levels = dict(rule_now["preparatory_levels"])
        grade = rule_now["preparatory_grade"]
        value: dict[str, Any] = {"any_of": [{"fov_final_grade_min": grade}, levels], "binding": "guiding"}
        text = f"Forslag til norskmål: karakteren {grade} eller bedre i norsk, eller {_levels(levels)}. Målet er veiledende."
        return Answer(Outcome.CALCULATED, value, text, (intl("31"), intf("28", 6)), Verification.PRIMARY, version)
    if education_of(c) == UPPER:
        row = "documented_b2" if c.get("needs_documented_b2") else "upper_secondary"
    else:
        row = "compulsory_completed" if c.need("compulsory_school_completed") else "compulsory_not_completed"
    levels = dict(rule_now[row])
    text = f"Forslag til norskmål: {_levels(levels)}. Målet er veiledende."
    return Answer(Outcome.CALCULATED, {**levels, "binding": "guiding"}, text, basis, rule_now.verified, version)


def _levels(levels: dict[str, str]) -> str:
    return ", ".join(f"{_SKILLS[skill]} {level}" for skill, level in levels.items())


@rule(
    "may_finish_norwegian_and_social_studies",
    "END-04",
    "A-24",
    title="Rett til å fullføre norsk og samfunnskunnskap",
    basis=(intl("26", 6),),
    headline="right",
)
def may_finish_training(c: Case) -> Answer:
    """Decides whether a person may finish Norwegian and social studies although the permit changes or citizenship is granted.

    Basis: integreringsloven § 26 sjette ledd (END-04).
    Valid: from 2025-09-01; anchor: as-of date.
    Outcome: met or not_met; review before 2025-09-01, and for a change before that day, since neither text nor transition is read.
    Not covered: finishing the programme itself, which the paragraph does not speak of.
    """
    rule_now, version = c.version("right_to_finish")
    begun = c.first_of("training_begun", "start_date")
    day = begun[1] if begun else c.need("training_begun")
    changed = c.get("change_date")
    basis = (intl("26", 6),)
    if changed is not None and day > changed:
        text = "Retten gjelder ikke, fordi opplæringen ikke var begynt da tillatelsen ble endret."
        return Answer(Outcome.NOT_MET, {"right": False}, text, basis, rule_now.verified, version)
    if rule_now.id != "right" or (changed is not None and changed < rule_now.valid_from):
        first_day = say_date(parameter("right_to_finish").named("right").valid_from)
        text = f"Regelen gjelder fra {first_day}. Det som gjaldt før, må vurderes for hånd."
        return Answer(Outcome.REVIEW, {"right": "review"}, text, basis, Verification.ASSUMED, version)
    text = "Personen har rett til å fullføre opplæringen i norsk og samfunnskunnskap, også om tillatelsen er endret."
    note = "Regelen sier ikke noe om å fullføre selve introduksjonsprogrammet."
    return Answer(Outcome.MET, {"right": True}, text, basis, rule_now.verified, version, not_covered=note)


@rule(
    "effect_of_permit_change",
    "TGT-12",
    title="Virkning av ny oppholdstillatelse",
    basis=(intf("43 h"),),
    headline="new_programme_right",
)
def effect_of_permit_change(c: Case) -> Answer:
    """Decides what a change from collective protection to another permit means for rights and for a running programme.

    Basis: integreringsforskriften § 43 h (TGT-12 and the chapter 6 A table of the programme catalogue).
    Valid: 2026-01-01 to 2026-06-30; anchor: the day the new permit was granted.
    Outcome: calculated; review for changes before 2026 and from 2026-07-01, and for a person still in programme after that day.
    Not covered: persons without a decision under the temporary rules, who follow the ordinary rules.
    """
    grants = c.grants(c.on)
    # The permits come oldest first, so what stands after the first collective protection came later.
    kinds = [grant.permit for grant in grants]
    later = grants[kinds.index(SECTION_34) + 1 :] if SECTION_34 in kinds else ()
    if SECTION_34 not in kinds and c.get("earlier_permit") == SECTION_34:
        later = grants
    basis = (intf("43 h"),)
    if not later or later[-1].permit == SECTION_34:
        text = "Personen har ikke byttet fra kollektiv beskyttelse til en annen tillatelse."
        return Answer(Outcome.NOT_MET, {"new_programme_right": None}, text, basis)
    if later[-1].permit in _OUTSIDE_27_AND_28:
        text = "Den nye tillatelsen er ikke nevnt i §§ 27 og 28. Da gjelder ikke regelen om bytte, og de vanlige reglene følges."
        return Answer(Outcome.CALCULATED, {"new_programme_right": None, "ordinary_rules": True}, text, basis)
    if not _decided_under_6a(c, later[-1].permit_date):
        text = "Personen fikk ikke vedtak etter de midlertidige reglene. De vanlige reglene gjelder for den nye tillatelsen."
        return Answer(Outcome.CALCULATED, {"new_programme_right": None, "ordinary_rules": True}, text, basis)
    changed = later[-1].permit_date or c.need("permit_date")
    rule_then, version = c.version("section_43h", changed)
    rule_now, _ = c.version("section_43h", c.on)
    if rule_then.id == "wording_not_read":
        text = "Vi har ikke lest regelen om bytte av tillatelse før 2026. Dette må vurderes for hånd."
        return Answer(Outcome.REVIEW, {"new_programme_right": "review"}, text, basis, Verification.ASSUMED, version)
    barred = rule_now.id != "repealed" or c.ask("section_43h_after_june_2026") == "still_applies"
    running = bool(c.get("programme_running"))
    value = {
        "new_programme_right": not barred,
        "may_finish_running_programme": running,
        "new_rights": not barred,
        "new_duties": not barred,
        "may_finish_programme": running,
        "may_finish_remaining_norwegian": True,
    }
    text = "De vanlige reglene gjelder for den nye tillatelsen"
    finishing = ", og personen kan fullføre programmet som er i gang."
    if barred:
        text = "Personen får ikke nye rettigheter eller plikter med den nye tillatelsen"
        finishing = ", men kan fullføre programmet som er i gang."
    text += finishing if running else "."
    return Answer(Outcome.CALCULATED, value, text, basis, rule_then.verified, version)


def _decided_under_6a(c: Case, changed: date | None) -> bool:
    """Says whether a programme or Norwegian training was decided under the temporary rules, before the permit changed."""
    if c.get("decision_under_6A") is not None or c.get("first_decision_start") is not None:
        return True
    decided = c.get("decision_date")
    return decided is not None and changed is not None and decided < changed


@rule("goal_adjustment", "TRN-1.5", title="Endring av norskmålet", basis=(intl("31"),), headline="proposal")
def goal_adjustment(c: Case) -> Answer:
    """Proposes to raise, lower or keep the Norwegian-language goal after the progress the person makes.

    Basis: integreringsloven § 31 with IMDi's guidance (training catalogue 1.5: TRN-1.5).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: may. Always guiding: the caseworker decides, with reasons.
    Not covered: how progress is measured; whether it is the goal or the training that should change.
    """
    progress = c.need("progress")
    goal = c.get("norwegian_goal")
    _, version = c.version("norwegian_goal")
    at_top = goal is not None and all(getattr(goal, skill) == LEVELS[-1] for skill in SKILLS)
    if progress == "faster_than_expected" and not at_top:
        proposal, text = "propose_raise", "Personen lærer raskere enn ventet. Målet bør heves."
    elif progress in ("slower_than_expected", "goal_out_of_reach"):
        proposal, text = "propose_lower", "Kommunen kan senke målet hvis framgangen viser at det ikke kan nås."
    else:
        proposal, text = "keep", "Målet kan stå."
    value = {"proposal": proposal, "binding": "guiding"}
    return Answer(Outcome.MAY, value, f"{text} Forslaget er veiledende.", (intl("31"),), Verification.GUIDANCE, version)


@rule("norwegian_goal_met", "TRN-1.5", "TRN-1.6", title="Er norskmålet nådd", basis=(intl("31"),), headline="met")
def norwegian_goal_met(c: Case) -> Answer:
    """Decides whether the results on the Norwegian test reach the goal, skill by skill.

    Basis: integreringsloven § 31 (training catalogue 1.5 and 1.6: TRN-1.5).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: met or not_met, with the skills that are missing.
    Not covered: a goal that is a grade in preparatory adult education.
    """
    goal, result = c.need("norwegian_goal"), c.need("norwegian_test")
    _, version = c.version("norwegian_goal")
    lacking = [skill for skill in SKILLS if not reaches(getattr(result, skill), getattr(goal, skill))]
    if lacking:
        text = f"Målet er ikke nådd. Det mangler: {say_list(_SKILLS[skill] for skill in lacking)}."
    else:
        text = "Målet er nådd i alle ferdighetene."
    outcome = Outcome.NOT_MET if lacking else Outcome.MET
    return Answer(
        outcome, {"met": not lacking, "missing": lacking}, text, (intl("31"),), Verification.GUIDANCE, version
    )


def reaches(level: str | None, needed: str | None) -> bool:
    """Says whether a level is at least the one needed. Nothing needed is always reached."""
    if needed is None:
        return True
    return level is not None and LEVELS.index(level) >= LEVELS.index(needed)
