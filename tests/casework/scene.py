"""What the tests of the working day begin with: steps and standings laid by hand, so that each test says its own dates."""

import datetime as dt
import html
import re
from dataclasses import dataclass

from samlop.pathway.models import Standing, Step

TODAY = dt.date(2026, 11, 21)


def in_days(count: int) -> dt.date:
    return TODAY + dt.timedelta(days=count)


def a_step(person, key: str = "bank_id", *, due: int | None = 3, household: bool = False, **fields) -> Step:
    """An open step of the person (or of her household), due in so many days."""
    fields = {
        "title": {"kindergarten_place": "Barnehageplass", "programme_start": "Programstart", "bank_id": "BankID"}.get(key, key),
        "office": "Banken",
        "owner_role": "counsellor",
        "state": "ready",
        "due_on": None if due is None else in_days(due),
        "released_on": in_days(-5),
    } | fields  # fmt: skip
    if fields["state"] in ("done", "dropped"):
        fields.setdefault("closed_on", TODAY)
    return Step.objects.create(
        municipality=person.municipality,
        household=person.household,
        person=None if household else person,
        key=key,
        **fields,
    )


def a_legal_step(person, key: str = "programme_start", *, due: int = 9, **fields) -> Step:
    """A step whose date the law sets."""
    law = {"due_kind": "law", "due_basis": "integreringsloven § 12 andre ledd", "due_reason": "Frist for start"}
    return a_step(person, key, due=due, **law | {"office": "Voksenopplæringen"} | fields)


def stands(person, step: Step | None, blocker: Step | None = None) -> Standing:
    """The person's standing, as the pathway room keeps it."""
    by_law = (
        {"law_on": step.due_on, "law_step": step, "law_blocker": blocker} if step and step.due_kind == "law" else {}
    )
    return Standing.objects.create(
        **by_law,
        person=person,
        municipality=person.municipality,
        counsellor=person.counsellor,
        team=person.team,
        needs_on=(step.due_on if step else None) or dt.date(9999, 12, 31),
        step=step,
        blocker=blocker,
    )


@dataclass(frozen=True)
class Seen:
    """One line as it stands on a page."""

    who: str
    href: str
    kind: str
    figure: str
    reason: str
    act: str
    act_href: str


def lines(response) -> list[Seen]:
    """The lines of a worklist, read from the page as a person would."""
    out = []
    for piece in _page(response).split('<li class="line line-')[1:]:
        kind, _, body = piece.partition('"')
        address, who = re.search(r'class="who"><a href="([^"]*)">(.*?)</a>', body, re.S).groups()
        action = re.search(r'class="line-action"><a [^>]*href="([^"]*)">(.*?)<', body, re.S)
        figure = re.search(r'class="figure">(.*?)</p>', body, re.S).group(1)
        out.append(
            Seen(
                html.unescape(who),
                address,
                kind,
                _text(figure),
                _text(body.partition('class="line-action"')[0]),
                action.group(2),
                action.group(1),
            )
        )
    return out


def names(response) -> list[str]:
    """The names on a worklist, in order."""
    return [line.who for line in lines(response)]


def text(response) -> str:
    """A page without its tags, spaces made single."""
    return _text(_page(response))


def links(response) -> dict[str, str]:
    """Words of each link, and where it goes."""
    return {
        _text(words): html.unescape(address)
        for address, words in re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', _page(response), re.S)
    }


def _page(response) -> str:
    assert response.status_code in (200, 422), response.status_code
    return response.content.decode()


def _text(piece: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", piece)).split())
