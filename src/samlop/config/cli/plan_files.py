"""Reads the JSON files of `samlop plan`, and says in a sentence what is wrong with one."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

_MOST = 50_000_000


class BadFile(Exception):
    """The file cannot be used; the text says why."""


def load(name: str) -> Any:
    """The content of a JSON file, or of standard input for `-`. Raises BadFile."""
    try:
        if name == "-":
            text = sys.stdin.read()
        else:
            path = Path(name)
            if path.stat().st_size > _MOST:
                raise BadFile(f"{name}: filen er for stor. Det meste er {_MOST // 1_000_000} MB.")
            text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BadFile(f"{name}: filen finnes ikke.") from None
    except OSError:
        raise BadFile(f"{name}: filen kan ikke åpnes.") from None
    except UnicodeDecodeError:
        raise BadFile(f"{name}: filen er ikke tekst i UTF-8.") from None
    try:
        return json.loads(text)
    except json.JSONDecodeError as wrong:
        raise BadFile(f"{name}: ikke gyldig JSON på linje {wrong.lineno}, tegn {wrong.colno}.") from None
    except RecursionError:
        raise BadFile(f"{name}: for mange nivåer inni hverandre.") from None
