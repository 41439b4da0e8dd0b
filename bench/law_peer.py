"""Writes the shared rules the OpenFisca way: one variable each, vectorised formulas, amounts and dates as dated parameters.

The same inputs, the same outputs and the same law as `samlop.law.bulk`, read from the same parameter files, written as somebody
who knows OpenFisca would: eternal variables for what has no month, monthly ones for what changes. OpenFisca has no answer for
an open question; it follows the letter of the formula, and only rows that are no open question are compared.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from samlop.law.bulk.columns import HOUR
from samlop.law.bulk.position import POSITIONS
from samlop.law.bulk.programme import NORWEGIAN_ROWS, RATES, STATES
from samlop.law.codes import permit_codes, permit_kinds, reference_codes
from samlop.law.facts import EDUCATION, GOALS
from samlop.law.facts.programme import TABLES
from samlop.law.parameters import parameter
from samlop.law.programme.duration import table_row

FAR = np.datetime64("2100-01-01")
MONTH, ETERNITY = DateUnit.MONTH, DateUnit.ETERNITY
DATES = (
    "birth_date", "permit_date", "settlement_date", "demand_date", "offer_date", "decision_date", "start_date",
    "reference_settled", "family_application_date", "job_end",
)  # fmt: skip
CODES = ("permit", "reference_permit", "education", "goal", "job_hours")
FLAGS = ("settled_by_agreement", "asylum_application", "lives_with_parents", "compulsory_school_completed",
         "needs_documented_b2", "norwegian_inside_fov")  # fmt: skip
OUTPUTS = (
    "position", "decide_before", "revives_before", "start_by", "deadline_state", "table", "ends", "ends_with_extension",
    "hours", "hours_from", "norwegian", "rate", "monthly_ore",
)  # fmt: skip
NO_RIGHT, MAY_OFFER, RIGHT_ONLY, RIGHT_AND_DUTY = range(len(POSITIONS))
NOT_MET, RUNNING, MET = range(len(STATES))
WORK, UPPER = GOALS.index("work"), EDUCATION.index("upper_secondary_or_higher")
SECTION_34 = permit_codes().index("P-34")
P38, FAMILY = permit_codes().index("P-38"), permit_codes().index("P-FAM")
T = {name: number for number, name in enumerate(TABLES)}


def add_months(days: Any, months: Any) -> Any:
    """The same day some months later, or the last day of that month."""
    month = days.astype("datetime64[M]")
    first = (month + months).astype("datetime64[D]")
    last = (month + months + 1).astype("datetime64[D]") - 1
    return np.minimum(first + (days - month), last)


def system() -> TaxBenefitSystem:
    """Builds the tax-benefit system: done once, and not counted."""
    person = build_entity(key="person", plural="persons", label="person", is_person=True)
    household = build_entity(
        key="household", plural="households", label="household", roles=[{"key": "member", "plural": "members", "label": "m"}]
    )  # fmt: skip
    found = TaxBenefitSystem([person, household])
    found.parameters = ParameterNode(data={"law": _parameters()}, name="")
    made: dict[str, type] = {}

    def given(name: str, kind: type, default: Any = None) -> None:
        attributes = {"value_type": kind, "entity": person, "definition_period": ETERNITY, "label": name}
        if default is not None:
            attributes["default_value"] = default
        made[name] = type(name, (Variable,), attributes)

    for name in DATES:
        given(name, dt.date, dt.date(2100, 1, 1))
    for name in CODES:
        given(name, int, -1)
    for name in FLAGS:
        given(name, bool)
    for name, kind, unit, formula in _formulas():
        attributes = {
            "value_type": kind,
            "entity": person,
            "definition_period": unit,
            "label": name,
            "formula": formula,
        }
        made[name] = type(name, (Variable,), attributes)
    for variable in made.values():
        found.add_variable(variable)
    return found


def _always(value: Any) -> dict[str, Any]:
    return {"values": {"2003-01-01": {"value": value}}}


def _dated(name: str, key: str) -> dict[str, Any]:
    return {"values": {v.valid_from.isoformat(): {"value": v[key]} for v in parameter(name).values if key in v.data}}


def _parameters() -> dict[str, Any]:
    rows = {name: table_row(name)[0] for name in TABLES}
    return {
        "lowest": _dated("target_group_age", "lowest"), "highest": _dated("target_group_age", "highest"),
        "residence": _dated("target_group_time", "residence_limit"),
        "reference_months": _dated("target_group_time", "reference_residence_limit"),
        "job_hours": _always(parameter("job_exemption").values[-1]["number"]), "start_months": _dated("start_deadline", "number"),
        "work_hours": _dated("work_oriented_hours", "number"),
        "after_upper": _always(parameter("work_oriented_hours").values[-1]["after_months"][EDUCATION[UPPER]]),
        "after_below": _always(parameter("work_oriented_hours").values[-1]["after_months"]["below_upper_secondary"]),
        "basic": _dated("basic_amount", "number"), "per_year": _dated("benefit_rates", "basic_amounts_per_year"),
        "full_from": _dated("benefit_rates", "full_rate_from_age"),
        "longest": {name: _always(row["max_months"]) for name, row in rows.items()},
        "extension": {name: _always(row["extension_months"]) for name, row in rows.items()},
    }  # fmt: skip


def _begins(name: str, wanted: str) -> np.datetime64:
    return np.datetime64(next(v.valid_from for v in parameter(name).values if v.id == wanted))


def _formulas() -> list[tuple[str, type, str, Any]]:
    kinds = permit_kinds()
    listed = np.array([kinds[code]["ground"] == "listed" for code in permit_codes()])
    some_ground = np.array([kinds[code]["ground"] != "none" for code in permit_codes()])
    reference_listed = np.array([code in kinds and kinds[code]["ground"] == "listed" for code in reference_codes()])
    reference_eea = reference_codes().index("eea_citizen")
    eea = np.array([code in ("eea_registration", "eea_family") for code in permit_codes()])
    formal = {
        "parts_of_upper_secondary": "A3 B2",
        "complete_upper_secondary": "A2 B3",
        "complete_vocational_training": "A2 B4",
    }
    is_formal = np.array([goal in formal for goal in GOALS])
    is_school = np.array(["compulsory" in goal for goal in GOALS])
    old_table = np.array([T[formal.get(goal, "A3 B5").split()[0]] for goal in GOALS])
    new_table = np.array([T[formal.get(goal, "A3 B5").split()[1]] for goal in GOALS])
    change = parameter("duration_transition").values[-1]
    last_work, last_upper, last_formal = (
        np.datetime64(change[key]) for key in ("work", EDUCATION[UPPER], "formal_education")
    )
    in_force = np.datetime64(change["new_tables_from"])
    exempt_from, both_from = _begins("job_exemption", "exempt"), _begins("start_deadline", "decide_and_start")
    right_only_from, right_only_until = (
        _begins("chapter_6a", "right_without_duty"),
        _begins("chapter_6a", "social_studies_exempt"),
    )
    minimum_from = _begins("work_oriented_hours", "minimum")
    on = lambda t: np.datetime64(t.start.date)  # noqa: E731

    def decided_on(P, t):
        decision, start = P("decision_date", t), P("start_date", t)
        return np.where(decision <= on(t), decision, np.where(start <= on(t), start, on(t)))

    def family_in_time(P, t, par):
        reference = P("reference_permit", t)
        limit = add_months(P("reference_settled", t), par("2026-11").law.reference_months)
        return (P("permit", t) == FAMILY) * reference_listed[reference] * (P("family_application_date", t) < limit)

    def ground(P, t):
        permit = P("permit", t)
        no_asylum = (permit == P38) * ~P("asylum_application", t)
        return some_ground[permit] * ~no_asylum * ~((permit == FAMILY) * (P("reference_permit", t) == reference_eea))

    def limit(P, t, par):
        return add_months(np.maximum(P("settlement_date", t), P("permit_date", t)), par("2026-11").law.residence)

    def at_work(P, t, par):
        decided = P("decided_on", t)
        return (
            (decided >= exempt_from) * (P("job_hours", t) >= par(t).law.job_hours * HOUR) * (P("job_end", t) > decided)
        )

    def in_group(P, t):
        decided, permit, granted = P("decided_on", t), P("permit", t), P("permit_date", t)
        inside = (granted <= decided) * ~(eea[permit] * (granted <= on(t))) * P("ground", t) * (decided < P("limit", t))
        return inside * P("adult", t)

    def over(P, t, par):
        return P("permit_date", t) > add_months(P("birth_date", t), par("2026-11").law.highest * 12)

    def adult(P, t, par):
        return P("permit_date", t) >= add_months(P("birth_date", t), par("2026-11").law.lowest * 12)

    def offer_only(P, t):
        permit = P("permit", t)
        others = (permit == FAMILY) * ~P("family_in_time", t)
        return others | P("over", t) | (listed[permit] * ~P("settled_by_agreement", t))

    def position(P, t):
        group, offer = P("in_group", t), P("offer_only", t)
        decided = P("decided_on", t)
        now_only = (right_only_from <= on(t)) and (on(t) < right_only_until)
        only = (P("permit", t) == SECTION_34) * (decided >= right_only_from) * (decided < right_only_until) * now_only
        right = np.where(only, RIGHT_ONLY, RIGHT_AND_DUTY)
        return np.where(group, np.where(offer, MAY_OFFER, np.where(P("at_work", t), NO_RIGHT, right)), NO_RIGHT)

    def decide_before(P, t):
        return np.where(P("position", t) != NO_RIGHT, P("limit", t), FAR)

    def revives_before(P, t):
        return np.where(P("in_group", t) * ~P("offer_only", t) * P("at_work", t), P("limit", t), FAR)

    def start_by(P, t, par):
        event = np.minimum(P("settlement_date", t), P("demand_date", t))
        return np.where(P("position", t) >= RIGHT_ONLY, add_months(event, par(t).law.start_months), FAR)

    def deadline_state(P, t):
        latest, start = P("start_by", t), P("start_date", t)
        in_time = (start <= latest) * (start <= on(t))
        if on(t) >= both_from:
            in_time = in_time * (P("decision_date", t) <= latest)
        state = np.where(in_time, MET, np.where(on(t) <= latest, RUNNING, NOT_MET))
        return np.where(P("position", t) >= RIGHT_ONLY, state, NOT_MET)

    def offered_on(P, t):
        offer, decision, start = P("offer_date", t), P("decision_date", t), P("start_date", t)
        return np.where(offer < FAR, offer, np.where(decision < FAR, decision, np.where(start <= on(t), start, on(t))))

    def table(P, t):
        offer, goal, upper = P("offered_on", t), P("goal", t), P("education", t) == UPPER
        may = (offer >= in_force) if on(t) < in_force else True
        new = np.where(
            upper, offer > last_upper, np.where(is_formal[goal], may & (offer > last_formal), offer > last_work)
        )
        below = np.where(new, np.where(is_school[goal], len(TABLES), new_table[goal]), old_table[goal])
        return np.where(upper, np.where(new, T["B1"], T["A1"]), below)

    def months(P, t, par):
        longest = par(t).law.longest
        return np.array([*(longest[name] for name in TABLES), 0])[P("table", t)]

    def extension(P, t, par):
        more = par(t).law.extension
        return np.array([*(more[name] for name in TABLES), 0])[P("table", t)]

    def ends(P, t):
        start = P("start_date", t)
        return np.where((start < FAR) & (P("table", t) < len(TABLES)), add_months(start, P("months", t)), FAR)

    def ends_with_extension(P, t):
        start, more = P("start_date", t), P("extension", t)
        return np.where((start < FAR) & (more > 0), add_months(start, P("months", t) + more), FAR)

    def applies(P, t, par):
        law = par("2026-11").law
        return add_months(P("start_date", t), np.where(P("education", t) == UPPER, law.after_upper, law.after_below))

    def reached(P, t):
        return (P("goal", t) == WORK) * (P("applies", t) <= on(t))

    def hours(P, t, par):
        if on(t) < minimum_from:
            return P("goal", t) * 0
        asked = P("reached", t) | ((P("goal", t) == WORK) * (P("start_date", t) == FAR))
        return asked * par(t).law.work_hours

    def hours_from(P, t):
        applies, work = P("applies", t), (P("goal", t) == WORK) * (P("start_date", t) < FAR)
        if on(t) < minimum_from:
            return np.where(work, FAR, FAR)
        return np.where(work, np.where(P("reached", t), np.maximum(applies, minimum_from), applies), FAR)

    def norwegian(P, t):
        upper = np.where(
            P("needs_documented_b2", t), NORWEGIAN_ROWS.index("documented_b2"), NORWEGIAN_ROWS.index("upper_secondary")
        )
        below = np.where(
            P("compulsory_school_completed", t),
            NORWEGIAN_ROWS.index("compulsory_completed"),
            NORWEGIAN_ROWS.index("compulsory_not_completed"),
        )
        row = np.where(P("education", t) == UPPER, upper, below)
        preparatory = P("norwegian_inside_fov", t) & (
            on(t) >= np.datetime64(parameter("norwegian_goal").values[-1].valid_from)
        )
        return np.where(preparatory, NORWEGIAN_ROWS.index("preparatory"), row)

    def full_rate_from(P, t, par):
        return add_months(P("birth_date", t), par("2026-11").law.full_from * 12)

    def rate(P, t):
        young = np.where(P("lives_with_parents", t), RATES.index("one_third"), RATES.index("two_thirds"))
        return np.where(on(t) >= P("full_rate_from", t), RATES.index("full"), young)

    def monthly_ore(P, t, par):
        law = par(t).law
        year = law.basic * law.per_year * 100
        amounts = np.array([np.floor(year * share / 36 + 0.5) for share in (3, 2, 1)])
        return amounts[P("rate", t)]

    def benefit_in_programme(P, t):
        running = (P("start_date", t) <= on(t)) * (on(t) < P("ends", t))
        return running * P("monthly_ore", t)

    def late(P, t):
        return (P("deadline_state", t) == NOT_MET) * (P("start_by", t) < FAR)

    return [
        ("decided_on", dt.date, MONTH, decided_on), ("family_in_time", bool, ETERNITY, family_in_time),
        ("ground", bool, ETERNITY, ground), ("limit", dt.date, ETERNITY, limit), ("at_work", bool, MONTH, at_work),
        ("in_group", bool, MONTH, in_group), ("over", bool, ETERNITY, over), ("adult", bool, ETERNITY, adult),
        ("offer_only", bool, ETERNITY, offer_only), ("position", int, MONTH, position),
        ("decide_before", dt.date, MONTH, decide_before), ("revives_before", dt.date, MONTH, revives_before),
        ("start_by", dt.date, MONTH, start_by), ("deadline_state", int, MONTH, deadline_state),
        ("offered_on", dt.date, MONTH, offered_on), ("table", int, MONTH, table), ("months", int, MONTH, months),
        ("extension", int, MONTH, extension), ("ends", dt.date, MONTH, ends),
        ("ends_with_extension", dt.date, MONTH, ends_with_extension), ("applies", dt.date, ETERNITY, applies),
        ("reached", bool, MONTH, reached), ("hours", int, MONTH, hours), ("hours_from", dt.date, MONTH, hours_from),
        ("norwegian", int, MONTH, norwegian), ("full_rate_from", dt.date, ETERNITY, full_rate_from),
        ("rate", int, MONTH, rate), ("monthly_ore", int, MONTH, monthly_ore),
        ("benefit_in_programme", int, MONTH, benefit_in_programme), ("late", bool, MONTH, late),
    ]  # fmt: skip


def vector(found: TaxBenefitSystem, people: dict[str, Any], period: str) -> dict[str, Any]:
    """Its vector path: builds the simulation, sets the inputs, and calculates every output."""
    simulation = _simulation(found, people)
    return {name: simulation.calculate(name, period) for name in OUTPUTS}


def months_of(found: TaxBenefitSystem, people: dict[str, Any], periods: list[str]) -> dict[str, Any]:
    """The timeline: benefit in programme and overdue start, month by month."""
    simulation = _simulation(found, people)
    return {
        (name, period): simulation.calculate(name, period)
        for period in periods
        for name in ("benefit_in_programme", "late")
    }


def _simulation(found: TaxBenefitSystem, people: dict[str, Any]) -> Any:
    simulation = SimulationBuilder().build_default_simulation(found, len(people["birth_date"]))
    for name, values in people.items():
        simulation.set_input(name, "ETERNITY", values)
    return simulation


def situation(found: TaxBenefitSystem, person: dict[str, Any], period: str) -> dict[str, Any]:
    """Its web path without the net: one person as JSON."""
    asked = {"persons": {"her": person}, "households": {"home": {"members": ["her"]}}}
    simulation = SimulationBuilder().build_from_entities(found, asked)
    return {name: simulation.calculate(name, period) for name in OUTPUTS}
