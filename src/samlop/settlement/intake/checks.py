"""Checks what only shows when facts are held together: the dates of one person, the rows of one household, the whole file.

Pure: no database, no clock. Remarks are put on the rows they are about.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from samlop.core.calendar import age_on, short_date
from samlop.people import names
from samlop.people.models import Protection
from samlop.settlement.intake.columns import heading
from samlop.settlement.intake.remarks import error, note, warning
from samlop.settlement.intake.values import Listed

YOUNGEST_PARENT = 12
SYMMETRIC = ("spouse", "cohabitant", "sibling", "other")


@dataclass(slots=True)
class Family:
    """One household of the file: its rows, what stands about the household, and who to ask for."""

    ref: str
    rows: list[Listed]
    values: dict = field(default_factory=dict)
    contact: int = 0  # row number


@dataclass(slots=True)
class Checked:
    """The file as households, and the relations as (row, kind, other row): `row` is <kind> `other`."""

    families: list[Family]
    relations: dict[tuple[int, int, str], None]


def check(people: list[Listed], *, today: dt.date) -> Checked:
    """Holds all rows together. Adds remarks to the rows."""
    for one in people:
        _one_person(one, today)
    _same_twice(people)
    families = _families(people, today)
    relations = _relations(people, families)
    _ages(people, relations, today)
    return Checked(families, relations)


def _one_person(one: Listed, today: dt.date) -> None:
    def bad(key: str, text: str) -> None:
        one.remarks.append(error(one.row, key, text))

    def odd(key: str, text: str) -> None:
        one.remarks.append(warning(one.row, key, text))

    born, arrived, settled = (one.person.get(key) for key in ("birth_date", "arrived_on", "settled_on"))
    household = one.of_household
    if born and born > today:
        bad("birth_date", f"Fødselsdatoen {short_date(born)} er fram i tid.")
    for key, day in (("arrived_on", arrived), ("settled_on", settled)):
        if day and born and day < born:
            bad(key, f"{short_date(day)} er før personen ble født {short_date(born)}.")
    if arrived and arrived > today:
        odd("arrived_on", "Datoen er fram i tid. Er det dagen personen ventes?")
    if settled and settled > today:
        bad(
            "settled_on",
            f"Bosatt {short_date(settled)} er fram i tid. En avtalt dag skrives i kolonnen «{heading('settles_on')}».",
        )
    for permit in one.permits:
        if born and permit.granted_on < born:
            bad(
                "granted_on",
                f"Tillatelsen er innvilget {short_date(permit.granted_on)}, før personen ble født {short_date(born)}.",
            )
        if permit.granted_on > today:
            bad("granted_on", f"Tillatelsen er innvilget {short_date(permit.granted_on)}, som er fram i tid.")
        if permit.applied_on and permit.applied_on > permit.granted_on:
            bad("applied_on", "Søknaden er datert etter at tillatelsen ble innvilget.")
    _permits_together(one, today, bad, odd)
    requested, accepted, settles = (household.get(key) for key in ("requested_on", "accepted_on", "settles_on"))
    for key, day in (("requested_on", requested), ("accepted_on", accepted)):
        if day and day > today:
            bad(key, f"{short_date(day)} er fram i tid.")
    if requested and accepted and accepted < requested:
        bad("accepted_on", "Kommunen kan ikke ha svart før den ble spurt.")
    if requested and settles and settles < requested:
        bad("settles_on", f"Avtalt dag {short_date(settles)} er før kommunen ble spurt {short_date(requested)}.")
    if settles and settles < today and not settled:
        odd("settles_on", "Avtalt dag er passert, og det står ikke om personen har flyttet inn.")
    if born and one.person.get("unaccompanied_minor") and age_on(born, today) >= 18:
        odd("unaccompanied_minor", "Personen er ført som enslig mindreårig, men er fylt 18 år.")
    if "language" not in one.person:
        odd("languages", "Det står ikke hvilket språk personen snakker. Da vet vi ikke hvilken tolk som trengs.")
    if not one.permits:
        odd("permit", "Det står ingen oppholdstillatelse. Loven kan ikke vurderes før den er kjent.")


def _permits_together(one: Listed, today: dt.date, bad, odd) -> None:
    days = [permit.granted_on for permit in one.permits]
    if len(set(days)) < len(days):
        bad("earlier_permits", "To tillatelser er innvilget samme dag. Behold den som gjelder.")
        return
    still = [permit for permit in one.permits if permit.ended_on is None or permit.ended_on > today]
    if len(still) > 1:
        bad(
            "earlier_permits" if len(one.permits) > 1 else "permit",
            "To tillatelser gjelder samtidig. Skriv siste dag på den som er avløst.",
        )
        return
    for earlier, later in zip(one.permits, one.permits[1:], strict=False):
        if earlier.ended_on is None:
            bad("earlier_permits", "En tidligere tillatelse mangler siste dag.")
        elif earlier.ended_on > later.granted_on:
            odd("earlier_permits", "To tillatelser overlapper i tid. Sjekk siste dag på den første.")
    if one.permits and not still:
        odd("ended_on", "Tillatelsen har gått ut. Er den fornyet?")


def name_key(given: str, family: str) -> str:
    """What makes two names the same: the parts, whatever their order, accents and hyphens."""
    return " ".join(sorted(names.parts(f"{given} {family}")))


def sound_key(given: str, family: str) -> str:
    """What makes two names sound the same, part by part."""
    return " ".join(sorted(names.sound(part) for part in names.parts(f"{given} {family}")))


def _same_twice(people: list[Listed]) -> None:
    for key, words in (("duf", "DUF-nummeret"), ("identity_number", "Personnummeret")):
        first: dict[str, int] = {}
        for one in people:
            if not (number := one.person.get(key)):
                continue
            if number in first:
                one.remarks.append(
                    error(one.row, key, f"{words} står også på rad {first[number]}. Et nummer tilhører én person.")
                )
            else:
                first[number] = one.row
    exact: dict[tuple, int] = {}
    alike: dict[tuple, int] = {}
    refs: dict[str, int] = {}
    for one in people:
        if one.nr and refs.setdefault(one.nr.casefold(), one.row) != one.row:
            one.remarks.append(
                error(one.row, "nr", f"Nummeret «{one.nr[:20]}» står også på rad {refs[one.nr.casefold()]}.")
            )
        given, family, born = (one.person.get(key) for key in ("given_name", "family_name", "birth_date"))
        if not (given and family and born):
            continue
        same, sounds = (name_key(given, family), born), (sound_key(given, family), born)
        if same in exact:
            one.remarks.append(
                error(
                    one.row,
                    "",
                    f"Samme navn og fødselsdato står på rad {exact[same]}. Er det samme person, behold én av radene.",
                )
            )
        elif sounds in alike:
            one.remarks.append(
                warning(
                    one.row, "", f"Navnet ligner på rad {alike[sounds]}, med samme fødselsdato. Er det samme person?"
                )
            )
        exact.setdefault(same, one.row)
        alike.setdefault(sounds, one.row)


def _families(people: list[Listed], today: dt.date) -> list[Family]:
    grouped: dict[str, list[Listed]] = defaultdict(list)
    for one in people:
        grouped[one.household.casefold() or f"rad {one.row}"].append(one)
    families = [Family(ref=rows[0].household, rows=rows) for rows in grouped.values()]
    for family in families:
        for one in family.rows:
            for key, value in one.of_household.items():
                if family.values.setdefault(key, value) != value:
                    said = short_date(value) if isinstance(value, dt.date) else "noe annet"
                    one.remarks.append(
                        error(
                            one.row,
                            key,
                            f"Husstanden har to ulike svar på «{heading(key)}». Her står {said}. Skriv det samme på alle radene.",
                        )
                    )
        _who_is_who(family, today)
    return families


def _who_is_who(family: Family, today: dt.date) -> None:
    rows = family.rows
    mains = [one for one in rows if one.role == "main"]
    for extra in mains[1:]:
        extra.remarks.append(
            error(
                extra.row, "role", f"Husstanden har to hovedpersoner: rad {mains[0].row} og rad {extra.row}. Velg én."
            )
        )
    if not mains and any(one.role for one in rows):
        rows[0].remarks.append(
            error(
                rows[0].row,
                "role",
                "Husstanden har ingen hovedperson. Da vet vi ikke hvem de andre er i slekt med. Skriv «hovedperson» på én rad.",
            )
        )
    if not mains and len(rows) > 1 and not any(one.role or one.relations for one in rows):
        rows[0].remarks.append(
            warning(
                rows[0].row,
                "role",
                "Det står ikke hvem som er hvem i husstanden. Skriv rolle eller relasjoner, eller fyll det ut senere.",
            )
        )
    by_age = sorted(rows, key=lambda one: one.person.get("birth_date") or dt.date.max)
    family.contact = (mains or by_age)[0].row
    born = [one.person["birth_date"] for one in rows if "birth_date" in one.person]
    minors = any(one.person.get("unaccompanied_minor") for one in rows)
    if born and len(born) == len(rows) and not minors and all(age_on(day, today) < 18 for day in born):
        rows[0].remarks.append(
            warning(rows[0].row, "birth_date", "Alle i husstanden er under 18 år. Er de enslige mindreårige?")
        )
    if any(one.person.get("protection") for one in rows):
        said = {Protection(one.person["protection"]).label.lower() for one in rows if one.person.get("protection")}
        rows[0].remarks.append(
            note(
                rows[0].row,
                "protection",
                f"Én i husstanden har {' og '.join(sorted(said))}. Hele husstanden blir skjult for alle andre enn dem som har saken.",
            )
        )


def _relations(people: list[Listed], families: list[Family]) -> dict[tuple[int, int, str], None]:
    """All relations of the file, by roles and by words, each once."""
    by_ref = {one.nr.casefold(): one for one in people if one.nr}
    by_row = {str(one.row): one for one in people}
    found: dict[tuple[int, int, str], None] = {}

    def add(one: Listed, kind: str, other: Listed) -> None:
        first, second = (other, one) if kind == "child" else (one, other)
        kind = "parent" if kind == "child" else kind
        if kind in SYMMETRIC and first.row > second.row:
            first, second = second, first
        found[(first.row, second.row, kind)] = None

    for family in families:
        main = next((one for one in family.rows if one.role == "main"), None)
        for one in family.rows:
            if main and one is not main and one.role and one.role != "main":
                add(one, one.role, main)
    for one in people:
        for relation in one.relations:
            other = by_ref.get(relation.ref.casefold()) or (None if by_ref else by_row.get(relation.ref))
            if other is None:
                where = "nummeret i kolonnen «Nr»" if by_ref else "radnummeret i arket"
                one.remarks.append(
                    error(
                        one.row,
                        "relations",
                        f"Ingen rad har nummer «{relation.ref[:20]}». Skriv {where} til den det gjelder.",
                    )
                )
            elif other is one:
                one.remarks.append(error(one.row, "relations", "Personen er ført som i slekt med seg selv."))
            else:
                add(one, relation.kind, other)
    for family in families:
        _second_parent(family, found)
    return found


def _second_parent(family: Family, relations: dict) -> None:
    """Points out children who have one parent on record in a household where that parent has a partner."""
    main = next((one for one in family.rows if one.role == "main"), None)
    partner = next((one for one in family.rows if one.role in ("spouse", "cohabitant")), None)
    if main and partner:
        alone = [
            str(one.row)
            for one in family.rows
            if (main.row, one.row, "parent") in relations and (partner.row, one.row, "parent") not in relations
        ]
        if alone:
            partner.remarks.append(
                note(
                    partner.row,
                    "relations",
                    f"Barna på rad {', '.join(alone)} er bare ført på hovedpersonen. Er denne personen også forelder, skriv «forelder til …».",
                )
            )


def _ages(people: list[Listed], relations: dict, today: dt.date) -> None:
    by_row = {one.row: one for one in people}
    for first, second, kind in relations:
        one, other = by_row[first], by_row[second]
        born, other_born = one.person.get("birth_date"), other.person.get("birth_date")
        if kind == "parent" and (second, first, "parent") in relations:
            one.remarks.append(
                error(one.row, "relations", f"Rad {first} og rad {second} er ført som forelder til hverandre.")
            )
        elif kind == "parent" and born and other_born:
            if other_born <= born:
                other.remarks.append(
                    error(
                        other.row,
                        "birth_date",
                        f"Barnet er født {short_date(other_born)}, og forelderen på rad {first} er født {short_date(born)}. Barnet kan ikke være eldst.",
                    )
                )
            elif age_on(born, other_born) < YOUNGEST_PARENT:
                other.remarks.append(
                    warning(
                        other.row,
                        "birth_date",
                        f"Forelderen på rad {first} var {age_on(born, other_born)} år da barnet ble født. Stemmer datoene?",
                    )
                )
        elif kind in ("spouse", "cohabitant"):
            for who in (one, other):
                if (day := who.person.get("birth_date")) and age_on(day, today) < 18:
                    who.remarks.append(
                        warning(
                            who.row,
                            "role",
                            "Personen er under 18 år og ført som ektefelle eller samboer. Sjekk at det stemmer.",
                        )
                    )
