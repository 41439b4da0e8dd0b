"""Decides what a decision and its letter must hold, when a letter has arrived, and whether an appeal comes in time."""

from __future__ import annotations

from samlop.law.basis import Act, cite
from samlop.law.case_handling.acts import NEW, both_acts, cited, rule_under_act
from samlop.law.days import add_months
from samlop.law.finding import Anchor, Answer, Outcome
from samlop.law.parameters import parameter
from samlop.law.programme.deadlines import complaint_deadline
from samlop.law.rule import Case, rule
from samlop.law.words import say, say_date, say_list

_ALERT = (cite(Act.EFORVALTNINGSFORSKRIFTEN, "11", 2), cite(Act.FORVALTNINGSLOVEN_2025, "63", 1))


@rule(
    "reasons_required",
    "A-06",
    title="Vedtak med begrunnelse",
    basis=(*both_acts("form"), *both_acts("reasons")),
    headline="required",
)
def reasons_required(c: Case) -> Answer:
    """Decides whether reasons must be given with a decision, and what they must say.

    Basis: forvaltningsloven (1967) §§ 23 to 25, forvaltningsloven (2025) §§ 55 to 57 (A-06).
    Valid: the act that holds on the day; anchor: as-of date.
    Outcome: met, or may when the reasons may wait until somebody asks for them.
    Not covered: decisions made by word of mouth because they cannot wait; how long the reasons must be.
    """
    rule_now, version = rule_under_act(c, "reasons")
    basis = (*cited(c, "form"), *cited(c, "reasons"))
    value: dict[str, object] = {"required": True, "written": True, "content": list(rule_now["content"])}
    appeal = c.get("is_appeal_case")
    if not appeal and c.need("decision_result") == "granted" and c.get("somebody_may_be_unhappy") is False:
        text = "Begrunnelsen kan vente når en søknad blir innvilget og ingen er misfornøyd. Personen kan kreve den innen klagefristen."
        return Answer(Outcome.MAY, value | {"required": False}, text, basis, rule_now.verified, version)
    text = f"Vedtaket skal være skriftlig og begrunnes samtidig. Begrunnelsen skal ha {say_list(say(item) for item in rule_now['content'])}."
    return Answer(Outcome.MET, value, text, basis, rule_now.verified, version)


@rule(
    "letter_complete",
    "A-07",
    "A-12",
    title="Innholdet i brevet om vedtaket",
    basis=both_acts("letter"),
    headline="complete",
)
def letter_complete(c: Case) -> Answer:
    """Decides whether the letter about a decision holds what it must, and what the stricter list of 2025 would add.

    Basis: forvaltningsloven (1967) § 27, forvaltningsloven (2025) § 59 (A-07, A-12).
    Valid: the act that holds on the day; anchor: as-of date.
    Outcome: met or not_met.
    Not covered: whether what the letter says is right and can be understood; decisions that are not individual decisions.
    """
    rule_now, version = rule_under_act(c, "letter_contents")
    present = c.need("letter_items")
    missing = [item for item in rule_now["required"] if item not in present]
    (stricter,) = parameter("letter_contents").adopted or (rule_now,)
    advised = [item for item in stricter["required"] if item not in present and item not in missing]
    value = {"complete": not missing, "missing": missing, "advised": advised}
    text = f"Brevet mangler {say_list(say(item) for item in missing)}." if missing else "Brevet har det loven krever."
    if advised:
        text += f" Ta også med det loven fra 2025 krever: {say_list(say(item) for item in advised)}."
    outcome = Outcome.NOT_MET if missing else Outcome.MET
    return Answer(outcome, value, text, cited(c, "letter"), rule_now.verified, version)


@rule("notice_arrived", "A-08", title="Når et digitalt brev er kommet fram", basis=_ALERT, headline="arrived_on")
def notice_arrived(c: Case) -> Answer:
    """Finds the day a digital letter counts as arrived: it lies ready and the alert is sent. The appeal runs from that day.

    Basis: eForvaltningsforskriften § 11 andre ledd, forvaltningsloven (2025) § 63 første ledd (A-08).
    Valid: both acts; anchor: as-of date.
    Outcome: calculated.
    Not covered: letters on paper, whose day is registered as it was; people who have said no to digital letters; an alert that does
    not say there is a decision.
    """
    alerted = c.need("digital_alert_sent_on")
    arrived = max(alerted, c.get("letter_available_on") or alerted)
    act, version = rule_under_act(c, "public_administration_act")
    basis = _ALERT[1:] if act.id == NEW else _ALERT[:1]
    text = f"Brevet regnes som kommet fram {say_date(arrived)}. Klagefristen løper fra den dagen."
    sure = act.verified if act.id == NEW else parameter("late_appeal").at(c.on).verified
    return Answer(Outcome.CALCULATED, {"arrived_on": arrived}, text, basis, sure, version)


@rule(
    "appeal_in_time",
    "A-08",
    "A-09",
    title="Klage i tide",
    basis=(*both_acts("appeal_deadline"), *both_acts("in_time"), *both_acts("late_appeal")),
    headline="in_time",
)
def appeal_in_time(c: Case) -> Answer:
    """Decides whether an appeal was sent in time, and whether one that is late may still be heard.

    Basis: forvaltningsloven (1967) §§ 29 to 31, forvaltningsloven (2025) §§ 63 to 65, domstolloven §§ 148 and 149 (A-08, A-09).
    Valid: the act that holds on the day; anchor: the day of the decision for the longest time, else the day the notice arrived.
    Outcome: met, may when a late appeal may be heard, not_met when it may not.
    Not covered: a deadline that was made longer, a party who asked for reasons, an appeal that was lost on the way, and harm to others.
    """
    deadline = complaint_deadline.body(c).value["last_day"]
    sent = c.need("appeal_sent_on")
    basis = (*cited(c, "appeal_deadline"), *cited(c, "in_time"), *cited(c, "late_appeal"))
    decided = c.get("decision_date")
    rule_then, version = c.version("late_appeal", decided or c.facts.notice_reached_party, Anchor.DECISION)
    value = {"in_time": sent <= deadline, "last_day": deadline, "send_to": "municipality"}
    if sent <= deadline:
        text = f"Klagen er i tide. Fristen var {say_date(deadline)}, og det er nok at klagen er sendt."
        return Answer(Outcome.MET, value, text, basis, rule_then.verified, version)
    longest = add_months(decided or c.need("decision_date"), rule_then["longest_months"])
    text = f"Klagen er for sen. Fristen var {say_date(deadline)}."
    if sent > longest:
        text += " Det er gått mer enn ett år siden vedtaket, og klagen kan ikke tas til behandling."
        return Answer(Outcome.NOT_MET, value | {"may_be_heard": False}, text, basis, rule_then.verified, version)
    if c.need("appeal_late_reason") in rule_then["grounds"]:
        text += " Den kan likevel tas til behandling."
        return Answer(Outcome.MAY, value | {"may_be_heard": True}, text, basis, rule_then.verified, version)
    text += " Den skal avvises når personen kan lastes for det og det ikke er særlige grunner."
    return Answer(Outcome.NOT_MET, value | {"may_be_heard": False}, text, basis, rule_then.verified, version)
