"""Submits, approves and sends back decisions. Everything a decision rests on is frozen when it is submitted."""

import hashlib
import json
from collections.abc import Iterable, Mapping

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from samlop.access.fetch import require
from samlop.access.policy import Right
from samlop.audit import actions as audit
from samlop.core.errors import Conflict, Refused
from samlop.decisions import documents, queries
from samlop.decisions.content import LABELS, Kind, PlanContent
from samlop.decisions.models import TRANSITIONS, Act, Decision, Document, State
from samlop.law.basis import intl
from samlop.law.finding import jsonable
from samlop.law.words import say_list
from samlop.people import queries as people

_FROZEN = ("content", "facts", "findings", "readings")
# The provision an event is recorded under: the duty to decide, and the duty to decide anew on an essential change.
_BASIS = {Kind.PROGRAMME: str(intl("12", 2)), Kind.CHANGE: str(intl("15"))}


def submit(
    *,
    person,
    content: PlanContent,
    facts: Mapping,
    findings: Iterable[Mapping],
    readings: Mapping,
    by,
    at,
    supersedes: Decision | None = None,
) -> Decision:
    """Freezes what was written, known and answered, and lets it wait for a second person.

    `facts`, `findings` and `readings` as JSON. Refuses while something is missing that the papers cannot be made
    without, while another decision for the person waits, and (Conflict) when `supersedes` no longer is in force.
    """
    require(by, Right.PLAN)
    if missing := content.gaps():
        raise Refused(f"Vedtaket kan ikke sendes til godkjenning. Dette mangler: {say_list(missing)}.")
    if strange := documents.unwritable(content):
        raise Refused(
            f"Vedtaket kan ikke sendes til godkjenning: noen tegn kan ikke skrives i et brev ({_shown(strange)}). "
            "Ta dem bort, og send på nytt."
        )
    with transaction.atomic():
        person = people.locked(person)  # two people submitting at once come one after the other
        if queries.waiting(person):
            raise Refused(
                "Et vedtak for denne personen venter allerede på godkjenning. Vent til det er godkjent eller sendt tilbake."
            )
        holding = queries.in_force(person)
        if supersedes is not None and supersedes != holding:
            raise Conflict(
                "Vedtaket du vil erstatte, gjelder ikke lenger. Åpne saken på nytt og se hva som gjelder nå."
            )
        frozen = _plain(
            {"content": content.to_json(), "facts": facts, "findings": list(findings), "readings": readings}
        )
        decision = Decision.objects.create(
            municipality_id=person.municipality_id,
            person=person,
            kind=content.kind.value,
            number=queries.next_number(person),
            public_title=LABELS[content.kind],
            starts_on=content.duration.starts_on,
            content_hash=fingerprint(frozen),
            drafted_by=by,
            submitted_at=at,
            supersedes=holding,
            **frozen,
        )
        # Made once already here, so that the approver never meets a paper that cannot be made.
        documents.render(content, "combined", books=_books(decision), at=at)
        audit.record(
            act="sendte vedtak til godkjenning",
            by=by,
            at=at,
            person=person,
            basis=_BASIS[content.kind],
            data={"vedtak": decision.number, "avtrykk": decision.content_hash},
        )
    return decision


def approve(*, decision: Decision, by, at) -> bool:
    """Approves, makes all the papers and lets the decision replace the earlier one. True when this call did it.

    False when the decision was approved already: nothing is done twice. Refuses the one who drafted it, a decision
    that was sent back or replaced, and one whose frozen content is not what was submitted.
    """
    require(by, Right.APPROVE)
    with transaction.atomic():
        person = people.locked(decision.person)
        kept = queries.locked(decision)
        if kept.state == State.APPROVED:
            return False
        if kept.drafted_by_id == by.pk:
            raise Refused(
                "Du laget utkastet, og kan ikke godkjenne det selv. Be en annen med rett til å godkjenne om å se på det."
            )
        state = _next(kept, Act.APPROVE)
        if kept.content_hash != fingerprint({name: getattr(kept, name) for name in _FROZEN}):
            raise Refused(
                "Innholdet er endret etter at det ble sendt til godkjenning, og kan ikke godkjennes. "
                "Send det tilbake, så det kan lages på nytt. Si fra til administratoren."
            )
        old = queries.in_force(person)
        if old is not None:
            old.state = _next(old, Act.SUPERSEDE)
            old.save(update_fields=["state"])
        kept.state, kept.approved_by, kept.approved_at, kept.supersedes = state, by, at, old
        kept.save(update_fields=["state", "approved_by", "approved_at", "supersedes"])
        _make_documents(kept, at)
        audit.record(
            act="godkjente vedtak",
            by=by,
            at=at,
            person=person,
            basis=_BASIS[Kind(kept.kind)],
            data={"vedtak": kept.number, "avtrykk": kept.content_hash, "erstatter": old.number if old else None},
        )
    return True


def send_back(*, decision: Decision, reason: str, by, at) -> Decision:
    """Gives the decision back to the one who drafted it, with what must be mended. Refuses without a reason."""
    require(by, Right.APPROVE)
    if not reason.strip():
        raise Refused("Skriv hva som må endres, så den som laget utkastet vet hva hun skal gjøre.")
    with transaction.atomic():
        kept = queries.locked(decision)
        kept.state = _next(kept, Act.SEND_BACK)
        kept.sent_back_by, kept.sent_back_at, kept.sent_back_reason = by, at, reason.strip()[:1000]
        kept.save(update_fields=["state", "sent_back_by", "sent_back_at", "sent_back_reason"])
        audit.record(
            act="sendte vedtak tilbake",
            by=by,
            at=at,
            person=kept.person,
            basis=_BASIS[Kind(kept.kind)],
            data={"vedtak": kept.number, "grunn": kept.sent_back_reason},
        )
    return kept


def fingerprint(frozen: Mapping) -> str:
    """The fingerprint of what a decision rests on; the same whichever database has held it."""
    text = json.dumps(frozen, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(frozen: Mapping) -> dict:
    return json.loads(json.dumps(jsonable(frozen), cls=DjangoJSONEncoder))


def _next(decision: Decision, act: Act) -> State:
    state = TRANSITIONS.get((decision.state, act))
    if state is None:
        stands = State(decision.state).label.lower()
        raise Refused(
            f"Kan ikke {act.label} vedtaket: det står som «{stands}». Åpne saken på nytt og se hva som gjelder nå."
        )
    return state


def _make_documents(decision: Decision, at) -> None:
    content, books = decision.plan, _books(decision)
    signed = documents.Signed(
        drafted_by=f"{decision.drafted_by.name}, {decision.drafted_by.get_role_display().lower()}",
        approved_by=f"{decision.approved_by.name}, {decision.approved_by.get_role_display().lower()},",
        approved_on=at.date(),
    )
    made = {part: documents.render(content, part, books=books, at=at, signed=signed) for part in documents.PARTS}
    Document.objects.bulk_create(
        [
            Document(
                municipality_id=decision.municipality_id,
                person_id=decision.person_id,
                decision=decision,
                part=part,
                pdf=paper.pdf,
                sha256=paper.sha256,
                pages=paper.pages,
                made_at=at,
            )
            for part, paper in made.items()
        ]
    )


def preview(*, decision: Decision, at) -> bytes:
    """The combined paper of a decision that nobody has approved, marked as a draft. Writes nothing."""
    return documents.render(decision.plan, "combined", books=_books(decision), at=at).pdf


def _books(decision: Decision):
    return queries.books_for(decision.municipality_id, decision.content["participant"]["language"])


def _shown(characters: list[str]) -> str:
    return ", ".join(f"«{c}»" if c.isprintable() else f"U+{ord(c):04X}" for c in characters[:10])
