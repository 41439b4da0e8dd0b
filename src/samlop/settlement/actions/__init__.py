"""Holds what can be done in settlement, one function for each act: lists (`lists`) and households (`household`)."""

from samlop.settlement.actions.household import agree_day, answer_request, confirm_moved_in, give_dwelling
from samlop.settlement.actions.lists import Changed, choose, confirm, plan_of, put_away, read_list

__all__ = [
    "Changed",
    "agree_day",
    "answer_request",
    "choose",
    "confirm",
    "confirm_moved_in",
    "give_dwelling",
    "plan_of",
    "put_away",
    "read_list",
]
