"""Tells rooms above that a plan has come into force, without knowing them: deadlines then follow the decision the same minute.

A room registers its act when it starts (`AppConfig.ready`); it runs in the transaction of the approval.
"""

from collections.abc import Callable

_acts: list[Callable[..., object]] = []


def register(act: Callable[..., object]) -> None:
    """Lets `act(person=, at=)` follow every plan that comes into force. Registered twice it runs once."""
    if act not in _acts:
        _acts.append(act)


def in_force(*, person, at) -> None:
    """A plan of the person holds from now."""
    for act in _acts:
        act(person=person, at=at)
