"""Decides what a plan must build on, what a contract must hold, when a plan is reviewed, and which changes are decisions."""

from __future__ import annotations

from typing import Any

from samlop.law.basis import CHAPTER_6A, Act, cite, intl
from samlop.law.days import add_months
from samlop.law.finding import Anchor, Answer, Outcome, Verification
from samlop.law.programme.collective_protection import topics_of, under_34
from samlop.law.rule import Case, rule
from samlop.law.words import say, say_date, say_list

_DATED = ("competence_mapped", "career_guidance_done")
_FLAGS = {"made_with_participant": "plan_made_with_participant", "useful_elements_assessed": "useful_elements_assessed"}


@rule(
    "plan_basis_complete",
    "PLN-01",
    "PLN-05",
    "EAR-10",
    title="Grunnlaget for integreringsplanen",
    basis=(intl("15", 2),),
    headline="complete",
)
def plan_basis(c: Case) -> Answer:
    """Decides whether a plan was made the way it must be: with the participant, on a mapping, guidance and an assessment.

    Basis: integreringsloven § 15 andre ledd, § 14 a andre ledd (PLN-01, PLN-05, EAR-10).
    Valid: from 2021-01-01, longer from 2026-01-01; anchor: the day the plan was made.
    Outcome: met or not_met, with what is not registered as done.
    Not covered: whether the content suits the person's needs and end goal, which a person judges together with her.
    """
    made = c.get("plan_made") or c.on
    rule_now, version = c.version("plan_basis", made, Anchor.PLAN if c.facts.plan_made else Anchor.AS_OF)
    missing = [name for name in rule_now["needed"] if not _is_done(c, name, made)]
    topics = topics_of(c, made) if c.facts.grants and under_34(c, made) else None
    if topics and topics["career_guidance"] == "right_only" and "career_guidance_done" in missing:
        missing.remove("career_guidance_done")
    if rule_now["build_on_earlier"] and c.get("elements_before_settlement") and not c.get("plan_builds_on_earlier"):
        missing.append("builds_on_earlier_elements")
    guide = rule_now["guide_on_prior_learning"] and c.get("needs_prior_learning_assessment")
    if guide and not c.get("guided_on_prior_learning"):
        missing.append("guided_on_prior_learning")
    basis = (intl("15", 2), cite(Act.OPPLAERINGSLOVA, "18-8")) if rule_now["guide_on_prior_learning"] else (intl("15"),)
    value = {"complete": not missing, "missing": missing}
    text = (
        f"Dette er ikke registrert før planen: {say_list(say(name) for name in missing)}."
        if missing
        else "Planen bygger på det loven krever."
    )
    return Answer(Outcome.NOT_MET if missing else Outcome.MET, value, text, basis, rule_now.verified, version)


def _is_done(c: Case, name: str, made: Any) -> bool:
    if name in _DATED:
        done = c.get(name)
        return done is not None and done <= made
    return bool(c.get(_FLAGS[name]))


@rule(
    "contract_complete",
    "CTR-01",
    "PLN-03",
    title="Innholdet i integreringskontrakten",
    basis=(intl("16", 1), intl("16", 2)),
    headline="complete",
)
def contract_complete(c: Case) -> Answer:
    """Decides whether an integration contract holds what it must, and was made at the same time as the plan.

    Basis: integreringsloven § 16 første and andre ledd (CTR-01), before 2026 (PLN-03).
    Valid: from 2021-01-01, the municipality's commitment from 2026-01-01; anchor: the day the contract was made.
    Outcome: met or not_met.
    Not covered: whether what the contract says is good enough; the rest of § 16, which is not read.
    """
    made = c.get("contract_made") or c.on
    anchor = Anchor.PLAN if c.facts.contract_made else Anchor.AS_OF
    rule_now, version = c.version("contract_content", made, anchor)
    present = c.need("contract_fields")
    missing = [name for name in rule_now["required"] if name not in present]
    planned = c.get("plan_made")
    same_time = None if planned is None or c.facts.contract_made is None else planned == c.facts.contract_made
    value = {"complete": not missing, "missing": missing, "same_time_as_plan": same_time}
    parts = [f"Kontrakten mangler {say_list(say(name) for name in missing)}."] if missing else []
    if same_time is False:
        parts.append("Kontrakten skal inngås samtidig som planen lages.")
    text = " ".join(parts) or "Kontrakten har det loven krever."
    met = not missing and same_time is not False
    return Answer(
        Outcome.MET if met else Outcome.NOT_MET, value, text, contract_complete.basis, rule_now.verified, version
    )


@rule(
    "simplified_plan_allowed",
    "PLN-06",
    title="Forenklet integreringsplan",
    basis=(CHAPTER_6A, intl("15")),
    headline="allowed",
)
def simplified_plan(c: Case) -> Answer:
    """Decides whether a simplified plan, one for programme and Norwegian training together, may be used.

    Basis: integreringsloven § 15, chapter 6 A (PLN-06).
    Valid: collective protection, 2022-06-15 to at least 2025-12-31; anchor: as-of date.
    Outcome: may or not_met; review for a holder of collective protection in 2026, whose rule is not read.
    Not covered: what a simplified plan may leave out.
    """
    version = c.version("chapter_6a")[1]
    c.grants(c.on)
    topics = topics_of(c) if under_34(c) else None
    state = topics["plan"] if topics else "ordinary"
    allowed = state == "may_be_simplified" or (state == "not_known" and c.ask("simplified_plan_in_2026") == "allowed")
    text = (
        "Kommunen kan bruke en forenklet plan, som er felles for program og norskopplæring."
        if allowed
        else "Planen må ha alt loven krever. En forenklet plan er ikke nok."
    )
    outcome = Outcome.MAY if allowed else Outcome.NOT_MET
    return Answer(outcome, {"allowed": allowed}, text, simplified_plan.basis, Verification.GUIDANCE, version)


@rule(
    "plan_change_is_decision",
    "PLN-07",
    title="Endring av integreringsplanen",
    basis=(intl("15"), intl("46")),
    headline="decision",
)
def plan_change_is_decision(c: Case) -> Answer:
    """Decides whether a change of the plan is essential, so that a decision must be made and can be appealed.

    Basis: integreringsloven §§ 15 and 46 (PLN-07).
    Valid: from 2021-01-01; anchor: the day of the change.
    Outcome: met or not_met; review for changes that are neither clearly essential nor clearly small.
    Not covered: the assessment of the single case; prior notice, which the rules of procedure give.
    """
    changed = c.get("plan_changed") or c.on
    rule_now, version = c.version("plan_changes", changed, Anchor.CHANGE if c.facts.plan_changed else Anchor.AS_OF)
    changes = c.need("plan_changes")
    essential = [name for name in changes if name in rule_now["essential"]]
    unsure = [name for name in changes if name not in rule_now["essential"] and name not in rule_now["small"]]
    basis = plan_change_is_decision.basis
    if essential:
        text = f"Endringen er vesentlig, fordi den gjelder {say_list(say(name) for name in essential)}. Kommunen må treffe vedtak."
        return Answer(Outcome.MET, {"decision": True, "essential": essential}, text, basis, rule_now.verified, version)
    if unsure:
        text = "Om endringen er vesentlig, må vurderes for hånd."
        value = {"decision": "review", "essential": [], "unsure": unsure}
        return Answer(Outcome.REVIEW, value, text, basis, rule_now.verified, version)
    text = "Endringen er ikke vesentlig. Planen kan rettes uten vedtak."
    return Answer(Outcome.NOT_MET, {"decision": False, "essential": []}, text, basis, rule_now.verified, version)


@rule("plan_review", "PLN-07", "PLN-08", title="Gjennomgang av integreringsplanen", basis=(intl("15"),), headline="by")
def plan_review(c: Case) -> Answer:
    """Decides by when the plan must be gone through again.

    Basis: integreringsloven § 15 (PLN-07; PLN-08: plan and contract are not the decision themselves).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: running or not_met with a date; running without one while the municipality has set no interval.
    Not covered: how often is often enough. The act says regularly, without a number; the municipality sets its own.
    """
    rule_now, version = c.version("plan_changes")
    basis = (intl("15"),)
    made, reviewed = c.need("plan_made"), c.get("plan_reviewed")
    changed = c.get("plan_change_needed")
    last = max(day for day in (made, reviewed) if day is not None and day <= max(c.on, made))
    if changed is not None and last < changed <= c.on:
        text = f"Planen må gjennomgås nå, fordi det skjedde en vesentlig endring {say_date(changed)}."
        value: dict[str, Any] = {"by": changed, "counted_from": "plan_change_needed", "because": "essential_change"}
        return Answer(Outcome.NOT_MET, value, text, basis, rule_now.verified, version)
    every = c.get("plan_review_every_months")
    if not every:
        text = "Planen skal gjennomgås jevnlig, og når noe vesentlig endrer seg. Loven sier ikke hvor ofte, og kommunen har ikke satt en egen grense."
        value = {"by": None, "because": "no_interval"}
        return Answer(Outcome.RUNNING, value, text, basis, rule_now.verified, version)
    by = add_months(last, every)
    value = {"by": by, "because": "interval", "counted_from": "plan_reviewed" if last == reviewed else "plan_made"}
    note = "Grensen er kommunens egen. Loven sier bare jevnlig."
    if c.on <= by:
        text = f"Planen skal gjennomgås senest {say_date(by)}."
        return Answer(Outcome.RUNNING, value, text, basis, rule_now.verified, version, not_covered=note)
    text = f"Planen skulle vært gjennomgått senest {say_date(by)}."
    return Answer(Outcome.NOT_MET, value, text, basis, rule_now.verified, version, not_covered=note)
