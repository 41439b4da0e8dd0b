"""Runs the whole suite on SQLite, and what meets a database on PostgreSQL when one is at hand. The last line counts the tests.

A PostgreSQL is at hand when SAMLOP_TEST_POSTGRES names one, or when the loopback has one that lets the role `samlop`
(password `samlop`, may create databases) in: docs/operate/test-database.md tells how to make it.
"""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NO_DATABASE = ("law", "planning")  # pure rooms: import-linter holds that they know no database, so once is enough
LOOPBACK = "postgres://samlop:samlop@127.0.0.1:5432/postgres"


def postgres_at_hand() -> str | None:
    """The address of a PostgreSQL that answers, or None."""
    import psycopg

    for address in filter(None, (os.environ.get("SAMLOP_TEST_POSTGRES"), LOOPBACK)):
        try:
            psycopg.connect(address, connect_timeout=3).close()
        except psycopg.OperationalError:
            continue
        return address
    return None


def run(name: str, environment: dict[str, str], arguments: list[str]) -> tuple[int, dict[str, int]]:
    """One run of pytest: its exit code, and how many passed, failed and were skipped."""
    began = time.monotonic()
    print(f"== {name}", flush=True)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-n",
        os.environ.get("SAMLOP_TEST_WORKERS", "2"),
        "--dist",
        "loadgroup",
        *arguments,
    ]
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    output = []
    for line in process.stdout:
        output.append(line)
        sys.stdout.write(line)
        sys.stdout.flush()
    code = process.wait()
    counts = {
        word: int(n) for n, word in re.findall(r"(\d+) (passed|failed|errors?|skipped)", output[-1] if output else "")
    }
    print(f"== {name}: {counts} in {time.monotonic() - began:.0f} s\n", flush=True)
    return code, counts


def main() -> int:
    """Both runs; the exit code is that of the first that failed."""
    arguments = sys.argv[1:]
    var = {"SAMLOP_TEST_DATA": "1", "SAMLOP_FIXED_TODAY": ""}
    runs = [run("SQLite", var | {"SAMLOP_DATABASE_URL": "sqlite://:memory:"}, arguments)]
    if address := postgres_at_hand():
        again = arguments or [f"--ignore=tests/{room}" for room in NO_DATABASE]
        runs.append(run("PostgreSQL", var | {"SAMLOP_DATABASE_URL": address}, again))
    elif os.environ.get("SAMLOP_NEED_POSTGRES"):
        print("PostgreSQL is needed here, and none answers.")
        return 1
    else:
        print(
            "PostgreSQL: none at hand, so the suite ran on SQLite only. docs/operate/test-database.md tells how to give it one."
        )
    total = {word: sum(counts.get(word, 0) for _, counts in runs) for word in ("passed", "failed", "skipped")}
    total["failed"] += sum(counts.get("error", 0) + counts.get("errors", 0) for _, counts in runs)
    print(f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped")
    return next((code for code, _ in runs if code), 0) or int(total["failed"] > 0 or total["passed"] == 0)


if __name__ == "__main__":
    sys.exit(main())
