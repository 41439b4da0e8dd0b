"""Records interpreter use. A talk without one, or with an unqualified one, needs its reason on the day."""

from django.db import transaction

from samlop.access.fetch import require
from samlop.access.policy import Right
from samlop.audit import actions as audit
from samlop.core.errors import Conflict, Incomplete
from samlop.interpreting import queries
from samlop.interpreting.models import InterpreterUse, Occasion, Qualification
from samlop.pathway import actions as pathway
from samlop.people.models import Person

# How far ahead a booking may lie: longer is a slip of the year.
_DAYS_AHEAD = 366
_WHEN_BOOKED = {
    "language": "Velg språket det tolkes i.",
    "mode": "Velg om tolken er til stede, på skjerm eller på telefon.",
    "qualification": "Velg kategorien tolken har i tolkeregisteret.",
}


def record_use(*, person: Person, values: dict, by, at) -> InterpreterUse:
    """Records one talk. Refuses (Incomplete) what lacks a reason or cannot be.

    `values`: occasion, held_on, needed, booked; language, mode and qualification when booked; why when not booked or
    not qualified; occasion_note. An interpreter booked for the first days finishes the step that waited for it.
    """
    require(by, Right.EDIT)
    values = _whole(values)
    _check(person, values, at)
    with transaction.atomic():
        use = InterpreterUse.objects.create(person=person, recorded_at=at, recorded_by=by, **values)
        audit.record(act="førte opp tolkebruk", by=by, at=at, person=person, data=_json(values) | {"id": use.pk})
        _carry_on(use, by, at)
    return use


def correct_use(*, use: InterpreterUse, values: dict, version: int, by, at) -> InterpreterUse:
    """Corrects one record. Refuses (Conflict) when somebody changed it since `version`."""
    require(by, Right.EDIT)
    values = _whole(values)
    _check(use.person, values, at)
    with transaction.atomic():
        kept = queries.locked(use)
        if kept.version != version or kept.struck_at is not None:
            raise Conflict("Noen andre har endret dette mens du skrev. Se hva som står nå, og lagre på nytt.")
        before = {name: getattr(kept, name) for name, value in values.items() if getattr(kept, name) != value}
        if not before:
            return kept
        for name in before:
            setattr(kept, name, values[name])
        kept.version += 1
        kept.save()
        audit.record(
            act="rettet tolkebruk",
            by=by,
            at=at,
            person=kept.person,
            data={"id": kept.pk, "før": _json(before), "nå": _json({name: values[name] for name in before})},
        )
        _carry_on(kept, by, at)
    return kept


def strike_use(*, use: InterpreterUse, reason: str, by, at) -> None:
    """Strikes out a record that was wrong. It stays, with the reason. A second time does nothing."""
    require(by, Right.EDIT)
    reason = reason.strip()
    if not reason:
        raise Incomplete({"reason": "Skriv hvorfor linja strykes. Den blir stående med begrunnelsen."})
    with transaction.atomic():
        kept = queries.locked(use)
        if kept.struck_at is not None:
            return
        kept.struck_at, kept.struck_reason, kept.version = at, reason[:200], kept.version + 1
        kept.save(update_fields=["struck_at", "struck_reason", "version"])
        audit.record(act="strøk tolkebruk", by=by, at=at, person=kept.person, data={"id": kept.pk, "grunn": reason})


def _carry_on(use: InterpreterUse, by, at) -> None:
    if use.occasion == Occasion.FIRST_DAYS and (use.booked or not use.needed):
        pathway.finish_by_key(
            household=use.person.household, person=use.person, key="interpreter_first_days", by=by, at=at
        )


def _whole(values: dict) -> dict:
    """All columns, and nothing left over from an answer that was changed on the way."""
    empty = {"occasion_note": "", "language": "", "mode": "", "qualification": "", "why": ""}
    values = empty | values | {"why": values.get("why", "").strip()}
    if not values["booked"]:
        values |= {"mode": "", "qualification": ""}
    return values


def _check(person: Person, values: dict, at) -> None:
    wrong: dict[str, str] = {}
    ahead = (values["held_on"] - at.date()).days
    if values["held_on"] < person.birth_date:
        wrong["held_on"] = "Datoen er før personen ble født. Rett datoen."
    elif ahead > _DAYS_AHEAD:
        wrong["held_on"] = "Datoen er mer enn ett år fram. Sjekk årstallet."
    elif ahead > 0 and not values["booked"]:
        wrong["held_on"] = "Samtalen er ikke holdt ennå. Før den opp når den er holdt, eller når tolken er bestilt."
    if values["booked"]:
        if not values["needed"]:
            wrong["needed"] = "Tolk er bestilt. Svar ja på at tolk trengs, eller nei på at tolk er bestilt."
        wrong |= {name: words for name, words in _WHEN_BOOKED.items() if not values[name]}
        if values["qualification"] == Qualification.UNQUALIFIED and not values["why"]:
            wrong["why"] = "Tolken står ikke i tolkeregisteret. Skriv hvorfor en slik tolk ble brukt."
    elif values["needed"] and not values["why"]:
        wrong["why"] = "Tolk trengtes, men var ikke bestilt. Skriv hvorfor. Samtalen er ikke dokumentert uten."
    elif not values["needed"] and not values["why"] and queries.need_of(person).needed:
        wrong["why"] = "Personen trenger tolk etter opplysningene. Skriv hvorfor det ikke trengtes her."
    if values["occasion"] == Occasion.OTHER and not values["occasion_note"].strip():
        wrong["occasion_note"] = "Skriv kort hva samtalen var."
    if wrong:
        raise Incomplete(wrong)


def _json(values: dict) -> dict:
    plain = (str, int, bool, type(None))
    return {name: value if isinstance(value, plain) else str(value) for name, value in values.items()}
