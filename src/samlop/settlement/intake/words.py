"""Finds the word somebody probably meant."""

from difflib import get_close_matches


def nearest(text: str, words: list[str] | tuple[str, ...]) -> str:
    """The one of `words` that is written most like `text`, or an empty string when none is near."""
    lower = {word.casefold(): word for word in reversed(words)}
    found = get_close_matches(text.casefold()[:60], lower, n=1, cutoff=0.6)
    return lower[found[0]] if found else ""
