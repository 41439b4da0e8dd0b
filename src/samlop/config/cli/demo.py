"""`samlop demo`: fills an empty database with an invented municipality, or an invented country for benchmarks."""

import datetime as dt
import sys
import time

SIZES = ("small", "middle", "large", "nation")


def add_parser(subparsers) -> None:
    """`samlop demo [--size S] [--seed N] [--on DATE] [--number N] [--name NAME] [--fresh]`."""
    parser = subparsers.add_parser("demo", help="fyll en tom database med en oppdiktet kommune")
    parser.add_argument(
        "--size",
        choices=SIZES,
        default="middle",
        help="small: 60 personer, middle: 450, large: 3 000, nation: 100 000 i 357 kommuner",
    )
    parser.add_argument("--seed", type=int, default=1, help="samme tall gir samme mennesker")
    parser.add_argument(
        "--on", type=dt.date.fromisoformat, metavar="DATO", help="dagen kommunen vises på (ellers i dag)"
    )
    parser.add_argument("--number", default="", help="et kommunenummer som ikke finnes (70-79)")
    parser.add_argument("--name", default="", help="et oppdiktet kommunenavn")
    parser.add_argument("--fresh", action="store_true", help="tøm databasen først (bare på prøveinstallasjoner)")
    parser.set_defaults(run=run)


def run(args) -> int:
    """Loads, and prints what was made, how to sign in, and how long it took."""
    if args.number and not (len(args.number) == 4 and args.number.isdigit() and args.number.startswith("7")):
        print("Kommunenummeret må ha fire sifre og begynne på 7: slike finnes ikke i virkeligheten.", file=sys.stderr)
        return 2
    from samlop.config.cli.main import with_django

    with_django()
    from django.core.management import call_command

    from samlop.core.errors import Refused

    call_command("migrate", verbosity=0, interactive=False)
    try:
        load(args.size, args.seed, args.on, number=args.number, name=args.name, fresh=args.fresh)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


def load(
    size: str = "middle",
    seed: int = 1,
    on: dt.date | None = None,
    *,
    number: str = "",
    name: str = "",
    fresh: bool = False,
    quiet: bool = False,
):
    """Loads the invented municipality (or country), and says so. Returns what was written.

    Refuses on an installation with real people, and when the database holds people already and `fresh` is not asked for.
    """
    from django.conf import settings

    from samlop.core import clock
    from samlop.core.errors import Refused
    from samlop.demo import generate
    from samlop.demo import load as demo

    if not settings.TEST_DATA:
        raise Refused(
            "Dette er ikke en prøveinstallasjon, og oppdiktede mennesker hører ikke hjemme her. "
            "Bruk en egen database, med SAMLOP_TEST_DATA=true."
        )
    if demo.in_use():
        if not fresh:
            raise Refused(
                "Databasen har allerede mennesker. Kjør «samlop demo --fresh» hvis alt i den skal slettes og lages på "
                "nytt, eller velg en annen database med SAMLOP_DATABASE_URL."
            )
        demo.clear()
    began = time.perf_counter()
    day = on or clock.today()
    if size == "nation":
        loaded = demo.load_nation(generate.nation(seed=seed, on=day), tell=None if quiet else _tell)
    else:
        town = generate.one(size=size, seed=seed, on=day, number=number, name=name)
        loaded = demo.load_town(town)
        demo.assess(town)
    if not quiet:
        _report(loaded, time.perf_counter() - began)
    return loaded


def _tell(loaded) -> None:
    if loaded.municipalities % 25 == 0:
        print(f"  {loaded.municipalities} kommuner, {_thousands(loaded.people)} personer", flush=True)


def _report(loaded, seconds: float) -> None:
    from samlop.access.views import DEMO_PASSWORD
    from samlop.demo.scenes import SCENES

    towns = "1 oppdiktet kommune" if loaded.municipalities == 1 else f"{loaded.municipalities} oppdiktede kommuner"
    print(
        f"  {towns}: {_thousands(loaded.people)} personer i {_thousands(loaded.households)} husstander, "
        f"{_thousands(loaded.steps)} steg, på {seconds:.1f} sekunder."
    )
    print("  Kari har disse sakene (husstandens nummer):")
    for scene, words in SCENES.items():
        if scene in loaded.scenes:
            print(f"    {loaded.scenes[scene]:>6}  {words}")
    print(f"  Logg inn som {', '.join(loaded.sign_ins)}. Passord for alle: {DEMO_PASSWORD}")


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", " ")
