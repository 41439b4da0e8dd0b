"""Takes in one settlement list in this process and prints the seconds. Called by `imports.py` on an empty database."""

import sys
import time

import django

django.setup()

from django.conf import settings  # noqa: E402

from samlop.access.models import Team, User  # noqa: E402
from samlop.core import clock  # noqa: E402
from samlop.core.models import Municipality  # noqa: E402
from samlop.pathway import actions as pathway  # noqa: E402
from samlop.pathway.models import Step  # noqa: E402
from samlop.people.models import Person  # noqa: E402
from samlop.settlement import actions  # noqa: E402
from samlop.settlement.intake import reading  # noqa: E402

HEAD = "Nr;Husstand;Rolle;Relasjoner;Fornavn;Etternavn;Fødselsdato;Kjønn;DUF-nummer;Statsborgerskap;Språk;Trenger tolk;Tillatelse;Innvilget;Kommer som;Anmodet;Avtalt bosettingsdato;Skolenivå;Kilde;Kildedato"
FAMILY = (
    ("hovedperson", "forelder til {c}, {d}", "Amal{n}", "01.05.19{y}", "kvinne", "ikke fullført videregående"),
    ("ektefelle", "forelder til {c} og {d}", "Omar{n}", "03.02.19{y}", "mann", "videregående"),
    ("", "", "Lina{n}", "05.09.2024", "jente", ""),
    ("", "", "Sami{n}", "09.03.2018", "gutt", ""),
)


def a_list(rows: int) -> bytes:
    """Families of four, all invented, as CSV."""
    lines = [HEAD]
    for n in range(rows // 4):
        first = 4 * n + 1
        for k, (role, relations, given, born, sex, school) in enumerate(FAMILY):
            told = relations.format(c=first + 2, d=first + 3)
            lines.append(
                f"{first + k};H{n};{role};{told};{given.format(n=_letters(n))};Haddad{_letters(n * 7)};{born.format(y=75 + n % 25)};{sex};"
                f"2026{10_000_000 + 4 * n + k};Syria;arabisk;ja;overføringsflyktning;28.09.2026;overføringsflyktning;12.11.2026;18.01.2027;{school};bosettingslista;16.11.2026"
            )
    return "\n".join(lines).encode()


def _letters(n: int) -> str:
    return "".join(chr(97 + int(c)) for c in str(n))


def main() -> None:
    """Reads, looks over and takes in; prints one line."""
    rows = int(sys.argv[1])
    municipality = Municipality.objects.create(number="9901", name="Målekommunen")
    team = Team.objects.create(municipality=municipality, name="Team")
    user = User.objects.create_user("per", municipality=municipality, role="coordinator", name="Per", team=team)
    pathway.ensure_defaults(municipality, clock.now())
    content = a_list(rows)
    began = time.perf_counter()
    at = clock.now()
    sheet = reading.read(content, max_bytes=settings.MAX_UPLOAD_BYTES, test_data=True)
    listed = actions.read_list(sheet=sheet, file_name="liste.csv", dated_on=at.date(), team=team, by=user, at=at)
    plan = actions.plan_of(listed, by=user, today=at.date())
    looked = time.perf_counter()
    if plan.stops:
        raise SystemExit("the list has faults: the measurement would say nothing")
    actions.confirm(listed=listed, seen=None, by=user, at=at)
    done = time.perf_counter()
    people, steps = Person.objects.count(), Step.objects.count()
    print(
        f"{people:,} rows in {done - began:.1f} s ({looked - began:.1f} s until the preview stands, {done - looked:.1f} s to take in), "
        f"{steps:,} steps of pathway laid. Goal: 20 s."
    )


if __name__ == "__main__":
    main()
