"""Reads for the pages of the room: one person under the law, frozen answers, and the law itself."""
