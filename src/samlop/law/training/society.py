"""Computes the deadline for social studies, and decides whether the course and its test are passed."""

from __future__ import annotations

from typing import Any

from samlop.law.basis import intl
from samlop.law.days import add_months
from samlop.law.finding import Anchor, Answer, Outcome, Verification
from samlop.law.parameters import Value, parameter
from samlop.law.rule import REVIEW, Case, rule
from samlop.law.training.regime import chapter_6a_holds
from samlop.law.words import say_date

BASIS = (intl("33"),)


@rule(
    "social_studies_deadline",
    "TRN-1.3",
    title="Frist for samfunnskunnskap",
    basis=BASIS,
    headline="complete_and_tested_by",
)
def social_studies_deadline(c: Case) -> Answer:
    """Computes by when social studies must be taken and the test passed.

    Basis: integreringsloven § 33; one year is taken from municipal pages (training catalogue 1.3: TRN-1.3).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: calculated; not_met without a date under chapter 6 A; review for collective protection from 2026-07-01.
    Not covered: leave, which may move the deadline.
    """
    rule_now, version = c.version("social_studies")
    if chapter_6a_holds(c):
        text = "Samfunnskunnskap er ikke et krav for den som har kollektiv beskyttelse."
        value: dict[str, Any] = {"complete_and_tested_by": None}
        return Answer(Outcome.NOT_MET, value, text, (intl("37 c"), intl("37 d")), Verification.GUIDANCE, version)
    decided = c.need("social_studies_decision")
    latest = add_months(decided, rule_now["months"])
    value = {"complete_and_tested_by": latest, "hours": rule_now["hours"], "counted_from": "social_studies_decision"}
    text = f"Opplæringen i samfunnskunnskap på {rule_now['hours']} timer skal være gjennomført, og prøven bestått, innen {say_date(latest)}."
    return Answer(Outcome.CALCULATED, value, text, BASIS, rule_now.verified, version)


@rule(
    "social_studies_completed",
    "TRN-1.3",
    "TRN-1.4",
    title="Er samfunnskunnskap fullført",
    basis=BASIS,
    headline="completed",
)
def social_studies_completed(c: Case) -> Answer:
    """Decides whether social studies are completed: the hours taken and the test passed, and whether that was in time.

    Basis: integreringsloven § 33 (training catalogue 1.3 and 1.4: TRN-1.3).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: met, or running before the deadline, not_met after it; review for collective protection from 2026-07-01.
    Not covered: exemption.
    """
    due = social_studies_deadline.body(c)
    latest = due.value["complete_and_tested_by"]
    if latest is None:
        return Answer(
            Outcome.NOT_MET, {"completed": False, "required": False}, due.text, due.basis, due.verification, due.version
        )
    done, passed = c.get("social_studies_hours_done") or 0, c.get("social_studies_test_date")
    left = max(0, due.value["hours"] - done)
    tested = passed is not None and passed <= c.on
    completed = tested and not left
    value = {
        "completed": completed,
        "required": True,
        "hours_left": left,
        "in_time": None if not completed else passed <= latest,
    }
    if completed:
        text = f"Samfunnskunnskap er fullført {say_date(passed)}."
        outcome = Outcome.MET
    else:
        missing = [f"{left} timer"] if left else []
        missing += [] if tested else ["bestått prøve"]
        text = (
            f"Samfunnskunnskap er ikke fullført. Det gjenstår: {' og '.join(missing)}. Fristen er {say_date(latest)}."
        )
        outcome = Outcome.RUNNING if c.on <= latest else Outcome.NOT_MET
    return Answer(outcome, value, text, BASIS, due.verification, due.version)


@rule(
    "social_studies_test_passed",
    "TRN-1.6",
    title="Er prøven i samfunnskunnskap bestått",
    basis=(intl("37"),),
    headline="passed",
)
def social_studies_test_passed(c: Case) -> Answer:
    """Decides whether a test in social studies is passed, by the version of the test that was taken.

    Basis: integreringsloven § 37; pass marks from municipal pages (training catalogue 1.6: TRN-1.6).
    Valid: the test after 50 hours until December 2022, the test after 75 hours since; anchor: the day the test was taken.
    Outcome: met or not_met; review when the test named was not in use that day, or has another number of items.
    Not covered: which language the candidate masters.
    """
    test, correct = _test(c), c.need("correct")
    version = c.version("social_studies_test", test.valid_from, Anchor.TEST)[1]
    items, taken = c.get("items"), c.get("taken")
    if (items is not None and items != test["items"]) or (taken is not None and taken < test.valid_from):
        text = "Opplysningene passer ikke med prøven slik vi kjenner den. Kontroller hvilken prøve det var."
        return Answer(Outcome.REVIEW, {"passed": REVIEW}, text, (intl("37"),), test.verified, version)
    passed = correct >= test["pass_from"]
    value = {"passed": passed, "pass_from": test["pass_from"], "items": test["items"]}
    value["scored_items"] = test.data.get("scored_items", test["items"])
    text = f"Prøven er {'bestått' if passed else 'ikke bestått'}: {correct} riktige, og kravet er {test['pass_from']}."
    return Answer(Outcome.MET if passed else Outcome.NOT_MET, value, text, (intl("37"),), test.verified, version)


def _test(c: Case) -> Value:
    """Gives the version of the test: the one named, else the one in use the day it was taken."""
    named = c.get("test")
    tests = parameter("social_studies_test")
    if named is not None:
        return next(value for value in tests.values if value.id == named)
    return tests.at(c.need("taken"))
