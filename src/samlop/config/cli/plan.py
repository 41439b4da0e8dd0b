"""`samlop plan`: plans from files, without Django or a database. Each act lives in a module `plan_<act>` beside this one."""

from __future__ import annotations

import importlib
from typing import Any

ACTS: tuple[str, ...] = ("person", "check", "psplib", "cohort")


def add_parser(subparsers: Any) -> None:
    """Adds `samlop plan <act>` for each of `ACTS`; a module `plan_<act>` has `add_parser(acts)`, which sets `run`."""
    plan = subparsers.add_parser("plan", help="legg planer: rekkefølge, uker og plasser, med grunn")
    acts = plan.add_subparsers(dest="act", required=True, metavar="handling")
    for act in ACTS:
        importlib.import_module(f"samlop.config.cli.plan_{act}").add_parser(acts)
