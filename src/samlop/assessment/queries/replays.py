"""Reads replays: counts in groups with small numbers hidden, and by name those whom the user may see."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samlop.assessment import effects
from samlop.assessment.models import Draft, Effect, Replay, ReplayLine
from samlop.law.drafts import shipped_texts

SMALLEST = 5
HIDDEN = None
PAGE = 50
_EFFECTS = tuple(Effect)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people; `shown` is None when it is so small that it could point somebody out."""

    label: str
    shown: int | None


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group: how many gain, lose and so on, and the cost a month in øre when the group is large enough."""

    label: str
    counts: tuple[int | None, ...]
    cost_ore: int | None


@dataclass(frozen=True, slots=True)
class Result:
    """What a replay found, in counts. Protected people are in none of them."""

    total: int
    same: int | None
    effects: tuple[Count, ...]
    right: tuple[Count, ...]
    deadlines: Count
    plans: Count
    decisions: tuple[Count, ...]
    letters: tuple[Count, ...]
    cost_ore: int | None
    cost_unknown: int | None
    groups: tuple[tuple[str, tuple[GroupRow, ...]], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """One person on the list by name."""

    person: int
    who: str
    effect: str
    answers: tuple[Mapping[str, str], ...]
    deadlines: tuple[str, ...]
    plan_breaks: tuple[str, ...]
    decisions: tuple[str, ...]
    letters: tuple[str, ...]
    cost_ore: int | None


def hide_small(counts: Iterable[int]) -> list[int | None]:
    """Hides counts of one to four, and the smallest other one when only one is hidden: a total would give it away."""
    given = list(counts)
    out: list[int | None] = [HIDDEN if 0 < count < SMALLEST else count for count in given]
    hidden = [n for n, count in enumerate(out) if count is HIDDEN]
    if len(hidden) == 1:
        others = [n for n, count in enumerate(given) if count and n != hidden[0]]
        if others:
            out[min(others, key=lambda n: given[n])] = HIDDEN
    return out


def drafts(user) -> list[Draft]:
    """The municipality's own drafts, the newest first; a kept copy of one that comes with the house is listed among those."""
    own = Draft.objects.visible_to(user).exclude(text__in=shipped_texts().values())
    return list(own.select_related("saved_by")[:PAGE])


def replays(user) -> list[Replay]:
    """The municipality's replays, the newest first."""
    return list(Replay.objects.visible_to(user).select_related("draft", "against", "asked_by")[:PAGE])


def result(replay: Replay) -> Result:
    """The counts. Whoever is protected today is left out, whatever she was when it ran. One query."""
    rows = list(
        ReplayLine.objects.filter(replay=replay, person__guarded=False).values_list(
            "effect", "right", "groups", "deadlines", "plan_breaks", "decisions", "letters", "cost_before_ore",
            "cost_after_ore",
        )
    )  # fmt: skip
    by_effect = Counter(row[0] for row in rows)
    by_right = Counter(row[1] for row in rows if row[1] in (Effect.GAINS, Effect.LOSES))
    known = [row[8] - row[7] for row in rows if row[7] is not None and row[8] is not None]
    moved = sum(1 for difference in known if difference)
    total = max(replay.done_count, len(rows))
    same, *shown = hide_small([total - len(rows), *(by_effect[effect] for effect in _EFFECTS)])
    return Result(
        total=total,
        same=same,
        effects=tuple(Count(effect.label, count) for effect, count in zip(_EFFECTS, shown, strict=True)),
        right=_counts({Effect(name).label: by_right[name] for name in (Effect.GAINS, Effect.LOSES)}),
        deadlines=_count("Frister som flytter seg", sum(1 for row in rows if row[3])),
        plans=_count("Planer som ikke holder lenger", sum(1 for row in rows if row[4])),
        decisions=_counts(_tally(row[5] for row in rows)),
        letters=_counts(_tally(row[6] for row in rows)),
        cost_ore=None if 0 < moved < SMALLEST else sum(known),
        cost_unknown=hide_small([len(rows) - len(known)])[0],
        groups=_groups(rows),
    )


def _count(label: str, number: int) -> Count:
    return Count(label, hide_small([number])[0])


def _counts(tally: Mapping[str, int]) -> tuple[Count, ...]:
    return tuple(Count(label, shown) for label, shown in zip(tally, hide_small(tally.values()), strict=True))


def _tally(lists: Iterable[Iterable[str]]) -> dict[str, int]:
    return dict(Counter(item for items in lists for item in items).most_common())


def _groups(rows) -> tuple[tuple[str, tuple[GroupRow, ...]], ...]:
    """Each heading with its groups. Columns are hidden together with what would give them away."""
    table: dict[str, dict[str, Counter]] = defaultdict(lambda: defaultdict(Counter))
    cost: dict[tuple[str, str], int] = Counter()
    moved: dict[tuple[str, str], int] = Counter()
    for effect, _, groups, *_, before, after in rows:
        for heading, label in groups.items():
            table[heading][label][effect] += 1
            if before is not None and after is not None and before != after:
                cost[heading, label] += after - before
                moved[heading, label] += 1
    out = []
    for heading, labels in table.items():
        names = sorted(labels)
        columns = [hide_small([labels[name][effect] for name in names]) for effect in _EFFECTS]
        few = hide_small([moved[heading, name] for name in names])
        out.append(
            (
                heading,
                tuple(
                    GroupRow(
                        name,
                        tuple(column[n] for column in columns),
                        None if few[n] is HIDDEN else cost[heading, name],
                    )
                    for n, name in enumerate(names)
                ),
            )
        )
    return tuple(out)


def named(
    replay: Replay, user, *, effect: str = "", start: int = 0, limit: int | None = PAGE
) -> tuple[list[Named], bool]:
    """The people the user may see, those who lose first, and whether there are more. One query."""
    rows = ReplayLine.objects.visible_to(user).filter(replay=replay).select_related("person")
    if effect in Effect.values:
        rows = rows.filter(effect=effect)
    order = {name: n for n, name in enumerate((Effect.LOSES, Effect.BOTH, Effect.GAINS, Effect.MOVED, Effect.NEUTRAL))}
    found = sorted(rows, key=lambda row: (order.get(row.effect, 9), row.person.family_name, row.person_id))
    chosen = found[start:] if limit is None else found[start : start + limit]
    return [_named(row) for row in chosen], limit is not None and len(found) > start + limit


def _named(row: ReplayLine) -> Named:
    known = row.cost_before_ore is not None and row.cost_after_ore is not None
    return Named(
        person=row.person_id,
        who=str(row.person),
        effect=row.effect,
        answers=tuple(row.answers),
        deadlines=tuple(effects.days_words(item) for item in row.deadlines),
        plan_breaks=tuple(row.plan_breaks),
        decisions=tuple(row.decisions),
        letters=tuple(row.letters),
        cost_ore=row.cost_after_ore - row.cost_before_ore if known else None,
    )
