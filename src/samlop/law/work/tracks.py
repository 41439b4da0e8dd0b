"""Screens for fast track and Jobbsjansen, and lists what the municipality and Nav owe each other."""

from __future__ import annotations

from samlop.law.basis import Act, guidance, intl
from samlop.law.days import age_on
from samlop.law.finding import Answer, Outcome
from samlop.law.rule import Case, rule
from samlop.law.words import say_list

_GUIDE = guidance(Act.IMDI_SETTLEMENT)
_TASKS = {
    "cooperation_agreement": "ha en samarbeidsavtale, som kommunen tar initiativ til",
    "yearly_leadership_meeting": "ha et årlig møte mellom lederne",
    "nav_joins_mapping": "ha Nav med i kartleggingen",
    "nav_joins_end_goal_and_plan": "ha Nav med når sluttmål og plan settes",
    "coherent_content": "samordne innholdet i programmet",
    "job_match": "finne arbeid som passer",
    "employer_network": "bruke Navs nettverk av arbeidsgivere",
    "early_measures": "bruke tiltak tidlig",
}


@rule("fast_track_screening", "NAV-4.4", title="Hurtigspor", basis=(_GUIDE, intl("14 a")), headline="suitable")
def fast_track_screening(c: Case) -> Answer:
    """Screens whether a person suits a fast track to work, and names what is not in place.

    Basis: IMDi on fast track, integreringsloven § 14 a (NAV-4.4: training catalogue, part 4.4).
    Valid: as agreed in 2016-2019, as a standard element from 2021-01-01; anchor: as-of date.
    Outcome: may when everything is in place, not_met otherwise. Fast track is never a duty.
    Not covered: the choice, which the person and the municipality make together.
    """
    known, version = c.version("fast_track")
    have = c.need("fast_track_criteria")
    lacking = [row for row in known["criteria"] if row["code"] not in have]
    if c.get("programme_running"):
        lacking = [row for row in lacking if row["code"] != "in_programme"]
    value = {"suitable": not lacking, "missing": [row["code"] for row in lacking], "mandatory": False}
    basis = (_GUIDE, intl("14 a"))
    if not lacking:
        text = "Alt er på plass for hurtigspor. Hurtigspor er frivillig."
        return Answer(Outcome.MAY, value, text, basis, known.verified, version)
    text = f"Dette mangler for hurtigspor: {say_list(row['label'] for row in lacking)}."
    change = ("Svaret endres når det som mangler, er på plass.",)
    return Answer(Outcome.NOT_MET, value, text, basis, known.verified, version, would_change=change)


@rule("jobbsjansen_target_group", "REC-4.5", title="Jobbsjansen", basis=(_GUIDE,), headline="in_group")
def jobbsjansen_target_group(c: Case) -> Answer:
    """Decides whether a woman is in the target group of Jobbsjansen, and for how long she may take part.

    Basis: IMDi's call for Jobbsjansen 2026 (REC-4.5: training catalogue, table 4.5).
    Valid: from 2026-01-01; anchor: as-of date.
    Outcome: may or not_met.
    Not covered: whether there is a project in the municipality; later calls.
    """
    call, version = c.version("jobbsjansen")
    age = age_on(c.need("birth_date"), c.on)
    started, stopped = c.get("start_date"), c.get("stopped")
    tests = (
        (c.need("sex") == "woman", "ordningen er for kvinner"),
        (call["lowest_age"] <= age <= call["highest_age"], "alderen er utenfor ordningen"),
        (bool(c.need("stays_at_home")), "personen er ikke hjemmeværende"),
        (bool(c.need("weak_link_to_work")), "personen har tilknytning til arbeidslivet"),
        (not c.get("in_education"), "personen er i utdanning"),
        (not c.get("in_qualification_programme"), "personen deltar i kvalifiseringsprogrammet"),
        (not c.get("programme_running"), "personen deltar i introduksjonsprogrammet"),
        (
            stopped is None or started is None or age_on(started, stopped) >= call["years_in_programme"],
            "personen har deltatt for kort tid i introduksjonsprogrammet",
        ),
    )
    wrong = [words for holds, words in tests if not holds]
    years = call["years"] + call["extra_years"] + (call["literacy_years"] if c.get("lacks_literacy") else 0)
    value = {"in_group": not wrong, "years": call["years"], "max_years": years}
    if wrong:
        text = f"Personen er ikke i målgruppen: {say_list(wrong)}."
        return Answer(Outcome.NOT_MET, value, text, (_GUIDE,), call.verified, version)
    text = f"Personen er i målgruppen for Jobbsjansen, i {call['years']} år og inntil {years} år."
    return Answer(Outcome.MAY, value, text, (_GUIDE,), call.verified, version)


@rule("nav_cooperation", "NAV-4.3", title="Samarbeid med Nav", basis=(intl("12 a"),), headline="tasks")
def nav_cooperation(c: Case) -> Answer:
    """Lists what the municipality and Nav should do together for a participant.

    Basis: circular G-27/2017 and guidance, integreringsloven § 12 a from 2026 (NAV-4.3).
    Valid: from 2017-01-01, the duty to coordinate from 2026-01-01; anchor: as-of date.
    Outcome: calculated.
    Not covered: what the two have agreed locally.
    """
    known, version = c.version("nav_cooperation")
    tasks = [*known["tasks"], *(known["work_goal_tasks"] if c.get("goal") == "work" else ())]
    text = f"Kommunen og Nav skal {say_list(_TASKS[name] for name in tasks)}."
    return Answer(Outcome.CALCULATED, {"tasks": tasks}, text, (intl("12 a"), _GUIDE), known.verified, version)
