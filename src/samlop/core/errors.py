"""Names the ways in which a business act can be refused. Each message says what, why and what to do next, in bokmål."""


class Refused(Exception):
    """An act that cannot be done now. `str()` is the sentence shown to the user."""


class Conflict(Refused):
    """Somebody else changed the same thing in the meantime; what was typed is kept and shown beside the newer text."""


class Incomplete(Refused):
    """Something is missing or impossible. `fields` says for each field, by its name, what to mend."""

    def __init__(self, fields: dict[str, str]):
        super().__init__(" ".join(fields.values()))
        self.fields = fields
