"""Holds the single tests of the target group: citizenship, permit, age and work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samlop.law.basis import Provision, intl
from samlop.law.codes import FAMILY, LISTED, NONE, permit_ground, permit_kinds
from samlop.law.days import add_months, birthday
from samlop.law.facts import Grant
from samlop.law.parameters import Value, parameter
from samlop.law.rule import Case
from samlop.law.words import say

UNDER, INSIDE, OVER = "under", "inside", "over"
FAMILY_OF_OTHERS = "family_of_others"


def citizenship_exclusion(c: Case) -> tuple[str, Provision] | None:
    """Says why a citizenship or an EEA right of residence keeps the person outside, and where that stands, or None."""
    countries = parameter("eea_countries").at(c.on)
    citizenship = c.get("citizenship")
    if citizenship is not None:
        if citizenship.lower() in countries["norway"]:
            return "Personen er norsk statsborger, og loven gjelder innvandrere med oppholdstillatelse.", intl("2")
        if citizenship.lower() in countries["countries"]:
            text = "Personen er nordisk statsborger eller EØS-borger, og er ikke omfattet av introduksjonsprogrammet."
            return text, _eea_provision(c)
    if c.permit_now() in ("eea_registration", "eea_family"):
        text = "Personen har opphold etter EØS-reglene, og er ikke omfattet av introduksjonsprogrammet."
        return text, _eea_provision(c)
    return None


def _eea_provision(c: Case) -> Provision:
    """The exclusion moved to a new fifth paragraph when the exemption for work took the fourth."""
    return intl("8", c.version("job_exemption")[0]["eea_paragraph"])


def ground(c: Case, grant: Grant) -> str:
    """Says in which way one permit counts under § 9: listed, family, independent, family of others, or none."""
    kind = permit_ground(grant.permit)
    if kind == LISTED and permit_kinds()[grant.permit].get("needs_asylum_application"):
        return LISTED if c.need("asylum_application") else NONE
    if kind != FAMILY:
        return kind
    reference = c.need("reference_permit")
    if permit_ground(reference) != LISTED:
        return NONE if reference == "eea_citizen" else FAMILY_OF_OTHERS
    months = c.version("target_group_time")[0]["reference_residence_limit"]
    in_time = c.need("family_application_date") < add_months(c.need("reference_settled"), months)
    return FAMILY if in_time else FAMILY_OF_OTHERS


def why_no_ground(permit: str) -> str:
    """Says in words that a permit does not count."""
    if permit == "P-38":
        return "Tillatelsen er ikke gitt etter en søknad om asyl, og gir derfor ikke rett til program."
    return f"Tillatelsen gir ikke rett til program. Tillatelse: {say(permit)}."


def age_position(c: Case, counting: list[Grant], decided: date) -> str:
    """Says whether the age at the grant is under, inside or over the limits; asks which grant when they differ."""
    born = c.need("birth_date")
    positions = []
    for grant in counting:
        granted = grant.permit_date or c.need("permit_date")
        positions.append(_age_at(c, born, granted, decided))
    if len(set(positions)) > 1:
        return positions[0] if c.ask("which_grant_sets_age") == "first" else positions[-1]
    return positions[-1]


def _age_at(c: Case, born: date, granted: date, decided: date) -> str:
    limits = parameter("target_group_age")
    then = limits.get(granted) or limits.values[0]
    if granted < birthday(born, then["lowest"]):
        return UNDER
    if granted <= birthday(born, then["highest"]) or (
        then.data.get("through_the_year") and _within(then, born, granted)
    ):
        return INSIDE
    begun_since = (v for v in limits.values if granted < v.valid_from <= decided)
    if any(_within(v, born, granted) for v in begun_since) and c.ask("age_60_transition") == "new_limit":
        return INSIDE
    if any(_within(v, born, granted) for v in limits.adopted) and _new_limit_reaches(c, granted, decided):
        return INSIDE
    if not then.data.get("through_the_year") and _within(then, born, granted):
        return INSIDE if c.ask("age_55_boundary") == "inside" else OVER
    return OVER


def _within(limit: Value, born: date, granted: date) -> bool:
    """Says whether the person had not yet grown a year older than the highest age."""
    return granted < birthday(born, limit["highest"] + 1)


def _new_limit_reaches(c: Case, granted: date, decided: date) -> bool:
    """Says whether the adopted limit of 60 years covers a permit. It is not in force unless somebody says from when."""
    switched = c.get("engine_switch") or {}
    if "age60_in_force_from" in switched:
        starts = switched["age60_in_force_from"]
        if starts is None or decided < starts:
            return False
        return granted >= starts or c.ask("age_60_transition") == "new_limit"
    if decided < parameter("target_group_age").at(decided)["adopted_limit_unchecked_from"]:
        return False
    return c.ask("age_60_commencement") == "in_force"


def hours_now(c: Case, day: date) -> Iterator[float]:
    """Gives the weekly hours of each position held, or offered, on the day."""
    if c.get("job_hours_per_week") is not None and not _over(c, "job_end", day):
        yield c.facts.job_hours_per_week or 0
    if c.get("job_offer_hours_per_week") is not None and not _over(c, "job_offer_lapsed", day):
        yield c.facts.job_offer_hours_per_week or 0
    for job in c.get("jobs") or ():
        if job.end is None or job.end > day:
            yield job.hours


def _over(c: Case, name: str, day: date) -> bool:
    ended = c.get(name)
    return ended is not None and ended <= day


def job_position(c: Case, decided: date, least: float, limit: date) -> str | None:
    """Says why work keeps the person outside the first paragraph, or None when it does not."""
    positions = list(hours_now(c, decided))
    if max(positions, default=0) >= least:
        return f"Personen er i arbeid eller har tilbud om arbeid i minst {say(least)} timer i uka. Da gjelder verken rett eller plikt."
    if sum(positions) >= least and c.ask("sum_of_positions") == "sum":
        return f"Personen har flere stillinger på til sammen minst {say(least)} timer i uka. Da gjelder verken rett eller plikt."
    return None


def job_ended_between(c: Case, first: date, limit: date, least: float) -> bool:
    """Says whether a position large enough for the exemption ended from the first day until the limit (exclusive)."""
    ended = [
        (c.facts.job_hours_per_week, c.get("job_end")),
        (c.facts.job_offer_hours_per_week, c.get("job_offer_lapsed")),
    ]
    ended += [(job.hours, job.end) for job in c.facts.jobs or ()]
    return any(hours and hours >= least and end and first <= end < limit for hours, end in ended)
