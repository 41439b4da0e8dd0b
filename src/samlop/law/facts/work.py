"""Names what the rules about Nav, measures, recognition of education and fast track need to know."""

# ruff: noqa: RUF009  # `fact` only makes a dataclass field, which ruff cannot see.
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samlop.law.facts.checks import Group, day, flag, many_of, period
from samlop.law.facts.checks import codes as one_of
from samlop.law.facts.rows import fact
from samlop.law.parameters import parameter

DEGREES = ("none", "upper_secondary", "vocational_college", "bachelor", "master", "phd", "other_higher_education")
CERTIFICATES = ("none", "vocational")
WANTS = ("nav_norwegian_course", "nav_basic_skills", "nav_vocational_course", "nav_higher_vocational")
CONTRACTS = ("permanent", "temporary")
SEXES = ("woman", "man")


def measures() -> tuple[str, ...]:
    """Lists Nav's measures, each by Nav's code and by our name."""
    rows = parameter("nav_measures").values[-1]["measures"]
    return tuple(name for row in rows for name in (row["code"], row["name"]))


def effort_groups() -> tuple[str, ...]:
    """Lists the groups of Nav's assessment of what help a person needs."""
    return tuple(row["code"] for row in parameter("effort_groups").values[-1]["groups"])


def fast_track_criteria() -> tuple[str, ...]:
    """Lists what is looked at before somebody is put on a fast track."""
    return tuple(row["code"] for row in parameter("fast_track").values[-1]["criteria"])


@dataclass(frozen=True)
class WorkFacts:
    """What is known about Nav, measures, recognition of education and fast track."""

    sex: str | None = fact("Kjønn", one_of(SEXES))

    period_anchor: date | None = fact("Første dag i den første perioden", day, Group.NAV)
    period_days: int | None = fact("Dager i perioden", period, Group.NAV)
    period_last: date | None = fact("Siste dag i perioden", day, Group.NAV)
    confirmed: date | None = fact("Dagen perioden ble bekreftet", day, Group.NAV)
    resident_in_register: bool | None = fact("Er bosatt i folkeregisteret", flag, Group.NAV)
    effort_group: str | None = fact("Nav har vurdert", one_of(effort_groups), Group.NAV)
    measure: str | None = fact("Tiltak i Nav", one_of(measures), Group.NAV)
    measure_start: date | None = fact("Dagen tiltaket starter", day, Group.NAV)
    contract: str | None = fact("Fast eller midlertidig stilling", one_of(CONTRACTS), Group.NAV)
    special_need: bool | None = fact("Har særlig behov", flag, Group.NAV)
    adapted_vocational_training: bool | None = fact("Går i tilrettelagt fagopplæring", flag, Group.NAV)
    takes_formal_competence: bool | None = fact("Tar formell kompetanse i tiltaket", flag, Group.NAV)
    basic_training_before_vocational: bool | None = fact(
        "Grunnleggende opplæring kommer før fagopplæring", flag, Group.NAV
    )
    wants: str | None = fact("Ønsket kurs hos Nav", one_of(WANTS), Group.NAV)
    entitled_under_integration_act: bool | None = fact(
        "Har rett til opplæring etter integreringsloven", flag, Group.NAV
    )
    fast_track_criteria: tuple[str, ...] | None = fact(
        "Det som er på plass for hurtigspor", many_of(fast_track_criteria), Group.WORK
    )

    degree: str | None = fact("Høyeste grad", one_of(DEGREES), Group.EDUCATION)
    certificate: str | None = fact("Fagbrev eller yrkesbevis", one_of(CERTIFICATES), Group.EDUCATION)
    documents_verifiable: bool | None = fact("Papirene kan kontrolleres", flag, Group.EDUCATION)
    regulated_occupation: bool | None = fact("Yrket er lovregulert", flag, Group.EDUCATION)

    stays_at_home: bool | None = fact("Er hjemmeværende", flag, Group.WORK)
    weak_link_to_work: bool | None = fact("Har svak tilknytning til arbeidslivet", flag, Group.WORK)
    in_education: bool | None = fact("Er i utdanning", flag, Group.WORK)
    in_qualification_programme: bool | None = fact("Deltar i kvalifiseringsprogrammet", flag, Group.WORK)
    lacks_literacy: bool | None = fact("Mangler lese- og skriveopplæring", flag, Group.WORK)
