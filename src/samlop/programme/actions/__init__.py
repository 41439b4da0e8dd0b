"""Does the business acts of the plan meeting: begin, save, send, approve, send back, change, review."""

from samlop.programme.actions.checks import gaps, notices
from samlop.programme.actions.drafts import (
    StepConflict,
    begin,
    choose_reading,
    new_version,
    save_agreement,
    save_week,
    stands,
    withdraw,
)
from samlop.programme.actions.essential import changes, essential_changes
from samlop.programme.actions.sending import approve, review, send_back, submit, take_into_use

__all__ = [
    "StepConflict",
    "approve",
    "begin",
    "changes",
    "choose_reading",
    "essential_changes",
    "gaps",
    "new_version",
    "notices",
    "review",
    "save_agreement",
    "save_week",
    "send_back",
    "stands",
    "submit",
    "take_into_use",
    "withdraw",
]
