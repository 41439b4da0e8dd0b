"""The command line."""

from samlop.config.cli.main import main

__all__ = ["main"]
