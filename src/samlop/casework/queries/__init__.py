"""Reads across the rooms for the screens of the working day: plain rows in, ready sentences out."""
