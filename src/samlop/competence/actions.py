"""Changes what is mapped. Every act records what changed, by whom, and where the fact was learnt."""

import datetime as dt

from django.db import transaction

from samlop.access.fetch import require
from samlop.access.policy import Right
from samlop.audit import actions as audit
from samlop.competence import queries
from samlop.competence.models import (
    LANGUAGE_SKILLS,
    Education,
    Fact,
    GuidanceResult,
    LanguageLevel,
    Mapping,
    Recognition,
    Strain,
)
from samlop.core.errors import Conflict, Incomplete, Refused
from samlop.core.languages import language_name
from samlop.core.models import Source
from samlop.pathway import actions as pathway
from samlop.people import actions as people
from samlop.people.models import Person, SpokenLanguage

_CHANGED = "Noen andre har endret dette mens du skrev. Se hva som står nå, og lagre på nytt hvis ditt skal gjelde."
# Said aloud in confidence: the event tells that they changed, never what they say.
_CONFIDENTIAL = frozenset({"phase", "strain", "consideration", "notes"})


def add_fact(*, model: type[Fact], person: Person, values: dict, by, at) -> Fact:
    """Adds one fact. Refuses (Incomplete) what cannot be, (Refused) a language already there.

    A result of career guidance finishes the step that waited for it.
    """
    require(by, Right.MAP)
    _check(model, person, values, today=at.date())
    with transaction.atomic():
        if model is LanguageLevel:
            _refuse_second(person, values["language"])
        fact = model.objects.create(person=person, added_at=at, added_by=by, **values)
        audit.record(act=f"kartla {_kind(model)}", by=by, at=at, person=person, data=_json(values) | {"id": fact.pk})
        _carry_on(fact, by, at)
    return fact


def change_fact(*, fact: Fact, values: dict, version: int, by, at) -> Fact:
    """Writes new values of one fact. Refuses (Conflict) when somebody changed it since `version`.

    Values that stand already are no change: nothing is recorded.
    """
    require(by, Right.MAP)
    _check(type(fact), fact.person, values, today=at.date())
    with transaction.atomic():
        kept = queries.locked(fact)
        if kept.version != version or kept.removed_at is not None:
            raise Conflict(_CHANGED)
        if isinstance(kept, LanguageLevel) and values.get("language", kept.language) != kept.language:
            _refuse_second(kept.person, values["language"])
        before = {name: getattr(kept, name) for name, value in values.items() if getattr(kept, name) != value}
        if not before:
            return kept
        for name in before:
            setattr(kept, name, values[name])
        kept.version += 1
        kept.save()
        audit.record(
            act=f"endret {_kind(type(kept))}",
            by=by,
            at=at,
            person=kept.person,
            data={"id": kept.pk, "før": _json(before), "nå": _json({name: values[name] for name in before})},
        )
        _carry_on(kept, by, at)
    return kept


def remove_fact(*, fact: Fact, by, at) -> None:
    """Takes one fact out. It can be put back. Doing it twice does nothing the second time."""
    require(by, Right.MAP)
    with transaction.atomic():
        kept = queries.locked(fact)
        if kept.removed_at is not None:
            return
        kept.removed_at = at
        kept.version += 1
        kept.save(update_fields=["removed_at", "version"])
        audit.record(act=f"tok ut {_kind(type(kept))}", by=by, at=at, person=kept.person, data={"id": kept.pk})
        if isinstance(kept, LanguageLevel):
            told = SpokenLanguage.objects.filter(person=kept.person, language=kept.language).first()
            if told is not None:
                people.forget_language(spoken=told, by=by, at=at)


def restore_fact(*, fact: Fact, by, at) -> None:
    """Puts back a fact that was taken out. Refuses a language that has been added anew since."""
    require(by, Right.MAP)
    with transaction.atomic():
        kept = queries.locked(fact)
        if kept.removed_at is None:
            return
        if isinstance(kept, LanguageLevel):
            _refuse_second(kept.person, kept.language)
        kept.removed_at = None
        kept.version += 1
        kept.save(update_fields=["removed_at", "version"])
        audit.record(act=f"tok tilbake {_kind(type(kept))}", by=by, at=at, person=kept.person, data={"id": kept.pk})
        _carry_on(kept, by, at)


def record_phase(*, person: Person, values: dict, version: int, by, at) -> Mapping:
    """Notes phase and strain, or that the person does not wish to answer: then nothing else of it is kept.

    `values`: phase, strain, consideration, skipped.
    """
    require(by, Right.MAP)
    values = {"phase": "", "strain": "", "consideration": "", "skipped": False} | values
    if values["skipped"]:
        values |= {"phase": "", "strain": "", "consideration": ""}
    elif values["strain"] == Strain.HEAVY and not values["consideration"].strip():
        raise Incomplete({"consideration": "Når noe er tungt nå: skriv hva vi skal ta hensyn til. Ikke skriv hvorfor."})
    return _change_mapping(person, values | {"asked_on": at.date()}, version, "snakket om fase og belastning", by, at)


def choose_track(*, person: Person, track: str, reason: str, version: int, by, at) -> Mapping:
    """Sets the track that people have chosen, with their reason. An empty track goes back to the proposal."""
    require(by, Right.MAP)
    reason = reason.strip()
    if track and not reason:
        raise Incomplete({"reason": "Skriv kort hvorfor dette sporet er valgt. Da kan andre forstå valget."})
    values = {"track": track, "track_reason": reason if track else ""}
    return _change_mapping(person, values, version, "valgte spor", by, at)


def finish_mapping(
    *, person: Person, mapped_on: dt.date, source: str, education: str, notes: str, version: int, by, at
) -> Mapping:
    """Marks the mapping as carried out, tells the law which schooling the person has, and finishes the step.

    It can be done again later: the newest date stands. Everything else can still be changed afterwards.
    """
    require(by, Right.MAP)
    wrong = {}
    if mapped_on > at.date():
        wrong["mapped_on"] = "Datoen kan ikke være etter i dag. Merk kartleggingen når den er gjort."
    elif mapped_on < person.birth_date:
        wrong["mapped_on"] = "Datoen er før personen ble født. Rett datoen."
    if not education:
        wrong["education"] = "Velg hvilken skolegang personen har. Den avgjør lengden på programmet."
    if wrong:
        raise Incomplete(wrong)
    with transaction.atomic():
        values = {"mapped_on": mapped_on, "source": source, "known_on": mapped_on, "notes": notes}
        mapping = _change_mapping(person, values, version, "merket kartleggingen som gjennomført", by, at)
        if person.education != education or "education" not in person.sources:
            people.change_person(
                person=person,
                changes={"education": education},
                source=Source.CASEWORKER,
                known_on=mapped_on,
                by=by,
                at=at,
            )
        pathway.finish_by_key(household=person.household, person=person, key="competence_mapping", by=by, at=at)
    return mapping


def _change_mapping(person: Person, values: dict, version: int, act: str, by, at) -> Mapping:
    with transaction.atomic():
        kept = queries.mapping_to_change(person, known_on=at.date())
        if kept.version != version:
            raise Conflict(_CHANGED)
        before = {name: getattr(kept, name) for name, value in values.items() if getattr(kept, name) != value}
        for name, value in values.items():
            setattr(kept, name, value)
        kept.version += 1
        kept.save()
        open_ones = {name for name in before if name not in _CONFIDENTIAL}
        audit.record(
            act=act,
            by=by,
            at=at,
            person=person,
            data={
                "før": _json({name: before[name] for name in open_ones}),
                "nå": _json({name: values[name] for name in open_ones}),
                "endret": sorted(before),
            },
        )
    return kept


def _carry_on(fact: Fact, by, at) -> None:
    """What follows from a fact in the rooms below."""
    if isinstance(fact, LanguageLevel):
        people.know_language(
            person=fact.person,
            language=fact.language,
            level=fact.oral or fact.listening,
            reads=fact.reading != "A0" if fact.reading else None,
            source=fact.source,
            known_on=fact.known_on,
            by=by,
            at=at,
        )
    elif isinstance(fact, GuidanceResult):
        pathway.finish_by_key(household=fact.person.household, person=fact.person, key="career_guidance", by=by, at=at)


def _refuse_second(person: Person, language: str) -> None:
    if LanguageLevel.objects.filter(person=person, language=language).standing().exists():
        raise Refused(
            f"{language_name(language).capitalize()} står der allerede. Gå tilbake og endre nivået på det språket."
        )


def _check(model: type[Fact], person: Person, values: dict, *, today: dt.date) -> None:
    """Refuses dates and years that cannot be, and facts that are not whole."""
    wrong: dict[str, str] = {}
    for name in ("known_on", "sent_on", "answered_on", "given_on"):
        day = values.get(name)
        if day and day > today:
            wrong[name] = "Datoen kan ikke være etter i dag. Rett datoen."
        elif day and day < person.birth_date:
            wrong[name] = "Datoen er før personen ble født. Rett datoen."
    born = person.birth_date.year
    for name in ("from_year", "to_year", "last_year"):
        year = values.get(name)
        # An education may have an end that lies ahead; work that has been done cannot.
        latest = today.year + (8 if name == "to_year" and not values.get("completed") else 0)
        if year and not born <= year <= latest:
            wrong[name] = f"Skriv et år mellom {born} og {latest}. Personen er født i {born}."
    if model is Education:
        wrong |= _check_education(values)
    if model is LanguageLevel and not any(values.get(column) for column, _ in LANGUAGE_SKILLS):
        wrong["oral"] = "Velg minst ett nivå. Velg A0 hvis personen ikke kan språket ennå."
    years = values.get("years")
    if years is not None and not 0 < years <= today.year - born:
        wrong["years"] = f"Skriv et antall år mellom 0,1 og {today.year - born}. Personen er født i {born}."
    if wrong:
        raise Incomplete(wrong)


def _check_education(values: dict) -> dict[str, str]:
    wrong = {}
    start, end = values.get("from_year"), values.get("to_year")
    if start and end and end < start:
        wrong["to_year"] = "Sluttåret er før startåret. Rett ett av dem."
    status = values.get("recognition")
    if status in (Recognition.SENT, Recognition.ANSWERED) and not values.get("sent_on"):
        wrong["sent_on"] = "Skriv datoen søknaden ble sendt. Da kan vi se hvor lenge den har ventet."
    if status == Recognition.ANSWERED:
        if not values.get("answered_on"):
            wrong["answered_on"] = "Skriv datoen svaret kom."
        elif values.get("sent_on") and values["answered_on"] < values["sent_on"]:
            wrong["answered_on"] = "Svaret kan ikke komme før søknaden ble sendt. Rett en av datoene."
        if not values.get("outcome"):
            wrong["outcome"] = "Velg hva svaret ble."
    elif values.get("answered_on") or values.get("outcome"):
        wrong["recognition"] = "Du har skrevet et svar. Velg «Svar mottatt», eller ta bort dato og resultat."
    return wrong


def _kind(model: type[Fact]) -> str:
    return {
        "education": "utdanning",
        "workexperience": "arbeid",
        "skill": "ferdighet",
        "languagelevel": "språknivå",
        "wish": "ønske",
        "guidanceresult": "karriereveiledning",
        "guidancestep": "steg fra karriereveiledning",
    }[model._meta.model_name]


def _json(values: dict) -> dict:
    plain = (str, int, float, bool, type(None))
    return {
        name: value if isinstance(value, plain) else str(getattr(value, "pk", value)) for name, value in values.items()
    }
