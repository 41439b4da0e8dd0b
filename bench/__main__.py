"""`make bench`: the figures of the first pathway. See bench/README.md for what is measured and how to read it."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from bench import imports, pages, report
from bench.database import ROOT

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Runs the asked parts; prints a table, and writes bench/results.md when asked with --write."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("parts", nargs="*", choices=["pages", "imports", "pdf", "law", "plan", []], default=[])
    parser.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--size", default="nation", help="how large an invented country the pages are measured on")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--write", action="store_true", help="write bench/results.md")
    args = parser.parse_args()
    if (load := os.getloadavg()[0]) > 1.5:
        print(f"The machine is busy (load {load:.1f}): figures taken now would say nothing. Wait, and try again.")
        return 1
    parts = args.parts or ["pages", "imports", "pdf", "law", "plan"]
    databases = ["sqlite", "postgres"] if args.database == "both" else [args.database]
    lines = report.head()
    for database in databases:
        if "pages" in parts:
            lines += pages.measure(database, size=args.size, rounds=args.rounds, seconds=args.seconds)
        if "imports" in parts:
            lines += imports.measure(database)
    if "pdf" in parts:
        from bench import pdf

        lines += pdf.measure()
    if "law" in parts:
        lines += _law(args.rounds)
    if "plan" in parts:
        lines += _plan()
    text = "\n".join(lines) + "\n"
    print(text)
    if args.write:
        kept = HERE / "results.md"
        kept.write_text(report.merged(kept.read_text() if kept.exists() and args.parts else "", text))
    return 0


def _plan() -> list[str]:
    """One person's plan beside PyJobShop, in the peers' environment."""
    python = ROOT / "var" / "bench" / "bin" / "python"
    if not python.exists():
        return [
            "## One person's plan, beside PyJobShop",
            "",
            "Not measured: `make bench` installs PyJobShop first.",
            "",
        ]
    env = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    run = subprocess.run(
        [str(python), "-m", "bench.plan_person"], cwd=ROOT, env=env, check=True, capture_output=True, text=True
    )
    return [*run.stdout.splitlines(), ""]


def _law(rounds: int) -> list[str]:
    """The law beside OpenFisca, which has an environment of its own (`make bench` installs it)."""
    python = ROOT / "var" / "bench" / "bin" / "python"
    if not python.exists():
        return ["## Law, beside OpenFisca", "", "Not measured: `make bench` installs OpenFisca first.", ""]
    env = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    command = [str(python), "-m", "bench.law", "--rounds", str(rounds)]
    return subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, text=True).stdout.splitlines()


if __name__ == "__main__":
    sys.exit(main())
