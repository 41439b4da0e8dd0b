"""Names the ways in which a business act can be refused. Each message says what, why and what to do next, in bokmål."""


class Refused(Exception):
    """An act that cannot be done now. `str()` is the sentence shown to the user."""


class Conflict(Refused):
    """Somebody else changed the same thing in the meantime; what was typed is kept and shown beside the newer text."""
