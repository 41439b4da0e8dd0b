"""Reads draft rule sets from files, and says what each changes, or everything that is wrong with it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samlop.config.cli.law_files import BadInput, text_of

if TYPE_CHECKING:
    from samlop.law.drafts import Draft


def add_parser(acts: Any) -> None:
    """Adds `samlop law draft`."""
    draft = acts.add_parser("draft", help="les utkast til regelverk, og vis hva de endrer")
    draft.add_argument(
        "files", metavar="UTKAST.toml", nargs="*", help="fil med utkast; uten filer vises de som følger med"
    )
    draft.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints what each draft changes. Returns 0, or 2 with sentences on stderr when a draft cannot be used."""
    from samlop.law.drafts import shipped

    drafts: list[Draft] = [] if args.files else list(shipped().values())
    unusable = False
    for name in args.files:
        try:
            drafts.append(draft_of(name))
        except BadInput as bad:
            unusable = True
            print(f"{name}: {bad}", file=sys.stderr)
    for draft in drafts:
        print("\n".join((f"{draft.name}: {draft.title}", *(f"  {change}" for change in draft.changes))))
    return 2 if unusable else 0


def draft_of(name: str) -> Draft:
    """Reads one draft file, or one that comes with the program, by its name. Raises BadInput with every problem."""
    from samlop.law.drafts import DraftError, load_draft, shipped

    if name in shipped():
        return shipped()[name]
    path = Path(name)
    try:
        return load_draft(text_of(path), path.stem)
    except DraftError as wrong:
        raise BadInput(" ".join(wrong.problems)) from None
