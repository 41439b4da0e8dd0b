"""Changes what stands about people under the law: the night's work, what people accept of it, and replays of drafts."""

from samlop.assessment.actions.accepting import accept
from samlop.assessment.actions.everyone import assess_everyone, assess_household, assess_now
from samlop.assessment.actions.replaying import ask_for_replay, go_on, save_draft, words_of, work_on

__all__ = [
    "accept",
    "ask_for_replay",
    "assess_everyone",
    "assess_household",
    "assess_now",
    "go_on",
    "save_draft",
    "words_of",
    "work_on",
]
