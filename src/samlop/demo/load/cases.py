"""Writes what the rooms of the process hold: mappings, guidance, interpreter use, plans and decisions."""


def write(writer, municipality, town, rows, staff, rng) -> None:
    """To come."""
