"""Decides about the duty to sit the final tests, what the Norwegian test costs, and when its results come."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from samlop.law.basis import Act, guidance, intl
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.rule import REVIEW, Case, NeedFacts, rule
from samlop.law.training.position import BOTH, DUTY, RIGHT, position_or_none
from samlop.law.words import say_date

_GUIDE = guidance(Act.HKDIR_TESTS)


def _position(c: Case) -> str:
    found = position_or_none(c)
    if found is None:
        raise NeedFacts(("position",))
    return found


@rule("final_test_duty", "TRN-1.6", title="Plikt til å ta prøver", basis=(intl("37"),), headline="norwegian")
def final_test_duty(c: Case) -> Answer:
    """Decides whether the person must sit the final tests in Norwegian and social studies.

    Basis: integreringsloven § 37 (training catalogue 1.6: TRN-1.6).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: met when at least one test must be taken, else not_met.
    Not covered: exemption from the test itself for health or other weighty reasons.
    """
    position = _position(c)
    duty = position in (BOTH, DUTY)
    value = {
        "norwegian": duty and not c.get("exempted_from_norwegian"),
        "social_studies": duty and not c.get("exempted_from_social_studies"),
    }
    _, version = c.version("norwegian_test")
    names = {"norwegian": "norsk", "social_studies": "samfunnskunnskap"}
    which = " og ".join(names[name] for name, needed in value.items() if needed)
    text = f"Personen har plikt til å ta prøve i {which}." if which else "Personen har ikke plikt til å ta prøver."
    outcome = Outcome.MET if which else Outcome.NOT_MET
    return Answer(outcome, value, text, (intl("37"),), Verification.GUIDANCE, version)


@rule("norwegian_test_fee", "TRN-1.6", title="Er norskprøven gratis", basis=(_GUIDE,), headline="free")
def norwegian_test_fee(c: Case) -> Answer:
    """Decides whether the Norwegian test is free for the person this time.

    Basis: guidance of the Directorate for Higher Education and Skills (training catalogue 1.6: TRN-1.6).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: met (free) or not_met; review for those with a right but no duty, whom the guidance does not name.
    Not covered: the price, which the municipality sets; parts of the test taken apart.
    """
    rule_now, version = c.version("norwegian_test")
    position = _position(c)
    before = c.need("norwegian_test_attempts_before")
    if position == RIGHT and before < rule_now["free_attempts"]:
        text = "Veiledningen sier ikke om prøven er gratis for den som har rett uten plikt. Dette må vurderes for hånd."
        return Answer(Outcome.REVIEW, {"free": REVIEW}, text, (_GUIDE,), rule_now.verified, version)
    free = position == BOTH and before < rule_now["free_attempts"]
    value: dict[str, Any] = {"free": free, "price": None if free else "set_by_municipality"}
    if free:
        text = "Norskprøven er gratis første gang for den som har rett og plikt."
    else:
        text = "Personen betaler for norskprøven. Kommunen bestemmer prisen."
    return Answer(Outcome.MET if free else Outcome.NOT_MET, value, text, (_GUIDE,), rule_now.verified, version)


@rule("norwegian_test_dates", "TRN-1.6", title="Påmelding og resultat", basis=(_GUIDE,), headline="sign_up_from")
def norwegian_test_dates(c: Case) -> Answer:
    """Says about when to sign up for the Norwegian test, and when the result comes.

    Basis: guidance of the Directorate for Higher Education and Skills (training catalogue 1.6: TRN-1.6).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: calculated. The dates are about right, never a deadline.
    Not covered: the fixed days of each of the four sittings in a year, which are published for each sitting.
    """
    rule_now, version = c.version("norwegian_test")
    day = c.need("norwegian_test_date")
    about = day - timedelta(days=rule_now["sign_up_days_before"])
    monday = about - timedelta(days=about.weekday())
    friday = monday + timedelta(days=rule_now["sign_up_window_days"])
    result = day + timedelta(days=rule_now["result_days"])
    value: dict[str, Any] = {"sign_up_from": monday, "sign_up_to": friday, "result_about": result, "binding": "about"}
    value["sittings_a_year"] = rule_now["sittings_a_year"]
    text = f"Påmeldingen er omtrent fra {say_date(monday)} til {say_date(friday)}. Resultatet kommer omtrent {say_date(result)}."
    return Answer(Outcome.CALCULATED, value, text, (_GUIDE,), rule_now.verified, version)
