"""Decides about the steps from need to settled: the council's decision, the settlement date, and what the municipality gets to know."""

from __future__ import annotations

from datetime import date
from typing import Any

from samlop.law.basis import Act, guidance, intl
from samlop.law.days import add_months, birthday
from samlop.law.finding import Anchor, Answer, Outcome, Verification
from samlop.law.rule import Case, rule
from samlop.law.words import say_date, say_list, say_months, say_number

IMDI = guidance(Act.IMDI_SETTLEMENT)
_SELF_REGISTERED = ("private_address", "amot")
_FOLDER = {
    "identity": "hvem personen er",
    "settlement_talk": "bosettingssamtalen",
    "health_by_consent": "helse, med samtykke",
    "competence": "kompetanse",
    "family_unit": "familien",
    "pre_arrival_orientation": "opplæring før reisen",
}


@rule(
    "settlement_process_step",
    "SET-2.1",
    title="Neste steg i bosettingen",
    basis=(intl("3"), intl("4"), IMDI),
    headline="next",
)
def settlement_process_step(c: Case) -> Answer:
    """Says which steps from need to settled can be taken now, and by whom.

    Basis: integreringsloven §§ 3 and 4, IMDi on settlement (SET-2.1: training catalogue, table 2.1).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: calculated; met when every step is taken.
    Not covered: the dates of a year's request, which IMDi sets each time.
    """
    known, version = c.version("settlement_process")
    done = set(c.get("settlement_process_done") or ())
    ready = [s for s in known["steps"] if s["id"] not in done and done.issuperset(s["after"])]
    value = {"next": [s["id"] for s in ready], "actors": {s["id"]: s["actor"] for s in ready}}
    basis = (intl("3"), intl("4"), IMDI)
    if not ready:
        text = "Alle stegene i bosettingen er gjort."
        return Answer(Outcome.MET, value, text, basis, known.verified, version)
    text = f"Dette kan gjøres nå: {say_list(s['label'] for s in ready)}."
    return Answer(Outcome.CALCULATED, value, text, basis, known.verified, version)


@rule(
    "council_decision_accepted",
    "SET-2.1",
    title="Godtar IMDi kommunestyrets vedtak",
    basis=(intl("3"), IMDI),
    headline="accepted",
)
def council_decision_accepted(c: Case) -> Answer:
    """Decides whether IMDi accepts the council's decision: a number of places, without conditions.

    Basis: integreringsloven § 3, IMDi on municipal decisions (SET-2.1).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: met or not_met.
    Not covered: whether the number is what IMDi asked for.
    """
    decided = c.need("council_decision")
    wrong = [
        what
        for what, is_wrong in (
            ("vedtaket har et forbehold", decided.reservation is not None),
            ("familiegjenforente er regnet med", bool(decided.counts_family_reunited)),
            ("vedtaket gir ingen plasser", decided.places == 0),
        )
        if is_wrong
    ]
    text = (
        f"IMDi godtar ikke vedtaket: {say_list(wrong)}."
        if wrong
        else f"Vedtaket om {decided.places} plasser er uten vilkår og kan føres i IMDinett."
    )
    met = Outcome.NOT_MET if wrong else Outcome.MET
    change = ("Svaret endres hvis kommunestyret vedtar et antall uten vilkår.",) if wrong else ()
    return Answer(met, {"accepted": not wrong}, text, (intl("3"), IMDI), Verification.GUIDANCE, would_change=change)


@rule(
    "settlement_date_valid",
    "SET-2.1",
    title="Er bosettingsdatoen riktig",
    basis=(IMDI,),
    headline="valid",
)
def settlement_date_valid(c: Case) -> Answer:
    """Decides whether a settlement date may stand in IMDinett, the earliest it may be, and who registers it.

    Basis: IMDi's routine for settlement dates (SET-2.1, step 12).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: met, not_met, or calculated when no date is entered yet.
    Not covered: whether the person did move in on that day.
    """
    before = c.need("lived_before")
    own = before in _SELF_REGISTERED
    entered, moved = c.get("entered_settlement_date"), c.get("move_date")
    earliest = c.need("allocated") if own or entered is not None else c.get("allocated")
    value: dict[str, Any] = {"registered_by": "municipality" if own else "automatic", "earliest": earliest}
    who = (
        "Kommunen fører datoen selv, for hver i familien."
        if own
        else "Datoen kommer av seg selv når mottaket melder flyttingen."
    )
    basis = (IMDI,)
    if entered is None:
        limit = f" Datoen kan ikke være før {say_date(earliest)}." if earliest else ""
        return Answer(Outcome.CALCULATED, value, f"{who}{limit}", basis, Verification.GUIDANCE)
    too_early = entered < earliest
    ahead = entered > c.on or (moved is not None and entered < moved)
    value["valid"] = not too_early and not ahead
    if too_early:
        text = (
            f"Datoen er for tidlig. Personen ble søkt ut {say_date(earliest)}, og datoen kan ikke være før det. {who}"
        )
    elif ahead:
        text = f"Datoen er ført før personen har flyttet inn. {who}"
    else:
        text = f"Datoen kan stå. {who}"
    return Answer(Outcome.MET if value["valid"] else Outcome.NOT_MET, value, text, basis, Verification.GUIDANCE)


@rule(
    "number_of_settlement_date_entries",
    "SET-2.1",
    "SET-2.6",
    title="Hvor mange bosettingsdatoer kommunen må føre",
    basis=(IMDI,),
    headline="entries",
)
def settlement_date_entries(c: Case) -> Answer:
    """Counts the settlement dates the municipality must enter itself: one for each family member not moved from reception.

    Basis: IMDi's routine for settlement dates (SET-2.1, SET-2.6).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: calculated.
    Not covered: family members who move in later.
    """
    own = c.need("lived_before") in _SELF_REGISTERED
    count = c.need("family_members") if own else 0
    text = (
        f"Kommunen må føre {say_number(count)} bosettingsdatoer, én for hver i familien."
        if own
        else "Kommunen trenger ikke føre noen bosettingsdato. Den kommer av seg selv for den som flytter fra mottak."
    )
    return Answer(Outcome.CALCULATED, {"entries": count}, text, (IMDI,), Verification.GUIDANCE)


@rule(
    "settlement_folder",
    "SET-2.6",
    title="Det kommunen får vite før flyttingen",
    basis=(IMDI, intl("10")),
    headline="blocks",
)
def settlement_folder(c: Case) -> Answer:
    """Lists what the municipality gets to know before the move, and whether competence must be mapped again.

    Basis: IMDi on settlement, integreringsloven § 10 (SET-2.6: training catalogue, table 2.6).
    Valid: from 2018-01-01, interview form in place of Kompass from 2024-02-01; anchor: as-of date.
    Outcome: calculated.
    Not covered: the exact fields of IMDinett, which were not found.
    """
    known, version = c.version("settlement_folder")
    resettled = bool(c.get("resettled"))
    blocks = [*known["blocks"], *(known["resettled_blocks"] if resettled else ())]
    value = {"blocks": blocks, "mapping_tool": known.id, "map_competence_again": not resettled}
    again = (
        " Overføringsflyktninger er kartlagt i utlandet og skal ikke kartlegges på nytt."
        if resettled
        else " Kartleggingen gjøres én gang og bygges videre på."
    )
    text = f"Mappen viser {say_list(_FOLDER[block] for block in blocks)}.{again}"
    return Answer(Outcome.CALCULATED, value, text, (IMDI, intl("10")), known.verified, version)


@rule(
    "settlement_time_goal",
    "SET-2.3",
    title="Mål for når personen skal være bosatt",
    basis=(IMDI,),
    headline="settled_by",
)
def settlement_time_goal(c: Case) -> Answer:
    """Says by when a person should be settled after the permit, by the state's goals.

    Basis: IMDi and Bufetat on time goals (SET-2.3: training catalogue, table 2.3).
    Valid: permits from 2018-01-01 to 2019-12-31; anchor: the day of the permit.
    Outcome: calculated; review for permits from 2020, since the goals after 2019 are not found. The last known is then shown.
    Not covered: a right to be settled by a day, which nobody has.
    """
    # A permit that begins later counts too: the municipality plans before it is given.
    granted = (c.grants(c.on) or c.facts.grants)[-1].permit_date or c.need("permit_date")
    goal, version = c.version("settlement_time_goal", granted, Anchor.PERMIT)
    fast = _is_child_or_family(c, granted)
    months = goal["months_children"] if fast else goal["months"]
    day = add_months(granted, months)
    value = {"settled_by": day, "months": months, "goal_percent": None if fast else goal["percent"]}
    basis = (IMDI,)
    if goal.id == "not_found":
        text = f"Målet for dette året er ikke funnet. Det siste kjente målet var {say_months(months)}, her {say_date(day)}."
        last_known = value
        value = {"settled_by": None, "last_known": last_known}
        note = "En administrator må legge inn målet for året, fra IMDi."
        return Answer(Outcome.REVIEW, value, text, basis, goal.verified, version, note)
    text = f"Målet var at personen skulle være bosatt innen {say_months(months)} etter tillatelsen, {say_date(day)}."
    return Answer(Outcome.CALCULATED, value, text, basis, goal.verified, version)


def _is_child_or_family(c: Case, granted: date) -> bool:
    if c.get("unaccompanied_minor"):
        return True
    grown = c.version("unaccompanied_minors")[0]["adult_age"]
    return any(birthday(child.birth_date, grown) > granted for child in c.get("children") or ())


@rule(
    "private_resident_application",
    "SET-2.2",
    title="Frist for å søke bosetting for den som bor privat",
    basis=(IMDI,),
    headline="last_day",
)
def private_resident_application(c: Case) -> Answer:
    """Gives the last day a person who lives privately may ask IMDi for settlement.

    Basis: IMDi's text of 2021 (SET-2.2).
    Valid: from 2021-01-01; anchor: the day of the permit.
    Outcome: running or not_met; met when IMDi has allocated the person; not_met without a day for somebody who did not live privately.
    Not covered: whether the text of 2021 still holds.
    """
    if c.need("lived_before") != "private_address":
        text = "Fristen gjelder bare den som bor privat."
        return Answer(Outcome.NOT_MET, {"last_day": None}, text, (IMDI,), Verification.ASSUMED)
    # A permit that begins later counts too: the municipality plans before it is given.
    granted = (c.grants(c.on) or c.facts.grants)[-1].permit_date or c.need("permit_date")
    rule_now, version = c.version("private_resident_application", granted, Anchor.PERMIT)
    last = add_months(granted, rule_now["number"])
    value = {"last_day": last}
    if c.get("allocated") is not None:
        return Answer(Outcome.MET, value, "IMDi har søkt personen ut.", (IMDI,), rule_now.verified, version)
    state = Outcome.RUNNING if c.on <= last else Outcome.NOT_MET
    text = f"Personen må søke IMDi om bosetting senest {say_date(last)}. Fristen er {say_months(rule_now['number'])} fra tillatelsen."
    return Answer(state, value, text, (IMDI,), rule_now.verified, version)
