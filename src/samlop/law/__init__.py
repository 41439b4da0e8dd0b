"""Answers what the law says about one person: facts in, findings out, each with its provision, version and doubt.

Pure Python: no database, no clock, nothing read but the parameter files of this package.
"""

from samlop.law.assess import Assessment, NotCovered, answer, ask, assess, assess_many, value_of
from samlop.law.basis import Act, Provision, cite
from samlop.law.deadlines import deadlines_of
from samlop.law.facts import Facts, FactsError, fact_labels
from samlop.law.finding import Anchor, Finding, Input, Missing, Outcome, Reading, Verification, Version
from samlop.law.readings import OPEN_QUESTIONS, OpenQuestion, Readings, UnknownReading
from samlop.law.watch import Deadline, DeadlineOwner, DeadlineState

__all__ = [
    "OPEN_QUESTIONS",
    "Act",
    "Anchor",
    "Assessment",
    "Deadline",
    "DeadlineOwner",
    "DeadlineState",
    "Facts",
    "FactsError",
    "Finding",
    "Input",
    "Missing",
    "NotCovered",
    "OpenQuestion",
    "Outcome",
    "Provision",
    "Reading",
    "Readings",
    "UnknownReading",
    "Verification",
    "Version",
    "answer",
    "ask",
    "assess",
    "assess_many",
    "cite",
    "deadlines_of",
    "fact_labels",
    "value_of",
]
