"""Writes the documentation of the law in the product to a PDF file. Needs Django's settings for the fonts, and no database."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any


def add_parser(acts: Any) -> None:
    """Adds `samlop law document`."""
    document = acts.add_parser("document", help="skriv hele regelverket som et dokument (PDF)")
    document.add_argument("--out", metavar="FIL.pdf", default="regelverket-i-samlop.pdf", help="filen som skal skrives")
    document.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Writes the file. Returns 0, or 2 with a sentence on stderr when it cannot be written."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samlop.config.settings")
    import django

    django.setup()
    from samlop.core import clock
    from samlop.lawbook.document import render

    made = render(at=clock.now())
    try:
        Path(args.out).write_bytes(made.pdf)
    except OSError as wrong:
        told = wrong.strerror or "navnet kan ikke brukes"
        print(f"{args.out}: Filen kan ikke skrives: {told}. Velg en annen mappe med --out.", file=sys.stderr)
        return 2
    print(f"{args.out}: {made.pages} sider")
    return 0
