"""`samlop nightly` and `samlop work`: the night's assessment of everybody, and the worker that does what waits."""

import datetime as dt
import os
import sys
import time


def add_parser(subparsers) -> None:
    """`samlop nightly [--on DATE] [--processes N]` and `samlop work [--once]`."""
    nightly = subparsers.add_parser(
        "nightly",
        help="spør loven om alle på nytt, og legg forskjellene fram som arbeid",
        description="Vurderer alle i alle kommuner, og legger fram det som er blitt annerledes. Endrer ingenting som "
        "gjelder. Kjøres om natta; to ganger samme dag gjør ingen skade.",
    )
    nightly.add_argument("--on", metavar="DATO", type=dt.date.fromisoformat, help="dagen, ÅÅÅÅ-MM-DD; ellers i dag")
    nightly.add_argument("--processes", type=int, default=os.cpu_count() or 1, metavar="N", help="så mange om gangen")
    nightly.set_defaults(run=run_nightly)
    work = subparsers.add_parser(
        "work", help="gjør det som venter i bakgrunnen: prøving av regler, og natta når den kommer"
    )
    work.add_argument("--once", action="store_true", help="gjør det som venter nå, og slutt")
    work.add_argument("--parent", type=int, default=0, help="slutt når denne prosessen er borte")
    work.set_defaults(run=run_work)


def run_nightly(args) -> int:
    """Assesses everybody, and says how it went."""
    from samlop.config.cli.main import with_django

    with_django()
    from samlop.assessment import tasks
    from samlop.core import clock

    at = clock.now()
    began, people, found = time.perf_counter(), 0, 0
    for _, count, new in tasks.night(on=args.on or at.date(), at=at, helpers=args.processes):
        people, found = people + count, found + new
    print(f"  {people} personer vurdert, {found} svar er annerledes, på {time.perf_counter() - began:.1f} sekunder.")
    return 0


def run_work(args) -> int:
    """Works until it is stopped."""
    from samlop.config.cli.main import with_django

    with_django()
    from samlop.assessment import actions, tasks
    from samlop.core import clock

    if args.once:
        while actions.go_on(now=clock.now):
            pass
        return 0
    try:
        tasks.work(now=clock.now, parent=args.parent)
    except KeyboardInterrupt:
        print("Stoppet.", file=sys.stderr)
    return 0
