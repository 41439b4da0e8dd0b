"""Gives every page what its frame needs."""

from samlop.access.models import Role
from samlop.access.policy import Right, may

# (address name, words, right): the main menu, in the order of the day.
MENU = (
    ("casework:my_people", "Mine folk", Right.SEE),
    ("casework:arrivals", "Ankomster", Right.SEE_ARRIVALS),
    ("casework:team", "Teamet", Right.SEE_TEAM),
    ("assessment:deadlines", "Frister", Right.SEE_CASE),
    ("casework:deviations", "Avvik", Right.SEE_TEAM),
    ("decisions:to_approve", "Til godkjenning", Right.APPROVE),
    ("settlement:imports", "Lister", Right.IMPORT),
    ("assessment:replays", "Prøv regler", Right.REPLAY),
    ("lawbook:rules", "Lovboka", Right.LAW),
    ("pathway:templates", "Maler", Right.TEMPLATES),
    ("programme:catalogue", "Planinnhold", Right.TEMPLATES),
    ("decisions:translations", "Oversettelser", Right.TRANSLATE),
)


def page(request) -> dict:
    """Menu, user and date for the page frame."""
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    return {
        "menu": [(name, words) for name, words, right in MENU if signed_in and may(user, right)],
        "user": user,
        "today": getattr(request, "today", None),
        "can_search": signed_in and may(user, Right.SEE),
        "role_name": Role(user.role).label if signed_in else "",
    }
