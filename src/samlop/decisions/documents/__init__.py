"""Makes the papers of a decision."""

from samlop.decisions.documents.paper import Signed
from samlop.decisions.documents.render import PARTS, Paper, render, unwritable, unwritable_text

__all__ = ["PARTS", "Paper", "Signed", "render", "unwritable", "unwritable_text"]
