"""Holds what is known about one person, with the names, codes and checks the rules rely on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from samlop.law.facts.benefit import BenefitFacts
from samlop.law.facts.case_handling import CaseHandlingFacts
from samlop.law.facts.checks import FactsError, read_mapping
from samlop.law.facts.household import HouseholdFacts
from samlop.law.facts.programme import EDUCATION, GOALS, ProgrammeFacts
from samlop.law.facts.register import RegisterFacts
from samlop.law.facts.rows import Child, Grant, Job
from samlop.law.facts.settlement import SettlementFacts
from samlop.law.facts.training import TrainingFacts
from samlop.law.facts.work import WorkFacts
from samlop.law.finding import Input, jsonable
from samlop.law.words import say_list

__all__ = ["EDUCATION", "GOALS", "Child", "Facts", "FactsError", "Grant", "Job", "fact_labels", "plain"]


@dataclass(frozen=True, init=False)
class Facts(
    ProgrammeFacts,
    BenefitFacts,
    HouseholdFacts,
    TrainingFacts,
    SettlementFacts,
    RegisterFacts,
    WorkFacts,
    CaseHandlingFacts,
):
    """What is known about one person. None means not known; the rules then say what they need.

    Make it with `Facts.from_mapping`, which checks everything and collects every problem.
    """

    def __init__(self, **known: Any) -> None:
        """Takes facts that are checked. Only those are stored: the others answer None from the class."""
        if unknown := known.keys() - fact_labels().keys():
            raise TypeError(f"There is no fact {say_list(sorted(unknown))}.")
        self.__dict__.update(known)

    def but(self, **changes: Any) -> Facts:
        """Gives the same facts with some of them changed; None takes a fact away. Faster than `dataclasses.replace`."""
        return Facts(**{name: value for name, value in self.__dict__.items() if name in fact_labels()} | changes)

    @classmethod
    def from_mapping(cls, given: Mapping[str, Any]) -> Facts:
        """Reads and checks facts. Raises FactsError with every problem found, each in plain words."""
        return cls(**read_mapping(cls, given, grant=Grant, job=Job, child=Child))

    def to_mapping(self) -> dict[str, Any]:
        """Gives the known facts as plain JSON values; `from_mapping` gives the same facts back."""
        known, order = self.__dict__, _order()
        given = sorted((name for name in known if name in order and known[name] is not None), key=order.__getitem__)
        return {name: jsonable(plain(known[name])) for name in given}

    def input(self, name: str) -> Input:
        """Gives one known fact as a finding shows it. Made once, since many rules read the same facts."""
        made = self._inputs.get(name)
        if made is None:
            made = self._inputs[name] = Input(name, fact_labels()[name], plain(getattr(self, name)))
        return made

    def inputs(self, names: Iterable[str]) -> tuple[Input, ...]:
        """Gives those of the facts that are known, as a finding shows them."""
        known, made = self.__dict__, self._inputs
        return tuple([made.get(name) or self.input(name) for name in names if known.get(name) is not None])

    @cached_property
    def remembered(self) -> dict[str, Any]:
        """Holds the findings of rules that others build on; `samlop.law.rule` keeps it."""
        return {}

    @cached_property
    def _inputs(self) -> dict[str, Input]:
        return {}

    @cached_property
    def grants(self) -> tuple[Grant, ...]:
        """Every residence permit, oldest first."""
        if self.permits is not None:
            return tuple(sorted(self.permits, key=lambda grant: grant.permit_date or date.min))
        if self.permit is not None:
            return (Grant(self.permit, self.permit_date),)
        return ()


_PLAIN = frozenset((str, bool, int, float, date))


@cache
def fact_labels() -> dict[str, str]:
    """Gives every fact key with the words people use for it."""
    return {item.name: item.metadata["label"] for item in fields(Facts)}


@cache
def _order() -> dict[str, int]:
    return {name: number for number, name in enumerate(fact_labels())}


def plain(value: Any) -> Any:
    """Turns permits, jobs and children into mappings, and leaves dates as dates."""
    if value.__class__ in _PLAIN:
        return value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if is_dataclass(value):
        return {f.name: getattr(value, f.name) for f in fields(value) if getattr(value, f.name) is not None}
    return value
