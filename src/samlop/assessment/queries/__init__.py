"""Reads the night's work, one person's history under the law, deadlines, and replays, as their pages show them."""
