"""Decides what the programme must contain, how much of it, and whether it is full time and year-round."""

from __future__ import annotations

from datetime import date
from typing import Any

from samlop.law.basis import CHAPTER_6A, Provision, intf, intl
from samlop.law.codes import SECTION_34
from samlop.law.days import add_months, birthday
from samlop.law.finding import Anchor, Answer, Outcome, Verification
from samlop.law.parameters import parameter
from samlop.law.programme.collective_protection import GATE, NOT_KNOWN, RIGHT_WITHOUT_DUTY, TRIMMED, under_34
from samlop.law.programme.education import education_of
from samlop.law.rule import Case, NeedFacts, rule
from samlop.law.words import say, say_date, say_list

BASIS = (intl("14 a", 1),)


@rule(
    "mandatory_elements",
    "CON-01",
    "CON-02",
    "CON-06",
    "CON-07",
    title="Innholdet i programmet",
    basis=BASIS,
    headline="social_studies",
)
def mandatory_elements(c: Case) -> Answer:
    """Decides which elements the programme must contain for this person.

    Basis: integreringsloven § 14 a første and andre ledd, § 37 c; § 14 and chapter 6 A before 2026 (CON-01, CON-02, CON-06, CON-07).
    Valid: from 2021-01-01, new section from 2026-01-01; anchor: as-of date, since no transition rule was given.
    Outcome: calculated; review for social studies under collective protection from 2026-07-01. A person who finishes a programme
    begun under § 37 c after a change of permit keeps its exemption (regulation § 43 h).
    Not covered: how the content is adapted to the person.
    """
    rule_now, version = c.version("mandatory_elements")
    required = dict.fromkeys(rule_now["elements"], True)
    basis: tuple[Provision, ...] = (intl(rule_now["section"], 1) if rule_now["section"] == "14 a" else intl("14"),)
    sure = rule_now.verified
    note = ""
    if under_34(c):
        state, _ = c.version("chapter_6a")
        if state.id == RIGHT_WITHOUT_DUTY:
            required |= {"social_studies": False, "livsmestring": False}
            basis, sure = (*basis, CHAPTER_6A), Verification.GUIDANCE
        elif state.id == TRIMMED:
            required["social_studies"] = False
            basis = (*basis, intl("37 c"))
        elif state.id == NOT_KNOWN:
            required["social_studies"] = c.ask(GATE) == "lapsed"
            basis = (*basis, intl("37 c"))
    elif _finishes_under_37_c(c):
        required["social_studies"] = False
        basis = (*basis, intl("37 c"), intf("43 h", 2))
    value: dict[str, Any] = dict(required)
    try:
        value["parental_guidance"] = parental_guidance.body(c).value["required"]
    except NeedFacts:
        note = "Foreldreveiledning kommer i tillegg hvis personen har barn under 18 år."
    parts = [say(name) for name, needed in value.items() if needed]
    text = f"Programmet skal minst inneholde {say_list(parts)}."
    return Answer(Outcome.CALCULATED, value, text, basis, sure, version, not_covered=note)


def _finishes_under_37_c(c: Case) -> bool:
    """Says whether the person finishes a programme begun under § 37 c after a change from collective protection."""
    if c.facts.decision_under_6A is None or c.version("chapter_6a")[0].id != TRIMMED:
        return False
    c.get("decision_under_6A")
    return any(grant.permit == SECTION_34 for grant in c.facts.grants)


@rule(
    "parental_guidance_required",
    "CON-02",
    "CON-03",
    "CON-04",
    title="Foreldreveiledning",
    basis=(intl("14 a", 2), intf("3")),
    headline="required",
)
def parental_guidance(c: Case) -> Answer:
    """Decides whether the person must take parental guidance, and how much of it.

    Basis: integreringsloven § 14 a andre ledd, integreringsforskriften § 3 (CON-02, CON-03, CON-04).
    Valid: from 2021-01-01, renamed from 2025-07-01, new section from 2026-01-01; anchor: as-of date.
    Outcome: met or not_met; review for others than holders of collective protection when capacity was short before 2026.
    Not covered: children who live abroad; the topics and the leader's certificate.
    """
    rule_now, version = c.version("parental_guidance")
    children = c.need("children")
    # The child counts if it is under 18 when the programme starts, and always if it is born during it.
    started = c.get("start_date")
    measured = min(started or c.on, c.on)
    under = any(
        child.birth_date <= c.on and measured < birthday(child.birth_date, rule_now["child_below"])
        for child in children
    )
    basis = (intl(rule_now["section"], 2 if rule_now["section"] == "14 a" else None), intf("3"))
    if not under:
        text = "Foreldreveiledning er ikke et krav, fordi personen ikke har barn under 18 år."
        return Answer(Outcome.NOT_MET, {"required": False}, text, basis, rule_now.verified, version)
    group, single = list(rule_now["group_meetings"]), list(rule_now["individual_talks"])
    text = (
        f"Foreldreveiledning er et krav: {group[0]} til {group[-1]} møter i gruppe, "
        f"eller {single[0]} til {single[-1]} samtaler alene."
    )
    value = {"required": True, "group_meetings": group, "individual_talks": single}
    state = parameter("chapter_6a").get(c.on)
    shorter = state is not None and state.id == RIGHT_WITHOUT_DUTY
    note = "Før 2026 kunne omfanget være mindre når kommunen hadde for liten kapasitet." if shorter else ""
    if state is not None and shorter and c.get("guidance_capacity_short"):
        reached = under_34(c) or c.ask("shorter_guidance_reach") == "everyone"
        least = (
            (state["shortened_group_meetings"], state["shortened_individual_talks"])
            if reached
            else (group[0], single[0])
        )
        value |= {"least_group_meetings": least[0], "least_individual_talks": least[1]}
        text += (
            f" Fordi kapasiteten var for liten, holdt det med {least[0]} møter eller {least[1]} samtaler."
            if reached
            else ""
        )
        return Answer(Outcome.MET, value, text, (*basis, CHAPTER_6A), Verification.ASSUMED, version)
    return Answer(Outcome.MET, value, text, basis, rule_now.verified, version, not_covered=note)


@rule(
    "livsmestring_min_hours",
    "CON-05",
    "CON-06",
    title="Timer i livsmestring",
    basis=(intf("4", 3), intf("4", 4)),
    headline="total",
)
def life_skills_hours(c: Case) -> Answer:
    """Decides the fewest hours of life skills the person must be offered.

    Basis: integreringsforskriften § 4 tredje and fjerde ledd (CON-05); chapter 6 A before 2026 (CON-06).
    Valid: decisions from 2026-01-01; anchor: the day of the decision, else as-of for a decision not yet made.
    Outcome: calculated; not_met for collective protection before 2026; review for decisions before 2026, whose text is not read.
    Not covered: the content of the themes.
    """
    state, _ = c.version("chapter_6a")
    if under_34(c) and state.id == RIGHT_WITHOUT_DUTY:
        text = "Kurs i livsmestring var ikke et krav for den som har kollektiv beskyttelse."
        return Answer(
            Outcome.NOT_MET, {"total": 0}, text, (CHAPTER_6A,), Verification.GUIDANCE, c.version("chapter_6a")[1]
        )
    decided = c.first_of("decision_date", "decision_under_6A")
    started = c.get("start_date")
    day = decided[1] if decided else min(started or c.on, c.on)
    found = parameter("life_skills_hours").get(day)
    if found is None:
        if not decided and started is not None:
            c.need("decision_date")
        text = "Vi har ikke lest timetallet for vedtak før 2026. Dette må vurderes for hånd."
        return Answer(Outcome.REVIEW, {"total": "review"}, text, (intf("4"),), Verification.ASSUMED, not_covered=text)
    hours = dict(found[education_of(c)])
    total = sum(hours.values())
    text = (
        f"Personen skal tilbys minst {total} timer livsmestring: {hours['migration_health_diversity']} timer om migrasjon, "
        f"helse og mangfold, og {hours['career_competence']} timer om karrierekompetanse."
    )
    version = c.version("life_skills_hours", day, Anchor.DECISION if decided else Anchor.AS_OF)[1]
    return Answer(Outcome.CALCULATED, {**hours, "total": total}, text, life_skills_hours.basis, found.verified, version)


@rule(
    "min_work_oriented_hours_per_week",
    "CON-09",
    "CON-10",
    "CON-11",
    "CON-12",
    title="Timer i uka til arbeidsrettede tiltak",
    basis=(intl("14 a", 3),),
    headline="hours",
)
def work_oriented_hours(c: Case) -> Answer:
    """Decides the fewest hours a week, on average, of work-oriented elements on the day, and from when more is required.

    Basis: integreringsloven § 14 a tredje and fjerde ledd (CON-09, CON-10, CON-12); chapter 6 A before 2026 (CON-11).
    Valid: from 2026-01-01; anchor: as-of date.
    Outcome: calculated; review for programmes begun before 2026, and for collective protection before 2026.
    Not covered: over which period the average is taken; which measures are «similar».
    """
    rule_now, version = c.version("work_oriented_hours")
    if c.need("goal") != "work":
        text = "Kravet om timer i arbeidsrettede tiltak gjelder ikke når målet er utdanning."
        return Answer(Outcome.CALCULATED, {"hours": 0}, text, (intl("14 a", 3),), rule_now.verified, version)
    if rule_now.id == "no_minimum":
        return _before_2026(c)
    months = rule_now["after_months"][education_of(c)]
    hours = rule_now["number"]
    started = c.get("start_date")
    basis = (intl("14 a", 3), intl("14 a", 4))
    if started is None:
        text = f"Etter {say(months)} måneder i programmet skal arbeidsrettede tiltak utgjøre minst {hours} timer i uka i snitt."
        value = {"hours": hours, "applies_after_months": months}
        return Answer(Outcome.CALCULATED, value, text, basis, rule_now.verified, version)
    applies = add_months(started, months)
    if c.on < applies:
        value = {"hours": 0, "later_hours": hours, "applies_from": applies}
        text = f"Kravet gjelder fra {say_date(applies)}: minst {hours} timer i uka i snitt til arbeidsrettede tiltak."
        return Answer(Outcome.CALCULATED, value, text, basis, rule_now.verified, version)
    if started < rule_now.valid_from and c.ask("fifteen_hours_running_programme") == "not_applied":
        text = "Kravet om timer gjelder ikke, fordi programmet startet før regelen kom."
        return Answer(Outcome.CALCULATED, {"hours": 0}, text, basis, rule_now.verified, version)
    since = max(applies, rule_now.valid_from)
    text = f"Arbeidsrettede tiltak skal utgjøre minst {hours} timer i uka i snitt fra {say_date(since)}."
    return Answer(Outcome.CALCULATED, {"hours": hours, "applies_from": since}, text, basis, rule_now.verified, version)


def _before_2026(c: Case) -> Answer:
    version = c.version("work_oriented_hours")[1]
    state, _ = c.version("chapter_6a")
    if under_34(c) and state.id == RIGHT_WITHOUT_DUTY:
        started: date | None = c.get("start_date")
        reached = started is None or c.on >= add_months(started, state["guided_after_months"])
        if reached and c.ask("fifteen_hours_section_34_before_2026") == "guidance":
            hours = state["guided_weekly_hours"]
            text = f"Veiledningen krevde minst {hours} timer i uka med arbeidsrettede tiltak."
            return Answer(Outcome.CALCULATED, {"hours": hours}, text, (CHAPTER_6A,), Verification.GUIDANCE, version)
    text = "Loven hadde ikke noe krav om timer før 2026. Arbeidsrettede tiltak måtte likevel være med."
    return Answer(Outcome.CALCULATED, {"hours": 0}, text, (intl("14"),), Verification.GUIDANCE, version)


@rule(
    "full_time_and_year_round",
    "FT-01",
    "FT-02",
    "FT-03",
    "FT-05",
    title="Fulltid og helårig",
    basis=(intl("13", 3), intl("14", 1)),
    headline="full_time",
)
def full_time(c: Case) -> Answer:
    """Decides whether the planned programme is full time and year-round.

    Basis: integreringsloven § 13 tredje ledd, § 14 første ledd; the numbers are guidance (FT-01, FT-02, FT-03).
    Valid: from 2004; anchor: as-of date.
    Outcome: met or not_met, with one answer for each; calculated with the numbers when no plan is known.
    Not covered: part-time programmes under collective protection before 2026; how own work is measured.
    """
    rule_now, version = c.version("full_time")
    basis = (intl("13", 3), intl("14", 1))
    kind = c.get("programme_type") or "ordinary"
    needed = rule_now["hours"] if kind == "ordinary" else rule_now["hours_with_own_work"]
    weekly, weeks, days = c.get("scheduled_hours_per_week"), c.get("holiday_weeks"), c.get("holiday_working_days")
    at_school = kind == "upper_secondary_full_time"
    if weekly is None and not at_school:
        text = f"Programmet skal være helårig og på fulltid: {say(float(needed))} timer i uka, og ikke mer enn {say(rule_now['holiday_weeks'])} uker ferie."
        value = {"hours_per_week": needed, "holiday_weeks": rule_now["holiday_weeks"]}
        return Answer(Outcome.CALCULATED, value, text, basis, rule_now.verified, version)
    full = at_school or (weekly is not None and weekly >= needed)
    year_round: bool | None = None
    if weeks is not None or days is not None:
        year_round = (weeks or 0) <= rule_now["holiday_weeks"] and (days or 0) <= rule_now["holiday_working_days"]
    parts = ["på fulltid" if full else f"ikke på fulltid (det krever {say(float(needed))} timer i uka)"]
    if year_round is not None:
        parts.append(
            "helårig" if year_round else f"ikke helårig (ferien er over {say(rule_now['holiday_weeks'])} uker)"
        )
    met = full and year_round is not False
    text = f"Programmet er {say_list(parts)}."
    note = "Skolens ferie ut over fem uker må fylles med andre tiltak." if at_school else ""
    value = {"full_time": full, "year_round": year_round}
    return Answer(
        Outcome.MET if met else Outcome.NOT_MET, value, text, basis, rule_now.verified, version, not_covered=note
    )
