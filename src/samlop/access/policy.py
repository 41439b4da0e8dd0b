"""Says who may do what, and how far each role sees. One table; read it as one."""

from enum import StrEnum

from samlop.access.models import Role


class Right(StrEnum):
    """Something a user may do. The value is how a refusal names it."""

    SEE = "se personer"
    SEE_CASE = "se hele saken"  # a teacher sees her pupil's goal and level, never the case
    EDIT = "endre opplysninger om en person"
    IMPORT = "lese inn bosettingslister"
    STEER = "styre løpet"
    MAP = "kartlegge kompetanse"
    PLAN = "lage plan, kontrakt og vedtak"
    APPROVE = "godkjenne vedtak"
    SEE_TEAM = "se teamets saker og avvik"
    SEE_ARRIVALS = "se ankomster"
    REASSIGN = "flytte saker mellom rådgivere"
    TEMPLATES = "endre maler"
    TRANSLATE = "godkjenne oversettelser"
    SEE_LOG = "se hvem som har sett hva"
    REPLAY = "prøve et utkast til regler"  # counts in groups for all who may; names only of whom they may see
    LAW = "lese om lovreglene"  # everybody on the staff: the law holds no people
    READINGS = "velge hvordan kommunen leser loven"


class Reach(StrEnum):
    """How far a role sees among people. Protected people are outside every reach but OWN."""

    NOBODY = "nobody"
    OWN = "own"  # cases the user is counsellor for, or has been given access to
    TEAM = "team"
    MUNICIPALITY = "municipality"


RIGHTS: dict[str, frozenset[Right]] = {
    Role.COUNSELLOR: frozenset(
        {Right.LAW, Right.SEE, Right.SEE_CASE, Right.EDIT, Right.STEER, Right.MAP, Right.PLAN, Right.SEE_ARRIVALS}
    ),
    Role.COORDINATOR: frozenset(
        {Right.LAW, Right.SEE, Right.SEE_CASE, Right.EDIT, Right.STEER, Right.IMPORT, Right.SEE_ARRIVALS, Right.REPLAY}
    ),
    Role.TEAM_LEADER: frozenset(
        {
            Right.LAW,
            Right.SEE,
            Right.SEE_CASE,
            Right.EDIT,
            Right.STEER,
            Right.MAP,
            Right.PLAN,
            Right.APPROVE,
            Right.SEE_TEAM,
            Right.SEE_ARRIVALS,
            Right.REASSIGN,
            Right.REPLAY,
        }
    ),
    Role.TEACHER: frozenset({Right.LAW, Right.SEE}),
    Role.TRANSLATOR: frozenset({Right.LAW, Right.TRANSLATE}),
    Role.ADMINISTRATOR: frozenset({Right.LAW, Right.TEMPLATES, Right.REPLAY, Right.READINGS}),
    Role.AUDITOR: frozenset({Right.LAW, Right.SEE, Right.SEE_CASE, Right.SEE_TEAM, Right.SEE_ARRIVALS, Right.SEE_LOG}),
}

REACH: dict[str, Reach] = {
    Role.COUNSELLOR: Reach.TEAM,
    Role.COORDINATOR: Reach.MUNICIPALITY,
    Role.TEAM_LEADER: Reach.TEAM,
    Role.TEACHER: Reach.OWN,
    Role.TRANSLATOR: Reach.NOBODY,
    Role.ADMINISTRATOR: Reach.NOBODY,
    Role.AUDITOR: Reach.MUNICIPALITY,
}


def may(user, right: Right) -> bool:
    """Whether the user's role has the right. Unknown roles and signed-out users have none."""
    return bool(getattr(user, "is_active", False)) and right in RIGHTS.get(getattr(user, "role", ""), frozenset())


def reach_of(user) -> Reach:
    """How far the user sees; nobody when the role is unknown."""
    return REACH.get(getattr(user, "role", ""), Reach.NOBODY)
