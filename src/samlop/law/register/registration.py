"""Decides what must be in the introduction register, by when, who transfers it, and what the register refuses."""

from __future__ import annotations

from datetime import date
from typing import Any

from samlop.law.basis import Act, guidance, intf, intl
from samlop.law.codes import SECTION_34
from samlop.law.days import add_months, day_in
from samlop.law.finding import Answer, Outcome, Verification
from samlop.law.rule import Case, rule
from samlop.law.words import say_date, say_list, say_months

NIR = guidance(Act.IMDI_REGISTER)
_FRAME = (intl("41"), intl("43"), NIR)


@rule(
    "registration_deadline",
    "NIR-3.2",
    title="Frist for å registrere i introduksjonsregisteret",
    basis=_FRAME,
    headline="deadline",
)
def registration_deadline(c: Case) -> Answer:
    """Gives the last day to register an event: two months after it, and never later than the closing of its year.

    Basis: integreringsloven §§ 41 and 43, IMDi on registration (NIR-3.2: training catalogue, table 3.2).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: met, running or not_met.
    Not covered: corrections after the year is closed.
    """
    happened = c.need("event_date")
    rule_now, version = c.version("nir_deadlines")
    closing = day_in(happened.year + 1, rule_now["closing_month"], rule_now["closing_day"])
    last = min(add_months(happened, rule_now["months"]), closing)
    done = c.get("registered_on")
    value = {"deadline": last, "year_closing": closing}
    state = _state(c, last, done)
    text = f"Fristen for å registrere er {say_date(last)}, {say_months(rule_now['months'])} etter hendelsen. Året {happened.year} stenges {say_date(closing)}."
    if state is Outcome.NOT_MET:
        text = f"Fristen for å registrere var {say_date(last)}. Året {happened.year} stenges {say_date(closing)}."
    elif state is Outcome.MET:
        text = f"Det ble registrert {say_date(done)}, innen fristen {say_date(last)}."  # type: ignore[arg-type]
    return Answer(state, value, text, _FRAME, rule_now.verified, version)


def _state(c: Case, last: date, done: date | None) -> Outcome:
    if done is not None and done <= c.on:
        return Outcome.MET if done <= last else Outcome.NOT_MET
    return Outcome.RUNNING if c.on <= last else Outcome.NOT_MET


@rule("must_register", "NIR-3.3", title="Må dette registreres", basis=_FRAME, headline="must")
def must_register(c: Case) -> Answer:
    """Decides whether an event must be registered for this person.

    Basis: IMDi on registration, integreringsforskriften §§ 50 and 52 (NIR-3.3: training catalogue, table 3.3).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: met or not_met; review for collective protection where it is not known whether the temporary rules hold.
    Not covered: the register's own codes, which were not found.
    """
    known, version = c.version("nir_events")
    row = next(row for row in known["events"] if row["code"] == c.need("event"))
    must = _applies(c, row)
    text = (
        f"Dette skal registreres: {row['label']}."
        if must
        else f"Dette skal ikke registreres for personen: {row['label']}."
    )
    basis = (*_FRAME, intf("50"), intf("52"))
    return Answer(Outcome.MET if must else Outcome.NOT_MET, {"must": must}, text, basis, known.verified, version)


@rule("nir_registrations", "NIR-3.3", title="Det som skal registreres", basis=_FRAME, headline="events")
def nir_registrations(c: Case) -> Answer:
    """Lists everything that must be registered about the person as it happens.

    Basis: IMDi on registration, integreringsforskriften §§ 50 and 52 (NIR-3.3).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: calculated; review for collective protection where it is not known whether the temporary rules hold.
    Not covered: the register's own codes, which were not found.
    """
    known, version = c.version("nir_events")
    rows = [row for row in known["events"] if _applies(c, row)]
    text = f"Dette skal registreres når det skjer: {say_list(row['label'] for row in rows)}."
    value = {"events": [row["code"] for row in rows]}
    return Answer(Outcome.CALCULATED, value, text, (*_FRAME, intf("50"), intf("52")), known.verified, version)


def _applies(c: Case, row: dict[str, Any]) -> bool:
    only = row.get("only")
    if only is None:
        return True
    if only == "reception":
        return bool(c.get("asylum_seeker")) or c.get("residence") == "reception_centre"
    return in_chapter_6a(c) == (only == "chapter_6a")


def in_chapter_6a(c: Case) -> bool:
    """Says whether the temporary chapter holds for the person on the day."""
    if c.permit_now() != SECTION_34:
        return False
    state, _ = c.version("chapter_6a")
    if state.id == "not_known":
        return c.ask("chapter_6a_after_june_2026") == "prolonged"
    return state.id not in ("ordinary", "scheme_without_chapter")


@rule("nir_validation", "NIR-3.3", "TRN-1.8", title="Godtar registeret opplysningene", basis=_FRAME, headline="error")
def nir_validation(c: Case) -> Answer:
    """Says whether the register misses the education from before, which decides how long the training may last.

    Basis: IMDi on registration (NIR-3.3; TRN-1.8: training catalogue, table 1.8).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: met, or not_met with the error. Under the temporary chapter education is not to be registered; review where it is
    not known whether that chapter holds.
    Not covered: the register's other checks, which were not found; whether the guidance of 2022 still holds for collective
    protection in 2026, when education decides the length of their programme too.
    """
    version = c.version("nir_events")[1]
    given = c.get("education_background") or c.get("education")
    if c.permit_now() is None and c.get("position") is None:
        c.need("permit")
    error, because = None, None
    if in_chapter_6a(c):
        if given is not None:
            error, because = "education_background_not_to_be_registered", "chapter_6a_has_one_year"
    elif given is None and c.get("position") not in ("may_offer", "none"):
        error, because = "education_background_missing", "drives_18_or_36_months"
    value = {"valid": error is None, "error": error, "because": because}
    if error is None:
        text = "Registeret har det det trenger om utdanning fra før."
    elif given is None:
        text = "Utdanning fra før må registreres. Den avgjør hvor lenge opplæringen kan vare."
    else:
        text = "Utdanning fra før skal ikke registreres for den som har kollektiv beskyttelse."
    outcome = Outcome.NOT_MET if error else Outcome.MET
    change = ("Svaret endres når utdanningen er registrert.",) if given is None and error else ()
    return Answer(outcome, value, text, _FRAME, Verification.GUIDANCE, version, would_change=change)


@rule("ws4_role", "NIR-3.5", title="Rolle for overføring til registeret", basis=(NIR,), headline="role")
def ws4_role(c: Case) -> Answer:
    """Says which role the municipality's system needs in IMDinett to transfer something to the register.

    Basis: IMDi on transfer between municipal systems and the register (NIR-3.5: training catalogue, table 3.5).
    Valid: from 2019-01-01; anchor: as-of date.
    Outcome: calculated.
    Not covered: the technical specification, and what comes after the service, which are not public.
    """
    known, version = c.version("ws4_roles")
    role = next(row["role"] for row in known["roles"] if c.need("transfer") in row["transfers"])
    text = f"Brukeren som overfører dette, må ha rollen {role} i IMDinett."
    note = "Etter en rettelse må opplysningen sendes på nytt og kontrolleres i registeret."
    return Answer(Outcome.CALCULATED, {"role": role}, text, (NIR,), known.verified, version, note)


@rule("register_use", "NIR-3.1", title="Bruk av registeret", basis=_FRAME, headline="sole_basis_for_decision")
def register_use(c: Case) -> Answer:
    """Says whether a decision may rest on the register alone, and whether the person may keep her data out of research.

    Basis: integreringsloven §§ 41 and 43, IMDi's guide chapter 12 (NIR-3.1: training catalogue, table 3.1).
    Valid: from 2018-01-01, reservation from 2021-05-01; anchor: as-of date.
    Outcome: calculated.
    Not covered: the municipality's own duty as controller.
    """
    state, version = c.version("register_frame")
    may_reserve = state.id == "reservation"
    text = "Kommunen kan ikke fatte vedtak bare på grunnlag av opplysninger i registeret."
    if may_reserve:
        text += " Personen kan reservere seg mot at opplysningene brukes til forskning."
    value = {"sole_basis_for_decision": False, "may_reserve_against_research": may_reserve}
    return Answer(Outcome.CALCULATED, value, text, _FRAME, state.verified, version)
