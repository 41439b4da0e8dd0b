"""Makes the databases that are measured, and keeps them in var/ so that the next run begins at once."""

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var"
POSTGRES = os.environ.get("SAMLOP_TEST_POSTGRES", "postgres://samlop:samlop@127.0.0.1:5432/postgres")


def environment(database: str, name: str = "bench") -> dict[str, str]:
    """The environment variables that point the product at the measured database."""
    if database == "sqlite":
        address = f"sqlite:///{VAR / name}.sqlite3"
    else:
        address = POSTGRES.rsplit("/", 1)[0] + f"/samlop_{name}"
    return os.environ | {
        "SAMLOP_DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "samlop.config.settings",
        "SAMLOP_TEST_DATA": "1",
    }


def samlop(arguments: list[str], env: dict[str, str]) -> None:
    """Runs one of our own commands, quietly."""
    subprocess.run(
        [sys.executable, "-c", "import sys; from samlop.config.cli import main; sys.exit(main())", *arguments],
        cwd=ROOT,
        env=env,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def fresh(database: str, name: str) -> dict[str, str]:
    """An empty, migrated database."""
    env = environment(database, name)
    if database == "sqlite":
        for ending in ("", "-wal", "-shm"):
            Path(f"{VAR / name}.sqlite3{ending}").unlink(missing_ok=True)
    else:
        import psycopg

        with psycopg.connect(POSTGRES, autocommit=True) as connection:
            connection.execute(f"drop database if exists samlop_{name} with (force)")
            connection.execute(f"create database samlop_{name}")
    samlop(["manage", "migrate", "-v0"], env)
    return env


def country(database: str, size: str) -> tuple[dict[str, str], float | None]:
    """The invented country, and the seconds it took to make (None when it was kept from an earlier run)."""
    name = f"bench_{size}"
    env = environment(database, name)
    stamp, tables = VAR / f"{name}.{database}.done", _tables()
    if stamp.exists() and stamp.read_text() == tables:
        return env, None
    env = fresh(database, name)
    began = time.monotonic()
    samlop(["demo", "--size", size, "--seed", "1"], env)
    seconds = time.monotonic() - began
    stamp.write_text(tables)
    return env, seconds


def _tables() -> str:
    """What the tables look like, in short: a database made before they changed is made again."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "src" / "samlop").glob("*/migrations/0*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
