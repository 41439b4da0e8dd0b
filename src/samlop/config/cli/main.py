"""The command `samlop`: one entry for all that is done from a terminal.

Each subcommand lives in its own module beside this one, with `add_parser(subparsers)` and `run(args) -> exit code`.
Django is loaded only by those that need the database.
"""

import argparse
import importlib
import os
import sys

COMMANDS = ("law", "plan", "pathway", "imports", "demo", "nightly", "start")


def main(argv: list[str] | None = None) -> int:
    """Runs one subcommand; returns its exit code. `samlop manage ...` hands over to Django's own commands."""
    argv = sys.argv[1:] if argv is None else argv
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samlop.config.settings")
    if argv[:1] == ["manage"]:
        from django.core.management import execute_from_command_line

        execute_from_command_line(["samlop manage", *argv[1:]])
        return 0
    parser = argparse.ArgumentParser(
        prog="samlop", description="Samløp: ett løp fra anmodning til arbeid, utdanning eller en trygg hverdag."
    )
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="kommando")
    for name in COMMANDS:
        importlib.import_module(f"samlop.config.cli.{name}").add_parser(subparsers)
    subparsers.add_parser("manage", help="Djangos egne kommandoer (migrate, shell ...)")
    args = parser.parse_args(argv)
    try:
        return args.run(args)
    except BrokenPipeError:  # the reader, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if (said := _told(error)) is None:
            raise
        print(said, file=sys.stderr)
        return 2


def _told(error: Exception) -> str | None:
    """What went wrong with the database, in words; None when it is something else. Never the text of the error itself."""
    kind = type(error)
    if kind.__module__ != "django.db.utils":
        return None
    if kind.__name__ == "ProgrammingError" or "no such table" in str(error):
        return "Databasen mangler tabellene sine. Kjør «samlop manage migrate», eller «samlop start», og prøv igjen."
    if kind.__name__ == "OperationalError":
        return "Databasen svarer ikke, eller er opptatt. Se at den går, og at SAMLOP_DATABASE_URL peker på den."
    return None


def with_django() -> None:
    """Loads Django, for the commands that read or write the database."""
    import django

    django.setup()


if __name__ == "__main__":
    sys.exit(main())
