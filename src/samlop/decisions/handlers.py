"""Lets the room a decision came from act with it, without this room knowing that room.

The room of the plan registers its own acts when it starts (`AppConfig.ready`): approving on the page of the decision
then moves the plan and the pathway in the same transaction. Without a handler the decision is approved alone.
"""

from collections.abc import Callable
from dataclasses import dataclass

from samlop.decisions import actions
from samlop.decisions.models import Decision


@dataclass(frozen=True, slots=True)
class Handler:
    """`approve(decision=, by=, at=)` and `send_back(decision=, reason=, by=, at=)`; each calls this room's action
    itself, in its own transaction."""

    approve: Callable[..., object]
    send_back: Callable[..., object]


_registered: list[Handler] = []


def register(handler: Handler) -> None:
    """Takes over what the pages of this room do. One room makes decisions; a second handler is a mistake."""
    if _registered and _registered != [handler]:
        raise RuntimeError("Decisions already have a handler.")
    _registered[:] = [handler]


def approve(*, decision: Decision, by, at) -> None:
    """Approves by way of the room that the decision came from."""
    act = _registered[0].approve if _registered else actions.approve
    act(decision=decision, by=by, at=at)


def send_back(*, decision: Decision, reason: str, by, at) -> None:
    """Sends back by way of the room that the decision came from."""
    act = _registered[0].send_back if _registered else actions.send_back
    act(decision=decision, reason=reason, by=by, at=at)
