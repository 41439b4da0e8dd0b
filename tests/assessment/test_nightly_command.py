"""The night from the command line: several municipalities at a time, each in a process of its own."""

import os
import subprocess
import sys

TWO_TOWNS = """
import django; django.setup()
from samlop.core.models import Municipality
for number in ("4003", "4004"):
    Municipality.objects.create(number=number, name=f"Kommune {number}")
"""


def test_two_municipalities_are_assessed_side_by_side(tmp_path):
    env = os.environ | {
        "SAMLOP_DATABASE_URL": f"sqlite:///{tmp_path / 'night.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "samlop.config.settings",
        "SAMLOP_TEST_DATA": "1",
    }

    def run(*command: str) -> str:
        done = subprocess.run([sys.executable, *command], env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    samlop = ("-c", "import sys; from samlop.config.cli import main; sys.exit(main())")
    run(*samlop, "manage", "migrate", "-v0")
    run("-c", TWO_TOWNS)
    told = run("-m", "samlop.config.cli", "nightly", "--processes", "2")
    assert told.strip().startswith("0 personer vurdert, 0 svar er annerledes")
