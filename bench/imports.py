"""Measures how long a settlement list of 5,000 rows takes, from bytes to committed rows."""

import subprocess
import sys

from bench.database import ROOT, fresh

ROWS = 5000


def measure(database: str) -> list[str]:
    """Lines of the report for one database."""
    env = fresh(database, "bench_import")
    out = subprocess.run(
        [sys.executable, "-m", "bench.import_run", str(ROWS)],
        cwd=ROOT,
        env=env,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [f"## Settlement list, {database}", "", out.strip(), ""]
