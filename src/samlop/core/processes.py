"""Begins a process that helps another: it must know the rooms before it is told what to do in them."""


def begin() -> None:
    """Sets Django up. Imports no room itself, since a new process reads this before anything is set up."""
    import django

    django.setup()
