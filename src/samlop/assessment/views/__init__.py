"""Answers requests about the night's work, history, deadlines and replays."""
