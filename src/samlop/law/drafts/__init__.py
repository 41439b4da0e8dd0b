"""Holds draft rule sets: laws that are not the law yet, or no longer, to ask the same questions under and compare.

A draft is a TOML file that changes dated parameters, brings adopted rules into force, or answers open questions, each from a
date. It changes nothing by itself: the law answers from it only inside `with draft.in_force():`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from samlop.law.drafts.changes import Change, Effect, compare
from samlop.law.drafts.draft import Draft, DraftError
from samlop.law.drafts.reader import load_draft

__all__ = ["Change", "Draft", "DraftError", "Effect", "compare", "load_draft", "shipped", "shipped_texts"]


@cache
def shipped_texts() -> Mapping[str, str]:
    """Gives the text of every example that comes with the program, by name, for showing and for copying."""
    folder = files(__package__) / "examples"
    return {
        path.name.removesuffix(".toml"): path.read_text(encoding="utf-8")
        for path in sorted(folder.iterdir(), key=lambda path: path.name)
        if path.name.endswith(".toml")
    }


@cache
def shipped() -> Mapping[str, Draft]:
    """Gives every example that comes with the program, by name."""
    return {name: load_draft(text, name) for name, text in shipped_texts().items()}
