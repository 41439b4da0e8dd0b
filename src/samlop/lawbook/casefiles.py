"""Finds the case files that test the law: inside the installed product, or in the repository while it is developed."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

# The build puts the case files of the tests here (`pyproject.toml`): a lawyer writes them in one place.
INSTALLED = "case_files"
_IN_REPOSITORY = Path(__file__).resolve().parents[3] / "tests" / "law" / "cases"


@cache
def cases() -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """Every case with the file it stands in, by theme and file. None when the product was built without them."""
    return tuple(_rows())


def _rows() -> Iterator[tuple[str, Mapping[str, Any]]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for theme in _themes():
        for file in sorted(theme.iterdir(), key=lambda each: each.name):
            if file.name.endswith(".yaml"):
                read = yaml.load(file.read_text(encoding="utf-8"), loader)  # a safe loader, the one written in C
                for row in read["cases"]:
                    yield f"{theme.name}/{file.name}", row


def _themes() -> list[Traversable]:
    installed = files("samlop.law") / INSTALLED
    folder: Traversable = installed if installed.is_dir() else _IN_REPOSITORY
    if not folder.is_dir():
        return []
    return sorted((each for each in folder.iterdir() if each.is_dir()), key=lambda each: each.name)
