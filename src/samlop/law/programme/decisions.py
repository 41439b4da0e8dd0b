"""Decides what a plan must hold, which decisions can be appealed and to whom, and when a certificate is due."""

from __future__ import annotations

from typing import Any

from samlop.law.basis import intf, intl
from samlop.law.benefit.decision_duty import is_large_deduction
from samlop.law.finding import Anchor, Answer, Outcome, Verification
from samlop.law.parameters import Value
from samlop.law.rule import Case, rule
from samlop.law.words import say, say_list


@rule(
    "plan_complete",
    "PLN-02",
    "PLN-03",
    "PLN-04",
    title="Innholdet i integreringsplanen",
    basis=(intl("15", 3), intl("15", 4)),
    headline="complete",
)
def plan_complete(c: Case) -> Answer:
    """Decides whether an integration plan holds what it must, and which items are missing.

    Basis: integreringsloven § 15 tredje and fjerde ledd (PLN-02, PLN-04), before 2026 (PLN-03).
    Valid: from 2021-01-01, longer list and reasons from 2026-01-01; anchor: the day the plan was made.
    Outcome: met or not_met. The reasons for the chosen elements are answered apart, since they stand in their own paragraph.
    Not covered: whether what the plan says is good enough; that it is made with the participant.
    """
    made = c.get("plan_made") or c.on
    rule_now, version = c.version("plan_content", made, Anchor.PLAN if c.facts.plan_made else Anchor.AS_OF)
    present = c.need("fields")
    missing = [name for name in rule_now["required"] if name not in present]
    reasons = "reasons_for_elements" in present or not rule_now["reasons_required"]
    value = {"complete": not missing, "missing": missing, "reasons_given": reasons}
    basis = (intl("15", 3), intl("15", 4)) if rule_now["reasons_required"] else (intl("15"),)
    lacking = [say(name) for name in missing] + ([] if reasons else [say("reasons_for_elements")])
    text = f"Planen mangler {say_list(lacking)}." if lacking else "Planen har alt loven krever."
    met = not missing and reasons
    return Answer(Outcome.MET if met else Outcome.NOT_MET, value, text, basis, rule_now.verified, version)


@rule("certificate_due", "END-02", title="Deltakerbevis", basis=(intl("18 a", 1),), headline="due")
def certificate_due(c: Case) -> Answer:
    """Decides whether the municipality must issue a certificate of participation.

    Basis: integreringsloven § 18 a første ledd; chapter 4 before 2026 (END-02).
    Valid: from 2026-01-01, earlier place before; anchor: as-of date.
    Outcome: met or not_met; review for a programme that is stopped for a time only.
    Not covered: the content of the certificate.
    """
    rule_now, version = c.version("certificate")
    basis = (intl(rule_now["section"], rule_now["paragraph"]),)
    stopped = c.need("stopped")
    if stopped > c.on:
        text = "Programmet er ikke avsluttet ennå."
        return Answer(Outcome.NOT_MET, {"due": False}, text, basis, rule_now.verified, version)
    reason = c.need("reason")
    if reason not in rule_now["due"]:
        text = "Programmet er stanset for en tid. Loven sier deltakerbevis ved gjennomført eller avbrutt program, og dette må vurderes for hånd."
        return Answer(Outcome.REVIEW, {"due": "review"}, text, basis, Verification.ASSUMED, version)
    text = "Kommunen skal utstede deltakerbevis. Det gjelder både når programmet er gjennomført og når det er avbrutt."
    return Answer(Outcome.MET, {"due": True}, text, basis, rule_now.verified, version)


@rule(
    "complaint_right",
    "DEC-01",
    "DEC-02",
    "DEC-03",
    "DEC-04",
    "DEC-05",
    "DEC-06",
    "DEC-07",
    "PLN-08",
    "EAR-05",
    "A-02",
    "A-10",
    title="Klagerett",
    basis=(intl("46"), intl("47")),
    headline="right",
)
def complaint_right(c: Case) -> Answer:
    """Decides whether a kind of decision is an individual decision that can be appealed, and who hears the appeal.

    Basis: integreringsloven §§ 46 and 47, integreringsforskriften §§ 69 and 70 (DEC-01 to DEC-07).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: met or not_met; review for a deduction that passes one of its two tests.
    Not covered: the letters of § 46, which are not read; decisions by others than the municipality.
    """
    rule_now, version = c.version("decision_kinds")
    kind = _kind(rule_now, c.need("decision"))
    basis = (intl("46"), intl("47"), intf("69"), intf("70"))
    individual = is_large_deduction(c, rule_now) if kind["individual"] == "depends_on_size" else kind["individual"]
    if not individual:
        text = f"Avgjørelsen om {kind['label']} er ikke et enkeltvedtak og kan ikke påklages."
        return Answer(Outcome.NOT_MET, {"right": False}, text, basis, rule_now.verified, version)
    value: dict[str, Any] = {"right": True, "send_to": "municipality", "appeal_body": "statsforvalteren"}
    text = f"Vedtaket om {kind['label']} kan påklages. Klagen sendes til kommunen, og statsforvalteren avgjør den."
    return Answer(Outcome.MET, value, text, basis, rule_now.verified, version)


def _kind(rule_now: Value, code: str) -> dict[str, Any]:
    for kind in rule_now["kinds"]:
        if kind["code"] == code:
            return kind  # type: ignore[no-any-return]
    raise LookupError(f"There is no kind of decision {code}.")
