"""`samlop start`: makes the database ready, brings the invented municipality the first time, and serves the pages."""

import os
import subprocess
import sys


def add_parser(subparsers) -> None:
    """`samlop start [--port N] [--empty]`."""
    parser = subparsers.add_parser("start", help="gjør klar databasen og start tjeneren")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2, help="så mange som maskinen har kjerner")
    parser.add_argument("--empty", action="store_true", help="uten den oppdiktede kommunen")
    parser.set_defaults(run=run)


def run(args) -> int:
    """Migrates, loads the middle municipality into an empty database, prints the way in, and becomes the server."""
    from samlop.config.cli.main import with_django

    with_django()
    from django.core.management import call_command

    from samlop.access.models import User

    call_command("migrate", verbosity=0, interactive=False)
    if not args.empty and not User.objects.exists():
        from samlop.config.cli.demo import load

        load(size="middle", seed=1)
    count_for_the_planner()
    print(f"\n  Samløp: http://{args.host}:{args.port}/\n", flush=True)
    from django.conf import settings

    if settings.TEST_DATA:
        from samlop.access.views import DEMO_PASSWORD

        print(
            f"  Prøv som kari (rådgiver), per (koordinator), lise (teamleder), ola (lærer), nina (administrator),\n  rune (revisor) eller olena (oversetter). Passord for alle: {DEMO_PASSWORD}\n  Stopp med Ctrl-C.\n",
            flush=True,
        )
    # What waits in the background, beside the server and as long as it: the server takes over this process' number.
    subprocess.Popen([sys.executable, "-m", "samlop.config.cli", "work", "--parent", str(os.getpid())])
    os.execv(
        sys.executable,
        [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", args.host, "--port", str(args.port),
            "--workers", str(args.workers), "--blocking-threads", "1", "--backpressure", "64", "--no-ws",
            "--log-level", "warning", "samlop.config.wsgi:application",
        ],
    )  # fmt: skip


def count_for_the_planner() -> None:
    """Lets SQLite count what its indexes hold. Without it, it guesses that a municipality has ten people, and reads all.

    A sample is enough: 0.1 s on a hundred thousand people. PostgreSQL does this by itself.
    """
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("ANALYZE")
