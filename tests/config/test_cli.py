"""The command `samlop`: what it says when the database is not there."""

import subprocess
import sys

import pytest


def samlop(*arguments, **environment):
    import os

    return subprocess.run(
        [sys.executable, "-c", "import sys; from samlop.config.cli import main; sys.exit(main())", *arguments],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_names_every_command():
    said = samlop("--help").stdout
    for command in ("law", "pathway", "import", "demo", "start", "manage"):
        assert f"    {command} " in said


@pytest.mark.parametrize("arguments", [("pathway", "show", "1"), ("import", "docs/use/examples/bosettingsliste.csv")])
def test_an_empty_database_is_told_in_words(tmp_path, arguments):
    run = samlop(*arguments, SAMLOP_DATABASE_URL=f"sqlite:///{tmp_path}/tom.sqlite3")
    assert run.returncode == 2
    assert "samlop manage migrate" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_database_that_does_not_answer_is_told_in_words():
    run = samlop("pathway", "show", "1", SAMLOP_DATABASE_URL="postgres://ingen:hemmelig@127.0.0.1:9/x")
    assert run.returncode == 2
    assert "svarer ikke" in run.stderr
    assert "hemmelig" not in run.stderr


def test_an_unknown_command_is_refused():
    assert samlop("finnes-ikke").returncode == 2
