"""Writes an invented municipality to the database, so that every page has something true to show."""

from samlop.demo.load.nights import assess
from samlop.demo.load.towns import Loaded, clear, in_use, load_nation, load_town

__all__ = ["Loaded", "assess", "clear", "in_use", "load_nation", "load_town"]
