"""Says which decisions wait for a user: to approve, or sent back to the one who drafted them."""

from django.db.models import CharField, F, Value
from django.db.models.functions import TruncDate

from samlop.access.policy import Right, may
from samlop.decisions.models import Decision, State


def for_user(user) -> list:
    """Query sets with four columns (`part`, `n`, `words`, `since`), to join what stands beside My people."""
    text = CharField()
    out = [
        Decision.objects.visible_to(user)
        .filter(drafted_by=user, state=State.SENT_BACK, superseded_by__isnull=True)
        .order_by()
        .annotate(part=Value("back", text), n=F("person_id"), words=Value("Vedtak er sendt tilbake til deg", text))
        .annotate(since=TruncDate("sent_back_at"))
    ]
    if may(user, Right.APPROVE):
        out.append(
            Decision.objects.visible_to(user)
            .filter(state=State.SUBMITTED)
            .exclude(drafted_by=user)
            .order_by()
            .annotate(part=Value("approve", text), n=F("id"), words=Value("Vedtak venter på godkjenning", text))
            .annotate(since=TruncDate("submitted_at"))
        )
    return out
