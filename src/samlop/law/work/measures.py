"""Decides about Nav's measures: for how long, from which age, on which terms, and what is paid while they last."""

from __future__ import annotations

from datetime import date
from typing import Any

from samlop.law.basis import Act, cite, guidance, intl
from samlop.law.days import birthday
from samlop.law.finding import Anchor, Answer, Outcome, Verification
from samlop.law.parameters import Value, parameter
from samlop.law.rule import Case, rule, version_of
from samlop.law.words import say_months

TILTAK = guidance(Act.TILTAKSFORSKRIFTEN)
_PAY = (cite(Act.TILTAKSPENGEFORSKRIFTEN, "7", 3),)
_WAGE_SUBSIDIES = ("MIDLONTIL", "VARLONTIL", "FIREARIGLONTIL", "TILSJOBB")
_TEMPORARY, _PERMANENT, _TRIAL, _SUMMER = _WAGE_SUBSIDIES
_YOUTH = "YOUTH_PROGRAMME"


def measure_of(c: Case) -> dict[str, Any]:
    """Finds the measure by Nav's code or by our name."""
    name = c.need("measure")
    for row in parameter("nav_measures").at(c.on)["measures"]:
        if name in (row["code"], row["name"]):
            return row  # type: ignore[no-any-return]
    raise LookupError(f"There is no measure {name}.")


def _started(c: Case) -> tuple[date, Anchor]:
    start = c.get("measure_start")
    return (start, Anchor.START) if start is not None else (c.on, Anchor.AS_OF)


def _row_for(name: str, code: str, day: date) -> tuple[dict[str, Any], Value] | None:
    """Finds the newest version by the day that speaks of the measure."""
    for value in reversed(parameter(name).values):
        if value.valid_from <= day and code in value.data:
            return value[code], value
    return None


def has_reduced_capacity(c: Case) -> bool:
    """Says whether Nav has found that the person's capacity for work is reduced."""
    groups = parameter("effort_groups").at(c.on)["groups"]
    return any(row["reduced_capacity"] for row in groups if row["code"] == c.need("effort_group"))


@rule("tiltakspenger", "NAV-4.3", title="Tiltakspenger", basis=_PAY, headline="granted")
def tiltakspenger(c: Case) -> Answer:
    """Decides whether a measure gives tiltakspenger; never beside the introduction benefit.

    Basis: tiltakspengeforskriften § 7 third paragraph (NAV-4.3: training catalogue, table 4.3).
    Valid: from 2018-01-01; anchor: as-of date.
    Outcome: met or not_met.
    Not covered: age, residence and other benefits, which the right rests on too; the amount.
    """
    if c.need("programme_running"):
        text = (
            "Personen får ikke tiltakspenger i introduksjonsprogrammet. Introduksjonsstønaden er det personen lever av."
        )
        value = {"granted": False, "because": "introduction_benefit"}
        version = c.version("nav_measures")[1]
        change = ("Svaret kan endres når programmet er avsluttet.",)
        return Answer(Outcome.NOT_MET, value, text, _PAY, Verification.GUIDANCE, version, would_change=change)
    row, version = measure_of(c), c.version("nav_measures")[1]
    granted = row["pays"] == "yes"
    because = {"yes": None, "wage": "wage", "no": "measure_pays_nothing", "own_benefit": "own_benefit"}[row["pays"]]
    why = {
        "yes": "gir tiltakspenger",
        "wage": "gir lønn og ikke tiltakspenger",
        "no": "gir ikke tiltakspenger i seg selv",
        "own_benefit": "har en egen ytelse og gir ikke tiltakspenger",
    }[row["pays"]]
    text = f"Tiltaket {row['label']} {why}."
    note = "Alder, bosted og andre ytelser må også vurderes."
    outcome = Outcome.MET if granted else Outcome.NOT_MET
    value = {"granted": granted, "because": because}
    return Answer(outcome, value, text, _PAY, Verification.GUIDANCE, version, note)


@rule("wage_subsidy_terms", "NAV-4.3", title="Vilkår for lønnstilskudd", basis=(TILTAK,), headline="max_months")
def wage_subsidy_terms(c: Case) -> Answer:
    """Gives the length and the rates of a wage subsidy by the group Nav has put the person in.

    Basis: tiltaksforskriften, as Nav's agreement system reads it (NAV-4.3).
    Valid: from 2018-01-01, the four-year trial from 2026-08-01 to 2032-12-31; anchor: the day it starts.
    Outcome: calculated; not_met for a measure that is no wage subsidy, and outside the trial; review for a group the sources
    say nothing about.
    Not covered: the amount, which rests on the wage; whether Nav grants it.
    """
    code = measure_of(c)["code"]
    day, anchor = _started(c)
    rates, version = c.version("wage_subsidy", day, anchor)
    if code == _TEMPORARY:
        group = "reduced_capacity" if has_reduced_capacity(c) else "guidance"
        if c.facts.effort_group == "good_possibilities":
            text = "Kildene sier ikke om den som har gode muligheter, kan få lønnstilskudd. Spør Nav."
            return Answer(Outcome.REVIEW, {"max_months": "review"}, text, (TILTAK,), Verification.ASSUMED, version)
        value: dict[str, Any] = dict(rates[group])
    elif code == _PERMANENT:
        value = {"max_months": None, **rates["permanent"]}
    elif code == _SUMMER:
        value = {"max_months": None, **rates["summer_job"]}
        text = f"Tilskuddet er mellom {value['lowest_rate']} og {value['highest_rate']} prosent."
        return Answer(Outcome.CALCULATED, value, text, (TILTAK,), rates.verified, version)
    elif code == _TRIAL:
        return _trial(c, day, rates, anchor)
    else:
        text = "Tiltaket er ikke et lønnstilskudd."
        return Answer(Outcome.NOT_MET, {"max_months": None}, text, (TILTAK,), rates.verified, version)
    length = f"inntil {say_months(value['max_months'])}" if value["max_months"] else "uten en fast slutt"
    text = f"Tilskuddet gis {length}. Det er {value['rate']} prosent, og {value['rate_after_reduction']} prosent etter {say_months(value['reduction_after_months'])}."
    return Answer(Outcome.CALCULATED, value, text, (TILTAK,), rates.verified, version)


def _trial(c: Case, day: date, rates: Value, anchor: Anchor) -> Answer:
    version = version_of(rates, anchor, day)
    trial = rates.data.get("trial")
    if trial is None or day > rates["trial_last_day"]:
        text = "Forsøket med fireårig lønnstilskudd gjelder ikke på denne datoen."
        return Answer(Outcome.NOT_MET, {"max_months": None}, text, (TILTAK,), rates.verified, version)
    if day >= birthday(c.need("birth_date"), trial["below_age"]):
        text = f"Forsøket er for den som er under {trial['below_age']} år ved start."
        return Answer(Outcome.NOT_MET, {"max_months": None}, text, (TILTAK,), rates.verified, version)
    months = trial["months_permanent"] if c.need("contract") == "permanent" else trial["months_temporary"]
    value = {"max_months": months, "rates": list(trial["rates"]), "trial_last_day": rates["trial_last_day"]}
    text = f"Tilskuddet gis i inntil {say_months(months)}, med lavere sats for hvert år: {', '.join(map(str, trial['rates']))} prosent."
    return Answer(Outcome.CALCULATED, value, text, (TILTAK,), rates.verified, version)


@rule("measure_limits", "NAV-4.3", title="Hvor lenge tiltaket kan vare", basis=(TILTAK,), headline="max_months")
def measure_limits(c: Case) -> Answer:
    """Gives the longest a measure may last for the person.

    Basis: tiltaksforskriften, as amended in 2025 (NAV-4.3).
    Valid: work practice from 2018-01-01, training and mentor from 2025-07-01, work preparation from 2026-01-01; anchor: the day
    it starts.
    Outcome: calculated; review where the limit of the measure on that day is not read.
    Not covered: whether Nav grants it; time spent in the same measure before.
    """
    row = measure_of(c)
    day, anchor = _started(c)
    if row["code"] in _WAGE_SUBSIDIES:
        return wage_subsidy_terms.body(c)
    if row["code"] == _YOUTH:
        youth, version = c.version("youth_programme", day, anchor)
        value: dict[str, Any] = {"max_weeks": youth["max_weeks"], "extra_weeks": youth["extra_weeks"]}
        text = f"Ungdomsprogrammet kan vare i {youth['max_weeks']} uker, og {youth['extra_weeks']} uker til."
        return Answer(Outcome.CALCULATED, value, text, (TILTAK,), youth.verified, version)
    found = _row_for("measure_limits", row["code"], day)
    if found is None or not found[0]:
        text = f"Hvor lenge tiltaket {row['label']} kan vare på denne datoen, er ikke lest. Spør Nav."
        seen = version_of(found[1], anchor, day) if found else None
        return Answer(Outcome.REVIEW, {"max_months": None}, text, (TILTAK,), Verification.ASSUMED, seen)
    limit, value_then = found
    value = _limit(c, limit, day)
    text = f"Tiltaket {row['label']} kan vare i inntil {say_months(value['max_months'])}."
    if value.get("extension_months"):
        text += f" Det kan forlenges med {say_months(value['extension_months'])}."
    return Answer(Outcome.CALCULATED, value, text, (TILTAK,), value_then.verified, version_of(value_then, anchor, day))


def _limit(c: Case, limit: dict[str, Any], day: date) -> dict[str, Any]:
    months = limit["months"]
    value: dict[str, Any] = {}
    if "long" in limit:
        young = bool(c.get("adapted_vocational_training")) and day < birthday(
            c.need("birth_date"), limit["long_below_age"]
        )
        months = limit["long"] if young or (c.get("special_need") and has_reduced_capacity(c)) else months
    if "reduced_capacity" in limit and has_reduced_capacity(c):
        months = limit["reduced_capacity"]
    if "vocational" in limit and (c.get("takes_formal_competence") or c.get("adapted_vocational_training")):
        months += limit["vocational"]
    if "basic_first" in limit:
        months = limit["basic_first"] if c.get("basic_training_before_vocational") else months
        value["extension_months"] = limit["special"] if c.get("special_need") else 0
    if "extension" in limit:
        value["extension_months"] = limit["extension"] + (limit["formal"] if c.get("takes_formal_competence") else 0)
        value["review_every_months"] = limit["review_every"]
    return {"max_months": months, **value}


@rule("age_condition_met", "NAV-4.3", title="Aldersvilkår for tiltaket", basis=(TILTAK,), headline="met")
def age_condition_met(c: Case) -> Answer:
    """Decides whether the person is old enough, and young enough, for a measure.

    Basis: tiltaksforskriften chapter 7 and the trials (NAV-4.3).
    Valid: training from 2025-07-01, the youth trial from 2025-08-01, the four-year trial from 2026-08-01; anchor: as-of date,
    or the day the measure starts.
    Outcome: met or not_met, may for vocational training at sixteen to eighteen; review where no limit is read.
    Not covered: everything but age.
    """
    row = measure_of(c)
    day, anchor = _started(c)
    if row["code"] == _YOUTH:
        youth, version = c.version("youth_programme", day, anchor)
        born = c.need("birth_date")
        met = birthday(born, youth["lowest_age"]) <= day < birthday(born, youth["highest_age"] + 1)
        text = f"Forsøket er for den som er {youth['lowest_age']} til {youth['highest_age']} år."
        outcome = Outcome.MET if met else Outcome.NOT_MET
        return Answer(outcome, {"met": met}, text, (TILTAK,), youth.verified, version)
    found = _row_for("measure_ages", row["code"], day)
    if found is None:
        text = f"Aldersvilkåret for tiltaket {row['label']} på denne datoen er ikke lest. Spør Nav."
        return Answer(Outcome.REVIEW, {"met": "review"}, text, (TILTAK,), Verification.ASSUMED)
    limit, then = found
    outcome, value, text = _age(c, limit, day)
    return Answer(outcome, value, text, (TILTAK,), then.verified, version_of(then, anchor, day))


def _age(c: Case, limit: dict[str, Any], day: date) -> tuple[Outcome, dict[str, Any], str]:
    born = c.need("birth_date")
    if "turns" not in limit:
        met = day < birthday(born, limit["below"])
        return (
            (Outcome.MET if met else Outcome.NOT_MET),
            {"met": met},
            f"Tiltaket er for den som er under {limit['below']} år.",
        )
    from_year = born.year + limit["turns"]
    text = f"Tiltaket er åpent fra året personen fyller {limit['turns']}, {from_year}."
    if day.year >= from_year:
        if limit.get("reduced_capacity_only") and not has_reduced_capacity(c):
            return Outcome.NOT_MET, {"met": False}, f"{text} Det er bare for den som har nedsatt arbeidsevne."
        return Outcome.MET, {"met": True}, text
    if "exceptionally_turns" in limit and day.year >= born.year + limit["exceptionally_turns"]:
        return Outcome.MAY, {"met": False, "exceptionally": True}, f"{text} Nav kan unntaksvis åpne for det før."
    return Outcome.NOT_MET, {"met": False}, text


@rule(
    "nav_course_relevant",
    "NAV-4.3",
    title="Kurs hos Nav",
    basis=(cite(Act.TILTAKSFORSKRIFTEN, "7-6"),),
    headline="relevant",
)
def nav_course_relevant(c: Case) -> Answer:
    """Decides whether a course from Nav is worth asking for, or whether the municipality or the county owes the training.

    Basis: tiltaksforskriften § 7-6, Nav's own description of its Norwegian course (NAV-4.3).
    Valid: from 2025-07-01; anchor: as-of date.
    Outcome: may or not_met.
    Not covered: whether Nav has a place.
    """
    rule_now, version = c.version("nav_courses")
    wanted, entitled = c.need("wants"), c.need("entitled_under_integration_act")
    relevant = not (entitled and wanted in rule_now["excluded_when_entitled"])
    value = {"relevant": relevant, "first_check": "municipal_or_county_offer"}
    basis = (cite(Act.TILTAKSFORSKRIFTEN, "7-6"),)
    text = (
        "Kurset kan være aktuelt. Nav undersøker først om kommunen eller fylket har et tilbud."
        if relevant
        else "Norskkurs hos Nav er ikke for den som har rett til opplæring etter integreringsloven. Kommunen skal gi tilbudet."
    )
    return Answer(Outcome.MAY if relevant else Outcome.NOT_MET, value, text, basis, rule_now.verified, version)


@rule(
    "measure_counts_as_work_oriented",
    "NAV-4.3",
    title="Teller tiltaket som arbeidsrettet innhold",
    basis=(intl("14 a", 4),),
    headline="counts",
)
def measure_counts_as_work_oriented(c: Case) -> Answer:
    """Decides whether a measure from Nav fills the programme's hours of work-oriented content.

    Basis: integreringsloven § 14 a fourth paragraph (NAV-4.3).
    Valid: from 2026-01-01; anchor: as-of date.
    Outcome: met; review before 2026, when the list did not stand in the act.
    Not covered: how many hours the measure fills.
    """
    row = measure_of(c)
    starts = parameter("work_oriented_hours").named("minimum")
    if c.on < starts.valid_from:
        text = "Loven hadde ingen liste over arbeidsrettede tiltak på denne datoen. Dette må vurderes for hånd."
        return Answer(Outcome.REVIEW, {"counts": "review"}, text, (intl("14 a", 4),), Verification.ASSUMED)
    version = version_of(starts, Anchor.AS_OF, c.on)
    text = f"Tiltaket {row['label']} er et arbeidsmarkedstiltak hos Nav og teller som arbeidsrettet innhold."
    return Answer(Outcome.MET, {"counts": True}, text, (intl("14 a", 4),), Verification.PRIMARY, version)
