"""Placeholder while the room is being built."""


def add_parser(subparsers) -> None:
    pass
