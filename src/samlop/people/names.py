"""Turns names into keys that find them however they were spelt on the way here."""

import unicodedata

from jellyfish import metaphone

# Letters that transliterations from Arabic, Cyrillic and Ge'ez write in several ways. Order matters: longest first.
_SAME = (("kh", "h"), ("ch", "h"), ("gh", "g"), ("sch", "sh"), ("zh", "j"), ("dj", "j"), ("dh", "d"), ("th", "t"), ("ts", "s"), ("ks", "x"), ("q", "k"), ("w", "v"), ("iy", "i"), ("yy", "i"), ("ij", "i"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("e", "a"), ("o", "u"), ("y", "i"))  # fmt: skip
_PLAIN = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ł": "l", "ı": "i", "'": "", "’": "", "ʼ": "", "`": ""})


def parts(name: str) -> list[str]:
    """The parts of a name, plain lower case: `Øksendal-Al Haddad` gives `oksendal`, `al`, `haddad`."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_PLAIN))
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return kept.split()


def sound(part: str) -> str:
    """How a part of a name sounds, in at most 24 letters. `mohammed`, `muhamad` and `mohamed` sound alike.

    For names in other scripts than Latin the part itself is its sound.
    """
    if not part.isascii():
        return part[:24]
    for written, same in _SAME:
        part = part.replace(written, same)
    # A vowel in front is heard but often lost or changed (Oleksandr, Aleksandr); one sign stands for all of them.
    key = metaphone(part)
    if part[:1] in "aeiou":
        key = "A" + key.lstrip("AEIOU")
    return (key or part)[:24]
