"""`samlop import FILE`: reads in a settlement list from the terminal, with the same findings as the page, as text."""

import argparse
import datetime as dt
import sys
from pathlib import Path

OK, ERRORS, USAGE = 0, 1, 2


def add_parser(subparsers) -> None:
    """`samlop import FILE [--municipality NUMBER] [--as USERNAME] [--dated DATE] [--dry-run]`."""
    parser = subparsers.add_parser(
        "import",
        help="les inn en bosettingsliste (CSV eller XLSX)",
        description="Leser inn en bosettingsliste. Alt blir lest inn, eller ingenting. Svarer 0 når det gikk bra, 1 når "
        "noe i lista må rettes, 2 når kommandoen er brukt feil.",
    )
    parser.add_argument("file", metavar="FIL", type=Path)
    parser.add_argument("--municipality", metavar="NUMMER", help="kommunenummer; kan utelates når det bare er én")
    parser.add_argument("--as", dest="username", metavar="BRUKERNAVN", help="les inn på vegne av denne brukeren")
    parser.add_argument(
        "--dated", metavar="DATO", type=dt.date.fromisoformat, help="dagen lista er datert, ÅÅÅÅ-MM-DD; i dag"
    )
    parser.add_argument("--dry-run", action="store_true", help="vis hva som ville skje, og skriv ingenting")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Reads, says what it found, and imports when nothing stops it. Returns the exit code."""
    from samlop.config.cli.main import with_django

    with_django()
    from django.conf import settings
    from django.core.exceptions import PermissionDenied
    from django.db import transaction

    from samlop.core import clock
    from samlop.core.errors import Refused
    from samlop.settlement import actions
    from samlop.settlement.intake import reading
    from samlop.settlement.intake.remarks import Unreadable

    user, municipality, problem = _who(args)
    if problem:
        return _say(problem, USAGE)
    try:
        size = args.file.stat().st_size
        # A file that is far too large is never read into memory; `read` says so by its length.
        content = args.file.read_bytes() if size <= settings.MAX_UPLOAD_BYTES else bytes(settings.MAX_UPLOAD_BYTES + 1)
    except OSError:
        return _say("Fila finnes ikke, eller kan ikke leses.", USAGE)
    at = clock.now()
    try:
        sheet = reading.read(content, max_bytes=settings.MAX_UPLOAD_BYTES, test_data=settings.TEST_DATA)
        with transaction.atomic():
            # One transaction for preview and import: nothing is left behind, not even the preview, when it stops.
            listed = actions.read_list(
                sheet=sheet, file_name=args.file.name, dated_on=args.dated or at.date(), municipality=municipality,
                by=user, at=at,
            )  # fmt: skip
            plan = actions.plan_of(listed, by=user, today=at.date())
            _tell(plan)
            if plan.stops:
                transaction.set_rollback(True)
                return _say("Ingenting er lest inn. Rett det som er merket «Må rettes», og prøv igjen.", ERRORS)
            if args.dry_run:
                transaction.set_rollback(True)
                print("Prøvekjøring: ingenting er lest inn.")
                return OK
            listed = actions.confirm(listed=listed, seen=None, by=user, at=at)
    except (Refused, Unreadable) as why:
        return _say(str(why), ERRORS)
    except PermissionDenied as why:
        return _say(str(why), USAGE)
    print("Lest inn: " + ", ".join(f"{count} {name}" for name, count in listed.result.items()) + ".")
    return OK


def _who(args: argparse.Namespace):
    """(user or None, municipality, what is wrong with the command)."""
    from samlop.access.models import User
    from samlop.core.models import Municipality

    user = None
    if args.username:
        user = (
            User.objects.filter(username=args.username.lower(), is_active=True).select_related("municipality").first()
        )
        if user is None:
            return None, None, "Det finnes ingen aktiv bruker med det navnet."
        if args.municipality and user.municipality.number != args.municipality:
            return None, None, "Brukeren hører til en annen kommune enn den du har valgt."
        return user, user.municipality, ""
    places = list(Municipality.objects.order_by("number"))
    if args.municipality:
        place = next((place for place in places if place.number == args.municipality), None)
        return None, place, "" if place else "Det finnes ingen kommune med det nummeret her."
    if len(places) != 1:
        return None, None, "Velg kommune med --municipality NUMMER." if places else "Det finnes ingen kommune her ennå."
    return None, places[0], ""


def _tell(plan) -> None:
    """The findings as text: the file first, then the rows in order."""
    from samlop.settlement.intake.columns import heading

    for remark in plan.remarks:
        print(f"{remark.word}: {remark.text}")
    for person in sorted(plan.people, key=lambda one: one.row):
        for change in person.changes:
            verb = "blir" if change.applies else "blir ikke"
            print(f"Rad {person.row}, {change.label}: {change.old} {verb} {change.new}. {change.why_not}".rstrip())
        for remark in person.listed.remarks:
            where = f", {heading(remark.column)}" if remark.column else ""
            print(f"Rad {person.row}{where}. {remark.word}: {remark.text}")
    counts = plan.counts
    print(
        f"{len(plan.people)} rader: {counts['rows_new']} nye, {counts['rows_update']} endres, "
        f"{counts['rows_same']} uten endring, {counts['rows_stopped']} må rettes."
    )


def _say(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code
