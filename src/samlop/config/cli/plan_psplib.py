"""`samlop plan psplib FILE...`: runs the scheduling core on public instances in the Patterson format."""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from pathlib import Path
from typing import Any

LARGEST = 20_000_000  # bytes


def add_parser(acts: Any) -> None:
    """Adds the act."""
    psplib = acts.add_parser("psplib", help="kjør planleggeren på offentlige prøver i Patterson-format")
    psplib.add_argument("files", metavar="FIL", nargs="+", help="ett eller flere prosjekter (PSPLIB, MPLIB)")
    psplib.add_argument("--seconds", type=float, default=5.0, help="tidsgrense for hver fil")
    psplib.add_argument("--schedules", type=int, help="arbeidsgrense: antall planer; gir samme svar på alle maskiner")
    psplib.add_argument("--seed", type=int, default=1, help="frø; samme frø og arbeidsgrense gir samme svar")
    psplib.add_argument("--json", action="store_true", help="skriv JSON")
    psplib.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints makespan and bound for each file. Returns 0, or 2 with sentences on stderr for what cannot be used."""
    from samlop.planning.core import exact, patterson
    from samlop.planning.core.project import UnusableProject, faults
    from samlop.planning.core.solve import solve

    if not math.isfinite(args.seconds) or args.seconds <= 0 or (args.schedules is not None and args.schedules < 1):
        print("--seconds og --schedules må være over null.", file=sys.stderr)
        return 2
    if args.seed < 0:
        print("--seed kan ikke være negativ.", file=sys.stderr)
        return 2
    exact.available()  # loaded before the first clock starts
    status, shown = 0, []
    try:
        for name in args.files:
            begun = time.perf_counter()
            try:
                project = patterson.read(_text(name))
            except (UnusableProject, OSError, UnicodeDecodeError) as bad:
                print(f"{name}: {_words(bad)}", file=sys.stderr)
                status = 2
                continue
            left = args.seconds - (time.perf_counter() - begun)
            answer = solve(project, seed=args.seed, clock=time.perf_counter, seconds=left, schedules=args.schedules)
            wrong = faults(project, answer.starts)
            if wrong:
                print(f"{name}: planen holder ikke. {' '.join(wrong[:3])}", file=sys.stderr)
                return 3
            row = {
                "instance": Path(name).name,
                "makespan": answer.makespan,
                "bound": answer.bound,
                "seconds": round(time.perf_counter() - begun, 3),
            }
            shown.append(row)
            if not args.json:
                proven = " (bevist best)" if answer.proven else ""
                print(
                    f"{row['instance']}: {answer.makespan} perioder{proven}, ikke under {answer.bound}, {row['seconds']} s",
                    flush=True,
                )
            if answer.interrupted:
                raise KeyboardInterrupt
    except KeyboardInterrupt:
        print("Avbrutt. Det som er funnet, står.", file=sys.stderr)
        status = 130
    if args.json:
        print(json.dumps(shown, ensure_ascii=False, indent=2))
    return status


def _text(name: str) -> str:
    path = Path(name)
    if path.stat().st_size > LARGEST:
        raise OSError(0, f"filen er større enn {LARGEST // 1_000_000} MB")
    return path.read_text("utf-8")


def _words(bad: Exception) -> str:
    if isinstance(bad, FileNotFoundError):
        return "filen finnes ikke."
    if isinstance(bad, UnicodeDecodeError):
        return "filen er ikke tekst i UTF-8."
    if isinstance(bad, OSError):
        return f"filen kan ikke leses: {bad.strerror}."
    return str(bad)
