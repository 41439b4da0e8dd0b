"""Decides right and duty for many people at once, with the same tests as `law.programme.target_group`, in the same order.

What one person's rule says differently from readings that nobody has chosen, or cannot say without asking for a fact, is not
decided here: the row is marked, and the person is asked about in the ordinary way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from samlop.law.bulk.calendar import NEVER, UNKNOWN, Days, months_later, number, turns
from samlop.law.bulk.columns import HOUR, NOT_KNOWN, Columns
from samlop.law.codes import FAMILY, INDEPENDENT, LISTED, NONE, SECTION_34, permit_codes, permit_kinds, reference_codes
from samlop.law.parameters import Value, parameter
from samlop.law.programme.target_group import MAY_OFFER, NO_RIGHT, RIGHT_AND_DUTY, RIGHT_ONLY
from samlop.law.readings import Readings

Mask = NDArray[np.bool_]
Small = NDArray[np.uint8]

POSITIONS = (NO_RIGHT, MAY_OFFER, RIGHT_ONLY, RIGHT_AND_DUTY)
_NO_RIGHT, _MAY_OFFER, _RIGHT_ONLY, _RIGHT_AND_DUTY = range(len(POSITIONS))
_EEA_PERMITS = ("eea_registration", "eea_family")
_GROUNDS = (NONE, LISTED, FAMILY, INDEPENDENT)


@dataclass(frozen=True, slots=True)
class Positions:
    """One row per person: index into `POSITIONS`, the day a decision must come before, the day an ended job revives the right.

    `decided` is False where the answer must come from the ordinary rule.
    """

    outcome: Small
    decide_before: Days
    revives_before: Days
    decided: Mask


@dataclass(frozen=True, slots=True)
class Lasting:
    """What about each person does not change from day to day. `limit` is the end of the two years; the others are masks."""

    no_ground: Mask
    unknown: Mask
    limit: Days
    unsettled: Mask
    under: Mask
    doubt: Mask
    doubt_later: Mask
    offer_only: Mask
    agreement_unknown: Mask


class TargetGroup:
    """The target group on one day under the parameters and readings in force: looked up once, asked for many people."""

    def __init__(self, on: date, readings: Readings, citizenships: tuple[str, ...]) -> None:
        self.on = number(on)
        self.readings = readings
        self.law: tuple[object, ...] = ()
        kinds = permit_kinds()
        times = parameter("target_group_time").get(on)
        countries = parameter("eea_countries").get(on)
        self.known = False
        if times is None or countries is None:
            return
        # What `lasting` rests on: the same objects on two days mean the same law on both.
        self.law = (times, countries, parameter("target_group_age"), parameter("permits"))
        self.first_day = number(parameter("governing_act").named("integreringsloven").valid_from)
        self.later = months_later(times["residence_limit"])
        self.reference_later = months_later(times["reference_residence_limit"])
        # One place more than there are codes: -1 is the last of them, and says that the code is not known.
        self.ground = codes(permit_codes(), lambda code: _GROUNDS.index(kinds[code]["ground"]))
        self.asylum = _flags(permit_codes(), lambda code: bool(kinds[code].get("needs_asylum_application")))
        self.eea = _flags(permit_codes(), lambda code: code in _EEA_PERMITS)
        self.section_34 = permit_codes().index(SECTION_34)
        self.reference_listed = _flags(
            reference_codes(), lambda code: code in kinds and kinds[code]["ground"] == LISTED
        )
        self.reference_eea = reference_codes().index("eea_citizen")
        outside = {*countries["norway"], *countries["countries"]}
        self.citizens_outside = _flags(citizenships, lambda name: name.lower() in outside)
        self.ages = parameter("target_group_age")
        one_age = len({value["lowest"] for value in (*self.ages.values, *self.ages.adopted)}) == 1
        self.adopted_unchecked_from = number(self.ages.values[0]["adopted_limit_unchecked_from"])
        self.exemption = parameter("job_exemption")
        self.chapter_6a = parameter("chapter_6a")
        self.chapter_6a_now = self.chapter_6a.get(on)
        dated = (self.ages, self.exemption, self.chapter_6a, parameter("target_group"))
        self.known = one_age
        self.earliest = max(number(found.values[0].valid_from) for found in dated)

    def says(self, question: str, option: str) -> bool | None:
        """Says whether the municipality reads an open question in this way, or None when it has not chosen."""
        chosen = self.readings.get(question)
        return None if chosen is None else chosen == option

    def lasting(self, c: Columns) -> Lasting:
        """Works out what does not change from day to day. Good on every day with the same `law`."""
        ground, family_of_others, unknown = self._ground(c)
        limit = self.later.take(np.maximum(c.settlement_date, c.permit_date))
        under, over, doubt, doubt_later = self._age(c)
        unknown |= (c.permit == NOT_KNOWN) | (c.permit_date == UNKNOWN) | (c.permit_date < self.first_day)
        listed = ground == _GROUNDS.index(LISTED)
        return Lasting(
            no_ground=ground == _GROUNDS.index(NONE),
            unknown=unknown | ~c.plain,
            limit=limit,
            unsettled=(c.settlement_date == UNKNOWN) | (c.birth_date == UNKNOWN),
            under=under,
            doubt=doubt,
            doubt_later=doubt_later,
            offer_only=family_of_others | over | (listed & (c.settled_by_agreement != 1)),
            agreement_unknown=listed & ~family_of_others & ~over & (c.settled_by_agreement == NOT_KNOWN),
        )

    def positions(self, c: Columns, known: Lasting | None = None) -> Positions:
        """Decides for every row. Shapes: as the columns."""
        count = len(c)
        outcome = np.zeros(count, np.uint8)
        before = np.full(count, NEVER, np.int32)
        revives = np.full(count, NEVER, np.int32)
        if not self.known:
            return Positions(outcome, before, revives, np.zeros(count, bool))
        on, last = self.on, known or self.lasting(c)
        decision = np.where(c.decision_date <= on, c.decision_date, np.where(c.start_date <= on, c.start_date, on))
        # Tests one by one; `left` are those no test has decided yet, all of whom have no right until one says otherwise.
        left = ~(self.citizens_outside[c.citizenship] | (self.eea[c.permit] & (c.permit_date <= on)))
        left &= c.permit_date <= decision
        ask = (decision < self.earliest) | last.unknown
        left &= (c.permit_end > decision) & ~last.no_ground
        ask |= left & last.unsettled
        passed = decision >= last.limit
        big, ended = self._jobs(c, decision)
        if big.any():
            # Whether the right revives when the decision comes after the limit is an open question.
            ask |= left & ended & passed & (c.job_end < last.limit)
        left &= ~passed
        ask |= left & last.doubt
        if self.adopted_unchecked_from <= on:
            ask |= left & last.doubt_later & (decision >= self.adopted_unchecked_from)
        left &= ~last.under
        ask |= left & last.agreement_unknown
        offered = left & last.offer_only
        right = left & ~offered
        if big.any():
            at_work = right & big & (c.job_end > decision)
            right &= ~at_work
            np.copyto(revives, last.limit, where=at_work)
        np.putmask(outcome, offered, _MAY_OFFER)
        np.putmask(outcome, right, _RIGHT_AND_DUTY)
        self._section_34(c, decision, right, outcome, ask)
        np.copyto(before, last.limit, where=outcome != _NO_RIGHT)
        return Positions(outcome, before, revives, ~ask)

    def _ground(self, c: Columns) -> tuple[Small, Mask, Mask]:
        """Gives the ground of each permit, whether it is family of somebody who gives no right, and whether a fact is missing."""
        ground = self.ground[c.permit]
        asylum = self.asylum[c.permit]
        unknown = asylum & (c.asylum_application == NOT_KNOWN)
        ground[asylum & (c.asylum_application != 1)] = _GROUNDS.index(NONE)
        family = ground == _GROUNDS.index(FAMILY)
        if not family.any():
            return ground, family, unknown
        listed = family & self.reference_listed[c.reference_permit]
        applied, settled = c.family_application_date, c.reference_settled
        unknown |= family & (c.reference_permit == NOT_KNOWN)
        unknown |= listed & ((applied == UNKNOWN) | (settled == UNKNOWN))
        in_time = listed & (applied < self.reference_later[settled])
        ground[family & (c.reference_permit == self.reference_eea)] = _GROUNDS.index(NONE)
        return ground, family & ~in_time, unknown

    def _age(self, c: Columns) -> tuple[Mask, Mask, Mask, Mask]:
        """Says who was under and who over the limits when the permit was granted, and for whom an open limit decides.

        The first doubt is always there; the second only from the day it is not known whether the adopted limit is in force.
        """
        in_force = self.ages.values
        every = (*in_force, *self.ages.adopted)
        born, granted = c.birth_date.astype(np.intp), c.permit_date
        under: Mask = granted < turns(min(value["lowest"] for value in every)).take(born)
        over: Mask = granted > turns(min(value["highest"] for value in in_force)).take(born)
        none = np.zeros(len(c), bool)
        if not over.any():
            return under, over, none, none
        doubt = over & (granted < turns(max(value["highest"] for value in every) + 1).take(born))
        if len(in_force) > 1:
            return under, over, doubt, none
        return under, over, over & (granted < turns(in_force[0]["highest"] + 1).take(born)), doubt

    def _jobs(self, c: Columns, decision: Days) -> tuple[Mask, Mask]:
        """Says who has, or had, a job large enough for the exemption, and whose job ended while the exemption was law."""
        big, ended = np.zeros(len(c), bool), np.zeros(len(c), bool)
        for value in self.exemption.values:
            if value.id == "exempt":
                among = (c.job_hours > 0) & (c.job_hours >= value["number"] * HOUR)
                among &= _during(value, decision)
                big |= among
                ended |= among & (c.job_end >= number(value.valid_from))
        return big, ended

    def _section_34(self, c: Columns, decision: Days, right: Mask, outcome: Small, ask: Mask) -> None:
        """Applies chapter 6 A to those with collective protection who have a right."""
        protected = right & (c.permit == self.section_34)
        if not protected.any():
            return
        for value in self.chapter_6a.values:
            among = protected & _during(value, decision)
            if value.id == "scheme_without_chapter":
                only = self.says("section_34_before_chapter_6a", "right_only")
            elif value.id == "right_without_duty":
                same = self.chapter_6a_now is not None and self.chapter_6a_now.id == value.id
                only = True if same else self.says("section_34_begun_before_2026", "right_only")
            else:
                only = False
            if only is None:
                ask |= among
            elif only:
                outcome[among] = _RIGHT_ONLY


def _during(value: Value, days: Days) -> Mask:
    """Says for which days this version of a parameter holds."""
    holds: Mask = days >= number(value.valid_from)
    if value.valid_to is not None:
        holds &= days < number(value.valid_to)
    return holds


def codes(known: tuple[str, ...], say: Callable[[str], int]) -> Small:
    """Makes a table from code number to what `say` answers; unknown codes (-1) find a zero at the end."""
    return np.array([*(say(code) for code in known), 0], np.uint8)


def _flags(known: tuple[str, ...], say: Callable[[str], bool]) -> Mask:
    return codes(known, say).astype(bool)
