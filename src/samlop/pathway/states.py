"""Says in which states a step can be, and which acts move it between them. One table; nothing else moves a step."""

from enum import StrEnum

from samlop.core.errors import Refused
from samlop.pathway.models import State


class Act(StrEnum):
    """What can happen to a step. The value completes «kan ikke …»."""

    RELEASE = "slippes fram"
    HOLD = "holdes igjen"
    BEGIN = "begynne"
    FINISH = "merkes som ferdig"
    DROP = "settes til «ikke aktuelt»"
    REOPEN = "åpnes igjen"


TRANSITIONS: dict[tuple[State, Act], State] = {
    (State.WAITING, Act.RELEASE): State.READY,
    (State.READY, Act.HOLD): State.WAITING,
    (State.READY, Act.BEGIN): State.UNDER_WAY,
    (State.READY, Act.FINISH): State.DONE,
    (State.UNDER_WAY, Act.FINISH): State.DONE,
    (State.WAITING, Act.DROP): State.DROPPED,
    (State.READY, Act.DROP): State.DROPPED,
    (State.UNDER_WAY, Act.DROP): State.DROPPED,
    # Reopened steps are first held; settling the household then releases those that wait for nothing.
    (State.DONE, Act.REOPEN): State.WAITING,
    (State.DROPPED, Act.REOPEN): State.WAITING,
}
_WHY_NOT = {
    State.WAITING: "det venter fortsatt på noe annet. Gjør det ferdig først, eller overstyr ventingen og skriv hvorfor.",
    State.READY: "det er ikke begynt på. Se steget på nytt.",
    State.UNDER_WAY: "det er allerede i gang. Se steget på nytt.",
    State.DONE: "det er allerede ferdig. Åpne det igjen først, hvis det var feil.",
    State.DROPPED: "det er satt til «ikke aktuelt». Åpne det igjen først, hvis det likevel trengs.",
}


def moved(state: str, act: Act, *, title: str = "Steget") -> State:
    """The state after the act. Raises Refused, in words, when the act cannot happen in this state."""
    after = TRANSITIONS.get((State(state), act))
    if after is None:
        raise Refused(f"«{title}» kan ikke {act.value}: {_WHY_NOT[State(state)]}")
    return after
