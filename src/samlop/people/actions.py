"""Changes what is known about people. Every act records what changed, by whom, and where the fact was learnt."""

import datetime as dt

from django.db import transaction

from samlop.access.fetch import require
from samlop.access.policy import Right
from samlop.audit import actions as audit
from samlop.core import bulk
from samlop.core.calendar import short_date
from samlop.core.errors import Conflict, Refused
from samlop.law import FactsError
from samlop.people import facts, names, queries
from samlop.people.models import Household, NameKey, Permit, Person, SpokenLanguage, StatedFact


def source_of(source: str, known_on: dt.date) -> dict[str, str]:
    """How a source is kept in `Person.sources`."""
    return {"source": str(source), "known_on": known_on.isoformat()}


def index_names(people: list[Person]) -> None:
    """Makes the search keys of these people anew. Called wherever a name is written."""
    NameKey.objects.filter(person__in=people).delete()
    bulk.create(
        [
            NameKey(municipality_id=p.municipality_id, person=p, written=part[:80], sound=names.sound(part))
            for p in people
            for part in dict.fromkeys(names.parts(f"{p.given_name} {p.family_name}"))
        ]
    )


def change_person(
    *, person: Person, changes: dict, source: str, known_on: dt.date, by, at, version: int | None = None
) -> Person:
    """Writes new values of some columns of a person, with their source and date.

    Records old and new values. Refuses (Conflict) when `version` is given and somebody changed the person since.
    Values equal to what stands are not changes, but their source is refreshed when the new one is younger.
    """
    require(by, Right.EDIT)
    with transaction.atomic():
        if "protection" in changes:
            queries.locked_household(person.household_id)
        kept = queries.locked(person)
        if version is not None and kept.version != version:
            raise Conflict(
                "Noen andre har endret disse opplysningene mens du skrev. Se hva som står nå, og lagre på nytt."
            )
        before = {name: getattr(kept, name) for name in changes if getattr(kept, name) != changes[name]}
        for name, value in changes.items():
            setattr(kept, name, value)
            kept.sources[name] = source_of(source, known_on)
        kept.version += 1
        kept.save()
        if {"given_name", "family_name"} & before.keys():
            index_names([kept])
        if "protection" in before:
            guard_household(kept.household)
        audit.record(
            act="endret opplysninger",
            by=by,
            at=at,
            person=kept,
            data={
                name: {"før": _json(old), "nå": _json(changes[name]), **source_of(source, known_on)}
                for name, old in before.items()
            },
        )
    return kept


def add_permit(
    *, person: Person, values: dict, source: str, known_on: dt.date, by, at, replaces_open: bool = False
) -> Permit:
    """Adds one residence permit to a person's history.

    `values`: columns of the permit. `replaces_open`: the permit that holds now ends the day this one begins. Records the
    permit and what it replaced. Refuses a permit from before the person was born, one that ends before it begins, and a
    second open one.
    """
    require(by, Right.EDIT)
    granted, ended, applied = values["granted_on"], values.get("ended_on"), values.get("applied_on")
    with transaction.atomic():
        kept = queries.locked(person)
        if granted < kept.birth_date:
            raise Refused(
                f"Tillatelsen kan ikke være innvilget {short_date(granted)}: personen er født {short_date(kept.birth_date)}. "
                "Rett datoen, eller rett fødselsdatoen først."
            )
        if ended is not None and ended <= granted:
            raise Refused("Tillatelsen kan ikke slutte før den begynner. Rett en av datoene.")
        if applied is not None and applied > granted:
            raise Refused("Søknaden kan ikke være yngre enn tillatelsen. Rett en av datoene.")
        standing = kept.permits.filter(ended_on=None).first()
        if standing is not None and ended is None:
            if not replaces_open:
                raise Refused(
                    f"Personen har en tillatelse som gjelder: {standing.get_kind_display()}, fra "
                    f"{short_date(standing.granted_on)}. Kryss av for at den nye avløser den, eller skriv når den nye slutter."
                )
            if granted <= standing.granted_on:
                raise Refused(
                    f"Den nye tillatelsen må være innvilget etter {short_date(standing.granted_on)} for å avløse den som gjelder."
                )
            standing.ended_on = granted
            standing.save(update_fields=["ended_on"])
        permit = Permit.objects.create(person=kept, source=source, known_on=known_on, **values)
        audit.record(
            act="la til oppholdstillatelse",
            by=by,
            at=at,
            person=kept,
            data={
                "grunnlag": permit.kind,
                "innvilget": granted.isoformat(),
                "avløste": standing.kind if standing is not None and ended is None else None,
                **source_of(source, known_on),
            },
        )
    return permit


def guard_household(household: Household) -> None:
    """Hides or shows a whole household, as its members' protection says. One protected member hides them all."""
    with transaction.atomic():
        # Two who change two members at once come one after the other, and the last one sees what the first one wrote.
        queries.locked_household(household.pk)
        guarded = household.members.exclude(protection="").exists()
        Household.objects.filter(pk=household.pk).update(guarded=guarded)
        household.members.update(guarded=guarded)


def state_fact(*, person: Person, name: str, value, source: str, known_on: dt.date, by, at) -> StatedFact:
    """Notes a fact that the law asks for and that has no column of its own; what stood is replaced, and kept in the event.

    Refuses a fact the law does not know or that is kept elsewhere, and one that cannot be true beside the others.
    """
    require(by, Right.EDIT)
    if name not in facts.statable():
        raise Refused("Denne opplysningen skrives et annet sted. Velg en av dem som står i lista.")
    with transaction.atomic():
        kept = queries.locked(person)
        row = StatedFact.objects.filter(person=kept, name=name).first()
        before = row.value if row else None
        row = row or StatedFact(person=kept, name=name)
        row.value, row.source, row.known_on = value, source, known_on
        try:
            facts.law_facts(kept, **{name: value})
        except FactsError as wrong:
            raise Refused(" ".join(wrong.problems)) from None
        row.save()
        audit.record(
            act="skrev opplysning loven spør etter",
            by=by,
            at=at,
            person=kept,
            data={"opplysning": name, "før": before, "nå": value} | source_of(source, known_on),
        )
    return row


def know_language(
    *, person: Person, language: str, level: str = "", reads: bool | None = None, source: str, known_on: dt.date, by, at
) -> SpokenLanguage:
    """Notes that the person knows a language; a level or an ability to read that is given replaces what stood.

    Records before and after. Noting the same again changes nothing.
    """
    require(by, Right.EDIT)
    with transaction.atomic():
        known = {"source": source, "known_on": known_on}
        row, new = SpokenLanguage.objects.get_or_create(
            person=person, language=language, defaults={"level": level, "reads": reads, **known}
        )
        changes = {
            name: value
            for name, value in (("level", level), ("reads", reads))
            if value not in ("", None) and getattr(row, name) != value
        }
        if not new and not changes:
            return row
        before = {name: getattr(row, name) for name in changes}
        for name, value in (changes | known).items():
            setattr(row, name, value)
        row.save()
        audit.record(
            act="la til språk" if new else "endret språk",
            by=by,
            at=at,
            person=person,
            data={"språk": language, "før": before, "nå": {"level": row.level, "reads": row.reads}}
            | source_of(source, known_on),
        )
    return row


def forget_language(*, spoken: SpokenLanguage, by, at) -> None:
    """Takes out a language the person does not know after all. The event keeps what stood."""
    require(by, Right.EDIT)
    with transaction.atomic():
        audit.record(
            act="tok ut språk",
            by=by,
            at=at,
            person=spoken.person,
            data={"språk": spoken.language, "level": spoken.level, "reads": spoken.reads}
            | source_of(spoken.source, spoken.known_on),
        )
        spoken.delete()


def _json(value):
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)
