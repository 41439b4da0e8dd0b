"""Decides who has a right and a duty to take part in the introduction programme, and who may be offered it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from samlop.law.basis import CHAPTER_6A, Provision, intl
from samlop.law.codes import LISTED, NONE, SECTION_34
from samlop.law.days import add_months
from samlop.law.facts import Grant
from samlop.law.finding import Anchor, Answer, Outcome, Verification, Version
from samlop.law.programme import target_tests as tests
from samlop.law.programme.collective_protection import GATE
from samlop.law.programme.governing_act import is_old_act
from samlop.law.rule import Case, rule
from samlop.law.words import say, say_date

RIGHT_AND_DUTY, RIGHT_ONLY, MAY_OFFER, NO_RIGHT = "right_and_duty", "right_only", "may_offer", "none"
_OUTCOMES = {
    RIGHT_AND_DUTY: Outcome.MET,
    RIGHT_ONLY: Outcome.MET,
    MAY_OFFER: Outcome.MAY,
    NO_RIGHT: Outcome.NOT_MET,
}
POSITIONS = tuple(_OUTCOMES)
_MAIN, _OFFER = intl("8", 1), intl("8", 3)
BASIS = (intl("8"), intl("9"))
_UNSEEN = (
    "Det er ikke avklart om de midlertidige reglene ble forlenget etter 30. juni 2026. Svaret er det samme enten de er "
    "forlenget eller opphørt, men en jurist må bekrefte det."
)


@rule(
    "entitlement",
    "TGT-01",
    "TGT-02",
    "TGT-03",
    "TGT-04",
    "TGT-05",
    "TGT-06",
    "TGT-07",
    "TGT-08",
    "TGT-10",
    "TGT-11",
    "TGT-12",
    "TGT-13",
    "D-07",
    "GEN-02",
    title="Rett og plikt til introduksjonsprogram",
    basis=BASIS,
    remember=True,
)
def entitlement(c: Case) -> Answer:
    """Decides whether the person has a right and a duty to the programme, a right only, may be offered it, or neither.

    Basis: integreringsloven §§ 8 and 9, chapter 6 A (TGT-01 to TGT-13, GEN-02).
    Valid: from 2021-01-01; the job exemption from 2026-01-01; anchor: the permit for age, the decision for the rest.
    Outcome: met (right and duty, or right only), may (may be offered), not_met (none); review for the year after the 55th
    birthday, for the limit of 60 years where its commencement is not known, for several permits that give different ages,
    for several positions that only together reach the limit, for programmes begun under chapter 6 A before 2026, and, with the answer
    given, for collective protection from 2026-07-01 until the municipality has chosen a reading.
    Not covered: sound discretion in who is offered a programme; cases under the Introduction Act.
    """
    return decide(c, _decision_day(c))


@rule("entitlement_if_decided_today", "TGT-01", title="Rett og plikt hvis vedtaket treffes i dag", basis=BASIS)
def entitlement_if_decided_today(c: Case) -> Answer:
    """Decides the same as `entitlement`, as if the decision were made on the day.

    Basis: integreringsloven § 8 første ledd tredje punktum (TGT-01).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: as `entitlement`.
    Not covered: as `entitlement`.
    """
    return decide(c, c.on)


def _decision_day(c: Case) -> date:
    """The two years are counted to the day of the decision. A programme that has started was decided by then at the latest."""
    for name in ("decision_date", "decision_under_6A", "start_date"):
        day = getattr(c.facts, name)
        if day is not None and day <= c.on:
            c.get(name)
            return day
    return c.on


def decide(c: Case, decided: date) -> Answer:
    """Runs the tests of §§ 8 and 9 in the order that asks for the fewest facts."""
    citizenship = tests.citizenship_exclusion(c)
    if citizenship is not None:
        text, provision = citizenship
        return _answer(NO_RIGHT, text, (provision,), c, decided, sure=Verification.ASSUMED)
    if is_old_act(c):
        return Answer(
            Outcome.REVIEW,
            {"outcome": "review"},
            "Introduksjonsloven gjelder for denne personen. Retten må vurderes for hånd.",
            (intl("51"),),
            Verification.GUIDANCE,
            not_covered="Saker etter introduksjonsloven.",
        )
    grants = c.grants(decided)
    if not grants:
        return _answer(NO_RIGHT, "Tillatelsen er ikke gitt ennå.", (_MAIN, intl("9")), c, decided)
    grounds = [(grant, tests.ground(c, grant)) for grant in grants]
    current, ground = grounds[-1]
    if current.permit_end is not None and current.permit_end <= decided:
        text = f"Tillatelsen gjaldt til {say_date(current.permit_end)}, og ingen ny tillatelse er registrert."
        return _answer(NO_RIGHT, text, (_MAIN, intl("9")), c, decided, sure=Verification.ASSUMED)
    if ground == NONE:
        return _answer(NO_RIGHT, tests.why_no_ground(current.permit), (intl("9"),), c, decided)
    counting = [grant for grant, found in grounds if found != NONE]
    return _decide_with_ground(c, decided, current, ground, counting)


def _decide_with_ground(c: Case, decided: date, current: Grant, ground: str, counting: list[Grant]) -> Answer:
    limit = _limit(c, counting[0])
    if decided >= limit and not _revived(c, decided, limit):
        text = f"Personen har bodd i en kommune i to år eller mer. Grensen var {say_date(limit)}."
        return _answer(NO_RIGHT, text, (intl("8", 1, 3),), c, decided, limit=limit)
    age = tests.age_position(c, counting, decided)
    if age == tests.UNDER:
        text = "Personen var under 18 år da tillatelsen ble gitt, og er derfor utenfor målgruppen."
        return _answer(NO_RIGHT, text, (intl("8", 1, 2),), c, decided)
    if ground == tests.FAMILY_OF_OTHERS:
        text = "Kommunen kan tilby program, fordi personen er familiemedlem til noen som ikke gir rett til program."
        return _answer(MAY_OFFER, text, (_OFFER,), c, decided, limit=limit)
    if age == tests.OVER:
        text = "Kommunen kan tilby program, fordi personen var over aldersgrensen da tillatelsen ble gitt."
        return _answer(MAY_OFFER, text, (_OFFER,), c, decided, limit=limit)
    if ground == LISTED and not _settled_by_agreement(c, decided):
        text = "Kommunen kan tilby program, fordi personen er bosatt uten avtale med kommunen."
        return _answer(MAY_OFFER, text, (_MAIN, _OFFER), c, decided, limit=limit)
    provisions = (_MAIN, intl("9")) if ground == LISTED else (_MAIN, intl("8", 2), intl("9"))
    return _right(c, decided, current, limit, provisions)


def _settled_by_agreement(c: Case, decided: date) -> bool:
    """Gives the agreement with the municipality the person lives in: after a move, that of the new one."""
    moved, second = c.get("moved_to_second_municipality"), c.get("second_settled_by_agreement")
    if moved is not None and moved <= decided and second is not None:
        return bool(second)
    return bool(c.need("settled_by_agreement"))


def _right(c: Case, decided: date, current: Grant, limit: date, provisions: tuple[Provision, ...]) -> Answer:
    exemption, _ = c.version("job_exemption", decided)
    if exemption.id == "exempt":
        job = tests.job_position(c, decided, exemption["number"], limit)
        if job is not None:
            extra = {"revives_if_job_ends_before": limit} if decided < limit else {}
            change = (
                (f"Retten og plikten kommer tilbake hvis jobben tar slutt før {say_date(limit)}.",) if extra else ()
            )
            return _answer(
                NO_RIGHT, job, (intl("8", 4),), c, decided, extra=extra, change=change, sure=Verification.PRIMARY
            )
    if current.permit == SECTION_34:
        return _right_under_34(c, decided, limit, provisions)
    return _answer(RIGHT_AND_DUTY, _right_text(c, RIGHT_AND_DUTY), provisions, c, decided, limit=limit)


def _right_under_34(c: Case, decided: date, limit: date, provisions: tuple[Provision, ...]) -> Answer:
    state, _ = c.version("chapter_6a", decided)
    now, _ = c.version("chapter_6a", c.on)
    if state.id == "scheme_without_chapter":
        outcome = c.ask("section_34_before_chapter_6a")
    elif state.id == "right_without_duty":
        # In 2026 the special rule fell away without a transition rule for those already decided.
        outcome = (
            RIGHT_ONLY if now.id == state.id or c.facts.decision_under_6A else c.ask("section_34_begun_before_2026")
        )
    else:
        outcome = RIGHT_AND_DUTY
        if state.id == "not_known" and GATE not in c.readings:
            # Both readings give a right and a duty, but nobody has seen what holds: a person must say so first.
            found = _answer(outcome, _right_text(c, outcome), (CHAPTER_6A, *provisions), c, decided, limit=limit)
            return replace(found, outcome=Outcome.REVIEW, verification=Verification.ASSUMED, not_covered=_UNSEEN)
        if state.id == "not_known":
            c.ask(GATE)
    basis = (CHAPTER_6A, *provisions) if outcome == RIGHT_ONLY else provisions
    return _answer(outcome, _right_text(c, outcome), basis, c, decided, limit=limit)


def _revived(c: Case, decided: date, limit: date) -> bool:
    """Says whether a job that ended inside the two years brings the right back although the decision comes after them."""
    exemption, _ = c.version("job_exemption", decided)
    if exemption.id != "exempt" or not tests.job_ended_between(c, exemption.valid_from, limit, exemption["number"]):
        return False
    return c.ask("job_ended_in_time_decision_later") == "revived"


def _limit(c: Case, first: Grant) -> date:
    """Two years are counted from the day the person both lived in a municipality and held a permit that counts."""
    months = c.version("target_group_time")[0]["residence_limit"]
    settled = c.need("settlement_date")
    granted = first.permit_date or c.need("permit_date")
    return add_months(max(settled, granted), months)


def _right_text(c: Case, outcome: str) -> str:
    what = "rett og plikt" if outcome == RIGHT_AND_DUTY else "rett, men ikke plikt,"
    settled = c.facts.settlement_date
    since = f" fra bosettingen {say_date(settled)}" if settled is not None and settled > c.on else ""
    return f"Personen har {what} til å delta i introduksjonsprogram{since}. Tillatelse: {say(c.permit_now())}."


def _answer(
    outcome: str,
    text: str,
    basis: tuple[Provision, ...],
    c: Case,
    decided: date,
    *,
    limit: date | None = None,
    extra: dict[str, date] | None = None,
    change: tuple[str, ...] = (),
    sure: Verification = Verification.GUIDANCE,
) -> Answer:
    value: dict[str, object] = {"outcome": outcome, **(extra or {})}
    if limit is not None and decided < limit and outcome != NO_RIGHT:
        value["decide_before"] = limit
        change = (*change, f"Vedtaket må treffes før {say_date(limit)}.")
    return Answer(_OUTCOMES[outcome], value, text, basis, sure, _version(c, decided), would_change=change)


def _version(c: Case, decided: date) -> Version | None:
    anchor = Anchor.DECISION if decided != c.on else Anchor.AS_OF
    return c.version("target_group", decided, anchor)[1]


_GIVEN_UP = {
    "refused_programme": "takket nei til programmet",
    "broke_off_programme": "avbrutt programmet",
    "refused_training": "takket nei til opplæringen i norsk og samfunnskunnskap",
    "broke_off_training": "avbrutt opplæringen i norsk og samfunnskunnskap",
    "refused_reception_training": "takket nei til opplæringen i mottak",
    "broke_off_reception_training": "avbrutt opplæringen i mottak",
}


def gave_up(c: Case) -> tuple[str, str] | None:
    """Says what the person has refused or broken off by the day, as a fact and in words, or None."""
    for name, what in _GIVEN_UP.items():
        day = c.get(name)
        if day is not None and day <= c.on:
            return name, f"{what} {say_date(day)}"
    return None


@rule(
    "municipal_duty", "GEN-04", "TGT-01", title="Kommunens plikt", basis=(intl("3", 3), intl("12", 2)), headline="duty"
)
def municipal_duty(c: Case) -> Answer:
    """Decides whether the municipality has a duty to arrange a programme for the person.

    Basis: integreringsloven § 3 tredje ledd, § 12 andre ledd (GEN-04).
    Valid: from 2021-01-01; anchor: as-of date.
    Outcome: met or not_met; review where `entitlement` is review.
    Not covered: the municipality may still choose to offer a programme.
    """
    given_up = gave_up(c)
    if given_up is not None:
        text = f"Kommunen har ikke lenger plikt, fordi personen har {given_up[1]}."
        return Answer(
            Outcome.NOT_MET,
            {"duty": False},
            text,
            (intl("3", 3),),
            Verification.GUIDANCE,
            not_covered="Kommunen kan fortsatt velge å tilby program.",
        )
    position = entitlement.body(c)
    if position.value["outcome"] not in _OUTCOMES:
        return position
    duty = position.value["outcome"] in (RIGHT_AND_DUTY, RIGHT_ONLY)
    text = "Kommunen har plikt til å sørge for program." if duty else "Kommunen har ikke plikt til å sørge for program."
    outcome = Outcome.MET if duty else Outcome.NOT_MET
    return Answer(
        Outcome.REVIEW if position.outcome is Outcome.REVIEW else outcome,
        {"duty": duty},
        text,
        (intl("12", 2),),
        position.verification,
        position.version,
    )


@rule(
    "may_municipality_refuse",
    "TGT-09",
    "TGT-08",
    title="Kan kommunen si nei på grunn av jobb",
    basis=(intl("37 c"), intl("8", 4)),
    headline="may_refuse",
)
def may_municipality_refuse(c: Case) -> Answer:
    """Decides whether the municipality may refuse a programme because a holder of collective protection has a job.

    Basis: integreringsloven § 37 c before 2026 (TGT-09); § 8 fjerde ledd from 2026-01-01 (TGT-08).
    Valid: 2022-06-15 to 2025-12-31; anchor: as-of date.
    Outcome: may or not_met; review for a position near, but not, full time.
    Not covered: the discretion itself.
    """
    state, version = c.version("chapter_6a")
    if state.id != "right_without_duty" or c.permit_now() != SECTION_34:
        text = "Kommunen kan ikke avslå etter skjønn på grunn av jobb. Den som har rett til program, skal få det."
        return Answer(
            Outcome.NOT_MET, {"may_refuse": False}, text, (intl("8", 1), intl("8", 4)), Verification.GUIDANCE, version
        )
    hours = max(tests.hours_now(c, c.on), default=0)
    may = hours >= state["full_time_hours"] or (
        hours >= state["near_full_time_from_hours"] and c.ask("near_full_time") == "near"
    )
    text = (
        "Kommunen kan si nei til program, fordi personen har en jobb i nær full stilling. Retten kommer tilbake hvis jobben tar slutt innen to år."
        if may
        else "Kommunen kan ikke si nei på grunn av jobb, fordi stillingen ikke er nær full."
    )
    return Answer(
        Outcome.MAY if may else Outcome.NOT_MET,
        {"may_refuse": may},
        text,
        (intl("37 c"),),
        Verification.GUIDANCE,
        version,
    )
